import KernelVocabulary

/// The files of the directory `Proofs` that are generated from the catalogue and what was decided:
/// `Statements/ID.txt`, `Certificates/NAME.cert`, `Coq/Claims.v` and `README.md`.
package struct CatalogueFiles: Sendable {
  /// A paper whose statements stand in a lemma file, and what became of them.
  package struct Paper: Sendable {
    /// Authors and year.
    package let title: String
    /// The page about it, relative to `Proofs`.
    package let page: String
    /// How many statements are proved, refuted, and put in place of refuted ones.
    package let counts: (proved: Int, refuted: Int, corrected: Int)

    /// A paper's row of the summary.
    package init(
      title: String, page: String, counts: (proved: Int, refuted: Int, corrected: Int)
    ) {
      self.title = title
      self.page = page
      self.counts = counts
    }
  }

  private let rows: [RowDecision]
  private let papers: [Paper]

  /// The files for the decisions about claims, in the catalogue's order, with a summary of `papers`.
  package init(_ rows: [RowDecision], papers: [Paper] = []) {
    self.rows = rows
    self.papers = papers
  }

  /// The texts by their paths relative to `Proofs`; an error where a statement has no translation into
  /// Coq's language, which is a fault of the catalogue.
  package func texts() throws -> [String: String] {
    var texts = ["README.md": readme, "Coq/Claims.v": try CoqClaims(claims: claims).text()]
    for claim in claims { texts["Statements/\(claim.id).txt"] = statementFile(claim) }
    for certificate in rows.flatMap(\.parts).flatMap(\.certificates) {
      texts["Certificates/\(certificate.name)"] = certificate.certificate.text ?? ""
    }
    return texts
  }

  private var claims: [Claim] {
    var seen: Set<String> = []
    return rows.map(\.claim).filter { seen.insert($0.id).inserted }
  }

  private func rows(of claim: Claim) -> [RowDecision] { rows.filter { $0.claim.id == claim.id } }

  // MARK: Statements

  /// One claim: lines `key: value`, indented texts after `explanation:` and `proof:`.
  private func statementFile(_ claim: Claim) -> String {
    var lines = [
      "kernelcalc claim 1", "id: \(claim.id)",
      "source: \(claim.isOfThePaper ? "arXiv 2205.05662, " : "")\(claim.source)",
    ]
    lines += ["claim:"] + wrapped(claim.text, indent: 2)
    for row in rows(of: claim) {
      lines += ["", "rule: \(row.row.rule.rawValue)"] + summary(of: row)
      lines += ["explanation:"] + wrapped(row.explanation, indent: 2)
      for part in row.parts { lines += [""] + block(of: part, in: row) }
    }
    var proofs: [String] = []
    for proof in claim.rows.compactMap(\.proof) where !proofs.contains(proof) {
      proofs.append(proof)
      lines += ["", "proof:"]
      for (index, paragraph) in proof.paragraphs.enumerated() {
        lines += (index > 0 ? [""] : []) + wrapped(paragraph, indent: 2)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func summary(of row: RowDecision) -> [String] {
    var lines = ["verdict: \(row.verdict.rawValue)", "evidence: \(row.kind.rawValue)"]
    if let counts = row.counts { lines.append("counts: \(counts.text)") }
    if row.verdict == .refuted, let values = row.counterexample {
      lines.append("counterexample: \(values)")
    }
    if !row.row.coq.isEmpty { lines.append("coq: \(row.row.coq.joined(separator: ", "))") }
    if let reason = row.reason { lines.append("open: \(reason)") }
    return lines
  }

  private func block(of part: RowDecision.Part, in row: RowDecision) -> [String] {
    let answer = part.answer
    var lines = [
      "part: \(part.part.reading)", "role: \(part.part.role.rawValue)",
      "verdict: \(answer.verdict.rawValue)", "evidence: \(part.kind.rawValue)",
    ]
    if let statement = part.statement { lines.append("statement: \(statement)") }
    lines += part.certificates.map { "certificate: Certificates/\($0.name)" }
    if part.part.theorem != nil {
      lines.append(
        "theorem: Coq/Claims.v, \(CoqClaims.name(of: part.part, in: row.row, of: row.claim))")
    }
    if let counts = answer.counts { lines.append("counts: \(counts.text)") }
    if let values = answer.counterexample { lines.append("counterexample: \(values)") }
    lines += answer.details.map { "detail: \($0)" }
    return lines.map { "  " + $0 }
  }

  // MARK: README

  private var readme: String {
    let table = rows.map { row in
      let counts = row.counts.map { "\($0.holds) of \($0.checked)" } ?? ""
      return "| [`\(row.claim.id)`](#\(row.claim.id.anchor)) | \(row.row.rule.rawValue) "
        + "| \(row.verdict.rawValue) | \(row.kind.rawValue) | \(counts) |"
    }
    let sections =
      section("The paper's claims", isPaper: true)
      + section("What replaces the claims that fail", isPaper: false)
    return (summary + CatalogueFiles.introduction + table + sections).joined(separator: "\n") + "\n"
  }

  /// The table of all papers.
  private var summary: [String] {
    let own = rows.filter(\.claim.isOfThePaper)
    let first = Paper(
      title: "Chen, Huang, Gong, Hanin, Wang 2022", page: "#verdicts-on-the-papers-claims",
      counts: (
        own.count { $0.verdict == .proved }, own.count { $0.verdict == .refuted },
        rows.count - own.count
      ))
    return Self.summaryHead
      + ([first] + papers).map { paper in
        "| [\(paper.title)](\(paper.page)) | \(paper.counts.proved) | \(paper.counts.refuted) "
          + "| \(paper.counts.corrected) |"
      } + [""]
  }

  private static let summaryHead = """
    # Statements of papers, decided

    Generated by `kernelcalc paper --write Proofs`; do not edit. None is assumed to be true. What is not
    true as printed is refuted, and followed by what is. Statements other than those of the first paper
    stand in `Lemmas/*.lemmas`, which `kernelcalc verify` decides; *proved* counts also the parts into
    which a statement was taken apart, *refuted* also what is there for comparison.

    | paper | proved | refuted | in place of what was refuted |
    |---|---|---|---|
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  private func section(_ title: String, isPaper: Bool) -> [String] {
    var lines = ["", "### \(title)"]
    for claim in claims where claim.isOfThePaper == isPaper {
      lines += ["", "#### \(claim.id)", ""]
      lines += wrapped("**\(claim.source).** \(claim.text)")
      for row in rows(of: claim) { lines += [""] + wrapped(entry(row)) }
      let file = "Statements/\(claim.id).txt"
      lines += ["", "Formally, with every certificate: [\(file)](\(file))."]
      let names = claim.rows.flatMap { row in
        row.parts.filter { $0.theorem != nil }.map {
          "`\(CoqClaims.name(of: $0, in: row, of: claim))`"
        }
      }
      if !names.isEmpty {
        lines += wrapped(
          "As theorems, in [Coq/Claims.v](Coq/Claims.v): \(names.joined(separator: ", ")).")
      }
    }
    return lines
  }

  private func entry(_ row: RowDecision) -> String {
    let rule = row.row.rule == .any ? "" : " under the \(row.row.rule.rawValue) rule"
    let coq = row.row.coq.map { name in
      let file = name.split(separator: ".").first.map(String.init) ?? ""
      return "[`\(name)`](Coq/\(file).v)"
    }
    return "*\(row.verdict.rawValue.capitalized)*\(rule) (\(row.kind.rawValue)). \(row.explanation)"
      + (coq.isEmpty ? "" : " Coq: \(coq.joined(separator: ", ")).")
      + (row.row.proof == nil ? "" : " A proof in words is in the statement's file.")
  }

  private static let introduction = """
    ## Verdicts on the paper's claims

    The claims are those of "Deep
    Architecture Connectivity Matters for Its Convergence: A Fine-Grained Analysis" (Chen, Huang,
    Gong, Hanin, Wang; NeurIPS 2022; arXiv 2205.05662), *the paper*.

    * `Statements/ID.txt` has each claim formally: lines `key: value`, then for each part of the claim
      what was asked, in the statement language of `kernelcalc prove` where it can be said there, and
      the answer; then a proof in words, where there is one, to be read: nothing rests on it.
    * `Certificates/*.cert` are replayed by `kernelcalc check FILE`, which does no search.
    * `Coq/` has the machine-checked theorems. `Coq/Claims.v` states each claim, under the name given
      below, as a theorem: the text is kept with the claim, or translated from the statement that the
      certificate is about, and Coq checks that the library proves exactly this.
    * `Data.md` has what `kernelcalc paper --inputs` says of the claims on scikit-learn's digits.
    * `Atlas.md` has what all networks of up to six nodes say of Eq. 12 and of the two rules.

    λ₂ = K_ii − |K_ij| is the smaller eigenvalue for two inputs; P is the number of paths, d_p the number
    of parameterised edges on path p, h = κ₁ the kernel of a ReLU edge. A DAG is connected if a path
    leads from node 0 to node H.

    What a verdict rests on: *coq*: theorems in `Coq/`; *certificate*: subdivision with interval
    arithmetic or exact forms, replayed; *computation*: exact arithmetic on finitely many cases. A row
    is headed with the weakest that it needs. The last column says for how many of the connected DAGs with H = 3
    (662 of the 729 labelled ones) the claim holds for all inputs in question.

    | claim | rule | verdict | evidence | holds for |
    |---|---|---|---|---|
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

extension Counts {
  /// `checked 662, holds 617, fails 45, undecided 0`
  fileprivate var text: String {
    "checked \(checked), holds \(holds), fails \(fails), undecided \(undecided)"
  }
}

extension String {
  /// The paragraphs, which empty lines separate.
  var paragraphs: [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// How Markdown names a heading of this text in links.
  fileprivate var anchor: String { filter { $0 != "." } }

  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

/// `text` in lines of at most 100 characters where its words allow.
private func wrapped(_ text: String, indent: Int = 0) -> [String] {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = margin
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    if line.count > indent, line.count + 1 + word.count > 100 {
      lines.append(line)
      line = margin
    }
    line += (line.count > indent ? " " : "") + word
  }
  return lines + [line]
}
