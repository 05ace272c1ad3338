import DataFiles
import ExactArithmetic
import Foundation
import Testing
import _TestSupport

@Suite("Data files")
struct DataFileTests {
  private static func file(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference")
    return Array(try Data(contentsOf: folder.appending(path: name)))
  }

  @Test func csvIsReadAsTheStandardSays() throws {
    let text = "\u{FEFF}a,\"b, c\"\r\n\"1 \"\"2\"\"\n3\",\r\n\r\n x ,\"\"\n"
    let records = try CSVDocument(text).records
    #expect(records.map(\.fields) == [["a", "b, c"], ["1 \"2\"\n3", ""], [" x ", ""]])
    #expect(records.map(\.line) == [1, 2, 5])
    #expect(try CSVDocument("").records.isEmpty)
    #expect(try CSVDocument("a,b").records.map(\.fields) == [["a", "b"]])
  }

  @Test(arguments: [("a\nb\"c\n", 2), ("\"a\nb\n", 1), ("x\n\"a\"b,c\n", 2)])
  func damagedCSVIsLocated(text: String, line: Int) throws {
    #expect(try #require(throws: CSVError.self) { try CSVDocument(text) }.line == line)
  }

  @Test func numbersAreExact() throws {
    let table = try ExactTable(csv: "x,y\n0.1, 1/3\n-2.5e-3,0x1.8p1\n")
    #expect(table.columnNames == ["x", "y"])
    #expect(
      table.rows == [[Rational(1, 10), Rational(1, 3)], [Rational(-1, 400), Rational(3)]])
    #expect(try ExactTable(csv: "1,2\n3,4").columnNames == nil)
  }

  @Test(arguments: [
    ("1,2\n3\n", "line 2"), ("1,2\n3,x\n", "line 2, field 2"),
    ("a,b\n1,nan\n", "line 2, field 2 (b)"),
    ("1,\n", "line 1, field 2"), ("nan\n", "line 1"), ("a,b\n", "no rows"), ("", "no rows"),
  ])
  func badNumbersAreLocated(text: String, place: String) throws {
    let error = try #require(throws: DataFileError.self) { try ExactTable(csv: text) }
    #expect(error.description.contains(place), "\(error)")
  }

  @Test func numPyFilesOfEveryType() throws {
    let expected = [[Rational(3, 2), Rational(-9, 4)], [Rational(exactly: 0.1), Rational(3)]]
    #expect(try ExactTable(file: Self.file("float64.npy")).rows == expected)
    let half = try #require(Rational(exactly: Double(Float16(0.1))))
    #expect(
      try ExactTable(file: Self.file("float16-fortran.npy")).rows
        == [[Rational(3, 2), Rational(-9, 4)], [half, Rational(3)]])
    #expect(
      try ExactTable(file: Self.file("int16-big-endian.npy")).rows == [[-3, 4], [500, -600]])
    #expect(
      try ExactTable(file: Self.file("images.npy")).rows
        == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
    let single = try #require(Rational(exactly: Double(Float(0.1))))
    #expect(try ExactTable(file: Self.file("stored.npz")).rows[1][0] == single)
    #expect(try ExactTable(file: Self.file("stored.npz"), member: "y").rows == [[1], [2]])
  }

  @Test func compressedArchives() throws {
    let table = try ExactTable(file: Self.file("deflated.npz"))
    #expect(table.rows.count == 40)
    #expect(table.rows == (try ExactTable(file: Self.file("deflated.csv")).rows))
  }

  @Test func errorsSayWhatWouldBeAccepted() throws {
    func message(_ name: String, member: String? = nil) throws -> String {
      try #require(throws: DataFileError.self) {
        try ExactTable(file: Self.file(name), member: member)
      }.description
    }
    #expect(try message("nan.npy").contains("row 1, column 0"))
    #expect(try message("stored.npz", member: "Z").contains("X, y"))
    #expect(try message("float64.npy", member: "X").contains(".npz"))
    // An archive without entries is its end record.
    let empty: [UInt8] = [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18)
    let error = #expect(throws: DataFileError.self) { try ExactTable(file: empty) }
    #expect(error?.description == "the archive has no arrays")
  }

  /// Cut off or changed anywhere, a file gives a table or an error, and never anything else.
  @Test(arguments: ["float64.npy", "stored.npz", "deflated.npz", "images.npy"])
  func damagedFilesAreErrorsOrTables(name: String) throws {
    let good = try Self.file(name)
    for length in stride(from: 0, to: good.count, by: max(1, good.count / 60)) {
      #expect(throws: DataFileError.self) { try ExactTable(file: Array(good.prefix(length))) }
    }
    let seed: UInt64 = 12
    var random = SplitMix64(seed: seed)
    for _ in 0..<scaledCount(300) {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      if let table = try? ExactTable(file: bytes) { #expect(table.columnCount > 0, "seed \(seed)") }
    }
  }

  /// Integers of every width are read as they were written.
  @Test(arguments: [(1, false), (1, true), (2, false), (4, true), (8, false), (8, true)])
  func integersComeBack(byteCount: Int, isSigned: Bool) throws {
    let type = NumPyArray.ElementType.integer(byteCount: byteCount, isSigned: isSigned)
    let unused = UInt64(64 - 8 * byteCount)
    let elements: [UInt64] = [0, 1, 127, .max >> unused, (.max >> unused) / 2 + 1, 5]
    let array = NumPyArray(elements, shape: [2, 3], type: type)
    let read = try NumPyArray(reading: array.bytes[...])
    #expect(read.elements == elements && read.shape == [2, 3] && read.type == type)
    #expect(read.rational(at: 3) == (isSigned ? -1 : Rational(Integer(UInt64.max >> unused))))
  }

  /// An entry whose bytes do not have the archive's checksum is no entry.
  @Test func checksumsOfArchivesCount() throws {
    var archive = StoredArchive()
    var bytes = archive.entry(
      "x.npy", NumPyArray([1, 2], shape: [2], type: .integer(byteCount: 1, isSigned: false)).bytes)
    bytes += archive.entry("note.txt", Array("a note".utf8)) + archive.end
    #expect(try ArchiveReader(bytes).contents(named: "note.txt") == Array("a note".utf8))
    #expect(try ExactTable(file: bytes).rows.count == 2)
    let error = #expect(throws: DataFileError.self) {
      try ArchiveReader(bytes).contents(named: "none.txt")
    }
    #expect(error?.description == "the archive has no entry 'none.txt'")
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "a note".utf8) })
    bytes[place] ^= 1
    #expect(throws: DataFileError.self) { try ArchiveReader(bytes).contents(named: "note.txt") }
    #expect(try ArchiveReader(bytes).contents(named: "x.npy").count == 130)
  }
}
