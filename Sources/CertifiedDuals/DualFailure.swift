/// Why an expectation is not enclosed.
package enum DualFailure: Error, Hashable, CustomStringConvertible, Sendable {
  /// The formula is not known to have a value everywhere on the real line.
  case undefined(near: String)
  /// The formula is not known to have a value far from 0, and to grow slowly enough there for its square
  /// to have an expectation.
  case growth
  /// Far from 0 |σ(u)| is known to be at most exp(γ + λ|u| + μu²), and exp(2μu²) has an expectation at variances
  /// below `limit` only.
  case steep(rate: String, limit: String)
  /// The formula is not known to be analytic in any neighbourhood of the real line wide enough for the
  /// quadrature that is affordable.
  case singular(near: String)
  /// A derivative of lower order jumps, so that there is more to this one than its formula.
  case impulse
  /// The formula jumps, so that its value at one variance says little about others.
  case discontinuous
  /// The work is not wanted any more.
  case interrupted
  /// More Hermite coefficients, nodes or digits than the budget has.
  case budget

  /// The failure in words.
  package var description: String {
    switch self {
    case .undefined(let place): "could not show that it has a value at u = \(place)"
    case .growth:
      "could not show that it has a value far from 0, and grows slowly enough for a Gaussian expectation"
    case .steep(let rate, let limit):
      "could not show that its square has an expectation: far from 0 it is known to grow no faster than "
        + "exp(\(rate)·u²), which is enough for variances below \(limit)"
    case .impulse: "a derivative of lower order jumps"
    case .singular(let place): "could not show that it is analytic near u = \(place)"
    case .discontinuous: "it has a jump: its duals are enclosed at binary fractions only"
    case .interrupted: "interrupted"
    case .budget: "it takes more Hermite coefficients or nodes than the budget has"
    }
  }
}
