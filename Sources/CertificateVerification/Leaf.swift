import ExactArithmetic
import IntervalArithmetic

/// How a formula is shown on a box.
package struct Leaf: Hashable, Sendable {
  /// The rules; each is sound for the reason given.
  package enum Rule: Hashable, Sendable {
    /// Interval evaluation.
    case natural
    /// Interval evaluation, with monotonicity and the mean value theorem: f(x) is f at the point m of the
    /// box, each coordinate either the end at which a monotone f is extreme or the middle, plus slopes
    /// times x − m.
    case derivative
    /// x = a + s or x = b − s, s ≥ 0, for a variable (if none is named, the only one, or for each atom the one that
    /// occurs in it alone): an expansion from an end of its
    /// side [a, b] of the box; with `isAngle` x = cos s or x = −cos s, for a side that ends at 1, or begins at −1.
    case end(Int?, isUpper: Bool, isAngle: Bool)
    /// One variable, x = c + s, for a constant c inside the box.
    case point(String)
    /// x_i = u − (1 − w)s, x_j = u + ws, 0 ≤ w ≤ 1: expansions in s = x_j − x_i, one for each of some w.
    case diagonal(Int, Int, weights: [Rational])
    /// Expressions that are 0 at both ends of the box in a variable, and concave (or convex) between.
    case segment(Int)
    /// x_i = c_i + s·d_i, 0 ≤ s ≤ 1, for a rational point c of the box: an expansion along all rays.
    case ray([Rational])
  }

  package let rule: Rule
  /// Bits.
  package let precision: Int
  /// The number of coefficients of an expansion.
  package let count: Int

  package init(_ rule: Rule, precision: Int, count: Int = 0) {
    self.rule = rule
    self.precision = precision
    self.count = count
  }
}

extension Interval {
  /// Whether all members have the relation to 0.
  func satisfies(_ sign: Sign) -> Bool {
    if isIndeterminate { return false }
    return switch sign {
    case .positive: lower.sign > 0
    case .nonnegative: lower.sign >= 0
    case .zero: self.sign == 0
    case .nonzero: (self.sign ?? 0) != 0
    }
  }
}

extension Problem {
  /// Whether the formula, if asked for, and the conditions are certainly true at every point of the domain
  /// in a box.
  package func holds(on box: Box, by leaf: Leaf, definednessOnly: Bool) -> Bool {
    holds(definednessOnly ? definedness : .all([formula, definedness]), on: box, by: leaf)
  }

  /// Whether a formula over the atoms is certainly true at every point of the domain in a box.
  func holds(
    _ formula: Formula, on box: Box, by leaf: Leaf, assuming assumed: Set<Int> = []
  ) -> Bool {
    let precision = Precision(leaf.precision)
    let natural = leaf.rule == .natural
    var known = Dictionary(uniqueKeysWithValues: assumed.map { ($0, true) })
    func isEstablished(_ atom: Int) -> Bool {
      if let value = known[atom] { return value }
      let value = isEnclosed(atoms[atom], on: box, precision, derivatives: !natural)
      known[atom] = value
      return value
    }
    if formula.follows(isEstablished) { return true }
    if natural || leaf.rule == .derivative { return false }
    if case .end(nil, _, _) = leaf.rule, onlyVariable == nil {
      return formula.follows { isEstablished($0) || isShownAlone(atoms[$0], on: box, by: leaf) }
    }
    var charts: [Chart] = []
    for weight in leaf.weights {
      guard let chart = Chart(leaf, weight, box, onlyVariable, self, precision) else {
        return false
      }
      charts.append(chart)
    }
    var shown: [Int: [Bool]] = [:]
    // The regions of the charts of one rule are the same.
    return !charts.isEmpty
      && charts[0].regions.indices.allSatisfy { region in
        formula.follows { atom in
          if isEstablished(atom) { return true }
          let own = shown[atom] ?? self.shown(atoms[atom], in: charts)
          shown[atom] = own
          return own[region]
        }
      }
  }

  /// For each region of charts whether an atom holds there by one of its expansions.
  private func shown(_ atom: Atom, in charts: [Chart]) -> [Bool] {
    charts.reduce(into: charts[0].regions.map { _ in false }) { shown, chart in
      chart.show(atom, in: self, &shown)
    }
  }

  /// The values of an atom's expression at a point, and whether they show the comparison.
  package func values(
    ofAtom atom: Int, at point: [Rational]
  ) -> (values: Interval, isShown: Bool) {
    let (form, precision) = (atoms[atom].forms[0], Precision(64))
    let sides = Box(lower: point, upper: point).sides(precision)
    let values = evaluate(form, on: sides, precision).values[form.step]
    return (values, values.satisfies(atoms[atom].sign))
  }

  /// Whether an atom of one variable holds on a box of several, by an expansion in that variable.
  private func isShownAlone(_ atom: Atom, on box: Box, by leaf: Leaf) -> Bool {
    let occurring = Set(
      atom.forms[0].program.compactMap { step -> Int? in
        if case .variable(let variable) = terms[step] { variable } else { nil }
      })
    guard occurring.count == 1,
      let chart = Chart(leaf, 0, box, occurring.first, self, Precision(leaf.precision))
    else { return false }
    return shown(atom, in: [chart]).allSatisfy { $0 }
  }

  /// Whether an atom holds on a box by enclosures.
  private func isEnclosed(
    _ atom: Atom, on box: Box, _ precision: Precision, derivatives: Bool
  ) -> Bool {
    atom.forms.contains { form in
      let evaluation = evaluate(form, on: box.sides(precision), precision)
      let value = evaluation.values[form.step]
      if value.satisfies(atom.sign) { return true }
      return derivatives && !value.isIndeterminate
        && meanValue(of: form, on: box, evaluation).satisfies(atom.sign)
    } || (derivatives && isEnclosedWhereDefined(atom, on: box, precision))
      || isQuotient(atom, on: box, precision)
  }

  /// Whether a continuous expression is N/D with N, D ≥ 0 where D is not 0: on a dense set, hence ≥ 0.
  private func isQuotient(_ atom: Atom, on box: Box, _ precision: Precision) -> Bool {
    func value(_ form: Form) -> Interval {
      evaluate(form, on: box.sides(precision), precision).values[form.step]
    }
    return atom.sign == .nonnegative && zip(box.lower, box.upper).allSatisfy { $0 < $1 }
      && atom.quotients.contains { numerator, denominator in
        value(numerator).satisfies(.nonnegative) && value(denominator).satisfies(.nonnegative)
      } && atom.forms.contains { !value($0).isIndeterminate }
  }

  /// Whether a step has no negative value on a box, on which it is defined.
  func isNonnegative(_ step: Terms.Index, on box: Box, _ precision: Precision) -> Bool {
    let atom = Atom(sign: .nonnegative, polynomial: nil, typed: nil, forms: [form(step)])
    return isEnclosed(atom, on: box, precision, derivatives: true)
  }

  /// Whether the expression as typed has values of the right sign wherever all its terms are defined, which
  /// the conditions say that they are.
  private func isEnclosedWhereDefined(_ atom: Atom, on box: Box, _ precision: Precision) -> Bool {
    guard let typed = atom.typed else { return false }
    evaluations += 1
    return Evaluation(
      terms, terms.program(for: [typed]), on: box.sides(precision), precision, isDefined: true
    ).values[typed].satisfies(atom.sign)
  }

  func evaluate(_ form: Form, on sides: [Interval], _ precision: Precision) -> Evaluation {
    evaluations += 1
    return Evaluation(terms, form.program, on: sides, precision, ranges: form.ranges)
  }

  /// Bounds by monotonicity and the mean value theorem; unbounded slopes leave a variable as it is.
  private func meanValue(of form: Form, on box: Box, _ evaluation: Evaluation) -> Interval {
    let precision = evaluation.precision
    var (low, high) = (box, box)
    var spread = Interval(0, precision: precision)
    for (variable, slope) in evaluation.gradients(form.program)[form.step].enumerated()
    where slope.isBounded {
      let (a, b) = (box.lower[variable], box.upper[variable])
      if slope.lower.sign >= 0 {
        low.upper[variable] = a
        high.lower[variable] = b
      } else if slope.upper.sign <= 0 {
        low.lower[variable] = b
        high.upper[variable] = a
      } else {
        let middle = (a + b) / 2
        spread =
          spread + slope * Interval(lower: a - middle, upper: b - middle, precision: precision)
        for side in [\Box.lower, \Box.upper] {
          low[keyPath: side][variable] = middle
          high[keyPath: side][variable] = middle
        }
      }
    }
    func value(_ box: Box) -> Interval {
      evaluate(form, on: box.sides(precision), precision).values[form.step] + spread
    }
    let (least, most) = (value(low), value(high))
    return Interval(lower: least.lower, upper: most.upper)
  }
}

/// The substitution of a rule: the box is written in terms of s and of parameters.
private struct Chart {
  /// The parts of the box, by what is known of s.
  enum Region { case below, at, above, everywhere }

  private(set) var regions: [Region] = []
  private let leaf: Leaf
  private let box: Box
  private let precision: Precision
  private var domain: Interval
  private var parameters: [Interval]
  /// What the variables are of s: coefficients of 1, s, … for each.
  private var variables: [TaylorModel] = []
  /// Where the substitution leads.
  private var reach: Box

  /// nil where the rule does not fit the box; rules in one variable are for `variable`.
  init?(
    _ leaf: Leaf, _ weight: Rational, _ box: Box, _ variable: Int?, _ problem: Problem,
    _ precision: Precision
  ) {
    self.leaf = leaf
    self.box = box
    self.precision = precision
    reach = box
    parameters = box.sides(precision)
    domain = Interval(0, precision: precision)
    let ring = problem.ring
    let count = box.lower.count
    let zero = Interval(0, precision: precision)
    func plain(_ variable: Int) -> Polynomial { Polynomial(atom: ring.atom(.variable(variable))) }
    func line(_ start: Polynomial, _ slope: Polynomial) -> TaylorModel {
      TaylorModel(
        order: 0,
        coefficients: [start, slope] + Array(repeating: Polynomial(0), count: leaf.count + 2),
        remainder: zero)
    }
    variables = (0..<count).map { line(plain($0), Polynomial(0)) }
    func interval(_ a: Rational, _ b: Rational) -> Interval {
      Interval(lower: a, upper: b, precision: precision)
    }
    guard leaf.isSegment || (1...64).contains(leaf.count) else { return nil }
    switch leaf.rule {
    case .natural, .derivative: return nil
    case .end(let named, let isUpper, let isAngle):
      guard let v = named ?? variable, v < count else { return nil }
      let (a, b) = (box.lower[v], box.upper[v])
      regions = problem.domain[v].contains(isUpper ? b : a) ? [.at, .above] : [.above]
      parameters[v] = .unknown(precision)
      domain = interval(0, b - a)
      variables[v] = line(Polynomial(isUpper ? b : a), Polynomial(isUpper ? -1 : 1))
      guard isAngle else { break }
      guard isUpper ? b == 1 : a == -1, a >= -1, b <= 1 else { return nil }
      let far = Interval(isUpper ? a : -b, precision: precision).arccosine
      domain = Interval(lower: .zero(precision: precision), upper: far.upper)
      let length = leaf.count + 4
      guard
        let exact = try? Field.exact(ring).coefficients(of: .cos, at: Polynomial(0), count: length),
        let enclosed = try? Field.enclosures(precision)
          .coefficients(of: .cos, at: domain, count: length + 1)
      else { return nil }
      // Lagrange's remainder.
      let cosine = TaylorModel(order: 0, coefficients: exact, remainder: enclosed[length])
      variables[v] = cosine.scaled(by: isUpper ? 1 : -1)
    case .point(let text):
      guard let v = variable, let step = try? problem.step(for: text),
        let c = ring.polynomial(of: step, in: problem.terms)
      else { return nil }
      let nothing = parameters.map { _ in Interval.unknown(precision) }
      let place = Valuation(ring, variables: nothing, precision).enclosure(of: c)
      guard interval(box.lower[v], box.upper[v]).contains(place), !place.isIndeterminate,
        (place.lower.compared(to: box.lower[v]) ?? -1) >= 0,
        (place.upper.compared(to: box.upper[v]) ?? 1) <= 0
      else { return nil }
      domain = interval(box.lower[v], box.upper[v]) - place
      variables[v] = line(c, Polynomial(1))
      regions = [.below, .at, .above]
    case .diagonal(let i, let j, _):
      guard i != j, (0..<count).contains(i), (0..<count).contains(j), weight.signum >= 0,
        weight <= 1
      else { return nil }
      let rest = 1 - weight
      let low = weight * box.lower[i] + rest * box.lower[j]
      let high = weight * box.upper[i] + rest * box.upper[j]
      parameters[i] = interval(low, high)
      parameters[j] = .unknown(precision)
      for side in [i, j] {
        reach.lower[side] = min(box.lower[side], low)
        reach.upper[side] = max(box.upper[side], high)
      }
      // Every point on the way to the diagonal must be one where the terms are defined.
      guard
        (0..<count).allSatisfy({
          problem.domain[$0].lower <= reach.lower[$0] && reach.upper[$0] <= problem.domain[$0].upper
        })
      else { return nil }
      let (least, most) = (box.lower[j] - box.upper[i], box.upper[j] - box.lower[i])
      domain = interval(min(0, least), max(0, most))
      variables[i] = line(plain(i), Polynomial(-rest))
      variables[j] = line(plain(i), Polynomial(weight))
      if least.signum < 0 { regions.append(.below) }
      if least.signum <= 0 && most.signum >= 0 { regions.append(.at) }
      if most.signum > 0 { regions.append(.above) }
    case .segment(let i):
      guard (0..<count).contains(i) else { return nil }
      let width = box.upper[i] - box.lower[i]
      domain = interval(-width, width)
      variables[i] = line(plain(i), Polynomial(1))
      regions = [.everywhere]
    case .ray(let point):
      guard point.count == count, count > 0,
        (0..<count).allSatisfy({ box.lower[$0] <= point[$0] && point[$0] <= box.upper[$0] })
      else { return nil }
      // The directions are variables of their own: of theirs nothing is known that is known of the x_i.
      parameters =
        parameters.map { _ in .unknown(precision) }
        + (0..<count).map { interval(box.lower[$0] - point[$0], box.upper[$0] - point[$0]) }
      domain = interval(0, 1)
      variables = (0..<count).map { line(Polynomial(point[$0]), plain(count + $0)) }
      regions = [.everywhere]
    }
  }

  /// Adds the regions in which an atom holds: where an interval has its sign that includes the value of the expression
  /// divided by some positive number.
  func show(_ atom: Problem.Atom, in problem: Problem, _ shown: inout [Bool]) {
    for form in atom.forms where shown.contains(false) {
      let ranges = problem.evaluate(form, on: reach.sides(precision), precision)
      if ranges.values[form.step].isIndeterminate && !leaf.isFromEnd { continue }
      let parameters = Valuation(problem.ring, variables: parameters, precision)
      // In several variables fewer coefficients may tell more: remainders may be unbounded.
      let counts =
        leaf.isSegment ? 2...2 : variables.count > 1 ? 1...leaf.count : leaf.count...leaf.count
      // A few coefficients may be kept whole, those of long expressions always are.
      let isLong = form.program.count > Problem.longest
      let ways = counts.flatMap { count in
        (isLong ? [true] : count <= 8 ? [false, true] : [false]).map { (count, $0) }
      }
      for (count, keepsWhole) in ways where shown.contains(false) {
        let expansion = Expansion(
          ring: problem.ring, terms: problem.terms, precision: precision, domain: domain,
          parameters: parameters, ranges: ranges.values, count: count, keepsWhole: keepsWhole)
        guard
          let model = try? expansion.models(of: form.program, variables: variables)[form.step]
        else { continue }
        if case .segment(let variable) = leaf.rule {
          shown[0] = curvature(expansion.cut(model, 2), variable, form, problem)
            .satisfies(atom.sign)
          continue
        }
        let lead = expansion.stripped(model)
        // Where coefficients may be 0 for some parameters, all that follows may have to be one of them.
        let lengths = variables.count > 1 ? Array(1...max(1, lead.coefficients.count)) : [.max]
        for (place, region) in regions.enumerated() where !shown[place] {
          shown[place] = lengths.contains {
            value(of: expansion.cut(lead, $0), region, expansion).satisfies(atom.sign)
          }
        }
      }
    }
  }

  /// s^m·q(s): the sign of q, and, for s < 0, of (−1)ᵐ.
  private func value(
    of lead: TaylorModel, _ region: Region, _ expansion: Expansion
  ) -> Interval {
    let series = expansion.enclosure(ofSeries: lead)
    switch region {
    case .everywhere: return series  // s = 1.
    case .at:
      if lead.order > 0 { return Interval(0, precision: precision) }
      return lead.order == 0 ? series : .unknown(precision)
    case .above, .below:
      let turn = region == .above ? 1 : -1
      let sign = lead.order % 2 == 0 ? 1 : turn
      if series.sign != nil { return sign == 1 ? series : -series }
      // Σ c_k sᵏ where s is not 0, all terms have one sign, and one of them is not 0.
      var terms = lead.coefficients.map { expansion.enclosure($0) } + [lead.remainder]
      for k in terms.indices where k % 2 == 1 && turn == -1 { terms[k] = -terms[k] }
      for direction in [1, -1] {
        let turned = direction == 1 ? terms : terms.map { -$0 }
        if turned.allSatisfy({ $0.satisfies(.nonnegative) }),
          turned.contains(where: { $0.satisfies(.positive) })
        {
          return Interval(sign * direction, precision: precision)
        }
      }
      return sign == 1 ? series : -series
    }
  }

  /// An expression that is 0 at both ends of the segment is at least 0 between where it is concave.
  private func curvature(
    _ model: TaylorModel, _ variable: Int, _ form: Problem.Form, _ problem: Problem
  ) -> Interval {
    guard model.order == 0, model.coefficients.count == 2 else { return .unknown(precision) }
    for end in [box.lower[variable], box.upper[variable]] {
      let place = (0..<box.lower.count).map {
        $0 == variable
          ? Polynomial(end) : Polynomial(atom: problem.ring.atom(.variable($0)))
      }
      guard
        let face = problem.ring.polynomial(of: form.step, in: problem.terms, variables: place),
        problem.ring.isZero(face)
      else { return .unknown(precision) }
    }
    let zero = BigFloat.zero(precision: precision)
    if model.remainder.upper.sign <= 0 { return .from(zero) }
    if model.remainder.lower.sign >= 0 { return -Interval.from(zero) }
    return .unknown(precision)
  }
}

extension Leaf {
  /// The w of a diagonal rule, each of which makes a chart; of other rules one number that means nothing.
  fileprivate var weights: [Rational] {
    if case .diagonal(_, _, let weights) = rule { weights } else { [0] }
  }
  fileprivate var isSegment: Bool { if case .segment = rule { true } else { false } }
  /// Whether this is an expansion from an end, where the expression need not be bounded.
  fileprivate var isFromEnd: Bool {
    switch rule {
    case .end: true
    default: false
    }
  }
}
