import CertificateChecking
import IntervalArithmetic
import KernelVocabulary
import Statements
import SymbolicExpressions
import Testing

@testable import CoqCertificates

/// Derivatives, iterates, parts of networks, and variables that are written out, in files for Coq.
@Suite("Coq files: terms with variables of their own, and choices")
struct TermWritingTests {
  /// The file for a statement whose certificate has one case for each of `values`, all with the same cover.
  private func file(
    _ source: String, _ verdict: Verdict = .proved, values: [[String]] = [[]],
    evidence: String = "cover\nnatural 64"
  ) throws -> String {
    let cases = values.map { names in
      "case" + names.map { " \"\($0)\"" }.joined() + "\n\(evidence)\n"
    }
    var certificate = Certificate(
      statement: source, verdict: verdict,
      cases: values.map { Certificate.Case(networks: $0, evidence: .cover([])) })
    certificate.text =
      "kernelcalc certificate 2\nstatement: \(source)\n"
      + "verdict: \(verdict == .proved ? "proved" : "refuted")\n\(cases.joined())end\n"
    return try CoqStatement(try Statement(source)).file(for: certificate)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The theorem has the derivative, what is checked an expression that is shown to be it.
  @Test func writesDerivatives() throws {
    let text = try file("forall x in [-1,1], y in [0,1]: d(y*f(t), t: x, 1 + 1) <= d(x*y, x)")
    #expect(text.contains("From Coquelicot Require Import Derive."))
    #expect(
      text.contains(
        "derivative_1 : expr := Eval vm_compute in Differentiation.derivative 2 "
          + "(Mul (Var 3) (Kappa1 (Var 0))) (Var 0)."))
    #expect(
      text.contains(
        "derivative_2 : expr := Eval vm_compute in Differentiation.derivative 1 "
          + "(Mul (Var 0) (Var 3)) (Var 0)."))
    #expect(
      text.contains(
        "Lemma derivative_1_is : (forall x : R, (-1) <= x <= 1 -> forall y : R, 0 <= y <= 1 -> "
          + "(Derive_n (fun t_1 : R => (y * (kappa1 t_1))) 2 x) = "
          + "eval derivative_1 (values [x; y]))%R."))
    #expect(text.contains("statement : formula := (LessEqual derivative_1 derivative_2)."))
    #expect(
      text.contains(
        "forall x : R, (-1) <= x <= 1 -> forall y : R, 0 <= y <= 1 -> "
          + "(Derive_n (fun t_1 : R => (y * (kappa1 t_1))) 2 x) <= (Derive_n (fun t_2 : R => (t_2 * y)) 1 x)."
      ))
    #expect(text.contains("rewrite ?(derivative_2_is x Dx y Dy). exact"))
  }

  /// One derivative is defined once, and rewritten on the side of what is refuted.
  @Test func refutesWithDerivatives() throws {
    let text = try file(
      "forall x in [-1,1]: d(f(x), x) = f(x) + 0*d(f(x), x)", .refuted, evidence: "point 64 0")
    #expect(!text.contains("derivative_2"))
    #expect(
      text.contains("specialize (H x Dx). rewrite ?(derivative_1_is x Dx) in H. exact H."))
  }

  /// An iterate is written out.
  @Test func writesOutIterates() throws {
    let text = try file("forall a in [1,2]: iterate((t + a/t)/2, t: 2, 2) >= sqrt(a)")
    let once = "((2 + (x / 2)) / 2)"
    #expect(text.contains("((\(once) + (x / \(once))) / 2) >= (sqrt x)."))
  }

  /// Expectations of activations are written by their closed forms.
  @Test(arguments: [
    (
      "forall a in [1,2]: dual(relu; a, 2, 1) <= 2",
      "(((sqrt (x * 2)) * (kappa1 (1 / (sqrt (x * 2))))) / 2) <= 2"
    ),
    ("forall r in [0,1]: dual(relu; 1, 1, r) >= r/2", "((kappa1 x) / 2) >= (x / 2)"),
    (
      "forall r in [0,1]: dual_derivative(relu; 2, 2, r) >= 1/4",
      "((kappa0 (x / 2)) / 2) >= (1 / 4)"
    ),
    ("forall r in [0,1]: dual(erf; 1, 1, r) >= 0", "((2 / PI) * (asin ((2 * x) / 3))) >= 0"),
    (
      "forall r in [0,1]: dual_derivative(erf; 1, 1, r) > 0",
      "((4 / PI) / (sqrt ((3 * 3) - (4 * (x ^ 2))))) > 0"
    ),
    (
      "forall a in [1,2]: dual_mean(relu; a) + dual_mean(erf; a) > 0",
      "((sqrt (x / (2 * PI))) + 0) > 0"
    ),
    (
      "forall q in [1,2]: critical_weight(relu; q) + critical_bias(relu; q) > 0",
      "((1 / ((kappa0 (x / x)) / 2)) + (x - (((x * (kappa1 (x / x))) / 2) / ((kappa0 (x / x)) / 2)))) > 0"
    ),
  ])
  func writesDuals(_ source: String, _ claim: String) throws {
    #expect(try file(source).contains("-> \(claim)."))
  }

  @Test func saysWhichActivationsHaveNoForm() throws {
    #expect(throws: SyntaxError.self) { try file("forall a in [1,2]: dual_mean(gelu; a) > 0") }
  }

  /// A network's node is the network of its first nodes.
  @Test func takesNodesOfNetworks() throws {
    let text = try file(
      "forall dag in complete(2) where connected: paths(dag.1) <= paths(dag)", values: [])
    #expect(
      text.contains(
        "statement (dag : network) : formula := (LessEqual (Paths (firstn 1 dag)) (Paths dag))."))
    #expect(text.contains("((INR (path_count (firstn 1 dag))) <= (INR (path_count dag)))."))
    let named = try file("paths(node(\"2_21_112\", 2)) = 2")
    #expect(named.contains("net_1 : network := [[Param]; [Param; Skip]]."))
  }

  /// Several networks, and edges of one, are written out.
  @Test func writesOutNetworksAndEdges() throws {
    let pairs = try file(
      "forall a in {\"2\", \"1\"}, b in {\"1_11\"}: paths(a) < paths(b)",
      values: [["2", "1_11"], ["1", "1_11"]])
    #expect(
      pairs.contains(
        "Theorem certified : ((INR (path_count [[Param]])) < (INR (path_count [[Skip]; [Skip; Skip]]))) /\\ "
          + "((INR (path_count [[Skip]]))"))
    let edges = try file(
      "forall dag in {\"1_02\"}, e in edges(dag): paths(dag - e) = 0",
      values: [["1_02", "0-1>1"], ["1_02", "1-2>2"]])
    #expect(edges.contains("(path_count [[Zero]; [Zero; Param]])"))
    #expect(edges.contains("(path_count [[Skip]; [Zero; Zero]])"))
  }

  /// A statement about every whole number is refuted by one.
  @Test func refutesForEveryNumber() throws {
    let text = try file(
      "forall k >= 2, r in [0,1]: Kij(chain(k+1), r, exact) + k > iterate(t + f^k(r), t: r, 3)",
      .refuted, values: [["3"]], evidence: "point 64 1")
    #expect(
      text.contains(
        "Theorem certified : ~ (forall k : nat, (2 <= k)%nat -> forall x : R, 0 <= x <= 1 -> "
          + "((exact_pair (chain (k + 1)) x 0%nat 1%nat) + (IZR (Z.of_nat k))) > "))
    #expect(text.contains("(Nat.iter k kappa1 x)"))
    #expect(text.contains("specialize (H 3%nat ltac:(repeat constructor) x Dx)."))
  }

  /// An induction: where it starts, what its quantities are for k + 1 and where they lie, and the step.
  @Test func provesForEveryNumber() throws {
    let source =
      "forall k >= 2, r in [-1,1): iterate(t + f^2(r), t: r, k) >= r and f^k(r) + k > r"
    var certificate = Certificate(statement: source, verdict: .proved, cases: [])
    certificate.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case "start-1"
      cover
      natural 64
      case "step-1"
      premise 0 0 1
      cover
      natural 64
      case "start-2"
      cover
      natural 64
      case "step-2"
      premise 0 1 k.1 + 1
      premise 0 2 2
      cover
      split 1 1/2
      natural 64
      natural 64
      end

      """
    let text = try CoqStatement(try Statement(source)).file(for: certificate)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // f^k(r) lies in [0, 1); nothing is known of the other quantity.
    #expect(text.contains("quantity_ranges : domain := [((Closed 0 1), (Open 1 1))]."))
    #expect(
      text.contains(
        "next : list expr := [(Kappa1 (Var 1)); (Add (Var 2) (Rat 1 1)); "
          + "(Add (Var 3) (Kappa1 (Kappa1 (Var 0))))]."))
    #expect(
      text.contains(
        "claim : formula := (And (GreaterEqual (Var 3) (Var 0)) "
          + "(Greater (Add (Var 1) (Var 2)) (Var 0)))."))
    #expect(
      text.contains(
        "let x := values xs 0%nat in [(Nat.iter k kappa1 x); (IZR (Z.of_nat k)); "
          + "(Nat.iter k (fun t_0 : R => (t_0 + (kappa1 (kappa1 x)))) x)]."))
    // The step is about variable 1, which is called 0 there.
    #expect(
      text.contains(
        "([Multiples [(1%nat, (Add (Var 1) (Rat 1 1))); (2%nat, (Rat 2 1))]], [1%nat], [], (Split 0 1 2"
      ))
    #expect(text.contains("check_steps ranges quantity_ranges next 2 2 claim"))
    #expect(
      text.contains(
        "split; [pose proof (start_1.certified _ (I 0%nat _ _ eq_refl)) as S; start_from S|]. "
          + "pose proof (start_2.certified"))
    #expect(
      text.contains(
        "Theorem certified : forall k : nat, (2 <= k)%nat -> forall x : R, (-1) <= x < 1 -> "))
    certificate.text = certificate.text?.replacing("\"step-2\"", with: "\"step-3\"")
    #expect(throws: CoqCertificateError.self) {
      try CoqStatement(try Statement(source)).file(for: certificate)
    }
  }

  /// The text of a proof of a statement about every k ≥ 1 with one comparison.
  private func induction(_ source: String, start: String = "", step: String) throws -> String {
    var certificate = Certificate(statement: source, verdict: .proved, cases: [])
    certificate.text =
      "kernelcalc certificate 2\nstatement: \(source)\nverdict: proved\n"
      + "case \"start-1\"\n\(start)cover\nnatural 64\ncase \"step-1\"\n\(step)\nend\n"
    return try CoqStatement(try Statement(source)).file(for: certificate)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Residual networks by the sequences of the Coq library, and powers by such as do not grow.
  @Test func writesResidualNetworksOfEveryLength() throws {
    let text = try induction(
      "forall k >= 1, r in [-1,1]: Kij(resnet(2*k, skip: 2), r, variance-only)"
        + "/Kii(resnet(2*k, skip: 2), r, variance-only)*3^k >= r",
      step: "premise 0 0 k.2\ncover\nnatural 64")
    #expect(text.contains("((variance_pair (residual 2 k) x 0%nat 1%nat) / "))
    #expect(text.contains("* (3 ^ k)) >= x."))
    #expect(
      text.contains(
        "claim : formula := (GreaterEqual (Mul (Var 2) (Div (Rat 1 1) (Var 3))) (Var 0))."))
    #expect(
      text.contains(
        "[((1 / 2) ^ k); (Nat.iter k (residual_map 2) x); ((1 / 3) ^ k); (IZR (Z.of_nat k))]."))
    #expect(text.contains("change start_1.net_1 with (residual 2 1) in S; residual_values_in S;"))
    #expect(text.contains("residual_values. rewrite ?(power_inverse 3 (1 / 3) k) by lra."))
    #expect(text.contains("power_fact k (1 / 2) 1%nat."))
    #expect(text.contains("Multiples [(0%nat, (Var 2))]"))
    let exact = try induction(
      "forall k >= 1, r in [-1,1]: Kij(resnet(2*k, skip: 2), r, exact) <= 4*Kii(resnet(2*k, skip: 2), r, exact)",
      step: "cover\nnatural 64")
    #expect(
      exact.contains("(LessEqual (Div (Var 3) (Var 2)) (Mul (Rat 4 1) (Div (Rat 1 1) (Var 2))))."))
    #expect(
      exact.contains("[(residual_mean k); (residual_inverse k); (residual_correlation 2 k x); 1; "))
    #expect(exact.contains("residual_fact k 1%nat. correlation_fact 2%nat k x."))
  }

  /// A premise is solved for the quantity in whose place its bound is put.
  @Test func writesBoundsOfQuantities() throws {
    let text = try induction(
      "forall k >= 1, r in [0,1]: 2^k*f^k(r) >= f^(2*k)(r)*2^k - k",
      step: "replace 0 0 k.3\ncover\nnatural 64")
    // (1/q)·a ≥ b·(1/q) − k, q = 2⁻ᵏ: b ≤ ((1/q)·a + k)·q.
    #expect(text.contains("([Bound 0 3 false "))
    let simple = try induction(
      "forall k >= 1, r in [0,1]: 2^k*f^k(r) >= f^(2*k)(r)*2^k",
      step: "replace 0 0 k.2\ncover\nnatural 64")
    #expect(simple.contains("([Bound 0 2 true (Var 3)]"))
    #expect(simple.contains("(Nat.iter k (fun t : R => Nat.iter 2 kappa1 t) x)"))
    #expect(simple.contains(">= ((Nat.iter (2 * k) kappa1 x) * (2 ^ k))."))
    #expect(throws: CoqCertificateError.self) {
      try induction(
        "forall k >= 1, r in [0,1]: f^k(r)*f^k(r) >= r*r/4",
        step: "replace 0 0 k.1\ncover\nnatural 64")
    }
  }

  /// Inequalities solved for a variable.
  @Test func solvesInequalities() {
    func x(_ index: Int) -> CoqExpression { .variable(index) }
    let product = CoqInequality(
      upper: .binary(.multiply, .binary(.divide, .integer(1), x(1)), x(0)),
      lower: .binary(.divide, x(2), x(1)))
    #expect(product.solved(for: 0)?.value == x(2))
    #expect(product.solved(for: 0)?.isLower == true)
    #expect(product.solved(for: 2)?.value == x(0))
    #expect(product.solved(for: 2)?.isLower == false)
    #expect(product.solved(for: 1) == nil)
    let difference = CoqInequality(
      upper: .binary(.subtract, .integer(1), .unary(.negate, x(0))), lower: x(1))
    #expect(difference.solved(for: 0)?.isLower == true)
  }

  /// What the library has no induction for.
  @Test(arguments: [
    "forall k >= 1: edge_count(chain(k)) = k",
    "forall k >= 1, r in [0,1]: NTKij(chain(k + 1), r, exact) <= k + 2",
    "forall k >= 1, r in [0,1]: NTKii(resnet(2*k, skip: 2), r, exact) >= 1",
    "forall k >= 1, r in [0,1]: Kii(resnet(2*k, skip: 2), r, exact-without-means) >= 1",
  ])
  func saysWhichInductionsHaveNoForm(_ source: String) throws {
    #expect(throws: CoqCertificateError.self) {
      try file(source, values: [["start-1"], ["step-1"]])
    }
  }

  /// A quantity of a network on given inputs is defined once, and in the theorem by its definition.
  @Test func writesQuantitiesOfInputs() throws {
    let text = try file(
      "forall a in [1,2]: Kij(chain(1), inputs(a, 2, 1), exact) <= Kij(chain(1), inputs(a, 2, 1), exact) "
        + "+ mean_j(\"2\", inputs(a, 2, 1, 0, 1/2), exact)")
    #expect(
      text.contains(
        "quantity_1 : expr := Eval vm_compute in Inputs.form (StdFloat.PtoP 70) ranges (KernelEntry 0 1) "
          + "ExactRule net_1 (Var 0) (Rat 2 1) (Rat 1 1) (Rat 0 1) (Rat 0 1)."))
    #expect(
      text.contains(
        "(mean_at net_1 (input_kernel x 2 1) (input_means 0 (1 / 2)) 1%nat) = eval quantity_2 (values [x]))%R."
      ))
    #expect(text.contains("(LessEqual quantity_1 (Add quantity_1 quantity_2))"))
    #expect(
      text.contains(
        "(kernel_at ExactRule net_1 (input_kernel x 2 1) (input_means 0 0) 0%nat 1%nat) <= "))
    #expect(!text.contains("quantity_3"))
    #expect(!text.contains("net_2"))
    #expect(text.contains("Certificate Boxes Inputs."))
  }

  /// Means are not followed under the variance-only rule; of a bound network there are no such quantities.
  @Test func knowsWhichQuantitiesOfInputsThereAre() throws {
    let text = try file(
      "forall a in [1,2]: mean(chain(1), inputs(a, 1, 0), variance-only) < ntk_lambda2(chain(1), inputs(a, 1, 0), "
        + "variance-only)")
    #expect(text.contains("(Less (Rat 0 1) quantity_1)"))
    #expect(text.contains("TangentSmallest VarianceOnly net_1"))
    #expect(throws: (any Error).self) {
      try file(
        "forall dag in complete(1), a in [1,2]: Kii(dag, inputs(a, 1, 0), exact) >= 0",
        values: [["0"]])
    }
  }

  /// Lines that put other comparisons in an atom's place are steps.
  @Test func writesSteps() throws {
    let text = try file(
      "forall x in [0,1], y in [0,1]: f(x*y) >= x*y and x*y <= x",
      evidence:
        "put 0 0 x*y\nrises 1 1\nfalls 2 0\nform 1 x*(x*x - x*x*y)\ndenominator x*x\ncover\nnatural 64"
    )
    #expect(
      text.contains(
        "steps : list step := [Put 0 0 (Mul (Var 0) (Var 1)) (Sub (Kappa1 (Var 0)) (Var 0)); Rises 1 1; "
          + "Falls 2 0; Denominator 1 "))
    #expect(
      text.contains("Reductions.check (StdFloat.PtoP 70) ranges statement steps hints evidence"))
    #expect(text.contains("Reductions.for_all (StdFloat.PtoP 70) ranges statement steps hints"))
    #expect(text.contains("Boxes Slopes Reductions."))
  }

  /// A sum is reduced to its terms, which are hints besides.
  @Test func writesTerms() throws {
    let text = try file(
      "forall x in [0,1], y in [0,1]: f(x)*f(y) >= x*y",
      evidence: "terms 0 f(x)*(f(y) - y) + y*(f(x) - x)\ncover\nnatural 64")
    let terms =
      "[(Mul (Kappa1 (Var 0)) (Sub (Kappa1 (Var 1)) (Var 1))); "
      + "(Mul (Var 1) (Sub (Kappa1 (Var 0)) (Var 0)))]"
    #expect(text.contains("steps : list step := [Terms 0 \(terms)]."))
    #expect(text.contains("hints : list expr := \(terms)."))
  }

  /// The argument of a function, what it is compared with, and the factor; not for terms that do not occur.
  @Test func writesInverses() throws {
    let text = try file(
      "forall x in [0,1]: 2*log(x + 1) = x", evidence: "inverse 0 log(x + 1)\ncover\nnatural 64")
    #expect(
      text.contains(
        "Inverse 0 Logarithm (Add (Var 0) (Rat 1 1)) (Neg (Div (Sub (Mul (Rat 2 1) (Rat 0 1)) (Var 0)) "
      ))
    #expect(throws: CoqCertificateError.self) {
      try file("forall x in [0,1]: sqrt(x) = x", evidence: "inverse 0 sqrt(x)\ncover\nnatural 64")
    }
    #expect(throws: CoqCertificateError.self) {
      try file("forall x in [0,2]: exp(x) >= 1", evidence: "put 0 0 x*x\ncover\nnatural 64")
    }
  }

  /// Identities that rest on signs are looked at where there are functions that have such.
  @Test func looksAtLaws() throws {
    #expect(
      try file("forall x in [0,1]: sin(2*x) = 2*sin(x)*cos(x)").contains("[Natural; Lawful]"))
    #expect(try file("forall x in [0,1]: x*x = x^2").contains("[Natural]"))
  }

  /// Comparisons that are affine in one of several variables are reduced to the ends of its interval, where one
  /// rule is said to show them.
  @Test func writesAffineVariables() throws {
    let source = "forall x in [-1,1], a in [0,1]: (1 - a)*(f(x) - x) >= 0"
    #expect(
      try file(source, evidence: "cover\nderivative 64").contains(
        "steps : list step := [Affine 0 1]."))
    #expect(!(try file(source).contains("Affine")))
    let sum = "forall x in [-1,1], a in [0,1]: a + f(x) - x >= 0"
    #expect(!(try file(sum, evidence: "cover\nderivative 64").contains("Affine")))
    let square = "forall x in [-1,1], a in [0,1]: a*a*(f(x) - x) >= 0"
    #expect(!(try file(square, evidence: "cover\nderivative 64").contains("Affine")))
  }
}
