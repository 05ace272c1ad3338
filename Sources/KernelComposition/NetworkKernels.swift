import ArcCosineKernels
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// The infinite-width kernels of a network, as a recursion from its input to its output.
///
/// Every entry is an expression in quantities of earlier nodes (`Node.quantity`), so that the whole is a
/// straight-line program: of O(nodes + edges) steps under the variance-only rule, and under the exact
/// rule where every node is a sum of new edges and of earlier nodes that share no feature, as in chains,
/// residual chains and networks without skips; of O(nodes × atoms) at worst. It is what is evaluated,
/// differentiated, expanded and printed. `entry.inlined()` is an entry's closed form in the inputs'
/// kernel, which is worth having for short recursions only.
public struct NetworkKernels {
  /// The rule under which the kernels were composed.
  public let rule: PropagationRule
  /// K⁽ᴴ⁾, the NNGP kernel; zero where no path leads to the output.
  public let nngp: KernelEntries
  /// Θ = K⁽ᴴ⁾ + T⁽ᴴ⁾, the NTK with a linear read-out trained, or nil where an activation has none.
  public let ntk: KernelEntries?
  /// M⁽ᴴ⁾ at the two inputs; zero under the variance-only rule, which does not track means.
  public let means: (i: Expression, j: Expression)
  /// The steps with their names, node by node.
  public var recursion: KernelRecursion { lazyRecursion.value }
  private let lazyRecursion: LazyRecursion

  /// The smaller eigenvalue of the 2×2 matrix K⁽ᴴ⁾; K_ii − |K_ij| for equal diagonals.
  public var smallestEigenvalue: Expression { nngp.smallestEigenvalue }

  /// The form of a quantity at the output; nil for one that the network does not have, and for what is
  /// a step within the network only.
  public subscript(quantity: KernelQuantity) -> Expression? {
    switch quantity {
    case .kii: nngp.ii
    case .kjj: nngp.jj
    case .kij: nngp.ij
    case .mi: means.i
    case .mj: means.j
    case .ntkii: ntk?.ii
    case .ntkjj: ntk?.jj
    case .ntkij: ntk?.ij
    case .lambda2: smallestEigenvalue
    case .cij, .fii, .fjj, .fij, .tii, .tjj, .tij, .aii, .ajj, .aij, .vii, .vjj, .vij: nil
    }
  }

  /// Composes the kernels of `network` on two inputs under one rule.
  ///
  /// Source: the paper's Lemma 3.2 and §3.3 for the variance-only rule. For the exact rule every node is
  /// a formal combination Σ c_a φ_a of atoms, the input and one per parameterised edge, with
  /// ⟨φ_a, φ_b⟩ = mean_a(i)·mean_b(j) for a ≠ b. The tangent part is T⁽ᵗ⁾ = Σ c_a² T_a with
  /// T_e = K̇_e ∘ (wK⁽ˢ⁾ + b + wT⁽ˢ⁾) (Jacot et al., 2018, for one layer), weights and biases trained.
  ///
  /// A normalised node is (X − M)/√(K_ii − M_i² + ε): under the exact rule exactly so. The other two rules
  /// know no means, so that there it is X/√(K_ii + ε).
  public init(
    _ network: NetworkGraph, inputs: InputPair, rule: PropagationRule
  ) throws(CompositionError) {
    var composition = Composition(network: network, inputs: inputs, rule: rule)
    try composition.run()
    self.rule = rule
    let output = composition.state(of: network.output)
    lazyRecursion = LazyRecursion(
      network: network, states: composition.states, intermediates: composition.intermediates,
      output: output)
    nngp = output.kernel
    means = output.means
    ntk = output.ntk
  }
}

/// The equations, written when they are first asked for: mostly it is values that are wanted.
private final class LazyRecursion {
  private let network: NetworkGraph
  private let states: [NodeState?]
  private let intermediates: [(quantity: KernelQuantity, value: Expression, node: Int)]
  private let output: NodeState
  lazy var value = KernelRecursion(
    network: network, states: states, intermediates: intermediates, output: output)

  init(
    network: NetworkGraph, states: [NodeState?],
    intermediates: [(quantity: KernelQuantity, value: Expression, node: Int)], output: NodeState
  ) {
    self.network = network
    self.states = states
    self.intermediates = intermediates
    self.output = output
  }
}

extension KernelEntries {
  /// The smaller eigenvalue of the 2×2 matrix; K_ii − |K_ij| for equal diagonals.
  public var smallestEigenvalue: Expression {
    if ii == jj { return ii - ij.magnitude }
    let half = Rational(1, 2)
    let difference = half * (ii - jj)
    return half * (ii + jj) - (difference * difference + ij * ij).squareRoot
  }
}

/// What is known of a node, or of an atom.
struct NodeState {
  var kernel: KernelEntries
  /// T; nil where the tangent kernel does not exist.
  var tangent: KernelEntries?
  var means: (i: Expression, j: Expression)

  /// The state of w·X, w being a function of the input.
  func scaled(by weight: FeatureWeight.Function) -> NodeState {
    func scaled(_ entries: KernelEntries) -> KernelEntries {
      KernelEntries(
        ii: entries.ii * (weight.i * weight.i), jj: entries.jj * (weight.j * weight.j),
        ij: entries.ij * (weight.i * weight.j))
    }
    return NodeState(
      kernel: scaled(kernel), tangent: tangent.map(scaled),
      means: (means.i * weight.i, means.j * weight.j))
  }

  /// K + T.
  var ntk: KernelEntries? {
    tangent.map { kernel.combined(with: $0) { ($0 + $1).keptWhole } }
  }
}

extension NetworkKernels {
  /// Why no kernel is known for an activation, in a sentence, or nil where one is.
  public static func problem(with reference: ActivationReference) -> String? {
    if case .failure(let problem) = reference.dual { problem.description } else { nil }
  }
}
