import ExactArithmetic
import Foundation
import IntervalArithmetic

/// Kernels by their definitions at 200 bits: shares nothing with the fast ones.
///
/// Cancellation near −1 costs at most 80 bits for a `Double`.
struct Truth {
  let order: Int

  func enclosure(_ correlation: Double) -> Interval {
    let precision = Precision(200)
    let x = Interval(BigFloat(correlation, precision: precision, rounding: .nearestEven))
    let pi = Interval.pi(precision: precision)
    let angle = pi - x.arccosine
    if order == 0 { return angle / pi }
    let one = Interval(1, precision: precision)
    return ((one - x.squared).squareRoot + x * angle) / pi
  }

  /// The error of `result`, bounded above, in units in the last place of the true value; infinite
  /// for NaN.
  func error(of result: Double, at correlation: Double) -> Double {
    let truth = enclosure(correlation)
    guard result.isFinite, let value = Rational(exactly: result) else { return .infinity }
    if truth.lower.isZero || correlation == -1 { return result == 0 ? 0 : .infinity }
    let difference = truth.adding(-value).magnitude.upper
    let exponent = truth.lower.exponent
    return difference.scaled(
      byPowerOfTwo: 53 - exponent, precision: Precision(53), rounding: .up
    ).double(rounding: .up)
  }

  /// The float nearest to the true value, or nil where the enclosure does not decide.
  func nearestFloat(_ correlation: Double) -> Float? {
    let truth = enclosure(correlation)
    if correlation == -1 { return 0 }
    let low = truth.lower.float(rounding: .nearestEven)
    return low == truth.upper.float(rounding: .nearestEven) ? low : nil
  }
}

/// The lines of a file in the folder WorstCases, split into words.
func worstCases(_ name: String) throws -> [[String]] {
  let url = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "WorstCases/\(name)")
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    .filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: " ").map(String.init) }
}
