import ExactArithmetic

/// Unicode text that ``TermParser`` reads back: `√3/(2π) + f(ρ)^2`.
///
/// κ₁ is written f, as in the paper.
public struct TextPrinter: ExpressionPrinter {
  public init() {}

  public func write(
    _ node: Node, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    switch node {
    case .rational(let value):
      return write(PrintableTerm(value, nil, in: graph), child)
    case .pi:
      return WrittenExpression("π", .atom)
    case .variable(let name):
      return WrittenExpression(["rho": "ρ", "theta": "θ"][name] ?? name, .atom)
    case .sum(let constant, let terms):
      let written = PrintableTerm.terms(
        constant: constant, terms, in: graph, isName: { child($0).isName })
      if written.count == 1 { return write(written[0], child) }
      var text = ""
      for (index, term) in written.enumerated() {
        if index > 0 {
          text += term.isNegative ? " - " : " + "
        } else if term.isNegative {
          text += "-"
        }
        text += unsigned(term, child).text
      }
      return WrittenExpression(text, .sum)
    case .product:
      guard let base = graph.id(of: node) else { return WrittenExpression("", .atom) }
      return write(PrintableTerm(1, base, in: graph), child)
    case .apply(let function, let argument):
      if function == .abs { return WrittenExpression("|\(child(argument).text)|", .atom) }
      return WrittenExpression("\(name(of: function))(\(child(argument).text))", .atom)
    }
  }

  private func name(of function: FunctionSymbol) -> String {
    guard case .defined(let definition) = function, definition.name == "kappa" else {
      return function.name
    }
    if definition.parameters == [1] { return "f" }
    let subscripts = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"]
    return "κ"
      + definition.parameters.map { "\($0)".compactMap(\.wholeNumberValue).map { subscripts[$0] } }
      .joined().joined()
  }

  private func write(
    _ term: PrintableTerm, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let text = unsigned(term, child)
    return term.isNegative ? WrittenExpression("-" + text.text(atLeast: .product), .sum) : text
  }

  private func unsigned(
    _ term: PrintableTerm, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let upper = product(term.numerator, term.upper, child)
    if term.denominator == .one && term.lower.isEmpty { return upper }
    let lower = product(term.denominator, term.lower, child)
    return WrittenExpression(
      "\(upper.text(atLeast: .product))/\(lower.text(atLeast: .power))", .product)
  }

  private func product(
    _ number: Integer, _ factors: [Node.Factor], _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    if factors.isEmpty { return WrittenExpression(number.description, .atom) }
    let written = factors.map { power($0, child) }
    if written.count == 1 && number == .one { return written[0] }
    let texts = written.map { $0.text(atLeast: .power) }
    let joined = texts.joined(separator: "·")
    if number == .one { return WrittenExpression(joined, .product) }
    // A number may stand directly before a name, a root or a parenthesis.
    let isTight = joined.first.map { $0.isLetter || $0 == "√" || $0 == "(" } ?? false
    return WrittenExpression("\(number)\(isTight ? "" : "·")\(joined)", .product)
  }

  private func power(
    _ factor: Node.Factor, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let base = child(factor.base)
    if factor.exponent == 1 { return base }
    if factor.exponent == Rational(1, 2) {
      let isBare = base.text.allSatisfy { $0.isNumber } || base.text == "π"
      return WrittenExpression(isBare ? "√\(base.text)" : "√(\(base.text))", .atom)
    }
    let exponent =
      factor.exponent.isInteger ? "\(factor.exponent)" : "(\(factor.exponent))"
    return WrittenExpression("\(base.text(atLeast: .atom))^\(exponent)", .power)
  }
}
