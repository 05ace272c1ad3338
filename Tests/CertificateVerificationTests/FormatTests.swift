import CertificateElaboration
import Testing

@testable import CertificateVerification

/// The text of certificates.
@Suite struct FormatTests {
  private static let whole = """
    kernelcalc certificate 2
    statement: forall x in [-1,1],
    statement:   y in [-1,1]: x = y
    verdict: refuted
    case
    form 0 x - y
    form 0 x^3 - y^3
    denominator x^2 + x*y + y^2
    point 64 1/3 -2
    defined
    split 0 1/2
    natural 64
    derivative 66
    case "2_02" "7" "0-2>1" "step-1"
    premise 0 2 1/2 + k.1
    root 128 0 0 1/2
    divisor 1 x - 1/4
    cofactor 1 + x
    zero 1
    cofactor 2
    cofactor -x
    case "1"
    cover
    split 1 -3/8
    upper 64 2
    lower 64 3
    upper-angle 64 4
    lower-angle 64 5
    point 64 6 √2/2 + 1
    diagonal 64 2 0 1 1/2 1
    segment 64 0
    ray 64 2 0 -1/2
    end

    """

  @Test func roundTrip() throws {
    #expect(try ElaboratedCertificate(Self.whole).text == Self.whole)
  }

  /// A power of a divisor is the divisor times a power of it.
  @Test func powersOfDivisors() throws {
    let text = Self.whole.replacing("divisor 1 x - 1/4", with: "divisor 3 x - 1/4")
    guard
      case .root(_, _, _, let divisors, let zeros) = try ElaboratedCertificate(text).cases[1]
        .evidence
    else {
      Issue.record("no root")
      return
    }
    #expect(divisors == ["x - 1/4"])
    #expect(zeros[0].cofactors == ["(x - 1/4)^2*(1 + x)"])
  }

  /// No line may be missing, apart from those that a certificate may have more or fewer of.
  @Test func everyLineHasItsPlace() {
    let lines = Self.whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let repeated = [
      "statement:", "premise", "form", "split", "natural", "derivative", "defined", "divisor",
      "cofactor", "zero", "denominator", "upper", "lower", "point 64 6", "diagonal", "segment",
      "ray", "case", "cover",
    ]
    for index in lines.indices.dropLast()
    where !repeated.contains(where: { lines[index].hasPrefix($0) }) {
      var fewer = lines
      fewer.remove(at: index)
      #expect(throws: ReadingError.self, "without '\(lines[index])'") {
        try ElaboratedCertificate(fewer.joined(separator: "\n"))
      }
    }
    for index in lines.indices.dropLast() {
      var wrong = lines
      wrong[index] += " x"
      if lines[index].hasPrefix("point 64 6") || lines[index].hasPrefix("form")
        || lines[index].hasPrefix("premise")
        || lines[index].hasPrefix("divisor") || lines[index].hasPrefix("cofactor")
        || lines[index].hasPrefix("denominator") || lines[index].hasPrefix("statement")
      {
        continue
      }
      #expect(throws: ReadingError.self, "'\(wrong[index])'") {
        try ElaboratedCertificate(wrong.joined(separator: "\n"))
      }
    }
  }

  @Test(arguments: ["kernelcalc certificate 1", "kernelcalc certificate 3"])
  func otherFormatsAreNamed(_ header: String) {
    let text = Self.whole.replacing("kernelcalc certificate 2", with: header)
    let error = #expect(throws: ReadingError.self) { try CertificateChecker.check(text) }
    #expect(error?.description.contains("another format") == true)
  }

  @Test(arguments: [
    "natural 1", "natural -64", "natural 64 ", "natural 99999999", "upper 64 0", "upper 64 65",
    "upper 64", "split 0 1/0", "split -1 0", "diagonal 64 2 0 1", "ray 64 2 x", "segment 64",
    "point 64 2", "Natural 64", "natural +64", "natural 0x40",
  ]) func notASteps(_ line: String) {
    #expect(ElaboratedCertificate.Step(line[...]) == nil)
  }
}
