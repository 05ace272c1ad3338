import ExactArithmetic
import SymbolicExpressions

/// A polynomial in one variable whose coefficients are constant expressions. A coefficient is taken for 0 where
/// that is proved, and for another number where its sign is certain.
struct ConstantPolynomial {
  /// From the constant term up; the last is not 0.
  let coefficients: [Expression]

  init(_ coefficients: [Expression]) {
    var rest = coefficients.map { $0.multipliedOut() }
    while let last = rest.last, last.provenRational(expanding: true) == 0 { rest.removeLast() }
    self.coefficients = rest
  }

  var degree: Int { coefficients.count - 1 }

  var derivative: ConstantPolynomial {
    ConstantPolynomial(coefficients.enumerated().dropFirst().map { Rational($0) * $1 })
  }

  func value(at x: Expression) -> Expression {
    coefficients.reversed().reduce(x.graph.integer(0)) { $0 * x + $1 }
  }

  /// Quotient and remainder; nil where the divisor's leading coefficient is not known to differ from 0.
  func divided(
    by divisor: ConstantPolynomial
  ) -> (quotient: ConstantPolynomial, remainder: ConstantPolynomial)? {
    guard let lead = divisor.coefficients.last, let sign = lead.certifiedSign, sign != 0,
      !Interruption.isDue
    else { return nil }
    var rest = coefficients
    guard rest.count >= divisor.coefficients.count else {
      return (ConstantPolynomial([]), self)
    }
    var quotient = Array(
      repeating: lead.graph.integer(0), count: rest.count - divisor.degree)
    for place in quotient.indices.reversed() {
      let factor = (rest[place + divisor.degree] / lead).multipliedOut()
      quotient[place] = factor
      for (k, value) in divisor.coefficients.enumerated() {
        rest[place + k] = (rest[place + k] - factor * value).multipliedOut()
      }
    }
    return (
      ConstantPolynomial(quotient), ConstantPolynomial(Array(rest.prefix(divisor.degree)))
    )
  }

  /// A greatest common divisor with leading coefficient 1; nil where a coefficient's sign is not known.
  func greatestCommonDivisor(_ other: ConstantPolynomial) -> ConstantPolynomial? {
    var (a, b) = (self, other)
    while !b.coefficients.isEmpty {
      guard let rest = a.divided(by: b)?.remainder else { return nil }
      (a, b) = (b, rest)
    }
    guard let lead = a.coefficients.last else { return nil }
    return ConstantPolynomial(a.coefficients.map { $0 / lead })
  }
}
