import SymbolicExpressions

/// Named closed forms, to be written as one text in any notation.
///
/// Guarantee: every exact notation denotes the same real functions as the expressions, on the domain
/// of these; C and Swift carry the error that they were measured to have.
package struct ExpressionDocument {
  /// One form with its name.
  package struct Entry {
    /// What the form is called.
    package let name: ExportName
    /// The form.
    package let expression: Expression
    /// What it is, in a sentence without a line break, or nothing.
    package let comment: String

    /// A form with its name.
    package init(_ name: ExportName, _ expression: Expression, comment: String = "") {
      self.name = name
      self.expression = expression
      self.comment = comment
    }
  }

  /// A part of the forms that is written by a name of its own: a step of a recursion.
  package struct NamedPart {
    /// The node of the part in the forms' graph.
    package let node: NodeID
    /// What the part is.
    package let form: Expression
    /// The name in programs, and in text, LaTeX and MathML.
    package let identifier: String
    package let text: String
    package let latex: String
    package let mathML: String

    package init(
      node: NodeID, form: Expression, identifier: String, text: String, latex: String,
      mathML: String
    ) {
      self.node = node
      self.form = form
      self.identifier = identifier
      self.text = text
      self.latex = latex
      self.mathML = mathML
    }
  }

  /// Forms that are written together, with the parts of them that have names.
  package struct Section {
    package let entries: [Entry]
    package let parts: [NamedPart]

    package init(_ entries: [Entry], parts: [NamedPart] = []) {
      self.entries = entries
      self.parts = parts
    }

    func names(_ name: (NamedPart) -> String) -> [NodeID: String] {
      Dictionary(parts.map { ($0.node, name($0)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What the document is about, in a line.
  package let title: String
  /// The forms in the order in which they are written.
  package let sections: [Section]
  /// All forms.
  package var entries: [Entry] { sections.flatMap(\.entries) }
  /// Whether text, LaTeX and MathML write the forms out where that is short, instead of naming parts
  /// that occur several times.
  package let isWrittenOut: Bool

  /// A document of `entries`.
  package init(title: String, isWrittenOut: Bool = false, _ entries: [Entry]) {
    self.title = title
    self.isWrittenOut = isWrittenOut
    sections = [Section(entries)]
  }

  /// A document of several sections.
  package init(title: String, sections: [Section]) {
    self.title = title
    isWrittenOut = false
    self.sections = sections
  }

  /// Why the forms cannot be written in a notation; nil where they can.
  package func problem(in notation: ExportNotation) -> String? {
    switch notation {
    case .text, .latex, .mathml: return nil
    case .sympy, .wolfram, .c, .swift, .numpy, .jax, .coq: break
    }
    let forms = sections.flatMap { $0.entries.map(\.expression) + $0.parts.map(\.form) }
    for form in forms {
      if let name = form.graph.firstExpectation(below: form.id)?.activation.name {
        return "the dual of \(name) has no closed form, which \(notation.rawValue) would need"
      }
      if notation == .coq, let name = form.errorFunction {
        return "\(name) is not among the functions of Coq's standard library"
      }
    }
    return nil
  }

  /// The whole text, with a line break at its end.
  ///
  /// - Precondition: ``problem(in:)`` is nil.
  package func text(in notation: ExportNotation) -> String {
    switch notation {
    case .text: plainText
    case .latex: latex
    case .mathml: mathML
    case .sympy: sympy
    case .wolfram: wolfram
    case .c: c
    case .swift: swift
    case .numpy: arrays(module: "np")
    case .jax: arrays(module: "jnp")
    case .coq: coq
    }
  }

  // MARK: What the notations share

  /// The defined functions that any of the forms applies, each once.
  var definitions: [FunctionDefinition] {
    var found: [FunctionDefinition] = []
    for entry in entries {
      for definition in entry.expression.appliedDefinitions where !found.contains(definition) {
        found.append(definition)
      }
    }
    return found
  }

  /// A letter for the names of shared parts that begins no variable of the expression.
  static func prefix(for expression: Expression) -> String {
    let taken = Set(expression.variables.compactMap(\.first))
    return ["k", "t", "u", "w", "q"].first { !taken.contains(Character($0)) } ?? "shared"
  }

  /// The form with its shared parts named, or written out where that is asked for.
  func written(
    _ expression: Expression, by printer: some ExpressionPrinter,
    naming names: [NodeID: String] = [:],
    symbol: (String, Int) -> String = { "\($0)\($1)" }
  ) -> PrintedExpression {
    if isWrittenOut, let text = expression.written(by: printer) {
      return PrintedExpression(definitions: [], text: text)
    }
    return expression.writtenWithNames(
      by: printer, prefix: Self.prefix(for: expression), naming: names, symbol: symbol)
  }

  /// A defined function's value at x.
  static func body(of definition: FunctionDefinition) -> Expression {
    definition.definition(ExpressionGraph().variable("x"))
  }

  /// Words in lines of at most `width` characters, each begun with `prefix`.
  static func lines(_ text: String, prefix: String, width: Int = 88) -> [String] {
    var lines: [String] = []
    var line = prefix
    for word in text.split(separator: " ") {
      if line.count > prefix.count && line.count + 1 + word.count > width {
        lines.append(line)
        line = prefix
      }
      line += (line.count > prefix.count ? " " : "") + word
    }
    return line.count > prefix.count ? lines + [line] : lines
  }
}

extension Expression {
  /// erf, erfc or a function that is defined by them, by its name, where the expression applies one.
  fileprivate var errorFunction: String? {
    for id in graph.reachable(from: [id]) {
      guard case .apply(let function, _) = graph[id] else { continue }
      switch function {
      case .erf, .erfc: return function.name
      case .defined(let definition):
        if ExpressionDocument.body(of: definition).errorFunction != nil { return function.name }
      default: break
      }
    }
    return nil
  }
}
