import ExactArithmetic
import IntervalArithmetic

/// Why a certificate does not show what it says.
public struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reason, with the case and the step.
  public let description: String

  init(_ message: String) { description = message }
}

/// The checker: whether a certificate shows its verdict. Nothing that the certificate says of itself is
/// believed, and nothing is searched for.
///
///     let checked = try CertificateChecker.check(text)
///     print(checked.statement, checked.isProof ? "is proved" : "is refuted")
public enum CertificateChecker {
  /// What a certificate that was accepted shows.
  public struct Checked: Sendable {
    /// The statement as it was typed.
    public let statement: String
    /// Whether the statement is proved, or refuted.
    public let isProof: Bool
    /// How many times an expression was evaluated, on boxes or at points.
    public let evaluations: Int
  }

  /// Returns only if `text` is a certificate of format 2 that shows its verdict; fails with a
  /// ``ReadingError`` where it is no such text, with a ``Rejection`` where it does not show what it says.
  public static func check(_ text: String) throws -> Checked {
    let certificate = try ElaboratedCertificate(text)
    return Checked(
      statement: certificate.statement, isProof: certificate.isProof,
      evaluations: try check(certificate))
  }

  /// Returns only if the certificate shows its verdict, with the number of evaluations. `progress` hears of
  /// the cases checked.
  @discardableResult
  package static func check(
    _ certificate: ElaboratedCertificate, progress: (Int) -> Void = { _ in }
  ) throws(Rejection) -> Int {
    let statement: StatementText
    do { statement = try StatementText(certificate.statement) } catch {
      throw Rejection("the statement cannot be read: \(error)")
    }
    guard statement.isSupported else {
      throw Rejection("real variables stand together, and are quantified in one way")
    }
    var cases: [[String]: ElaboratedCertificate.Case] = [:]
    for entry in certificate.cases {
      guard cases.updateValue(entry, forKey: entry.values) == nil else {
        throw Rejection("two cases for \(entry.values)")
      }
    }
    /// The values to go through: of every whole number the parts of an induction, or the numbers that are given.
    func values(
      of domain: StatementText.Domain, _ isForAll: Bool, _ chosen: [String: ChosenValue],
      _ place: Int
    ) throws(Rejection) -> [ChosenValue] {
      guard case .every(let first) = domain else { return domain.choices(chosen) }
      if !isForAll {
        let given = Set(cases.keys.compactMap { $0.count > place ? Int($0[place]) : nil })
        return given.filter { $0 >= first }.map { .integer($0) }
      }
      guard let claims = statement.formula.comparisons else {
        throw Rejection("an induction shows comparisons that are joined by 'and'")
      }
      return claims.indices.flatMap { [.start($0), .step($0)] }
    }
    var (used, evaluations) = (0, 0)
    var shown = ShownFormulas()
    /// Whether the part of the statement below the first quantifiers is shown.
    func show(_ chosen: [String: ChosenValue], _ names: [String]) throws(Rejection) {
      guard names.count < statement.outer.count else {
        guard let entry = cases[names] else { throw Rejection("no case for \(names)") }
        do {
          let problem = try Problem(
            statement, choices: chosen, isNegated: !certificate.isProof,
            premises: entry.premises)
          // Parts of inductions have variables of their own.
          if statement.every != nil || shown.isNew(problem, entry) {
            for line in entry.additions { try problem.add(line) }
            try problem.check(entry)
          }
          evaluations += problem.evaluations
        } catch {
          let place = names.isEmpty ? "" : "case \(names.joined(separator: ", ")): "
          throw Rejection("\(place)\(error)")
        }
        used += 1
        progress(used)
        return
      }
      let quantifier = statement.outer[names.count]
      // What is to hold for the negation is turned round.
      let isForAll = quantifier.isForAll == certificate.isProof
      var isGiven = isForAll
      for choice in try values(of: quantifier.domain, isForAll, chosen, names.count) {
        let path = names + [choice.text]
        // Of "exists" the cases that are given have to hold.
        if !isForAll, !cases.keys.contains(where: { $0.starts(with: path) }) { continue }
        isGiven = true
        try show(chosen.merging([quantifier.name: choice]) { $1 }, path)
      }
      guard isGiven else { throw Rejection("no value is given for \(quantifier.name)") }
    }
    try show([:], [])
    guard used == cases.count else { throw Rejection("there are cases that belong to no values") }
    return evaluations
  }
}

extension StatementText {
  /// The variables with finitely many values in front of the real ones.
  package var outer: ArraySlice<Quantifier> { quantifiers.prefix { $0.domain.isFinite } }
  /// Those behind the last real one.
  var inner: ArraySlice<Quantifier> {
    let end = quantifiers.lastIndex { !$0.domain.isFinite } ?? quantifiers.count - 1
    return quantifiers[(end + 1)...]
  }

  /// Whether the real variables stand together, and are quantified in one way.
  package var isSupported: Bool {
    let real = quantifiers[outer.count..<inner.startIndex]
    guard Set(real.map(\.isForAll)).count <= 1, !real.contains(where: { $0.domain.isFinite }) else {
      return false
    }
    // Every whole number stands in front, what follows it is "for all", and there is one alone.
    let numbers = quantifiers.indices.filter {
      if case .every = quantifiers[$0].domain { true } else { false }
    }
    guard let place = numbers.first else { return true }
    return numbers.count == 1 && outer.indices.contains(place) && inner.isEmpty
      && quantifiers[place...].allSatisfy(\.isForAll)
  }
}

extension Problem {
  /// Checks the evidence of one case.
  package func check(_ entry: ElaboratedCertificate.Case) throws(Rejection) {
    if case .cover(let steps) = entry.evidence {
      guard isForAll || variables.isEmpty else { throw Rejection("a point is needed") }
      try checkCover(steps, of: .all([formula, definedness]))
      guard entry.definedness.isEmpty else {
        throw Rejection("'defined' belongs to points and roots")
      }
      return
    }
    try checkPlace(entry.evidence)
    if isDefinedAtOnce, entry.definedness.isEmpty { return }
    try checkCover(entry.definedness, of: definedness)
  }

  private func checkPlace(_ evidence: ElaboratedCertificate.Evidence) throws(Rejection) {
    switch evidence {
    case .cover: throw Rejection("a point is needed")
    case .point(let point, let precision):
      guard !isForAll || variables.isEmpty else { throw Rejection("a cover is needed") }
      guard holds(at: point, Precision(precision)) else {
        throw Rejection("the point does not show the formula")
      }
    case .root(let lower, let upper, let precision, let divisors, let zeros):
      guard !isForAll else { throw Rejection("a cover is needed") }
      guard zeros.allSatisfy({ atoms.indices.contains($0.atom) && atoms[$0.atom].sign.holds(0) })
      else { throw Rejection("an atom that does not exist, or does not hold at a zero") }
      let roots = divisors.compactMap { try? step(for: $0) }
      guard roots.count == divisors.count else { throw Rejection("a divisor is no term") }
      var factors: [Terms.Index] = []
      for zero in zeros where !roots.isEmpty { factors += try check(zero, roots) }
      if roots.isEmpty, zeros.count > 1 { throw Rejection("several atoms need divisors") }
      let ways = roots.isEmpty ? atoms[zeros[0].atom].forms.map { [$0.step] } : [roots]
      guard
        ways.contains(where: {
          hasRoot(from: lower, to: upper, $0, factors, zeros, Precision(precision))
        })
      else { throw Rejection("the change of sign is not certain") }
    }
  }

  /// The cofactors of an atom's expression, which must be identically the sum of their products with the
  /// divisors.
  private func check(
    _ zero: ElaboratedCertificate.Zero, _ divisors: [Terms.Index]
  ) throws(Rejection) -> [Terms.Index] {
    let texts = zero.cofactors.isEmpty && divisors.count == 1 ? ["1"] : zero.cofactors
    let cofactors = texts.compactMap { try? step(for: $0) }
    let sum = zip(divisors, cofactors).map { terms.product($0, $1) }
      .reduce(terms.number(0)) { terms.sum($0, $1) }
    guard cofactors.count == divisors.count, let own = atoms[zero.atom].polynomial,
      let other = ring.polynomial(of: sum, in: terms),
      ring.isZero(own - other, expanding: true)
    else {
      throw Rejection("atom \(zero.atom) is not identically made of the divisors and cofactors")
    }
    return cofactors
  }

  /// Whether an atom's expression is identically made of divisors and cofactors.
  package func isMade(_ zero: ElaboratedCertificate.Zero, of divisors: [String]) -> Bool {
    let roots = divisors.compactMap { try? step(for: $0) }
    return roots.count == divisors.count && (try? check(zero, roots)) != nil
  }

  /// Whether every typed term is seen to be defined on the whole domain at once.
  package var isDefinedAtOnce: Bool { definedness.follows { _ in false } }

  /// Whether a root or a point is accepted, definedness apart.
  package func accepts(_ evidence: ElaboratedCertificate.Evidence) -> Bool {
    (try? checkPlace(evidence)) != nil
  }

  /// Whether the steps cover the domain, and the formula holds on every leaf.
  private func checkCover(_ steps: [ElaboratedCertificate.Step], of formula: Formula)
    throws(Rejection)
  {
    var open = [box]
    var place = 0
    while let box = open.popLast() {
      guard place < steps.count, !Interruption.isDue else {
        throw Rejection("the cover, or the time for it, ends early")
      }
      let step = steps[place]
      place += 1
      switch step {
      case .split(let variable, let point):
        guard box.lower.indices.contains(variable), box.lower[variable] < point,
          point < box.upper[variable]
        else { throw Rejection("step \(place): \(point) does not cut the box") }
        var (below, above) = (box, box)
        below.upper[variable] = point
        above.lower[variable] = point
        open += [above, below]
      case .leaf(let leaf):
        guard holds(formula, on: box, by: leaf) else {
          let sides = zip(box.lower, box.upper).map { "[\($0), \($1)]" }.joined(separator: " × ")
          throw Rejection("step \(place) does not show the formula on \(sides)")
        }
      }
    }
    guard place == steps.count else { throw Rejection("the cover goes on after its end") }
  }

  /// Whether the formula is true at a point of the domain: by enclosures, and, of what these cannot tell
  /// from 0, by identities.
  func holds(at point: [Rational], _ precision: Precision) -> Bool {
    guard point.count == domain.count, zip(domain, point).allSatisfy({ $0.contains($1) }) else {
      return false
    }
    let sides = Box(lower: point, upper: point).sides(precision)
    return formula.follows { index in
      let atom = atoms[index]
      if atom.forms.contains(where: {
        evaluate($0, on: sides, precision).values[$0.step].satisfies(atom.sign)
      }) {
        return true
      }
      guard atom.sign.holds(0), let form = atom.forms.last,
        let value = ring.polynomial(
          of: form.step, in: terms, variables: point.map { Polynomial($0) })
      else { return false }
      return ring.isZero(value, expanding: true)
    }
  }

  /// Whether the formula holds somewhere in a box, because some terms, one for each variable that moves, have
  /// a common zero there, at which the given atoms hold, all else being true on the whole box: a term that
  /// changes its sign, or several by Poincaré and Miranda's theorem. They are continuous, and the i-th is ≤ 0
  /// where the i-th variable is at its lower end, and ≥ 0 where that is at its upper end.
  func hasRoot(
    from lower: [Rational], to upper: [Rational], _ divisors: [Terms.Index],
    _ cofactors: [Terms.Index], _ zeros: [ElaboratedCertificate.Zero], _ precision: Precision
  ) -> Bool {
    guard lower.count == domain.count, upper.count == domain.count,
      zip(domain, zip(lower, upper)).allSatisfy({
        $0.contains($1.0) && $0.contains($1.1) && $1.0 <= $1.1
      })
    else { return false }
    let box = Box(lower: lower, upper: upper)
    let moving = lower.indices.filter { lower[$0] < upper[$0] }
    let program = terms.program(for: divisors + cofactors)
    let known = Evaluation(terms, program, on: box.sides(precision), precision)
    guard moving.count == divisors.count,
      (divisors + cofactors).allSatisfy({ !known.values[$0].isIndeterminate })
    else { return false }
    let hasZero = zip(moving, divisors).allSatisfy { variable, divisor in
      var (below, above) = (box, box)
      below.upper[variable] = lower[variable]
      above.lower[variable] = upper[variable]
      return [(divisor, terms.negative(divisor)), (terms.negative(divisor), divisor)].contains {
        isNonnegative($0.1, on: below, precision) && isNonnegative($0.0, on: above, precision)
      }
    }
    guard hasZero else { return false }
    // Other atoms might have their zeros in other places.
    return holds(
      formula, on: box, by: Leaf(.derivative, precision: precision.bits),
      assuming: Set(zeros.map(\.atom)))
  }
}
