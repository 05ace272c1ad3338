import CertificateChecking
import CertificateVerification
import IntervalArithmetic
import Statements
import Testing

@testable import ProofSearch

/// How what a search has found becomes a certificate that carries its evidence.
@Suite struct CompletionTests {
  private static let precision = Precision(70)

  private func certified(_ text: String, _ cover: [Certificate.Step]) throws -> Certificate {
    let prover = Prover()
    let finding = Certificate(
      statement: text, verdict: .proved,
      cases: [Certificate.Case(networks: [], evidence: .cover(cover))])
    return try prover.certified(
      finding, of: try Statement(text), spending: SharedBudget(prover.budget)
    ).certificate
  }

  private func cover(of certificate: Certificate) throws -> String {
    let text = try #require(certificate.text)
    _ = try CertificateChecker.check(text)
    let lines = text.split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "cover"))
    return lines[(start + 1)...].dropLast().joined(separator: ", ")
  }

  /// Where the checker takes the search's own cover, nothing else is tried.
  @Test func coversAreTakenAsFound() throws {
    let found: [Certificate.Step] = [
      .split(variable: 0, at: 0), .leaf(.natural(Self.precision)), .split(variable: 0, at: 1),
      .leaf(.derivative(Self.precision)),
      .leaf(.expansion(Self.precision, terms: 6, fromUpper: false)),
    ]
    let certificate = try certified("forall x in [-1,2]: x^2 + 1 > x/4", found)
    #expect(
      try cover(of: certificate)
        == "split 0 0, natural 70, split 0 1, derivative 70, lower 70 6")
  }

  /// An end at which kernels have square roots is left in the angle.
  @Test func kernelsAreExpandedInTheAngle() throws {
    let expansion = Certificate.Method.expansion(Self.precision, terms: 6, fromUpper: true)
    let certificate = try certified("forall x in [9/10,1): f(x) > x", [.leaf(expansion)])
    #expect(try cover(of: certificate) == "upper-angle 70 6")
  }

  /// Where it does not, it gets rules that show it, here and there.
  @Test func otherCoversAreCompleted() throws {
    let certificate = try certified(
      "forall x in [-1,1]: f(x)^2 - x/2 > 0.08", [.leaf(.natural(Self.precision))])
    #expect(certificate.gap == nil)
    #expect(try cover(of: certificate).contains("split"))
  }

  /// What is false is no certificate, whatever is said to have been found.
  @Test func falseFindingsAreRefused() {
    #expect(throws: (any Error).self) {
      try certified("forall x in [-1,1]: f(x) > 1/100", [.leaf(.natural(Self.precision))])
    }
  }
}
