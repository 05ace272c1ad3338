import ExactArithmetic

/// Wolfram Language: `Sqrt[3]/(2*Pi) + kappa1[rho]^2`.
///
/// A defined function is called by its ``FunctionDefinition/identifier``; underscores, which are
/// patterns there, are left out of names.
package struct WolframPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "Pi" }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    WrittenExpression(Identifiers.wolfram.name(for: name), .atom)
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\(name(of: function))[\(argument.text)]", .atom)
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .sin: "Sin"
    case .cos: "Cos"
    case .acos: "ArcCos"
    case .asin: "ArcSin"
    case .atan: "ArcTan"
    case .exp: "Exp"
    case .log: "Log"
    case .abs: "Abs"
    case .erf: "Erf"
    case .erfc: "Erfc"
    case .defined(let definition): Identifiers.wolfram.name(for: definition.identifier)
    }
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent == Rational(1, 2) { return WrittenExpression("Sqrt[\(base.text)]", .atom) }
    let written = exponent.isInteger ? "\(exponent)" : "(\(exponent))"
    return WrittenExpression("\(base.text(atLeast: .atom))^\(written)", .power)
  }
}
