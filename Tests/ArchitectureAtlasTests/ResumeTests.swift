import ArchitectureAtlas
import Foundation
import GRDB
import Testing
import _TestSupport

/// Builds that end early, shards and merging: the content is always the same.
@Suite struct ResumeTests {
  /// Small units, so that there are many moments to end between them and in them.
  private static let small = ["build", "--nodes", "3", "--at", "-1/2,9/10", "--unit", "8", "--out"]

  private func dump(_ path: String) throws -> String {
    let run = try AtlasRun("dump", path)
    #expect(run.status == 0, "\(run.error)")
    return run.output
  }

  /// The dump of an atlas that was built without interruption, and how long that took.
  private func uninterrupted() throws -> (dump: String, seconds: Double) {
    let scratch = try Scratch()
    let start = Date()
    let run = try AtlasRun(starting: Self.small + [scratch.file("whole.sqlite")])
    while run.isRunning { usleep(1000) }
    let seconds = Date().timeIntervalSince(start)
    #expect(run.status == 0, "\(run.error)")
    return (try dump(scratch.file("whole.sqlite")), seconds)
  }

  /// A file may hold some units, but those as a whole, and nothing else.
  private func checkUnits(_ path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { (db) throws -> Void in
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      if try !db.tableExists("unit") { return }
      let counted = try Row.fetchAll(
        db, sql: "SELECT id / 8, count(*) FROM class GROUP BY 1 ORDER BY 1")
      let stated = try Row.fetchAll(
        db, sql: "SELECT id, classes FROM unit WHERE classes > 0 ORDER BY id")
      #expect(counted.map { [$0[0] as Int, $0[1]] } == stated.map { [$0[0] as Int, $0[1]] })
      let classes = try Int.fetchOne(db, sql: "SELECT count(*) FROM class")
      let spectra = try Int.fetchOne(db, sql: "SELECT count(*) FROM spectrum")
      #expect(spectra == classes.map { $0 * 8 })
    }
  }

  @Test func killsAtRandomMomentsLoseNothing() throws {
    let whole = try uninterrupted()
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0..<1_000_000, using: &generator)
    var moments = SplitMix64(seed: seed)
    var scratch = try Scratch()
    var kills = 0
    var attempts = 0
    while kills < 10 && attempts < 100 {
      attempts += 1
      let path = scratch.file("atlas.sqlite")
      let run = try AtlasRun(starting: Self.small + [path])
      usleep(UInt32.random(in: 0...UInt32(whole.seconds * 1_000_000), using: &moments))
      if run.end(by: SIGKILL) {
        kills += 1
        if FileManager.default.fileExists(atPath: path) { try checkUnits(path) }
      } else {
        // It was complete before it could be killed: the next one starts from nothing.
        #expect(run.status == 0, "\(run.error)")
        #expect(try dump(path) == whole.dump, "seed \(seed), after \(kills) kills")
        scratch = try Scratch()
      }
    }
    #expect(kills == 10, "seed \(seed)")
    let last = try AtlasRun(starting: Self.small + [scratch.file("atlas.sqlite")])
    while last.isRunning { usleep(1000) }
    #expect(last.status == 0, "\(last.error)")
    #expect(try dump(scratch.file("atlas.sqlite")) == whole.dump, "seed \(seed)")
    #expect(try scratch.names() == ["atlas.sqlite"])
  }

  /// A process that ends while it writes leaves a journal; readers undo what was half written.
  @Test func halfWrittenTransactionsAreUndone() throws {
    let scratch = try Scratch()
    let path = scratch.file("atlas.sqlite")
    #expect(try AtlasRun(starting: Self.small + [path]).end(by: 0) == false)
    let before = try dump(path)
    let copy = scratch.file("copy.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      // Pages go to the file before the transaction ends.
      try db.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1")
      try db.inTransaction(.immediate) {
        try db.execute(sql: "UPDATE spectrum SET ii_lower = 0; UPDATE class SET paths = 0")
        for suffix in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        return .rollback
      }
    }
    // Written in part, and the journal knows what was there.
    let files = try [path, copy].map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(files[0] != files[1])
    #expect(try dump(copy) == before)
    #expect(try scratch.names() == ["atlas.sqlite", "copy.sqlite"])
  }

  @Test func interruptFinishesTheUnitAndSaysHowToResume() throws {
    let scratch = try Scratch()
    let path = scratch.file("atlas.sqlite")
    // Far more work than can be done before the interrupt.
    let arguments = ["build", "--nodes", "5", "--unit", "60", "--shard", "7/9", "--out", path]
    let run = try AtlasRun(starting: arguments)
    var units = 0
    while run.isRunning && units == 0 {
      usleep(10_000)
      guard FileManager.default.fileExists(atPath: path),
        let queue = try? DatabaseQueue(path: path)
      else { continue }
      units = (try? queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM unit") }) ?? 0
    }
    #expect(run.end(by: SIGINT) == false)
    #expect(run.status == 3)
    #expect(run.error.contains("resume by running the same command"))
    #expect(run.output.isEmpty)
    let status = try AtlasRun("status", path)
    #expect(status.status == 0)
    #expect(!status.output.contains("complete\n"))
  }

  @Test func threadsAndShardsMakeNoDifference() throws {
    let whole = try uninterrupted().dump
    let scratch = try Scratch()
    let paths = ["one", "two", "three"].map { scratch.file($0 + ".sqlite") }
    for (index, path) in paths.enumerated() {
      let run = try AtlasRun(
        starting: Self.small + [path, "--shard", "\(index + 1)/3", "--threads", "\(3 * index + 1)"])
      #expect(run.end(by: 0) == false)
      #expect(run.status == 0, "\(run.error)")
      #expect(try dump(path) != whole)
    }
    // Two shards are one part of the whole; all three are the whole, in any order, and again.
    let merged = scratch.file("merged.sqlite")
    #expect(try AtlasRun("merge", merged, paths[2], paths[0]).status == 0)
    #expect(try dump(merged) != whole)
    #expect(try AtlasRun("merge", merged, paths[0], paths[1]).status == 0)
    #expect(try dump(merged) == whole)
    #expect(try AtlasRun("merge", merged, paths[1]).status == 0)
    #expect(try dump(merged) == whole)
    // Shards into one file.
    let run = try AtlasRun(starting: Self.small + [paths[0], "--shard", "2/2"])
    #expect(run.end(by: 0) == false)
    let rest = try AtlasRun(starting: Self.small + [paths[0], "--shard", "1/2", "--threads", "1"])
    #expect(rest.end(by: 0) == false)
    #expect(try dump(paths[0]) == whole)
    #expect(
      try scratch.names() == ["merged.sqlite", "one.sqlite", "three.sqlite", "two.sqlite"])
  }

  @Test func partsThatDisagreeAreNotMerged() throws {
    let scratch = try Scratch()
    let (good, bad, out) = (
      scratch.file("good.sqlite"), scratch.file("bad.sqlite"), scratch.file("out.sqlite")
    )
    #expect(try AtlasRun("build", "--nodes", "2", "--out", good).status == 0)
    for (change, message) in [
      ("UPDATE spectrum SET lambda2_upper = lambda2_upper + 1 WHERE class = 1", "differs"),
      ("DELETE FROM quotient WHERE class = 1", "differs"),
      ("UPDATE unit SET classes = classes + 1 WHERE id = 0", "does not have the classes"),
    ] {
      try? FileManager.default.removeItem(atPath: bad)
      try FileManager.default.copyItem(atPath: good, toPath: bad)
      try DatabaseQueue(path: bad).write { try $0.execute(sql: change) }
      let run = try AtlasRun("merge", out, good, bad)
      #expect(run.status == 2, "\(change)")
      #expect(run.error.contains("bad.sqlite: unit 0") && run.error.contains(message))
      #expect(try scratch.names() == ["bad.sqlite", "good.sqlite"])
    }
    // Of other parameters.
    let other = scratch.file("other.sqlite")
    #expect(try AtlasRun("build", "--nodes", "2", "--at", "1/3", "--out", other).status == 0)
    let run = try AtlasRun("merge", out, good, other)
    #expect(run.status == 2)
    #expect(run.error.contains("other.sqlite") && run.error.contains("parameters"))
    #expect(try AtlasRun("merge", good, good).status == 2)
  }
}
