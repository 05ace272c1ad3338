import KernelCalculator

/// The outcome of a lemma file as a page in Markdown: a table, then every claim with its statement.
struct LemmaPage {
  private let report: VerificationReport
  private let introduction: String
  /// What stands in front of everything else.
  private let head: [String]

  init(_ report: VerificationReport, introduction: String, head: [String] = []) {
    self.report = report
    self.introduction = introduction
    self.head = head
  }

  var text: String {
    var lines = head
    if !introduction.isEmpty { lines += introduction.paragraphsOfText + [""] }
    lines += ["| claim | source | verdict | what it rests on |", "|---|---|---|---|"]
    for (index, outcome) in report.outcomes.enumerated() {
      lines.append(
        "| [\(outcome.lemma.name.inTable)](#\(index + 1)) "
          + "| \((outcome.lemma.source ?? "").inTable) | \(verdict(outcome)) "
          + "| \(evidence(outcome)) |")
    }
    for (index, outcome) in report.outcomes.enumerated() {
      lines += ["", "<a id=\"\(index + 1)\"></a>", ""]
      if !outcome.lemma.note.isEmpty { lines += outcome.lemma.note.paragraphsOfText + [""] }
      var title = "**\(outcome.lemma.name.inTable)**: \(verdict(outcome))"
      if let corrected = outcome.lemma.corrects { title += "; in place of *\(corrected.inTable)*" }
      if let gap = outcome.gap { title += "; certificate of format 1: \(gap.inTable)" }
      if let found = outcome.found { title += ", \(found)" }
      lines += [title + ".", "", "```"] + Self.wrapped(outcome.lemma.statement.source) + ["```"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func verdict(_ outcome: LemmaOutcome) -> String {
    let verdict = outcome.verdict.rawValue
    return outcome.isAsExpected
      ? verdict : "**\(verdict)**, expected \(outcome.lemma.expected.rawValue)"
  }

  private func evidence(_ outcome: LemmaOutcome) -> String {
    if outcome.verdict == .undecided { return "" }
    if outcome.gap != nil { return "certificate of format 1" }
    guard let cases = outcome.cases, cases > 1 else { return "certificate" }
    return "certificate, \(cases) cases"
  }

  /// The words of a text in lines of at most 100 characters.
  static func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let last = lines[lines.count - 1]
      if !last.isEmpty, last.count + 1 + word.count > 100 {
        lines.append("  " + word)
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
      }
    }
    return lines
  }
}

extension String {
  /// Paragraphs as Markdown takes them: formulas that stand by themselves stay in lines of their own.
  fileprivate var paragraphsOfText: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0 == "" ? "" : String($0) }
  }

  /// The text within a table of Markdown.
  fileprivate var inTable: String {
    var result = ""
    for character in self {
      if "|*_\\<>[]".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
