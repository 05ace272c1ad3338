import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

@testable import CertifiedDuals

/// A formula by name or by its text.
func formula(_ text: String) throws -> ActivationFormula {
  try ActivationFormula.named[text] ?? ActivationFormula(parsing: text)
}

/// E[σ(u)τ(v)] at rational arguments, to about `digits` digits.
func product(
  _ first: ActivationFormula, _ second: ActivationFormula, _ a: Rational, _ b: Rational,
  _ c: Rational, digits: Int
) throws -> Interval {
  let precision = Precision.decimalDigits(digits + 8)
  return try GaussianExpectation.product(
    first, second, a: Interval(a, precision: precision), b: Interval(b, precision: precision),
    c: Interval(c, precision: precision), precision: precision)
}

/// E[σ(u)] at a rational variance.
func mean(_ formula: ActivationFormula, _ q: Rational, digits: Int) throws -> Interval {
  let precision = Precision.decimalDigits(digits + 8)
  return try GaussianExpectation.mean(
    formula, variance: Interval(q, precision: precision), precision: precision)
}
