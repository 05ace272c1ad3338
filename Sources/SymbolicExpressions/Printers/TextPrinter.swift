import ExactArithmetic

/// Unicode text that ``TermParser`` reads back: `√3/(2π) + f(ρ)^2`.
///
/// κ₁ is written f, as in the paper.
package struct TextPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "π" }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    WrittenExpression(["rho": "ρ", "theta": "θ"][name] ?? name, .atom)
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    if function == .abs { return WrittenExpression("|\(argument.text)|", .atom) }
    let name = name(of: function)
    let inner = argument.iterate.flatMap { $0.function == function ? $0 : nil }
    let count = (inner?.count ?? 0) + 1
    let innermost = inner?.argument ?? argument.text
    return WrittenExpression(
      count < Self.leastIterate
        ? "\(name)(\(argument.text))" : "\(name)^\(count)(\(innermost))", .atom,
      iterate: (function, count, innermost))
  }

  /// From so many applications on, a function applied to itself is written as an iterate: f^5(ρ).
  private static let leastIterate = 5

  private func name(of function: FunctionSymbol) -> String {
    if case .defined(let definition) = function, let notation = definition.notation {
      return notation.text
    }
    return function.name
  }

  /// A product in this notation.
  package func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression {
    let joined = factors.map { $0.text(atLeast: .power) }.joined(separator: "·")
    if number == .one { return WrittenExpression(joined, .product) }
    // A number may stand directly before a name, a root or a parenthesis, but 2e1 is a decimal.
    let isExponent =
      joined.lowercased().hasPrefix("e") && joined.dropFirst().first?.isNumber == true
    let isTight =
      !isExponent && joined.first.map { $0.isLetter || $0 == "√" || $0 == "(" } ?? false
    return WrittenExpression("\(number)\(isTight ? "" : "·")\(joined)", .product)
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent == Rational(1, 2) {
      let isBare = base.text.allSatisfy { $0.isNumber } || base.text == "π"
      return WrittenExpression(isBare ? "√\(base.text)" : "√(\(base.text))", .atom)
    }
    let written = exponent.isInteger ? "\(exponent)" : "(\(exponent))"
    return WrittenExpression("\(base.text(atLeast: .atom))^\(written)", .power)
  }
}
