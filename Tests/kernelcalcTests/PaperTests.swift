import Foundation
import Testing

/// The whole catalogue, run once.
private struct WholeRun: Sendable {
  private let output: String
  let status: Int32
  let folder: URL

  static let shared = Result { try WholeRun() }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    // The lemma files are what the pages are made of.
    let lemmas = folder.appending(path: "Lemmas")
    try FileManager.default.createDirectory(at: lemmas, withIntermediateDirectories: true)
    for name in try Self.names(of: "lemmas", in: PaperTests.committed.appending(path: "Lemmas")) {
      try FileManager.default.copyItem(
        at: PaperTests.committed.appending(path: "Lemmas/\(name)"),
        to: lemmas.appending(path: name))
    }
    let run = try CommandRun("paper", "--json", "--write", folder.path())
    status = run.status
    output = run.output
  }

  /// The names in a folder with this extension.
  static func names(of type: String, in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".\(type)") }.sorted()
  }

  var json: JSONObject { get throws { try JSONObject(output) } }

  func rows(_ key: String = "claims") throws -> [JSONObject] {
    try #require(json.members[key] as? [[String: Any]]).map { JSONObject($0) }
  }
}

@Suite("paper")
struct PaperTests {
  /// What Coq or a proof by hand says, in the words of `Proofs/Coq/README.md`.
  private static let verdicts: [(id: String, rule: String, verdict: String)] = [
    ("eq2-variance", "any", "proved"), ("lem3.2-diagonal", "any", "proved"),
    ("lem3.2-offdiagonal", "any", "proved"), ("lem3.2-mean", "any", "refuted"),
    ("rem3.3-mean-irrelevant", "exact", "refuted"), ("lem3.1-relu", "variance-only", "refuted"),
    ("lem3.1-relu", "exact", "refuted"), ("lem3.3-interlacing", "any", "proved"),
    ("eq7-dag1", "variance-only", "proved"), ("eq7-dag1", "exact", "proved"),
    ("eq9-dag2", "variance-only", "proved"), ("eq9-dag2", "exact", "proved"),
    ("eq11-dag3", "variance-only", "refuted"), ("eq11-dag3", "exact", "refuted"),
    ("sec3.3-ranking", "variance-only", "proved"), ("sec3.3-ranking", "exact", "proved"),
    ("rules-diagonal", "variance-only", "proved"), ("rules-diagonal", "exact", "refuted"),
    ("eq12-upper-bound", "variance-only", "refuted"), ("eq12-upper-bound", "exact", "refuted"),
    ("eq12-jensen", "variance-only", "proved"), ("eq12-equal-depth", "variance-only", "proved"),
    ("thm3.1-rate", "any", "proved"), ("sec5.3-nb201", "any", "proved"),
    ("sec5.2-not-both", "any", "proved"), ("asymptotic-depth", "any", "proved"),
    // (1.5, 10.5) against the centres of the extremes 1/16, 22/9 and 88/15, 18.
    ("sec5.3-darts", "any", "refuted"),
  ]

  @Test func everyClaimIsDecidedAsElsewhere() throws {
    let run = try WholeRun.shared.get()
    #expect(run.status == 0)
    #expect(try run.json.integer("schema") == 1)
    var found: [String: String] = [:]
    for row in try run.rows() {
      let key = try "\(row.string("id")) \(row.string("rule"))"
      #expect(found[key] == nil, "two rows for \(key)")
      found[key] = try row.string("verdict")
      #expect(try row.object("evidence").string("kind") == "coq", "\(key)")
    }
    #expect(
      found == Dictionary(uniqueKeysWithValues: Self.verdicts.map { ("\($0) \($1)", $2) }))
    for row in try run.rows("corrected") {
      #expect(try row.string("verdict") == "proved")
      #expect(try row.object("evidence").string("kind") == "coq")
      #expect(try row.string("id").hasPrefix("corrected-"))
    }
  }

  @Test func countsAddUp() throws {
    var counted: Set<String> = []
    for row in try WholeRun.shared.get().rows() {
      guard row.members["counts"] != nil else { continue }
      let counts = try row.object("counts")
      counted.insert(try row.string("id"))
      let numbers = try ["holds", "fails", "undecided"].map { try counts.integer($0) }
      #expect(numbers.reduce(0, +) == 662)
      #expect(try counts.integer("checked") == 662)
      #expect(numbers[2] == 0)
    }
    #expect(
      counted.isSuperset(of: ["eq12-upper-bound", "rules-diagonal", "rem3.3-mean-irrelevant"]))
  }

  // MARK: The committed files

  fileprivate static let committed = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Proofs")

  /// The generated files that differ between two directories. Certificates are compared by their
  /// statements and verdicts: the cuts may change with the search.
  private func differences(_ a: URL, _ b: URL) throws -> [String] {
    func files(_ folder: URL) throws -> [String: String] {
      var texts: [String: String] = [:]
      for path in ["Statements", "Certificates"] {
        let names = try FileManager.default.contentsOfDirectory(
          atPath: folder.appending(path: path).path())
        for name in names {
          let text = try String(
            contentsOf: folder.appending(path: "\(path)/\(name)"), encoding: .utf8)
          texts["\(path)/\(name)"] =
            path == "Statements"
            ? text
            : text.split(separator: "\n").prefix { !$0.hasPrefix("case") }.joined(separator: "\n")
        }
      }
      for name in try WholeRun.names(of: "md", in: folder.appending(path: "Lemmas")) {
        texts["Lemmas/\(name)"] = try String(
          contentsOf: folder.appending(path: "Lemmas/\(name)"), encoding: .utf8)
      }
      texts["README.md"] = try String(
        contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
      return texts
    }
    let (first, second) = (try files(a), try files(b))
    return Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
  }

  /// Every claim of the other papers is decided, as its file expects: else nothing is written.
  @Test func otherPapersAreDecided() throws {
    let run = try WholeRun.shared.get()
    #expect(run.status == 0)
    let folder = Self.committed.appending(path: "Lemmas")
    let files = try WholeRun.names(of: "lemmas", in: folder)
    #expect(files.count >= 5)
    for name in files {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let claims = text.split(separator: "\n").count {
        $0.hasPrefix("claim ") || $0.hasPrefix("refutes ")
      }
      #expect(claims > 5 && !text.contains("expect undecided"))
      let page = try String(
        contentsOf: run.folder.appending(path: "Lemmas/\(name.dropLast(7)).md"), encoding: .utf8)
      #expect(page.split(separator: "\n").count { $0.hasPrefix("| [") } == claims)
      #expect(!page.contains("undecided"))
    }
  }

  @Test func committedFilesAreCurrent() throws {
    let fresh = try WholeRun.shared.get().folder
    let stale = try differences(fresh, Self.committed)
    #expect(stale.isEmpty, "run: kernelcalc paper --write Proofs")
  }

  @Test func aStaleFileIsNoticed() throws {
    let fresh = try WholeRun.shared.get().folder
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: copy) }
    for path in ["Statements/eq7-dag1.txt", "Certificates/eq7-dag1.exact.cert", "README.md"] {
      try? FileManager.default.removeItem(at: copy)
      try FileManager.default.copyItem(at: fresh, to: copy)
      let file = copy.appending(path: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let changed = text.replacingOccurrences(of: "proved", with: "refuted")
      #expect(changed != text)
      try changed.write(to: file, atomically: true, encoding: .utf8)
      #expect(try differences(fresh, copy) == [path])
      try FileManager.default.removeItem(at: file)
      if path != "README.md" { #expect(try differences(fresh, copy) == [path]) }
    }
  }

  // MARK: The command line

  @Test func oneClaimInWords() throws {
    let run = try CommandRun("paper", "--claim", "lem3.2-mean")
    #expect(run.status == 0)
    #expect(run.output.contains("refuted"))
    #expect(run.output.contains("1/√π"))
    #expect(!run.output.contains("eq7-dag1"))
    #expect(run.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func badInput() throws {
    let unknown = try CommandRun("paper", "--claim", "eq12-jenson", "--json")
    #expect(unknown.status == 2)
    #expect(try unknown.json().failure().contains("did you mean 'eq12-jensen'?"))
    #expect(try CommandRun("paper", "--nodes", "5").status == 2)
    #expect(try CommandRun("paper", "--threads", "0").status == 2)
    let partial = try CommandRun("paper", "--claim", "eq7-dag1", "--write", "/nonexistent")
    #expect(partial.status == 2)
    #expect(partial.error.contains("leave out --claim"))
  }
}
