extension CoqFormula {
  /// Whether an equation, or an identity with a hint, rests on what the library's `Laws` says of roots, quotients, exp,
  /// log, sin, cos and their inverses; equations, on κ₀ and κ₁ written out too.
  func restsOnLaws(_ hints: [CoqExpression]) -> Bool {
    if hasEquation { return expressions.contains { $0.contains { $0.hasLaws || $0.isKernel } } }
    return !hints.isEmpty && (expressions + hints).contains { $0.contains(\.hasLaws) }
  }

  private var hasEquation: Bool {
    switch self {
    case .comparison(_, let relation, _): relation == .equal
    case .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      a.hasEquation || b.hasEquation
    case .not(let a): a.hasEquation
    }
  }
}

extension CoqExpression {
  /// Whether its outermost operation has laws that rest on signs.
  fileprivate var hasLaws: Bool {
    switch self {
    case .unary(.kappa0, _), .unary(.kappa1, _), .unary(.negate, _), .unary(.square, _): false
    case .unary: true
    case .binary(.divide, _, let b): b.hasVariables
    case .named: true
    default: false
    }
  }

  fileprivate var isKernel: Bool {
    switch self {
    case .unary(.kappa0, _), .unary(.kappa1, _), .kernel: true
    default: false
    }
  }

  /// Whether variables occur.
  var hasVariables: Bool { contains { if case .variable = $0 { true } else { false } } }
}
