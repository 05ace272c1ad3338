import Foundation
import GRDB

/// A folder that is removed with the object.
final class Scratch {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.path() }

  func file(_ name: String) -> String { folder.appending(path: name).path() }

  /// The names of what is in the folder.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }
}

/// A run of the built program, as it was started or as it ended.
final class AtlasRun {
  private let process = Process()
  private let scratch: Scratch

  /// The folder of the programs that were built with the tests.
  static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// Starts `kernelcalc-atlas arguments…`.
  init(starting arguments: [String], program: String = "kernelcalc-atlas") throws {
    scratch = try Scratch()
    process.executableURL = Self.folder.appending(path: program)
    process.arguments = arguments
    for name in ["out", "err"] { try Data().write(to: URL(filePath: scratch.file(name))) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: scratch.file("out"))
    process.standardError = FileHandle(forWritingAtPath: scratch.file("err"))
    try process.run()
  }

  /// Runs `kernelcalc-atlas arguments…` to its end.
  convenience init(_ arguments: String...) throws {
    try self.init(starting: arguments)
    process.waitUntilExit()
  }

  /// Sends a signal, unless it is 0, and waits for the end; whether the process died of a signal.
  func end(by signal: Int32) -> Bool {
    if signal != 0 && process.isRunning { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  var isRunning: Bool { process.isRunning }
  /// The exit code.
  var status: Int32 { process.terminationStatus }
  var output: String { (try? String(contentsOfFile: scratch.file("out"), encoding: .utf8)) ?? "" }
  var error: String { (try? String(contentsOfFile: scratch.file("err"), encoding: .utf8)) ?? "" }
}
