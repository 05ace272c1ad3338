import CertifiedDuals
import ExactArithmetic
import SymbolicExpressions

/// An activation without closed forms, given by σ(u) itself: its kernels are expectations that are known
/// by their enclosures.
struct FormulaActivation: DualActivation {
  private let activation: NamedFormula
  private let isContinuous: Bool
  private let hasContinuousDerivative: Bool

  var reference: String { "the definition, by Hermite series with proven remainders" }

  /// The activation that `reference` names or writes, or what is wrong with it. A formula that is recognised
  /// as an activation with closed forms is that activation; one that is a named activation's bears its name.
  static func reading(
    _ reference: ActivationReference
  ) -> Result<any DualActivation, ActivationReference.Problem> {
    let formula: ActivationFormula
    do {
      formula =
        try ActivationFormula.named[reference.name]
        ?? ActivationFormula(parsing: reference.expression ?? reference.name)
    } catch {
      return .failure(
        ActivationReference.Problem("the activation \(reference.termText), \(error)"))
    }
    if let closed = formula.closedDual { return .success(closed) }
    if let failure = GaussianExpectation.failure(of: formula) {
      return .failure(
        ActivationReference.Problem("the activation \(reference.termText): \(failure)"))
    }
    let known = ActivationFormula.named.first { $0.value == formula }?.key
    return .success(FormulaActivation(known ?? reference.termText, formula))
  }

  private init(_ name: String, _ formula: ActivationFormula) {
    activation = NamedFormula(name: name, formula: formula)
    isContinuous = GaussianExpectation.isContinuous(formula)
    hasContinuousDerivative = GaussianExpectation.isContinuous(formula.derivative)
  }

  var kernelNeedsVariance: Bool { !isContinuous }
  var derivativeNeedsVariance: Bool { !hasContinuousDerivative }

  func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries {
    entries(of: inputs, variance, order: 0)
  }

  func mean(diagonal: Expression, variance: Rational) -> Expression {
    let graph = diagonal.graph
    let mean = graph.expectation(
      GaussianDual(activation, orders: [0]), [diagonal.keptAsArgument])
    return graph.rational(variance).squareRoot * mean.keptWhole
  }

  /// Nothing for a σ that jumps.
  func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries? {
    isContinuous ? entries(of: inputs, variance, order: 1) : nil
  }

  private func entries(of k: KernelEntries, _ variance: Rational, order: Int) -> KernelEntries {
    let dual = GaussianDual(activation, orders: [order, order])
    func entry(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
      variance * a.graph.expectation(dual, [a, b, c]).keptWhole
    }
    let k = k.map(\.keptAsArgument)
    return KernelEntries(
      ii: entry(k.ii, k.ii, k.ii), jj: entry(k.jj, k.jj, k.jj), ij: entry(k.ii, k.jj, k.ij))
  }
}
