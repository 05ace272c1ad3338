import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Gauss–Legendre quadrature on one panel of the half-line u > 0, with a proven error for every
/// integrand σ(u)h_k(u/√q)φ_q(u), k ≤ n, and for σ(u)²φ_q(u).
///
/// φ_q is the density of N(0, q), h_k the orthonormal Hermite polynomial. For F analytic in the Bernstein
/// ellipse of a panel of half-length H with |F| ≤ M there, the error of m nodes is at most
/// M times ``Ellipse/ruleFactor(nodeCount:)``. On the ellipse, with u = x + iy,
///
///     |φ_q(u)| = exp((y² − x²)/(2q))/√(2πq)
///     |h_k(u/√q)| ≤ K·exp(x²/(4q) + |y|√(k/q))
///
/// the latter because h_k′ = √k·h_{k−1}: Taylor's series along the imaginary axis with Cramér's bound
/// |h_k(x)| ≤ K·exp(x²/4) for each term, K < 1.09.
struct QuadraturePanel {
  /// The panel.
  let lower, upper: Rational
  /// What σ is on the panel, and what u ↦ σ(−u) is: one formula where σ is even or odd.
  let formulas: [ActivationFormula]
  /// Bounds of the errors of the two kinds of integrals, for either formula.
  var coefficientError: BigFloat
  var momentError: BigFloat

  /// What stays the same from panel to panel.
  struct Measure {
    /// 1/q, √(n/q) and √(2πq).
    let inverse, slope, norm: Interval
    /// How many nodes a panel has.
    let nodeCount: Int
    /// How far a node may be from where it should be.
    let displacement: BigFloat
    /// The largest errors accepted.
    let coefficientTolerance, momentTolerance: BigFloat
  }

  static let precision = Precision(64)

  /// The panel with the first of several ellipses that give errors within the tolerances; nil where
  /// none does.
  init?(
    lower: Rational, upper: Rational, formulas: [ActivationFormula], _ measure: Measure
  ) {
    self.lower = lower
    self.upper = upper
    self.formulas = formulas
    let half = ((upper - lower) / 2).approximation
    let centre = ((upper + lower) / 2).approximation
    guard (1e-280...1e280).contains(half), centre <= 1e280 else { return nil }
    for parameter in Ellipse.parameters {
      let ellipse = Ellipse(centre: centre, half: half, parameter: parameter)
      guard measure.isPromising(ellipse) else { continue }
      var largest: (coefficient: BigFloat, moment: BigFloat)?
      for formula in formulas {
        guard let bound = measure.bound(formula, on: ellipse) else {
          largest = nil
          break
        }
        largest = largest.map { (max($0.0, bound.0), max($0.1, bound.1)) } ?? bound
      }
      guard let largest else { continue }
      let errors = [largest.coefficient, largest.moment].map { measure.error($0, ellipse) }
      if errors[0] <= measure.coefficientTolerance && errors[1] <= measure.momentTolerance {
        coefficientError = errors[0]
        momentError = errors[1]
        return
      }
    }
    return nil
  }
}

extension QuadraturePanel.Measure {
  /// Whether the bound could be within the tolerance for a σ of moderate size: a glance in machine
  /// numbers, on which no guarantee rests.
  func isPromising(_ ellipse: Ellipse) -> Bool {
    let number = { (x: Interval) in x.upper.double(rounding: .nearestEven) }
    let (q, height) = (1 / number(inverse), ellipse.semiMinor)
    let nearest = max(ellipse.centre - ellipse.half, 0)
    let exponent =
      height * height / (2 * q) + height * number(slope) - nearest * nearest / (4 * q)
    let gain = Double(nodeCount) * 2 * ellipse.parameter.logarithm
    let allowed = Double(coefficientTolerance.exponent) * 0.7
    return height.isFinite && exponent - gain < allowed + 40
  }

  /// Bounds of |σ h_k φ_q|, k ≤ n, and |σ² φ_q| on an ellipse in which σ is proved to be analytic.
  func bound(
    _ formula: ActivationFormula, on ellipse: Ellipse
  ) -> (coefficient: BigFloat, moment: BigFloat)? {
    let bounds = ellipse.largest(count: 2) { real, imaginary in
      let size = formula.value(
        at: ComplexInterval(real: real, imaginary: imaginary), precision: QuadraturePanel.precision
      ).magnitudeBound
      guard size.isFinite else { return nil }
      let magnitude = Interval(size)
      let distance = Interval(real.magnitude.lower).squared * inverse
      let lift = Interval(imaginary.upper).squared * inverse
      let half = Rational(1, 2)
      let moment = magnitude.squared * (lift - distance).exponential
      let wave =
        (lift - distance.scaled(by: half)).scaled(by: half)
        + Interval(imaginary.upper) * slope
      let coefficient = (magnitude * wave.exponential).scaled(by: Rational(109, 100))
      return [(coefficient / norm).upper, (moment / norm).upper]
    }
    return bounds.map { ($0[0], $0[1]) }
  }

  /// The error of the rule for an integrand bounded by `bound` on the ellipse: that of exact nodes, and
  /// what it adds that each is displaced, |F′| ≤ M/(distance to the ellipse) by Cauchy's estimate.
  func error(_ bound: BigFloat, _ ellipse: Ellipse) -> BigFloat {
    let precision = QuadraturePanel.precision
    let point = { (value: Double) in
      Interval(BigFloat(value, precision: precision, rounding: .down))
    }
    let r = point(ellipse.parameter)
    // A little more than the half-length.
    let half = point(ellipse.half * (1 + 1e-9))
    let one = Interval(1, precision: precision)
    let rule = ellipse.ruleFactor(nodeCount: nodeCount)
    // The ellipse is (r − 1)²/(2r) half-lengths away from the panel, nowhere less.
    let distance = (r - one).squared / r * half.scaled(by: Rational(49, 100))
    let displaced =
      Interval(displacement) * half.scaled(by: 2) / (distance - Interval(displacement))
    return (Interval(bound) * (rule + displaced)).upper
  }
}

extension Rational {
  /// The nearest machine number, nearly.
  fileprivate var approximation: Double {
    BigFloat(self, precision: Precision(53), rounding: .nearestEven).double(rounding: .nearestEven)
  }
}

extension Double {
  /// The natural logarithm, for estimates.
  fileprivate var logarithm: Double {
    BigFloat(self, precision: Precision(53), rounding: .nearestEven)
      .log(precision: Precision(53), rounding: .nearestEven).double(rounding: .nearestEven)
  }
}
