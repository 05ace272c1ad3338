import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function t that vanishes where two of its variables, x and y, are equal, as the
/// difference of the sides of a convexity, monotonicity or Lipschitz inequality does.
///
/// A point moves towards the diagonal while a mean u = p·x + (1 − p)·y stays, 0 ≤ p ≤ 1: with x fixed
/// (p = 1), with y fixed (p = 0), or with both moving. By Taylor's formula in v = y − x, t is vᵏ/k!
/// times the k-th derivative at a point on the way, where k is the order of contact.
package final class DiagonalExpansion: Sendable {
  /// The indices of x and y.
  package let pair: (first: Int, second: Int)
  /// p.
  package let weight: Rational
  /// k.
  package let order: Int
  /// The function and its derivatives up to the k-th, or nothing where the sign of the last shows
  /// without evaluation.
  private let derivatives: [BoxFunction]
  private let sign: KnownSign

  /// The order of contact up to which expansions are tried.
  private static let highestOrder = 4

  /// Prepares an expansion in `variables`, or gives nil where the function does not vanish
  /// identically on the diagonal.
  package init?(
    _ expression: Expression, _ variables: [String], pair: (first: Int, second: Int),
    weight: Rational
  ) {
    let graph = expression.graph
    let (x, y) = (variables[pair.first], variables[pair.second])
    var names = variables
    var function = expression
    let moving: (name: String, onDiagonal: Expression)
    if weight == 1 {
      moving = (y, graph.variable(x))
    } else if weight.isZero {
      moving = (x, graph.variable(y))
    } else {
      (names[pair.first], names[pair.second]) = ("diagonal u", "diagonal v")
      let (u, v) = (graph.variable("diagonal u"), graph.variable("diagonal v"))
      function = expression.substituting([x: u - (1 - weight) * v, y: u + weight * v])
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
    self.weight = weight
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
  package func values(on box: Box, above: Bool, precision: Precision) -> Interval {
    let last = sign.isDefinite ? sign.enclosure(precision) : enclosure(on: box, precision)
    // With y fixed the derivative is that in x = y − v.
    let isAhead = above != weight.isZero
    return order % 2 == 1 && !isAhead ? -last : last
  }

  private func enclosure(on box: Box, _ precision: Precision) -> Interval {
    let (i, j) = (pair.first, pair.second)
    var way = box
    if weight == 1 {
      way.lower[j] = min(box.lower[i], box.lower[j])
      way.upper[j] = max(box.upper[i], box.upper[j])
    } else if weight.isZero {
      way.lower[i] = min(box.lower[i], box.lower[j])
      way.upper[i] = max(box.upper[i], box.upper[j])
    } else {
      let rest = 1 - weight
      way.lower[i] = weight * box.lower[i] + rest * box.lower[j]
      way.upper[i] = weight * box.upper[i] + rest * box.upper[j]
      way.lower[j] = min(0, box.lower[j] - box.upper[i])
      way.upper[j] = max(0, box.upper[j] - box.lower[i])
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

extension DiagonalExpansion {
  /// The weights p worth trying for an expression: 1, 0, ½ and those that keep an argument
  /// a·x + b·y + … of a function as it is.
  package static func weights(
    in expression: Expression, _ variables: [String], pair: (first: Int, second: Int)
  ) -> [Rational] {
    let graph = expression.graph
    var weights: [Rational] = [1, 0, Rational(1, 2)]
    for id in graph.reachable(from: [expression.id]) {
      guard case .apply(_, let argument) = graph[id], case .sum(_, let terms) = graph[argument]
      else { continue }
      let coefficients = [pair.first, pair.second].map { index in
        terms.first { graph[$0.base] == .variable(variables[index]) }?.coefficient ?? 0
      }
      guard (coefficients[0] * coefficients[1]).signum > 0 else { continue }
      let weight = coefficients[0] / (coefficients[0] + coefficients[1])
      if !weights.contains(weight) { weights.append(weight) }
    }
    return weights
  }
}

extension KnownSign {
  /// Numbers that have the sign, all that have it where it is a weak one.
  package func enclosure(_ precision: Precision) -> Interval {
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
