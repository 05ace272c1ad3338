import ExactJSON
import KernelCalculator

extension JSON {
  /// The version of the JSON that the command prints.
  static let schema: JSON = 1

  /// An enclosed decimal with its closed form, null where that is longer than ``longestForm``.
  static func enclosed(_ decimal: EnclosedDecimal, form: Expression?) -> JSON {
    enclosed(decimal, formText: form.flatMap { closedForm($0) })
  }

  /// An enclosed decimal with its closed form as text.
  static func enclosed(_ decimal: EnclosedDecimal, formText: String?) -> JSON {
    [
      "value": .string(decimal.text), "error": .string(decimal.errorText),
      "form": formText.map { .string($0) } ?? .null,
    ]
  }

  /// A closed form without a value, null where it is longer than ``longestForm``.
  static func form(_ expression: Expression) -> JSON {
    ["form": closedForm(expression).map { .string($0) } ?? .null]
  }

  /// The closed form as text; nil where it is longer than ``longestForm``. `isSimplified` says that the
  /// expression is its own shortest form, as long as nothing in it has a name.
  static func closedForm(_ expression: Expression, isSimplified: Bool = false) -> String? {
    guard let inlined = expression.inlined(limit: longestForm) else { return nil }
    let form = isSimplified && inlined == expression ? inlined : inlined.simplified
    let text = form.written(by: TextPrinter(), limit: longestForm)
    return text.flatMap { $0.count <= longestForm ? $0 : nil }
  }

  /// The most characters of a closed form.
  static let longestForm = 2000

  static func failure(_ failure: Failure, line: Int? = nil) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("message", .string(failure.description)),
      ("exit_code", .integer(Int(failure.kind.rawValue))),
    ]
    if let line { members.append(("line", .integer(line))) }
    return ["schema": schema, "failure": .members(members)]
  }
}

extension Rational: JSONRepresentable {
  /// The fraction as a string.
  package var json: JSON { .string("\(self)") }
}

/// What a command found, for people and for programs.
package protocol Report: JSONRepresentable {
  /// The report as text, its last line break included.
  var text: String { get }
}

extension JSONFlag {
  /// Prints a report as it was asked for.
  package func write(_ report: some Report) {
    Console.write(json ? report.json.text() + "\n" : report.text)
  }
}
