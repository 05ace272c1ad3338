import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements

/// What was found for a statement whose networks are fixed.
enum GroundDecision: Sendable {
  case holds(Certificate.Evidence)
  case fails(Certificate.Evidence)
  case undecided(String)

  /// Decides a grounded statement. All its real variables are quantified in one way.
  static func decide(_ ground: GroundFormula, budget: SharedBudget) -> GroundDecision {
    let isExists = ground.variables.contains { $0.kind == .exists }
    // One of these two is to hold everywhere, the other somewhere.
    let everywhere = GroundProblem(ground, negated: isExists)
    let somewhere = GroundProblem(ground, negated: !isExists)
    let decision: GroundDecision
    if let root = RootSearch(somewhere).root() {
      decision = .fails(root)
    } else {
      var search = Search(everywhere, budget: budget)
      switch search.run() {
      case .proved(let steps): decision = .holds(.cover(steps))
      case .refuted(let point, let precision): decision = .fails(.point(point, precision))
      case .undecided(let reason): return .undecided(reason)
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
}

/// Looks for a place at which an equation in one variable changes sign.
private struct RootSearch {
  let problem: GroundProblem

  init(_ problem: GroundProblem) { self.problem = problem }

  /// A narrow interval with a certified sign change, or an exact rational root.
  func root() -> Certificate.Evidence? {
    guard problem.variables.count == 1,
      problem.formulaAtoms.contains(where: { $0.relation == .zero })
    else { return nil }
    let precision = Search.startingPrecision
    let (low, high) = (problem.domain[0].lower, problem.domain[0].upper)
    guard low < high else { return nil }
    let pieces = 64
    let points = (0...pieces).map { low + (high - low) * Rational($0) / Rational(pieces) }
      .filter { problem.contains([$0]) }
    if let exact = points.first(where: { problem.truth(at: [$0], precision: precision) == .yes }) {
      return .point([exact], precision)
    }
    for (a, b) in zip(points, points.dropFirst()) where problem.hasRoot(a, b, precision) {
      return narrowed(a, b)
    }
    return nil
  }

  private func narrowed(_ a: Rational, _ b: Rational) -> Certificate.Evidence {
    let precision = Precision(128)
    var (low, high) = (a, b)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if problem.truth(at: [middle], precision: precision) == .yes {
        return .point([middle], precision)
      }
      if problem.hasRoot(low, middle, precision) {
        high = middle
      } else if problem.hasRoot(middle, high, precision) {
        low = middle
      } else {
        break
      }
    }
    let isNarrow = problem.hasRoot(low, high, precision)
    return .signChange(
      lower: low, upper: high, isNarrow ? precision : Search.startingPrecision)
  }
}
