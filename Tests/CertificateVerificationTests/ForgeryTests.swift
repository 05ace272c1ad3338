import CertificateVerification
import Testing

/// Certificates made by hand: for each rule one that shows what it says, and some that do not.
@Suite struct ForgeryTests {
  @Test(arguments: valid + validInductions) func accepted(_ sample: Sample) throws {
    #expect(try CertificateChecker.check(sample.text).isProof == (sample.verdict == "proved"))
  }

  /// It is what they say that is refused, not how it is written.
  @Test(arguments: falseInductions + wrongCases + wrongRules) func rejected(_ sample: Sample) throws
  {
    let certificate = try ElaboratedCertificate(sample.text)
    #expect(throws: (any Error).self) { try CertificateChecker.check(certificate) }
  }
}
