import CFixedPoint
import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

/// The error bound of one step, derived a second time: not by hand, but by running the algorithm with
/// intervals for the values and for their errors, on 2,000 boxes that cover [0, 1].
@Suite struct FixedPointErrorTests {
  /// The parameters for n limbs; levels is 0 where there are none.
  private static func parameters(_ n: Int) -> (limbs: Int, bits: Int, levels: Int) {
    var (limbs, bits, levels): (Int32, Int32, Int32) = (0, 0, 0)
    _ = kfp_parameters(Int32(n), &limbs, &bits, &levels)
    return (Int(limbs), Int(bits), Int(levels))
  }

  static let sizes = [2, 3, 4, 5, 7, 9, 10, 12, 17, 20, 33, 40, 65, 100, 132]

  @Test(arguments: sizes) func derivedBound(_ n: Int) {
    let (limbs, bits, levels) = Self.parameters(n)
    #expect(limbs >= n && bits * levels >= 18 && bits * levels <= 32)
    let series = SeriesError(n: n, tableLimbs: limbs, z: bits * levels)
    #expect(series.asin < 1.4)
    let boxes = 2000
    var worst = [0.0, 0.0]
    for box in 0..<boxes {
      let a = Bounds(Double(box) / Double(boxes), Double(box + 1) / Double(boxes))
      let errors = StepError(a: a, tableBits: bits, levels: levels, asin: series.asin)
      worst = [max(worst[0], errors.orderZero), max(worst[1], errors.orderOne)]
    }
    #expect(max(worst[0], worst[1]) <= 5.4 && 5.4 <= Double(kfp_step_error), "\(worst)")
    // The analysis is not vacuous: roundings alone make more than this.
    #expect(min(worst[0], worst[1]) > 2)
  }

  /// The errors that occur are at most half of what is proved.
  @Test(arguments: sizes) func measuredErrors(_ n: Int) {
    var generator = Generator(seed: UInt64(n))
    let precision = Precision(64 * n)
    var failures = Failures()
    var (input, output) = ([UInt](repeating: 0, count: n), [UInt](repeating: 0, count: n))
    for round in 0..<scaledCount(n < 12 ? 1000 : n < 40 ? 40 : 6) {
      let sample = generator.number(precision, .unit).magnitude
      // Every other time limbs with long carries.
      let integer =
        round % 2 == 0
        ? sample.scaled(byPowerOfTwo: 64 * n, precision: precision, rounding: .down).floor
        : Integer(limbs: (0..<n).map { _ in [0, 1, UInt.max][generator.int(0...2)] })
      if integer.bitWidth > 64 * n || integer.isZero { continue }
      for k in 0..<n { input[k] = integer.limb(k) }
      let a = BigFloat(integer, precision: precision, rounding: .down)
        .scaled(byPowerOfTwo: -64 * n, precision: precision, rounding: .down)
      for (order, isNegative) in [(0, false), (0, true), (1, false), (1, true)] {
        guard kfp_step(&output, input, Int32(n), isNegative ? 1 : 0, Int32(order)) != 0 else {
          failures.check(false, "no result for \(a.hexadecimal)")
          continue
        }
        let fine = Precision(4 * precision.bits + 100)
        let truth = KernelReference.value(order, isNegative ? a.negated : a, bits: fine.bits)
        let result = BigFloat(Integer(limbs: output), precision: fine, rounding: .down)
        let difference = truth.lower
          .scaled(byPowerOfTwo: 64 * n, precision: fine, rounding: .down)
          .subtracting(result, precision: fine, rounding: .down).double(rounding: .nearestEven)
        failures.check(
          difference.magnitude <= Double(kfp_step_error) / 2,
          "κ_\(order)(\(isNegative ? "−" : "")\(a.hexadecimal)): \(difference) ulps")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func sizesWithoutTables() {
    #expect(Self.parameters(Int(kfp_most_limbs) + 1).levels == 0)
    let input = [UInt](repeating: 1, count: 200)
    var output = input
    for (n, order) in [(0, 0), (1, 1), (-5, 1), (133, 0), (200, 1), (4, 2), (4, -1)] {
      #expect(kfp_step(&output, input, Int32(n), 0, Int32(order)) == 0)
    }
  }
}

extension Integer {
  fileprivate init(limbs: [UInt]) {
    self = limbs.reversed().reduce(Integer(0)) { $0.shiftedLeft(64) + Integer(UInt64($1)) }
  }

  fileprivate func limb(_ k: Int) -> UInt {
    let shifted = shiftedRight(UInt(64 * k))
    let rest = shifted - shifted.shiftedRight(64).shiftedLeft(64)
    return UInt(rest.description) ?? 0
  }
}

/// A closed range of reals in binary64, widened by far more than its own rounding errors.
private struct Bounds {
  let low, high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low - abs(low) * 1e-12 - 1e-15
    self.high = high + abs(high) * 1e-12 + 1e-15
  }

  var magnitude: Double { max(abs(low), abs(high)) }
  /// Where the sign may be either.
  var mirrored: Bounds { Bounds(-magnitude, magnitude) }
  func union(_ other: Bounds) -> Bounds { Bounds(min(low, other.low), max(high, other.high)) }
  static func + (a: Bounds, b: Bounds) -> Bounds { Bounds(a.low + b.low, a.high + b.high) }
  static func - (a: Bounds, b: Bounds) -> Bounds { Bounds(a.low - b.high, a.high - b.low) }
  static func * (a: Bounds, b: Bounds) -> Bounds {
    let (low, high) = ((a.low * b.low, a.low * b.high), (a.high * b.low, a.high * b.high))
    return Bounds(min(low.0, low.1, high.0, high.1), max(low.0, low.1, high.0, high.1))
  }
}

/// A number of the algorithm: its exact value, and (exact value − what is stored) in ulps.
private struct Quantity {
  var value: Bounds
  var error: Bounds

  /// An entry of a table, which is rounded down.
  static func entry(_ value: Bounds) -> Quantity { Quantity(value: value, error: Bounds(0, 1)) }

  /// The product rounded down.
  static func * (x: Quantity, y: Quantity) -> Quantity {
    Quantity(
      value: x.value * y.value,
      error: x.value * y.error + y.value * x.error + Bounds(0, 1))
  }
  static func + (x: Quantity, y: Quantity) -> Quantity {
    Quantity(value: x.value + y.value, error: x.error + y.error)
  }
  static func - (x: Quantity, y: Quantity) -> Quantity {
    Quantity(value: x.value - y.value, error: x.error - y.error)
  }
  /// With what is better known of the value.
  func being(_ value: Bounds) -> Quantity { Quantity(value: value, error: error) }
}

/// The largest errors of κ₀ and κ₁ in ulps for arguments in a box.
private struct StepError {
  let orderZero, orderOne: Double

  init(a: Bounds, tableBits: Int, levels: Int, asin: Double) {
    let (low, high) = (max(a.low, 0), min(a.high, 1))
    func sine(_ x: Double) -> Double { ((1 - x) * (1 + x)).squareRoot() }
    let cosine = Quantity(value: a, error: Bounds(0, 0))
    let root = Quantity(value: Bounds(sine(high), sine(low)), error: Bounds(0, 1))
    let angle = Bounds(Self.acos(high), Self.acos(low))
    var (c, s) = (cosine, root)
    for level in 1...levels {
      // What is left of the angle is less than an entry of this level, whatever index was guessed.
      let left = Double(sign: .plus, exponent: -tableBits * level, significand: 1)
      let first = Double(sign: .plus, exponent: -tableBits * (level - 1), significand: 1)
      let turn = level == 1 ? angle + Bounds(-left, left) : Bounds(0, first)
      let turnCosine = Quantity.entry(level == 1 ? Self.cos(turn) : Bounds(1 - first * first, 1))
      let turnSine = Quantity.entry(level == 1 ? Self.sin(turn) : Bounds(0, first))
      // Either the entry 0, which changes nothing, or a rotation.
      let rotatedSine = s * turnCosine - c * turnSine
      let rotatedCosine = c * turnCosine + s * turnSine
      s = Quantity(
        value: Bounds(0, left), error: rotatedSine.error.mirrored.union(s.error))
      c = Quantity(
        value: Bounds(1 - left * left, 1), error: rotatedCosine.error.union(c.error))
    }
    let theta = Quantity(value: angle, error: s.error.mirrored + Bounds(-asin, asin))
    let inversePi = Quantity.entry(Bounds(1 / Double.pi, 1 / Double.pi))
    orderZero = (theta * inversePi).error.magnitude
    // √(1−a²) − a·acos a decreases from 1 to 0.
    let difference = (root - cosine * theta).being(
      Bounds(sine(high) - high * Self.acos(high), sine(low) - low * Self.acos(low)))
    orderOne = (difference * inversePi).error.magnitude
  }

  private static func acos(_ x: Double) -> Double {
    let p = Precision(53)
    return BigFloat(x, precision: p, rounding: .down).acos(precision: p, rounding: .down)
      .double(rounding: .down)
  }
  private static func number(_ x: Double) -> Interval {
    Interval(BigFloat(x, precision: Precision(53), rounding: .down))
  }
  private static func cos(_ x: Bounds) -> Bounds {
    Bounds(
      number(x.high).cosine.lower.double(rounding: .down),
      number(max(x.low, 0)).cosine.upper.double(rounding: .up))
  }
  private static func sin(_ x: Bounds) -> Bounds {
    Bounds(
      number(max(x.low, 0)).sine.lower.double(rounding: .down), 1
    )
  }
}

/// The error of asin t in ulps for t < 2^(−z), step by step.
private struct SeriesError {
  let asin: Double

  /// An error of one unit of the last of m limbs, in ulps of n limbs, is 2^(64(n−m)).
  init(n: Int, tableLimbs: Int, z: Int) {
    var terms = 1
    while z * (2 * terms + 1) < 64 * n { terms += 1 }
    func limbs(weight: Int) -> Int { max(1, n - max(0, weight - 16) / 64) }
    func power(_ exponent: Int) -> Double {
      exponent < -1000 ? 0 : Double(sign: .plus, exponent: exponent, significand: 1)
    }
    // The error of the sum R, in units of the last limb in use; of the sum itself at the end.
    var error = 0.0
    var used = 1
    if tableLimbs < 12 {
      for k in Swift.stride(from: terms - 1, through: 1, by: -1) {
        let m = limbs(weight: z * (2 * k - 1))
        // Coefficient, product, truncated u times (c + R) ≤ 1/5; the error so far times u.
        error = error * power(64 * (m - used) - 2 * z) + 1 * power(-2 * z) + 1 + 0.2 * 1.01
        used = m
      }
    } else {
      var columns = 2
      while columns < 12 && columns * columns < terms { columns += 1 }
      used = limbs(weight: z * (1 + 2 * ((terms - 1) / columns) * columns))
      for k in Swift.stride(from: terms - 1, through: 1, by: -1) {
        if k % columns == columns - 1 && k != terms - 1 {
          let m = limbs(weight: z * (1 + 2 * (k / columns) * columns))
          // Division; then the product with u^columns, wrong by 2 units itself, V < 1.2.
          error = (error + 1) * power(64 * (m - used) - 2 * z * columns) + 1 + 2 * 1.2
          used = m
        }
        // The power of u, and a division at most.
        error += (k % columns == 0 ? 0 : 2.01) + 1
      }
      error += 1
    }
    // t·(error of R), the last product, u rounded down (R′ < 1/5), the rest of the series.
    asin = error * power(64 * (n - used) - z) + 1 + 0.2 * power(-z) + 1.01 / 6
  }
}
