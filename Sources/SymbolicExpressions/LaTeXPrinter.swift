import ExactArithmetic

/// LaTeX for math mode, with amsmath's fractions and roots: `\frac{\sqrt{3}}{2 \pi} + \kappa_1(\rho)`.
public struct LaTeXPrinter: ExpressionPrinter {
  public init() {}

  public func write(
    _ node: Node, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    switch node {
    case .rational(let value):
      return write(PrintableTerm(value, nil, in: graph), child)
    case .pi:
      return WrittenExpression("\\pi", .atom)
    case .variable(let name):
      let greek = ["rho", "theta", "tau", "lambda", "eta"].contains(name)
      let text = greek ? "\\\(name)" : name.count == 1 ? name : "\\mathit{\(escaped(name))}"
      return WrittenExpression(text, .atom)
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
      let inner = child(argument).text
      if function == .abs { return WrittenExpression("\\left|\(inner)\\right|", .atom) }
      return WrittenExpression("\(name(of: function))\\left(\(inner)\\right)", .atom)
    }
  }

  private func escaped(_ name: String) -> String {
    name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .acos: return "\\arccos"
    case .asin: return "\\arcsin"
    case .atan: return "\\arctan"
    case .defined(let definition):
      let index = definition.parameters.map(String.init).joined(separator: ",")
      let name =
        definition.name == "kappa" ? "\\kappa" : "\\operatorname{\(escaped(definition.name))}"
      return index.isEmpty ? name : "\(name)_{\(index)}"
    default: return "\\\(function.name)"
    }
  }

  private func write(
    _ term: PrintableTerm, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let text = unsigned(term, child)
    return term.isNegative ? WrittenExpression("-" + text.text, .sum) : text
  }

  private func unsigned(
    _ term: PrintableTerm, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let upper = product(term.numerator, term.upper, child)
    if term.denominator == .one && term.lower.isEmpty { return upper }
    let lower = product(term.denominator, term.lower, child)
    return WrittenExpression("\\frac{\(upper.text)}{\(lower.text)}", .product)
  }

  private func product(
    _ number: Integer, _ factors: [Node.Factor], _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    if factors.isEmpty { return WrittenExpression(number.description, .atom) }
    let written = factors.map { power($0, child) }
    if written.count == 1 && number == .one { return written[0] }
    let texts = written.map { $0.text(atLeast: .power, open: "\\left(", close: "\\right)") }
    let joined = texts.joined(separator: " ")
    if number == .one { return WrittenExpression(joined, .product) }
    let isTight = joined.first?.isNumber == false
    return WrittenExpression("\(number)\(isTight ? " " : " \\cdot ")\(joined)", .product)
  }

  private func power(
    _ factor: Node.Factor, _ child: (NodeID) -> WrittenExpression
  ) -> WrittenExpression {
    let base = child(factor.base)
    if factor.exponent == 1 { return base }
    if factor.exponent == Rational(1, 2) {
      return WrittenExpression("\\sqrt{\(base.text)}", .atom)
    }
    let text = base.text(atLeast: .atom, open: "\\left(", close: "\\right)")
    return WrittenExpression("\(text)^{\(factor.exponent)}", .power)
  }
}
