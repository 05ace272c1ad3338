import CertificateChecking
import KernelVocabulary
import Statements
import Testing

@testable import CoqCertificates

/// Residual networks of every length whose skips have a scale.
extension WritingTests {
  private func written(_ source: String, _ verdict: Verdict, _ cases: [String]) throws -> String {
    var proof = certificate(
      source, verdict, .cover([]), networks: verdict == .refuted ? cases : [])
    let list = cases.map {
      "case \"\($0)\"\n\(verdict == .proved ? "cover\nnatural 64" : "point 64")\n"
    }
    proof.text = """
      kernelcalc certificate 2
      statement: \(source)
      verdict: \(verdict == .proved ? "proved" : "refuted")
      \(list.joined())end

      """
    return flat(try CoqStatement(try Statement(source)).file(for: proof))
  }

  /// What is said of one k is written out; the theorem speaks of the network.
  @Test func refutesForOneLength() throws {
    let text = try written(
      "forall k >= 1: Kii(resnet(2*k, skip: 2, scale: 1/3), 0, variance-only) > (6/5)^k", .refuted,
      ["2"])
    #expect(text.contains("Chains Residual Scaled."))
    #expect(
      text.contains(
        "statement : formula := (Greater (Div (Rat 1 1) (Pow (Rat 9 10) 2)) (Pow (Rat 6 5) 2))."))
    #expect(
      text.contains(
        "Theorem certified : ~ (forall k : nat, (1 <= k)%nat -> (scaled_variance_pair (1 / 3) "
          + "(residual 2 k) 0 0%nat 0%nat) > ((6 / 5) ^ k))."))
    #expect(text.contains("scaled_values_in (1 / 3) (9 / 10) H."))
  }

  /// The correlation's map, its first value and the interval in which it is.
  @Test func followsTheCorrelation() throws {
    let text = try written(
      "forall k >= 1, r in [-1,1]: Kij(resnet(2*k, skip: 2, scale: 2), r, variance-only) <= "
        + "Kii(resnet(2*k, skip: 2, scale: 2), r, variance-only)", .proved, ["start-1", "step-1"])
    let next =
      "(Div (Add (Mul (Mul (Rat 2 1) (Rat 2 1)) (Var 2)) (Kappa1 (Kappa1 (Var 2)))) "
      + "(Add (Mul (Rat 2 1) (Rat 2 1)) (Rat 1 1)))"
    #expect(text.contains("next : list expr := [(Mul (Rat 1 5) (Var 1)); \(next); (Add (Var 3)"))
    #expect(text.contains("((Closed (-4) 5), (Closed 1 1))]."))
    #expect(
      text.contains("iterate_fact k (scaled_map_grows ((-4) / 5) 2 2 ltac:(lia) ltac:(lra)) x."))
    #expect(text.contains("(Nat.iter k (scaled_map 2 2) x); "))
    #expect(text.contains("scaled_values 2 (1 / 5). residual_values. "))
  }

  /// Under the exact rule they are not in the library.
  @Test func leavesOtherRulesOut() throws {
    #expect(throws: CoqCertificateError.self) {
      try written(
        "forall k >= 1, r in [-1,1]: Kij(resnet(2*k, skip: 2, scale: 2), r, exact) <= "
          + "Kii(resnet(2*k, skip: 2, scale: 2), r, exact)", .proved, ["start-1", "step-1"])
    }
  }
}
