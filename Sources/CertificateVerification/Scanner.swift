import ExactArithmetic
import SourceText

/// Why a text is no statement, or no certificate, of this checker's language.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, with the place.
  public let description: String

  init(_ message: String, at offset: Int, in bytes: [UInt8]) {
    description = "\(SourceLocation(offset: offset, in: bytes)): \(message)"
  }

  package init(_ message: String) { description = message }
}

/// A lexical unit of the statement language.
enum Lexeme: Hashable {
  case number(Rational)
  case name(String)
  case quoted(String)
  case symbol(String)
  case end
}

/// The lexical units of a text, with where each begins and whether white space stands before it.
struct Scanner {
  private(set) var lexemes: [(lexeme: Lexeme, offset: Int, isSpaced: Bool)] = []
  let bytes: [UInt8]

  /// The words that are no names.
  static let reserved: Set<String> = [
    "forall", "exists", "in", "where", "and", "or", "not", "implies",
  ]
  /// Symbols, and spellings beyond ASCII, by their first byte, longer ones first.
  private static let spellings: [UInt8: [(String, Lexeme)]] = {
    let symbols =
      ["<=", ">=", "!=", ".."].map { ($0, Lexeme.symbol($0)) } + [("==", .symbol("="))]
      + "+-*/^()[]{},;:<>=|√".map { (String($0), .symbol(String($0))) }
    let others: [(String, Lexeme)] = [
      ("π", .name("pi")), ("ρ", .name("rho")), ("θ", .name("theta")), ("−", .symbol("-")),
      ("·", .symbol("*")), ("×", .symbol("*")), ("≤", .symbol("<=")), ("≥", .symbol(">=")),
      ("≠", .symbol("!=")), ("∈", .name("in")), ("∀", .name("forall")), ("∃", .name("exists")),
      ("∧", .name("and")), ("∨", .name("or")), ("¬", .name("not")), ("⇒", .name("implies")),
      ("κ", .name("kappa")),
    ]
    return Dictionary(grouping: symbols + others) { $0.0.utf8.first ?? 0 }
  }()
  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
  private static let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")

  init(_ text: String) throws(ReadingError) {
    bytes = Array(text.utf8)
    guard bytes.count <= 20_000_000 else { throw ReadingError("the text is too long") }
    var place = 0
    var isSpaced = false
    while place < bytes.count {
      if [32, 9, 10, 13].contains(bytes[place]) {
        (place, isSpaced) = (place + 1, true)
        continue
      }
      let start = place
      for lexeme in try read(&place) {
        lexemes.append((lexeme, start, isSpaced))
        isSpaced = false
      }
    }
    lexemes.append((.end, bytes.count, isSpaced))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }
  private static func isLetter(_ byte: UInt8) -> Bool { 97...122 ~= byte | 32 || byte == 95 }
  private static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  private func starts(_ prefix: String, at place: Int) -> Bool {
    bytes[place...].starts(with: prefix.utf8)
  }
  private func end(from place: Int, while condition: (UInt8) -> Bool) -> Int {
    bytes[place...].firstIndex { !condition($0) } ?? bytes.count
  }

  private func read(_ place: inout Int) throws(ReadingError) -> [Lexeme] {
    let (start, byte) = (place, bytes[place])
    if Self.isDigit(byte)
      || (byte == 46 && place + 1 < bytes.count && Self.isDigit(bytes[place + 1]))
    {
      place = end(from: place, while: Self.isDigit)
      // The points of a range, 1..12, are not a decimal's.
      if place < bytes.count, bytes[place] == 46, !starts("..", at: place) {
        place = end(from: place + 1, while: Self.isDigit)
      }
      if place < bytes.count, bytes[place] | 32 == 101 {
        var digits = place + 1
        if digits < bytes.count, bytes[digits] == 43 || bytes[digits] == 45 { digits += 1 }
        if digits < bytes.count, Self.isDigit(bytes[digits]) {
          place = end(from: digits, while: Self.isDigit)
        }
      }
      let numeral = text(start..<place)
      guard let value = Rational(numeral.hasSuffix(".") ? String(numeral.dropLast()) : numeral)
      else {
        throw ReadingError("'\(numeral.prefix(40))' is not a number", at: start, in: bytes)
      }
      return [.number(value)]
    }
    if Self.isLetter(byte) {
      place = end(from: place, while: Self.isWordByte)
      for (name, rest) in [("variance", "-only"), ("exact", "-without-means")]
      where text(start..<place) == name && starts(rest, at: place) { place += rest.utf8.count }
      // A node of a network: dag.2.
      if place + 1 < bytes.count, bytes[place] == 46, Self.isWordByte(bytes[place + 1]) {
        place = end(from: place + 1, while: Self.isWordByte)
      }
      return [.name(text(start..<place))]
    }
    if byte == 34 { return [.quoted(try readQuoted(&place))] }
    for (spelling, lexeme) in Self.spellings[byte] ?? [] where starts(spelling, at: place) {
      place += spelling.utf8.count
      guard lexeme == .name("kappa") else { return [lexeme] }
      let index = digits(Self.subscripts, &place)
      return [.name("kappa" + index)]
    }
    let exponent = digits(Self.superscripts, &place)
    guard let value = Rational(exponent), !exponent.isEmpty else {
      throw ReadingError("unexpected character", at: start, in: bytes)
    }
    return [.symbol("^"), .number(value)]
  }

  /// Reads raised or lowered digits as plain ones.
  private func digits(_ alphabet: [Character], _ place: inout Int) -> String {
    var plain = ""
    while let digit = alphabet.indices.first(where: { starts(String(alphabet[$0]), at: place) }) {
      place += String(alphabet[digit]).utf8.count
      plain += digit == 10 ? "-" : "\(digit)"
    }
    return plain
  }

  private func readQuoted(_ place: inout Int) throws(ReadingError) -> String {
    let start = place
    var content: [UInt8] = []
    place += 1
    while place < bytes.count, bytes[place] != 34 {
      if bytes[place] == 92, place + 1 < bytes.count, [34, 92].contains(bytes[place + 1]) {
        place += 1
      }
      content.append(bytes[place])
      place += 1
    }
    guard place < bytes.count else {
      throw ReadingError("the quote is not closed", at: start, in: bytes)
    }
    place += 1
    return String(decoding: content, as: UTF8.self)
  }
}

/// A place in a text, from which parts are read.
struct Reader {
  let scanner: Scanner
  var place = 0

  init(_ text: String) throws(ReadingError) { scanner = try Scanner(text) }

  var here: Lexeme { scanner.lexemes[place].lexeme }
  var isSpaced: Bool { scanner.lexemes[place].isSpaced }

  func fail(_ message: String) -> ReadingError {
    ReadingError(message, at: scanner.lexemes[place].offset, in: scanner.bytes)
  }

  mutating func skip(_ lexeme: Lexeme) -> Bool {
    guard here == lexeme else { return false }
    place += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(ReadingError) {
    guard skip(.symbol(symbol)) else { throw fail("expected '\(symbol)'") }
  }

  /// Reads a word that has no meaning of its own: the name of a variable.
  mutating func readName() throws(ReadingError) -> String {
    guard case .name(let name) = here, !Scanner.reserved.contains(name), !Meaning.isTaken(name)
    else { throw fail("expected a variable's name") }
    place += 1
    return name
  }
}
