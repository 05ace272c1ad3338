import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

extension Expression {
  /// The sign of a constant expression, certified; nil where it could not be told from zero.
  public var certifiedSign: Int? {
    // Mostly a few bits tell; multiplying out, which may be long work, is for what looks like zero.
    let program = Program([self], inputs: [])
    // Where it would be longer work than evaluation, a second glance pays.
    for bits in program.instructions.count > 1000 ? [96, 768] : [96] {
      let glance = program.evaluate([], precision: Precision(bits))[0]
      if !glance.isIndeterminate, let sign = glance.sign { return sign }
    }
    if let value = provenRational(expanding: true) { return value.signum }
    return (try? Evaluator(digits: 1).decimal(self))?.sign
  }

  /// The constant expression with every |x| replaced by x or −x where the sign of x is certified.
  ///
  /// - Precondition: the expression has no variables.
  public var withMagnitudesResolved: Expression {
    let arguments = graph.reachable(from: [id]).compactMap { node -> NodeID? in
      if case .apply(.abs, let argument) = graph[node] { return argument }
      return nil
    }
    var result = self
    // The outer ones first: they are looked for as they were.
    for argument in arguments.reversed() {
      let inner = Expression(graph: graph, id: argument)
      guard let sign = inner.certifiedSign else { continue }
      result = result.replacing(inner.magnitude, with: Rational(sign) * inner)
    }
    return result
  }
}
