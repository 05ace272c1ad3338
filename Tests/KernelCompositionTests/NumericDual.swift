import ExactArithmetic
import Foundation
import IntervalArithmetic

/// E[σ(u)σ(v)], E[σ′(u)σ′(v)] and E[σ(u)] of a function that is given as code, by Gauss–Legendre quadrature in machine
/// numbers: with u = √a x and v = √b(ρx + κz) first over z, then over x, panels ending at the kinks. It shares nothing
/// with the package's own expectations.
struct NumericDual {
  let function, slope: @Sendable (Double) -> Double
  /// Where σ or σ′ is not smooth.
  let kinks: [Double]

  private static let reach = 9.0
  /// Nodes and weights of the rule with eight nodes on [−1, 1], from tables.
  private static let rule: [(Double, Double)] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_361_98),
    (0.525_532_409_916_328_99, 0.313_706_645_877_887_29),
    (0.796_666_477_413_626_74, 0.222_381_034_453_374_47),
    (0.960_289_856_497_536_23, 0.101_228_536_290_376_26),
  ].flatMap { [($0.0, $0.1), (-$0.0, $0.1)] }

  /// E[g(x)] for a standard Gaussian x.
  private static func expectation(_ kinks: [Double], _ g: (Double) -> Double) -> Double {
    let panels = 24
    let grid = (0...panels).map { reach * (2 * Double($0) / Double(panels) - 1) }
    let edges = (grid + kinks.filter { abs($0) < reach }).sorted()
    var sum = 0.0
    for (lower, upper) in zip(edges, edges.dropFirst()) where lower < upper {
      let (centre, half) = ((lower + upper) / 2, (upper - lower) / 2)
      for (node, weight) in rule {
        let x = centre + half * node
        sum += weight * half * g(x) * exp(-x * x / 2)
      }
    }
    return sum / (2 * Double.pi).squareRoot()
  }

  private func product(
    _ f: (Double) -> Double, _ a: Double, _ b: Double, _ c: Double
  ) -> Double {
    let (s, t) = (a.squareRoot(), b.squareRoot())
    let rho = max(-1, min(1, c / (s * t)))
    let rest = (1 - rho * rho).squareRoot()
    let outer = kinks.map { $0 / s }
    if rest < 1e-6 {
      let sign = rho < 0 ? -1.0 : 1.0
      return Self.expectation(outer + kinks.map { sign * $0 / t }) { f(s * $0) * f(sign * t * $0) }
    }
    return Self.expectation(outer) { x in
      let value = f(s * x)
      if value == 0 { return 0 }
      let inner = kinks.map { ($0 / t - rho * x) / rest }
      return value * Self.expectation(inner) { f(t * (rho * x + rest * $0)) }
    }
  }

  /// The same for enclosures of a, b and c, widened by what the quadrature and the widths may be wrong by in
  /// functions of moderate slope.
  var dual: ReferenceDual {
    func enclosed(_ arguments: [Interval], _ value: ([Double]) -> Double) -> Interval {
      let places = arguments.map { $0.midpoint.double(rounding: .nearestEven) }
      let widths = arguments.map { $0.width.double(rounding: .up) }.reduce(0, +)
      let error = Rational(exactly: 1e-7 + 20 * widths) ?? 1
      let middle = Rational(exactly: value(places)) ?? 0
      return Interval(
        lower: middle - error, upper: middle + error, precision: PairwiseComposition.precision)
    }
    func pair(_ f: @escaping (Double) -> Double) -> ReferenceDual.OfPair {
      { a, b, c, isSame in
        enclosed(isSame ? [a, a, a] : [a, b, c]) { product(f, $0[0], $0[1], $0[2]) }
      }
    }
    return ReferenceDual(
      kernel: pair(function), slope: pair(slope),
      mean: { a in
        enclosed([a]) { q in
          let root = q[0].squareRoot()
          return Self.expectation(kinks.map { $0 / root }) { function(root * $0) }
        }
      })
  }
}

extension NumericDual {
  /// Formulas as networks have them, with the same as code.
  static let formulas: [String: NumericDual] = [
    "\"u*tanh(log(1+exp(u)))\"": NumericDual(
      function: { $0 * tanh(log(1 + exp($0))) },
      slope: { u in
        let t = tanh(log(1 + exp(u)))
        return t + u * (1 - t * t) / (1 + exp(-u))
      }, kinks: []),
    "\"max(u-1/2,0)+u/3\"": NumericDual(
      function: { max($0 - 0.5, 0) + $0 / 3 }, slope: { ($0 > 0.5 ? 1 : 0) + 1.0 / 3 },
      kinks: [0.5]),
    "\"abs(u+1/4)-tanh(u)\"": NumericDual(
      function: { abs($0 + 0.25) - tanh($0) },
      slope: { ($0 > -0.25 ? 1 : -1) - 1 / (cosh($0) * cosh($0)) }, kinks: [-0.25]),
    "\"sin(2*u)+1/3\"": NumericDual(
      function: { sin(2 * $0) + 1.0 / 3 }, slope: { 2 * cos(2 * $0) }, kinks: []),
    "\"u/(1+exp(-u))\"": NumericDual(
      function: { $0 / (1 + exp(-$0)) },
      slope: { u in
        let s = 1 / (1 + exp(-u))
        return s + u * s * (1 - s)
      }, kinks: []),
    "tanh": NumericDual(
      function: { tanh($0) }, slope: { 1 / (cosh($0) * cosh($0)) }, kinks: []),
  ]
}
