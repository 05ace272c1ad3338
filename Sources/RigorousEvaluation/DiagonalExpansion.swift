import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The behaviour of a function t(x, y) that vanishes on the diagonal y = x, as the two sides of a
/// convexity, monotonicity or Lipschitz inequality differ.
///
/// With x = u − v, y = u + v, Taylor's formula gives t = vᵏ/k! · ∂ᵏt/∂vᵏ(u, ξ) with ξ between 0 and v,
/// for k = 1, and for k = 2 where the first derivative vanishes on the diagonal too.
public final class DiagonalExpansion: Sendable {
  /// k.
  public let order: Int
  private let derivative: Program
  /// The sign of the derivative on all of the square, where it shows without evaluation.
  private let structuralSign: Int?

  /// Prepares the expansion, or gives nil where the function does not vanish on the diagonal
  /// identically.
  public init?(_ expression: Expression, _ variables: [String]) {
    guard variables.count == 2 else { return nil }
    let graph = expression.graph
    let (u, v) = (graph.variable("diagonal u"), graph.variable("diagonal v"))
    let turned = expression.substituting([variables[0]: u - v, variables[1]: u + v])
    func vanishesOnDiagonal(_ function: Expression) -> Bool {
      function.substituting(["diagonal v": Rational(0)]).provenRational(expanding: true) == 0
    }
    guard vanishesOnDiagonal(turned) else { return nil }
    let slope = turned.derivative("diagonal v")
    order = vanishesOnDiagonal(slope) ? 2 : 1
    let last = order == 2 ? slope.derivative("diagonal v") : slope
    derivative = Program([last], inputs: ["diagonal u", "diagonal v"])
    structuralSign = turned.isSmoothInside ? last.structuralSign : nil
  }

  /// An enclosure of values that have the sign of t/vᵏ on a box, off the diagonal.
  ///
  /// - Precondition: the function is defined on the box and at the diagonal points between it and the
  ///   diagonal.
  public func quotient(on box: Box, precision: Precision) -> Interval {
    if let structuralSign { return Interval(structuralSign, precision: precision) }
    let sides = box.sides(precision)
    let half = Rational(1, 2)
    let u = (sides[0] + sides[1]).scaled(by: half)
    let v = (sides[1] - sides[0]).scaled(by: half).hull(with: Interval(0, precision: precision))
    return derivative.evaluate([u, v], precision: precision)[0]
  }
}

extension Expression {
  /// Whether the function is twice differentiable on every open segment on which it is defined:
  /// built from constants, variables, sums, whole powers and κ_n, n ≥ 1, of affine functions (which
  /// reach ±1, where κ_n has no second derivative, at most at the ends of a segment).
  fileprivate var isSmoothInside: Bool {
    graph.reachable(from: [id]).allSatisfy { id in
      switch graph[id] {
      case .rational, .pi, .variable, .sum: return true
      case .product(let factors):
        return factors.allSatisfy { factor in
          (factor.exponent.isInteger && factor.exponent.signum > 0) || graph[factor.base] == .pi
        }
      case .apply(.defined(let definition), let argument):
        return definition.name == "kappa" && definition.parameters != [0]
          && Expression(graph: graph, id: argument).isAffine
      case .apply: return false
      }
    }
  }

  private var isAffine: Bool {
    switch node {
    case .rational, .variable: return true
    case .sum(_, let terms):
      return terms.allSatisfy { if case .variable = graph[$0.base] { true } else { false } }
    default: return false
    }
  }
}
