import CertificateChecking
import KernelVocabulary
import Statements
import SymbolicExpressions
import Testing

@testable import CoqCertificates

/// Roots of several equations, the larger and the smaller, variables that are quantified in different ways, the
/// cells of NAS-Bench-201, and derivatives of kernels.
extension WritingTests {
  private func proof(
    _ source: String, _ verdict: Verdict, _ cases: String, networks: [String] = []
  ) -> Certificate {
    var proof = certificate(source, verdict, .cover([]), networks: networks)
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: \(verdict == .proved ? "proved" : "refuted")
      \(cases)
      end

      """
    return proof
  }

  private func written(
    _ source: String, _ verdict: Verdict, _ cases: String, networks: [String] = []
  ) throws -> String {
    let statement = try CoqStatement(try Statement(source))
    return flat(try statement.file(for: proof(source, verdict, cases, networks: networks)))
  }

  private static let root = """
    case
    root 128 0 1/2 3/4 3/4 7/8
    divisor 1 x
    divisor 1 y
    cofactor 1
    cofactor 0
    zero 1
    cofactor 0
    cofactor 1
    """

  /// All equations but one are solved for variables, also where they are sums of multiples of them; what remains
  /// is a statement about one variable, in which the others' domains are said too.
  @Test func writesRootsOnCurves() throws {
    let some = try written(
      "exists x in [0,1], y in (0,1]: x^2 + y^2 = 1 and 2*x - y^2 = x", .proved, Self.root)
    #expect(some.contains("Definition ranges : domain := [((Open 0 1), (Closed 1 1))]."))
    #expect(some.contains("Definition lower : list Q := [3 # 4]%Q."))
    let x = "((((2 * 0) - (x ^ 2)) - 0) / (-1))"
    #expect(
      some.contains(
        "Lemma on_curve : exists x : R, 0 < x <= 1 /\\ (((0 <= \(x)) /\\ (\(x) <= 1)) /\\ ((((\(x) ^ 2) + "
          + "(x ^ 2)) = 1) /\\ (((2 * \(x)) - (x ^ 2)) = \(x))))."))
    #expect(
      some.contains(
        "Proof. destruct on_curve as (x & D & D0 & H). exists \(x). split; [exact D0|]. exists x. "
          + "split; [exact D|]. exact H. Qed."))
    let none = try written(
      "forall x in [0,1], y in [0,1]: x^2 + y^2 != 1 or y != exp(x) - 1", .refuted, Self.root)
    #expect(none.contains("Definition lower : list Q := [1 # 2]%Q."))
    #expect(none.contains("Boxes.Std.check_root (StdFloat.PtoP 70) false statement"))
    #expect(none.contains("intros x D D1. exact (H x D ((exp x) - 1) D1). Qed."))
  }

  /// Equations that are not solved for a variable by sums and multiples alone, or one too few.
  @Test(arguments: [
    "exists x in [0,1], y in [0,1]: x^2 + y^2 = 1 and x*y = 1/3",
    "exists x in [0,1], y in [0,1]: x = y^2 and x < y",
  ])
  func leavesOtherRootsOut(_ source: String) throws {
    let statement = try CoqStatement(try Statement(source))
    let proof = proof(source, .proved, Self.root)
    #expect(throws: CoqCertificateError.self) { try statement.file(for: proof) }
  }

  /// As the statement's language has them: half of the sum and of the distance.
  @Test func writesTheLargerAndTheSmaller() throws {
    let text = flat(try file("forall x in [0,1]: max(x, 1/2) >= min(x, 1/2, x^2)"))
    #expect(
      text.contains(
        "(GreaterEqual (Mul (Rat 1 2) (Add (Add (Var 0) (Rat 1 2)) (Abs (Sub (Var 0) (Rat 1 2))))) "
          + "(Mul (Rat 1 2) (Sub (Add (Mul (Rat 1 2) (Sub (Add (Var 0) (Rat 1 2)) (Abs "))
    #expect(
      text.contains("(maximum x (1 / 2)) >= (minimum (minimum x (1 / 2)) (x ^ 2))."))
  }

  /// One for each, one after the other.
  @Test func takesVariablesQuantifiedInDifferentWays() throws {
    func cases(_ values: String...) -> String {
      values.map { "case \($0)\ncover\nnatural 64" }.joined(separator: "\n")
    }
    let source = "forall a in 1..2: exists b in 1..2: a + b = 3"
    let all = try written(source, .proved, cases("\"1\" \"2\"", "\"2\" \"1\""))
    #expect(
      all.contains(
        "Theorem certified : (((1 + 1) = 3) \\/ ((1 + 2) = 3)) /\\ (((2 + 1) = 3) \\/ ((2 + 2) = 3)). "
          + "Proof. split. { right. exact case_2.certified. } left. exact case_3.certified. Qed."))
    let none = try written(
      "exists a in 1..2: forall b in 1..2, c in 1..1: a + b != 3*c", .refuted,
      cases("\"1\" \"2\" \"1\"", "\"2\" \"1\" \"1\""))
    #expect(
      none.contains(
        "Proof. intros H. destruct H as [H|H]. { destruct H as (H1 & H2). exact (case_2.certified H2). } "
          + "destruct H as (H1 & H2). exact (case_3.certified H1). Qed."))
    // Nothing is shown for the second.
    #expect(throws: CoqCertificateError.self) {
      try written(source, .proved, cases("\"1\" \"2\""))
    }
  }

  /// The cells are those with three nodes; the deciding one may be given by its operations.
  @Test func speaksOfNASBench201() throws {
    let cell = "|skip_connect~0|+|avg_pool_3x3~0|none~1|+|nor_conv_3x3~0|none~1|none~2|"
    let some = flat(
      try file(
        "exists cell in nasbench201 where connected: depth(cell) = 1", .proved, .cover([]),
        networks: [cell]))
    #expect(some.contains("net_1 : network := [[Skip]; [Skip; Zero]; [Param; Zero; Zero]]."))
    #expect(
      some.contains(
        "Theorem certified : exists dag : network, In dag nb201 /\\ connected dag /\\ ("))
    let all = flat(try file("forall cell in nasbench201 where connected: paths(cell) <= 4"))
    #expect(all.contains("networks : list network := space 3 [is_connected]."))
    #expect(all.contains("forall dag : network, In dag nb201 -> connected dag -> ("))
    #expect(all.contains("apply in_nb201_space;"))
  }

  /// Kernels are written as expressions before they are differentiated, also those of the deciding network.
  @Test func writesDerivativesOfKernels() throws {
    let text = try written(
      "forall x in [0,1]: d(Kij(\"2_21\", x, exact), x) >= 0", .proved, "case\ncover\nnatural 64")
    #expect(text.contains("From KernelCalculator Require Correlations. "))
    #expect(
      text.contains(
        "Differentiation.derivative 1 (Correlations.written (StdFloat.PtoP 70) (Kij ExactRule net_1 (Var 0))) "
          + "(Var 0)."))
    #expect(
      text.contains(
        "(Derive_n (fun t_1 : R => (exact_pair net_1 t_1 0%nat 1%nat)) 1 x) = eval derivative_1"))
    let none = try written(
      "forall dag in complete(2): d(Kij(dag, x, exact), x: 1) = paths(dag)", .refuted,
      "case \"1_11\"\npoint 64", networks: ["1_11"])
    #expect(none.contains("derivative_1_is : ((Derive_n (fun t_1 : R => (exact_pair net_1 t_1 "))
    #expect(none.contains("length dag = 2%nat -> ((Derive_n (fun t_1 : R => (exact_pair dag t_1 "))
    // Every network of a space would need an expression of its own.
    #expect(throws: CoqCertificateError.self) {
      try file("forall dag in complete(2): d(Kij(dag, x, exact), x: 1) >= 0")
    }
    // Other functions of the term's variable are refused elsewhere too.
    let within = try Statement("forall x in [0,1]: d(f(x), x) <= lambda2(chain(1), x^2, exact)")
    #expect(throws: SyntaxError.self) { try CoqStatement(within) }
  }

  /// Expressions grow faster than networks; those of six nodes are still written.
  @Test func takesDenseNetworks() throws {
    func statement(_ nodes: Int) throws -> CoqStatement {
      try CoqStatement(
        try Statement(
          "forall r in [-1,1]: Kij(dense(\(nodes)), r, exact) <= Kii(dense(\(nodes)), r, exact)"))
    }
    #expect(try statement(6).variables.count == 1)
    #expect(throws: SyntaxError.self) { try statement(7) }
  }
}
