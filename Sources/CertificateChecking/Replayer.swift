import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import Statements

/// Replays certificates: reads the statement, then checks every case by evaluation alone. There is no
/// search here, and nothing that the certificate says of itself is believed.
public enum Replayer {
  /// Why a certificate does not prove what it says.
  public struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message.
    public let description: String
  }

  /// Checks a certificate; returns normally only if it proves its verdict, with the number of times
  /// that a formula was evaluated.
  ///
  /// `progress` is called after each case with the number of cases checked.
  @discardableResult
  public static func check(
    _ certificate: Certificate, progress: @escaping (Int) -> Void = { _ in }
  ) throws(Rejection) -> Int {
    let statement: Statement
    do { statement = try Statement(certificate.statement) } catch {
      throw Rejection(description: "the statement does not parse: \(error)")
    }
    var evidence: [[String]: Certificate.Evidence] = [:]
    for entry in certificate.cases {
      guard evidence.updateValue(entry.evidence, forKey: entry.networks) == nil else {
        throw Rejection(description: "two cases for \(entry.networks)")
      }
    }
    guard certificate.verdict != .undecided else {
      throw Rejection(description: "a certificate proves or refutes")
    }
    var check = Check(statement: statement, negated: certificate.verdict == .refuted, progress)
    try check.run(evidence)
    return check.evaluations
  }

  /// Checks the evidence for one choice of networks: for the statement's part about real variables, or
  /// for its negation. Returns the number of times that the formula was evaluated.
  @discardableResult
  public static func check(
    _ evidence: Certificate.Evidence, for statement: Statement, negated: Bool,
    networks: [String: NetworkGraph]
  ) throws(Rejection) -> Int {
    let ground: GroundFormula
    do { ground = try statement.ground(networks) } catch {
      throw Rejection(description: "\(error)")
    }
    let isForAll = ground.variables.allSatisfy { ($0.kind == .forall) != negated }
    let isExists = ground.variables.allSatisfy { ($0.kind == .exists) != negated }
    let problem = GroundProblem(ground, negated: negated)
    var evaluations = 0
    if case .defined(let steps, _) = evidence {
      let definedness = GroundProblem(ground.definedness(ground.conditions), negated: false)
      if let failure = failure(of: definedness, steps) {
        throw Rejection(description: "that all terms are defined: \(failure)")
      }
      evaluations = definedness.evaluations
    } else if !ground.conditions.isEmpty && !ground.hasOnePoint {
      // A cover shows it of all its boxes, and a point of itself.
      guard case .cover = evidence else {
        throw Rejection(description: "nothing shows that all terms are defined on the whole domain")
      }
    }
    switch evidence.deciding {
    case .defined: throw Rejection(description: "that terms are defined is shown once")
    case .cover(let steps):
      guard isForAll else { throw Rejection(description: "a point is needed") }
      if let failure = failure(of: problem, steps) { throw Rejection(description: failure) }
    case .point(let point, let precision):
      guard isExists else { throw Rejection(description: "a cover is needed") }
      guard problem.contains(point), problem.truth(at: point, precision: precision) == .yes else {
        throw Rejection(description: "the point does not show the formula")
      }
    case .signChange(let lower, let upper, let precision):
      guard isExists, problem.hasRoot(from: lower, to: upper, precision) else {
        throw Rejection(description: "the sign change is not certain")
      }
    }
    return problem.evaluations + evaluations
  }

  /// What is wrong with a cover of the problem's domain, or nil.
  private static func failure(
    of problem: GroundProblem, _ steps: [Certificate.Step]
  ) -> String? {
    // The boxes that are still to be covered, the next one last.
    var open = [problem.box]
    var index = 0
    while let box = open.popLast() {
      guard index < steps.count else { return "the cover ends early" }
      let step = steps[index]
      index += 1
      switch step {
      case .split(let variable, let point):
        guard box.lower.indices.contains(variable), box.lower[variable] < point,
          point < box.upper[variable]
        else { return "step \(index): \(point) does not cut the box" }
        let (below, above) = box.split(variable, at: point)
        open += [above, below]
      case .leaf(let method):
        guard problem.truth(on: box, by: method) == .yes else {
          return "step \(index): the formula is not established on \(box.lower) … \(box.upper)"
        }
      }
    }
    return index == steps.count ? nil : "the cover goes on after its end"
  }
}

/// One replay.
private struct Check {
  let statement: Statement
  let negated: Bool
  let progress: (Int) -> Void
  private var checked = 0
  private(set) var evaluations = 0
  private let networkQuantifiers: [(name: String, isForAll: Bool, domain: NetworkDomain)]

  init(statement: Statement, negated: Bool, _ progress: @escaping (Int) -> Void) {
    self.statement = statement
    self.negated = negated
    self.progress = progress
    networkQuantifiers = statement.prefix.compactMap { quantified in
      guard case .networks(let domain) = quantified.domain else { return nil }
      return (quantified.name, (quantified.kind == .forall) != negated, domain)
    }
  }

  mutating func run(_ evidence: [[String]: Certificate.Evidence]) throws(Replayer.Rejection) {
    guard statement.hasSupportedPrefix else {
      throw Replayer.Rejection(
        description: "networks must be quantified before real variables, and these in one way")
    }
    var names: [String: NetworkGraph] = [:]
    let used = try prove(0, &names, [], evidence)
    if used != evidence.count {
      throw Replayer.Rejection(description: "there are cases that belong to no network")
    }
  }

  /// Checks the part of the prefix from `depth` on; returns how many cases it used.
  private mutating func prove(
    _ depth: Int, _ networks: inout [String: NetworkGraph], _ texts: [String],
    _ evidence: [[String]: Certificate.Evidence]
  ) throws(Replayer.Rejection) -> Int {
    guard depth < networkQuantifiers.count else {
      guard let evidence = evidence[texts] else {
        throw Replayer.Rejection(description: "no case for \(texts)")
      }
      do {
        evaluations += try Replayer.check(
          evidence, for: statement, negated: negated, networks: networks)
      } catch {
        let place = texts.isEmpty ? "" : "case \(texts.joined(separator: ", ")): "
        throw Replayer.Rejection(description: place + error.description)
      }
      checked += 1
      progress(checked)
      return 1
    }
    let (name, isForAll, domain) = networkQuantifiers[depth]
    var used = 0
    for network in domain.distinctNetworks {
      let path = texts + [network.certificateText]
      if !isForAll && !evidence.keys.contains(where: { $0.starts(with: path) }) { continue }
      networks[name] = network
      used += try prove(depth + 1, &networks, path, evidence)
    }
    if !isForAll && used == 0 {
      throw Replayer.Rejection(description: "no network is given for \(name)")
    }
    return used
  }
}

extension Statement {
  /// Whether the prefix is one that proofs are defined for: networks first, then real variables that
  /// are all quantified in the same way.
  package var hasSupportedPrefix: Bool {
    var kinds: Set<QuantifierKind> = []
    for quantified in prefix {
      if case .real = quantified.domain {
        kinds.insert(quantified.kind)
      } else if !kinds.isEmpty {
        return false
      }
    }
    return kinds.count <= 1
  }
}

extension NetworkGraph {
  /// The text by which certificates name a network.
  package var certificateText: String { digitString ?? nasBench201 ?? json.text() }
}

extension NetworkDomain {
  /// The networks, each once by the text that names it in certificates.
  package var distinctNetworks: AnySequence<NetworkGraph> {
    guard case .list = space else { return AnySequence(networks()) }
    var seen: Set<String> = []
    return AnySequence(networks().filter { seen.insert($0.certificateText).inserted })
  }
}
