import SymbolicExpressions

/// Why a function has no power series that could be found.
package enum SeriesFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A leading coefficient decides the form of the series, and its sign is open.
  case undecidedSign(of: String)
  /// A series under a root or in a divisor has no non-zero coefficient below this power.
  case vanishing(below: Int)
  /// The function grows like a negative power of the variable.
  case pole
  /// The function contains a fractional power of the variable, or (in |·|) its sign.
  case notAnalytic
  /// The work is not wanted any more.
  case interrupted
  /// The variable is in a variance of the dual of this activation, which has no closed form.
  case expectation(String)
  /// A sub-expression is undefined near the point.
  case undefined(String)

  /// What is printed.
  package var description: String {
    switch self {
    case .undecidedSign(let coefficient): "the sign of \(coefficient) is not decided"
    case .vanishing(let power): "a series vanishes below power \(power) at least"
    case .pole: "the function has a pole"
    case .notAnalytic: "the function is not analytic at the point"
    case .interrupted: "interrupted"
    case .expectation(let name): "the dual of \(name) is not expanded"
    case .undefined(let part): "\(part) is undefined near the point"
    }
  }
}
