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

// MARK: Writing

extension ElaboratedCertificate {
  /// The certificate as text.
  package var text: String {
    var lines = [Self.header]
    lines += statement.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "statement: \($0)" }
    lines.append("verdict: \(isProof ? "proved" : "refuted")")
    for entry in cases {
      lines.append((["case"] + entry.values.map { "\"\($0)\"" }).joined(separator: " "))
      lines += entry.premises.map { "\($0.kind.rawValue) \($0.goal) \($0.premise) \($0.text)" }
      lines += entry.additions.flatMap { line in
        ["\(line.kind.rawValue) \(line.atom) \(line.text)"]
          + (line.denominator.map { ["denominator \($0)"] } ?? [])
      }
      lines += entry.evidence.lines
      if !entry.definedness.isEmpty { lines += ["defined"] + entry.definedness.map(\.text) }
    }
    return (lines + ["end"]).joined(separator: "\n") + "\n"
  }
}

extension ElaboratedCertificate.Evidence {
  fileprivate var lines: [String] {
    func words(_ values: [Rational]) -> String { values.map { " \($0)" }.joined() }
    switch self {
    case .cover(let steps): return ["cover"] + steps.map(\.text)
    case .point(let values, let precision): return ["point \(precision)" + words(values)]
    case .root(let lower, let upper, let precision, let divisors, let zeros):
      return ["root \(precision) \(zeros[0].atom)" + words(lower) + words(upper)]
        + divisors.map { "divisor 1 \($0)" }
        + zeros.enumerated().flatMap { place, zero in
          (place == 0 ? [] : ["zero \(zero.atom)"]) + zero.cofactors.map { "cofactor \($0)" }
        }
    }
  }
}

extension ElaboratedCertificate.Step {
  package var text: String {
    guard case .leaf(let leaf) = self else {
      guard case .split(let variable, let point) = self else { return "" }
      return "split \(variable) \(point)"
    }
    let (p, n) = (leaf.precision, leaf.count)
    return switch leaf.rule {
    case .natural: "natural \(p)"
    case .derivative: "derivative \(p)"
    case .end(let v, let isUpper, let isAngle):
      (isUpper ? "upper" : "lower") + (isAngle ? "-angle" : "") + " \(p) \(n)"
        + (v.map { " \($0)" } ?? "")
    case .point(let text): "point \(p) \(n) \(text)"
    case .diagonal(let i, let j, let weights):
      "diagonal \(p) \(n) \(i) \(j)" + weights.map { " \($0)" }.joined()
    case .segment(let i): "segment \(p) \(i)"
    case .ray(let point): "ray \(p) \(n)" + point.map { " \($0)" }.joined()
    }
  }

  /// Reads a line; nil where it is no step.
  init?(_ line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let name = words.first else { return nil }
    func whole(_ place: Int, _ range: ClosedRange<Int>) -> Int? {
      guard words.indices.contains(place), let value = ElaboratedCertificate.number(words[place])
      else {
        return nil
      }
      return range.contains(value) ? value : nil
    }
    if name == "split" {
      guard words.count == 3, let variable = whole(1, 0...99),
        let point = Rational(String(words[2]))
      else { return nil }
      self = .split(variable: variable, at: point)
      return
    }
    guard let precision = whole(1, ElaboratedCertificate.precisions) else { return nil }
    let count = whole(2, 1...64)
    var rule: Leaf.Rule?
    switch (name, words.count) {
    case ("natural", 2): rule = .natural
    case ("derivative", 2): rule = .derivative
    case ("upper", 3...4), ("lower", 3...4), ("upper-angle", 3...4), ("lower-angle", 3...4):
      let (isUpper, isAngle) = (name.hasPrefix("upper"), name.hasSuffix("angle"))
      if words.count == 4, whole(3, 0...99) == nil { return nil }
      rule = .end(whole(3, 0...99), isUpper: isUpper, isAngle: isAngle)
    case ("point", 4...): rule = .point(words[3...].joined(separator: " "))
    case ("diagonal", 6...20):
      let weights = words[5...].compactMap { Rational(String($0)) }
      guard let i = whole(3, 0...99), let j = whole(4, 0...99), weights.count == words.count - 5
      else { return nil }
      rule = .diagonal(i, j, weights: weights)
    case ("segment", 3): rule = whole(2, 0...99).map { .segment($0) }
    case ("ray", 4...):
      let point = words[3...].compactMap { Rational(String($0)) }
      guard point.count == words.count - 3 else { return nil }
      rule = .ray(point)
    default: break
    }
    let counts = words.count > 2 && name != "segment"
    guard let rule, let count = counts ? count : 0 else { return nil }
    self = .leaf(Leaf(rule, precision: precision, count: count))
  }
}

// MARK: Reading

extension ElaboratedCertificate {
  /// The precisions that may be asked for, in bits.
  static let precisions = 2...(1 << 16)

  /// A whole number, as it is written without sign.
  static func number(_ word: Substring) -> Int? {
    word.utf8.allSatisfy { (48...57).contains($0) } ? Int(word) : nil
  }

  /// Reads a certificate; every line must have its place.
  package init(_ text: String) throws(ReadingError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    var place = 0
    func fail(_ message: String) -> ReadingError {
      ReadingError("line \(place + 1): \(message)")
    }
    func next() -> Substring { place < lines.count ? lines[place] : "" }
    /// The rest of the line here after a word, if it begins with it.
    func rest(after word: String) -> Substring? {
      guard place < lines.count, lines[place].hasPrefix(word) else { return nil }
      place += 1
      return lines[place - 1].dropFirst(word.count)
    }
    guard next() == Self.header else {
      throw fail(
        next().hasPrefix("kernelcalc certificate ")
          ? "this is a certificate of another format; this program checks format 2 (make it anew with 'prove')"
          : "a certificate begins with '\(Self.header)'")
    }
    place += 1
    var statement: [Substring] = []
    while let line = rest(after: "statement: ") { statement.append(line) }
    guard !statement.isEmpty else { throw fail("expected 'statement: …'") }
    guard let verdict = rest(after: "verdict: "), verdict == "proved" || verdict == "refuted" else {
      throw fail("expected 'verdict: proved' or 'verdict: refuted'")
    }
    var cases: [Case] = []
    while let names = rest(after: "case") {
      // case "…" "…"
      let values = names.split(separator: " ").map { $0.dropFirst().dropLast() }.map(String.init)
      guard names == values.map({ " \"\($0)\"" }).joined() else {
        throw fail("a case names its values in quotes")
      }
      var premises: [PremiseUse] = []
      while let kind = PremiseUse.Kind.allCases.first(where: {
        next().hasPrefix($0.rawValue + " ")
      }) {
        let parts = next().split(separator: " ", maxSplits: 3)
        guard parts.count == 4, let goal = Self.number(parts[1]),
          let premise = Self.number(parts[2])
        else { throw fail("expected '\(kind.rawValue) GOAL PREMISE …'") }
        place += 1
        premises.append(PremiseUse(kind, goal: goal, premise: premise, text: String(parts[3])))
      }
      var additions: [Addition] = []
      while let kind = Addition.Kind.allCases.first(where: { next().hasPrefix($0.rawValue + " ") })
      {
        let parts = next().split(separator: " ", maxSplits: 2)
        guard parts.count == 3, let atom = Self.number(parts[1]) else {
          throw fail("expected '\(kind.rawValue) ATOM TERM'")
        }
        place += 1
        let denominator = kind == .form ? rest(after: "denominator ").map(String.init) : nil
        additions.append(Addition(kind, atom, String(parts[2]), denominator: denominator))
      }
      func steps() -> [Step] {
        var steps: [Step] = []
        while let step = Step(next()) {
          steps.append(step)
          place += 1
        }
        return steps
      }
      let evidence: Evidence
      if rest(after: "cover") == "" {
        evidence = .cover(steps())
      } else if let words = rest(after: "point ") {
        let numbers = try Self.numbers(words, fail)
        guard let precision = numbers.first?.asInt, Self.precisions.contains(precision) else {
          throw fail("expected 'point BITS VALUES'")
        }
        evidence = .point(Array(numbers.dropFirst()), precision: precision)
      } else if let words = rest(after: "root ") {
        let numbers = try Self.numbers(words, fail)
        guard numbers.count >= 4, numbers.count % 2 == 0, let precision = numbers[0].asInt,
          Self.precisions.contains(precision), let atom = numbers[1].asInt
        else { throw fail("expected 'root BITS ATOM LOWER UPPER'") }
        let half = numbers.count / 2 + 1
        var (divisors, power) = ([String](), 1)
        while let line = rest(after: "divisor ") {
          let parts = line.split(separator: " ", maxSplits: 1)
          guard parts.count == 2, let exponent = Self.number(parts[0]), (1...64).contains(exponent)
          else { throw fail("expected 'divisor POWER TERM'") }
          divisors.append(String(parts[1]))
          power = exponent
        }
        func cofactors() -> [String] {
          var all: [String] = []
          while let line = rest(after: "cofactor ") { all.append(String(line)) }
          return all
        }
        var first = cofactors()
        // Dᵐ·E is D times Dᵐ⁻¹·E.
        if power > 1 { first = ["(\(divisors[0]))^\(power - 1)*(\(first.first ?? "1"))"] }
        var zeros = [Zero(atom: atom, cofactors: first)]
        while let line = rest(after: "zero ") {
          guard let other = Self.number(line) else { throw fail("expected 'zero ATOM'") }
          zeros.append(Zero(atom: other, cofactors: cofactors()))
        }
        evidence = .root(
          lower: Array(numbers[2..<half]), upper: Array(numbers[half...]), precision: precision,
          divisors: divisors, zeros: zeros)
      } else {
        throw fail("expected 'cover', 'point …' or 'root …'")
      }
      let definedness = rest(after: "defined") == "" ? steps() : []
      cases.append(
        Case(
          values: values, premises: premises, additions: additions, evidence: evidence,
          definedness: definedness))
    }
    guard next() == "end", place == lines.count - 1 else {
      throw fail("expected a step, 'case' or, as the last line, 'end'")
    }
    self.init(
      statement: statement.joined(separator: "\n"), isProof: verdict == "proved", cases: cases)
  }

  private static func numbers(
    _ words: Substring, _ fail: (String) -> ReadingError
  ) throws(ReadingError) -> [Rational] {
    let numbers = words.split(separator: " ").map { Rational(String($0)) }
    guard !numbers.contains(where: { $0 == nil }) else { throw fail("expected numbers") }
    return numbers.compactMap { $0 }
  }
}
