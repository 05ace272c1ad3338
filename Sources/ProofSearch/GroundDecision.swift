import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import Synchronization

/// What was found for a statement whose networks are fixed.
enum GroundDecision: Sendable {
  case holds(Certificate.Evidence)
  case fails(Certificate.Evidence)
  case undecided(String)

  /// Decides a grounded statement. All its real variables are quantified in one way.
  ///
  /// Whether its terms are defined on the whole domain is decided first: where they are not the
  /// statement is bad input, and a `SyntaxError` says which term is undefined, and where. (The evidence
  /// that they are is found again, and checked, when a certificate is completed.)
  ///
  /// `ground` makes the statement anew, since expressions belong to one thread. What is found does not
  /// depend on the number of threads. Where some hundred boxes do not settle the formula, `isShownOtherwise` is asked
  /// whether the whole follows in ways that are no part of the search.
  static func decide(
    _ ground: @escaping @Sendable () throws -> GroundFormula, budget: SharedBudget, threads: Int,
    isShownOtherwise: @escaping () -> Bool = { false }
  ) throws -> GroundDecision {
    let whole = try ground()
    let places = whole.occurringVariables
    if places.count < whole.variables.count {
      let decision = try decide(
        { try ground().restricted(to: places) }, budget: budget, threads: threads,
        isShownOtherwise: isShownOtherwise)
      return decision.lifted(to: whole.variables.map(\.interval), from: places)
    }
    let first = whole
    if first.conditions.isEmpty {
      return try decideFormula(
        first, ground, budget: budget, threads: threads, isShownOtherwise)
    }
    let definedness = try Definedness(of: first, ground, budget: budget, threads: threads)
    let decision = try decideFormula(
      first, ground, budget: budget, threads: threads, isShownOtherwise)
    switch decision {
    // A cover shows on every box that all terms are defined.
    case .holds(.cover), .fails(.cover): return decision
    case .holds, .fails, .undecided:
      return definedness.reason.map { .undecided($0) } ?? decision
    }
  }

  /// Decides the formula, its terms being defined.
  static func decideFormula(
    _ first: GroundFormula, _ ground: @escaping @Sendable () throws -> GroundFormula,
    budget: SharedBudget, threads: Int, _ isShownOtherwise: () -> Bool = { false }
  ) throws -> GroundDecision {
    let isExists = first.variables.contains { $0.kind == .exists }
    // One of these two is to hold everywhere, the other somewhere.
    let everywhere = GroundProblem(first, negated: isExists)
    let somewhere = GroundProblem(first, negated: !isExists)
    defer { budget.note(evaluations: everywhere.evaluations + somewhere.evaluations) }
    let roots = RootSearch(problem: somewhere)
    let systems = SystemSearch(somewhere)
    let counterexamples = Counterexamples(problem: everywhere)
    let decision: GroundDecision
    if let point = counterexamples.simple() {
      decision = .fails(.point(point, Search.startingPrecision))
    } else if roots.hasEquation, let root = roots.root() ?? systems?.solution() {
      decision = .fails(root)
    } else {
      let rewritings = Positivity(everywhere).rewritings
      let result =
        everywhere.box.lower == everywhere.box.upper
        ? settled(everywhere, budget)
        : everywhere.formula.hasUnprovenIdentity
          ? counterexamples.scattered(budget)
          : try Subdivision(everywhere, budget: budget, rewritings) {
            GroundProblem(try ground(), negated: isExists)
          }.run(threads: threads, isShownOtherwise)
      switch result {
      case .proved(let steps): decision = .holds(.cover(steps))
      case .refuted(let point, let precision):
        let simple = counterexamples.simplified(point, precision)
        decision = .fails(.point(simple, precision))
      case .undecided(let reason):
        if let (point, precision) = counterexamples.nearCorners() {
          decision = .fails(.point(point, precision))
        } else if !roots.hasEquation, let root = roots.root() {
          decision = .fails(root)
        } else {
          return .undecided(reason)
        }
      }
    }
    return isExists ? decision.reversed : decision
  }

  private var reversed: GroundDecision {
    switch self {
    case .holds(let evidence): .fails(evidence)
    case .fails(let evidence): .holds(evidence)
    case .undecided: self
    }
  }

  /// What was found for some of the variables, by their places, where the others do not occur.
  private func lifted(to domain: [RealInterval], from places: [Int]) -> GroundDecision {
    func map(_ evidence: Certificate.Evidence) -> Certificate.Evidence {
      let middle = domain.map { $0.lower == $0.upper ? $0.lower : ($0.lower + $0.upper) / 2 }
      func point(_ values: [Rational]) -> [Rational] {
        var all = middle
        for (place, value) in zip(places, values) { all[place] = value }
        return all
      }
      switch evidence {
      case .point(let values, let precision): return .point(point(values), precision)
      case .signChange(let lower, let upper, let precision):
        return .signChange(lower: point(lower), upper: point(upper), precision)
      case .solution(let lower, let upper, let matrix, let precision):
        return .solution(lower: point(lower), upper: point(upper), matrix: matrix, precision)
      case .cover(let steps):
        return .cover(
          steps.map { step in
            switch step {
            case .split(let variable, let value):
              return .split(variable: places[variable], at: value)
            case .leaf(.tangent(let precision, let texts)):
              var all = middle.map(\.description)
              for (place, text) in zip(places, texts) { all[place] = text }
              return .leaf(.tangent(precision, at: all))
            case .leaf: return step
            }
          })
      }
    }
    switch self {
    case .holds(let evidence): return .holds(map(evidence))
    case .fails(let evidence): return .fails(map(evidence))
    case .undecided: return self
    }
  }

  /// A statement about constants, or about variables that have one value each, at rising precision.
  private static func settled(_ problem: GroundProblem, _ budget: SharedBudget) -> SearchResult {
    let box = problem.box
    let precisions = Ziv(from: Search.startingPrecision, through: Precision(1 << 16))
    for precision in precisions {
      if let stop = budget.take() { return .undecided(stop) }
      switch problem.truth(at: box.lower, precision: precision) {
      case .yes where problem.truth(on: box, by: .natural(precision)) == .yes:
        return .proved([.leaf(.natural(precision))])
      case .no: return .refuted(box.lower, precision)
      default: continue
      }
    }
    return .undecided("could not be decided at \(precisions.limit.bits) bits")
  }
}

extension Proposition {
  /// Whether the formula says of an expression that it is 0 everywhere, which canonical forms, when the
  /// statement was read, did not show.
  fileprivate var hasUnprovenIdentity: Bool {
    switch self {
    case .atom(let atom): atom.relation == .zero
    case .and(let parts): parts.contains(where: \.hasUnprovenIdentity)
    case .or, .constant: false
    }
  }
}

/// Subdivision of the whole domain: its first levels here, the boxes that these leave open on several
/// threads.
private struct Subdivision {
  let problem: GroundProblem
  let budget: SharedBudget
  let rewritings: [Certificate.Rewriting]
  let remake: @Sendable () throws -> GroundProblem

  init(
    _ problem: GroundProblem, budget: SharedBudget, _ rewritings: [Certificate.Rewriting],
    remake: @escaping @Sendable () throws -> GroundProblem
  ) {
    self.problem = problem
    self.budget = budget
    self.rewritings = rewritings
    self.remake = remake
  }

  private enum Piece {
    case step(Certificate.Step)
    case open(Box)
  }

  /// How many times boxes are cut before the work is shared out: a constant, so that the outcome is
  /// the same for any number of threads.
  private static let levels = 5
  /// How many boxes are looked at in each that these leave open, before other ways are tried; and the part of the budget that
  /// may be spent on this.
  private static let few = (boxes: 128, part: 8)

  func run(threads: Int, _ isShownOtherwise: () -> Bool) throws -> SearchResult {
    // Often all is settled at once.
    if !rewritings.isEmpty {
      let method = Certificate.Method.rewritten(Search.startingPrecision, rewritings)
      if problem.truth(on: problem.box, by: method) == .yes { return .proved([.leaf(method)]) }
    }
    var search = Search(problem, budget: budget, rewritings: rewritings)
    var pieces = [Piece.open(problem.box)]
    for depth in 0..<Self.levels {
      var next: [Piece] = []
      for piece in pieces {
        guard case .open(let box) = piece else {
          next.append(piece)
          continue
        }
        if let stop = budget.take() {
          return .undecided("\(stop); open: \(problem.describe(box))")
        }
        let step = search.step(on: box, depth: depth)
        next.append(.step(step))
        if case .split(let variable, let point) = step {
          let (below, above) = box.split(variable, at: point)
          next += [.open(below), .open(above)]
        }
      }
      pieces = next
    }
    let open = pieces.compactMap { piece -> Box? in
      if case .open(let box) = piece { box } else { nil }
    }
    if open.isEmpty { return assembled(pieces, []) }
    let threads = min(max(threads, 1), open.count)
    let most = min(Self.few.boxes, budget.limit.boxes / (Self.few.part * open.count))
    let few = try results(open, search.contacts, threads, most: most)
    switch few.first(where: { !$0.isProof }) {
    case nil, .refuted??: return assembled(pieces, few)
    default: break
    }
    if isShownOtherwise() { return .proved([.leaf(.natural(Search.startingPrecision))]) }
    return assembled(pieces, try results(open, search.contacts, threads, known: few))
  }

  /// What the searches of the boxes found, with at most so many boxes for each, and without those of which a proof is known;
  /// nothing for those after a counterexample, or, where there is such a limit, after one that is not decided.
  private func results(
    _ boxes: [Box], _ contacts: Contacts, _ threads: Int, most: Int? = nil,
    known: [SearchResult?] = []
  ) throws -> [SearchResult?] {
    let state = Mutex((next: 0, end: boxes.count, failure: (any Error)?.none))
    let proofs = known.map { $0.isProof ? $0 : nil }
    let found = Mutex(
      proofs.isEmpty ? [SearchResult?](repeating: nil, count: boxes.count) : proofs)
    let (budget, remake, rewritings) = (budget, remake, rewritings)
    @Sendable func work(_ problem: GroundProblem) {
      while true {
        let index = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        if index >= state.withLock({ $0.end }) { break }
        if found.withLock({ $0[index].isProof }) { continue }
        var search = Search(
          problem, budget: most.map(budget.part) ?? budget, contacts: contacts,
          rewritings: rewritings)
        let result = search.run(on: boxes[index], depth: Self.levels)
        found.withLock { $0[index] = result }
        switch result {
        case .proved: continue
        case .undecided where most == nil: continue
        case .refuted, .undecided: state.withLock { $0.end = min($0.end, index + 1) }
        }
      }
    }
    if threads == 1 {
      work(problem)
    } else {
      MultiprecisionRuntime.concurrently(threads) {
        do {
          let own = try remake()
          work(own)
          budget.note(evaluations: own.evaluations)
        } catch { state.withLock { $0.failure = error } }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    return found.withLock { $0 }
  }

  private func assembled(_ pieces: [Piece], _ results: [SearchResult?]) -> SearchResult {
    for case .refuted(let point, let precision)? in results { return .refuted(point, precision) }
    for case .undecided(let reason)? in results { return .undecided(reason) }
    var rest = results.makeIterator()
    var steps: [Certificate.Step] = []
    for piece in pieces {
      switch piece {
      case .step(let step): steps.append(step)
      case .open:
        guard case .proved(let part)?? = rest.next() else { return .undecided("interrupted") }
        steps += part
      }
    }
    return .proved(steps)
  }
}

extension SearchResult? {
  fileprivate var isProof: Bool { if case .proved? = self { true } else { false } }
}
