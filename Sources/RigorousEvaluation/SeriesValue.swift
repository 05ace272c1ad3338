import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A coefficient that is known exactly as long as everything it was computed from is, and otherwise
/// enclosed.
///
/// This is what an expansion with a remainder on [0, δ] needs: the first coefficients stay exact, so
/// that those that are 0 vanish, and the last is an enclosure. With the domain enclosed by
/// ``ring(in:width:precision:)`` every series of `SeriesExpansion` satisfies: the function equals
/// Σ_{k<n} c_k t^k + r·t^n for each t in [0, δ] with an r in the last coefficient.
package struct SeriesValue: SeriesCoefficient {
  private enum Value {
    case exact(ExpandedForm)
    case enclosed(Interval)
  }

  private let value: Value
  private let ring: ExpandedForm.Ring
  private let precision: Precision

  private init(_ value: Value, _ ring: ExpandedForm.Ring, _ precision: Precision) {
    self.value = value
    self.ring = ring
    self.precision = precision
  }

  /// The ring of series with a remainder for 0 ≤ t ≤ `width`, evaluated at `precision`.
  ///
  /// - Precondition: `width` is positive.
  package static func ring(
    in graph: ExpressionGraph, width: Rational, precision: Precision
  ) -> SeriesRing<SeriesValue> {
    let ring = ExpandedForm.Ring(graph, sign: { $0.certifiedSign })
    let domain = Interval(lower: 0, upper: width, precision: precision)
    return SeriesRing(
      one: SeriesValue(.exact(ring.one), ring, precision),
      domain: SeriesValue(.enclosed(domain), ring, precision))
  }

  /// The exact value, where it is known.
  package var exact: Expression? {
    if case .exact(let form) = value { return form.expression }
    return nil
  }

  /// An enclosure of the value.
  package var enclosure: Interval {
    switch value {
    case .exact(let form): Interval(0, precision: precision).constant(form.expression)
    case .enclosed(let interval): interval
    }
  }

  private func with(_ form: ExpandedForm) -> SeriesValue {
    SeriesValue(.exact(form), ring, precision)
  }

  private func with(_ interval: Interval) -> SeriesValue {
    SeriesValue(.enclosed(interval), ring, precision)
  }

  /// A rational constant of the same ring.
  package func constant(_ value: Rational) -> SeriesValue { with(ring.one.constant(value)) }
  /// A constant expression of the same ring.
  package func constant(_ value: Expression) -> SeriesValue { with(ring.form(value)) }

  /// The sum.
  package static func + (a: SeriesValue, b: SeriesValue) -> SeriesValue {
    if case .exact(let x) = a.value, case .exact(let y) = b.value { return a.with(x + y) }
    if a.isZero { return b }
    return b.isZero ? a : a.with(a.enclosure + b.enclosure)
  }

  /// The product.
  package static func * (a: SeriesValue, b: SeriesValue) -> SeriesValue {
    if case .exact(let x) = a.value, case .exact(let y) = b.value { return a.with(x * y) }
    if a.isZero { return a }
    return b.isZero ? b : a.with(a.enclosure * b.enclosure)
  }

  /// The product with a rational number.
  package func scaled(by factor: Rational) -> SeriesValue {
    switch value {
    case .exact(let form): with(form.scaled(by: factor))
    case .enclosed(let interval): with(interval.scaled(by: factor))
    }
  }

  /// The power with a rational exponent.
  package func power(_ exponent: Rational) -> SeriesValue {
    switch value {
    case .exact(let form): with(form.power(exponent))
    case .enclosed(let interval): with(interval.power(exponent))
    }
  }

  /// The value of a function.
  package func applying(_ function: FunctionSymbol) -> SeriesValue {
    switch value {
    case .exact(let form): with(form.applying(function))
    case .enclosed(let interval): with(interval.applying(function))
    }
  }

  /// A Gaussian expectation at its arguments.
  package static func expectation(
    _ dual: GaussianDual, _ arguments: [SeriesValue]
  ) -> SeriesValue {
    let first = arguments[0]
    let forms = arguments.compactMap { argument -> ExpandedForm? in
      if case .exact(let form) = argument.value { form } else { nil }
    }
    return forms.count == arguments.count
      ? first.with(ExpandedForm.expectation(dual, forms))
      : first.with(Interval.expectation(dual, arguments.map(\.enclosure)))
  }

  /// Whether the value is known to be exactly 0.
  package var isZero: Bool {
    switch value {
    case .exact(let form): form.isZero
    case .enclosed(let interval): interval.isZero
    }
  }

  /// The sign, or nil where it could not be certified.
  package var sign: Int? {
    switch value {
    case .exact(let form): form.sign
    case .enclosed(let interval): interval.sign
    }
  }

  /// What is printed.
  package var description: String {
    switch value {
    case .exact(let form): form.description
    case .enclosed(let interval): interval.shortDescription
    }
  }
}
