import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// E[σ(u)τ(v)] as an integral over the plane, for correlations and variances at which the Hermite series
/// takes too many terms: kinks, or poles near the line in units of √a, with |ρ| near 1.
///
/// With x and z independent standard Gaussian variables, u = √a x, v = √b y, y = ρx + κz, κ² = 1 − ρ²,
///
///     E = ∫ σ(√a x) G(x) φ(x) dx,   G(x) = ∫ τ(√b y) φ_κ(y − ρx) dy,   φ_κ the density of N(0, κ²).
///
/// What is left out: |x| > X and |y| > Y, by the Cauchy–Schwarz inequality and the growth of σ and τ
/// (``GaussianTail``); and in G what has |z| > Z, at most S·e^(−Z²/2), S = sup |τ| where |y| ≤ Y. With y within
/// [−Y, Y] alone G is entire, kinks or not: at x = p + iq, with h = |ρq|/κ,
///
///     |G| ≤ S·e^(h²/2)
///     |G| ≤ D·(1 + h e^(−8)) + S·e^(−8),   D = sup |τ| where |Re y − ρp| ≤ κ√(h² + 16), |Im y| ≤ |ρq|,
///
/// the second where τ is analytic on that rectangle: the path of y is moved up by ρq within it, with two
/// vertical pieces at its ends. So panels of Gauss–Legendre quadrature in x are as long as this permits: of
/// length κ next to where a kink of τ is met, and long far away from it.
///
/// G itself is integrated for each panel in x, either in z, where τ is analytic on all of the range that
/// matters and the same nodes z serve every x; or on panels in y which end at τ's kinks, where τ is
/// evaluated once for all x of the panel.
struct PlanarExpectation {
  private let f, g: ScaledActivation
  /// ρ and κ.
  private let rho, spread: Interval
  private let coarse: (rho: Interval, spread: Interval)
  private let bits: Int
  private let nodeCount: Int
  private let rule: GaussLegendreRule
  /// The error aimed at: 2^target.
  private let target: Int
  /// Powers of two at least the order of √E[σ²] and √E[τ²].
  private let scales: (f: Int, g: Int)
  /// X, Y and Z, S, and what is left out.
  private let ends: (x: Interval, y: Interval, z: Interval)
  private let supremum: Interval
  private let omitted: Interval
  /// What |z| > Z contributes to G at most.
  private let far: Interval
  /// Whether the integrand is the same at (x, z) and (−x, −z).
  private let isEven: Bool

  private static let low = QuadraturePanel.precision
  /// How many panels there may be in x, for one of them in y or z, and how many nodes in all at 96 bits: some
  /// twenty seconds' work.
  private static let limits = (x: 600, y: 96, z: 4, nodes: 12_000_000)

  /// E[σ(u)τ(v)] to about `bits` bits of √(E[σ²]E[τ²]); the variances are positive.
  static func value(
    _ first: ActivationFormula, _ second: ActivationFormula, a: Interval, b: Interval, c: Interval,
    bits: Int
  ) throws(DualFailure) -> Interval {
    try PlanarFrame(first, second, a: a, b: b, c: c, bits: bits).integral()
  }

  /// E[σ(√a z)τ(±√b z)], z ~ N(0, 1): the boundary c² = ab, whatever a and b enclose.
  static func boundaryValue(
    _ first: ActivationFormula, _ second: ActivationFormula, a: Interval, b: Interval,
    isOpposite: Bool, bits: Int
  ) throws(DualFailure) -> Interval {
    guard bits <= PlanarFrame.largestBits.sum else { throw .budget }
    let precision = Precision(bits + 96)
    let plane = try GaussianPlane(
      first, isOpposite ? second.reflected : second,
      variances: (a.rounded(to: precision), b.rounded(to: precision)),
      rho: Interval(1, precision: precision), spread: Interval(0, precision: precision), bits: bits)
    return plane.hasDisjointSupports
      ? Interval(0, precision: precision) : try PlanarExpectation(plane).value()
  }

  init(_ plane: GaussianPlane) throws(DualFailure) {
    let low = PlanarExpectation.low
    (f, g, rho, spread, bits) = (plane.f, plane.g, plane.rho, plane.spread, plane.bits)
    coarse = (rho.rounded(to: low), spread.rounded(to: low))
    nodeCount = plane.nodeCount
    rule = .rule(nodeCount, precision: rho.precision)
    (isEven, scales, target) = (plane.isEven, plane.scales, plane.target)
    // S·e^(−Z²/2) ≤ 2^(scale − bits − 4), with S to be found on what Y makes of Z: a little more does.
    var depth = Interval(Rational(2 * bits + 16), precision: low).squareRoot
    var height = plane.reach.x
    var largest = Interval(0, precision: low)
    for _ in 0..<4 {
      height = .maximum(
        plane.reach.y, coarse.rho.magnitude * plane.reach.x + depth * coarse.spread)
      height = Interval(height.upper)
      largest = try g.largestMagnitude(within: height)
      let excess = max(0, largest.upper.isZero ? 0 : largest.upper.exponent - scales.g)
      let needed = Interval(Rational((bits + 4 + excess) * 14 / 10 + 8), precision: low).squareRoot
      if needed.upper <= depth.lower { break }
      depth = needed
    }
    supremum = largest
    ends = (plane.reach.x, height, Interval(depth.lower))
    far = supremum * (-ends.z.squared.scaled(by: Rational(1, 2))).exponential
    omitted = plane.omitted
  }

  // MARK: The integral over x

  private var isBoundary: Bool { spread.isPoint && spread.lower.isZero }

  /// Where panels in x must end, or should: at σ's kinks, and where y = ρx is a kink of τ.
  private func edges() throws(DualFailure) -> [Interval] {
    let ends = [isEven ? Interval(0, precision: rho.precision) : -self.ends.x, self.ends.x]
    var edges = ends
    func add(_ edge: Interval, isNeeded: Bool) throws(DualFailure) {
      if edge.lower > ends[1].upper || edge.upper < ends[0].lower { return }
      for known in edges where known.overlaps(edge) {
        // With equal variances equal enclosures are of equal kinks.
        let isSame = known.isSame(as: edge) && (edge.isPoint || f.root.isSame(as: g.root))
        if isNeeded && !isSame {
          throw .singular(near: edge.midpoint.decimal(digits: 3, rounding: .nearestEven))
        }
        return
      }
      edges.append(edge)
    }
    for kink in f.kinks { try add(kink, isNeeded: true) }
    for kink in g.kinks {
      let isFixed = isBoundary || (kink.isPoint && kink.lower.isZero)
      try add(isFixed ? kink : kink / rho, isNeeded: isBoundary)
    }
    return edges.sorted { $0.lower < $1.lower }
  }

  /// The expectation to about 2^target.
  func value() throws(DualFailure) -> Interval {
    let low = PlanarExpectation.low
    var pending =
      zip(try edges(), try edges().dropFirst()).map { Panel(lower: $0, upper: $1) }
      .reversed() as [Panel]
    let tolerance = power(target - 8)
    var total = Interval(0, precision: rho.precision)
    var errors = Interval(0, precision: low)
    var (count, work) = (0, 0)
    while let panel = pending.popLast() {
      if Interruption.isDue { throw .interrupted }
      if let piece = f.piece(containing: panel),
        let bound = bound(piece, panel),
        let error = panel.error(nodeCount: nodeCount, tolerance: tolerance, bound),
        let inner = innerRule(piece, panel)
      {
        count += 1
        work += nodeCount * inner.size
        errors = errors + Interval(error)
        total = total + sum(piece, panel, inner)
        guard work * bits <= PlanarExpectation.limits.nodes * 96 else { throw .budget }
        continue
      }
      guard count + pending.count < PlanarExpectation.limits.x else { throw .budget }
      pending += panel.halves.reversed()
    }
    let factor = Rational(isEven ? 2 : 1)
    let error = errors.scaled(by: factor) + omitted
    return total.scaled(by: factor).widened(by: error.upper)
  }

  private func sum(_ piece: ActivationFormula, _ panel: Panel, _ inner: InnerRule) -> Interval {
    var total = Interval(0, precision: rho.precision)
    for (x, weight) in panel.nodes(rule) {
      let value = f.value(piece, at: x) * density(x)
      total = total + weight * value * inner.value(self, at: x)
    }
    return total
  }

  /// φ(x).
  private func density(_ x: Interval) -> Interval {
    let norm = Interval.pi(precision: x.precision).scaled(by: 2).squareRoot
    return x.squared.scaled(by: Rational(-1, 2)).exponential / norm
  }

  /// Bounds of |σ(√a x)G(x)φ(x)| on rectangles; nil where the panel is not one for the boundary c² = ab.
  private func bound(
    _ piece: ActivationFormula, _ panel: Panel
  ) -> ((_ real: Interval, _ imaginary: Interval) -> BigFloat?)? {
    let other = isBoundary ? g.piece(containing: panel) : nil
    if isBoundary && other == nil { return nil }
    return { real, imaginary in
      let smoothed =
        other.map { g.bound($0, real: real, imaginary: imaginary) }
        ?? smoothedBound(real, imaginary)
      guard let smoothed, let value = f.bound(piece, real: real, imaginary: imaginary) else {
        return nil
      }
      return (value * smoothed * complexDensity(real, imaginary)).upper
    }
  }

  /// A bound of |φ| on a rectangle.
  private func complexDensity(_ real: Interval, _ imaginary: Interval) -> Interval {
    let exponent =
      Interval(imaginary.magnitude.upper).squared - Interval(real.magnitude.lower).squared
    return exponent.scaled(by: Rational(1, 2)).exponential.scaled(by: Rational(2, 5))
  }

  /// A bound of |G| on a rectangle.
  private func smoothedBound(_ real: Interval, _ imaginary: Interval) -> Interval? {
    let lift = coarse.rho.magnitude * Interval(imaginary.magnitude.upper)
    let h = Interval((lift / coarse.spread).upper)
    let crude = supremum * h.squared.scaled(by: Rational(1, 2)).exponential
    let reach = Interval((h.squared.adding(16).squareRoot * coarse.spread).upper)
    let range = (coarse.rho * real).widened(by: reach.upper)
    let height = Interval(lower: BigFloat.zero(precision: h.precision), upper: lift.upper)
    guard let piece = g.piece(containing: range), range.magnitude.upper <= ends.y.lower,
      let strip = g.bound(piece, real: range, imaginary: height)
    else { return crude }
    let rare = Interval(-8, precision: h.precision).exponential
    return .minimum(crude, strip * (h * rare).adding(1) + supremum * rare)
  }

  // MARK: The integral over y

  /// How G is integrated for all x of a panel.
  private enum InnerRule {
    /// τ(√b ρx), at the boundary.
    case boundary(ActivationFormula)
    /// Nodes z with weights that include φ(z).
    case moving(ActivationFormula, [(Interval, Interval)], error: BigFloat)
    /// Nodes y/(√2κ) with weights that include τ(√b y)/(κ√(2π)).
    case fixed(GaussianKernelSum, error: BigFloat)

    var size: Int {
      switch self {
      case .boundary: 1
      case .moving(_, let nodes, _): nodes.count
      case .fixed(let sum, _): sum.count
      }
    }

    func value(_ plane: PlanarExpectation, at x: Interval) -> Interval {
      let (g, rho, spread) = (plane.g, plane.rho, plane.spread)
      var total = Interval(0, precision: rho.precision)
      switch self {
      case .boundary(let piece): return g.value(piece, at: x)
      case .moving(let piece, let nodes, let error):
        let centre = rho * x
        for (z, weight) in nodes {
          total = total + weight * g.value(piece, at: centre + spread * z)
        }
        return total.widened(by: error)
      case .fixed(let sum, let error):
        let centre = rho * x / (spread * Interval(2, precision: rho.precision).squareRoot)
        return sum.value(at: centre).widened(by: error)
      }
    }
  }

  private func innerRule(_ piece: ActivationFormula, _ panel: Panel) -> InnerRule? {
    if isBoundary {
      return g.piece(containing: panel).map { InnerRule.boundary($0) }
    }
    // What an error of G does is weighted by σφ.
    let x = panel.range.rounded(to: PlanarExpectation.low)
    let weight =
      f.value(piece, at: x).rounded(to: PlanarExpectation.low).magnitude
      * complexDensity(x, Interval(0, precision: x.precision)) * (x - Interval(x.lower))
    var tolerance = power(target - 10 - scales.f)
    if weight.isBounded, !weight.upper.isZero {
      let allowed = Interval(power(target - 10)) / Interval(weight.upper)
      tolerance = max(tolerance, allowed.lower)
    }
    return movingRule(panel, tolerance) ?? fixedRule(panel, tolerance)
  }

  private func movingRule(_ panel: Panel, _ tolerance: BigFloat) -> InnerRule? {
    let centre = (panel.range * rho).rounded(to: PlanarExpectation.low)
    let range = centre.widened(by: (ends.z * coarse.spread).upper)
    guard range.magnitude.upper <= ends.y.lower, let piece = g.piece(containing: range) else {
      return nil
    }
    if let rule = hermiteRule(piece, centre, tolerance) { return rule }
    let edges = [-ends.z, Interval(0, precision: rho.precision), ends.z]
    let plan = Panel.plan(
      edges, nodeCount: nodeCount, tolerance: tolerance, limit: PlanarExpectation.limits.z
    ) { _ in
      { real, imaginary in
        g.bound(
          piece, real: centre + coarse.spread * real, imaginary: coarse.spread * imaginary
        ).map { ($0 * complexDensity(real, imaginary)).upper }
      }
    }
    guard let plan else { return nil }
    let nodes = plan.panels.flatMap { $0.nodes(rule) }.map {
      ($0.place, $0.weight * density($0.place))
    }
    return .moving(piece, nodes, error: (plan.error + far).upper)
  }

  /// Gauss–Hermite quadrature in z, where τ is analytic far beyond what matters.
  ///
  /// With |τ| ≤ M for complex |z| ≤ R the Taylor polynomial p of degree 2n − 1 differs by M t^(2n)/(1 − t)
  /// at most where |z| ≤ Z = tR; the rule is exact for p, its nodes are within Z, and
  /// ∫_{|z|>Z} |p|φ ≤ 2Mφ(Z)/((Z − 2n/Z)(1 − t)).
  private func hermiteRule(
    _ piece: ActivationFormula, _ centre: Interval, _ tolerance: BigFloat
  ) -> InnerRule? {
    let low = PlanarExpectation.low
    let one = Interval(1, precision: low)
    for logarithm in [12, 7, 4, 3] {
      // An even number of nodes with t^(2n) small enough.
      let count = ((bits + 24) / (2 * logarithm) + 2) / 2 * 2
      let factor = 1 << logarithm
      let radius = (ends.z * coarse.spread).scaled(by: Rational(factor))
      let disc = Interval(lower: radius.upper.negated, upper: radius.upper)
      let bound = g.bound(
        piece, real: centre + disc,
        imaginary: Interval(lower: .zero(precision: low), upper: radius.upper))
      guard let bound, g.piece(containing: centre + disc) == piece else { continue }
      let t = one / Interval(Rational(factor), precision: low)
      let share = Interval(Rational(2 * count), precision: low) / ends.z
      let outside =
        complexDensity(ends.z, Interval(0, precision: low)).scaled(by: 2) / (ends.z - share)
      let error = bound * (t.power(2 * count).scaled(by: 2) + outside) / (one - t)
      let rule = GaussHermiteRule.rule(count, precision: rho.precision)
      guard (ends.z - share).sign == 1, error.upper <= tolerance,
        rule.nodes[count - 1].upper <= ends.z.lower
      else { continue }
      return .moving(piece, Array(zip(rule.nodes, rule.weights)), error: (error + far).upper)
    }
    return nil
  }

  private func fixedRule(_ panel: Panel, _ tolerance: BigFloat) -> InnerRule? {
    let low = PlanarExpectation.low
    let centre = (panel.range * rho).rounded(to: low)
    let range = centre.widened(by: (ends.z * coarse.spread).upper)
    // Ends beyond what matters are as good as those.
    var edges = [Interval(range.lower), Interval(range.upper)]
    if range.lower < ends.y.lower.negated { edges[0] = -ends.y }
    if range.upper > ends.y.lower { edges[1] = ends.y }
    for kink in g.kinks where edges[0].upper < kink.lower && kink.upper < edges[1].lower {
      edges.insert(kink, at: edges.count - 1)
    }
    let curvature = Interval(1, precision: low) / coarse.spread.squared
    let height = (curvature / Interval.pi(precision: low).scaled(by: 2)).squareRoot
    let plan = Panel.plan(
      edges, nodeCount: nodeCount, tolerance: tolerance, limit: PlanarExpectation.limits.y
    ) { panel in
      guard let piece = g.piece(containing: panel) else { return nil }
      return { real, imaginary in
        guard let value = g.bound(piece, real: real, imaginary: imaginary) else { return nil }
        let distance = Interval((real - centre).magnitude.lower).squared
        let exponent = (Interval(imaginary.magnitude.upper).squared - distance) * curvature
        return (value * height * exponent.scaled(by: Rational(1, 2)).exponential).upper
      }
    }
    guard let plan else { return nil }
    let norm = (Interval.pi(precision: rho.precision).scaled(by: 2)).squareRoot * spread
    let unit = spread * Interval(2, precision: rho.precision).squareRoot
    var nodes: [(place: Interval, weight: Interval)] = []
    for panel in plan.panels {
      guard let piece = g.piece(containing: panel) else { return nil }
      for (y, weight) in panel.nodes(rule) {
        nodes.append((y / unit, weight * g.value(piece, at: y) / norm))
      }
    }
    return .fixed(GaussianKernelSum(nodes, bits: bits), error: (plan.error + far).upper)
  }
}
