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
    let activation = try ActivationReference.reading(name.replacing("\"", with: "")).get().dual
      .get()
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
    "identity", "erf", "probit", "gelu", "sin(6/5, 3/10)", "sin(2, 0)", "sin(0, 1)",
    "cos(3/2, 1/4)",
    "cos(1, 0)", "exp(3/5)", "exp(-2)", "gaussian(-4/5)", "gaussian(-3)", "abrelu(-1, 1)",
    "abrelu(1/100, 1)", "abrelu(3, -2)", "abrelu(2, 2)", "rbf(3/7)", "polynomial(1/2, -1, 0, 1/3)",
    "gabor(-1, 1, 0)", "gabor(-1/3, 2, 0)", "\"3 - 2*erf(u/2)\"", "\"1/2 + exp(-3*u)/7\"",
    "\"1 - 2*sin(u + 1)\"",
    "polynomial(7)", "hermite(0)", "hermite(1)", "hermite(5)", "relu", "arc_cosine(2)",
    "arc_cosine(3)",
  ])
  func price(_ name: String) throws {
    let dual = try dual(name)
    #expect(areEqual(dual.value.derivative("c"), dual.derivative), "\(name)")
    expectIndependence(dual, name)
  }

  /// Whether two terms are equal for a, b ≥ 0 wherever both are defined.
  private func areEqual(_ left: Expression, _ right: String) throws -> Bool {
    areEqual(left, try term(right))
  }

  /// M = E[G], G = e^{β(u² + v²)}. By Stein E[uvG]·(1−2βa) = cM + 2βc·E[v²G] and
  /// E[v²G]·(1−2βb) = bM + 2βc·E[uvG], so that E[uvG] = cM/D with D = (1−2βa)(1−2βb) − 4β²c², and by Price
  /// ∂M/∂c = 4β²·E[uvG]. For one variable a·∂μ/∂a = β·E[u²e^{βu²}] = βaμ/(1−2βa), μ = 1 at a = 0.
  @Test(arguments: ["-1", "-1/2", "-7/3"]) func gaussian(_ beta: String) throws {
    let dual = try dual("gaussian(\(beta))")
    let value = "dual(gaussian(\(beta)); a, b, c)"
    let determinant = "((1 - 2*(\(beta))*a)*(1 - 2*(\(beta))*b) - 4*(\(beta))^2*c^2)"
    let mixed = "4*(\(beta))^2*c*\(value)/\(determinant)"
    #expect(try areEqual(dual.derivative, mixed))
    #expect(try areEqual(dual.value.derivative("c"), mixed))
    expectIndependence(dual, "gaussian")
    let mean = dual.mean(a)
    #expect(
      try areEqual(
        mean.derivative("a"), "\(beta)*dual_mean(gaussian(\(beta)); a)/(1 - 2*(\(beta))*a)"))
    #expect(mean.substituting(["a": 0]).rationalValue == 1)
  }

  /// erf′ = (2/√π)e^{−u²}, Φ′ = e^{−u²/2}/√(2π), and Φ(u) = (1 + erf(u/√2))/2.
  @Test func errorFunctions() throws {
    let (erf, probit) = (try dual("erf"), try dual("probit"))
    #expect(try areEqual(erf.derivative, "4/pi*dual(gaussian(-1); a, b, c)"))
    #expect(try areEqual(probit.derivative, "dual(gaussian(-1/2); a, b, c)/(2*pi)"))
    #expect(erf.mean(a).isZero && probit.mean(a).rationalValue == Rational(1, 2))
    #expect(try areEqual(probit.value, "(1 + dual(erf; a/2, b/2, c/2))/4"))
  }

  /// σ = uΦ, σ′ = Φ + uφ. With P = E[ΦΦ], g = E[φφ]: E[Φ(u)·vφ(v)] = cg/(1+b), E[uφ(u)·vφ(v)] = cg/δ², and
  /// E[u·(vΦ(u)Φ(v))] = a·E[φ(u)·vΦ(v)] + c·E[Φ(u)·σ′(v)] with E[φ(u)·vΦ(v)] = bg − c²g/(1+a).
  @Test func gelu() throws {
    let gelu = try dual("gelu")
    let squared = "((1 + a)*(1 + b) - c^2)"
    // P with the angle in the form in which the normal forms find it in GELU's kernel.
    let orthant = "(1/4 + atan(c/sqrt(\(squared)))/(2*pi))"
    let density = "(dual(gaussian(-1/2); a, b, c)/(2*pi))"
    let slope = try term(orthant).derivative("c")
    #expect(try areEqual(slope, density))
    #expect(try areEqual(slope, "dual_derivative(probit; a, b, c)"))
    #expect(try areEqual(term(orthant).substituting(["c": 0]), "dual(probit; a, b, 0)"))
    #expect(
      try areEqual(
        gelu.derivative,
        "\(orthant) + c*\(density)/(1 + a) + c*\(density)/(1 + b) + c*\(density)/\(squared)"))
    #expect(
      try areEqual(
        gelu.value,
        "a*(b*\(density) - c^2*\(density)/(1 + a)) + c*(\(orthant) + c*\(density)/(1 + b))"))
    // E[uΦ(u)] = a·E[φ(u)].
    #expect(try areEqual(gelu.mean(a), "a*dual_mean(gaussian(-1/2); a)/sqrt(2*pi)"))
  }

  /// σ″ = −β²σ, so that ∂²E/∂c² = β⁴E, with E(0) and ∂E/∂c(0) from the means of σ and σ′ = β·cos(βu + γ),
  /// which solve ∂μ/∂a = ½E[σ″] = −½β²μ from their values at a = 0.
  @Test(arguments: [["1/2", "3/10"], ["-2", "0"], ["1", "-1"]])
  func sinusoids(_ parameters: [String]) throws {
    let (beta, gamma) = (parameters[0], parameters[1])
    let (sin, cos) = ("sin(\(beta), \(gamma))", "cos(\(beta), \(gamma))")
    let square = "(\(beta))^2"
    for (name, other) in [(sin, cos), (cos, sin)] {
      let dual = try dual(name)
      let slope = dual.value.derivative("c")
      #expect(try areEqual(slope.derivative("c"), "(\(beta))^4*dual(\(name); a, b, c)"))
      #expect(try areEqual(dual.derivative, "\(square)*dual(\(other); a, b, c)"))
      expectIndependence(dual, name)
      #expect(
        try areEqual(
          slope.substituting(["c": 0]),
          "\(square)*dual_mean(\(other); a)*dual_mean(\(other); b)"))
      #expect(
        try areEqual(dual.mean(a).derivative("a"), "-\(square)/2*dual_mean(\(name); a)"))
    }
    #expect(try areEqual(term("dual_mean(\(sin); 0)"), "sin(\(gamma))"))
    #expect(try areEqual(term("dual_mean(\(cos); 0)"), "cos(\(gamma))"))
    // sin² + cos² = 1.
    #expect(try areEqual(term("dual(\(sin); a, a, a) + dual(\(cos); a, a, a)"), "1"))
  }

  /// σ = √2·sin(√(2γ)·u + π/4) = sin(√(2γ)·u) + cos(√(2γ)·u), so that σ″ = −2γσ, and σ′ has the mean of
  /// √(2γ)·σ.
  @Test(arguments: ["1/2", "2", "9/5"]) func gaussianKernel(_ gamma: String) throws {
    let dual = try dual("rbf(\(gamma))")
    let slope = dual.value.derivative("c")
    #expect(try areEqual(slope.derivative("c"), "4*(\(gamma))^2*dual(rbf(\(gamma)); a, b, c)"))
    #expect(
      try areEqual(dual.mean(a).derivative("a"), "-(\(gamma))*dual_mean(rbf(\(gamma)); a)"))
    #expect(dual.mean(a).substituting(["a": 0]).rationalValue == 1)
    #expect(
      try areEqual(
        slope.substituting(["c": 0]),
        "2*(\(gamma))*dual_mean(rbf(\(gamma)); a)*dual_mean(rbf(\(gamma)); b)"))
    if gamma == "2" {
      // Frequency 2: odd and even parts are uncorrelated.
      #expect(
        try areEqual(dual.value, "dual(sin(2, 0); a, b, c) + dual(cos(2, 0); a, b, c)"))
    }
  }

  /// σ′ = βσ, with ∂μ/∂a = ½β²μ and μ = 1 at a = 0.
  @Test(arguments: ["3/5", "-2", "0"]) func exponential(_ beta: String) throws {
    let dual = try dual("exp(\(beta))")
    let scaled = "(\(beta))^2*dual(exp(\(beta)); a, b, c)"
    #expect(try areEqual(dual.value.derivative("c"), scaled))
    #expect(try areEqual(dual.derivative, scaled))
    let mean = dual.mean(a)
    #expect(try areEqual(mean.derivative("a"), "(\(beta))^2/2*dual_mean(exp(\(beta)); a)"))
    #expect(mean.substituting(["a": 0]).rationalValue == 1)
    expectIndependence(dual, "exp")
  }

  /// sign′ is twice a point mass at 0: ∂E/∂c is four times the density of (u, v) at 0.
  @Test func sign() throws {
    let value = try term("dual(sign; a, b, c)")
    #expect(try areEqual(value.derivative("c"), "2/(pi*sqrt(a*b - c^2))"))
    #expect(try areEqual(value.substituting(["c": 0]), "0"))
  }

  /// σ′ = (α + β)/2 + (β − α)/2·sign, the step function is (1 + sign)/2, and E|u| = √(2a/π).
  @Test(arguments: [["-1", "1"], ["1/100", "1"], ["3", "-2"], ["2", "2"], ["0", "1"]])
  func twoSlopes(_ slopes: [String]) throws {
    let (middle, half) = ("(\(slopes[0]) + \(slopes[1]))/2", "(\(slopes[1]) - (\(slopes[0])))/2")
    let dual = try dual("abrelu(\(slopes[0]), \(slopes[1]))")
    #expect(
      try areEqual(dual.derivative, "(\(half))^2*dual(sign; a, b, c) + (\(middle))^2"))
    #expect(areEqual(dual.value.derivative("c"), dual.derivative))
    expectIndependence(dual, "abrelu")
    #expect(try areEqual(dual.mean(a), "\(half)*sqrt(2*a/pi)"))
  }

  /// With σ and κ the sine and the cosine under the envelope, P = κκ̃ − εσσ̃ = e^{β(u²+v²)}·cos(ω(u + εv) + …)
  /// and Q the same with the sine, for ε = ±1: by Stein
  /// E[uQ](1−2βa) − 2βc·E[vQ] = ω(a + εc)E[P], E[vQ](1−2βb) − 2βc·E[uQ] = ω(εb + c)E[P],
  /// E[uvP](1−2βa) − 2βc·E[v²P] = c·E[P] − ω(a + εc)E[vQ] and E[v²P](1−2βb) − 2βc·E[uvP] = b·E[P] −
  /// ω(εb + c)E[vQ]; and κ′κ̃′ − εσ′σ̃′ = 4β²uvP − 2βω(εu + v)Q − εω²P.
  @Test(arguments: [["-1", "1", "0"], ["-1/2", "2", "3/10"]])
  func gabor(_ parameters: [String]) throws {
    let (beta, omega, gamma) = (parameters[0], parameters[1], parameters[2])
    let sine = "gabor(\(beta), \(omega), \(gamma))"
    let cosine = "\"exp((\(beta))*u^2)*cos(\(omega)*u + \(gamma))\""
    let (s, t) = ("(1 - 2*(\(beta))*a)", "(1 - 2*(\(beta))*b)")
    let r = "2*(\(beta))*c"
    let determinant = "(\(s)*\(t) - (\(r))^2)"
    for epsilon in ["1", "(-1)"] {
      func combined(_ head: String) -> String {
        "(\(head)(\(cosine); a, b, c) - \(epsilon)*\(head)(\(sine); a, b, c))"
      }
      let p = combined("dual")
      let (m, n) = ("\(omega)*(a + \(epsilon)*c)", "\(omega)*(\(epsilon)*b + c)")
      let uq = "(\(m)*\(t) + \(r)*\(n))/\(determinant)"
      let vq = "(\(n)*\(s) + \(r)*\(m))/\(determinant)"
      let uvp = "(\(t)*(c - \(m)*\(vq)) + \(r)*(b - \(n)*\(vq)))/\(determinant)"
      let slope =
        "\(p)*(4*(\(beta))^2*\(uvp) - 2*(\(beta))*\(omega)*(\(epsilon)*\(uq) + \(vq)) "
        + "- \(epsilon)*\(omega)^2)"
      #expect(try areEqual(term(combined("dual_derivative")), slope))
      #expect(try areEqual(term(p).derivative("c"), slope))
    }
    // ∂μ/∂a = E[uσ′]/(2a), E[uσ′](1−2βa) = 2βaμ + ωE[uκ] and E[uκ](1−2βa) = −aωμ; κ likewise.
    for name in [sine, cosine] {
      // E(0) and μ(a)μ(b) are equal at a = 0, and their logarithms grow alike.
      let dual = try dual(name)
      let (value, mean) = (dual.value.substituting(["c": 0]), dual.mean(a))
      #expect(areEqual(value.derivative("a") * mean, value * mean.derivative("a")))
      #expect(
        areEqual(value.substituting(["a": 0]), mean.substituting(["a": 0]) * dual.mean(b)))
      #expect(
        try areEqual(
          mean.derivative("a"),
          "dual_mean(\(name); a)*(2*(\(beta)) - \(omega)^2/\(s))/(2*\(s))"))
    }
    #expect(try areEqual(term("dual_mean(\(sine); 0)"), "sin(\(gamma))"))
    #expect(try areEqual(term("dual_mean(\(cosine); 0)"), "cos(\(gamma))"))
    // Without waves it is the Gaussian.
    #expect(
      try areEqual(
        term("dual(\"exp(-u^2)*cos(0*u)\"; a, b, c)"), "dual(gaussian(-1); a, b, c)"))
  }

  /// α·τ(βu) + γ, multiplied out.
  @Test func multiplesWithConstants() throws {
    #expect(
      try areEqual(
        term("dual(\"3 - 2*erf(u/2)\"; a, b, c)"), "9 + 4*dual(erf; a/4, b/4, c/4)"))
    #expect(
      try areEqual(
        term("dual_derivative(\"3 - 2*erf(u/2)\"; a, b, c)"),
        "dual_derivative(erf; a/4, b/4, c/4)"))
    let (exp, point) = ("exp(-3)", "a, b, c")
    #expect(
      try areEqual(
        term("dual(\"1/2 + exp(-3*u)/7\"; \(point))"),
        "1/4 + (dual_mean(\(exp); a) + dual_mean(\(exp); b))/14 + dual(\(exp); \(point))/49"))
    #expect(
      try areEqual(term("dual_mean(\"1/2 + exp(-3*u)/7\"; a)"), "1/2 + dual_mean(\(exp); a)/7"))
  }

  /// Families that meet.
  @Test(arguments: [
    ("dual(arc_cosine(0); a, b, c)", "(1 + dual(sign; a, b, c))/4"),
    ("dual(abrelu(0, 1); a, b, c)", "dual(relu; a, b, c)"),
    ("dual_derivative(abrelu(0, 1); a, b, c)", "dual_derivative(relu; a, b, c)"),
    ("dual_mean(abrelu(0, 1); a)", "dual_mean(relu; a)"),
    ("dual(arc_cosine(1); a, b, c)", "dual(relu; a, b, c)"), ("dual(abrelu(1, 1); a, b, c)", "c"),
    ("dual(polynomial(0, 1); a, b, c)", "dual(identity; a, b, c)"),
    ("dual(hermite(1); a, b, c)", "c"), ("dual(exp(0); a, b, c)", "1"),
    ("dual(relu; a, b, c) - dual(relu; a, b, -c)", "c/2"),
    ("dual(relu; 4*a, 9*b, 6*c)", "6*dual(relu; a, b, c)"),
    ("dual(arc_cosine(2); a, b, c) + dual(arc_cosine(2); a, b, -c)", "a*b/2 + c^2"),
  ])
  func familiesMeet(_ left: String, _ right: String) throws {
    #expect(try areEqual(term(left), right))
  }
}
