import ExactArithmetic
import RealModule

extension RadicalField {
  /// The denominators n for which cos(πk/n) is computed: all that ruler and compass give below 64,
  /// those with the factor 17 left out.
  private static let denominators = [
    1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 24, 30, 32, 40, 48, 60,
  ]

  /// cos(π·q), where square roots express it; nil for other q.
  func cosine(ofTurnHalves q: Rational) throws(NoNormalForm) -> Fraction? {
    guard let n = q.denominator.asInt, RadicalField.denominators.contains(n),
      let k = q.numerator.flooredDivision(by: Integer(2 * n)).remainder.asInt
    else { return nil }
    // cos has the period 2π, is even, and changes sign under θ ↦ π − θ.
    let folded = min(k, 2 * n - k)
    if 2 * folded > n { return negative(try multiple(n - folded, of: n)) }
    return try multiple(folded, of: n)
  }

  /// cos(kπ/n) from cos(π/n) by cos((k+1)θ) = 2·cos θ·cos(kθ) − cos((k−1)θ).
  private func multiple(_ k: Int, of n: Int) throws(NoNormalForm) -> Fraction {
    if k == 0 { return one }
    let first = try baseCosine(n)
    var (before, value) = (one, first)
    for _ in 1..<k {
      (before, value) = (value, try difference(scaled(product(first, value), by: 2), before))
    }
    return value
  }

  private func baseCosine(_ n: Int) throws(NoNormalForm) -> Fraction {
    switch n {
    case 1: return rational(-1)
    case 2: return rational(0)
    case 3: return rational(Rational(1, 2))
    case 5:
      return try scaled(sum(one, constantSquareRoot(rational(5))), by: Rational(1, 4))
    case 15:
      // π/15 = 2π/5 − π/3.
      let (a, b) = (try multiple(2, of: 5), rational(Rational(1, 2)))
      return try sum(product(a, b), product(sine(a), sine(b)))
    default:
      // cos(θ/2) = √((1 + cos θ)/2).
      return try constantSquareRoot(scaled(sum(one, baseCosine(n / 2)), by: Rational(1, 2)))
    }
  }

  /// √(1 − c²).
  private func sine(_ c: Fraction) throws(NoNormalForm) -> Fraction {
    try constantSquareRoot(difference(one, product(c, c)))
  }

  /// acos(c)/π where that is a rational number with one of the denominators; nil for other numbers.
  func arccosineInTurnHalves(_ c: Fraction) throws(NoNormalForm) -> Rational? {
    let near = try approximation(of: c)
    guard near.magnitude <= 1 + 1e-9 else { return nil }
    let angle = Double.acos(max(-1, min(1, near))) / Double.pi
    return try candidate(angle, 0...1) { (q) throws(NoNormalForm) in
      guard let cosine = try cosine(ofTurnHalves: q) else { return false }
      return try difference(c, cosine).isZero
    }
  }

  /// atan(t)/π where that is a rational number with one of the denominators; nil for other numbers.
  func arctangentInTurnHalves(_ t: Fraction) throws(NoNormalForm) -> Rational? {
    let angle = Double.atan(try approximation(of: t)) / Double.pi
    return try candidate(angle, Rational(-1, 2)...Rational(1, 2)) { (q) throws(NoNormalForm) in
      guard let cosine = try cosine(ofTurnHalves: q),
        let sine = try self.cosine(ofTurnHalves: Rational(1, 2) - q)
      else { return false }
      return try difference(product(t, cosine), sine).isZero
    }
  }

  private func candidate(
    _ value: Double, _ range: ClosedRange<Rational>,
    where isExact: (Rational) throws(NoNormalForm) -> Bool
  ) throws(NoNormalForm) -> Rational? {
    for n in RadicalField.denominators {
      let k = (value * Double(n)).rounded()
      let q = Rational(Integer(Int(k)), Integer(n))
      guard q.denominator == Integer(n), range.contains(q),
        (value - k / Double(n)).magnitude < 1e-7
      else { continue }
      if try isExact(q) { return q }
    }
    return nil
  }
}
