import ExactArithmetic
import IntervalArithmetic
import Synchronization

/// The nodes and weights of Gauss–Hermite quadrature for E[F(z)], z ~ N(0, 1), enclosed: exact for
/// polynomials of degree 2n − 1.
struct GaussHermiteRule: Sendable {
  /// The roots of He_n.
  let nodes: [Interval]
  /// (n − 1)!/(n He_{n−1}(z)²) at each node z.
  let weights: [Interval]

  private struct Key: Hashable {
    let count: Int
    let precision: Precision
  }
  private static let made = Mutex<[Key: GaussHermiteRule]>([:])

  /// The rule with `count` nodes, an even number, enclosed to about `precision`.
  static func rule(_ count: Int, precision: Precision) -> GaussHermiteRule {
    let key = Key(count: count, precision: precision)
    if let known = made.withLock({ $0[key] }) { return known }
    let rule = GaussHermiteRule(count: count, precision: precision)
    made.withLock { made in
      if made.count >= 16 { made.removeAll() }
      made[key] = rule
    }
    return rule
  }

  private init(count: Int, precision: Precision) {
    precondition(count.isMultiple(of: 2), "an even number of nodes")
    let half = GaussHermiteRule.approximateRoots(count).map {
      GaussHermiteRule.root(near: $0, count, precision)
    }
    nodes = half.reversed().map { -$0 } + half
    precondition(
      nodes.count == count && zip(nodes, nodes.dropFirst()).allSatisfy { $0.upper < $1.lower },
      "GaussHermiteRule: the roots are not told apart")
    let factorial = (1..<count).reduce(Interval(1, precision: precision)) {
      $0.scaled(by: Rational($1))
    }
    weights = nodes.map { z in
      let previous = GaussHermiteRule.hermite(count, at: z).previous
      return factorial / previous.squared.scaled(by: Rational(count))
    }
  }

  /// He_n and He_{n−1}, by He_{k+1} = z He_k − k He_{k−1}.
  private static func hermite(_ count: Int, at z: Interval) -> (value: Interval, previous: Interval)
  {
    var (previous, value) = (Interval(1, precision: z.precision), z)
    for k in 1..<count {
      (previous, value) = (value, z * value - previous.scaled(by: Rational(k)))
    }
    return (value, previous)
  }

  /// The positive roots in machine numbers, increasing: between those of lower degree.
  private static func approximateRoots(_ count: Int) -> [Double] {
    func value(_ degree: Int, _ z: Double) -> Double {
      // Of orthonormal polynomials: no overflow.
      var (previous, value) = (1.0, z)
      for k in 1..<degree {
        (previous, value) = (
          value,
          (z * value - Double(k).squareRoot() * previous) / Double(k + 1).squareRoot()
        )
      }
      return value
    }
    var roots: [Double] = [0]
    for degree in 2...count {
      let largest = (4 * Double(degree) + 4).squareRoot()
      let edges = (degree.isMultiple(of: 2) ? [0] + roots.filter { $0 > 0 } : roots) + [largest]
      var next: [Double] = degree.isMultiple(of: 2) ? [] : [0]
      for (lower, upper) in zip(edges, edges.dropFirst()) {
        if !degree.isMultiple(of: 2) && lower == 0 && upper == edges[1] && roots.first != 0 {
          continue
        }
        var (low, high) = (lower, upper)
        let sign = value(degree, high) > 0
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if (value(degree, middle) > 0) == sign { high = middle } else { low = middle }
        }
        next.append((low + high) / 2)
      }
      roots = next
    }
    return roots
  }

  /// The root near a number: Newton's method, then one step of interval Newton, which proves that exactly
  /// one root is in what it returns. He_n′ = n He_{n−1}.
  private static func root(near start: Double, _ count: Int, _ precision: Precision) -> Interval {
    let working = Precision(precision.bits + 6 * count + 64)
    let size = Rational(1).scaled(byPowerOfTwo: -precision.bits - 16)
    var x = BigFloat(start, precision: working, rounding: .nearestEven)
    func step(at point: Interval, _ slope: Interval) -> Interval {
      point - hermite(count, at: point).value / slope.scaled(by: Rational(count))
    }
    var bits = 32
    while bits < 2 * (precision.bits + 32) {
      let point = Interval(x)
      x = step(at: point, hermite(count, at: point).previous).midpoint
      bits *= 2
    }
    let around = Interval(x) + Interval(lower: -size, upper: size, precision: working)
    let image = step(at: Interval(x), hermite(count, at: around).previous)
    precondition(
      around.lower < image.lower && image.upper < around.upper,
      "GaussHermiteRule: a root is not isolated")
    return image.rounded(to: Precision(precision.bits + 16))
  }
}
