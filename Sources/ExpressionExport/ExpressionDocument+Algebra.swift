import SymbolicExpressions

/// The notations of computer algebra and proof, which are exact.
extension ExpressionDocument {
  /// A Python module: one function a form, of SymPy's objects or numbers.
  var sympy: String {
    let identifiers = Identifiers.sympy
    var text = "\"\"\"\(title).\n\nExact closed forms on SymPy objects: call them with symbols, "
    text += "Rationals, or Floats\nof any precision.\n\"\"\"\n"
    text += "from sympy import Abs, Integer, Rational, acos, asin, atan, cos, exp, log, pi, sin\n"
    text += "from sympy import sqrt, sympify\n"
    func function(
      _ name: String, _ arguments: [String], _ comment: String, _ form: Expression,
      naming names: [NodeID: String] = [:]
    ) {
      let inputs = arguments.map { identifiers.name(for: $0) }
      text += "\n\ndef \(identifiers.name(for: name))(\(inputs.joined(separator: ", "))):\n"
      if !comment.isEmpty {
        let lines = Self.lines("\"\"\"\(comment)\"\"\"", prefix: "    ")
        text += lines.joined(separator: "\n") + "\n"
      }
      for name in inputs { text += "    \(name) = sympify(\(name))\n" }
      let printed = form.writtenWithNames(
        by: SymPyPrinter(), prefix: Self.prefix(for: form), naming: names)
      for definition in printed.definitions {
        text += "    \(definition.name) = \(definition.text)\n"
      }
      text += "    return \(printed.text)\n"
    }
    for definition in definitions {
      function(definition.identifier, ["x"], "", Self.body(of: definition))
    }
    for section in sections {
      let names = section.names { identifiers.name(for: $0.identifier) }
      for entry in section.entries {
        function(
          entry.name.identifier, entry.expression.variables, entry.comment, entry.expression,
          naming: names)
      }
    }
    return text
  }

  /// Wolfram Language definitions.
  var wolfram: String {
    let identifiers = Identifiers.wolfram
    var text = "(* \(title). Exact closed forms. *)\n"
    func function(
      _ name: String, _ arguments: [String], _ comment: String, _ form: Expression,
      naming names: [NodeID: String] = [:]
    ) {
      let inputs = arguments.map { identifiers.name(for: $0) + "_" }.joined(separator: ", ")
      if !comment.isEmpty { text += "\n(* \(comment) *)" }
      text += "\n\(identifiers.name(for: name))[\(inputs)] := "
      let printed = form.writtenWithNames(
        by: WolframPrinter(), prefix: Self.prefix(for: form), naming: names)
      if printed.definitions.isEmpty {
        text += "\(printed.text)\n"
        return
      }
      let shared = printed.definitions.map(\.name).joined(separator: ", ")
      text += "Module[{\(shared)},\n"
      for definition in printed.definitions {
        text += "  \(definition.name) = \(definition.text);\n"
      }
      text += "  \(printed.text)]\n"
    }
    for definition in definitions {
      function(definition.identifier, ["x"], "", Self.body(of: definition))
    }
    for section in sections {
      let names = section.names { identifiers.name(for: $0.identifier) }
      for entry in section.entries {
        function(
          entry.name.identifier, entry.expression.variables, entry.comment, entry.expression,
          naming: names)
      }
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
    func function(
      _ name: String, _ arguments: [String], _ comment: String, _ form: Expression,
      naming names: [NodeID: String] = [:]
    ) {
      let inputs = arguments.map { identifiers.name(for: $0) }
      if !comment.isEmpty { text += "\n(** \(comment) *)" }
      let binder = inputs.isEmpty ? "" : " (\(inputs.joined(separator: " ")) : R)"
      text += "\nDefinition \(identifiers.name(for: name))\(binder) : R :=\n"
      let printed = form.writtenWithNames(
        by: CoqPrinter(), prefix: Self.prefix(for: form), naming: names)
      for definition in printed.definitions {
        text += "  let \(definition.name) := \(definition.text) in\n"
      }
      text += "  \(printed.text).\n"
    }
    for definition in definitions {
      function(definition.identifier, ["x"], "", Self.body(of: definition))
    }
    for section in sections {
      let names = section.names { identifiers.name(for: $0.identifier) }
      for entry in section.entries {
        function(
          entry.name.identifier, entry.expression.variables, entry.comment, entry.expression,
          naming: names)
      }
    }
    return text
  }
}
