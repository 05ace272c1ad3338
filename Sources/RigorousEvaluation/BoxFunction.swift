import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A box of exact numbers: the product of closed intervals, one for each variable.
public struct Box: Hashable, Sendable {
  public var lower: [Rational]
  public var upper: [Rational]

  /// - Precondition: as many lower as upper ends, none above its partner.
  public init(lower: [Rational], upper: [Rational]) {
    self.lower = lower
    self.upper = upper
  }

  /// The enclosures of the sides.
  public func sides(_ precision: Precision) -> [Interval] {
    lower.indices.map { Interval(lower: lower[$0], upper: upper[$0], precision: precision) }
  }

  public var midpoint: [Rational] { lower.indices.map { (lower[$0] + upper[$0]) / 2 } }

  /// The parts below and above `point` in one variable.
  public func split(_ variable: Int, at point: Rational) -> (Box, Box) {
    var (below, above) = (self, self)
    below.upper[variable] = point
    above.lower[variable] = point
    return (below, above)
  }
}

/// A function of several variables with its partial derivatives, compiled for enclosures on boxes.
public struct BoxFunction: Sendable {
  private let function: Program
  private let gradient: Program

  /// Compiles `expression` and its derivatives in `variables`, which must be all it has.
  public init(_ expression: Expression, variables: [String]) {
    function = Program([expression], inputs: variables)
    gradient = Program(variables.map { expression.derivative($0) }, inputs: variables)
  }

  /// The natural interval extension: the expression evaluated with intervals.
  public func naturalEnclosure(on box: Box, precision: Precision) -> Interval {
    function.evaluate(box.sides(precision), precision: precision)[0]
  }

  /// The natural enclosure, intersected with what derivatives give: in a variable in which the
  /// function is monotone on the box its extremes are at the ends (monotonicity form), in others it
  /// lies within (derivative)·(x − midpoint) of its value at the midpoint (mean-value form).
  ///
  /// Guarantee: contains every value on the box, provided that the function is defined on it, which
  /// a determinate result certifies for its natural enclosure. Where a derivative is unbounded or
  /// undefined on the box that variable is left as it is.
  public func derivativeEnclosure(on box: Box, precision: Precision) -> Interval {
    let sides = box.sides(precision)
    let natural = function.evaluate(sides, precision: precision)[0]
    if natural.isIndeterminate { return natural }
    let slopes = gradient.evaluate(sides, precision: precision)
    var low = sides
    var high = sides
    var spread = Interval(0, precision: precision)
    for (index, slope) in slopes.enumerated() where slope.isBounded {
      let ends = [box.lower[index], box.upper[index]].map { Interval($0, precision: precision) }
      if slope.lower.sign >= 0 {
        (low[index], high[index]) = (ends[0], ends[1])
      } else if slope.upper.sign <= 0 {
        (low[index], high[index]) = (ends[1], ends[0])
      } else {
        let middle = Interval((box.lower[index] + box.upper[index]) / 2, precision: precision)
        spread = spread + slope * (sides[index] - middle)
        (low[index], high[index]) = (middle, middle)
      }
    }
    let least = function.evaluate(low, precision: precision)[0] + spread
    let most = function.evaluate(high, precision: precision)[0] + spread
    if least.isIndeterminate || most.isIndeterminate { return natural }
    return natural.intersection(Interval(lower: least.lower, upper: most.upper)) ?? natural
  }
}
