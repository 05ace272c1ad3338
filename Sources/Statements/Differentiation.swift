import ExactArithmetic
import SymbolicExpressions

extension Expression {
  /// Where the expression has a value, as far as its canonical form shows: no divisor is 0, no root is
  /// taken of a negative number, and functions get arguments of their domains. Nil where an expectation
  /// without closed form is in it, of which that is not known.
  func definednessConditions(_ range: Range<Int>) -> [DomainCondition]? {
    var conditions: [DomainCondition] = []
    func require(_ argument: Expression, in domain: Domain) {
      if argument.rationalValue == nil, domain != .real, !argument.isKnown(in: domain) {
        conditions.append(DomainCondition(argument: argument, domain: domain, range: range))
      }
    }
    for id in graph.reachable(from: [id]) {
      switch graph[id] {
      case .rational, .pi, .variable, .sum, .quantity: break
      case .product(let factors):
        for factor in factors {
          let base = Expression(graph: graph, id: factor.base)
          switch (factor.exponent.signum < 0, factor.exponent.isInteger) {
          case (true, true): require(base, in: .nonzero)
          case (true, false): require(base, in: .positive)
          case (false, false): require(base, in: .nonnegative)
          case (false, true): break
          }
        }
      case .apply(let function, let argument):
        require(Expression(graph: graph, id: argument), in: function.domain)
      case .expectation: return nil
      }
    }
    return conditions
  }
}

/// The derivatives of a term by one variable.
struct Differentiation {
  /// The largest order.
  static let largestOrder = 40
  /// The most nodes that a derivative may have.
  private static let largestSize = 200_000

  let term: Expression
  let variable: String
  let order: Int
  /// The place of the whole in the text.
  let range: Range<Int>

  /// The derivative, and where it is one: there the term is differentiable as often as was asked, from one
  /// side at an end of its domain.
  ///
  /// The rules of differentiation give the derivative wherever what they give has a value and the term is
  /// continuous: a continuous function has the limit of its derivative for a derivative.
  func derivative() -> Result<(value: Expression, conditions: [DomainCondition]), Failure> {
    var value = term
    var conditions: [DomainCondition] = []
    for _ in 0..<order {
      value = value.derivative(variable)
      guard value.graph.reachable(from: [value.id]).count <= Self.largestSize else {
        return .failure(Failure(message: "the derivative is too large"))
      }
      guard let more = value.definednessConditions(range) else {
        return .failure(
          Failure(message: "no derivative is known of an expectation without closed form"))
      }
      conditions += more
    }
    return .success((value, conditions))
  }

  /// Why there is no derivative.
  struct Failure: Error {
    let message: String
  }
}
