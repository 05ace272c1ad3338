import ExactJSON
import KernelCalculator

/// What `paper` prints.
struct PaperReport: Report {
  let rows: [RowDecision]
  /// Whether everything about each claim is printed, instead of a table.
  let isDetailed: Bool

  // MARK: JSON

  var json: JSON {
    func list(_ isPaper: Bool) -> JSON {
      .array(rows.filter { $0.claim.isOfThePaper == isPaper }.map(json))
    }
    return ["schema": JSON.schema, "claims": list(true), "corrected": list(false)]
  }

  private func json(_ row: RowDecision) -> JSON {
    var evidence: [(key: String, value: JSON)] = [("kind", .string(row.kind.rawValue))]
    if let statement = row.parts.first(where: { $0.statement != nil })?.statement {
      evidence.append(("statement", .string(statement)))
    }
    let certificates = row.parts.flatMap(\.certificates).map(\.name)
    if !certificates.isEmpty {
      evidence.append(("certificates", .array(certificates.map { .string($0) })))
    }
    if !row.row.coq.isEmpty {
      evidence.append(("coq", .array(row.row.coq.map { .string($0) })))
    }
    if let proof = row.row.proof { evidence.append(("proof", .string(proof))) }
    var members: [(key: String, value: JSON)] = [
      ("id", .string(row.claim.id)), ("rule", .string(row.row.rule.rawValue)),
      ("verdict", .string(row.verdict.rawValue)), ("evidence", .members(evidence)),
    ]
    if let counts = row.counts { members.append(("counts", json(counts))) }
    if let larger = row.largerCounts {
      members.append(("counts_h\(larger.nodes)", json(larger.counts)))
    }
    if row.verdict == .refuted, let values = row.counterexample {
      members.append(("counterexample", .string(values)))
    }
    if let reason = row.reason { members.append(("reason", .string(reason))) }
    members += [
      ("source", .string(row.claim.source)), ("claim", .string(row.claim.text)),
      ("explanation", .string(row.explanation)), ("parts", .array(row.parts.map(json))),
    ]
    return .members(members)
  }

  private func json(_ part: RowDecision.Part) -> JSON {
    let answer = part.answer
    var members: [(key: String, value: JSON)] = [
      ("reading", .string(part.part.reading)), ("role", .string(part.part.role.rawValue)),
      ("verdict", .string(answer.verdict.rawValue)), ("evidence", .string(part.kind.rawValue)),
    ]
    if let statement = part.statement { members.append(("statement", .string(statement))) }
    if !part.certificates.isEmpty {
      members.append(("certificates", .array(part.certificates.map { .string($0.name) })))
    }
    if let counts = answer.counts { members.append(("counts", json(counts))) }
    if let values = answer.counterexample { members.append(("counterexample", .string(values))) }
    if !answer.details.isEmpty {
      members.append(("details", .array(answer.details.map { .string($0) })))
    }
    if let reason = answer.reason { members.append(("reason", .string(reason))) }
    return .members(members)
  }

  private func json(_ counts: Counts) -> JSON {
    [
      "checked": .integer(counts.checked), "holds": .integer(counts.holds),
      "fails": .integer(counts.fails), "undecided": .integer(counts.undecided),
    ]
  }

  // MARK: Text

  var text: String { isDetailed ? details : table }

  private var table: String {
    var lines = [
      Console.bold(
        line(
          id: "claim", rule: "rule", verdict: "verdict", evidence: "evidence", counts: "holds for"))
    ]
    var isInPaper = true
    for row in rows {
      if isInPaper && !row.claim.isOfThePaper {
        isInPaper = false
        lines += ["", Console.bold("What replaces the claims that fail")]
      }
      lines.append(
        line(
          id: row.claim.id, rule: row.row.rule.rawValue, verdict: row.verdict.rawValue,
          evidence: row.kind.rawValue,
          counts: row.counts.map { "\($0.holds) of \($0.checked)" } ?? ""))
      if let larger = row.largerCounts {
        let counts = larger.counts
        lines.append(
          line(
            id: "", rule: "", verdict: "", evidence: "H = \(larger.nodes)",
            counts: "\(counts.holds) of \(counts.checked)"
              + (counts.undecided > 0 ? ", \(counts.undecided) open" : "")))
      }
      if let reason = row.reason { lines.append("  open: \(reason)") }
    }
    return lines.joined(separator: "\n") + "\n\n" + summary
  }

  private func line(
    id: String, rule: String, verdict: String, evidence: String, counts: String
  ) -> String {
    let columns = [(id, 28), (rule, 14), (verdict, 10), (evidence, 12)].map { text, width in
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    let line = columns.joined() + counts
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private var summary: String {
    func count(_ verdict: Verdict) -> Int {
      rows.filter { $0.claim.isOfThePaper && $0.verdict == verdict }.count
    }
    let ids = Set(rows.filter(\.claim.isOfThePaper).map(\.claim.id))
    return Console.paragraph(
      "",
      "\(ids.count) claims of the paper: \(count(.proved)) verdicts proved, "
        + "\(count(.refuted)) refuted, \(count(.undecided)) undecided. Counts are of connected DAGs "
        + "with H = 3. `kernelcalc paper --claim ID` says what exactly was decided.", indent: 0)
  }

  private var details: String {
    var text = ""
    var last = ""
    for row in rows {
      if row.claim.id != last {
        text += (last.isEmpty ? "" : "\n") + Console.bold(row.claim.id) + "  \(row.claim.source)\n"
        text += Console.paragraph("", row.claim.text)
        last = row.claim.id
      }
      let rule = row.row.rule == .any ? "" : "\(row.row.rule.rawValue) rule: "
      text += "\n\(rule)\(Console.bold(row.verdict.rawValue)) (\(row.kind.rawValue))\n"
      text += Console.paragraph("", row.explanation)
      for part in row.parts { text += "\n" + details(part) }
      if let larger = row.largerCounts {
        text += Console.paragraph(
          "",
          "H = \(larger.nodes): holds for \(larger.counts.holds) of \(larger.counts.checked), "
            + "fails for \(larger.counts.fails), undecided \(larger.counts.undecided)")
      }
      if !row.row.coq.isEmpty {
        text += "\n" + Console.paragraph("Coq: ", row.row.coq.joined(separator: ", "))
      }
      if let proof = row.row.proof {
        text += "\n  Proof\n"
        for paragraph in proof.split(separator: "\n\n") {
          text += Console.paragraph("", String(paragraph), indent: 4)
        }
      }
    }
    return text
  }

  private func details(_ part: RowDecision.Part) -> String {
    let answer = part.answer
    var text = Console.paragraph(
      "\(answer.verdict.rawValue) (\(part.kind.rawValue)): ", part.part.reading)
    if let statement = part.statement { text += Console.paragraph("", statement, indent: 4) }
    if let counts = answer.counts {
      text +=
        "    holds for \(counts.holds) of \(counts.checked), fails for \(counts.fails), "
        + "undecided \(counts.undecided)\n"
    }
    if let values = answer.counterexample { text += Console.paragraph("", values, indent: 4) }
    for detail in answer.details { text += Console.paragraph("", detail, indent: 4) }
    if let reason = answer.reason { text += Console.paragraph("open: ", reason, indent: 4) }
    return text
  }
}
