import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// Everything the calculator derives from one network on one pair of inputs, in closed form.
public struct NetworkAnalysis {
  /// One propagation rule's kernels.
  public struct RuleForms {
    /// Both kernels at the output.
    public let kernels: NetworkKernels
    /// The smaller eigenvalue of the 2×2 NNGP matrix.
    public let lambda2: Expression
    /// The rule that gives these kernels.
    public var rule: PropagationRule { kernels.rule }

    /// The quantities at the output in the order in which they are reported; the NTK's where it exists.
    public var quantities: [(name: KernelQuantity, form: Expression)] {
      var all: [(KernelQuantity, Expression)] = [
        (.kii, kernels.nngp.ii), (.kij, kernels.nngp.ij),
      ]
      if kernels.nngp.ii != kernels.nngp.jj { all.insert((.kjj, kernels.nngp.jj), at: 1) }
      if let ntk = kernels.ntk {
        all += [(.ntkii, ntk.ii), (.ntkij, ntk.ij)]
        if ntk.ii != ntk.jj { all.insert((.ntkjj, ntk.jj), at: all.count - 1) }
      }
      return all + [(.lambda2, lambda2)]
    }
  }

  /// The network that was analysed.
  public let network: NetworkGraph
  /// The path polynomial Σ_p x^{d_p}: coefficient d counts the paths with d parameterised edges.
  public let pathPolynomial: [Integer]
  /// The number of paths, effective depth and width.
  public let statistics: PathStatistics
  /// Eq. 12's value P − Σ_p f^{d_p}(ρ); nil for networks and inputs the paper does not speak of.
  public let eq12: Expression?
  /// The forms under each rule that was asked for.
  public let rules: [RuleForms]

  /// Derives the closed forms of `network` on `inputs` under each of `rules`.
  ///
  /// `correlation` is the ρ of unit, centred inputs, for which Eq. 12 is stated, or nil for others.
  public init(
    _ network: NetworkGraph, inputs: InputPair, correlation: Expression?, rules: [PropagationRule]
  ) throws(CompositionError) {
    self.network = network
    let pathPolynomial = network.pathPolynomial
    self.pathPolynomial = pathPolynomial
    statistics = network.pathStatistics
    eq12 =
      network.isOfThePaper
      ? correlation.map {
        NetworkGraph.eq12(pathPolynomial: pathPolynomial, correlation: $0)
      } : nil
    var forms: [RuleForms] = []
    for rule in rules {
      let kernels = try NetworkKernels(network, inputs: inputs, rule: rule)
      let eigenvalue = kernels.smallestEigenvalue
      forms.append(
        RuleForms(
          kernels: kernels,
          lambda2: eigenvalue.variables.isEmpty ? eigenvalue.withMagnitudesResolved : eigenvalue))
    }
    self.rules = forms
  }

  /// The analysis for unit, centred inputs with correlation `rho`.
  public init(
    _ network: NetworkGraph, correlation rho: Expression, rules: [PropagationRule]
  ) throws(CompositionError) {
    try self.init(
      network, inputs: .unit(correlation: rho), correlation: rho, rules: rules)
  }

  /// All closed forms, Eq. 12's first where there is one.
  private var forms: [Expression] {
    (eq12.map { [$0] } ?? []) + rules.flatMap { $0.quantities.map(\.form) }
  }

  /// Values of everything, where the closed forms are constants.
  public struct Values: Sendable {
    /// Eq. 12's value, where the network has one.
    public let eq12: EnclosedDecimal?
    /// The values under each of the analysis's rules.
    public let rules: [[KernelQuantity: EnclosedDecimal]]
  }

  /// Evaluates every closed form to `evaluator.digits` significant digits.
  ///
  /// - Precondition: the inputs are numbers, so that no form has a variable.
  public func values(by evaluator: Evaluator) throws(EvaluationFailure) -> Values {
    var decimals = try evaluator.decimals(forms)[...]
    let first = eq12 == nil ? nil : decimals.popFirst()
    let perRule = rules.map { rule in
      var values: [KernelQuantity: EnclosedDecimal] = [:]
      for (name, _) in rule.quantities { values[name] = decimals.popFirst() }
      return values
    }
    return Values(eq12: first, rules: perRule)
  }

  /// Compares Eq. 12's value with the eigenvalue under one of ``rules``, by a certified sign: where it
  /// lies below, it is no upper bound of it. Nil where the network has no such value.
  ///
  /// Where the two are known already, and their enclosures are disjoint, nothing is computed.
  public func compareEq12(with rule: RuleForms, knowing values: Values? = nil) -> CertifiedOrder? {
    guard let eq12 else { return nil }
    if let values, let bound = values.eq12,
      let index = rules.firstIndex(where: { $0.rule == rule.rule }),
      let eigenvalue = values.rules[index][.lambda2]
    {
      let difference = bound.value - eigenvalue.value
      if difference.magnitude > bound.error + eigenvalue.error {
        return CertifiedOrder(sign: difference.signum)
      }
    }
    return CertifiedOrder(sign: (eq12 - rule.lambda2).certifiedSign)
  }
}
