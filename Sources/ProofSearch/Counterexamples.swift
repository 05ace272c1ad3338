import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements

/// Looks for simple points at which a formula fails.
struct Counterexamples {
  let problem: GroundProblem

  /// The numbers that are tried first, simple ones before others.
  private static let candidates: [Rational] = {
    var all: [Rational] = []
    for denominator in [1, 2, 3, 4, 5, 10, 100, 1000] {
      for numerator in 0...denominator {
        let value = Rational(Integer(numerator), Integer(denominator))
        // Of hundredths and thousandths only the first and the last.
        let isInner = 1 < numerator && numerator < denominator - 1
        if denominator > 10 && isInner { continue }
        for signed in [value, -value] where !all.contains(signed) { all.append(signed) }
      }
    }
    return all
  }()

  /// A point made of simple numbers at which the formula fails.
  func simple() -> [Rational]? {
    let sides = problem.domain.map { interval in
      var values = Self.candidates.filter { interval.contains($0) }
      let middle = (interval.lower + interval.upper) / 2
      let others = [interval.lower, interval.upper, middle] + (2...10).map { Rational($0) }
      for value in others where interval.contains(value) && !values.contains(value) {
        values.append(value)
      }
      return values
    }
    switch sides.count {
    case 0: return nil
    case 1: return first(of: sides[0].lazy.map { [$0] })
    default:
      // Few values a side where there are several variables.
      let few = sides.map { Array($0.prefix(sides.count == 2 ? 15 : 7)) }
      return first(of: CartesianProduct(few).lazy.prefix(2000))
    }
  }

  /// The first of some points at which the formula fails, as long as the work is wanted.
  private func first(
    of points: some Sequence<[Rational]>, _ precision: Precision = Search.startingPrecision
  ) -> [Rational]? {
    for point in points {
      if Interruption.isDue { return nil }
      if isCounterexample(point, precision) { return point }
    }
    return nil
  }

  /// A point near a corner of the domain, where some coordinates are ends of their intervals and
  /// others closer to them than subdivision gets.
  func nearCorners() -> ([Rational], Precision)? {
    guard (1...2).contains(problem.domain.count) else { return nil }
    let precision = Precision(256)
    for digits in stride(from: 8, through: 64, by: 8) {
      let sides = problem.domain.map { interval -> [Rational] in
        let (low, high) = (interval.lower, interval.upper)
        let step = (high - low).scaled(byPowerOfTwo: -digits)
        return [low, low + step, low + step + step, high - step - step, high - step, high]
      }
      if let point = first(of: CartesianProduct(sides), precision) { return (point, precision) }
    }
    return nil
  }

  /// A search at points spread over the domain only, for a formula that cannot be established.
  func scattered(_ budget: SharedBudget) -> SearchResult {
    let precision = Precision(min(budget.limit.precision.bits, 256))
    let pieces = [1: 256, 2: 24][problem.domain.count] ?? 6
    let points = CartesianProduct(
      problem.domain.prefix(4).map { interval in
        let width = (interval.upper - interval.lower) / Rational(pieces)
        return (0...pieces).map { interval.lower + width * Rational($0) }
      })
    for point in points {
      if let stop = budget.take() { return .undecided(stop) }
      if isCounterexample(point, precision) { return .refuted(point, precision) }
    }
    return .undecided(
      "an equality is proved by canonical forms only, and these do not show it; no counterexample "
        + "was found at \(points.count) points")
  }

  private func isCounterexample(
    _ point: [Rational], _ precision: Precision = Search.startingPrecision
  ) -> Bool {
    problem.contains(point) && problem.truth(at: point, precision: precision) == .no
  }

  /// A point with smaller denominators near a counterexample at which the formula fails too.
  func simplified(_ point: [Rational], _ precision: Precision) -> [Rational] {
    var best = point
    for index in point.indices {
      var width = Rational(1, 4)
      for _ in 0..<64 {
        var candidate = best
        candidate[index] = Rational.simplest(
          between: point[index] - width, and: point[index] + width)
        if isCounterexample(candidate, precision) {
          best = candidate
          break
        }
        width = width / 4
      }
    }
    return best
  }
}
