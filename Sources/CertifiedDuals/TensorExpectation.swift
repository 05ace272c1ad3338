import CMultiprecision
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// E[σ(u)τ(v)] as a double sum over the nodes of two sets of panels, for correlations that are not very near
/// ±1: σ and τ are evaluated once at each of their nodes, and what couples them costs a multiplication for
/// each pair of nodes.
///
/// With x and y standard Gaussian of correlation ρ, κ² = 1 − ρ² and θ = 1/(2κ²), E is the integral over the
/// plane of f(x)g(y)K(x, y), f(x) = σ(√a x), g(y) = τ(√b y), K = exp(−θ(x² − 2ρxy + y²))/(2πκ). Panels end at
/// the kinks of f and g. On a pair of panels P and Q of lengths |P| and |Q| with Gauss–Legendre rules the
/// integral differs from the rules' double sum by at most
///
///     |Q| t S C·k(P′, Q) + |P| s T D·k(P, Q′)
///
/// P′ and Q′ being the ellipses (``Ellipse``), s, S and t, T bounds of |f| on P, P′ and |g| on Q, Q′, C and D the
/// factors of the rules, and k the supremum of |K| on a product of sets: first the integral over P is
/// replaced by its rule for every y of Q, then that over Q at every node x (the weights of P have the sum
/// |P|). A pair for which |P| |Q| s t k(P, Q) is small is left out.
///
/// For complex x = p + iq and real y (and the other way round)
///
///     |2πκK| = exp(θ(q² − (p − ρy)²) − y²/2) = exp((q² − p²)/2 + θ(ρ²q² − (y − ρp)²)).
///
/// With x = x₀ + s and y = y₀ + t, x₀ and y₀ the middles of the panels, 2πκK is the product of
///
///     A = exp(−θ(x − ρy₀)² − y₀²/2),   B = exp(θt(2ρx₀ − 2y₀ − t)),   M = exp(2θρst)
///
/// where A depends on x, B on y, and M is the same matrix for all pairs of panels of equal lengths. All
/// factors are positive and computed with small relative errors, and so is their product; sums of n terms in
/// floating point of p bits are wrong by n·2^−p times the sum of absolute values at most.
///
/// The sums are made for one ρ of an interval. With v = (x − ρy)/κ and w = (y − ρx)/κ
///
///     ∂K/∂ρ = K·(ρ + vw)/κ²,   2πκK = exp(−(v² + w² + x² + y²)/4),
///
/// because v² + y² = w² + x² = (x² − 2ρxy + y²)/κ²; and t·exp(−t²/4) ≤ √(2/e), so that every other ρ of the interval
/// changes K by less than its distance times (|ρ| + 3/4)·exp(−(x² + y²)/4)/(2πκ³), and times the supremum of
/// K·(|ρ| + |vw|)/κ². Where σ and τ are continuous it
/// changes E by no more than its distance times √(ab·E[σ′(u)²]·E[τ′(v)²]).
struct TensorExpectation {
  private let plane: GaussianPlane
  /// The ρ of the sums, θ there, and how far other members of the interval are.
  private let rho, theta: Interval
  private let distance: Interval
  /// Bounds of K, and (|ρ| + 3/4)/(2πκ³), for all ρ of the interval.
  private let kernel: GaussianKernelBound
  private let slope: Interval
  /// 1/(2πκ) at the ρ of the sums.
  private let norm: Interval
  private let precision: Precision
  /// Half the length of panels aimed at, in units of κ.
  private static let width = 6.25
  /// How many panels there may be on a line: in all, and such that matter.
  private static let limits = (all: 1 << 40, sampled: 256)
  private static let leastHalf = 1e-11
  /// How much work the sums may be, in nanoseconds nearly: some twenty seconds.
  private static let largestWork = 2e10

  /// The work of a pair of nodes at a precision.
  private static func work(_ precision: Precision) -> Double {
    let limbs = Double(precision.bits) / 64
    return 40 + 4 * limbs + 0.4 * limbs * limbs
  }

  /// The kernel on the plane; nil where there would be too many panels.
  init?(_ plane: GaussianPlane) {
    let spread = plane.spread.lower.double(rounding: .down)
    let reach = (
      plane.reach.x.upper.double(rounding: .up), plane.reach.y.upper.double(rounding: .up)
    )
    let low = QuadraturePanel.precision
    guard spread > 0, max(reach.0, reach.1) / spread < Double(TensorExpectation.limits.all),
      let kernel = GaussianKernelBound(rho: plane.rho, spread: plane.spread)
    else { return nil }
    self.plane = plane
    self.kernel = kernel
    precision = plane.rho.precision
    rho = Interval(plane.rho.midpoint)
    distance = Interval(plane.rho.radius.rounded(to: low, rounding: .up))
    let square = Interval(1, precision: precision) - rho.squared
    guard square.sign == 1 else { return nil }
    theta = Interval(Rational(1, 2), precision: precision) / square
    norm =
      Interval(1, precision: precision)
      / (Interval.pi(precision: precision).scaled(by: 2) * square.squareRoot)
    let cube = plane.spread.rounded(to: low).power(3)
    slope =
      (plane.rho.rounded(to: low).magnitude + Interval(Rational(3, 4), precision: low))
      / (Interval.pi(precision: low).scaled(by: 2) * cube)
  }

  /// An e for which 2^e bounds E[|σ(u)τ(v)|] with what is not omitted: of the right order where both functions
  /// have one sign.
  func size() throws(DualFailure) -> Int {
    try MagnitudeProfile(plane.f, plane.reach.x).product(
      with: MagnitudeProfile(plane.g, plane.reach.y), kernel)
  }

  /// The expectation to about 2^target.
  func value() throws(DualFailure) -> Interval {
    let whole = try cells(plane.f, plane.reach.x, try MagnitudeProfile(plane.g, plane.reach.y))
    let other =
      plane.isSymmetric
      ? whole : try cells(plane.g, plane.reach.y, try MagnitudeProfile(plane.f, plane.reach.x))
    let first = plane.isEven ? whole.cells.filter { !$0.isLeftOfZero } : whole.cells
    // Of the rules and of what is left out.
    var error = PowerSum(unit: plane.target)
    error.add(whole.leftOut)
    error.add(other.leftOut)
    var pairs: [CellPair] = []
    for p in first {
      for q in other.cells {
        let largest = kernel.exponent(p.range, height: 0, q.range)
        let all = p.mass + q.mass + largest
        if all <= plane.target - 24 {
          error.add(all)
          continue
        }
        if Interruption.isDue { throw .interrupted }
        error.add(
          q.mass + p.error + kernel.exponent(p.outline.real, height: p.outline.height, q.range))
        error.add(
          p.mass + q.error + kernel.exponent(q.outline.real, height: q.outline.height, p.range))
        guard error.exponent <= plane.target + 4 else { throw .budget }
        // Of equal functions the pairs (p, q) and (q, p) have equal sums.
        let isMirrored = plane.isSymmetric && !(plane.isEven && q.isLeftOfZero)
        if isMirrored && q.centre.lower < p.centre.lower { continue }
        let multiplicity = isMirrored && p.centre.lower < q.centre.lower ? 2 : 1
        // As many bits as the pair's share in the whole needs.
        let needed = (max(all - plane.target, 0) + 32 + 127) / 64 * 64
        pairs.append(
          CellPair(
            p: p, q: q, largest: largest, multiplicity: multiplicity,
            precision: Precision(min(needed, precision.bits))))
      }
    }
    let sums = try pairs.isEmpty ? nil : sums(pairs)
    let zero = Interval(0, precision: QuadraturePanel.precision)
    let total = sums?.value ?? Interval(0, precision: precision)
    var change = sums?.change ?? zero
    guard error.exponent <= plane.target + 4 else { throw .budget }
    let factor = Rational(plane.isEven ? 2 : 1)
    change = change.scaled(by: factor)
    if let slope = plane.slope { change = .minimum(change, distance * slope) }
    let uncertainty = sums?.error ?? zero
    let bound = (error.total + uncertainty).scaled(by: factor) + change + plane.omitted
    return (total * norm).scaled(by: factor).widened(by: bound.upper)
  }

  // MARK: Panels

  /// Panels within [−`reach`, `reach`] that matter, and the e for which 2^e bounds what the integral over the plane
  /// has on all others.
  private func cells(
    _ function: ScaledActivation, _ reach: Interval, _ partner: MagnitudeProfile
  ) throws(DualFailure) -> (cells: [TensorCell], leftOut: Int) {
    let end = Interval(reach.upper).rounded(to: precision)
    var edges = [-end, end]
    // Zero is an edge, so that halves of the plane are sets of panels.
    for kink in function.kinks + [Interval(0, precision: precision)] {
      if kink.upper < edges[0].lower || kink.lower > end.upper { continue }
      if edges.contains(where: { $0.isSame(as: kink) }) { continue }
      guard !edges.contains(where: { $0.overlaps(kink) }) else { throw .budget }
      edges.append(kink)
    }
    edges.sort { $0.lower < $1.lower }
    let spread = plane.spread.lower.double(rounding: .down)
    var cells: [TensorCell] = []
    var leftOut = PowerSum(unit: plane.target)
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      guard let piece = function.piece(containing: Panel(lower: lower, upper: upper)) else {
        throw .budget
      }
      let length = (upper - lower).upper.double(rounding: .up)
      let count = max(1, Int((length / (2 * TensorExpectation.width * spread)).rounded(.up)))
      let half = (upper - lower) / Interval(2 * count, precision: precision)
      func edge(_ index: Int) -> Interval { lower + half.scaled(by: Rational(2 * index)) }
      // Runs of panels, which are divided until they do not matter or are one panel.
      var runs = [0..<count]
      while let run = runs.popLast() {
        if Interruption.isDue { throw .interrupted }
        let range = edge(run.lowerBound).hull(with: edge(run.upperBound))
        let mass = function.mass(piece, range)
        let rest = mass + (try partner.largest(near: Span(range), kernel))
        if rest <= plane.target - 16 {
          leftOut.add(rest)
          continue
        }
        if run.count > 1 {
          let middle = run.lowerBound + run.count / 2
          runs.append(middle..<run.upperBound)
          runs.append(run.lowerBound..<middle)
          continue
        }
        var pending = [(centre: edge(run.lowerBound) + half, half: half)]
        while let (centre, half) = pending.popLast() {
          let panel = Panel(lower: centre - half, upper: centre + half)
          if let outline = outline(function, piece, panel, partner) {
            let mass = function.mass(piece, panel.range)
            cells.append(
              TensorCell(function, piece, panel, centre: centre, half: half, outline, mass: mass))
          } else {
            let quarter = half.scaled(by: Rational(1, 2))
            guard quarter.lower.double(rounding: .down) > TensorExpectation.leastHalf else {
              throw .budget
            }
            pending.append((centre + quarter, quarter))
            pending.append((centre - quarter, quarter))
          }
          guard cells.count + pending.count < TensorExpectation.limits.sampled else {
            throw .budget
          }
        }
      }
    }
    return (cells, leftOut.exponent)
  }

  /// An ellipse around the panel that makes the rule's error small enough, with a bound of |f| on it; nil where
  /// there is none. No guarantee rests on the choice: the errors of pairs are added up with what they are.
  private func outline(
    _ function: ScaledActivation, _ piece: ActivationFormula, _ panel: Panel,
    _ partner: MagnitudeProfile
  ) -> TensorCell.Outline? {
    // The gain of the rule less the growth of the kernel, in powers of two: a guess at which is the best.
    func margin(_ ellipse: Ellipse) -> Double {
      let height = ellipse.semiMinor
      return Double(2 * plane.nodeCount) * ellipse.binaryLogarithm
        - kernel.theta.upper * height * height * 1.4426950408889634
    }
    let candidates = Ellipse.parameters.compactMap { panel.ellipse($0) }
      .map { (ellipse: $0, margin: margin($0)) }
      .filter { $0.margin > Double(plane.bits) / 4 }
      .sorted { $0.margin > $1.margin }
    for (ellipse, _) in candidates {
      var outline = TensorCell.Outline(ellipse, panel, nodeCount: plane.nodeCount)
      let allowed =
        plane.target - 6 - outline.rule
        - partner.largest(within: outline.real, height: outline.height, kernel)
      let largest = ellipse.largest(count: 1, depth: 2) { real, imaginary in
        function.bound(piece, real: real, imaginary: imaginary).flatMap {
          PowerSum.exponent($0) <= allowed ? [$0.upper] : nil
        }
      }
      if let largest {
        outline.supremum = PowerSum.exponent(Interval(largest[0]))
        return outline
      }
    }
    return nil
  }

  // MARK: Sums

  /// Two panels whose sum is made.
  private struct CellPair {
    let p, q: TensorCell
    /// An exponent of two that bounds K there.
    let largest: Int
    /// How often the sum counts.
    let multiplicity: Int
    /// The precision of the sum's terms.
    let precision: Precision
  }

  /// The sum of those of pairs, with bounds of what uncertain values, roundings, and other members of the interval of ρ
  /// do to it.
  private func sums(
    _ pairs: [CellPair]
  ) throws(DualFailure) -> (value: Interval, error: Interval, change: Interval) {
    let work = pairs.reduce(0.0) { $0 + TensorExpectation.work($1.precision) }
    let nodes = Double(plane.nodeCount)
    guard work * nodes * nodes <= TensorExpectation.largestWork else { throw .budget }
    let rule = GaussLegendreRule.rule(plane.nodeCount, precision: precision)
    // Pairs of one precision share their matrices, those of all precisions what the matrices are rounded from.
    var matrices: [BigFloat: CouplingMatrix] = [:]
    var rounded: [BigFloat: CouplingMatrix] = [:]
    var total = Interval(0, precision: precision)
    var uncertainty = Interval(0, precision: QuadraturePanel.precision)
    var change = uncertainty
    let pairs = pairs.sorted { $1.precision < $0.precision }
    for (index, pair) in pairs.enumerated() {
      if Interruption.isDue { throw .interrupted }
      if index > 0 && pair.precision != pairs[index - 1].precision { rounded = [:] }
      let exponent = (theta * rho * pair.p.half * pair.q.half).scaled(by: 2)
      let key = exponent.midpoint
      var matrix = rounded[key]
      if matrix.map({ !$0.exponent.isSame(as: exponent) }) ?? true {
        var whole = matrices[key]
        if whole.map({ !$0.exponent.isSame(as: exponent) }) ?? true {
          whole = CouplingMatrix(exponent, rule, precision)
          matrices[key] = whole
        }
        matrix = whole?.rounded(to: pair.precision)
        rounded[key] = matrix
      }
      guard let matrix else { throw .budget }
      let sum = try coupled(pair, matrix, rule)
      let factor = Rational(pair.multiplicity)
      total = total + Interval(sum.value).rounded(to: precision).scaled(by: factor)
      uncertainty = uncertainty + sum.error.scaled(by: factor)
      change = change + sum.change.scaled(by: factor)
    }
    return (total, uncertainty, change)
  }

  /// 2πκ times the double sum over the nodes of a pair of panels, with bounds of what uncertain values and
  /// roundings, and other members of the interval of ρ, do to the same sum with K for 2πκK.
  private func coupled(
    _ pair: CellPair, _ matrix: CouplingMatrix, _ rule: GaussLegendreRule
  ) throws(DualFailure) -> (value: BigFloat, error: Interval, change: Interval) {
    let (p, q, largest, precision) = (pair.p, pair.q, pair.largest, pair.precision)
    let count = rule.nodes.count
    let (left, right) = (try p.samples(rule), try q.samples(rule))
    let work = NumberArray(count: count + 4, precision: precision)
    let (inner, term, sum, weight) = (
      work[count], work[count + 1], work[count + 2], work[count + 3]
    )
    var uncertainty = (
      a: BigFloat.zero(precision: Precision(64)), b: BigFloat.zero(precision: Precision(64))
    )
    let tilt = (rho * p.centre - q.centre).scaled(by: 2)
    for j in 0..<count {
      let t = q.half * rule.nodes[j]
      let exponent = theta * t * (tilt - t)
      uncertainty.b = max(uncertainty.b, exponent.radius)
      exponent.midpoint.withMPFR { _ = mpfr_exp(term, $0, MPFR_RNDN) }
      mpfr_mul(work[j], term, right.values[j], MPFR_RNDN)
    }
    let fixed = q.centre.squared.scaled(by: Rational(1, 2))
    let middle = rho * q.centre
    mpfr_set_zero(sum, 1)
    for i in 0..<count {
      mpfr_set_zero(inner, 1)
      for j in 0..<count {
        mpfr_mul(term, matrix[i, j], work[j], MPFR_RNDN)
        mpfr_add(inner, inner, term, MPFR_RNDN)
      }
      let exponent = -(theta * (left.places[i] - middle).squared + fixed)
      uncertainty.a = max(uncertainty.a, exponent.radius)
      exponent.midpoint.withMPFR { _ = mpfr_exp(weight, $0, MPFR_RNDN) }
      mpfr_mul(term, weight, left.values[i], MPFR_RNDN)
      mpfr_mul(term, term, inner, MPFR_RNDN)
      mpfr_add(sum, sum, term, MPFR_RNDN)
    }
    // A term has at most 2·count + 16 roundings, and three exponents that are not exact: a factor between
    // e^−r and e^r, r as below, and e^r − 1 ≤ 2r for r ≤ 1.
    let low = QuadraturePanel.precision
    let roundings = Interval(
      Rational(2 * (2 * count + 16)).scaled(byPowerOfTwo: -precision.bits), precision: low)
    let relative =
      roundings + Interval(uncertainty.a).rounded(to: low)
      + Interval(uncertainty.b).rounded(to: low)
      + matrix.uncertainty
    guard relative.upper.exponent <= 0 else { throw .budget }
    let error =
      Interval(power(largest))
      * (relative.scaled(by: 2) * left.mass * right.mass
        + left.uncertainty * (right.mass + right.uncertainty) + left.mass * right.uncertainty)
    func point(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: low, rounding: .up))
    }
    let nearest = [p.range.least, q.range.least].map {
      Interval(BigFloat($0, precision: low, rounding: .down)).squared
    }
    let decay = (nearest[0] + nearest[1]).scaled(by: Rational(-1, 4)).exponential
    // |v| and |w| are at most (|x| + |y|)/κ, 1/κ² = 2θ.
    let reach = (point(p.range.largest) + point(q.range.largest)).squared
    let twice = point(kernel.theta.upper).scaled(by: 2)
    let steepest = Interval(power(largest)) * twice * (twice * reach).adding(1)
    let change =
      distance * .minimum(slope * decay, steepest) * left.mass * right.mass
    return (BigFloat(copying: sum), Interval(error.upper), Interval(change.upper))
  }
}
