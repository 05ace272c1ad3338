import ExactArithmetic
import SymbolicExpressions

extension SeriesExpansion {
  /// start + direction·t.
  package func line(from start: Rational, direction: Rational) -> Series {
    Series(
      ring: ring, valuation: 0,
      coefficients: [ring.one.constant(start), ring.one.constant(direction)]
        + Array(repeating: ring.zero, count: max(end - 2, 0)))
  }

  /// sign·cos t.
  package func cosine(sign: Int) -> Series { cosine.scaled(by: Rational(sign)) }

  /// The power t^order with which the function starts, and the sign of function/t^order: on the whole
  /// of the ring's domain, if it has one, else near t = 0.
  package func leadingSign(of series: Series) throws(SeriesFailure) -> (order: Int, sign: Int) {
    let (leading, sign) = try decided(series)
    return (leading.valuation, sign)
  }
}
