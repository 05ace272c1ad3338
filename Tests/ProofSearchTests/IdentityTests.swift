import CertificateVerification
import KernelVocabulary
import Statements
import Testing

@testable import ProofSearch

/// Equations that hold by what roots, powers and elementary functions are: recognised, and accepted by the
/// checker, which has its own reasons for them.
@Suite struct IdentityTests {
  @Test(arguments: [
    "forall x in [0,1]: sqrt(x^2) = x", "forall x in [2,2]: f(1/x) = f(1/2)",
    "forall x in [-1,1]: sqrt(1-x)*sqrt(1+x) = sqrt(1-x^2)",
    "forall x in [0,1]: sin(x)^2+cos(x)^2 = 1", "forall x in [1,2]: exp(log(x)) = x",
    "forall x in [-1,1]: log(exp(x)) = x", "forall x in [-1,1]: |x|^2 = x^2",
    "forall x in [0,1]: (x^2-1)/(x+1) = x-1", "forall x in [-1,1]: asin(x)+acos(x) = pi/2",
    "forall x in [1,2]: 1/x + 1/(x+1) = (2*x+1)/(x*(x+1))", "forall x in [-1,1]: f(x)-f(-x) = x",
    "forall x in [-1,1]: f(x) = (sqrt(1-x^2) + (pi - acos(x))*x)/pi",
    "sqrt(2)+sqrt(3) = sqrt(5+2*sqrt(6))", "cos(pi/5) = (1+sqrt(5))/4", "atan(1) = pi/4",
    "cos(7*pi/5) = (1-sqrt(5))/4", "sin(pi/10) = (sqrt(5)-1)/4", "cos(13*pi/6) = sqrt(3)/2",
    "|pi-3| = pi - 3", "1/(sqrt(2)-1) = sqrt(2)+1", "1/(1/pi+1) + 1/(pi+1) = 1",
    "(pi^2-1)/(pi-1) = pi+1", "sqrt(1/pi+1)*sqrt(pi) = sqrt(pi+1)",
    "sqrt(10+2*sqrt(10)+2*sqrt(15)+2*sqrt(6)) = sqrt(2)+sqrt(3)+sqrt(5)",
  ])
  func isProved(_ text: String) throws {
    let result = try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    #expect(result.verdict == .proved, "\(text): \(result.reason ?? "")")
    let certificate = try #require(result.certificate?.text)
    #expect(certificate.hasPrefix("kernelcalc certificate 2"))
    #expect(throws: Never.self) { try CertificateChecker.check(certificate) }
  }

  /// What is nearly so, or holds elsewhere only.
  @Test(arguments: [
    "forall x in [-1,1]: sqrt(x^2) = x", "sqrt(2)+sqrt(3) = sqrt(5+2*sqrt(6)) + 1/10^60",
    "sqrt(2)+sqrt(3) = -sqrt(5+2*sqrt(6))", "cos(pi/5) = (1-sqrt(5))/4", "sin(pi/5) = cos(pi/5)",
    "atan(1) = pi/4 + 1/10^40", "forall x in [0,1]: sin(x)^2 - cos(x)^2 = 1",
    "forall x in [-1,1]: sqrt(1-x)*sqrt(1+x) = sqrt(1+x^2)",
  ])
  func isRefuted(_ text: String) throws {
    let result = try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    #expect(result.verdict == .refuted, "\(text): \(result.reason ?? "")")
  }

  /// The certificate of an identity does not prove what looks like it.
  @Test(arguments: [
    ("forall x in [0,1]: sqrt(x^2) = x", "[0,1]", "[-1,1]"),
    ("sqrt(2)+sqrt(3) = sqrt(5+2*sqrt(6))", "sqrt(2)+sqrt(3)", "sqrt(3)-sqrt(2)"),
    ("sqrt(3)-sqrt(2) = sqrt(5-2*sqrt(6))", "sqrt(3)-sqrt(2)", "sqrt(2)-sqrt(3)"),
    ("cos(pi/5) = (1+sqrt(5))/4", "cos(pi/5)", "cos(2*pi/5)"),
    ("atan(1) = pi/4", "atan(1)", "atan(-1)"),
    ("forall x in [0,1]: sin(x)^2+cos(x)^2 = 1", "sin(x)^2", "sin(x)^3"),
    ("forall x in [1,2]: exp(log(x)) = x", "exp(log(x))", "exp(2*log(x))"),
  ])
  func forgeriesAreRejected(_ text: String, _ part: String, _ other: String) throws {
    let result = try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    let certificate = try #require(result.certificate?.text)
    let forged = certificate.replacing(part, with: other)
    #expect(forged != certificate)
    #expect(throws: (any Error).self) { try CertificateChecker.check(forged) }
  }
}
