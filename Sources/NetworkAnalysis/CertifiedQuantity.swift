import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import RigorousEvaluation
import SymbolicExpressions

/// A real number given by a closed form at a point, with an enclosure.
///
/// Guarantee: the number lies in ``enclosure``. Belongs to the thread of its graph.
public struct CertifiedQuantity {
  /// The closed form, in the variable that the point gives a value.
  public let form: Expression
  /// An interval that contains the number; a point where it is known exactly.
  public let enclosure: Interval
  private let evaluation: GraphEvaluation

  /// Where comparisons and signs give up, in bits.
  public static let largestPrecision = Precision(4096)

  /// The number that `form` denotes at the point of `evaluation`.
  ///
  /// Where zero is a member of the enclosure without being the only one, the form at the point is
  /// simplified: it may be a rational, zero above all, for which intervals have no way to tell.
  package init(_ form: Expression, at evaluation: GraphEvaluation, precision: Precision) {
    self.form = form
    self.evaluation = evaluation
    let value = evaluation.enclosure(of: form, precision: precision)
    if let exact = value.sign == nil ? evaluation.exactValue(of: form) : nil {
      enclosure = Interval(exact, precision: precision)
    } else {
      enclosure = value
    }
  }

  /// The certified sign, raised precision included; nil where it could not be told from zero.
  public var sign: Int? {
    if let sign = enclosure.sign { return sign }
    return refined { $0.sign }
  }

  /// The number to `digits` significant digits, or nil where the largest precision does not give
  /// them.
  ///
  /// - Precondition: 1 ≤ `digits` ≤ 1000.
  public func decimal(digits: Int) -> EnclosedDecimal? {
    precondition((1...1000).contains(digits), "digits out of range")
    if let exact = form.provenRational() { return EnclosedDecimal(exact: exact, digits: digits) }
    return refined { EnclosedDecimal($0, digits: digits) }
  }

  /// The binary64 numbers next to the number, equal where it is one itself: the largest that is not
  /// above it and the smallest that is not below it. Whatever the computation, the same number has
  /// the same neighbours, unless it lies within 2^−4000 or so of a binary64 number without being
  /// recognised as equal: then they are the numbers next to that. Nil where nothing is known.
  public var binary64Neighbours: ClosedRange<Double>? {
    func bounds(_ value: Interval) -> ClosedRange<Double>? {
      guard value.isBounded else { return nil }
      // Adding zero makes −0 a plain one.
      return (value.lower.double(rounding: .down) + 0)...(value.upper.double(rounding: .up) + 0)
    }
    let tight = refined { value -> ClosedRange<Double>? in
      guard value.isBounded, value.lower.double(rounding: .up) == value.upper.double(rounding: .up),
        value.lower.double(rounding: .down) == value.upper.double(rounding: .down)
      else { return nil }
      return bounds(value)
    }
    if let tight { return tight }
    let precision = CertifiedQuantity.largestPrecision
    return bounds(
      evaluation.exactValue(of: form).map { Interval($0, precision: precision) }
        ?? evaluation.enclosure(of: form, precision: precision))
  }

  /// What `decide` makes of the enclosure, at this or the first higher precision where it is not
  /// nil; nil past ``largestPrecision``.
  public func refined<Result>(_ decide: (Interval) -> Result?) -> Result? {
    if let result = decide(enclosure) { return result }
    if enclosure.isPoint && enclosure.sign == 0 { return nil }
    let precisions = Ziv(
      from: enclosure.precision, through: CertifiedQuantity.largestPrecision)
    return precisions.dropFirst().lazy.compactMap { precision in
      decide(evaluation.enclosure(of: form, precision: precision))
    }.first
  }

  /// How the number compares with another one at the same point.
  ///
  /// `equal` where the closed forms are identical, or become so at the point; `below` and `above`
  /// where enclosures separate them, at a precision raised as far as ``largestPrecision``.
  ///
  /// - Precondition: both belong to the same evaluation.
  public func compared(to other: CertifiedQuantity) -> CertifiedOrder {
    precondition(evaluation === other.evaluation, "quantities at different points")
    if form == other.form { return .equal }
    if enclosure.isLess(than: other.enclosure) == .yes { return .below }
    if other.enclosure.isLess(than: enclosure) == .yes { return .above }
    // Common terms cancel in the difference of the forms.
    let difference = CertifiedQuantity(
      form - other.form, at: evaluation, precision: enclosure.precision)
    return CertifiedOrder(sign: difference.sign)
  }

  /// Whether the number is less than another one at the same point.
  public func isLess(than other: CertifiedQuantity) -> Truth {
    switch compared(to: other) {
    case .below: .yes
    case .equal, .above: .no
    case .undecided: .unknown
    }
  }
}

extension GraphEvaluation {
  /// The value of a form that simplifies to a rational at the point, else nil.
  func exactValue(of form: Expression) -> Rational? {
    form.substituting(values).provenRational(expanding: true)
  }
}
