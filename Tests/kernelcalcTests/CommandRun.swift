import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One run of the built command, as a user would start it.
struct CommandRun {
  let status: Int32
  let output: String
  let error: String

  /// The binary: what the environment variable KERNELCALC names, else the one built beside the tests.
  static let binary: String =
    ProcessInfo.processInfo.environment["KERNELCALC"]
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "kernelcalc").path()

  /// Runs `kernelcalc arguments…`.
  init(_ arguments: String..., input: String = "") throws {
    try self.init(executable: Self.binary, arguments, input: Data(input.utf8))
  }

  init(_ arguments: [String], input: Data = Data()) throws {
    try self.init(executable: Self.binary, arguments, input: input)
  }

  /// Runs a line of shell in which `kernelcalc` is the built command.
  init(shell line: String) throws {
    let folder = URL(filePath: Self.binary).deletingLastPathComponent().path()
    try self.init(
      executable: "/bin/bash", ["-c", "PATH=\"$0:$PATH\"; " + line, folder], input: Data())
  }

  private init(executable: String, _ arguments: [String], input: Data) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["in", "out", "err"].map { folder.appending(path: $0).path() }
    try input.write(to: URL(filePath: paths[0]))

    // Files, not pipes: no output is too long for them.
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, paths[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, paths[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, paths[2], O_WRONLY | O_CREAT, 0o600)
    var argv: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    argv.append(nil)
    defer { argv.forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawn(&child, executable, &actions, nil, argv, environ) == 0 else {
      throw NotStarted(executable: executable)
    }
    status = Self.wait(for: child)
    output = String(decoding: try Data(contentsOf: URL(filePath: paths[1])), as: UTF8.self)
    error = String(decoding: try Data(contentsOf: URL(filePath: paths[2])), as: UTF8.self)
  }

  struct NotStarted: Error { let executable: String }

  /// The exit code; 128 + signal where the process died of one, as shells report it.
  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Standard output as one JSON object.
  func json() throws -> JSONObject { try JSONObject(output) }

  /// Standard output as one JSON object a line.
  func jsonLines() throws -> [JSONObject] { try lines.map { try JSONObject($0) } }
}
