import ExactArithmetic

/// LaTeX for math mode, with amsmath's fractions and roots: `\frac{\sqrt{3}}{2 \pi} + \kappa_1(\rho)`.
package struct LaTeXPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "\\pi" }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    let greek = ["rho", "theta", "tau", "lambda", "eta"].contains(name)
    let text = greek ? "\\\(name)" : name.count == 1 ? name : "\\mathit{\(escaped(name))}"
    return WrittenExpression(text, .atom)
  }

  private func escaped(_ name: String) -> String {
    name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    if function == .abs { return WrittenExpression("\\left|\(argument.text)\\right|", .atom) }
    return WrittenExpression("\(name(of: function))\\left(\(argument.text)\\right)", .atom)
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .acos: return "\\arccos"
    case .asin: return "\\arcsin"
    case .atan: return "\\arctan"
    case .erf, .erfc: return "\\operatorname{\(function.name)}"
    case .defined(let definition):
      let index = definition.parameters.map(String.init).joined(separator: ",")
      let name = definition.notation?.latex ?? "\\operatorname{\(escaped(definition.name))}"
      return index.isEmpty ? name : "\(name)_{\(index)}"
    default: return "\\\(function.name)"
    }
  }

  /// E[σ(u)σ(v)] with the covariance of (u, v), or E[σ(u)] with the variance.
  package func expectation(
    _ dual: GaussianDual, _ arguments: [WrittenExpression]
  ) -> WrittenExpression {
    let name = "\\mathrm{\(escaped(dual.activation.name))}"
    let factors = zip(dual.orders, ["u", "v"]).map { order, variable in
      let primes =
        order == 0 ? "" : order < 4 ? String(repeating: "'", count: order) : "^{(\(order))}"
      return "\(name)\(primes)(\(variable))"
    }
    let texts = arguments.map(\.text)
    let covariance =
      dual.isMean
      ? texts[0]
      : "\\begin{pmatrix}\(texts[0]) & \(texts[2]) \\\\ \(texts[2]) & \(texts[1])\\end{pmatrix}"
    return WrittenExpression(
      "\\operatorname{E}_{\\mathcal{N}\\left(0, \(covariance)\\right)}"
        + "\\left[\(factors.joined(separator: " \\, "))\\right]", .atom)
  }

  /// A fraction in this notation.
  package func quotient(
    _ upper: WrittenExpression, _ lower: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\\frac{\(upper.text)}{\(lower.text)}", .product)
  }

  /// A product in this notation.
  package func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression {
    let texts = factors.map { $0.text(atLeast: .power, open: "\\left(", close: "\\right)") }
    let joined = texts.joined(separator: " ")
    if number == .one { return WrittenExpression(joined, .product) }
    let isTight = joined.first?.isNumber == false
    return WrittenExpression("\(number)\(isTight ? " " : " \\cdot ")\(joined)", .product)
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent == Rational(1, 2) {
      return WrittenExpression("\\sqrt{\(base.text)}", .atom)
    }
    let text = base.text(atLeast: .atom, open: "\\left(", close: "\\right)")
    return WrittenExpression("\(text)^{\(exponent)}", .power)
  }
}
