import CertificateChecking
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import ProofSearch
import Statements
import Synchronization

/// Decides claims by running what their questions ask for.
///
/// A certificate is replayed before its verdict counts; what is open stays open.
package struct PaperDecider: Sendable {
  /// On how many threads claims are decided.
  package var threads: Int
  /// What may be spent on one statement, or on each portion of a family.
  package var budget: Budget
  /// H of a larger space over which the first family of each row is decided too; 3 for none.
  package var nodes: Int
  /// Called with what is being done.
  package var progress: (@Sendable (String) -> Void)?
  /// Asked between portions of work whether to stop; what is left is then undecided.
  package var isCancelled: @Sendable () -> Bool

  /// A decider with its budget.
  package init(
    threads: Int = 2, budget: Budget = Budget(), nodes: Int = 3,
    progress: (@Sendable (String) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = threads
    self.budget = budget
    self.nodes = nodes
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// The claims whose counts over a larger space are of interest.
  package static let countedClaims: Set<String> = [
    "eq12-upper-bound", "rules-diagonal", "rem3.3-mean-irrelevant",
  ]

  /// What is found about the rows of claims, in their order; several claims are decided at a time.
  package func decide(_ claims: [Claim]) throws -> [RowDecision] {
    let results = Mutex([Result<[RowDecision], any Error>?](repeating: nil, count: claims.count))
    let next = Atomic(0)
    MultiprecisionRuntime.concurrently(min(threads, claims.count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= claims.count { break }
        let result = Result { try decide(claims[index]) }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { $0.compactMap { $0 } }.flatMap { try $0.get() }
  }

  /// What is found about each row of a claim.
  package func decide(_ claim: Claim) throws -> [RowDecision] {
    try claim.rows.map { row in
      let label = row.rule == .any ? claim.id : "\(claim.id), \(row.rule.rawValue)"
      progress?(label)
      let parts = try row.parts.map { part in
        var answer = try answer(part.question, label)
        let stem = [claim.id, row.rule == .any ? "" : row.rule.rawValue, part.key]
          .filter { !$0.isEmpty }.joined(separator: ".")
        let certificates = answer.certificates.map { part, certificate in
          NamedCertificate(name: stem + part.suffix, certificate: certificate)
        }
        answer.certificates = []
        return RowDecision.Part(part: part, answer: answer, certificates: certificates)
      }
      return RowDecision(
        claim, row, parts: parts, largerCounts: try largerCounts(claim, row, label: label))
    }
  }

  private func largerCounts(
    _ claim: Claim, _ row: Claim.Row, label: String
  ) throws -> (nodes: Int, counts: Counts)? {
    guard nodes > 3, PaperDecider.countedClaims.contains(claim.id) else { return nil }
    for case .family(let family) in row.parts.map(\.question) {
      let answer = try decide(
        family, nodes: nodes, keepsCertificates: false, "\(label), H = \(nodes)")
      return answer.counts.map { (nodes, $0) }
    }
    return nil
  }

  private func answer(_ question: Question, _ label: String) throws -> Answer {
    switch question {
    case .statement(let text): try decide(text)
    case .family(let family): try decide(family, nodes: 3, keepsCertificates: true, label)
    case .computation(let compute): try compute()
    case .theorem(let verdict): Answer(verdict)
    }
  }

  // MARK: Statements

  private func decide(_ text: String) throws -> Answer {
    let statement = try Statement(text)
    switch try Prover(budget: budget, threads: threads).decide(statement).outcome {
    case .undecided(let reason): return Answer(.undecided, reason: reason)
    case .proved(let certificate): return answer(.proved, of: statement, by: certificate)
    case .refuted(let certificate): return answer(.refuted, of: statement, by: certificate)
    }
  }

  private func answer(
    _ verdict: Verdict, of statement: Statement, by certificate: Certificate
  ) -> Answer {
    var answer = Answer(verdict)
    answer.certificates = [(.whole, certificate)]
    if let values = statement.decidingValues(certificate) {
      if verdict == .refuted { answer.counterexample = values } else { answer.details = [values] }
    }
    return answer
  }

  // MARK: Families

  /// How many groups of networks are decided between two looks at ``isCancelled``.
  private static let portion = 250

  private func decide(
    _ family: NetworkFamily, nodes: Int, keepsCertificates: Bool, _ label: String
  ) throws -> Answer {
    let groups = try family.groups(NetworkFamily.networks(nodes: nodes))
    let total = groups.reduce(0) { $0 + $1.networks.count }
    var (counts, holds, fails) = (Counts(), FamilyCases(), FamilyCases())
    var reason: String?
    for start in stride(from: 0, to: groups.count, by: PaperDecider.portion) {
      if isCancelled() {
        reason = reason ?? "interrupted"
        break
      }
      let part = groups[start..<min(start + PaperDecider.portion, groups.count)]
      let list = NetworkFamily.list(part.map { $0.networks[0].certificateText })
      let statement = try Statement(family.statement(over: list))
      let prover = Prover(budget: budget, threads: threads)
      guard let tally = try prover.tally(statement, replaysCases: !keepsCertificates) else {
        return Answer(.undecided, reason: "the statement is not about one network at a time")
      }
      let outcomes = Outcomes(tally)
      for group in part {
        let texts = group.networks.map(\.certificateText)
        let outcome = outcomes[texts[0]]
        reason = reason ?? outcome.reason
        switch outcome.holds {
        case true?:
          counts.holds += texts.count
          if keepsCertificates { holds.add(texts, outcome.evidence) }
        case false?:
          counts.fails += texts.count
          if keepsCertificates { fails.add(texts, outcome.evidence) }
        case nil: break
        }
        if let known = outcome.holds {
          reason = reason ?? family.condition?.mismatch(group.networks, known)
        }
      }
      progress?("\(label): \(counts.holds + counts.fails) of \(total) networks")
    }
    counts.undecided = total - counts.holds - counts.fails
    var answer = Answer(
      counts.fails == 0 && reason != nil ? .undecided : counts.verdict, counts: counts,
      reason: reason)
    answer.counterexample = try fails.simplest(of: family)
    let prover = Prover(budget: budget, threads: threads)
    if let certificate = try holds.certificate(prover, { family.statement(over: $0) }) {
      answer.certificates.append((.holding, certificate))
    }
    if let certificate = try fails.certificate(prover, { family.failure(over: $0) }) {
      answer.certificates.append((.failing, certificate))
    }
    return answer
  }
}

extension NetworkFamily.Condition {
  /// Where the structural condition and a decision differ, which a proof says they cannot.
  fileprivate func mismatch(_ networks: [NetworkGraph], _ isHolding: Bool) -> String? {
    networks.first { holds($0) != isHolding }.map {
      "\(name) does not fit dag = \($0.certificateText)"
    }
  }
}

/// What a tally says of each network.
private struct Outcomes {
  struct Outcome {
    /// Nil where nothing was decided.
    var holds: Bool?
    var evidence: Certificate.Evidence?
    var reason: String?
  }

  private var outcomes: [String: Outcome] = [:]

  init(_ tally: Prover.Tally) {
    for (network, found) in zip(tally.holds, tally.evidence.holds) {
      outcomes[network] = Outcome(holds: true, evidence: found.evidence)
    }
    for (network, found) in zip(tally.fails, tally.evidence.fails) {
      outcomes[network] = Outcome(holds: false, evidence: found.evidence)
    }
    for (network, reason) in tally.undecided {
      outcomes[network] = Outcome(reason: "dag = \(network): \(reason)")
    }
  }

  subscript(network: String) -> Outcome {
    outcomes[network] ?? Outcome(reason: "dag = \(network) was not decided")
  }
}

/// The networks of a family for which one answer was found, with the evidence.
private struct FamilyCases {
  private var networks: [String] = []
  private var cases: [Certificate.Case] = []

  mutating func add(_ networks: [String], _ evidence: Certificate.Evidence?) {
    guard let evidence else { return }
    self.networks += networks
    for (place, network) in networks.enumerated() {
      var entry = Certificate.Case(networks: [network], evidence: evidence)
      entry.repeatsFormula = place > 0
      cases.append(entry)
    }
  }

  /// The certificate for all of them at once, checked; nil where there is none.
  func certificate(_ prover: Prover, _ statement: (String) -> String) throws -> Certificate? {
    if networks.isEmpty { return nil }
    let text = statement(NetworkFamily.list(networks))
    let certificate = Certificate(statement: text, verdict: .proved, cases: cases)
    return try prover.certified(
      certificate, of: Statement(text), spending: SharedBudget(prover.budget)
    ).certificate
  }

  /// The network with the fewest edges, with the point at which the statement fails.
  func simplest(of family: NetworkFamily) throws -> String? {
    let edges = try networks.map { try NetworkGraph(parsing: $0).edges.count }
    guard let index = networks.indices.min(by: { edges[$0] < edges[$1] }) else { return nil }
    let statement = try Statement(family.failure(over: NetworkFamily.list([networks[index]])))
    return statement.decidingValues(
      Certificate(statement: statement.source, verdict: .proved, cases: [cases[index]]))
      ?? "dag = \(networks[index])"
  }
}

extension Statement {
  /// The values that settle an existential or refute a universal statement, as `dag = 1_12_002,
  /// rho = 0`; nil where the certificate is not about one choice of values.
  func decidingValues(_ certificate: Certificate) -> String? {
    guard certificate.cases.count == 1, let only = certificate.cases.first else { return nil }
    let networks = zip(finiteVariables.map(\.name), only.networks).map { "\($0) = \($1)" }
    let reals = prefix.compactMap { quantified in
      if case .real = quantified.domain { quantified.name } else { nil }
    }
    switch only.evidence {
    case .point(let values, _):
      let all = networks + zip(reals, values).map { "\($0) = \($1)" }
      return all.isEmpty ? nil : all.joined(separator: ", ")
    case .signChange(let lower, let upper, _), .solution(let lower, let upper, _, _):
      return (networks + reals.map { "\($0) in [\(lower), \(upper)]" }).joined(separator: ", ")
    case .cover:
      let isOfOne = certificate.verdict == .refuted && !networks.isEmpty
      return isOfOne ? networks.joined(separator: ", ") : nil
    }
  }
}
