import Testing

@testable import CertificateVerification

/// Cases with the same formula.
@Suite struct ShownFormulaTests {
  private func evaluations(_ networks: String...) throws -> Int {
    let space = networks.map { "\"\($0)\"" }.joined(separator: ", ")
    var lines: [String] = []
    for network in networks { lines += ["case \"\(network)\"", "cover", "derivative 64"] }
    let head = [
      "kernelcalc certificate 2",
      "statement: forall d in {\(space)}, x in [-1,1]: Kij(d, x, exact) >= x", "verdict: proved",
    ]
    let text = (head + lines + ["end"]).joined(separator: "\n") + "\n"
    return try CertificateChecker.check(text).evaluations
  }

  /// f(x) of two networks is shown once, f(f(x)) besides.
  @Test func shownOnce() throws {
    let one = try evaluations("1_02")
    #expect(one > 0)
    #expect(try evaluations("1_02", "2_20") == one)
    #expect(try evaluations("1_02", "2_02", "2_20") == one + evaluations("2_02"))
  }

  /// Of "exists" a value has to be given.
  @Test func somethingIsGiven() {
    let text = """
      kernelcalc certificate 2
      statement: exists d in {"2"}: paths(d) = 2
      verdict: proved
      end

      """
    #expect(throws: Rejection.self) { try CertificateChecker.check(text) }
  }
}
