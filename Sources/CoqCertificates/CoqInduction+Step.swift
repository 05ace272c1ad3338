import CertificateVerification
import ExactArithmetic
import SymbolicExpressions

// The step from k to k + 1.
extension CoqInduction {
  /// What the certificate's case for a comparison's step says: what is used, the variables that its terms are about, hints
  /// and a cover.
  func step(
    _ entry: ElaboratedCertificate.Case, comparison: Int, of comparisons: [CoqFormula]
  ) throws(CoqCertificateError) -> String {
    // The certificate counts the quantities of this comparison first.
    let own = Self.quantities(of: [written[comparison]] + written)
    guard own.filter(isKnown) == Array(quantities.prefix(intervals.count)) else {
      throw CoqCertificateError("the step's quantities are numbered in another order")
    }
    func read(_ text: String) throws(CoqCertificateError) -> CoqExpression {
      var reader = statement.reader()
      reader.quantities = own.map { variable($0) }
      do { return inVariables(try reader.read(TermParser.parse(text))) } catch {
        throw CoqCertificateError("the certificate's term '\(text)': \(error)")
      }
    }
    guard case .cover(let steps) = entry.evidence else {
      throw CoqCertificateError("the step has no cover")
    }
    let reduction = try CoqReduction(entry.additions, of: comparisons[comparison], read)
    guard reduction.steps.isEmpty else {
      throw CoqCertificateError("a step of the induction is reduced to other statements")
    }
    let goals = claims[comparison].inequalities
    var hints = reduction.hints
    let uses = try uses(entry.premises, goals.count, read)
    if uses.allSatisfy(\.isEmpty) { hints += goals.compactMap { later($0).commonDivisor } }
    let used = used(hints, steps, goals, uses)
    let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    func called(_ expression: CoqExpression) -> CoqExpression {
      expression.replacing(variable: { .variable(places[$0] ?? 0) })
    }
    let sides = statement.variables.map(\.interval) + intervals
    var maker = CoqCoverMaker(domain: used.map { (sides[$0].lower, sides[$0].upper) }) {
      (text) throws(CoqCertificateError) in called(try read(text))
    }
    maker.isAboutFew = true
    let cover = try maker.cover(steps.map { $0.calling(places, used) })
    let names = used.map { "\($0)%nat" }.joined(separator: "; ")
    let texts = hints.map { called($0).syntax }.joined(separator: "; ")
    return
      "([\(uses.map(\.syntax).joined(separator: "; "))], [\(names)], [\(texts)], \(cover.syntax))"
  }

  /// How an inequality for k + 1 follows from those for k.
  private enum Use {
    case multiples([String])
    case bound(String)

    var isEmpty: Bool { if case .multiples(let pairs) = self { pairs.isEmpty } else { false } }
    var isBound: Bool { if case .bound = self { true } else { false } }
    /// A term of the library's type `use`.
    var syntax: String {
      switch self {
      case .multiples(let pairs): "Multiples [\(pairs.joined(separator: "; "))]"
      case .bound(let text): text
      }
    }
  }

  private func uses(
    _ premises: [PremiseUse], _ count: Int,
    _ read: (String) throws(CoqCertificateError) -> CoqExpression
  ) throws(CoqCertificateError) -> [Use] {
    var multiples = [[String]](repeating: [], count: count)
    var bounds: [Int: String] = [:]
    let inequalities = claims.flatMap(\.inequalities)
    for use in premises where multiples.indices.contains(use.goal) {
      let term = try read(use.text)
      switch use.kind {
      case .multiple: multiples[use.goal].append("(\(use.premise)%nat, \(term.syntax))")
      case .replacement:
        guard case .variable(let place) = term, inequalities.indices.contains(use.premise),
          let bound = inequalities[use.premise].solved(for: place)
        else { throw CoqCertificateError("a premise is not solved for a quantity ('replace')") }
        bounds[use.goal] =
          "Bound \(use.premise) \(place) \(bound.isLower) \(bound.value.syntax)"
      }
    }
    return multiples.enumerated().map { index, pairs in
      bounds[index].map(Use.bound) ?? .multiples(pairs)
    }
  }

  /// The variables that the step's terms and cover are about, and, where what is shown is written out, all in it; all of the
  /// box where these are none.
  private func used(
    _ hints: [CoqExpression], _ steps: [ElaboratedCertificate.Step], _ goals: [CoqInequality],
    _ uses: [Use]
  ) -> [Int] {
    let count = place
    var used = Set(hints.flatMap(\.variables)).union(steps.flatMap(\.variables))
    if uses.allSatisfy(\.isEmpty) {
      let premises = claims.flatMap(\.inequalities).filter { inequality in
        inequality.sides.allSatisfy { $0.variables.allSatisfy { $0 < count } }
      }
      used.formUnion((goals.map(later) + premises).flatMap(\.sides).flatMap(\.variables))
    }
    let own = used.filter { $0 < count }.sorted()
    return own.isEmpty ? Array(0..<count) : own
  }

  private var claims: [CoqFormula] { claim.mapping(inVariables).comparisons ?? [] }

  /// The inequality for k + 1.
  private func later(_ inequality: CoqInequality) -> CoqInequality {
    let (first, next) = (statement.variables.count, next)
    func later(_ expression: CoqExpression) -> CoqExpression {
      expression.replacing(variable: {
        $0 < first || $0 - first >= next.count ? .variable($0) : next[$0 - first]
      })
    }
    return CoqInequality(upper: later(inequality.upper), lower: later(inequality.lower))
  }

  private func isKnown(_ quantity: CoqSequence) -> Bool {
    (quantities.firstIndex(of: quantity) ?? intervals.count) < intervals.count
  }
}

extension CoqExpression {
  /// The numbers of the variables in it.
  fileprivate var variables: Set<Int> {
    var all: Set<Int> = []
    _ = contains {
      if case .variable(let index) = $0 { all.insert(index) }
      return false
    }
    return all
  }
}

extension CoqInequality {
  fileprivate var sides: [CoqExpression] { [upper, lower] }

  /// The difference of two quotients with one divisor d, as (1/d)·(a − b), of whose factors the signs can be looked at.
  fileprivate var commonDivisor: CoqExpression? {
    guard case .binary(.divide, let a, let d) = upper,
      case .binary(.divide, let b, let other) = lower, other == d, a != b
    else { return nil }
    return .binary(.multiply, .binary(.divide, .integer(1), d), .binary(.subtract, a, b))
  }
}

extension ElaboratedCertificate.Step {
  /// The variables that it speaks of.
  fileprivate var variables: [Int] {
    switch self {
    case .split(let variable, _): [variable]
    case .leaf(let leaf):
      switch leaf.rule {
      case .end(let variable, _, _): variable.map { [$0] } ?? []
      case .diagonal(let i, let j, _): [i, j]
      case .ray(let point): Array(point.indices)
      case .segment(let variable): [variable]
      case .natural, .derivative, .point: []
      }
    }
  }

  /// The same with other numbers for the variables, of which only some are left.
  fileprivate func calling(_ places: [Int: Int], _ used: [Int]) -> ElaboratedCertificate.Step {
    func place(_ variable: Int) -> Int { places[variable] ?? 0 }
    switch self {
    case .split(let variable, let point): return .split(variable: place(variable), at: point)
    case .leaf(let leaf):
      let rule: Leaf.Rule =
        switch leaf.rule {
        case .end(let variable, let isUpper, let isAngle):
          .end(variable.map(place), isUpper: isUpper, isAngle: isAngle)
        case .diagonal(let i, let j, let weights): .diagonal(place(i), place(j), weights: weights)
        case .ray(let point): .ray(used.filter(point.indices.contains).map { point[$0] })
        case .segment(let variable): .segment(place(variable))
        case .natural, .derivative, .point: leaf.rule
        }
      return .leaf(Leaf(rule, precision: leaf.precision, count: leaf.count))
    }
  }
}
