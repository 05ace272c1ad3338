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

  let graph: ExpressionGraph
  /// Checks terms, and knows the names that are bound and the networks that terms name by their texts.
  private(set) var checker: TermChecker
  /// Under which conditions all terms read so far are defined, those left out that hold on the
  /// variables' whole intervals.
  private(set) var conditions: [DomainCondition] = []

  /// What the variables with finitely many values are.
  var choices: [String: Choice]
  /// How many choices have been made for variables behind the real ones.
  var innerChoices = 0
  /// What stands for the quantities of the k-th step, where an induction's step is read.
  let induction: Induction?
  /// Whether ``choices`` leaves networks open.
  let isOpen: Bool
  let source: String
  private var seen: Set<ConditionKey> = []
  /// Conditions of the term that is being read, local variables and all.
  private var pending: [DomainCondition] = []
  /// How many local variables derivatives have had, and what those of the term are put to.
  private var localCount = 0
  private var localValues: [String: [Expression]] = [:]
  /// The kernels that have been composed.
  var kernels: [KernelKey: NetworkKernels] = [:]
  /// Networks that terms make of others, by their texts.
  var edited: [String: NetworkGraph] = [:]

  /// - Parameters:
  ///   - choices: what the variables with finitely many values are; nil leaves them open, gives
  ///     functions of networks values of which nothing is known, and takes the first of all integers.
  ///   - graph: where the expressions are made.
  init(
    _ checker: TermChecker, source: String, choices: [String: Choice]? = nil,
    graph: ExpressionGraph = ExpressionGraph()
  ) {
    self.graph = graph
    self.checker = checker
    self.source = source
    self.choices = choices ?? [:]
    isOpen = choices == nil
    var induction: Induction?
    for (name, domain) in checker.domains {
      guard let every = domain.every, case .step? = choices?[name] else { continue }
      induction = Induction(graph: graph, variable: name, first: every.first)
    }
    self.induction = induction
  }

  private var integers: [String: Int] {
    var integers: [String: Int] = [:]
    for (name, domain) in checker.domains {
      guard domain.isOfIntegers else { continue }
      if case .integer(let value)? = choices[name] {
        integers[name] = value
      } else if isOpen {
        switch domain {
        case .integers(let range): integers[name] = range.lowerBound
        case .every(let every): integers[name] = every.first
        default: break
        }
      }
    }
    return integers
  }

  private lazy var reader = TermReader(
    graph: graph, library: .kernels,
    special: Dictionary(
      uniqueKeysWithValues: Meaning.specialNames.map { name in
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
      if LocalFunction.isLocal(name) || name == induction?.variable {
        return .expression(graph.variable(name))
      }
      guard case .real(let interval)? = checker.domains[name] else { return .name(name) }
      // Equations hold on intervals, where both sides are continuous: one value is put in.
      return .expression(
        interval.lower == interval.upper ? graph.rational(interval.lower) : graph.variable(name))
    })

  private static let specialNames =
    NetworkFunction.allCases.map(\.rawValue)
    + [
      LocalFunction.derivative, Term.derivativeFunction + LocalFunction.mark,
      Term.iterationFunction + LocalFunction.mark,
      Term.iterationFunction + Term.everyMark + LocalFunction.mark,
    ] + (Induction.iterated + [Term.powerFunction]).map { $0 + Term.everyMark }

  /// The value of a function whose arguments are not all expressions.
  private func value(
    ofCall name: String, _ arguments: [TermReader.Value], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    if let function = NetworkFunction(rawValue: name) {
      return try value(of: function, arguments, range)
    }
    var values: [Expression] = []
    for case .expression(let value) in arguments { values.append(value) }
    let isLocal = name.hasSuffix(LocalFunction.mark)
    if name.hasPrefix(Term.iterationFunction) {
      return try iterate(values, isEvery: name.contains(Term.everyMark), range)
    }
    if name == Term.powerFunction + Term.everyMark { return try power(values, range) }
    if name.hasSuffix(Term.everyMark) { return try kernelIterate(values, range) }
    return try derivative(values, of: arguments.count, isAtPoint: isLocal, range)
  }

  /// What is known of the variables' signs.
  private(set) lazy var signs: [String: KnownSign] = checker.domains.compactMapValues { domain in
    guard case .real(let interval) = domain else { return nil }
    return interval.lower.signum >= 0
      ? .nonnegative : interval.upper.signum <= 0 ? .nonpositive : nil
  }

  /// The quantities of an induction that are known to be ≥ 0.
  var nonnegativeQuantities: Set<String> {
    let states = induction?.states.filter { ($0.interval?.lower.signum ?? -1) >= 0 } ?? []
    return Set(states.map(\.variable))
  }

  /// The expression of a term, or what is wrong with it.
  func read(_ term: Term) throws(SyntaxError) -> Expression {
    let expanded =
      try term
      .expanded(
        integers: integers, texts: NetworkTemplate.functions, every: induction?.variable
      )
      .namingLocalVariables(after: &localCount)
    pending = []
    localValues = [:]
    try checker.check(expanded)
    let read = try reader.read(withEditedNetworks(expanded.readable))
    for condition in read.conditions + pending { try add(atPoints: condition) }
    return read.expression
  }

  /// What a comparison says of expressions.
  ///
  /// Where it is said for every k, differences of logarithms are one logarithm: they may grow without bound
  /// while their difference does not.
  func proposition(
    _ left: Term, _ relation: Relation, _ right: Term
  ) throws(SyntaxError) -> Proposition {
    let (left, right) = (try read(left), try read(right))
    guard checker.domains.values.contains(where: { $0.every != nil }) else {
      return .comparison(of: left, relation, to: right, signs: signs)
    }
    return .comparison(
      of: (left - right).withLogarithmsJoined, relation, to: graph.integer(0), signs: signs)
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

  /// Adds a condition with the values of local variables in their place.
  private func add(atPoints condition: DomainCondition) throws(SyntaxError) {
    var open = [condition.argument]
    while let argument = open.popLast() {
      if let local = argument.variables.first(where: { localValues[$0] != nil }) {
        for value in localValues[local] ?? [] {
          guard let instance = argument.instance([local: value]) else {
            throw undefined(condition.range, .nonzero)
          }
          open.append(instance)
        }
      } else if argument == condition.argument {
        add(condition)
      } else if let value = argument.provenRational() {
        guard condition.domain.contains(value) else {
          throw undefined(condition.range, condition.domain)
        }
      } else {
        add(
          DomainCondition(argument: argument, domain: condition.domain, range: condition.range))
      }
    }
  }

  /// That an expression has a relation to 0.
  func sign(of expression: Expression, _ relation: AtomRelation) -> Proposition {
    let spelling: Relation =
      switch relation {
      case .positive: .greater
      case .nonnegative: .greaterOrEqual
      case .zero: .equal
      case .nonzero: .notEqual
      }
    return .comparison(of: expression, spelling, to: graph.integer(0), signs: signs)
  }

  /// The place of the whole statement.
  var wholeText: Range<Int> { 0..<source.utf8.count }

  private func add(_ condition: DomainCondition) {
    if case .variable(let name) = condition.argument.node,
      case .real(let interval)? = checker.domains[name], interval.isContained(in: condition.domain)
    {
      return
    }
    // A product of positive variables, or a sum of such.
    if condition.domain.includesPositive,
      condition.argument.summands.allSatisfy({ coefficient, base in
        coefficient.signum > 0 && base.variables.allSatisfy(isPositive) && base.isProductOfVariables
      })
    {
      return
    }
    let key = ConditionKey(argument: condition.argument.id, domain: condition.domain)
    if seen.insert(key).inserted { conditions.append(condition) }
  }

  private func isPositive(_ name: String) -> Bool {
    guard case .real(let interval)? = checker.domains[name] else { return false }
    return interval.isContained(in: .positive)
  }

  func error(_ message: String, _ range: Range<Int>) -> SyntaxError {
    SyntaxError(message, at: range.lowerBound, in: source)
  }

  // MARK: Derivatives

  private func derivative(
    _ values: [Expression], of count: Int, isAtPoint: Bool, _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    guard values.count == count, case .variable(let variable) = values[1].node else {
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
    if let induction, values[0].variables.contains(where: induction.isState) {
      throw error("no derivative is known of what is iterated every number of times", range)
    }
    if isAtPoint { localValues[variable] = [values[2]] }
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

  // MARK: Iteration

  /// The value of `iterate(term, x: start, count)`.
  private func iterate(
    _ values: [Expression], isEvery: Bool, _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    guard values.count == 4, case .variable(let variable) = values[1].node,
      let count = values[3].rationalValue?.asInt, (0...Self.mostIterations).contains(count)
    else {
      throw error(
        "'iterate' takes (term, variable: start, count), the count from 0 to \(Self.mostIterations)",
        range)
    }
    var value = values[2]
    if isEvery {
      guard let induction else { throw error("'iterate' has no meaning here", range) }
      try requireUnchanging([values[0], value], besides: variable, range)
      value = induction.state(ofIterating: values[0], variable, from: values[2])
    }
    var all = [value]
    for _ in 0..<count {
      guard let next = values[0].instance([variable: value]) else {
        throw undefined(range, .nonzero)
      }
      value = next
      all.append(value)
    }
    // At the last value the term is not asked for, except by the step from every count to the next.
    localValues[variable] = isEvery ? all : all.dropLast()
    return value
  }

  private static let mostIterations = 1000

  /// Has what is iterated k times be the same for every k: neither k nor what changes with it may occur, nor a local
  /// variable, which would have to be put in the quantity's place.
  func requireUnchanging(
    _ expressions: [Expression], besides own: String? = nil, _ range: Range<Int>
  ) throws(SyntaxError) {
    guard let induction else { return }
    let changes = expressions.flatMap(\.variables).contains { name in
      name != own
        && (name == induction.variable || induction.isState(name) || LocalFunction.isLocal(name))
    }
    if changes {
      throw error("what is iterated '\(induction.variable)' times may not change with it", range)
    }
  }

  /// κ₁ put to use as often as the variable of the induction says, or a multiple of that.
  private func kernelIterate(
    _ values: [Expression], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    let each = values.count == 1 ? 1 : values[1].rationalValue?.asInt
    guard let induction, let each else { throw error("this has no meaning here", range) }
    try requireUnchanging([values[0]], range)
    try require(values[0], in: .closed(-1, 1), range)
    return induction.kernelIterate(of: values[0], each: each, checker.domains)
  }

  /// A power whose exponent changes with the variable of the induction.
  private func power(
    _ values: [Expression], _ range: Range<Int>
  ) throws(SyntaxError) -> Expression {
    let counts = values.dropFirst().compactMap { $0.rationalValue?.asInt }
    guard let induction, counts.count == 2 else { throw error("this has no meaning here", range) }
    try requireUnchanging([values[0]], range)
    guard
      let value = induction.power(
        of: values[0], each: counts[0], more: counts[1], checker.domains)
    else {
      throw error(
        "of powers with every \(induction.variable) as exponent there are those of numbers, and of others "
          + "with exponents ≥ 0", range)
    }
    return value
  }
}

extension Expression {
  /// Whether it is a product of powers of variables, or 1.
  fileprivate var isProductOfVariables: Bool {
    switch node {
    case .variable: true
    case .product(let factors):
      factors.allSatisfy { if case .variable = graph[$0.base] { true } else { false } }
    default: rationalValue == 1
    }
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
