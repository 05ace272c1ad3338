import CertificateChecking
import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import Statements
import SymbolicExpressions
import Synchronization

/// Completes what a search has found to a certificate that carries its evidence.
///
/// The search says where the domain is cut and by which kind of argument each piece was settled; here each
/// piece gets a rule of the checker that settles it, with the numbers that the rule needs, the pieces being
/// cut further where no rule does. The checker is asked before anything is written down. (The model is
/// VIPR, whose `viprcomp` completes what `viprchk` checks.)
package struct Elaborator: Sendable {
  /// Why a certificate could not be completed.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
  }

  private let threads: Int
  /// The most leaves of one case, apart from a rule that settles all at once.
  private let mostLeaves: Int
  private let isCancelled: @Sendable () -> Bool

  package init(
    threads: Int = 1, mostLeaves: Int = 20_000,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = threads
    self.mostLeaves = mostLeaves
    self.isCancelled = isCancelled
  }

  /// The certificate of format 2.
  package func elaborate(
    _ certificate: Certificate
  ) throws(Failure) -> ElaboratedCertificate {
    let texts: (StatementText, Statement)
    do {
      texts = (try StatementText(certificate.statement), try Statement(certificate.statement))
    } catch { throw Failure("\(error)") }
    // What different texts may name, as cells of a benchmark with the same network, is one case.
    var known: Set<[String]> = []
    var open: [(values: CaseValues, evidence: Certificate.Evidence)] = []
    for entry in certificate.cases {
      let values = try CaseValues(entry.networks, texts)
      if known.insert(values.texts).inserted { open.append((values, entry.evidence)) }
    }
    let cases = open
    let results = Mutex(
      [Result<ElaboratedCertificate.Case, Failure>?](repeating: nil, count: cases.count))
    let next = Atomic(0)
    MultiprecisionRuntime.concurrently(min(threads, cases.count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= cases.count { break }
        let result = Result { () throws(Failure) in
          try elaborate(
            cases[index].values, cases[index].evidence, of: texts,
            certificate.verdict == .refuted)
        }
        results.withLock { $0[index] = result }
      }
    }
    var elaborated: [ElaboratedCertificate.Case] = []
    for result in results.withLock({ $0.compactMap { $0 } }) { elaborated.append(try result.get()) }
    return ElaboratedCertificate(
      statement: certificate.statement, isProof: certificate.verdict == .proved, cases: elaborated)
  }

  private func elaborate(
    _ values: CaseValues, _ evidence: Certificate.Evidence, of texts: (StatementText, Statement),
    _ isNegated: Bool
  ) throws(Failure) -> ElaboratedCertificate.Case {
    let work: CaseWork
    do {
      work = try CaseWork(texts, values, isNegated: isNegated, isCancelled, mostLeaves)
    } catch { throw Failure("\(error)") }
    return try work.complete(evidence)
  }
}

/// The values of the variables in front of the real ones in one case, as the search has them and as the checker has
/// them.
struct CaseValues: Sendable {
  private(set) var searched: [String: Choice] = [:]
  private(set) var chosen: [String: ChosenValue] = [:]
  /// The checker's texts.
  private(set) var texts: [String] = []

  /// The values that the search names by texts.
  init(
    _ names: [String], _ statements: (StatementText, Statement)
  ) throws(Elaborator.Failure) {
    let quantifiers = zip(statements.0.outer, statements.1.finiteVariables)
    for (name, (own, other)) in zip(names, quantifiers) {
      guard let value = Self.value(name, other.domain, searched),
        let choice = Self.choice(value, own.domain, chosen)
      else { throw Elaborator.Failure("'\(name)' is no value of \(own.name)") }
      searched[other.name] = value
      chosen[own.name] = choice
      texts.append(choice.text)
    }
  }

  private static func value(
    _ name: String, _ domain: QuantifiedDomain, _ known: [String: Choice]
  ) -> Choice? {
    switch domain {
    case .networks: return (try? NetworkGraph(parsing: name)).map { .network($0) }
    case .integers: return Int(name).map { .integer($0) }
    case .every:
      let words = name.split(separator: " ")
      guard words.count == 2, let number = Int(words[1]) else {
        return Int(name).map { .integer($0) }
      }
      return words[0] == "start" ? .start(number - 1) : .step(number - 1)
    default: return domain.choices(known).first { $0.text == name }
    }
  }

  private static func choice(
    _ value: Choice, _ domain: StatementText.Domain,
    _ known: [String: ChosenValue]
  ) -> ChosenValue? {
    switch value {
    case .integer(let number): return .integer(number)
    case .network(let network):
      return (try? Network(network.digitString ?? network.digits)).map { .network($0) }
    case .edge(let edge):
      return domain.choices(known).first { choice in
        guard case .edge(let own) = choice else { return false }
        return (own.source, own.target, own.isParameterised)
          == (edge.source, edge.target, edge.operation.isParameterised)
      }
    case .start(let claim): return .start(claim)
    case .step(let claim): return .step(claim)
    }
  }

  /// Whether this is where an induction starts.
  var isStart: Bool {
    chosen.values.contains { if case .start = $0 { true } else { false } }
  }

  /// The step of an induction that this is a case of, with the name of its number.
  var step: (name: String, claim: Int)? {
    for (name, choice) in chosen {
      if case .step(let claim) = choice { return (name, claim) }
    }
    return nil
  }
}

extension NetworkGraph {
  /// The digits of a network whose skips and parameterised edges have names, as a benchmark's cells.
  fileprivate var digits: String {
    (1..<nodeCount).map { target in
      (0..<target).map { source in
        let edge = edges.first { $0.source == source && $0.target == target }
        return edge.map { $0.operation.isParameterised ? "2" : "1" } ?? "0"
      }.joined()
    }.joined(separator: "_")
  }
}

typealias Piece = CertificateVerification.Box

/// One case under construction.
final class CaseWork {
  var problem: Problem
  /// Makes the problem anew, with nothing added.
  let makeProblem: () throws -> Problem
  private let statement: Statement
  private let values: CaseValues
  private let multipliers: [Multiplier]
  private let isNegated: Bool
  private let isCancelled: () -> Bool
  var additions: [ElaboratedCertificate.Addition] = []
  private var isExhibited = false
  private var leaves = 0
  private var mostLeaves: Int
  /// Rules that the search's methods suggest, with the box that they belong to left open.
  private var rules: [Leaf.Rule] = []
  /// Ends of boxes at which expansions are tried.
  private var contacts: Set<Rational> = []

  init(
    _ texts: (StatementText, Statement), _ values: CaseValues, isNegated: Bool,
    _ isCancelled: @escaping () -> Bool, _ mostLeaves: Int
  ) throws {
    statement = texts.1
    self.values = values
    let multipliers = (try? Self.multipliers(texts, values)) ?? []
    let makeProblem = {
      try Problem(
        texts.0, choices: values.chosen, isNegated: isNegated, multipliers: multipliers)
    }
    self.multipliers = multipliers
    self.makeProblem = makeProblem
    problem = try makeProblem()
    self.isNegated = isNegated
    self.isCancelled = isCancelled
    self.mostLeaves = mostLeaves
  }

  /// What the inequalities of a step are multiplied by, in the checker's names and numbers.
  private static func multipliers(
    _ texts: (StatementText, Statement), _ values: CaseValues
  ) throws -> [Multiplier] {
    guard let step = values.step else { return [] }
    let witness = try texts.1.inductionWitness(step.claim, values.searched)
    let counts = texts.0.inequalityCounts
    guard witness.multipliers.count == counts[step.claim] else { return [] }
    let first = counts[..<step.claim].reduce(0, +)
    return witness.multipliers.enumerated().flatMap { goal, factors -> [Multiplier] in
      [(first + goal, factors.own), (counts.reduce(0, +), factors.number)].compactMap {
        place, factor in
        let text = factor?.renaming(witness.quantities, in: step.name).certificateText
        return text.map { Multiplier(goal: goal, premise: place, text: $0) }
      }
    }
  }

  func complete(
    _ found: Certificate.Evidence
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Case {
    var definedness: [ElaboratedCertificate.Step] = []
    let evidence: ElaboratedCertificate.Evidence
    switch found {
    case .cover(let steps):
      evidence = .cover(try coverOrConsequences(steps))
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
      values: values.texts, multipliers: multipliers, additions: additions, evidence: evidence,
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

  // MARK: Covers

  /// The steps for the search's cover; where there are none, or too many, a cover with consequences of atoms'
  /// signs, which the search does not know.
  private func coverOrConsequences(
    _ whole: [Certificate.Step]
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    let most = mostLeaves
    do {
      mostLeaves = min(most, Self.fewLeaves)
      return try cover(whole)
    } catch {
      if values.step != nil || values.isStart || isCancelled() { throw error }
      leaves = 0
      guard addConsequences() else {
        mostLeaves = most
        if most <= Self.fewLeaves { throw error }
        return try cover(whole)
      }
      mostLeaves = Self.fewLeaves
      let known = contacts
      for side in problem.domain { contacts.formUnion([side.lower, side.upper]) }
      // Sides often meet at small whole numbers.
      if let v = problem.onlyVariable {
        for number in -3...3 where problem.domain[v].contains(Rational(number)) {
          rules.append(.point("\(number)"))
        }
      }
      do { return try subdivided(problem.box, 40) } catch {
        if most <= Self.fewLeaves { throw error }
        (mostLeaves, leaves, contacts) = (most, 0, known)
        return try cover(whole)
      }
    }
  }

  /// How many leaves of a cover are tried before other ways.
  private static let fewLeaves = 400

  /// The steps for the search's cover.
  private func cover(
    _ whole: [Certificate.Step]
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    if values.step != nil || values.isStart {
      // The search has shown something else, in other variables.
      for side in problem.domain { contacts.formUnion([side.lower, side.upper]) }
      // What is not shown soon is not shown by these rules at all.
      mostLeaves = 16
      return try subdivided(problem.box, 4)
    }
    prepare(for: whole)
    // A rule that settles all at once.
    for leaf in candidates(problem.box, nil, 0)
    where problem.holds(on: problem.box, by: leaf, definednessOnly: false) {
      return [.leaf(leaf)]
    }
    var result: [ElaboratedCertificate.Step] = []
    var open = [problem.box]
    var place = 0
    while let box = open.popLast() {
      guard place < whole.count else { throw Elaborator.Failure("the cover ends early") }
      let step = whole[place]
      place += 1
      switch step {
      case .split(let variable, let point):
        result.append(.split(variable: variable, at: point))
        let (below, above) = box.cut(variable, at: point)
        open += [above, below]
      case .leaf(let method):
        result += try subdivided(box, 40, hint: method)
      }
    }
    return result
  }

  /// Steps for a box: a rule, or a cut and the steps for both parts.
  private func subdivided(
    _ box: Piece, _ depth: Int, hint: Certificate.Method? = nil, definednessOnly: Bool = false
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    if isCancelled() { throw Elaborator.Failure("interrupted") }
    for leaf in candidates(box, hint, 40 - depth)
    where problem.holds(on: box, by: leaf, definednessOnly: definednessOnly) {
      leaves += 1
      return [.leaf(leaf)]
    }
    guard depth > 0, leaves < mostLeaves else {
      throw Elaborator.Failure("no rule settles \(box.lower) … \(box.upper)")
    }
    let widest = box.lower.indices.max {
      box.upper[$0] - box.lower[$0] < box.upper[$1] - box.lower[$1]
    }
    guard let widest, box.lower[widest] < box.upper[widest] else {
      throw Elaborator.Failure("no rule settles the point \(box.lower)")
    }
    let point = (box.lower[widest] + box.upper[widest]) / 2
    let (below, above) = box.cut(widest, at: point)
    return [.split(variable: widest, at: point)]
      + (try subdivided(below, depth - 1, definednessOnly: definednessOnly))
      + (try subdivided(above, depth - 1, definednessOnly: definednessOnly))
  }

  /// The rules to try, the cheapest first.
  private func candidates(_ box: Piece, _ hint: Certificate.Method?, _ depth: Int) -> [Leaf] {
    let bits = max(hint?.precision.bits ?? 0, 64 + 2 * depth)
    var result = [Leaf(.natural, precision: bits), Leaf(.derivative, precision: bits)]
    let wide = bits + 32
    // Expansions are long work: not where something else is said to do.
    let mayExpand: Bool
    if case .expansion? = hint { mayExpand = true } else { mayExpand = hint == nil && depth > 0 }
    // In several variables each atom is expanded in its own.
    let ends =
      problem.onlyVariable.map { [$0] } ?? (additions.isEmpty ? [] : Array(box.lower.indices))
    if mayExpand {
      for (v, isUpper) in ends.flatMap({ [($0, true), ($0, false)] }) {
        let end = isUpper ? box.upper[v] : box.lower[v]
        guard contacts.contains(end), box.lower[v] < box.upper[v] else { continue }
        let isAngle = isUpper ? end == 1 : end == -1
        for count in isAngle ? [6, 8, 12, 18] : [2, 4, 6, 8, 12] {
          let leaf = Leaf(
            isAngle ? .angle(isUpper: isUpper) : .end(isUpper: isUpper), precision: wide,
            count: count)
          if !result.contains(leaf) { result.append(leaf) }
        }
      }
    }
    for rule in rules {
      switch rule {
      case .point: result += [2, 4, 6].map { Leaf(rule, precision: wide, count: $0) }
      case .diagonal, .ray: result += [2, 4].map { Leaf(rule, precision: wide, count: $0) }
      default: result.append(Leaf(rule, precision: wide))
      }
    }
    return result
  }

  /// Collects what the search's methods suggest, and adds forms that exhibit signs.
  private func prepare(for steps: [Certificate.Step]) {
    var open = [problem.box]
    for step in steps {
      guard let box = open.popLast() else { return }
      switch step {
      case .split(let variable, let point):
        let (below, above) = box.cut(variable, at: point)
        open += [above, below]
      case .leaf(let method): suggest(method, box)
      }
    }
  }

  private func suggest(_ method: Certificate.Method, _ box: Piece) {
    func add(_ rule: Leaf.Rule) { if !rules.contains(rule) { rules.append(rule) } }
    switch method {
    case .natural, .derivative: break
    case .expansion(_, _, let fromUpper):
      guard let v = problem.onlyVariable else { return }
      contacts.insert(fromUpper ? box.upper[v] : box.lower[v])
    case .segment: for variable in problem.variables.indices { add(.segment(variable)) }
    case .diagonal:
      for j in problem.variables.indices {
        for i in 0..<j {
          let weights = atomExpressions.flatMap {
            DiagonalExpansion.weights(in: $0, problem.variables, pair: (i, j))
          }
          let distinct = weights.reduce(into: [Rational]()) { list, weight in
            if !list.contains(weight) { list.append(weight) }
          }
          for weight in distinct { add(.diagonal(i, j, weights: [weight])) }
          add(.diagonal(i, j, weights: Array(distinct.prefix(8))))
        }
      }
    case .algebraic: addForms()
    case .rewritten(_, let rewritings):
      for form in rewritings { addForm(form.text, over: form.denominator) }
    case .tangent(_, let point):
      if let v = problem.onlyVariable {
        add(.point(point[v]))
      } else {
        let values = point.compactMap { Rational($0) }
        if values.count == point.count { add(.ray(values)) }
      }
    }
  }

  /// Writes every atom as what exhibits its sign, where that is known.
  private func addForms() {
    if isExhibited { return }
    isExhibited = true
    for form in atomExpressions.flatMap(\.exhibited) {
      if let text = form.expression.certificateText { addForm(text, over: nil) }
    }
  }

  func addForm(_ text: String, over denominator: String?) {
    for atom in 0..<problem.atomCount {
      let line = ElaboratedCertificate.Addition(.form, atom, text, denominator: denominator)
      if !additions.contains(line), (try? problem.add(line)) != nil { additions.append(line) }
    }
  }
}

extension Piece {
  fileprivate func cut(_ variable: Int, at point: Rational) -> (Piece, Piece) {
    var (below, above) = (self, self)
    below.upper[variable] = point
    above.lower[variable] = point
    return (below, above)
  }
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
