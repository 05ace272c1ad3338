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
  let inversePi: Value
  /// 1/√(1 − x²).
  let inverseSine: (Value) throws(Ring.TooLarge) -> Value
}

extension Field where Value == Polynomial {
  static func exact(_ ring: Ring) -> Field {
    Field(
      add: { $0 + $1 }, multiply: ring.product, scale: { $0.scaled(by: $1) }, power: ring.power,
      apply: ring.apply, number: { Polynomial($0) }, pi: ring.pi,
      inversePi: Polynomial(atom: ring.atom(.pi), -1),
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
      inversePi: Interval.pi(precision: precision).power(-1),
      inverseSine: { $0.inverseSine })
  }
}

extension Field {
  /// κ_n of x, from √(1 − x²) and π − arccos x.
  ///
  /// π·κ₀ = π − arccos x, π·κ₁ = √(1 − x²) + x(π − arccos x) and κ_{n+1} = xκ_n + n²/(4n² − 1)·(1 − x²)κ_{n−1}. Cho and
  /// Saul's definition is π(2n − 1)!!·κ_n = s²ⁿ⁺¹·dⁿy/dxⁿ for y = (π − arccos x)/s and s = √(1 − x²); y has
  /// (1 − x²)y′ = xy + 1, of which the n-th derivative is (1 − x²)y⁽ⁿ⁺¹⁾ = (2n + 1)xy⁽ⁿ⁾ + n²y⁽ⁿ⁻¹⁾.
  func kernel(
    _ order: Int, of x: Value, sine: Value, complement: Value
  ) throws(Ring.TooLarge) -> Value {
    var last = try multiply(complement, inversePi)
    if order == 0 { return last }
    var value = try multiply(add(sine, multiply(x, complement)), inversePi)
    let square = try multiply(sine, sine)
    for n in 1..<order {
      let weight = Rational(n * n) / Rational(4 * n * n - 1)
      let next = try add(multiply(x, value), scale(multiply(square, last), weight))
      (last, value) = (value, next)
    }
    return value
  }

  /// g⁽ᵏ⁾(c)/k! for k < count, of g = `function` (|x| has none).
  func coefficients(
    of function: Function, at c: Value, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    // The k-th is a weight times a value, until the derivative is a power.
    var (current, weight, values) = (function, Rational(1), [Function: Value]())
    var result: [Value] = []
    while result.count < count {
      let value: Value
      if let known = values[current] { value = known } else { value = try apply(current, c) }
      values[current] = value
      result.append(scale(value, weight))
      guard let (factor, isOverPi, slope) = current.derivative else { throw Ring.TooLarge() }
      weight *= factor / Rational(result.count)
      switch slope {
      case .function(let next): current = next
      case .power(let base, let exponent):
        let powers = try coefficients(
          ofPower: exponent, of: base, at: c, count: count - result.count)
        for (m, power) in powers.enumerated() {
          if m > 0 { weight *= Rational(m) / Rational(result.count) }
          let value = isOverPi ? try multiply(power, inversePi) : power
          result.append(scale(value, weight))
        }
      }
    }
    return result
  }

  /// The Taylor coefficients of a power of x, or of q = 1 ± x², whose power y has q·y′ = e·q′·y.
  func coefficients(
    ofPower exponent: Rational, of base: Function.Slope.Base = .variable, at c: Value, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    var result: [Value] = []
    if base == .variable {
      // C(e, k)·c^(e−k).
      var binomial: Rational = 1
      for k in 0..<count {
        result.append(
          binomial.isZero ? number(0) : scale(try power(c, exponent - Rational(k)), binomial))
        binomial = binomial * (exponent - Rational(k)) / Rational(k + 1)
      }
      return result
    }
    guard count > 0 else { return [] }
    let sign = Rational(base.rawValue)
    let q = try add(number(1), scale(multiply(c, c), sign))
    result = [base == .differenceOfSquares ? try inverseSine(c) : try power(q, exponent)]
    guard count > 1 else { return result }
    let inverse = try power(q, -1)
    for k in 0..<(count - 1) {
      // (k + 1)·q(c)·y_{k+1} = ±(2(e − k)·c·y_k + (2e − k + 1)·y_{k−1}).
      var sum = scale(try multiply(c, result[k]), 2 * (exponent - Rational(k)))
      if k > 0 {
        sum = try add(sum, scale(result[k - 1], 2 * exponent - Rational(k - 1)))
      }
      result.append(scale(try multiply(sum, inverse), sign / Rational(k + 1)))
    }
    return result
  }

  /// The Taylor coefficients of κ_n(cos σ), or of κ_n(−cos σ), as a function of the angle σ; the derivative is
  /// ∓n²/(2n − 1)·sin σ·κ_{n−1}(±cos σ).
  func coefficients(
    ofKernel order: Int, atAngle c: Value, isReflected: Bool, count: Int
  ) throws(Ring.TooLarge) -> [Value] {
    guard count > 0 else { return [] }
    let turn: Rational = isReflected ? -1 : 1
    let sine = try coefficients(of: .sin, at: c, count: count)
    let argument = scale(try apply(.cos, c), turn)
    // κ₀ is 1 − σ/π, or σ/π.
    let angle = try multiply(c, inversePi)
    var series = [isReflected ? angle : try add(number(1), scale(angle, -1))]
    series.append(scale(inversePi, -turn))
    while series.count < count { series.append(number(0)) }
    for n in 0..<order {
      let function = Function.kappa(n + 1)
      var next = [try apply(function, argument)]
      for k in 1..<count {
        var sum = number(0)
        for i in 0..<k { sum = try add(sum, multiply(sine[i], series[k - 1 - i])) }
        let factor = (function.derivative?.factor ?? 0) / Rational(k)
        next.append(scale(sum, -turn * factor))
      }
      series = next
    }
    return Array(series.prefix(count))
  }
}
