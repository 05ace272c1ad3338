import Foundation
import GRDB
import Testing

/// The command as a stranger meets it.
@Suite struct CommandTests {
  private static func helpPages() throws -> [[String]] {
    [[], ["build"], ["merge"], ["query"], ["dump"], ["status"], ["shard"], ["verify"]]
  }

  /// The examples of a page, run one after the other in an empty folder.
  @Test(arguments: try helpPages())
  func examplesWork(page: [String]) throws {
    let help = try AtlasRun(starting: page + ["--help"])
    #expect(help.end(by: 0) == false)
    #expect(help.status == 0)
    var examples = 0
    let scratch = try Scratch()
    for line in help.output.split(separator: "\n") {
      #expect(line.count <= 80 || line.hasPrefix("USAGE:"), "\(line)")
      guard line.hasPrefix("  kernelcalc ") else { continue }
      examples += 1
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/bash")
      shell.arguments = [
        "-c", "cd \"$1\" && PATH=\"$0:$PATH\" && \(line) > output && test -s output",
        AtlasRun.folder.path(), scratch.path,
      ]
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0, "\(line)")
    }
    #expect(examples >= 1)
  }

  /// `kernelcalc atlas` hands over everything, and says what to do where there is nothing to run.
  @Test func kernelcalcRunsTheProgram() throws {
    let scratch = try Scratch()
    let path = scratch.file("two.sqlite")
    for arguments in [
      ["build", "--nodes", "2", "--at", "-1/2,1/2", "--out", path], ["status", path],
    ] {
      let run = try AtlasRun(starting: ["atlas"] + arguments, program: "kernelcalc")
      #expect(run.end(by: 0) == false)
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.contains("complete(2) at ρ = -1/2, 1/2"))
    }
    // A copy by itself. Another process makes it: a file that this one has written could still be
    // open in a child that another test has started, and then it cannot be run.
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "cp \"$0\" \"$1\"/lone && PATH=/usr/bin:/bin exec \"$1\"/lone atlas status \"$2\"",
      AtlasRun.folder.appending(path: "kernelcalc").path(), scratch.path, path,
    ]
    process.standardError = pipe
    try process.run()
    let message = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(message.contains("KERNELCALCULATOR_ATLAS=1 swift build"))
  }

  @Test(arguments: [
    (["--nodes", "0"], "nodes must be between"), (["--nodes", "7"], "nodes must be between"),
    (["--nodes", "2", "--shard", "0/0"], "0/0 is none"),
    (["--nodes", "2", "--shard", "3/2"], "3/2 is none"),
    (["--nodes", "2", "--shard", "-1/2"], "-1/2 is none"),
    (["--nodes", "2", "--shard", "half"], "written i/n"),
    (["--nodes", "2", "--at", "2"], "ρ must be in [-1, 1], not 2"),
    (["--nodes", "2", "--at", "1/2,,0"], "'' is not a number"),
    (["--nodes", "2", "--at", "x"], "'x' is not a number"),
    (["--nodes", "2", "--unit", "0"], "unit"), (["--nodes", "2", "--threads", "0"], "threads"),
    (["--nodes", "two"], "two"), ([], "--nodes"),
  ])
  func badBuilds(arguments: [String], message: String) throws {
    let scratch = try Scratch()
    let run = try AtlasRun(
      starting: ["build", "--out", scratch.file("new.sqlite")] + arguments)
    #expect(run.end(by: 0) == false)
    #expect(run.status == 2, "\(arguments)")
    #expect(run.error.contains(message), "\(run.error)")
    #expect(try scratch.names().isEmpty)
  }

  /// What is no atlas, or another one, stays as it is.
  @Test func otherFilesAreLeftAlone() throws {
    let scratch = try Scratch()
    let (text, database, atlas) = (
      scratch.file("notes.txt"), scratch.file("other.sqlite"), scratch.file("atlas.sqlite")
    )
    try Data("A text of more than a hundred characters. ".utf8 + Array(repeating: 65, count: 100))
      .write(to: URL(filePath: text))
    try DatabaseQueue(path: database).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    #expect(try AtlasRun("build", "--nodes", "2", "--out", atlas).status == 0)
    let paths = [text, database, atlas]
    let before = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
    for path in [text, database] {
      for arguments in [
        ["build", "--nodes", "2", "--out", path], ["status", path], ["query", path],
        ["dump", path], ["merge", path, atlas], ["merge", scratch.file("new.sqlite"), path],
      ] {
        let run = try AtlasRun(starting: arguments)
        #expect(run.end(by: 0) == false)
        #expect(run.status == 2, "\(arguments)")
        #expect(run.error.contains("no atlas"), "\(run.error)")
        #expect(run.output.isEmpty)
      }
    }
    for (arguments, message) in [
      (["--nodes", "3"], "nodes 2 and not 3"), (["--nodes", "2", "--unit", "9"], "unit size 729"),
      (["--nodes", "2", "--at", "0"], "correlations -1/2,0,1/2,9/10 and not 0"),
    ] {
      let run = try AtlasRun(starting: ["build", "--out", atlas] + arguments)
      #expect(run.end(by: 0) == false)
      #expect(run.status == 2)
      #expect(run.error.contains(message), "\(run.error)")
    }
    #expect(try paths.map { try Data(contentsOf: URL(filePath: $0)) } == before)
    #expect(try scratch.names() == ["atlas.sqlite", "notes.txt", "other.sqlite"])
    // A later schema is not guessed at.
    try DatabaseQueue(path: atlas).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(try AtlasRun("status", atlas).error.contains("schema 99"))
  }

  @Test func queriesOnlyRead() throws {
    let scratch = try Scratch()
    let atlas = scratch.file("atlas.sqlite")
    #expect(try AtlasRun("build", "--nodes", "2", "--out", atlas).status == 0)
    let before = try Data(contentsOf: URL(filePath: atlas))
    for sql in [
      "DELETE FROM class", "ATTACH 'new.sqlite' AS new",
      "VACUUM INTO '\(scratch.file("new.sqlite"))'", "SELECT 1; DELETE FROM class", "SELEC 1",
      "SELECT nothing FROM class", "", "UPDATE unit SET classes = 0 RETURNING id",
    ] {
      let run = try AtlasRun("query", atlas, "--sql", sql)
      #expect(run.status == 2, "\(sql)")
      #expect(!run.error.isEmpty)
      let json = try AtlasRun("query", atlas, "--json", "--sql", sql)
      #expect(json.status == 2)
      #expect(json.output.hasPrefix(#"{"schema":1,"failure":"#), "\(json.output)")
    }
    #expect(try Data(contentsOf: URL(filePath: atlas)) == before)
    #expect(try scratch.names() == ["atlas.sqlite"])
    for (arguments, message) in [
      (["--at", "1/3", "--rank", "ratio"], "it has them at -1/2, 0, 1/2, 9/10"),
      (["--rank", "ratio", "--disagreement"], "at a time"),
      (["--rank", "depth"], "depth"), (["--rank", "ratio", "--limit", "-1"], "limit"),
    ] {
      let run = try AtlasRun(starting: ["query", atlas] + arguments)
      #expect(run.end(by: 0) == false)
      #expect(run.status == 2)
      #expect(run.error.contains(message), "\(run.error)")
    }
    let missing = try AtlasRun("query", scratch.file("none.sqlite"))
    #expect(missing.status == 2)
    #expect(missing.error.contains("none.sqlite: no such file"))
    #expect(try AtlasRun("merge", scratch.file("out.sqlite")).status == 2)
    #expect(try AtlasRun("build", "--nodes", "2", "--out", "/nowhere/a.sqlite").status == 2)
  }

  /// Rankings are in the order of the enclosures, and of as many rows as were asked for.
  @Test(arguments: ["lambda2", "ratio"], ["nngp", "ntk"])
  func rankings(quantity: String, kernel: String) throws {
    struct Answer: Decodable {
      let columns: [String]
      let rows: [[Cell]]
    }
    enum Cell: Decodable {
      case number(Double)
      case other

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = (try? container.decode(Double.self)).map { .number($0) } ?? .other
      }
    }
    let scratch = try Scratch()
    let atlas = scratch.file("atlas.sqlite")
    #expect(try AtlasRun("build", "--nodes", "2", "--out", atlas).status == 0)
    for isSmallest in [false, true] {
      let run = try AtlasRun(
        starting: [
          "query", atlas, "--rank", quantity, "--kernel", kernel, "--json", "--limit", "9",
        ]
          + (isSmallest ? ["--smallest"] : []))
      #expect(run.end(by: 0) == false)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
      #expect(answer.rows.count == 9)
      let place = try #require(answer.columns.firstIndex(of: "\(quantity)_lower"))
      let values = try answer.rows.map { row in
        guard case .number(let value) = row[place] else { throw CocoaError(.coderInvalidValue) }
        return value
      }
      #expect(values == (isSmallest ? values.sorted() : values.sorted().reversed()))
      #expect(Set(values).count > 1)
    }
  }
}
