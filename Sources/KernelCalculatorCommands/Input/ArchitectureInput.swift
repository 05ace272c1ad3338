import ArgumentParser
import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a command reads lines with architectures.
struct ArchitectureLineOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "At a line that cannot be read: stop, or skip it and say how many there were.")
  var onError: ArchitectureLines.ErrorPolicy = .stop

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Operations of your own with their classes, mbconv=parameterised,blur=skip,drop=zero, or @FILE.",
      valueName: "classes"))
  var operations: String?

  /// Calls `body`, which may read cells with the operations that are declared.
  func reading(_ body: () throws -> Void) throws {
    var declared: [String: OperationClass] = [:]
    let text = try operations.map { try Files.argument($0) } ?? ""
    let entries = text.split { $0 == "," || $0.isNewline }.map { String($0).trimmed }
    for entry in entries where !entry.isEmpty && !entry.hasPrefix("#") {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map {
        String($0).trimmed
      }
      guard parts.count == 2 else {
        throw Failure("'\(entry.prefix(60))' declares no operation; write mbconv=parameterised")
      }
      if let problem = OperationClass.problem(declaring: parts[0], as: parts[1]) {
        throw Failure("--operations: \(problem)")
      }
      if let other = declared[parts[0]], other.rawValue != parts[1] {
        throw Failure("--operations: '\(parts[0])' has two classes")
      }
      declared[parts[0]] = OperationClass(rawValue: parts[1])
    }
    if operations != nil && declared.isEmpty { throw Failure("--operations declares nothing") }
    try OperationClass.$declared.withValue(declared) { try body() }
  }
}

extension ArchitectureLines.ErrorPolicy: ExpressibleByArgument {}
extension GenotypePart: ExpressibleByArgument {}
extension ArchitectureFormat: ExpressibleByArgument {}

/// Where a command's architectures come from: a space by name, or a file with one a line.
enum ArchitectureSource {
  case space(SpaceName)
  case file(ArchitectureFile)

  /// The source that a command was given: exactly one of the two, `-` being standard input.
  init(space: String?, file: String?, onError: ArchitectureLines.ErrorPolicy) throws {
    switch (space, file) {
    case (let name?, nil): self = .space(try SpaceName(argument: name))
    case (nil, let path?): self = .file(try ArchitectureFile(path, onError: onError))
    case (nil, nil):
      throw Failure(
        "architectures are missing: give a file with one a line, - for standard input, or a space "
          + "such as \(SpaceName.examples.joined(separator: ", "))")
    case (_?, _?): throw Failure("give a space or a file, not both")
    }
  }

  /// What the architectures are called.
  var title: String {
    switch self {
    case .space(let name): "\(name)"
    case .file(let file): file.name
    }
  }

  /// Calls `body` with every cell.
  func forEachCell(_ body: (SpaceCell) throws -> Void) throws {
    switch self {
    case .space(let name):
      try name.checkListable()
      try name.forEachCell { (cell: SpaceCell) throws in try body(cell) }
    case .file(let file):
      try file.rewind()
      while let line = try file.next() { try body(line.cell) }
    }
  }

  /// The path statistics of all cells.
  func pathDistribution() throws -> PathDistribution {
    switch self {
    case .space(let name):
      if let problem = name.distributionProblem { throw Failure(problem) }
      return name.space.pathDistribution()
    case .file(let file):
      try file.rewind()
      return try file.pathDistribution()
    }
  }

  /// How many lines of a file were passed over.
  var skippedCount: Int {
    if case .file(let file) = self { file.skippedCount } else { 0 }
  }

  /// Says on standard error how many lines were passed over.
  func reportSkipped() throws {
    if case .file(let file) = self { try file.reportSkipped() }
  }
}

extension SpaceName {
  /// What shells complete.
  static let completion = CompletionKind.list([
    "nasbench201", "darts", "complete(2)", "complete(3)", "complete(4)",
  ])

  /// The space that an argument names.
  init(argument: String) throws {
    if let name = SpaceName(argument) {
      self = name
      return
    }
    let parts = argument.lowercased().split(separator: "(", maxSplits: 1).map(String.init)
    let meant = nearestSpelling(
      to: parts.first ?? "", among: ["nasbench201", "darts", "complete"])
    let size = parts.count > 1 ? parts[1].filter(\.isNumber) : ""
    let name = meant == "complete" && !size.isEmpty ? "complete(\(size))" : meant
    let hint = name == "complete" ? "complete(H)" : name.flatMap { SpaceName($0)?.description }
    throw Failure(
      "unknown space '\(argument.prefix(40))'; "
        + (hint.map { "did you mean '\($0)'?" }
          ?? "spaces are nasbench201, darts and complete(H) with 1 ≤ H ≤ \(SpaceName.maximumNodes)")
    )
  }

  /// Refuses a list that nobody lives to see the end of.
  func checkListable() throws {
    if listedCount > Integer(10).power(12) {
      throw Failure("\(self) has \(listedCount) cells, too many to list; --sample draws some")
    }
  }
}

/// A line of a file as a command needs it.
struct ArchitectureLine {
  /// The line's number, counted from 1.
  let number: Int
  /// The line as it came.
  let text: String
  let cell: SpaceCell
}

/// A file with one architecture a line; standard input for "-". It may be read several times.
final class ArchitectureFile {
  let name: String
  private let onError: ArchitectureLines.ErrorPolicy
  private let input: RereadableInput
  private var lines: ArchitectureLines
  private var problem: ReadProblem
  private var isAtStart = true
  /// Whether a line has been read.
  private var hasLines = false

  /// Holds an error of the operating system until it can be thrown.
  private final class ReadProblem { var error: (any Error)? }

  init(_ path: String, onError: ArchitectureLines.ErrorPolicy) throws {
    name = path == "-" ? "standard input" : path
    self.onError = onError
    do {
      input = try RereadableInput(path)
    } catch let failure as Failure {
      guard (try? ArchitectureText(parsing: path)) != nil else { throw failure }
      throw Failure(
        failure.description + "; a single architecture goes through standard input: "
          + "echo '\(path)' | kernelcalc … -")
    }
    (lines, problem) = try ArchitectureFile.lines(input, onError)
  }

  private static func lines(
    _ input: RereadableInput, _ onError: ArchitectureLines.ErrorPolicy
  ) throws -> (ArchitectureLines, ReadProblem) {
    let reader = try input.reader()
    let problem = ReadProblem()
    let lines = ArchitectureLines(onError: onError) {
      do {
        return try reader.chunk() ?? []
      } catch {
        problem.error = error
        return []
      }
    }
    return (lines, problem)
  }

  /// The first line, where it is a CSV header that has been passed.
  var header: String? { lines.header }
  var skippedCount: Int { lines.skippedCount }

  /// Begins again.
  func rewind() throws {
    if isAtStart { return }
    try input.makeRereadable()
    (lines, problem) = try ArchitectureFile.lines(input, onError)
    isAtStart = true
  }

  /// Keeps what is read from a pipe, so that ``rewind()`` works; to be called before reading.
  func keep() throws {
    guard isAtStart else { return }
    try input.makeRereadable()
    (lines, problem) = try ArchitectureFile.lines(input, onError)
  }

  /// The next line, or nil at the end.
  func next() throws -> ArchitectureLine? {
    try located {
      try lines.next().map {
        hasLines = true
        return ArchitectureLine(
          number: $0.number, text: $0.text,
          cell: SpaceCell(text: $0.architecture, result: $0.result))
      }
    }
  }

  /// The next line with what `read` makes of the architecture's text, or nil at the end.
  func next<Value>(
    _ read: (String) throws(NetworkFormatError) -> Value
  ) throws -> ArchitectureLines.Line<Value>? {
    try located {
      try lines.next { bytes throws(NetworkFormatError) in
        let value = try read(String(decoding: bytes, as: UTF8.self))
        hasLines = true
        return value
      }
    }
  }

  /// The path statistics of all lines that are left.
  func pathDistribution() throws -> PathDistribution {
    let distribution = try located { try lines.pathDistribution() }
    if !distribution.cells.isZero { hasLines = true }
    return distribution
  }

  private func located<Value>(_ body: () throws -> Value) throws -> Value {
    isAtStart = false
    do {
      let value = try body()
      if let error = problem.error { throw error }
      return value
    } catch let error as NetworkFormatError {
      throw Failure("\(name): \(error)")
    }
  }

  /// Says on standard error how many lines were passed over, and why the first one was; fails where
  /// no line at all could be read.
  func reportSkipped() throws {
    guard skippedCount > 0 else { return }
    let first = lines.firstSkipped.map { "; the first: \($0)" } ?? ""
    guard hasLines else {
      throw Failure("\(name): none of the \(skippedCount) lines could be read\(first)")
    }
    Console.warn(
      "\(name): skipped \(skippedCount) of \(lines.lineCount) lines that could not be read\(first)")
  }
}

/// A file, or standard input for "-", that can be read from its beginning again: a pipe's content is
/// kept in a temporary file that has no name.
final class RereadableInput {
  private let name: String
  private var descriptor: Int32
  /// What a calling program gave for standard input.
  private let given: [UInt8]?

  init(_ path: String) throws {
    name = path == "-" ? "standard input" : path
    if path == "-", let capture = Console.capture {
      given = capture.input
      descriptor = -1
      return
    }
    given = nil
    descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Files.systemFailure(name, "cannot read") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// A reader from the beginning of a file; from where a pipe stands.
  func reader() throws -> LineReader {
    if let given { return LineReader(bytes: given, name: name) }
    if lseek(descriptor, 0, SEEK_CUR) >= 0 { lseek(descriptor, 0, SEEK_SET) }
    return try LineReader(descriptor: dup(descriptor), name: name)
  }

  /// Copies a pipe, from where it stands, to a temporary file.
  func makeRereadable() throws {
    if given != nil || lseek(descriptor, 0, SEEK_CUR) >= 0 { return }
    guard let file = tmpfile() else { throw Files.systemFailure("temporary file", "cannot write") }
    defer { fclose(file) }
    let reader = try LineReader(descriptor: dup(descriptor), name: name)
    while let chunk = try reader.chunk() {
      guard fwrite(chunk, 1, chunk.count, file) == chunk.count else {
        throw Files.systemFailure("temporary file", "cannot write")
      }
    }
    guard fflush(file) == 0 else { throw Files.systemFailure("temporary file", "cannot write") }
    close(descriptor)
    descriptor = dup(fileno(file))
    lseek(descriptor, 0, SEEK_SET)
  }
}
