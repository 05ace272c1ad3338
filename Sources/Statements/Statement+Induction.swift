import ExactArithmetic
import SymbolicExpressions

extension Proposition {
  /// The atoms of which the proposition is the conjunction, all of them ≥ 0 or > 0; nil where it is not.
  var inequalities: [Atom]? {
    switch self {
    case .constant(let value): return value ? [] : nil
    case .atom(let atom):
      switch atom.relation {
      case .positive, .nonnegative: return [atom]
      case .zero:
        return [atom.expression, -atom.expression].map {
          Atom(expression: $0, relation: .nonnegative)
        }
      case .nonzero: return nil
      }
    case .and(let parts):
      var all: [Atom] = []
      for part in parts {
        guard let inner = part.inequalities else { return nil }
        all += inner
      }
      return all
    case .or: return nil
    }
  }
}

extension Statement {
  /// What an induction needs for one comparison: where it starts, or the step from k to k + 1.
  func groundPart(
    _ index: Int, way: Int?, _ choices: [String: Choice], variables: [GroundFormula.Variable]
  ) throws(GroundingError) -> GroundFormula {
    var chosen = choices
    if way == nil {
      for (name, domain) in domains {
        if let every = domain.every { chosen[name] = .integer(every.first) }
      }
    }
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: chosen)
    do throws(SyntaxError) {
      return try groundPart(index, way: way, meaning, variables)
    } catch {
      throw GroundingError(error, choices: choices)
    }
  }

  /// What the step for one comparison is shown with: its quantities' variables in the order in which they occur,
  /// and how its inequalities use those for k.
  package func inductionWitness(
    _ index: Int, _ choices: [String: Choice]
  ) throws -> (quantities: [String], uses: [[InductionStep.Use]]) {
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: choices)
    guard let comparisons = formula.comparisons, let induction = meaning.induction else {
      throw SyntaxError("there is no induction", at: 0, in: source)
    }
    var way = 0
    for case .step(_, let chosen) in choices.values { way = chosen }
    let claims = try Self.claims(comparisons, first: index, meaning)
    let step = try InductionStep(
      claims, step: index, way: way, meaning, induction, variables: realVariables)
    return (induction.states.map(\.variable), try step.uses())
  }

  /// How many ways there are to show a part of an induction: several for a step.
  package func inductionWays(_ part: Choice, _ choices: [String: Choice]) -> Int {
    guard case .step(let index, _) = part, let comparisons = formula.comparisons else { return 1 }
    let meaning = Meaning(
      TermChecker(domains: domains, constants: constants), source: source, choices: choices)
    guard let induction = meaning.induction,
      let claims = try? Self.claims(comparisons, first: index, meaning)
    else { return 1 }
    let step = try? InductionStep(
      claims, step: index, way: 0, meaning, induction, variables: realVariables)
    return step?.ways.count ?? 1
  }

  /// The inequalities of every comparison; that with the index is read first.
  private static func claims(
    _ comparisons: [(left: Term, relation: Relation, right: Term)], first index: Int,
    _ meaning: Meaning
  ) throws(SyntaxError) -> [[Atom]] {
    var claims: [[Atom]] = comparisons.map { _ in [] }
    for place in [index] + comparisons.indices.filter({ $0 != index }) {
      let (left, relation, right) = comparisons[place]
      let whole = try meaning.proposition(left, relation, right)
      // c·|X| is taken apart where c is a number.
      let atoms =
        whole.inequalities
        ?? whole.atoms.first.flatMap { atom in
          let multiple = atom.expression.withoutDivisors(nonnegative: meaning.nonnegativeQuantities)
          return meaning.sign(of: multiple, atom.relation).inequalities
        }
      guard let atoms else {
        throw SyntaxError(
          "for every whole number there are proofs of inequalities only, joined by 'and'", at: 0,
          in: meaning.source)
      }
      claims[place] = atoms
    }
    return claims
  }

  private func groundPart(
    _ index: Int, way: Int?, _ meaning: Meaning, _ variables: [GroundFormula.Variable]
  ) throws(SyntaxError) -> GroundFormula {
    guard let comparisons = formula.comparisons else {
      throw SyntaxError("there is no induction", at: 0, in: source)
    }
    // Each comparison has its own parts, with its own conditions: it is read first.
    let (left, relation, right) = comparisons[index]
    let own = try meaning.proposition(left, relation, right)
    var conditions = meaning.conditions
    guard let way, let induction = meaning.induction else {
      let intervals = variables.map { (name: $0.name, interval: $0.interval) }
      let ends = IntervalEnds(intervals: intervals)
      let atEnds = own.inequalities.map { atoms in
        Proposition.all(atoms.map { ends.proposition($0.expression, $0.relation, meaning) })
      }
      return GroundFormula(
        variables: variables, formula: atEnds ?? own, conditions: conditions, graph: meaning.graph,
        source: source)
    }
    let claims = try Self.claims(comparisons, first: index, meaning)
    // What is asked of the real variables alone is asked where the induction starts.
    let parameters = Set(variables.map(\.name))
    conditions.removeAll { $0.argument.variables.allSatisfy(parameters.contains) }
    do throws(InductionStep.Failure) {
      let step = try InductionStep(
        claims, step: index, way: way, meaning, induction, variables: variables)
      let (proposition, more) = try step.formula()
      conditions = conditions.compactMap(step.reduced)
      // Of what is divided by nothing is known elsewhere.
      conditions += more
      return GroundFormula(
        variables: try step.variables(of: proposition, conditions), formula: proposition,
        conditions: conditions, graph: meaning.graph, source: source)
    } catch {
      throw SyntaxError(error.message, at: 0, in: source)
    }
  }
}
