import CertificateChecking
import CertificateElaboration
import CertificateVerification
import KernelVocabulary
import Statements

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
    let elaborator = Elaborator(threads: threads) { spending.spent != nil }
    func complete(isTried: Bool) throws -> (certificate: Certificate, evaluations: Int) {
      let text = try elaborator.elaborate(finding, of: statement, isTried: isTried).text
      let checked = try CertificateChecker.check(text)
      certificate.text = text
      return (certificate, checked.evaluations)
    }
    // Mostly the checker takes what the search has found as it is.
    if finding.hasCovers, let whole = try? complete(isTried: false) { return whole }
    do { return try complete(isTried: true) } catch {
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

extension Certificate {
  /// How many pieces the evidence has that was accepted, each of them a leaf, a point or a root, and its largest
  /// precision in bits; 0 where nothing is evaluated.
  package var extent: (pieces: Int, precision: Int) {
    guard gap == nil, let text, let accepted = try? ElaboratedCertificate(text) else {
      let pieces = cases.map { entry in
        if case .cover(let steps) = entry.evidence { (steps.count + 1) / 2 } else { 1 }
      }
      return (pieces.reduce(0, +), cases.map(\.evidence.precisionBits).max() ?? 0)
    }
    let bits = accepted.cases.flatMap { entry -> [Int] in
      switch entry.evidence {
      case .cover(let steps):
        steps.compactMap { if case .leaf(let leaf) = $0 { leaf.precision } else { nil } }
      case .point(_, let precision): [precision]
      case .root(_, _, let precision, _, _): [precision]
      }
    }
    return (bits.count, bits.max() ?? 0)
  }
}
