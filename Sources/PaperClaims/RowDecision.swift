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

    /// What the answer rests on: a theorem in Coq where there is one with the same verdict.
    package var kind: EvidenceKind {
      if part.theorem?.verdict == answer.verdict { return .coq }
      switch part.question {
      case .statement, .family: return .certificate
      case .computation: return .computation
      case .theorem: return .none
      }
    }

    /// Whether Coq and what was run here contradict each other.
    var isContradictory: Bool {
      guard let theorem = part.theorem, answer.verdict != .undecided else { return false }
      return theorem.verdict != answer.verdict
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
    _ claim: Claim, _ row: Claim.Row, parts: [Part],
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

  /// A special case that is refuted although the row is said to be proved, or a part on which Coq and
  /// what was run here differ.
  private var contradiction: Part? {
    if let part = parts.first(where: \.isContradictory) { return part }
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
      return "'\(contradiction.part.reading)' contradicts the verdict"
    }
    return parts.lazy.compactMap(\.answer.reason).first
  }

  /// What the verdict rests on: the weakest evidence among the parts that it needs, which are all that
  /// settle a proved row, and the best of those that refute one.
  package var kind: EvidenceKind {
    let kinds = settling.filter { $0.answer.verdict == verdict }.map(\.kind)
    return (verdict == .refuted ? kinds.min() : kinds.max()) ?? .none
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
