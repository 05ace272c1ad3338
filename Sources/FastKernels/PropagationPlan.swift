import KernelVocabulary

/// A network made ready for propagating kernel matrices K⁽⁰⁾ ↦ K⁽ᴴ⁾ under one rule.
///
/// A plan is straight-line code in single assignment: each value stands for an N×N matrix, of which
/// propagation keeps one short piece of a row at a time. Activations are kept as correlations, so
/// that layers in a chain neither divide nor multiply by norms. It is immutable and may be used on several
/// threads at once.
public struct PropagationPlan: Sendable {
  /// Σ_s w_s (v_s − m_s m_sᵀ) + M Mᵀ, or Σ_s w_s v_s without means.
  struct Combination: Sendable {
    var terms: [Term]
    var mean: Mean?
  }

  /// A value with a weight, and m m^T of what it is the kernel of: the input's means, or those of an
  /// activation of c = 2, √(d/π) with d the diagonal of the value it was made of.
  struct Term: Sendable {
    enum Centre: Sendable, Hashable {
      case input
      case activation(of: Int)
    }

    var value: Int
    var weight: PlanWeight
    var centre: Centre?
  }

  /// M_i = w₀ M⁽⁰⁾_i + Σ_s w_s √((v_s)_ii).
  struct Mean: Sendable {
    var input: PlanWeight?
    var terms: [(value: Int, weight: PlanWeight)]
  }

  enum Instruction: Sendable {
    /// K⁽⁰⁾.
    case input
    /// √(d_i d_j)·κ₁(v_ij/√(d_i d_j)) with d the diagonal of value v; kept without the factor.
    case activate(Int)
    case combine(Combination)
  }

  /// The network.
  public let network: FastNetwork
  /// How kernels combine at a node.
  public let rule: PropagationRule
  /// The value of instruction k is value k; the last, a combination, is the output's kernel.
  let instructions: [Instruction]

  /// Compiles a network. Throws where its kernel is 0, because no path leads from its input to its
  /// output or because skips cancel, and where a product of its numbers is beyond 2^±400.
  public init(_ network: FastNetwork, rule: PropagationRule) throws(PlanError) {
    var builder = PlanBuilder(network: network, rule: rule)
    try builder.run()
    self.network = network
    self.rule = rule
    instructions = builder.instructions
  }
}

extension PropagationPlan.Instruction {
  /// Whether the value is kept as a matrix of correlations.
  var isNormalised: Bool {
    if case .activate = self { true } else { false }
  }

  /// The values that the instruction reads.
  var operands: [Int] {
    switch self {
    case .input: []
    case .activate(let value): [value]
    case .combine(let combination): combination.terms.map(\.value)
    }
  }
}
