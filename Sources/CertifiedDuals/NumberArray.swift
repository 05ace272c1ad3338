import CMultiprecision
import IntervalArithmetic

/// MPFR numbers of one precision side by side, 0 at first, for loops that overwrite them.
final class NumberArray {
  typealias Number = UnsafeMutablePointer<__mpfr_struct>
  private let numbers: Number
  private let limbs: UnsafeMutablePointer<mp_limb_t>

  init(count: Int, precision: Precision) {
    let size = kc_mpfr_custom_limbs(precision.bits)
    numbers = .allocate(capacity: count)
    limbs = .allocate(capacity: count * size)
    numbers.initialize(repeating: __mpfr_struct(), count: count)
    for index in 0..<count {
      kc_mpfr_custom_init(numbers + index, precision.bits, limbs + index * size)
      mpfr_set_zero(numbers + index, 1)
    }
  }

  deinit {
    numbers.deallocate()
    limbs.deallocate()
  }

  subscript(index: Int) -> Number { numbers + index }
}
