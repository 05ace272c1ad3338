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
  /// What the bound networks were, by name, each as a text that gives it back.
  package let networks: [String: String]
  /// What was wrong with which sub-term.
  package let cause: SyntaxError

  /// `with dag = 0_00: column 32: depth is undefined for 0_00: …`
  package var description: String {
    let choices = networks.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return choices.isEmpty ? "\(cause)" : "with \(choices.joined(separator: ", ")): \(cause)"
  }
}

extension Statement {
  /// The formula with the bound networks replaced by `networks` (whether they lie in their domains is
  /// not asked).
  ///
  /// Fails where a sub-term is undefined for these networks whatever the real variables are, such as
  /// the width of a network without parameterised edges.
  ///
  /// - Precondition: `networks` has a network for every name in ``networkVariables``.
  package func ground(
    _ networks: [String: NetworkGraph] = [:]
  ) throws(GroundingError) -> GroundFormula {
    precondition(
      networkVariables.allSatisfy { networks[$0.name] != nil }, "ground: a network is missing")
    let meaning = Meaning(domains, constants: constants, source: source, networks: networks)
    do {
      let proposition = try formula.proposition(meaning)
      return GroundFormula(
        variables: realVariables, formula: proposition, conditions: meaning.conditions,
        graph: meaning.graph, source: source)
    } catch {
      throw GroundingError(networks: networks.mapValues(\.shortText), cause: error)
    }
  }

  private var realVariables: [GroundFormula.Variable] {
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
      let left = try meaning.read(left)
      let right = try meaning.read(right)
      return .comparison(of: left, negated ? relation.negation : relation, to: right)
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
