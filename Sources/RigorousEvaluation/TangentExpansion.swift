import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function around a point, given by exact constants, at which it vanishes with its
/// first derivatives.
///
/// In one variable, with k the order of the first derivative that does not vanish at c, the function is
/// (x − c)ᵏ/k! times that derivative at a point between. In several variables a function that vanishes
/// with its gradient at c, and whose matrix of second derivatives is definite on a box, has one sign on
/// the box apart from c.
package final class TangentExpansion: Sendable {
  private let point: Program
  private let size: Int
  /// The function, then its derivatives up to order k (one variable), or its gradient and then the
  /// rows of the second derivatives.
  private let derivatives: [BoxFunction]
  /// k, which is even: the sign is the same on both sides.
  package let order: Int

  private static let highestOrder = 8

  /// Prepares the expansion; nil where the function is not known to vanish at the point to an even
  /// order (to the second, in several variables).
  package init?(_ expression: Expression, _ variables: [String], at point: [Expression]) {
    guard point.count == variables.count, point.allSatisfy({ $0.variables.isEmpty }),
      let first = point.first
    else { return nil }
    let place = Dictionary(uniqueKeysWithValues: zip(variables, point))
    func vanishes(_ function: Expression) -> Bool {
      function.instance(place)?.provenRational(expanding: true) == 0
    }
    var functions = [expression]
    if variables.count == 1 {
      while vanishes(functions[functions.count - 1]) {
        if functions.count > Self.highestOrder { return nil }
        functions.append(functions[functions.count - 1].derivative(variables[0]))
      }
      order = functions.count - 1
      if order == 0 || order % 2 == 1 { return nil }
    } else {
      let gradient = variables.map { expression.derivative($0) }
      guard vanishes(expression), gradient.allSatisfy(vanishes) else { return nil }
      functions += gradient
      for slope in gradient { functions += variables.map { slope.derivative($0) } }
      order = 2
    }
    size = variables.count
    derivatives = functions.map {
      BoxFunction($0, variables: variables, differentiating: false)
    }
    self.point = Program(point.map { $0.moved(to: first.graph) }, inputs: [])
  }

  /// The sign of the function on a box that contains the point, apart from the point; 0 where it is
  /// not decided.
  package func sign(on box: Box, precision: Precision) -> Int {
    let place = point.evaluate([], precision: precision)
    let isInside = zip(place, box.sides(precision)).allSatisfy { $1.contains($0) }
    let values = derivatives.map { $0.naturalEnclosure(on: box, precision: precision) }
    guard isInside, values.allSatisfy({ !$0.isIndeterminate }) else { return 0 }
    if size == 1 { return values[order].sign ?? 0 }
    let second = (0..<size).map { row in
      (0..<size).map { values[1 + size + row * size + $0] }
    }
    if Self.isPositiveDefinite(second) { return 1 }
    return Self.isPositiveDefinite(second.map { $0.map { -$0 } }) ? -1 : 0
  }

  /// Whether every symmetric matrix with these entries is positive definite: elimination has positive
  /// pivots.
  private static func isPositiveDefinite(_ matrix: [[Interval]]) -> Bool {
    var rest = matrix
    for k in rest.indices {
      guard rest[k][k].sign == 1 else { return false }
      for i in rest.indices where i > k {
        let factor = rest[i][k] / rest[k][k]
        for j in rest.indices where j > k { rest[i][j] = rest[i][j] - factor * rest[k][j] }
      }
    }
    return true
  }
}
