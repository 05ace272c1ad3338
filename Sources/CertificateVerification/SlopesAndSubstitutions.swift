import ExactArithmetic
import IntervalArithmetic

// What a certificate puts in place of an atom that the formula needs on all of the domain: each is shown there as a
// whole, not leaf by leaf.
extension Problem {
  /// The typed expression of an atom that the formula needs on all of the domain, and the conditions under which all
  /// terms are defined.
  private func everywhere(
    _ atom: Int
  ) throws(ReadingError) -> (typed: Terms.Index, known: [Condition]) {
    guard isForAll, let known = conditions, atoms.indices.contains(atom), !partial.contains(atom),
      let typed = atoms[atom].typed, formula.replacing(conjunct: atom, by: .all([])) != nil
    else { throw ReadingError("the formula does not need atom \(atom) everywhere") }
    return (typed, known)
  }

  /// Puts in place of an atom, which says e ≥ 0 or e > 0 and is one of the parts that the formula joins by *and*, that
  /// this is so at one end of a variable's interval, and that e does not fall from there on: it `rises` from the
  /// lower end, or `falls` to the upper end.
  ///
  /// Where the end does not belong to the domain, e must be defined there; e > 0 follows from e ≥ 0 there and a slope that
  /// is not 0. Otherwise the slope's conditions w > 0 and w ≠ 0 for a polynomial w need not hold where w is 0: apart from a
  /// null set of the other variables w has finitely many zeros in this one, between which e is monotone; and e, whose own
  /// terms are defined and continuous throughout, is monotone for the others too.
  func replaceBySlope(
    _ atom: Int, _ variable: Int, isRising: Bool
  ) throws(ReadingError) {
    let (typed, known) = try everywhere(atom)
    let (sign, x) = (atoms[atom].sign, terms.add(.variable(variable)))
    guard domain.indices.contains(variable), domain[variable].lower < domain[variable].upper,
      [.positive, .nonnegative].contains(sign), terms.program(for: [typed]).contains(x)
    else { throw ReadingError("atom \(atom) has no slope") }
    let end = isRising ? domain[variable].lower : domain[variable].upper
    func atEnd(_ step: Terms.Index) -> Terms.Index {
      terms.replacing([x: terms.number(end)], in: step)
    }
    let isIncluded = domain[variable].contains(end)
    let isStrict = sign == .positive && !isIncluded
    let meaning = Meaning(variables: variables, domain: domain, terms: terms)
    let slope = meaning.derivative(of: typed, by: x)
    var (parts, isPartial) = ([Formula](), false)
    for condition in open(meaning.conditions) {
      let w = ring.polynomial(of: condition.term, in: terms, variables: values)
      let isWeak = !isStrict && w.map(ring.isPolynomial) ?? false
      if isWeak { isPartial = true }
      if isWeak && condition.sign == .nonzero { continue }
      parts.append(compared(condition.term, isWeak ? .nonnegative : condition.sign))
    }
    if !isIncluded { parts += known.map { compared(atEnd($0.term), $0.sign) } }
    parts.append(compared(atEnd(typed), isStrict ? .nonnegative : sign))
    let first = atoms.count
    let directed = isRising ? slope : terms.negative(slope)
    parts.append(compared(directed, isStrict ? .positive : .nonnegative))
    if isPartial { partial.formUnion(first..<atoms.count) }
    replace(everywhere: atom, by: parts, meaning.conditions)
  }

  /// Puts in place of such an atom, about e = H(u, …), the same about H(x, …), x being a variable that does not occur in
  /// H(u, …) outside the term u, and whose interval has all values of u: what holds for all x holds for x = u.
  func replaceBySubstitution(
    _ atom: Int, _ variable: Int, _ text: String
  ) throws(ReadingError) {
    let (typed, known) = try everywhere(atom)
    guard domain.indices.contains(variable),
      let u = ring.polynomial(of: try step(for: text), in: terms), u.rational == nil
    else { throw ReadingError("there is nothing to be put in place") }
    let places = terms.program(for: [typed] + known.map(\.term)).filter {
      ring.polynomial(of: $0, in: terms) == u
    }
    let (x, other) = (terms.add(.variable(variable)), terms.add(.variable(.max)))
    func put(_ value: Terms.Index, in step: Terms.Index) -> Terms.Index {
      terms.replacing(Dictionary(uniqueKeysWithValues: places.map { ($0, value) }), in: step)
    }
    let changed = known.filter { put(other, in: $0.term) != $0.term }
    let outside = terms.program(for: ([typed] + changed.map(\.term)).map { put(other, in: $0) })
    guard put(other, in: typed) != typed, !outside.contains(x) else {
      throw ReadingError("\(variables[variable]) occurs besides \(text)")
    }
    let side = domain[variable]
    let signs = [side.includesLower, side.includesUpper].map { $0 ? Sign.nonnegative : .positive }
    let ranges = places.map { place in
      [
        terms.difference(place, terms.number(side.lower)),
        terms.difference(terms.number(side.upper), place),
      ]
      .enumerated().map { Condition(term: $1, sign: signs[$0]) }
    }
    let new = changed.map { Condition(term: put(x, in: $0.term), sign: $0.sign) }
    let needed = (ranges.first { open($0).isEmpty } ?? ranges[0]) + new
    let parts = open(needed).map { compared($0.term, $0.sign) }
    replace(
      everywhere: atom, by: parts + [compared(put(x, in: typed), atoms[atom].sign)], new)
  }
}
