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

  /// The most leaves of one case.
  private static let mostLeaves = 20_000

  private let threads: Int
  private let isCancelled: @Sendable () -> Bool

  package init(threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.threads = threads
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
    let results = Mutex(
      [Result<ElaboratedCertificate.Case, Failure>?](
        repeating: nil, count: certificate.cases.count))
    let next = Atomic(0)
    MultiprecisionRuntime.concurrently(min(threads, certificate.cases.count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= certificate.cases.count { break }
        let result = Result { () throws(Failure) in
          try elaborate(certificate.cases[index], of: texts, certificate.verdict == .refuted)
        }
        results.withLock { $0[index] = result }
      }
    }
    var cases: [ElaboratedCertificate.Case] = []
    for result in results.withLock({ $0.compactMap { $0 } }) { cases.append(try result.get()) }
    return ElaboratedCertificate(
      statement: certificate.statement, isProof: certificate.verdict == .proved, cases: cases)
  }

  private func elaborate(
    _ entry: Certificate.Case, of texts: (StatementText, Statement), _ isNegated: Bool
  ) throws(Failure) -> ElaboratedCertificate.Case {
    let work: CaseWork
    do {
      work = try CaseWork(
        texts, entry.networks, isNegated: isNegated, isCancelled, Self.mostLeaves)
    } catch { throw Failure("\(error)") }
    return try work.complete(entry)
  }
}

typealias Piece = CertificateVerification.Box

/// One case under construction.
final class CaseWork {
  let problem: Problem
  private let statement: Statement
  private let networks: [String: String]
  private let isNegated: Bool
  private let isCancelled: () -> Bool
  private var forms: [(atom: Int, text: String)] = []
  private var leaves = 0
  private let mostLeaves: Int
  /// Rules that the search's methods suggest, with the box that they belong to left open.
  private var rules: [Leaf.Rule] = []
  /// Ends of boxes at which expansions are tried.
  private var contacts: Set<Rational> = []

  init(
    _ texts: (StatementText, Statement), _ networks: [String], isNegated: Bool,
    _ isCancelled: @escaping () -> Bool, _ mostLeaves: Int
  ) throws {
    let (text, statement) = texts
    var chosen: [String: Network] = [:]
    self.statement = statement
    let names = text.quantifiers.compactMap { quantifier -> String? in
      if case .networks = quantifier.domain { quantifier.name } else { nil }
    }
    for (name, network) in zip(names, networks) { chosen[name] = try Network(network) }
    self.networks = Dictionary(zip(names, networks)) { first, _ in first }
    problem = try Problem(text, networks: chosen, isNegated: isNegated)
    self.isNegated = isNegated
    self.isCancelled = isCancelled
    self.mostLeaves = mostLeaves
  }

  func complete(
    _ entry: Certificate.Case
  ) throws(Elaborator.Failure) -> ElaboratedCertificate.Case {
    var definedness: [ElaboratedCertificate.Step] = []
    let evidence: ElaboratedCertificate.Evidence
    switch entry.evidence {
    case .cover(let steps):
      evidence = .cover(try cover(steps))
    case .point(let point, let precision):
      evidence = try self.point(point, precision.bits)
      definedness = try definedEverywhere()
    case .signChange(let lower, let upper, let precision):
      evidence = try root(lower, upper, precision.bits)
      definedness = try definedEverywhere()
    }
    return ElaboratedCertificate.Case(
      networks: entry.networks, forms: forms, evidence: evidence, definedness: definedness)
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
    for atom in 0..<problem.atomCount {
      let plain = ElaboratedCertificate.Evidence.root(
        lower: lower, upper: upper, atom: atom, precision: precision, divisor: nil, power: 1,
        cofactor: nil)
      if problem.accepts(plain) { return plain }
      for form in atomExpressions.flatMap(\.exhibited) {
        guard let divisor = form.divisor?.certificateText,
          let cofactor = form.cofactor?.certificateText
        else { continue }
        let evidence = ElaboratedCertificate.Evidence.root(
          lower: lower, upper: upper, atom: atom, precision: precision, divisor: divisor,
          power: form.power, cofactor: cofactor)
        if problem.accepts(evidence) { return evidence }
      }
    }
    throw Elaborator.Failure("the change of sign is not accepted")
  }

  private func definedEverywhere() throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    if problem.isDefinedAtOnce { return [] }
    for variable in problem.domain { contacts.formUnion([variable.lower, variable.upper]) }
    return try subdivided(problem.box, 40, definednessOnly: true)
  }

  /// The expressions that the search compares with 0.
  private(set) lazy var atomExpressions: [Expression] = {
    let graphs = networks.compactMapValues { text in
      (try? NetworkGraph(parsing: text)).map { Choice.network($0) }
    }
    guard graphs.count == networks.count, let ground = try? statement.ground(graphs) else {
      return []
    }
    let formula = isNegated ? ground.formula.negated : ground.formula
    return formula.atoms.map(\.expression)
  }()

  // MARK: Covers

  /// The steps for the search's cover.
  private func cover(
    _ whole: [Certificate.Step]
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
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
    let isOneVariable = box.lower.count == 1 && mayExpand
    if isOneVariable, box.lower[0] < box.upper[0] {
      for isUpper in [true, false] {
        let end = isUpper ? box.upper[0] : box.lower[0]
        guard contacts.contains(end) else { continue }
        let isAngle = isUpper ? end == 1 : end == -1
        for count in isAngle ? [6, 8, 12, 18] : [2, 4, 6, 8, 12] {
          result.append(
            Leaf(
              isAngle ? .angle(isUpper: isUpper) : .end(isUpper: isUpper), precision: wide,
              count: count))
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
      contacts.insert(fromUpper ? box.upper[0] : box.lower[0])
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
    case .tangent(_, let point):
      if point.count == 1 {
        add(.point(point[0]))
      } else {
        let values = point.compactMap { Rational($0) }
        if values.count == point.count { add(.ray(values)) }
      }
    }
  }

  /// Writes every atom as what exhibits its sign, where that is known.
  private func addForms() {
    guard forms.isEmpty else { return }
    for form in atomExpressions.flatMap(\.exhibited) {
      guard let text = form.expression.certificateText else { continue }
      for atom in 0..<problem.atomCount where (try? problem.addForm(text, toAtom: atom)) != nil {
        forms.append((atom, text))
      }
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
  /// The expression as a certificate writes it; nil where it is long.
  var certificateText: String? { written(by: TextPrinter(), limit: 4000) }
}
