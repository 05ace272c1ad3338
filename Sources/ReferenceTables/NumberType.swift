import ExactArithmetic
import IntervalArithmetic

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

  /// The bits that a significand carries, about.
  var significandBits: Int {
    switch self {
    case .binary(let format): format.precision
    case .decimal(let digits): Precision.decimalDigits(digits).bits
    }
  }
}
