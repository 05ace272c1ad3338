import ExactArithmetic
import SymbolicExpressions

/// A formula about signs of expressions in negation normal form.
///
/// `and` and `or` hold at least two parts, none of them constant and none of the same kind.
package indirect enum Proposition {
  case atom(Atom)
  case and([Proposition])
  case or([Proposition])
  case constant(Bool)

  /// The conjunction of `parts`.
  static func all(_ parts: [Proposition]) -> Proposition {
    let rest = flattened(parts) { if case .and(let inner) = $0 { inner } else { nil } }
    if rest.contains(where: { $0.constantValue == false }) { return .constant(false) }
    // X > 0, and −X > 0 or −X ≥ 0.
    if hasOpposites(rest, .positive) { return .constant(false) }
    let open = rest.filter { $0.constantValue == nil }
    return open.isEmpty ? .constant(true) : open.count == 1 ? open[0] : .and(open)
  }

  /// The disjunction of `parts`.
  static func any(_ parts: [Proposition]) -> Proposition {
    let rest = flattened(parts) { if case .or(let inner) = $0 { inner } else { nil } }
    if rest.contains(where: { $0.constantValue == true }) { return .constant(true) }
    // X ≥ 0, or −X > 0 or −X ≥ 0.
    if hasOpposites(rest, .nonnegative) { return .constant(true) }
    let open = rest.filter { $0.constantValue == nil }
    return open.isEmpty ? .constant(false) : open.count == 1 ? open[0] : .or(open)
  }

  /// Whether one part says `relation` of an expression, and one ≥ 0 or > 0 of its negative.
  private static func hasOpposites(_ parts: [Proposition], _ relation: AtomRelation) -> Bool {
    let atoms = parts.compactMap { if case .atom(let atom) = $0 { atom } else { nil } }
    let known = Set(atoms.filter { $0.relation == relation }.map(\.expression.id))
    return atoms.contains {
      ($0.relation == .positive || $0.relation == .nonnegative)
        && known.contains((-$0.expression).id)
    }
  }

  private static func flattened(
    _ parts: [Proposition], _ inner: (Proposition) -> [Proposition]?
  ) -> [Proposition] {
    parts.flatMap { inner($0) ?? [$0] }
  }

  private var constantValue: Bool? {
    if case .constant(let value) = self { value } else { nil }
  }
}

/// What is said of one expression.
package struct Atom {
  /// What is compared with 0.
  package let expression: Expression
  /// How it is compared.
  package let relation: AtomRelation

  /// The comparison of `expression` with 0.
  package init(expression: Expression, relation: AtomRelation) {
    self.expression = expression
    self.relation = relation
  }
}

/// A relation of an expression's value to 0.
package enum AtomRelation: String, Hashable, Sendable {
  case positive = "> 0"
  case nonnegative = ">= 0"
  case zero = "= 0"
  case nonzero = "!= 0"

  /// Whether `value` has the relation.
  package func holds(for value: Rational) -> Bool {
    switch self {
    case .positive: value.signum > 0
    case .nonnegative: value.signum >= 0
    case .zero: value.isZero
    case .nonzero: !value.isZero
    }
  }
}

extension DomainCondition {
  /// The condition as inequalities.
  package var atoms: [Atom] {
    switch domain {
    case .real: []
    case .nonzero: [Atom(expression: argument, relation: .nonzero)]
    case .nonnegative: [Atom(expression: argument, relation: .nonnegative)]
    case .positive: [Atom(expression: argument, relation: .positive)]
    case .closed(let low, let high):
      [
        Atom(expression: argument - low, relation: .nonnegative),
        Atom(expression: high - argument, relation: .nonnegative),
      ]
    }
  }
}

extension Proposition {
  /// The most absolute values that are taken apart in one comparison.
  static let mostMagnitudes = 6

  /// `left relation right`, with absolute values taken apart where they stand linearly.
  /// `signs` says what is known of variables on their intervals.
  static func comparison(
    of left: Expression, _ relation: Relation, to right: Expression,
    signs: [String: KnownSign] = [:]
  ) -> Proposition {
    switch relation {
    case .less: sign(of: right - left, .positive, signs)
    case .lessOrEqual: sign(of: right - left, .nonnegative, signs)
    case .greater: sign(of: left - right, .positive, signs)
    case .greaterOrEqual: sign(of: left - right, .nonnegative, signs)
    case .equal: sign(of: left - right, .zero, signs)
    case .notEqual: sign(of: left - right, .nonzero, signs)
    }
  }

  /// That `expression` has the relation to 0.
  ///
  /// With t = c|X| + r and c > 0, t is the larger of cX + r and −cX + r, so that t > 0 says that one
  /// of them is positive; for c < 0 it is the smaller, and both must be. t = 0 is t ≥ 0 and −t ≥ 0.
  private static func sign(
    of expression: Expression, _ relation: AtomRelation, _ signs: [String: KnownSign]
  ) -> Proposition {
    let whole = Proposition.atom(Atom(expression: expression, relation: relation))
    switch relation {
    case .positive, .nonnegative:
      return ordering(of: expression, relation, magnitudes: mostMagnitudes, signs) ?? whole
    case .zero, .nonzero:
      if let value = expression.provenRational(expanding: true, signs: signs) {
        return .constant(relation.holds(for: value))
      }
      let bound: AtomRelation = relation == .zero ? .nonnegative : .positive
      guard expression.linearMagnitude != nil,
        let above = ordering(of: expression, bound, magnitudes: mostMagnitudes, signs),
        let below = ordering(of: -expression, bound, magnitudes: mostMagnitudes, signs)
      else { return whole }
      return relation == .zero ? all([above, below]) : any([above, below])
    }
  }

  /// The ordering without linear absolute values, or nil where there are more than `most`.
  private static func ordering(
    of expression: Expression, _ relation: AtomRelation, magnitudes most: Int,
    _ signs: [String: KnownSign]
  ) -> Proposition? {
    if let value = expression.provenRational(expanding: true, signs: signs) {
      return .constant(relation.holds(for: value))
    }
    if relation == .nonnegative && expression.isKnown(in: .nonnegative) { return .constant(true) }
    guard let magnitude = expression.linearMagnitude else {
      return .atom(Atom(expression: expression, relation: relation))
    }
    guard most > 0, let first = ordering(of: magnitude.plus, relation, magnitudes: most - 1, signs),
      let second = ordering(of: magnitude.minus, relation, magnitudes: most - 1, signs)
    else { return nil }
    return magnitude.isPositive ? any([first, second]) : all([first, second])
  }
}

/// An expression c·|X| + r with X in place of |X|, and −X.
private struct LinearMagnitude {
  let isPositive: Bool
  let plus: Expression
  let minus: Expression
}

extension Expression {
  /// The expression's first summand c·|X| with a constant c known to be positive or negative.
  fileprivate var linearMagnitude: LinearMagnitude? {
    let terms: [(coefficient: Rational, base: NodeID)]
    if case .sum(_, let inner) = node {
      terms = inner.map { ($0.coefficient, $0.base) }
    } else {
      terms = [(1, id)]
    }
    for (coefficient, base) in terms {
      let term = Expression(graph: graph, id: base)
      guard let signed = term.withoutMagnitude else { continue }
      let rest = graph.sum([(1, self), (-coefficient, term)])
      return LinearMagnitude(
        isPositive: coefficient.signum > 0, plus: rest + coefficient * signed,
        minus: rest - coefficient * signed)
    }
    return nil
  }

  /// c·X for the expression c·|X|, where c is a product of powers of π and of positive rationals.
  private var withoutMagnitude: Expression? {
    switch node {
    case .apply(.abs, let inner):
      return Expression(graph: graph, id: inner)
    case .product(let factors):
      var inner: Expression?
      var constants: [(Expression, Rational)] = []
      for factor in factors {
        switch graph[factor.base] {
        case .apply(.abs, let argument) where inner == nil && factor.exponent == 1:
          inner = Expression(graph: graph, id: argument)
        case .pi, .rational:
          constants.append((Expression(graph: graph, id: factor.base), factor.exponent))
        default: return nil
        }
      }
      return inner.map { graph.product(constants + [($0, 1)]) }
    default: return nil
    }
  }
}

extension Proposition {
  /// The atoms from left to right.
  package var atoms: [Atom] {
    switch self {
    case .constant: []
    case .atom(let atom): [atom]
    case .and(let parts), .or(let parts): parts.flatMap(\.atoms)
    }
  }
}
