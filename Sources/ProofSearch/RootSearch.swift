import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// Looks for a place at which a formula is true because an expression changes sign.
struct RootSearch {
  let problem: GroundProblem

  /// How many pieces the first variable's interval is cut into where it is the only one, and how many
  /// where there are others, which stay at a few values.
  private static let pieces = (alone: 64, among: 16)

  /// Whether the formula has an equation. (Other formulas may be true by a zero too, where it is a
  /// double one.)
  var hasEquation: Bool { !problem.equations.isEmpty }

  /// A narrow segment with a certified sign change, or an exact rational root.
  func root() -> Certificate.Evidence? {
    let count = problem.variables.count
    guard count >= 1, count <= 3 else { return nil }
    let box = problem.box
    for moving in (0..<count) where box.lower[moving] < box.upper[moving] {
      for others in fixedValues(apartFrom: moving) {
        if Interruption.isDue { return nil }
        if let root = root(moving, others) { return root }
      }
    }
    return nil
  }

  /// Points whose coordinates, the moving one apart, are simple numbers of the domain.
  private func fixedValues(apartFrom moving: Int) -> CartesianProduct<Rational> {
    CartesianProduct(
      problem.domain.enumerated().map { index, interval in
        let middle = (interval.lower + interval.upper) / 2
        return index == moving
          ? [middle]
          : [middle, 0, Rational(1, 2), Rational(-1, 2), interval.upper, interval.lower]
            .filter { interval.contains($0) }
      })
  }

  private func root(_ moving: Int, _ others: [Rational]) -> Certificate.Evidence? {
    let precision = Search.startingPrecision
    let (low, high) = (problem.domain[moving].lower, problem.domain[moving].upper)
    let pieces = problem.variables.count == 1 ? Self.pieces.alone : Self.pieces.among
    let points = (0...pieces).map { piece -> [Rational] in
      var point = others
      point[moving] = low + (high - low) * Rational(piece) / Rational(pieces)
      return point
    }.filter { problem.contains($0) }
    if let exact = points.first(where: { problem.truth(at: $0, precision: precision) == .yes }) {
      return .point(exact, precision)
    }
    for (a, b) in zip(points, points.dropFirst())
    where problem.hasRoot(from: a, to: b, precision) {
      return narrowed(moving: moving, from: a, to: b)
    }
    for (a, b) in zip(points, points.dropFirst()) {
      if let (low, high) = closer(moving: moving, from: a, to: b) {
        return narrowed(moving: moving, from: low, to: high)
      }
    }
    return nil
  }

  /// A shorter segment with a root, around a place where an equation changes its sign: what the formula says
  /// besides may be true near to that place alone.
  private func closer(
    moving: Int, from a: [Rational], to b: [Rational]
  ) -> (lower: [Rational], upper: [Rational])? {
    let precision = Precision(128)
    for equation in problem.equations where problem.formulaAtoms.count > 1 {
      let program = Program([equation], inputs: problem.variables)
      func sign(at point: [Rational]) -> Int {
        let sides = point.map { Interval($0, precision: precision) }
        return program.evaluate(sides, precision: precision)[0].sign ?? 0
      }
      var (low, high) = (a, b)
      let start = sign(at: low)
      guard start != 0, sign(at: high) == -start else { continue }
      for _ in 0..<40 {
        if Interruption.isDue { return nil }
        var middle = low
        middle[moving] = (low[moving] + high[moving]) / 2
        if sign(at: middle) == start { low = middle } else { high = middle }
        if problem.hasRoot(from: low, to: high, precision) { return (low, high) }
      }
    }
    return nil
  }

  private func narrowed(
    moving: Int, from a: [Rational], to b: [Rational]
  ) -> Certificate.Evidence {
    let precision = Precision(128)
    var (low, high) = (a, b)
    for _ in 0..<40 {
      var middle = low
      middle[moving] = (low[moving] + high[moving]) / 2
      if problem.truth(at: middle, precision: precision) == .yes {
        return .point(middle, precision)
      }
      if problem.hasRoot(from: low, to: middle, precision) {
        high = middle
      } else if problem.hasRoot(from: middle, to: high, precision) {
        low = middle
      } else {
        break
      }
    }
    let isNarrow = problem.hasRoot(from: low, to: high, precision)
    return .signChange(
      lower: low, upper: high, isNarrow ? precision : Search.startingPrecision)
  }
}
