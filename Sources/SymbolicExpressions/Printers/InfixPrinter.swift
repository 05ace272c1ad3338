import ExactArithmetic

/// A notation in which a sum is a row of signed terms and a term is a product over a product.
///
/// A conforming type says how the pieces are put together; ``ExpressionPrinter/write(_:in:_:)`` takes
/// the nodes apart.
package protocol InfixPrinter: ExpressionPrinter {
  /// π.
  var pi: String { get }
  /// A variable by its name in the calculator's syntax.
  func variable(_ name: String) -> WrittenExpression
  /// A number that stands alone or as an argument: a fraction is a quotient of ``integer(_:)`` unless
  /// the notation has something better.
  func number(_ value: Rational) -> WrittenExpression
  /// A non-negative integer inside a term.
  func integer(_ value: Integer) -> WrittenExpression
  /// `function(argument)`.
  func application(_ function: FunctionSymbol, _ argument: WrittenExpression) -> WrittenExpression
  /// A Gaussian expectation at its arguments.
  func expectation(_ dual: GaussianDual, _ arguments: [WrittenExpression]) -> WrittenExpression
  /// `base^exponent` for a positive exponent other than 1.
  func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression
  /// `number · Π factors`; there are factors, and more than one where the number is 1.
  func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression
  /// `upper / lower`.
  func quotient(_ upper: WrittenExpression, _ lower: WrittenExpression) -> WrittenExpression
  /// A sum of signed terms, or one negative term.
  func sum(_ terms: [(isNegative: Bool, term: WrittenExpression)]) -> WrittenExpression
  /// Whether 2ρ + 2f(ρ) is written 2(ρ + f(ρ)).
  var factorsNumbers: Bool { get }
}

extension InfixPrinter {
  /// A node in this notation, taken apart into terms and factors.
  package func write(
    _ node: Node, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    switch node {
    case .rational(let value): return number(value)
    case .pi: return WrittenExpression(pi, .atom)
    case .variable(let name): return variable(name)
    case .sum(let constant, let terms):
      let signed = PrintableTerm.terms(
        constant: constant, terms, in: graph, isName: { child($0).isName })
      if signed.count == 1, !signed[0].isNegative { return write(signed[0], in: graph, child) }
      if factorsNumbers, let number = PrintableTerm.commonNumber(of: signed) {
        let isNegative = signed[0].isNegative
        let inner = signed.map {
          ($0.isNegative != isNegative, write($0.divided(by: number), in: graph, child))
        }
        let written = product(number, [sum(inner)])
        return isNegative ? sum([(true, written)]) : written
      }
      return sum(signed.map { ($0.isNegative, write($0, in: graph, child)) })
    case .product:
      guard let base = graph.id(of: node) else { return WrittenExpression("", .atom) }
      return write(PrintableTerm(1, base, in: graph), in: graph, child)
    case .apply(let function, let argument): return application(function, child(argument))
    case .expectation(let dual, let arguments): return expectation(dual, arguments.map(child))
    case .quantity(let value): return child(value)
    }
  }

  /// The term without its sign.
  private func write(
    _ term: PrintableTerm, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    if term.upper.isEmpty && term.lower.isEmpty {
      return term.denominator == .one
        ? integer(term.numerator) : number(Rational(term.numerator, term.denominator))
    }
    let upper =
      multipliedIn(term, in: graph, child) ?? write(term.numerator, term.upper, child)
    if term.denominator == .one && term.lower.isEmpty { return upper }
    return quotient(upper, write(term.denominator, term.lower, child))
  }

  /// The numerator (2 + 4√2) of a term 2(1 + 2√2)/π: a sum that takes the number in and has a
  /// multiplication less; nil where there is no such sum.
  private func multipliedIn(
    _ term: PrintableTerm, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression? {
    guard factorsNumbers, term.numerator > .one,
      let place = term.upper.firstIndex(where: { factor in
        guard case .sum = graph[factor.base] else { return false }
        return factor.exponent == 1 && !child(factor.base).isName
      }),
      case .sum(let constant, let terms) = graph[term.upper[place].base]
    else { return nil }
    let number = Rational(term.numerator)
    let signed = PrintableTerm.terms(
      constant: number * constant,
      terms.map { Node.Term(coefficient: number * $0.coefficient, base: $0.base) }, in: graph,
      isName: { child($0).isName })
    guard
      signed.allSatisfy({
        $0.denominator == .one && ($0.numerator > term.numerator || $0.upper.isEmpty)
      })
    else { return nil }
    let written = sum(signed.map { ($0.isNegative, write($0, in: graph, child)) })
    let others = term.upper.indices.filter { $0 != place }.map { power(term.upper[$0], child) }
    return others.isEmpty ? written : product(.one, [written] + others)
  }

  private func write(
    _ number: Integer, _ factors: [Node.Factor], _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    if factors.isEmpty { return integer(number) }
    let written = factors.map { power($0, child) }
    return written.count == 1 && number == .one ? written[0] : product(number, written)
  }

  private func power(
    _ factor: Node.Factor, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    factor.exponent == 1 ? child(factor.base) : power(child(factor.base), factor.exponent)
  }

  package var factorsNumbers: Bool { true }

  /// The call that the calculator reads back, `dual(tanh; a, b, c)`; unequal orders, which occur in
  /// derivatives alone, stand in front of the name.
  package func expectation(
    _ dual: GaussianDual, _ arguments: [WrittenExpression]
  ) -> WrittenExpression {
    WrittenExpression(dual.call(arguments.map(\.text)), .atom)
  }

  /// A whole number in this notation.
  package func integer(_ value: Integer) -> WrittenExpression {
    WrittenExpression(value.description, .atom)
  }

  /// A fraction on one line.
  package func quotient(
    _ upper: WrittenExpression, _ lower: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\(upper.text(atLeast: .product))/\(lower.text(atLeast: .power))", .product)
  }

  /// A product as programs read it, with `*`.
  package func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression {
    let texts =
      (number == .one ? [] : [number.description]) + factors.map { $0.text(atLeast: .power) }
    return WrittenExpression(texts.joined(separator: "*"), .product)
  }

  /// A number that stands alone.
  package func number(_ value: Rational) -> WrittenExpression {
    let magnitude = integer(value.numerator.magnitude)
    let written =
      value.isInteger ? magnitude : quotient(magnitude, integer(value.denominator))
    return value.signum < 0 ? sum([(true, written)]) : written
  }

  /// A row of signed terms.
  package func sum(_ terms: [(isNegative: Bool, term: WrittenExpression)]) -> WrittenExpression {
    var text = ""
    for (index, (isNegative, term)) in terms.enumerated() {
      let sign = index == 0 ? (isNegative ? "-" : "") : isNegative ? " - " : " + "
      text += sign + term.text(atLeast: .product)
    }
    return WrittenExpression(text, .sum)
  }
}
