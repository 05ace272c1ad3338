import ExactArithmetic

/// Why there is no normal form: a bound on size or work is exceeded, or an operation is not one of
/// those that normal forms know. Nothing follows for the expression.
struct NoNormalForm: Error {}

/// Exponents of at most 32 generators.
struct Monomial: Hashable, Sendable {
  /// How many generators there may be.
  static let mostGenerators = 32
  /// The largest exponent.
  static let largestExponent = 60

  /// A byte an exponent, those of later generators higher: exponents are added, compared and looked for eight at a
  /// time. None reaches 128, so that nothing is carried from one byte to the next, and the highest bits are free.
  private var words = SIMD4<UInt64>()

  /// The highest bit of each byte.
  private static var highest: SIMD4<UInt64> { SIMD4(repeating: 0x8080_8080_8080_8080) }

  /// 1.
  static var one: Monomial { Monomial() }

  /// The generator of this index to a power.
  init(_ generator: Int, power: Int = 1) { self[generator] = power }

  private init() {}

  private init(_ words: SIMD4<UInt64>) { self.words = words }

  subscript(generator: Int) -> Int {
    get { Int(words[generator / 8] >> UInt64(8 * (generator % 8)) & 0xFF) }
    set {
      precondition((0..<128).contains(newValue), "Monomial: an exponent out of range")
      let shift = UInt64(8 * (generator % 8))
      words[generator / 8] &= ~(0xFF << shift)
      words[generator / 8] |= UInt64(newValue) << shift
    }
  }

  /// Whether no generator occurs.
  var isOne: Bool { self == .one }

  /// Hashes what equality compares.
  func hash(into hasher: inout Hasher) {
    for index in 0..<4 where words[index] != 0 { hasher.combine(words[index]) }
  }

  /// The generators that occur, ascending.
  var generators: [Int] {
    var found: [Int] = []
    for index in 0..<4 {
      var rest = words[index]
      while rest != 0 {
        let byte = rest.trailingZeroBitCount / 8
        found.append(8 * index + byte)
        rest &= ~(0xFF << UInt64(8 * byte))
      }
    }
    return found
  }

  /// The product; exponents stay below the largest.
  static func * (a: Monomial, b: Monomial) throws(NoNormalForm) -> Monomial {
    let sums = a.words &+ b.words
    // A byte reaches 128 with 127 − 60 more exactly when it is more than 60.
    let margin = UInt64(127 - largestExponent) * 0x0101_0101_0101_0101
    let excess = (((sums & ~highest) &+ SIMD4(repeating: margin)) | sums) & highest
    if excess != SIMD4<UInt64>() { throw NoNormalForm() }
    return Monomial(sums)
  }

  /// All bits of the bytes in which an exponent is at least that of the other.
  private func isAtLeast(_ other: Monomial) -> SIMD4<UInt64> {
    let bits = ((words | Self.highest) &- other.words) & Self.highest
    // 128 becomes 255.
    return bits | (bits &- (bits &>> 7))
  }

  /// Whether the monomial divides the other.
  func divides(_ other: Monomial) -> Bool {
    other.isAtLeast(self) == SIMD4<UInt64>(repeating: .max)
  }

  /// The quotient by a divisor.
  func divided(by divisor: Monomial) -> Monomial { Monomial(words &- divisor.words) }

  /// The greatest common divisor.
  static func gcd(_ a: Monomial, _ b: Monomial) -> Monomial {
    let larger = a.isAtLeast(b)
    return Monomial((b.words & larger) | (a.words & ~larger))
  }

  /// The least common multiple.
  static func lcm(_ a: Monomial, _ b: Monomial) -> Monomial {
    let larger = a.isAtLeast(b)
    return Monomial((a.words & larger) | (b.words & ~larger))
  }

  /// Lexicographic order, later generators first.
  static func < (a: Monomial, b: Monomial) -> Bool {
    for index in (0..<4).reversed() where a.words[index] != b.words[index] {
      return a.words[index] < b.words[index]
    }
    return false
  }

  /// The parts whose product the monomial is, with the generators of ``all(of:)`` and without.
  func split(by mask: Monomial) -> (inside: Monomial, outside: Monomial) {
    (Monomial(words & mask.words), Monomial(words & ~mask.words))
  }

  /// What has every exponent of some generators in it, and none of the others.
  static func all(of generators: some Sequence<Int>) -> Monomial {
    var mask = Monomial()
    for generator in generators { mask[generator] = 127 }
    return mask
  }
}

/// A polynomial with integer coefficients in numbered generators.
struct Polynomial: Hashable, Sendable {
  /// The most terms of a product.
  static let mostTerms = 600
  /// The most bits of a product's coefficients.
  static let mostBits = 1 << 18

  private var longestCoefficient: Int { terms.values.reduce(0) { max($0, $1.bitWidth) } }

  /// By monomial; no coefficient is 0.
  private(set) var terms: [Monomial: Integer] = [:]

  /// 0.
  init() {}

  /// A whole number.
  init(_ value: Integer) { if !value.isZero { terms[.one] = value } }

  /// `coefficient · monomial`.
  init(_ coefficient: Integer, _ monomial: Monomial) {
    if !coefficient.isZero { terms[monomial] = coefficient }
  }

  /// A generator.
  init(generator: Int) { terms[Monomial(generator)] = .one }

  /// 1.
  static let one = Polynomial(.one)

  var isZero: Bool { terms.isEmpty }
  var isOne: Bool { constantValue == .one }

  /// The value of a polynomial without generators.
  var constantValue: Integer? {
    guard let (monomial, coefficient) = terms.first else { return .zero }
    return terms.count == 1 && monomial.isOne ? coefficient : nil
  }

  /// Adds a term.
  mutating func add(_ coefficient: Integer, _ monomial: Monomial) {
    func increase(_ sum: inout Integer) -> Bool {
      sum += coefficient
      return sum.isZero
    }
    if increase(&terms[monomial, default: .zero]) { terms[monomial] = nil }
  }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    var sum = a
    for (monomial, coefficient) in b.terms { sum.add(coefficient, monomial) }
    return sum
  }

  static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + -b }

  static prefix func - (a: Polynomial) -> Polynomial { a.mapCoefficients { -$0 } }

  static func * (a: Polynomial, b: Polynomial) throws(NoNormalForm) -> Polynomial {
    if a.isOne { return b }
    if b.isOne { return a }
    guard a.terms.count * b.terms.count <= 64 * mostTerms,
      a.longestCoefficient + b.longestCoefficient <= mostBits
    else { throw NoNormalForm() }
    var product = Polynomial()
    for (m, x) in a.terms {
      for (n, y) in b.terms { product.add(x * y, try m * n) }
    }
    guard product.terms.count <= mostTerms else { throw NoNormalForm() }
    return product
  }

  func power(_ exponent: Int) throws(NoNormalForm) -> Polynomial {
    var result = Polynomial.one
    for _ in 0..<exponent { result = try result * self }
    return result
  }

  func scaled(by factor: Integer) -> Polynomial { mapCoefficients { $0 * factor } }

  func dividedExactly(by divisor: Integer) -> Polynomial {
    divisor == .one ? self : mapCoefficients { $0.dividedExactly(by: divisor) }
  }

  private func mapCoefficients(_ transform: (Integer) -> Integer) -> Polynomial {
    var result = Polynomial()
    for (monomial, coefficient) in terms { result.add(transform(coefficient), monomial) }
    return result
  }

  /// The generators that occur, ascending.
  var generators: [Int] {
    terms.keys.reduce(Monomial.one) { Monomial.lcm($0, $1) }.generators
  }

  /// The highest power of a generator.
  func degree(in generator: Int) -> Int { terms.keys.reduce(0) { max($0, $1[generator]) } }

  /// The term that is last in the order of monomials.
  var leading: (monomial: Monomial, coefficient: Integer) {
    var result: (monomial: Monomial, coefficient: Integer) = (.one, .zero)
    for (monomial, coefficient) in terms
    where result.coefficient.isZero || result.monomial < monomial {
      result = (monomial, coefficient)
    }
    return result
  }

  /// The terms from the last in the order of monomials to the first.
  var orderedTerms: [(monomial: Monomial, coefficient: Integer)] {
    terms.sorted { $1.key < $0.key }.map { ($0.key, $0.value) }
  }

  /// The greatest common divisor of the coefficients, ≥ 0.
  var content: Integer {
    var common = Integer.zero
    for coefficient in terms.values {
      common = Integer.gcd(common, coefficient)
      if common == .one { break }
    }
    return common
  }

  /// The largest monomial that divides every term.
  var monomialContent: Monomial {
    guard var common = terms.keys.first else { return .one }
    for monomial in terms.keys { common = Monomial.gcd(common, monomial) }
    return common
  }

  /// The quotient by a monomial that divides every term.
  func divided(by monomial: Monomial) -> Polynomial {
    if monomial.isOne { return self }
    var quotient = Polynomial()
    for (m, coefficient) in terms { quotient.terms[m.divided(by: monomial)] = coefficient }
    return quotient
  }

  /// The derivative by a generator.
  func derivative(by generator: Int) -> Polynomial {
    var result = Polynomial()
    for (monomial, coefficient) in terms where monomial[generator] > 0 {
      var lower = monomial
      lower[generator] -= 1
      result.add(coefficient * Integer(monomial[generator]), lower)
    }
    return result
  }

  /// The coefficients as a polynomial in the generators that `isInner` names not, by the monomial of
  /// those that it does.
  func coefficients(ofMonomialsIn isInner: (Int) -> Bool) -> [Monomial: Polynomial] {
    let mask = Monomial.all(of: generators.filter(isInner))
    var result: [Monomial: Polynomial] = [:]
    for (monomial, coefficient) in terms {
      let (inner, outer) = monomial.split(by: mask)
      result[inner, default: Polynomial()].add(coefficient, outer)
    }
    return result
  }

  /// The quotient by a divisor that leaves no remainder, or nil.
  func quotient(by divisor: Polynomial) throws(NoNormalForm) -> Polynomial? {
    if divisor.isOne { return self }
    if let number = divisor.constantValue {
      return content.flooredDivision(by: number).remainder.isZero
        ? dividedExactly(by: number) : nil
    }
    let (lead, factor) = divisor.leading
    var rest = self
    var quotient = Polynomial()
    while !rest.isZero {
      let (monomial, coefficient) = rest.leading
      let (number, remainder) = coefficient.flooredDivision(by: factor)
      guard lead.divides(monomial), remainder.isZero else { return nil }
      let next = monomial.divided(by: lead)
      quotient.add(number, next)
      for (m, c) in divisor.terms { rest.add(-(number * c), try m * next) }
      guard quotient.terms.count + rest.terms.count <= 2 * Polynomial.mostTerms else {
        throw NoNormalForm()
      }
    }
    return quotient
  }
}
