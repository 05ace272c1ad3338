import ExactArithmetic
import SymbolicExpressions

/// What a statement says of its variables: comparisons of terms, and their combinations.
///
/// `and` and `or` hold at least two parts, none of them of the same kind. Formulas nest at most
/// ``deepest`` levels, so that recursion over them is safe.
package indirect enum Formula: Sendable, Equatable {
  case comparison(Term, Relation, Term)
  case not(Formula)
  case and([Formula])
  case or([Formula])
  case implies(Formula, Formula)

  /// The comparisons of which the formula is the conjunction; nil where it is more than that.
  var comparisons: [(left: Term, relation: Relation, right: Term)]? {
    switch self {
    case .comparison(let left, let relation, let right): return [(left, relation, right)]
    case .and(let parts):
      var all: [(left: Term, relation: Relation, right: Term)] = []
      for part in parts {
        guard let inner = part.comparisons else { return nil }
        all += inner
      }
      return all
    case .not, .or, .implies: return nil
    }
  }

  /// Whether a function of this name occurs.
  package func names(_ function: String) -> Bool {
    switch self {
    case .comparison(let left, _, let right):
      (left.items + right.items).contains {
        if case .call(function, _, _) = $0.operation { true } else { false }
      }
    case .not(let inner): inner.names(function)
    case .and(let parts), .or(let parts): parts.contains { $0.names(function) }
    case .implies(let a, let b): a.names(function) || b.names(function)
    }
  }

  /// How deep `not`, `and`, `or` and `implies` may nest. (Parentheses by themselves do not count.)
  package static let deepest = 250
}

/// A relation between two real numbers, by its ASCII spelling.
package enum Relation: String, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case notEqual = "!="

  /// Whether a stands in the relation to b.
  package func holds(_ a: Rational, _ b: Rational) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .notEqual: a != b
    }
  }

  /// The relation that holds exactly where this one does not.
  package var negation: Relation {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }
}
