import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

private let precision = Precision(160)

@Suite struct DerivationTests {
  @Test(arguments: 0...40) func derivationsAgree(order: Int) {
    let recurrence = ArcCosineDerivation.angular(order: order, by: .differentialRecurrence)
    let integral = ArcCosineDerivation.angular(order: order, by: .gaussianIntegral)
    #expect(recurrence == integral)
    let derivation = ArcCosineDerivation(order: order)
    #expect(derivation.angular == recurrence)
    // J_n(0) = π (2n−1)!!
    let doubleFactorial = stride(from: 2 * order - 1, to: 1, by: -2).reduce(Integer(1)) {
      $0 * Integer($1)
    }
    #expect(derivation.angular.valueAtZero == [0, Rational(doubleFactorial)])
    #expect(derivation.normalization == Rational(doubleFactorial))
  }

  /// κ_n from the values of κ₀ and κ₁ is κ_n.
  @Test(arguments: 2...12) func combinationOfLowOrders(order: Int) throws {
    let combination = try #require(FunctionDefinition.kappa(order).arcCosineCombination)
    let rho = ExpressionGraph().variable("rho")
    let low = (0...1).map { ArcCosineDerivation(order: $0).normalizedKernel(rho) }
    let difference =
      combination(rho, low[0], low[1]) - ArcCosineDerivation(order: order).normalizedKernel(rho)
    #expect(difference.multipliedOut().isZero)
  }

  /// Equations as they are printed for the first orders.
  @Test func firstOrders() {
    let (s, c, w) = (AngularPolynomial.sine, AngularPolynomial.cosine, AngularPolynomial.complement)
    let two = AngularPolynomial.constant(2)
    let three = AngularPolynomial.constant(3)
    #expect(ArcCosineDerivation(order: 0).angular == w)
    #expect(ArcCosineDerivation(order: 1).angular == s + w * c)
    #expect(
      ArcCosineDerivation(order: 2).angular
        == three * s * c + w * (AngularPolynomial.constant(1) + two * c * c))
    #expect(s * s + c * c == .constant(1))
    #expect((s * c * w).derivative == (c * c - s * s) * w - s * c)
  }

  /// The definition J_n = (−1)ⁿ s^(2n+1) ((1/s) d/dθ)ⁿ [(π − θ)/s], by symbolic differentiation.
  @Test(arguments: 0...6) func definition(order n: Int) {
    let graph = ExpressionGraph()
    let theta = graph.variable("theta")
    var function = (graph.pi - theta) / theta.sine
    for _ in 0..<n { function = function.derivative("theta") / theta.sine }
    let sign = Rational(n % 2 == 0 ? 1 : -1)
    let definition = sign * (theta.sine.power(Rational(2 * n + 1)) * function)
    let derived = ArcCosineDerivation(order: n).angularFunction(theta)
    let program = Program([definition, derived], inputs: ["theta"])
    for k in 1...15 {
      let values = program.evaluate(
        [Interval(Rational(Integer(k), 5), precision: precision)], precision: precision)
      #expect(values[0].overlaps(values[1]), "θ = \(k)/5")
      #expect(values[1].relativeAccuracyBits > 100)
    }
  }

  /// 2·E[φ_n(u)φ_n(v)] = J_n/π by the midpoint rule with its error bound, in polar coordinates
  /// u = r cos ψ, v = r cos(ψ − θ): the radial integral ∫ r^(2n+1) e^(−r²/2) dr is 2ⁿ n!.
  @Test(arguments: [(0, 1), (1, 1), (1, 3), (2, 2), (3, 3), (4, 1), (5, 2), (6, 1)])
  func quadrature(order n: Int, quarter: Int) throws {
    // θ = quarter·π/4.
    let theta = Interval.pi(precision: precision).scaled(by: Rational(Integer(quarter), 4))
    let low = theta - Interval.pi(precision: precision).scaled(by: Rational(1, 2))
    let length = Interval.pi(precision: precision) - theta
    let count = 1000
    let step = length.scaled(by: Rational(1, Integer(count)))
    var sum = Interval(0, precision: precision)
    for k in 0..<count {
      let psi = low + step.scaled(by: Rational(Integer(2 * k + 1), 2))
      sum = sum + (psi.cosine * (psi - theta).cosine).power(n)
    }
    // F = Gⁿ with G = cos ψ cos(ψ−θ), |G| ≤ 1, |G′| ≤ 1, |G″| ≤ 2, so |F″| ≤ n² + n.
    let error = (length * step.squared).scaled(by: Rational(Integer(n * n + n), 24))
    let integral = sum * step + Interval(lower: error.upper.negated, upper: error.upper)
    let factorial = (1...max(n, 1)).reduce(Integer(1)) { $0 * Integer($1) }
    let quadrature = integral.scaled(
      by: Rational(Integer(2).power(UInt(n)) * factorial))
    // J_n = 2π E = 2ⁿ n! ∫ F.
    let graph = ExpressionGraph()
    let angle = graph.variable("theta")
    let program = Program(
      [ArcCosineDerivation(order: n).angularFunction(angle)], inputs: ["theta"])
    let value = program.evaluate([theta], precision: precision)[0]
    #expect(quadrature.contains(value))
    #expect(quadrature.relativeAccuracyBits > 8)
  }

  @Test(.enabled(if: ReferenceData.hasOracle("arc_cosine"), "\(ReferenceData.advice)"))
  func referenceValues() throws {
    struct Row: Decodable {
      let n: Int
      let rho: String
      let kappa: String
    }
    let rows = try ReferenceData.rows("arc_cosine", as: Row.self)
    #expect(rows.count > 20)
    let graph = ExpressionGraph()
    for row in rows {
      let rho = graph.rational(try #require(Rational(row.rho)))
      let value = try Evaluator(digits: 65).decimal(rho.applying(.kappa(row.n)))
      #expect(agrees(value, withPrinted: row.kappa), "κ_\(row.n)(\(row.rho)) = \(value)")
    }
  }
}

@Suite struct KappaTests {
  @Test(arguments: 0...12) func ends(order: Int) {
    let graph = ExpressionGraph()
    let kappa = FunctionSymbol.kappa(order)
    #expect(graph.integer(1).applying(kappa).rationalValue == 1)
    #expect(graph.integer(-1).applying(kappa).rationalValue == 0)
    // κ_n(0) = J_n(π/2)/J_n(0), a rational number or a rational multiple of 1/π.
    let middle = graph.integer(0).applying(kappa)
    #expect(
      order % 2 == 0 ? middle.rationalValue != nil : (middle * graph.pi).rationalValue != nil)
  }

  /// What the definition promises of κ_n: range, monotonicity, Lipschitz constant, angle form.
  @Test(arguments: 0...6) func propertiesHold(order: Int) throws {
    let definition = FunctionDefinition.kappa(order)
    let graph = ExpressionGraph()
    let rho = graph.variable("rho")
    let program = Program(
      [rho.applying(.defined(definition)), definition.definition(rho)], inputs: ["rho"])
    var previous: (argument: Rational, value: Interval)?
    for k in -20...20 {
      let point = Rational(Integer(k), 20)
      let values = program.evaluate(
        [Interval(point, precision: precision)], precision: precision)
      #expect(values[0].overlaps(values[1]))
      #expect(values[0].isLess(than: Interval(0, precision: precision)) == .no)
      if let previous {
        #expect(previous.value.isLess(than: values[0]) == .yes)
        if let slope = definition.lipschitzConstant {
          let bound = Interval(slope * (point - previous.argument), precision: precision)
          #expect((values[0] - previous.value).isLess(than: bound) == .yes)
        }
      }
      previous = (point, values[0])
    }
    let form = try #require(definition.angleForm)
    let angle = graph.variable("t")
    let pair = Program([form(angle), angle.cosine.applying(.defined(definition))], inputs: ["t"])
    for k in 1...15 {
      let values = pair.evaluate(
        [Interval(Rational(Integer(k), 5), precision: precision)], precision: precision)
      #expect(values[0].overlaps(values[1]), "t = \(k)/5")
    }
  }

  @Test func functionsAreEqualByOrder() {
    #expect(FunctionSymbol.kappa(3) == FunctionSymbol.kappa(3))
    #expect(FunctionSymbol.kappa(3) != FunctionSymbol.kappa(4))
    #expect(FunctionLibrary.kernels["f"] != nil)
    #expect(FunctionLibrary.kernels.suggestion(for: "kapa") == "kappa")
  }

  @Test func kernelsByNumber() throws {
    let library = FunctionLibrary.kernels
    for order in [0, 1, 9, 10, 400] {
      let family = try #require(library["kappa\(order)"])
      #expect(family.parameters == 0)
      #expect(family.member([]) == .kappa(order))
      #expect(library.names.contains("kappa\(order)"))
    }
    for name in ["kappa401", "kappa01", "kappa-1", "kappa1x", "kappa²", "kappa1.", "1", "f1", ""] {
      #expect(library[name] == nil, "\(name)")
    }
    #expect(library.names.count == Set(library.names).count)
    #expect(library.suggestion(for: "kapa39") == "kappa39")
    #expect(library.suggestion(for: "kappa39x") == "kappa39")
    #expect(library.misspelt("kappa401") == "kappa101")
  }
}
