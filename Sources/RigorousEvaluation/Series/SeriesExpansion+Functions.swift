import ExactArithmetic
import SymbolicExpressions

/// Taylor coefficients f⁽ᵏ⁾(x)/k!, k = 0…order, at a point at which the function is analytic.
extension SeriesExpansion {
  /// x^p: C(p, k)·x^(p−k).
  func powerCoefficients(
    _ exponent: Rational, at x: Coefficient, order: Int
  ) -> [Coefficient] {
    let reciprocal = x.power(-1)
    var power = x.power(exponent)
    var binomial: Rational = 1
    var result = [power]
    for k in 0..<order {
      binomial *= (exponent - Rational(k)) / Rational(k + 1)
      power = power * reciprocal
      result.append(power.scaled(by: binomial))
    }
    return result
  }

  /// log x, then (−1)^(k−1)/(k·x^k).
  func logarithmCoefficients(at x: Coefficient, order: Int) -> [Coefficient] {
    if order == 0 { return [x.applying(.log)] }
    return [x.applying(.log)] + integrated(powerCoefficients(-1, at: x, order: order - 1))
  }

  /// arccos x; its derivative b = −(1−x²)^(−1/2) satisfies (1−x²)b′ = x·b.
  func arccosineCoefficients(at x: Coefficient, order: Int) -> [Coefficient] {
    let value = x.applying(.acos)
    if order == 0 { return [value] }
    let square = ring.one + (x * x).scaled(by: -1)
    let reciprocal = square.power(-1)
    var slopes = [square.power(Rational(-1, 2)).scaled(by: -1)]
    for k in 0..<(order - 1) {
      // (1−x²)(k+1)·b_{k+1} = (2k+1)·x·b_k + k·b_{k−1}
      var next = (x * slopes[k]).scaled(by: Rational(2 * k + 1))
      if k > 0 { next = next + slopes[k - 1].scaled(by: Rational(k)) }
      slopes.append((next * reciprocal).scaled(by: 1 / Rational(k + 1)))
    }
    return [value] + integrated(slopes)
  }

  /// sin, cos, exp, atan, erf and erfc.
  func elementaryCoefficients(
    of function: FunctionSymbol, at x: Coefficient, order: Int
  ) -> [Coefficient] {
    switch function {
    case .exp:
      return overFactorials(Array(repeating: x.applying(.exp), count: order + 1))
    case .atan:
      return arctangentCoefficients(at: x, order: order)
    case .erf, .erfc:
      return errorFunctionCoefficients(of: function, at: x, order: order)
    default:
      let sine = x.applying(.sin)
      let cosine = x.applying(.cos)
      let cycle = [sine, cosine, sine.scaled(by: -1), cosine.scaled(by: -1)]
      let first = function == .cos ? 1 : 0
      return overFactorials((0...order).map { cycle[(first + $0) % 4] })
    }
  }

  /// arctan x; its derivative a = 1/(1+x²) satisfies (1+x²)·a_k + 2x·a_{k−1} + a_{k−2} = 0.
  private func arctangentCoefficients(at x: Coefficient, order: Int) -> [Coefficient] {
    let value = x.applying(.atan)
    if order == 0 { return [value] }
    let reciprocal = (ring.one + x * x).power(-1)
    var slopes = [reciprocal]
    for k in 1..<max(order, 1) {
      var next = (x * slopes[k - 1]).scaled(by: -2)
      if k > 1 { next = next + slopes[k - 2].scaled(by: -1) }
      slopes.append(next * reciprocal)
    }
    return [value] + integrated(slopes)
  }

  /// erf x or erfc x; the derivative of erf is (2/√π)·g with g = e^(−x²), and g′ = −2x·g gives
  /// (k+1)·g_{k+1} = −2(x·g_k + g_{k−1}).
  private func errorFunctionCoefficients(
    of function: FunctionSymbol, at x: Coefficient, order: Int
  ) -> [Coefficient] {
    let value = x.applying(function)
    if order == 0 { return [value] }
    let sign: Rational = function == .erf ? 1 : -1
    let factor = ring.pi.power(Rational(-1, 2)).scaled(by: 2 * sign)
    var slopes = [(x * x).scaled(by: -1).applying(.exp) * factor]
    for k in 0..<(order - 1) {
      var next = x * slopes[k]
      if k > 0 { next = next + slopes[k - 1] }
      slopes.append(next.scaled(by: Rational(-2, Integer(k + 1))))
    }
    return [value] + integrated(slopes)
  }

  /// A defined function, through its derivative.
  func coefficients(
    of definition: FunctionDefinition, at x: Coefficient, order: Int
  ) throws(SeriesFailure) -> [Coefficient] {
    let value = x.applying(.defined(definition))
    if order == 0 { return [value] }
    let slope = definition.derivative(ExpressionGraph().variable("x"))
    return [value] + integrated(try expanded(slope, "x", from: x, direction: 1, count: order))
  }

  /// g(s) or g(π − s), where g is the function of the angle, for a start from 1 or from −1.
  ///
  /// At s = 0 the coefficients are exact, so that those that vanish are seen to.
  func angleFormCoefficients(
    of definition: FunctionDefinition, _ form: (Expression) -> Expression, side: Int,
    at point: Coefficient, order: Int
  ) throws(SeriesFailure) -> [Coefficient] {
    guard point.isZero else {
      let start = side > 0 ? point : ring.pi + point.scaled(by: -1)
      let expression = angleForms.expression(of: definition, form)
      return try expanded(
        expression, AngleFormCache.angle, from: start, direction: side, count: order + 1)
    }
    let key = AngleFormCache.Key(definition: definition, side: side)
    if angleForms.exact[key].map({ $0.count <= order }) ?? true {
      let graph = ExpressionGraph()
      let one = ExpandedForm.Ring(graph).one
      let start = one.constant(side > 0 ? graph.integer(0) : graph.pi)
      let count = max(order, end) + 1
      angleForms.exact[key] = try SeriesExpansion<ExpandedForm>(
        ring: SeriesRing(one: one), end: count
      ).expanded(
        form(graph.variable(AngleFormCache.angle)), AngleFormCache.angle, from: start,
        direction: side, count: count
      ).map(\.expression)
    }
    return (angleForms.exact[key] ?? []).prefix(order + 1).map { ring.one.constant($0) }
  }

  /// The first `count` Taylor coefficients in s of an expression of x₀ ± s, without remainder.
  private func expanded(
    _ expression: Expression, _ name: String, from start: Coefficient, direction: Int, count: Int
  ) throws(SeriesFailure) -> [Coefficient] {
    let formal = ring.formal
    let line = PowerSeries(
      ring: formal, valuation: 0,
      coefficients: [start, ring.one.constant(Rational(direction))]
        + Array(repeating: ring.zero, count: max(count - 2, 0)))
    let series = try SeriesExpansion(ring: formal, end: count)
      .expand(expression, replacing: name, by: line)
    if series.valuation < 0 { throw .pole }
    return try (0..<count).map { power throws(SeriesFailure) in
      guard let coefficient = series[power] else { throw .vanishing(below: series.end) }
      return coefficient
    }
  }

  private func overFactorials(_ values: [Coefficient]) -> [Coefficient] {
    var factorial: Rational = 1
    return values.enumerated().map { k, value in
      if k > 0 { factorial *= Rational(k) }
      return value.scaled(by: 1 / factorial)
    }
  }

  /// The coefficients of an antiderivative without its constant term.
  private func integrated(_ slopes: [Coefficient]) -> [Coefficient] {
    slopes.enumerated().map { k, slope in slope.scaled(by: 1 / Rational(k + 1)) }
  }
}

/// The functions of the angle, and their exact expansions at the ends, which a chain of functions needs again and
/// again. It belongs to one thread.
package final class AngleFormCache {
  struct Key: Hashable {
    let definition: FunctionDefinition
    let side: Int
  }
  /// The name of the angle.
  static let angle = "theta"
  var exact: [Key: [Expression]] = [:]
  private var expressions: [FunctionDefinition: Expression] = [:]

  /// A function of the angle, written once.
  func expression(
    of definition: FunctionDefinition, _ form: (Expression) -> Expression
  ) -> Expression {
    if let known = expressions[definition] { return known }
    let expression = form(ExpressionGraph().variable(Self.angle))
    expressions[definition] = expression
    return expression
  }

  /// No expansions yet.
  package init() {}
}
