import SymbolicExpressions

/// The notations of computer algebra and proof, which are exact.
extension ExpressionDocument {
  /// A Python module: one function a form, of SymPy's objects or numbers.
  var sympy: String {
    let identifiers = Identifiers.sympy
    var text = "\"\"\"\(title).\n\nExact closed forms on SymPy objects: call them with symbols, "
    text += "Rationals, or Floats\nof any precision.\n\"\"\"\n"
    text += "from sympy import Abs, Integer, Rational, acos, asin, atan, cos, erf, erfc, exp, log\n"
    text += "from sympy import pi, sin, sqrt, sympify\n"
    for function in functions(named: identifiers) {
      let inputs = function.arguments.map { identifiers.name(for: $0) }
      text += "\n\ndef \(function.name)(\(inputs.joined(separator: ", "))):\n"
      if !function.comment.isEmpty {
        let lines = Self.lines("\"\"\"\(function.comment)\"\"\"", prefix: "    ")
        text += lines.joined(separator: "\n") + "\n"
      }
      for name in inputs { text += "    \(name) = sympify(\(name))\n" }
      let printed = function.written(by: SymPyPrinter())
      for definition in printed.definitions {
        text += "    \(definition.name) = \(definition.text)\n"
      }
      text += "    return \(printed.text)\n"
    }
    return text
  }

  /// Wolfram Language definitions.
  var wolfram: String {
    let identifiers = Identifiers.wolfram
    var text = "(* \(title). Exact closed forms. *)\n"
    for function in functions(named: identifiers) {
      let inputs = function.arguments.map { identifiers.name(for: $0) + "_" }.joined(
        separator: ", ")
      if !function.comment.isEmpty { text += "\n(* \(function.comment) *)" }
      text += "\n\(function.name)[\(inputs)] := "
      let printed = function.written(by: WolframPrinter())
      if printed.definitions.isEmpty {
        text += "\(printed.text)\n"
        continue
      }
      let shared = printed.definitions.map(\.name).joined(separator: ", ")
      text += "Module[{\(shared)},\n"
      for definition in printed.definitions {
        text += "  \(definition.name) = \(definition.text);\n"
      }
      text += "  \(printed.text)]\n"
    }
    return text
  }

  /// A Coq file.
  var coq: String {
    let identifiers = Identifiers.coq
    var text = "(** \(title).\n\n"
    text +=
      "    Exact closed forms.  Coq's functions are total: the terms mean the forms where these\n"
    text += "    are defined. *)\n"
    text += "From Coq Require Import Reals.\nLocal Open Scope R_scope.\n"
    for function in functions(named: identifiers) {
      let inputs = function.arguments.map { identifiers.name(for: $0) }
      if !function.comment.isEmpty { text += "\n(** \(function.comment) *)" }
      let binder = inputs.isEmpty ? "" : " (\(inputs.joined(separator: " ")) : R)"
      text += "\nDefinition \(function.name)\(binder) : R :=\n"
      let printed = function.written(by: CoqPrinter())
      for definition in printed.definitions {
        text += "  let \(definition.name) := \(definition.text) in\n"
      }
      text += "  \(printed.text).\n"
    }
    return text
  }

  /// A form as a function of its variables.
  private struct Function {
    /// As the notation has it.
    let name: String
    /// As the calculator has them.
    let arguments: [String]
    let comment: String
    let form: Expression
    /// Parts that are written by the names of functions before.
    var names: [NodeID: String] = [:]

    func written(by printer: some ExpressionPrinter) -> PrintedExpression {
      form.writtenWithNames(
        by: printer, prefix: ExpressionDocument.prefix(for: form), naming: names)
    }
  }

  /// What the file defines: the defined functions, then each section's forms.
  private func functions(named identifiers: Identifiers) -> [Function] {
    let defined = definitions.map { definition in
      Function(
        name: identifiers.name(for: definition.identifier), arguments: ["x"], comment: "",
        form: Self.body(of: definition))
    }
    return defined
      + sections.flatMap { section in
        let names = section.names { identifiers.name(for: $0.identifier) }
        return section.entries.map { entry in
          Function(
            name: identifiers.name(for: entry.name.identifier),
            arguments: entry.expression.variables, comment: entry.comment, form: entry.expression,
            names: names)
        }
      }
  }
}
