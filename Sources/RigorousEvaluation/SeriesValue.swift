import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The exact coefficients of the expansions of one graph's expressions: made once, and enclosed once at
/// each precision. Like the graph they belong to one thread.
package final class SeriesConstants {
  let forms: ExpandedForm.Ring
  let evaluation: GraphEvaluation
  let angleForms = AngleFormCache()

  /// No coefficients yet.
  package init(_ graph: ExpressionGraph) {
    forms = ExpandedForm.Ring(graph, sign: { $0.certifiedSign })
    evaluation = GraphEvaluation(graph, at: [:])
  }
}

/// A coefficient that is known exactly as long as everything it was computed from is, and otherwise
/// enclosed.
///
/// This is what an expansion with a remainder on [0, δ] needs: the first coefficients stay exact, so
/// that those that are 0 vanish, and the last is an enclosure. With the domain enclosed by
/// ``ring(over:width:precision:)`` every series of `SeriesExpansion` satisfies: the function equals
/// Σ_{k<n} c_k t^k + r·t^n for each t in [0, δ] with an r in the last coefficient.
package struct SeriesValue: SeriesCoefficient {
  private enum Value {
    case exact(ExpandedForm)
    case enclosed(Interval)
  }

  private let value: Value
  private let constants: SeriesConstants
  private let precision: Precision

  private init(_ value: Value, _ constants: SeriesConstants, _ precision: Precision) {
    self.value = value
    self.constants = constants
    self.precision = precision
  }

  /// The ring of series with a remainder for 0 ≤ t ≤ `width`, evaluated at `precision`.
  ///
  /// - Precondition: `width` is positive, and what is expanded has one variable.
  package static func ring(
    over constants: SeriesConstants, width: Rational, precision: Precision
  ) -> SeriesRing<SeriesValue> {
    let domain = Interval(lower: 0, upper: width, precision: precision)
    return SeriesRing(
      one: SeriesValue(.exact(constants.forms.one), constants, precision),
      domain: SeriesValue(.enclosed(domain), constants, precision))
  }

  /// The exact value, where it is known.
  package var exact: Expression? {
    if case .exact(let form) = value { return form.expression }
    return nil
  }

  /// An enclosure of the value.
  package var enclosure: Interval {
    switch value {
    case .exact(let form):
      constants.evaluation.enclosure(of: form.expression, precision: precision)
    case .enclosed(let interval): interval
    }
  }

  private func with(_ form: ExpandedForm) -> SeriesValue {
    SeriesValue(.exact(form), constants, precision)
  }

  private func with(_ interval: Interval) -> SeriesValue {
    SeriesValue(.enclosed(interval), constants, precision)
  }

  /// A rational constant of the same ring.
  package func constant(_ value: Rational) -> SeriesValue {
    with(constants.forms.one.constant(value))
  }
  /// A constant expression of the same ring.
  package func constant(_ value: Expression) -> SeriesValue { with(constants.forms.form(value)) }

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

  /// The same value, kept whole where it is exact.
  package var keptWhole: SeriesValue {
    if case .exact(let form) = value { return with(form.keptWhole) }
    return self
  }

  /// The sign, or nil where it could not be certified.
  package var sign: Int? {
    switch value {
    // Mostly a few bits tell; exact forms, which may be long work, are for what looks like zero.
    case .exact(let form): enclosure.sign.flatMap { $0 == 0 ? nil : $0 } ?? form.sign
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
