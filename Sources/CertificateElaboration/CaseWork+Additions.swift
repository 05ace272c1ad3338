import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions

// What a certificate adds to atoms where rules alone do not show them.
extension CaseWork {
  /// The most atoms that are asked about.
  private static let mostAtoms = 24
  /// How long an expression's text may be: consequences of long ones are long work, and never seen to help.
  private static let longestText = 200

  /// Has atoms follow from the signs of factors, and of functions' arguments; says whether any does.
  func addConsequences() -> Bool {
    let texts = atomExpressions.map(\.certificateText)
    guard texts.allSatisfy({ ($0?.utf8.count ?? .max) <= Self.longestText }) else { return false }
    let before = additions.count
    var open = atomExpressions.map { (expression: $0, depth: 0) }
    var place = 0
    while place < open.count, problem.atomCount < Self.mostAtoms {
      let (expression, depth) = open[place]
      place += 1
      if depth > 0 {
        for form in expression.exhibited {
          if let text = form.expression.certificateText { addForm(text, over: nil) }
        }
      }
      guard depth < 3, let taken = expression.consequences.first(where: { add($0) }) else {
        continue
      }
      open += taken.parts.map { ($0, depth + 1) }
    }
    return additions.count > before
  }

  /// Has differences of products follow from the differences of their factors, as A·B − C·D = A·(B − D) + D·(A − C);
  /// says whether any does.
  func addTerms() -> Bool {
    if problem.occurring.count < 2 { return false }
    let before = additions.count
    var open = atomExpressions
    var place = 0
    while place < open.count, problem.atomCount < Self.mostAtoms {
      let expression = open[place]
      place += 1
      for products in expression.splitProducts {
        let texts = products.compactMap(\.productText)
        guard texts.count == 2 else { continue }
        let text = texts.joined(separator: " + ")
        let found = (0..<problem.atomCount).lazy.compactMap { atom in
          let line = ElaboratedCertificate.Addition(.terms, atom, text)
          return self.plausible(line).map { (line, $0) }
        }.first
        guard let (line, other) = found else { continue }
        problem = other
        additions.append(line)
        for factors in products {
          let product = SignConsequence(
            isProduct: true, expression: expression, factors: factors, parts: factors)
          if add(product) { open += factors }
        }
        break
      }
    }
    return additions.count > before
  }

  /// Has atoms of several variables that are 0 somewhere on the boundary follow from their values at an end of a
  /// variable's interval and from their slopes; says whether any does.
  func addSlopes() -> Bool {
    if problem.occurring.count < 2 { return false }
    let before = additions.count
    var open = (0..<problem.atomCount).map { (atom: $0, depth: 0) }
    var place = 0
    while place < open.count, problem.atomCount < Self.mostAtoms {
      let (atom, depth) = open[place]
      place += 1
      guard depth < 3 else { continue }
      // Of all ways the one that leaves the fewest points open.
      let ways = problem.occurring.flatMap { variable in
        [.rises, .falls].compactMap { way($0, of: atom, variable) }
      }
      guard let best = ways.min(by: { $0.open < $1.open }) else { continue }
      open += (problem.atomCount..<best.problem.atomCount).map { ($0, depth + 1) }
      problem = best.problem
      additions.append(best.line)
    }
    return additions.count > before
  }

  /// Has atoms follow from the same of a variable, in place of a term that has no values outside its interval: what is
  /// said of f(x·y) and x·y from what is said of f(x) and x. Says whether any does.
  func addSubstitutions() -> Bool {
    if problem.occurring.count < 2 { return false }
    let before = additions.count
    let terms = atomExpressions.flatMap { $0.properTerms(limit: 40) }
    for atom in 0..<problem.atomCount where problem.atomCount < Self.mostAtoms {
      let lines = terms.flatMap { term in
        problem.occurring.map {
          ElaboratedCertificate.Addition(.put, atom, "\($0) \(term)")
        }
      }
      for line in lines {
        guard let other = plausible(line) else { continue }
        problem = other
        additions.append(line)
        break
      }
    }
    return additions.count > before
  }

  /// The problem with a line whose new atoms nothing speaks against; nil where that does not fit.
  private func plausible(_ line: ElaboratedCertificate.Addition) -> Problem? {
    guard !isCancelled(), let other = try? makeProblem(),
      (try? (additions + [line]).forEach { try other.add($0) }) != nil,
      (problem.atomCount..<max(problem.atomCount, other.atomCount)).allSatisfy({
        isPlausible($0, in: other)
      })
    else { return nil }
    return other
  }

  /// A line about a slope that nothing speaks against, and how many places it leaves open: no more than there
  /// were.
  private func way(
    _ kind: ElaboratedCertificate.Addition.Kind, of atom: Int, _ variable: Int
  ) -> (line: ElaboratedCertificate.Addition, problem: Problem, open: Int)? {
    let line = ElaboratedCertificate.Addition(kind, atom, "\(variable)")
    let known = openPlaces(of: atom, in: problem, along: variable)
    guard known > 0, let other = plausible(line) else { return nil }
    let new = problem.atomCount..<max(problem.atomCount, other.atomCount)
    let open = new.reduce(0) { $0 + openPlaces(of: $1, in: other, along: variable) }
    return open <= known ? (line, other, open) : nil
  }

  /// At how many of some points on the boundary of the domain an expression may be 0, those counted once that
  /// differ in a variable alone.
  private func openPlaces(of atom: Int, in problem: Problem, along variable: Int) -> Int {
    let open = places([0, Rational(3, 8), 1]).filter { point in
      let (values, isShown) = problem.values(ofAtom: atom, at: point)
      return !isShown || values.contains(0)
    }
    return Set(open.map { $0[..<variable] + $0[(variable + 1)...] }).count
  }

  /// Whether no value of an atom's expression at some points inside the domain speaks against it.
  private func isPlausible(_ atom: Int, in other: Problem) -> Bool {
    places([1, 16, 37, 63].map { Rational($0, 64) }).allSatisfy { point in
      let (values, isShown) = other.values(ofAtom: atom, at: point)
      return values.isIndeterminate || isShown || values.contains(0)
    }
  }

  /// Points whose coordinates are given parts of the way through the domain; of many variables some stay.
  private func places(_ parts: [Rational]) -> [[Rational]] {
    problem.domain.reduce([[]]) { points, side in
      let all = parts.map { side.lower + (side.upper - side.lower) * $0 }
      let few = points.count * all.count > 512 ? [all[1]] : all
      return points.flatMap { point in few.map { point + [$0] } }
    }
  }

  /// Adds a consequence to all atoms that it fits.
  private func add(_ consequence: SignConsequence) -> Bool {
    let text =
      consequence.isProduct
      ? consequence.factors.productText : consequence.expression.certificateText
    guard let text else { return false }
    var isAdded = false
    for atom in 0..<problem.atomCount where problem.atomCount < Self.mostAtoms {
      let line = ElaboratedCertificate.Addition(
        consequence.isProduct ? .factors : .inverse, atom, text)
      guard !additions.contains(where: { $0.kind == line.kind && $0.atom == atom }),
        let other = try? makeProblem()
      else { continue }
      let isFitting = (try? (additions + [line]).forEach { try other.add($0) }) != nil
      // Equations that stay are not shown by boxes.
      let new = problem.atomCount..<max(other.atomCount, problem.atomCount)
      guard isFitting, !new.contains(where: other.isEquation) else { continue }
      problem = other
      additions.append(line)
      isAdded = true
    }
    return isAdded
  }
}

extension [Expression] {
  /// `(A)*(B)`
  fileprivate var productText: String? {
    let texts = compactMap(\.certificateText)
    return texts.count == count ? texts.map { "(\($0))" }.joined(separator: "*") : nil
  }
}

extension Expression {
  /// The texts of terms of the expression that are no variables and no numbers, the longest first.
  fileprivate func properTerms(limit: Int) -> [String] {
    graph.treeSizes(from: [id]).filter { $0.key != id && $0.value > 1 }
      .sorted { ($0.value, $0.key) > ($1.value, $1.key) }
      .map { Expression(graph: graph, id: $0.key) }.filter { !$0.variables.isEmpty }
      .prefix(limit).compactMap(\.certificateText)
  }
}
