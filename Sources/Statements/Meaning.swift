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

  private struct KernelKey: Hashable {
    let network: Reference
    let correlation: NodeID
    let rule: PropagationRule
  }

  private struct ConditionKey: Hashable {
    let argument: NodeID
    let domain: Domain
  }

  /// How many nodes a recursion may have, written out, to be read as a closed form.
  private static let largestClosedForm = 4000

  let graph = ExpressionGraph()
  /// The networks that terms may name by their texts.
  var constants: [String: NetworkGraph]
  /// Under which conditions all terms read so far are defined, those left out that hold on the
  /// variables' whole intervals.
  private(set) var conditions: [DomainCondition] = []

  private let domains: [String: QuantifiedDomain]
  private let networks: [String: NetworkGraph]?
  private let source: String
  private var seen: Set<ConditionKey> = []
  private var kernels: [KernelKey: NetworkKernels] = [:]

  /// - Parameter networks: what the bound networks are; nil leaves them open, and gives functions of
  ///   them values of which nothing is known.
  init(
    _ domains: [String: QuantifiedDomain], constants: [String: NetworkGraph], source: String,
    networks: [String: NetworkGraph]? = nil
  ) {
    self.domains = domains
    self.constants = constants
    self.source = source
    self.networks = networks
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
      if case .real? = domains[name] { return .expression(graph.variable(name)) }
      return .name(name)
    })

  /// The expression of a term that ``TermChecker`` has found nothing wrong with.
  func read(_ term: Term) throws(SyntaxError) -> Expression {
    let read = try reader.read(term)
    for condition in read.conditions { add(condition) }
    return read.expression
  }

  private func add(_ condition: DomainCondition) {
    if case .variable(let name) = condition.argument.node,
      case .real(let interval)? = domains[name], interval.isContained(in: condition.domain)
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
      let key = KernelKey(network: reference, correlation: correlation.id, rule: rule)
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
    case .expression: preconditionFailure("an expression where a network was checked to be")
    }
  }

  private func network(_ reference: Reference) -> NetworkGraph? {
    switch reference {
    case .bound(let name): networks?[name]
    case .text(let text): constants[text]
    }
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
    default:
      guard let ntk = kernels.ntk else {
        throw error(
          "\(function.rawValue) is undefined: the step function has no tangent kernel", range)
      }
      return form(function == .ntkii ? ntk.ii : ntk.ij)
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
