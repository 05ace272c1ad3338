import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// What the values of a table are rounded to.
package enum NumberType: Hashable, Sendable, CustomStringConvertible {
  /// A binary floating-point format; its subnormal numbers and infinities take part.
  case binary(BinaryFormat)
  /// Decimals of that many significant digits, with exponents of any size.
  case decimal(Int)

  /// The most digits that `decimal:N` takes.
  package static let largestDigits = 100_000

  /// The names that ``init(_:)`` reads.
  package static let names = ["binary16", "bfloat16", "binary32", "binary64", "decimal:N"]

  /// What other programs call the types.
  private static let aliases = [
    "half": "binary16", "float16": "binary16", "f16": "binary16", "fp16": "binary16",
    "bf16": "bfloat16", "brain": "bfloat16",
    "single": "binary32", "float": "binary32", "float32": "binary32", "f32": "binary32",
    "fp32": "binary32", "double": "binary64", "float64": "binary64", "f64": "binary64",
    "fp64": "binary64", "decimal": "decimal:N",
  ]

  /// The name that was probably meant by one that is none.
  package static func meant(by text: String) -> String? {
    aliases[text.lowercased()] ?? nearestSpelling(to: text, among: names)
  }

  /// The name that was probably meant, or all names: the end of a sentence about one that is none.
  package static func hint(for text: String, decimals: Bool = true) -> String {
    let names = names.filter { decimals || BinaryFormat($0) != nil }
    if let meant = meant(by: text), names.contains(meant) { return "did you mean '\(meant)'?" }
    return "types are \(names.joined(separator: ", "))"
  }

  /// Reads `binary64`, `decimal:30` and so on; nil for anything else.
  package init?(_ text: String) {
    if let format = BinaryFormat(text) {
      self = .binary(format)
      return
    }
    guard text.hasPrefix("decimal:"), let digits = Int(text.dropFirst(8)),
      (1...NumberType.largestDigits).contains(digits)
    else { return nil }
    self = .decimal(digits)
  }

  /// The name that ``init(_:)`` reads back.
  package var description: String {
    switch self {
    case .binary(let format): format.name
    case .decimal(let digits): "decimal:\(digits)"
    }
  }

  /// The binary format; nil for decimals.
  package var format: BinaryFormat? { if case .binary(let format) = self { format } else { nil } }

  /// The short decimal of a value of this type: it reads back to the same number.
  package func text(_ value: RoundedValue) -> String {
    switch (value, self) {
    case (.bits(let bits), .binary(let format)): format.decimal(bits)
    case (.decimal(let text), _): text
    case (.bits(let bits), .decimal): "\(bits)"
    }
  }

  /// The exact text of a value of this type: hexadecimal for binary types.
  package func exactText(_ value: RoundedValue) -> String {
    switch (value, self) {
    case (.bits(let bits), .binary(let format)): format.hexadecimal(bits)
    case (.decimal(let text), _): text
    case (.bits(let bits), .decimal): "\(bits)"
    }
  }

  /// The bits that a significand carries, about.
  var significandBits: Int {
    switch self {
    case .binary(let format): format.precision
    case .decimal(let digits): Precision.decimalDigits(digits).bits
    }
  }
}
