import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Synchronization

/// What is found out about a formula once and used again and again: parity, continuity, and bounds of
/// second moments over intervals of variances.
final class ActivationFacts: Sendable {
  let formula: ActivationFormula
  let parity: ActivationFormula.Parity
  /// Whether σ is continuous, as far as this shows.
  let isContinuous: Bool
  /// u ↦ u·σ′(u), and σ′.
  let scaledDerivative, derivative: ActivationFormula

  /// Why there are no duals; nil where there seem to be.
  let failure: DualFailure?

  private struct Range: Hashable {
    let lower, upper: BigFloat
  }
  private let bounds = Mutex<[Range: Result<BigFloat, DualFailure>]>([:])
  private static let known = Mutex<[ActivationFormula: ActivationFacts]>([:])

  /// The facts of `formula`.
  static func of(_ formula: ActivationFormula) -> ActivationFacts {
    if let facts = known.withLock({ $0[formula] }) { return facts }
    let facts = ActivationFacts(formula)
    known.withLock { known in
      if known.count >= 256 { known.removeAll() }
      known[formula] = facts
    }
    return facts
  }

  private init(_ formula: ActivationFormula) {
    self.formula = formula
    parity = formula.parity
    isContinuous = formula.isKnownContinuous
    derivative = formula.derivative
    scaledDerivative = derivative.multiplied(by: .identity)
    failure = ActivationFacts.failure(of: formula)
  }

  private static func failure(of formula: ActivationFormula) -> DualFailure? {
    do throws(DualFailure) {
      try formula.checkValues(within: 8)
      for variance in [1, 1.0 / 64] {
        do throws(DualFailure) {
          let q = BigFloat(variance, precision: Precision(53), rounding: .nearestEven)
          _ = try GaussianSamples(formula, variance: q, bits: 32, largestIndex: 8)
          return nil
        } catch {
          // A smaller variance may do.
          switch error {
          case .growth where variance == 1, .steep where variance == 1: continue
          default: throw error
          }
        }
      }
      return nil
    } catch {
      // What was not finished says nothing.
      return error == .interrupted ? nil : error
    }
  }

  /// An upper bound of E[σ(√q z)²] for every q ≥ 0 of an interval; see
  /// `ActivationFormula.momentBound(variance:)`.
  func momentBound(_ q: Interval) throws(DualFailure) -> BigFloat {
    // A few bits: nearby intervals share one bound.
    let coarse = Precision(5)
    let range = Range(
      lower: q.lower.rounded(to: coarse, rounding: .down),
      upper: q.upper.rounded(to: coarse, rounding: .up))
    if let bound = bounds.withLock({ $0[range] }) { return try bound.get() }
    let bound = Result { () throws(DualFailure) in
      try formula.momentBound(variance: Interval(lower: range.lower, upper: range.upper))
    }
    bounds.withLock { bounds in
      if bounds.count >= 1024 { bounds.removeAll() }
      bounds[range] = bound
    }
    return try bound.get()
  }
}
