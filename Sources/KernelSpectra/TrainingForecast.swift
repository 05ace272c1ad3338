import ExactArithmetic
import IntervalArithmetic

/// What the paper's Theorem 3.1 promises for training on the data: ‖y − X(k)‖² ≤ (1 − ηλ_min/2)^k ‖y −
/// X(0)‖², and what kernel gradient descent really does.
///
/// Guarantee: with loss ½‖y − X‖² and kernel K, gradient descent with step η multiplies the component of
/// y − X along an eigenvector of λ by 1 − ηλ. So ‖y − X(k)‖² falls by at most the factor q^k, q = max
/// (1 − ηλ)² over the eigenvalues, and some y attains it: that is ``envelope``. As q is attained at λ_min
/// or λ_max, q ≤ 1 − ηλ_min/2 exactly where ηλ_min ≤ 3/2 and ηλ_max ≤ 2 − λ_min/(2λ_max): up to the step
/// η = (2 − λ_min/(2λ_max))/λ_max the theorem's rate is a bound, beyond it is not.
public struct TrainingForecast: Sendable {
  /// η, exactly.
  public let step: Rational
  /// 1 − ηλ_min/2: what the squared error is multiplied with per step, at most.
  public let rate: Interval
  /// How many steps suffice by that rate for the squared error to fall to `target` of the first.
  public let steps: Integer
  /// max (1 − ηλ)²: the factor per step that is attained.
  public let envelope: Interval
  /// How many steps suffice by the envelope.
  public let envelopeSteps: Integer
  /// The share of the squared error that is to be left.
  public let target: Rational

  /// The share of the squared error that is to be left, unless one says otherwise.
  public static let standardTarget = Rational(1, 1000)

  /// The forecast for a step, or for the largest that the theorem's rate permits; nil where λ_min is 0 or
  /// not known to be positive, so that nothing is promised.
  ///
  /// Throws where the step is not known to be permitted.
  ///
  /// - Precondition: 0 < `target` < 1.
  public init?(
    _ spectrum: KernelSpectrum, step: Rational? = nil, target: Rational = standardTarget
  ) throws(KernelInputError) {
    precondition(target.signum > 0 && target < 1, "a target between 0 and 1")
    guard spectrum.smallest.lower.sign > 0 else { return nil }
    let precision = Precision(
      128 + max(0, spectrum.largest.upper.exponent - spectrum.smallest.lower.exponent))
    let largest = TrainingForecast.largestStep(spectrum)
    if let step, !(step.signum > 0 && step <= largest) {
      throw KernelInputError(
        "the theorem's rate is a bound for steps above 0 and up to "
          + "\(largest.decimal(digits: 6, rounding: .down)) on these data, not for \(step)")
    }
    let chosen = step ?? largest
    let eta = Interval(chosen, precision: precision)
    let one = Interval(1, precision: precision)
    self.step = chosen
    self.target = target
    rate = one - (eta * spectrum.smallest).scaled(by: Rational(1, 2))
    let ends = [spectrum.smallest, spectrum.largest].map { (one - eta * $0).squared }
    envelope = Interval(
      lower: max(ends[0].lower, ends[1].lower), upper: max(ends[0].upper, ends[1].upper))
    guard let steps = TrainingForecast.steps(rate, target),
      let envelopeSteps = TrainingForecast.steps(envelope, target)
    else { return nil }
    self.steps = steps
    self.envelopeSteps = min(steps, envelopeSteps)
  }

  /// A decimal that is at most (2 − λ_min/(2λ_max))/λ_max, and differs from it by what the enclosures
  /// leave open.
  ///
  /// The bound falls as either eigenvalue grows, so that the upper ends decide.
  ///
  /// - Precondition: λ_max is known to be positive.
  public static func largestStep(_ spectrum: KernelSpectrum) -> Rational {
    let precision = Precision(spectrum.largest.precision.bits + 64)
    let least = Interval(spectrum.smallest.upper).rounded(to: precision)
    let most = Interval(spectrum.largest.upper).rounded(to: precision)
    let two = Interval(2, precision: precision)
    let bound = (two - (least / most).scaled(by: Rational(1, 2))) / most
    return Rational(bound.lower.decimal(digits: 12, rounding: .down)) ?? 0
  }

  /// The least k with rate^k ≤ target for every member of `rate`; nil where the rate is not below 1.
  private static func steps(_ rate: Interval, _ target: Rational) -> Integer? {
    if rate.upper.sign <= 0 { return .one }
    let bound = Interval(rate.upper)
    guard let below = rate.upper.compared(to: 1), below < 0 else { return nil }
    let logarithm = bound.logarithm
    guard logarithm.sign == -1 else { return nil }
    let quotient = Interval(target, precision: rate.precision).logarithm / logarithm
    guard let upper = quotient.upper.exactRational else { return nil }
    return max(.one, -(-upper).floor)
  }
}
