import CertificateChecking
import CertificateVerification
import Statements
import Testing

@testable import ProofSearch

/// No wrong verdict on statements of known truth, and no fewer verdicts than before, nor more.
@Suite struct CorpusTests {
  /// How many verdicts on true (or false) statements may have no certificate.
  private static let mostGaps = 9

  @Test(arguments: [true, false]) func verdicts(isTrue: Bool) throws {
    let entries = try Corpus.entries(true: isTrue)
    #expect(entries.count >= (isTrue ? 160 : 110))
    // On a machine that does much else, too.
    let prover = Prover(budget: Budget(seconds: 600))
    var undecided: [String] = []
    var gaps: [String] = []
    for entry in entries {
      let result = try prover.decide(try Statement(entry.text))
      if let gap = result.certificate?.gap { gaps.append("\(entry.text): \(gap)") }
      switch result.outcome {
      case .proved: #expect(isTrue, "proved a false statement: \(entry.text)")
      case .refuted: #expect(!isTrue, "refuted a true statement: \(entry.text)")
      case .undecided(let reason):
        undecided.append(entry.text)
        #expect(!reason.isEmpty)
      }
    }
    print("\(entries.count) \(isTrue) statements, \(undecided.count) undecided: \(undecided)")
    // Nearly every verdict has a certificate.
    print("without certificate: \(gaps)")
    #expect(gaps.count <= Self.mostGaps)
    #expect(undecided == entries.filter { !$0.isDecidable }.map(\.text))
  }

  /// A counterexample is one in the arithmetic of Doubles, too, unless the margin is too small for it.
  @Test func counterexamplesAreSimple() throws {
    let expected = [
      "forall x in [-1,1]: f(x) > x": "1",
      "forall x in [-1,1]: f(x) >= (x+1)/2": "0",
      "forall x in [-1,1]: (x-1/7)^2 > 25e-20": "1/7",
      "forall x in [0,1]: x < 1": "1",
      "forall x in [-1,1], y in [-1,1]: f(x)*f(y) < 1": "1 1",
    ]
    for (text, point) in expected {
      let result = try Prover().decide(try Statement(text))
      guard case .refuted(let certificate) = result.outcome,
        case .point(let values, _) = certificate.cases[0].evidence
      else {
        Issue.record("not refuted by a point: \(text)")
        continue
      }
      #expect(values.map(\.description).joined(separator: " ") == point)
    }
  }

  /// The smallest network that fails is given, not the first of the enumeration.
  @Test func counterexampleNetworksAreSmall() throws {
    let text =
      "forall dag in complete(3) where connected, rho in [-1,1): lambda2(dag,rho,exact) > 0"
    guard case .refuted(let certificate) = try Prover().decide(try Statement(text)).outcome else {
      Issue.record("not refuted")
      return
    }
    #expect(certificate.cases.count == 1)
    let edges = certificate.cases[0].networks[0].filter { $0 == "1" || $0 == "2" }
    #expect(edges.count == 1)
  }

  /// The same certificate whatever the number of threads.
  @Test(arguments: [
    "forall x in [-1,1]: f(x) < 1/2 implies x < 0.328674163",
    "forall x in [-1,1]: f(x) < 1/2 implies x < 0.328674162",
    "forall x in [-1,1], y in [-1,1]: f(x)+f(y) >= 2/pi + (x+y)/2",
  ]) func threads(text: String) throws {
    let statement = try Statement(text)
    let certificates = try [1, 2, 5].map {
      try Prover(threads: $0).decide(statement).certificate?.text
    }
    #expect(certificates[0] != nil)
    #expect(certificates.allSatisfy { $0 == certificates[0] })
  }

  /// Running out is undecided, with the region and the bounds.
  @Test func budgets() throws {
    let hard = try Statement("forall x in [-1,1]: f(x)^2 - x/2 > 0.080131793746")
    let few = try Prover(budget: Budget(boxes: 5)).decide(hard)
    guard case .undecided(let reason) = few.outcome else {
      Issue.record("decided with five boxes")
      return
    }
    #expect(reason.contains("the budget of 5 boxes is spent; open: x in ["))
    #expect(reason.contains("where the difference of the sides lies in ["))
    let none = try Prover(budget: Budget(seconds: 0)).decide(hard)
    guard case .undecided(let reason) = none.outcome else {
      Issue.record("decided in no time")
      return
    }
    #expect(reason.contains("seconds is spent"))
    let spending = SharedBudget(Budget())
    spending.cancel()
    let cancelled = try Prover().decide(hard, spending: spending)
    guard case .undecided(let reason) = cancelled.outcome else {
      Issue.record("decided after it was cancelled")
      return
    }
    #expect(reason.contains("interrupted"))
  }

  /// The certificates of the paper's ranking take fewer evaluations to replay than to find.
  @Test(arguments: ["variance-only", "exact", "printed"]) func ranking(rule: String) throws {
    let terms =
      rule == "printed"
      ? ["1 - f(f(f(rho)))", "3*(1-f(rho))", "4 - rho - f(rho) - 2*f(f(rho))"]
      : ["2_02_002", "1_01_222", "2_21_112"].map { "lambda2(\"\($0)\", rho, \(rule))" }
    for (a, b) in zip(terms, terms.dropFirst()) {
      let statement = try Statement("forall rho in [-1,1): \(a) < \(b)")
      let result = try Prover().decide(statement)
      guard case .proved(let certificate) = result.outcome else {
        Issue.record("not proved: \(statement.source)")
        continue
      }
      #expect(
        result.evaluations.replay
          == (try CertificateChecker.check(#require(certificate.text)).evaluations))
      #expect(0 < result.evaluations.replay)
      #expect(result.evaluations.replay < result.evaluations.search)
    }
  }
}
