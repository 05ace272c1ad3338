import Dispatch
import KernelCalculator

/// Decides lemmas one after the other.
struct Verification {
  let seconds: Double
  let threads: Int
  let store: CertificateStore
  /// Ends the search under way, and those that come after it.
  let interruption: InterruptFlag

  func decide(_ lemma: Lemma) throws -> LemmaOutcome {
    let start = DispatchTime.now()
    var outcome = LemmaOutcome(lemma: lemma)
    let budget = Budget(seconds: seconds)
    let spending = SharedBudget(budget, isCancelled: { [interruption] in interruption.isRaised })
    if let kept = spending.whileAffordable({ store.replayed(lemma.statement) }) {
      (outcome.verdict, outcome.certificate, outcome.isReplayed) = (kept.verdict, kept, true)
    } else {
      let result = try searched(lemma, budget, spending)
      outcome.verdict = result.verdict
      outcome.reason = result.reason
      outcome.certificate = try result.certificate.flatMap {
        try store.keep($0, for: lemma.statement)
      }
      outcome.gap = result.certificate?.gap
      outcome.cases = result.certificate?.cases.count
      outcome.found = result.certificate?.found(lemma.statement)
    }
    outcome.seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    return outcome
  }

  private func searched(
    _ lemma: Lemma, _ budget: Budget, _ spending: SharedBudget
  ) throws -> ProofResult {
    let meter = Progress()
    defer { meter.clear() }
    let prover = Prover(budget: budget, threads: threads) { cases, boxes in
      meter.show("\(lemma.name): \(cases) cases, \(boxes) boxes")
    }
    do { return try prover.decide(lemma.statement, spending: spending) } catch {
      throw Failure("\(lemma.location): \"\(lemma.name)\": \(error)")
    }
  }
}

extension Certificate {
  /// The counterexample or witness in words, if there is one.
  fileprivate func found(_ statement: Statement) -> String? {
    let values = deciding(statement).map { name, value in
      if case .string(let text) = value {
        "\(name) = \(text)"
      } else {
        "\(name) in \(value.text())"
      }
    }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
