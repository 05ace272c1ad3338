import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import RigorousEvaluation
import Statements

/// Replays certificates: reads the statement, then checks every case by evaluation alone. There is no
/// search here, and nothing that the certificate says of itself is believed.
package enum Replayer {
  /// Why a certificate does not prove what it says.
  package struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message.
    package let description: String
  }

  /// Checks a certificate; returns normally only if it proves its verdict, with the number of times
  /// that a formula was evaluated.
  ///
  /// `progress` is called after each case with the number of cases checked.
  @discardableResult
  package static func check(
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

  /// Checks the evidence for one choice of networks, integers and edges: for the statement's part about real variables, or
  /// for its negation. Returns the number of times that the formula was evaluated.
  @discardableResult
  package static func check(
    _ evidence: Certificate.Evidence, for statement: Statement, negated: Bool,
    choices: [String: Choice]
  ) throws(Rejection) -> Int {
    let ground: GroundFormula
    do { ground = try statement.ground(choices) } catch {
      throw Rejection(description: "\(error)")
    }
    let isForAll = ground.variables.allSatisfy { ($0.kind == .forall) != negated }
    let isExists = ground.variables.allSatisfy { ($0.kind == .exists) != negated }
    let problem = GroundProblem(ground, negated: negated)
    // A cover shows on all its boxes that terms are defined; a point shows nothing of other places.
    if case .cover = evidence {
    } else if !ground.conditions.isEmpty && !ground.hasOnePoint {
      let definedness = GroundProblem(ground.definedness(ground.conditions), negated: false)
      guard definedness.isPlainlyTrue else {
        throw Rejection(description: "that all terms are defined on the whole domain is not plain")
      }
    }
    switch evidence {
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
    case .solution(let lower, let upper, let matrix, let precision):
      guard isExists, problem.hasSolution(from: lower, to: upper, matrix, precision) else {
        throw Rejection(description: "the solution is not certain")
      }
    }
    return problem.evaluations
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

extension GroundProblem {
  /// Whether the formula is established on its whole domain by monotonicity and mean-value forms or, for one
  /// variable, in the two halves of its interval by expansions from the ends, where a term may be undefined.
  fileprivate var isPlainlyTrue: Bool {
    func holds(on box: Box, fromUpper: Bool?) -> Bool {
      if truth(on: box, by: .derivative(Precision(64))) == .yes { return true }
      guard let fromUpper else { return false }
      return [4, 8].contains {
        truth(on: box, by: .expansion(Precision(96), terms: $0, fromUpper: fromUpper)) == .yes
      }
    }
    if holds(on: box, fromUpper: nil) { return true }
    guard variables.count == 1, box.lower[0] < box.upper[0] else { return false }
    let (low, high) = (box.lower[0], box.upper[0])
    // Ends apart, where boxes are short enough for expansions.
    let cuts = [Rational(1, 16), Rational(1, 4), Rational(1, 2), Rational(3, 4), Rational(15, 16)]
      .map { low + (high - low) * $0 }
    let ends = [low] + cuts + [high]
    return zip(ends, ends.dropFirst()).allSatisfy { start, end in
      let fromUpper: Bool? = start == low ? false : end == high ? true : nil
      return holds(on: Box(lower: [start], upper: [end]), fromUpper: fromUpper)
    }
  }
}

/// One replay.
private struct Check {
  let statement: Statement
  let negated: Bool
  let progress: (Int) -> Void
  private var checked = 0
  private(set) var evaluations = 0
  private let quantifiers: [(name: String, isForAll: Bool, domain: QuantifiedDomain)]

  init(statement: Statement, negated: Bool, _ progress: @escaping (Int) -> Void) {
    self.statement = statement
    self.negated = negated
    self.progress = progress
    quantifiers = statement.finiteVariables.map {
      ($0.name, ($0.kind == .forall) != negated, $0.domain)
    }
  }

  mutating func run(_ evidence: [[String]: Certificate.Evidence]) throws(Replayer.Rejection) {
    guard statement.hasSupportedPrefix else {
      throw Replayer.Rejection(
        description: "real variables must be quantified one after the other and in one way")
    }
    var chosen: [String: Choice] = [:]
    let used = try prove(0, &chosen, [], evidence)
    if used != evidence.count {
      throw Replayer.Rejection(description: "there are cases that belong to no network")
    }
  }

  /// Checks the part of the prefix from `depth` on; returns how many cases it used.
  private mutating func prove(
    _ depth: Int, _ chosen: inout [String: Choice], _ texts: [String],
    _ evidence: [[String]: Certificate.Evidence]
  ) throws(Replayer.Rejection) -> Int {
    guard depth < quantifiers.count else {
      guard let evidence = evidence[texts] else {
        throw Replayer.Rejection(description: "no case for \(texts)")
      }
      do {
        evaluations += try Replayer.check(
          evidence, for: statement, negated: negated, choices: chosen)
      } catch {
        let place = texts.isEmpty ? "" : "case \(texts.joined(separator: ", ")): "
        throw Replayer.Rejection(description: place + error.description)
      }
      checked += 1
      progress(checked)
      return 1
    }
    let (name, isForAll, domain) = quantifiers[depth]
    var used = 0
    var isGiven = false
    for choice in domain.choices(chosen, toRefute: negated) {
      let path = texts + [choice.text]
      if !isForAll && !evidence.keys.contains(where: { $0.starts(with: path) }) { continue }
      isGiven = true
      chosen[name] = choice
      used += try prove(depth + 1, &chosen, path, evidence)
    }
    if !isForAll && !isGiven {
      throw Replayer.Rejection(description: "no value is given for \(name)")
    }
    return used
  }
}
