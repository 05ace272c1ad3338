import Foundation

/// A program of the machine that tests run, such as a compiler.
package struct ExternalTool: Sendable {
  /// The program's file.
  package let executable: URL

  /// The first of `names` that is found on the `PATH`, or nil where none is.
  package init?(_ names: String...) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for name in names {
      for folder in path.split(separator: ":") {
        let file = URL(filePath: String(folder)).appending(path: name)
        if FileManager.default.isExecutableFile(atPath: file.path()) {
          executable = file
          return
        }
      }
    }
    return nil
  }

  /// The program at a path.
  package init(at executable: URL) { self.executable = executable }

  /// What a run gave.
  package struct Result: Sendable {
    /// The exit code.
    package let status: Int32
    /// Standard output and standard error together.
    package let output: String
  }

  /// Runs the program in `folder` and waits for its end.
  package func run(_ arguments: [String], in folder: URL) throws -> Result {
    let log = folder.appending(path: UUID().uuidString + ".log")
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    defer { try? handle.close() }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }

  /// Whether the program ends with exit code 0.
  package func succeeds(_ arguments: [String]) -> Bool {
    (try? run(arguments, in: FileManager.default.temporaryDirectory).status) == 0
  }
}

/// Calls `body` with a new folder that is removed afterwards.
package func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
