import CertificateChecking
import CertificateVerification
import Statements
import Testing

@testable import ProofSearch

/// Networks, numbers and edges for which a statement says the same.
@Suite struct RepetitionTests {
  private func decide(_ text: String) throws -> ProofResult {
    try Prover(threads: 2).decide(try Statement(text))
  }

  /// What is said of a chain is searched for once, and is in the certificate for each network.
  @Test(arguments: ["<=", ">="]) func networksWithOneFormula(_ relation: String) throws {
    func text(_ networks: String) -> String {
      "forall dag in {\(networks)}, rho in [-1,1]: lambda2(dag, rho, exact) \(relation) 2 + rho"
    }
    let one = try decide(text("\"2_02\""))
    let others = "\"2_02\", \"2_02_001\", \"1_02_002\", \"2_01_002\""
    let all = try decide(text(others))
    #expect(all.boxes == one.boxes)
    #expect(all.verdict == one.verdict)
    let certificate = try ElaboratedCertificate(try #require(all.certificate?.text))
    let expected =
      relation == "<=" ? ["2_02", "2_02_001", "1_02_002", "2_01_002"] : ["2_02"]
    #expect(Set(certificate.cases.flatMap(\.values)) == Set(expected))
    try CertificateChecker.check(certificate)
  }

  /// What shows a formula for one network alone shows it among the others.
  @Test func casesDoNotDependOnOthers() throws {
    let result = try decide(
      "forall dag in complete(2), e in absent(dag), rho in [-1, 1): "
        + "lambda2(dag + e, rho, exact) >= lambda2(dag, rho, exact)")
    let certificate = try ElaboratedCertificate(try #require(result.certificate?.text))
    #expect(certificate.cases.count == 54)
    try CertificateChecker.check(certificate)
  }

  /// One network among many with the same kernels of which something else is said.
  @Test func anotherFormulaAmongThem() throws {
    let result = try decide(
      "forall dag in {\"2_02\", \"2_02_001\", \"2_02_002\"}, rho in [-1,1]: "
        + "Kij(dag, rho, exact) = f(f(rho))")
    let certificate = try #require(result.certificate)
    #expect(certificate.verdict == .refuted)
    #expect(certificate.cases.map(\.networks) == [["2_02_002"]])
  }

  /// Where the formula is undecided it is so for all.
  @Test func undecidedTogether() throws {
    let result = try decide(
      "forall dag in {\"2_02\", \"2_02_001\"}, rho in [0,1]: "
        + "sin(10*Kij(dag, rho, exact)) = sin(10*f(f(rho))) + (rho - rho^2 - rho*(1 - rho))^2 or "
        + "(f(rho) - 1/2)^2 + sin(rho)^200 > 10^(-90)*rho")
    #expect(result.verdict != .refuted)
  }
}
