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
    case .cij, .fij, .tii, .tjj, .tij: nil
    }
  }

  /// Composes the kernels of `network` on two inputs under one rule.
  ///
  /// Source: the paper's Lemma 3.2 and §3.3 for the variance-only rule. For the exact rule every node is
  /// a formal combination Σ c_a φ_a of atoms, the input and one per parameterised edge, with
  /// ⟨φ_a, φ_b⟩ = mean_a(i)·mean_b(j) for a ≠ b. The tangent part is T⁽ᵗ⁾ = Σ c_a² T_a with
  /// T_e = K̇_e ∘ (K⁽ˢ⁾ + T⁽ˢ⁾) (Jacot et al., 2018, for one layer).
  public init(
    _ network: NetworkGraph, inputs: InputPair, rule: PropagationRule
  ) throws(CompositionError) {
    var composition = Composition(network: network, inputs: inputs, rule: rule)
    try composition.run()
    self.rule = rule
    let output = composition.state(of: network.output)
    lazyRecursion = LazyRecursion(
      network: network, states: composition.states, edges: composition.edgeQuantities,
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
  private let edges: [(source: Int, value: Expression)]
  private let output: NodeState
  lazy var value = KernelRecursion(
    network: network, states: states, edges: edges, output: output)

  init(
    network: NetworkGraph, states: [NodeState?], edges: [(source: Int, value: Expression)],
    output: NodeState
  ) {
    self.network = network
    self.states = states
    self.edges = edges
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

  /// K + T.
  var ntk: KernelEntries? {
    tangent.map { kernel.combined(with: $0) { ($0 + $1).keptWhole } }
  }
}

/// One forward pass over the nodes.
private struct Composition {
  /// What determines the state of a parameterised edge's atom.
  private struct AtomKey: Hashable {
    let source: Int
    let activation: ActivationReference
    let variance: Rational
  }

  /// Two means.
  private struct MeanPair: Hashable {
    let i: NodeID
    let j: NodeID
  }

  /// A feature that is a summand of a node, weighted: an earlier node as a whole, or an atom.
  private enum Feature: Hashable {
    case node(Int)
    case atom(Int)
  }
  private typealias Part = (weight: Rational, feature: Feature)

  let network: NetworkGraph
  let inputs: InputPair
  let rule: PropagationRule
  private let graph: ExpressionGraph
  private let zero: KernelEntries
  /// By node; nil where no path from the input leads.
  private(set) var states: [NodeState?]
  /// The dual activations' values by the node that the edges leave.
  private(set) var edgeQuantities: [(source: Int, value: Expression)] = []
  /// The atoms, the input first.
  private var atoms: [NodeState] = []
  /// The states of atoms made so far: equal edges from one node make equal atoms.
  private var made: [AtomKey: NodeState] = [:]
  private var meanProducts: [MeanPair: Expression] = [:]
  /// Every node as a sum of features that share no atom.
  private var parts: [[Part]]
  /// Every node as a combination of atoms, where it has been asked for.
  private var combinations: [[Int: Rational]?]

  init(network: NetworkGraph, inputs: InputPair, rule: PropagationRule) {
    self.network = network
    self.inputs = inputs
    self.rule = rule
    graph = inputs.kernel.ij.graph
    let nothing = graph.integer(0)
    zero = KernelEntries(ii: nothing, jj: nothing, ij: nothing)
    states = Array(repeating: nil, count: network.nodeNames.count)
    parts = Array(repeating: [], count: network.nodeNames.count)
    combinations = Array(repeating: nil, count: network.nodeNames.count)
  }

  /// The state of a node; all zero where no path from the input reaches it.
  func state(of node: Int) -> NodeState {
    states[node] ?? NodeState(kernel: zero, tangent: zero, means: (zero.ij, zero.ij))
  }

  mutating func run() throws(CompositionError) {
    let input = NodeState(
      kernel: inputs.kernel, tangent: zero,
      means: rule == .exact ? inputs.means : (zero.ij, zero.ij))
    states[network.input] = input
    atoms = [input]
    parts[network.input] = [(1, .atom(0))]
    for node in network.nodeNames.indices where node != network.input {
      if rule == .varianceOnly { try add(to: node) } else { try combine(at: node) }
    }
  }

  /// The variance-only rule: kernels of incoming edges add.
  private mutating func add(to node: Int) throws(CompositionError) {
    var summands: [(Rational, NodeState)] = []
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      switch edge.operation {
      case .skip(let scale): summands.append((scale * scale, source))
      case .parameterised(let activation, let variance):
        summands.append((1, try atom(of: edge, activation, variance, from: source)))
      }
    }
    if !summands.isEmpty { states[node] = total(of: summands, means: (zero.ij, zero.ij)) }
  }

  // MARK: The exact rule

  /// The exact rule: nodes are combinations of atoms.
  private mutating func combine(at node: Int) throws(CompositionError) {
    var skips: [(node: Int, scale: Rational)] = []
    var features: [Part] = []
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      switch edge.operation {
      case .skip(let scale): skips.append((edge.source, scale))
      case .parameterised(let activation, let variance):
        features.append((1, .atom(atoms.count)))
        atoms.append(try atom(of: edge, activation, variance, from: source))
      }
    }
    features = disjointParts(of: skips) + features
    if features.isEmpty { return }
    parts[node] = features
    states[node] = sum(of: features.map { (weight: $0.weight, state: state(of: $0.feature)) })
  }

  private func state(of feature: Feature) -> NodeState {
    switch feature {
    case .node(let node): state(of: node)
    case .atom(let atom): atoms[atom]
    }
  }

  /// What several skips bring, as features that share no atom: earlier nodes as wholes where each of
  /// their atoms arrives with the weight that it has there, up to one factor; single atoms for the rest.
  private mutating func disjointParts(of skips: [(node: Int, scale: Rational)]) -> [Part] {
    if skips.count <= 1 { return skips.map { (weight: $0.scale, feature: .node($0.node)) } }
    var rest: [Int: Rational] = [:]
    for skip in skips {
      for (atom, weight) in combination(of: skip.node) {
        rest[atom, default: 0] += skip.scale * weight
      }
    }
    rest = rest.filter { !$0.value.isZero }
    var result: [Part] = []
    let largestFirst = skips.sorted {
      (combination(of: $0.node).count, $1.node) > (combination(of: $1.node).count, $0.node)
    }
    for (node, _) in largestFirst {
      let whole = combination(of: node)
      guard whole.count > 1, let (atom, weight) = whole.first, let arriving = rest[atom] else {
        continue
      }
      let factor = arriving / weight
      guard whole.allSatisfy({ rest[$0.key] == factor * $0.value }) else { continue }
      for atom in whole.keys { rest[atom] = nil }
      result.append((factor, .node(node)))
    }
    return result
      + rest.sorted { $0.key < $1.key }.map { (weight: $0.value, feature: .atom($0.key)) }
  }

  /// The node as a combination of atoms, worked out from its parts.
  private mutating func combination(of node: Int) -> [Int: Rational] {
    // Without recursion: chains are long. Parts lead to earlier nodes.
    var pending = [node]
    while let next = pending.last {
      let unknown = parts[next].compactMap { part -> Int? in
        if case .node(let inner) = part.feature, combinations[inner] == nil { return inner }
        return nil
      }
      guard unknown.isEmpty else {
        pending += unknown
        continue
      }
      pending.removeLast()
      var combination: [Int: Rational] = [:]
      for (weight, feature) in parts[next] {
        switch feature {
        case .atom(let atom): combination[atom] = weight
        case .node(let inner):
          for (atom, value) in combinations[inner] ?? [:] { combination[atom] = weight * value }
        }
      }
      combinations[next] = combination
    }
    return combinations[node] ?? [:]
  }

  /// The product of two means; those of a node's edges are wanted at every node that they reach.
  private mutating func product(_ i: Expression, _ j: Expression) -> Expression {
    let pair = MeanPair(i: i.id, j: j.id)
    if let known = meanProducts[pair] { return known }
    let product = i * j
    meanProducts[pair] = product
    return product
  }

  /// The kernel of Σ w_p X_p for features without a common atom: ⟨X_p, X_q⟩ = M_p(i)·M_q(j) for p ≠ q.
  private mutating func sum(of features: [(weight: Rational, state: NodeState)]) -> NodeState {
    if features.count == 1, features[0].weight == 1 { return features[0].state }
    // Features with the same mean count together: of several edges that leave one node, mostly.
    var groups:
      [MeanPair: (means: (i: Expression, j: Expression), sum: Rational, squares: Rational)] =
        [:]
    for (weight, state) in features where !(state.means.i.isZero && state.means.j.isZero) {
      let key = MeanPair(i: state.means.i.id, j: state.means.j.id)
      groups[key, default: (state.means, 0, 0)].sum += weight
      groups[key, default: (state.means, 0, 0)].squares += weight * weight
    }
    let means = groups.sorted { ($0.key.i, $0.key.j) < ($1.key.i, $1.key.j) }.map(\.value)
    let total = (
      i: graph.sum(means.map { ($0.sum, $0.means.i) }).keptWhole,
      j: graph.sum(means.map { ($0.sum, $0.means.j) }).keptWhole
    )
    func cross(
      _ left: ((i: Expression, j: Expression)) -> Expression,
      _ right: ((i: Expression, j: Expression)) -> Expression
    ) -> [(Rational, Expression)] {
      let own = means.map {
        ($0.sum * $0.sum - $0.squares, product(left($0.means), right($0.means)))
      }
      if means.count <= 3 {
        // Σ_{g≠h} S_g S_h m_g(i) m_h(j), written out.
        return own
          + means.indices.flatMap { g in
            means.indices.filter { $0 != g }.map { h in
              (means[g].sum * means[h].sum, product(left(means[g].means), right(means[h].means)))
            }
          }
      }
      // Together with the first sum M_i M_j − Σ_g (Σ_{p∈g} w_p²) m_g(i) m_g(j), of linear size.
      return [(1, product(left(total), right(total)))]
        + means.map { (-$0.squares, product(left($0.means), right($0.means))) }
    }
    return self.total(
      of: features.map { ($0.weight * $0.weight, $0.state) }, means: total,
      cross: (
        ii: cross({ $0.i }, { $0.i }), jj: cross({ $0.j }, { $0.j }), ij: cross({ $0.i }, { $0.j })
      ))
  }

  // MARK: Both rules

  private typealias Summands = [(Rational, Expression)]

  /// The sum of weighted kernels and tangent parts, with further summands for the kernel.
  private func total(
    of summands: [(weight: Rational, state: NodeState)], means: (i: Expression, j: Expression),
    cross: (ii: Summands, jj: Summands, ij: Summands) = ([], [], [])
  ) -> NodeState {
    func sum(_ entry: (NodeState) -> Expression, _ cross: Summands = []) -> Expression {
      graph.sum(summands.map { ($0.weight, entry($0.state)) } + cross).keptWhole
    }
    let kernel = KernelEntries(
      ii: sum({ $0.kernel.ii }, cross.ii), jj: sum({ $0.kernel.jj }, cross.jj),
      ij: sum({ $0.kernel.ij }, cross.ij))
    var tangent: KernelEntries?
    if summands.allSatisfy({ $0.state.tangent != nil }) {
      tangent = KernelEntries(
        ii: sum { ($0.tangent ?? zero).ii }, jj: sum { ($0.tangent ?? zero).jj },
        ij: sum { ($0.tangent ?? zero).ij })
    }
    return NodeState(kernel: kernel, tangent: tangent, means: means)
  }

  /// The state of the atom that a parameterised edge makes of its source.
  private mutating func atom(
    of edge: NetworkGraph.Edge, _ reference: ActivationReference, _ variance: Rational,
    from source: NodeState
  ) throws(CompositionError) -> NodeState {
    let key = AtomKey(source: edge.source, activation: reference, variance: variance)
    if let known = made[key] { return known }
    let state = try newAtom(of: edge, reference, variance, from: source)
    made[key] = state
    return state
  }

  private mutating func newAtom(
    of edge: NetworkGraph.Edge, _ reference: ActivationReference, _ variance: Rational,
    from source: NodeState
  ) throws(CompositionError) -> NodeState {
    let activation: any DualActivation
    switch reference.dual {
    case .success(let known): activation = known
    case .failure:
      let names = network.nodeNames
      throw .unknownActivation(
        reference, edge: "\(names[edge.source]) → \(names[edge.target])")
    }
    let k = source.kernel
    let image = activation.kernel(of: k, variance: variance)
    edgeQuantities += image.ij.quantities.map { (edge.source, $0) }
    func mean(_ diagonal: Expression) -> Expression {
      rule == .exact ? activation.mean(diagonal: diagonal, variance: variance) : zero.ij
    }
    let tangent = source.ntk.flatMap { whole in
      activation.derivativeKernel(of: k, variance: variance).map { slope in
        slope.combined(with: whole) { $0 * $1 }
      }
    }
    return NodeState(kernel: image, tangent: tangent, means: (mean(k.ii), mean(k.jj)))
  }
}

extension NetworkKernels {
  /// Why no kernel is known for an activation, in a sentence, or nil where one is.
  public static func problem(with reference: ActivationReference) -> String? {
    if case .failure(let problem) = reference.dual { problem.description } else { nil }
  }
}

extension Expression {
  /// The quantities that are factors of the expression.
  fileprivate var quantities: [Expression] {
    let (_, rest) = graph.splitCoefficient(id)
    guard let rest else { return [] }
    let bases = if case .product(let factors) = graph[rest] { factors.map(\.base) } else { [rest] }
    return bases.compactMap { base in
      if case .quantity = graph[base] { return Expression(graph: graph, id: base) }
      return nil
    }
  }
}
