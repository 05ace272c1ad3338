import ExactArithmetic
import Statements

/// What the Coq library's checker of several variables is known not to decide: such statements are not written.
struct CoqLimits {
  /// The closed sides of the domain.
  let domain: [RealInterval]

  /// Fails where a term has no value at an end that the domain leaves out: covers consist of closed boxes.
  func requireDecidable(_ formula: CoqFormula) throws(CoqCertificateError) {
    for side in formula.expressions {
      guard let term = undefinedAtEnd(side) else { continue }
      throw CoqCertificateError(
        "\(term) is 0 at an end that the domain leaves out, where Coq's closed boxes need a value")
    }
  }

  /// A divisor, or what a logarithm is taken of, that is 0 at a corner which does not belong to the domain.
  private func undefinedAtEnd(_ expression: CoqExpression) -> String? {
    var found: String?
    _ = expression.contains { part in
      let argument: CoqExpression
      switch part {
      case .binary(.divide, _, let b): argument = b
      case .unary(.logarithm, let a): argument = a
      default: return false
      }
      guard isZeroAtExcludedCorner(argument) else { return false }
      found = argument.realNumber
      return true
    }
    return found
  }

  private func isZeroAtExcludedCorner(_ argument: CoqExpression) -> Bool {
    corners.contains { $0.isExcluded && value(of: argument, at: $0.point)?.isZero == true }
  }

  private func value(of argument: CoqExpression, at point: [Rational]) -> Rational? {
    argument.replacing(variable: {
      point.indices.contains($0) ? .rational(point[$0]) : .variable($0)
    }).number
  }

  /// The corners of the closed domain, and whether they do not belong to it; none where they are many.
  private var corners: [(point: [Rational], isExcluded: Bool)] {
    var corners: [(point: [Rational], isExcluded: Bool)] = [([], false)]
    for side in domain where corners.count <= 64 {
      corners = corners.flatMap { corner in
        [
          (corner.point + [side.lower], corner.isExcluded || !side.includesLower),
          (corner.point + [side.upper], corner.isExcluded || !side.includesUpper),
        ]
      }
    }
    return corners.count <= 64 ? corners : []
  }
}

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
