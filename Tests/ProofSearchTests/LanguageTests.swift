import CertificateChecking
import CertificateVerification
import KernelVocabulary
import Statements
import Testing

@testable import ProofSearch

/// Statements about integers, edges and sums, of known truth.
@Suite struct LanguageTests {
  @Test(arguments: [
    ("forall k in 1..6, rho in [-1,1): f^k(rho) < f^(k+1)(rho)", Verdict.proved),
    ("forall rho in [-1,1): forall k in 1..3: f^k(rho) < f^(k+1)(rho)", .proved),
    // f(0) = 0.318, f²(0) = 0.497, f³(0) = 0.60.
    ("forall rho in [0,1): exists k in 1..3: f^k(rho) > 1/2", .proved),
    ("forall rho in [0,1): exists k in 1..2: f^k(rho) > 1/2", .refuted),
    ("exists k in 1..6: forall rho in [0,1): f^k(rho) > 1/2", .proved),
    ("exists k in 1..2: forall rho in [0,1): f^k(rho) > 1/2", .refuted),
    ("forall k in 1..6: sum(j = 1..k, j) = k*(k+1)/2", .proved),
    ("forall k in 1..6: sum(j = 1..k, j) = k*(k+1)/2 + (k - 5)*(k - 4)/1000", .refuted),
    ("forall k in 1..5: product(j = 1..k, 2) = 2^k", .proved),
    ("forall n in 0..4, x in [-1,1]: kappa(n + 1, x) <= 1", .proved),
    ("forall d in complete(2), e in edges(d): paths(d - e) <= paths(d)", .proved),
    ("forall d in complete(2), e in edges(d): paths(d - e) < paths(d)", .refuted),
    ("forall d in complete(2), e in absent(d): paths(d + e) >= paths(d)", .proved),
    ("forall d in complete(2), e in edges(d): paths(d - e + e) = paths(d)", .proved),
    ("exists d in complete(2), e in absent(d): paths(d + e) > paths(d) + 1", .refuted),
    ("exists d in complete(1), e in edges(d): paths(d) = 0", .refuted),
    ("forall k in 1..4: paths(chain(k)) = 1 and paths(dense(k)) = 2^(k - 1)", .proved),
    ("forall k in 1..3: paths(resnet(2*k, skip: 2)) = 2^k", .proved),
    // The skip alone, at ρ ≥ 0; nothing reaches 1 + |ρ| for ρ < 0.
    ("forall rho in [0,1]: exists d in complete(2): lambda2(d, rho, exact) >= 1 - rho", .proved),
    (
      "forall rho in [0,1]: exists d in {\"2\", \"1\"}: lambda2(d, rho, exact) >= 1 - rho and depth(d) = 1",
      .refuted
    ),
    (
      "forall d in complete(2), e in edges(d), rho in [-1,1): lambda2(d - e, rho, exact) <= lambda2(d, rho, exact)",
      .proved
    ),
    (
      "forall rho in [-1,1]: 0 <= ntk_lambda2(\"2_02\", rho, exact) <= NTKii(\"2_02\", rho, exact)",
      .proved
    ),
    ("mean(\"2\", 1/2, exact) = 1/sqrt(pi) and mean(\"2\", 1/2, variance-only) = 0", .proved),
  ])
  func verdict(_ source: String, _ expected: Verdict) throws {
    let statement = try Statement(source)
    let result = try Prover(budget: Budget(seconds: 60)).decide(statement)
    #expect(result.verdict == expected, "\(source): \(result.reason ?? "")")
    let certificate = try #require(result.certificate)
    #expect(try Statement(certificate.statement) == statement)
    #expect(certificate.text != nil, "\(source): \(certificate.gap ?? "")")
  }

  /// A case that is left out, doubled, or of another value, is rejected.
  @Test func casesAreCounted() throws {
    let source = "forall k in 1..3, d in complete(1), e in edges(d): paths(d) + k >= 2"
    let result = try Prover().decide(try Statement(source))
    let certificate = try #require(result.certificate)
    #expect(
      certificate.cases.map(\.networks)
        == (1...3).flatMap { [["\($0)", "1", "0-1>1"], ["\($0)", "2", "0-2>1"]] })
    let whole = try ElaboratedCertificate(try #require(certificate.text))
    try CertificateChecker.check(whole)
    for index in whole.cases.indices {
      var forged = whole
      forged.cases.remove(at: index)
      #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
      forged = whole
      forged.cases.append(whole.cases[index])
      #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
      for (place, value) in [(0, "4"), (1, "0"), (2, "0-2>2")] {
        forged = whole
        forged.cases[index].values[place] = value
        #expect(throws: Rejection.self) { try CertificateChecker.check(forged) }
      }
    }
  }
}
