import ExactArithmetic

/// Python on SymPy's objects: `sqrt(3)/(2*pi) + kappa1(rho)**2`.
///
/// Fractions are `Rational(1, 3)`: Python would compute `1/3` in floating point. A defined function is
/// called by its ``FunctionDefinition/identifier``.
package struct SymPyPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "pi" }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    WrittenExpression(Identifiers.sympy.name(for: name), .atom)
  }

  /// A number that stands alone.
  package func number(_ value: Rational) -> WrittenExpression {
    WrittenExpression(
      value.isInteger
        ? "Integer(\(value))" : "Rational(\(value.numerator), \(value.denominator))", .atom)
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\(name(of: function))(\(argument.text))", .atom)
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .abs: "Abs"
    case .defined(let definition): definition.identifier
    default: function.name
    }
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent == Rational(1, 2) { return WrittenExpression("sqrt(\(base.text))", .atom) }
    let written = exponent.isInteger ? "\(exponent)" : number(exponent).text
    return WrittenExpression("\(base.text(atLeast: .atom))**\(written)", .power)
  }
}
