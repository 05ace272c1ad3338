import ExactArithmetic

extension Rational {
  /// The number with the smallest denominator in the open interval (lower, upper), and among those
  /// the one with the smallest numerator: the first in the Stern–Brocot tree.
  ///
  /// - Precondition: lower < upper.
  package static func simplest(between lower: Rational, and upper: Rational) -> Rational {
    if lower.signum < 0 && upper.signum > 0 { return 0 }
    if upper.signum <= 0 { return -simplest(between: -upper, and: -lower) }
    // Both ends are ≥ 0: continued fractions, iteratively.
    var (low, high) = (lower, upper)
    var quotients: [Integer] = []
    while true {
      let whole = low.floor
      if Rational(whole) + 1 < high {
        quotients.append(whole + 1)
        break
      }
      quotients.append(whole)
      // low − whole in [0, 1), high − whole in (0, 1]: turn both upside down.
      let (a, b) = (low - Rational(whole), high - Rational(whole))
      if a.isZero {
        // (0, b): the simplest is 1/n for the least n above 1/b.
        quotients.append((1 / b).floor + 1)
        break
      }
      (low, high) = (1 / b, 1 / a)
    }
    return quotients.dropLast().reversed().reduce(Rational(quotients[quotients.count - 1])) {
      Rational($1) + 1 / $0
    }
  }
}
