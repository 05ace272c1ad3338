import SymbolicExpressions

/// The notations of double precision: the operations of ``FloatingPointProgram``.
extension ExpressionDocument {
  /// C99 functions.
  var c: String {
    let syntax = CSyntax()
    let programs = programs
    var text = """
      /*
      \(heading(prefix: " * "))
       * Compile without fused operations (gcc: -ffp-contract=off) and link with -lm.
       */
      #include <math.h>

      #if defined(__clang__)
      #pragma STDC FP_CONTRACT OFF
      #endif

      """
    if programs.contains(where: \.clamps) {
      text += """

        /* Rounding does not take a value out of the interval that is known to hold it. */
        static double within(double x, double low, double high) {
          return x < low ? low : x > high ? high : x;
        }

        """
    }
    for function in functions(programs, syntax) {
      let lines = function.comments.flatMap { Self.lines($0, prefix: " * ") }
      text += lines.isEmpty ? "\n" : "\n/*\n\(lines.joined(separator: "\n"))\n */\n"
      let arguments = function.arguments.map { "double \($0)" }.joined(separator: ", ")
      text += "\(function.isExported ? "" : "static ")double \(function.name)"
      text += "(\(arguments.isEmpty ? "void" : arguments)) {\n"
      for definition in function.source.definitions { text += "  \(definition)\n" }
      text += "  return \(function.source.result);\n}\n"
    }
    return text
  }

  /// Swift functions.
  var swift: String {
    let syntax = SwiftSyntax()
    let programs = programs
    var text = """
      \(heading(prefix: "// "))

      #if canImport(Glibc)
        import Glibc
      #elseif canImport(Musl)
        import Musl
      #else
        import Darwin
      #endif

      """
    if programs.contains(where: \.clamps) {
      text += """

        /// Rounding does not take a value out of the interval that is known to hold it.
        private func within(_ x: Double, _ low: Double, _ high: Double) -> Double {
          x < low ? low : x > high ? high : x
        }

        """
    }
    for function in functions(programs, syntax) {
      let comments = function.comments.map {
        Self.lines($0, prefix: "/// ").joined(separator: "\n") + "\n"
      }
      let arguments = function.arguments.map { "_ \($0): Double" }.joined(separator: ", ")
      text += "\n\(comments.joined(separator: "///\n"))\(function.isExported ? "" : "private ")"
      text += "func \(function.name)(\(arguments)) -> Double {\n"
      for definition in function.source.definitions { text += "  \(definition)\n" }
      text += "  return \(function.source.result)\n}\n"
    }
    return text
  }

  /// A Python module of functions of arrays, entry by entry, with NumPy or JAX.
  func arrays(module: String) -> String {
    let syntax = ArraySyntax(module: module)
    let isJAX = module == "jnp"
    var text = "\"\"\"\(heading(prefix: "").replacing("\"", with: "'"))\n\n"
    text += "The functions take arrays (or numbers) and work entry by entry"
    text +=
      isJAX
      ? "; float64 arrays\nneed jax.config.update(\"jax_enable_x64\", True).\n\"\"\"\n\nimport jax.numpy as jnp\n"
      : ".\n\"\"\"\n\nimport numpy as np\n"
    if programs.contains(where: \.usesErrorFunctions) {
      text += "from \(isJAX ? "jax.scipy" : "scipy") import special\n"
    }
    for function in functions(programs, syntax) {
      text += "\n\ndef \(function.name)(\(function.arguments.joined(separator: ", "))):\n"
      let lines = function.comments.enumerated().flatMap { index, comment in
        (index > 0 ? [""] : []) + Self.lines(comment, prefix: "    ")
      }
      if let first = lines.first {
        text += "    \"\"\"\(first.dropFirst(4))\n"
        for line in lines.dropFirst() { text += line + "\n" }
        text += "    \"\"\"\n"
      }
      if function.isExported {
        for argument in function.arguments {
          text +=
            "    \(argument) = \(module).asarray(\(argument)\(isJAX ? "" : ", dtype=float"))\n"
        }
      }
      for definition in function.source.definitions { text += "    \(definition)\n" }
      text += "    return \(function.source.result)\n"
    }
    return text
  }

  // MARK: What the three share

  /// One function of the source text.
  private struct SourceFunction {
    let name: String
    let arguments: [String]
    let comments: [String]
    let source: FloatingPointSource
    let isExported: Bool
  }

  private var programs: [FloatingPointProgram] {
    entries.map { FloatingPointProgram($0.expression, inputs: $0.expression.variables) }
  }

  /// The title, and what a reader of the source should know of its errors.
  private func heading(prefix: String) -> String {
    let caution =
      "Double precision, as the closed forms stand. The errors stated below were measured with one "
      + "machine's mathematical library, at the points named; they are no bounds."
    return Self.lines("\(title). \(caution)", prefix: prefix).joined(separator: "\n")
  }

  /// The functions that are called, then the forms.
  private func functions(
    _ programs: [FloatingPointProgram], _ syntax: some FloatingPointSyntax
  ) -> [SourceFunction] {
    let called = Self.called(by: programs).map { function in
      SourceFunction(
        name: syntax.name(function.definition.identifier),
        arguments: function.program.inputs.map { syntax.name($0) }, comments: [],
        source: FloatingPointSource(function.program, syntax, prefix: "k"), isExported: false)
    }
    let own = zip(entries, programs).map { entry, program in
      let error = MeasuredError(program, of: entry.expression)
      return SourceFunction(
        name: syntax.name(entry.name.identifier),
        arguments: program.inputs.map { syntax.name($0) },
        comments: [entry.comment, error.description(inputs: program.inputs)]
          .filter { !$0.isEmpty },
        source: FloatingPointSource(program, syntax, prefix: Self.prefix(for: entry.expression)),
        isExported: true)
    }
    return called + own
  }

  /// The functions that any program calls, each once, those that others call first.
  private static func called(
    by programs: [FloatingPointProgram]
  ) -> [FloatingPointProgram.Function] {
    var found: [FloatingPointProgram.Function] = []
    for program in programs {
      for function in called(by: program.functions.map(\.program)) + program.functions
      where !found.contains(where: { $0.definition == function.definition }) {
        found.append(function)
      }
    }
    return found
  }
}
