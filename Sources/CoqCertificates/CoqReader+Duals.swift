import ExactArithmetic
import SymbolicExpressions

// Gaussian expectations of the activations that have short closed forms. The theorem speaks of these: for u, v of
// variances a, b > 0 and a covariance c with c² ≤ ab, and r = c/√(ab),
//
//     E[relu(u) relu(v)] = √(ab)·κ₁(r)/2,  E[relu′(u) relu′(v)] = κ₀(r)/2,  E[relu(u)] = √(a/(2π)),
//     E[erf(u) erf(v)] = (2/π)·arcsin(2c/√((1 + 2a)(1 + 2b))),
//     E[erf′(u) erf′(v)] = (4/π)/√((1 + 2a)(1 + 2b) − 4c²),  E[erf(u)] = 0.
//
// Cho and Saul, NIPS 2009 (Proofs/Coq/GaussianIntegral.v proves the first two); Williams, NIPS 1996.
extension CoqReader {
  /// A function of an activation and numbers; nil where it has no such form.
  func dual(_ name: String, of activation: String, _ numbers: [CoqExpression]) -> CoqExpression? {
    switch (name, activation) {
    case ("dual_mean", "relu"):
      return .unary(
        .squareRoot, .binary(.divide, numbers[0], .binary(.multiply, .integer(2), .pi)))
    case ("dual_mean", "erf"): return .integer(0)
    case ("dual", "relu"):
      let (norm, correlation) = Self.normalised(numbers)
      let kernel = CoqExpression.unary(.kappa1, correlation)
      return .binary(
        .divide, norm == .integer(1) ? kernel : .binary(.multiply, norm, kernel), .integer(2))
    case ("dual_derivative", "relu"):
      return .binary(.divide, .unary(.kappa0, Self.normalised(numbers).correlation), .integer(2))
    case ("dual", "erf"):
      let (a, b) = (Self.shifted(numbers[0]), Self.shifted(numbers[1]))
      let angle = Self.normalised([a, b, .binary(.multiply, .integer(2), numbers[2])]).correlation
      return .binary(
        .multiply, .binary(.divide, .integer(2), .pi), .unary(.arcsine, angle))
    case ("dual_derivative", "erf"):
      let product = CoqExpression.binary(
        .multiply, Self.shifted(numbers[0]), Self.shifted(numbers[1]))
      let square = CoqExpression.binary(.multiply, .integer(4), .power(numbers[2], 2))
      let root = CoqExpression.unary(.squareRoot, .binary(.subtract, product, square))
      return .binary(.divide, .binary(.divide, .integer(4), .pi), root)
    case ("critical_weight", _), ("critical_bias", _):
      // w = 1/E[σ′(u)²], b = q − w·E[σ(u)²].
      let q = numbers[0]
      guard let slope = dual("dual_derivative", of: activation, [q, q, q]),
        let square = dual("dual", of: activation, [q, q, q])
      else { return nil }
      return name == "critical_weight"
        ? .binary(.divide, .integer(1), slope)
        : .binary(.subtract, q, .binary(.divide, square, slope))
    default: return nil
    }
  }

  /// √(ab), and c over it.
  private static func normalised(
    _ numbers: [CoqExpression]
  ) -> (norm: CoqExpression, correlation: CoqExpression) {
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    let norm = a == b ? a : CoqExpression.unary(.squareRoot, .binary(.multiply, a, b))
    return (norm, norm == .integer(1) ? c : .binary(.divide, c, norm))
  }

  /// 1 + 2a.
  private static func shifted(_ a: CoqExpression) -> CoqExpression {
    if let value = a.number { return .rational(1 + 2 * value) }
    return .binary(.add, .integer(1), .binary(.multiply, .integer(2), a))
  }
}
