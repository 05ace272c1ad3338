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
    ("forall x in [0,1]: sin(x) < 2", 2 as Int32, "sin(x) has no form in the Coq library"),
    ("forall x in [0,1], y in [0,1]: x*y < 2", 2, "at most one network and one real variable"),
    ("forall x in [0,3]: x < 4", 2, "a part of [-1, 1]"),
    ("forall x in [-1,1]: (x - 1/3)^2 >= 0 and x^2 + 1/9 >= 2*x/3", 3, "no proof for Coq"),
    (
      "forall dag in complete(1), r in [0,1): lambda2(dag, r, exact) >= 0", 3,
      "every network of complete(1)"
    ),
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
