import ExactArithmetic

/// The quantities of a statement about every whole number k, as the step from k to k + 1 knows them: a variable for
/// each, and what it is for k + 1.
///
/// What is known of κ₁ = f without evidence: it increases on [−1, 1], f(x) ≥ 0, f(x) ≥ x, and f(x) < 1 where x < 1.
final class Induction {
  typealias Interval = StatementText.Domain.Interval

  struct Quantity {
    let variable: Terms.Index
    /// Its value for k + 1 in terms of the values for k.
    let next: Terms.Index
    /// Where it is known to lie; nil where nothing is known but what the statement says.
    let interval: Interval?
  }

  /// k, by its name, its first value and the step that stands for it.
  let name: String
  let first: Int
  let number: Terms.Index
  private(set) var quantities: [Quantity] = []
  private var places: [[Terms.Index]: Int] = [:]
  let terms: Terms
  private static let firstVariable = 2_000_000

  init(_ name: String, from first: Int, in terms: Terms) {
    self.name = name
    self.first = first
    self.terms = terms
    number = terms.add(.variable(Self.firstVariable))
  }

  /// The variable of a quantity that `key` tells from others: what it starts from and what is done to it, which must not
  /// change with k.
  func quantity(
    _ key: [Terms.Index], of sources: [Terms.Index], in interval: Interval?,
    next: (Terms.Index) -> Terms.Index
  ) throws(ReadingError) -> Terms.Index {
    for step in terms.program(for: sources) {
      if case .variable(let variable) = terms[step], variable >= Self.firstVariable {
        throw ReadingError("what is iterated changes with '\(name)'")
      }
    }
    if let place = places[key] { return quantities[place].variable }
    let variable = terms.add(.variable(Self.firstVariable + 1 + quantities.count))
    places[key] = quantities.count
    quantities.append(Quantity(variable: variable, next: next(variable), interval: interval))
    return variable
  }

  /// f^(A·k)(start), for a start in [−1, 1] that lies in an interval.
  func iterate(
    of start: Terms.Index, each: Int, in interval: Interval?
  ) throws(ReadingError) -> Terms.Index {
    let least = first > 0 ? Rational(0) : -1
    return try quantity(
      [start, terms.number(Rational(each))], of: [start],
      in: correlations(from: interval, atLeast: least)
    ) { value in (0..<each).reduce(value) { old, _ in terms.apply(.kappa(1), old) } }
  }

  /// What grows from a start and is less than 1 where the start is.
  func correlations(from start: Interval?, atLeast least: Rational) -> Interval {
    Interval(
      lower: min(1, max(start?.lower ?? -1, least)), upper: 1, includesLower: true,
      includesUpper: start?.contains(1) ?? true)
  }

  /// base^(A·k + B): for a number m = base^A other than 1 by what of mᵏ and m⁻ᵏ is less than 1.
  func power(
    of base: Terms.Index, each: Int, more: Int, in interval: Interval?
  ) throws(ReadingError) -> Terms.Index {
    guard first >= 0 else { throw ReadingError("powers are known from the exponent 0 on") }
    if let value = terms.value(base), !value.isZero,
      value.numerator.bitWidth + value.denominator.bitWidth <= 1000,
      case let m = value.power(each), m.signum > 0
    {
      let factor = terms.number(value.power(more))
      if m == 1 { return factor }
      let part = try shrinking(by: m < 1 ? m : 1 / m)
      return terms.product(factor, m < 1 ? part : terms.power(part, -1))
    }
    guard each > 0, more >= 0 else { throw ReadingError("such a power has no meaning here") }
    let isUnit = interval.map { $0.lower >= 0 && $0.upper <= 1 } ?? false
    let unit = Interval(lower: 0, upper: 1, includesLower: true, includesUpper: true)
    let factor = terms.power(base, Rational(each))
    let part = try quantity(
      [base, factor, number], of: [base], in: isUnit ? unit : nil
    ) { terms.product(factor, $0) }
    return more == 0 ? part : terms.product(terms.power(base, Rational(more)), part)
  }

  /// mᵏ for a number 0 < m < 1.
  func shrinking(by m: Rational) throws(ReadingError) -> Terms.Index {
    let factor = terms.number(m)
    return try quantity([factor], of: [], in: shrunk(by: m)) { terms.product(factor, $0) }
  }

  /// Where what begins at 1 and is multiplied by m or less again and again is from the first k on.
  func shrunk(by m: Rational) -> Interval {
    Interval(
      lower: 0, upper: m.power(max(0, min(first, 16))), includesLower: false, includesUpper: true)
  }
}

/// How the inequality for k + 1 with a number, counted among those of its comparison, uses one for k.
package struct PremiseUse: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A line `premise GOAL PREMISE TERM`: the premise is multiplied by the term.
    case multiple = "premise"
    /// A line `replace GOAL PREMISE VARIABLE`: the variable's place is taken by what the premise bounds it by.
    case replacement = "replace"
  }

  package let kind: Kind
  package let goal: Int
  /// Counted from 0 among those of the whole statement; the last is k − first ≥ 0.
  package let premise: Int
  package let text: String

  package init(_ kind: Kind, goal: Int, premise: Int, text: String) {
    self.kind = kind
    self.goal = goal
    self.premise = premise
    self.text = text
  }
}

/// The step of an induction for one comparison, before it is a problem.
///
/// The inequalities h ≥ 0 (or h > 0) of all comparisons hold for k. For an inequality of its own, p ≥ 0 for k + 1,
/// p = Σ m·h + R with the certificate's m: it is enough that m ≥ 0 and R ≥ 0. Where h says that x ≥ e, and p does not
/// fall in x, p ≥ 0 for x = e is enough. Without such uses the inequalities for k are premises.
struct InductionStep {
  struct Inequality {
    let term: Terms.Index
    let sign: Sign
    var isStrict: Bool { sign == .positive }
  }

  let meaning: Meaning
  let induction: Induction
  /// By comparison, for k.
  let claims: [[Inequality]]
  /// The names and intervals of the quantities that have one, and what stands in their place in a problem whose real
  /// variables are followed by them.
  private(set) var names: [String] = []
  private(set) var intervals: [Induction.Interval] = []
  private var renaming: [Terms.Index: Terms.Index] = [:]

  init(
    _ claim: Int, of statement: StatementText, variables: [String], domain: [Induction.Interval],
    choices: [String: ChosenValue]
  ) throws(ReadingError) {
    guard let every = statement.every, let comparisons = statement.formula.comparisons,
      comparisons.indices.contains(claim)
    else { throw ReadingError("there is no induction") }
    let terms = Terms()
    induction = Induction(every.name, from: every.first, in: terms)
    meaning = Meaning(
      variables: variables, domain: domain, choices: choices, induction: induction, terms: terms)
    // Quantities are numbered as they occur, those of the comparison first.
    var claims = comparisons.map { _ in [Inequality]() }
    for index in [claim] + comparisons.indices.filter({ $0 != claim }) {
      claims[index] = try Self.inequalities(comparisons[index], meaning)
    }
    self.claims = claims
    let ring = Ring()
    let known = claims.joined().flatMap { inequality -> [(Polynomial, Bool)] in
      let p = ring.polynomial(of: inequality.term, in: terms)
      return p.map { ring.parts(of: $0).map { ($0, inequality.isStrict) } } ?? []
    }
    for (place, quantity) in induction.quantities.enumerated() {
      guard case .variable(let variable) = terms[quantity.variable],
        let interval = quantity.interval
          ?? Self.interval(of: Polynomial(atom: ring.atom(.variable(variable))), known)
      else { continue }
      renaming[quantity.variable] = terms.add(.variable(variables.count + names.count))
      names.append("\(every.name).\(place + 1)")
      intervals.append(interval)
    }
  }

  private static func inequalities(
    _ comparison: StatementText.Formula, _ meaning: Meaning
  ) throws(ReadingError) -> [Inequality] {
    guard case .comparison(let left, let relation, let right) = comparison else { return [] }
    let (a, b) = (try meaning.term(left), try meaning.term(right))
    let terms = meaning.terms
    switch relation.sign {
    case .positive, .nonnegative:
      return [Inequality(term: relation.difference(a, b, in: terms), sign: relation.sign)]
    case .zero:
      return [terms.difference(a, b), terms.difference(b, a)].map {
        Inequality(term: $0, sign: .nonnegative)
      }
    case .nonzero: throw ReadingError("there is no induction for !=")
    }
  }

  /// The numbers between which the inequalities say that a variable lies.
  private static func interval(
    of variable: Polynomial, _ known: [(p: Polynomial, isStrict: Bool)]
  ) -> Induction.Interval? {
    var ends: [Bool: (value: Rational, isIncluded: Bool)] = [:]
    for (p, isStrict) in known {
      guard let (constant, slope) = p.affine(in: variable), !slope.isZero else { continue }
      ends[slope.signum > 0] = ends[slope.signum > 0] ?? (-constant / slope, !isStrict)
    }
    guard let lower = ends[true], let upper = ends[false], lower.value < upper.value else {
      return nil
    }
    return Induction.Interval(
      lower: lower.value, upper: upper.value, includesLower: lower.isIncluded,
      includesUpper: upper.isIncluded)
  }

  /// A step for k in the problem's variables.
  func now(_ term: Terms.Index) -> Terms.Index { meaning.terms.replacing(renaming, in: term) }

  /// The same for k + 1.
  func later(_ term: Terms.Index) -> Terms.Index {
    let terms = meaning.terms
    var values = [induction.number: terms.sum(induction.number, terms.number(1))]
    for quantity in induction.quantities { values[quantity.variable] = quantity.next }
    return now(terms.replacing(values, in: term))
  }

  /// Where all is defined for k + 1; what speaks of the real variables alone is asked where the induction starts.
  var conditions: [Condition] {
    meaning.conditions.filter { later($0.term) != $0.term }
      .map { Condition(term: later($0.term), sign: $0.sign) }
      + meaning.conditionsNow.map { Condition(term: now($0.term), sign: $0.sign) }
  }
}

extension Problem {
  /// What has to be shown for one of the step's inequalities.
  func formula(
    _ step: InductionStep, _ goal: InductionStep.Inequality, _ uses: [PremiseUse],
    _ conditions: inout [Condition]
  ) throws(ReadingError) -> Formula {
    let start = terms.number(Rational(Integer(step.induction.first)))
    let number = InductionStep.Inequality(
      term: terms.difference(step.induction.number, start), sign: .nonnegative)
    let premises = step.claims.joined() + [number]
    let later = step.later(goal.term)
    if uses.isEmpty, isBounded(later) {
      let others = premises.map { ($0.isStrict, terms.negative(step.now($0.term))) }
        .filter { isBounded($0.1) }
      return any(
        [compared(later, goal.sign)]
          + others.map { compared($0.1, $0.0 ? .nonnegative : .positive) })
    }
    var rest = later
    var (signs, strict) = ([Formula](), [Formula]())
    for (place, use) in uses.enumerated() {
      guard premises.indices.contains(use.premise) else {
        throw ReadingError("there is no premise \(use.premise)")
      }
      let premise = premises[use.premise]
      if use.kind == .replacement {
        guard place == 0, uses.count == 1 else { throw ReadingError("'replace' stands alone") }
        return try replacingByBound(later, goal.sign, step.now(premise.term), use.text, &conditions)
      }
      let meaning = Meaning(variables: variables, terms: terms)
      let factor = try meaning.term(use.text)
      conditions += meaning.conditions
      signs.append(compared(factor, .nonnegative))
      if premise.isStrict { strict.append(compared(factor, .positive)) }
      rest = terms.difference(rest, terms.product(factor, step.now(premise.term)))
    }
    let p = try bounded(rest)
    let weak = Formula.all(signs + [ordered(p, .nonnegative, nil, 6)])
    if !goal.isStrict { return weak }
    return .all([weak, any([ordered(p, .positive, nil, 6)] + strict)])
  }

  /// The comparison of p with 0 where a premise c·(x − e) ≥ 0 says that x ≥ e (or x ≤ e): that p does not fall (or
  /// rise) in x; and that the comparison holds at the end of the variable's interval, or at e, which is inside.
  private func replacingByBound(
    _ p: Terms.Index, _ sign: Sign, _ premise: Terms.Index, _ name: String,
    _ conditions: inout [Condition]
  ) throws(ReadingError) -> Formula {
    guard let place = variables.firstIndex(of: name),
      let h = ring.polynomial(of: premise, in: terms).map(ring.multiple(of:)),
      case let x = Polynomial(atom: ring.atom(.variable(place))),
      let c = x.terms.keys.first.flatMap({ h.terms[$0] }),
      case let e = x - h.scaled(by: 1 / c), !ring.variables(of: e).contains(place)
    else { throw ReadingError("the premise is no bound of \(name)") }
    let (own, side, isLower) = (terms.add(.variable(place)), domain[place], c.signum > 0)
    let meaning = Meaning(variables: variables, domain: domain, terms: terms)
    let slope = try bounded(meaning.derivative(of: p, by: own))
    conditions += meaning.conditions
    func holds(at value: Terms.Index) throws(ReadingError) -> Formula {
      ordered(try bounded(terms.replacing([own: value], in: p)), sign, nil, 6)
    }
    let end = isLower ? side.lower : side.upper
    let inside = (isLower ? e - Polynomial(end) : Polynomial(end) - e)
    let isIncluded = side.contains(end)
    let atBound = Formula.all([
      ordered(inside, isIncluded ? .nonnegative : .positive, nil, 6),
      try holds(at: try step(for: e)),
    ])
    return .all([
      ordered(isLower ? slope : -slope, .nonnegative, nil, 6),
      isIncluded ? any([try holds(at: terms.number(end)), atBound]) : atBound,
    ])
  }

  /// The normal form of an expression; fails where a quantity occurs in it of which no interval is known.
  private func bounded(_ term: Terms.Index) throws(ReadingError) -> Polynomial {
    guard let p = ring.polynomial(of: term, in: terms) else {
      throw ReadingError("what is left of the step is too long")
    }
    _ = try step(for: p)
    return p
  }

  /// The step that computes a polynomial, of the same kind.
  private func step(for p: Polynomial) throws(ReadingError) -> Terms.Index {
    let step = ring.step(for: p, in: terms)
    try requireBounded(step)
    return step
  }

  private func isBounded(_ term: Terms.Index) -> Bool {
    !terms.program(for: [term]).contains {
      if case .variable(let variable) = terms[$0] { variable >= domain.count } else { false }
    }
  }

  /// Fails where a quantity occurs of which no interval is known.
  func requireBounded(_ term: Terms.Index) throws(ReadingError) {
    guard isBounded(term) else { throw ReadingError("bounds are needed of a quantity") }
  }
}

extension StatementText {
  /// How many inequalities each comparison of the formula is.
  package var inequalityCounts: [Int] {
    (formula.comparisons ?? []).map {
      if case .comparison(_, let relation, _) = $0, relation.sign == .zero { 2 } else { 1 }
    }
  }
}
