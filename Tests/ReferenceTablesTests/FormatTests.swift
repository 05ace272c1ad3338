import ExactArithmetic
import Foundation
import IntervalArithmetic
import DataFiles
import ReferenceTables
import Testing

@Suite("Formats of tables")
struct FormatTests {
  /// FIPS 180-4's examples, and lengths around the block's, by Python's hashlib.
  @Test func checksums() {
    let vectors: [(String, String)] = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 55),
        "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
      ),
      (
        String(repeating: "a", count: 56),
        "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"
      ),
      (
        String(repeating: "a", count: 64),
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
      ),
      (
        String(repeating: "a", count: 100_000),
        "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"
      ),
    ]
    for (text, expected) in vectors { #expect(SHA256.hexadecimal(of: text.utf8) == expected) }
  }

  private static func bytes(_ format: TableFormat, threads: Int = 2) throws -> [UInt8] {
    try TableFixture.table(
      "f(rho)", ["near1:53", "random:700:3"], type: "binary64", threads: threads
    ).bytes(format, threads: threads)
  }

  @Test(arguments: TableFormat.allCases)
  func bytesDoNotDependOnThreads(_ format: TableFormat) throws {
    let bytes = try Self.bytes(format, threads: 1)
    #expect(bytes == (try Self.bytes(format, threads: 3)))
    #expect(bytes.count > 1000)
  }

  @Test func checksumIsOfTheExactTexts() throws {
    let text = String(decoding: try Self.bytes(.csv), as: UTF8.self)
    let lines = text.split(separator: "\n")
    let stated = try #require(lines.first { $0.hasPrefix("# checksum: sha256:") })
    let rows = lines.drop { $0.hasPrefix("#") }.dropFirst().map { line -> String in
      let cells = line.split(separator: ",")
      return "\(cells[1]),\(cells[3])\n"
    }
    #expect(stated.hasSuffix(SHA256.hexadecimal(of: rows.joined().utf8)))
    // Decimal and hexadecimal are one number.
    for line in lines.drop(while: { $0.hasPrefix("#") }).dropFirst() {
      let cells = line.split(separator: ",").map { Double(String($0)) }
      #expect(cells[0] == cells[1] && cells[2] == cells[3] && cells[0] != nil && cells[2] != nil)
    }
  }

  @Test func jsonIsReadByAnotherReader() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.bytes(.json))) as? [String: Any])
    let rows = try #require(object["rows"] as? [[String: String]])
    #expect(rows.count == 806)
    #expect(object["expression"] as? String == "f(rho)")
    let lines = String(decoding: try Self.bytes(.jsonl), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 807)
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: String])
    #expect(first == rows[0])
  }

  /// The layout that NumPy's format specification demands, version 1.0.
  @Test(arguments: [("binary64", "<f8", 8), ("binary32", "<f4", 4), ("binary16", "<f2", 2)])
  func numPyArrays(_ type: String, _ descriptor: String, _ width: Int) throws {
    let table = try TableFixture.table("f(rho)", ["near1:11"], type: type)
    let bytes = try table.bytes(.npy)
    #expect(bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]))
    let length = Int(bytes[8]) + 256 * Int(bytes[9])
    #expect((10 + length) % 64 == 0)
    let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    #expect(
      header.hasPrefix("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (22,), }"))
    #expect(header.hasSuffix("\n"))
    let data = bytes[(10 + length)...]
    #expect(data.count == 22 * width)
    // The first value, little-endian.
    let bits = data.prefix(width).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let values = try table.rows().map(\.value)
    #expect(values.first == .bits(bits))
    let read = try NumPyArray(reading: bytes, expecting: nil)
    #expect(read.elements.map { .bits($0) } == values && read.shape == [22])
  }

  /// The layout of a ZIP archive by its specification, with checksums computed bit by bit here.
  @Test func archives() throws {
    let bytes = try Self.bytes(.npz)
    func integer(_ start: Int, _ width: Int) -> Int {
      (0..<width).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    #expect(integer(end, 4) == 0x0605_4B50)
    #expect(integer(end + 10, 2) == 3)
    var (place, names) = (integer(end + 16, 4), [String]())
    for _ in 0..<3 {
      #expect(integer(place, 4) == 0x0201_4B50)
      let (size, nameLength) = (integer(place + 24, 4), integer(place + 28, 2))
      let name = Array(bytes[place + 46..<place + 46 + nameLength])
      names.append(String(decoding: name, as: UTF8.self))
      let local = integer(place + 42, 4)
      #expect(integer(local, 4) == 0x0403_4B50 && integer(local + 8, 2) == 0)
      #expect(Array(bytes[local + 30..<local + 30 + nameLength]) == name)
      let start = local + 30 + nameLength + integer(local + 28, 2)
      let contents = bytes[start..<start + size]
      let crc = contents.reduce(UInt32.max) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
          value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
      }
      #expect(integer(place + 16, 4) == Int(~crc))
      place += 46 + nameLength
    }
    #expect(place == end)
    #expect(names == ["provenance.json", "x.npy", "value.npy"])
  }

  @Test func formatsWithoutSuchNumbersSaySo() throws {
    let decimals = try TableFixture.table("f(x)", ["list:1/2"], type: "decimal:5", exact: true)
    #expect(throws: GridError.self) { try decimals.bytes(.npy) }
    let exact = try TableFixture.table("f(x)", ["list:1/3"], type: "binary64", exact: true)
    #expect(throws: GridError.self) { try exact.bytes(.npz) }
    #expect(try exact.bytes(.npy).count == 136)
  }

  @Test func damagedArraysAreErrors() throws {
    let good = NumPyArray([1, 2, 3], format: .binary32).bytes
    for bytes in [
      [], Array(good.prefix(9)), Array(good.prefix(40)), Array(good.dropLast()), good + [0],
      Array(String(decoding: good[6...], as: UTF8.self).utf8),
    ] {
      #expect(throws: NumPyError.self) { try NumPyArray(reading: bytes, expecting: nil) }
    }
    let half = NumPyArray([1], format: .bfloat16).bytes
    #expect(throws: NumPyError.self) { try NumPyArray(reading: half, expecting: nil) }
    #expect(try NumPyArray(reading: half, expecting: .bfloat16).elements == [1])
  }
}
