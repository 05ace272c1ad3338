import IntervalArithmetic
import SymbolicExpressions

/// Why a value could not be given.
public enum EvaluationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sub-term is certainly undefined at the point.
  case undefined(SyntaxError)
  /// It could not be decided whether a sub-term is defined; the error names its argument's enclosure.
  case undecidedDomain(SyntaxError)
  /// The largest precision did not give the digits asked for: typically a value that cannot be told
  /// from zero. The enclosure reached in words, the precision in bits and the expression's index.
  case precisionExhausted(enclosure: String, precision: Int, index: Int)
  /// A Gaussian expectation without closed form has no enclosure: how it is called, at enclosures of its arguments,
  /// and why, in words.
  case noExpectation(call: String, reason: String)

  /// What is printed.
  public var description: String {
    switch self {
    case .undefined(let error), .undecidedDomain(let error):
      error.description
    case .precisionExhausted(let enclosure, let precision, _):
      "the digits asked for were not reached at \(precision) bits (a value that cannot be told from "
        + "zero?); the value lies in \(enclosure)"
    case .noExpectation(let call, let reason):
      "no enclosure of \(call): \(reason)"
    }
  }
}

extension Interval {
  /// The interval printed with few digits, rounded outwards.
  package var shortDescription: String { rounded(to: Precision(34)).description }
}
