import ArcCosineKernels
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// One forward pass over the nodes.
///
/// Under the exact rule every node is a combination of atoms: the input, one for each parameterised edge,
/// and, where a normalised node's mean was subtracted, the constant 1. Different atoms a ≠ b have
/// ⟨φ_a, φ_b⟩ = mean_a(i)·mean_b(j), the constant with its mean 1 among them.
struct Composition {
  /// What determines the state of a parameterised edge's atom.
  private struct AtomKey: Hashable {
    let source: Int
    let layer: EdgeOperation.Layer
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
  private typealias Part = (weight: FeatureWeight, feature: Feature)

  /// The network; its edges into nodes that have no state yet may be replaced.
  var network: NetworkGraph
  let inputs: InputPair
  let rule: PropagationRule
  /// Whether the tangent parts are wanted.
  private let hasTangent: Bool
  private let graph: ExpressionGraph
  private let zero: KernelEntries
  /// By node; nil where no path from the input leads.
  private(set) var states: [NodeState?]
  /// What is part of several equations: values of dual activations and covariances of pre-activations,
  /// with the node that the edges leave, and covariances of nodes before their normalisation.
  private(set) var intermediates: [(quantity: KernelQuantity, value: Expression, node: Int)] = []
  /// The atoms, the input first.
  private var atoms: [NodeState] = []
  /// The atom that is the constant 1, where there is one.
  private var constantAtom: Int?
  /// The states of atoms made so far: equal edges from one node make equal atoms.
  private var made: [AtomKey: NodeState] = [:]
  private var meanProducts: [MeanPair: Expression] = [:]
  /// Every node as a sum of features: of such as share no atom, unless it is normalised.
  private var parts: [[Part]]
  /// Every node as a combination of atoms, where it has been asked for.
  private var combinations: [Combination?]

  init(
    network: NetworkGraph, inputs: InputPair, rule: PropagationRule, hasTangent: Bool = true
  ) {
    self.network = network
    self.hasTangent = hasTangent
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
    try begin()
    for node in network.nodeNames.indices where node != network.input { try run(node) }
  }

  /// Gives the input its state.
  mutating func begin() throws(CompositionError) {
    let input = NodeState(
      kernel: inputs.kernel, tangent: hasTangent ? zero : nil,
      means: rule == .exact ? inputs.means : (zero.ij, zero.ij))
    atoms = [input]
    try settle(network.input, [(.one, .atom(0))])
  }

  /// Gives a node its state, once all nodes that edges lead from have theirs.
  mutating func run(_ node: Int) throws(CompositionError) {
    if Interruption.isDue { throw .interrupted }
    if rule == .varianceOnly { try add(to: node) } else { try combine(at: node) }
  }

  /// Makes what an edge would make of its source, so that copies of the composition have it.
  mutating func prepare(_ edge: NetworkGraph.Edge) throws(CompositionError) {
    guard let source = states[edge.source], case .parameterised(let layer) = edge.operation else {
      return
    }
    _ = try atom(of: edge, layer, from: source)
  }

  /// The variance-only rule: kernels of incoming edges add.
  private mutating func add(to node: Int) throws(CompositionError) {
    var summands: [(Rational, NodeState)] = []
    var isReached = false
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      isReached = true
      switch edge.operation {
      case .skip(let scale): summands.append((scale * scale, source))
      case .parameterised(let layer):
        if let atom = try atom(of: edge, layer, from: source) { summands.append((1, atom)) }
      }
    }
    guard isReached else { return }
    let sum = total(of: summands, means: (zero.ij, zero.ij))
    states[node] = sum
    if let epsilon = network.normalizations[node] {
      // No means are known to be subtracted.
      states[node] = try normalized(sum, epsilon, at: node).state
    }
  }

  // MARK: The exact rule

  /// The exact rule: nodes are combinations of atoms.
  private mutating func combine(at node: Int) throws(CompositionError) {
    var skips: [(node: Int, scale: Rational)] = []
    var features: [Part] = []
    var isReached = false
    for edge in network.incomingEdges(node) {
      guard let source = states[edge.source] else { continue }
      isReached = true
      switch edge.operation {
      case .skip(let scale): skips.append((edge.source, scale))
      case .parameterised(let layer):
        guard let atom = try atom(of: edge, layer, from: source) else { continue }
        features.append((.one, .atom(atoms.count)))
        atoms.append(atom)
      }
    }
    if isReached { try settle(node, disjointParts(of: skips) + features) }
  }

  /// Makes a node the sum of features that share no atom, normalised where the network says so.
  private mutating func settle(_ node: Int, _ features: [Part]) throws(CompositionError) {
    let summands = features.map { weighted($0) }
    guard let epsilon = network.normalizations[node] else {
      states[node] = sum(of: summands)
      parts[node] = features
      return
    }
    let (state, scale) = try normalized(sum(of: summands, isCentred: true), epsilon, at: node)
    states[node] = state
    parts[node] = features.map { (scale * $0.weight, $0.feature) }
    let means = means(of: summands).total
    let constant = scale * FeatureWeight.function(.init(i: -means.i, j: -means.j))
    if !constant.isZero { parts[node].append((constant, .atom(constantFeature()))) }
  }

  /// A node's state from the sum X − M of its features: (X − M)/√(V + ε) has the kernel
  /// V_ij/√((V_ii + ε)(V_jj + ε)), V being that of X − M, the tangent part likewise, and mean 0. (The
  /// formula of layer normalisation in the infinite-width limit, for any features.)
  ///
  /// Returns it with 1/√(V + ε).
  private mutating func normalized(
    _ centred: NodeState, _ epsilon: Rational, at node: Int
  ) throws(CompositionError) -> (state: NodeState, scale: FeatureWeight) {
    let v = centred.kernel
    if epsilon.isZero && (v.ii.isZero || v.jj.isZero) {
      throw .vanishingVariance(node: network.nodeNames[node])
    }
    intermediates += [(.vii, v.ii, node), (.vjj, v.jj, node), (.vij, v.ij, node)]
    func root(_ variance: Expression) -> Expression {
      graph.sum([(1, variance)], constant: epsilon).keptWhole.power(Rational(-1, 2))
    }
    let scale = FeatureWeight.Function(i: root(v.ii), j: root(v.jj))
    return (centred.scaled(by: scale), .function(scale))
  }

  /// The constant 1 as an atom.
  private mutating func constantFeature() -> Int {
    if let constantAtom { return constantAtom }
    let one = graph.integer(1)
    atoms.append(
      NodeState(
        kernel: KernelEntries(ii: one, jj: one, ij: one), tangent: zero, means: (one, one)))
    constantAtom = atoms.count - 1
    return atoms.count - 1
  }

  /// A part with a weight that is a number.
  private func weighted(_ part: Part) -> Weighted {
    let state = state(of: part.feature)
    switch part.weight {
    case .number(let number): return (number, state)
    case .function(let function): return (1, state.scaled(by: function))
    }
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
    if skips.count <= 1 {
      return skips.map { (weight: .number($0.scale), feature: .node($0.node)) }
    }
    var rest = Combination()
    for skip in skips { rest.add(.number(skip.scale), of: combination(of: skip.node)) }
    var result: [Part] = []
    let largestFirst = skips.sorted {
      (combination(of: $0.node).count, $1.node) > (combination(of: $1.node).count, $0.node)
    }
    for (node, scale) in largestFirst {
      let whole = combination(of: node)
      if whole.count > 1, let factor = rest.extract(whole, expected: scale) {
        result.append((factor, .node(node)))
      }
    }
    return result + rest.atoms.map { (weight: $0.weight, feature: .atom($0.atom)) }
  }

  /// The node as a combination of atoms, worked out from its parts.
  private mutating func combination(of node: Int) -> Combination {
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
      var combination = Combination()
      for (weight, feature) in parts[next] {
        switch feature {
        case .atom(let atom): combination.add(weight, of: atom)
        case .node(let inner):
          if let inner = combinations[inner] { combination.add(weight, of: inner) }
        }
      }
      combinations[next] = combination
    }
    return combinations[node] ?? Combination()
  }

  /// The product of two means; those of a node's edges are wanted at every node that they reach.
  private mutating func product(_ i: Expression, _ j: Expression) -> Expression {
    let pair = MeanPair(i: i.id, j: j.id)
    if let known = meanProducts[pair] { return known }
    let product = i * j
    meanProducts[pair] = product
    return product
  }

  private typealias Weighted = (weight: Rational, state: NodeState)
  private typealias Means = (i: Expression, j: Expression)
  /// Features with the same mean, with the sum of their weights and that of the weights' squares.
  private typealias MeanGroup = (means: Means, sum: Rational, squares: Rational)

  /// The mean of Σ w_p X_p, and the features by their means: of several edges that leave one node they
  /// are mostly the same.
  private func means(of features: [Weighted]) -> (total: Means, groups: [MeanGroup]) {
    var groups: [MeanPair: MeanGroup] = [:]
    for (weight, state) in features where !(state.means.i.isZero && state.means.j.isZero) {
      let key = MeanPair(i: state.means.i.id, j: state.means.j.id)
      groups[key, default: (state.means, 0, 0)].sum += weight
      groups[key, default: (state.means, 0, 0)].squares += weight * weight
    }
    let sorted = groups.sorted { ($0.key.i, $0.key.j) < ($1.key.i, $1.key.j) }.map(\.value)
    let total = (
      i: graph.sum(sorted.map { ($0.sum, $0.means.i) }).keptWhole,
      j: graph.sum(sorted.map { ($0.sum, $0.means.j) }).keptWhole
    )
    return (total, sorted)
  }

  /// The kernel of Σ w_p X_p, or of Σ w_p (X_p − M_p), for features without a common atom:
  /// ⟨X_p, X_q⟩ = M_p(i)·M_q(j) for p ≠ q.
  private mutating func sum(of features: [Weighted], isCentred: Bool = false) -> NodeState {
    if features.count == 1, features[0].weight == 1, !isCentred { return features[0].state }
    let (total, means) = means(of: features)
    func cross(
      _ left: (Means) -> Expression, _ right: (Means) -> Expression
    ) -> [(Rational, Expression)] {
      if isCentred {
        // What is left of the products of means are the features' own.
        return means.map { (-$0.squares, product(left($0.means), right($0.means))) }
      }
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
      of: features.map { ($0.weight * $0.weight, $0.state) },
      means: isCentred ? (zero.ij, zero.ij) : total,
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

  /// The state of the atom that a parameterised edge makes of its source; nil where that is 0 because the
  /// pre-activations are.
  private mutating func atom(
    of edge: NetworkGraph.Edge, _ layer: EdgeOperation.Layer, from source: NodeState
  ) throws(CompositionError) -> NodeState? {
    if layer.biasVariance.isZero, source.kernel.isZero, layer.activation.isZeroWithoutVariance {
      return nil
    }
    let key = AtomKey(source: edge.source, layer: layer)
    if let known = made[key] { return known }
    let state = try newAtom(of: edge, layer, from: source)
    made[key] = state
    return state
  }

  /// √c·σ(√w·W X + √b·β): pre-activations have the covariance A = wK + b, and where W and β are trained
  /// the tangent part is T = c·E[σ′σ′] ∘ (wK + b + wT).
  private mutating func newAtom(
    of edge: NetworkGraph.Edge, _ layer: EdgeOperation.Layer, from source: NodeState
  ) throws(CompositionError) -> NodeState {
    let activation: any DualActivation
    switch layer.activation.dual {
    case .success(let known): activation = known
    case .failure:
      let names = network.nodeNames
      throw .unknownActivation(
        layer.activation, edge: "\(names[edge.source]) → \(names[edge.target])")
    }
    func affine(_ kernel: KernelEntries) -> KernelEntries {
      layer.hasPlainWeights
        ? kernel
        : kernel.map {
          graph.sum([(layer.weightVariance, $0)], constant: layer.biasVariance).keptWhole
        }
    }
    let a = affine(source.kernel)
    // By convention features of 0 everywhere stay 0; those of one input alone have no such excuse.
    if activation.kernelNeedsVariance, a.ii.isZero != a.jj.isZero {
      let names = network.nodeNames
      throw .needsVariance(layer.activation, edge: "\(names[edge.source]) → \(names[edge.target])")
    }
    if !layer.hasPlainWeights {
      intermediates += [
        (.aii, a.ii, edge.source), (.ajj, a.jj, edge.source), (.aij, a.ij, edge.source),
      ]
    }
    let image = activation.kernel(of: a, variance: layer.variance)
    intermediates +=
      image.ii.quantities.map { (.fii, $0, edge.source) }
      + image.jj.quantities.map { (.fjj, $0, edge.source) }
      + image.ij.quantities.map { (.fij, $0, edge.source) }
    func mean(_ diagonal: Expression) -> Expression {
      rule == .exact ? activation.mean(diagonal: diagonal, variance: layer.variance) : zero.ij
    }
    let tangent = (hasTangent ? source.ntk : nil).flatMap { whole in
      activation.derivativeKernel(of: a, variance: layer.variance).map { slope in
        slope.combined(with: affine(whole)) { $0 * $1 }
      }
    }
    return NodeState(kernel: image, tangent: tangent, means: (mean(a.ii), mean(a.jj)))
  }
}

extension KernelEntries {
  /// Whether every entry is the number 0.
  fileprivate var isZero: Bool { ii.isZero && jj.isZero && ij.isZero }
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
