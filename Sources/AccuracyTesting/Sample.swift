import ExactArithmetic
import IntervalArithmetic

/// One input that was tried, with what came out.
package struct Sample: Sendable {
  /// The input's bit pattern.
  package let input: UInt64
  /// The result's bit pattern.
  package let actual: UInt64
  /// How far the result is from the truth.
  package let discrepancy: Discrepancy

  /// The key by which inputs are called bad: not finite before all errors.
  var badness: Double { discrepancy.isNonfinite ? .infinity : discrepancy.ulp }
}

/// A part of the line.
package enum Region: String, CaseIterable, Sendable {
  /// −1 ≤ x < −1 + 2⁻⁶.
  case nearMinusOne = "near -1"
  /// |x| < 2⁻⁶.
  case nearZero = "near 0"
  /// 1 − 2⁻⁶ < x ≤ 1.
  case nearOne = "near 1"
  /// The rest of [−1, 1].
  case bulk = "bulk"
  /// |x| > 1.
  case outside = "outside"

  init(_ x: Double) {
    if x.magnitude > 1 {
      self = .outside
    } else if x < -1 + 0x1p-6 {
      self = .nearMinusOne
    } else if x > 1 - 0x1p-6 {
      self = .nearOne
    } else {
      self = x.magnitude < 0x1p-6 ? .nearZero : .bulk
    }
  }
}

/// What is known of the errors in a set of samples.
package struct ErrorSummary: Sendable {
  /// How many results were compared.
  package private(set) var compared = 0
  /// How many were NaN, or infinite where the truth is not.
  package private(set) var nonfinite = 0
  /// How many are certified to exceed the limit.
  package private(set) var exceeding = 0
  /// An upper bound of the largest error in ULP.
  package private(set) var maxULP = 0.0
  private var sumULP = 0.0
  private var sumSigned = 0.0
  /// An upper bound of the largest absolute error.
  package private(set) var maxAbsolute = 0.0
  /// An upper bound of the largest relative error where the truth is not 0.
  package private(set) var maxRelative = 0.0
  /// How many results differ from a truth of exactly 0: their relative error is infinite.
  package private(set) var missedZeros = 0
  /// The worst sample.
  package private(set) var worst: Sample?

  /// An upper bound of the mean error in ULP of the finite results; 0 where there are none.
  package var meanULP: Double {
    let count = compared - nonfinite
    if sumULP == 0 || sumULP == .greatestFiniteMagnitude { return sumULP }
    return (sumULP / Double(count)).nextUp
  }

  /// The mean of (actual − truth)/ULP, approximately.
  package var bias: Double {
    let count = compared - nonfinite
    return count == 0 ? 0 : sumSigned / Double(count)
  }

  mutating func add(_ sample: Sample) {
    let discrepancy = sample.discrepancy
    compared += 1
    if worst.map({ sample.badness > $0.badness }) ?? true { worst = sample }
    if discrepancy.exceedsLimit { exceeding += 1 }
    if discrepancy.isNonfinite {
      nonfinite += 1
      return
    }
    maxULP = max(maxULP, discrepancy.ulp)
    // Rounded up, so that the mean stays an upper bound.
    if discrepancy.ulp > 0 {
      sumULP = min((sumULP + discrepancy.ulp).nextUp, .greatestFiniteMagnitude)
    }
    sumSigned += max(-1e300, min(1e300, discrepancy.signedULP))
    maxAbsolute = max(maxAbsolute, discrepancy.absolute)
    if let relative = discrepancy.relative {
      maxRelative = max(maxRelative, relative)
    } else {
      missedZeros += 1
    }
  }
}
