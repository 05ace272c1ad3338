import KernelVocabulary

/// Translates a network, node by node, into the instructions of a ``PropagationPlan``.
///
/// Under the variance-only rule a node is a multiple of one value. Under the exact rule it is a
/// combination Σ c_a φ_a of atoms, the input and one per parameterised edge, of which two different
/// ones have ⟨φ_a, φ_b⟩ = m_a m_bᵀ, so that K = Σ c_a²·(K_a − m_a m_aᵀ) + M Mᵀ with M = Σ c_a m_a.
/// It is a multiple of a value where it has one atom, and made one only where something reads it.
struct PlanBuilder {
  private typealias Combination = PropagationPlan.Combination

  private struct Atom {
    /// The value and the factor that make the kernel.
    var value: Int
    var weight: PlanWeight
    /// What is removed from the value to make it the kernel of centred features; nil for mean 0.
    var centre: PropagationPlan.Term.Centre?
    /// The value whose roots, times the factor, make the mean; nil for mean 0 and for the input.
    var mean: (value: Int, weight: PlanWeight)?
  }

  let network: FastNetwork
  let rule: PropagationRule
  private(set) var instructions: [PropagationPlan.Instruction] = []
  private var atoms: [Atom] = []
  /// The exact rule's combinations by node, coefficients by atom.
  private var combinations: [[Int: PlanWeight]]
  /// The multiples of a value that nodes are; under the exact rule made when needed.
  private var multiples: [(value: Int, weight: PlanWeight)?]
  /// The activation of each value that has one.
  private var activations: [Int: Int] = [:]

  init(network: FastNetwork, rule: PropagationRule) {
    self.network = network
    self.rule = rule
    combinations = Array(repeating: [:], count: network.nodeCount)
    multiples = Array(repeating: nil, count: network.nodeCount)
  }

  mutating func run() throws(PlanError) {
    guard rule != .exactWithoutMeans else {
      throw PlanError("the rule \(rule.rawValue) has no fast path; variance-only and exact have")
    }
    let input = append(.input)
    if rule == .exact {
      atoms = [Atom(value: input, weight: .one, centre: .input)]
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
    if output.value != instructions.count - 1 || output.weight != .one
      || instructions[output.value].isNormalised
    {
      append(
        .combine(
          Combination(terms: [.init(value: output.value, weight: output.weight)], mean: nil)))
    }
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
    let result = append(.activate(value))
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
    let sorted = terms.sorted { $0.key < $1.key }
    if sorted.count == 1 {
      multiples[node] = (sorted[0].key, sorted[0].value)
    } else if !sorted.isEmpty {
      let combination = Combination(
        terms: sorted.map { .init(value: $0.key, weight: $0.value) }, mean: nil)
      multiples[node] = (append(.combine(combination)), .one)
    }
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
            value: activation(of: source.value), weight: weight,
            centre: .activation(of: source.value), mean: (source.value, mean)))
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
    let members = combinations[node].sorted { $0.key < $1.key }
    let result: (value: Int, weight: PlanWeight)
    if members.count == 1 {
      let atom = atoms[members[0].key]
      result = (atom.value, members[0].value * members[0].value * atom.weight)
    } else {
      var terms: [PropagationPlan.Term] = []
      var mean = PropagationPlan.Mean(input: nil, terms: [])
      for (index, coefficient) in members {
        let atom = atoms[index]
        let square = coefficient * coefficient * atom.weight
        if let known = terms.firstIndex(where: {
          $0.value == atom.value && $0.centre == atom.centre
        }) {
          terms[known].weight = terms[known].weight + square
        } else {
          terms.append(.init(value: atom.value, weight: square, centre: atom.centre))
        }
        if index == 0 { mean.input = coefficient }
        if let own = atom.mean { mean.terms.append((own.value, coefficient * own.weight)) }
      }
      result = (append(.combine(Combination(terms: terms, mean: mean))), .one)
    }
    multiples[node] = result
    return result
  }
}
