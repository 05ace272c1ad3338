import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// Composition in numbers, straight from the definition: every node a combination of atoms with
/// coefficients that are functions of the input, every pair of atoms looked at on its own. It shares
/// interval arithmetic with the package, and nothing of the symbolic composition.
struct PairwiseComposition {
  static let precision = Precision(192)

  /// A symmetric matrix of two inputs.
  struct Pair {
    var ii, jj, ij: Interval

    init(_ entry: (_ i: Bool, _ j: Bool) -> Interval) {
      (ii, jj, ij) = (entry(true, true), entry(false, false), entry(true, false))
    }

    init(ii: Interval, jj: Interval, ij: Interval) { (self.ii, self.jj, self.ij) = (ii, jj, ij) }

    subscript(isFirst: Bool, isSecondFirst: Bool) -> Interval {
      isFirst != isSecondFirst ? ij : isFirst ? ii : jj
    }

    var isZero: Bool { [ii, jj, ij].allSatisfy { $0.isPoint && $0.contains(0 as Rational) } }
  }

  /// A function of one input at the two.
  struct Values {
    var i, j: Interval
    subscript(isFirst: Bool) -> Interval { isFirst ? i : j }
    init(_ value: (_ i: Bool) -> Interval) { (i, j) = (value(true), value(false)) }
  }

  private struct Atom {
    let kernel, tangent: Pair
    let mean: Values
  }

  /// K and T of the output, and its mean.
  private(set) var kernel: Pair
  private(set) var tangent: Pair
  private(set) var mean: Values

  static func number(_ value: Rational) -> Interval { Interval(value, precision: precision) }

  init(_ network: NetworkGraph, inputs: Pair, means: Values, rule: PropagationRule) {
    let (zero, one) = (Self.number(0), Self.number(1))
    let nothing = Pair { _, _ in zero }
    let noMean = Values { _ in zero }
    // Atom 0 is the input, atom 1 the constant.
    var atoms = [
      Atom(kernel: inputs, tangent: nothing, mean: rule == .exact ? means : noMean),
      Atom(
        kernel: Pair { _, _ in one }, tangent: nothing,
        mean: rule == .exact ? Values { _ in one } : noMean),
    ]
    var nodes: [[Int: Values]?] = Array(repeating: nil, count: network.nodeCount)

    func kernel(_ node: [Int: Values]) -> Pair {
      Pair { i, j in
        var sum = zero
        for (a, c) in node {
          for (b, d) in node where a == b || rule != .varianceOnly {
            let product = a == b ? atoms[a].kernel[i, j] : atoms[a].mean[i] * atoms[b].mean[j]
            sum = sum + c[i] * d[j] * product
          }
        }
        return sum
      }
    }
    func tangent(_ node: [Int: Values]) -> Pair {
      Pair { i, j in
        node.reduce(zero) { $0 + $1.value[i] * $1.value[j] * atoms[$1.key].tangent[i, j] }
      }
    }
    func mean(_ node: [Int: Values]) -> Values {
      Values { i in node.reduce(zero) { $0 + $1.value[i] * atoms[$1.key].mean[i] } }
    }

    for node in 0..<network.nodeCount {
      var sum: [Int: Values] = node == network.input ? [0: Values { _ in one }] : [:]
      var isReached = node == network.input
      for edge in network.incomingEdges(node) {
        guard let source = nodes[edge.source] else { continue }
        isReached = true
        switch edge.operation {
        case .skip(let scale) where rule == .varianceOnly:
          // Not one feature that arrives twice, but two.
          atoms.append(Self.copy(kernel(source), tangent(source), scale))
          sum[atoms.count - 1] = Values { _ in one }
        case .skip(let scale):
          for (atom, c) in source {
            let old = sum[atom] ?? noMean
            sum[atom] = Values { i in old[i] + Self.number(scale) * c[i] }
          }
        case .parameterised(let layer):
          guard let dual = ReferenceDual(layer.activation) else { preconditionFailure("no dual") }
          func affine(_ k: Pair, _ b: Rational) -> Pair {
            Pair { i, j in Self.number(layer.weightVariance) * k[i, j] + Self.number(b) }
          }
          let c = Self.number(layer.variance)
          let (k, t) = (kernel(source), tangent(source))
          let a = affine(k, layer.biasVariance)
          if a.isZero { continue }
          let slopes = Pair { i, j in c * dual.slope(a[i, i], a[j, j], a[i, j], i == j) }
          let whole = Pair { i, j in a[i, j] + Self.number(layer.weightVariance) * t[i, j] }
          atoms.append(
            Atom(
              kernel: Pair { i, j in c * dual.kernel(a[i, i], a[j, j], a[i, j], i == j) },
              tangent: Pair { i, j in slopes[i, j] * whole[i, j] },
              mean: rule == .exact
                ? Values { i in c.squareRoot * dual.mean(a[i, i]) } : noMean))
          sum[atoms.count - 1] = Values { _ in one }
        }
      }
      guard isReached else { continue }
      if let epsilon = network.normalizations[node] {
        let (k, m) = (kernel(sum), mean(sum))
        let root = Values { i in (k[i, i] - m[i] * m[i] + Self.number(epsilon)).squareRoot }
        let old = sum[1] ?? noMean
        sum[1] = Values { i in old[i] - m[i] }
        sum = sum.mapValues { c in Values { i in c[i] / root[i] } }
      }
      nodes[node] = sum
    }
    let output = nodes[network.output] ?? [:]
    (self.kernel, self.tangent, self.mean) = (kernel(output), tangent(output), mean(output))
  }

  private static func copy(_ kernel: Pair, _ tangent: Pair, _ scale: Rational) -> Atom {
    let square = number(scale * scale)
    return Atom(
      kernel: Pair { i, j in square * kernel[i, j] },
      tangent: Pair { i, j in square * tangent[i, j] }, mean: Values { _ in number(0) })
  }
}

/// Dual activations by their textbook formulas, or by quadrature in machine numbers (`NumericDual`): E[σ(u)σ(v)], E[σ′(u)σ′(v)] and E[σ(u)] for variances a, b
/// and covariance c; `isSame` says that u = v.
struct ReferenceDual {
  typealias OfPair = (_ a: Interval, _ b: Interval, _ c: Interval, _ isSame: Bool) -> Interval
  let kernel: OfPair
  let slope: OfPair
  let mean: (Interval) -> Interval

  private static func n(_ value: Rational) -> Interval { PairwiseComposition.number(value) }
  private static var pi: Interval { Interval.pi(precision: PairwiseComposition.precision) }

  /// c/√(ab) as an angle.
  private static func angle(_ a: Interval, _ b: Interval, _ c: Interval, _ isSame: Bool) -> Interval
  {
    if isSame { return n(0) }
    let whole = Interval(-1, precision: c.precision).hull(with: n(1))
    return ((c / (a * b).squareRoot).intersection(whole) ?? whole).arccosine
  }

  init(kernel: @escaping OfPair, slope: @escaping OfPair, mean: @escaping (Interval) -> Interval) {
    (self.kernel, self.slope, self.mean) = (kernel, slope, mean)
  }

  init?(_ activation: ActivationReference) {
    if let numeric = NumericDual.formulas[activation.termText] {
      self = numeric.dual
      return
    }
    let p = activation.parameters.map(Self.n)
    let (n, pi) = (Self.n, Self.pi)
    switch (activation.name, activation.arcCosineOrder) {
    case ("identity", _):
      kernel = { _, _, c, _ in c }
      slope = { _, _, _, _ in n(1) }
      mean = { _ in n(0) }
    case (_, 0):
      kernel = { (pi - Self.angle($0, $1, $2, $3)) / (n(2) * pi) }
      slope = { _, _, _, _ in n(0) }
      mean = { _ in n(Rational(1, 2)) }
    case (_, 1):
      kernel = { a, b, c, isSame in
        let t = Self.angle(a, b, c, isSame)
        let j1: Interval = t.sine + (pi - t) * t.cosine
        return (a * b).squareRoot * j1 / (n(2) * pi)
      }
      slope = { (pi - Self.angle($0, $1, $2, $3)) / (n(2) * pi) }
      mean = { ($0 / (n(2) * pi)).squareRoot }
    case (_, 2):
      kernel = { a, b, c, isSame in
        let t = Self.angle(a, b, c, isSame)
        let second: Interval = n(1) + n(2) * t.cosine * t.cosine
        let j2: Interval = n(3) * t.sine * t.cosine + (pi - t) * second
        return a * b * j2 / (n(2) * pi)
      }
      slope = { a, b, c, isSame in
        let t = Self.angle(a, b, c, isSame)
        let j1: Interval = t.sine + (pi - t) * t.cosine
        return n(4) * (a * b).squareRoot * j1 / (n(2) * pi)
      }
      mean = { $0 / n(2) }
    case ("erf", _):
      kernel = { a, b, c, _ in
        let p: Interval = (n(1) + n(2) * a) * (n(1) + n(2) * b)
        let d: Interval = p.squareRoot
        let sine: Interval = n(2) * c / d
        return n(2) * sine.arcsine / pi
      }
      slope = { a, b, c, _ in
        let p: Interval = (n(1) + n(2) * a) * (n(1) + n(2) * b)
        let square: Interval = p - n(4) * c * c
        return n(4) / (pi * square.squareRoot)
      }
      mean = { _ in n(0) }
    case ("gelu", _):
      kernel = { a, b, c, _ in
        let p1: Interval = (n(1) + a) * (n(1) + b)
        let delta: Interval = (p1 - c * c).squareRoot
        let alpha: Interval = Interval.atan2(c, delta)
        let fraction: Interval = (c * c + a * b * delta * delta) / (p1 * delta)
        return c / n(4) + (c * alpha + fraction) / (n(2) * pi)
      }
      slope = { a, b, c, _ in
        let p1: Interval = (n(1) + a) * (n(1) + b)
        let square: Interval = p1 - c * c
        let delta: Interval = square.squareRoot
        let rest: Interval = n(1) / square + (n(1) - a * b) / p1 + n(1)
        let angle: Interval = Interval.atan2(c, delta) / (n(2) * pi)
        return n(Rational(1, 4)) + angle + c * rest / (n(2) * pi * delta)
      }
      mean = { a in a / (n(2) * pi * (n(1) + a)).squareRoot }
    case ("sin", _):
      func parts(_ a: Interval, _ b: Interval, _ c: Interval) -> (Interval, Interval) {
        let s: Interval = (a + b) / n(2)
        let square: Interval = p[0] * p[0]
        let phase: Interval = (n(2) * p[1]).cosine
        return ((square * (c - s)).exponential, phase * (n(0) - square * (c + s)).exponential)
      }
      kernel = { a, b, c, _ in
        let (x, y) = parts(a, b, c)
        return (x - y) / n(2)
      }
      slope = { a, b, c, _ in
        let (x, y) = parts(a, b, c)
        return p[0] * p[0] * (x + y) / n(2)
      }
      mean = { a in
        let exponent: Interval = n(0) - p[0] * p[0] * a / n(2)
        return p[1].sine * exponent.exponential
      }
    case ("gaussian", _):
      func determinant(_ a: Interval, _ b: Interval, _ c: Interval) -> Interval {
        let product: Interval = (n(1) - n(2) * p[0] * a) * (n(1) - n(2) * p[0] * b)
        return product - n(4) * p[0] * p[0] * c * c
      }
      kernel = { a, b, c, _ in n(1) / determinant(a, b, c).squareRoot }
      slope = { a, b, c, _ in
        let d = determinant(a, b, c)
        let factor: Interval = n(4) * p[0] * p[0] * c
        return factor / (d * d.squareRoot)
      }
      mean = { a in n(1) / (n(1) - n(2) * p[0] * a).squareRoot }
    case ("abrelu", _):
      func slopes(_ a: Interval, _ b: Interval, _ c: Interval, _ isSame: Bool) -> Interval {
        let difference: Interval = p[0] - p[1]
        let squares: Interval = p[0] * p[0] + p[1] * p[1]
        let angle = Self.angle(a, b, c, isSame)
        return squares / n(2) - difference * difference * angle / (n(2) * pi)
      }
      slope = slopes
      kernel = { a, b, c, isSame in
        let difference: Interval = p[0] - p[1]
        let t = Self.angle(a, b, c, isSame)
        let first: Interval = difference * difference * (a * b).squareRoot * t.sine
        return first / (n(2) * pi) + c * slopes(a, b, c, isSame)
      }
      mean = { a in (p[1] - p[0]) * (a / (n(2) * pi)).squareRoot }
    default: return nil
    }
  }
}
