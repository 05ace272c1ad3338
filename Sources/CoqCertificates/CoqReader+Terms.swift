import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

// Derivatives, iterates, and networks that terms make of others.
extension CoqReader {
  /// The largest order of a derivative.
  private static let largestOrder = 40

  /// `d(term, x)`, `d(term, x, n)`; with a variable of the term's own and a point `d(term, t: a)`,
  /// `d(term, t: a, n)`.
  mutating func derivative(
    _ values: [CoqExpression], isAtPoint: Bool, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    var body = values[0]
    let local: Int
    var point = values[1]
    switch values[1] {
    case .local(let number) where isAtPoint:
      local = number
      point = values[2]
    case .variable(let index) where !isAtPoint:
      localCount += 1
      local = localCount
      let own = local
      body = body.replacing(variable: { $0 == index ? .local(own) : .variable($0) })
    default:
      throw term.error("a Coq certificate differentiates by a real variable", item.range)
    }
    let last = values.count > (isAtPoint ? 3 : 2) ? values[values.count - 1].number?.asInt : 1
    guard let order = last, (0...Self.largestOrder).contains(order) else {
      throw term.error("the order of a derivative is a whole number", item.range)
    }
    guard body.named.isEmpty, !point.hasLocal, !body.hasSequence,
      !body.replacing(local: { $0 == local ? .pi : .local($0) }).hasLocal
    else {
      throw term.error("a Coq certificate has no derivatives within derivatives", item.range)
    }
    let isOfEntries = !body.contains {
      if case .network(let quantity, _, _) = $0 { !quantity.isEntry } else { false }
    }
    guard isOfEntries else {
      throw term.error(
        "a Coq certificate has derivatives of Kii and Kij, not of other functions of networks",
        item.range)
    }
    let key = CoqDerivative(name: "", term: body, local: local, order: order, point: point)
    let derivatives = named.compactMap { named -> CoqDerivative? in
      if case .derivative(let derivative) = named { derivative } else { nil }
    }
    if let known = derivatives.first(where: { $0.isSame(as: key) }) {
      return .named(.derivative(known))
    }
    let new = CoqDerivative(
      name: "derivative_\(derivatives.count + 1)", term: body, local: local, order: order,
      point: point)
    named.append(.derivative(new))
    return .named(.derivative(new))
  }

  /// A function of a network for inputs that are given by their second moments, and means.
  mutating func quantity(
    _ function: NetworkFunction, of network: CoqNetwork, _ rule: PropagationRule,
    for inputs: [CoqExpression], _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    guard !network.isBound, let kind = CoqPairQuantity.Kind(function.rawValue),
      inputs.allSatisfy({ $0.named.isEmpty && !$0.hasLocal && !$0.hasSequence && !$0.hasNetwork })
    else {
      throw term.error("this quantity of a network has no form in a Coq certificate", item.range)
    }
    if case .mean = kind, rule != .exact { return .integer(0) }
    let new = CoqPairQuantity(
      name: "", kind: kind, rule: rule, network: network,
      inputs: inputs.count == 3 ? inputs + [.integer(0), .integer(0)] : inputs)
    var count = 0
    for case .quantity(let known) in named {
      if known == new.with(name: known.name) { return .named(.quantity(known)) }
      count += 1
    }
    let quantity = CoqNamed.quantity(new.with(name: "quantity_\(count + 1)"))
    named.append(quantity)
    return .named(quantity)
  }

  /// `iterate(map, t: start, count)`; `count` more than k times where it is said of every k.
  func iterate(
    _ map: CoqExpression, _ variable: CoqExpression, _ start: CoqExpression, _ count: Int?,
    isEvery: Bool, _ item: Term.Item, in term: Term
  ) throws(SyntaxError) -> CoqExpression {
    guard case .local(let number) = variable, let count, (0...Self.deepest).contains(count),
      map.named.isEmpty, !map.hasKernelOfLocal
    else { throw term.error("this iteration has no form in the Coq library", item.range) }
    let plain = map.replacing(local: { $0 == number ? .local(0) : .local($0) })
    if isEvery {
      guard !start.hasLocal, !start.hasSequence, !map.hasSequence,
        !plain.replacing(local: { $0 == 0 ? .pi : .local($0) }).hasLocal
      else { throw term.error("this iteration has no form in the Coq library", item.range) }
    }
    var value = isEvery ? .sequence(.iterates(plain, local: 0, of: start)) : start
    var size = 1
    let own = map.size
    for _ in 0..<count {
      size *= max(1, own)
      let inner = value
      value = map.replacing(local: { $0 == number ? inner : .local($0) })
      guard value.size <= Self.largestSize else {
        throw term.error("written out, this iteration is too large", item.range)
      }
    }
    return value
  }

  /// The network that `dag - e`, `dag + e` or `node(dag, j)` makes of another; nil where the operation is
  /// none on networks.
  func changedNetwork(
    _ item: Term.Item, _ operands: [Value], in term: Term
  ) throws(SyntaxError) -> Value? {
    let graph: NetworkGraph
    var bound: String?
    switch operands[0] {
    case .network(let known, nil, _): graph = known
    case .name(let name):
      guard let known = networks[name] else { return nil }
      graph = known
      bound = isFixed ? nil : name
    case .text(let text):
      guard let known = try? NetworkGraph(parsing: text) else { return nil }
      graph = known
    default: return nil
    }
    var changed: NetworkGraph?
    switch (item.operation, operands[1]) {
    case (.subtract, .name(let name)):
      guard let edge = edges[name] else { return nil }
      changed = graph.removing(edge)
    case (.add, .name(let name)):
      guard let edge = edges[name] else { return nil }
      changed = graph.adding(edge)
    case (.call, .text(let node)):
      if let bound, let number = Int(node) { return .network(graph, bound: bound, nodes: number) }
      changed = graph.upToNode(node)
    default: return nil
    }
    guard let changed, bound == nil else {
      throw term.error("this network has no form in a Coq certificate", item.range)
    }
    return .network(changed, bound: nil, nodes: nil)
  }
}

extension CoqDerivative {
  /// Whether both are the same but for their names.
  fileprivate func isSame(as other: CoqDerivative) -> Bool {
    order == other.order && point == other.point
      && term.replacing(local: { $0 == local ? .local(0) : .local($0) })
        == other.term.replacing(local: { $0 == other.local ? .local(0) : .local($0) })
  }
}
