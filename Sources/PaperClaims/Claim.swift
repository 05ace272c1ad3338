import KernelVocabulary

/// A claim of the paper (arXiv 2205.05662), or one that replaces a failed claim, with what has to be
/// decided about it.
package struct Claim: Sendable {
  /// The identifier, such as `eq12-upper-bound`; `corrected-…` where the claim is not the paper's.
  package let id: String
  /// Where it comes from: `Eq. 12`, `Lemma 3.2`.
  package let source: String
  /// The claim in a sentence.
  package let text: String
  /// One row for each propagation rule under which it is decided.
  package let rows: [Row]

  /// Whether the claim is the paper's, not one that replaces a claim of the paper.
  package var isOfThePaper: Bool { !id.hasPrefix("corrected-") }

  /// Under which propagation rule a row speaks.
  package enum Rule: String, Sendable {
    /// The claim does not depend on how kernels meet at a node.
    case any
    case varianceOnly = "variance-only"
    case exact
  }

  /// A claim under one rule.
  package struct Row: Sendable {
    /// The propagation rule under which the claim is read.
    package let rule: Rule
    /// The questions; the claim's verdict is that of those whose role is ``Role/settles``.
    package let parts: [Part]
    /// What was decided, in a paragraph, given the answers.
    let explanation: @Sendable (RowDecision) -> String
    /// The proof in words, to be read; nothing rests on it.
    package let proof: String?

    init(
      rule: Rule, _ parts: [Part], proof: String? = nil,
      explanation: @escaping @Sendable (RowDecision) -> String
    ) {
      self.rule = rule
      self.parts = parts
      self.proof = proof
      self.explanation = explanation
    }

    /// The theorems of `Proofs/Coq` that the parts cite, as `File.theorem`.
    package var coq: [String] {
      var names: [String] = []
      for name in parts.compactMap(\.theorem).flatMap(\.cited) where !names.contains(name) {
        names.append(name)
      }
      return names
    }
  }

  /// What an answer means for the row that it belongs to.
  package enum Role: String, Sendable {
    /// The row's verdict is that of its settling parts: proved if all are, refuted if one is.
    case settles
    /// A special case of what settles the row. One that is refuted where the row is proved is a
    /// contradiction, which makes the row undecided.
    case confirms
    /// A second reading, or a further result.
    case further
  }

  /// One question about a claim.
  package struct Part: Sendable {
    /// A short name, unique in its row and fit for a file's name; empty for the row's own reading.
    package let key: String
    /// What is asked, in words.
    package let reading: String
    /// What the part means for its row.
    package let role: Role
    /// What is asked.
    package let question: Question
    /// The answer as a theorem in Coq, where there is one.
    package let theorem: CoqTheorem?

    init(
      _ key: String, reading: String, role: Role = .settles, _ question: Question,
      theorem: CoqTheorem? = nil
    ) {
      self.key = key
      self.reading = reading
      self.role = role
      self.question = question
      self.theorem = theorem
    }

    /// A part that is answered by a theorem alone.
    init(_ key: String, reading: String, role: Role = .settles, _ theorem: CoqTheorem) {
      self.init(key, reading: reading, role: role, .theorem(theorem.verdict), theorem: theorem)
    }

    /// What the part's theorem says: the statement, negated where it is refuted.
    func coqStatement() throws -> String? {
      guard let theorem else { return nil }
      let statement = try theorem.statement(of: question)
      return theorem.verdict == .proved ? statement : "~ (\(statement))"
    }
  }
}

/// What is asked, and how it is answered.
package enum Question: Sendable {
  /// A statement, which the prover decides.
  case statement(String)
  /// A statement about each network of a space, decided network by network.
  case family(NetworkFamily)
  /// Exact arithmetic.
  case computation(@Sendable () throws -> Answer)
  /// What the part's theorem in Coq answers: no finite computation settles it, and none is run.
  case theorem(Verdict)
}

/// What a verdict rests on, by the word that is printed; the strongest evidence first.
package enum EvidenceKind: String, Sendable, CaseIterable, Comparable {
  /// A theorem of `Proofs/Coq`, with exactly the claim's text.
  case coq
  /// A certificate that was replayed.
  case certificate
  /// Exact arithmetic on finitely many cases.
  case computation
  /// Nothing yet.
  case none

  /// Whether `a` is the stronger evidence.
  package static func < (a: EvidenceKind, b: EvidenceKind) -> Bool {
    guard let first = allCases.firstIndex(of: a), let second = allCases.firstIndex(of: b) else {
      return false
    }
    return first < second
  }
}
