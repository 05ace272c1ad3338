import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// How large a function is on parts of the line.
struct MagnitudeProfile {
  private static let count = 64
  private let function: ScaledActivation
  private let formula: PiecewiseFormula
  private let reach: Double
  /// More than the binary logarithm of how many parts there are.
  private let room: Int
  /// Intervals, and exponents of two that bound their lengths times the largest value there.
  private var parts: [(range: Span, mass: Int)] = []

  init(_ function: ScaledActivation, _ reach: Interval) throws(DualFailure) {
    self.function = function
    self.reach = reach.upper.double(rounding: .up)
    formula = try PiecewiseFormula(function.formula)
    let step = reach.scaled(by: Rational(1, 32))
    let half = MagnitudeProfile.count / 2
    let end = reach.upper
    var edges = function.kinks.filter { end.negated <= $0.lower && $0.upper <= end }
    for index in -half...half {
      let edge = Interval(step.scaled(by: Rational(index)).midpoint)
      if !edges.contains(where: { $0.overlaps(edge) }) { edges.append(edge) }
    }
    edges.sort { $0.lower < $1.lower }
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      let panel = Panel(lower: lower, upper: upper)
      guard let piece = function.piece(containing: panel) else { throw .budget }
      parts.append((Span(panel.range), function.mass(piece, panel.range)))
    }
    room = Int.bitWidth - parts.count.leadingZeroBitCount
  }

  /// An e for which 2^e bounds ∫∫ |f(x)g(y)K(x, y)|.
  func product(with other: MagnitudeProfile, _ kernel: GaussianKernelBound) -> Int {
    parts.reduce(-PowerSum.unbounded) { largest, part in
      max(largest, part.mass + other.largest(within: part.range, height: 0, kernel))
    } + room
  }

  /// An e for which 2^e bounds the length of a range times |g| there.
  private func mass(_ range: Interval) throws(DualFailure) -> Int {
    let largest = try formula.largestMagnitude(on: function.coarseRoot * range, depth: 12)
    return PowerSum.exponent(Interval(largest) * Interval(range.width))
  }

  /// The same for all real x of a span: with what is nearest to ρx by itself.
  func largest(near x: Span, _ kernel: GaussianKernelBound) throws(DualFailure) -> Int {
    let near = kernel.image(of: x)
    let span = Span(lower: max(near.lower, -reach), upper: min(near.upper, reach))
    guard span.lower < span.upper else { return largest(within: x, height: 0, kernel) }
    let range = Interval(
      lower: BigFloat(span.lower, precision: QuadraturePanel.precision, rounding: .down),
      upper: BigFloat(span.upper, precision: QuadraturePanel.precision, rounding: .up))
    var largest = try mass(range) + kernel.exponent(x, height: 0, span)
    for part in parts {
      for side in [
        Span(lower: part.range.lower, upper: min(part.range.upper, span.lower)),
        Span(lower: max(part.range.lower, span.upper), upper: part.range.upper),
      ] where side.lower <= side.upper {
        largest = max(largest, part.mass + kernel.exponent(x, height: 0, side))
      }
    }
    // Three terms a part at most.
    return largest + room + 2
  }

  /// An e for which 2^e bounds ∫ |g(y)K(x, y)| dy for all x of a rectangle of complex numbers.
  func largest(within real: Span, height: Double, _ kernel: GaussianKernelBound) -> Int {
    var largest = -PowerSum.unbounded
    for part in parts {
      largest = max(largest, part.mass + kernel.exponent(real, height: height, part.range))
    }
    return largest + room
  }
}

extension ScaledActivation {
  /// An e for which 2^e bounds ∫ |f| over a part of the line where f is given by `piece`.
  func mass(_ piece: ActivationFormula, _ range: Interval) -> Int {
    let low = QuadraturePanel.precision
    let range = range.rounded(to: low)
    let zero = Interval(0, precision: low)
    let quarter = Interval(range.width).scaled(by: Rational(1, 4))
    var largest = zero
    for part in 0..<4 {
      let ends = [part, part + 1].map { Interval(range.lower) + quarter.scaled(by: Rational($0)) }
      guard let size = bound(piece, real: ends[0].hull(with: ends[1]), imaginary: zero)
      else { return PowerSum.unbounded }
      largest = .maximum(largest, size)
    }
    return PowerSum.exponent(largest * Interval(range.width))
  }
}
