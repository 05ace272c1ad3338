import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkAnalysis

/// A real number as a shard holds it: it differs from value · 10^−digits by no more than error · 10^−digits.
package struct ScaledNumber: Sendable, Hashable {
  package let value: Int64
  package let error: UInt16

  /// The number of that value and error.
  package init(value: Int64, error: UInt16) {
    self.value = value
    self.error = error
  }

  /// Around everything from `lower` to `upper`, which are multiples of 10^−digits; nil where that is too
  /// wide.
  private init?(lower: Int64, upper: Int64) {
    let half = (upper - lower) / 2
    guard let error = UInt16(exactly: upper - lower - half) else { return nil }
    self.init(value: lower + half, error: error)
  }

  /// Around an interval; nil where the error would be too large for the type.
  init?(_ interval: FloatInterval, digits: Int) {
    // Powers of ten up to 10²² are binary64 numbers.
    let power = (0..<digits).reduce(1.0) { value, _ in value * 10 }
    let scaled = interval * FloatInterval(point: power)
    guard scaled.isBounded, scaled.magnitude.upper < 0x1p61 else { return nil }
    self.init(
      lower: Int64(scaled.lower.rounded(.down)), upper: Int64(scaled.upper.rounded(.up)))
  }

  /// Around an interval; nil where the error would be too large for the type.
  init?(_ interval: Interval, digits: Int) {
    let power = Rational(10).power(digits)
    guard let lower = interval.lower.exactRational, let upper = interval.upper.exactRational,
      let low = (lower * power).floor.asInt, let high = (-upper * power).floor.asInt,
      max(low.magnitude, high.magnitude) < 1 << 61
    else { return nil }
    self.init(lower: Int64(low), upper: Int64(-high))
  }

  /// Whether the enclosure has a number in common with another one.
  func meets(_ other: ClosedRange<Double>, digits: Int) -> Bool {
    let power = Rational(10).power(digits)
    guard let low = Rational(exactly: other.lowerBound),
      let high = Rational(exactly: other.upperBound)
    else { return false }
    let (middle, error) = (Rational(Int(value)), Rational(Int(self.error)))
    return low * power <= middle + error && middle - error <= high * power
  }
}

/// One class at every ρ, as a shard holds it.
package struct ShardRow: Sendable, Hashable {
  /// The class's place in `ArchitectureSpaces/ClassRepresentatives`: its canonical digits as a number.
  package let place: UInt64
  /// How many labelled networks of the space are in the class.
  package let multiplicity: UInt64
  /// Σ_p 256^{d_p}, the path polynomial at 256, whose coefficients are its bytes.
  package let polynomial: UInt64
  /// One for each ρ.
  package let points: [Point]

  /// The kernels at one ρ.
  package struct Point: Sendable, Hashable {
    /// One for each of the two rules, the variance-only one first.
    package let kernels: [Kernel]
    package let verdicts: Verdicts

    package init(kernels: [Kernel], verdicts: Verdicts) {
      self.kernels = kernels
      self.verdicts = verdicts
    }
  }

  package init(place: UInt64, multiplicity: UInt64, polynomial: UInt64, points: [Point]) {
    self.place = place
    self.multiplicity = multiplicity
    self.polynomial = polynomial
    self.points = points
  }

  /// K_ij and λ₂ of the NNGP kernel.
  package struct Kernel: Sendable, Hashable {
    package let offDiagonal, lambda2: ScaledNumber

    package init(offDiagonal: ScaledNumber, lambda2: ScaledNumber) {
      self.offDiagonal = offDiagonal
      self.lambda2 = lambda2
    }
  }

  /// What was decided of one class at one ρ, in one byte.
  package struct Verdicts: Sendable, Hashable {
    /// Where Eq. 12's value lies, seen from λ₂ under each rule.
    package let eq12: [CertifiedOrder]
    /// Where λ₂ under the variance-only rule lies, seen from λ₂ under the exact one.
    package let rules: CertifiedOrder
    /// Whether the kernels under both rules are equal for every ρ.
    package let rulesAgree: Verdict

    private static let orders: [CertifiedOrder] = [.below, .equal, .above, .undecided]
    private static let verdicts: [Verdict?] = [.refuted, .proved, nil, .undecided]

    init(eq12: [CertifiedOrder], rules: CertifiedOrder, rulesAgree: Verdict) {
      self.eq12 = eq12
      self.rules = rules
      self.rulesAgree = rulesAgree
    }

    /// Bits 0–1 and 2–3: Eq. 12 from λ₂ under the variance-only and the exact rule; 4–5: λ₂ under the
    /// variance-only rule from that under the exact one (0 below, 1 equal, 2 above, 3 undecided); 6–7:
    /// whether the rules agree for every ρ (0 refuted, 1 proved, 3 undecided).
    package var byte: UInt8 {
      let codes = (eq12 + [rules]).map { Self.orders.firstIndex(of: $0) ?? 3 }
      let last = Self.verdicts.firstIndex(of: rulesAgree) ?? 3
      return (codes + [last]).enumerated().reduce(0) { $0 | UInt8($1.element) << (2 * $1.offset) }
    }

    /// Nil for a byte that stands for nothing.
    package init?(byte: UInt8) {
      let codes = (0..<4).map { Int(byte >> (2 * $0) & 3) }
      guard let agree = Self.verdicts[codes[3]] else { return nil }
      self.init(
        eq12: codes[0..<2].map { Self.orders[$0] }, rules: Self.orders[codes[2]],
        rulesAgree: agree)
    }
  }

  /// The number that identifies a path polynomial; nil where a coefficient has more than a byte.
  static func identifier(of polynomial: [Integer]) -> UInt64? {
    guard polynomial.count <= 8 else { return nil }
    var result: UInt64 = 0
    for coefficient in polynomial.reversed() {
      guard let byte = coefficient.asInt.flatMap({ UInt8(exactly: $0) }) else { return nil }
      result = result << 8 | UInt64(byte)
    }
    return result
  }
}
