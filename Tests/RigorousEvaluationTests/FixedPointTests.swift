import ArcCosineKernels
import CFixedPoint
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// κ_n of intervals: fixed point where it gives something, of n ≥ 2 by κ₀ and κ₁, else the definition by MPFR.
@Suite struct FixedPointTests {
  /// Both ways of one value, at random numbers and precisions.
  @Test(arguments: 0...4) func agreesWithTheDefinition(_ order: Int) {
    var random = SplitMix64(seed: UInt64(order))
    let function = DefinedFunction(.kappa(order))
    var failures = Failures()
    for _ in 0..<scaledCount(1500) {
      let precision = Precision(Int.random(in: 53...300, using: &random))
      let n = Int.random(in: 1...1_000_000, using: &random)
      var point = Rational(Integer(Int.random(in: 1 - n...n - 1, using: &random)), Integer(n))
      if Int.random(in: 0..<4, using: &random) == 0 {
        point = Rational(1).scaled(byPowerOfTwo: -Int.random(in: 1...200, using: &random)) - 1
      }
      let x = BigFloat(point, precision: precision, rounding: .nearestEven)
      if x.magnitude.compared(to: 1) != -1 { continue }
      let fast = function.enclosure(of: Interval(x), precision: precision)
      let slow = function.valueByDefinition(at: x, precision)
      failures.check(
        fast.overlaps(slow) && fast.relativeAccuracyBits >= precision.bits - 2,
        "κ_\(order)(\(point)) at \(precision.bits) bits: \(fast), not \(slow)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Where the fixed-point arithmetic finds that one of its conditions does not hold, the value comes
  /// from the definition.
  @Test func aFailedCheckFallsBack() {
    let precision = Precision(100)
    for order in 0...3 {
      let function = DefinedFunction(.kappa(order))
      let x = Interval(
        BigFloat(Rational(-2, 3), precision: precision, rounding: .nearestEven))
      let expected = function.enclosure(of: x, precision: precision)
      kfp_test_index_offset(7)
      defer { kfp_test_index_offset(0) }
      #expect(
        Interval.arcCosineKernel(order: order % 2, at: x.lower, precision: precision) == nil)
      let value = function.enclosure(of: x, precision: precision)
      #expect(value.overlaps(expected) && value.relativeAccuracyBits >= 98)
    }
  }

  /// Wide intervals by their ends, ends included, and beyond what fixed point takes.
  @Test func intervals() {
    let function = DefinedFunction(.kappa(1))
    let precision = Precision(80)
    let all = function.enclosure(
      of: Interval(lower: -1, upper: 1, precision: precision), precision: precision)
    #expect(all.lower.isZero && all.upper.compared(to: 1) == 0)
    let wide = function.enclosure(
      of: Interval(lower: Rational(-1, 2), upper: Rational(1, 2), precision: precision),
      precision: precision)
    #expect(wide.contains(Rational(11, 100)) && wide.contains(Rational(60, 100)))
    #expect(!wide.contains(Rational(10, 100)) && !wide.contains(Rational(61, 100)))
    let long = Precision(9000)
    let value = function.enclosure(of: Interval(Rational(1, 3), precision: long), precision: long)
    #expect(value.relativeAccuracyBits >= 8990)
  }

  /// κ₀ has no Lipschitz constant: narrow intervals go by its slope on them.
  @Test func narrowIntervalsOfKappa0() {
    let function = DefinedFunction(.kappa(0))
    var random = SplitMix64(seed: 40)
    var failures = Failures()
    for _ in 0..<scaledCount(500) {
      let precision = Precision(Int.random(in: 400...700, using: &random))
      let side = Rational(Bool.random(using: &random) ? 1 : -1)
      let point =
        Bool.random(using: &random)
        ? Rational(Integer(Int.random(in: -999...999, using: &random)), 1000)
        : side - side.scaled(byPowerOfTwo: -Int.random(in: 1...60, using: &random))
      let width = Rational(1).scaled(byPowerOfTwo: -Int.random(in: 1...900, using: &random))
      let (low, high) = (max(point - width, -1), min(point + width, 1))
      let x = Interval(lower: low, upper: high, precision: precision)
      let value = function.enclosure(of: x, precision: precision)
      let ends = [x.lower, x.upper].map { function.valueByDefinition(at: $0, precision) }
      let hull = Interval(lower: ends[0].lower, upper: ends[1].upper)
      failures.check(
        value.lower <= ends[0].upper && ends[1].lower <= value.upper
          && value.relativeAccuracyBits >= min(hull.relativeAccuracyBits, precision.bits) - 4,
        "κ₀ on [\(low), \(high)]: \(value), not \(hull)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// What is constant in a program is evaluated once for each precision, and is what it would be each time.
  @Test func constantsOfPrograms() throws {
    let read = try TermReader(graph: ExpressionGraph(), library: .kernels).read(
      "x*sqrt(2 + 2/pi) + f(1/3)*kappa(2, x)/pi - f(f(1/3))")
    let program = Program([read.expression], inputs: ["x"])
    for bits in [60, 200, 200, 60, 1500, 60] {
      let precision = Precision(bits)
      let x = [Interval(Rational(2, 7), precision: precision)]
      let value = program.evaluate(x, precision: precision)[0]
      let fresh = Program([read.expression], inputs: ["x"]).evaluate(x, precision: precision)[0]
      #expect(value.lower == fresh.lower && value.upper == fresh.upper)
      #expect(value.relativeAccuracyBits > bits - 8)
    }
  }

  /// f(f(…)) is one instruction where nothing else needs the values between, also where they have names.
  @Test func iteratesAreFused() {
    let graph = ExpressionGraph()
    let x = graph.variable("x")
    func run(_ count: Int, _ start: Expression, named: Bool = false) -> [Expression] {
      (0..<count).reduce(into: [start]) { values, _ in
        let next = values[values.count - 1].kappa1
        values.append(named ? next.keptWhole : next)
      }
    }
    func last(_ count: Int, named: Bool = false) -> Expression {
      let values = run(count, x, named: named)
      return values[count]
    }
    #expect(Program([last(64)], inputs: ["x"]).instructions.count == 2)
    #expect(Program([last(64, named: true)], inputs: ["x"]).instructions.count == 2)
    // x, f³(x), f⁸(x), their difference.
    #expect(Program([last(8) - last(3)], inputs: ["x"]).instructions.count == 4)
    #expect(Program([last(8), last(3)], inputs: ["x"]).instructions.count == 3)
    let branch = last(2) * run(5, last(2) + 1)[5]
    #expect(Program([branch], inputs: ["x"]).instructions.count == 5)
    let other = last(2).applying(.kappa(0)).kappa1
    #expect(Program([other], inputs: ["x"]).instructions.count == 4)

    var failures = Failures()
    var random = SplitMix64(seed: 9)
    for _ in 0..<scaledCount(60) {
      let precision = Precision(Int.random(in: 53...300, using: &random))
      let point = Rational(Integer(Int.random(in: -1000...1000, using: &random)), 1000)
      let width = Rational(1).scaled(byPowerOfTwo: -Int.random(in: 1...400, using: &random))
      let count = Int.random(in: 2...70, using: &random)
      let expression = last(count)
      // Node by node.
      let exact = GraphEvaluation(graph, at: ["x": point])
        .enclosure(of: expression, precision: precision)
      for (low, high) in [(point, point), (max(point - width, -1), min(point + width, 1))] {
        let value = Program([expression], inputs: ["x"]).evaluate(
          [Interval(lower: low, upper: high, precision: precision)], precision: precision)[0]
        failures.check(value.overlaps(exact), "f^\(count) on [\(low), \(high)]: \(value), \(exact)")
        if low == high {
          failures.check(
            value.relativeAccuracyBits >= precision.bits - 4, "f^\(count)(\(point)): \(value)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    // The point 1 is fixed, −1 goes to 0 and on; a failed check changes nothing of that.
    for offset in [0, 9] {
      kfp_test_index_offset(offset)
      defer { kfp_test_index_offset(0) }
      let precision = Precision(90)
      func value(_ point: Rational, _ count: Int) -> Interval {
        Program([last(count)], inputs: ["x"]).evaluate(
          [Interval(point, precision: precision)], precision: precision)[0]
      }
      #expect(value(1, 10).isPoint)
      let inversePi = Interval(1, precision: precision) / Interval.pi(precision: precision)
      #expect(value(-1, 2).overlaps(inversePi) && value(-1, 2).relativeAccuracyBits > 85)
      #expect(value(2, 5).isIndeterminate)
    }
  }
}
