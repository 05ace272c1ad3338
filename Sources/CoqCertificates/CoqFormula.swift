import Statements

/// A term of the type `formula` of the Coq library.
indirect enum CoqFormula {
  case comparison(CoqExpression, Relation, CoqExpression)
  case and(CoqFormula, CoqFormula)
  case or(CoqFormula, CoqFormula)
  case implies(CoqFormula, CoqFormula)
  case not(CoqFormula)

  /// The Coq term of type `formula`.
  var syntax: String {
    switch self {
    case .comparison(let a, let relation, let b):
      "(\(relation.coqConstructor) \(a.syntax) \(b.syntax))"
    case .and(let a, let b): "(And \(a.syntax) \(b.syntax))"
    case .or(let a, let b): "(Or \(a.syntax) \(b.syntax))"
    case .implies(let a, let b): "(Implies \(a.syntax) \(b.syntax))"
    case .not(let a): "(Not \(a.syntax))"
    }
  }

  /// The proposition that `denote` gives, in Coq's notation.
  var proposition: String {
    switch self {
    case .comparison(let a, let relation, let b):
      "\(a.realNumber) \(relation.coqSign) \(b.realNumber)"
    case .and(let a, let b): "(\(a.proposition)) /\\ (\(b.proposition))"
    case .or(let a, let b): "(\(a.proposition)) \\/ (\(b.proposition))"
    case .implies(let a, let b): "(\(a.proposition)) -> (\(b.proposition))"
    case .not(let a): "~ (\(a.proposition))"
    }
  }

  var expanded: CoqFormula {
    switch self {
    case .comparison(let a, let relation, let b):
      .comparison(a.expanded, relation, b.expanded)
    case .and(let a, let b): .and(a.expanded, b.expanded)
    case .or(let a, let b): .or(a.expanded, b.expanded)
    case .implies(let a, let b): .implies(a.expanded, b.expanded)
    case .not(let a): .not(a.expanded)
    }
  }

  /// The expressions that are compared.
  var expressions: [CoqExpression] {
    switch self {
    case .comparison(let a, _, let b): [a, b]
    case .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      a.expressions + b.expressions
    case .not(let a): a.expressions
    }
  }

  /// Whether a derivative occurs; what is shown of it is shown by the checker of several variables.
  var hasNamed: Bool { !named.isEmpty }

  /// The differences of the sides that are compared, in their order.
  var differences: [CoqExpression] {
    switch self {
    case .comparison(let a, _, let b): [.binary(.subtract, a, b)]
    case .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      a.differences + b.differences
    case .not(let a): a.differences
    }
  }

  /// Differences of sides as products: of what is compared with 0, and of squares. Where both factors change
  /// their sign, the checker looks at each.
  var products: [CoqExpression] {
    switch self {
    case .comparison(let a, _, let b):
      func product(_ a: CoqExpression, _ b: CoqExpression) -> [CoqExpression] {
        switch (a, b) {
        case (.binary(.multiply, let c, let d), .rational(0)):
          [a, .binary(.multiply, .unary(.negate, c), d)]
        case (.power(let c, 2), .power(let d, 2)):
          [.binary(.multiply, .binary(.subtract, c, d), .binary(.add, c, d))]
        default: []
        }
      }
      return product(a, b) + product(b, a)
    case .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      return a.products + b.products
    case .not(let a): return a.products
    }
  }

  /// Whether the formula, or its negation, follows from what is known of the signs of differences, as
  /// `establish` of the Coq library concludes it.
  func isEstablished(
    _ truth: Bool, positive: (CoqExpression) -> Bool, nonnegative: (CoqExpression) -> Bool
  ) -> Bool {
    func established(_ formula: CoqFormula, _ truth: Bool) -> Bool {
      formula.isEstablished(truth, positive: positive, nonnegative: nonnegative)
    }
    switch self {
    case .comparison(let a, let relation, let b):
      let (ab, ba) = (CoqExpression.binary(.subtract, a, b), CoqExpression.binary(.subtract, b, a))
      switch truth ? relation : relation.negation {
      case .less: return positive(ba)
      case .lessOrEqual: return nonnegative(ba)
      case .greater: return positive(ab)
      case .greaterOrEqual: return nonnegative(ab)
      case .equal: return nonnegative(ab) && nonnegative(ba)
      case .notEqual: return positive(ab) || positive(ba)
      }
    case .and(let a, let b):
      return truth
        ? established(a, true) && established(b, true)
        : established(a, false) || established(b, false)
    case .or(let a, let b):
      return truth
        ? established(a, true) || established(b, true)
        : established(a, false) && established(b, false)
    case .implies(let a, let b):
      return truth
        ? established(a, false) || established(b, true)
        : established(a, true) && established(b, false)
    case .not(let a): return established(a, !truth)
    }
  }
}

extension Relation {
  fileprivate var coqConstructor: String {
    switch self {
    case .less: "Less"
    case .lessOrEqual: "LessEqual"
    case .greater: "Greater"
    case .greaterOrEqual: "GreaterEqual"
    case .equal: "Equal"
    case .notEqual: "NotEqual"
    }
  }

  fileprivate var coqSign: String { self == .notEqual ? "<>" : rawValue }
}
