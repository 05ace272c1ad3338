import ExactArithmetic
import IntervalArithmetic

/// What is to be shown of the real variables once the networks are chosen: a formula over comparisons with
/// 0, and that every typed term is defined.
package final class Problem {
  /// A comparison of an expression with 0.
  struct Atom {
    let sign: Sign
    /// The expression in normal form, where it is not too large.
    let polynomial: Polynomial?
    /// The expression as typed; nil where it is part of what was typed.
    let typed: Terms.Index?
    /// Steps that compute the expression, or a positive multiple: as the certificate writes it, in normal
    /// form, as typed.
    var forms: [Form]
    /// Numerators and denominators of quotients that the expression is, the certificate's too.
    var quotients: [(Form, Form)] = []
  }

  /// How many steps an expression may have to be brought to normal form.
  static let longest = 200

  /// One way to compute an expression.
  struct Form {
    let step: Terms.Index
    let program: [Terms.Index]
    let ranges: [Terms.Index: MultilinearForm]
  }

  let terms: Terms
  let ring: Ring
  package let variables: [String]
  package let domain: [StatementText.Domain.Interval]
  /// Whether the formula is to hold everywhere, or somewhere.
  let isForAll: Bool
  private(set) var atoms: [Atom] = []
  /// How many atoms the formula and the conditions have.
  package var atomCount: Int { atoms.count }
  /// How many times an expression has been evaluated.
  var evaluations = 0
  /// The variables that occur in what is to be shown.
  package private(set) var occurring: [Int] = []
  /// The variable that occurs, if there is one alone.
  package var onlyVariable: Int? { occurring.count == 1 ? occurring[0] : nil }
  /// What is stated.
  private(set) var formula = Formula.constant(true)
  /// That every typed term is defined.
  private(set) var definedness = Formula.constant(true)
  /// Where the terms that are looked at are defined: what is shown, or seen at once, of all of the domain. Nil for the step
  /// of an induction, of which some is shown where it starts.
  private(set) var conditions: [Condition]?
  /// Atoms whose terms may be undefined on sets without inner points.
  var partial: Set<Int> = []

  private init(
    _ terms: Terms, _ variables: [String], _ domain: [StatementText.Domain.Interval],
    isForAll: Bool
  ) {
    self.terms = terms
    self.variables = variables
    self.domain = domain
    self.isForAll = isForAll
    ring = Ring(bounds: domain.map { ($0.lower, $0.upper) })
  }

  /// The formula of a statement, or its negation, for given values of the variables in front; or the step of an
  /// induction, with uses of its premises.
  package convenience init(
    _ statement: StatementText, choices: [String: ChosenValue], isNegated: Bool,
    premises: [PremiseUse] = []
  ) throws(ReadingError) {
    var (variables, domain, kinds) = ([String](), [StatementText.Domain.Interval](), Set<Bool>())
    for quantifier in statement.quantifiers {
      guard case .real(let interval) = quantifier.domain else { continue }
      variables.append(quantifier.name)
      domain.append(interval)
      kinds.insert(quantifier.isForAll != isNegated)
    }
    let every = statement.every
    var choices = choices
    var text = statement.formula
    switch every.flatMap({ choices[$0.name] }) {
    case .step(let claim):
      let step = try InductionStep(
        claim, of: statement, variables: variables, domain: domain, choices: choices)
      self.init(
        step.meaning.terms, variables + step.names, domain + step.intervals, isForAll: true)
      guard premises.allSatisfy({ step.claims[claim].indices.contains($0.goal) }) else {
        throw ReadingError("a premise of no inequality")
      }
      var conditions = step.conditions
      var parts: [Formula] = []
      for (place, goal) in step.claims[claim].enumerated() {
        let own = premises.filter { $0.goal == place }
        parts.append(try formula(step, goal, own, &conditions))
      }
      for condition in conditions { try requireBounded(condition.term) }
      guard step.meaning.approaches.isEmpty else {
        throw ReadingError("a step has no derivatives at points")
      }
      finish(.all(parts), conditions, [])
      self.conditions = nil
      return
    case .start(let claim):
      guard let every, let claims = text.comparisons, claims.indices.contains(claim) else {
        throw ReadingError("there is no induction")
      }
      choices[every.name] = .integer(every.first)
      text = claims[claim]
    default: break
    }
    guard premises.isEmpty else { throw ReadingError("premises belong to steps") }
    let meaning = Meaning(variables: variables, domain: domain, choices: choices)
    self.init(meaning.terms, variables, domain, isForAll: kinds.first ?? true)
    let stated = try read(text, statement.inner, choices, isNegated, meaning)
    finish(stated, meaning.conditions, meaning.approaches)
  }

  /// Sets what is to be shown.
  private func finish(
    _ stated: Formula, _ conditions: [Condition],
    _ approaches: [[(value: Terms.Index, slope: Terms.Index)]]
  ) {
    formula = stated
    self.conditions = conditions
    var parts = open(conditions).map { compared($0.term, $0.sign) }
    let values = approaches.joined().flatMap { [$0.value, $0.slope] }
    let whole = onDomain(values)
    // What is ≥ 0 stays so on a side to which it does not fall from 0.
    for approach in approaches {
      let open = approach.filter { !whole.values[$0.value].satisfies(.positive) }
      let sides = [true, false].map { isAbove in
        Formula.all(
          open.map { part in
            let slope = isAbove ? part.slope : terms.negative(part.slope)
            return any([compared(part.value, .positive), compared(slope, .positive)])
          })
      }
      if !open.isEmpty { parts.append(any(sides)) }
    }
    definedness = .all(parts)
    if isForAll { formula = withFaces(formula) }
    let steps = Set(terms.program(for: atoms.map(\.forms[0].step)).map { terms[$0] })
    occurring = variables.indices.filter { steps.contains(.variable($0)) }
  }

  /// The values of steps on the closed domain.
  private func onDomain(_ steps: [Terms.Index]) -> Evaluation {
    Evaluation(terms, terms.program(for: steps), on: box.sides(Precision(64)), Precision(64))
  }

  /// The conditions that are not seen to hold at once.
  func open(_ conditions: [Condition]) -> [Condition] {
    let whole = onDomain(conditions.map(\.term))
    return conditions.filter { !whole.values[$0.term].satisfies($0.sign) && !holdsInside($0) }
  }

  /// Whether a condition holds as its term is c + d·x, and has one sign at the ends of the interval of x, but
  /// for one that does not belong to it; or a sum of what is ≥ 0, with a product of variables that are positive.
  func holdsInside(_ condition: Condition) -> Bool {
    guard let p = ring.polynomial(of: condition.term, in: terms) else { return false }
    let isSum =
      p.terms.allSatisfy { ring.isNonnegative(Polynomial([$0: $1])) }
      && p.terms.keys.contains { monomial in
        monomial.allSatisfy { factor in
          guard case .variable(let v) = ring.atoms[factor.atom] else { return false }
          return !domain[v].contains(0)
        }
      }
    return isSum
      || domain.indices.contains { v in
        guard let (c, d) = p.affine(in: Polynomial(atom: ring.atom(.variable(v)))), !d.isZero
        else { return false }
        let side = domain[v]
        let signs = condition.sign == .nonzero ? [Rational(1), -1] : [1]
        return signs.contains { sign in
          [side.lower, side.upper].allSatisfy { end in
            let value = sign * (c + d * end)
            return value.signum > 0
              || value.isZero && (condition.sign == .nonnegative || !side.contains(end))
          } && (condition.sign == .nonnegative || side.lower < side.upper)
        }
      }
  }

  /// The closed box around the domain.
  package var box: Box { Box(lower: domain.map(\.lower), upper: domain.map(\.upper)) }

  // MARK: Formulas

  /// The formula with the variables behind the real ones gone through: all values, or any.
  private func read(
    _ text: StatementText.Formula, _ inner: ArraySlice<StatementText.Quantifier>,
    _ chosen: [String: ChosenValue], _ isNegated: Bool, _ meaning: Meaning
  ) throws(ReadingError) -> Formula {
    guard let quantifier = inner.first else {
      return try read(isNegated ? text.negated : text, meaning)
    }
    var parts: [Formula] = []
    for choice in quantifier.domain.choices(chosen) {
      meaning.choose(choice, for: quantifier.name)
      let more = chosen.merging([quantifier.name: choice]) { $1 }
      parts.append(try read(text, inner.dropFirst(), more, isNegated, meaning))
    }
    return quantifier.isForAll != isNegated ? .all(parts) : any(parts)
  }

  private func read(
    _ text: StatementText.Formula, _ meaning: Meaning
  ) throws(ReadingError) -> Formula {
    func read(_ part: StatementText.Formula) throws(ReadingError) -> Formula {
      try self.read(part, meaning)
    }
    switch text {
    case .all(let parts): return .all(try parts.map(read))
    case .any(let parts): return any(try parts.map(read))
    case .comparison(let left, let relation, let right):
      let (a, b) = (try meaning.term(left), try meaning.term(right))
      return compared(relation.difference(a, b, in: terms), relation.sign)
    }
  }

  /// One part at least; true where two parts leave no number out: X ≥ 0, and −X ≥ 0 or −X > 0.
  func any(_ parts: [Formula]) -> Formula {
    let flat = parts.flatMap { part -> [Formula] in
      if case .any(let inner) = part { inner } else { [part] }
    }
    let known = flat.compactMap { part -> Atom? in
      guard case .atom(let index) = part else { return nil }
      return [.positive, .nonnegative].contains(atoms[index].sign) ? atoms[index] : nil
    }
    let isCertain = known.contains { a in
      guard a.sign == .nonnegative, let p = a.polynomial else { return false }
      return known.contains { $0.polynomial == -p }
    }
    return isCertain ? .constant(true) : .any(flat)
  }

  /// The variables; one with one value is a number.
  var values: [Polynomial] {
    domain.indices.map { index in
      let (low, high) = (domain[index].lower, domain[index].upper)
      return low == high ? Polynomial(low) : Polynomial(atom: ring.atom(.variable(index)))
    }
  }

  /// The comparison of a typed expression with 0.
  func compared(_ typed: Terms.Index, _ sign: Sign) -> Formula {
    // Nothing but the normal form shows that an expression is 0.
    let length = terms.program(for: [typed]).count
    let most = (sign != .zero ? 1 : domain.isEmpty ? 20 : 3) * Self.longest
    guard length <= most,
      let polynomial = ring.polynomial(of: typed, in: terms, variables: values),
      length <= Self.longest || polynomial.isEmpty
    else { return newAtom(sign, nil, typed) }
    return compared(polynomial, sign, typed)
  }

  /// The comparison of a polynomial with 0, which is perhaps a typed expression's.
  func compared(
    _ polynomial: Polynomial, _ sign: Sign, _ typed: Terms.Index? = nil
  ) -> Formula {
    switch sign {
    case .positive, .nonnegative: return ordered(polynomial, sign, typed, 6)
    case .zero, .nonzero:
      if ring.isZero(polynomial, expanding: true) { return .constant(sign.holds(0)) }
      if let value = ring.multiple(of: polynomial).rational {
        return .constant(sign.holds(value.signum))
      }
      guard ring.magnitude(in: polynomial) != nil else { return newAtom(sign, polynomial, typed) }
      let bound = sign == .zero ? Sign.nonnegative : .positive
      let both = [
        ordered(polynomial, bound, nil, 6), ordered(-polynomial, bound, nil, 6),
      ]
      return sign == .zero ? .all(both) : .any(both)
    }
  }

  /// A comparison > or ≥, with c|X| + r taken apart: for c > 0 it is the larger of cX + r and −cX + r, for
  /// c < 0 the smaller.
  func ordered(
    _ p: Polynomial, _ sign: Sign, _ typed: Terms.Index?, _ depth: Int
  ) -> Formula {
    if ring.isZero(p) { return .constant(sign.holds(0)) }
    if let value = ring.multiple(of: p).rational { return .constant(sign.holds(value.signum)) }
    if sign == .nonnegative && ring.isNonnegative(p) { return .constant(true) }
    // Few terms may be fewer by the definition of κ_n: f(x) − x·κ₀(x) is √(1 − x²)/π.
    if sign == .nonnegative, (2...6).contains(p.terms.count), ring.depth(p) == 1,
      let simple = try? ring.withKernelsExpanded(p), simple != p, ring.isNonnegative(simple)
    {
      return .constant(true)
    }
    guard depth > 0, let magnitude = ring.magnitude(in: p) else { return newAtom(sign, p, typed) }
    func part(_ part: Polynomial, isPlus: Bool) -> Formula {
      let own = typed.flatMap { self.typed($0, magnitude.inner, isPlus: isPlus) }
      let isSame = own.map { ring.polynomial(of: $0, in: terms, variables: values) == part }
      return ordered(part, sign, isSame ?? false ? own : nil, depth - 1)
    }
    let parts = [part(magnitude.plus, isPlus: true), part(magnitude.minus, isPlus: false)]
    return magnitude.isPositive ? .any(parts) : .all(parts)
  }

  /// A typed expression with X, or −X, in place of |X|.
  private func typed(_ typed: Terms.Index, _ x: Polynomial, isPlus: Bool) -> Terms.Index {
    var values: [Terms.Index: Terms.Index] = [:]
    for step in terms.program(for: [typed]) {
      guard case .apply(.abs, let inner) = terms[step] else { continue }
      let p = ring.polynomial(of: inner, in: terms)
      if p == (isPlus ? x : -x) { values[step] = inner }
      if p == (isPlus ? -x : x) { values[step] = terms.negative(inner) }
    }
    return terms.replacing(values, in: typed)
  }

  /// The formula with another way for a comparison that is affine in a variable, or in a monotone function of it: that
  /// it holds at both ends of the variable's interval.
  private func withFaces(_ formula: Formula) -> Formula {
    switch formula {
    case .constant: return formula
    case .all(let parts): return .all(parts.map(withFaces))
    case .any(let parts): return .any(parts.map(withFaces))
    case .atom(let index):
      let (sign, polynomial) = (atoms[index].sign, atoms[index].polynomial.map(ring.multiple(of:)))
      for (v, side) in domain.enumerated() where side.lower < side.upper {
        guard let polynomial, [.positive, .nonnegative].contains(sign),
          ring.variables(of: polynomial).count > 1,
          let faces = ring.faces(of: polynomial, v, at: [side.lower, side.upper])
        else { continue }
        return .any([formula, withFaces(.all(faces.map { ordered($0, sign, nil, 6) }))])
      }
      return formula
    }
  }

  private func newAtom(_ sign: Sign, _ polynomial: Polynomial?, _ typed: Terms.Index?) -> Formula {
    var forms: [Form] = []
    if let polynomial {
      // Up to a positive factor.
      for multiple in [ring.multiple(of: polynomial), polynomial] {
        let step = ring.step(for: multiple.scaled(by: 1 / multiple.content), in: terms)
        if forms.first?.step != step { forms.append(form(step)) }
      }
    }
    if let typed, forms.allSatisfy({ $0.step != typed }) { forms.append(form(typed)) }
    atoms.append(Atom(sign: sign, polynomial: polynomial, typed: typed, forms: forms))
    return .atom(atoms.count - 1)
  }

  func form(_ root: Terms.Index) -> Form {
    let program = terms.program(for: [root])
    var ranges: [Terms.Index: MultilinearForm] = [:]
    // Arguments that may reach the end of a domain must not leave it by rounding.
    let arguments = program.compactMap { user -> Terms.Index? in
      switch terms[user] {
      case .apply(_, let inner), .power(let inner, _): inner
      default: nil
      }
    }
    for step in Set(arguments + [root]) {
      guard case .sum = terms[step], terms.program(for: [step]).count <= Self.longest else {
        continue
      }
      if let polynomial = ring.polynomial(of: step, in: terms),
        let bounds = MultilinearForm(polynomial, in: ring)
      {
        ranges[step] = bounds
      }
    }
    return Form(step: root, program: program, ranges: ranges)
  }

  // MARK: What a certificate adds

  /// The step of a text in the variables.
  func step(for text: String) throws(ReadingError) -> Terms.Index {
    try Meaning(variables: variables, terms: terms).term(text)
  }

  /// Puts other comparisons, and what they need, in place of an atom that the formula needs everywhere.
  func replace(everywhere atom: Int, by parts: [Formula], _ conditions: [Condition]) {
    formula = formula.replacing(conjunct: atom, by: .all(parts)) ?? formula
    self.conditions? += conditions
  }

  /// Has an atom follow from another formula, too.
  func replace(_ atom: Int, by other: Formula) {
    formula = formula.replacing(atom, by: other)
    definedness = definedness.replacing(atom, by: other)
  }

  /// Adds another way to write the expression of an atom, which must be identically equal to it, or to its positive
  /// multiple without divisors; or to write its product with a denominator, a polynomial in the variables that is not 0.
  func addForm(
    _ text: String, over denominator: String?, toAtom atom: Int
  ) throws(ReadingError) {
    let (step, divisor) = (try step(for: text), try step(for: denominator ?? "1"))
    guard atoms.indices.contains(atom), let own = atoms[atom].polynomial,
      let other = ring.polynomial(of: step, in: terms),
      let d = ring.polynomial(of: divisor, in: terms), ring.isPolynomial(d),
      let product = try? ring.product(own, d),
      [product, ring.multiple(of: product)].contains(where: {
        ring.isZero($0 - other, expanding: true)
      })
    else { throw ReadingError("atom \(atom) is not identically \(text)") }
    if denominator != nil {
      atoms[atom].quotients.append((form(step), form(divisor)))
    } else {
      atoms[atom].forms.insert(form(step), at: 0)
    }
  }
}
