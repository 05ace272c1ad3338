import ExactArithmetic
import Statements

/// What the Coq library's checker of several variables is known not to decide: such statements are not written.
struct CoqLimits {
  /// The closed sides of the domain.
  let domain: [RealInterval]

  /// Fails where an equation rests on laws that the library's normal form does not have, or where a term has no
  /// value at an end that the domain leaves out: covers consist of closed boxes.
  func requireDecidable(
    _ formula: CoqFormula, _ hints: [CoqExpression]
  ) throws(CoqCertificateError) {
    // With kernels such a form may be there for a condition that Coq does not ask for.
    if hints.contains(where: { $0.contains(isRootNearZero) }),
      !formula.expressions.contains(where: { $0.contains(\.isKernel) })
    {
      throw CoqCertificateError(
        "the certificate's identity takes roots of variables together, which Coq's normal form does not"
      )
    }
    for comparison in formula.allComparisons {
      guard case .comparison(let a, let relation, let b) = comparison else { continue }
      for side in [a, b] {
        if let term = undefinedAtEnd(side) {
          throw CoqCertificateError(
            "\(term) is 0 at an end that the domain leaves out, where Coq's closed boxes need a value"
          )
        }
      }
      // Derivatives are other expressions in Coq.
      guard relation == .equal, !formula.hasDerivative else { continue }
      if a.contains(\.isTranscendental) || b.contains(\.isTranscendental) {
        throw CoqCertificateError(
          "it is an equation with exp, log, sin or cos, whose laws the Coq library's normal form does not have"
        )
      }
      if a.contains(\.isRootOfVariables) || b.contains(\.isRootOfVariables) {
        throw CoqCertificateError(
          "it is an equation with roots of variables, which Coq's normal form does not take together"
        )
      }
      if a.contains(\.isKernelOfNumber) != b.contains(\.isKernelOfNumber) {
        throw CoqCertificateError(
          "it is an equation with a kernel of a number other than 0, 1 and -1, whose value the Coq library's "
            + "normal form does not know")
      }
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

  /// Whether it is the root of what is not seen to be positive on the whole domain.
  private func isRootNearZero(_ expression: CoqExpression) -> Bool {
    guard case .unary(.squareRoot, let a) = expression, a.hasVariables else { return false }
    return corners.isEmpty || !corners.allSatisfy { (value(of: a, at: $0.point)?.signum ?? 0) > 0 }
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
  /// The comparisons of which the formula is made.
  fileprivate var allComparisons: [CoqFormula] {
    switch self {
    case .comparison: [self]
    case .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      a.allComparisons + b.allComparisons
    case .not(let a): a.allComparisons
    }
  }
}

extension CoqExpression {
  fileprivate var isTranscendental: Bool {
    switch self {
    case .unary(.exponential, _), .unary(.logarithm, _), .unary(.sine, _), .unary(.cosine, _): true
    default: false
    }
  }

  /// Whether it is the root of an expression in which variables occur.
  var isRootOfVariables: Bool {
    guard case .unary(.squareRoot, let a) = self else { return false }
    return a.hasVariables
  }

  /// Whether variables occur.
  var hasVariables: Bool { contains { if case .variable = $0 { true } else { false } } }

  fileprivate var isKernel: Bool {
    switch self {
    case .unary(.kappa0, _), .unary(.kappa1, _), .kernel: true
    default: false
    }
  }

  /// Whether it is κ₀ or κ₁ at a fraction other than 0, 1 and −1.
  fileprivate var isKernelOfNumber: Bool {
    switch self {
    case .unary(.kappa0, let a), .unary(.kappa1, let a), .kernel(_, let a):
      a.number.map { !$0.isZero && $0.magnitude != 1 } ?? false
    default: false
    }
  }
}
