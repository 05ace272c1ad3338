import CoqCertificates
import KernelVocabulary
import Statements

/// A theorem of `Proofs/Coq` that answers a question: what it says in Coq's words, and how it follows
/// from the library.
///
/// The file `Proofs/Coq/Claims.v` is generated from these theorems, and Coq accepts it only if the proof
/// proves exactly the text: a claim and what is cited for it cannot drift apart. Where the question is
/// a statement that the calculator can decide, the text is translated from that statement
/// (`CoqStatement.proposition`), so that the certificate and the theorem are about the same thing.
package struct CoqTheorem: Sendable {
  /// Whether the statement is proved, or its negation.
  package let verdict: Verdict
  /// The proof, in Coq's tactic language.
  package let proof: String
  /// What is stated; nil where the question's own statement is translated.
  private let text: String?

  /// That the statement holds.
  static func proving(_ text: String? = nil, by proof: String) -> CoqTheorem {
    CoqTheorem(verdict: .proved, proof: proof, text: text)
  }

  /// That the statement fails.
  static func refuting(_ text: String? = nil, by proof: String) -> CoqTheorem {
    CoqTheorem(verdict: .refuted, proof: proof, text: text)
  }

  /// The theorems of the library that the proof uses, as `File.theorem`.
  package var cited: [String] {
    var names: [String] = []
    for match in proof.matches(of: /[A-Z][A-Za-z]*\.[a-z][A-Za-z0-9_]*/) {
      let name = String(match.output)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// What is stated of the answer to `question`; an error where the question has no translation.
  func statement(of question: Question) throws -> String {
    if let text { return text }
    guard case .statement(let source) = question else { throw MissingStatement() }
    return try CoqStatement(Statement(source)).proposition
  }

  /// A theorem without a text about a question that is not a statement.
  struct MissingStatement: Error {}
}
