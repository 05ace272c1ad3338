import ExactArithmetic

extension RadicalField {
  /// The precision in bits past which no sign is looked for.
  private static let largestPrecision = 1 << 14

  /// The sign of a number.
  ///
  /// It exists for every element of the field of square roots over ℚ(π): one that has terms is not 0,
  /// so that some precision tells its sign.
  func certifiedSign(of a: Polynomial) throws(NoNormalForm) -> Int {
    if let value = a.constantValue { return value.signum }
    var bits = 64
    while bits <= RadicalField.largestPrecision {
      let (lower, upper) = try enclosure(of: a, bits: bits)
      if lower.signum > 0 { return 1 }
      if upper.signum < 0 { return -1 }
      bits *= 2
    }
    throw NoNormalForm()
  }

  func certifiedSign(of a: Fraction) throws(NoNormalForm) -> Int {
    try certifiedSign(of: a.numerator) * certifiedSign(of: a.denominator)
  }

  /// Integers around 2^bits times the value of a polynomial in π and roots.
  private func enclosure(
    of a: Polynomial, bits: Int
  ) throws(NoNormalForm) -> (lower: Integer, upper: Integer) {
    var lower = Integer.zero
    var upper = Integer.zero
    for (monomial, coefficient) in a.terms {
      // Generators are positive numbers: so are their powers' bounds.
      var (low, high) = (Integer.one.shiftedLeft(UInt(bits)), Integer.one.shiftedLeft(UInt(bits)))
      for index in monomial.generators {
        let (l, h) = try enclosure(ofGenerator: index, bits: bits)
        for _ in 0..<monomial[index] {
          low = (low * l).shiftedRight(UInt(bits))
          high = (high * h).shiftedRight(UInt(bits)) + .one
        }
      }
      lower += coefficient * (coefficient.signum > 0 ? low : high)
      upper += coefficient * (coefficient.signum > 0 ? high : low)
    }
    return (lower, upper)
  }

  private func enclosure(
    ofGenerator index: Int, bits: Int
  ) throws(NoNormalForm) -> (lower: Integer, upper: Integer) {
    if let known = enclosures[bits]?[index] { return known }
    let result: (lower: Integer, upper: Integer)
    switch generators[index].kind {
    case .pi: result = Integer.piBounds(bits: bits)
    case .root(let radicand, degree: 2):
      let (low, high) = try enclosure(of: radicand, bits: bits)
      let scale = UInt(bits)
      result = (
        max(low, .zero).shiftedLeft(scale).flooredSquareRoot,
        max(high, .zero).shiftedLeft(scale).flooredSquareRoot + .one
      )
    default: throw NoNormalForm()
    }
    enclosures[bits, default: [:]][index] = result
    return result
  }

  /// A number near the value, for a first guess at what it may be.
  func approximation(of a: Fraction) throws(NoNormalForm) -> Double {
    let bits = 128
    let (low, high) = try enclosure(of: a.numerator, bits: bits)
    let (below, above) = try enclosure(of: a.denominator, bits: bits)
    guard !(below + above).isZero else { throw NoNormalForm() }
    return Rational(low + high, below + above).approximation
  }
}

extension Integer {
  /// Integers next to 2^bits·π, by Machin's formula π = 16·atan(1/5) − 4·atan(1/239).
  fileprivate static func piBounds(bits: Int) -> (lower: Integer, upper: Integer) {
    let guardBits = 32
    let scale = Integer.one.shiftedLeft(UInt(bits + guardBits))
    // Each of the fewer than 2²⁰ terms is rounded by less than 1, and what is left out is below 1.
    func arctangent(of n: Int) -> Integer {
      let square = Integer(n * n)
      var power = scale.flooredDivision(by: Integer(n)).quotient
      var sum = Integer.zero
      var k = 0
      while !power.isZero {
        let term = power.flooredDivision(by: Integer(2 * k + 1)).quotient
        sum = k % 2 == 0 ? sum + term : sum - term
        power = power.flooredDivision(by: square).quotient
        k += 1
      }
      return sum
    }
    let value = Integer(16) * arctangent(of: 5) - Integer(4) * arctangent(of: 239)
    let shifted = value.shiftedRight(UInt(guardBits))
    return (shifted - .one, shifted + Integer(2))
  }
}

extension Rational {
  /// A `Double` near the number, infinite or 0 where it is past the range.
  var approximation: Double {
    if let n = numerator.asInt, let d = denominator.asInt { return Double(n) / Double(d) }
    let shift = numerator.bitWidth - denominator.bitWidth - 62
    let scaled = scaled(byPowerOfTwo: -shift).floor.asInt ?? 0
    return Double(sign: .plus, exponent: max(-2000, min(2000, shift)), significand: Double(scaled))
  }
}
