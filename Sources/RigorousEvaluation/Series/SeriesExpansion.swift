import ExactArithmetic
import SymbolicExpressions

/// Expands expressions into power series, whatever the coefficients.
///
/// One forward pass over the shared nodes. The coefficients of a quantity, a step of a recursion, are kept
/// whole, so that each step costs the same and nothing is multiplied out across steps; of what is written as a
/// closed form they are multiplied out. A function of a series x is the composition of its Taylor
/// series at x(0) with x − x(0); at an end of [−1, 1] arc cosine, and with it every function with an
/// `FunctionDefinition.angleForm`, is expanded in the angle, which is analytic there:
/// arccos(1 − w) = 2 arcsin √(w/2).
package struct SeriesExpansion<Coefficient: SeriesCoefficient> {
  /// The series that are computed.
  package typealias Series = PowerSeries<Coefficient>

  /// What their coefficients share.
  package let ring: SeriesRing<Coefficient>
  /// How many coefficients a constant has; series may end earlier than this power.
  package let end: Int
  let angleForms: AngleFormCache

  /// `angleForms` keeps what other expansions can use.
  ///
  /// - Precondition: `end` ≥ 1.
  package init(
    ring: SeriesRing<Coefficient>, end: Int, angleForms: AngleFormCache = AngleFormCache()
  ) {
    self.ring = ring
    self.end = end
    self.angleForms = angleForms
  }

  /// cos t.
  package var cosine: Series {
    let last = end - 1
    var coefficients = elementaryCoefficients(of: .cos, at: ring.zero, order: last)
    if let domain = ring.domain {
      coefficients[last] = elementaryCoefficients(of: .cos, at: domain, order: last)[last]
    }
    return Series(ring: ring, valuation: 0, coefficients: coefficients)
  }

  /// The nodes of one graph that have been expanded, with the variable and without it.
  package struct Images {
    fileprivate var moving: [NodeID: Series] = [:]
    fileprivate var constant: [NodeID: Series] = [:]

    /// None yet.
    package init() {}
  }

  /// The series of `expression` after the variable `name` has been replaced by a series. Other
  /// variables count as constants.
  package func expand(
    _ expression: Expression, replacing name: String, by series: Series
  ) throws(SeriesFailure) -> Series {
    var images = Images()
    return try expand(expression, replacing: name, by: series, &images)
  }

  /// The same; `images` keeps what other expressions of the same graph can use, the variable being replaced
  /// by the same series in them.
  package func expand(
    _ expression: Expression, replacing name: String, by series: Series, _ images: inout Images
  ) throws(SeriesFailure) -> Series {
    let graph = expression.graph
    func image(_ id: NodeID) -> Series {
      if let known = images.moving[id] ?? images.constant[id] { return known }
      let value = ring.constant(ring.one.constant(Expression(graph: graph, id: id)), end: end)
      images.constant[id] = value
      return value
    }
    for id in graph.reachable(from: [expression.id]) where images.moving[id] == nil {
      if Interruption.isDue { throw .interrupted }
      let node = graph[id]
      if node == .variable(name) {
        images.moving[id] = series
      } else if node.children.contains(where: { images.moving[$0] != nil }) {
        images.moving[id] = try expand(node, image)
      }
    }
    return image(expression.id)
  }

  private func expand(_ node: Node, _ image: (NodeID) -> Series) throws(SeriesFailure) -> Series {
    switch node {
    case .rational, .pi, .variable:
      preconditionFailure("a node without children depends on no variable")
    case .sum(let constant, let terms):
      let first = image(terms[0].base).scaled(by: terms[0].coefficient)
      let sum = terms.dropFirst().reduce(first) { $0 + image($1.base).scaled(by: $1.coefficient) }
      return sum.adding(ring.one.constant(constant))
    case .product(let factors):
      var product = try power(image(factors[0].base), factors[0].exponent)
      for factor in factors.dropFirst() {
        product = product * (try power(image(factor.base), factor.exponent))
      }
      return product
    case .apply(let function, let argument):
      return try apply(function, image(argument))
    case .expectation(let dual, let arguments):
      return try expectation(dual, arguments.map(image))
    case .quantity(let value):
      return image(value).keptWhole
    }
  }

  /// The series without leading coefficients that are certainly 0, and the sign of the function near
  /// t = 0 (on the domain, if there is one).
  func decided(_ series: Series) throws(SeriesFailure) -> (series: Series, sign: Int) {
    var series = series
    while true {
      guard let values = series.leadingValues else { throw .vanishing(below: series.end) }
      guard let sign = values.sign ?? series.coefficients[0].sign.flatMap({ $0 == 0 ? 0 : nil })
      else { throw .undecidedSign(of: values.description) }
      if sign != 0 { return (series, sign) }
      if ring.domain != nil && series.coefficients.count == 1 {
        throw .vanishing(below: series.end)
      }
      series = Series(
        ring: ring, valuation: series.valuation + 1,
        coefficients: Array(series.coefficients.dropFirst()))
    }
  }

  private func power(_ x: Series, _ exponent: Rational) throws(SeriesFailure) -> Series {
    if let whole = exponent.asInt, whole > 0 { return wholePower(x, whole) }
    let (base, sign) = try decided(x)
    if !exponent.isInteger && sign < 0 { throw .undefined("a root of a negative number") }
    guard let shift = (Rational(base.valuation) * exponent).asInt else { throw .notAnalytic }
    let unit = base.shifted(by: -base.valuation)
    let result = try compose(unit) { powerCoefficients(exponent, at: $0, order: $1) }
    return result.shifted(by: shift)
  }

  private func wholePower(_ x: Series, _ exponent: Int) -> Series {
    var result: Series?
    var square = x
    var rest = exponent
    while true {
      if rest % 2 == 1 { result = result.map { $0 * square } ?? square }
      rest /= 2
      if rest == 0 { return result ?? square }
      square = square * square
    }
  }

  /// The composition of a function, given by its Taylor coefficients at a point, with a series
  /// without negative powers.
  func compose(
    _ x: Series, _ taylor: (Coefficient, _ order: Int) throws(SeriesFailure) -> [Coefficient]
  ) throws(SeriesFailure) -> Series {
    if ring.domain != nil && x.valuation == 0 && x.coefficients.count == 1 {
      return ring.constant(try taylor(x.values, 0)[0], end: 1)
    }
    let inner = x.withoutConstantTerm
    // The order from which on the powers of `inner` begin at t^end.
    let order = (end - 2 + inner.valuation) / inner.valuation
    var outer = try taylor(x.constantTerm, order)
    if ring.domain != nil { outer[order] = try taylor(x.values, order)[order] }
    return inner.composed(into: outer)
  }

  /// An expectation whose covariance alone moves: the k-th derivative raises both orders by k.
  private func expectation(
    _ dual: GaussianDual, _ arguments: [Series]
  ) throws(SeriesFailure) -> Series {
    let variances = arguments.prefix(2)
    guard !dual.isMean, variances.allSatisfy(\.isConstant) else {
      throw .expectation(dual.activation.name)
    }
    if arguments[2].valuation < 0 { throw .pole }
    return try compose(arguments[2]) { covariance, order in
      var factor: Rational = 1
      return (0...order).map { k in
        if k > 0 { factor = factor / Rational(k) }
        let derivative = GaussianDual(dual.activation, orders: dual.orders.map { $0 + k })
        return Coefficient.expectation(
          derivative, variances.map(\.constantTerm) + [covariance]
        ).scaled(by: factor)
      }
    }
  }

  private func apply(_ function: FunctionSymbol, _ x: Series) throws(SeriesFailure) -> Series {
    switch function {
    case .defined(let definition) where definition.isTransparent:
      return x
    case .abs:
      let (series, sign) = try decided(x)
      return sign < 0 ? series.scaled(by: -1) : series
    case .log:
      let (series, sign) = try decided(x)
      if sign < 0 { throw .undefined("the logarithm of a negative number") }
      if series.valuation != 0 { throw .notAnalytic }
      return try compose(series) { logarithmCoefficients(at: $0, order: $1) }
    default: break
    }
    if x.valuation < 0 { throw .pole }
    switch function {
    case .acos: return try angle(of: x)
    case .asin: return (try angle(of: x)).scaled(by: -1).adding(ring.pi.scaled(by: Rational(1, 2)))
    case .defined(let definition): return try apply(definition, x)
    default: return try compose(x) { elementaryCoefficients(of: function, at: $0, order: $1) }
    }
  }

  // MARK: Angles

  /// Which end of [−1, 1] the series starts from: −1 or 1, or 0 where it stays inside.
  private func startingEnd(_ x: Series) throws(SeriesFailure) -> Int {
    let start = x.constantTerm
    if (ring.one + start.scaled(by: -1)).sign == 0 { return 1 }
    if (ring.one + start).sign == 0 { return -1 }
    try requireInside(.closed(-1, 1), x)
    return 0
  }

  /// Checks that the function has its values in the inside of `domain`.
  private func requireInside(_ domain: Domain, _ x: Series) throws(SeriesFailure) {
    let values = x.values
    let margins: [Coefficient]
    switch domain {
    case .real: return
    case .nonzero: margins = [values * values]
    case .nonnegative, .positive: margins = [values]
    case .closed(let low, let high):
      margins = [
        values + ring.one.constant(-low), values.scaled(by: -1) + ring.one.constant(high),
      ]
    }
    for margin in margins {
      guard let sign = margin.sign else { throw .undecidedSign(of: margin.description) }
      if sign < 0 { throw .undefined("a function of \(values)") }
      if sign == 0 { throw .notAnalytic }
    }
  }

  /// arccos of a series.
  private func angle(of x: Series) throws(SeriesFailure) -> Series {
    switch try startingEnd(x) {
    case 1: return try smallAngle(of: x)
    case -1: return (try smallAngle(of: x.scaled(by: -1))).scaled(by: -1).adding(ring.pi)
    default: return try compose(x) { arccosineCoefficients(at: $0, order: $1) }
    }
  }

  /// arccos(1 − w) = 2 arcsin √(w/2) for a series that starts with 1.
  private func smallAngle(of x: Series) throws(SeriesFailure) -> Series {
    let half = Rational(1, 2)
    let root = try power(x.scaled(by: -half).adding(ring.one.constant(half)), half)
    try requireInside(.closed(-1, 1), root)
    return try compose(root) { point, order in
      // arcsin′ = −arccos′, and arcsin 0 = 0.
      [ring.zero]
        + arccosineCoefficients(at: point, order: order).dropFirst().map {
          $0.scaled(by: -2)
        }
    }
  }

  private func apply(
    _ definition: FunctionDefinition, _ x: Series
  ) throws(SeriesFailure) -> Series {
    if let form = definition.angleForm {
      let side = try startingEnd(x)
      if side != 0 {
        let angle = try smallAngle(of: side > 0 ? x : x.scaled(by: -1))
        return try compose(angle) { point, order throws(SeriesFailure) in
          try angleFormCoefficients(of: definition, form, side: side, at: point, order: order)
        }
      }
    } else {
      try requireInside(definition.domain, x)
    }
    return try compose(x) { point, order throws(SeriesFailure) in
      try coefficients(of: definition, at: point, order: order)
    }
  }
}
