import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import Testing

/// The text of a certificate.
@Suite struct CertificateTextTests {
  private let whole = Certificate(
    statement: "forall x in [-1,1],\n  y in [-1,1]: x = y", verdict: .refuted,
    cases: [
      .init(networks: [], evidence: .point([Rational(1, 3), -2], Precision(64))),
      .init(networks: [], evidence: .point([], Precision(2))),
      .init(
        networks: ["2_02", "{\"a\": \"b \\\" c\"}"],
        evidence: .signChange(lower: [0, 1], upper: [Rational(1, 2), 1], Precision(128))),
      .init(
        networks: ["1"],
        evidence: .cover([
          .split(variable: 1, at: Rational(-3, 8)), .leaf(.natural(Precision(64))),
          .leaf(.derivative(Precision(65))), .leaf(.diagonal(Precision(66))),
          .leaf(.segment(Precision(67))), .leaf(.algebraic(Precision(68))),
          .leaf(.tangent(Precision(69), at: ["√2/2", "1/π"])),
          .leaf(.expansion(Precision(70), terms: 4, fromUpper: true)),
          .leaf(.expansion(Precision(71), terms: 12, fromUpper: false)),
        ])),
    ])

  @Test func roundTrip() throws {
    #expect(try Certificate(whole.outline) == whole)
    #expect(
      whole.outline.contains("statement: forall x in [-1,1],\nstatement:   y in [-1,1]: x = y\n"))
  }

  @Test func malformed() {
    let lines = whole.outline.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    // Without any one of its lines (but the statement's second and the empty one after the end).
    for index in lines.indices where index != 1 && index != 2 && index != lines.count - 1 {
      var rest = lines
      rest.remove(at: index)
      #expect(throws: CertificateFormatError.self) { try Certificate(rest.joined(separator: "\n")) }
    }
    for (old, new) in [
      ("certificate 1", "certificate 2"), ("refuted", "maybe"), ("1@", "x@"), ("1@-3/8", "1@-3/0"),
      ("n64", "n1"), ("n64", "n"), ("n64", "n64:4"), ("u70:4", "u70"), ("u70:4", "u70:65"),
      ("u70:4", "u70:0"), ("c69:√2/2:1/π", "c69"), ("point 64", "point"), ("1/3", "1/"),
      ("sign-change 128 0 1 1/2 1", "sign-change 128 0 1 1/2"), ("end\n", "end\nend\n"),
      ("case \"1\"", "case 1"), ("case \"1\"", "case \"1"),
    ] {
      #expect(throws: CertificateFormatError.self, "\(new)") {
        try Certificate(whole.outline.replacing(old, with: new))
      }
    }
    do {
      _ = try Certificate(whole.outline.replacing("refuted", with: "maybe"))
      Issue.record("read")
    } catch {
      #expect(error.line == 4)
    }
  }
}
