import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output and standard error as people see them, or as a calling program gets them.
package enum Console {
  /// Takes the place of the streams while a program calls the command as a function.
  @TaskLocal static var capture: Capture?

  /// What stands for the standard streams of a captured run.
  final class Capture: Sendable {
    let input: [UInt8]
    let interrupt: CallInterrupt
    private let printed = Mutex<(output: [UInt8], error: [UInt8])>(([], []))

    init(input: [UInt8], interrupt: CallInterrupt) {
      self.input = input
      self.interrupt = interrupt
    }

    func write(_ bytes: [UInt8]) { printed.withLock { $0.output += bytes } }
    func note(_ text: String) { printed.withLock { $0.error += text.utf8 } }
    var texts: (output: [UInt8], error: [UInt8]) { printed.withLock { $0 } }
  }

  /// Prints on standard output without a line break.
  package static func write(_ text: String) {
    if let capture { return capture.write(Array(text.utf8)) }
    guard let output = streams.output else { return }
    var text = text
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, output) }
  }

  /// Prints bytes on standard output.
  static func write(_ bytes: [UInt8]) {
    if let capture { return capture.write(bytes) }
    guard let output = streams.output else { return }
    bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, output) }
  }

  /// Whether standard output is a terminal.
  static var isTerminal: Bool { capture == nil && isatty(1) == 1 }

  /// Prints a line on standard error.
  static func warn(_ text: String) { note(text + "\n") }

  /// Prints on standard error without a line break.
  package static func note(_ text: String) {
    if let capture { return capture.note(text) }
    guard let error = streams.error else { return }
    var text = text
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, error) }
  }

  /// Hands on what was written; fails where it did not all arrive (a full disk, a closed output).
  static func flush() throws {
    if capture != nil { return }
    guard let output = streams.output else { throw Failure("standard output is closed") }
    if fflush(output) != 0 || ferror(output) != 0 {
      throw Files.systemFailure("standard output", "cannot write")
    }
  }

  /// Ends the process with everything written; where that is not possible, with exit code 2.
  package static func exit(_ code: Int32) -> Never {
    var code = code
    do {
      try flush()
    } catch {
      warn("kernelcalc: \(error)")
      code = Failure.Kind.badInput.rawValue
    }
    #if canImport(Glibc)
      Glibc.exit(code)
    #elseif canImport(Musl)
      Musl.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }

  /// Whether standard output is a terminal that wants colours.
  static var isStyled: Bool { capture == nil && terminalIsStyled }

  private static let terminalIsStyled: Bool = {
    let noColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    return isatty(1) == 1 && !noColor && !isDumb
  }()

  /// The width to which text is wrapped: the terminal's, at most 100; 80 where there is none.
  static var width: Int { capture == nil ? terminalWidth : 80 }

  private static let terminalWidth: Int = {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else {
      return 80
    }
    return min(Int(size.ws_col), 100)
  }()

  package static func bold(_ text: String) -> String {
    isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
  static func dim(_ text: String) -> String { isStyled ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// `label = text`, wrapped at spaces to the width, the continuation indented under the text.
  static func paragraph(_ label: String, _ text: String, indent: Int = 2) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent) + label
    var length = line.count
    let hanging = min(length, 16)
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let own = columns(word)
      if !isFirst && length + 1 + own > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging) + word
        length = hanging + own
      } else {
        line += (isFirst ? "" : " ") + word
        length += (isFirst ? 0 : 1) + own
      }
      isFirst = false
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }

  /// The number of characters: `count`, found fast for the letters and signs that formulas are made of,
  /// which are one scalar each.
  static func columns(_ text: some StringProtocol) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x370..<0x400, 0x2070..<0x20A0, 0x2190..<0x2300:
        count += 1
      default: return text.count
      }
    }
    return count
  }

  private static let streams = Streams()

  private struct Streams: @unchecked Sendable {
    /// Nil where the process was started with the stream closed.
    let output: UnsafeMutablePointer<FILE>?
    let error: UnsafeMutablePointer<FILE>?

    init() {
      // The C globals are variables, which Swift 6 does not let every thread read.
      output = fdopen(1, "w")
      error = fdopen(2, "w")
      if let error { setvbuf(error, nil, _IONBF, 0) }
    }
  }
}
