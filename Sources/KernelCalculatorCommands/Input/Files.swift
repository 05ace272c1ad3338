#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing files without Foundation, which would triple the start-up time.
package enum Files {
  /// The largest file that is read whole.
  package static let largest = 256 << 20

  /// The whole of a file, or of standard input for "-".
  package static func read(_ path: String, upTo limit: Int = largest) throws -> [UInt8] {
    let reader = try LineReader(path)
    var bytes: [UInt8] = []
    while let chunk = try reader.chunk() {
      bytes += chunk
      if bytes.count > limit { throw Failure("\(path): larger than \(limit) bytes") }
    }
    return bytes
  }

  /// The whole of a file as text; "-" is standard input.
  static func text(_ path: String) throws -> String {
    let bytes = try read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let name = path == "-" ? "standard input" : path
      throw Failure("\(name): \(placeOfInvalidUTF8(bytes)): not UTF-8 text")
    }
    return text
  }

  /// `line 3, byte 7`: where the first byte stands that is not UTF-8.
  private static func placeOfInvalidUTF8(_ bytes: [UInt8]) -> String {
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var (line, byte) = (1, 1)
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      (line, byte) = scalar == "\n" ? (line + 1, 1) : (line, byte + UTF8.width(scalar))
    }
    return "line \(line), byte \(byte)"
  }

  /// An argument that may stand for a file's text: `@path`, or `-` for standard input.
  static func argument(_ argument: String) throws -> String {
    if argument == "-" { return try text("-") }
    return argument.hasPrefix("@") ? try text(String(argument.dropFirst())) : argument
  }

  /// Whether there is anything of that name.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is an ordinary file of that name.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The paths of what is in a directory and has a name of that ending, sorted; nil where it is none.
  package static func names(in path: String, ending: String) throws -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    guard let directory = opendir(path) else { throw systemFailure(path, "cannot read") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending) { names.append("\(path)/\(name)") }
    }
    return names.sorted()
  }

  /// Makes a directory, unless it is there already.
  static func makeDirectory(_ path: String) throws {
    if mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw systemFailure(path, "cannot make the directory")
    }
  }

  static func systemFailure(_ path: String, _ action: String) -> Failure {
    Failure("\(path): \(action): \(String(cString: strerror(errno)))")
  }
}

/// Reads a file, or standard input for "-", by lines or by chunks, as they arrive.
final class LineReader {
  private let descriptor: Int32
  /// What a calling program gave for standard input, until it has been read.
  private var given: [UInt8]?
  private let path: String
  /// What was read and not handed out yet.
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ path: String) throws {
    self.path = path == "-" ? "standard input" : path
    if path == "-", let capture = Console.capture {
      given = capture.input
      descriptor = -1
      return
    }
    descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Files.systemFailure(self.path, "cannot read") }
  }

  /// A reader of bytes that are there already; `name` is for messages.
  init(bytes: [UInt8], name: String) {
    path = name
    given = bytes
    descriptor = -1
  }

  /// A reader of an open file, which it closes; `name` is for messages.
  init(descriptor: Int32, name: String) throws {
    path = name
    self.descriptor = descriptor
    if descriptor < 0 { throw Files.systemFailure(name, "cannot read") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The lines that have arrived, without their line breaks: at least one, for which it waits, and
  /// at most `limit`; none at the end.
  ///
  /// So a program that writes a line and waits for the answer gets it.
  func lines(limit: Int) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var searched = start
    while lines.count < limit {
      if let end = buffer[searched...].firstIndex(of: 10) {
        lines.append(LineReader.withoutReturn(buffer[start..<end]))
        start = end + 1
        searched = start
        continue
      }
      if !lines.isEmpty { break }
      if isAtEnd {
        if start < buffer.count { lines.append(LineReader.withoutReturn(buffer[start...])) }
        start = buffer.count
        break
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      if let more = try chunk() { buffer += more } else { isAtEnd = true }
    }
    return lines
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == 13 ? line.dropLast() : line)
  }

  /// The next piece of the file, or nil at the end.
  func chunk() throws -> [UInt8]? {
    if descriptor < 0 {
      defer { given = nil }
      return given?.isEmpty == true ? nil : given
    }
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result: Int
      repeat {
        result = read(descriptor, buffer.baseAddress, 1 << 16)
      } while result < 0 && errno == EINTR
      problem = result < 0 ? errno : 0
      count = max(result, 0)
    }
    if problem != 0 {
      errno = problem
      throw Files.systemFailure(path, "cannot read")
    }
    return bytes.isEmpty ? nil : bytes
  }
}
