import KernelVocabulary

/// What was found about a claim under one rule.
package struct RowDecision: Sendable {
  /// The answer to one of the row's questions.
  package struct Part: Sendable {
    /// What was asked.
    package let part: Claim.Part
    /// What was found.
    package let answer: Answer
    /// The certificates for it.
    package let certificates: [NamedCertificate]

    /// What the answer rests on.
    package var kind: EvidenceKind {
      switch part.question {
      case .statement, .family: .certificate
      case .computation: .computation
      case .theorem(_, let kind): kind
      }
    }

    /// The formal statement, where the question is one.
    package var statement: String? {
      switch part.question {
      case .statement(let text): text
      case .family(let family): family.statement(over: family.space)
      case .computation, .theorem: nil
      }
    }
  }

  /// The claim.
  package let claim: Claim
  /// The row of the catalogue.
  package let row: Claim.Row
  /// The decisions of which the row's consists.
  package let parts: [Part]
  /// How the first family fared over a larger space, where that was asked for.
  package let largerCounts: (nodes: Int, counts: Counts)?

  init(
    _ claim: Claim, _ row: Claim.Row, _ parts: [Part],
    largerCounts: (nodes: Int, counts: Counts)? = nil
  ) {
    self.claim = claim
    self.row = row
    self.parts = parts
    self.largerCounts = largerCounts
  }

  private var settling: [Part] { parts.filter { $0.part.role == .settles } }

  /// The claim's verdict under the rule; see ``Claim/Role``.
  package var verdict: Verdict {
    let verdicts = settling.map(\.answer.verdict)
    let own: Verdict =
      verdicts.contains(.refuted)
      ? .refuted : verdicts.contains(.undecided) || verdicts.isEmpty ? .undecided : .proved
    return contradiction == nil ? own : .undecided
  }

  /// A special case that is refuted although the row is said to be proved.
  private var contradiction: Part? {
    guard settling.allSatisfy({ $0.answer.verdict == .proved }) else { return nil }
    return parts.first { $0.part.role == .confirms && $0.answer.verdict == .refuted }
  }

  /// Whether nothing that was asked is open.
  package var isDecided: Bool {
    verdict != .undecided && parts.allSatisfy { $0.answer.verdict != .undecided }
      && (largerCounts?.counts.undecided ?? 0) == 0
  }

  /// Why something is open, or nil where nothing is.
  package var reason: String? {
    if let contradiction {
      return "the special case '\(contradiction.part.reading)' contradicts the verdict"
    }
    return parts.lazy.compactMap(\.answer.reason).first
  }

  /// What the verdict rests on: the evidence of the first part that settles it.
  package var kind: EvidenceKind {
    let same = settling.first { $0.answer.verdict == verdict }
    return (same ?? settling.first)?.kind ?? .argument
  }

  /// How the networks of the row's first family fared.
  package var counts: Counts? { parts.lazy.compactMap(\.answer.counts).first }

  /// What refutes the claim.
  package var counterexample: String? { settling.lazy.compactMap(\.answer.counterexample).first }

  /// The explanation, in a paragraph.
  package var explanation: String { row.explanation(self) }

  /// The answer to the part `key`; one that is undecided where there is no such part.
  func answer(_ key: String) -> Answer {
    parts.first { $0.part.key == key }?.answer ?? Answer(.undecided, reason: "no part '\(key)'")
  }
}
