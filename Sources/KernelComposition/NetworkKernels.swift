import ArcCosineKernels
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// The infinite-width kernels of a network at its output node, in closed form.
public struct NetworkKernels {
  /// The rule under which the kernels were composed.
  public let rule: PropagationRule
  /// K⁽ᴴ⁾, the NNGP kernel; zero where no path leads to the output.
  public let nngp: KernelEntries
  /// Θ = K⁽ᴴ⁾ + T⁽ᴴ⁾, the NTK with a linear read-out trained, or nil where an activation has none.
  public let ntk: KernelEntries?
  /// M⁽ᴴ⁾ at the two inputs; zero under the variance-only rule, which does not track means.
  public let means: (i: Expression, j: Expression)

  /// The smaller eigenvalue of the 2×2 matrix K⁽ᴴ⁾; K_ii − |K_ij| for equal diagonals.
  public var smallestEigenvalue: Expression { Self.smallestEigenvalue(of: nngp) }

  static func smallestEigenvalue(of k: KernelEntries) -> Expression {
    if k.ii == k.jj { return k.ii - k.ij.magnitude }
    let half = Rational(1, 2)
    let difference = half * (k.ii - k.jj)
    return half * (k.ii + k.jj) - (difference * difference + k.ij * k.ij).squareRoot
  }

  /// Composes the kernels of `network` on two inputs under one rule.
  ///
  /// Source: the paper's Lemma 3.2 and §3.3 for the variance-only rule; for the exact rule every node
  /// is a formal combination Σ c_a φ_a of atoms, the input and one per parameterised edge, with
  /// ⟨φ_a, φ_b⟩ = mean_a(i)·mean_b(j) for a ≠ b. The tangent part is T⁽ᵗ⁾ = Σ c_a² T_a with
  /// T_e = K̇_e ∘ (K⁽ˢ⁾ + T⁽ˢ⁾) (Jacot et al., 2018, for one layer).
  public init(
    _ network: NetworkGraph, inputs: InputPair, rule: PropagationRule
  ) throws(CompositionError) {
    var composition = Composition(network: network, inputs: inputs, rule: rule)
    try composition.run()
    self.rule = rule
    let output = composition.state(of: network.output)
    nngp = output.kernel
    means = output.means
    ntk = output.tangent.map { tangent in output.kernel.combined(with: tangent) { $0 + $1 } }
  }
}

/// One forward pass over the nodes.
private struct Composition {
  /// What is known of a node, or of an atom.
  struct State {
    var kernel: KernelEntries
    /// Nil where the tangent kernel does not exist.
    var tangent: KernelEntries?
    var means: (i: Expression, j: Expression)
  }

  /// What determines the state of a parameterised edge's atom.
  private struct AtomKey: Hashable {
    let source: Int
    let activation: ActivationReference
    let variance: Rational
  }

  let network: NetworkGraph
  let inputs: InputPair
  let rule: PropagationRule
  private let graph: ExpressionGraph
  private let zero: KernelEntries
  private var states: [State?]
  /// The atoms, the input first, and every node as a combination of them.
  private var atoms: [State] = []
  /// The states of atoms made so far: equal edges from one node make equal atoms.
  private var made: [AtomKey: State] = [:]
  private var combinations: [[Int: Rational]]

  init(network: NetworkGraph, inputs: InputPair, rule: PropagationRule) {
    self.network = network
    self.inputs = inputs
    self.rule = rule
    graph = inputs.kernel.ij.graph
    let nothing = graph.integer(0)
    zero = KernelEntries(ii: nothing, jj: nothing, ij: nothing)
    states = Array(repeating: nil, count: network.nodeNames.count)
    combinations = Array(repeating: [:], count: network.nodeNames.count)
  }

  /// The state of a node; all zero where no path from the input reaches it.
  func state(of node: Int) -> State {
    states[node] ?? State(kernel: zero, tangent: zero, means: (zero.ij, zero.ij))
  }

  mutating func run() throws(CompositionError) {
    let input = State(
      kernel: inputs.kernel, tangent: zero,
      means: rule == .exact ? inputs.means : (zero.ij, zero.ij))
    states[network.input] = input
    atoms = [input]
    combinations[network.input] = [0: 1]
    for node in network.nodeNames.indices where node != network.input {
      if rule == .varianceOnly { try add(to: node) } else { try combine(at: node) }
    }
  }

  /// The variance-only rule: kernels of incoming edges add.
  private mutating func add(to node: Int) throws(CompositionError) {
    var summands: [(Rational, State)] = []
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      switch edge.operation {
      case .skip(let scale): summands.append((scale * scale, source))
      case .parameterised(let activation, let variance):
        summands.append((1, try atom(of: edge, activation, variance, from: source)))
      }
    }
    if summands.isEmpty { return }
    states[node] = State(
      kernel: weighted(summands.map { ($0, $1.kernel) }),
      tangent: weightedTangent(summands),
      means: (zero.ij, zero.ij))
  }

  /// The exact rule: nodes are combinations of atoms.
  private mutating func combine(at node: Int) throws(CompositionError) {
    var combination: [Int: Rational] = [:]
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      switch edge.operation {
      case .skip(let scale):
        for (atom, coefficient) in combinations[edge.source] {
          combination[atom, default: 0] += scale * coefficient
        }
      case .parameterised(let activation, let variance):
        combination[atoms.count] = 1
        atoms.append(try atom(of: edge, activation, variance, from: source))
      }
    }
    if combination.isEmpty { return }
    combinations[node] = combination
    let terms = combination.sorted { $0.key < $1.key }.map { ($0.value, atoms[$0.key]) }
    let squares = terms.map { ($0.0 * $0.0, $0.1) }
    let means = (
      i: graph.sum(terms.map { ($0.0, $0.1.means.i) }),
      j: graph.sum(terms.map { ($0.0, $0.1.means.j) })
    )
    // Σ_{a≠b} c_a c_b m_a(i) m_b(j) = M_i M_j − Σ_a c_a² m_a(i) m_a(j)
    func cross(_ whole: (Expression, Expression), _ own: (State) -> (Expression, Expression))
      -> Expression
    {
      let product = (whole.0 * whole.1).withSumsDistributed(limit: 64) ?? whole.0 * whole.1
      return graph.sum(
        [(1, product)]
          + squares.map { square, atom in
            let (a, b) = own(atom)
            return (-square, a * b)
          })
    }
    let crossTerms = KernelEntries(
      ii: cross((means.i, means.i)) { ($0.means.i, $0.means.i) },
      jj: cross((means.j, means.j)) { ($0.means.j, $0.means.j) },
      ij: cross((means.i, means.j)) { ($0.means.i, $0.means.j) })
    states[node] = State(
      kernel: weighted(squares.map { ($0, $1.kernel) }).combined(with: crossTerms) { $0 + $1 },
      tangent: weightedTangent(squares),
      means: means)
  }

  private func weighted(_ summands: [(Rational, KernelEntries)]) -> KernelEntries {
    KernelEntries(
      ii: graph.sum(summands.map { ($0.0, $0.1.ii) }),
      jj: graph.sum(summands.map { ($0.0, $0.1.jj) }),
      ij: graph.sum(summands.map { ($0.0, $0.1.ij) }))
  }

  private func weightedTangent(_ summands: [(Rational, State)]) -> KernelEntries? {
    var tangents: [(Rational, KernelEntries)] = []
    for (weight, state) in summands {
      guard let tangent = state.tangent else { return nil }
      tangents.append((weight, tangent))
    }
    return weighted(tangents)
  }

  /// The state of the atom that a parameterised edge makes of its source.
  private mutating func atom(
    of edge: NetworkGraph.Edge, _ reference: ActivationReference, _ variance: Rational,
    from source: State
  ) throws(CompositionError) -> State {
    let key = AtomKey(source: edge.source, activation: reference, variance: variance)
    if let known = made[key] { return known }
    let state = try newAtom(of: edge, reference, variance, from: source)
    made[key] = state
    return state
  }

  private func newAtom(
    of edge: NetworkGraph.Edge, _ reference: ActivationReference, _ variance: Rational,
    from source: State
  ) throws(CompositionError) -> State {
    guard let activation = DualActivations.named(reference) else {
      let names = network.nodeNames
      throw .unknownActivation(
        reference, edge: "\(names[edge.source]) → \(names[edge.target])")
    }
    let k = source.kernel
    let mean: (Expression) -> Expression = { diagonal in
      rule == .exact ? activation.mean(diagonal: diagonal, variance: variance) : zero.ij
    }
    let derivative = activation.derivativeKernel(of: k, variance: variance)
    let tangent = source.tangent.flatMap { tangent in
      derivative.map { slope in
        slope.combined(with: k.combined(with: tangent) { $0 + $1 }) { $0 * $1 }
      }
    }
    return State(
      kernel: activation.kernel(of: k, variance: variance), tangent: tangent,
      means: (mean(k.ii), mean(k.jj)))
  }
}
