import ExactArithmetic
import IntervalArithmetic

/// The arithmetic in which Taylor coefficients are computed: exact, or of enclosures.
struct Field<Value> {
  let add: (Value, Value) throws(Ring.TooLarge) -> Value
  let multiply: (Value, Value) throws(Ring.TooLarge) -> Value
  let scale: (Value, Rational) -> Value
  let power: (Value, Rational) throws(Ring.TooLarge) -> Value
  let apply: (Function, Value) throws(Ring.TooLarge) -> Value
  let number: (Rational) -> Value
  let pi: Value
  /// 1/√(1 − x²).
  let inverseSine: (Value) throws(Ring.TooLarge) -> Value
}

extension Field where Value == Polynomial {
  static func exact(_ ring: Ring) -> Field {
    Field(
      add: { $0 + $1 }, multiply: ring.product, scale: { $0.scaled(by: $1) }, power: ring.power,
      apply: ring.apply, number: { Polynomial($0) }, pi: ring.pi,
      inverseSine: { x throws(Ring.TooLarge) in
        try ring.power(Polynomial(1) - ring.product(x, x), Rational(-1, 2))
      })
  }
}

extension Field where Value == Interval {
  static func enclosures(_ precision: Precision) -> Field {
    Field(
      add: { $0 + $1 }, multiply: { $0 * $1 }, scale: { $0.scaled(by: $1) },
      power: { $0.power($1) }, apply: { $1.applying($0) },
      number: { Interval($0, precision: precision) }, pi: .pi(precision: precision),
      inverseSine: { $0.inverseSine })
  }
}

extension Field {
  /// g⁽ᵏ⁾(c)/k! for k < count, of g = `function` (|x| has none).
  func coefficients(
    of function: Function, at c: Value, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    var result: [Value] = []
    switch function {
    case .abs: throw Ring.TooLarge()
    case .exp, .sin, .cos:
      let value = try apply(function, c)
      // The derivatives, again and again.
      var turns = [value]
      if function != .exp {
        let slope =
          function == .sin ? try apply(.cos, c) : scale(try apply(.sin, c), -1)
        turns += [slope, scale(value, -1), scale(slope, -1)]
      }
      var factorial: Rational = 1
      for k in 0..<count {
        if k > 0 { factorial /= Rational(k) }
        result.append(scale(turns[k % turns.count], factorial))
      }
    case .log:
      result.append(try apply(.log, c))
      for k in 1..<max(count, 1) {
        result.append(scale(try power(c, Rational(-k)), Rational(k % 2 == 1 ? 1 : -1, Integer(k))))
      }
    case .asin, .acos:
      let slopes = try inverseSines(at: c, count: count - 1)
      result = [try apply(function, c)]
      for (k, slope) in slopes.enumerated() {
        result.append(scale(slope, Rational(function == .asin ? 1 : -1, Integer(k + 1))))
      }
    case .atan:
      result = [try apply(.atan, c)]
      let inverse = try power(add(number(1), multiply(c, c)), -1)
      var slopes: [Value] = []
      for k in 0..<max(count - 1, 0) {
        // (1 + (c + u)²)·Σ r_k u^k = 1.
        var slope = inverse
        if k > 0 {
          var sum = scale(try multiply(c, slopes[k - 1]), 2)
          if k > 1 { sum = try add(sum, slopes[k - 2]) }
          slope = scale(try multiply(sum, inverse), -1)
        }
        slopes.append(slope)
        result.append(scale(slope, Rational(1, Integer(k + 1))))
      }
    case .kappa(let order):
      // κ_n⁽ʲ⁾ is a multiple of κ_{n−j} for j ≤ n, and κ₀′ = 1/(π√(1 − x²)).
      var factor: Rational = 1
      for j in 0..<min(count, order + 1) {
        result.append(scale(try apply(.kappa(order - j), c), factor))
        if j < order { factor *= Function.slopeFactor(order - j) / Rational(j + 1) }
      }
      guard count > order + 1 else { break }
      // factor = κ_n⁽ⁿ⁾/(n!·κ₀).
      for (m, slope) in try inverseSines(at: c, count: count - order - 1).enumerated() {
        let j = order + 1 + m
        let weight =
          factor * Rational(Integer.factorial(UInt(order)) * Integer.factorial(UInt(m)))
          / Rational(Integer.factorial(UInt(j)))
        result.append(scale(try multiply(slope, power(pi, -1)), weight))
      }
    }
    return Array(result.prefix(count))
  }

  /// The Taylor coefficients of 1/√(1 − x²): (k+1)(1 − c²) h_{k+1} = (2k+1) c h_k + k h_{k−1}.
  private func inverseSines(at c: Value, count: Int) throws(Ring.TooLarge) -> [Value] {
    guard count > 0 else { return [] }
    var series = [try inverseSine(c)]
    guard count > 1 else { return series }
    let inverse = try power(add(number(1), scale(multiply(c, c), -1)), -1)
    for k in 0..<(count - 1) {
      var sum = scale(try multiply(c, series[k]), Rational(2 * k + 1))
      if k > 0 { sum = try add(sum, scale(series[k - 1], Rational(k))) }
      series.append(scale(try multiply(sum, inverse), Rational(1, Integer(k + 1))))
    }
    return series
  }

  /// C(q, k)·c^(q−k): the Taylor coefficients of x^q.
  func coefficients(
    ofPower exponent: Rational, at c: Value, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    var result: [Value] = []
    var binomial: Rational = 1
    for k in 0..<count {
      result.append(
        binomial.isZero
          ? number(0) : scale(try power(c, exponent - Rational(k)), binomial))
      binomial = binomial * (exponent - Rational(k)) / Rational(k + 1)
    }
    return result
  }

  /// The Taylor coefficients of κ_n(cos σ), or of κ_n(−cos σ), as a function of the angle σ.
  func coefficients(
    ofKernel order: Int, atAngle c: Value, isReflected: Bool, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    let sine = try coefficients(of: .sin, at: c, count: count)
    let cosine = try coefficients(of: .cos, at: c, count: count).map {
      isReflected ? scale($0, -1) : $0
    }
    // π − θ is π − σ, or σ.
    var complement = (0..<count).map { _ in number(0) }
    if count > 0 { complement[0] = isReflected ? c : try add(pi, scale(c, -1)) }
    if count > 1 { complement[1] = number(isReflected ? 1 : -1) }
    func times(_ a: [Value], _ b: [Value]) throws(Ring.TooLarge) -> [Value] {
      var product = (0..<count).map { _ in number(0) }
      for i in 0..<count {
        for j in 0..<(count - i) { product[i + j] = try add(product[i + j], multiply(a[i], b[j])) }
      }
      return product
    }
    var one = (0..<count).map { _ in number(0) }
    if count > 0 { one[0] = number(1) }
    var powers = [one]
    var sum = (0..<count).map { _ in number(0) }
    let inverse = try power(pi, -1)
    for part in AngularFunction.of(order).parts {
      while powers.count <= part.cosine {
        powers.append(try times(powers[powers.count - 1], cosine))
      }
      var term = powers[part.cosine]
      if part.hasSine { term = try times(term, sine) }
      if part.hasComplement { term = try times(term, complement) }
      for k in 0..<count {
        sum[k] = try add(sum[k], scale(multiply(term[k], inverse), part.coefficient))
      }
    }
    return sum
  }
}
