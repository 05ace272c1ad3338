import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// What evaluation claims of whole boxes, against exact values at many points of them.
@Suite struct BoxFormTests {
  private static let precision = Precision(96)

  private static func read(_ text: String) throws -> Expression {
    try TermReader(graph: ExpressionGraph(), library: .kernels).read(text).expression
  }

  private static func box(_ generator: inout SplitMix64, variables: Int) -> Box {
    let sides = (0..<variables).map { _ in
      let denominator = [1, 2, 3, 8, 1000].randomElement(using: &generator) ?? 1
      return (0..<2).map { _ in
        Rational(
          Integer(Int.random(in: -denominator...denominator, using: &generator)),
          Integer(denominator))
      }.sorted()
    }
    return Box(lower: sides.map { $0[0] }, upper: sides.map { $0[1] })
  }

  /// Corners, midpoints and random points of a box.
  private static func points(
    of box: Box, _ generator: inout SplitMix64
  ) -> [[Rational]] {
    (0..<30).map { _ in
      box.lower.indices.map { index in
        let place =
          [0, 1, 8, 15, 16, Int.random(in: 0...16, using: &generator)]
          .randomElement(using: &generator) ?? 0
        return box.lower[index] + (box.upper[index] - box.lower[index]) * Rational(place) / 16
      }
    }
  }

  /// Polynomials: the exact value at every point lies in both enclosures; those of a polynomial that
  /// is linear in each variable end at values at corners.
  @Test func polynomials() {
    var failures = Failures()
    var generator = SplitMix64(seed: 1)
    for seed in 0..<UInt64(scaledCount(100)) {
      let graph = ExpressionGraph()
      var random = RandomExpression(graph, variables: ["x", "y"], seed: seed)
      let expression = random.polynomial(depth: 3)
      guard expression.provenRational() == nil,
        !graph.reachable(from: [expression.id]).contains(where: { graph[$0] == .pi })
      else {
        continue
      }
      let function = BoxFunction(expression, variables: ["x", "y"])
      let box = Self.box(&generator, variables: 2)
      let enclosures = [
        function.naturalEnclosure(on: box, precision: Self.precision),
        function.derivativeEnclosure(on: box, precision: Self.precision),
      ]
      for point in Self.points(of: box, &generator) {
        let value = expression.instance(["x": point[0], "y": point[1]])?.provenRational(
          expanding: true)
        failures.check(
          value.map { value in enclosures.allSatisfy { $0.contains(value) } } ?? false,
          "seed \(seed) at \(point) in \(box)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func cornersOfMultilinearPolynomialsAreExact() throws {
    let function = BoxFunction(try Self.read("t*x + (1-t)*y"), variables: ["t", "x", "y"])
    let range = function.naturalEnclosure(
      on: Box(lower: [0, Rational(-1, 2), Rational(-1, 4)], upper: [1, 1, 1]),
      precision: Self.precision)
    #expect(range.lower.exactRational == Rational(-1, 2))
    #expect(range.upper.exactRational == 1)
  }

  /// Functions with kinks, poles and infinite slopes: enclosures by derivatives contain the enclosures
  /// at points.
  @Test(arguments: [
    "abs(x)*abs(y)", "abs(x - y) + abs(x + y/3)", "sqrt(x^2)*y", "f(x)*kappa(0,y)",
    "kappa(0,x) - kappa(0,y)^2", "acos(x)*asin(y)", "f(x*y)/(3 + x)", "exp(x)*sin(5*y)",
    "f((x+y)/2) - f(x)/2 - f(y)/2", "abs(f(x) - 1/2)^3", "kappa(3,x)^2*(x - y)",
  ]) func derivativeForms(text: String) throws {
    var generator = SplitMix64(seed: 7)
    var failures = Failures()
    let function = BoxFunction(try Self.read(text), variables: ["x", "y"])
    for _ in 0..<scaledCount(15) {
      let box = Self.box(&generator, variables: 2)
      let enclosure = function.derivativeEnclosure(on: box, precision: Self.precision)
      for point in Self.points(of: box, &generator) where !enclosure.isIndeterminate {
        let value = function.naturalEnclosure(
          on: Box(lower: point, upper: point), precision: Precision(160))
        failures.check(
          value.isIndeterminate || enclosure.overlaps(value), "\(text) at \(point) in \(box)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The sign that an expansion at an end claims is that of the function at points of the interval.
  @Test(arguments: [
    "f(x) - x", "f(f(x)) - f(x)", "1 - kappa(2,x)", "kappa(2,x) - kappa(3,x)", "acos(x)",
    "sqrt(1 - x^2) - 1 + abs(x)", "(f(x) - x)/(1 - x)", "1/(1-x) - f(x)", "x*(1 - f(x))",
    "kappa(0,x) - f(x)", "abs(x - 1/3)*(1 - x)", "f(-x)*(x-1/2)", "asin(x) - x", "log(2 - x)",
  ]) func expansions(text: String) throws {
    var generator = SplitMix64(seed: 11)
    var failures = Failures()
    var claims = 0
    let expression = try Self.read(text)
    let function = BoxFunction(expression, variables: ["x"])
    for _ in 0..<scaledCount(12) {
      let width = Rational(1).scaled(byPowerOfTwo: -Int.random(in: -1...12, using: &generator))
      let ends: [(Rational, Rational, Bool)] = [
        (1 - width, 1, true), (-1, width - 1, false), (0, width / 2, false), (-width / 2, 0, true),
      ]
      guard let (low, high, fromUpper) = ends.randomElement(using: &generator),
        var expansions = try? ContactExpansions(
          in: "x", lower: low, upper: high, fromUpper: fromUpper,
          terms: Int.random(in: 2...6, using: &generator), precision: Self.precision,
          constants: SeriesConstants(expression.graph)),
        let expansion = try? expansions.contact(of: expression)
      else { continue }
      claims += 1
      for step in 1..<32 {
        let point = low + (high - low) * Rational(step) / 32
        let sign = function.naturalEnclosure(
          on: Box(lower: [point], upper: [point]), precision: Precision(200)
        ).sign
        failures.check(sign == nil || sign == expansion.sign, "\(text) at \(point)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claims > 0)
  }

  /// The sign by algebra is that of the values; zeros of divisors are zeros.
  @Test(arguments: [
    "f(x)^2 - f(x) + 1/4", "f(x)^2 - f(x) + 1/5", "(x + 1/2)*(f(x)^2 - f(x) + 1/4)",
    "8*f(x)^3 - 4*f(x)^2 - 2*f(x) + 1", "f(x)^2 - sqrt(2)*f(x) + 1/2",
    "x^2*y^2 - 2*x*y*f(x) + f(x)^2", "x^2 + x*y + y^2", "x^2 + 3*x*y + y^2",
    "1/(f(x)^2 - f(x) + 1)", "y*f(x)^2 - y*f(x) + y/4", "f(x)^4 - f(x)^2/2 + 1/16",
  ]) func algebra(text: String) throws {
    var generator = SplitMix64(seed: 5)
    var failures = Failures()
    let expression = try Self.read(text)
    let algebra = try #require(AlgebraicSign(expression, ["x", "y"]))
    let function = BoxFunction(expression, variables: ["x", "y"])
    for _ in 0..<scaledCount(12) {
      let box = Self.box(&generator, variables: 2)
      let claim = algebra.sign(on: box, precision: Self.precision).enclosure(Self.precision)
      for point in Self.points(of: box, &generator) {
        let value = function.naturalEnclosure(
          on: Box(lower: point, upper: point), precision: Precision(160))
        // Only the sign of a claim counts.
        let isPossible =
          claim.lower.sign > 0
          ? value.upper.sign > 0
          : claim.upper.sign < 0
            ? value.lower.sign < 0
            : claim.lower.isZero
              ? value.upper.sign >= 0 : claim.upper.isZero ? value.lower.sign <= 0 : true
        failures.check(value.isIndeterminate || isPossible, "\(text) at \(point) in \(box)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Nothing is claimed where a variable is constant along the way to the diagonal.
  @Test func diagonals() throws {
    let variables = ["x", "y"]
    let box = Box(lower: [-1, -1], upper: [1, 1])
    func signs(_ text: String, _ weight: Rational) throws -> [Int]? {
      let expression = try Self.read(text)
      let expansion = DiagonalExpansion(
        expression, variables, pair: (first: 0, second: 1), weight: weight)
      return expansion.map { expansion in
        [false, true].map { above in
          let values = expansion.values(on: box, above: above, precision: Self.precision)
          return values.lower.sign > 0
            ? 2
            : values.upper.sign < 0 ? -2 : values.lower.isZero ? 1 : values.upper.isZero ? -1 : 0
        }
      }
    }
    #expect(try signs("f(y) - f(x)", 1) == [-2, 2])
    #expect(try signs("f(y) - f(x)", 0) == [-2, 2])
    #expect(try signs("f(x) + f(y) - 2*f((x+y)/2)", Rational(1, 2)) == [2, 2])
    #expect(try signs("f(x) + 2*f(y) - 3*f((x+2*y)/3)", Rational(1, 3)) == [2, 2])
    // At x = −1 the difference is 0: no strict claim.
    #expect(try signs("(y - x)*f(x)", 1) == [-1, 1])
    #expect(try signs("x*y - x^2", 1) == [0, 0])
    #expect(try signs("f(x) - f(y) + 1/10^30", 1) == nil)
    // A kink on the way, and one on the diagonal.
    #expect(try signs("abs(x)*y - abs(x)*x", 0) == [0, 0])
    #expect(try signs("sqrt((x - y)^2)", 1) == [0, 0])
  }
}
