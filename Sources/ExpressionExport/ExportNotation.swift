/// A notation in which closed forms leave the calculator.
package enum ExportNotation: String, CaseIterable, Sendable {
  /// Unicode text that the calculator reads back.
  case text
  /// LaTeX for math mode.
  case latex
  /// Presentation MathML, one `<math>` element a form.
  case mathml
  /// A Python module on SymPy's objects.
  case sympy
  /// Wolfram Language definitions.
  case wolfram
  /// C99 functions in double precision, with their measured error.
  case c
  /// Swift functions in double precision, with their measured error.
  case swift
  /// Python functions of NumPy arrays in double precision, with their measured error.
  case numpy
  /// The same functions of JAX arrays.
  case jax
  /// Coq definitions on the standard library's real numbers.
  case coq
}
