import SymbolicExpressions

/// The notations that people read.
extension ExpressionDocument {
  var plainText: String {
    var text = ""
    for entry in entries {
      let printed = written(entry.expression, by: TextPrinter())
      text += "\(entry.name.identifier) = \(printed.text)\n"
      for (index, definition) in printed.definitions.enumerated() {
        text += "  \(index == 0 ? "where" : "  and") \(definition.name) = \(definition.text)\n"
      }
    }
    return text
  }

  var latex: String {
    var text = ""
    for entry in entries {
      let printed = written(entry.expression, by: LaTeXPrinter()) { "\($0)_{\($1)}" }
      let arguments = entry.expression.variables.map {
        LaTeXPrinter().variable($0).text
      }.joined(separator: ", ")
      let call = arguments.isEmpty ? "" : "(\(arguments))"
      text += "\(entry.name.latex)\(call) = \(printed.text)\n"
      for (index, definition) in printed.definitions.enumerated() {
        let word = index == 0 ? "\\text{where }" : "\\text{and }"
        text += "  \(word) \(definition.name) = \(definition.text)\n"
      }
    }
    return text
  }

  var mathML: String {
    entries.map { mathElement($0) + "\n" }.joined()
  }

  /// One `<math>` element: the form, and below it the shared parts.
  public func mathElement(_ entry: Entry) -> String {
    let printed = written(entry.expression, by: MathMLPrinter(), symbol: MathMLPrinter.symbol)
    let equations =
      [(entry.name.mathML, printed.text)]
      + printed.definitions.map { ($0.name, $0.text) }
    let rows = equations.enumerated().map { index, equation in
      let word = index == 0 ? "" : "<mtext>\(index == 1 ? "where" : "and")&#xA0;</mtext>"
      return "<mtr><mtd style=\"text-align: right\"><mrow>\(word)\(equation.0)</mrow></mtd>"
        + "<mtd style=\"text-align: left\"><mrow><mo>=</mo>\(equation.1)</mrow></mtd></mtr>"
    }
    let alternative = "\(entry.name.identifier)"
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" "
      + "aria-label=\"\(alternative)\"><mtable displaystyle=\"true\">"
      + rows.joined() + "</mtable></math>"
  }
}
