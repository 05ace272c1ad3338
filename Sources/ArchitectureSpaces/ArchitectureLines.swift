import NetworkGraphs

/// Reads architectures line by line from chunks of bytes and evaluates them: any number of lines in
/// constant memory.
///
/// A line is one architecture in any form that ``ArchitectureText`` reads; of digit strings and
/// NAS-Bench-201 cells what follows the first comma is ignored (further CSV columns). Blank lines,
/// and a first line that is a CSV header, are passed over.
public struct ArchitectureLines {
  /// What happens at a line that cannot be read.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// ``next()`` throws.
    case stop
    /// The line is counted in ``skippedCount`` and passed over.
    case skip
  }

  /// A line with its result.
  public struct Line: Sendable, Hashable {
    /// The line's number, counted from 1.
    public let number: Int
    /// The line without its end.
    public let text: String
    /// What is known of the architecture's paths.
    public let result: CellEvaluator.Result
  }

  /// The longest line, in bytes, that is read.
  public static let maximumLineLength = 16_000_000

  /// How many lines could not be read and were passed over.
  public private(set) var skippedCount = 0
  /// How many lines have been read, those passed over included.
  public private(set) var lineCount = 0

  private let onError: ErrorPolicy
  private let readChunk: () -> [UInt8]
  private let evaluator = CellEvaluator()
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Lines from the chunks that `readChunk` returns, an empty one at the end.
  public init(onError: ErrorPolicy = .stop, readChunk: @escaping () -> [UInt8]) {
    self.onError = onError
    self.readChunk = readChunk
  }

  /// The next line, or nil at the end. Errors name the line of the whole input.
  public mutating func next() throws(NetworkFormatError) -> Line? {
    while let range = nextRange() {
      lineCount += 1
      if range.count > ArchitectureLines.maximumLineLength {
        try handle(
          NetworkFormatError(
            "the line is too long",
            expected: "at most \(ArchitectureLines.maximumLineLength) bytes",
            location: TextLocation(line: 1, column: 1)))
        continue
      }
      do {
        let result = try evaluate(range)
        if let result {
          return Line(
            number: lineCount, text: String(decoding: buffer[range], as: UTF8.self),
            result: result)
        }
      } catch {
        try handle(error)
      }
    }
    return nil
  }

  /// The result of a line of the buffer, or nil for a blank line and a header.
  private func evaluate(
    _ range: Range<Int>
  ) throws(NetworkFormatError) -> CellEvaluator.Result? {
    let line = buffer[range]
    guard let first = line.firstIndex(where: { !isSpace($0) }) else { return nil }
    var end = line.endIndex
    switch line[first] {
    case UInt8(ascii: "|"), 48...57:
      end = line.firstIndex(of: UInt8(ascii: ",")) ?? end
    case 65...90, 97...122:
      if lineCount == 1, !line.contains(UInt8(ascii: "(")), !line.contains(UInt8(ascii: "~")) {
        return nil
      }
    default: break
    }
    return try buffer.withUnsafeBytes { bytes in
      Result { () throws(NetworkFormatError) in
        try evaluator.evaluate(utf8: UnsafeRawBufferPointer(rebasing: bytes[first..<end]))
      }
    }.get()
  }

  /// Counts or throws an error about the current line.
  private mutating func handle(_ error: NetworkFormatError) throws(NetworkFormatError) {
    if onError == .skip {
      skippedCount += 1
      return
    }
    throw NetworkFormatError(
      error.problem, expected: error.expected,
      location: TextLocation(line: lineCount, column: error.location?.column ?? 1),
      edge: error.edge, node: error.node)
  }

  /// Where the next line stands in the buffer, without its end; longer lines than the limit are
  /// cut, their rest is dropped.
  private mutating func nextRange() -> Range<Int>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let range = start..<(end > start && buffer[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
        start = end + 1
        return range
      }
      if isAtEnd {
        let range = start..<buffer.count
        start = buffer.count
        return range.isEmpty ? nil : range
      }
      buffer.removeSubrange(..<start)
      start = 0
      if buffer.count > ArchitectureLines.maximumLineLength {
        buffer.removeSubrange((ArchitectureLines.maximumLineLength + 1)...)
      }
      searched = buffer.count
      let chunk = readChunk()
      isAtEnd = chunk.isEmpty
      buffer += chunk
    }
  }
}
