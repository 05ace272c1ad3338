import Foundation
import Testing

/// `prove --coq`. The files shipped under Proofs/Coq/certificates are what the command writes, and
/// Scripts/check-proofs has Coq check them; Scripts/write-coq-certificates writes them anew.
@Suite("Proofs for Coq")
struct CoqOptionTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Proofs/Coq/certificates")

  /// The names and statements that are shipped.
  static let shipped: [(name: String, statement: String)] = {
    let list = try? String(contentsOf: folder.appending(path: "statements.txt"), encoding: .utf8)
    return (list ?? "").split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("#"), let colon = line.firstRange(of: ": ") else { return nil }
      return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }
  }()

  private func withFile<R>(_ body: (URL) throws -> R) throws -> R {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).v")
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file)
  }

  @Test func manyAreShipped() { #expect(Self.shipped.count >= 15) }

  /// A file that is written is no file that Coq has checked; and Coq takes no file of any name.
  @Test(arguments: [
    ("half.v", "which Coq is to check:\n  coqc -R Proofs/Coq KernelCalculator ", "half.v"),
    (
      "my-proof.v", "which Coq is to check under a name of letters, digits and _:\n  coqc ",
      "KernelCalculator NAME.v"
    ),
    (
      "1.v", "which Coq is to check under a name of letters, digits and _:\n  coqc ",
      "KernelCalculator NAME.v"
    ),
  ])
  func saysWhatIsToBeDone(_ name: String, _ before: String, _ after: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try CommandRun(
      "prove", "f(0) = 1/pi", "--coq", folder.appending(path: name).path())
    #expect(run.status == 0)
    #expect(run.output.contains(before))
    #expect(
      run.output.hasSuffix(
        "\(after)\n  where Proofs/Coq is this project's, once made: make -C Proofs/Coq\n"))
  }

  @Test(arguments: shipped)
  func writesTheShippedFile(_ name: String, _ statement: String) throws {
    try withFile { file in
      let run = try CommandRun("prove", statement, "--coq", file.path(), "--json")
      #expect(run.status == 0 || run.status == 1, "\(run.error)")
      #expect(try run.json().string("coq") == file.path())
      let golden = Self.folder.appending(path: "\(name).v")
      #expect(
        try String(contentsOf: file, encoding: .utf8)
          == String(contentsOf: golden, encoding: .utf8))
    }
  }

  @Test(arguments: [
    (
      "forall x in [0,1]: dual(tanh; 1, 1, x) < 2", 2 as Int32,
      "dual(tanh; 1, 1, x) has no form in the Coq library"
    ),
    ("forall r in [0,1]: mean(\"2_02\", r, exact) < 9", 2, "has no form in the Coq library"),
    ("forall x in [0,1]: x^(1/3) < 2", 2, "exponents in a Coq certificate"),
    ("forall k in 1..201, x in [0,1]: x^k <= 1", 2, "up to 200 values of whole numbers"),
    ("exists x in [0,1], y in [0,1]: x^2 + y^2 = 1 and x*y = 1/3", 3, "root of several equations"),
  ])
  func writesNothingElse(_ statement: String, _ status: Int32, _ message: String) throws {
    try withFile { file in
      let run = try CommandRun("prove", statement, "--coq", file.path())
      #expect(run.status == status)
      #expect(run.error.contains(message), "\(run.error)")
      #expect(!FileManager.default.fileExists(atPath: file.path()))
    }
  }
}
