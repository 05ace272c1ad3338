import CertificateChecking
import Foundation
import KernelVocabulary
import Statements
import Testing

@testable import PaperClaims

@Suite("Catalogue")
struct CatalogueTests {
  /// The catalogue's identifiers, with the rules under which each is decided.
  private static let expected: [(id: String, rules: [String])] = [
    ("eq2-variance", ["any"]), ("lem3.2-diagonal", ["any"]), ("lem3.2-offdiagonal", ["any"]),
    ("lem3.2-mean", ["any"]), ("rem3.3-mean-irrelevant", ["exact"]),
    ("lem3.1-relu", ["variance-only", "exact"]), ("lem3.3-interlacing", ["any"]),
    ("eq7-dag1", ["variance-only", "exact"]), ("eq9-dag2", ["variance-only", "exact"]),
    ("eq11-dag3", ["variance-only", "exact"]), ("sec3.3-ranking", ["variance-only", "exact"]),
    ("rules-diagonal", ["variance-only", "exact"]),
    ("eq12-upper-bound", ["variance-only", "exact"]), ("eq12-jensen", ["variance-only"]),
    ("eq12-equal-depth", ["variance-only"]), ("thm3.1-rate", ["any"]),
    ("sec5.3-nb201", ["any"]), ("sec5.3-darts", ["any"]), ("sec5.2-not-both", ["any"]),
    ("asymptotic-depth", ["any"]),
  ]

  @Test func everyClaimOfThePaperIsThere() {
    let claims = Catalogue.claims.filter(\.isOfThePaper)
    #expect(Set(claims.map(\.id)) == Set(Self.expected.map(\.id)))
    for (id, rules) in Self.expected {
      #expect(Catalogue.claim(id)?.rows.map(\.rule.rawValue) == rules, "\(id)")
    }
  }

  @Test func identifiersAreUnique() {
    let ids = Catalogue.claims.map(\.id)
    #expect(Set(ids).count == ids.count)
    for row in Catalogue.claims.flatMap(\.rows) {
      #expect(Set(row.parts.map(\.key)).count == row.parts.count)
      #expect(row.parts.contains { $0.role == .settles })
    }
  }

  @Test func whatRestsOnATheoremNamesOne() {
    for claim in Catalogue.claims {
      for row in claim.rows {
        for case .theorem(_, let kind) in row.parts.map(\.question) {
          #expect(kind == .coq ? !row.coq.isEmpty : row.proof != nil, "\(claim.id)")
          #expect(kind == .coq || kind == .argument, "\(claim.id)")
        }
      }
    }
  }

  @Test func theoremsExist() throws {
    let names = Set(Catalogue.claims.flatMap(\.rows).flatMap(\.coq))
    #expect(names.count > 30)
    for name in names {
      let parts = name.split(separator: ".").map(String.init)
      let file = try CommittedProofs.text("Coq/\(parts[0]).v")
      let pattern = try Regex("(Theorem|Lemma|Corollary) \(parts[1])\\b")
      #expect(file.contains(pattern), "\(name)")
    }
  }

  @Test func statementsParseAndPrintAlike() throws {
    for part in Catalogue.claims.flatMap(\.rows).flatMap(\.parts) {
      switch part.question {
      case .statement(let text):
        let statement = try Statement(text)
        #expect(try Statement(statement.description) == statement)
      case .family(let family):
        #expect(try Statement(family.statement(over: family.space)).hasSupportedPrefix)
        #expect(try Statement(family.failure(over: family.space)).hasSupportedPrefix)
      case .computation, .theorem: break
      }
    }
  }

  // MARK: What decides a row

  private func decision(_ parts: [(Claim.Role, Verdict)]) -> RowDecision {
    let parts = parts.enumerated().map { index, part in
      Claim.Part("\(index)", "", part.0, .theorem(part.1, .argument))
    }
    let row = Claim.Row(.any, parts) { _ in "" }
    let claim = Claim(id: "test", source: "", text: "", rows: [row])
    return RowDecision(
      claim, row,
      parts.map { part in
        guard case .theorem(let verdict, _) = part.question else {
          return RowDecision.Part(part: part, answer: Answer(.undecided), certificates: [])
        }
        return RowDecision.Part(part: part, answer: Answer(verdict), certificates: [])
      })
  }

  @Test func undecidedIsNeverSuccess() {
    #expect(decision([]).verdict == .undecided)
    #expect(decision([(.settles, .proved)]).verdict == .proved)
    #expect(decision([(.settles, .proved), (.settles, .undecided)]).verdict == .undecided)
    #expect(decision([(.settles, .undecided), (.settles, .refuted)]).verdict == .refuted)
    #expect(decision([(.further, .proved)]).verdict == .undecided)
    #expect(decision([(.settles, .proved), (.further, .refuted)]).verdict == .proved)
    #expect(!decision([(.settles, .proved), (.further, .undecided)]).isDecided)
    #expect(decision([(.settles, .proved), (.further, .refuted)]).isDecided)
  }

  @Test func aRefutedSpecialCaseContradicts() {
    let decision = decision([(.settles, .proved), (.confirms, .refuted)])
    #expect(decision.verdict == .undecided)
    #expect(!decision.isDecided)
    #expect(decision.reason?.contains("contradicts") == true)
  }

  @Test func aWrongConditionIsFound() throws {
    let wrong = NetworkFamily(
      "Kii(dag, 0, exact) = paths(dag)", exactlyWhen: .init(name: "a wrong one") { _ in true })
    let row = Claim.Row(.exact, [Claim.Part("", "", .settles, .family(wrong))]) { _ in "" }
    let decided = try PaperDecider(budget: .init()).decide(
      Claim(id: "test", source: "", text: "", rows: [row]))
    #expect(decided[0].reason?.contains("a wrong one") == true)
  }

  @Test func interruptedIsUndecided() throws {
    let decider = PaperDecider(isCancelled: { true })
    let rows = try decider.decide(#require(Catalogue.claim("rules-diagonal")))
    #expect(rows[0].verdict == .undecided)
    #expect(rows[0].counts == Counts(undecided: 662))
    #expect(!rows[0].isDecided)
  }
}
