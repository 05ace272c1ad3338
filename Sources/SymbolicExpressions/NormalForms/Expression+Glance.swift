import ExactArithmetic
import RealModule

extension Expression {
  /// Whether values in floating point at a few points differ by more than rounding explains: then no
  /// normal form shows the expression to be a number, and none need be computed.
  ///
  /// Defined functions get values that have nothing to do with theirs, as they have for normal forms.
  func isSeenToVary(signs: [String: KnownSign]) -> Bool {
    let order = graph.reachable(from: [id])
    let names = order.compactMap { id -> (id: NodeID, sign: Double)? in
      guard case .variable(let name) = graph[id] else { return nil }
      return (id, signs[name]?.negated.isAtLeastZero == true ? -1 : 1)
    }
    guard !names.isEmpty else { return false }
    var first: Double?
    for seed in [0.37, 0.71, 0.13] {
      var values: [NodeID: Double] = [:]
      var size = 1.0
      for (place, name) in names.enumerated() {
        // Points inside (0, 1) that follow no pattern.
        values[name.id] =
          name.sign * (seed + 0.618034 * Double(place)).truncatingRemainder(dividingBy: 1)
      }
      for id in order where values[id] == nil {
        let value = value(of: id) { values[$0] ?? .nan }
        if value.magnitude > size { size = value.magnitude }
        values[id] = value
      }
      guard let value = values[id], value.isFinite, size < 1e6 else { continue }
      if let first, (value - first).magnitude > 1e-6 * size { return true }
      first = first ?? value
    }
    return false
  }

  private func value(of id: NodeID, _ inner: (NodeID) -> Double) -> Double {
    switch graph[id] {
    case .rational(let value): value.approximation
    case .pi: .pi
    case .variable: .nan
    case .sum(let constant, let terms):
      terms.reduce(constant.approximation) { $0 + $1.coefficient.approximation * inner($1.base) }
    case .product(let factors):
      factors.reduce(1) { product, factor in
        let base = inner(factor.base)
        if let power = factor.exponent.asInt { return product * .pow(base, power) }
        return product * .pow(base, factor.exponent.approximation)
      }
    case .quantity(let value): inner(value)
    case .expectation(let dual, let arguments):
      // Some number that depends on all there is.
      zip(arguments, [3, 5, 7.0]).reduce(Double(dual.orders.reduce(1) { 4 * $0 + $1 })) {
        .sin($0 + $1.1 * inner($1.0))
      }
    case .apply(let function, let argument):
      switch function {
      case .sin: .sin(inner(argument))
      case .cos: .cos(inner(argument))
      case .acos: .acos(inner(argument))
      case .asin: .asin(inner(argument))
      case .atan: .atan(inner(argument))
      case .exp: .exp(inner(argument))
      case .log: .log(inner(argument))
      case .abs: inner(argument).magnitude
      // Any odd function will do.
      case .erf: .sin(2 * inner(argument))
      case .erfc: 1 - .sin(2 * inner(argument))
      case .defined(let definition):
        definition.isTransparent
          ? inner(argument)
          : 0.5 + 0.4 * .sin(3 * inner(argument) + Double(definition.parameters.first ?? 0))
      }
    }
  }
}
