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
/// * R may still be affine in k: it is then asked for at the first k, and that its slope is not negative.
/// * An expression that is affine in a variable, or in a monotone function of it that is all there is of the
///   variable, is asked for at the ends of the variable's interval alone.
struct InductionStep {
  private let induction: Induction
  private let meaning: Meaning
  /// The variables that have intervals: real ones, and quantities that are bounded.
  private let intervals: [(name: String, interval: RealInterval)]
  /// What is said for k, comparison by comparison.
  private let claims: [[Atom]]
  private let index: Int

  /// Why there is no step of this kind.
  struct Failure: Error { let message: String }

  init(
    _ claims: [[Atom]], step index: Int, _ meaning: Meaning, _ induction: Induction,
    variables: [GroundFormula.Variable]
  ) {
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
    for atom in claims[index] { parts.append(try formula(atom, &conditions)) }
    return (.all(parts), conditions)
  }

  /// What is said for k + 1 as m·p + R, p being what is said for k; without m where R is all.
  private struct Parts {
    var factor: Expression?
    var rest: Expression
    var conditions: [DomainCondition] = []
  }

  private func parts(_ atom: Atom) throws(Failure) -> Parts {
    let now = atom.expression
    let next = try later(now)
    let open = unbounded(now)
    let chosen = open.first { $0 != induction.variable } ?? open.first ?? parameter(of: now, next)
    guard let variable = chosen else { return Parts(rest: next) }
    let (slope, nextSlope) = (now.derivative(variable), next.derivative(variable))
    guard !slope.isZero, !slope.variables.contains(variable),
      !nextSlope.variables.contains(variable), let start = now.instance([variable: Rational(0)]),
      let nextStart = next.instance([variable: Rational(0)])
    else {
      throw Failure(message: "the comparison is not linear in \(variable)")
    }
    let factor = nextSlope / slope
    let difference = nextStart - factor * start
    let rest = (difference.withSumsDistributed(limit: 1000) ?? difference).withLogarithmsJoined
    // Where m has a value, p′ − m·p is free of y, also where ∂p/∂y is 0.
    guard (nextSlope - factor * slope).isZero,
      let more = factor.definednessConditions(meaning.wholeText)
    else { throw Failure(message: "the comparison is not linear in \(variable)") }
    return Parts(factor: factor, rest: rest, conditions: more)
  }

  private func formula(
    _ atom: Atom, _ conditions: inout [DomainCondition]
  ) throws(Failure) -> Proposition {
    let parts = try parts(atom)
    let rest = parts.rest
    conditions += parts.conditions
    guard let factor = parts.factor else {
      return unbounded(rest).isEmpty
        ? holds(rest, atom.relation, withPremises: true) : try affine(rest, atom.relation)
    }
    if atom.relation == .nonnegative {
      return .all([
        holds(factor, .nonnegative), try affine(rest, .nonnegative),
      ])
    }
    return .all([
      holds(factor, .nonnegative), try affine(rest, .nonnegative),
      .any([holds(factor, .positive), try affine(rest, .positive)]),
    ])
  }

  /// For each inequality of the comparison what it is multiplied by as it is for k, and what k − first is.
  func multipliers() throws(Failure) -> [(own: Expression?, number: Expression?)] {
    var all: [(own: Expression?, number: Expression?)] = []
    for atom in claims[index] {
      let parts = try parts(atom)
      let isOpen = unbounded(parts.rest) == [induction.variable]
      all.append((parts.factor, isOpen ? parts.rest.derivative(induction.variable) : nil))
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

extension Proposition {
  /// The atoms of which the proposition is the conjunction, all of them ≥ 0 or > 0; nil where it is not.
  var inequalities: [Atom]? {
    switch self {
    case .constant(let value): return value ? [] : nil
    case .atom(let atom):
      switch atom.relation {
      case .positive, .nonnegative: return [atom]
      case .zero:
        return [atom.expression, -atom.expression].map {
          Atom(expression: $0, relation: .nonnegative)
        }
      case .nonzero: return nil
      }
    case .and(let parts):
      var all: [Atom] = []
      for part in parts {
        guard let inner = part.inequalities else { return nil }
        all += inner
      }
      return all
    case .or: return nil
    }
  }
}

extension Statement {
  /// What an induction needs for one comparison: where it starts, or the step from k to k + 1.
  func groundPart(
    _ index: Int, isStep: Bool, _ choices: [String: Choice], variables: [GroundFormula.Variable]
  ) throws(GroundingError) -> GroundFormula {
    var chosen = choices
    if !isStep {
      for (name, domain) in domains {
        if let every = domain.every { chosen[name] = .integer(every.first) }
      }
    }
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: chosen)
    do throws(SyntaxError) {
      return try groundPart(index, isStep: isStep, meaning, variables)
    } catch {
      throw GroundingError(error, choices: choices)
    }
  }

  /// What the step for one comparison is shown with: its quantities' variables in the order in which they occur,
  /// and the multipliers of its inequalities.
  package func inductionWitness(
    _ index: Int, _ choices: [String: Choice]
  ) throws -> (quantities: [String], multipliers: [(own: Expression?, number: Expression?)]) {
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: choices)
    guard let comparisons = formula.comparisons, let induction = meaning.induction else {
      throw SyntaxError("there is no induction", at: 0, in: source)
    }
    let claims = try Self.claims(comparisons, first: index, meaning)
    let step = InductionStep(claims, step: index, meaning, induction, variables: realVariables)
    return (induction.states.map(\.variable), try step.multipliers())
  }

  /// The inequalities of every comparison; that with the index is read first.
  private static func claims(
    _ comparisons: [(left: Term, relation: Relation, right: Term)], first index: Int,
    _ meaning: Meaning
  ) throws(SyntaxError) -> [[Atom]] {
    var claims: [[Atom]] = comparisons.map { _ in [] }
    for place in [index] + comparisons.indices.filter({ $0 != index }) {
      let (left, relation, right) = comparisons[place]
      guard let atoms = try meaning.proposition(left, relation, right).inequalities else {
        throw SyntaxError(
          "for every whole number there are proofs of inequalities only, joined by 'and'", at: 0,
          in: meaning.source)
      }
      claims[place] = atoms
    }
    return claims
  }

  private func groundPart(
    _ index: Int, isStep: Bool, _ meaning: Meaning, _ variables: [GroundFormula.Variable]
  ) throws(SyntaxError) -> GroundFormula {
    guard let comparisons = formula.comparisons else {
      throw SyntaxError("there is no induction", at: 0, in: source)
    }
    // Each comparison has its own parts, with its own conditions: it is read first.
    let (left, relation, right) = comparisons[index]
    let own = try meaning.proposition(left, relation, right)
    var conditions = meaning.conditions
    guard isStep, let induction = meaning.induction else {
      let intervals = variables.map { (name: $0.name, interval: $0.interval) }
      let ends = IntervalEnds(intervals: intervals)
      let atEnds = own.inequalities.map { atoms in
        Proposition.all(atoms.map { ends.proposition($0.expression, $0.relation, meaning) })
      }
      return GroundFormula(
        variables: variables, formula: atEnds ?? own, conditions: conditions, graph: meaning.graph,
        source: source)
    }
    let claims = try Self.claims(comparisons, first: index, meaning)
    // What is asked of the real variables alone is asked where the induction starts.
    let parameters = Set(variables.map(\.name))
    conditions.removeAll { $0.argument.variables.allSatisfy(parameters.contains) }
    let step = InductionStep(claims, step: index, meaning, induction, variables: variables)
    do throws(InductionStep.Failure) {
      let (proposition, more) = try step.formula()
      // Of what is divided by nothing is known elsewhere.
      conditions += more
      return GroundFormula(
        variables: try step.variables(of: proposition, conditions), formula: proposition,
        conditions: conditions, graph: meaning.graph, source: source)
    } catch {
      throw SyntaxError(error.message, at: 0, in: source)
    }
  }
}
