import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions

/// Random expressions in given variables that are defined wherever the variables are real.
package struct RandomExpression {
  /// The graph that takes the expressions.
  package let graph: ExpressionGraph
  /// The variables they may use.
  package let variables: [Expression]
  /// Where the choices come from.
  package var generator: SplitMix64

  /// Expressions in these variables, the same ones for one seed.
  package init(_ graph: ExpressionGraph, variables: [String], seed: UInt64) {
    self.graph = graph
    self.variables = variables.map { graph.variable($0) }
    generator = SplitMix64(seed: seed)
  }

  /// A rational number, often a small or special one.
  package mutating func rational() -> Rational {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return 0
    case 1: return 1
    case 2: return -1
    case 3: return Rational(1, 2)
    default:
      let numerator = Int.random(in: -40...40, using: &generator)
      return Rational(Integer(numerator), Integer(Int.random(in: 1...12, using: &generator)))
    }
  }

  private mutating func leaf() -> Expression {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return graph.rational(rational())
    case 1: return graph.pi
    default: return variables.randomElement(using: &generator) ?? graph.pi
    }
  }

  /// A polynomial expression: sums, products and whole powers.
  package mutating func polynomial(depth: Int) -> Expression {
    if depth == 0 { return leaf() }
    let left = polynomial(depth: depth - 1)
    let right = polynomial(depth: Int.random(in: 0..<depth, using: &generator))
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return left * right
    case 1: return left - right
    case 2: return left.power(2)
    default: return left + right
    }
  }

  /// An expression with every kind of node.
  package mutating func expression(depth: Int) -> Expression {
    if depth == 0 { return leaf() }
    let inner = expression(depth: depth - 1)
    switch Int.random(in: 0..<16, using: &generator) {
    case 0, 1: return inner + expression(depth: Int.random(in: 0..<depth, using: &generator))
    case 2: return inner - expression(depth: Int.random(in: 0..<depth, using: &generator))
    case 3, 4: return inner * expression(depth: Int.random(in: 0..<depth, using: &generator))
    case 5: return inner / (inner * inner + 1)
    case 6: return inner.power(2)
    case 7: return (inner * inner + Rational(1, 3)).squareRoot
    case 8: return (inner.magnitude + 1).power(Rational(-2, 3))
    case 9: return inner.sine
    case 10: return inner.cosine.applying(.exp)
    case 11: return (inner * inner + 2).applying(.log)
    case 12: return inner.applying(.atan)
    case 13: return inner.cosine.arccosine + inner.sine.applying(.asin)
    default:
      let order = Int.random(in: 0...4, using: &generator)
      return unit(inner).applying(.kappa(order))
    }
  }

  /// A function of `inner` with values in [−1, 1].
  private mutating func unit(_ inner: Expression) -> Expression {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return inner.sine
    case 1: return inner.cosine
    case 2: return graph.rational(Rational(Integer(Int.random(in: -9...9, using: &generator)), 9))
    default: return inner.cosine.applying(.kappa(1))
    }
  }
}
