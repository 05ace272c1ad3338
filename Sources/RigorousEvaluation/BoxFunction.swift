import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A function of several variables with its partial derivatives, compiled for enclosures on boxes.
///
/// Sub-expressions that are polynomials with rational coefficients are enclosed by their exact bounds
/// on the box (Bernstein's form), so that an argument such as t·x + (1 − t)·y does not leave the
/// domain of a function by way of its enclosure.
package struct BoxFunction: Sendable {
  private let function: Program
  private let gradient: Program
  /// The polynomials that are inputs of the programs, after the variables, and as a program.
  private let polynomials: [BoxPolynomial]
  private let parts: Program

  /// Compiles `expression` and, unless `differentiating` is false, its derivatives in `variables`,
  /// which must be all it has.
  package init(_ expression: Expression, variables: [String], differentiating: Bool = true) {
    let graph = expression.graph
    let slopes = differentiating ? variables.map { expression.derivative($0) } : []
    let roots = [expression] + slopes
    let known = BoxPolynomial.polynomials(in: graph, from: roots.map(\.id), variables: variables)
    // The largest polynomials, without the plain variables and constants.
    var outer = Set(roots.map(\.id))
    for id in graph.reachable(from: roots.map(\.id)) where known[id] == nil {
      outer.formUnion(graph[id].children)
    }
    let replaced = outer.filter { id in
      switch graph[id] {
      case .sum, .product: known[id] != nil
      default: false
      }
    }.sorted()
    var names = variables
    var parts: [NodeID: Expression] = [:]
    for (index, id) in replaced.enumerated() {
      let name = "polynomial \(index)"
      names.append(name)
      parts[id] = graph.variable(name)
    }
    polynomials = replaced.compactMap { known[$0] }
    self.parts = Program(
      replaced.map { Expression(graph: graph, id: $0) }, inputs: variables)
    function = Program([expression.replacing(parts)], inputs: names)
    gradient = Program(slopes.map { $0.replacing(parts) }, inputs: names)
  }

  /// Enclosures of the programs' inputs on a box.
  private func inputs(_ box: Box, _ precision: Precision) -> [Interval] {
    let sides = box.sides(precision)
    // Squares are seen to be no less than 0 in the way they are written.
    let natural = parts.evaluate(sides, precision: precision)
    return sides
      + zip(polynomials, natural).map { polynomial, natural in
        let (lower, upper) = polynomial.range(on: box)
        let exact = Interval(lower: lower, upper: upper, precision: precision)
        return natural.intersection(exact) ?? exact
      }
  }

  /// The natural interval extension: the expression evaluated with intervals.
  ///
  /// Guarantee: contains every value on the box; where it is not indeterminate the expression is
  /// defined and continuous on all of the box.
  package func naturalEnclosure(on box: Box, precision: Precision) -> Interval {
    function.evaluate(inputs(box, precision), precision: precision)[0]
  }

  /// The values at those points of the box at which everything in the expression is defined, by the natural
  /// interval extension; indeterminate where no bound is known.
  package func enclosureWhereDefined(on box: Box, precision: Precision) -> Interval {
    function.evaluate(inputs(box, precision), precision: precision, isDefined: true)[0]
  }

  /// The natural enclosure, intersected with what derivatives give: in a variable in which the
  /// function is monotone on the box its extremes are at the ends (monotonicity form), in others it
  /// lies within (derivative)·(x − midpoint) of its value at the midpoint (mean-value form).
  ///
  /// Guarantee: as for ``naturalEnclosure(on:precision:)``. Where a derivative is unbounded or
  /// undefined on the box, as at a kink of |x| or for √x at 0, that variable is left as it is.
  package func derivativeEnclosure(on box: Box, precision: Precision) -> Interval {
    let values = inputs(box, precision)
    let natural = function.evaluate(values, precision: precision)[0]
    if natural.isIndeterminate { return natural }
    let slopes = gradient.evaluate(values, precision: precision)
    var low = box
    var high = box
    var spread = Interval(0, precision: precision)
    for (index, slope) in slopes.enumerated() where slope.isBounded {
      let ends = (box.lower[index], box.upper[index])
      if slope.lower.sign >= 0 {
        low.upper[index] = ends.0
        high.lower[index] = ends.1
      } else if slope.upper.sign <= 0 {
        low.lower[index] = ends.1
        high.upper[index] = ends.0
      } else {
        let middle = (ends.0 + ends.1) / 2
        let offset = Interval(
          lower: ends.0 - middle, upper: ends.1 - middle, precision: precision)
        spread = spread + slope * offset
        for side in [\Box.lower, \Box.upper] {
          low[keyPath: side][index] = middle
          high[keyPath: side][index] = middle
        }
      }
    }
    let least = naturalEnclosure(on: low, precision: precision) + spread
    let most =
      low == high ? least : naturalEnclosure(on: high, precision: precision) + spread
    if least.isIndeterminate || most.isIndeterminate { return natural }
    return natural.intersection(Interval(lower: least.lower, upper: most.upper)) ?? natural
  }
}
