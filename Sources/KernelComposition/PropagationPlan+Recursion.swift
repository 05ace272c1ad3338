import ArcCosineKernels
import ExactArithmetic
import FastKernels
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

extension PropagationPlan {
  /// A kernel of `network` under one rule, made ready for whole matrices.
  ///
  /// The plan is the network's recursion, step by step, with each of its numbers rounded to the nearest
  /// `Double`; bounds hold for the exact ones. Propagated are skips, linear and ReLU edges.
  ///
  ///     let plan = try PropagationPlan(NetworkGraph(parsing: "2_21_112"), rule: .exact)
  ///     var matrix = [1, 0.5, 0.5, 1]
  ///     let error = matrix.withUnsafeMutableBufferPointer { plan.propagate(inPlace: $0, count: 2) }
  ///
  /// Throws where an edge has another activation or is not meant literally (a convolution, a pooling),
  /// where the kernel is 0, because no path leads from the input to the output or because skips cancel,
  /// and where a number is beyond 2^±400.
  public init(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel = .nngp
  ) throws(PlanError) {
    for edge in network.edges {
      let name = "edge \(network.nodeNames[edge.source]) → \(network.nodeNames[edge.target])"
      if let label = edge.label {
        throw PlanError("\(name): '\(label)' has no kernel here; only paths are known of it")
      }
      if case .parameterised(let layer) = edge.operation, layer.activation != .relu,
        layer.activation != .identity
      {
        throw PlanError("\(name): \(layer.activation) is not propagated; relu and identity are")
      }
    }
    guard network.isConnected else { throw PlanError("no path leads to the output") }
    let entries: KernelEntries
    do {
      let kernels = try NetworkKernels(
        network, inputs: .symbolic(in: ExpressionGraph()), rule: rule)
      guard let chosen = kernel == .nngp ? kernels.nngp : kernels.ntk else {
        throw PlanError("an activation of this network has no tangent kernel")
      }
      entries = chosen
    } catch let error as PlanError {
      throw error
    } catch {
      throw PlanError("\(error)")
    }
    if entries.ii.isZero { throw PlanError("the output's kernel is 0: the skips cancel") }
    self = try PlanBuilder.plan(of: SeparatedEntry(entries))
  }
}

/// Translates a separated entry, node by node, into the steps of a plan.
private struct PlanBuilder {
  let graph: ExpressionGraph
  private var rows: [PropagationPlan.RowStep] = []
  private var pairs: [PropagationPlan.PairStep] = []
  private var knownRows: [PropagationPlan.RowStep: Int] = [:]
  private var knownPairs: [PropagationPlan.PairStep: Int] = [:]
  private var rowOfNode: [NodeID: Int] = [:]
  private var pairOfNode: [NodeID: Int] = [:]
  /// Which row step each row function of the entry is, by the name of its variable.
  private var rowOfVariable: [String: (row: Int, side: SeparatedEntry.Side)] = [:]
  /// The nodes without variables.
  private var constants: Set<NodeID> = []

  private init(_ expressions: [Expression], graph: ExpressionGraph) {
    self.graph = graph
    for id in graph.reachable(from: expressions.map(\.id)) {
      if case .variable = graph[id] { continue }
      if graph[id].children.allSatisfy(constants.contains) { constants.insert(id) }
    }
  }

  static func plan(of entry: SeparatedEntry) throws(PlanError) -> PropagationPlan {
    var builder = PlanBuilder(
      entry.rows + [entry.diagonal, entry.pair], graph: entry.pair.graph)
    for (index, function) in entry.rows.enumerated() {
      let row = try builder.row(of: function)
      for side in [SeparatedEntry.Side.i, .j] {
        builder.rowOfVariable[SeparatedEntry.variable(index, side)] = (row, side)
      }
    }
    let diagonal = try builder.row(of: entry.diagonal)
    let result = try builder.pair(of: entry.pair)
    if result != builder.pairs.count - 1 {
      // The result is the last step: a copy, where it was needed before.
      builder.pairs.append(
        .sum([.init(weight: try builder.number(1), row: nil, column: nil, pair: result)]))
    }
    return PropagationPlan(rows: builder.rows, pairs: builder.pairs, diagonal: diagonal)
  }

  // MARK: Expressions as sums of monomials

  private typealias Factor = (base: NodeID, exponent: Rational)
  private typealias Monomial = (coefficient: Rational, factors: [Factor])

  /// A node as a sum of monomials in nodes that are none.
  private func monomials(of id: NodeID) -> [Monomial] {
    func monomial(_ coefficient: Rational, _ base: NodeID) -> Monomial {
      if case .product(let factors) = graph[base] {
        return (coefficient, factors.map { ($0.base, $0.exponent) })
      }
      return (coefficient, [(base, 1)])
    }
    switch graph[id] {
    case .rational(let value): return [(value, [])]
    case .sum(let constant, let terms):
      return (constant.isZero ? [] : [(constant, [])])
        + terms.map { monomial($0.coefficient, $0.base) }
    default: return [monomial(1, id)]
    }
  }

  /// The nodes that need steps of their own for `root` to have one, children first.
  private func needed(for root: NodeID, isKnown: (NodeID) -> Bool) -> [NodeID] {
    var seen: Set<NodeID> = [root]
    var pending = [root]
    while let id = pending.popLast() {
      for child in operands(of: id) where !isKnown(child) && seen.insert(child).inserted {
        pending.append(child)
      }
    }
    return seen.sorted()
  }

  private func operands(of id: NodeID) -> [NodeID] {
    switch graph[id] {
    case .rational, .pi, .variable: []
    case .apply(_, let argument), .quantity(let argument): [argument]
    case .expectation(_, let arguments): arguments
    case .sum, .product: monomials(of: id).flatMap { $0.factors.map(\.base) }
    }
  }

  // MARK: Numbers

  /// The nearest `Double` of a rational number.
  private func number(_ value: Rational) throws(PlanError) -> PlanNumber {
    let nearest = value.nearestDouble
    return try inRange(
      PlanNumber(value: nearest, isExact: Rational(exactly: nearest) == value), "\(value)")
  }

  /// The number coefficient · Π factors of constants.
  private func number(
    _ coefficient: Rational, times factors: [Factor]
  ) throws(PlanError) -> PlanNumber {
    if factors.isEmpty { return try number(coefficient) }
    let form =
      coefficient
      * graph.product(
        factors.map { (Expression(graph: graph, id: $0.base), $0.exponent) })
    if let value = form.rationalValue { return try number(value) }
    let program = Program([form], inputs: [])
    for precision in Ziv(from: Precision(96), through: Precision(4096)) {
      let value = program.evaluate([], precision: precision)[0]
      let (low, high) = (
        value.lower.double(rounding: .nearestEven), value.upper.double(rounding: .nearestEven)
      )
      if low == high {
        return try inRange(
          PlanNumber(value: low, isExact: false), form.written(by: TextPrinter()) ?? "")
      }
    }
    throw PlanError("the number \(form.written(by: TextPrinter()) ?? "") could not be rounded")
  }

  private func inRange(_ number: PlanNumber, _ text: String) throws(PlanError) -> PlanNumber {
    if number.isInRange { return number }
    throw PlanError("a product of scales and variances is beyond 2^±400: \(text)")
  }

  // MARK: Rows

  private mutating func row(of function: Expression) throws(PlanError) -> Int {
    for id in needed(for: function.id, isKnown: { rowOfNode[$0] != nil || constants.contains($0) })
    where rowOfNode[id] == nil {
      rowOfNode[id] = try newRow(id)
    }
    return rowOfNode[function.id] ?? 0
  }

  private mutating func newRow(_ id: NodeID) throws(PlanError) -> Int {
    switch graph[id] {
    case .variable(let name): return append(name == "Kii" ? .squaredNorm : .mean)
    case .quantity(let value): return rowOfNode[value] ?? 0
    case .apply, .expectation: throw unsupported(id)
    case .rational, .pi, .sum, .product:
      var terms: [PropagationPlan.RowTerm] = []
      for monomial in monomials(of: id) {
        var powers: [PropagationPlan.RowPower] = []
        for factor in monomial.factors where !constants.contains(factor.base) {
          powers.append(try power(rowOfNode[factor.base] ?? 0, factor.exponent, in: id))
        }
        terms.append(
          .init(
            weight: try number(
              monomial.coefficient,
              times: monomial.factors.filter { constants.contains($0.base) }),
            powers: powers.sorted { $0.row < $1.row }))
      }
      return append(.sum(terms))
    }
  }

  private func power(
    _ row: Int, _ exponent: Rational, in id: NodeID
  ) throws(PlanError) -> PropagationPlan.RowPower {
    guard let halves = (2 * exponent).asInt else { throw unsupported(id) }
    return PropagationPlan.RowPower(row: row, halves: halves)
  }

  private mutating func append(_ step: PropagationPlan.RowStep) -> Int {
    if let known = knownRows[step] { return known }
    rows.append(step)
    knownRows[step] = rows.count - 1
    return rows.count - 1
  }

  /// The product of powers as a row step; nil for the empty one.
  private mutating func product(
    _ powers: [PropagationPlan.RowPower]
  ) throws(PlanError) -> Int? {
    guard let first = powers.first else { return nil }
    if powers.count == 1 && first.halves == 2 { return first.row }
    return append(
      .sum([.init(weight: try number(1), powers: powers.sorted { $0.row < $1.row })]))
  }

  // MARK: Pairs

  private mutating func pair(of entry: Expression) throws(PlanError) -> Int {
    let isLeaf = { (id: NodeID) in
      if case .variable(let name) = graph[id] { return rowOfVariable[name] != nil }
      return constants.contains(id)
    }
    for id in needed(for: entry.id, isKnown: isLeaf) { pairOfNode[id] = try newPair(id) }
    return pairOfNode[entry.id] ?? 0
  }

  private mutating func append(_ step: PropagationPlan.PairStep) -> Int {
    if let known = knownPairs[step] { return known }
    pairs.append(step)
    knownPairs[step] = pairs.count - 1
    return pairs.count - 1
  }

  private mutating func newPair(_ id: NodeID) throws(PlanError) -> Int {
    switch graph[id] {
    case .variable: return append(.kernel)
    case .quantity(let value): return pairOfNode[value] ?? 0
    case .expectation: throw unsupported(id)
    case .rational, .pi, .sum, .product:
      var terms: [PropagationPlan.PairTerm] = []
      for monomial in monomials(of: id) { terms.append(try term(monomial, in: id)) }
      return append(.sum(terms))
    case .apply(let function, let argument):
      switch function {
      case .kappa(0): return append(.kappa0(pairOfNode[argument] ?? 0))
      case .kappa(1): return append(.kappa1(pairOfNode[argument] ?? 0))
      case .defined(.correlation):
        let monomials = monomials(of: argument)
        return append(
          .correlation(
            monomials.count == 1
              ? try term(monomials[0], in: argument)
              : .init(weight: try number(1), row: nil, column: nil, pair: pairOfNode[argument])))
      default: throw unsupported(id)
      }
    }
  }

  private mutating func term(
    _ monomial: Monomial, in id: NodeID
  ) throws(PlanError) -> PropagationPlan.PairTerm {
    var numbers: [Factor] = []
    var powers: [SeparatedEntry.Side: [PropagationPlan.RowPower]] = [:]
    var pair: Int?
    for factor in monomial.factors {
      if constants.contains(factor.base) {
        numbers.append(factor)
      } else if case .variable(let name) = graph[factor.base], let known = rowOfVariable[name] {
        powers[known.side, default: []].append(try power(known.row, factor.exponent, in: id))
      } else {
        guard let exponent = factor.exponent.asInt, exponent > 0 else { throw unsupported(id) }
        for _ in 0..<exponent {
          let operand = pairOfNode[factor.base] ?? 0
          pair = pair.map { append(.product($0, operand)) } ?? operand
        }
      }
    }
    return .init(
      weight: try number(monomial.coefficient, times: numbers),
      row: try product(powers[.i] ?? []), column: try product(powers[.j] ?? []), pair: pair)
  }

  private func unsupported(_ id: NodeID) -> PlanError {
    PlanError(
      "not propagated: \(Expression(graph: graph, id: id).written(by: TextPrinter()) ?? "a large expression")"
    )
  }
}
