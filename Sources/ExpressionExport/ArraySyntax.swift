import SymbolicExpressions

/// Python with the functions of an array library: NumPy, or JAX's namesake.
struct ArraySyntax: FloatingPointSyntax {
  /// `np` or `jnp`.
  let module: String

  func name(_ name: String) -> String { Identifiers.python.name(for: name) }

  var pi: String { "\(module).pi" }

  func constant(_ value: Double) -> String {
    if value.isInfinite { return "\(value > 0 ? "" : "-")\(module).inf" }
    return value.isNaN ? "\(module).nan" : "\(value)"
  }

  func function(_ name: String) -> String {
    let names = [
      "acos": "arccos", "asin": "arcsin", "atan": "arctan", "pow": "power", "within": "clip",
    ]
    // These are SciPy's, or those of JAX's namesake.
    if name == "erf" || name == "erfc" { return "special.\(name)" }
    return "\(module).\(names[name] ?? name)"
  }

  func definition(_ name: String, _ value: String) -> String { "\(name) = \(value)" }
}
