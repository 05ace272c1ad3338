import ExactArithmetic
import SymbolicExpressions

extension Expression {
  /// The sum with c·log(a·b) in place of c·log a + c·log b, and c·log(a/b) in place of c·log a − c·log b. (Where a
  /// logarithm is defined its argument is positive.)
  var withLogarithmsJoined: Expression {
    guard case .sum(let constant, let terms) = node else { return self }
    var rest: [(Rational, Expression)] = []
    /// Products of arguments, by the coefficient of their logarithm.
    var joined: [(coefficient: Rational, argument: Expression)] = []
    for (coefficient, base) in terms.map({ ($0.coefficient, $0.base) }) {
      guard case .apply(.log, let inner) = graph[base] else {
        rest.append((coefficient, Expression(graph: graph, id: base)))
        continue
      }
      let argument = Expression(graph: graph, id: inner)
      if let place = joined.firstIndex(where: { $0.coefficient == coefficient }) {
        joined[place].argument = joined[place].argument * argument
      } else if let place = joined.firstIndex(where: { $0.coefficient == -coefficient }) {
        joined[place].argument = joined[place].argument / argument
      } else {
        joined.append((coefficient, argument))
      }
    }
    return graph.sum(
      rest + joined.map { ($0.coefficient, $0.argument.applying(.log)) }, constant: constant)
  }
}
