import ExactArithmetic
import SymbolicExpressions

/// The step from k to k + 1 for one comparison of a statement about every k, reduced to formulas in
/// variables that have bounded intervals.
///
/// Let p ≥ 0 (or p > 0) be what is said for k, and p′ the same for k + 1, in terms of the quantities for k.
///
/// * Where both are affine in an unbounded variable y (k itself, a tangent kernel), or in a real variable of
///   the statement, p′ = m·p + R with m = (∂p′/∂y)/(∂p/∂y), and R free
///   of y. Then m ≥ 0 and R ≥ 0 are enough, and for strict inequalities that one of them is not 0.
/// * Where there is no such variable, p′ ≥ 0 is asked for on the whole domain, the other comparisons of bounded
///   quantities being premises.
/// * Where h ≥ 0 for k bounds a quantity x by an expression e, and p′ does not fall (or rise) in x, p′ ≥ 0 is asked for
///   with e in its place.
/// * Where p′ = m·p + R with an m that is free of a bounded quantity, as R is, m ≥ 0 and R ≥ 0 are enough, too.
/// * R may still be affine in k: it is then asked for at the first k, and that its slope is not negative.
/// * An expression that is affine in a variable, or in a monotone function of it that is all there is of the
///   variable, is asked for at the ends of the variable's interval alone.
package struct InductionStep {
  private let induction: Induction
  private let meaning: Meaning
  /// The variables that have intervals: real ones, and quantities that are bounded.
  private let intervals: [(name: String, interval: RealInterval)]
  /// What is said for k, comparison by comparison.
  private let claims: [[Atom]]
  private let index: Int
  private var way = Way.usual

  /// Why there is no step of this kind.
  struct Failure: Error { let message: String }

  /// How the inequalities for k are used.
  enum Way {
    /// Where what is said is affine in something unbounded, or in a real variable, by a multiple, else as premises.
    case usual
    /// A premise puts what it bounds a quantity by in the quantity's place.
    case replacement(premise: Premise, quantity: String)
    /// A multiple, which leaves nothing of a bounded quantity.
    case multiple(of: String)
  }

  /// Fails where there is no way with this number.
  init(
    _ claims: [[Atom]], step index: Int, way: Int, _ meaning: Meaning, _ induction: Induction,
    variables: [GroundFormula.Variable]
  ) throws(Failure) {
    self.claims = claims
    self.index = index
    self.meaning = meaning
    self.induction = induction
    var intervals = variables.map { (name: $0.name, interval: $0.interval) }
    for state in induction.states {
      let interval = state.interval ?? Self.stated(state.variable, claims)
      if let interval { intervals.append((state.variable, interval)) }
    }
    self.intervals = intervals
    let ways = self.ways
    guard ways.indices.contains(way) else { throw Failure(message: "there is no other way") }
    self.way = ways[way]
  }

  /// The variables with their intervals that `formula` and `conditions` use.
  func variables(
    of formula: Proposition, _ conditions: [DomainCondition]
  ) throws(Failure) -> [GroundFormula.Variable] {
    var used = Set(conditions.flatMap(\.argument.variables))
    for atom in formula.atoms { used.formUnion(atom.expression.variables) }
    let bounded = intervals.filter { used.remove($0.name) != nil }
    if let open = used.min() {
      throw Failure(
        message: "the step from \(induction.variable) to \(induction.variable) + 1 needs bounds of "
          + "\(open), or an inequality that is linear in it")
    }
    return bounded.map {
      GroundFormula.Variable(name: $0.name, interval: $0.interval, kind: .forall)
    }
  }

  // MARK: The formula

  /// What has to hold for all values of the bounded variables.
  func formula() throws(Failure) -> (formula: Proposition, conditions: [DomainCondition]) {
    var parts: [Proposition] = []
    var conditions: [DomainCondition] = []
    for place in claims[index].indices { parts.append(try formula(place, &conditions)) }
    return (.all(parts), conditions)
  }

  var ways: [Way] {
    let quantities = induction.states.map(\.variable).filter { name in
      intervals.contains { $0.name == name }
    }
    var (comparing, other) = ([Way](), [Way]())
    for (comparison, atoms) in claims.enumerated() {
      for (place, atom) in atoms.enumerated() where Self.bound(atom) == nil {
        for name in quantities {
          guard let end = end(of: name, atom)?.end else { continue }
          let premise = Premise(comparison: comparison, place: place)
          let way = Way.replacement(premise: premise, quantity: name)
          // By another quantity: two recursions are compared.
          if end.variables.contains(where: induction.isState) {
            comparing.append(way)
          } else {
            other.append(way)
          }
        }
      }
    }
    return comparing + [.usual] + other + quantities.map { .multiple(of: $0) }
  }

  /// An inequality for k, by its place among those of one of the comparisons.
  package struct Premise {
    package let comparison: Int
    package let place: Int
  }

  /// How one of the comparison's inequalities uses one for k.
  package enum Use {
    /// The premise times an expression; k − first ≥ 0 where there is no premise.
    case multiple(premise: Premise?, Expression)
    /// What the premise bounds a quantity by in its place.
    case replacement(premise: Premise, quantity: String)
  }

  /// What is said for k + 1 as Σ m·h + R: what has to hold besides R ≥ 0, and its strict form, of which one, or R > 0,
  /// has to hold where the inequality is strict.
  private struct Parts {
    var uses: [Use] = []
    var needed: [Proposition] = []
    var strict: [Proposition] = []
    var rest: Expression
    /// What is enough in place of R ≥ 0, or > 0.
    var instead: Proposition?
    var conditions: [DomainCondition] = []
  }

  private func parts(_ place: Int) throws(Failure) -> Parts {
    let now = claims[index][place].expression
    let next = try later(now)
    switch way {
    case .replacement(let premise, let quantity):
      guard let (end, isLower) = end(of: quantity, claims[premise.comparison][premise.place]),
        let rest = next.instance([quantity: end]),
        let interval = intervals.first(where: { $0.name == quantity })?.interval
      else { throw Failure(message: "the step needs bounds of \(quantity)") }
      let slope = next.derivative(quantity)
      guard !slope.isZero, let conditions = slope.definednessConditions(meaning.wholeText) else {
        throw Failure(message: "the comparison does not change with \(quantity)")
      }
      let relation = claims[index][place].relation
      let least = isLower ? interval.lower : interval.upper
      let isIncluded = interval.contains(least)
      let inside = holds(
        isLower ? end - least : least - end, isIncluded ? .nonnegative : .positive)
      var instead = Proposition.all([inside, holds(rest, relation)])
      if isIncluded, let atEnd = next.instance([quantity: least]) {
        instead = .any([holds(atEnd, relation), instead])
      }
      return Parts(
        uses: [.replacement(premise: premise, quantity: quantity)],
        needed: [holds(isLower ? slope : -slope, .nonnegative)], rest: rest, instead: instead,
        conditions: conditions)
    case .usual:
      let open = unbounded(now)
      let chosen =
        open.first { $0 != induction.variable } ?? open.first ?? parameter(of: now, next)
      guard let variable = chosen else { return Parts(rest: next) }
      let (slope, nextSlope) = (now.derivative(variable), next.derivative(variable))
      guard !slope.isZero, !slope.variables.contains(variable),
        !nextSlope.variables.contains(variable)
      else { throw Failure(message: "the comparison is not linear in \(variable)") }
      return try multiple(place, now, next, variable, at: 0)
    case .multiple(let quantity):
      guard now.variables.contains(quantity) else {
        throw Failure(message: "the comparison does not speak of \(quantity)")
      }
      return try multiple(place, now, next, quantity, at: 1)
    }
  }

  /// m·p + R, where m = (∂p′/∂y)/(∂p/∂y) is free of y, as R then is: what p′ − m·p is at one y.
  private func multiple(
    _ place: Int, _ now: Expression, _ next: Expression, _ variable: String, at value: Rational
  ) throws(Failure) -> Parts {
    let failure = Failure(message: "the comparison is not linear in \(variable)")
    let (slope, nextSlope) = (now.derivative(variable), next.derivative(variable))
    guard !slope.isZero else { throw failure }
    let ratio = nextSlope / slope
    let factor =
      ratio.variables.contains(variable)
      ? ratio.withSumsDistributed(limit: 1000).map { $0.simplified } ?? ratio : ratio
    guard !factor.variables.contains(variable), let start = now.instance([variable: value]),
      let nextStart = next.instance([variable: value])
    else { throw failure }
    let difference = nextStart - factor * start
    let rest = (difference.withSumsDistributed(limit: 1000) ?? difference).withLogarithmsJoined
    // Where m has a value, p′ − m·p is free of y, also where ∂p/∂y is 0.
    guard (nextSlope - factor * slope).isZero,
      let more = factor.definednessConditions(meaning.wholeText)
    else { throw failure }
    let own = Premise(comparison: index, place: place)
    return Parts(
      uses: [.multiple(premise: own, factor)], needed: [holds(factor, .nonnegative)],
      strict: [holds(factor, .positive)], rest: rest, conditions: more)
  }

  private func formula(
    _ place: Int, _ conditions: inout [DomainCondition]
  ) throws(Failure) -> Proposition {
    let (relation, parts) = (claims[index][place].relation, try parts(place))
    conditions += parts.conditions
    let rest = parts.rest
    if parts.uses.isEmpty, unbounded(rest).isEmpty {
      return holds(rest, relation, withPremises: true)
    }
    if let instead = parts.instead { return .all(parts.needed + [instead]) }
    let weak = parts.needed + [try affine(rest, .nonnegative)]
    if relation == .nonnegative { return .all(weak) }
    return .all(weak + [.any(parts.strict + [try affine(rest, .positive)])])
  }

  /// For each inequality of the comparison how it uses those for k, the last of which says that k − first ≥ 0.
  func uses() throws(Failure) -> [[Use]] {
    var all: [[Use]] = []
    for place in claims[index].indices {
      let parts = try parts(place)
      let isOpen = unbounded(parts.rest) == [induction.variable]
      let number = Use.multiple(premise: nil, parts.rest.derivative(induction.variable))
      all.append(parts.uses + (isOpen ? [number] : []))
    }
    return all
  }

  /// A real variable of the statement in which both expressions are affine, if there is one.
  private func parameter(of now: Expression, _ next: Expression) -> String? {
    now.variables.first { name in
      !induction.states.contains { $0.variable == name }
        && [now, next].allSatisfy { expression in
          let slope = expression.derivative(name)
          return !slope.isZero && !slope.variables.contains(name)
        }
    }
  }

  /// The expression for k + 1.
  private func later(_ expression: Expression) throws(Failure) -> Expression {
    // All at once: the new values speak of the old ones.
    guard let value = expression.instance(induction.nextValues) else {
      throw Failure(message: "the step divides by 0")
    }
    return value
  }

  /// A positive multiple, without divisors.
  private func multiple(of expression: Expression) -> Expression {
    let variables = intervals.filter { $0.interval.lower.signum >= 0 }.map(\.name)
    return expression.withoutDivisors(nonnegative: Set(variables))
  }

  /// A condition on a sign as one of a positive multiple; nil where that is seen to have the sign.
  func reduced(_ condition: DomainCondition) -> DomainCondition? {
    switch condition.domain {
    case .nonzero, .nonnegative, .positive:
      let argument = multiple(of: condition.argument)
      if argument.isKnown(in: condition.domain) { return nil }
      return DomainCondition(
        argument: argument, domain: condition.domain, range: condition.range)
    case .real, .closed: return condition
    }
  }

  private func unbounded(_ expression: Expression) -> [String] {
    expression.variables.filter { name in !intervals.contains { $0.name == name } }
  }

  /// That an expression in bounded variables, and perhaps affine in k, has the relation to 0 for all k.
  private func affine(
    _ expression: Expression, _ relation: AtomRelation
  ) throws(Failure) -> Proposition {
    let variable = induction.variable
    guard unbounded(expression) == [variable] else { return holds(expression, relation) }
    let slope = expression.derivative(variable)
    guard !slope.variables.contains(variable),
      let start = expression.instance([variable: Rational(induction.first)])
    else { throw Failure(message: "the step is not linear in \(variable)") }
    return .all([holds(slope, .nonnegative), holds(start, relation)])
  }

  private func holds(
    _ expression: Expression, _ relation: AtomRelation, withPremises: Bool = false
  ) -> Proposition {
    let expression = multiple(of: expression)
    let premises = withPremises ? premises(for: expression) : []
    if premises.isEmpty {
      return IntervalEnds(intervals: intervals).proposition(expression, relation, meaning)
    }
    return .any(premises.map { .atom($0) } + [meaning.sign(of: expression, relation)])
  }

  /// The negations of what is said for k of the variables of `conclusion`, but for mere bounds of one.
  private func premises(for conclusion: Expression) -> [Atom] {
    let known = Set(conclusion.variables)
    return claims.joined().compactMap { atom in
      let own = atom.expression.variables
      guard known.isSuperset(of: own), unbounded(atom.expression).isEmpty, Self.bound(atom) == nil,
        own.contains(where: { name in induction.states.contains { $0.variable == name } })
      else { return nil }
      return Atom(
        expression: -atom.expression,
        relation: atom.relation == .positive ? .nonnegative : .positive)
    }
  }

  // MARK: Bounds that the statement states

  /// What a premise c·(x − e) ≥ 0 bounds a quantity x by, and whether from below.
  private func end(
    of quantity: String, _ premise: Atom
  ) -> (end: Expression, isLower: Bool)? {
    let h = multiple(of: premise.expression)
    guard let slope = h.derivative(quantity).rationalValue, !slope.isZero else { return nil }
    let end = h.graph.variable(quantity) - h / h.graph.rational(slope)
    guard !end.variables.contains(quantity), end.rationalValue == nil else { return nil }
    return (end, slope.signum > 0)
  }

  /// The interval that comparisons of a quantity with numbers give; nil where one side is open.
  private static func stated(_ name: String, _ claims: [[Atom]]) -> RealInterval? {
    var lower: (value: Rational, isIncluded: Bool)?
    var upper: (value: Rational, isIncluded: Bool)?
    for atom in claims.joined() {
      guard let bound = bound(atom), bound.variable == name else { continue }
      let end = (value: bound.value, isIncluded: atom.relation == .nonnegative)
      if bound.isLower { lower = lower ?? end } else { upper = upper ?? end }
    }
    guard let lower, let upper else { return nil }
    return RealInterval(
      lower: lower.value, upper: upper.value, includesLower: lower.isIncluded,
      includesUpper: upper.isIncluded)
  }

  /// x ≥ r or x ≤ r for a variable x and a rational number r.
  private static func bound(
    _ atom: Atom
  ) -> (variable: String, isLower: Bool, value: Rational)? {
    let names = atom.expression.variables
    guard names.count == 1, let slope = atom.expression.derivative(names[0]).rationalValue,
      !slope.isZero, let start = atom.expression.instance([names[0]: Rational(0)])?.rationalValue
    else { return nil }
    return (names[0], slope.signum > 0, -start / slope)
  }
}
