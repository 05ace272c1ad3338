import CMultiprecision

/// An integer of any size.
///
/// Guarantee: every operation is exact. Values that fit a machine word are held in one; larger
/// ones live on GMP. The representation is canonical, so equality and hashing are structural.
public struct Integer: Sendable {
  enum Value: Sendable {
    case small(Int)
    /// Never a value that fits `Int`.
    case big(GMPInteger)
  }

  let value: Value

  init(value: Value) { self.value = value }

  /// The integer `value`.
  public init(_ value: Int) { self.value = .small(value) }

  /// The integer `value`.
  public init(_ value: UInt64) {
    if let small = Int(exactly: value) {
      self.value = .small(small)
    } else {
      self = Integer.withResult { __gmpz_set_ui($0, UInt(value)) }
    }
  }

  /// Reads an integer written in `radix` (2…36): an optional sign, then digits only.
  ///
  /// Returns nil for anything else, the empty string and embedded white space included.
  public init?(_ text: some StringProtocol, radix: Int = 10) {
    var digits = Substring(text)
    var negative = false
    if digits.first == "-" || digits.first == "+" {
      negative = digits.removeFirst() == "-"
    }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ Integer.isDigit($0, radix: radix) }) else {
      return nil
    }
    if digits.utf8.count <= 12, let small = Int(digits, radix: radix) {
      self.value = .small(negative ? -small : small)
      return
    }
    let magnitude = Integer.withResult { _ = __gmpz_set_str($0, String(digits), Int32(radix)) }
    self = negative ? -magnitude : magnitude
  }

  private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
    let digit: Int
    switch byte {
    case 48...57: digit = Int(byte) - 48
    case 65...90: digit = Int(byte) - 55
    case 97...122: digit = Int(byte) - 87
    default: return false
    }
    return digit < radix
  }

  /// 0.
  public static var zero: Integer { Integer(0) }
  /// 1.
  public static var one: Integer { Integer(1) }

  /// The value as an `Int`, or nil where it does not fit.
  public var asInt: Int? {
    if case .small(let small) = value { return small }
    return nil
  }

  /// −1, 0 or 1.
  public var signum: Int {
    switch value {
    case .small(let small): small.signum()
    case .big(let big): Int(big.read { kc_mpz_sgn($0) })
    }
  }

  /// Whether the number is 0.
  public var isZero: Bool { signum == 0 }

  /// Whether the number is odd.
  public var isOdd: Bool {
    switch value {
    case .small(let small): small & 1 == 1
    case .big(let big): big.read { kc_mpz_odd_p($0) } != 0
    }
  }

  /// The number of bits of |self|; 0 for zero.
  public var bitWidth: Int {
    switch value {
    case .small(let small): Int.bitWidth - small.magnitude.leadingZeroBitCount
    case .big(let big): big.read { __gmpz_sizeinbase($0, 2) }
    }
  }

  /// How many times 2 divides the value; 0 for zero.
  public var trailingZeroBitCount: Int {
    switch value {
    case .small(let small): small == 0 ? 0 : small.trailingZeroBitCount
    case .big(let big): Int(big.read { __gmpz_scan1($0, 0) })
    }
  }

  /// The digits in `radix` (2…36), with a leading minus sign where negative.
  public func text(radix: Int = 10) -> String {
    switch value {
    case .small(let small):
      return String(small, radix: radix)
    case .big(let big):
      return big.read { pointer in
        let capacity = __gmpz_sizeinbase(pointer, Int32(radix)) + 2
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
          guard let base = buffer.baseAddress else { return "" }
          __gmpz_get_str(base, Int32(radix), pointer)
          return String(cString: base)
        }
      }
    }
  }

  /// Calls `body` with the value as a GMP integer that is valid for the call only.
  public func withGMP<R>(_ body: (UnsafePointer<__mpz_struct>) throws -> R) rethrows -> R {
    switch value {
    case .big(let big):
      return try big.read(body)
    case .small(let small):
      var limb = UInt(small.magnitude)
      return try withUnsafeMutablePointer(to: &limb) { limbPointer in
        var view = __mpz_struct(
          _mp_alloc: 1, _mp_size: Int32(small.signum()), _mp_d: limbPointer)
        return try withUnsafePointer(to: &view, body)
      }
    }
  }

  /// The integer that `body` writes to the GMP integer it is given (0 at first).
  public static func withResult(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> Integer {
    let result = GMPInteger()
    body(result.pointer)
    return Integer(canonical: result)
  }

  private init(canonical big: GMPInteger) {
    value =
      __gmpz_fits_slong_p(big.pointer) != 0 ? .small(__gmpz_get_si(big.pointer)) : .big(big)
  }
}

/// An owned `mpz_t`, immutable once it is reachable from an `Integer`.
final class GMPInteger: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<__mpz_struct>

  init() {
    pointer = .allocate(capacity: 1)
    __gmpz_init(pointer)
  }

  deinit {
    __gmpz_clear(pointer)
    pointer.deallocate()
  }

  func read<R>(_ body: (UnsafePointer<__mpz_struct>) throws -> R) rethrows -> R {
    try withExtendedLifetime(self) { try body(UnsafePointer(pointer)) }
  }
}

extension Integer: ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// The value of an integer literal.
  public init(integerLiteral value: Int) { self.init(value) }
  /// The decimal digits, with a minus sign where negative.
  public var description: String { text() }
}

extension Integer: Hashable, Comparable {
  /// Whether the two are equal.
  public static func == (a: Integer, b: Integer) -> Bool {
    switch (a.value, b.value) {
    case (.small(let x), .small(let y)): x == y
    case (.big(let x), .big(let y)):
      x === y || x.read { p in y.read { q in __gmpz_cmp(p, q) } } == 0
    default: false
    }
  }

  /// Whether `a` is smaller.
  public static func < (a: Integer, b: Integer) -> Bool {
    if case .small(let x) = a.value, case .small(let y) = b.value { return x < y }
    return a.withGMP { p in b.withGMP { q in __gmpz_cmp(p, q) } } < 0
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch value {
    case .small(let small):
      hasher.combine(small)
    case .big(let big):
      big.read { pointer in
        hasher.combine(pointer.pointee._mp_size)
        let limbs = Int(pointer.pointee._mp_size.magnitude)
        hasher.combine(
          bytes: UnsafeRawBufferPointer(
            start: pointer.pointee._mp_d, count: limbs * MemoryLayout<mp_limb_t>.size))
      }
    }
  }
}
