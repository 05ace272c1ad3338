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
      for part in claim.rows.flatMap(\.parts) {
        guard case .theorem(let verdict) = part.question else { continue }
        #expect(part.theorem?.verdict == verdict, "\(claim.id)")
        #expect(part.theorem?.cited.isEmpty == false, "\(claim.id)")
      }
    }
  }

  /// Whatever a row's verdict needs is a theorem.
  @Test func everyRowIsSettledInCoq() {
    for claim in Catalogue.claims {
      for row in claim.rows {
        let settling = row.parts.filter { $0.role == .settles }
        let refuting = settling.filter { $0.theorem?.verdict == .refuted }
        #expect(!refuting.isEmpty || settling.allSatisfy { $0.theorem != nil }, "\(claim.id)")
      }
    }
  }

  /// The file that Coq checks is the one that the claims say.
  @Test func theClaimsFileIsCurrent() throws {
    let text = try CoqClaims(claims: Catalogue.claims).text()
    #expect(
      try text == CommittedProofs.text("Coq/Claims.v"), "run: kernelcalc paper --write Proofs")
    #expect(try CommittedProofs.text("Coq/_CoqProject").contains("\nClaims.v\n"))
  }

  @Test func theoremsHaveNamesOfTheirOwn() throws {
    let text = try CoqClaims(claims: Catalogue.claims).text()
    let names = text.matches(of: /Theorem (\w+) :/).map { String($0.output.1) }
    let parts = Catalogue.claims.flatMap(\.rows).flatMap(\.parts).filter { $0.theorem != nil }
    #expect(names.count == parts.count)
    #expect(Set(names).count == names.count)
  }

  /// A statement that has a theorem without a text of its own is translated, so that both are about
  /// the same networks and the same interval.
  @Test func statementsAreTranslated() throws {
    let part = Claim.Part(
      "", reading: "", role: .settles,
      .statement("forall rho in [-1,1): lambda2(\"2\", rho, exact) <= 1 - rho"),
      theorem: .refuting(by: ""))
    #expect(
      try part.coqStatement()
        == "~ (forall x : R, (-1) <= x < 1 -> (lambda2 (exact_pair [[Param]] x)) <= (1 - x))")
    let overNetworks = Claim.Part(
      "", reading: "", role: .settles,
      .statement("exists dag in complete(2) where connected: Kii(dag, 1/2, exact) = paths(dag)"),
      theorem: .proving(by: ""))
    #expect(
      try overNetworks.coqStatement()
        == "exists dag : network, well_formed dag /\\ length dag = 2%nat /\\ connected dag /\\ "
        + "((exact_pair dag (1 / 2) 0%nat 0%nat) = (INR (path_count dag)))")
    let computed = Claim.Part(
      "", reading: "", role: .settles, .computation { Answer(.proved) }, theorem: .proving(by: ""))
    #expect(throws: CoqTheorem.MissingStatement.self) { try computed.coqStatement() }
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
      Claim.Part("\(index)", reading: "", role: part.0, .theorem(part.1))
    }
    let row = Claim.Row(rule: .any, parts) { _ in "" }
    let claim = Claim(id: "test", source: "", text: "", rows: [row])
    return RowDecision(
      claim, row,
      parts: parts.map { part in
        guard case .theorem(let verdict) = part.question else {
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

  /// A row of parts, each with its verdict and, where Coq has one, a theorem with that verdict.
  private func row(_ parts: [(Question, Verdict, coq: Verdict?)]) -> RowDecision {
    let parts = parts.enumerated().map { index, part in
      let theorem: CoqTheorem? = part.coq.map {
        $0 == .proved ? .proving("True", by: "exact I.") : .refuting("False", by: "tauto.")
      }
      return RowDecision.Part(
        part: Claim.Part("\(index)", reading: "", role: .settles, part.0, theorem: theorem),
        answer: Answer(part.1), certificates: [])
    }
    let row = Claim.Row(rule: .any, parts.map(\.part)) { _ in "" }
    return RowDecision(Claim(id: "test", source: "", text: "", rows: [row]), row, parts: parts)
  }

  @Test func aRowIsHeadedWithTheWeakestEvidenceItNeeds() {
    let statement = Question.statement("1 = 1")
    let computation = Question.computation { Answer(.proved) }
    #expect(row([(.theorem(.proved), .proved, coq: .proved)]).kind == .coq)
    #expect(
      row([(.theorem(.proved), .proved, coq: .proved), (statement, .proved, coq: nil)]).kind
        == .certificate)
    #expect(
      row([(statement, .proved, coq: nil), (computation, .proved, coq: nil)]).kind == .computation)
    #expect(row([(.theorem(.proved), .proved, coq: nil)]).kind == .none)
    // One part that fails refutes the row; the others are not needed.
    #expect(
      row([(computation, .refuted, coq: nil), (statement, .refuted, coq: .refuted)]).kind == .coq)
    #expect(
      row([(computation, .proved, coq: nil), (statement, .refuted, coq: nil)]).kind == .certificate)
  }

  @Test func aTheoremThatSaysOtherwiseContradicts() {
    let decision = row([(.statement("1 = 1"), .proved, coq: .refuted)])
    #expect(decision.verdict == .undecided)
    #expect(decision.reason?.contains("contradicts") == true)
    #expect(row([(.statement("1 = 1"), .undecided, coq: .proved)]).verdict == .undecided)
  }

  @Test func aWrongConditionIsFound() throws {
    let wrong = NetworkFamily(
      "Kii(dag, 0, exact) = paths(dag)", exactlyWhen: .init(name: "a wrong one") { _ in true })
    let row = Claim.Row(rule: .exact, [Claim.Part("", reading: "", role: .settles, .family(wrong))])
    { _ in "" }
    let decided = try PaperDecider(budget: .init()).decide(
      Claim(id: "test", source: "", text: "", rows: [row]))
    #expect(decided[0].reason?.contains("a wrong one") == true)
  }

  @Test func interruptedIsUndecided() throws {
    let decider = PaperDecider(isCancelled: { true })
    let rows = try decider.decide(#require(Catalogue.claim("rules-diagonal")))
    for row in rows {
      #expect(row.counts == Counts(undecided: 662))
      #expect(!row.isDecided)
    }
    // What was not decided here settles this row; the other is settled in Coq alone.
    #expect(rows[1].verdict == .undecided)
  }
}
