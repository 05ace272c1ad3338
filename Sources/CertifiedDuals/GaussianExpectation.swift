import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Synchronization

/// Enclosures of E[σ(u)τ(v)] and E[σ(u)] for Gaussian (u, v), for functions σ and τ given by formulas.
///
/// With a_k and b_k the Hermite coefficients of σ at the variance a and of τ at the variance b, and
/// ρ = c/√(ab), Mehler's formula gives E[σ(u)τ(v)] = Σ a_k b_k ρ^k; what is left after the n-th term is at
/// most √(Σ_{k>n} a_k² · Σ_{k>n} b_k²)·|ρ|^(n+1) by the Cauchy–Schwarz inequality.
///
/// Arguments are intervals. The series is summed for the whole interval of ρ, each power between its
/// extremes; it is made at one variance of each interval, and the others are reached with
/// |∂E/∂√a| ≤ √(E[(zσ′(√a z))²]·E[τ(v)²]) at fixed ρ.
package enum GaussianExpectation {
  /// E[σ(u)τ(v)] for (u, v) ~ N(0, [[a, c], [c, b]]), to about `precision` bits.
  ///
  /// Contains the value for all members of a, b, c with a, b ≥ 0 and c² ≤ ab; indeterminate where
  /// there are none.
  package static func product(
    _ first: ActivationFormula, _ second: ActivationFormula,
    a: Interval, b: Interval, c: Interval, precision: Precision
  ) throws(DualFailure) -> Interval {
    let (f, g) = (ActivationFacts.of(first), ActivationFacts.of(second))
    if a.isIndeterminate || b.isIndeterminate || c.isIndeterminate {
      return .indeterminate(precision: precision)
    }
    if a.upper.sign < 0 || b.upper.sign < 0 { return .indeterminate(precision: precision) }
    if c.sign == 0 || a.upper.sign == 0 || b.upper.sign == 0 || first.isConstant
      || second.isConstant
    {
      let means = (
        try mean(first, variance: a, precision: precision),
        try mean(second, variance: b, precision: precision)
      )
      return means.0 * means.1
    }
    guard a.lower.sign > 0, b.lower.sign > 0, a.isBounded, b.isBounded else {
      return try cauchySchwarz(f, a, g, b, precision)
    }
    // An even function times an odd one.
    if f.parity != .none, g.parity != .none, f.parity != g.parity {
      return Interval(0, precision: precision)
    }
    guard let correlation = correlation(a, b, c, precision) else {
      return .indeterminate(precision: precision)
    }
    let pair = Pair(f: f, g: g, a: a.midpoint, b: b.midpoint, precision: precision)
    let isNarrow = [a, b, c].allSatisfy {
      $0.isPoint || $0.relativeAccuracyBits > precision.bits / 2
    }
    func series() throws(DualFailure) -> (value: Interval, isComplete: Bool)? {
      guard f.isContinuous && g.isContinuous || a.isPoint && b.isPoint else { return nil }
      let (value, isComplete) = try pair.series(correlation, isPatient: !isNarrow)
      return (try spread(value, f, a, from: pair.a, g, b, from: pair.b, precision), isComplete)
    }
    let frame = Result { () throws(DualFailure) in
      try PlanarFrame(first, second, a: a, b: b, c: c, bits: bits(for: precision))
    }
    if case .success(let frame) = frame, frame.isExactlyZero {
      return Interval(0, precision: precision)
    }
    var known: Interval?
    let isQuick = pair.isSeriesQuick(correlation)
    if isQuick || !isNarrow, let (value, isComplete) = try series() {
      if isComplete || !isNarrow { return value }
      known = value
    }
    if case .success(let frame) = frame, let value = try frame.doubleSum() {
      let value = value.rounded(to: precision)
      return known.flatMap { value.intersection($0) } ?? value
    }
    if !isQuick, let (value, isComplete) = try series() {
      if isComplete { return value }
      known = value
    }
    do throws(DualFailure) {
      let value = try frame.get().integral().rounded(to: precision)
      return known.flatMap { value.intersection($0) } ?? value
    } catch  where error != .interrupted && known != nil {
      // As many terms as are affordable, where nothing else serves.
      let (value, _) = try pair.series(correlation, isPatient: true)
      let spread = try spread(value, f, a, from: pair.a, g, b, from: pair.b, precision)
      return known.flatMap { spread.intersection($0) } ?? spread
    }
  }

  /// What a value at single variances says about all in intervals around them.
  private static func spread(
    _ value: Interval, _ f: ActivationFacts, _ a: Interval, from middleA: BigFloat,
    _ g: ActivationFacts, _ b: Interval, from middleB: BigFloat, _ precision: Precision
  ) throws(DualFailure) -> Interval {
    if a.isPoint && b.isPoint { return value }
    let spread =
      try deviation(f, a, from: middleA) * root(try g.momentBound(b))
      + deviation(g, b, from: middleB) * root(try f.momentBound(a))
    let value = value.widened(by: spread.upper)
    // Wide intervals of variances: the crude bound may be the better one.
    return value.intersection(try cauchySchwarz(f, a, g, b, precision)) ?? value
  }

  /// E[σ(u)] for u ~ N(0, q); exactly 0 for an odd σ.
  package static func mean(
    _ formula: ActivationFormula, variance q: Interval, precision: Precision
  ) throws(DualFailure) -> Interval {
    let facts = ActivationFacts.of(formula)
    if q.isIndeterminate || q.upper.sign < 0 { return .indeterminate(precision: precision) }
    if facts.parity == .odd { return Interval(0, precision: precision) }
    if formula.isConstant {
      return formula.value(at: Interval(0, precision: precision), precision: precision)
    }
    if formula.isZeroOnEveryPiece { return Interval(0, precision: precision) }
    if q.upper.sign == 0 {
      return formula.aroundZero.value(at: Interval(0, precision: precision), precision: precision)
    }
    guard q.lower.sign > 0, q.isBounded else {
      let size = root(try facts.momentBound(nonnegative(q))).upper
      return Interval(0, precision: precision).widened(by: size)
    }
    let middle = q.midpoint
    let key = ExpansionStore.Key(
      formula: formula, variance: middle, bits: bits(for: precision))
    let value = try ExpansionStore.shared.expansion(key, count: 32).expansion.coefficients[0]
    if q.isPoint { return value.rounded(to: precision) }
    let spread =
      facts.isContinuous
      ? try deviation(facts, q, from: middle) : try densityDeviation(facts, q, from: middle)
    return value.widened(by: spread.upper).rounded(to: precision)
  }

  /// E[σ(u)τ(u)] for u ~ N(0, q), an integral over one variable: of intervals a, b and c it would not be seen that they
  /// are one number, and next to c² = ab functions that jump have unbounded derivatives in c.
  package static func diagonal(
    _ first: ActivationFormula, _ second: ActivationFormula, variance q: Interval,
    precision: Precision
  ) throws(DualFailure) -> Interval {
    if isContinuous(first) && isContinuous(second) {
      return try product(first, second, a: q, b: q, c: q, precision: precision)
    }
    return try mean(first.multiplied(by: second), variance: q, precision: precision)
  }

  /// How far E[σ(u)] at the variances of an interval may be from that at one of them, m, whether σ is continuous or not.
  ///
  /// The density φ_q of u has ∂φ_q/∂q = φ_q·(u²/q − 1)/(2q), so that |∂E/∂q| ≤ √(E[σ²]·E[(z² − 1)²])/(2q) =
  /// √(E[σ²]/2)/q by the Cauchy–Schwarz inequality.
  private static func densityDeviation(
    _ f: ActivationFacts, _ q: Interval, from middle: BigFloat
  ) throws(DualFailure) -> Interval {
    let half = Interval(try f.momentBound(q)).scaled(by: Rational(1, 2))
    let distance = (q - Interval(middle)).magnitude.upper
    return Interval(distance).rounded(to: Precision(64)) * half.squareRoot / Interval(q.lower)
  }

  /// Whether σ is continuous, as far as this shows.
  package static func isContinuous(_ formula: ActivationFormula) -> Bool {
    ActivationFacts.of(formula).isContinuous
  }

  /// Why the formula can have no dual at any variance, as far as a look at it shows: it is run on
  /// intervals that cover the real line, and sampled at a low precision.
  package static func failure(of formula: ActivationFormula) -> DualFailure? {
    ActivationFacts.of(formula).failure
  }

  /// The bits that expansions are asked for: a few sizes only, so that they are shared.
  static func bits(for precision: Precision) -> Int { (precision.bits + 16 + 31) / 32 * 32 }

  /// ρ = c/√(ab), which the Cauchy–Schwarz inequality puts in [−1, 1]; nil where it never is there.
  private static func correlation(
    _ a: Interval, _ b: Interval, _ c: Interval, _ precision: Precision
  ) -> Interval? {
    let working = Precision(precision.bits + 16)
    let (a, b, c) = (a.rounded(to: working), b.rounded(to: working), c.rounded(to: working))
    let bound = Interval(lower: -1, upper: 1, precision: working)
    return (c / (a * b).squareRoot).intersection(bound)
  }

  /// |E[σ(u)τ(v)]| ≤ √(E[σ(u)²]E[τ(v)²]).
  private static func cauchySchwarz(
    _ f: ActivationFacts, _ a: Interval, _ g: ActivationFacts, _ b: Interval, _ precision: Precision
  ) throws(DualFailure) -> Interval {
    let size = root(try f.momentBound(nonnegative(a))) * root(try g.momentBound(nonnegative(b)))
    return Interval(0, precision: precision).widened(by: size.upper)
  }

  private static func nonnegative(_ q: Interval) -> Interval {
    Interval(lower: max(q.lower, .zero(precision: q.precision)), upper: q.upper)
  }

  private static func root(_ square: BigFloat) -> Interval { Interval(square).squareRoot }

  /// A bound of the L² norm of σ(√q z) − σ(√m z) for q in an interval around m: |√q − √m| times
  /// √E[(zσ′(√q z))²], which is √(E[(uσ′(u))²]/q).
  private static func deviation(
    _ f: ActivationFacts, _ q: Interval, from middle: BigFloat
  ) throws(DualFailure) -> Interval {
    if q.isPoint || f.derivative.constantValue?.isZero ?? false {
      return Interval(0, precision: Precision(64))
    }
    guard f.isContinuous else { throw .discontinuous }
    let moment = try ActivationFacts.of(f.scaledDerivative).momentBound(q)
    let distance = (q.squareRoot - Interval(middle).squareRoot).magnitude.upper
    return Interval(distance).rounded(to: Precision(64)) * root(moment)
      / Interval(q.lower).squareRoot
  }
}

/// Two functions at one variance each, for any correlation.
private struct Pair {
  let f, g: ActivationFacts
  let a, b: BigFloat
  let precision: Precision

  /// How many coefficients are tried at first.
  private static let firstCount = 64

  private func expansion(
    _ facts: ActivationFacts, _ variance: BigFloat, _ count: Int, _ bits: Int
  ) throws(DualFailure) -> (expansion: HermiteExpansion, scale: Int) {
    try ExpansionStore.shared.expansion(
      ExpansionStore.Key(formula: facts.formula, variance: variance, bits: bits), count: count)
  }

  /// Where the budget ended: at so many bits, for ρ of this size. Higher precision will not help.
  private struct Limit {
    let bits: Int
    let radius: BigFloat
  }
  private struct LimitKey: Hashable {
    let f, g: ActivationFormula
    let a, b: BigFloat
  }
  private static let limits = Mutex<[LimitKey: Limit]>([:])

  /// How often the series of two functions at two variances was thought of, and at so many bits.
  private struct Use: Hashable {
    let key: LimitKey
    let bits: Int
  }
  private static let uses = Mutex<[Use: Int]>([:])

  /// Whether the series is to be tried first: where few terms are enough whatever the functions are, at
  /// ρ = ±1, and where the coefficients serve several correlations, as those of kernel matrices do.
  func isSeriesQuick(_ rho: Interval) -> Bool {
    let radius = rho.magnitude.upper
    let bits = GaussianExpectation.bits(for: precision)
    let rate = -radius.binaryLogarithm
    if rate <= 0 || Double(bits) < rate * 1.5 * Double(Pair.firstCount) { return true }
    let use = Use(key: LimitKey(f: f.formula, g: g.formula, a: a, b: b), bits: bits)
    let count = Pair.uses.withLock { uses in
      if uses.count >= 1024 { uses.removeAll() }
      uses[use, default: 0] += 1
      return uses[use, default: 0]
    }
    return count > 3
  }

  /// Σ a_k b_k ρ^k for every ρ of an interval within [−1, 1], and whether it is as narrow as was asked for.
  /// Without patience only as many terms are taken as take less time than an integral over the plane.
  func series(
    _ rho: Interval, isPatient: Bool
  ) throws(DualFailure) -> (value: Interval, isComplete: Bool) {
    let radius = rho.magnitude.upper
    let key = LimitKey(f: f.formula, g: g.formula, a: a, b: b)
    if let value = try secondMoment(rho) { return (value, true) }
    // A correlation of ±1 that was computed: the series gives nothing that is narrower.
    if radius.compared(to: 1) == 0, rho.width.exponent < -precision.bits / 2 {
      let value = nearUnit(rho)
      if value.isBounded { return (value, true) }
    }
    var bits = GaussianExpectation.bits(for: precision)
    if isPatient, let limit = Pair.limits.withLock({ $0[key] }), limit.bits < bits,
      limit.radius <= radius
    {
      bits = limit.bits
    }
    var count = Pair.firstCount
    while true {
      let first = try expansion(f, a, count, bits)
      let second = try expansion(g, b, count, bits)
      let target = first.scale + second.scale - bits
      let remainders = Remainders(first.expansion, second.expansion, radius)
      if let enough = remainders.firstIndex(below: target) {
        return (sum(first.expansion, second.expansion, rho, enough, remainders), true)
      }
      let reached = remainders.count - 1
      guard reached >= count,
        let next = remainders.prediction(below: target, within: isPatient ? 1 << 15 : 512)
      else {
        // The budget is spent, or would be in vain: what the series gives, and what ρ = ±1 gives.
        if isPatient {
          Pair.limits.withLock { limits in
            if limits.count >= 256 { limits.removeAll() }
            limits[key] = Limit(bits: bits, radius: radius)
          }
        }
        let value = sum(first.expansion, second.expansion, rho, reached, remainders)
        return (value.intersection(nearUnit(rho)) ?? value, false)
      }
      count = next
    }
  }

  private func sum(
    _ first: HermiteExpansion, _ second: HermiteExpansion, _ rho: Interval, _ count: Int,
    _ remainders: Remainders
  ) -> Interval {
    let working = first.coefficients[0].precision
    var total = Interval(0, precision: working)
    let ends = [Interval(rho.lower), Interval(rho.upper)].map { $0.rounded(to: working) }
    let zero = Interval(0, precision: working)
    var powers = ends.map { _ in Interval(1, precision: working) }
    for k in 0...count {
      if k > 0 {
        powers[0] = powers[0] * ends[0]
        powers[1] = rho.isPoint ? powers[0] : powers[1] * ends[1]
      }
      if !f.parity.allows(k) || !g.parity.allows(k) { continue }
      var power = powers[0]
      if !rho.isPoint {
        power = powers[0].hull(with: powers[1])
        if k > 0, k.isMultiple(of: 2), rho.lower.sign < 0, rho.upper.sign > 0 {
          power = power.hull(with: zero)
        }
      }
      total = total + first.coefficients[k] * second.coefficients[k] * power
    }
    return total.widened(by: remainders.bound(count)).rounded(to: precision)
  }

  /// ±E[σ(u)²], where that is what is asked for: E[σ(u)σ(±u)].
  private func secondMoment(_ rho: Interval) throws(DualFailure) -> Interval? {
    guard rho.isPoint, a == b, f.formula == g.formula, rho.magnitude.contains(1) else { return nil }
    let isOpposite = rho.lower.sign < 0
    if isOpposite && f.parity == .none { return nil }
    let bits = GaussianExpectation.bits(for: precision)
    let value = try expansion(f, a, Pair.firstCount, bits).expansion.secondMoment
    return (isOpposite && f.parity == .odd ? -value : value).rounded(to: precision)
  }

  /// What the value at ρ = ±1 says: it is an integral over one variable, and
  /// |∂E/∂ρ| ≤ √(ab·E[σ′(u)²]·E[τ′(v)²]). Everything where it says nothing.
  private func nearUnit(_ rho: Interval) -> Interval {
    let everything = Interval.entire(precision: precision)
    let isPositive = rho.lower.sign > 0
    let end = Interval(isPositive ? 1 : -1, precision: rho.precision)
    let distance = (rho - end).magnitude.upper
    let mirrored = isPositive ? g.formula : g.formula.reflected
    do throws(DualFailure) {
      let value: Interval
      if let moment = try secondMoment(end) {
        value = moment
      } else if a != b {
        value = try PlanarExpectation.boundaryValue(
          f.formula, g.formula, a: Interval(a), b: Interval(b), isOpposite: !isPositive,
          bits: GaussianExpectation.bits(for: precision)
        ).rounded(to: precision)
      } else {
        value = try GaussianExpectation.mean(
          f.formula.multiplied(by: mirrored), variance: Interval(a), precision: precision)
      }
      if distance.isZero { return value }
      guard f.isContinuous, g.isContinuous else { return everything }
      let slope =
        Interval(try ActivationFacts.of(f.derivative).momentBound(Interval(a))).squareRoot
        * Interval(try ActivationFacts.of(g.derivative).momentBound(Interval(b))).squareRoot
        * (Interval(a) * Interval(b)).squareRoot
      return value.widened(by: (slope * Interval(distance)).upper)
    } catch {
      return everything
    }
  }
}

/// √(Σ_{k>n} a_k² · Σ_{k>n} b_k²)·r^(n+1) as a function of n.
private struct Remainders {
  /// Upper bounds, as far as both expansions go.
  private let bounds: [BigFloat]
  /// The first factor, and log₂ of r.
  private let masses: [BigFloat]
  private let rate: Double

  init(_ first: HermiteExpansion, _ second: HermiteExpansion, _ radius: BigFloat) {
    let precision = Precision(64)
    let radius = radius.rounded(to: precision, rounding: .up)
    masses = zip(first.tails, second.tails).map { a, b in
      (Interval(a).rounded(to: precision) * Interval(b).rounded(to: precision)).squareRoot.upper
    }
    var power = radius
    bounds = masses.map { mass in
      defer { power = power.multiplied(by: radius, precision: precision, rounding: .up) }
      return mass.multiplied(by: power, precision: precision, rounding: .up)
    }
    rate = radius.binaryLogarithm
  }

  var count: Int { bounds.count }

  func bound(_ index: Int) -> BigFloat { bounds[index] }

  /// The first n whose remainder is at most 2^target.
  func firstIndex(below target: Int) -> Int? {
    bounds.firstIndex { $0.isZero || $0.exponent <= target }
  }

  /// A guess at that n from how the mass decreases, as exp(−s√n) or faster; nil where it seems to be
  /// beyond `limit`. No guarantee rests on it.
  func prediction(below target: Int, within limit: Int) -> Int? {
    let last = count - 1
    let ends = (
      masses[last / 4].binaryLogarithm, masses[last].binaryLogarithm
    )
    let slope = max(0, (ends.0 - ends.1) / (Double(last).squareRoot() / 2))
    var guess = last + 1
    while guess <= limit {
      let mass = ends.1 - slope * (Double(guess).squareRoot() - Double(last).squareRoot())
      if mass + Double(guess) * rate <= Double(target) { break }
      guess += max(8, guess / 32)
    }
    if guess > limit { return last < 512 && last < limit ? 2 * last : nil }
    return max(last + 32, guess + guess / 16)
  }
}

extension BigFloat {
  /// log₂ of a positive number, nearly; −10⁹ for 0.
  var binaryLogarithm: Double {
    if isZero { return -1e9 }
    let precision = Precision(53)
    return log(precision: precision, rounding: .nearestEven).double(rounding: .nearestEven)
      / 0.6931471805599453
  }
}
