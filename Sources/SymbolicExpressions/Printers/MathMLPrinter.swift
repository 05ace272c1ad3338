import ExactArithmetic

/// Presentation MathML (MathML Core): the content of a `<math>` element.
///
/// Every written piece is one element or a row of elements; parentheses are `<mo>` elements.
package struct MathMLPrinter: InfixPrinter {
  /// The printer.
  package init() {}

  /// π in this notation.
  package var pi: String { "<mi>π</mi>" }

  /// The name of a shared part: a letter with an index.
  package static func symbol(_ prefix: String, _ index: Int) -> String {
    "<msub><mi>\(prefix)</mi><mn>\(index)</mn></msub>"
  }

  /// A variable in this notation.
  package func variable(_ name: String) -> WrittenExpression {
    let greek = ["rho": "ρ", "theta": "θ", "tau": "τ", "lambda": "λ", "eta": "η"]
    if let symbol = greek[name] { return WrittenExpression("<mi>\(symbol)</mi>", .atom) }
    // Kii and Mi are K with the index ii and M with the index i.
    let index = name.dropFirst()
    if let first = name.first, first == "K" || first == "M", !index.isEmpty,
      index.allSatisfy({ $0 == "i" || $0 == "j" })
    {
      return WrittenExpression("<msub><mi>\(first)</mi><mi>\(index)</mi></msub>", .atom)
    }
    return WrittenExpression("<mi>\(name)</mi>", .atom)
  }

  /// A whole number in this notation.
  package func integer(_ value: Integer) -> WrittenExpression {
    WrittenExpression("<mn>\(value)</mn>", .atom, beginsWithNumber: true)
  }

  /// A function applied, in this notation.
  package func application(
    _ function: FunctionSymbol, _ argument: WrittenExpression
  ) -> WrittenExpression {
    if function == .abs {
      return WrittenExpression(
        "<mrow><mo stretchy=\"true\">|</mo>\(argument.text)<mo stretchy=\"true\">|</mo></mrow>",
        .atom)
    }
    return WrittenExpression(
      "<mrow>\(name(of: function))<mo>&#x2061;</mo>\(parenthesized(argument.text))</mrow>", .atom)
  }

  /// The call that the calculator reads back, its arguments in this notation.
  package func expectation(
    _ dual: GaussianDual, _ arguments: [WrittenExpression]
  ) -> WrittenExpression {
    let head = dual.head.escapedForMarkup
    let list = arguments.map(\.text).joined(separator: "<mo>,</mo>")
    return WrittenExpression("<mrow><mtext>\(head)</mtext>\(list)<mo>)</mo></mrow>", .atom)
  }

  private func parenthesized(_ text: String) -> String {
    // Around letters alone a stretched parenthesis is too large.
    let isTall = text.contains("<mfrac>") || text.contains("<msqrt>")
    let size = isTall ? "" : " stretchy=\"false\""
    return "<mrow><mo\(size)>(</mo>\(text)<mo\(size)>)</mo></mrow>"
  }

  /// The piece, in parentheses where it binds less than `binding`.
  private func piece(
    _ piece: WrittenExpression, atLeast binding: WrittenExpression.Binding
  ) -> WrittenExpression {
    piece.binding >= binding ? piece : WrittenExpression(parenthesized(piece.text), .atom)
  }

  private func name(of function: FunctionSymbol) -> String {
    switch function {
    case .acos: return "<mi>arccos</mi>"
    case .asin: return "<mi>arcsin</mi>"
    case .atan: return "<mi>arctan</mi>"
    case .defined(let definition):
      let index = definition.parameters.map(String.init).joined(separator: ",")
      let name = "<mi>\(definition.notation?.letter ?? definition.name)</mi>"
      return index.isEmpty ? name : "<msub>\(name)<mn>\(index)</mn></msub>"
    default: return "<mi>\(function.name)</mi>"
    }
  }

  /// A fraction in this notation.
  package func quotient(
    _ upper: WrittenExpression, _ lower: WrittenExpression
  ) -> WrittenExpression {
    WrittenExpression(
      "<mfrac><mrow>\(upper.text)</mrow><mrow>\(lower.text)</mrow></mfrac>", .product)
  }

  /// A product in this notation.
  package func product(_ number: Integer, _ factors: [WrittenExpression]) -> WrittenExpression {
    var pieces = factors.map { piece($0, atLeast: .power) }
    if number != .one { pieces.insert(integer(number), at: 0) }
    var joined = pieces[0].text
    for piece in pieces.dropFirst() {
      // Two numbers side by side would read as one.
      joined += piece.beginsWithNumber ? "<mo>·</mo>" : "<mo>&#x2062;</mo>"
      joined += piece.text
    }
    return WrittenExpression(joined, .product, beginsWithNumber: pieces[0].beginsWithNumber)
  }

  /// A power in this notation.
  package func power(_ base: WrittenExpression, _ exponent: Rational) -> WrittenExpression {
    if exponent == Rational(1, 2) {
      return WrittenExpression("<msqrt>\(base.text)</msqrt>", .atom)
    }
    let index =
      exponent.isInteger
      ? "<mn>\(exponent)</mn>"
      : "<mrow><mn>\(exponent.numerator)</mn><mo>/</mo><mn>\(exponent.denominator)</mn></mrow>"
    let base = piece(base, atLeast: .atom)
    return WrittenExpression(
      "<msup><mrow>\(base.text)</mrow>\(index)</msup>", .power,
      beginsWithNumber: base.beginsWithNumber)
  }

  /// A row of signed terms.
  package func sum(_ terms: [(isNegative: Bool, term: WrittenExpression)]) -> WrittenExpression {
    var text = ""
    for (index, (isNegative, term)) in terms.enumerated() {
      if index > 0 || isNegative { text += "<mo>\(isNegative ? "−" : "+")</mo>" }
      text += piece(term, atLeast: .product).text
    }
    return WrittenExpression(text, .sum)
  }
}
