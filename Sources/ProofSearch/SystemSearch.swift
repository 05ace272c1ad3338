import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// Looks for a place at which several equations hold together: Newton's method in machine numbers from some
/// starting points, and around what it finds a box in which a solution is certain.
struct SystemSearch {
  let problem: GroundProblem
  private let equations: [Expression]

  /// nil where there are not several equations, or more than variables.
  init?(_ problem: GroundProblem) {
    self.problem = problem
    equations = problem.equations
    guard (2...4).contains(equations.count), equations.count <= problem.variables.count else {
      return nil
    }
  }

  /// A point or a box with a solution.
  func solution() -> Certificate.Evidence? {
    let movable = problem.variables.indices.filter {
      problem.domain[$0].lower < problem.domain[$0].upper
    }
    for moving in Self.choices(of: equations.count, from: movable) {
      if let found = solution(moving) { return found }
      if Interruption.isDue { return nil }
    }
    return nil
  }

  /// The sub-sequences of a length.
  private static func choices(of count: Int, from all: [Int]) -> [[Int]] {
    if count == 0 { return [[]] }
    return all.indices.flatMap { first in
      choices(of: count - 1, from: Array(all[(first + 1)...])).map { [all[first]] + $0 }
    }
  }

  private func solution(_ moving: [Int]) -> Certificate.Evidence? {
    let names = problem.variables
    let program = Program(
      equations + equations.flatMap { equation in moving.map { equation.derivative(names[$0]) } },
      inputs: names)
    let pieces = [2: 5, 3: 3, 4: 2][moving.count] ?? 2
    let starts = CartesianProduct(
      problem.domain.enumerated().map { index, interval -> [Double] in
        let (low, high) = (interval.lower.nearestDouble, interval.upper.nearestDouble)
        guard moving.contains(index) else { return [(low + high) / 2, low + (high - low) * 0.3] }
        return (0..<pieces).map { low + (high - low) * (Double($0) + 0.53) / Double(pieces) }
      })
    for start in starts {
      if Interruption.isDue { return nil }
      guard let place = newton(program, moving, from: start) else { continue }
      if let evidence = evidence(near: place, moving, program) { return evidence }
    }
    return nil
  }

  /// Values of the equations, and of their derivatives row by row.
  private func values(
    _ program: Program, _ count: Int, at point: [Double]
  ) -> (values: [Double], slopes: [[Double]])? {
    let sides = point.compactMap { Rational(exactly: $0) }.map {
      Interval($0, precision: Precision(64))
    }
    guard sides.count == point.count else { return nil }
    let all = program.evaluate(sides, precision: Precision(64)).map {
      $0.isIndeterminate ? Double.nan : ($0.midpoint.exactRational?.nearestDouble ?? .nan)
    }
    guard all.allSatisfy(\.isFinite) else { return nil }
    let slopes = (0..<count).map { row in (0..<count).map { all[count + row * count + $0] } }
    return (Array(all.prefix(count)), slopes)
  }

  private func newton(_ program: Program, _ moving: [Int], from start: [Double]) -> [Double]? {
    var point = start
    for _ in 0..<40 {
      guard let (values, slopes) = values(program, moving.count, at: point),
        let step = Self.solved(slopes, values)
      else { return nil }
      for (place, variable) in moving.enumerated() {
        let (low, high) = (
          problem.domain[variable].lower.nearestDouble,
          problem.domain[variable].upper.nearestDouble
        )
        point[variable] = min(max(point[variable] - step[place], low), high)
      }
      if step.allSatisfy({ abs($0) < 1e-14 }) { return point }
    }
    return nil
  }

  /// The solution of a system of linear equations in machine numbers.
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let rows = zip(matrix, right).map { $0 + [$1] }
    let exact = rows.map { $0.compactMap { Rational(exactly: $0) } }
    guard exact.allSatisfy({ $0.count == right.count + 1 }) else { return nil }
    let columns = right.indices.map { column in exact.map { $0[column] } }
    return LinearSystem.solution(columns, exact.map { $0[right.count] })?.map(\.nearestDouble)
  }

  /// An exact solution with simple coordinates, or a box with a certain one.
  private func evidence(
    near place: [Double], _ moving: [Int], _ program: Program
  ) -> Certificate.Evidence? {
    let center = place.compactMap { Rational(exactly: $0) }
    guard center.count == place.count else { return nil }
    let tolerance = Rational(1).scaled(byPowerOfTwo: -30)
    let simple = center.map { Rational.simplest(between: $0 - tolerance, and: $0 + tolerance) }
    for point in [simple, center] where problem.contains(point) {
      if problem.truth(at: point, precision: Precision(128)) == .yes {
        return .point(point, Precision(128))
      }
    }
    guard let slopes = values(program, moving.count, at: place)?.slopes else { return nil }
    let units = moving.indices.map { row in moving.indices.map { $0 == row ? 1.0 : 0 } }
    // The columns of the inverse.
    let columns = units.compactMap { Self.solved(slopes, $0) }
    guard columns.count == moving.count else { return nil }
    let matrix = moving.indices.flatMap { row in
      columns.map { Self.rounded($0[row]) }
    }
    let others = center.indices.map { moving.contains($0) ? center[$0] : simple[$0] }
    for digits in [20, 28, 12, 7] {
      let radius = Rational(1).scaled(byPowerOfTwo: -digits)
      let middle = others.indices.map { index -> Rational in
        guard moving.contains(index) else { return others[index] }
        return Rational((others[index].scaled(byPowerOfTwo: digits + 10)).floor)
          .scaled(byPowerOfTwo: -digits - 10)
      }
      var (lower, upper) = (middle, middle)
      for variable in moving {
        lower[variable] = middle[variable] - radius
        upper[variable] = middle[variable] + radius
      }
      let precision = Precision(128)
      if problem.hasSolution(from: lower, to: upper, matrix, precision) {
        return .solution(lower: lower, upper: upper, matrix: matrix, precision)
      }
    }
    return nil
  }

  /// A number with few digits near a machine number.
  private static func rounded(_ value: Double) -> Rational {
    guard value != 0, let exact = Rational(exactly: value) else { return 0 }
    let digits = 16 - Int(value.exponent)
    return Rational(exact.scaled(byPowerOfTwo: digits).floor).scaled(byPowerOfTwo: -digits)
  }
}
