import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Bounds of a function, taken from the formula of each piece between kinks: on wide intervals |x| and x
/// would not be known to be the same number.
struct PiecewiseFormula {
  private let pieces: [ActivationFormula.Piece]

  /// Fails where the kinks are not known.
  init(_ formula: ActivationFormula) throws(DualFailure) {
    guard let pieces = formula.pieces else { throw .singular(near: "?") }
    self.pieces = pieces
  }

  /// An upper bound of |σ| on an interval, which is halved where the bound does not show.
  func largestMagnitude(on u: Interval, depth: Int) throws(DualFailure) -> BigFloat {
    var largest = BigFloat.zero(precision: u.precision)
    for piece in pieces {
      let infinity = BigFloat.infinity(precision: u.precision)
      let lower = piece.lower.map { BigFloat($0, precision: u.precision, rounding: .down) }
      let upper = piece.upper.map { BigFloat($0, precision: u.precision, rounding: .up) }
      let place = Interval(lower: lower ?? infinity.negated, upper: upper ?? infinity)
      if let part = u.intersection(place) {
        largest = max(largest, try Self.largestMagnitude(of: piece.formula, on: part, depth))
      }
    }
    return largest
  }

  private static func largestMagnitude(
    of formula: ActivationFormula, on u: Interval, _ depth: Int
  ) throws(DualFailure) -> BigFloat {
    let value = formula.value(at: u, precision: u.precision)
    if value.isBounded { return value.magnitude.upper }
    guard depth > 0 else { throw .undefined(near: u.midpoint.decimal(digits: 3, rounding: .down)) }
    let (left, right) = u.bisected
    return max(
      try largestMagnitude(of: formula, on: left, depth - 1),
      try largestMagnitude(of: formula, on: right, depth - 1))
  }

  /// Bounds of log|σ(u)| for u ≥ start and for u ≤ −start, as quadratics in |u|.
  func growth(from start: BigFloat) throws(DualFailure) -> [QuadraticBound] {
    let precision = Precision(64)
    guard let start = start.rounded(to: Precision(16), rounding: .down).exactRational else {
      throw .growth
    }
    var bounds: [QuadraticBound] = []
    for isNegative in [false, true] {
      // Both the outermost piece and the kinks before it, where these are not yet passed.
      let passed = pieces.filter { piece in
        isNegative
          ? piece.lower.map { $0 < -start } ?? true : piece.upper.map { $0 > start } ?? true
      }
      var bound: QuadraticBound?
      for piece in passed {
        let u = GrowthBound(from: start, isNegative: isNegative, precision: precision)
        guard let part = piece.formula.value(at: u, precision: precision).logarithm else {
          throw .growth
        }
        bound = bound?.maximum(with: part) ?? part
      }
      guard let bound else { throw .growth }
      bounds.append(bound)
    }
    return bounds
  }
}
