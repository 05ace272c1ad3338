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
    case exact(ExactValue)
    case enclosed(Interval)
  }

  /// An exact coefficient, which is enclosed once, however many products have it as a factor.
  private final class ExactValue {
    let form: ExpandedForm
    private let setting: Setting
    private(set) lazy var enclosure = setting.constants.evaluation.enclosure(
      of: form.expression, precision: setting.precision)

    init(_ form: ExpandedForm, _ setting: Setting) {
      self.form = form
      self.setting = setting
    }
  }

  /// What the coefficients of one ring share.
  private final class Setting {
    let constants: SeriesConstants
    let precision: Precision

    init(_ constants: SeriesConstants, _ precision: Precision) {
      self.constants = constants
      self.precision = precision
    }
  }

  private let value: Value
  private let setting: Setting

  private init(_ value: Value, _ setting: Setting) {
    self.value = value
    self.setting = setting
  }

  /// The ring of series with a remainder for 0 ≤ t ≤ `width`, evaluated at `precision`.
  ///
  /// - Precondition: `width` is positive, and what is expanded has one variable.
  package static func ring(
    over constants: SeriesConstants, width: Rational, precision: Precision
  ) -> SeriesRing<SeriesValue> {
    let domain = Interval(lower: 0, upper: width, precision: precision)
    let setting = Setting(constants, precision)
    return SeriesRing(
      one: SeriesValue(.exact(ExactValue(constants.forms.one, setting)), setting),
      domain: SeriesValue(.enclosed(domain), setting))
  }

  /// The exact value, where it is known.
  package var exact: Expression? {
    if case .exact(let exact) = value { return exact.form.expression }
    return nil
  }

  /// An enclosure of the value.
  package var enclosure: Interval {
    switch value {
    case .exact(let exact): exact.enclosure
    case .enclosed(let interval): interval
    }
  }

  private func with(_ form: ExpandedForm) -> SeriesValue {
    SeriesValue(.exact(ExactValue(form, setting)), setting)
  }

  private func with(_ interval: Interval) -> SeriesValue {
    SeriesValue(.enclosed(interval), setting)
  }

  /// A rational constant of the same ring.
  package func constant(_ value: Rational) -> SeriesValue {
    with(setting.constants.forms.one.constant(value))
  }
  /// A constant expression of the same ring.
  package func constant(_ value: Expression) -> SeriesValue {
    with(setting.constants.forms.form(value))
  }

  /// The sum.
  package static func + (a: SeriesValue, b: SeriesValue) -> SeriesValue {
    if case .exact(let x) = a.value, case .exact(let y) = b.value {
      return a.with(x.form + y.form)
    }
    if a.isZero { return b }
    return b.isZero ? a : a.with(a.enclosure + b.enclosure)
  }

  /// The product.
  package static func * (a: SeriesValue, b: SeriesValue) -> SeriesValue {
    if case .exact(let x) = a.value, case .exact(let y) = b.value {
      return a.with(x.form * y.form)
    }
    if a.isZero { return a }
    return b.isZero ? b : a.with(a.enclosure * b.enclosure)
  }

  /// The sum of the products of pairs.
  package static func sumOfProducts(_ pairs: [(SeriesValue, SeriesValue)]) -> SeriesValue {
    let forms = pairs.compactMap { a, b -> (ExpandedForm, ExpandedForm)? in
      guard case .exact(let x) = a.value, case .exact(let y) = b.value else { return nil }
      return (x.form, y.form)
    }
    if forms.count == pairs.count { return pairs[0].0.with(ExpandedForm.sumOfProducts(forms)) }
    return pairs.dropFirst().reduce(pairs[0].0 * pairs[0].1) { $0 + $1.0 * $1.1 }
  }

  /// The product with a rational number.
  package func scaled(by factor: Rational) -> SeriesValue {
    switch value {
    case .exact(let exact): with(exact.form.scaled(by: factor))
    case .enclosed(let interval): with(interval.scaled(by: factor))
    }
  }

  /// The power with a rational exponent.
  package func power(_ exponent: Rational) -> SeriesValue {
    switch value {
    case .exact(let exact): with(exact.form.power(exponent))
    case .enclosed(let interval): with(interval.power(exponent))
    }
  }

  /// The value of a function.
  package func applying(_ function: FunctionSymbol) -> SeriesValue {
    switch value {
    case .exact(let exact): with(exact.form.applying(function))
    case .enclosed(let interval): with(interval.applying(function))
    }
  }

  /// A Gaussian expectation at its arguments.
  package static func expectation(
    _ dual: GaussianDual, _ arguments: [SeriesValue]
  ) -> SeriesValue {
    let first = arguments[0]
    let forms = arguments.compactMap { argument -> ExpandedForm? in
      if case .exact(let exact) = argument.value { exact.form } else { nil }
    }
    return forms.count == arguments.count
      ? first.with(ExpandedForm.expectation(dual, forms))
      : first.with(Interval.expectation(dual, arguments.map(\.enclosure)))
  }

  /// Whether the value is known to be exactly 0.
  package var isZero: Bool {
    switch value {
    case .exact(let exact): exact.form.isZero
    case .enclosed(let interval): interval.isZero
    }
  }

  /// The same value, kept whole where it is exact.
  package var keptWhole: SeriesValue {
    if case .exact(let exact) = value { return with(exact.form.keptWhole) }
    return self
  }

  /// The sign, or nil where it could not be certified.
  package var sign: Int? {
    switch value {
    // Mostly a few bits tell; exact forms, which may be long work, are for what looks like zero.
    case .exact(let exact):
      exact.enclosure.sign.flatMap { $0 == 0 ? nil : $0 } ?? exact.form.sign
    case .enclosed(let interval): interval.sign
    }
  }

  /// What is printed.
  package var description: String {
    switch value {
    case .exact(let exact): exact.form.description
    case .enclosed(let interval): interval.shortDescription
    }
  }
}
