import ExactJSON
import KernelCalculator

extension JSON {
  /// The version of the JSON that the command prints.
  static let schema: JSON = 1

  /// An enclosed decimal with its closed form, unless that is longer than ``longestForm`` nodes.
  static func enclosed(_ decimal: EnclosedDecimal, form: Expression?) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("value", .string(decimal.text)), ("error", .string(decimal.errorText)),
    ]
    if let form = form.flatMap({ $0.written(by: TextPrinter(), limit: longestForm) }) {
      members.append(("form", .string(form)))
    }
    return .members(members)
  }

  /// A closed form without a value; one that is longer than ``longestForm`` nodes has its repeated
  /// parts named under `where`, each in terms of earlier ones, and `form` is null.
  static func form(_ expression: Expression) -> JSON {
    if let form = expression.written(by: TextPrinter(), limit: longestForm) {
      return ["form": .string(form)]
    }
    let printed = expression.writtenWithNames(by: TextPrinter())
    return [
      "form": .null,
      "shared_form": [
        "where": .members(printed.definitions.map { ($0.name, .string($0.text)) }),
        "form": .string(printed.text),
      ],
    ]
  }

  /// How many nodes an expression may have, written out in full, to be printed so.
  private static let longestForm = 5000

  static func optional(_ value: Rational?) -> JSON { value.map { .string("\($0)") } ?? .null }

  static func failure(_ message: String, line: Int? = nil) -> JSON {
    var failure: [(key: String, value: JSON)] = [("message", .string(message))]
    if let line { failure.append(("line", .integer(line))) }
    return ["schema": schema, "failure": .members(failure)]
  }
}
