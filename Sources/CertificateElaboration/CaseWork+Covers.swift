import CertificateChecking
import CertificateVerification
import ExactArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

// Covers of a box by leaves.

extension CaseWork {
  /// The steps for the search's cover; where there are none, or too many, a cover with consequences of atoms'
  /// signs, which the search does not know.
  func coverOrConsequences(
    _ whole: [Certificate.Step]
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    let most = mostLeaves
    do {
      mostLeaves = min(most, Self.fewLeaves)
      return try cover(whole)
    } catch {
      if values.step != nil || values.isStart || isCancelled() { throw error }
      let known = (additions: additions, contacts: contacts, rules: rules)
      for help in [addTerms, addDiagonals, addConsequences, addSlopes, addSubstitutions] {
        (leaves, mostLeaves) = (0, Self.fewLeaves)
        guard help() else { continue }
        for side in problem.domain { contacts.formUnion([side.lower, side.upper]) }
        // Sides often meet at small whole numbers.
        if let v = problem.onlyVariable {
          for number in -3...3 where problem.domain[v].contains(Rational(number)) {
            rules.append(.point("\(number)"))
          }
        }
        if let steps = try? subdivided(problem.box, 40) { return steps }
        (contacts, rules) = (known.contacts, known.rules)
        try restore(known.additions)
      }
      if most <= Self.fewLeaves { throw error }
      (mostLeaves, leaves) = (most, 0)
      return try cover(whole)
    }
  }

  /// The search's cover with rules that are its own methods, none of them tried.
  func asFound(
    _ whole: [Certificate.Step]
  ) throws(Elaborator.Failure) -> [ElaboratedCertificate.Step] {
    // Of inductions it has shown something else, in other variables.
    if values.step != nil || values.isStart { throw Elaborator.Failure("an induction") }
    var result: [ElaboratedCertificate.Step] = []
    var open = [problem.box]
    for step in whole {
      guard let box = open.popLast() else { break }
      switch step {
      case .split(let variable, let point):
        result.append(.split(variable: variable, at: point))
        let (below, above) = box.cut(variable, at: point)
        open += [above, below]
      case .leaf(.natural(let precision)):
        result.append(.leaf(Leaf(.natural, precision: precision.bits)))
      case .leaf(.derivative(let precision)):
        result.append(.leaf(Leaf(.derivative, precision: precision.bits)))
      case .leaf(.expansion(let precision, let terms, let isUpper)):
        guard let v = problem.onlyVariable else { throw Elaborator.Failure("several variables") }
        let isAngle = isUpper ? box.upper[v] == 1 : box.lower[v] == -1
        let rule = Leaf.Rule.end(nil, isUpper: isUpper, isAngle: isAngle)
        // The search begins with four terms, of which the first two mostly do.
        let count = isAngle || terms > 4 ? terms : 2
        result.append(.leaf(Leaf(rule, precision: precision.bits, count: count)))
      case .leaf: throw Elaborator.Failure("a method that is no rule")
      }
    }
    return result
  }

  /// Goes back to a problem with fewer additions.
  private func restore(
    _ known: [ElaboratedCertificate.Addition]
  ) throws(Elaborator.Failure) {
    do {
      problem = try makeProblem()
      for line in known { try problem.add(line) }
    } catch { throw Elaborator.Failure("\(error)") }
    additions = known
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
      for text in atomExpressions.compactMap(\.certificateText) { addForm(text, over: nil) }
      addForms()
      // What is not shown soon is not shown by these rules at all.
      mostLeaves = 200
      return try subdivided(problem.box, 12)
    }
    prepare(for: whole)
    if problem.occurring.count > 1 {
      for side in problem.domain { contacts.formUnion([side.lower, side.upper]) }
    }
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
  func subdivided(
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
    let widest = problem.occurring.max {
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
    let isAlone = problem.occurring.count == 1
    for v in problem.occurring where mayExpand && box.lower[v] < box.upper[v] {
      for isUpper in [true, false] {
        let end = isUpper ? box.upper[v] : box.lower[v]
        guard contacts.contains(end) else { continue }
        let isAngle = isUpper ? end == 1 : end == -1
        let counts = isAngle ? [6, 8, 12, 18] : [2, 4, 6, 8, 12]
        func leaf(_ variable: Int?, _ count: Int) -> Leaf {
          Leaf(.end(variable, isUpper: isUpper, isAngle: isAngle), precision: wide, count: count)
        }
        // In several variables an atom of one is expanded in its own; of others the checker looks at all smaller
        // counts, too.
        if isAlone || !additions.isEmpty {
          result += counts.map { leaf(nil, $0) }.filter { !result.contains($0) }
        }
        if !isAlone { result.append(leaf(v, 6)) }
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

  /// Has expansions from the lines x = y be tried, which the search may not have looked at with few coefficients.
  private func addDiagonals() -> Bool {
    let new = diagonals.filter { !rules.contains($0) }
    if problem.occurring.count < 2 || new.isEmpty || rules.contains(where: \.isDiagonal) {
      return false
    }
    rules += new
    return true
  }

  /// Expansions from x = y for all pairs of variables, with the weights that the atoms suggest, one by one and all.
  private var diagonals: [Leaf.Rule] {
    problem.variables.indices.flatMap { j in
      (0..<j).flatMap { i -> [Leaf.Rule] in
        let weights = atomExpressions.flatMap {
          DiagonalExpansion.weights(in: $0, problem.variables, pair: (i, j))
        }
        let distinct = weights.reduce(into: [Rational]()) { list, weight in
          if !list.contains(weight) { list.append(weight) }
        }
        return distinct.map { .diagonal(i, j, weights: [$0]) }
          + [.diagonal(i, j, weights: Array(distinct.prefix(8)))]
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
    case .diagonal: for rule in diagonals { add(rule) }
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

extension Leaf.Rule {
  fileprivate var isDiagonal: Bool { if case .diagonal = self { true } else { false } }
}

extension Piece {
  fileprivate func cut(_ variable: Int, at point: Rational) -> (Piece, Piece) {
    var (below, above) = (self, self)
    below.upper[variable] = point
    above.lower[variable] = point
    return (below, above)
  }
}
