import CLinearAlgebra
import CMultiprecision
import IntervalArithmetic

/// A fixed number of MPFR numbers of one precision in one allocation.
///
/// Not safe by itself: threads may use it together while no two write one number.
final class MultiprecisionArray: @unchecked Sendable {
  let count: Int
  let precision: Precision
  let pointer: UnsafeMutablePointer<__mpfr_struct>

  /// `count` zeros.
  init(count: Int, precision: Precision) {
    guard let pointer = kcl_mpfr_new(count, precision.bits) else {
      preconditionFailure("no memory for \(count) numbers of \(precision.bits) bits")
    }
    self.count = count
    self.precision = precision
    self.pointer = pointer
  }

  deinit { kcl_mpfr_free(pointer) }

  /// The number at an index; setting rounds it to the nearest.
  subscript(index: Int) -> BigFloat {
    get {
      BigFloat(copying: pointer + index)
    }
    set {
      newValue.withMPFR { _ = mpfr_set(pointer + index, $0, MPFR_RNDN) }
    }
  }

  /// The number as the nearest `Double`.
  func double(_ index: Int) -> Double { mpfr_get_d(pointer + index, MPFR_RNDN) }

  /// Sets a number to a `Double`, rounded to the nearest.
  func set(_ index: Int, _ value: Double) { mpfr_set_d(pointer + index, value, MPFR_RNDN) }

  /// A copy.
  func copy() -> MultiprecisionArray {
    let result = MultiprecisionArray(count: count, precision: precision)
    for index in 0..<count { mpfr_set(result.pointer + index, pointer + index, MPFR_RNDN) }
    return result
  }
}
