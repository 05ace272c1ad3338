import ExactArithmetic
import IntervalArithmetic

/// A function of s on an interval around 0, and of parameters in a box:
/// s^order·(Σ_{k<n} c_k sᵏ + r sⁿ), where the c_k are exact and r, which depends on s and on the parameters,
/// lies in the remainder.
struct TaylorModel {
  var order: Int
  var coefficients: [Polynomial]
  var remainder: Interval

  func scaled(by factor: Rational) -> TaylorModel {
    TaylorModel(
      order: order, coefficients: coefficients.map { $0.scaled(by: factor) },
      remainder: remainder.scaled(by: factor))
  }
}

/// Taylor models of the steps of a program, after the variables have been replaced by models.
struct Expansion {
  /// A step has no model of the kind that is needed.
  struct Failure: Error {}

  let ring: Ring
  let terms: Terms
  let precision: Precision
  /// The interval of s, which contains 0.
  let domain: Interval
  /// The parameters' intervals.
  let parameters: Valuation
  /// Enclosures of the steps wherever the substitution leads, s = 0 included.
  let ranges: [Interval]
  /// The number of coefficients to begin with.
  let count: Int
  /// Whether each coefficient of each step is kept whole, so that nothing is multiplied out across steps.
  let keepsWhole: Bool

  private var isOneSided: Bool { domain.lower.sign >= 0 }

  // MARK: Enclosures

  func enclosure(_ p: Polynomial) -> Interval {
    if let value = p.rational { return Interval(value, precision: precision) }
    let scale = p.content
    return parameters.enclosure(of: p.scaled(by: 1 / scale)).scaled(by: scale)
  }

  /// The values of Σ c_k sᵏ + r sⁿ.
  func enclosure(ofSeries model: TaylorModel) -> Interval {
    series(model.coefficients.map(enclosure))
      + model.remainder * domain.power(model.coefficients.count)
  }

  /// The values of Σ c_k sᵏ.
  private func series(_ coefficients: [Interval]) -> Interval {
    coefficients.enumerated().reduce(Interval(0, precision: precision)) { sum, term in
      term.element.isZero ? sum : sum + term.element * domain.power(term.offset)
    }
  }

  // MARK: Arithmetic

  /// A number, with as many coefficients as are given, or as one begins with.
  func constant(_ p: Polynomial, count given: Int? = nil) -> TaylorModel {
    TaylorModel(
      order: 0, coefficients: [p] + Array(repeating: Polynomial(0), count: (given ?? count) - 1),
      remainder: Interval(0, precision: precision))
  }

  /// The same function with `count` coefficients, of which one without remainder has any number.
  private func fitted(_ model: TaylorModel, _ count: Int) -> TaylorModel {
    guard model.coefficients.count < count else { return cut(model, count) }
    var model = model
    while model.coefficients.count < count { model.coefficients.append(Polynomial(0)) }
    return model
  }

  /// The same function with only `count` coefficients.
  func cut(_ model: TaylorModel, _ count: Int) -> TaylorModel {
    guard model.coefficients.count > count else { return model }
    var rest = model.remainder * domain.power(model.coefficients.count - count)
    for k in count..<model.coefficients.count {
      rest = rest + enclosure(model.coefficients[k]) * domain.power(k - count)
    }
    return TaylorModel(
      order: model.order, coefficients: Array(model.coefficients.prefix(count)), remainder: rest)
  }

  /// The same function written with a smaller order.
  private func lowered(_ model: TaylorModel, to order: Int) -> TaylorModel {
    TaylorModel(
      order: order,
      coefficients: Array(repeating: Polynomial(0), count: model.order - order)
        + model.coefficients,
      remainder: model.remainder)
  }

  /// The same function with the coefficients that are certainly 0 taken away in front, as many as are given at most.
  func stripped(_ model: TaylorModel, _ most: Int = .max) -> TaylorModel {
    raised(model, by: model.coefficients.prefix(most).prefix { ring.isZero($0) }.count)
  }

  /// The same function with a larger order, for so many coefficients in front that are 0.
  private func raised(_ model: TaylorModel, by zeros: Int) -> TaylorModel {
    TaylorModel(
      order: model.order + zeros, coefficients: Array(model.coefficients.dropFirst(zeros)),
      remainder: model.remainder)
  }

  /// How many coefficients of both are known: all of a model without remainder, the rest of them 0.
  private func commonCount(_ a: TaylorModel, _ b: TaylorModel) -> Int {
    let (first, second) = (a.coefficients.count, b.coefficients.count)
    if a.remainder.isZero == b.remainder.isZero { return min(first, second) }
    return a.remainder.isZero ? second : first
  }

  private func sum(_ a: TaylorModel, _ b: TaylorModel) -> TaylorModel {
    let order = min(a.order, b.order)
    var (x, y) = (lowered(a, to: order), lowered(b, to: order))
    let count = commonCount(x, y)
    (x, y) = (fitted(x, count), fitted(y, count))
    return TaylorModel(
      order: order, coefficients: zip(x.coefficients, y.coefficients).map { $0 + $1 },
      remainder: x.remainder + y.remainder)
  }

  /// Zeros in front are orders, not coefficients: of s·r and s·q with unknown r and q the product is s²·rq.
  private func product(
    _ first: TaylorModel, _ second: TaylorModel, atMost most: Int = .max
  ) throws -> TaylorModel {
    let (a, b) = (
      raised(first, by: first.coefficients.prefix(while: \.isEmpty).count),
      raised(second, by: second.coefficients.prefix(while: \.isEmpty).count)
    )
    let zeros = a.order - first.order + b.order - second.order
    let count = min(commonCount(a, b), max(0, min(most, commonCount(first, second)) - zeros))
    let (x, y) = (fitted(a, count), fitted(b, count))
    let (p, q) = (x.coefficients, y.coefficients)
    let (values, others) = (p.map(enclosure), q.map(enclosure))
    // (P + r sⁿ)(Q + q sⁿ) = PQ + sⁿ(r(Q + q sⁿ) + P q), and PQ is Σ_k sᵏ Σ_{i+j=k} p_i q_j.
    var rest = Interval(0, precision: precision)
    if !x.remainder.isZero {
      rest = x.remainder * (series(others) + y.remainder * domain.power(count))
    }
    if !y.remainder.isZero { rest = rest + series(values) * y.remainder }
    var coefficients = Array(repeating: Polynomial(0), count: count)
    for i in 0..<count where !p[i].isEmpty {
      for j in 0..<(count - i) where !q[j].isEmpty {
        coefficients[i + j] = try coefficients[i + j] + ring.product(p[i], q[j])
      }
    }
    for k in count..<max(count, 2 * count - 1) {
      var sum = Interval(0, precision: precision)
      for i in (k - count + 1)..<count where !p[i].isEmpty && !q[k - i].isEmpty {
        sum = sum + values[i] * others[k - i]
      }
      if !sum.isZero { rest = rest + sum * domain.power(k - count) }
    }
    return TaylorModel(order: a.order + b.order, coefficients: coefficients, remainder: rest)
  }

  /// Σ_{k<N} g_k uᵏ + g_N u^N for a model without constant term; `last` encloses g_N.
  private func composed(
    _ outer: [Polynomial], last: Interval, with u: TaylorModel
  ) throws -> TaylorModel {
    var inner = u.order >= 0 ? lowered(u, to: 0) : u
    guard inner.order == 0, !inner.coefficients.isEmpty, inner.coefficients[0].isEmpty else {
      throw Failure()
    }
    let count = outer.count
    guard count > 0, count <= inner.coefficients.count else { throw Failure() }
    // u = s·v; what v is multiplied by needs one coefficient less at each step from inside.
    inner.coefficients.removeFirst()
    let slope = enclosure(ofSeries: inner)
    var result = constant(outer[count - 1], count: 1)
    for k in (0..<(count - 1)).reversed() {
      result = lowered(try product(result, inner, atMost: result.coefficients.count), to: 0)
      result.coefficients.insert(outer[k], at: 0)
      result = try kept(result)
    }
    result.remainder = result.remainder + last * slope.power(count)
    return result
  }

  private func kept(_ model: TaylorModel) throws -> TaylorModel {
    var model = model
    if keepsWhole { model.coefficients = try model.coefficients.map(ring.whole) }
    return model
  }

  // MARK: Steps

  /// The model of each step of a program.
  func models(
    of program: [Terms.Index], variables: [TaylorModel]
  ) throws -> [Terms.Index: TaylorModel] {
    var models: [Terms.Index: TaylorModel] = [:]
    func known(_ step: Terms.Index) throws -> TaylorModel {
      guard let model = models[step] else { throw Failure() }
      return model
    }
    /// The values of a step; where some are unknown, as of 0/0, what its model says of them.
    func range(_ step: Terms.Index) throws -> Interval {
      guard ranges[step].isIndeterminate, try known(step).order >= 0 else { return ranges[step] }
      return enclosure(ofSeries: lowered(try known(step), to: 0))
    }
    for step in program {
      switch terms[step] {
      case .number(let value): models[step] = constant(Polynomial(value))
      case .pi: models[step] = constant(ring.pi)
      case .variable(let variable): models[step] = cut(variables[variable], count)
      case .sum(let a, let b): models[step] = sum(try known(a), try known(b))
      case .product(let a, let b): models[step] = try product(known(a), known(b))
      case .correlation(let a): models[step] = try known(a)
      case .power(let a, let exponent): models[step] = try power(known(a), exponent, range(a))
      case .apply(.abs, let a):
        let inner = stripped(try known(a))
        guard let sign = enclosure(ofSeries: inner).sign, isOneSided || inner.order % 2 == 0 else {
          throw Failure()
        }
        models[step] = inner.scaled(by: Rational(sign))
      case .apply(let function, let a):
        models[step] = try applied(function, known(a), range(a))
      }
      if let model = models[step] {
        if model.remainder.isIndeterminate || Interruption.isDue { throw Failure() }
        // What is no pole is a series.
        models[step] = try kept(stripped(model, max(0, -model.order)))
      }
    }
    return models
  }

  private var exact: Field<Polynomial> { .exact(ring) }
  private var enclosures: Field<Interval> { .enclosures(precision) }

  private func withoutConstant(_ model: TaylorModel) throws -> (Polynomial, TaylorModel) {
    guard model.order >= 0 else { throw Failure() }
    var rest = lowered(model, to: 0)
    guard let first = rest.coefficients.first else { throw Failure() }
    rest.coefficients[0] = Polynomial(0)
    return (first, rest)
  }

  private func power(
    _ model: TaylorModel, _ exponent: Rational, _ range: Interval
  ) throws -> TaylorModel {
    let isWhole = exponent.isInteger && exponent.signum >= 0
    if let whole = exponent.asInt, (2...8).contains(whole), model.order >= 0,
      model.order > 0 || model.coefficients.first?.isEmpty ?? true
    {
      return try (1..<whole).reduce(model) { result, _ in try product(result, model) }
    }
    let base = isWhole && model.order >= 0 ? lowered(model, to: 0) : stripped(model)
    let shift = Rational(base.order) * exponent
    guard let order = shift.asInt, exponent.isInteger || base.order == 0 || isOneSided else {
      throw Failure()
    }
    var series = base
    series.order = 0
    let values = base.order == 0 ? range : enclosure(ofSeries: series)
    let (c, u) = try withoutConstant(series)
    let count = u.coefficients.count
    let outer = try exact.coefficients(ofPower: exponent, at: c, count: count)
    let last = try enclosures.coefficients(ofPower: exponent, at: values, count: count + 1)[count]
    var result = try composed(outer, last: last, with: u)
    result.order += order
    return result
  }

  private func applied(
    _ function: Function, _ model: TaylorModel, _ range: Interval
  ) throws -> TaylorModel {
    let (c, u) = try withoutConstant(model)
    if u.remainder.isZero, u.coefficients.allSatisfy(\.isEmpty) {
      // A constant.
      guard !range.applying(function).isIndeterminate else { throw Failure() }
      return constant(try ring.apply(function, c))
    }
    switch function {
    case .acos, .asin, .kappa:
      for end in [1, -1] where ring.isZero(c - Polynomial(Rational(end))) {
        if isOneSided { return try atEnd(end, function, model, range) }
      }
    default: break
    }
    var count = u.coefficients.count
    if case .kappa(let order) = function, !range.isInside {
      // κ_n has n derivatives at the ends of [−1, 1], and one more in the open interval, where the
      // point of Lagrange's remainder lies.
      count = min(count, order + 1)
    }
    let outer = try exact.coefficients(of: function, at: c, count: count)
    let last = try enclosures.coefficients(of: function, at: range, count: count + 1)[count]
    return try composed(outer, last: last, with: u)
  }

  /// A function that is not smooth at ±1 of C, where C is that end at s = 0: in the angle σ ≥ 0 between C
  /// and the end, σ = 2 arcsin √((1 ∓ C)/2), it is.
  private func atEnd(
    _ end: Int, _ function: Function, _ model: TaylorModel, _ range: Interval
  ) throws -> TaylorModel {
    let half = Rational(1, 2)
    let distance = stripped(
      sum(constant(Polynomial(1)), model.scaled(by: Rational(-end))).scaled(by: half))
    guard distance.order > 0, distance.order % 2 == 0 else { throw Failure() }
    let turned = range.scaled(by: Rational(end))
    let far = (Interval(1, precision: precision) - turned).scaled(by: half)
    let near = try power(distance, half, far)
    let (_, root) = try withoutConstant(near)
    let count = root.coefficients.count
    let sines = Interval(
      lower: .zero(precision: precision), upper: far.magnitude.squareRoot.upper)
    let arcsine = try composed(
      exact.coefficients(of: .asin, at: Polynomial(0), count: count),
      last: enclosures.coefficients(of: .asin, at: sines, count: count + 1)[count], with: root)
    let angle = stripped(arcsine.scaled(by: 2))
    let angles = Interval(lower: .zero(precision: precision), upper: turned.arccosine.upper)
    switch function {
    case .acos, .asin:
      // arccos C = σ or π − σ.
      let arccosine = end == 1 ? angle : sum(constant(ring.pi), angle.scaled(by: -1))
      return function == .acos
        ? arccosine : sum(constant(ring.pi.scaled(by: half)), arccosine.scaled(by: -1))
    case .kappa(let order):
      // κ_n = k_0 + σ^d·L(σ), which keeps the accuracy of σ/s.
      let length = angle.order + angle.coefficients.count
      let lead = end == 1 ? min(order, 1) + 1 : 2 * order + 1
      let whole = try exact.coefficients(
        ofKernel: order, atAngle: Polynomial(0), isReflected: end == -1, count: length + lead)
      guard whole[1..<lead].allSatisfy({ ring.isZero($0) }) else { throw Failure() }
      let last = try enclosures.coefficients(
        ofKernel: order, atAngle: angles, isReflected: end == -1, count: length + lead + 1)
      let (_, u) = try withoutConstant(angle)
      var factor = try composed(
        Array(whole[lead...]), last: last[length + lead], with: u)
      for _ in 0..<lead { factor = try product(factor, angle) }
      return sum(
        constant(whole[0], count: max(1, factor.order + factor.coefficients.count)), factor)
    default: throw Failure()
    }
  }
}

extension Interval {
  /// Whether all numbers are in the open interval (−1, 1).
  fileprivate var isInside: Bool {
    guard let low = lower.compared(to: -1), let high = upper.compared(to: 1) else { return false }
    return low > 0 && high < 0
  }
}

/// Enclosures of polynomials, the variables being in the given intervals.
final class Valuation {
  private let ring: Ring
  private let variables: [Interval]
  private let precision: Precision
  /// Of atoms and of their powers; each is evaluated once.
  private var values: [Int: Interval] = [:]
  private var powers: [Polynomial.Factor: Interval] = [:]

  init(_ ring: Ring, variables: [Interval], _ precision: Precision) {
    (self.ring, self.variables, self.precision) = (ring, variables, precision)
  }

  func enclosure(of p: Polynomial) -> Interval {
    var sum: Interval?
    for (monomial, coefficient) in p.terms {
      var term: Interval?
      for factor in monomial { term = term.map { $0 * power(factor) } ?? power(factor) }
      let part = term?.scaled(by: coefficient) ?? Interval(coefficient, precision: precision)
      sum = sum.map { $0 + part } ?? part
    }
    return sum ?? Interval(0, precision: precision)
  }

  private func power(_ factor: Polynomial.Factor) -> Interval {
    if let known = powers[factor] { return known }
    let power = value(factor.atom).power(factor.exponent)
    powers[factor] = power
    return power
  }

  private func value(_ atom: Int) -> Interval {
    if let known = values[atom] { return known }
    let value: Interval
    switch ring.atoms[atom] {
    case .pi: value = .pi(precision: precision)
    case .root(let number): value = Interval(Rational(number), precision: precision)
    case .variable(let variable): value = variables[variable]
    case .apply(let function, let inner):
      var argument = enclosure(of: inner)
      if let exact = MultilinearForm(inner, in: ring)?.range(on: variables, precision) {
        argument = argument.intersection(exact) ?? argument
      }
      value =
        (ring.correlations.contains(inner) ? argument.withinUnit : argument).applying(function)
    case .base(let inner), .whole(let inner): value = enclosure(of: inner)
    }
    values[atom] = value
    return value
  }
}
