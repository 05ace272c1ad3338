import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import Statements
import SymbolicExpressions

/// Whether all terms of a grounded statement are defined for all values of its real variables.
enum Definedness {
  /// They are.
  case shown
  /// Neither was found, for a reason.
  case undecided(String)

  /// Decides it, and throws a `SyntaxError` that names the term and a point where one is
  /// undefined.
  init(
    of first: GroundFormula, _ ground: @escaping @Sendable () throws -> GroundFormula,
    budget: SharedBudget, threads: Int
  ) throws {
    let glance = GroundProblem(first.definedness(first.conditions), negated: false)
    let step = Certificate.Method.derivative(Search.startingPrecision)
    defer { budget.note(evaluations: glance.evaluations) }
    if glance.truth(on: glance.box, by: step) == .yes {
      self = .shown
      return
    }
    let decision = try GroundDecision.decideFormula(
      first.definedness(first.conditions),
      {
        let again = try ground()
        return again.definedness(again.conditions)
      }, budget: budget, threads: threads)
    switch decision {
    case .holds: self = .shown
    case .undecided(let reason):
      self = .undecided("whether all terms are defined: \(reason)")
    case .fails(let evidence):
      throw Definedness.error(in: first, at: evidence)
    }
  }

  /// Why it is not known; nil where it is.
  var reason: String? { if case .undecided(let reason) = self { reason } else { nil } }

  /// The error for the first condition that fails at a place where one does.
  private static func error(
    in ground: GroundFormula, at place: Certificate.Evidence
  ) -> SyntaxError {
    func problem(_ condition: DomainCondition) -> GroundProblem {
      GroundProblem(ground.definedness([condition]), negated: true)
    }
    let names = ground.variables.map(\.name)
    let failing: DomainCondition?
    let text: String
    switch place {
    case .point(let point, let precision):
      failing = ground.conditions.first {
        problem($0).truth(at: point, precision: precision) == .yes
      }
      text = zip(names, point).map { "\($0) = \($1)" }.joined(separator: ", ")
    case .signChange(let lower, let upper, let precision),
      .solution(let lower, let upper, _, let precision):
      failing = ground.conditions.first {
        problem($0).hasRoot(from: lower, to: upper, precision)
      }
      text = names.indices.map { index in
        lower[index] == upper[index]
          ? "\(names[index]) = \(lower[index])"
          : "\(names[index]) between \(lower[index]) and \(upper[index])"
      }.joined(separator: ", ")
    case .cover: (failing, text) = (nil, "")
    }
    let condition = failing ?? ground.conditions[0]
    return ground.error(at: condition) { excerpt in
      "\(excerpt) is undefined"
        + (text.isEmpty ? "" : " at \(text), a point of the domain") + ": "
        + condition.requirement
    }
  }
}
