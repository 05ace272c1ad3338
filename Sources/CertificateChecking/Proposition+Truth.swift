import ExactArithmetic
import IntervalArithmetic
import Statements
import SymbolicExpressions

extension AtomRelation {
  /// Whether a number with this sign satisfies the relation.
  package func holds(for sign: Int) -> Bool {
    switch self {
    case .positive: sign > 0
    case .nonnegative: sign >= 0
    case .zero: sign == 0
    case .nonzero: sign != 0
    }
  }

  /// Whether all, none or some of the numbers in an interval satisfy the relation.
  func truth(_ value: Interval) -> Truth {
    if value.isIndeterminate { return .unknown }
    switch self {
    case .positive:
      return value.lower.sign > 0 ? .yes : value.upper.sign <= 0 ? .no : .unknown
    case .nonnegative:
      return value.lower.sign >= 0 ? .yes : value.upper.sign < 0 ? .no : .unknown
    case .zero:
      guard let sign = value.sign else { return .unknown }
      return Truth(sign == 0)
    case .nonzero:
      guard let sign = value.sign else { return .unknown }
      return Truth(sign != 0)
    }
  }
}

extension Proposition {
  /// The negation, again in negation normal form.
  package var negated: Proposition {
    switch self {
    case .constant(let value): .constant(!value)
    case .and(let parts): .or(parts.map(\.negated))
    case .or(let parts): .and(parts.map(\.negated))
    case .atom(let atom):
      switch atom.relation {
      case .positive: .atom(Atom(expression: -atom.expression, relation: .nonnegative))
      case .nonnegative: .atom(Atom(expression: -atom.expression, relation: .positive))
      case .zero: .atom(Atom(expression: atom.expression, relation: .nonzero))
      case .nonzero: .atom(Atom(expression: atom.expression, relation: .zero))
      }
    }
  }

  /// The truth value, given the atoms' from left to right (each is asked for once).
  func truth(_ atom: () -> Truth) -> Truth {
    switch self {
    case .constant(let value): Truth(value)
    case .atom: atom()
    case .and(let parts): parts.map { $0.truth(atom) }.reduce(.yes) { $0.and($1) }
    case .or(let parts): parts.map { $0.truth(atom) }.reduce(.no) { $0.or($1) }
    }
  }
}
