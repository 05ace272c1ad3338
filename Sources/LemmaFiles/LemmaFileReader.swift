import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SourceText
import Statements
import SymbolicExpressions

extension LemmaFile {
  /// Reads a lemma file; the error is the first one in it, with its place.
  public init(_ text: String) throws(LemmaFileError) {
    var reader = LemmaFileReader()
    let items = try LemmaFileReader.items(of: text)
    for item in items { try reader.read(item) }
    lemmas = reader.lemmas
    introduction = LemmaFileReader.introduction(of: text)
    source = reader.firstSource
  }
}

/// Collects what the items of a file say.
private struct LemmaFileReader {
  /// An item: its first line with those that continue it, comments blanked out.
  struct Item {
    let text: String
    /// The number of its first line, from 1.
    let line: Int
    /// The text of the comments in front of it, and within it.
    let comments: String
  }

  enum Keyword: String, CaseIterable {
    case source, rule, `let`, network, claim, refutes
  }

  private(set) var lemmas: [Lemma] = []
  private var source: String?
  private(set) var firstSource: String?
  private var definitions = Definitions()
  private var places: [String: SourceLocation] = [:]
  /// The comments since the last claim.
  private var note: [String] = []

  // MARK: Items

  static func items(of text: String) throws(LemmaFileError) -> [Item] {
    var items: [Item] = []
    var lines: [Substring] = []
    var comments = Comments()
    var (own, first) = ("", 0)
    func finish() {
      if !lines.isEmpty {
        items.append(Item(text: lines.joined(separator: "\n"), line: first, comments: own))
      }
      lines = []
    }
    let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in all.enumerated() {
      let content = line.first { $0 != " " && $0 != "\t" }
      if content == nil || content == "#" {
        // An empty line keeps the numbers of those behind it.
        if !lines.isEmpty { lines.append("") }
        comments.add(line)
      } else if line.first == " " || line.first == "\t" {
        guard !lines.isEmpty else {
          throw LemmaFileError(
            message: "this line continues nothing: an item begins in the first column",
            location: SourceLocation(line: index + 1, column: 1))
        }
        lines.append(line)
      } else {
        finish()
        (lines, first, own) = ([line], index + 1, comments.taken())
        if items.isEmpty { own = Comments.withoutIntroduction(own, of: all) }
      }
    }
    finish()
    return items
  }

  /// The comment that a text begins with: up to the first line that is none.
  static func introduction(of text: String) -> String {
    var comments = Comments()
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    {
      guard line.first == "#" else { break }
      comments.add(line)
    }
    return comments.taken()
  }

  // MARK: One item

  mutating func read(_ item: Item) throws(LemmaFileError) {
    if !item.comments.isEmpty { note.append(item.comments) }
    do throws(SyntaxError) {
      var cursor = try Cursor(item.text)
      let word = try cursor.word("an item")
      guard let keyword = Keyword(rawValue: word.name) else {
        let all = Keyword.allCases.map(\.rawValue)
        let hint = nearestSpelling(to: word.name, among: all).map { "; did you mean '\($0)'?" }
        throw cursor.error(
          "'\(word.name)' begins no item\(hint ?? ""); items begin with \(all.joined(separator: ", "))",
          word.token)
      }
      switch keyword {
      case .source:
        source = try cursor.text("where the statements come from")
        firstSource = firstSource ?? source
      case .rule: definitions.rule = try cursor.rule()
      case .let: return try readDefinition(&cursor)
      case .network: return try readNetwork(&cursor)
      case .claim, .refutes:
        return try readClaim(&cursor, at: SourceLocation(line: item.line, column: 1), keyword)
      }
      try cursor.expectEnd()
    } catch {
      throw LemmaFileError(error, in: item)
    }
  }

  private mutating func readDefinition(_ cursor: inout Cursor) throws(SyntaxError) {
    let (name, place) = try cursor.word("the name that is defined")
    var parameters: [String] = []
    if cursor.take("(") {
      repeat { parameters.append(try cursor.word("a parameter").name) } while cursor.take(",")
      try cursor.expect(")")
    }
    try cursor.expect("=")
    let term = try cursor.term()
    try cursor.expectEnd()
    do {
      try definitions.define(name, parameters: parameters, as: term)
    } catch {
      switch error {
      case .name(let message): throw cursor.error(message, place)
      case .term(let error): throw error
      }
    }
  }

  private mutating func readNetwork(_ cursor: inout Cursor) throws(SyntaxError) {
    let (name, place) = try cursor.word("the name of a network")
    try cursor.expect("=")
    let start = cursor.token
    var text = cursor.rest
    if case .text(let quoted) = start.kind { text = quoted }
    let network: NetworkGraph
    do {
      network = try NetworkGraph(parsing: text) { NetworkKernels.problem(with: $0) }
    } catch {
      throw cursor.error("this is not a network: \(error)", start)
    }
    let isShort = text.utf8.count <= 200 && !text.contains("\n")
    do {
      try definitions.define(network: name, as: isShort ? text : network.certificateText)
    } catch {
      throw cursor.error(error.message, place)
    }
  }

  private mutating func readClaim(
    _ cursor: inout Cursor, at location: SourceLocation, _ keyword: Keyword
  ) throws(SyntaxError) {
    let place = cursor.token
    let name = try cursor.text("the name of the claim")
    if let first = places[name] {
      throw cursor.error("there is a claim \"\(name)\" already, at \(first)", place)
    }
    places[name] = location
    var own = source
    var expected: Verdict = keyword == .refutes ? .refuted : .proved
    var corrects: String?
    while !cursor.take(":") {
      let word = try cursor.word(
        "':' and the statement, 'from \"…\"', 'corrects \"…\"', 'refutes' or 'expect …'")
      switch word.name {
      case "from": own = try cursor.text("where the statement comes from")
      case "refutes": expected = .refuted
      case "corrects": corrects = try readCorrected(&cursor)
      case "expect": expected = try cursor.verdict()
      default:
        throw cursor.error(
          "unexpected '\(word.name)'; expected ':', 'from', 'corrects', 'refutes' or 'expect'",
          word.token)
      }
    }
    // Read where it stands, for the places of errors, then by itself.
    let read = try Statement(cursor.paddedRest, definitions: definitions)
    lemmas.append(
      Lemma(
        name: name, source: own, statement: try Statement(read.description), expected: expected,
        corrects: corrects, note: note.joined(separator: "\n\n"), location: location))
    note = []
  }

  /// The name of a claim above that is known to fail.
  private func readCorrected(_ cursor: inout Cursor) throws(SyntaxError) -> String {
    let place = cursor.token
    let name = try cursor.text("the name of the claim that this one corrects")
    let failing = lemmas.filter { $0.expected == .refuted }.map(\.name)
    if failing.contains(name) { return name }
    let hint = nearestSpelling(to: name, among: failing).map { "; did you mean \"\($0)\"?" }
    throw cursor.error(
      "there is no claim \"\(name)\" above that 'refutes'\(hint ?? "")", place)
  }
}

/// The texts of comments: lines of one block make a paragraph.
private struct Comments {
  private var paragraphs: [[Substring]] = []
  private var isOpen = false

  mutating func add(_ line: Substring) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.first == "#" else { return isOpen = false }
    if !isOpen { paragraphs.append([]) }
    isOpen = true
    paragraphs[paragraphs.count - 1].append(text.dropFirst().drop { $0 == " " })
  }

  /// What has been collected; nothing is left.
  mutating func taken() -> String {
    defer { self = Comments() }
    return paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// The comments in front of a file's first item without its introduction.
  static func withoutIntroduction(_ comments: String, of lines: [Substring]) -> String {
    let introduction = LemmaFileReader.introduction(of: lines.joined(separator: "\n"))
    guard !introduction.isEmpty, comments.hasPrefix(introduction) else { return comments }
    return String(comments.dropFirst(introduction.count).drop { $0 == "\n" })
  }
}

extension LemmaFileError {
  /// An error within an item, with its place in the file.
  fileprivate init(_ error: SyntaxError, in item: LemmaFileReader.Item) {
    self.init(
      message: error.message,
      location: SourceLocation(
        line: item.line + error.location.line - 1, column: error.location.column))
  }
}

/// Goes through the tokens of an item.
private struct Cursor {
  let source: String
  private let tokens: [Token]
  private var index = 0

  /// The tokens up to the colon or the equals sign are the item's own; what follows may be JSON, which
  /// is cut into the same tokens but not read as them.
  init(_ source: String) throws(SyntaxError) {
    self.source = source
    tokens = try Lexer.tokens(of: source)
  }

  var token: Token { tokens[index] }

  func error(_ message: String, _ token: Token) -> SyntaxError {
    SyntaxError(message, at: token.range.lowerBound, in: source)
  }

  private func unexpected(_ expected: String) -> SyntaxError {
    error("expected \(expected), found \(token.spelling(in: source))", token)
  }

  mutating func word(_ what: String) throws(SyntaxError) -> (name: String, token: Token) {
    let current = token
    guard case .identifier(let name) = current.kind else { throw unexpected(what) }
    index += 1
    return (name, current)
  }

  mutating func text(_ what: String) throws(SyntaxError) -> String {
    guard case .text(let text) = token.kind else { throw unexpected("\(what) in quotes") }
    index += 1
    return text
  }

  mutating func take(_ symbol: String) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(SyntaxError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }

  func expectEnd() throws(SyntaxError) {
    guard token.kind == .end else { throw unexpected("the end of the item") }
  }

  mutating func rule() throws(SyntaxError) -> PropagationRule {
    let (name, place) = try word("a propagation rule")
    guard let rule = PropagationRule(rawValue: name) else {
      throw error(
        "'\(name)' is no rule; the rules are "
          + PropagationRule.allCases.map(\.rawValue).joined(separator: ", "), place)
    }
    return rule
  }

  mutating func verdict() throws(SyntaxError) -> Verdict {
    let (name, place) = try word("a verdict")
    guard let verdict = Verdict(rawValue: name) else {
      throw error(
        "'\(name)' is no verdict; the verdicts are proved, refuted and undecided", place)
    }
    return verdict
  }

  mutating func term() throws(SyntaxError) -> Term {
    try TermParser.parse(tokens, from: &index, of: source)
  }

  /// What stands from here to the end, without white space around it.
  var rest: String {
    let bytes = source.utf8.dropFirst(token.range.lowerBound)
    let end = bytes.lastIndex { $0 != 32 && !(9...13 ~= $0) }
    return end.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? ""
  }

  /// The text with spaces in place of all in front of here, so that places stay what they are.
  var paddedRest: String {
    let start = token.range.lowerBound
    let head = source.utf8.prefix(start).map { $0 == 10 ? UInt8(10) : 32 }
    return String(decoding: head + source.utf8.dropFirst(start), as: UTF8.self)
  }
}
