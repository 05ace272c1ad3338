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
    var reader = Reader(bytes: Array(text.utf8))
    records = try reader.records()
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0
    var line = 1

    mutating func records() throws(CSVError) -> [Record] {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
      var records: [Record] = []
      while place < bytes.count {
        let start = (place, line)
        var fields = [try field()]
        while place < bytes.count, bytes[place] == UInt8(ascii: ",") {
          place += 1
          fields.append(try field())
        }
        let isEmpty = place == start.0
        endLine()
        if !isEmpty { records.append(Record(line: start.1, fields: fields)) }
      }
      return records
    }

    private mutating func endLine() {
      if place < bytes.count, bytes[place] == 13 { place += 1 }
      if place < bytes.count, bytes[place] == 10 { place += 1 }
      line += 1
    }

    /// Whether a comma, a line break or the end comes next.
    private var isAtEndOfField: Bool {
      place >= bytes.count || [10, 13, UInt8(ascii: ",")].contains(bytes[place])
    }

    private mutating func field() throws(CSVError) -> String {
      let quote = UInt8(ascii: "\"")
      guard place < bytes.count, bytes[place] == quote else {
        let start = place
        while !isAtEndOfField {
          if bytes[place] == quote {
            throw CSVError(
              line: line, "a quotation mark inside a field; quote the whole field and double it")
          }
          place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
      }
      let openingLine = line
      place += 1
      var content: [UInt8] = []
      while true {
        guard place < bytes.count else {
          throw CSVError(line: openingLine, "the quotation mark is never closed")
        }
        let byte = bytes[place]
        place += 1
        if byte == quote {
          guard place < bytes.count, bytes[place] == quote else { break }
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
      return String(decoding: content, as: UTF8.self)
    }
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
