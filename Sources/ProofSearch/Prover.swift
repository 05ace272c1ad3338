import CertificateChecking
import CertificateElaboration
import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions
import Synchronization

/// Decides statements: proved or refuted with a certificate, or undecided with the reason.
///
/// A verdict is given only after the certificate for it has been accepted: by the checker, or, where there is none that
/// it accepts, which `Certificate.gap` explains, by `Replayer`, which evaluates what was found once more.
public struct Prover: Sendable {
  /// The largest space of networks that is gone through one by one.
  public static let largestSpace = 2_000_000

  /// What the search may spend.
  public var budget: Budget
  /// On how many threads the search runs.
  public var threads: Int
  /// Called now and then with the numbers of cases settled and boxes examined.
  public var progress: (@Sendable (_ cases: Int, _ boxes: Int) -> Void)?

  /// A prover; `progress` hears of decided networks and searched boxes.
  public init(
    budget: Budget = Budget(), threads: Int = 2,
    progress: (@Sendable (_ cases: Int, _ boxes: Int) -> Void)? = nil
  ) {
    self.budget = budget
    self.threads = threads
    self.progress = progress
  }

  /// Decides `statement`.
  public func decide(_ statement: Statement) throws -> ProofResult {
    let spending = SharedBudget(budget)
    return try decide(statement, spending: spending)
  }

  /// Decides `statement` with a budget that may be cancelled from elsewhere.
  public func decide(_ statement: Statement, spending: SharedBudget) throws -> ProofResult {
    let run = ProverRun(prover: self, statement: statement, budget: spending)
    return try run.whileAffordable { try decide(statement, run, spending) }
  }

  private func decide(
    _ statement: Statement, _ run: ProverRun, _ spending: SharedBudget
  ) throws -> ProofResult {
    guard statement.hasSupportedPrefix else {
      return ProofResult(
        .undecided(
          "real variables must be quantified one after the other, and all in one way"), boxes: 0,
        evaluations: (search: 0, replay: 0))
    }
    let outcome = try run.decide(depth: 0, chosen: [:])
    func result(_ outcome: ProofResult.Outcome, replayed: Int = 0) -> ProofResult {
      ProofResult(
        outcome, boxes: spending.boxes,
        evaluations: (search: spending.evaluations, replay: replayed))
    }
    let (verdict, cases): (Verdict, [Certificate.Case])
    switch outcome {
    case .undecided(let reason): return result(.undecided(reason))
    case .holds(let evidence): (verdict, cases) = (.proved, evidence)
    case .fails(let evidence): (verdict, cases) = (.refuted, evidence)
    }
    let finding = Certificate(statement: statement.source, verdict: verdict, cases: cases)
    do {
      let (certificate, evaluations) = try certified(finding, of: statement, spending: spending)
      return result(
        verdict == .proved ? .proved(certificate) : .refuted(certificate), replayed: evaluations)
    } catch {
      let reason = spending.spent.map { "\($0) while the certificate was made" }
      return result(
        .undecided(
          reason ?? "no certificate that holds could be made of what was found: \(error)"))
    }
  }

  /// Makes a certificate that carries its evidence of what a search has found, and has it checked as
  /// whoever is handed the text will. Where that cannot be, what was found is evaluated once more, and says why it has
  /// no text.
  package func certified(
    _ finding: Certificate, of statement: Statement, spending: SharedBudget
  ) throws -> (certificate: Certificate, evaluations: Int) {
    var certificate = finding
    do {
      let elaborator = Elaborator(threads: threads) { spending.spent != nil }
      let text = try elaborator.elaborate(finding, of: statement).text
      let checked = try CertificateChecker.check(text)
      certificate.text = text
      return (certificate, checked.evaluations)
    } catch {
      if spending.spent != nil { throw error }
      certificate.gap = "\(Self.unreadable(finding.statement) ?? error)"
      certificate.text = finding.outline
      return (certificate, try Replayer.check(Certificate(finding.outline)))
    }
  }

  /// What the checker does not read of a statement; nil where it reads all of it.
  private static func unreadable(_ statement: String) -> (any Error)? {
    do { try CertificateChecker.requireReadable(statement) } catch { return error }
    return nil
  }
}

extension Prover {
  /// How a statement about every network of a space fares network by network.
  public struct Tally: Sendable {
    /// The networks for which the statement is proved.
    public internal(set) var holds: [String] = []
    /// Those for which it is refuted.
    public internal(set) var fails: [String] = []
    /// Those for which neither was found, with the reasons.
    public internal(set) var undecided: [(network: String, reason: String)] = []
    /// How many networks were looked at.
    public var checked: Int { holds.count + fails.count + undecided.count }
    /// The cases that decided each network, in the order of `holds` and of `fails`.
    public internal(set) var evidence: (holds: [Certificate.Case], fails: [Certificate.Case]) = (
      [], []
    )
  }

  /// Decides a statement `forall dag in …, …` for each network of its space.
  ///
  /// Every case is replayed before it is counted, except for a caller who makes certificates of all of them.
  /// Returns nil where the statement does not begin with exactly one network quantifier.
  public func tally(_ statement: Statement, replaysCases: Bool = true) throws -> Tally? {
    let run = ProverRun(
      prover: self, statement: statement, budget: SharedBudget(budget),
      replaysEachCase: replaysCases)
    guard statement.hasSupportedPrefix, run.quantifiers.count == 1,
      case .networks = run.quantifiers[0].domain
    else { return nil }
    return try run.whileAffordable { try run.tally() }
  }
}

/// The outcome of a search for a proof.
public struct ProofResult: Sendable {
  /// A verdict with what it rests on, or the reason why there is none.
  public enum Outcome: Sendable {
    case proved(Certificate)
    case refuted(Certificate)
    case undecided(String)
  }
  /// What was found.
  public let outcome: Outcome
  /// Boxes examined in the search.
  public let boxes: Int
  /// How many times a formula was evaluated in the search, and how many times in the replay of what it
  /// found.
  public let evaluations: (search: Int, replay: Int)

  init(_ outcome: Outcome, boxes: Int, evaluations: (search: Int, replay: Int)) {
    self.outcome = outcome
    self.boxes = boxes
    self.evaluations = evaluations
  }

  /// The replayed certificate; nil where the statement is undecided.
  public var certificate: Certificate? {
    switch outcome {
    case .proved(let certificate), .refuted(let certificate): certificate
    case .undecided: nil
    }
  }

  /// The verdict alone.
  public var verdict: Verdict {
    switch outcome {
    case .proved: .proved
    case .refuted: .refuted
    case .undecided: .undecided
    }
  }

  /// Why the statement is undecided; nil where it is decided.
  public var reason: String? {
    if case .undecided(let reason) = outcome { reason } else { nil }
  }
}

/// One run over the quantifiers of a statement that have finitely many values.
private struct ProverRun: Sendable {
  enum Outcome: Sendable {
    case holds([Certificate.Case])
    case fails([Certificate.Case])
    case undecided(String)
  }

  let prover: Prover
  let statement: Statement
  let budget: SharedBudget
  /// What is gone through, outermost first.
  let quantifiers: [Quantified]
  /// Whether cases are replayed one by one, because no certificate of the whole is made.
  let replaysEachCase: Bool
  private let settled = Counter()

  init(
    prover: Prover, statement: Statement, budget: SharedBudget, replaysEachCase: Bool = false
  ) {
    self.replaysEachCase = replaysEachCase
    self.prover = prover
    self.statement = statement
    self.budget = budget
    quantifiers = statement.finiteVariables
  }

  /// Does work that ends as soon as the budget is spent, and reports progress.
  ///
  /// What an interrupted procedure says is sound (see `Interruption`), and so is the outcome.
  func whileAffordable<Result>(_ work: () throws -> Result) rethrows -> Result {
    try budget.whileAffordable(work) {
      if budget.steps % 64 == 0 { prover.progress?(settled.value, budget.boxes) }
    }
  }

  func decide(depth: Int, chosen: [String: Choice]) throws -> Outcome {
    guard depth < quantifiers.count else { return try settle(chosen) }
    let (kind, name) = (quantifiers[depth].kind, quantifiers[depth].name)
    let domain = quantifiers[depth].domain
    if domain.every != nil { return try decideEvery(name, domain, depth, chosen) }
    if let count = domain.largestCount, count > Integer(Prover.largestSpace) {
      return .undecided("the space of \(name) has more than \(Prover.largestSpace) members")
    }
    // Small networks first: the first counterexample or witness is then a simple one.
    let ordered = Array(domain.choices(chosen)).sorted { $0.size < $1.size }
    // Where nothing else is to be chosen, values with the same formula are decided once.
    let isLast = depth + 1 == quantifiers.count && !isInduction
    var repetitions = isLast ? Repetitions(of: statement) : nil
    var kept: [[Certificate.Case]] = []
    var open: String?
    for start in stride(from: 0, to: ordered.count, by: Self.portion) {
      let part = Array(ordered[start..<min(start + Self.portion, ordered.count)])
      let earlier = part.map { choice -> Int? in
        let choices = chosen.merging([name: choice]) { $1 }
        return budget.spent == nil ? repetitions?.earlier(choices) : nil
      }
      let new = zip(part, earlier).filter { $0.1 == nil }.map(\.0)
      var outcomes = try decideAll(new, name, depth, chosen).makeIterator()
      for (choice, earlier) in zip(part, earlier) {
        if let earlier {
          _ = settled.increment()
          let texts = texts(of: chosen.merging([name: choice]) { $1 })
          kept[earlier] += kept[earlier].prefix(1).map { $0.repeated(for: texts) }
          continue
        }
        guard let outcome = outcomes.next() else { break }
        switch (kind, outcome) {
        case (.forall, .fails), (.exists, .holds): return outcome
        case (.forall, .holds(let cases)), (.exists, .fails(let cases)): kept.append(cases)
        case (_, .undecided(let reason)):
          kept.append([])
          open = open ?? "\(name) = \(choice.text): \(reason)"
        }
      }
      prover.progress?(settled.value, budget.boxes)
    }
    if let open { return .undecided(open) }
    let cases = Array(kept.joined())
    return kind == .forall ? .holds(cases) : .fails(cases)
  }

  /// What names the values chosen, in the order of their quantifiers.
  private func texts(of chosen: [String: Choice]) -> [String] {
    quantifiers.compactMap { chosen[$0.name]?.text }
  }

  /// By induction: starts and steps prove; a number for which the statement fails refutes.
  private func decideEvery(
    _ name: String, _ domain: QuantifiedDomain, _ depth: Int, _ chosen: [String: Choice]
  ) throws -> Outcome {
    let parts = Array(domain.choices(chosen))
    var kept: [Certificate.Case] = []
    var open: String?
    for (part, result) in zip(parts, try decideParts(parts, name, depth, chosen)) {
      switch result {
      case .holds(let cases): kept += cases
      case .fails: open = open ?? "\(name), \(part.text): it does not follow"
      case .undecided(let reason): open = open ?? "\(name), \(part.text): \(reason)"
      }
    }
    guard let open else { return .holds(kept) }
    for choice in domain.choices(chosen, toRefute: true) {
      let result = try decide(depth: depth + 1, chosen: chosen.merging([name: choice]) { $1 })
      if case .fails = result { return result }
      if budget.spent != nil { break }
    }
    return .undecided(open)
  }

  /// The outcomes of an induction's parts; where there is no such step, the reason.
  private func decideParts(
    _ parts: [Choice], _ name: String, _ depth: Int, _ chosen: [String: Choice]
  ) throws -> [Outcome] {
    try parts.map { part in
      do {
        return try decide(depth: depth + 1, chosen: chosen.merging([name: part]) { $1 })
      } catch let error as GroundingError {
        return .undecided(error.cause.message)
      }
    }
  }

  /// Every network's own outcome.
  func tally() throws -> Prover.Tally {
    let name = quantifiers[0].name
    var tally = Prover.Tally()
    let all = Array(quantifiers[0].domain.choices([:]))
    for start in stride(from: 0, to: all.count, by: Self.portion) {
      let part = Array(all[start..<min(start + Self.portion, all.count)])
      for (choice, outcome) in zip(part, try decideAll(part, name, 0, [:])) {
        let text = choice.text
        switch outcome {
        case .undecided(let reason):
          tally.undecided.append((text, reason))
        case .holds(let cases):
          tally.holds.append(text)
          tally.evidence.holds += cases
        case .fails(let cases):
          tally.fails.append(text)
          tally.evidence.fails += cases
        }
      }
      prover.progress?(settled.value, budget.boxes)
    }
    return tally
  }

  private func decideAll(
    _ part: [Choice], _ name: String, _ depth: Int, _ chosen: [String: Choice]
  ) throws -> [Outcome] {
    if part.isEmpty { return [] }
    let results = Mutex([Result<Outcome, any Error>?](repeating: nil, count: part.count))
    let next = Counter()
    MultiprecisionRuntime.concurrently(min(prover.threads, part.count)) {
      while true {
        let index = next.increment()
        if index >= part.count { break }
        let result = Result {
          try decide(depth: depth + 1, chosen: chosen.merging([name: part[index]]) { $1 })
        }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { $0.compactMap { $0 } }.map { try $0.get() }
  }

  /// How many networks are shared out at a time: the same for any number of threads, so that what is
  /// found and counted is the same too.
  private static let portion = 64

  private func settle(_ chosen: [String: Choice]) throws -> Outcome {
    // Once nothing is left, the networks that remain are not even composed.
    if let spent = budget.spent { return .undecided("not reached: \(spent)") }
    let statement = statement
    let texts = texts(of: chosen)
    // Choices are shared out among the threads already.
    let decision: GroundDecision
    do {
      decision = try GroundDecision.decide(
        { try statement.ground(chosen) }, budget: budget,
        threads: chosen.isEmpty ? prover.threads : 1
      ) { !replaysEachCase && !isInduction && shownByRules(texts, leaves: 0) != nil }
    } catch {
      // What was interrupted may fail in any way.
      if let spent = budget.spent { return .undecided("\(spent) before a formula was found") }
      throw (error as? SyntaxError).map { GroundingError($0, choices: chosen) } ?? error
    }
    _ = settled.increment()
    let (evidence, isHolding): (Certificate.Evidence, Bool)
    switch decision {
    case .holds(let found): (evidence, isHolding) = (found, true)
    case .fails(let found): (evidence, isHolding) = (found, false)
    case .undecided(let reason):
      if let entry = shownByRules(texts, leaves: 64) { return .holds([entry]) }
      return .undecided(reason)
    }
    let cases = [Certificate.Case(networks: texts, evidence: evidence)]
    if replaysEachCase {
      do {
        try Replayer.check(evidence, for: statement, negated: !isHolding, choices: chosen)
      } catch { return .undecided("the evidence found does not replay: \(error)") }
    }
    return isHolding ? .holds(cases) : .fails(cases)
  }
}

extension ProverRun {
  /// Whether the cases are parts of inductions: where one of them is beyond the checker, what the search itself
  /// has found of all others is needed.
  private var isInduction: Bool { quantifiers.contains { $0.domain.every != nil } }

  /// The case of these networks, where the checker's own identities show the formula at once, or few cuts
  /// together with consequences of signs that the search does not know.
  private func shownByRules(_ networks: [String], leaves: Int) -> Certificate.Case? {
    guard budget.spent == nil, CertificateChecker.reads(statement.source),
      statement.prefix.allSatisfy({ $0.domain.isFinite || $0.kind == .forall })
    else { return nil }
    let entry = Certificate.Case(
      networks: networks, evidence: .cover([.leaf(.natural(Search.startingPrecision))]))
    let finding = Certificate(statement: statement.source, verdict: .proved, cases: [entry])
    let elaborator = Elaborator(mostLeaves: leaves) { budget.spent != nil }
    return (try? elaborator.elaborate(finding, of: statement)) == nil ? nil : entry
  }
}

/// Which values of a variable make a formula that values before them made.
private struct Repetitions {
  private let statement: Statement
  private let graph = ExpressionGraph()
  /// The places of the different formulas in the order in which they came.
  private var places: [GroundFormula.Content: Int] = [:]
  private var count = 0

  init(of statement: Statement) { self.statement = statement }

  /// The place of the formula, counted among different ones, if it came before; nil, and the formula is counted, if
  /// not.
  mutating func earlier(_ choices: [String: Choice]) -> Int? {
    // What has no meaning is looked at by itself.
    if let content = try? statement.ground(choices, in: graph).content {
      if let place = places[content] { return place }
      places[content] = count
    }
    count += 1
    return nil
  }
}

extension Certificate.Case {
  /// The case of other values with the same formula.
  fileprivate func repeated(for networks: [String]) -> Certificate.Case {
    var other = Certificate.Case(networks: networks, evidence: evidence)
    other.repeatsFormula = true
    return other
  }
}

/// A counter that several threads advance.
private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  /// The value before.
  func increment() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
