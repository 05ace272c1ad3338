import ArcCosineKernels
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// What terms mean: expressions of one graph in the real variables, with the networks fixed, or left
/// open while a statement is being read.
final class Meaning {
  /// A network as a term names it.
  private enum Reference: Hashable {
    case bound(String)
    case text(String)
  }

  /// The network itself and not its name, which stands for one network after the other.
  private struct KernelKey: Hashable {
    let network: NetworkGraph
    let correlation: NodeID
    let rule: PropagationRule
  }

  private struct ConditionKey: Hashable {
    let argument: NodeID
    let domain: Domain
  }

  /// How many nodes a recursion may have, written out, to be read as a closed form.
  private static let largestClosedForm = 500

  let graph = ExpressionGraph()
  /// Checks terms, and knows the names that are bound and the networks that terms name by their texts.
  private(set) var checker: TermChecker
  /// Under which conditions all terms read so far are defined, those left out that hold on the
  /// variables' whole intervals.
  private(set) var conditions: [DomainCondition] = []

  /// What the variables with finitely many values are.
  var choices: [String: Choice]
  /// How many choices have been made for variables behind the real ones.
  var innerChoices = 0
  /// Whether ``choices`` leaves networks open.
  private let isOpen: Bool
  private let source: String
  private var seen: Set<ConditionKey> = []
  private var kernels: [KernelKey: NetworkKernels] = [:]
  /// Networks that terms make of others, by their texts.
  private var edited: [String: NetworkGraph] = [:]

  /// - Parameter choices: what the variables with finitely many values are; nil leaves them open, gives
  ///   functions of networks values of which nothing is known, and takes the first of all integers.
  init(_ checker: TermChecker, source: String, choices: [String: Choice]? = nil) {
    self.checker = checker
    self.source = source
    self.choices = choices ?? [:]
    isOpen = choices == nil
  }

  private var integers: [String: Int] {
    var integers: [String: Int] = [:]
    for (name, domain) in checker.domains {
      guard case .integers(let range) = domain else { continue }
      if case .integer(let value)? = choices[name] {
        integers[name] = value
      } else if isOpen {
        integers[name] = range.lowerBound
      }
    }
    return integers
  }

  private lazy var reader = TermReader(
    graph: graph, library: .kernels,
    special: Dictionary(
      uniqueKeysWithValues: NetworkFunction.allCases.map { function in
        (
          function.rawValue,
          {
            [unowned self] (arguments: [TermReader.Value], range: Range<Int>) throws(SyntaxError)
              -> Expression in
            try value(of: function, arguments, range)
          }
        )
      }),
    meaning: { [unowned self] name in
      guard case .real(let interval)? = checker.domains[name] else { return .name(name) }
      // Equations hold on intervals, where both sides are continuous: one value is put in.
      return .expression(
        interval.lower == interval.upper ? graph.rational(interval.lower) : graph.variable(name))
    })

  /// What is known of the variables' signs.
  private(set) lazy var signs: [String: KnownSign] = checker.domains.compactMapValues { domain in
    guard case .real(let interval) = domain else { return nil }
    return interval.lower.signum >= 0
      ? .nonnegative : interval.upper.signum <= 0 ? .nonpositive : nil
  }

  /// The expression of a term, or what is wrong with it.
  func read(_ term: Term) throws(SyntaxError) -> Expression {
    let expanded = try term.expanded(integers: integers, texts: NetworkTemplate.functions)
    try checker.check(expanded)
    let read = try reader.read(withEditedNetworks(expanded))
    for condition in read.conditions { add(condition) }
    return read.expression
  }

  private func add(_ condition: DomainCondition) {
    if case .variable(let name) = condition.argument.node,
      case .real(let interval)? = checker.domains[name], interval.isContained(in: condition.domain)
    {
      return
    }
    // A product of positive variables.
    if case .product(let factors) = condition.argument.node, condition.domain.includesPositive,
      factors.allSatisfy({ factor in
        guard case .variable(let name) = graph[factor.base],
          case .real(let interval)? = checker.domains[name]
        else { return false }
        return interval.isContained(in: .positive)
      })
    {
      return
    }
    let key = ConditionKey(argument: condition.argument.id, domain: condition.domain)
    if seen.insert(key).inserted { conditions.append(condition) }
  }

  private func error(_ message: String, _ range: Range<Int>) -> SyntaxError {
    SyntaxError(message, at: range.lowerBound, in: source)
  }

  // MARK: Functions of networks

  private func value(
    of function: NetworkFunction, _ arguments: [TermReader.Value], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    let reference = reference(arguments[0])
    var correlation: Expression?
    if arguments.count > 1, case .expression(let rho) = arguments[1] {
      try requireCorrelation(rho, range)
      correlation = rho
    }
    var rule: PropagationRule?
    if arguments.count > 2, case .name(let name) = arguments[2] {
      rule = PropagationRule(rawValue: name)
    }
    guard let network = network(reference) else {
      let parts = [correlation.map { "#\($0.id)" }, rule?.rawValue].compactMap { $0 }
      return graph.variable("\(function.rawValue) \(reference) \(parts)")
    }
    if let correlation, let rule {
      let key = KernelKey(network: network, correlation: correlation.id, rule: rule)
      return try entry(
        function, of: try kernels(key, of: network, at: correlation, named: range), range)
    }
    if let correlation {
      guard network.isOfThePaper else {
        throw error(
          "eq12 is for plain skips and ReLU edges with c = 2, not for \(network.shortText)", range)
      }
      return network.eq12(correlation: correlation)
    }
    return graph.rational(try statistic(function, of: network, range))
  }

  private func reference(_ value: TermReader.Value) -> Reference {
    switch value {
    case .name(let name): .bound(name)
    case .text(let text): .text(text)
    case .expression, .activation:
      preconditionFailure("an expression where a network was checked to be")
    }
  }

  private func network(_ reference: Reference) -> NetworkGraph? {
    switch reference {
    case .bound(let name):
      if case .network(let network)? = choices[name] { network } else { nil }
    case .text(let text): edited[text] ?? checker.constants[text]
    }
  }

  /// The term with texts in place of `dag - e` and `dag + e`, which stand for ``edited`` networks; with
  /// the network alone where it is open.
  private func withEditedNetworks(_ term: Term) throws(SyntaxError) -> Term {
    var items: [Term.Item] = []
    for item in term.items {
      guard item.operation == .add || item.operation == .subtract,
        case .name(let name)? = items.last?.operation, case .edges? = checker.domains[name]
      else {
        items.append(item)
        continue
      }
      items.removeLast()
      guard case .edge(let edge)? = choices[name], let old = items.popLast() else { continue }
      let reference: Reference
      switch old.operation {
      case .name(let name): reference = .bound(name)
      case .text(let text): reference = .text(text)
      default: preconditionFailure("an edge where a network was checked to be")
      }
      guard let network = network(reference) else {
        items.append(old)
        continue
      }
      guard
        let changed = item.operation == .subtract ? network.removing(edge) : network.adding(edge)
      else {
        throw error("\(network.shortText) has no nodes for \(Choice.edge(edge).text)", item.range)
      }
      edited[changed.certificateText] = changed
      items.append(Term.Item(operation: .text(changed.certificateText), range: item.range))
    }
    return Term(source: term.source, items: items)
  }

  /// Records that −1 ≤ ρ ≤ 1, or fails where it is known not to be so.
  private func requireCorrelation(
    _ rho: Expression, _ range: Range<Int>
  ) throws(SyntaxError) {
    let domain = Domain.closed(-1, 1)
    if let value = rho.rationalValue {
      guard domain.contains(value) else {
        throw error("the correlation \(value) is outside [-1, 1]", range)
      }
    } else if !rho.isKnown(in: domain) {
      add(DomainCondition(argument: rho, domain: domain, range: range))
    }
  }

  private func kernels(
    _ key: KernelKey, of network: NetworkGraph, at rho: Expression, named range: Range<Int>
  ) throws(SyntaxError) -> NetworkKernels {
    if let known = kernels[key] { return known }
    do {
      let new = try NetworkKernels(
        network.removingUnreachableParts(), inputs: .unit(correlation: rho), rule: key.rule)
      kernels[key] = new
      return new
    } catch {
      throw self.error("\(error)", range)
    }
  }

  private func entry(
    _ function: NetworkFunction, of kernels: NetworkKernels, _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    // Short recursions are closed forms, in which equal parts of different networks meet.
    func form(_ expression: Expression) -> Expression {
      expression.inlined(limit: Self.largestClosedForm) ?? expression
    }
    switch function {
    case .lambda2: return form(kernels.smallestEigenvalue)
    case .kii: return form(kernels.nngp.ii)
    case .kij, .k: return form(kernels.nngp.ij)
    case .mean: return form(kernels.means.i)
    default:
      guard let ntk = kernels.ntk else {
        throw error(
          "\(function.rawValue) is undefined: the step function has no tangent kernel", range)
      }
      switch function {
      case .ntkii: return form(ntk.ii)
      case .ntkij: return form(ntk.ij)
      default: return form(ntk.smallestEigenvalue)
      }
    }
  }

  private func statistic(
    _ function: NetworkFunction, of network: NetworkGraph, _ range: Range<Int>
  ) throws(SyntaxError) -> Rational {
    let statistics = network.pathStatistics
    let value: Rational? =
      switch function {
      case .depth: statistics.effectiveDepth
      case .width: statistics.effectiveWidth
      default: Rational(statistics.count)
      }
    if let value { return value }
    throw error(
      "\(function.rawValue) is undefined for \(network.shortText): "
        + (statistics.count.isZero ? "no path leads" : "no path with a parameterised edge leads")
        + " from the input to the output", range)
  }
}

extension Domain {
  /// Whether all positive numbers are in the domain.
  fileprivate var includesPositive: Bool {
    switch self {
    case .real, .nonzero, .nonnegative, .positive: true
    case .closed: false
    }
  }
}
