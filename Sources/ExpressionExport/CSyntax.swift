import SymbolicExpressions

/// C99 with `math.h`.
struct CSyntax: FloatingPointSyntax {
  func name(_ name: String) -> String { Identifiers.c.name(for: name) }

  // M_PI is not in the C standard.
  var pi: String { constant(.pi) }

  func constant(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? "HUGE_VAL" : "-HUGE_VAL" }
    return value.isNaN ? "NAN" : "\(value)"
  }

  func function(_ name: String) -> String { name == "abs" ? "fabs" : name }

  func definition(_ name: String, _ value: String) -> String { "const double \(name) = \(value);" }
}
