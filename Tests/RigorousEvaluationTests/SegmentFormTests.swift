import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

@Suite struct SegmentFormTests {
  private static let precision = Precision(128)

  /// Concave functions are bounded below by their values at the ends, convex ones above; exactly, where
  /// both are 0.
  @Test func knownBounds() throws {
    let cases: [(text: String, ends: [Rational], lower: Rational?, upper: Rational?)] = [
      ("t*(1-t)", [0, 1], 0, nil), ("-t*(1-t)", [0, 1], nil, 0),
      ("t*(1-t)*exp(x)", [0, 1], 0, nil),
      ("t^2-t", [0, 1], nil, 0), ("f(t) - (1+t)/2", [-1, 1], nil, 0),
      ("(1+t)/2 - f(t)", [-1, 1], 0, nil), ("kappa(3,t) - (1+t)/2", [-1, 1], nil, 0),
    ]
    for (text, ends, lower, upper) in cases {
      let form = try #require(
        SegmentForm(try read(text), ["t", "x"], index: 0, ends: ends), "\(text)")
      let box = Box(lower: [ends[0], -1], upper: [ends[1], 1])
      let bounds = form.enclosure(on: box, precision: Self.precision)
      #expect(!bounds.isIndeterminate, "\(text)")
      #expect(bounds.lower.exactRational == lower, "\(text): \(bounds)")
      #expect(bounds.upper.exactRational == upper, "\(text): \(bounds)")
    }
  }

  /// Inside the interval the values at the ends of the box bound it: at ∓1/2 f(t) − (1+t)/2 is
  /// √3/(2π) + 1/3 − 3/4 = −0.141….
  @Test func facesAreTight() throws {
    let form = try #require(
      SegmentForm(try read("f(t) - (1+t)/2"), ["t"], index: 0, ends: [-1, 1]))
    let bounds = form.enclosure(
      on: Box(lower: [Rational(-1, 2)], upper: [Rational(1, 2)]), precision: Self.precision)
    let upper = try #require(bounds.upper.exactRational)
    #expect(upper > Rational(-142, 1000) && upper < Rational(-140, 1000))
  }

  /// The convexity of f, with all three variables moving.
  @Test func jensen() throws {
    let expression = try read("t*f(x)+(1-t)*f(y) - f(t*x+(1-t)*y)")
    let form = try #require(SegmentForm(expression, ["t", "x", "y"], index: 0, ends: [0, 1]))
    let bounds = form.enclosure(
      on: Box(lower: [0, -1, -1], upper: [1, 1, 1]), precision: Self.precision)
    #expect(bounds.lower.sign == 0 && !bounds.lower.isNaN)
    // In x no end of the interval makes it vanish.
    #expect(SegmentForm(expression, ["t", "x", "y"], index: 1, ends: [-1, 1]) == nil)
  }

  /// What bends both ways has no such bounds.
  @Test func noBounds() throws {
    for text in ["t*(1-t)*(t-1/2)", "t*(1-t)*x", "sin(7*t)", "t*|t-1/2|"] {
      let form = try #require(SegmentForm(try read(text), ["t", "x"], index: 0, ends: [0, 1]))
      let bounds = form.enclosure(
        on: Box(lower: [0, -1], upper: [1, 1]), precision: Self.precision)
      #expect(bounds.isIndeterminate, "\(text): \(bounds)")
    }
    #expect(SegmentForm(try read("1+t"), ["t"], index: 0, ends: [0, 1]) == nil)
  }

  /// Random functions that vanish at an end: every value on a box lies within the bounds.
  @Test(arguments: 0..<3) func randomFunctions(_ block: Int) {
    var failures = Failures()
    var bounded = 0
    let count = scaledCount(120)
    for case_ in 0..<count {
      let graph = ExpressionGraph()
      var random = RandomExpression(
        graph, variables: ["t", "x"], seed: UInt64(81_000 + 1000 * block + case_))
      let t = graph.variable("t")
      let cofactor = random.expression(depth: 1 + case_ % 2)
      var function = (t + 1) * cofactor
      if block == 1 { function = (1 - t) * function }
      if block == 2 {
        // 0 at t = −1; kernels of t bend most at the ends.
        function =
          t.applying(.kappa(1 + case_ % 3)) + random.rational() * ((t + 1) * graph.variable("x"))
      }
      guard let form = SegmentForm(function, ["t", "x"], index: 0, ends: [-1, 1]) else { continue }
      let signs = SampledSigns(function, ["t", "x"], bits: 300)
      var box = Box.random(variables: 2, &random.generator)
      if case_ % 2 == 0 { box.lower[0] = -1 }
      if case_ % 3 == 0 { box.upper[0] = 1 }
      let bounds = form.enclosure(on: box, precision: Self.precision)
      if bounds.isIndeterminate { continue }
      bounded += 1
      for _ in 0..<30 {
        let point = box.point(&random.generator)
        let value = signs.value(at: point)
        failures.check(
          value.isIndeterminate || bounds.overlaps(value),
          "\(function) at \(point): \(value), not in \(bounds)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(bounded > count / 10)
  }
}

@Suite struct SegmentSmoothnessTests {
  /// κ_n has n continuous derivatives on [−1, 1] and all inside.
  @Test(arguments: 0...4) func kernelsAreAsSmoothAsTheyAre(_ n: Int) throws {
    for argument in ["x", "x/2+1/3", "y*x-1/7", "kappa(5,x)", "-x"] {
      let expression = try read("3*kappa(\(n),\(argument)) - x^2")
      #expect(expression.isSmooth(along: "x", order: n + 1), "\(argument)")
      #expect(!expression.isSmooth(along: "x", order: n + 2), "\(argument)")
    }
  }

  /// What has a kink, a pole or a root on the way is not smooth; what does not move may have them.
  @Test func others() throws {
    for text in ["|x|", "1/x", "sqrt(x)", "f(x^2)", "f(|x|)", "x*|x-1/2|", "x^(3/2)", "acos(x)"] {
      #expect(!(try read(text)).isSmooth(along: "x", order: 1), "\(text)")
    }
    for text in ["|y|", "x/y", "sqrt(y)*x", "f(y^2)+x^3", "x*y*f(x)", "2"] {
      #expect(try read(text).isSmooth(along: "x", order: 2), "\(text)")
    }
  }

  /// The functions whose arguments are inside (−1, 1) where the segment is.
  @Test func innerFunctions() throws {
    let cases: [(text: String, inner: [String])] = [
      ("f(x)", ["f(x)"]), ("f(f(x))", ["f(x)", "f(f(x))"]), ("f(x/2+y)", ["f(x/2+y)"]),
      ("f(x*y)", []), ("f(y)", []), ("f(x)+f(y)+f(x*y)", ["f(x)"]), ("f(x^2)", []),
      ("f(f(x)/2+x)", ["f(x)"]), ("kappa(0,x)", []),
    ]
    for (text, inner) in cases {
      let graph = ExpressionGraph()
      let found = try read(text, graph).innerFunctions(along: "x")
      let expected = Set(try inner.map { try read($0, graph).id })
      if text == "kappa(0,x)" {
        #expect(found.isSubset(of: [try read(text, graph).id]))
      } else {
        #expect(found == expected, "\(text)")
      }
    }
  }
}
