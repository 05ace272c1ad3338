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
/// changes K by less than its distance times (|ρ| + 3/4)·exp(−(x² + y²)/4)/(2πκ³). Where σ and τ are continuous it
/// changes E by no more than its distance times √(ab·E[σ′(u)²]·E[τ′(v)²]).
struct TensorExpectation {
  private let plane: GaussianPlane
  /// The ρ of the sums, θ there, and how far other members of the interval are.
  private let rho, theta: Interval
  private let distance: Interval
  /// For all ρ of the interval: ρ, θ, 1/(2πκ), and (|ρ| + 3/4)/(2πκ³).
  private let low: (rho: Interval, theta: Interval, norm: Interval, slope: Interval)
  /// 1/(2πκ) at the ρ of the sums.
  private let norm: Interval
  private let rule: GaussLegendreRule
  private let precision: Precision
  /// Half the length of panels aimed at, in units of κ.
  private static let width = 6.25
  /// How many panels there may be on a line, and how short they may be.
  private static let panelLimit = 160
  private static let leastHalf = 1e-9

  /// The rule and the kernel on the plane; nil where there would be too many panels.
  init?(_ plane: GaussianPlane) {
    let spread = plane.spread.lower.double(rounding: .down)
    let reach = (
      plane.reach.x.upper.double(rounding: .up), plane.reach.y.upper.double(rounding: .up)
    )
    guard spread > 0, reach.0 < 1e6, reach.1 < 1e6,
      max(reach.0, reach.1) / (spread * TensorExpectation.width)
        < Double(TensorExpectation.panelLimit)
    else { return nil }
    self.plane = plane
    precision = plane.rho.precision
    let lowPrecision = QuadraturePanel.precision
    rho = Interval(plane.rho.midpoint)
    distance = Interval(plane.rho.radius.rounded(to: lowPrecision, rounding: .up))
    let square = Interval(1, precision: precision) - rho.squared
    guard square.sign == 1 else { return nil }
    theta = Interval(Rational(1, 2), precision: precision) / square
    norm =
      Interval(1, precision: precision)
      / (Interval.pi(precision: precision).scaled(by: 2) * square.squareRoot)
    let all = (
      rho: plane.rho.rounded(to: lowPrecision), spread: plane.spread.rounded(to: lowPrecision)
    )
    let area = Interval.pi(precision: lowPrecision).scaled(by: 2) * all.spread
    low = (
      all.rho, Interval(Rational(1, 2), precision: lowPrecision) / all.spread.squared,
      Interval(1, precision: lowPrecision) / area,
      (all.rho.magnitude + Interval(Rational(3, 4), precision: lowPrecision))
        / (area * all.spread.squared)
    )
    rule = .rule(plane.nodeCount, precision: precision)
  }

  /// The expectation to about 2^target.
  func value() throws(DualFailure) -> Interval {
    let whole = try cells(plane.f, plane.reach.x, try Profile(plane.g, plane.reach.y))
    let second =
      plane.isSymmetric
      ? whole : try cells(plane.g, plane.reach.y, try Profile(plane.f, plane.reach.x))
    let first = plane.isEven ? whole.filter { !$0.isLeftOfZero } : whole
    var matrices: [BigFloat: CouplingMatrix] = [:]
    var total = Interval(0, precision: precision)
    // Of the rules, and of the arguments and roundings.
    var error = Interval(0, precision: QuadraturePanel.precision)
    var (uncertainty, change) = (error, error)
    let negligible = power(plane.target - 20)
    for p in first {
      for q in second {
        let largest = kernelBound(p.range, p.zero, q.range)
        let all = p.length * p.size * q.length * q.size * largest
        if all.upper <= negligible {
          error = error + all
          continue
        }
        if Interruption.isDue { throw .interrupted }
        let rest =
          q.length * q.size * p.outline.error
          * kernelBound(p.outline.real, p.outline.height, q.range)
          + p.length * p.size * q.outline.error
          * kernelBound(q.outline.real, q.outline.height, p.range)
        let exponent = (theta * rho * p.half * q.half).scaled(by: 2)
        let key = exponent.midpoint
        let matrix = matrices[key] ?? CouplingMatrix(exponent, rule, precision)
        matrices[key] = matrix
        let sum = try coupled(p, q, matrix, largest)
        total = total + Interval(sum.value)
        error = error + rest
        uncertainty = uncertainty + sum.error
        change = change + sum.change
      }
    }
    guard error.upper <= power(plane.target + 4) else { throw .budget }
    let factor = Rational(plane.isEven ? 2 : 1)
    change = change.scaled(by: factor)
    if let slope = plane.slope { change = .minimum(change, distance * slope) }
    let bound = (error + uncertainty).scaled(by: factor) + change + plane.omitted
    return (total * norm).scaled(by: factor).widened(by: bound.upper)
  }

  /// An upper bound of |K(x, y)| for complex x with real parts in `real` and imaginary parts up to `height`, and
  /// real y of `other`.
  private func kernelBound(_ real: Interval, _ height: Interval, _ other: Interval) -> Interval {
    let lift = height.squared
    let half = Rational(1, 2)
    let distances = (
      Interval((real - low.rho * other).magnitude.lower).squared,
      Interval((other - low.rho * real).magnitude.lower).squared
    )
    let first =
      low.theta * (lift - distances.0) - Interval(other.magnitude.lower).squared.scaled(by: half)
    let second =
      (lift - Interval(real.magnitude.lower).squared).scaled(by: half)
      + low.theta * (low.rho.squared * lift - distances.1)
    return Interval((Interval.minimum(first, second).exponential * low.norm).upper)
  }

  // MARK: Panels

  /// Panels from −`reach` to `reach`, each with its samples.
  private func cells(
    _ function: ScaledActivation, _ reach: Interval, _ partner: Profile
  ) throws(DualFailure) -> [TensorCell] {
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
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      guard let piece = function.piece(containing: Panel(lower: lower, upper: upper)) else {
        throw .budget
      }
      let length = (upper - lower).upper.double(rounding: .up)
      let count = max(1, Int((length / (2 * TensorExpectation.width * spread)).rounded(.up)))
      let half = (upper - lower) / Interval(2 * count, precision: precision)
      var pending = (0..<count).reversed().map {
        (centre: lower + half.scaled(by: Rational(2 * $0 + 1)), half: half)
      }
      while let (centre, half) = pending.popLast() {
        if Interruption.isDue { throw .interrupted }
        let panel = Panel(lower: centre - half, upper: centre + half)
        if let outline = outline(function, piece, panel, partner) {
          cells.append(
            try TensorCell(function, piece, panel, centre: centre, half: half, outline, rule))
          continue
        }
        let quarter = half.scaled(by: Rational(1, 2))
        guard cells.count + pending.count < TensorExpectation.panelLimit,
          quarter.lower.double(rounding: .down) > TensorExpectation.leastHalf
        else { throw .budget }
        pending.append((centre + quarter, quarter))
        pending.append((centre - quarter, quarter))
      }
    }
    return cells
  }

  /// An ellipse around the panel that makes the rule's error small enough, and a bound of |f| on it; nil where
  /// there is none. No guarantee rests on the choice: the errors of pairs are added up with what they are.
  private func outline(
    _ function: ScaledActivation, _ piece: ActivationFormula, _ panel: Panel, _ partner: Profile
  ) -> TensorCell.Outline? {
    let theta = low.theta.upper.double(rounding: .up)
    let allowed = power(plane.target - 6)
    // The gain of the rule less the growth of the kernel, in powers of two: a guess at which is the best.
    func margin(_ ellipse: Ellipse) -> Double {
      let height = ellipse.semiMinor
      return Double(2 * plane.nodeCount) * ellipse.binaryLogarithm
        - theta * height * height * 1.4426950408889634
    }
    let candidates = Ellipse.parameters.compactMap { panel.ellipse($0) }
      .map { (ellipse: $0, margin: margin($0)) }
      .filter { $0.margin > Double(plane.bits) / 4 }
      .sorted { $0.margin > $1.margin }
    for (ellipse, _) in candidates {
      var outline = TensorCell.Outline(ellipse, panel, nodeCount: plane.nodeCount)
      var error = Interval(0, precision: QuadraturePanel.precision)
      for part in partner.parts {
        error =
          error + part.mass * kernelBound(outline.real, outline.height, part.range)
      }
      error = error * outline.rule
      let largest = ellipse.largest(count: 1, depth: 2) { real, imaginary in
        function.bound(piece, real: real, imaginary: imaginary).flatMap {
          ($0 * error).upper <= allowed ? [$0.upper] : nil
        }
      }
      if let largest {
        outline.supremum = Interval(largest[0])
        return outline
      }
    }
    return nil
  }

  /// How large a function is on parts of the line.
  private struct Profile {
    /// Intervals, and their lengths times the largest value there.
    let parts: [(range: Interval, mass: Interval)]

    init(_ function: ScaledActivation, _ reach: Interval) throws(DualFailure) {
      let formula = try PiecewiseFormula(function.formula)
      let step = Interval(reach.upper).scaled(by: Rational(1, 16))
      var parts: [(range: Interval, mass: Interval)] = []
      for index in -16..<16 {
        let range = step.scaled(by: Rational(index)).hull(
          with: step.scaled(by: Rational(index + 1)))
        let largest = try formula.largestMagnitude(on: function.coarseRoot * range, depth: 12)
        parts.append((range, Interval(largest) * step))
      }
      self.parts = parts
    }
  }

  // MARK: Sums

  /// 2πκ times the double sum over the nodes of a pair of panels, with bounds of what uncertain values and
  /// roundings, and other members of the interval of ρ, do to the same sum with K for 2πκK.
  private func coupled(
    _ p: TensorCell, _ q: TensorCell, _ matrix: CouplingMatrix, _ largest: Interval
  ) throws(DualFailure) -> (value: BigFloat, error: Interval, change: Interval) {
    let count = rule.nodes.count
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
      mpfr_mul(work[j], term, q.values[j], MPFR_RNDN)
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
      let exponent = -(theta * (p.places[i] - middle).squared + fixed)
      uncertainty.a = max(uncertainty.a, exponent.radius)
      exponent.midpoint.withMPFR { _ = mpfr_exp(weight, $0, MPFR_RNDN) }
      mpfr_mul(term, weight, p.values[i], MPFR_RNDN)
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
      largest
      * (relative.scaled(by: 2) * p.mass * q.mass + p.uncertainty * (q.mass + q.uncertainty)
        + p.mass * q.uncertainty)
    let decay =
      (Interval(p.range.magnitude.lower).squared + Interval(q.range.magnitude.lower).squared)
      .scaled(by: Rational(-1, 4)).exponential
    let change = distance * self.low.slope * decay * p.mass * q.mass
    return (BigFloat(copying: sum), Interval(error.upper), Interval(change.upper))
  }
}

/// exp(c ξ_i ξ_j) for the nodes ξ of a rule, in floating point.
private final class CouplingMatrix {
  private let numbers: NumberArray
  private let count: Int
  /// How much an exponent may be wrong.
  let uncertainty: Interval

  init(_ factor: Interval, _ rule: GaussLegendreRule, _ precision: Precision) {
    count = rule.nodes.count
    numbers = NumberArray(count: count * count, precision: precision)
    var radius = BigFloat.zero(precision: Precision(64))
    let last = count - 1
    // The nodes are symmetric about 0.
    for i in 0..<(count + 1) / 2 {
      let scaled = factor * rule.nodes[i]
      for j in 0...i {
        let exponent = scaled * rule.nodes[j]
        radius = max(radius, exponent.radius.rounded(to: Precision(64), rounding: .up))
        let value = numbers[i * count + j]
        exponent.midpoint.withMPFR { _ = mpfr_exp(value, $0, MPFR_RNDN) }
        for (k, l) in [(j, i), (last - i, last - j), (last - j, last - i)] {
          mpfr_set(numbers[k * count + l], value, MPFR_RNDN)
        }
        let inverse = numbers[i * count + last - j]
        if j != last - j && i != last - i { mpfr_ui_div(inverse, 1, value, MPFR_RNDN) }
        for (k, l) in [(last - j, i), (last - i, j), (j, last - i)] {
          mpfr_set(numbers[k * count + l], inverse, MPFR_RNDN)
        }
      }
    }
    uncertainty = Interval(radius)
  }

  subscript(i: Int, j: Int) -> NumberArray.Number { numbers[i * count + j] }
}

/// A panel on one of the axes with the values of a function at its nodes.
private struct TensorCell {
  /// What is known of a panel's ellipse.
  struct Outline {
    /// A box that holds it: real parts, and a bound of the imaginary ones.
    let real, height: Interval
    /// The rule's error, for an integrand that is at most 1 on the ellipse.
    let rule: Interval
    /// A bound of the function on the ellipse.
    var supremum: Interval

    /// The rule's error for the function itself.
    var error: Interval { rule * supremum }

    init(_ ellipse: Ellipse, _ panel: Panel, nodeCount: Int) {
      let low = QuadraturePanel.precision
      func point(_ value: Double) -> BigFloat { BigFloat(value, precision: low, rounding: .up) }
      real = Interval(point(ellipse.centre)).widened(by: point(ellipse.semiMajor))
        .hull(with: panel.range.rounded(to: low))
      height = Interval(point(ellipse.semiMinor))
      rule = ellipse.ruleFactor(nodeCount: nodeCount)
      supremum = Interval(0, precision: low)
    }
  }

  let centre, half: Interval
  /// The panel, and its length.
  let range, length: Interval
  let zero: Interval
  let outline: Outline
  /// A bound of the function on the panel.
  let size: Interval
  let places: [Interval]
  /// Weight times value at each node, in floating point; the sum of their absolute values, and that of what
  /// they may be wrong by.
  let values: NumberArray
  let mass, uncertainty: Interval

  /// Zero is an end of panels.
  var isLeftOfZero: Bool { centre.upper.sign < 0 }

  init(
    _ function: ScaledActivation, _ piece: ActivationFormula, _ panel: Panel, centre: Interval,
    half: Interval, _ outline: Outline, _ rule: GaussLegendreRule
  ) throws(DualFailure) {
    let low = QuadraturePanel.precision
    (self.centre, self.half, self.outline) = (centre, half, outline)
    range = panel.range.rounded(to: low)
    let zero = Interval(0, precision: low)
    self.zero = zero
    length = Interval(half.scaled(by: 2).rounded(to: low).upper)
    let parts = (0..<4).map { part in
      let ends = [part, part + 1].map {
        (panel.lower + half.scaled(by: Rational($0) / 2)).rounded(to: low)
      }
      return function.bound(piece, real: ends[0].hull(with: ends[1]), imaginary: zero)
    }
    size = parts.reduce(zero) { .maximum($0, $1 ?? outline.supremum) }
    let values = NumberArray(count: rule.nodes.count, precision: half.precision)
    var places: [Interval] = []
    var (mass, uncertainty) = (zero, zero)
    for (index, (node, weight)) in zip(rule.nodes, rule.weights).enumerated() {
      let place = centre + half * node
      let value = function.value(piece, at: place) * weight * half
      guard value.isBounded else {
        throw .undefined(near: place.lower.decimal(digits: 3, rounding: .nearestEven))
      }
      value.midpoint.withMPFR { _ = mpfr_set(values[index], $0, MPFR_RNDN) }
      mass = mass + Interval(value.magnitude.upper).rounded(to: low)
      uncertainty = uncertainty + Interval(value.radius).rounded(to: low)
      places.append(place)
    }
    (self.places, self.values) = (places, values)
    self.mass = Interval(mass.upper)
    self.uncertainty = Interval(uncertainty.upper)
  }
}
