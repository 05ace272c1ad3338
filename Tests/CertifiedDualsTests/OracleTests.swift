import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

@Suite("Duals by two-dimensional quadrature")
struct OracleTests {
  struct Row: Decodable {
    let activation, a, b, c, kernel, mean: String
    let derivative: String?
  }

  @Test(.enabled(if: ReferenceData.hasOracle("duals"), "\(ReferenceData.advice)"))
  func printedValuesLieInTheEnclosures() throws {
    // Formulas of activations that have closed forms go the same way as the others.
    let closed = [
      "sin(6/5, 3/10)": "sin(6/5*u+3/10)", "gaussian(-4/5)": "exp(-4/5*u^2)",
      "exp(3/5)": "exp(3/5*u)", "polynomial(1/2, -1, 0, 1/3)": "1/2-u+u^3/3",
    ]
    var failures = Failures()
    var compared = 0
    for row in try ReferenceData.rows("duals", as: Row.self) {
      guard
        let text = closed[row.activation]
          ?? ActivationFormula.named[row.activation].map({ _ in row.activation })
      else { continue }
      let sigma = try formula(text)
      let (a, b, c) = (
        try #require(Rational(row.a)), try #require(Rational(row.b)), try #require(Rational(row.c))
      )
      func check(_ value: Interval, _ printed: String, _ what: String) {
        let decimal = EnclosedDecimal(value, digits: 40)
        failures.check(
          decimal.map { agrees($0, withPrinted: printed) } == true,
          "\(what) of \(text) at \(row.c): \(value), not \(printed)")
        compared += 1
      }
      check(try product(sigma, sigma, a, b, c, digits: 42), row.kernel, "kernel")
      let slope = sigma.derivative
      check(try product(slope, slope, a, b, c, digits: 42), row.derivative ?? "", "derivative")
      let mean = try mean(sigma, a, digits: 42)
      if row.mean == "0" {
        failures.check(mean.sign == 0, "the mean of \(text) is \(mean), not exactly 0")
      } else {
        check(mean, row.mean, "mean")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(compared >= 40)
  }
}
