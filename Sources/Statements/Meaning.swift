import ArcCosineKernels
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// What terms mean: expressions of one graph in the real variables, with the networks fixed, or left
/// open while a statement is being read.
final class Meaning {
  private struct ConditionKey: Hashable {
    let argument: NodeID
    let domain: Domain
  }

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
  let isOpen: Bool
  private let source: String
  private var seen: Set<ConditionKey> = []
  /// Conditions of the term that is being read, local variables and all.
  private var pending: [DomainCondition] = []
  /// How many local variables derivatives have had, and what those of the term are put to.
  private var localCount = 0
  private var localValues: [String: Expression] = [:]
  /// The kernels that have been composed.
  var kernels: [KernelKey: NetworkKernels] = [:]
  /// Networks that terms make of others, by their texts.
  var edited: [String: NetworkGraph] = [:]

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
      uniqueKeysWithValues:
        (NetworkFunction.allCases.map(\.rawValue)
        + [Term.derivativeFunction, LocalDerivative.function])
        .map { name in
          (
            name,
            {
              [unowned self] (arguments: [TermReader.Value], range: Range<Int>) throws(SyntaxError)
                -> Expression in
              try value(ofCall: name, arguments, range)
            }
          )
        }),
    meaning: { [unowned self] name in
      if LocalDerivative.isLocal(name) { return .expression(graph.variable(name)) }
      guard case .real(let interval)? = checker.domains[name] else { return .name(name) }
      // Equations hold on intervals, where both sides are continuous: one value is put in.
      return .expression(
        interval.lower == interval.upper ? graph.rational(interval.lower) : graph.variable(name))
    })

  /// The value of a function whose arguments are not all expressions.
  private func value(
    ofCall name: String, _ arguments: [TermReader.Value], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    if let function = NetworkFunction(rawValue: name) {
      return try value(of: function, arguments, range)
    }
    return try derivative(arguments, isAtPoint: name == LocalDerivative.function, range)
  }

  /// What is known of the variables' signs.
  private(set) lazy var signs: [String: KnownSign] = checker.domains.compactMapValues { domain in
    guard case .real(let interval) = domain else { return nil }
    return interval.lower.signum >= 0
      ? .nonnegative : interval.upper.signum <= 0 ? .nonpositive : nil
  }

  /// The expression of a term, or what is wrong with it.
  func read(_ term: Term) throws(SyntaxError) -> Expression {
    let expanded = try term.expanded(integers: integers, texts: NetworkTemplate.functions)
      .namingLocalVariables(after: &localCount)
    pending = []
    localValues = [:]
    try checker.check(expanded)
    let read = try reader.read(withEditedNetworks(expanded.withFlatInputs))
    for condition in read.conditions + pending { try add(atPoints: condition) }
    return read.expression
  }

  /// Has a condition hold for the term that is being read.
  func require(_ argument: Expression, in domain: Domain, _ range: Range<Int>) throws(SyntaxError) {
    if let value = argument.rationalValue {
      guard domain.contains(value) else { throw undefined(range, domain) }
    } else if !argument.isKnown(in: domain) {
      pending.append(DomainCondition(argument: argument, domain: domain, range: range))
    }
  }

  private func undefined(_ range: Range<Int>, _ domain: Domain) -> SyntaxError {
    error("\(source.excerpt(range)) is undefined: \(domain.requirement)", range)
  }

  /// Adds a condition with the points of derivatives in place of their variables.
  private func add(atPoints condition: DomainCondition) throws(SyntaxError) {
    var argument = condition.argument
    while true {
      let locals = argument.variables.filter { localValues[$0] != nil }
      if locals.isEmpty { break }
      let values = Dictionary(uniqueKeysWithValues: locals.map { ($0, localValues[$0]!) })
      guard let value = argument.instance(values) else { throw undefined(condition.range, .nonzero) }
      argument = value
    }
    if argument == condition.argument { return add(condition) }
    if let value = argument.provenRational() {
      guard condition.domain.contains(value) else {
        throw undefined(condition.range, condition.domain)
      }
    } else {
      add(
        DomainCondition(argument: argument, domain: condition.domain, range: condition.range))
    }
  }

  private func add(_ condition: DomainCondition) {
    if case .variable(let name) = condition.argument.node,
      case .real(let interval)? = checker.domains[name], interval.isContained(in: condition.domain)
    {
      return
    }
    let key = ConditionKey(argument: condition.argument.id, domain: condition.domain)
    if seen.insert(key).inserted { conditions.append(condition) }
  }

  func error(_ message: String, _ range: Range<Int>) -> SyntaxError {
    SyntaxError(message, at: range.lowerBound, in: source)
  }

  // MARK: Derivatives

  private func derivative(
    _ arguments: [TermReader.Value], isAtPoint: Bool, _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    var values: [Expression] = []
    for case .expression(let value) in arguments { values.append(value) }
    guard values.count == arguments.count, case .variable(let variable) = values[1].node else {
      throw error("'d' differentiates by a real variable that is bound to an interval", range)
    }
    var order = 1
    if values.count > (isAtPoint ? 3 : 2) {
      guard let number = values[values.count - 1].rationalValue?.asInt,
        (0...Differentiation.largestOrder).contains(number)
      else {
        throw error(
          "the order of a derivative is a whole number from 0 to \(Differentiation.largestOrder)",
          range)
      }
      order = number
    }
    if isAtPoint { localValues[variable] = values[2] }
    if isOpen, values[0].variables.contains(where: { $0.contains(" ") }) {
      // Nothing is known of kernels of open networks.
      return graph.variable("d \(values[0].id) \(variable) \(order)")
    }
    let derivation = Differentiation(
      term: values[0], variable: variable, order: order, range: range)
    switch derivation.derivative() {
    case .failure(let failure): throw error(failure.message, range)
    case .success(let (value, conditions)):
      pending += conditions
      if !isAtPoint { return value }
      guard let atPoint = value.instance([variable: values[2]]) else {
        throw undefined(range, .nonzero)
      }
      return atPoint
    }
  }
}
