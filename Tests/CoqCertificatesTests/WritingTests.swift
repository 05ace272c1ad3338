import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import Statements
import SymbolicExpressions
import Testing

@testable import CoqCertificates

/// The text of the files; Scripts/check-proofs has Coq check files like these.
@Suite("Coq files")
struct WritingTests {
  /// A certificate as the prover would give it, as far as files for Coq depend on it.
  func certificate(
    _ statement: String, _ verdict: Verdict, _ evidence: Certificate.Evidence,
    networks: [String] = []
  ) -> Certificate {
    Certificate(
      statement: statement, verdict: verdict,
      cases: [Certificate.Case(networks: networks, evidence: evidence)])
  }

  func file(
    _ source: String, _ verdict: Verdict = .proved,
    _ evidence: Certificate.Evidence = .cover([]), networks: [String] = []
  ) throws -> String {
    try CoqStatement(try Statement(source)).file(
      for: certificate(source, verdict, evidence, networks: networks))
  }

  /// The text without line breaks and doubled spaces.
  func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func saysTheStatementInBothForms() throws {
    let text = flat(
      try file("forall x in [-1/2, 1/3]: 2*f(x) + 1 > abs(x) - pi and not sqrt(x^2) = 7"))
    #expect(
      text.contains(
        "(And (Greater (Add (Mul (Rat 2 1) (Kappa1 (Var 0))) (Rat 1 1)) (Sub (Abs (Var 0)) Pi)) "
          + "(Not (Equal (Sqrt (Pow (Var 0) 2)) (Rat 7 1))))"))
    #expect(
      text.contains(
        "forall x : R, ((-1) / 2) <= x <= (1 / 3) -> (((2 * (kappa1 x)) + 1) > ((Rabs x) - PI)) "
          + "/\\ (~ ((sqrt (x ^ 2)) = 7))."))
    #expect(text.contains("(Closed (-1) 2) (Closed 1 3) pieces = true."))
  }

  @Test func definesNetworksOnce() throws {
    let source =
      "forall r in [0,1): Kii(\"2_21_112\", r, exact) > lambda2(\"2_21_112\", f(r), variance-only)"
    let text = flat(try file(source))
    #expect(
      text.contains(
        "Definition net_1 : network := [[Param]; [Param; Skip]; [Skip; Skip; Param]]."))
    #expect(!text.contains("net_2"))
    #expect(
      text.contains("(exact_pair net_1 x 0%nat 0%nat) > (lambda2 (variance_pair net_1 (kappa1 x)))")
    )
  }

  @Test func refutesByThePoint() throws {
    let source = "forall x in (-1,1): f(x) > 1/2"
    let text = flat(try file(source, .refuted, .point([Rational(-1, 4)], Precision(64))))
    #expect(
      text.contains(
        "Std.check_point (StdFloat.PtoP 60) false statement (Open (-1) 1) (Open 1 1) (-1) 4 = true."
      ))
    #expect(
      text.contains("Theorem certified : ~ (forall x : R, (-1) < x < 1 -> (kappa1 x) > (1 / 2))."))
  }

  @Test func namesTheDecidingNetwork() throws {
    let source =
      "forall dag in complete(2) where connected, rho in [-1,1): Kii(dag, rho, exact) = paths(dag)"
    let text = flat(
      try file(source, .refuted, .point([0], Precision(64)), networks: ["1_11"]))
    #expect(text.contains("Definition net_1 : network := [[Skip]; [Skip; Skip]]."))
    #expect(
      text.contains(
        "~ forall dag : network, well_formed dag -> length dag = 2%nat -> connected dag -> "
          + "(forall x : R, (-1) <= x < 1 -> (exact_pair dag x 0%nat 0%nat) = "
          + "(INR (path_count dag)))."))
  }

  /// Comments of Coq nest.
  @Test func commentsStayClosed() throws {
    let text = try file("forall x in [0,1]: 2*(-x) <= 3*(1)*f(x)")
    let opening = text.ranges(of: "(*").count
    #expect(opening == text.ranges(of: "*)").count)
  }

  @Test(arguments: [
    "forall x in [-1,1]: exists y in [-1,1]: f(x) <= f(y)",
    "forall x in [-1,1]: kappa(65, x) <= 1",
    "forall x in [0,1]: x^(1/3) <= 1",
    "forall r in [0,1): lambda2(\"2_21_112\", r^2, exact) > 0",
    "forall r in [0,1): mean(\"2_21_112\", r, exact) > 0",
    "forall k in 1..201: k > 0",
    "forall x in [0,1]: d(d(x^3, x)*x, x) >= 0",
    "forall x in [0,1]: d(lambda2(chain(2), x, exact), x) >= 0",
    "forall x in [0,1]: iterate(Kij(chain(1), t, exact), t: x, 2) >= 0",
    "forall k in 1..21: exists a in 1..10: a <= k",
    "forall r in [0,2): lambda2(\"2_21_112\", r/2, exact) >= 0",
    "forall a in complete(2), b in complete(2): paths(a) < paths(b) + 9",
  ])
  func saysWhatHasNoForm(_ source: String) throws {
    let statement = try Statement(source)
    #expect(throws: SyntaxError.self) { try CoqStatement(statement) }
  }

  /// Decided, but not by the checker of the Coq library.
  @Test(arguments: [
    "forall x in [-1,1]: (x - 1/3)^2 >= 0 and x^2 + 1/9 >= 2*x/3",
    "forall x in [-1,1]: f(x) = f(-x) + x",
  ])
  func givesUpWhereTheCheckerWould(_ source: String) throws {
    #expect(throws: CoqCertificateError.self) { try file(source) }
  }

  /// The certificate's own cover, rule by rule, for the checker of several variables.
  @Test func takesCoversOfFormat2() throws {
    let source = "forall x in [-1,1], y in [0,2): 4*x*y <= (x+y)^2"
    let text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case
      form 0 (x - y)^2
      cover
      split 1 1/2
      natural 64
      diagonal 120 2 0 1 1/3
      end

      """
    var proof = certificate(source, .proved, .cover([]))
    proof.text = text
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains(
        "Definition ranges : domain := [((Closed (-1) 1), (Closed 1 1)); ((Closed 0 1), (Open 2 1))]."
      ))
    #expect(written.contains("hints : list expr := [(Square (Sub (Var 0) (Var 1)))]."))
    #expect(
      written.contains("(Split 1 1 2 (Leaf 3 [Natural]) (Leaf 3 [Natural; Along {| order := 2;"))
    #expect(
      written.contains("direction := [(Rat (-2) 3); (Rat 1 3)]; parameter := (Sub (Var 1) (Var 0))")
    )
    #expect(
      written.contains("Boxes.Fast.check (StdFloat.PtoP 140) true statement ranges hints evidence"))
    #expect(
      written.contains(
        "forall x : R, (-1) <= x <= 1 -> forall y : R, 0 <= y < 2 -> ((4 * x) * y) <= ((x + y) ^ 2)."
      ))
  }

  /// Products whose factors have signs, all weights of a diagonal at once, rays, and ends along one variable.
  @Test func takesFactorsWeightsRaysAndEnds() throws {
    let source = "forall x in [0,1], y in [0,1]: x*y - x - y + 1 >= 0"
    var proof = certificate(source, .proved, .cover([]))
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case
      factors 0 (1 - x)*(1 - y)
      cover
      split 0 1/2
      diagonal 96 1 0 1 1 0
      split 1 1/2
      ray 96 1 3/4 1/4
      upper 96 1 1
      end

      """
    let statement = try CoqStatement(try Statement(source))
    let written = flat(try statement.file(for: proof))
    #expect(
      written.contains(
        "hints : list expr := [(Mul (Sub (Rat 1 1) (Var 0)) (Sub (Rat 1 1) (Var 1)))]."))
    #expect(
      written.contains("[Natural; Along_any Plain [{| order := 1; center := [(Add (Mul (Rat 1 1)"))
    #expect(written.contains("; Along_any By_factors [{| order := 1;"))
    #expect(written.contains("[Natural; Factored {| order := 1; center := [(Rat 3 4); (Rat 1 4)];"))
    #expect(
      written.contains(
        "Expand 1 true false 6; "
          + "Factored {| order := 1; center := [(Var 0); (Rat 1 1)]; direction := [(Rat 0 1); "
          + "(Rat 1 1)]; parameter := (Sub (Var 1) (Rat 1 1)) |}"))
    // From both ends of the other variable's interval.
    for end in [0, 1] {
      #expect(
        written.contains(
          "Along {| order := 1; center := [(Rat \(end) 1); (Var 1)]; direction := [(Rat 1 1); "
            + "(Rat 0 1)]; parameter := (Sub (Var 0) (Rat \(end) 1)) |}"))
    }
    #expect(
      written.contains("Boxes.Fast.for_all (StdFloat.PtoP 70) statement ranges hints evidence"))
    // The arguments of functions are not compared in Coq.
    proof.text = proof.text?.replacing("factors 0", with: "inverse 0")
    #expect(throws: CoqCertificateError.self) { try statement.file(for: proof) }
  }

  /// Where sides meet along a diagonal, differences that are products are hints: Coq looks at each factor.
  @Test(arguments: [
    (
      "(f(x)-f(y))*(x-y) >= 0",
      "[(Mul (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1))) (Sub (Var 0) (Var 1)));"
    ),
    (
      "(f(x)-f(y))^2 <= (x-y)^2",
      "(Mul (Sub (Sub (Var 0) (Var 1)) (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1)))) "
        + "(Add (Sub (Var 0) (Var 1)) (Sub (Kappa1 (Var 0)) (Kappa1 (Var 1)))))"
    ),
    ("f(x)*f(y) <= 1", "hints : list expr := []."),
  ])
  func givesProductsAsHints(_ comparison: String, _ part: String) throws {
    let source = "forall x in [-1,1], y in [-1,1]: \(comparison)"
    var proof = certificate(source, .proved, .cover([]))
    proof.text =
      "kernelcalc certificate 2\nstatement: \(source)\nverdict: proved\ncase\ncover\n"
      + "diagonal 96 2 0 1 1\nend\n"
    #expect(flat(try CoqStatement(try Statement(source)).file(for: proof)).contains(part))
    // Elsewhere intervals and derivatives are enough.
    proof.text = proof.text?.replacing("diagonal 96 2 0 1 1", with: "natural 64")
    #expect(
      flat(try CoqStatement(try Statement(source)).file(for: proof)).contains(
        "hints : list expr := []."))
  }

  /// Expansions at an end are those of the library, by v or v² away from it; of each variable where none is named.
  @Test func takesExpansionsAtEnds() throws {
    func evidence(_ source: String, _ step: String) throws -> String {
      var proof = certificate(source, .proved, .cover([]))
      proof.text =
        "kernelcalc certificate 2\nstatement: \(source)\nverdict: proved\ncase\ncover\n\(step)\nend\n"
      return flat(try CoqStatement(try Statement(source)).file(for: proof))
    }
    let one = "forall x in [-1,1): 1 - f(x) <= (1-x)/(1 + sqrt(2)/(3*pi)*sqrt(1-x))^2"
    #expect(try evidence(one, "upper-angle 96 7").contains("Expand 0 true true 7]"))
    #expect(try evidence(one, "upper-angle 96 18").contains("Expand 0 true true 8]"))
    // Kernels of high orders next to −1 take more bits than others.
    let orders = "forall x in (-1,1): kappa(7,x) > kappa(8,x)"
    #expect(try evidence(orders, "lower-angle 136 8").contains("(StdFloat.PtoP 180)"))
    #expect(
      try evidence("forall x in (-1,1): kappa(6,x) > kappa(7,x)", "lower-angle 136 8").contains(
        "(StdFloat.PtoP 140)"))
    #expect(try evidence(one, "lower 96 2").contains("Expand 0 false false 6]"))
    // Towards the end of the only variable, and by the mean value theorem beside it; Taylor expansions only
    // where these do not suffice at any size.
    let towards = try evidence(one, "upper-angle 96 7")
    #expect(
      towards.contains(
        "(Either (Toward 0 true 10 [Natural; Near_one; Expand 0 true true 7] "
          + "[Fine 3; Natural; Means]) (Toward 0 true 10 [Natural; Along"))
    #expect(towards.contains("Expand 0 true true 7] [Fine 3; Natural; Means; Along"))
    let from = try evidence(one, "lower 96 2")
    #expect(from.contains("(Toward 0 false 10 [Natural; Near_minus_one;"))
    #expect(try evidence(one, "derivative 64").contains("(Leaf 3 [Fine 3; Natural; Means])"))
    let two = "forall x in [0,1], y in [0,1]: f(x)*f(y) >= x*y"
    #expect(
      try evidence(two, "upper 96 6").contains("Expand 0 true false 6; Expand 1 true false 6;"))
    let named = try evidence(two, "upper 96 6 1")
    #expect(named.contains(" Expand 1 true false 6;"))
    #expect(!named.contains("Expand 0"))
  }

  /// Terms without a value at an end that the domain leaves out are written as others are.
  @Test(arguments: [
    (
      "forall x in [-1,1): (1-f(x))/(1-x) < 1",
      "(Less (Div (Sub (Rat 1 1) (Kappa1 (Var 0))) (Sub (Rat 1 1) (Var 0))) (Rat 1 1))"
    ),
    ("forall x in (0,1]: x^x <= 1", "(LessEqual (Exp (Mul (Var 0) (Log (Var 0)))) (Rat 1 1))"),
  ])
  func takesOpenEnds(_ source: String, _ part: String) throws {
    var proof = certificate(source, .proved, .cover([]))
    proof.text =
      "kernelcalc certificate 2\nstatement: \(source)\nverdict: proved\ncase\ncover\nnatural 64\nend\n"
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(written.contains("Boxes.Fast.check (StdFloat.PtoP 70) true statement ranges"))
    #expect(written.contains(part))
  }

  /// Of y·y an interval says that it is not negative only where it is seen to be a square.
  @Test func writesSquares() throws {
    let source = "forall x in [-1,1], y in [-1,1]: f(y*y) >= 3*3*x*x - 9"
    var proof = certificate(source, .proved, .cover([]))
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case
      cover
      natural 64
      end

      """
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains(
        "(GreaterEqual (Kappa1 (Square (Var 1))) (Sub (Mul (Mul (Mul (Rat 3 1) (Rat 3 1)) (Var 0)) (Var 0)) (Rat 9 1)))"
      ))
    #expect(written.contains("(kappa1 (y * y)) >= ((((3 * 3) * x) * x) - 9)."))
  }

  /// Orders and halves of whole numbers as exponents.
  @Test func writesOrdersAndRoots() throws {
    let source = "forall x in [0,1]: kappa(3, x) <= κ₂(x) + kappa(0, x)^(3/2)"
    let text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case
      cover
      natural 64
      end

      """
    var proof = certificate(source, .proved, .cover([]))
    proof.text = text
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains(
        "(LessEqual (Higher 1 (Var 0)) (Add (Higher 0 (Var 0)) (Pow (Sqrt (Kappa0 (Var 0))) 3)))"))
    #expect(
      written.contains(
        "(kappa_order 3 x) <= ((kappa_order 2 x) + ((sqrt (kappa0 x)) ^ 3))."))
  }

  @Test func writesTangentKernels() throws {
    let source =
      "forall r in [-1,1]: ntk_lambda2(\"2_02\", r, exact) <= NTKii(\"2_02\", r, variance-only)"
    var proof = certificate(source, .proved, .cover([]))
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case
      cover
      natural 64
      end

      """
    let text = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      text.contains(
        "(LessEqual (Tangent Smallest ExactRule net_1 (Var 0)) "
          + "(Tangent Diagonal VarianceOnly net_1 (Var 0)))."))
    #expect(
      text.contains(
        "(lambda2 (exact_tangent_pair net_1 x)) <= (variance_tangent_pair net_1 x 0%nat 0%nat)."))
  }

  /// A change of sign between two points, what vanishes with it, and whether that proves or refutes.
  @Test(arguments: [
    ("exists x in [-1,1]: f(x)^2 - f(x) + 1/4 = 0", true),
    ("forall x in [-1,1]: f(x)^2 - f(x) + 1/4 > 0", false),
  ])
  func takesRootsOfFormat2(_ source: String, _ isProof: Bool) throws {
    let text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: \(isProof ? "proved" : "refuted")
      case
      root 128 0 1/4 1/2
      divisor 1 f(x) - 1/2
      cofactor f(x) - 1/2
      end

      """
    var proof = certificate(source, isProof ? .proved : .refuted, .cover([]))
    proof.text = text
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains("lower : list Q := [1 # 4]%Q. Definition upper : list Q := [1 # 2]%Q."))
    #expect(written.contains("divisor : expr := (Sub (Kappa1 (Var 0)) (Rat 1 2))."))
    #expect(
      written.contains("cofactors : list expr := [(Rat 1 1); (Sub (Kappa1 (Var 0)) (Rat 1 2))]."))
    #expect(
      written.contains(
        "Boxes.Std.check_root (StdFloat.PtoP 70) \(isProof) statement ranges hints lower upper"))
    #expect(written.contains("Boxes.Std.\(isProof ? "witness_root" : "counterexample_root") "))
  }

  /// Rules that the library has no counterpart of.
  @Test(arguments: [
    "segment 96 0", "split 3 1/2\nnatural 64\nnatural 64", "natural 64\nnatural 64",
  ])
  func saysWhichRulesHaveNoForm(_ steps: String) throws {
    let source = "forall x in [-1,1], y in [0,2): x*y <= 2"
    var proof = certificate(source, .proved, .cover([]))
    proof.text =
      "kernelcalc certificate 2\nstatement: \(source)\nverdict: proved\ncase\ncover\n\(steps)\nend\n"
    let statement = try CoqStatement(try Statement(source))
    #expect(throws: CoqCertificateError.self) { try statement.file(for: proof) }
  }

  /// The negation of a true statement is not written, whatever the certificate says.
  @Test func doesNotWriteWhatIsFalse() {
    #expect(throws: CoqCertificateError.self) { try file("forall x in [-1,1]: f(x) < x") }
    #expect(throws: CoqCertificateError.self) {
      try file("forall x in [-1,1]: f(x) >= x", .refuted, .point([0], Precision(64)))
    }
    #expect(throws: CoqCertificateError.self) { try file("pi > 22/7") }
  }
}
