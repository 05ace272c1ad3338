import CertificateChecking
import CertificateVerification
import ExactArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

typealias Piece = CertificateVerification.Box

/// One case under construction.
final class CaseWork {
  var problem: Problem
  /// Makes the problem anew, with nothing added.
  let makeProblem: () throws -> Problem
  private let statement: Statement
  let values: CaseValues
  private let premises: [PremiseUse]
  private let isNegated: Bool
  let isCancelled: () -> Bool
  var additions: [ElaboratedCertificate.Addition] = []
  var isExhibited = false
  var leaves = 0
  var mostLeaves: Int
  /// Rules that the search's methods suggest, with the box that they belong to left open.
  var rules: [Leaf.Rule] = []
  /// Ends of boxes at which expansions are tried.
  var contacts: Set<Rational> = []

  init(
    _ texts: (StatementText, Statement), _ values: CaseValues, isNegated: Bool,
    _ isCancelled: @escaping () -> Bool, _ mostLeaves: Int
  ) throws {
    statement = texts.1
    self.values = values
    let premises = (try? Self.premises(texts, values)) ?? []
    let makeProblem = {
      try Problem(
        texts.0, choices: values.chosen, isNegated: isNegated, premises: premises)
    }
    self.premises = premises
    self.makeProblem = makeProblem
    problem = try makeProblem()
    self.isNegated = isNegated
    self.isCancelled = isCancelled
    self.mostLeaves = mostLeaves
  }

  /// How a step uses the inequalities for k, in the checker's names and numbers.
  private static func premises(
    _ texts: (StatementText, Statement), _ values: CaseValues
  ) throws -> [PremiseUse] {
    guard let step = values.step else { return [] }
    let witness = try texts.1.inductionWitness(step.claim, values.searched)
    let counts = texts.0.inequalityCounts
    guard witness.uses.count == counts[step.claim] else { return [] }
    func number(_ premise: InductionStep.Premise?) -> Int {
      guard let premise else { return counts.reduce(0, +) }
      return counts[..<premise.comparison].reduce(0, +) + premise.place
    }
    func name(_ quantity: String) -> String? {
      witness.quantities.firstIndex(of: quantity).map { "\(step.name).\($0 + 1)" }
    }
    return witness.uses.enumerated().flatMap { goal, uses in
      uses.compactMap { use -> PremiseUse? in
        switch use {
        case .multiple(let premise, let factor):
          let text = factor.renaming(witness.quantities, in: step.name).certificateText
          return text.map { PremiseUse(.multiple, goal: goal, premise: number(premise), text: $0) }
        case .replacement(let premise, let quantity):
          return name(quantity).map {
            PremiseUse(.replacement, goal: goal, premise: number(premise), text: $0)
          }
        }
      }
    }
  }

  func complete(
    _ found: Certificate.Evidence, isTried: Bool
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Case {
    var definedness: [ElaboratedCertificate.Step] = []
    let evidence: ElaboratedCertificate.Evidence
    switch found {
    case .cover(let steps):
      evidence = .cover(isTried ? try coverOrConsequences(steps) : try asFound(steps))
    case .point(let point, let precision):
      evidence = try self.point(point, precision.bits)
      definedness = try definedEverywhere()
    case .signChange(let lower, let upper, let precision):
      evidence = try root(lower, upper, precision.bits)
      definedness = try definedEverywhere()
    case .solution(let lower, let upper, let matrix, let precision):
      evidence = try solution(lower, upper, matrix, precision.bits)
      definedness = try definedEverywhere()
    }
    return ElaboratedCertificate.Case(
      values: values.texts, premises: premises, additions: additions, evidence: evidence,
      definedness: definedness)
  }

  // MARK: Points and roots

  private func point(
    _ point: [Rational], _ precision: Int
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Evidence {
    for bits in [precision, 2 * precision, 8 * precision] {
      let evidence = ElaboratedCertificate.Evidence.point(point, precision: bits)
      if problem.accepts(evidence) { return evidence }
    }
    throw Elaborator.Failure("the point is not accepted")
  }

  private func root(
    _ lower: [Rational], _ upper: [Rational], _ precision: Int
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Evidence {
    func evidence(
      _ divisors: [String], _ zeros: [ElaboratedCertificate.Zero]
    ) -> ElaboratedCertificate.Evidence? {
      let root = ElaboratedCertificate.Evidence.root(
        lower: lower, upper: upper, precision: precision, divisors: divisors, zeros: zeros)
      return problem.accepts(root) ? root : nil
    }
    for atom in 0..<problem.atomCount {
      if let plain = evidence([], [ElaboratedCertificate.Zero(atom: atom)]) { return plain }
    }
    let divisions = atomExpressions.flatMap(\.divisions)
    for division in divisions {
      if isCancelled() { throw Elaborator.Failure("interrupted") }
      guard let divisor = division.divisor.certificateText else { continue }
      let cofactors = divisions.compactMap { other -> String? in
        let (d, sign) = (division.divisor, other.divisor == -division.divisor ? -1 : 1)
        guard other.divisor == d || sign == -1 else { return nil }
        let odd = other.power % 2 == 1 ? Rational(sign) : 1
        return (odd * other.cofactor * d.power(Rational(other.power - 1))).certificateText
      }
      let zeros = zeros(of: [divisor], cofactors: cofactors.map { [$0] })
      if !zeros.isEmpty, let found = evidence([divisor], zeros) { return found }
    }
    throw Elaborator.Failure("the change of sign is not accepted")
  }

  /// The atoms that are identically made of divisors with one of some lists of cofactors.
  private func zeros(
    of divisors: [String], cofactors: [[String]]
  ) -> [ElaboratedCertificate.Zero] {
    (0..<problem.atomCount).compactMap { atom in
      cofactors.lazy.map { ElaboratedCertificate.Zero(atom: atom, cofactors: $0) }
        .first { self.problem.isMade($0, of: divisors) }
    }
  }

  private func solution(
    _ lower: [Rational], _ upper: [Rational], _ matrix: [Rational], _ precision: Int
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Evidence {
    let count = lower.indices.filter { lower[$0] < upper[$0] }.count
    let equations = equationExpressions
    guard matrix.count == count * count, equations.count == count else {
      throw Elaborator.Failure("the equations are others")
    }
    let rows = (0..<count).map { Array(matrix[(count * $0)..<(count * ($0 + 1))]) }
    let columns = (0..<count).map { column in rows.map { $0[column] } }
    // What the equations are multiplied by, and the inverse, which gives them back.
    let divisors = rows.compactMap { row in
      zip(row, equations).map { $0 * $1 }.reduce(equations[0].graph.integer(0)) { $0 + $1 }
        .certificateText
    }
    let inverse = (0..<count).compactMap { place in
      LinearSystem.solution(columns, (0..<count).map { $0 == place ? 1 : 0 })
    }
    guard divisors.count == count, inverse.count == count else {
      throw Elaborator.Failure("the equations are too long")
    }
    let cofactors = (0..<count).flatMap { row in
      [Rational(1), -1].map { sign in inverse.map { (sign * $0[row]).description } }
    }
    let evidence = ElaboratedCertificate.Evidence.root(
      lower: lower, upper: upper, precision: precision, divisors: divisors,
      zeros: zeros(of: divisors, cofactors: cofactors))
    if case .root(_, _, _, _, let zeros) = evidence, !zeros.isEmpty, problem.accepts(evidence) {
      return evidence
    }
    throw Elaborator.Failure("the solution is not accepted")
  }

  private func definedEverywhere() throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    if problem.isDefinedAtOnce { return [] }
    for variable in problem.domain { contacts.formUnion([variable.lower, variable.upper]) }
    return try subdivided(problem.box, 40, definednessOnly: true)
  }

  /// The expressions that the search compares with 0.
  var atomExpressions: [Expression] { searchedAtoms.map(\.expression) }
  private var equationExpressions: [Expression] {
    searchedAtoms.filter { $0.relation == .zero }.map(\.expression)
  }

  private lazy var searchedAtoms: [Statements.Atom] = {
    guard let ground = try? statement.ground(values.searched) else { return [] }
    let formula = isNegated ? ground.formula.negated : ground.formula
    guard let step = values.step,
      let names = try? statement.inductionWitness(
        step.claim, values.searched
      ).quantities
    else { return formula.atoms }
    return formula.atoms.map {
      Atom(expression: $0.expression.renaming(names, in: step.name), relation: $0.relation)
    }
  }()
}

extension Expression {
  /// The expression with the checker's names of an induction's quantities.
  fileprivate func renaming(_ quantities: [String], in number: String) -> Expression {
    let names = quantities.enumerated().map { ($1, graph.variable("\(number).\($0 + 1)")) }
    return instance(Dictionary(uniqueKeysWithValues: names)) ?? self
  }

  /// The expression as a certificate writes it; nil where it is long.
  var certificateText: String? { written(by: TextPrinter(), limit: 4000) }
}
