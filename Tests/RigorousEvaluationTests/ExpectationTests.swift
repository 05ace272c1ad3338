import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing

@Suite("Gaussian expectations in expressions")
struct ExpectationTests {
  private func read(_ text: String) throws -> Expression {
    try TermReader(graph: ExpressionGraph(), library: .kernels).read(text).expression
  }

  /// dual(tanh; 1, 1, ρ) against its chord vanishes at ρ = 1, and is decided next to it by its series.
  @Test func contactAtTheEnd() throws {
    let form = try read("rho*dual(tanh; 1, 1, 1) - dual(tanh; 1, 1, rho)")
    let expansion = try ContactExpansion(
      form, of: "rho", lower: Rational(9) / 10, upper: 1, fromUpper: true, terms: 3,
      precision: Precision(80), constants: SeriesConstants(form.graph))
    #expect(expansion.sign == 1)
  }

  @Test func boxesHoldTheirMembers() throws {
    let form = try read("dual(silu; a, 1, c) - dual_mean(silu; a)*c")
    let function = BoxFunction(form, variables: ["a", "c"])
    let box = Box(
      lower: [Rational(1) / 2, Rational(1) / 5], upper: [Rational(3) / 5, Rational(1) / 4])
    let precision = Precision(64)
    let values = function.derivativeEnclosure(on: box, precision: precision)
    #expect(values.isBounded && values.width.exponent < 0)
    for a in [box.lower[0], box.midpoint[0], box.upper[0]] {
      for c in [box.lower[1], box.midpoint[1], box.upper[1]] {
        let point = Program([form.substituting(["a": a, "c": c])], inputs: [])
        #expect(values.contains(point.evaluate([], precision: precision)[0]))
      }
    }
  }

  /// What is not known to exist is indeterminate: the third derivative of elu has an impulse.
  @Test func derivativesThatJumpHaveNoValue() throws {
    var form = try read("dual(elu; 1, 1, c)")
    let half = Rational(1) / 2
    for order in 0..<4 {
      let value = Program([form.substituting(["c": half])], inputs: [])
        .evaluate([], precision: Precision(64))[0]
      #expect(value.isIndeterminate == (order == 3))
      form = form.derivative("c")
    }
  }
}
