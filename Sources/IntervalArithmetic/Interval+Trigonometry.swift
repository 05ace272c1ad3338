import CMultiprecision
import ExactArithmetic

extension Interval {
  /// Arguments from 2^(2¹⁸) on, about 10^78913, count as anywhere on the circle, because reducing
  /// them takes as many bits of π: their sine and cosine are enclosed by [−1, 1] alone.
  public static let largestReducedExponent = 1 << 18

  /// {cos x}, x in radians; [−1, 1] for arguments beyond ``largestReducedExponent``.
  public var cosine: Interval { circular(mpfr_cos, isCosine: true) }

  /// {sin x}, x in radians; [−1, 1] for arguments beyond ``largestReducedExponent``.
  public var sine: Interval { circular(mpfr_sin, isCosine: false) }

  private func circular(_ operation: MPFRUnary, isCosine: Bool) -> Interval {
    if isIndeterminate { return self }
    let minusOne = Interval(-1, precision: precision)
    let one = Interval(1, precision: precision)
    let everything = minusOne.hull(with: one)
    let limit = Interval.largestReducedExponent
    guard isBounded, lower.exponent <= limit, upper.exponent <= limit else { return everything }
    if isStoredOnce { return increasing(operation) }
    let width = upper.subtracting(lower, precision: Precision(64), rounding: .down)
    guard width.exponent <= 3 else { return everything }

    let first = Interval.branch(of: lower, isCosine: isCosine)
    let last = Interval.branch(of: upper, isCosine: isCosine)
    let rises = first.isOdd == isCosine
    if first == last { return rises ? increasing(operation) : decreasing(operation) }
    guard last == first + 1 else { return everything }
    // One extremum is inside; the other extreme value is at one of the ends.
    if rises {
      let ends = [lower, upper].map { $0.unary(operation, precision: precision, rounding: .down) }
      return Interval(unchecked: min(ends[0], ends[1]), one.upper, precision)
    }
    let ends = [lower, upper].map { $0.unary(operation, precision: precision, rounding: .up) }
    return Interval(unchecked: minusOne.lower, max(ends[0], ends[1]), precision)
  }

  /// The k for which x lies on the k-th monotone branch: [kπ, (k+1)π) of the cosine, which falls
  /// for even k, [(k−½)π, (k+½)π) of the sine, which rises for even k.
  private static func branch(of x: BigFloat, isCosine: Bool) -> Integer {
    if x.isZero { return 0 }
    if x.exponent <= 20 {
      // Four roundings of numbers below 2²¹ are wrong by less than 2⁻²⁹ in all.
      let turns = x.withMPFR { mpfr_get_d($0, MPFR_RNDN) } / .pi + (isCosine ? 0 : 0.5)
      let branch = turns.rounded(.down)
      if turns - branch > 0x1p-20 && turns - branch < 1 - 0x1p-20 { return Integer(Int(branch)) }
    }
    // x/π is irrational, so a high enough precision separates it from every end of a branch.
    for precision in Ziv(from: Precision(max(x.exponent, 0) + 64)) {
      let turns = Interval(x).rounded(to: precision) / .pi(precision: precision)
      let shifted = isCosine ? turns : turns.adding(Rational(1, 2))
      let branch = shifted.lower.floor
      if branch == shifted.upper.floor { return branch }
    }
    preconditionFailure("no multiple of π is that near to a number that fits into memory")
  }
}
