import KernelCalculator

/// Where an expression is evaluated: numbers for its variables, from `--at`.
struct Point {
  /// The values by name; the empty name is the one given without a name.
  private let given: [(name: String, text: String)]

  /// Reads `1/2`, `x=1/2`, or several of the latter separated by commas.
  init(_ arguments: [String]) {
    given = arguments.flatMap { argument in
      argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
        guard let equals = part.firstIndex(of: "=") else {
          return ("", String(part).trimmed)
        }
        return (String(part[..<equals]).trimmed, String(part[part.index(after: equals)...]).trimmed)
      }
    }
  }

  /// The names of the variables that are given values by name: they are meant as they stand.
  var declaredNames: Set<String> {
    Set(given.map { ["ρ": "rho", "θ": "theta"][$0.name] ?? $0.name }.filter { !$0.isEmpty })
  }

  /// Refuses an expression that is one name alone, unless that is x, rho, theta or declared: rather a
  /// slip (`lamda2`, `F`) than the identity.
  static func checkIsNoBareName(
    _ source: String, declared: Set<String>, advice: String
  ) throws {
    let name = source.trimmed
    let usual: Set<String> = ["x", "rho", "ρ", "theta", "θ", "pi", "π"]
    guard !usual.contains(name), !declared.contains(name), name.first?.isLetter == true,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else { return }
    throw Failure("'\(name.prefix(40))' is no function; where it is meant as a variable: \(advice)")
  }

  /// An exact number typed by a person.
  static func rational(_ text: String, for name: String) throws -> Rational {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    guard let value = Rational(isPlain ? text : text.replacing("−", with: "-")) else {
      throw Failure(
        "'\(text.prefix(60))' is not a number for \(name); write an integer, a fraction such as 9/10, "
          + "or a decimal")
    }
    return value
  }

  /// The values of an expression's variables, all of them.
  func values(for variables: [String]) throws -> [String: Rational] {
    var values: [String: Rational] = [:]
    for (name, text) in given {
      let variable: String
      if !name.isEmpty {
        variable = ["ρ": "rho", "θ": "theta"][name] ?? name
        // A value for a variable that cancelled out is no mistake.
      } else if variables.count <= 1 {
        variable = variables.first ?? "rho"
      } else {
        throw Failure(
          "the expression has the variables \(variables.joined(separator: ", ")): name each value, "
            + "as in --at \(variables[0])=1/2")
      }
      guard values[variable] == nil else { throw Failure("two values for \(variable)") }
      values[variable] = try Point.rational(text, for: variable)
    }
    if let missing = variables.first(where: { values[$0] == nil }) {
      throw Failure("the expression has the variable \(missing): give its value with --at")
    }
    return values
  }

  /// The values as they are echoed: one number alone, or `x=1/2,y=3`.
  static func text(_ values: [String: Rational]) -> String? {
    if values.isEmpty { return nil }
    if values.count == 1 { return values.first.map { "\($0.value)" } }
    return values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: ",")
  }
}

extension Correlation {
  /// Reads ρ as a person types it.
  init(argument text: String) throws {
    guard let correlation = Correlation(try Point.rational(text.trimmed, for: "ρ")) else {
      throw Failure("ρ must be in [-1, 1], not \(text.trimmed.prefix(60))")
    }
    self = correlation
  }
}

extension String {
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
