import SymbolicExpressions

/// The notations that people read.
extension ExpressionDocument {
  var plainText: String {
    var text = ""
    for section in sections {
      let names = section.names(\.text)
      for part in section.parts {
        text += "\(part.text) = \(part.form.written(by: TextPrinter(), naming: names))\n"
      }
      for entry in section.entries {
        let printed = written(entry.expression, by: TextPrinter(), naming: names)
        text += "\(entry.name.identifier) = \(printed.text)\n"
        for (index, definition) in printed.definitions.enumerated() {
          text += "  \(index == 0 ? "where" : "  and") \(definition.name) = \(definition.text)\n"
        }
      }
    }
    return text
  }

  /// One line a form with its shared parts below it; a recursion as one `aligned` block.
  var latex: String {
    var text = ""
    for section in sections {
      if section.parts.isEmpty {
        for entry in section.entries { text += latexForm(entry) }
        continue
      }
      let names = section.names(\.latex)
      let printer = LaTeXPrinter()
      var rows = section.parts.map { part in
        "\(part.latex) &= \(part.form.written(by: printer, naming: names))"
      }
      for entry in section.entries {
        let form = entry.expression.written(by: printer, naming: names)
        rows.append("\(latexCall(entry)) &= \(form)")
      }
      text += "\\begin{aligned}\n  \(rows.joined(separator: " \\\\\n  "))\n\\end{aligned}\n"
    }
    return text
  }

  private func latexForm(_ entry: Entry) -> String {
    let printed = written(entry.expression, by: LaTeXPrinter()) { "\($0)_{\($1)}" }
    var text = "\(latexCall(entry)) = \(printed.text)\n"
    for (index, definition) in printed.definitions.enumerated() {
      let word = index == 0 ? "\\text{where }" : "\\text{and }"
      text += "  \(word) \(definition.name) = \(definition.text)\n"
    }
    return text
  }

  private func latexCall(_ entry: Entry) -> String {
    let arguments = entry.expression.variables.map {
      LaTeXPrinter().variable($0).text
    }.joined(separator: ", ")
    return entry.name.latex + (arguments.isEmpty ? "" : "(\(arguments))")
  }

  var mathML: String {
    sections.map { section in
      if section.parts.isEmpty {
        return section.entries.map { mathElement($0) + "\n" }.joined()
      }
      let names = section.names(\.mathML)
      let parts = section.parts.map { part in
        (part.mathML, part.form.written(by: MathMLPrinter(), naming: names))
      }
      let entries = section.entries.map { entry in
        (entry.name.mathML, entry.expression.written(by: MathMLPrinter(), naming: names))
      }
      return Self.mathElement(parts + entries, label: "recursion") + "\n"
    }.joined()
  }

  /// One `<math>` element: the form, and below it the shared parts.
  package func mathElement(_ entry: Entry) -> String {
    let printed = written(entry.expression, by: MathMLPrinter(), symbol: MathMLPrinter.symbol)
    let definitions = printed.definitions.enumerated().map { index, definition in
      ("<mtext>\(index == 0 ? "where" : "and")&#xA0;</mtext>\(definition.name)", definition.text)
    }
    return Self.mathElement(
      [(entry.name.mathML, printed.text)] + definitions, label: entry.name.identifier)
  }

  private static func mathElement(
    _ equations: [(left: String, right: String)], label: String
  ) -> String {
    let rows = equations.map { left, right in
      "<mtr><mtd style=\"text-align: right\"><mrow>\(left)</mrow></mtd>"
        + "<mtd style=\"text-align: left\"><mrow><mo>=</mo>\(right)</mrow></mtd></mtr>"
    }
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" "
      + "aria-label=\"\(label)\"><mtable displaystyle=\"true\">"
      + rows.joined() + "</mtable></math>"
  }
}
