import CFastKernels

/// What the float kernels are made of: single roundings, and pairs of operations of which a theorem
/// says that the second result is the exact error of the first.
///
/// ``KernelSteps`` writes the kernels down once more in these terms. With ``MachineArithmetic`` that
/// is compared bit by bit with the C code; with ``ErrorArithmetic`` it proves the error bound.
protocol KernelArithmetic {
  associatedtype Number

  func constant(_ value: Double) -> Number
  /// −x.
  func negated(_ x: Number) -> Number
  /// x/2.
  func half(_ x: Number) -> Number
  /// x + y, rounded.
  func sum(_ x: Number, _ y: Number) -> Number
  /// x·y, rounded.
  func product(_ x: Number, _ y: Number) -> Number
  /// x·y + z, rounded once.
  func fused(_ x: Number, _ y: Number, _ z: Number) -> Number
  /// x/y, rounded; 0 where both are 0.
  func quotient(_ x: Number, _ y: Number) -> Number
  /// s = √u, rounded, and u − s².
  func root(_ u: Number) -> (Number, Number)
  /// p = x·y, rounded, and x·y − p.
  func productWithError(_ x: Number, _ y: Number) -> (Number, Number)
  /// s = x + y, rounded, and x + y − s, where |x| ≥ |y|.
  func orderedSumWithError(_ x: Number, _ y: Number) -> (Number, Number)
  /// s = x + y, rounded, and x + y − s.
  func sumWithError(_ x: Number, _ y: Number) -> (Number, Number)
}

/// The steps of Sources/CFastKernels/Kernels.h, up to the last sum, which is that of the two results.
struct KernelSteps<Arithmetic: KernelArithmetic> {
  typealias Number = Arithmetic.Number

  let arithmetic: Arithmetic

  /// a = |r|, u = 1 − a rounded, d = 1 − a − u and b = max(r, 0).
  struct Argument {
    var a: Number
    var u: Number
    var d: Number
    var isNegative: Bool
    var b: Number
  }

  /// The polynomial's value as a sum of two numbers.
  private func polynomial(order: Int, _ u: Number) -> (Number, Number) {
    let coefficients = kernelCoefficients(order: order).map(arithmetic.constant)
    var q = coefficients[coefficients.count - 1]
    for c in coefficients[2...].dropLast().reversed() { q = arithmetic.fused(u, q, c) }
    let t = arithmetic.fused(u, q, coefficients[1])
    return arithmetic.orderedSumWithError(coefficients[0], t)
  }

  func kappa1(_ x: Argument) -> (Number, Number) {
    let k = arithmetic
    let (s, v) = k.root(x.u)
    let (p, pLow) = polynomial(order: 1, x.u)
    let (m, mLow) = k.productWithError(x.u, s)
    let w = k.fused(k.half(s), v, mLow)
    var (f, e) = k.productWithError(m, p)
    e = k.fused(w, p, e)
    e = k.fused(m, pLow, e)
    let slope = k.fused(x.a, k.constant(-0.333), k.constant(0.5))
    e = k.fused(x.d, slope, e)
    var z = k.constant(0)
    (z, f) = k.sumWithError(x.b, f)
    return (z, k.sum(f, e))
  }

  func kappa0(_ x: Argument) -> (Number, Number) {
    let k = arithmetic
    let (s, v) = k.root(x.u)
    let (p, pLow) = polynomial(order: 0, x.u)
    var (f, e) = k.productWithError(s, p)
    e = k.fused(s, pLow, e)
    let c = k.quotient(k.half(v), s)
    e = k.fused(c, p, e)
    let slope = k.fused(k.product(x.a, x.a), k.constant(0.197), k.constant(kernelcalc_inverse_pi))
    e = k.fused(x.d, slope, e)
    if x.isNegative { return (f, e) }
    var z = k.constant(0)
    (z, f) = k.orderedSumWithError(k.constant(1), k.negated(f))
    return (z, k.sum(f, k.negated(e)))
  }
}

/// The coefficients in the C code: the two parts of the constant term, then those of u, u², ….
func kernelCoefficients(order: Int) -> [Double] {
  var count = 0
  let start = kernelcalc_coefficients(Int32(order), &count)
  return (0..<count).map { start[$0] }
}

/// The processor's arithmetic.
struct MachineArithmetic: KernelArithmetic {
  func constant(_ value: Double) -> Double { value }
  func negated(_ x: Double) -> Double { -x }
  func half(_ x: Double) -> Double { 0.5 * x }
  func sum(_ x: Double, _ y: Double) -> Double { x + y }
  func product(_ x: Double, _ y: Double) -> Double { x * y }
  func fused(_ x: Double, _ y: Double, _ z: Double) -> Double { z.addingProduct(x, y) }
  func quotient(_ x: Double, _ y: Double) -> Double { x == 0 && y == 0 ? 0 : x / y }

  func root(_ u: Double) -> (Double, Double) {
    let s = u.squareRoot()
    return (s, u.addingProduct(-s, s))
  }

  func productWithError(_ x: Double, _ y: Double) -> (Double, Double) {
    let p = x * y
    return (p, (-p).addingProduct(x, y))
  }

  func orderedSumWithError(_ x: Double, _ y: Double) -> (Double, Double) {
    let s = x + y
    return (s, y - (s - x))
  }

  func sumWithError(_ x: Double, _ y: Double) -> (Double, Double) {
    let s = x + y
    let v = s - x
    return (s, (x - (s - v)) + (y - v))
  }

  /// The argument for correlation r.
  static func argument(_ r: Double) -> KernelSteps<MachineArithmetic>.Argument {
    let a = r.magnitude
    let u = 1 - a
    return .init(a: a, u: u, d: (1 - u) - a, isNegative: r < 0, b: max(r, 0))
  }
}
