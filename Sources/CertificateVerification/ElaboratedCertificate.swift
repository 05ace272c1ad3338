import ExactArithmetic

/// A certificate of format 2, taken apart.
package struct ElaboratedCertificate: Sendable {
  /// The first line.
  package static let header = "kernelcalc certificate 2"

  /// Whether a text is a certificate of another format than the one that is read here.
  package static func isOfAnotherFormat(_ text: String) -> Bool {
    text.hasPrefix("kernelcalc certificate ") && !text.hasPrefix(header + "\n")
  }

  /// What settles a case.
  package enum Evidence: Hashable, Sendable {
    /// A subdivision of the domain in preorder.
    case cover([Step])
    /// Values of the variables at which the formula is true.
    case point([Rational], precision: Int)
    /// The corners of a box in which some terms, one for each variable that moves, have a common zero; and
    /// atoms that vanish there. Without terms it is the first atom's expression.
    case root(
      lower: [Rational], upper: [Rational], precision: Int, divisors: [String], zeros: [Zero])
  }

  /// An atom whose expression is identically a sum of multiples of the divisors.
  package struct Zero: Hashable, Sendable {
    package let atom: Int
    /// One for each divisor; 1 where missing.
    package let cofactors: [String]
    package init(atom: Int, cofactors: [String] = []) {
      self.atom = atom
      self.cofactors = cofactors
    }
  }

  /// What is added to an atom, by a line that begins with the kind.
  package struct Addition: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
      /// Another way to write the expression, or its product with a denominator.
      case form
      /// The expression as a product of two factors, whose signs are compared.
      case factors
      /// The expression as a sum of terms, none of which is negative.
      case terms
      /// A function's value in the expression, whose argument is compared.
      case inverse
      /// A variable, by its place, from whose lower end on the expression rises, or to whose upper end it falls.
      case rises, falls
      /// A variable, by its place, and a term in the expression in whose place it is put.
      case put
    }
    package let kind: Kind
    package let atom: Int
    package let text: String
    package let denominator: String?

    package init(_ kind: Kind, _ atom: Int, _ text: String, denominator: String? = nil) {
      (self.kind, self.atom, self.text, self.denominator) = (kind, atom, text, denominator)
    }
  }

  /// One node of a subdivision.
  package enum Step: Hashable, Sendable {
    /// A cut across a variable; the part below follows, then the part above.
    case split(variable: Int, at: Rational)
    case leaf(Leaf)
  }

  /// What settles one choice of the variables with finitely many values that stand in front.
  package struct Case: Hashable, Sendable {
    /// The values by their texts, in the order of the quantifiers.
    package var values: [String]
    /// Of a step: how the inequalities for k are used, in order.
    package var premises: [PremiseUse]
    /// What atoms follow from besides, in order: later lines may be about atoms of earlier ones.
    package var additions: [Addition]
    package var evidence: Evidence
    /// For a point or a root: a cover of the domain that shows that every term is defined, where this
    /// does not show at once.
    package var definedness: [Step]

    package init(
      values: [String], premises: [PremiseUse] = [],
      additions: [Addition] = [],
      evidence: Evidence,
      definedness: [Step] = []
    ) {
      self.values = values
      self.premises = premises
      self.additions = additions
      self.evidence = evidence
      self.definedness = definedness
    }
  }

  /// The statement as it was typed.
  package var statement: String
  /// Whether the statement is proved, or refuted.
  package var isProof: Bool
  package var cases: [Case]

  package init(statement: String, isProof: Bool, cases: [Case]) {
    self.statement = statement
    self.isProof = isProof
    self.cases = cases
  }
}

// MARK: Reading

extension ElaboratedCertificate.Step {
  /// Reads a line; nil where it is no step.
  init?(_ line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let name = words[0]
    func whole(_ place: Int, _ range: ClosedRange<Int>) -> Int? {
      guard words.indices.contains(place) else { return nil }
      return ElaboratedCertificate.number(words[place]).flatMap { range.contains($0) ? $0 : nil }
    }
    func rationals(from place: Int) -> [Rational]? {
      let values = words.dropFirst(place).map { Rational(String($0)) }
      return values.contains(nil) ? nil : values.compactMap { $0 }
    }
    if name == "split" {
      guard words.count == 3, let variable = whole(1, 0...99), let point = rationals(from: 2)
      else { return nil }
      self = .split(variable: variable, at: point[0])
      return
    }
    let hasCount = !["natural", "derivative", "segment"].contains(name)
    guard let precision = whole(1, ElaboratedCertificate.precisions),
      let count = hasCount ? whole(2, 1...64) : 0
    else { return nil }
    var rule: Leaf.Rule?
    switch (name, words.count) {
    case ("natural", 2): rule = .natural
    case ("derivative", 2): rule = .derivative
    case ("upper", 3...4), ("lower", 3...4), ("upper-angle", 3...4), ("lower-angle", 3...4):
      let variable = whole(3, 0...99)
      if words.count == 4, variable == nil { return nil }
      rule = .end(variable, isUpper: name.hasPrefix("upper"), isAngle: name.hasSuffix("angle"))
    case ("point", 4...): rule = .point(words[3...].joined(separator: " "))
    case ("diagonal", 6...20):
      guard let i = whole(3, 0...99), let j = whole(4, 0...99) else { return nil }
      rule = rationals(from: 5).map { .diagonal(i, j, weights: $0) }
    case ("segment", 3): rule = whole(2, 0...99).map { .segment($0) }
    case ("ray", 4...): rule = rationals(from: 3).map { .ray($0) }
    default: break
    }
    guard let rule else { return nil }
    self = .leaf(Leaf(rule, precision: precision, count: count))
  }
}

extension ElaboratedCertificate {
  /// The precisions that may be asked for, in bits.
  static let precisions = 2...(1 << 16)

  /// A whole number, as it is written without sign.
  static func number(_ word: Substring) -> Int? {
    word.utf8.allSatisfy { (48...57).contains($0) } ? Int(word) : nil
  }

  /// Reads a certificate; every line must have its place.
  package init(_ text: String) throws(ReadingError) {
    var reader = LineReader(text)
    guard reader.skip(Self.header) else {
      throw reader.fail(
        Self.isOfAnotherFormat(text)
          ? "this is a certificate of another format; this program checks format 2 (make it anew with 'prove')"
          : "a certificate begins with '\(Self.header)'")
    }
    var statement: [Substring] = []
    while let line = reader.rest(after: "statement: ") { statement.append(line) }
    guard !statement.isEmpty else { throw reader.fail("expected 'statement: …'") }
    self.statement = statement.joined(separator: "\n")
    isProof = reader.skip("verdict: proved")
    guard isProof || reader.skip("verdict: refuted") else {
      throw reader.fail("expected 'verdict: proved' or 'verdict: refuted'")
    }
    cases = []
    while let names = reader.rest(after: "case") { cases.append(try reader.readCase(names)) }
    guard reader.skip("end"), reader.isAtEnd else {
      throw reader.fail("expected a step, 'case' or, as the last line, 'end'")
    }
  }
}

/// The lines of a certificate, from which parts are read.
private struct LineReader {
  private let lines: [Substring]
  private var place = 0

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.lines = lines.last == "" ? Array(lines.dropLast()) : lines
  }

  var isAtEnd: Bool { place == lines.count }
  private var here: Substring { isAtEnd ? "" : lines[place] }

  func fail(_ message: String) -> ReadingError { ReadingError("line \(place + 1): \(message)") }

  /// Reads a whole line, if it is the one here.
  mutating func skip(_ line: String) -> Bool {
    guard here == line else { return false }
    place += 1
    return true
  }

  /// Reads a line that begins with a word, if it does: what follows the word.
  mutating func rest(after word: String) -> Substring? {
    guard here.hasPrefix(word) else { return nil }
    defer { place += 1 }
    return here.dropFirst(word.count)
  }

  /// Reads a line of a word, whole numbers and a text, if it begins with one of the words.
  private mutating func line(
    _ words: [String], numbers count: Int = 0
  ) throws(ReadingError) -> (word: String, numbers: [Int], text: String)? {
    guard let word = words.first(where: { here.hasPrefix($0 + " ") }) else { return nil }
    let parts = here.split(separator: " ", maxSplits: count + 1)
    let numbers = parts.dropFirst().prefix(count).compactMap(ElaboratedCertificate.number)
    guard parts.count == count + 2, numbers.count == count else {
      throw fail("expected '\(word)', whole numbers (\(count)) and a text")
    }
    place += 1
    return (word, numbers, String(parts[count + 1]))
  }

  /// Reads a case, of which the names of its values have been read: case "…" "…".
  mutating func readCase(_ names: Substring) throws(ReadingError) -> ElaboratedCertificate.Case {
    let values = names.split(separator: " ").map { String($0.dropFirst().dropLast()) }
    guard names == values.map({ " \"\($0)\"" }).joined() else {
      throw fail("a case names its values in quotes")
    }
    var premises: [PremiseUse] = []
    while let line = try line(PremiseUse.Kind.allCases.map(\.rawValue), numbers: 2),
      let kind = PremiseUse.Kind(rawValue: line.word)
    {
      let (goal, premise) = (line.numbers[0], line.numbers[1])
      premises.append(PremiseUse(kind, goal: goal, premise: premise, text: line.text))
    }
    typealias Addition = ElaboratedCertificate.Addition
    var additions: [Addition] = []
    while let line = try line(Addition.Kind.allCases.map(\.rawValue), numbers: 1),
      let kind = Addition.Kind(rawValue: line.word)
    {
      let denominator = kind == .form ? try self.line(["denominator"])?.text : nil
      additions.append(Addition(kind, line.numbers[0], line.text, denominator: denominator))
    }
    let evidence = try readEvidence()
    return ElaboratedCertificate.Case(
      values: values, premises: premises, additions: additions, evidence: evidence,
      definedness: skip("defined") ? readSteps() : [])
  }

  private mutating func readSteps() -> [ElaboratedCertificate.Step] {
    var steps: [ElaboratedCertificate.Step] = []
    while let step = ElaboratedCertificate.Step(here) {
      steps.append(step)
      place += 1
    }
    return steps
  }

  private mutating func readEvidence() throws(ReadingError) -> ElaboratedCertificate.Evidence {
    if skip("cover") { return .cover(readSteps()) }
    let isPoint = here.hasPrefix("point ")
    guard isPoint || here.hasPrefix("root ") else {
      throw fail("expected 'cover', 'point …' or 'root …'")
    }
    let numbers = here.split(separator: " ").dropFirst().map { Rational(String($0)) }
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, let precision = values.first?.asInt,
      ElaboratedCertificate.precisions.contains(precision)
    else { throw fail("expected a precision and numbers") }
    if isPoint {
      place += 1
      return .point(Array(values.dropFirst()), precision: precision)
    }
    guard values.count >= 4, values.count % 2 == 0, let atom = values[1].asInt else {
      throw fail("expected 'root BITS ATOM LOWER UPPER'")
    }
    place += 1
    var (divisors, power) = ([String](), 1)
    while let line = try line(["divisor"], numbers: 1) {
      power = line.numbers[0]
      guard (1...64).contains(power) else { throw fail("expected 'divisor POWER TERM'") }
      divisors.append(line.text)
    }
    var first = try readCofactors()
    // Dᵐ·E is D times Dᵐ⁻¹·E.
    if power > 1 { first = ["(\(divisors[0]))^\(power - 1)*(\(first.first ?? "1"))"] }
    var zeros = [ElaboratedCertificate.Zero(atom: atom, cofactors: first)]
    while let line = rest(after: "zero ") {
      guard let other = ElaboratedCertificate.number(line) else {
        throw fail("expected 'zero ATOM'")
      }
      zeros.append(ElaboratedCertificate.Zero(atom: other, cofactors: try readCofactors()))
    }
    let half = values.count / 2 + 1
    return .root(
      lower: Array(values[2..<half]), upper: Array(values[half...]), precision: precision,
      divisors: divisors, zeros: zeros)
  }

  private mutating func readCofactors() throws(ReadingError) -> [String] {
    var cofactors: [String] = []
    while let line = try line(["cofactor"]) { cofactors.append(line.text) }
    return cofactors
  }
}
