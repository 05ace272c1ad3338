import ExactArithmetic
import IntervalArithmetic

/// An interval of machine numbers that contains one of another kind.
struct Span {
  let lower, upper: Double

  init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  init(_ interval: Interval) {
    self.init(
      lower: interval.lower.double(rounding: .down), upper: interval.upper.double(rounding: .up))
  }

  /// The least and the largest |x|.
  var least: Double { max(0, lower, -upper) }
  var largest: Double { max(-lower, upper) }

  func hull(with other: Span) -> Span {
    Span(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}

/// Bounds of |K(x, y)|, K = exp(−θ(x² − 2ρxy + y²))/(2πκ), θ = 1/(2κ²), for complex x = p + iq and real y (or the other
/// way round), and all ρ = √(1 − κ²) of an interval:
///
///     |2πκK| = exp(θ(q² − (p − ρy)²) − y²/2) = exp((q² − p²)/2 + θ(ρ²q² − (y − ρp)²)).
///
/// In machine numbers. Of the some ten operations behind a term none is wrong by more than 2^−53 of its operands'
/// sizes, so that 10⁻¹⁴ of these sizes outweighs them all.
struct GaussianKernelBound {
  let rho, theta: Span
  /// log₂ of 1/(2πκ) at most.
  private let norm: Double
  private static let slack = 1e-14

  /// Nil where κ may be 0 or is too small.
  init?(rho: Interval, spread: Interval) {
    let low = QuadraturePanel.precision
    let spread = spread.rounded(to: low)
    guard spread.sign == 1, spread.lower.exponent > -200 else { return nil }
    let one = Interval(1, precision: low)
    self.rho = Span(rho)
    theta = Span((one / spread.squared).scaled(by: Rational(1, 2)))
    norm = Double((one / (Interval.pi(precision: low).scaled(by: 2) * spread)).upper.exponent)
  }

  /// ρx for x of a span, with some room to both sides: most of where K is not very small.
  func image(of x: Span) -> Span {
    let products = [
      rho.lower * x.lower, rho.lower * x.upper, rho.upper * x.lower, rho.upper * x.upper,
    ]
    let room = 16 / (2 * theta.lower).squareRoot()
    return Span(lower: (products.min() ?? 0) - room, upper: (products.max() ?? 0) + room)
  }

  /// At most |x − ρy| for x and y of spans.
  private func distance(_ x: Span, _ y: Span) -> Double {
    let products = [
      rho.lower * y.lower, rho.lower * y.upper, rho.upper * y.lower, rho.upper * y.upper,
    ]
    let most = max(products[0], products[1], products[2], products[3])
    let least = min(products[0], products[1], products[2], products[3])
    let gap = max(x.lower - most, least - x.upper)
    return max(0, gap - GaussianKernelBound.slack * (x.largest + y.largest))
  }

  /// An e with |K(x, y)| ≤ 2^e for all x with real part in `real` and imaginary part up to `height`, and y in `other`.
  func exponent(_ real: Span, height: Double, _ other: Span) -> Int {
    let (lift, slack) = (height * height, GaussianKernelBound.slack)
    func sum(_ plus: Double, _ minus: Double) -> Double { plus * (1 + slack) - minus * (1 - slack) }
    let distances = (distance(real, other), distance(other, real))
    let first = sum(
      theta.upper * lift,
      theta.lower * distances.0 * distances.0 + other.least * other.least / 2)
    let steepness = max(rho.upper, -rho.lower)
    let second = sum(
      lift / 2 + theta.upper * steepness * steepness * lift,
      theta.lower * distances.1 * distances.1 + real.least * real.least / 2)
    let natural = min(first, second)
    let binary = natural * 1.4426950408889634
    let bound = binary + abs(binary) * slack + norm
    guard bound < Double(PowerSum.unbounded) else { return PowerSum.unbounded }
    return Int(max(bound, -Double(PowerSum.unbounded)).rounded(.up))
  }
}

/// A sum of powers of two, at least.
struct PowerSum {
  /// An exponent that stands for everything beyond it.
  static let unbounded = 1 << 40

  /// The sum is `terms` times 2^unit.
  private let unit: Int
  private var terms = 0.0
  private var isUnbounded = false

  init(unit: Int) { self.unit = unit }

  /// Adds 2^exponent.
  mutating func add(_ exponent: Int) {
    if exponent - unit > 500 {
      isUnbounded = true
    } else {
      // A sum of positive numbers is wrong by 2^−53 of itself a term.
      terms += Double(sign: .plus, exponent: max(exponent - unit, -500), significand: 1 + 1e-9)
    }
  }

  /// The sum, or more; +∞ where a term was too large.
  var total: Interval {
    let low = QuadraturePanel.precision
    if isUnbounded { return .entire(precision: low) }
    let number = BigFloat(terms, precision: low, rounding: .up)
    return Interval(number.scaled(byPowerOfTwo: unit, precision: low, rounding: .up))
  }

  /// An e with the sum at most 2^e.
  var exponent: Int { isUnbounded ? PowerSum.unbounded : PowerSum.exponent(total) }

  /// An e with x ≤ 2^e for all members of x ≥ 0.
  static func exponent(_ x: Interval) -> Int {
    let upper = x.upper
    if upper.isZero { return -unbounded }
    return upper.isFinite ? max(upper.exponent, -unbounded) : unbounded
  }
}
