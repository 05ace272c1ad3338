import CertificateChecking
import CertificateElaboration
import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import Statements
import SymbolicExpressions
import Synchronization

/// One run over the quantifiers of a statement that have finitely many values.
struct ProverRun: Sendable {
  enum Outcome: Sendable {
    case holds([Certificate.Case])
    case fails([Certificate.Case])
    case undecided(String)
  }

  let prover: Prover
  let statement: Statement
  private(set) var budget: SharedBudget
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
    // What is false mostly is so at some simple point for a small number.
    if let found = try? refutation(name, domain, depth, chosen, numbers: 4, boxes: 0) {
      return found
    }
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
    return try refutation(name, domain, depth, chosen, numbers: .max, boxes: .max)
      ?? .undecided(open)
  }

  /// A number for which the statement fails, among the smallest, with at most so many boxes for each.
  private func refutation(
    _ name: String, _ domain: QuantifiedDomain, _ depth: Int, _ chosen: [String: Choice],
    numbers: Int, boxes: Int
  ) throws -> Outcome? {
    for choice in domain.choices(chosen, toRefute: true).prefix(numbers)
    where budget.spent == nil {
      var run = self
      run.budget = budget.part(boxes: boxes)
      let result = try run.decide(depth: depth + 1, chosen: chosen.merging([name: choice]) { $1 })
      if case .fails = result { return result }
    }
    return nil
  }

  /// The outcomes of an induction's parts, of a step by the first way that shows it; where there is none, the
  /// reason.
  private func decideParts(
    _ parts: [Choice], _ name: String, _ depth: Int, _ chosen: [String: Choice]
  ) throws -> [Outcome] {
    func outcome(_ run: ProverRun, _ part: Choice) throws -> Outcome {
      do {
        return try run.decide(depth: depth + 1, chosen: chosen.merging([name: part]) { $1 })
      } catch let error as GroundingError {
        return .undecided(error.cause.message)
      }
    }
    return try parts.map { part in
      let ways = statement.inductionWays(part, chosen.merging([name: part]) { $1 })
      if ways == 1 { return try outcome(self, part) }
      // What shows the step does so soon.
      var run = self
      var first: Outcome?
      for most in [Self.fewBoxes, .max] {
        first = nil
        for way in 0..<ways {
          run.budget = budget.part(boxes: most)
          let found = try outcome(run, part.by(way))
          if case .holds = found { return found }
          first = first ?? found
        }
      }
      return first ?? .undecided("there is no step")
    }
  }

  /// How many boxes each way to show a step may take before the others are tried.
  private static let fewBoxes = 300

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
