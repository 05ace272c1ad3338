import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Bounds of a function that is concave or convex in one of its variables: a concave function is
/// nowhere below the smaller of its values at the ends of a segment, a convex one nowhere above the
/// larger.
package final class SegmentForm: Sendable {
  private let index: Int
  private let function: BoxFunction
  /// The function and its first two derivatives in the variable, or nothing where the sign of the
  /// second shows without evaluation.
  private let derivatives: [BoxFunction]
  private let curvature: KnownSign
  /// The ends of the variable's interval at which the function is identically 0.
  private let zeros: Set<Rational>

  /// Prepares the bounds in the variable of the given index; nil where neither end of its interval
  /// makes the function vanish identically, when ordinary enclosures serve as well.
  package init?(
    _ expression: Expression, _ variables: [String], index: Int, ends: [Rational]
  ) {
    let name = variables[index]
    zeros = Set(
      ends.filter { expression.instance([name: $0])?.provenRational(expanding: true) == 0 })
    if zeros.isEmpty { return nil }
    self.index = index
    function = BoxFunction(expression, variables: variables)
    let slope = expression.derivative(name)
    let second = slope.derivative(name)
    let isSmooth = expression.isSmooth(along: name, order: 1)
    curvature =
      isSmooth ? second.knownSign(inside: second.innerFunctions(along: name)) : .unknown
    derivatives =
      curvature.isDefinite
      ? []
      : [expression, slope, second].map {
        BoxFunction($0, variables: variables, differentiating: false)
      }
  }

  /// Bounds on a box, on which the function is defined; indeterminate where nothing is known.
  package func enclosure(on box: Box, precision: Precision) -> Interval {
    var bend = Interval.indeterminate(precision: precision)
    if curvature.isDefinite {
      bend = curvature.enclosure(precision)
    } else {
      for derivative in derivatives {
        bend = derivative.naturalEnclosure(on: box, precision: precision)
        if bend.isIndeterminate { return bend }
      }
    }
    let faces = [box.lower[index], box.upper[index]].map { end -> Interval in
      if zeros.contains(end) { return Interval(0, precision: precision) }
      var face = box
      face.lower[index] = end
      face.upper[index] = end
      return function.derivativeEnclosure(on: face, precision: precision)
    }
    let hull = faces[0].hull(with: faces[1])
    if hull.isIndeterminate { return hull }
    let infinity = BigFloat.infinity(precision: precision)
    if bend.upper.sign <= 0 { return Interval(lower: hull.lower, upper: infinity) }
    if bend.lower.sign >= 0 { return Interval(lower: infinity.negated, upper: hull.upper) }
    return .indeterminate(precision: precision)
  }
}
