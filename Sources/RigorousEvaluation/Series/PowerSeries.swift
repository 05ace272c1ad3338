import ExactArithmetic
import SymbolicExpressions

/// What the coefficients of a series mean.
package final class SeriesRing<Coefficient: SeriesCoefficient> {
  /// The number 1, from which constants are made.
  package let one: Coefficient
  /// Nil for a formal series, whose terms from ``PowerSeries/end`` on are not known. Otherwise an
  /// enclosure of an interval [0, δ] of the variable t: the last coefficient of every series then
  /// encloses what remains, for all t in that interval.
  package let domain: Coefficient?
  let zero: Coefficient
  private(set) lazy var pi = one.constant(ExpressionGraph().pi)

  /// A ring with this unit; `domain` is where its coefficients are known.
  package init(one: Coefficient, domain: Coefficient? = nil) {
    self.one = one
    self.domain = domain
    zero = one.constant(0)
  }

  /// The same coefficients without a remainder.
  var formal: SeriesRing { SeriesRing(one: one) }

  /// A constant known up to t^`end`.
  func constant(_ value: Coefficient, end: Int) -> PowerSeries<Coefficient> {
    PowerSeries(
      ring: self, valuation: 0,
      coefficients: [value] + Array(repeating: zero, count: max(end, 1) - 1))
  }

  /// x₀ + t.
  func point(_ start: Coefficient, end: Int) -> PowerSeries<Coefficient> {
    let zeros = Array(repeating: zero, count: max(end - 2, 0))
    return PowerSeries(ring: self, valuation: 0, coefficients: [start, one] + zeros)
  }
}

/// A truncated series Σ c_k t^k in a variable t ≥ 0, from a power that may be negative.
///
/// Guarantee: in a formal ring the function is Σ_{k<end} c_k t^k + O(t^end) with the coefficients
/// given (or members of them). In a ring with a domain [0, δ] it equals
/// Σ_{k<end−1} c_k t^k + r·t^(end−1) for every t in [0, δ], with an r in the last coefficient.
package struct PowerSeries<Coefficient: SeriesCoefficient> {
  /// What the series' coefficients share.
  package let ring: SeriesRing<Coefficient>
  /// The power of the first coefficient, which is not 0 in a way that shows.
  package let valuation: Int
  /// The coefficients from the lowest power upwards.
  package let coefficients: [Coefficient]
  /// The power that follows that of the last coefficient.
  package var end: Int { valuation + coefficients.count }

  /// A series that begins at the power `valuation`.
  package init(ring: SeriesRing<Coefficient>, valuation: Int, coefficients: [Coefficient]) {
    let spare = ring.domain == nil ? 0 : 1
    let zeros = coefficients.prefix { $0.isZero }.count
    let dropped = min(zeros, coefficients.count - spare)
    self.ring = ring
    self.valuation = valuation + dropped
    self.coefficients = Array(coefficients.dropFirst(dropped))
  }

  /// The coefficient of t^power; nil where it is not known.
  package subscript(power: Int) -> Coefficient? {
    if power < valuation { return ring.zero }
    return power < end ? coefficients[power - valuation] : nil
  }

  /// Whether the series is seen to be its constant term.
  var isConstant: Bool {
    valuation == 0
      ? coefficients.dropFirst().allSatisfy(\.isZero) : coefficients.allSatisfy(\.isZero)
  }

  /// The value at t = 0 of a series without negative powers.
  var constantTerm: Coefficient {
    valuation == 0 ? coefficients.first ?? ring.zero : ring.zero
  }

  /// The first coefficient, or in a ring with a domain the values of series/t^valuation on it.
  var leadingValues: Coefficient? {
    guard ring.domain != nil else { return coefficients.first }
    return folded(coefficients[...])
  }

  /// The values of a series without negative powers: at t = 0, or on the domain.
  var values: Coefficient {
    guard let domain = ring.domain else { return constantTerm }
    return (0..<valuation).reduce(folded(coefficients[...])) { value, _ in value * domain }
  }

  /// c_0 + c_1 t + … on the domain.
  private func folded(_ tail: ArraySlice<Coefficient>) -> Coefficient {
    guard let domain = ring.domain, let last = tail.last else { return ring.zero }
    return tail.dropLast().reversed().reduce(last) { $1 + domain * $0 }
  }

  /// The series with no term from t^`end` on: cut off, or moved into the remainder.
  func truncated(end: Int) -> PowerSeries {
    if end >= self.end { return self }
    let count = end - valuation
    guard let domain = ring.domain else {
      return PowerSeries(
        ring: ring, valuation: min(valuation, end),
        coefficients: Array(coefficients.prefix(max(count, 0))))
    }
    if count >= 1 {
      return PowerSeries(
        ring: ring, valuation: valuation,
        coefficients: coefficients[..<(count - 1)] + [folded(coefficients[(count - 1)...])])
    }
    let remainder = (0...(-count)).reduce(folded(coefficients[...])) { value, _ in value * domain }
    return PowerSeries(ring: ring, valuation: end - 1, coefficients: [remainder])
  }

  /// self · t^power.
  func shifted(by power: Int) -> PowerSeries {
    PowerSeries(ring: ring, valuation: valuation + power, coefficients: coefficients)
  }

  func scaled(by factor: Rational) -> PowerSeries {
    PowerSeries(
      ring: ring, valuation: valuation, coefficients: coefficients.map { $0.scaled(by: factor) })
  }

  /// The same series, each of its coefficients kept whole.
  var keptWhole: PowerSeries {
    PowerSeries(ring: ring, valuation: valuation, coefficients: coefficients.map(\.keptWhole))
  }

  /// The series without its constant term, which starts it.
  var withoutConstantTerm: PowerSeries {
    if valuation > 0 { return self }
    return PowerSeries(
      ring: ring, valuation: 1, coefficients: Array(coefficients.dropFirst()))
  }

  /// self + constant.
  func adding(_ constant: Coefficient) -> PowerSeries {
    if constant.isZero { return self }
    if end <= 0 { return self + ring.constant(constant, end: end) }
    if valuation > 0 {
      let zeros = Array(repeating: ring.zero, count: valuation - 1)
      return PowerSeries(
        ring: ring, valuation: 0, coefficients: [constant] + zeros + coefficients)
    }
    var sums = coefficients
    sums[-valuation] = sums[-valuation] + constant
    return PowerSeries(ring: ring, valuation: valuation, coefficients: sums)
  }

  /// The sum.
  package static func + (a: PowerSeries, b: PowerSeries) -> PowerSeries {
    let end = min(a.end, b.end)
    let x = a.truncated(end: end)
    let y = b.truncated(end: end)
    let first = min(x.valuation, y.valuation)
    let sums = (first..<end).map { power in
      if power < x.valuation { return y[power] ?? y.ring.zero }
      if power < y.valuation { return x[power] ?? x.ring.zero }
      return x.coefficients[power - x.valuation] + y.coefficients[power - y.valuation]
    }
    return PowerSeries(ring: a.ring, valuation: first, coefficients: sums)
  }

  /// The product.
  package static func * (a: PowerSeries, b: PowerSeries) -> PowerSeries {
    let count = min(a.coefficients.count, b.coefficients.count)
    let valuation = a.valuation + b.valuation
    let full = max(a.coefficients.count + b.coefficients.count - 1, 0)
    let powers = 0..<(a.ring.domain == nil ? count : full)
    let products = powers.map { power in
      let first = max(0, power - b.coefficients.count + 1)
      let last = min(power, a.coefficients.count - 1)
      return Coefficient.sumOfProducts(
        (first...last).map { (a.coefficients[$0], b.coefficients[power - $0]) })
    }
    return PowerSeries(ring: a.ring, valuation: valuation, coefficients: products)
      .truncated(end: valuation + count)
  }

  /// Σ f_k u^k for a series u = self without constant term, by Horner's rule.
  ///
  /// In a ring with a domain the last f_k encloses the remainder of the outer series.
  func composed(into outer: [Coefficient]) -> PowerSeries {
    var result = ring.constant(outer[outer.count - 1], end: 1)
    for coefficient in outer.dropLast().reversed() {
      result = (result * self).adding(coefficient)
    }
    return result
  }
}
