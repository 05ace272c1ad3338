import CFixedPoint
import ExactArithmetic
import Foundation
import Synchronization
import Testing
import _TestSupport

@testable import IntervalArithmetic

/// κ₀ and κ₁ by fixed-point arithmetic against the same by MPFR, at a precision at which nothing is
/// lost.
enum KernelReference {
  /// A very narrow enclosure of κ_order(x).
  static func value(_ order: Int, _ x: BigFloat, bits: Int) -> Interval {
    let precision = Precision(bits)
    let point = Interval(x).rounded(to: precision)
    let one = Interval(1, precision: precision)
    let angle = (-point).arccosine  // π − acos x
    let pi = Interval.pi(precision: precision)
    if order == 0 { return angle / pi }
    return (((one - point) * (one + point)).squareRoot + point * angle) / pi
  }

  /// Checks the enclosure at a precision; returns whether there is one.
  static func check(
    _ order: Int, _ x: BigFloat, _ precision: Precision, _ failures: inout Failures
  ) -> Bool {
    guard let value = Interval.arcCosineKernel(order: order, at: x, precision: precision) else {
      return false
    }
    // Three halves of the number's own bits cancel near −1.
    let bits = 2 * precision.bits + 3 * x.precision.bits + 100
    let truth = KernelReference.value(order, x, bits: bits)
    let place = "κ_\(order)(\(x.hexadecimal)) at \(precision.bits) bits"
    failures.check(value.contains(truth), "\(place): \(value) misses \(truth)")
    failures.check(
      value.relativeAccuracyBits >= precision.bits - 2, "\(place): \(value) is too wide")
    return true
  }
}

@Suite struct ArcCosineKernelTests {
  /// All tables are built: none is waited for until it pays.
  private static let tables: Void = {
    let input = [UInt](repeating: 1, count: Int(kfp_most_limbs))
    var output = input
    for n in 2...kfp_most_limbs { _ = kfp_step(&output, input, Int32(n), 0, 1) }
  }()

  init() { Self.tables }

  /// KERNELCALCULATOR_TEST_SCALE=10 runs 10⁶. The long run is Benchmarks/Engine/containment.c.
  @Test(arguments: 0..<4) func randomNumbers(_ block: Int) {
    var generator = Generator(seed: UInt64(7000 + block))
    var failures = Failures()
    var missing = 0
    let count = scaledCount(25_000)
    for _ in 0..<count {
      let bits: Int
      switch generator.int(0...399) {
      case 0: bits = generator.int(1000...8192)
      case 1...20: bits = generator.int(250...1000)
      default: bits = generator.int(53...250)
      }
      let own = generator.int(0...3) == 0 ? generator.int(2...bits) : bits
      let x = generator.number(Precision(own), .unit)
      if x.magnitude.compared(to: 1) != -1 { continue }
      if !KernelReference.check(generator.int(0...1), x, Precision(bits), &failures) {
        missing += 1
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    // Near −1 with thousands of bits only.
    #expect(missing * 200 < count)
  }

  /// Between two entries of a table the index is in doubt: cos((j + ½)·2^(−b)) and its neighbours.
  @Test(arguments: [(53, 9), (128, 9), (200, 10), (512, 10), (1024, 11), (2000, 9), (4096, 9)])
  func tableBoundaries(_ bits: Int, _ tableBits: Int) {
    let precision = Precision(bits)
    let step = bits > 1500 ? 16 : bits > 600 ? 8 : 1
    var failures = Failures()
    for j in Swift.stride(from: 0, through: Int(1.5707 * Double(1 << tableBits)), by: step) {
      let angle = BigFloat(
        Rational(Integer(2 * j + 1)).scaled(byPowerOfTwo: -tableBits - 1), precision: precision,
        rounding: .nearestEven)
      let x = angle.cos(precision: precision, rounding: .nearestEven)
      for y in [x.nextDown, x, x.nextUp.negated] {
        failures.check(
          KernelReference.check(j % 2, y, precision, &failures), "nothing at \(y.hexadecimal)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The second level's boundaries: angles j₁·2^(−b) + (j₂ + ½)·2^(−2b), also below the first entry.
  @Test func boundariesOfTheSecondLevel() {
    let precision = Precision(120)
    var failures = Failures()
    for j in -256...256 {
      for first in [1, 2, 400, 803] {
        let angle = BigFloat(
          Rational(Integer(first * 512 * 2 + 2 * j + 1)).scaled(byPowerOfTwo: -19),
          precision: precision, rounding: .nearestEven)
        let x = angle.cos(precision: precision, rounding: .nearestEven)
        if x.magnitude.compared(to: 1) != -1 { continue }
        failures.check(
          KernelReference.check(first % 2, j % 3 == 0 ? x.negated : x, precision, &failures),
          "nothing at \(x.hexadecimal)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// ±2^−k and ±(1 − 2^−k), k beyond the range of binary64.
  @Test func nearZeroAndTheEnds() {
    var failures = Failures()
    for k in Array(1...140) + [200, 500, 1022, 1023, 1074, 1075, 1500] {
      let tiny = Rational(1).scaled(byPowerOfTwo: -k)
      let wide = Precision(max(k, 2))
      for order in 0...1 {
        for sign in [1, -1] as [Rational] {
          for number in [sign * tiny, sign * (1 - tiny)] {
            let x = BigFloat(number, precision: wide, rounding: .nearestEven)
            for bits in [53, 113, 300] {
              failures.check(
                KernelReference.check(order, x, Precision(bits), &failures),
                "nothing for order \(order), k = \(k)")
            }
          }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func numbersWithoutAValue() {
    let precision = Precision(64)
    let numbers =
      [1, -1, 2, -3].map { BigFloat($0, precision: precision, rounding: .down) } + [
        .nan(precision: precision), .infinity(precision: precision),
        BigFloat.infinity(precision: precision).negated,
      ]
    for x in numbers {
      for order in 0...1 {
        #expect(Interval.arcCosineKernel(order: order, at: x, precision: precision) == nil)
      }
    }
    let half = BigFloat(Rational(1, 2), precision: precision, rounding: .down)
    func kernel(_ order: Int, _ iterations: Int, _ bits: Int) -> Interval? {
      Interval.arcCosineKernel(
        order: order, at: half, iterations: iterations, precision: Precision(bits))
    }
    for (order, iterations, bits) in [
      (-1, 1, 64), (2, 1, 64), (Int.max, 1, 64), (0, 2, 64), (1, 0, 64), (1, -1, 64),
      (1, 1 << 21, 64), (1, 1, 8500), (1, 1, 1 << 30),
    ] {
      #expect(kernel(order, iterations, bits) == nil)
    }
    #expect(kernel(1, 1, 8000) != nil)
    let smallest = half.scaled(byPowerOfTwo: -(1 << 30), precision: precision, rounding: .down)
    #expect(
      Interval.arcCosineKernel(order: 0, at: smallest, precision: precision)?
        .contains(Rational(1, 2)) == true)
  }

  @Test func iterates() {
    var generator = Generator(seed: 20)
    var failures = Failures()
    for _ in 0..<scaledCount(200) {
      let precision = Precision(generator.int(53...400))
      let x = generator.number(precision, .unit)
      let count = generator.int(2...80)
      guard
        let value = Interval.arcCosineKernel(
          order: 1, at: x, iterations: count, precision: precision)
      else { continue }
      var truth = Interval(x)
      let fine = 2 * precision.bits + 4 * x.precision.bits + 200
      for _ in 0..<count {
        // κ₁ increases and is 1-Lipschitz: the midpoint's value and the radius.
        let middle = KernelReference.value(1, truth.midpoint, bits: fine)
        truth = Interval(
          lower: middle.lower.subtracting(
            truth.radius, precision: Precision(fine), rounding: .down),
          upper: middle.upper.adding(truth.radius, precision: Precision(fine), rounding: .up))
      }
      let place = "κ₁ \(count) times at \(x.hexadecimal), \(precision.bits) bits"
      failures.check(value.contains(truth), "\(place): \(value) misses \(truth)")
      failures.check(
        value.relativeAccuracyBits >= precision.bits - 2, "\(place): \(value) is too wide")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// A wrong index is found, or does no harm.
  @Test func wrongIndices() {
    let precision = Precision(100)
    var generator = Generator(seed: 3)
    var failures = Failures()
    var found = 0
    defer { kfp_test_index_offset(0) }
    for _ in 0..<scaledCount(2000) {
      let x = generator.number(precision, .unit)
      if x.magnitude.compared(to: 1) != -1 { continue }
      let offset = generator.int(-4...4) * (generator.bool() ? 1 : 200)
      kfp_test_index_offset(offset)
      if !KernelReference.check(generator.int(0...1), x, precision, &failures) { found += 1 }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(found > scaledCount(1000))
  }

  /// Tables are built once, whoever comes first.
  @Test func threadsAgree() {
    let collected = Mutex<[[String]]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { index in
      var texts = [String](repeating: "", count: 40)
      for k in 0..<40 {
        let place = (k + 5 * index) % 40
        let precision = Precision(50 + 100 * place)
        let x = BigFloat(Rational(-1, 3), precision: precision, rounding: .down)
        let value = Interval.arcCosineKernel(order: place % 2, at: x, precision: precision)
        texts[place] = value.map { $0.lower.hexadecimal + $0.upper.hexadecimal } ?? ""
      }
      MultiprecisionRuntime.freeThreadCaches()
      collected.withLock { $0.append(texts) }
    }
    let results = collected.withLock { $0 }
    #expect(Set(results).count == 1 && results.first?.contains("") == false)
    #expect(kfp_table_bytes() < 10_000_000)
  }
}
