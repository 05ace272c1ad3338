import CMultiprecision

extension Integer {
  private static func binary(
    _ a: Integer, _ b: Integer,
    _ operation: (
      UnsafeMutablePointer<__mpz_struct>, UnsafePointer<__mpz_struct>,
      UnsafePointer<__mpz_struct>
    ) -> Void
  ) -> Integer {
    withResult { r in a.withGMP { p in b.withGMP { q in operation(r, p, q) } } }
  }

  /// The sum.
  public static func + (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.value, case .small(let y) = b.value {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return Integer(sum) }
    }
    return binary(a, b) { __gmpz_add($0, $1, $2) }
  }

  /// The difference.
  public static func - (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.value, case .small(let y) = b.value {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow { return Integer(difference) }
    }
    return binary(a, b) { __gmpz_sub($0, $1, $2) }
  }

  /// The product.
  public static func * (a: Integer, b: Integer) -> Integer {
    if case .small(let x) = a.value, case .small(let y) = b.value {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return Integer(product) }
    }
    return binary(a, b) { __gmpz_mul($0, $1, $2) }
  }

  /// The negative.
  public static prefix func - (a: Integer) -> Integer { zero - a }
  /// Adds `b`.
  public static func += (a: inout Integer, b: Integer) { a = a + b }
  /// Subtracts `b`.
  public static func -= (a: inout Integer, b: Integer) { a = a - b }
  /// Multiplies by `b`.
  public static func *= (a: inout Integer, b: Integer) { a = a * b }

  /// The absolute value.
  public var magnitude: Integer { signum < 0 ? -self : self }

  /// Quotient rounded towards −∞ and the remainder, which has the divisor's sign.
  ///
  /// - Precondition: `divisor` is not zero.
  public func flooredDivision(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "Integer: division by zero")
    if case .small(let x) = value, case .small(let y) = divisor.value, y != -1 {
      let (q, r) = x.quotientAndRemainder(dividingBy: y)
      let adjust = r != 0 && (r < 0) != (y < 0)
      return adjust ? (Integer(q - 1), Integer(r + y)) : (Integer(q), Integer(r))
    }
    let quotient = Integer.binary(self, divisor) { __gmpz_fdiv_q($0, $1, $2) }
    return (quotient, self - quotient * divisor)
  }

  /// The quotient of a division known to leave no remainder.
  ///
  /// - Precondition: `divisor` is not zero and divides `self`.
  public func dividedExactly(by divisor: Integer) -> Integer {
    if case .small(let x) = value, case .small(let y) = divisor.value, y != -1 {
      return Integer(x / y)
    }
    return Integer.binary(self, divisor) { __gmpz_divexact($0, $1, $2) }
  }

  /// The number divided by `factor` as often as that leaves no remainder, and how often that is.
  ///
  /// - Precondition: self is not zero, and `factor` ≥ 2.
  public func removing(_ factor: Integer) -> (rest: Integer, multiplicity: Int) {
    var multiplicity: UInt = 0
    let rest = Integer.withResult { r in
      withGMP { n in factor.withGMP { multiplicity = __gmpz_remove(r, n, $0) } }
    }
    return (rest, Int(multiplicity))
  }

  /// The greatest common divisor, never negative; `gcd(0, 0) = 0`.
  public static func gcd(_ a: Integer, _ b: Integer) -> Integer {
    if case .small(let x) = a.value, case .small(let y) = b.value {
      var u = x.magnitude
      var v = y.magnitude
      while v != 0 { (u, v) = (v, u % v) }
      return Integer(UInt64(u))
    }
    return binary(a, b) { __gmpz_gcd($0, $1, $2) }
  }

  /// self^exponent; 0⁰ = 1.
  public func power(_ exponent: UInt) -> Integer {
    Integer.withResult { r in withGMP { __gmpz_pow_ui(r, $0, exponent) } }
  }

  /// self · 2^count.
  public func shiftedLeft(_ count: UInt) -> Integer {
    Integer.withResult { r in withGMP { __gmpz_mul_2exp(r, $0, count) } }
  }

  /// ⌊self / 2^count⌋.
  public func shiftedRight(_ count: UInt) -> Integer {
    Integer.withResult { r in withGMP { __gmpz_fdiv_q_2exp(r, $0, count) } }
  }

  /// The integer `degree`-th root if it is exact, otherwise nil.
  ///
  /// - Precondition: `degree` ≥ 1; a negative radicand needs an odd degree (else nil).
  public func exactRoot(_ degree: UInt) -> Integer? {
    if signum < 0 && degree % 2 == 0 { return nil }
    var exact = false
    let root = Integer.withResult { r in withGMP { exact = __gmpz_root(r, $0, degree) != 0 } }
    return exact ? root : nil
  }

  /// ⌊√self⌋.
  ///
  /// - Precondition: `self` ≥ 0.
  package var flooredSquareRoot: Integer {
    precondition(signum >= 0, "Integer: square root of a negative number")
    return Integer.withResult { r in withGMP { __gmpz_sqrt(r, $0) } }
  }

  /// n!
  public static func factorial(_ n: UInt) -> Integer {
    withResult { __gmpz_fac_ui($0, n) }
  }

  /// n!! = n(n−2)(n−4)…, with (−1)!! = 0!! = 1.
  public static func doubleFactorial(_ n: Int) -> Integer {
    n <= 0 ? .one : withResult { __gmpz_2fac_ui($0, UInt(n)) }
  }

  /// n choose k.
  public static func binomial(_ n: UInt, _ k: UInt) -> Integer {
    withResult { __gmpz_bin_uiui($0, n, k) }
  }
}
