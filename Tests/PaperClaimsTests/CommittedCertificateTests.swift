import CertificateVerification
import Foundation
import Testing

@testable import PaperClaims

@Suite("Committed certificates")
struct CommittedCertificateTests {
  static let names: [String] = (try? CommittedProofs.files("Certificates")) ?? []

  @Test func thereAreMany() { #expect(Self.names.count > 50) }

  @Test(arguments: names)
  func replays(_ name: String) throws {
    _ = try CertificateChecker.check(CommittedProofs.text("Certificates/\(name)"))
  }

  /// Every statement of the catalogue has its certificate, and the statement's file says the verdict.
  @Test func certificatesAreOfTheCataloguesStatements() throws {
    var found = 0
    for claim in Catalogue.claims {
      let file = try CommittedProofs.text("Statements/\(claim.id).txt")
      for row in claim.rows {
        for part in row.parts {
          guard case .statement(let text) = part.question else { continue }
          let rule = row.rule == .any ? [] : [row.rule.rawValue]
          let stem = ([claim.id] + rule + [part.key]).filter { !$0.isEmpty }.joined(separator: ".")
          let certificate = try ElaboratedCertificate(
            CommittedProofs.text("Certificates/\(stem).cert"))
          #expect(certificate.statement == text)
          #expect(
            file.contains(
              "verdict: \(certificate.isProof ? "proved" : "refuted")\n"
                + "  evidence: \(part.theorem == nil ? "certificate" : "coq")\n"
                + "  statement: \(text)\n  certificate: Certificates/\(stem).cert\n"), "\(stem)")
          found += 1
        }
      }
    }
    #expect(found > 40)
  }

  @Test func aChangedCertificateIsRejected() throws {
    var certificate = try ElaboratedCertificate(
      CommittedProofs.text("Certificates/eq12-upper-bound.variance-only.fails.cert"))
    let statement = certificate.statement
    // A DAG for which the bound holds, in place of one for which it fails.
    certificate.statement = statement.replacingOccurrences(of: "\"1_12_002\"", with: "\"1_10_002\"")
    #expect(certificate.statement != statement)
    #expect(throws: Rejection.self) { try CertificateChecker.check(certificate) }
    certificate.cases = certificate.cases.map { entry in
      var changed = entry
      changed.values = entry.values.map { $0 == "1_12_002" ? "1_10_002" : $0 }
      return changed
    }
    #expect(throws: Rejection.self) { try CertificateChecker.check(certificate) }
  }
}
