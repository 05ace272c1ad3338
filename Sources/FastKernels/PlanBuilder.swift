/// Translates a network, node by node, into the instructions of a ``PropagationPlan``.
///
/// Under the variance-only rule a node is a multiple of one value. Under the exact rule it is a
/// combination Σ c_a φ_a of atoms, the input and one per parameterised edge; with centred atoms
/// ⟨φ_a, φ_b⟩ − mean_a mean_b = 0 for a ≠ b, so that K = Σ c_a²·(K_a − m_a m_aᵀ) + M Mᵀ with
/// M = Σ c_a m_a, and K is a value only where something reads it.
struct PlanBuilder {
  private typealias Combination = PropagationPlan.Combination

  private struct Atom {
    /// The value and the factor that make the centred kernel.
    var value: Int
    var weight: PlanWeight
    /// The value whose roots, times the factor, make the mean; nil for mean 0.
    var mean: (value: Int, weight: PlanWeight)?
  }

  let network: FastNetwork
  let rule: FastRule
  private(set) var instructions: [PropagationPlan.Instruction] = []
  private var atoms: [Atom] = []
  /// The exact rule's combinations by node, coefficients by atom.
  private var combinations: [[Int: PlanWeight]]
  /// The multiples of a value that nodes are; under the exact rule made when needed.
  private var multiples: [(value: Int, weight: PlanWeight)?]
  /// The activation of each value that has one.
  private var activations: [Int: Int] = [:]

  init(network: FastNetwork, rule: FastRule) {
    self.network = network
    self.rule = rule
    combinations = Array(repeating: [:], count: network.nodeCount)
    multiples = Array(repeating: nil, count: network.nodeCount)
  }

  mutating func run() throws(PlanError) {
    let input = append(.input(centred: rule == .exact))
    if rule == .exact {
      atoms = [Atom(value: input, weight: .one)]
      combinations[network.input] = [0: .one]
    } else {
      multiples[network.input] = (input, .one)
    }
    let useful = nodesOnPaths
    guard useful[network.input] else { throw PlanError("no path leads to the output") }
    var incoming: [[FastNetwork.Edge]] = Array(repeating: [], count: network.nodeCount)
    for edge in network.edges where useful[edge.source] && useful[edge.target] {
      incoming[edge.target].append(edge)
    }
    for node in 0..<network.nodeCount where useful[node] && node != network.input {
      if rule == .exact { combine(incoming[node], at: node) } else { add(incoming[node], at: node) }
    }
    if rule == .exact && combinations[network.output].isEmpty {
      throw PlanError("the output's kernel is 0: the skips cancel")
    }
    let output = multiple(of: network.output)
    append(.combine(Combination(terms: [output], mean: nil)))
    for case .combine(let combination) in instructions {
      let mean = combination.mean?.terms.map(\.weight) ?? []
      guard (combination.terms.map(\.weight) + mean).allSatisfy(\.isInRange) else {
        throw PlanError(
          "a product of scales and variances is beyond 2^±400, or skips cancel up to rounding")
      }
    }
  }

  /// For each node whether it lies on a path from input to output.
  private var nodesOnPaths: [Bool] {
    var reached = Array(repeating: false, count: network.nodeCount)
    var leads = reached
    reached[network.input] = true
    leads[network.output] = true
    for edge in network.edges where reached[edge.source] { reached[edge.target] = true }
    for edge in network.edges.reversed() where leads[edge.target] { leads[edge.source] = true }
    return zip(reached, leads).map { $0 && $1 }
  }

  @discardableResult
  private mutating func append(_ instruction: PropagationPlan.Instruction) -> Int {
    instructions.append(instruction)
    return instructions.count - 1
  }

  /// The activation of a value, without the factor c/2: one, whatever number of edges has it.
  private mutating func activation(of value: Int) -> Int {
    if let known = activations[value] { return known }
    let result = append(.activate(value, centred: rule == .exact))
    activations[value] = result
    return result
  }

  /// The variance-only rule: kernels of incoming edges add.
  private mutating func add(_ edges: [FastNetwork.Edge], at node: Int) {
    var terms: [Int: PlanWeight] = [:]
    for edge in edges {
      guard let source = multiples[edge.source] else { continue }
      let term: (value: Int, weight: PlanWeight)
      switch edge.operation {
      case .skip(let scale): term = (source.value, source.weight * (number(scale) * number(scale)))
      case .linear(let variance): term = (source.value, source.weight * number(variance))
      case .relu(let variance):
        // The kernel map is homogeneous: a multiple of a value has that multiple of its activation.
        term = (activation(of: source.value), source.weight * number(variance / 2))
      }
      terms[term.value] = terms[term.value].map { $0 + term.weight } ?? term.weight
    }
    let sorted = terms.sorted { $0.key < $1.key }.map { (value: $0.key, weight: $0.value) }
    if sorted.isEmpty { return }
    multiples[node] =
      sorted.count == 1
      ? sorted[0] : (append(.combine(Combination(terms: sorted, mean: nil))), .one)
  }

  /// The exact rule: nodes are combinations of atoms.
  private mutating func combine(_ edges: [FastNetwork.Edge], at node: Int) {
    var combination: [Int: PlanWeight] = [:]
    for edge in edges where !combinations[edge.source].isEmpty {
      switch edge.operation {
      case .skip(let scale):
        for (atom, coefficient) in combinations[edge.source] {
          let more = number(scale) * coefficient
          combination[atom] = combination[atom].map { $0 + more } ?? more
        }
      case .linear(let variance):
        let source = multiple(of: edge.source)
        combination[atoms.count] = .one
        atoms.append(Atom(value: source.value, weight: source.weight * number(variance)))
      case .relu(let variance):
        let source = multiple(of: edge.source)
        let weight = source.weight * number(variance / 2)
        let mean = weight.root * PlanBuilder.rootOfInversePi
        combination[atoms.count] = .one
        atoms.append(
          Atom(
            value: activation(of: source.value), weight: weight, mean: (source.value, mean)))
      }
    }
    combinations[node] = combination.filter { !$0.value.isExactlyZero }
  }

  /// √(1/π): π, the quotient and the root are each rounded.
  private static let rootOfInversePi = PlanWeight(
    value: (1 / Double.pi).squareRoot(), roundings: 3)

  /// A scale, variance or half of one.
  private func number(_ value: Double) -> PlanWeight {
    PlanWeight(value: value, roundings: network.isRounded ? 1 : 0)
  }

  /// The node's kernel as a multiple of a value, which is made here where it is not there yet.
  private mutating func multiple(of node: Int) -> (value: Int, weight: PlanWeight) {
    if let known = multiples[node] { return known }
    var terms: [Int: PlanWeight] = [:]
    var mean = PropagationPlan.Mean(input: nil, terms: [])
    for (atom, coefficient) in combinations[node].sorted(by: { $0.key < $1.key }) {
      let square = coefficient * coefficient * atoms[atom].weight
      let value = atoms[atom].value
      terms[value] = terms[value].map { $0 + square } ?? square
      if atom == 0 { mean.input = coefficient }
      if let own = atoms[atom].mean { mean.terms.append((own.value, coefficient * own.weight)) }
    }
    let sorted = terms.sorted { $0.key < $1.key }.map { (value: $0.key, weight: $0.value) }
    let result = (
      value: append(.combine(Combination(terms: sorted, mean: mean))), weight: PlanWeight.one
    )
    multiples[node] = result
    return result
  }
}
