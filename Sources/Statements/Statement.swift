import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions

/// A statement about kernels: quantifiers over real intervals, networks, their edges and integers in
/// front of a formula of comparisons.
///
///     forall dag in complete(3) where connected, rho in [-1, 1):
///       lambda2(dag, rho, exact) <= eq12(dag, rho)
///
/// Every name in the formula is bound by exactly one quantifier, every function exists and is given
/// arguments of the right kinds, every interval has a point: anything else is a located error when
/// the text is read. Two statements are equal when they bind and say the same, however they are
/// spaced.
public struct Statement: Sendable {
  /// The text that was read.
  public let source: String
  /// The quantifiers, outermost first; empty for a statement about constants.
  package let prefix: [Quantified]
  /// What is said of the quantified variables.
  package let formula: Formula
  /// What the bound names stand for.
  let domains: [String: QuantifiedDomain]
  /// The networks that occur as texts in the formula.
  let constants: [String: NetworkGraph]

  /// Reads a statement; an error says where (line and column) it is malformed, and what would be
  /// accepted.
  public init(_ source: String) throws(SyntaxError) {
    try self.init(source, definitions: Definitions())
  }

  /// Reads a statement that uses `definitions`; the statement's own ``source`` does without them.
  package init(_ source: String, definitions: Definitions) throws(SyntaxError) {
    var parser = try StatementParser(source, definitions: definitions)
    formula = try parser.readStatement()
    prefix = try parser.prefixForInduction(formula)
    domains = parser.checker.domains
    constants = parser.checker.constants
    self.source = definitions.isEmpty ? source : Statement.text(prefix, formula)
  }

  /// The variables with finitely many values that stand in front of the real ones, outermost first, with
  /// that of an induction: a proof goes through their values, or its steps, one by one.
  package var finiteVariables: [Quantified] { Array(prefix.prefix { $0.domain.isFinite }) }

  /// Those that stand behind the last real variable: "for all" of them is a conjunction, "exists" a
  /// disjunction.
  var innerVariables: [Quantified] {
    Array(
      prefix.dropFirst(finiteVariables.count).reversed().prefix { $0.domain.isFinite }.reversed())
  }

  /// Whether the prefix is one that proofs are defined for: variables with finitely many values, then
  /// real ones that are all quantified in the same way, then variables with finitely many values.
  package var hasSupportedPrefix: Bool {
    let middle = prefix.dropFirst(finiteVariables.count).dropLast(innerVariables.count)
    return middle.allSatisfy { !$0.domain.isFinite && $0.kind == middle.first?.kind }
  }
}

extension Statement: Equatable {
  /// Whether the two have the same quantifiers and formulas, whatever their texts.
  public static func == (a: Statement, b: Statement) -> Bool {
    a.prefix == b.prefix && a.formula == b.formula
  }
}

/// The two quantifiers, by their words.
package enum QuantifierKind: String, Sendable {
  case forall
  case exists
}

/// One quantified variable.
package struct Quantified: Sendable, Equatable {
  /// Whether something is said of every member of the domain or of some.
  package let kind: QuantifierKind
  /// The variable, by a name that no other quantifier of the statement binds.
  package let name: String
  /// What the variable ranges over; it has a member.
  package let domain: QuantifiedDomain
}

/// What a variable ranges over.
package enum QuantifiedDomain: Sendable, Equatable {
  case real(RealInterval)
  case networks(NetworkDomain)
  /// Whole numbers; `1..12`.
  case integers(ClosedRange<Int>)
  /// Every whole number from the first one on; `k >= 1`.
  case every(EveryInteger)
  /// The edges of a network that an earlier quantifier binds, `edges(dag)`; or those of codes 1 and 2
  /// that it could have where it has none, `absent(dag)`.
  case edges(of: String, isAbsent: Bool)
}

/// Every whole number from one on, as the variable of a proof by induction.
package struct EveryInteger: Sendable, Equatable {
  /// The first number.
  package let first: Int
  /// How many comparisons the formula has, for each of which there is a step; 0 until it has been read.
  package var steps = 0

  /// How many numbers are tried for a counterexample.
  package static let tried = 12
}

extension QuantifiedDomain {
  /// Whether the variable stands for whole numbers.
  var isOfIntegers: Bool {
    switch self {
    case .integers, .every: true
    case .real, .networks, .edges: false
    }
  }

  /// The whole numbers of a proof by induction; nil for other domains.
  package var every: EveryInteger? {
    if case .every(let every) = self { every } else { nil }
  }
}
