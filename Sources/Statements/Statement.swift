import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions

/// A statement about kernels: quantifiers over real intervals and over networks in front of a formula
/// of comparisons.
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
    var parser = try StatementParser(source)
    formula = try parser.readStatement()
    self.source = source
    prefix = parser.prefix
    domains = parser.checker.domains
    constants = parser.checker.constants
  }

  /// The names that stand for networks, with their domains, outermost first.
  package var networkVariables: [(name: String, domain: NetworkDomain)] {
    prefix.compactMap { quantified in
      guard case .networks(let domain) = quantified.domain else { return nil }
      return (quantified.name, domain)
    }
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
}
