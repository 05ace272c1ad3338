import Foundation
import Testing
import _TestSupport

/// `kernelcalc atlas shard` and `verify` as a cluster runs them.
@Suite struct ShardCommandTests {
  private static let small = ["shard", "--nodes", "3", "--at", "1/2", "--unit", "32", "--shard"]

  private func make(_ shard: String, _ path: String) throws -> AtlasRun {
    let run = try AtlasRun(starting: Self.small + [shard, "--out", path])
    #expect(run.end(by: 0) == false)
    return run
  }

  private func verify(_ paths: [String]) throws -> AtlasRun {
    let run = try AtlasRun(starting: ["verify", "--sample", "5"] + paths)
    #expect(run.end(by: 0) == false)
    return run
  }

  @Test func shardsAreIdempotent() throws {
    let scratch = try Scratch()
    let path = scratch.file("1.npz")
    let first = try make("1/2", path)
    #expect(first.status == 0, "\(first.error)")
    let bytes = try Data(contentsOf: URL(filePath: path))
    let again = try make("1/2", path)
    #expect(again.status == 0)
    #expect(again.output.contains("there already"))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    // Another shard, another file: left alone.
    for other in ["2/2", "1/3"] {
      let run = try make(other, path)
      #expect(run.status == 2)
      #expect(run.error.contains("is shard 1/2 of complete(3)"), "\(run.error)")
    }
    for contents in [Data("a text".utf8), bytes.dropLast(50), Data()] {
      try contents.write(to: URL(filePath: path))
      let run = try make("1/2", path)
      #expect(run.status == 2)
      #expect(run.error.contains("it is left as it is"), "\(run.error)")
      #expect(try Data(contentsOf: URL(filePath: path)) == contents)
    }
    #expect(try scratch.names() == ["1.npz"])
  }

  /// Several processes with the same output at the same time: one complete file.
  @Test func processesWriteTheSameFile() throws {
    let scratch = try Scratch()
    let path = scratch.file("1.npz")
    let runs = try (0..<4).map { _ in try AtlasRun(starting: Self.small + ["1/1", "--out", path]) }
    for run in runs {
      #expect(run.end(by: 0) == false)
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try verify([path]).status == 0)
    #expect(try scratch.names() == ["1.npz"])
  }

  @Test func killsLeaveNothingOrEverything() throws {
    let scratch = try Scratch()
    let path = scratch.file("1.npz")
    let start = Date()
    #expect(try make("1/1", scratch.file("whole.npz")).status == 0)
    let seconds = Date().timeIntervalSince(start)
    let whole = try Data(contentsOf: URL(filePath: scratch.file("whole.npz")))
    var moments = SplitMix64(seed: .random(in: 0...9999))
    var kills = 0
    for _ in 0..<60 where kills < 20 {
      try? FileManager.default.removeItem(atPath: path)
      let run = try AtlasRun(starting: Self.small + ["1/1", "--out", path])
      usleep(UInt32.random(in: 0...UInt32(seconds * 1_000_000), using: &moments))
      if run.end(by: SIGKILL) { kills += 1 }
      if FileManager.default.fileExists(atPath: path) {
        #expect(try Data(contentsOf: URL(filePath: path)) == whole)
      }
    }
    #expect(kills >= 5)
    // What a kill left beside the file is no shard, and in nobody's way.
    #expect(try make("1/1", path).status == 0)
    #expect(try Data(contentsOf: URL(filePath: path)) == whole)
  }

  /// A limit of file sizes ends in an error like a full disk: nothing of the file stays.
  @Test func aFullDiskLeavesNothing() throws {
    let scratch = try Scratch()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "trap '' XFSZ; ulimit -f 4; exec \"$0\" \(Self.small.joined(separator: " ")) 1/1 --out \"$1\"",
      AtlasRun.folder.appending(path: "kernelcalc-atlas").path(), scratch.file("1.npz"),
    ]
    process.standardError = pipe
    try process.run()
    let message = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 2)
    #expect(message.contains("1.npz: cannot write"), "\(message)")
    #expect(try scratch.names().isEmpty)
  }

  @Test func verifySaysWhatIsWrong() throws {
    let scratch = try Scratch()
    let paths = (1...3).map { scratch.file("\($0).npz") }
    for (index, path) in paths.enumerated() {
      #expect(try make("\(index + 1)/3", path).status == 0)
    }
    let good = try verify(paths)
    #expect(good.status == 0)
    #expect(good.output.contains("3 of 3 shards: 261 classes of 729 labelled DAGs"))
    #expect(good.output.contains("nothing is wrong"))
    let lost = try verify(Array(paths.dropLast()))
    #expect(lost.status == 1)
    #expect(lost.output.contains("lost: 3/3"))
    let copy = scratch.file("copy.npz")
    try FileManager.default.copyItem(atPath: paths[0], toPath: copy)
    let twice = try verify(paths + [copy])
    #expect(twice.status == 1)
    #expect(twice.output.contains("copy.npz: shard 1/3 is in"))
    #expect(try verify([scratch.file("none.npz")]).status == 2)
    let json = try AtlasRun(starting: ["verify", "--json", "--seed", "7", paths[1]])
    #expect(json.end(by: 0) == false)
    #expect(json.status == 1)
    #expect(json.output.hasPrefix(#"{"schema":1,"shards":1,"of":3,"#), "\(json.output)")
    #expect(json.output.contains(#""seed":7,"findings":["lost: 1/3, 3/3"]"#), "\(json.output)")
  }

  @Test(arguments: [
    (["--digits", "0"], "digits must be between"), (["--digits", "16"], "digits must be between"),
    (["--shard", "3/2"], "3/2 is none"), (["--at", "2"], "ρ must be in [-1, 1], not 2"),
    (["--threads", "0"], "threads"), (["--unit", "0"], "unit"),
  ])
  func badShards(arguments: [String], message: String) throws {
    let scratch = try Scratch()
    let run = try AtlasRun(
      starting: ["shard", "--nodes", "2", "--out", scratch.file("new.npz")] + arguments)
    #expect(run.end(by: 0) == false)
    #expect(run.status == 2, "\(arguments)")
    #expect(run.error.contains(message), "\(run.error)")
    #expect(try scratch.names().isEmpty)
  }
}
