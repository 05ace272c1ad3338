/// The records of a CSV file (RFC 4180).
///
/// Fields are separated by commas and records by LF or CRLF; a field in quotation marks may hold
/// commas, line breaks and doubled quotation marks. Spaces belong to the field. The last line break
/// may be missing, lines without any character are skipped, and a byte order mark at the beginning is
/// no part of the first field.
package struct CSVDocument: Sendable {
  /// One record.
  package struct Record: Sendable, Hashable {
    /// The line on which the record begins, counted from 1.
    package let line: Int
    /// The fields without the quotation marks around them.
    package let fields: [String]
  }

  /// The records in their order.
  package let records: [Record]

  /// Reads a text. Throws, with the line, where a quotation mark stands inside a field that does not
  /// begin with one, where something follows the closing one, and where it is missing.
  package init(_ text: String) throws(CSVError) {
    var reader = CSVReader(Array(text.utf8)[...])
    var records: [Record] = []
    while let record = try reader.next() { records.append(record) }
    self.records = records
  }
}

/// Reads the records, or the fields, of a CSV text one after the other: see ``CSVDocument``.
package struct CSVReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var line: Int

  /// A reader of bytes that begin on the line numbered `line`.
  package init(_ bytes: ArraySlice<UInt8>, line: Int = 1) {
    self.bytes = bytes
    self.line = line
    place = bytes.startIndex + (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  /// The next record, or nil at the end; lines without any character are passed over.
  package mutating func next() throws(CSVError) -> CSVDocument.Record? {
    while place < bytes.endIndex {
      let start = (place, line)
      var fields = [String(decoding: try field(), as: UTF8.self)]
      while place < bytes.endIndex, bytes[place] == UInt8(ascii: ",") {
        place += 1
        fields.append(String(decoding: try field(), as: UTF8.self))
      }
      let isEmpty = place == start.0
      endLine()
      if !isEmpty { return CSVDocument.Record(line: start.1, fields: fields) }
    }
    return nil
  }

  private mutating func endLine() {
    if place < bytes.endIndex, bytes[place] == 13 { place += 1 }
    if place < bytes.endIndex, bytes[place] == 10 { place += 1 }
    line += 1
  }

  /// Whether a comma, a line break or the end comes next.
  private var isAtEndOfField: Bool {
    place >= bytes.endIndex || [10, 13, UInt8(ascii: ",")].contains(bytes[place])
  }

  /// The content of the field that begins here. What follows it is a comma, a line break or the end.
  package mutating func field() throws(CSVError) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    guard place < bytes.endIndex, bytes[place] == quote else {
      let start = place
      while !isAtEndOfField {
        if bytes[place] == quote {
          throw CSVError(
            line: line, "a quotation mark inside a field; quote the whole field and double it")
        }
        place += 1
      }
      return bytes[start..<place]
    }
    let openingLine = line
    place += 1
    var content: [UInt8] = []
    while true {
      guard place < bytes.endIndex else {
        throw CSVError(line: openingLine, "the quotation mark is never closed")
      }
      let byte = bytes[place]
      place += 1
      if byte == quote {
        guard place < bytes.endIndex, bytes[place] == quote else { break }
        place += 1
      } else if byte == 10 {
        line += 1
      }
      content.append(byte)
    }
    guard isAtEndOfField else {
      throw CSVError(
        line: line, "something follows a closing quotation mark; a comma is expected")
    }
    return content[...]
  }
}

/// What is wrong with a CSV file, and where.
package struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1.
  package let line: Int
  /// One sentence.
  package let message: String
  /// The sentence with the line in front.
  package var description: String { "line \(line): \(message)" }

  init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}
