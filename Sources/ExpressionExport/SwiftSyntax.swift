import SymbolicExpressions

/// Swift with the C library's functions.
struct SwiftSyntax: FloatingPointSyntax {
  func name(_ name: String) -> String { Identifiers.swift.name(for: name) }

  var pi: String { "Double.pi" }

  func constant(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? "Double.infinity" : "-Double.infinity" }
    return value.isNaN ? "Double.nan" : "\(value)"
  }

  func function(_ name: String) -> String { name }

  func definition(_ name: String, _ value: String) -> String { "let \(name) = \(value)" }
}
