import ExactArithmetic

/// Coq's real numbers, in `R_scope` of the standard library: `sqrt 3 / (2 * PI) + (kappa1 rho) ^ 2`.
///
/// Coq's functions are total, so that a printed term means the expression only where that is defined.
/// A fractional power is `Rpower`, which is the power for a positive base; half-integral ones are
/// powers of `sqrt`, which hold at 0 too.
package struct CoqPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "PI" }

  /// Terms as they are: what proofs compare them with has them multiplied out.
  package var factorsNumbers: Bool { false }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    WrittenExpression(Identifiers.coq.name(for: name), .atom)
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\(name(of: function)) \(argument.text(atLeast: .atom))", .power)
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .log: "ln"
    case .abs: "Rabs"
    case .defined(let definition): definition.identifier
    default: function.name
    }
  }

  /// A fraction in this notation.
  package func quotient(
    _ upper: WrittenExpression, _ lower: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression("\(upper.text(atLeast: .product)) / \(lower.text(atLeast: .power))", .product)
  }

  /// A product in this notation.
  package func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression {
    let texts =
      (number == .one ? [] : [number.description]) + factors.map { $0.text(atLeast: .power) }
    return WrittenExpression(texts.joined(separator: " * "), .product)
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent.isInteger {
      return WrittenExpression("\(base.text(atLeast: .atom)) ^ \(exponent)", .power)
    }
    let root = WrittenExpression("sqrt \(base.text(atLeast: .atom))", .power)
    if exponent.denominator == 2 {
      return exponent.numerator == .one ? root : power(root, Rational(exponent.numerator))
    }
    let arguments = "\(base.text(atLeast: .atom)) (\(exponent))"
    return WrittenExpression("Rpower \(arguments)", .power)
  }
}
