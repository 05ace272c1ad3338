import ExactJSON
import Testing
import _TestSupport

@Suite struct ReadingTests {
  @Test func valuesKnowTheirPlace() throws {
    let text = "{\"a\": [1.50, -0e+7,\r\n  \"é😀x\", null],\n\"b\":true}"
    let json = try LocatedJSON.parse(text)
    #expect(json.plain == ["a": [.number("1.50"), .number("-0e+7"), "é😀x", nil], "b": true])
    let elements = try #require(json["a"]).array("a")
    #expect(elements.map(\.location.line) == [1, 1, 2, 2])
    #expect(elements.map(\.location.column) == [8, 14, 3, 10])
    guard case .object(let members) = json.value else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.location.line) == [1, 3] && members.map(\.location.column) == [2, 1])
  }

  @Test(arguments: [
    ("\"\\u00e9\\ud83d\\ude00\\n\\/\\u0000\"", "é😀\n/\u{0}"), ("\"\"", ""),
    ("\"\\\"\\\\\"", "\"\\"),
    ("\"\\b\\f\\r\\t\"", "\u{8}\u{c}\r\t"),
  ])
  func strings(_ text: String, _ expected: String) throws {
    #expect(try LocatedJSON.parse(text).string("it") == expected)
  }

  /// Text, line, column, and a part of the message.
  static let malformed: [(String, Int, Int, String)] = [
    ("", 1, 1, "ends early; expected a value"),
    (" \n ", 2, 2, "ends early"),
    ("{\"a\":1,}", 1, 8, "a key in double quotes"),
    ("[1,]", 1, 4, "unexpected \"]\"; expected a value"),
    ("[1 2]", 1, 4, "\",\" or \"]\""),
    ("{\"a\" 1}", 1, 6, "\":\""),
    ("{a:1}", 1, 2, "a key in double quotes"),
    ("{\"a\":1,\n \"b\":2, \"a\":3}", 2, 9, "key \"a\"; it first stands at line 1, column 2"),
    ("1 2", 1, 3, "the end of the text"),
    ("01", 1, 2, "the end of a number"),
    ("1.", 1, 3, "a digit"),
    ("1.e3", 1, 3, "a digit"),
    (".5", 1, 1, "a value"),
    ("+1", 1, 1, "a value"),
    ("-", 1, 2, "a digit"),
    ("1e", 1, 3, "a digit"),
    ("1e5.2", 1, 4, "the end of a number"),
    ("0x10", 1, 2, "the end of a number"),
    ("NaN", 1, 1, "null, true or false"),
    ("nulll", 1, 1, "null, true or false"),
    ("tru", 1, 1, "null, true or false"),
    ("\"abc", 1, 1, "no closing quote"),
    ("\"a\nb\"", 1, 3, "control character"),
    ("\"\\x\"", 1, 2, "unknown escape"),
    ("\"\\u12g4\"", 1, 2, "unknown escape"),
    ("\"\\ud800\"", 1, 2, "surrogate"),
    ("\"\\udc00\"", 1, 2, "surrogate"),
    ("\"\\ud800\\u0041\"", 1, 2, "surrogate"),
    ("// no\n1", 1, 1, "a value"),
    ("'a'", 1, 1, "a value"),
    ("[\u{a0}1]", 1, 2, "unexpected \"\u{a0}\""),
    ("\u{feff}1", 1, 1, "byte order mark"),
    ("[1,\r2,\r\n3,\n?", 4, 1, "a value"),
  ]

  @Test(arguments: malformed)
  func errorsAreLocated(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: JSONError.self) { try LocatedJSON.parse(text) }
    #expect(error.location.line == line && error.location.column == column, "\(error)")
    #expect(error.message.contains(part), "\(error)")
  }

  @Test(
    arguments: [
      ([0x22, 0xC3, 0x28, 0x22], 1, "not valid UTF-8"), ([0x5B, 0xFF], 2, "not UTF-8 (0xff)"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, "not valid UTF-8"), ([0x5B, 0x00], 2, "0x0"),
    ] as [([UInt8], Int, String)])
  func invalidBytes(_ bytes: [UInt8], _ column: Int, _ part: String) throws {
    let error = try #require(throws: JSONError.self) { try LocatedJSON.parse(utf8: bytes) }
    #expect(error.location.column == column && error.message.contains(part), "\(error)")
  }

  @Test func depthIsBounded() throws {
    let limit = LocatedJSON.maximumDepth
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try LocatedJSON.parse(nested(limit)).plain.text() == nested(limit))
    let error = try #require(throws: JSONError.self) { try LocatedJSON.parse(nested(limit + 1)) }
    #expect(error.location.column == limit + 1 && error.message.contains("nested"))
    for opening in ["[", "{\"a\":", "[{\"a\":"] {
      let garbage = String(repeating: opening, count: 10_000_000 / opening.utf8.count)
      #expect(throws: JSONError.self) { try LocatedJSON.parse(garbage) }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func tenMegabytesOfGarbageAreAnError(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var bytes: [UInt8] = seed % 2 == 0 ? [] : [UInt8(ascii: "\"")]
    for _ in 0..<1_250_000 {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    #expect(throws: JSONError.self, "seed \(seed)") { try LocatedJSON.parse(utf8: bytes) }
  }

  @Test func tenMegabytesInOneStringAreRead() throws {
    let content = String(repeating: "é", count: 5_000_000)
    #expect(try LocatedJSON.parse("\"\(content)\"").string("it") == content)
    let error = try #require(throws: JSONError.self) { try LocatedJSON.parse("[\"\(content)\"") }
    #expect(error.location.column == 5_000_004, "\(error)")
  }

  @Test func accessNamesWhatIsWrong() throws {
    let json = try LocatedJSON.parse("{\"a\": 1,\n \"c\": []}")
    func message(_ body: () throws(JSONError) -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return error.description }
    }
    #expect(
      message { () throws(JSONError) in _ = try json.members("the job", keys: ["a", "b"]) }
        == "line 2, column 2: unknown key \"c\" in the job; expected a, b")
    #expect(
      message { () throws(JSONError) in
        _ = try json.members("the job", keys: ["a", "c"], required: ["d"])
      } == "line 1, column 1: the job has no \"d\"")
    #expect(
      message { () throws(JSONError) in _ = try json["a"]?.string("a") }
        == "line 1, column 7: a is a number; expected a string")
    #expect(
      message { () throws(JSONError) in _ = try json["a"]?.array("a") }
        == "line 1, column 7: a is a number; expected an array")
    #expect(json["b"] == nil)
  }
}

@Suite struct WritingTests {
  static let value: JSON = [
    "z": [1, "a\"\\\n\u{1}é", .number("1e-30"), true, nil], "a": [:], "list": [[]],
    "nested": [["k": [.number("1/2")]], 3],
  ]

  @Test func compactTextKeepsOrderAndEscapes() {
    #expect(
      Self.value.text()
        == #"{"z":[1,"a\"\\\n\u0001é",1e-30,true,null],"a":{},"list":[[]],"#
        + #""nested":[{"k":["1/2"]},3]}"#)
  }

  @Test func prettyTextPutsShortContainersOnOneLine() {
    #expect(
      Self.value.text(pretty: true) == #"""
        {
          "z": [1, "a\"\\\n\u0001é", 1e-30, true, null],
          "a": {},
          "list": [[]],
          "nested": [
            {
              "k": ["1/2"]
            },
            3
          ]
        }
        """#)
    let long = JSON.array(Array(repeating: "0123456789", count: 7)).text(pretty: true)
    #expect(long.split(separator: "\n").count == 9)
  }

  @Test(arguments: [false, true])
  func writtenValuesAreReadBack(pretty: Bool) throws {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let value = randomValue(depth: 4, &generator)
      let read = try LocatedJSON.parse(value.text(pretty: pretty)).plain
      #expect(read == value, "seed \(seed)")
    }
  }

  @Test func objectsReplaceEqualKeys() {
    var object = JSON.Object([("a", 1), ("b", 2), ("a", 3)])
    object.append("b", 4)
    object.append("c", 5)
    #expect(JSON.object(object).text() == #"{"a":3,"b":4,"c":5}"#)
    #expect(object["c"] == 5 && object["d"] == nil)
  }

  @Test(arguments: [
    ("0", true), ("-0", true), ("12.50e-3", true), ("1E+9", true), ("", false), ("-", false),
    ("00", false), ("1.", false), (".1", false), ("+1", false), ("1e", false), ("1/2", false),
    ("0x1", false), (" 1", false), ("1 ", false), ("NaN", false), ("١", false),
  ])
  func numbers(_ text: String, _ expected: Bool) {
    #expect(JSON.isNumber(text) == expected)
  }

  private func randomValue(depth: Int, _ generator: inout SplitMix64) -> JSON {
    switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
    case 0: return nil
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
    case 3: return .number("\(Double.random(in: -1...1, using: &generator))")
    case 4: return .string(randomString(&generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
          randomValue(depth: depth - 1, &generator)
        })
    default:
      return .members(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
          (randomString(&generator), randomValue(depth: depth - 1, &generator))
        })
    }
  }

  private func randomString(_ generator: inout SplitMix64) -> String {
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<9, using: &generator) {
      let value =
        UInt32(truncatingIfNeeded: generator.next())
        % (Bool.random(using: &generator) ? 0x30 : 0x110000)
      if let scalar = Unicode.Scalar(value) { result.append(scalar) }
    }
    return String(result)
  }
}
