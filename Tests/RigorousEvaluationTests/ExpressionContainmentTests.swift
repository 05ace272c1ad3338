import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

/// No enclosure of a random expression misses its value at a higher precision.
///
/// KERNELCALCULATOR_TEST_SCALE=10 runs 10⁵ evaluations instead of 10⁴.
@Suite struct ExpressionContainmentTests {
  /// Points at which something may go wrong: near 0 and ±1, huge, tiny, and ordinary ones.
  private static func point(_ generator: inout SplitMix64) -> Rational {
    let k = Int.random(in: 1...120, using: &generator)
    let tiny = Rational(1).scaled(byPowerOfTwo: -k)
    let sign: Rational = Bool.random(using: &generator) ? 1 : -1
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return 0
    case 1: return sign
    case 2: return sign * (1 - tiny)
    case 3: return sign * tiny
    case 4: return sign * Rational(1).scaled(byPowerOfTwo: k % 12)
    default:
      return Rational(
        Integer(Int.random(in: -4000...4000, using: &generator)),
        Integer(Int.random(in: 1...4000, using: &generator)))
    }
  }

  @Test(arguments: 0..<4) func randomExpressions(_ block: Int) {
    var failures = Failures()
    var determinate = 0
    let count = scaledCount(2500)
    for case_ in 0..<count {
      let seed = UInt64(1_000_000 * block + case_)
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x"], seed: seed)
      let expression = random.expression(depth: 2 + case_ % 4)
      let program = Program([expression], inputs: ["x"])
      let point = Self.point(&random.generator)
      let bits = Int.random(in: 2...200, using: &random.generator)
      func value(_ bits: Int) -> Interval {
        let precision = Precision(bits)
        return program.evaluate([Interval(point, precision: precision)], precision: precision)[0]
      }
      let coarse = value(bits)
      let fine = value(3 * bits + 400)
      let place = "seed \(seed), x = \(point), \(bits) bits: \(expression)"
      guard !coarse.isIndeterminate, !fine.isIndeterminate else { continue }
      determinate += 1
      // Both contain the value; the fine one is so narrow that it must all but lie in the coarse one.
      failures.check(coarse.overlaps(fine), "\(place): \(coarse) misses \(fine)")
      // A wide argument's enclosure contains the values at its members.
      let width = Rational(1).scaled(
        byPowerOfTwo: -Int.random(in: 0...60, using: &random.generator))
      let wide = program.evaluate(
        [Interval(lower: point - width, upper: point + width / 3, precision: Precision(bits))],
        precision: Precision(bits))[0]
      failures.check(
        wide.isIndeterminate || wide.overlaps(fine), "\(place) ± \(width): \(wide) misses \(fine)")
    }
    #expect(failures.isEmpty, "\(failures)")
    // The check must not be empty: most random expressions are defined at most points.
    #expect(determinate > count / 2)
  }

  /// The digits that are asked for are delivered, and two requests agree.
  @Test(arguments: [1, 2, 17, 60, 300]) func digitsAreKept(_ digits: Int) throws {
    let count = scaledCount(40)
    var compared = 0
    for seed in 0..<UInt64(count) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x"], seed: 77_000 + seed)
      let expression = random.expression(depth: 3)
        .substituting(["x": Self.point(&random.generator)])
      guard let value = try? Evaluator(digits: digits).decimal(expression),
        let finer = try? Evaluator(digits: digits + 25).decimal(expression)
      else { continue }
      compared += 1
      let (a, b) = (value.value, finer.value)
      let (e, d) = (value.error, finer.error)
      #expect((a - b).magnitude <= e + d, "seed \(seed): \(value) and \(finer)")
      #expect(e <= a.magnitude * Rational(10).power(1 - digits), "seed \(seed): \(value)")
    }
    // Most random expressions have a value.
    #expect(compared > count / 2)
  }

  /// A long chain keeps its accuracy: errors do not grow where the function is 1-Lipschitz.
  @Test(arguments: [1, 64, 1000]) func chainsLoseNothing(_ depth: Int) throws {
    let graph = ExpressionGraph()
    for rho in [
      Rational(-1), Rational(-9, 10), Rational(0), Rational(1, 3), Rational(999_999, 1_000_000),
    ] {
      var expression = graph.rational(rho)
      for _ in 0..<depth { expression = expression.applying(.kappa(1)) }
      let value = Program([expression], inputs: []).evaluate([], precision: Precision(128))[0]
      if expression.rationalValue != nil { continue }
      #expect(value.relativeAccuracyBits >= 128 - 14, "f^\(depth)(\(rho)) = \(value)")
    }
  }

  /// What cannot be told from zero ends with the enclosure reached, not with a guess.
  @Test func zeroThatIsNotSeenIsUndecided() throws {
    let graph = ExpressionGraph()
    // Machin's formula: true, and not for a rule of normal forms.
    let tangents = [5, 239].map { graph.rational(Rational(1, Integer($0))).applying(.atan) }
    let zero = 4 * tangents[0] - tangents[1] - graph.pi / 4
    #expect(throws: EvaluationFailure.self) { try Evaluator(digits: 3).decimal(zero) }
    #expect(zero.certifiedSign == nil)
    let tiny = zero + Rational(10).power(-300)
    #expect(tiny.certifiedSign == 1)
  }
}
