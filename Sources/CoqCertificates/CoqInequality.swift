/// upper ≥ lower.
struct CoqInequality {
  var upper, lower: CoqExpression

  /// What the inequality says of a variable that occurs on one side alone, where what it is multiplied with or divided by
  /// is positive; nil where it occurs in another way.
  func solved(for variable: Int) -> (isLower: Bool, value: CoqExpression)? {
    func occurs(_ expression: CoqExpression) -> Bool {
      expression.contains { $0 == .variable(variable) }
    }
    guard occurs(upper) != occurs(lower) else { return nil }
    var isLower = occurs(upper)
    var (own, other) = isLower ? (upper, lower) : (lower, upper)
    while own != .variable(variable) {
      switch own {
      case .unary(.negate, let a): (own, other, isLower) = (a, .unary(.negate, other), !isLower)
      case .binary(.add, let a, let b) where occurs(a) != occurs(b):
        (own, other) =
          occurs(a) ? (a, .binary(.subtract, other, b)) : (b, .binary(.subtract, other, a))
      case .binary(.subtract, let a, let b) where !occurs(b):
        (own, other) = (a, .binary(.add, other, b))
      case .binary(.subtract, let a, let b) where !occurs(a):
        (own, other, isLower) = (b, .binary(.subtract, a, other), !isLower)
      case .binary(.multiply, let a, let b) where occurs(a) != occurs(b):
        (own, other) = occurs(a) ? (a, other.over(b)) : (b, other.over(a))
      case .binary(.divide, let a, let b) where !occurs(b):
        (own, other) = (a, .binary(.multiply, other, b).over(.integer(1)))
      default: return nil
      }
    }
    return (isLower, other)
  }
}

extension CoqFormula {
  /// What a comparison says to be at least what.
  var inequalities: [CoqInequality] {
    guard case .comparison(let a, let relation, let b) = self else { return [] }
    let (up, down) = (CoqInequality(upper: b, lower: a), CoqInequality(upper: a, lower: b))
    switch relation {
    case .less, .lessOrEqual: return [up]
    case .greater, .greaterOrEqual: return [down]
    case .equal: return [down, up]
    case .notEqual: return []
    }
  }
}

extension CoqExpression {
  /// The quotient, without factors that both have.
  fileprivate func over(_ divisor: CoqExpression) -> CoqExpression {
    var (above, below) = factors
    let (others, under) = divisor.factors
    above += under
    below += others
    for factor in below {
      if let place = above.firstIndex(of: factor), let own = below.firstIndex(of: factor) {
        above.remove(at: place)
        below.remove(at: own)
      }
    }
    func product(_ factors: [CoqExpression]) -> CoqExpression? {
      guard let first = factors.first else { return nil }
      return factors.dropFirst().reduce(first) { .binary(.multiply, $0, $1) }
    }
    let top = product(above) ?? .integer(1)
    return product(below).map { .binary(.divide, top, $0) } ?? top
  }

  /// What a product or quotient is made of, but for 1: above and below.
  private var factors: (above: [CoqExpression], below: [CoqExpression]) {
    switch self {
    case .binary(.multiply, let a, let b):
      let (a, b) = (a.factors, b.factors)
      return (a.above + b.above, a.below + b.below)
    case .binary(.divide, let a, let b):
      let (a, b) = (a.factors, b.factors)
      return (a.above + b.below, a.below + b.above)
    case .rational(1): return ([], [])
    default: return ([self], [])
    }
  }
}
