import ExactArithmetic
import IntervalArithmetic
import Statements

/// How the checker is to cover an interval: a term of the type `plan` of the Coq library.
struct CoqPlan {
  /// The v₀ = 1/q of the pieces next to −1 and 1, where there are such pieces.
  var fromMinusOne: Integer?
  var toOne: Integer?
  /// The ends of the closed sub-intervals between, at least two.
  var cuts: [Rational]

  /// The least common denominator of the cut points.
  var denominator: Integer {
    cuts.reduce(1) { common, cut in
      let divisor = Integer.gcd(common, cut.denominator)
      return common * cut.denominator.dividedExactly(by: divisor)
    }
  }

  /// Splits the interval until every piece is accepted by ``CheckerArithmetic``; nil where some piece
  /// never is, or where there would be more than `limit` pieces.
  init?(
    _ formula: CoqFormula, _ truth: Bool, on interval: RealInterval,
    _ arithmetic: CheckerArithmetic, limit: Int
  ) {
    var search = Search(formula: formula, truth: truth, arithmetic: arithmetic, limit: limit)
    var (lower, upper) = (interval.lower, interval.upper)
    if lower == -1, let q = search.endPiece(isUpper: false, isClosed: interval.includesLower) {
      fromMinusOne = Integer(q)
      lower = min(upper, -1 + Rational(1, Integer(q * q)))
    }
    if upper == 1, let q = search.endPiece(isUpper: true, isClosed: interval.includesUpper) {
      toOne = Integer(q)
      upper = max(lower, 1 - Rational(1, Integer(q * q)))
    }
    cuts = [lower]
    guard search.cover(lower, upper, depth: 0) else { return nil }
    cuts += search.ends
  }

  private struct Search {
    let formula: CoqFormula
    let truth: Bool
    let arithmetic: CheckerArithmetic
    let limit: Int
    var ends: [Rational] = []

    /// Cut points are no finer than this many halvings of the interval.
    private static let deepest = 40
    /// The smallest piece at an end that is tried is that within 2⁻²⁴ of it.
    private static let smallestStart = 12

    init(formula: CoqFormula, truth: Bool, arithmetic: CheckerArithmetic, limit: Int) {
      self.formula = formula
      self.truth = truth
      self.arithmetic = arithmetic
      self.limit = limit
    }

    /// The q of the largest v₀ = 1/q with which the piece at an end is accepted, or nil where it is
    /// not needed or never is.
    func endPiece(isUpper: Bool, isClosed: Bool) -> Int? {
      let width = Rational(1, 64)
      if isUpper ? isAccepted(1 - width, 1) : isAccepted(-1, -1 + width) { return nil }
      if isClosed, !arithmetic.isAccepted(formula, truth, at: isUpper ? 1 : -1) { return nil }
      return (0...Self.smallestStart).lazy.map { 1 << $0 }.first { q in
        let models = EndpointModels(arithmetic, start: Rational(1, Integer(q)))
        func shown(_ e: CoqExpression) -> CoqExpression { isUpper ? e : e.reflected }
        return formula.isEstablished(
          truth, positive: { models.isPositive(shown($0)) },
          nonnegative: { models.isNonnegative(shown($0)) })
      }
    }

    private func isAccepted(_ lower: Rational, _ upper: Rational) -> Bool {
      let x = Interval(lower: lower, upper: upper, precision: arithmetic.precision)
      return formula.isEstablished(
        truth, positive: { arithmetic.isPositive($0, x) },
        nonnegative: { arithmetic.isNonnegative($0, x) })
    }

    /// Appends the ends of accepted pieces of [lower, upper].
    mutating func cover(_ lower: Rational, _ upper: Rational, depth: Int) -> Bool {
      if ends.count >= limit { return false }
      if isAccepted(lower, upper) {
        ends.append(upper)
        return true
      }
      if depth == Self.deepest || lower == upper { return false }
      let middle = (lower + upper) / 2
      return cover(lower, middle, depth: depth + 1) && cover(middle, upper, depth: depth + 1)
    }
  }
}

extension CheckerArithmetic {
  /// Whether the formula, or its negation, is accepted at one point (`at_point` of the Coq library).
  func isAccepted(_ formula: CoqFormula, _ truth: Bool, at point: Rational) -> Bool {
    let x = Interval(point, precision: precision)
    return formula.isEstablished(
      truth,
      positive: { isPositive($0, x) || (exact($0, point, x)?.signum ?? 0) > 0 },
      nonnegative: { isNonnegative($0, x) || (exact($0, point, x)?.signum ?? -1) >= 0 })
  }
}
