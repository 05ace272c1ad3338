import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing

/// The closed forms derived anew, symbolically: each is the solution of an equation that follows from the
/// definition by Price's theorem, ∂E[F(u)G(v)]/∂c = E[F′(u)G′(v)], or by Stein's identity,
/// E[u·F(u, v)] = a·E[∂F/∂u] + c·E[∂F/∂v], with its value at c = 0, where u and v are independent.
@Suite struct DualEquationTests {
  private let graph = ExpressionGraph()
  private let a, b, c: Expression

  init() {
    (a, b, c) = (graph.variable("a"), graph.variable("b"), graph.variable("c"))
  }

  /// E[σ(u)σ(v)], E[σ′(u)σ′(v)] and E[σ(u)] for variables a, b, c.
  private struct Dual {
    let value, derivative: Expression
    let mean: (Expression) -> Expression
  }

  private func term(_ text: String) throws -> Expression {
    try TermReader(graph: graph, library: .kernels).read(text).expression.withoutAssertions
  }

  private func dual(_ name: String) throws -> Dual {
    let reference = try #require(ActivationReference(name))
    let activation = try reference.dual.get()
    return Dual(
      value: try term("dual(\(name); a, b, c)"),
      derivative: try term("dual_derivative(\(name); a, b, c)"),
      mean: { activation.mean(diagonal: $0, variance: 1) })
  }

  /// Whether two expressions are equal for a, b ≥ 0 wherever both are defined.
  private func areEqual(_ left: Expression, _ right: Expression) -> Bool {
    (left - right).provenRational(
      expanding: true, signs: ["a": .nonnegative, "b": .nonnegative])?.isZero == true
  }

  /// That E(0) = μ(a)μ(b).
  private func expectIndependence(_ dual: Dual, _ name: String) {
    #expect(
      areEqual(dual.value.substituting(["c": 0]), dual.mean(a) * dual.mean(b)), "\(name) at c = 0")
  }

  /// ∂E/∂c = E′ and E(0) = μ(a)μ(b) for every closed form; E′ itself is derived below.
  @Test(arguments: [
    "identity", "erf", "probit", "gelu", "sin(6/5, 3/10)", "sin(2, 0)", "sin(0, 1)", "cos(3/2, 1/4)",
    "cos(1, 0)", "exp(3/5)", "exp(-2)", "gaussian(-4/5)", "gaussian(-3)", "abrelu(-1, 1)",
    "abrelu(1/100, 1)", "abrelu(3, -2)", "abrelu(2, 2)", "rbf(3/7)", "polynomial(1/2, -1, 0, 1/3)",
    "polynomial(7)", "hermite(0)", "hermite(1)", "hermite(5)", "relu", "arc_cosine(2)",
    "arc_cosine(3)",
  ])
  func price(_ name: String) throws {
    let dual = try dual(name)
    #expect(areEqual(dual.value.derivative("c"), dual.derivative), "\(name)")
    expectIndependence(dual, name)
  }

  /// M = E[G], G = e^{β(u² + v²)}. By Stein E[uvG]·(1−2βa) = cM + 2βc·E[v²G] and
  /// E[v²G]·(1−2βb) = bM + 2βc·E[uvG], so that E[uvG] = cM/D with D = (1−2βa)(1−2βb) − 4β²c², and by Price
  /// ∂M/∂c = 4β²·E[uvG]. For one variable a·∂μ/∂a = β·E[u²e^{βu²}] = βaμ/(1−2βa), μ = 1 at a = 0.
  @Test(arguments: [Rational(-1), Rational(-1, 2), Rational(-7, 3)])
  func gaussian(_ beta: Rational) throws {
    let dual = try dual("gaussian(\(beta))")
    let (p, q) = (1 - 2 * beta * a, 1 - 2 * beta * b)
    let determinant = p * q - 4 * beta * beta * (c * c)
    let mixed = c * dual.value / determinant
    #expect(areEqual(dual.derivative, 4 * beta * beta * mixed))
    #expect(areEqual(dual.value.derivative("c"), 4 * beta * beta * mixed))
    expectIndependence(dual, "gaussian")
    let mean = dual.mean(a)
    #expect(areEqual(mean.derivative("a"), beta * (mean / p)))
    #expect(mean.substituting(["a": 0]).rationalValue == 1)
  }

  /// erf′ = (2/√π)e^{−u²} and Φ′ = e^{−u²/2}/√(2π).
  @Test func errorFunctions() throws {
    let (erf, probit) = (try dual("erf"), try dual("probit"))
    let (wide, narrow) = (try dual("gaussian(-1/2)"), try dual("gaussian(-1)"))
    #expect(areEqual(erf.derivative, 4 * narrow.value / graph.pi))
    #expect(areEqual(probit.derivative, wide.value / (2 * graph.pi)))
    #expect(erf.mean(a).isZero && probit.mean(a).rationalValue == Rational(1, 2))
    // Φ(u) = (1 + erf(u/√2))/2.
    let half = Rational(1, 2)
    let scaled = try term("dual(erf; a/2, b/2, c/2)")
    #expect(areEqual(probit.value, (1 + scaled) / 4))
    #expect(half * half == Rational(1, 4))
  }

  /// σ = uΦ, σ′ = Φ + uφ. With P = E[ΦΦ], g = E[φφ]: E[Φ(u)·vφ(v)] = cg/(1+b), E[uφ(u)·vφ(v)] = cg/δ², and
  /// E[u·(vΦ(u)Φ(v))] = a·E[φ(u)·vΦ(v)] + c·E[Φ(u)·σ′(v)] with E[φ(u)·vΦ(v)] = bg − c²g/(1+a).
  @Test func gelu() throws {
    let gelu = try dual("gelu")
    // The orthant probability, with asin(c/√((1+a)(1+b))) as the angle atan(c/δ) of the same triangle.
    let squared = (1 + a) * (1 + b) - c * c
    let orthant =
      (c * squared.power(Rational(-1, 2))).applying(.atan) / (2 * graph.pi) + Rational(1, 4)
    let density = try dual("gaussian(-1/2)").value / (2 * graph.pi)
    #expect(areEqual(orthant.derivative("c"), density))
    let slope =
      orthant + c * density / (1 + a) + c * density / (1 + b) + c * density / squared
    #expect(areEqual(gelu.derivative, slope))
    let mixed = b * density - c * c * density / (1 + a)
    let value = a * mixed + c * (orthant + c * density / (1 + b))
    #expect(areEqual(gelu.value, value))
    // E[uΦ(u)] = a·E[φ(u)].
    let peak = try dual("gaussian(-1/2)").mean(a) * (2 * graph.pi).power(Rational(-1, 2))
    #expect(areEqual(gelu.mean(a), a * peak))
  }

  /// σ″ = −β²σ, so that ∂²E/∂c² = β⁴E, with E(0) and ∂E/∂c(0) from the means of σ and σ′ = β·cos(βu + γ),
  /// which solve ∂μ/∂a = ½E[σ″] = −½β²μ from their values at a = 0.
  @Test(arguments: [(Rational(6, 5), Rational(3, 10)), (Rational(-2), Rational(0)), (1, -1)])
  func sinusoids(_ beta: Rational, _ gamma: Rational) throws {
    let (sine, cosine) = (try dual("sin(\(beta), \(gamma))"), try dual("cos(\(beta), \(gamma))"))
    let square = beta * beta
    for (name, dual, other) in [("sin", sine, cosine), ("cos", cosine, sine)] {
      let slope = dual.value.derivative("c")
      #expect(areEqual(slope.derivative("c"), square * square * dual.value), "\(name)″")
      #expect(areEqual(dual.derivative, square * other.value), "\(name)′")
      expectIndependence(dual, name)
      #expect(areEqual(slope.substituting(["c": 0]), square * (other.mean(a) * other.mean(b))))
      #expect(areEqual(dual.mean(a).derivative("a"), -square / 2 * dual.mean(a)))
    }
    let angle = graph.rational(gamma)
    #expect(areEqual(sine.mean(a).substituting(["a": 0]), angle.sine))
    #expect(areEqual(cosine.mean(a).substituting(["a": 0]), angle.cosine))
    // σ² + σ(shifted by a quarter)² = 1.
    #expect(areEqual(try term("dual(sin(2, 1); a, a, a) + dual(cos(2, 1); a, a, a)"), graph.integer(1)))
  }

  /// √2·sin(√(2γ)·u + π/4) = sin(√(2γ)·u) + cos(√(2γ)·u): σ″ = −2γσ.
  @Test(arguments: [Rational(1, 2), Rational(2), Rational(9, 5)])
  func gaussianKernel(_ gamma: Rational) throws {
    let dual = try dual("rbf(\(gamma))")
    let slope = dual.value.derivative("c")
    #expect(areEqual(slope.derivative("c"), 4 * gamma * gamma * dual.value))
    #expect(areEqual(dual.mean(a).derivative("a"), -gamma * dual.mean(a)))
    #expect(dual.mean(a).substituting(["a": 0]).rationalValue == 1)
    // σ′ = √(2γ)·(cos − sin), which has the mean that σ has, times √(2γ).
    #expect(areEqual(slope.substituting(["c": 0]), 2 * gamma * (dual.mean(a) * dual.mean(b))))
    if gamma == 2 {
      // Frequency 2: the sum of a sine, a cosine and, as they are even and odd, no cross term.
      let parts = try term("dual(sin(2, 0); a, b, c) + dual(cos(2, 0); a, b, c)")
      #expect(areEqual(dual.value, parts))
    }
  }

  /// σ′ = βσ, with ∂μ/∂a = ½β²μ and μ = 1 at a = 0.
  @Test(arguments: [Rational(3, 5), Rational(-2), Rational(0)])
  func exponential(_ beta: Rational) throws {
    let dual = try dual("exp(\(beta))")
    let square = beta * beta
    #expect(areEqual(dual.value.derivative("c"), square * dual.value))
    #expect(areEqual(dual.derivative, square * dual.value))
    #expect(areEqual(dual.mean(a).derivative("a"), square / 2 * dual.mean(a)))
    #expect(dual.mean(a).substituting(["a": 0]).rationalValue == 1)
    expectIndependence(dual, "exp")
  }

  /// sign′ is twice a point mass at 0: ∂E/∂c is four times the density of (u, v) at 0.
  @Test func sign() throws {
    let value = try term("dual(sign; a, b, c)")
    let density = (a * b - c * c).power(Rational(-1, 2)) / (2 * graph.pi)
    #expect(areEqual(value.derivative("c"), 4 * density))
    #expect(value.substituting(["c": 0]).provenRational(expanding: true)?.isZero == true)
  }

  /// σ′ = (α + β)/2 + (β − α)/2·sign; the step function is (1 + sign)/2.
  @Test(arguments: [(Rational(-1), Rational(1)), (Rational(1, 100), 1), (3, -2), (2, 2), (0, 1)])
  func twoSlopes(_ alpha: Rational, _ beta: Rational) throws {
    let dual = try dual("abrelu(\(alpha), \(beta))")
    let sign = try term("dual(sign; a, b, c)")
    let (middle, half) = ((alpha + beta) / 2, (beta - alpha) / 2)
    #expect(areEqual(dual.derivative, half * half * sign + middle * middle))
    #expect(areEqual(try term("dual(arc_cosine(0); a, b, c)"), (1 + sign) / 4))
    #expect(areEqual(dual.value.derivative("c"), dual.derivative))
    expectIndependence(dual, "abrelu")
    // E|u| = √(2a/π).
    let magnitude = (2 * a / graph.pi).squareRoot
    #expect(areEqual(dual.mean(a), half * magnitude))
  }

  @Test func reluFamily() throws {
    #expect(
      areEqual(
        try term("dual(abrelu(0, 1); a, b, c)"), try term("dual(relu; a, b, c)")))
    #expect(
      areEqual(
        try term("dual_derivative(abrelu(0, 1); a, b, c)"),
        try term("dual_derivative(relu; a, b, c)")))
    #expect(areEqual(try term("dual(arc_cosine(1); a, b, c)"), try term("dual(relu; a, b, c)")))
    #expect(areEqual(try term("dual(abrelu(1, 1); a, b, c)"), c))
  }
}
