import ExactArithmetic

/// A lexical unit of the expression and statement language.
package struct Token: Hashable, Sendable {
  /// What a piece of text can be.
  package enum Kind: Hashable, Sendable {
    case number(Rational)
    case identifier(String)
    /// Text between double quotes; inside, `\"` stands for a quote and `\\` for a backslash.
    case text(String)
    /// An operator, relation, bracket or separator, in its ASCII spelling.
    case symbol(String)
    case end
  }

  /// What the piece is.
  package let kind: Kind
  /// Offsets of the token in the UTF-8 of its source.
  package let range: Range<Int>
  /// Whether white space stands in front of the token.
  package let isSpaced: Bool

  /// Whether the piece is this symbol.
  package func isSymbol(_ text: String) -> Bool { kind == .symbol(text) }
}

/// Cuts a text into tokens.
///
/// Unicode spellings are read as their ASCII ones: π pi, ρ rho, θ theta, Φ Phi, κ kappa (with a subscript
/// number κ₂ for `kappa(2, …)`), √ sqrt, − minus, · and × times, ≤ ≥ ≠, superscript digits (x²),
/// ∀ forall, ∃ exists, ∈ in, ∧ and, ∨ or, ¬ not, ⇒ implies.
package struct Lexer {
  /// The largest text in bytes that is read.
  package static let largestSource = 20_000_000
  /// The words of the statement language that cannot be names in a term.
  package static let reservedWords: Set<String> = [
    "forall", "exists", "in", "where", "and", "or", "not", "implies",
  ]

  private let source: String
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  /// The tokens of `source`, ended by one of kind `.end`.
  package static func tokens(of source: String) throws(SyntaxError) -> [Token] {
    var lexer = Lexer(source)
    try lexer.run()
    return lexer.tokens
  }

  private init(_ source: String) {
    self.source = source
    bytes = Array(source.utf8)
  }

  private func error(_ message: String, at offset: Int) -> SyntaxError {
    SyntaxError(message, at: offset, in: source)
  }

  private mutating func run() throws(SyntaxError) {
    if bytes.count > Lexer.largestSource {
      throw error("the text is longer than \(Lexer.largestSource) bytes", at: 0)
    }
    var spaced = false
    while position < bytes.count {
      if [32, 9, 10, 13].contains(bytes[position]) {
        position += 1
        spaced = true
        continue
      }
      let start = position
      let kind = try next()
      if case .symbol(let spelling) = kind, let digits = spelling.superscript {
        append(.symbol("^"), start..<start, spaced)
        append(.number(digits), start..<position, false)
      } else {
        append(kind, start..<position, spaced)
      }
      spaced = false
    }
    append(.end, bytes.count..<bytes.count, spaced)
  }

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, _ spaced: Bool) {
    tokens.append(Token(kind: kind, range: range, isSpaced: spaced))
  }

  private mutating func next() throws(SyntaxError) -> Token.Kind {
    let byte = bytes[position]
    if Lexer.isDigit(byte) || (byte == 46 && peek(1).map(Lexer.isDigit) == true) {
      return try number()
    }
    if Lexer.isLetter(byte) { return identifier() }
    if byte == 34 { return try text() }
    for symbol in ["<=", ">=", "!=", "==", ".."] where startsWith(symbol) {
      position += 2
      return .symbol(symbol == "==" ? "=" : symbol)
    }
    if byte < 128 {
      let symbol = String(UnicodeScalar(byte))
      guard "+-*/^()[]{},;:<>=|".contains(symbol) else {
        throw error("unexpected character '\(symbol)'", at: position)
      }
      position += 1
      return .symbol(symbol)
    }
    return try unicode()
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private func startsWith(_ text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { position += 1 }
  }

  private mutating func number() throws(SyntaxError) -> Token.Kind {
    let start = position
    skip(while: Lexer.isDigit)
    // The points of a range such as 1..12 are not a decimal's.
    if peek(0) == 46, peek(1) != 46 {
      position += 1
      skip(while: Lexer.isDigit)
    }
    if let mark = peek(0), mark == 101 || mark == 69 {
      let signed = peek(1) == 43 || peek(1) == 45
      if let digit = peek(signed ? 2 : 1), Lexer.isDigit(digit) {
        position += signed ? 2 : 1
        skip(while: Lexer.isDigit)
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Rational(text.hasSuffix(".") ? String(text.dropLast()) : text) else {
      throw error(
        "'\(text.prefix(40))' is not a number (decimal exponents reach "
          + "±\(Rational.largestDecimalExponent))", at: start)
    }
    return .number(value)
  }

  private mutating func identifier() -> Token.Kind {
    let start = position
    skip { Lexer.isLetter($0) || Lexer.isDigit($0) }
    var name = String(decoding: bytes[start..<position], as: UTF8.self)
    // The names of the language with hyphens in them.
    for (first, rest) in [("variance", "-only"), ("exact", "-without-means")]
    where name == first && startsWith(rest) {
      position += rest.utf8.count
      name += rest
    }
    // A node of a network by its name: dag.2.
    if peek(0) == 46, let next = peek(1), Lexer.isLetter(next) || Lexer.isDigit(next) {
      let point = position
      position += 1
      skip { Lexer.isLetter($0) || Lexer.isDigit($0) }
      name += String(decoding: bytes[point..<position], as: UTF8.self)
    }
    return .identifier(name)
  }

  private mutating func text() throws(SyntaxError) -> Token.Kind {
    let start = position
    var content: [UInt8] = []
    while true {
      position += 1
      if peek(0) == 92, let escaped = peek(1), escaped == 34 || escaped == 92 {
        position += 1
      } else if peek(0) == 34 {
        position += 1
        return .text(String(decoding: content, as: UTF8.self))
      }
      guard position < bytes.count else { throw error("the quote is not closed", at: start) }
      content.append(bytes[position])
    }
  }

  private mutating func unicode() throws(SyntaxError) -> Token.Kind {
    let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
    guard let scalar = rest.unicodeScalars.first else { return .end }
    let start = position
    position += String(scalar).utf8.count
    switch scalar {
    case "π": return .identifier("pi")
    case "ρ": return .identifier("rho")
    case "θ": return .identifier("theta")
    case "Φ": return .identifier("Phi")
    case "κ":
      var index = ""
      while position + 2 < bytes.count, bytes[position] == 0xE2, bytes[position + 1] == 0x82,
        (0x80...0x89).contains(bytes[position + 2])
      {
        index.append(String(bytes[position + 2] - 0x80))
        position += 3
      }
      return .identifier(index.isEmpty ? "kappa" : "kappa" + index)
    case "√": return .symbol("√")
    case "−": return .symbol("-")
    case "·", "×": return .symbol("*")
    case "≤": return .symbol("<=")
    case "≥": return .symbol(">=")
    case "≠": return .symbol("!=")
    case "∈": return .identifier("in")
    case "∀": return .identifier("forall")
    case "∃": return .identifier("exists")
    case "∧": return .identifier("and")
    case "∨": return .identifier("or")
    case "¬": return .identifier("not")
    case "⇒": return .identifier("implies")
    default:
      if scalar == "⁻" || String(scalar).superscript != nil {
        var digits = String(scalar)
        while let next = String(
          decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self
        )
        .unicodeScalars.first, next != "⁻", String(next).superscript != nil {
          digits.unicodeScalars.append(next)
          position += String(next).utf8.count
        }
        return .symbol(digits)
      }
      throw error("unexpected character '\(scalar)'", at: start)
    }
  }
}

extension String {
  /// The number that a run of superscript digits spells, "⁻" first for a negative one.
  fileprivate var superscript: Rational? {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var plain = ""
    for (index, character) in enumerated() {
      if character == "⁻", index == 0 {
        plain = "-"
      } else if let digit = digits.firstIndex(of: character) {
        plain.append(String(digit))
      } else {
        return nil
      }
    }
    return Rational(plain)
  }
}
