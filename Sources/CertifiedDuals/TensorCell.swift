import CMultiprecision
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// exp(c ξ_i ξ_j) for the nodes ξ of a rule, in floating point.
final class CouplingMatrix {
  private let numbers: NumberArray
  private let count: Int
  private let precision: Precision
  /// c.
  let exponent: Interval
  /// How much an exponent may be wrong.
  let uncertainty: Interval

  init(_ factor: Interval, _ rule: GaussLegendreRule, _ precision: Precision) {
    exponent = factor
    self.precision = precision
    count = rule.nodes.count
    numbers = NumberArray(count: count * count, precision: precision)
    var radius = BigFloat.zero(precision: Precision(64))
    let last = count - 1
    // The nodes are symmetric about 0.
    for i in 0..<(count + 1) / 2 {
      let scaled = factor * rule.nodes[i]
      for j in 0...i {
        let exponent = scaled * rule.nodes[j]
        radius = max(radius, exponent.radius.rounded(to: Precision(64), rounding: .up))
        let value = numbers[i * count + j]
        exponent.midpoint.withMPFR { _ = mpfr_exp(value, $0, MPFR_RNDN) }
        for (k, l) in [(j, i), (last - i, last - j), (last - j, last - i)] {
          mpfr_set(numbers[k * count + l], value, MPFR_RNDN)
        }
        let inverse = numbers[i * count + last - j]
        if j != last - j && i != last - i { mpfr_ui_div(inverse, 1, value, MPFR_RNDN) }
        for (k, l) in [(last - j, i), (last - i, j), (j, last - i)] {
          mpfr_set(numbers[k * count + l], inverse, MPFR_RNDN)
        }
      }
    }
    uncertainty = Interval(radius)
  }

  private init(_ matrix: CouplingMatrix, _ precision: Precision) {
    (exponent, count, uncertainty) = (matrix.exponent, matrix.count, matrix.uncertainty)
    self.precision = precision
    numbers = NumberArray(count: count * count, precision: precision)
    for index in 0..<count * count { mpfr_set(numbers[index], matrix.numbers[index], MPFR_RNDN) }
  }

  /// The same with each number rounded once more.
  func rounded(to precision: Precision) -> CouplingMatrix {
    precision == self.precision ? self : CouplingMatrix(self, precision)
  }

  subscript(i: Int, j: Int) -> NumberArray.Number { numbers[i * count + j] }
}

/// A panel on one of the axes with the values of a function at its nodes.
final class TensorCell {
  /// What is known of a panel's ellipse. Bounds are exponents of two.
  struct Outline {
    /// A box that holds it: real parts, and a bound of the imaginary ones.
    let real: Span
    let height: Double
    /// The rule's error, for an integrand that is at most 1 on the ellipse.
    let rule: Int
    /// A bound of the function on the ellipse.
    var supremum = 0

    init(_ ellipse: Ellipse, _ panel: Panel, nodeCount: Int) {
      // `Ellipse` has room for the roundings.
      real = Span(
        lower: ellipse.centre - ellipse.semiMajor, upper: ellipse.centre + ellipse.semiMajor
      ).hull(with: Span(panel.range))
      height = ellipse.semiMinor
      rule = PowerSum.exponent(ellipse.ruleFactor(nodeCount: nodeCount))
    }
  }

  /// What there is at the nodes.
  struct Samples {
    let places: [Interval]
    /// Weight times value, in floating point.
    let values: NumberArray
    /// The sum of their absolute values, and that of what they may be wrong by.
    let mass, uncertainty: Interval
  }

  let centre, half: Interval
  let range: Span
  let outline: Outline
  /// 2^mass bounds ∫ |f| over the panel, and the panel's length times |f| on it.
  let mass: Int
  private let function: ScaledActivation
  private let piece: ActivationFormula
  private var known: Samples?

  /// The exponent of the rule's error for f times a factor that is at most 1 on the ellipse.
  var error: Int { outline.rule + outline.supremum }

  /// Zero is an end of panels.
  var isLeftOfZero: Bool { centre.upper.sign < 0 }

  init(
    _ function: ScaledActivation, _ piece: ActivationFormula, _ panel: Panel, centre: Interval,
    half: Interval, _ outline: Outline, mass: Int
  ) {
    (self.function, self.piece) = (function, piece)
    (self.centre, self.half, self.outline, self.mass) = (centre, half, outline, mass)
    range = Span(panel.range)
  }

  /// The values at the nodes of a rule, made when they are needed first.
  func samples(_ rule: GaussLegendreRule) throws(DualFailure) -> Samples {
    if let known { return known }
    let low = QuadraturePanel.precision
    let values = NumberArray(count: rule.nodes.count, precision: half.precision)
    var places: [Interval] = []
    var (mass, uncertainty) = (Interval(0, precision: low), Interval(0, precision: low))
    for (index, (node, weight)) in zip(rule.nodes, rule.weights).enumerated() {
      let place = centre + half * node
      let value = function.value(piece, at: place) * weight * half
      guard value.isBounded else {
        throw .undefined(near: place.lower.decimal(digits: 3, rounding: .nearestEven))
      }
      value.midpoint.withMPFR { _ = mpfr_set(values[index], $0, MPFR_RNDN) }
      mass = mass + Interval(value.magnitude.upper).rounded(to: low)
      uncertainty = uncertainty + Interval(value.radius).rounded(to: low)
      places.append(place)
    }
    let samples = Samples(
      places: places, values: values, mass: Interval(mass.upper),
      uncertainty: Interval(uncertainty.upper))
    known = samples
    return samples
  }
}
