import CertificateChecking
import CertificateVerification
import KernelVocabulary
import Statements
import Testing

@testable import ProofSearch

/// Statements about every k: what their certificates have, and what may not be believed.
@Suite struct InductionTests {
  private func certificate(_ text: String) throws -> Certificate? {
    try Prover().decide(try Statement(text)).certificate
  }

  /// What fails for a small number is refuted before a step is looked for.
  @Test func smallNumbersAreTriedFirst() throws {
    let text = "forall k >= 1, rho in [-1,1]: Kii(resnet(2*k, skip: 2), rho, exact) = 2^k"
    let result = try Prover().decide(Statement(text))
    #expect(result.verdict == .refuted)
    #expect(result.boxes < 10, "\(result.boxes) boxes")
  }

  @Test func aProofHasStartAndStep() throws {
    let text = "forall k >= 1, x in [0,1]: 0 <= iterate(t/2 + 1/4, t: x, k) <= 1"
    let proof = try #require(try certificate(text))
    #expect(proof.verdict == .proved)
    let whole = try ElaboratedCertificate(try #require(proof.text, "\(proof.gap ?? "")"))
    #expect(whole.cases.map(\.values) == [["start-1"], ["step-1"], ["start-2"], ["step-2"]])
    try CertificateChecker.check(whole)
    // A part that is missing, and one that is another's.
    for index in whole.cases.indices {
      var forged = whole
      forged.cases.remove(at: index)
      #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
    }
    var forged = whole
    forged.statement = "forall k >= 1, x in [0,1]: 0 < iterate(t/2, t: x, k) <= 1"
    #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
  }

  @Test func aRefutationHasANumber() throws {
    let refutation = try #require(try certificate("forall k >= 1, x in [0,1]: f^k(x) < 1/2 + k/10"))
    #expect(refutation.verdict == .refuted)
    let whole = try ElaboratedCertificate(try #require(refutation.text))
    #expect(whole.cases.map(\.values) == [["1"]])
    try CertificateChecker.check(whole)
    var forged = whole
    forged.isProof = true
    #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
    for value in ["step-1", "0", "01", "start-1"] {
      forged = whole
      forged.cases[0].values = [value]
      #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
    }
  }

  /// True, and no invariant by themselves; false only for large k: neither is decided, and certainly not
  /// the wrong way.
  @Test(arguments: [
    "forall k >= 1, x in [0,1/2]: iterate(t^2 + 1/4, t: x, k) >= 0",
    "forall k >= 0: iterate(t + 1/100, t: 0, k) <= 1",
    "forall k >= 1: f^k(0) < 99/100",
  ])
  func undecided(_ text: String) throws {
    let result = try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    #expect(result.verdict == .undecided)
    #expect(result.reason?.hasPrefix("k, ") == true)
  }

  /// What a step assumes is what the statement says, no more: with the bounds it is proved.
  @Test func statedBounds() throws {
    let text = "forall k >= 1, x in [0,1/2]: 0 <= iterate(t^2 + 1/4, t: x, k) <= 1/2"
    #expect(try certificate(text)?.verdict == .proved)
    let wider = "forall k >= 1, x in [0,1/2]: 0 <= iterate(t^2 + 1/4, t: x, k) <= 1"
    #expect(try certificate(wider)?.verdict != .proved)
  }

  @Test func domainsAreThoseOfTheStatement() throws {
    // At x = 1 there is equality, for every k.
    #expect(try certificate("forall k >= 1, x in [0,1]: f^k(x) > x")?.verdict == .refuted)
    #expect(try certificate("forall k >= 1, x in [0,1): f^k(x) > x")?.verdict == .proved)
  }
}
