import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

@Suite struct DiagonalExpansionTests {
  private static let precision = Precision(128)
  private static let names = ["x", "y"]

  private static func expansion(_ expression: Expression, weight: Rational) -> DiagonalExpansion? {
    DiagonalExpansion(expression, names, pair: (0, 1), weight: weight)
  }

  /// The order of contact, and the signs above (y > x) and below the diagonal.
  @Test func knownContacts() throws {
    let cases: [(text: String, order: Int, above: Int, below: Int)] = [
      ("(y-x)^2", 2, 1, 1), ("(y-x)^3", 3, 1, -1), ("x - y", 1, -1, 1), ("-(x-y)^4", 4, -1, -1),
      ("(y-x)*(3+x*y)", 1, 1, -1), ("exp(x) - exp(y)", 1, -1, 1),
      ("(exp(x)+exp(y))/2 - exp((x+y)/2)", 2, 1, 1),
      ("(x^2+2*y^2)/3 - ((x+2*y)/3)^2", 2, 1, 1),
    ]
    let box = Box(
      lower: [Rational(-1, 4), Rational(-1, 8)], upper: [Rational(1, 4), Rational(1, 3)])
    for (text, order, above, below) in cases {
      let expression = try read(text)
      for weight in [0, 1, Rational(1, 2), Rational(1, 3)] as [Rational] {
        let found = try #require(Self.expansion(expression, weight: weight), "\(text)")
        #expect(found.order == order, "\(text)")
        let signs = [true, false].map {
          found.values(on: box, above: $0, precision: Self.precision).sign
        }
        #expect(signs == [above, below], "\(text) with \(weight)")
      }
    }
  }

  /// A convexity difference of a kernel function, whose second derivatives are unbounded at ±1: its sign
  /// shows without evaluation, on the whole square.
  @Test func kernels() throws {
    let square = Box(lower: [-1, -1], upper: [1, 1])
    for text in ["(f(x)+f(y))/2 - f((x+y)/2)", "(kappa(2,x)+kappa(2,y))/2 - kappa(2,(x+y)/2)"] {
      let expression = try read(text)
      let claims = DiagonalExpansion.weights(in: expression, Self.names, pair: (0, 1)).compactMap {
        Self.expansion(expression, weight: $0)?
          .values(on: square, above: true, precision: Self.precision).sign
      }
      #expect(!claims.isEmpty && claims.allSatisfy { $0 == 1 }, "\(text)")
    }
  }

  @Test func noContact() throws {
    for text in ["x^2 - y", "x + y", "x*y", "(x-y)^5", "x - x", "|x| + |y|", "1"] {
      for weight in [0, 1, Rational(1, 2)] as [Rational] {
        #expect(Self.expansion(try read(text), weight: weight) == nil, "\(text)")
      }
    }
  }

  /// The weights that keep an argument a·x + b·y: a/(a + b), for coefficients of one sign alone.
  @Test func weights() throws {
    let expression = try read("f(x/3+2*y/3) + f(x-y) + f(-x/4-y/4) + exp(3*x+y)")
    let weights = DiagonalExpansion.weights(in: expression, Self.names, pair: (0, 1))
    #expect(Set(weights) == [0, 1, Rational(1, 2), Rational(1, 3), Rational(3, 4)])
  }

  /// (y − x)ᵏ·(a + bx + cy) on boxes of every place: the derivative has often another sign in the box
  /// than on the way to it from the diagonal, which is what counts.
  @Test(arguments: [1, 0, Rational(1, 2), Rational(1, 4)] as [Rational])
  func wholeWay(_ weight: Rational) {
    var generator = SplitMix64(seed: 4)
    var failures = Failures()
    var claimed = 0
    func random() -> Rational { Rational(Int.random(in: -4...4, using: &generator)) }
    for case_ in 0..<scaledCount(300) {
      let graph = ExpressionGraph()
      let (x, y) = (graph.variable("x"), graph.variable("y"))
      let (a, b, c) = (random(), random(), random())
      let power = 1 + case_ % 3
      let function = (y - x).power(Rational(power)) * (b * x + c * y + a)
      guard let found = Self.expansion(function, weight: weight) else { continue }
      let box = Box.random(variables: 2, &generator)
      for above in [true, false] {
        let known = found.values(on: box, above: above, precision: Self.precision).knownSign
        if known == .unknown { continue }
        for _ in 0..<20 {
          let point = box.point(&generator)
          guard above ? point[1] > point[0] : point[1] < point[0] else { continue }
          claimed += 1
          let value =
            (point[1] - point[0]).power(power) * (a + b * point[0] + c * point[1])
          failures.check(
            known.allows(value.signum), "\(function) at \(point), weight \(weight): \(known)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claimed > 500)
  }

  /// Random functions that vanish on the diagonal: what is claimed of one side holds there.
  @Test(arguments: 0..<4) func randomContacts(_ block: Int) {
    var failures = Failures()
    var claimed = 0
    let weight = ([1, 0, Rational(1, 2), Rational(1, 3)] as [Rational])[block]
    let count = scaledCount(80)
    for case_ in 0..<count {
      let graph = ExpressionGraph()
      var random = RandomExpression(
        graph, variables: Self.names, seed: UInt64(52_000 + 1000 * block + case_))
      let (x, y) = (graph.variable("x"), graph.variable("y"))
      let function: Expression
      if case_ % 2 == 0 {
        function =
          (y - x).power(Rational(1 + case_ / 2 % 3))
          * (random.expression(depth: 2) + random.rational())
      } else {
        var single = RandomExpression(graph, variables: ["x"], seed: UInt64(60_000 + case_))
        let g = single.expression(depth: 2)
        let mean = weight * x + (1 - weight) * y
        function =
          weight * g + (1 - weight) * g.substituting(["x": y]) - g.substituting(["x": mean])
      }
      guard let found = Self.expansion(function, weight: weight) else { continue }
      let box = Box.random(variables: 2, &random.generator)
      let signs = SampledSigns(function, Self.names)
      for above in [true, false] {
        let known = found.values(on: box, above: above, precision: Self.precision).knownSign
        if known == .unknown { continue }
        claimed += 1
        for _ in 0..<30 {
          let point = box.point(&random.generator)
          guard above ? point[1] > point[0] : point[1] < point[0] else { continue }
          failures.check(
            signs.sign(at: point).map { known.allows($0) } ?? true,
            "\(function) at \(point), weight \(weight): \(known)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claimed > count / 10)
  }
}
