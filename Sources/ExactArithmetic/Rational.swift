import CMultiprecision
import RealModule

/// A rational number, always in lowest terms with a positive denominator.
///
/// Guarantee: every operation is exact. There is no conversion from a floating-point literal:
/// write `Rational("1/10")`, or `Rational("0.1")`, which is read exactly.
public struct Rational: Hashable, Sendable {
  /// The numerator in lowest terms, which carries the sign.
  public let numerator: Integer
  /// Always positive, and coprime to the numerator.
  public let denominator: Integer

  /// An integer as a rational.
  public init(_ value: Integer) {
    numerator = value
    denominator = .one
  }

  /// An integer as a rational.
  public init(_ value: Int) { self.init(Integer(value)) }

  /// `numerator / denominator`, reduced.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "Rational: zero denominator")
    let common = Integer.gcd(numerator, denominator)
    let sign = denominator.signum < 0 ? -common : common
    if sign == .one {
      self.init(reduced: numerator, denominator)
    } else {
      self.init(
        reduced: numerator.dividedExactly(by: sign), denominator.dividedExactly(by: sign))
    }
  }

  private init(reduced numerator: Integer, _ denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The exact value of a finite `Double`; nil for NaN and infinities.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    let significand = Integer(Int(value.magnitude.significandBitPattern))
    let hidden = value.isNormal ? Integer.one.shiftedLeft(52) : .zero
    let exponent = max(Int(value.exponentBitPattern), 1) - 1075
    let magnitude = Rational(significand + hidden).scaled(byPowerOfTwo: exponent)
    self = value.sign == .minus ? -magnitude : magnitude
  }

  /// Hashes what equality compares: of an integer its numerator alone.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    if !isInteger { hasher.combine(denominator) }
  }

  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == .one }
  /// −1, 0 or 1.
  public var signum: Int { numerator.signum }
  /// Whether the number is 0.
  public var isZero: Bool { numerator.isZero }

  /// The value as an `Int`, or nil where it is not an integer of that size.
  public var asInt: Int? { isInteger ? numerator.asInt : nil }

  /// self · 2^exponent.
  public func scaled(byPowerOfTwo exponent: Int) -> Rational {
    if isZero { return self }
    // Powers of two are the only factors that cancel.
    let (shrinking, growing) = exponent >= 0 ? (denominator, numerator) : (numerator, denominator)
    let common = min(exponent.magnitude, UInt(shrinking.trailingZeroBitCount))
    let shrunk = shrinking.shiftedRight(common)
    let grown = growing.shiftedLeft(exponent.magnitude - common)
    return exponent >= 0 ? Self(reduced: grown, shrunk) : Self(reduced: shrunk, grown)
  }

  /// self^exponent.
  ///
  /// - Precondition: not zero to a negative power.
  public func power(_ exponent: Int) -> Rational {
    if exponent < 0 {
      precondition(!isZero, "Rational: zero to a negative power")
      return Rational(denominator.power(exponent.magnitude), numerator.power(exponent.magnitude))
    }
    return Rational(
      reduced: numerator.power(UInt(exponent)), denominator.power(UInt(exponent)))
  }

  /// ⌊self⌋.
  public var floor: Integer { numerator.flooredDivision(by: denominator).quotient }
}

extension Rational: Comparable {
  /// Whether `a` is smaller.
  public static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension Rational: AlgebraicField, ExpressibleByIntegerLiteral {
  /// A fraction's absolute value is a fraction.
  public typealias Magnitude = Rational

  /// The value of an integer literal.
  public init(integerLiteral value: Int) { self.init(value) }
  /// The value of an integer of any type.
  public init?<T: BinaryInteger>(exactly source: T) {
    guard let integer = Integer(String(source)) else { return nil }
    self.init(integer)
  }

  /// The absolute value.
  public var magnitude: Rational { signum < 0 ? -self : self }

  /// 1/self, or nil for zero.
  public var reciprocal: Rational? { isZero ? nil : Rational(denominator, numerator) }

  /// The sum.
  public static func + (a: Rational, b: Rational) -> Rational {
    if a.isInteger && b.isInteger { return Rational(a.numerator + b.numerator) }
    return Rational(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  /// The difference.
  public static func - (a: Rational, b: Rational) -> Rational { a + -b }
  /// The product.
  public static func * (a: Rational, b: Rational) -> Rational {
    if a.isInteger && b.isInteger { return Rational(a.numerator * b.numerator) }
    return Rational(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  /// - Precondition: `b` is not zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, a.denominator * b.numerator)
  }
  /// The negative.
  public static prefix func - (a: Rational) -> Rational {
    Rational(reduced: -a.numerator, a.denominator)
  }
  /// Adds `b`.
  public static func += (a: inout Rational, b: Rational) { a = a + b }
  /// Subtracts `b`.
  public static func -= (a: inout Rational, b: Rational) { a = a - b }
  /// Multiplies by `b`.
  public static func *= (a: inout Rational, b: Rational) { a = a * b }
  /// Divides by `b`, which is not 0.
  public static func /= (a: inout Rational, b: Rational) { a = a / b }
}
