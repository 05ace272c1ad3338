import CertificateChecking
import IntervalArithmetic
import KernelVocabulary
import Statements
import Testing

@testable import CoqCertificates

/// Statements about whole numbers and about the networks of a space, one proof for each.
extension WritingTests {
  /// A proof for each value of a whole number, and what follows from them.
  @Test func writesOutWholeNumbers() throws {
    let text = flat(try file("forall k in 2..3, x in [0,1]: f^k(x) <= 1 + sum(j = 1..k, j)"))
    #expect(
      text.contains("Module case_1. Definition statement : formula := (LessEqual (Kappa1 (Kappa1"))
    #expect(text.contains("End case_2. Local Open Scope R_scope."))
    #expect(
      text.contains(
        "Theorem certified : (forall x : R, 0 <= x <= 1 -> (kappa1 (kappa1 x)) <= (1 + (1 + 2))) /\\ "
          + "(forall x : R, 0 <= x <= 1 -> (kappa1 (kappa1 (kappa1 x))) <= (1 + ((1 + 2) + 3)))."))
    #expect(text.contains("Proof. split; [exact case_1.certified|]. exact case_2.certified. Qed."))
  }

  /// One value is enough where some is asked for.
  @Test func takesOneWholeNumber() throws {
    let source = "exists k in 1..3: k^2 = 4"
    let proof = Certificate(
      statement: source, verdict: .proved,
      cases: [Certificate.Case(networks: ["2"], evidence: .cover([]))])
    let text = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(!text.contains("Module case_1") && text.contains("Module case_2"))
    #expect(
      text.contains(
        "Theorem certified : ((1 ^ 2) = 4) \\/ ((2 ^ 2) = 4) \\/ ((3 ^ 2) = 4). "
          + "Proof. right. left. exact case_2.certified. Qed."))
    // A value for which it is false is not written.
    let wrong = Certificate(
      statement: source, verdict: .proved,
      cases: [Certificate.Case(networks: ["3"], evidence: .cover([]))])
    #expect(throws: CoqCertificateError.self) {
      try CoqStatement(try Statement(source)).file(for: wrong)
    }
  }

  /// Numbers that the networks are to have are hypotheses of the formula, and what they leave out is shown
  /// like the rest.
  @Test func takesNumbersAsConditions() throws {
    let text = flat(
      try file("forall dag in complete(2) where depth = 2 and edge_count <= 2: paths(dag, 2) = 1"))
    #expect(
      text.contains(
        "(Implies (Equal (Depth dag) (Rat 2 1)) (Implies (LessEqual (Tally Edges dag) (Rat 2 1)) "
          + "(Equal (Tally (PathsOfDepth 2) dag) (Rat 1 1))))."))
    // The depth is to be defined.
    #expect(text.contains("networks : list network := space 2 [is_connected]."))
    #expect(
      text.contains(
        "connected dag -> (((Q2R (effective_depth dag)) = 2) -> (((INR (edge_count dag)) <= 2) -> "
          + "((INR (paths_of_depth dag 2)) = 1)))."))
    let some = flat(
      try file(
        "exists dag in complete(2) where parameterised_count = 2: depth(dag) = 2", .proved,
        .cover([]), networks: ["2_02"]))
    #expect(
      some.contains(
        "length dag = 2%nat /\\ (((INR (parameterised_count dag)) = 2) /\\ "
          + "((Q2R (effective_depth dag)) = 2))."))
  }

  /// One certificate for each network, in the order of Coq's own list.
  @Test func goesThroughSpaces() throws {
    let source =
      "forall dag in complete(1) where connected, rho in [0,1]: Kij(dag, rho, exact) >= 0"
    var proof = certificate(source, .proved, .cover([]))
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: proved
      case "2"
      cover
      natural 64
      case "1"
      cover
      split 0 1/2
      natural 64
      natural 64
      end

      """
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains("statement (dag : network) : formula := (GreaterEqual (Kij ExactRule dag"))
    #expect(written.contains("networks : list network := space 1 [is_connected]."))
    #expect(
      written.contains(
        ":= [([], (Split 0 1 2 (Leaf 3 [Natural]) (Leaf 3 [Natural]))); ([], (Leaf 3 [Natural]))]."
      ))
    #expect(
      written.contains(
        "forall dag : network, well_formed dag -> length dag = 1%nat -> connected dag -> "
          + "(forall x : R, 0 <= x <= 1 -> (exact_pair dag x 0%nat 1%nat) >= 0)."))
    // What both networks have is written once.
    proof.text = proof.text?.replacing(
      "natural 64\ncase", with: "split 0 1/2\nnatural 64\nnatural 64\ncase")
    let shared = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      shared.contains(
        "shown_1 : list expr * cover := ([], (Split 0 1 2 (Leaf 3 [Natural]) (Leaf 3 [Natural]))). "
          + "Definition evidence : list (list expr * cover) := [shown_1; shown_1]."))
    proof.text = proof.text?.replacing("case \"1\"\n", with: "case \"0\"\n")
    #expect(throws: CoqCertificateError.self) {
      try CoqStatement(try Statement(source)).file(for: proof)
    }
  }

  /// A point for each network, where some values are enough, and any for those that do not meet the conditions.
  @Test(arguments: [
    (
      "forall dag in complete(1) where paths >= 1: exists x in [0,1]: Kij(dag, x, exact) < 1/2",
      Verdict.proved
    ),
    (
      "exists dag in complete(1) where paths >= 1: forall x in [0,1]: Kij(dag, x, exact) >= 1/2",
      .refuted
    ),
  ])
  func goesThroughSpacesByPoints(_ source: String, _ verdict: Verdict) throws {
    var proof = certificate(source, verdict, .point([0], Precision(64)))
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: \(verdict == .proved ? "proved" : "refuted")
      case "1"
      point 64 0
      case "2"
      point 64 1/4
      end

      """
    let written = flat(try CoqStatement(try Statement(source)).file(for: proof))
    #expect(
      written.contains(
        "evidence : list (list expr * list Q) := [([], [0 # 1]%Q); ([], [0 # 1]%Q); ([], [1 # 4]%Q)]."
      ))
    let isProved = verdict == .proved
    #expect(
      written.contains(
        "Boxes.Fast.check_points (StdFloat.PtoP 70) \(isProved) statement ranges networks evidence"
      ))
    #expect(written.contains(isProved ? "witness_for_every" : "counterexample_for_every"))
    proof.text = proof.text?.replacing("point 64 1/4", with: "cover\nnatural 64")
    #expect(throws: CoqCertificateError.self) {
      try CoqStatement(try Statement(source)).file(for: proof)
    }
  }

  @Test func needsANetworkThatIsSpokenOf() throws {
    #expect(throws: CoqCertificateError.self) {
      try file("exists dag in complete(1): 1 < 2", networks: ["2"])
    }
  }
}
