import NetworkGraphs
import SymbolicExpressions

/// A statement's formula with its networks fixed, over expressions of one graph in the real
/// variables.
///
/// Guarantee: at every point of the variables' intervals at which all ``conditions`` hold, the
/// ``formula`` is true exactly when the statement's formula is.
package struct GroundFormula {
  /// A real variable with its interval and its quantifier.
  package struct Variable: Sendable {
    /// The variable's name.
    package let name: String
    /// The values that it takes.
    package let interval: RealInterval
    /// Whether all values are meant or some.
    package let kind: QuantifierKind
  }

  /// The graph that holds the formula's expressions.
  package let graph: ExpressionGraph
  /// The real variables in the order of their quantifiers, outermost first.
  package let variables: [Variable]
  /// What is stated of the variables.
  package let formula: Proposition
  /// Where the typed terms are defined; conditions that hold on the whole of the variables' intervals
  /// for a plain reason are left out.
  package let conditions: [DomainCondition]
  private let source: String

  init(
    variables: [Variable], formula: Proposition, conditions: [DomainCondition],
    graph: ExpressionGraph, source: String
  ) {
    self.variables = variables
    self.formula = formula
    self.conditions = conditions
    self.graph = graph
    self.source = source
  }

  /// Whether every variable has a single value.
  package var hasOnePoint: Bool { variables.allSatisfy { $0.interval.lower == $0.interval.upper } }

  /// The variables that occur, by their places; the first where none does.
  package var occurringVariables: [Int] {
    let atoms = formula.atoms + conditions.flatMap(\.atoms)
    let names = Set(atoms.flatMap(\.expression.variables))
    let places = variables.indices.filter { names.contains(variables[$0].name) }
    return places.isEmpty ? Array(variables.indices.prefix(1)) : places
  }

  /// The same of some of the variables, all others not occurring: as every interval has members, the
  /// statement says the same.
  package func restricted(to places: [Int]) -> GroundFormula {
    GroundFormula(
      variables: places.map { variables[$0] }, formula: formula, conditions: conditions,
      graph: graph, source: source)
  }

  /// That some of the conditions hold for all values of the variables, as a formula of its own.
  package func definedness(_ conditions: [DomainCondition]) -> GroundFormula {
    GroundFormula(
      variables: variables.map {
        Variable(name: $0.name, interval: $0.interval, kind: .forall)
      },
      formula: .all(conditions.flatMap(\.atoms).map { .atom($0) }), conditions: [], graph: graph,
      source: source)
  }

  /// An error at the sub-term that is undefined where `condition` fails. `message` gets the sub-term
  /// as it was typed.
  package func error(
    at condition: DomainCondition, _ message: (_ excerpt: String) -> String
  ) -> SyntaxError {
    SyntaxError(
      message(source.excerpt(condition.range)), at: condition.range.lowerBound, in: source)
  }
}

/// Why a statement's formula has no meaning for some networks.
package struct GroundingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the variables with finitely many values were, by name.
  package let choices: [String: String]
  /// What was wrong with which sub-term.
  package let cause: SyntaxError

  /// What is wrong for these values.
  package init(_ cause: SyntaxError, choices: [String: Choice]) {
    self.cause = cause
    self.choices = choices.mapValues(\.text)
  }

  /// `with dag = 0_00: column 32: depth is undefined for 0_00: …`
  package var description: String {
    let values = choices.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return values.isEmpty ? "\(cause)" : "with \(values.joined(separator: ", ")): \(cause)"
  }
}

extension Statement {
  /// The formula with `choices` in place of the variables with finitely many values (whether they lie
  /// in their domains is not asked); those behind the real variables become conjunctions and
  /// disjunctions.
  ///
  /// Fails where a sub-term is undefined for these networks whatever the real variables are, such as
  /// the width of a network without parameterised edges.
  ///
  /// Formulas that are made in one `graph` may be compared, and share what is found about their parts.
  ///
  /// - Precondition: `choices` has a value for every one of ``finiteVariables``.
  package func ground(
    _ choices: [String: Choice] = [:], in graph: ExpressionGraph = ExpressionGraph()
  ) throws(GroundingError) -> GroundFormula {
    precondition(
      finiteVariables.allSatisfy { choices[$0.name] != nil }, "ground: a choice is missing")
    for choice in choices.values {
      if case .start(let index) = choice {
        return try groundPart(index, way: nil, choices, variables: realVariables)
      }
      if case .step(let index, let way) = choice {
        return try groundPart(index, way: way, choices, variables: realVariables)
      }
    }
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: choices,
      graph: graph)
    let proposition = try proposition(meaning, innerVariables[...])
    return GroundFormula(
      variables: realVariables, formula: proposition, conditions: meaning.conditions,
      graph: meaning.graph, source: source)
  }

  /// How many values the variables behind the real ones may have in all.
  private static let mostInnerChoices = 10_000

  /// The formula for all, or for some, values of `variables`, the rest being chosen.
  private func proposition(
    _ meaning: Meaning, _ variables: ArraySlice<Quantified>
  ) throws(GroundingError) -> Proposition {
    guard let variable = variables.first else {
      do { return try formula.proposition(meaning) } catch {
        throw GroundingError(error, choices: meaning.choices)
      }
    }
    var parts: [Proposition] = []
    for choice in variable.domain.choices(meaning.choices) {
      meaning.innerChoices += 1
      guard meaning.innerChoices <= Self.mostInnerChoices else {
        throw GroundingError(
          SyntaxError(
            "the variables behind the real ones have more than \(Self.mostInnerChoices) values",
            at: 0, in: source), choices: [:])
      }
      meaning.choices[variable.name] = choice
      parts.append(try proposition(meaning, variables.dropFirst()))
    }
    meaning.choices[variable.name] = nil
    return variable.kind == .forall ? .all(parts) : .any(parts)
  }

  var realVariables: [GroundFormula.Variable] {
    prefix.compactMap { quantified in
      guard case .real(let interval) = quantified.domain else { return nil }
      return GroundFormula.Variable(
        name: quantified.name, interval: interval, kind: quantified.kind)
    }
  }
}

extension Formula {
  /// The formula, or its negation, in negation normal form.
  fileprivate func proposition(
    _ meaning: Meaning, negated: Bool = false
  ) throws(SyntaxError) -> Proposition {
    switch self {
    case .comparison(let left, let relation, let right):
      return try meaning.proposition(left, negated ? relation.negation : relation, right)
    case .not(let inner):
      return try inner.proposition(meaning, negated: !negated)
    case .and(let parts), .or(let parts):
      var propositions: [Proposition] = []
      for part in parts { propositions.append(try part.proposition(meaning, negated: negated)) }
      let isConjunction = if case .and = self { true } else { false }
      return isConjunction != negated ? .all(propositions) : .any(propositions)
    case .implies(let premise, let conclusion):
      let first = try premise.proposition(meaning, negated: !negated)
      let second = try conclusion.proposition(meaning, negated: negated)
      return negated ? .all([first, second]) : .any([first, second])
    }
  }
}

extension GroundFormula {
  /// The formula and its conditions by the places of their expressions in the graph: of two formulas that were made
  /// in one graph for the same real variables, equal contents say the same.
  package struct Content: Hashable, Sendable {
    private let conditions: [String]
    private let formula: String

    fileprivate init(_ ground: GroundFormula) {
      conditions = ground.conditions.map { "\($0.domain) \($0.argument.id)" }
      formula = ground.formula.text
    }
  }

  /// What the formula says.
  package var content: Content { Content(self) }
}

extension Proposition {
  fileprivate var text: String {
    switch self {
    case .constant(let value): "\(value)"
    case .atom(let atom): "\(atom.expression.id) \(atom.relation.rawValue)"
    case .and(let parts): "(\(parts.map(\.text).joined(separator: " and ")))"
    case .or(let parts): "(\(parts.map(\.text).joined(separator: " or ")))"
    }
  }
}
