import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// x ↦ σ(√q x), so that x is a standard Gaussian variable where σ's argument has the variance q; piece by
/// piece.
struct ScaledActivation {
  /// A part of the line on which the function is analytic.
  struct Piece {
    /// The ends; nil where there is none.
    let lower, upper: Interval?
    let formula: ActivationFormula

    /// Whether the piece contains the panel, whose ends may be the piece's own.
    func contains(_ panel: Panel) -> Bool {
      (lower.map { $0.isSame(as: panel.lower) || $0.upper <= panel.lower.lower } ?? true)
        && (upper.map { $0.isSame(as: panel.upper) || panel.upper.upper <= $0.lower } ?? true)
    }
  }

  let formula: ActivationFormula
  /// √q, and with few bits.
  let root, coarseRoot: Interval
  let pieces: [Piece]

  /// Fails where the kinks are not known.
  init(_ formula: ActivationFormula, variance: Interval) throws(DualFailure) {
    guard let pieces = formula.pieces else { throw .singular(near: "?") }
    let root = variance.squareRoot
    self.formula = formula
    self.root = root
    coarseRoot = root.rounded(to: QuadraturePanel.precision)
    let place = { (kink: Rational) in
      kink.isZero
        ? Interval(0, precision: root.precision) : Interval(kink, precision: root.precision) / root
    }
    self.pieces = pieces.map {
      Piece(lower: $0.lower.map(place), upper: $0.upper.map(place), formula: $0.formula)
    }
  }

  /// The places between pieces.
  var kinks: [Interval] { pieces.compactMap(\.upper) }

  /// The formula of the piece that contains the panel, if one does.
  func piece(containing panel: Panel) -> ActivationFormula? {
    pieces.first { $0.contains(panel) }?.formula
  }

  /// The formula of the piece that contains every number of `range`, if one does.
  func piece(containing range: Interval) -> ActivationFormula? {
    piece(containing: Panel(lower: Interval(range.lower), upper: Interval(range.upper)))
  }

  /// The value at a real x by the formula of a piece.
  func value(_ piece: ActivationFormula, at x: Interval) -> Interval {
    piece.value(at: root * x, precision: root.precision)
  }

  /// An upper bound of |σ(√q x)| by the formula of a piece on a rectangle of complex numbers; nil where it is
  /// not known to be analytic there.
  func bound(_ piece: ActivationFormula, real: Interval, imaginary: Interval) -> Interval? {
    let place = ComplexInterval(real: coarseRoot * real, imaginary: coarseRoot * imaginary)
    let size = piece.value(at: place, precision: QuadraturePanel.precision).magnitudeBound
    return size.isFinite ? Interval(size) : nil
  }

  /// An upper bound of |σ(√q x)| for |x| ≤ `end`.
  func largestMagnitude(within end: Interval) throws(DualFailure) -> Interval {
    let reach = (coarseRoot * end).upper
    let step = Interval(reach).scaled(by: Rational(1, 32))
    let parts = try PiecewiseFormula(formula)
    var largest = BigFloat.zero(precision: QuadraturePanel.precision)
    for index in -32..<32 {
      let cell = (step.scaled(by: Rational(index))).hull(with: step.scaled(by: Rational(index + 1)))
      largest = max(largest, try parts.largestMagnitude(on: cell, depth: 12))
    }
    return Interval(largest)
  }
}
