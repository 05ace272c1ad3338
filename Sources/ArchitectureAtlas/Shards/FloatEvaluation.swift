import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions

/// Enclosures in machine numbers of the expressions of one graph, at several values of its one variable.
///
/// Guarantee: as for `FloatInterval`; what is not evaluated here is the whole line. Each node is evaluated
/// once, however many expressions share it. Like the graph it belongs to one thread.
final class FloatEvaluation {
  private let graph: ExpressionGraph
  private let points: [FloatInterval]
  /// The values of the nodes that were needed, point after point.
  private var values: [FloatInterval] = []
  /// Where the values of each node begin; −1 where there are none.
  private var places: [Int32] = []
  private var numbers: [Rational: FloatInterval] = [:]

  /// Evaluation with the variable equal to each of `points`.
  init(_ graph: ExpressionGraph, at points: [Rational]) {
    self.graph = graph
    self.points = points.map { FloatInterval($0) }
  }

  /// The values of an expression of the graph, one for each point.
  func values(of expression: Expression) -> ArraySlice<FloatInterval> {
    let place = self.place(of: expression.id)
    return values[place..<(place + points.count)]
  }

  /// Recursion is as deep as the expression, which for the networks of an atlas is a few dozen.
  private func place(of id: NodeID) -> Int {
    while places.count <= Int(id) { places.append(-1) }
    if places[Int(id)] >= 0 { return Int(places[Int(id)]) }
    let place: Int
    switch graph[id] {
    case .quantity(let value): place = self.place(of: value)
    case .rational(let value): place = appended { _ in number(value) }
    case .variable: place = appended { points[$0] }
    case .pi:
      // The nearest number lies below π.
      place = appended { _ in FloatInterval(lower: Double.pi, upper: Double.pi.nextUp) }
    case .sum(let constant, let terms): place = sum(constant, terms)
    case .product(let factors): place = product(factors)
    case .apply(let function, let argument):
      let inner = self.place(of: argument)
      switch function {
      case .kappa(1): place = appended { values[inner + $0].kappa1 }
      case .defined(.correlation):
        place = appended { values[inner + $0].clampedToCorrelations }
      case .abs: place = appended { values[inner + $0].magnitude }
      default: place = appended { _ in .whole }
      }
    case .expectation: place = appended { _ in .whole }
    }
    places[Int(id)] = Int32(place)
    return place
  }

  private func appended(_ value: (Int) -> FloatInterval) -> Int {
    let place = values.count
    for point in points.indices { values.append(value(point)) }
    return place
  }

  private func sum(_ constant: Rational, _ terms: [Node.Term]) -> Int {
    let operands = terms.map { (weight: number($0.coefficient), place: place(of: $0.base)) }
    let first = number(constant)
    return appended { point in
      operands.reduce(first) { total, term in
        let value = values[term.place + point]
        return total + (term.weight == FloatEvaluation.one ? value : term.weight * value)
      }
    }
  }

  private func product(_ factors: [Node.Factor]) -> Int {
    let operands = factors.map { (halves: (2 * $0.exponent).asInt, place: place(of: $0.base)) }
    return appended { point in
      operands.reduce(FloatEvaluation.one) { product, factor in
        guard let halves = factor.halves else { return .whole }
        let power = values[factor.place + point].power(halves: halves)
        return product == FloatEvaluation.one ? power : product * power
      }
    }
  }

  private static let one = FloatInterval(point: 1)

  private func number(_ value: Rational) -> FloatInterval {
    if let known = numbers[value] { return known }
    let interval = FloatInterval(value)
    numbers[value] = interval
    return interval
  }
}
