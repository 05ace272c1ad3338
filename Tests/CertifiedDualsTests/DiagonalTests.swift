import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertifiedDuals

@Suite("Expectations of functions that jump, at uncertain variances")
struct DiagonalTests {
  private static let precision = Precision(128)

  /// P(u > 1/3) for u ~ N(0, q).
  private func tail(_ q: BigFloat) -> Interval {
    let argument =
      Interval(Rational(1, 3), precision: Self.precision)
      / Interval(q).scaled(by: 2).squareRoot.rounded(to: Self.precision)
    return argument.complementaryErrorFunction.scaled(by: Rational(1, 2))
  }

  /// E[σ′(u)²] for σ = max(u − 1/3, 0), which is P(u > 1/3), at the ends and between; narrow where q is.
  @Test(arguments: ["1/1000000000000", "1/1000", "1/4"]) func steps(_ width: String) throws {
    let width = try #require(Rational(width))
    let slope = try formula("max(u-1/3,0)").derivative
    let q = Interval(lower: 1, upper: 1 + width, precision: Self.precision)
    let value = try GaussianExpectation.diagonal(
      slope, slope, variance: q, precision: Self.precision)
    for point in [q.lower, q.midpoint, q.upper] { #expect(value.contains(tail(point))) }
    let bound = Interval(width, precision: Self.precision)
    #expect(value.width < bound.upper)
    let mean = try GaussianExpectation.mean(slope, variance: q, precision: Self.precision)
    #expect(mean.contains(tail(q.lower)) && mean.contains(tail(q.upper)))
  }

  /// Where nothing jumps it is the expectation of two equal arguments.
  @Test func smooth() throws {
    let tanh = try formula("tanh(u)")
    let q = Interval(Rational(6, 5), precision: Self.precision)
    let value = try GaussianExpectation.diagonal(
      tanh, tanh, variance: q, precision: Self.precision)
    let square = try GaussianExpectation.mean(
      try formula("tanh(u)^2"), variance: q, precision: Self.precision)
    #expect(value.overlaps(square) && value.relativeAccuracyBits > 100)
  }
}
