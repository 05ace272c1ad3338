import ArgumentParser
import KernelCalculator

extension NumberType: ExpressibleByArgument {
  /// Reads a type's name.
  package init?(argument: String) { self.init(argument) }
  /// What help lists.
  package static var allValueStrings: [String] { names }
}

/// How `--rounding` names directions.
enum RoundingChoice: String, ExpressibleByArgument, CaseIterable {
  case nearest, up, down, zero

  var rounding: Rounding {
    switch self {
    case .nearest: .nearestEven
    case .up: .up
    case .down: .down
    case .zero: .towardZero
    }
  }
}

/// The functions that the commands `table` and `regress` are asked for.
struct FunctionArgument {
  let functions: [ReferenceFunction]
  /// The text as it was given.
  let source: String
  /// The propagation rules, where the argument is a network.
  let rules: [PropagationRule]?

  /// An expression in one variable, whose name may be declared.
  init(expression source: String, variable: String? = nil) throws {
    self.source = source
    rules = nil
    let declared = Set([variable].compactMap { $0 })
    functions = [try ReferenceFunction(source, variables: declared)]
    try Point.checkIsNoBareName(source, declared: declared, advice: "--variable \(source.trimmed)")
  }

  /// Entries of a network's kernels under some rules.
  init(network argument: String, quantities: [KernelQuantity], rules: [PropagationRule]) throws {
    let network = try NetworkArgument(argument)
    source = network.text
    self.rules = rules
    var functions: [ReferenceFunction] = []
    for rule in rules {
      for quantity in quantities {
        guard
          let function = try ReferenceFunction.quantity(
            quantity, of: network.network, text: network.title, rule: rule,
            isNamedByRule: rules.count > 1)
        else {
          throw Failure("\(network.title): an activation of this network has no tangent kernel")
        }
        functions.append(function)
      }
    }
    self.functions = functions
  }

  /// Reads `Kij,lambda2`.
  static func quantities(_ text: String) throws -> [KernelQuantity] {
    var quantities: [KernelQuantity] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(part).trimmed
      let reported = KernelQuantity.reported
      guard let quantity = reported.first(where: { $0.rawValue == name }) else {
        let names = reported.map(\.rawValue)
        let hint = nearestSpelling(to: name, among: names).map { "did you mean '\($0)'?" }
        throw Failure(
          "'\(part.prefix(40))' is no entry; \(hint ?? "entries are \(names.joined(separator: ", "))")"
        )
      }
      guard !quantities.contains(quantity) else {
        throw Failure("the entry \(quantity.rawValue) stands twice")
      }
      quantities.append(quantity)
    }
    return quantities
  }

  /// Whether a text that may be an expression or a network is a network: a whole number alone is an
  /// expression.
  static func isNetwork(_ text: String) -> Bool {
    Rational(text) == nil && (try? NetworkGraph(parsing: text)) != nil
  }
}

extension Grid {
  /// Reads a grid's spelling, or `@FILE`.
  init(argument text: String) throws {
    if text.hasPrefix("@") {
      let path = String(text.dropFirst())
      self = try Grid(lines: try Files.text(path), of: path)
    } else {
      self = try Grid(text)
    }
  }
}
