import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// What every integral over the plane of σ(√a x)τ(√b y), (x, y) standard Gaussian with correlation ρ, begins
/// with: the sizes of both functions, and how far out they matter.
///
/// What has |x| > X or |y| > Y is at most √(E[σ²; |x| > X]·E[τ²]) + √(E[σ²]·E[τ²; |y| > Y]) by the
/// Cauchy–Schwarz inequality, whatever ρ is.
struct GaussianPlane {
  /// σ(√a x) and τ(√b y).
  let f, g: ScaledActivation
  /// ρ and κ = √(1 − ρ²).
  let rho, spread: Interval
  /// The bits asked for, of √(E[σ²]E[τ²])·2^−deficit.
  let bits, deficit: Int
  /// Powers of two at least the order of √E[σ²] and √E[τ²].
  let scales: (f: Int, g: Int)
  /// X and Y, points.
  let reach: (x: Interval, y: Interval)
  /// What is beyond them at most.
  let omitted: Interval
  /// Whether σ(x)τ(y) is the same at (−x, −y).
  let isEven: Bool
  /// A bound of |∂E/∂ρ| ≤ √(ab·E[σ′(u)²]·E[τ′(v)²]), where one is known: ∂E/∂ρ is
  /// √(ab)·E[σ′(u)τ′(v)] (Price's theorem) if σ and τ are continuous.
  let slope: Interval?
  /// Whether both functions are the same, so that what is known of one is known of the other.
  let isSymmetric: Bool

  /// The error aimed at: 2^target.
  var target: Int { scales.f + scales.g - bits - deficit }

  /// How many nodes a panel has.
  var nodeCount: Int { bits * 36 / 100 + 8 }

  init(
    _ first: ActivationFormula, _ second: ActivationFormula, variances: (Interval, Interval),
    rho: Interval, spread: Interval, bits: Int, deficit: Int = 0
  ) throws(DualFailure) {
    let low = QuadraturePanel.precision
    f = try ScaledActivation(first, variance: variances.0)
    g = try ScaledActivation(second, variance: variances.1)
    (self.rho, self.spread) = (rho, spread)
    (self.bits, self.deficit) = (bits, deficit)
    let parities = (first.parity, second.parity)
    isEven = parities.0 == parities.1 && parities.0 != .none
    isSymmetric = first == second && variances.0.isSame(as: variances.1)
    slope = GaussianPlane.slope(ActivationFacts.of(first), ActivationFacts.of(second), variances)
    let moments = (
      try ActivationFacts.of(first).momentBound(variances.0),
      try ActivationFacts.of(second).momentBound(variances.1)
    )
    func scale(_ moment: BigFloat) -> Int {
      moment.isZero || !moment.isFinite ? 0 : (moment.exponent + 1) / 2
    }
    scales = (scale(moments.0), scale(moments.1))
    let cuts = (
      try GaussianTail.cut(first, variances.0, moment: 2 * (scales.f - bits - deficit) - 4),
      try GaussianTail.cut(second, variances.1, moment: 2 * (scales.g - bits - deficit) - 4)
    )
    reach = (
      Interval((Interval(cuts.0.end, precision: low) / f.coarseRoot).upper),
      Interval((Interval(cuts.1.end, precision: low) / g.coarseRoot).upper)
    )
    let norms = (Interval(moments.0).squareRoot, Interval(moments.1).squareRoot)
    omitted =
      Interval(cuts.0.moment).squareRoot * norms.1 + Interval(cuts.1.moment).squareRoot * norms.0
  }

  /// Whether wherever σ(√a x) is not 0 τ(√b x) is: both are constantly 0 on pieces of the line.
  var hasDisjointSupports: Bool {
    func support(_ function: ScaledActivation) -> [ScaledActivation.Piece] {
      function.pieces.filter { !($0.formula.constantValue?.isZero ?? false) }
    }
    return support(f).allSatisfy { left in
      support(g).allSatisfy { right in left.isBeside(right) || right.isBeside(left) }
    }
  }

  private static func slope(
    _ first: ActivationFacts, _ second: ActivationFacts, _ variances: (Interval, Interval)
  ) -> Interval? {
    guard first.isContinuous, second.isContinuous,
      let left = try? ActivationFacts.of(first.derivative).momentBound(variances.0),
      let right = try? ActivationFacts.of(second.derivative).momentBound(variances.1)
    else { return nil }
    let low = QuadraturePanel.precision
    let product = (variances.0 * variances.1).rounded(to: low) * Interval(left) * Interval(right)
    return Interval(product.squareRoot.upper)
  }
}

/// The arguments of an expectation as an integral over the plane.
struct PlanarFrame {
  /// The most bits of an integral, and of a double sum.
  static let largestBits = (integral: 512, sum: 4096)
  /// How much smaller than √(E[σ²]E[τ²]) a value may be: 2^−deficit.
  /// Squares of such numbers are within the exponents of MPFR.
  private static let largestDeficit = 500_000_000

  private let first, second: ActivationFormula
  private let variances: (Interval, Interval)
  private let plane: GaussianPlane
  /// Whether c² = ab.
  private let isBoundary: Bool
  /// Whether more bits are asked for than are affordable.
  private let isExcessive: Bool

  /// E[σ(u)τ(v)] to about `bits` bits of √(E[σ²]E[τ²]); the variances are positive.
  init(
    _ first: ActivationFormula, _ second: ActivationFormula, a: Interval, b: Interval, c: Interval,
    bits: Int
  ) throws(DualFailure) {
    isExcessive = bits > PlanarFrame.largestBits.sum
    let bits = min(bits, PlanarFrame.largestBits.sum)
    isBoundary = a.isPoint && b.isPoint && c.isPoint && PlanarFrame.isSingular(a, b, c)
    // 1 − ρ² loses bits by cancellation.
    let estimate = ((a * b - c.squared) / (a * b)).lower
    let loss = isBoundary ? 0 : estimate.isZero ? 2 * bits : max(0, -estimate.exponent)
    let precision = Precision(bits + 96 + min(loss, 2 * bits))
    // A negative ρ is a positive one of τ(−v).
    let isReflected = c.upper.sign < 0
    let (a, b) = (a.rounded(to: precision), b.rounded(to: precision))
    let c = (isReflected ? -c : c).rounded(to: precision)
    let product = a * b
    let rest = isBoundary ? Interval(0, precision: precision) : (product - c.squared) / product
    guard rest.sign == 1 || isBoundary else { throw .budget }
    let rho = isBoundary ? Interval(1, precision: precision) : c / product.squareRoot
    self.first = first
    self.second = isReflected ? second.reflected : second
    variances = (a, b)
    plane = try GaussianPlane(
      self.first, self.second, variances: variances, rho: rho, spread: rest.squareRoot, bits: bits)
  }

  /// Whether c² = ab, for points.
  private static func isSingular(_ a: Interval, _ b: Interval, _ c: Interval) -> Bool {
    guard let a = a.lower.exactRational, let b = b.lower.exactRational,
      let c = c.lower.exactRational
    else { return false }
    return c * c == a * b
  }

  /// Whether c² = ab, and wherever σ(u) is not 0 τ(v) is.
  var isExactlyZero: Bool { isBoundary && plane.hasDisjointSupports }

  /// The expectation by ``TensorExpectation``; nil where that takes too much.
  func doubleSum() throws(DualFailure) -> Interval? {
    if isBoundary { return nil }
    do throws(DualFailure) {
      guard let sum = TensorExpectation(plane) else { return nil }
      // Where the product of both functions is small wherever K is not, as many bits of what is left.
      let deficit = plane.scales.f + plane.scales.g - (try sum.size())
      // Of small values as many bits as are affordable: few panels matter.
      if isExcessive && deficit < 64 { return nil }
      if deficit > 16, deficit < PlanarFrame.largestDeficit, let value = try smallValue(deficit) {
        return value
      }
      return try sum.value()
    } catch {
      if error == .interrupted { throw error }
      return nil
    }
  }

  private func smallValue(_ deficit: Int) throws(DualFailure) -> Interval? {
    do throws(DualFailure) {
      let finer = try GaussianPlane(
        first, second, variances: variances, rho: plane.rho, spread: plane.spread, bits: plane.bits,
        deficit: deficit)
      return try TensorExpectation(finer)?.value()
    } catch {
      if error == .interrupted { throw error }
      return nil
    }
  }

  /// The expectation by ``PlanarExpectation``, whose panels are as long as the functions permit.
  func integral() throws(DualFailure) -> Interval {
    guard !isExcessive, plane.bits <= PlanarFrame.largestBits.integral else { throw .budget }
    return try PlanarExpectation(plane).value()
  }
}

extension ScaledActivation.Piece {
  /// Whether the piece ends where the other begins, or before.
  fileprivate func isBeside(_ other: Self) -> Bool {
    guard let upper, let lower = other.lower else { return false }
    return upper.upper <= lower.lower
  }
}
