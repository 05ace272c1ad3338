import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function t that vanishes where two of its variables, x and y, are equal, as the
/// difference of the sides of a convexity, monotonicity or Lipschitz inequality does.
///
/// A point moves towards the diagonal along one of three directions: with x fixed, with y fixed, or
/// with x + y fixed. By Taylor's formula t is dᵏ/k! times the k-th derivative in that direction at a
/// point on the way, where d is the way's signed length and k the order of contact.
public final class DiagonalExpansion: Sendable {
  /// What moves on the way to the diagonal.
  public enum Direction: Sendable, CaseIterable { case first, second, both }

  /// The indices of x and y.
  public let pair: (first: Int, second: Int)
  public let direction: Direction
  /// k.
  public let order: Int
  /// The function and its derivatives up to the k-th, or nothing where the sign of the last shows
  /// without evaluation.
  private let derivatives: [BoxFunction]
  private let sign: KnownSign

  /// The order of contact up to which expansions are tried.
  private static let highestOrder = 4

  /// Prepares an expansion in `variables`, or gives nil where the function does not vanish
  /// identically on the diagonal.
  public init?(
    _ expression: Expression, _ variables: [String], pair: (first: Int, second: Int),
    direction: Direction
  ) {
    let graph = expression.graph
    let (x, y) = (graph.variable(variables[pair.first]), graph.variable(variables[pair.second]))
    var names = variables
    var function = expression
    let moving: (name: String, onDiagonal: Expression)
    switch direction {
    case .first: moving = (names[pair.first], y)
    case .second: moving = (names[pair.second], x)
    case .both:
      // x = u − v, y = u + v.
      names[pair.first] = "diagonal u"
      names[pair.second] = "diagonal v"
      let (u, v) = (graph.variable("diagonal u"), graph.variable("diagonal v"))
      function = expression.substituting([
        variables[pair.first]: u - v, variables[pair.second]: u + v,
      ])
      moving = ("diagonal v", graph.integer(0))
    }
    var derivatives = [function]
    while derivatives[derivatives.count - 1].instance([moving.name: moving.onDiagonal])?
      .provenRational(expanding: true) == 0
    {
      if derivatives.count > Self.highestOrder { return nil }
      derivatives.append(derivatives[derivatives.count - 1].derivative(moving.name))
    }
    let last = derivatives[derivatives.count - 1]
    order = derivatives.count - 1
    if order == 0 || last.isZero { return nil }
    self.pair = pair
    self.direction = direction
    sign =
      function.isSmooth(along: moving.name, order: order)
      ? last.knownSign(inside: last.innerFunctions(along: moving.name)) : .unknown
    self.derivatives =
      sign.isDefinite
      ? [] : derivatives.map { BoxFunction($0, variables: names, differentiating: false) }
  }

  /// An enclosure of values that have the sign of t at the points of a box above (y > x) or below the
  /// diagonal; indeterminate where nothing is known.
  ///
  /// - Precondition: the function is defined on the box and on the way from it to the diagonal.
  public func values(on box: Box, above: Bool, precision: Precision) -> Interval {
    let last = sign.isDefinite ? sign.enclosure(precision) : enclosure(on: box, precision)
    let isAhead = above != (direction == .first)
    return order % 2 == 1 && !isAhead ? -last : last
  }

  private func enclosure(on box: Box, _ precision: Precision) -> Interval {
    let (i, j) = (pair.first, pair.second)
    var way = box
    switch direction {
    case .first:
      way.lower[i] = min(box.lower[i], box.lower[j])
      way.upper[i] = max(box.upper[i], box.upper[j])
    case .second:
      way.lower[j] = min(box.lower[i], box.lower[j])
      way.upper[j] = max(box.upper[i], box.upper[j])
    case .both:
      way.lower[i] = (box.lower[i] + box.lower[j]) / 2
      way.upper[i] = (box.upper[i] + box.upper[j]) / 2
      way.lower[j] = min(0, (box.lower[j] - box.upper[i]) / 2)
      way.upper[j] = max(0, (box.upper[j] - box.lower[i]) / 2)
    }
    // The last derivative by itself does not show that those before it exist.
    var last = Interval.indeterminate(precision: precision)
    for derivative in derivatives {
      last = derivative.naturalEnclosure(on: way, precision: precision)
      if last.isIndeterminate { break }
    }
    return last
  }
}

extension KnownSign {
  /// Numbers that have the sign, all that have it where it is a weak one.
  public func enclosure(_ precision: Precision) -> Interval {
    let infinity = BigFloat.infinity(precision: precision)
    let zero = BigFloat.zero(precision: precision)
    return switch self {
    case .zero: Interval(0, precision: precision)
    case .positive: Interval(1, precision: precision)
    case .negative: Interval(-1, precision: precision)
    case .nonnegative: Interval(lower: zero, upper: infinity)
    case .nonpositive: Interval(lower: infinity.negated, upper: zero)
    case .unknown: .entire(precision: precision)
    }
  }
}
