import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// The 2×2 kernels of one network under one propagation rule, at two unit, centred inputs of given
/// correlation.
public struct PairSpectrum {
  /// The rule under which the kernels were composed.
  public let rule: PropagationRule
  /// K⁽ᴴ⁾, the NNGP kernel.
  public let nngp: PairMatrix
  /// Θ, the neural tangent kernel with a trained linear read-out; nil where an activation has none.
  public let ntk: PairMatrix?

  /// The matrix of one kernel; nil for a tangent kernel that does not exist.
  public subscript(kernel: Kernel) -> PairMatrix? { kernel == .nngp ? nngp : ntk }
}

/// A symmetric 2×2 matrix with equal diagonal entries, K_ii = K_jj.
public struct PairMatrix {
  /// K_ii.
  public let diagonal: CertifiedQuantity
  /// K_ij.
  public let offDiagonal: CertifiedQuantity
  /// λ₂ = K_ii − |K_ij|, the smaller eigenvalue; its form has K_ij or −K_ij in place of |K_ij| where
  /// the sign of K_ij is certified.
  public let lambda2: CertifiedQuantity
  /// (K_ii + |K_ij|)/(K_ii − |K_ij|), the ratio of the eigenvalues; nil where λ₂ is not certified to
  /// be positive.
  public let conditionRatio: CertifiedQuantity?
}

/// The 2×2 spectra of networks at one correlation ρ of two unit, centred inputs: for ranking
/// thousands of networks by certified quantities.
///
/// All closed forms are in the variable `rho` of one graph, so that identical ones are recognised
/// and their common parts are evaluated once. A graph grows with every network; start a new one
/// after ten thousand or so. Belongs to one thread.
public final class PairSpectra {
  /// The name of the variable ρ in all forms.
  public static let variable = "rho"

  /// Recursions up to this size are compared as closed forms, in which equal parts meet.
  package static let largestClosedForm = 4000

  /// ρ.
  public let correlation: Correlation
  /// The graph of all closed forms.
  public let graph: ExpressionGraph
  /// The working precision of enclosures; comparisons raise it where they need to.
  public let precision: Precision
  private let evaluation: GraphEvaluation

  /// Spectra at ρ = `correlation`; several points may share one `graph`.
  public init(
    at correlation: Correlation, in graph: ExpressionGraph = ExpressionGraph(),
    precision: Precision = Precision(96)
  ) {
    self.correlation = correlation
    self.graph = graph
    self.precision = precision
    evaluation = GraphEvaluation(graph, at: [PairSpectra.variable: correlation.value])
  }

  /// The spectrum of `network` under one rule.
  public func spectrum(
    of network: NetworkGraph, rule: PropagationRule
  ) throws(CompositionError) -> PairSpectrum {
    spectrum(of: try kernels(of: network, rule: rule))
  }

  /// The kernels of `network` in closed form, for ``spectrum(of:)`` at every point that shares the
  /// graph.
  public func kernels(
    of network: NetworkGraph, rule: PropagationRule
  ) throws(CompositionError) -> NetworkKernels {
    try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable(PairSpectra.variable)), rule: rule)
  }

  /// The spectrum of kernels that ``kernels(of:rule:)`` made, here or at another point of the same
  /// graph.
  public func spectrum(of kernels: NetworkKernels) -> PairSpectrum {
    PairSpectrum(
      rule: kernels.rule, nngp: matrix(kernels.nngp), ntk: kernels.ntk.map { matrix($0) })
  }

  /// The value of the paper's Eq. 12 for the pair, P − Σ_p f^{d_p}(ρ); nil for networks that the
  /// paper does not speak of.
  public func eq12(of network: NetworkGraph) -> CertifiedQuantity? {
    guard network.isOfThePaper else { return nil }
    return quantity(network.eq12(correlation: graph.variable(PairSpectra.variable)))
  }

  /// The number that a form in `rho` denotes at this point.
  public func quantity(_ form: Expression) -> CertifiedQuantity {
    CertifiedQuantity(form, at: evaluation, precision: precision)
  }

  /// The matrix of a kernel's entries, which are forms of the graph.
  package func matrix(_ entries: KernelEntries) -> PairMatrix {
    // Unit inputs of one network: both diagonal entries follow from the same formulas.
    let entries = entries.map { $0.inlined(limit: Self.largestClosedForm) ?? $0 }
    let diagonal = quantity(entries.ii)
    let offDiagonal = quantity(entries.ij)
    let magnitude =
      offDiagonal.sign.map { Rational($0) * entries.ij } ?? entries.ij.magnitude
    let lambda2 = quantity(entries.ii - magnitude)
    let ratio =
      lambda2.sign == 1
      ? quantity((entries.ii + magnitude) / (entries.ii - magnitude)) : nil
    return PairMatrix(
      diagonal: diagonal, offDiagonal: offDiagonal, lambda2: lambda2, conditionRatio: ratio)
  }
}
