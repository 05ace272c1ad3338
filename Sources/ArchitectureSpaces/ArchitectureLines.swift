import DataFiles
import NetworkGraphs
import SourceText

/// Reads architectures line by line from chunks of bytes: any number of lines in constant memory.
///
/// A line is one architecture in any form that `ArchitectureText` reads. It may be the first
/// column of CSV: of a line that begins with a digit string or a NAS-Bench-201 cell what follows the
/// first comma belongs to further columns, and an architecture with commas may stand in quotes, as in
/// `CSVDocument`, but on one line. Blank lines are passed over, and so is a first line that is a CSV
/// header: its first field begins with a letter and there are several columns, or it is a word such as
/// `cell`; see ``header``.
package struct ArchitectureLines {
  /// What happens at a line that cannot be read.
  package enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The reader throws.
    case stop
    /// The line is counted in ``skippedCount`` and passed over.
    case skip
  }

  /// A line with what was read from it.
  package struct Line<Value> {
    /// The line's number, counted from 1.
    package let number: Int
    /// The line without its end.
    package let text: String
    /// The architecture's part of it, quotes resolved.
    package let architecture: String
    /// What the architecture was read as.
    package let result: Value
  }

  /// The longest line, in bytes, that is read.
  package static let maximumLineLength = 16_000_000

  /// The first line where it is a CSV header, once it has been read.
  package private(set) var header: String?
  /// How many lines could not be read and were passed over.
  package private(set) var skippedCount = 0
  /// The first error that was passed over.
  package private(set) var firstSkipped: NetworkFormatError?
  /// How many lines have been read, those passed over included.
  package private(set) var lineCount = 0

  private let onError: ErrorPolicy
  private let readChunk: () -> [UInt8]
  private let evaluator = CellEvaluator()
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// By how much columns of the line exceed those of the architecture's text.
  private var columnShift = 0

  /// Lines from the chunks that `readChunk` returns, an empty one at the end.
  package init(onError: ErrorPolicy = .stop, readChunk: @escaping () -> [UInt8]) {
    self.onError = onError
    self.readChunk = readChunk
  }

  /// The path statistics of all lines that are left; of a genotype those of the normal cell. Much
  /// faster than line by line, where every line becomes a text.
  package mutating func pathDistribution() throws(NetworkFormatError) -> PathDistribution {
    var distribution = PathDistribution()
    let evaluator = evaluator
    while let found = try nextValue({ bytes throws(NetworkFormatError) in
      try evaluator.evaluate(utf8: bytes).statistics
    }) {
      distribution.add(found.value)
    }
    return distribution
  }

  /// The next line with its paths, depth and width, or nil at the end; of a genotype those of the
  /// normal cell. Errors name the line of the whole input.
  package mutating func next() throws(NetworkFormatError) -> Line<CellEvaluator.Result>? {
    let evaluator = evaluator
    return try next { bytes throws(NetworkFormatError) in try evaluator.evaluate(utf8: bytes) }
  }

  /// The next line with what `read` makes of the architecture's text, or nil at the end.
  ///
  /// An error of `read` is about that text; it is handled as one of the line.
  package mutating func next<Value>(
    _ read: (UnsafeRawBufferPointer) throws(NetworkFormatError) -> Value
  ) throws(NetworkFormatError) -> Line<Value>? {
    guard let found = try nextValue(read) else { return nil }
    let text = String(decoding: buffer[found.line], as: UTF8.self)
    let architecture =
      found.quoted.map { String(decoding: $0, as: UTF8.self) }
      ?? (found.architecture == found.line
        ? text : String(decoding: buffer[found.architecture], as: UTF8.self))
    return Line(number: lineCount, text: text, architecture: architecture, result: found.value)
  }

  /// A line in the buffer, which stays there until the next is read.
  private struct Found<Value> {
    let line: Range<Int>
    /// The architecture's part of the line.
    let architecture: Range<Int>
    /// The architecture where it stands in quotes.
    let quoted: ArraySlice<UInt8>?
    let value: Value
  }

  private mutating func nextValue<Value>(
    _ read: (UnsafeRawBufferPointer) throws(NetworkFormatError) -> Value
  ) throws(NetworkFormatError) -> Found<Value>? {
    while let range = nextRange() {
      lineCount += 1
      columnShift = 0
      if range.count > ArchitectureLines.maximumLineLength {
        try handle(
          NetworkFormatError(
            "the line is too long",
            expected: "at most \(ArchitectureLines.maximumLineLength) bytes",
            location: SourceLocation(line: 1, column: 1)))
        continue
      }
      do {
        if let found = try value(range, read) { return found }
      } catch {
        try handle(error)
      }
    }
    return nil
  }

  /// What a line of the buffer is read as; nil for a blank line and a header.
  private mutating func value<Value>(
    _ range: Range<Int>, _ read: (UnsafeRawBufferPointer) throws(NetworkFormatError) -> Value
  ) throws(NetworkFormatError) -> Found<Value>? {
    let line = buffer[range]
    guard let first = line.firstIndex(where: { !isSpace($0) }) else { return nil }
    var end = line.endIndex
    columnShift = first - line.startIndex
    switch line[first] {
    case UInt8(ascii: "|"), 48...57:
      end = ArchitectureLines.endOfField(line)
    case UInt8(ascii: "\""):
      var reader = CSVReader(line[first...])
      let field: ArraySlice<UInt8>
      do { field = try reader.field() } catch { throw NetworkFormatError(error) }
      if let letter = field.first, isLetter(letter), noteHeader(line) { return nil }
      columnShift += 1
      let value = try field.withUnsafeBytes { bytes in
        Result { () throws(NetworkFormatError) in try read(bytes) }
      }.get()
      return Found(line: range, architecture: range, quoted: field, value: value)
    case let letter where isLetter(letter):
      if noteHeader(line) { return nil }
    default: break
    }
    let value = try buffer.withUnsafeBytes { bytes in
      Result { () throws(NetworkFormatError) in
        try read(UnsafeRawBufferPointer(rebasing: bytes[first..<end]))
      }
    }.get()
    return Found(line: range, architecture: first..<end, quoted: nil, value: value)
  }

  /// Where the first field of a line ends that is not quoted as a whole: at the first comma outside
  /// parentheses and quotation marks, which edge lists may have.
  private static func endOfField(_ line: ArraySlice<UInt8>) -> Int {
    guard let comma = line.firstIndex(of: UInt8(ascii: ",")) else { return line.endIndex }
    guard line[..<comma].contains(UInt8(ascii: "(")) else { return comma }
    var (depth, quote) = (0, nil as UInt8?)
    for index in line.indices {
      switch line[index] {
      case let byte where byte == quote: quote = nil
      case _ where quote != nil: continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = line[index]
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0: return index
      default: continue
      }
    }
    return line.endIndex
  }

  /// The names that a lone column of architectures may have.
  private static let columnNames: Set = [
    "arch", "architecture", "cell", "class", "dag", "genotype", "network",
  ]

  /// Notes the first line where it is a header: of several columns, or with one of ``columnNames``.
  private mutating func noteHeader(_ line: ArraySlice<UInt8>) -> Bool {
    guard lineCount == 1, line.count <= 4096, !line.contains(UInt8(ascii: "(")),
      !line.contains(UInt8(ascii: "~"))
    else { return false }
    let text = String(decoding: line, as: UTF8.self)
    let isNamed = ArchitectureLines.columnNames.contains(
      text.lowercased().filter { $0 != " " && $0 != "\"" })
    guard isNamed || line.contains(UInt8(ascii: ",")) else { return false }
    header = text
    return true
  }

  /// Counts or throws an error about the current line.
  private mutating func handle(_ error: NetworkFormatError) throws(NetworkFormatError) {
    let located = NetworkFormatError(
      error.problem, expected: error.expected,
      location: SourceLocation(
        line: lineCount, column: (error.location?.column ?? 1) + columnShift),
      edge: error.edge, node: error.node)
    guard onError == .skip else { throw located }
    skippedCount += 1
    firstSkipped = firstSkipped ?? located
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

private func isLetter(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte)
}

extension NetworkFormatError {
  /// A line that is no CSV.
  fileprivate init(_ error: CSVError) {
    self.init(error.message, location: SourceLocation(line: 1, column: 1))
  }
}
