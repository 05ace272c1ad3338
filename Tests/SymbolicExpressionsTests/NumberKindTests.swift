import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

/// What is computed from a kind's representative is computed from every number of the kind.
@Suite struct NumberKindTests {
  private static let primes: [Integer] = [2, 5]

  private static func number(_ random: inout SplitMix64) -> Rational {
    let sign = Bool.random(using: &random) ? 1 : -1
    return Rational(
      Integer(sign * Int.random(in: 1...10_000, using: &random)),
      Integer(Int.random(in: 1...10_000, using: &random)))
  }

  @Test func monomialsTakeOtherNumbers() throws {
    var random = SplitMix64(seed: 61)
    for _ in 0..<scaledCount(300) {
      let value = Self.number(&random)
      let (kind, parts) = try #require(NumberKind.of(value, primes: Self.primes))
      let representative = kind.representatives(primes: Self.primes)[0]
      for power in -2...3 {
        let quotient = try #require(
          NumberKind.Quotient(Rational(7, 3) * representative.power(power)))
        #expect(quotient.value(at: parts) == Rational(7, 3) * value.power(power))
        #expect(quotient.isDependent == (power != 0 && representative != value))
      }
    }
  }

  /// Sign, powers of the primes, and whether anything else is above or below.
  @Test func kindsTellNumbersApart() throws {
    func kind(_ value: Rational) -> NumberKind? {
      NumberKind.of(value, primes: Self.primes)?.kind
    }
    let first = try #require(kind(Rational(140, 9)))
    #expect(kind(Rational(220, 3)) == first)
    for other in [Rational(-140, 9), Rational(20, 9), 140, Rational(70, 9), Rational(7, 90)] {
      #expect(kind(other) != first, "\(other)")
    }
  }

  /// With what is added to a number each has its own prime, and common denominators.
  @Test func sumsWithTheNumberHaveTheirOwnNumerators() throws {
    var random = SplitMix64(seed: 62)
    let shifts: [Rational] = [Rational(-1, 2), 0, 2]
    for _ in 0..<scaledCount(300) {
      let value = Self.number(&random)
      guard !shifts.contains(-value) else { continue }
      let (kind, parts) = try #require(
        NumberKind.of(value, shifts: shifts, primes: Self.primes))
      let numbers = kind.representatives(primes: Self.primes)
      for (i, j) in [(0, 1), (1, 2), (2, 0), (1, 1)] {
        let product = try #require(NumberKind.Quotient(numbers[i] * numbers[j]))
        #expect(product.value(at: parts) == (value + shifts[i]) * (value + shifts[j]))
        let quotient = try #require(NumberKind.Quotient(3 * numbers[i] / numbers[j]))
        #expect(quotient.value(at: parts) == 3 * (value + shifts[i]) / (value + shifts[j]))
      }
      let rest = Self.primes.reduce(value.denominator) { $0.removing($1).rest }
      for number in numbers {
        #expect(
          NumberKind.Quotient(Rational(number.denominator))?.isDependent == (rest != .one))
      }
    }
  }

  /// A sum is no monomial.
  @Test(arguments: [Rational(3, 7), Rational(-2, 7), Rational(3, 5), Rational(12, 7)])
  func sumsAreNotMonomials(_ value: Rational) throws {
    let kind = try #require(NumberKind.of(value, primes: Self.primes)).kind
    let x = kind.representatives(primes: Self.primes)[0]
    for sum in [x + 1, x - 1, 3 * x + Rational(1, 2), x * x + x, x * x - x - 1, x + 1 / x] {
      #expect(NumberKind.Quotient(sum) == nil, "\(sum)")
    }
  }

  /// 0 and numbers as large as the representatives' primes have no kind.
  @Test func someNumbersHaveNoKind() {
    for value in [0, Rational(Integer.one.shiftedLeft(127) - .one), Rational(1, 3).power(50)] {
      #expect(NumberKind.of(value, primes: Self.primes) == nil)
    }
  }
}
