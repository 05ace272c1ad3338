import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@testable import ArchitectureAtlas

/// Machine intervals against MPFR intervals of the same operands: each contains the other's true value.
@Suite struct FloatIntervalTests {
  private static let precision = Precision(256)

  /// Random intervals of all magnitudes and signs, points among them.
  private func operand(_ random: inout SplitMix64) -> FloatInterval {
    func number() -> Double {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: 0
      case 1: Double(Int.random(in: -9...9, using: &random))
      case 2: Double.random(in: -1...1, using: &random) * 0x1p-500
      case 3: Double.random(in: -1...1, using: &random) * 0x1p480
      default: Double.random(in: -2...2, using: &random)
      }
    }
    let first = number()
    if Bool.random(using: &random) { return FloatInterval(point: first) }
    let second = Bool.random(using: &random) ? first.nextUp : number()
    return FloatInterval(lower: min(first, second), upper: max(first, second))
  }

  private func exact(_ value: Double) -> Interval {
    Interval(BigFloat(value, precision: Self.precision, rounding: .nearestEven))
  }

  /// Whether the result of numbers of the operands is in the machine result, and where it ends is no more
  /// than a place off.
  private func holds(_ value: Interval, _ found: FloatInterval) -> Bool {
    value.isIndeterminate || !found.isBounded
      || (value.lower >= exact(found.lower).lower && value.upper <= exact(found.upper).upper)
  }

  @Test func operationsEnclose() {
    var random = SplitMix64(seed: 18)
    var failures = Failures()
    var bounded = 0
    for _ in 0..<20_000 {
      let (a, b) = (operand(&random), operand(&random))
      // Every number of the operands: their ends are enough for monotone operations.
      for x in [a.lower, a.upper] {
        let root = a.squareRoot
        if a.lower >= 0 { failures.check(holds(exact(x).squareRoot, root), "√ of \(a)") }
        let inverse = a.reciprocal
        if inverse.isBounded {
          bounded += 1
          failures.check(
            holds(Interval(1, precision: Self.precision) / exact(x), inverse), "1 / \(a)")
        }
        failures.check(holds(exact(abs(x)), a.magnitude), "|\(a)|")
        for y in [b.lower, b.upper] {
          failures.check(holds(exact(x) + exact(y), a + b), "\(a) + \(b)")
          failures.check(holds(exact(x) - exact(y), a - b), "\(a) − \(b)")
          failures.check(holds(exact(x) * exact(y), a * b), "\(a) · \(b)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(bounded > 1000)
  }

  /// Exact results are points; others are one place wide.
  @Test func operationsAreTight() {
    let (third, two) = (FloatInterval(Rational(1, 3)), FloatInterval(point: 2))
    #expect(third.upper == third.lower.nextUp)
    #expect(two + two == FloatInterval(point: 4) && two * two == FloatInterval(point: 4))
    #expect((two * two).squareRoot == two)
    #expect(two.squareRoot.upper == two.squareRoot.lower.nextUp)
    #expect(two.reciprocal == FloatInterval(point: 0.5))
    #expect(!(FloatInterval(point: 0) * .whole).isBounded)
    #expect(!(FloatInterval.whole - .whole).isBounded)
    #expect(!FloatInterval(lower: -1, upper: 1).reciprocal.isBounded)
    #expect(!FloatInterval(lower: .nan, upper: 1).isBounded)
  }

  @Test func kappaEncloses() {
    let program = Program([ExpressionGraph().variable("x").kappa1], inputs: ["x"])
    var random = SplitMix64(seed: 19)
    var failures = Failures()
    for index in 0..<5000 {
      let size = [1.0, 1e-3, 1e-9, 1e-15][index % 4]
      let offset = Double.random(in: 0...size, using: &random)
      let x = [1 - offset, -1 + offset, offset, -offset][index / 4 % 4]
      let found = FloatInterval(point: x).kappa1
      let value = program.evaluate([exact(x)], precision: Self.precision)[0]
      failures.check(value.isBounded && holds(value, found), "κ₁(\(x))")
      failures.check(found.lower >= 0 && found.upper <= 1, "κ₁(\(x)) is in [0, 1]")
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(FloatInterval(point: 1).kappa1 == FloatInterval(point: 1))
    #expect(FloatInterval(point: -1).kappa1 == FloatInterval(point: 0))
    #expect(!FloatInterval(point: 1.5).kappa1.isBounded)
  }
}
