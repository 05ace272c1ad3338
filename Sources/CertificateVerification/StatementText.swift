import ExactArithmetic

/// A value of a variable that has finitely many.
package enum ChosenValue: Hashable, Sendable {
  case network(Network)
  case integer(Int)
  case edge(Network.Edge)
  /// Of every whole number: where an induction starts, or its step from k to k + 1, for one of the comparisons.
  case start(Int)
  case step(Int)

  /// The text that names it in certificates: `2_21_112`, `7`, `0-2>1`, `start-1`.
  package var text: String {
    switch self {
    case .network(let network): network.text
    case .integer(let value): "\(value)"
    case .edge(let edge): edge.text
    case .start(let claim): "start-\(claim + 1)"
    case .step(let claim): "step-\(claim + 1)"
    }
  }
}

/// A statement as it was typed: quantifiers, and a formula whose terms are not interpreted yet.
package struct StatementText: Sendable {
  package enum Domain: Sendable {
    case real(Interval)
    case networks([Network])
    case integers(ClosedRange<Int>)
    /// Every whole number from one on.
    case every(from: Int)
    /// The edges of the network that another variable is, or those that it could have besides.
    case edges(of: String, absent: Bool)

    /// Whether the values can be gone through one by one.
    var isFinite: Bool { if case .real = self { false } else { true } }

    /// The values, where the variables in front have the ones that are given; none of an interval or of every whole
    /// number.
    package func choices(_ chosen: [String: ChosenValue]) -> [ChosenValue] {
      switch self {
      case .real, .every: return []
      case .networks(let all): return all.map { .network($0) }
      case .integers(let range): return range.map { .integer($0) }
      case .edges(let owner, let absent):
        guard case .network(let network)? = chosen[owner] else { return [] }
        return network.edges(absent: absent).map { .edge($0) }
      }
    }

    /// An interval with rational ends.
    package struct Interval: Hashable, Sendable {
      package let lower, upper: Rational
      package let includesLower, includesUpper: Bool

      package func contains(_ value: Rational) -> Bool {
        (lower < value || (includesLower && lower == value))
          && (value < upper || (includesUpper && upper == value))
      }
    }
  }

  package struct Quantifier: Sendable {
    package let isForAll: Bool
    package let name: String
    package let domain: Domain
  }

  /// A relation of two numbers: the sign of the left one less the right one, or of the right one less the left.
  struct Relation: Sendable {
    let isLeftLessRight: Bool
    let sign: Sign

    static let all = [
      "<": Relation(isLeftLessRight: false, sign: .positive),
      "<=": Relation(isLeftLessRight: false, sign: .nonnegative),
      ">": Relation(isLeftLessRight: true, sign: .positive),
      ">=": Relation(isLeftLessRight: true, sign: .nonnegative),
      "=": Relation(isLeftLessRight: true, sign: .zero),
      "!=": Relation(isLeftLessRight: true, sign: .nonzero),
    ]

    /// What holds where this does not.
    var negated: Relation {
      switch sign {
      case .positive: Relation(isLeftLessRight: !isLeftLessRight, sign: .nonnegative)
      case .nonnegative: Relation(isLeftLessRight: !isLeftLessRight, sign: .positive)
      case .zero: Relation(isLeftLessRight: isLeftLessRight, sign: .nonzero)
      case .nonzero: Relation(isLeftLessRight: isLeftLessRight, sign: .zero)
      }
    }

    /// The step that has the sign.
    func difference(_ left: Terms.Index, _ right: Terms.Index, in terms: Terms) -> Terms.Index {
      isLeftLessRight ? terms.difference(left, right) : terms.difference(right, left)
    }

    func holds(_ left: Rational, _ right: Rational) -> Bool {
      sign.holds((isLeftLessRight ? left - right : right - left).signum)
    }
  }

  /// A formula, in which what is negated is a relation.
  indirect enum Formula: Sendable {
    case comparison(TermText, Relation, TermText)
    case all([Formula])
    case any([Formula])

    /// What is true where the formula is not.
    var negated: Formula {
      switch self {
      case .comparison(let left, let relation, let right):
        .comparison(left, relation.negated, right)
      case .all(let parts): .any(parts.map(\.negated))
      case .any(let parts): .all(parts.map(\.negated))
      }
    }

    /// The comparisons of which this is the conjunction, from left to right; nil where it is none.
    var comparisons: [Formula]? {
      switch self {
      case .comparison: [self]
      case .all(let parts):
        parts.reduce([]) { all, part in
          all.flatMap { all in part.comparisons.map { all + $0 } }
        }
      case .any: nil
      }
    }
  }

  package private(set) var quantifiers: [Quantifier] = []
  /// The variable that is every whole number, with the first.
  var every: (name: String, first: Int)? {
    for quantifier in quantifiers {
      if case .every(let first) = quantifier.domain { return (quantifier.name, first) }
    }
    return nil
  }
  private(set) var formula: Formula

  /// How deep formulas may nest, and the largest space of networks that is gone through.
  fileprivate static let (deepest, largestSpace) = (100, 4)
  /// The largest absolute value of the ends of a range of whole numbers.
  fileprivate static let largestInteger = 1_000_000

  package init(_ text: String) throws(ReadingError) {
    var reader = try Reader(text)
    var quantifiers: [Quantifier] = []
    while let kind = ["forall", "exists"].first(where: { reader.here == .name($0) }) {
      try reader.readQuantifiers(isForAll: kind == "forall", &quantifiers)
    }
    formula = try reader.readFormula(0, 0)
    self.quantifiers = quantifiers
    guard reader.here == .end else { throw reader.fail("expected the end") }
  }
}

extension Reader {
  // MARK: Quantifiers

  mutating func readQuantifiers(
    isForAll: Bool, _ quantifiers: inout [StatementText.Quantifier]
  ) throws(ReadingError) {
    place += 1
    repeat {
      var names: [String] = []
      repeat {
        let name = try readName()
        guard !(names + quantifiers.map(\.name)).contains(name) else {
          throw fail("'\(name)' is quantified twice")
        }
        names.append(name)
      } while skip(.symbol(","))
      let domain: StatementText.Domain
      if skip(.symbol(">=")) {
        domain = .every(from: try readInteger())
        guard isForAll, names.count == 1 else { throw fail("one variable may be every number") }
      } else {
        guard skip(.name("in")) else { throw fail("expected 'in'") }
        domain = try readDomain(quantifiers)
      }
      quantifiers += names.map {
        StatementText.Quantifier(isForAll: isForAll, name: $0, domain: domain)
      }
    } while skip(.symbol(","))
    try expect(":")
  }

  private mutating func readDomain(_ outer: [StatementText.Quantifier]) throws(ReadingError)
    -> StatementText.Domain
  {
    switch here {
    case .symbol("["), .symbol("("):
      let includesLower = here == .symbol("[")
      place += 1
      let lower = try readRational()
      try expect(",")
      let upper = try readRational()
      let includesUpper = here == .symbol("]")
      guard includesUpper || here == .symbol(")") else { throw fail("expected ']' or ')'") }
      guard lower < upper || (lower == upper && includesLower && includesUpper) else {
        throw fail("the interval has no point")
      }
      place += 1
      return .real(
        .init(
          lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper))
    case .symbol("{"):
      var (networks, known) = ([Network](), Set<Network>())
      repeat {
        place += 1
        guard case .quoted(let text) = here else { throw fail("expected a network in quotes") }
        let network = try Meaning(variables: []).network(.quoted(text))
        if known.insert(network).inserted { networks.append(network) }
        place += 1
      } while here == .symbol(",")
      try expect("}")
      return .networks(try readConditions(networks))
    case .name("complete"):
      place += 1
      try expect("(")
      guard case .number(let value) = here, let nodes = value.asInt,
        (1...StatementText.largestSpace).contains(nodes)
      else { throw fail("complete(H) is checked for H from 1 to \(StatementText.largestSpace)") }
      place += 1
      try expect(")")
      return .networks(try readConditions(Network.complete(nodes)))
    case .name("nasbench201"):
      // A cell has on each of six edges nothing, a skip or pooling, or a convolution: its kernels, paths and
      // edges are those of a network with as many nodes.
      place += 1
      return .networks(try readConditions(Network.complete(3)))
    case .name(let kind) where ["edges", "absent"].contains(kind):
      place += 1
      try expect("(")
      guard case .name(let owner) = here,
        outer.contains(where: {
          if case .networks = $0.domain { $0.name == owner } else { false }
        })
      else { throw fail("expected a network that is quantified before") }
      place += 1
      try expect(")")
      return .edges(of: owner, absent: kind == "absent")
    case .number, .symbol("-"):
      let lower = try readInteger()
      try expect("..")
      let upper = try readInteger()
      guard lower <= upper else { throw fail("the range is empty") }
      return .integers(lower...upper)
    default: throw fail("expected an interval, a space or a list of networks")
    }
  }

  private mutating func readConditions(
    _ networks: some Sequence<Network>
  ) throws(ReadingError) -> [Network] {
    var conditions: [(Network) -> Bool] = []
    if skip(.name("where")) {
      repeat {
        guard case .name(let name) = here else { throw fail("expected a condition") }
        place += 1
        if ["connected", "parameterised"].contains(name) {
          let first = name == "connected" ? 0 : 1
          conditions.append { $0.pathCounts.dropFirst(first).contains { !$0.isZero } }
          continue
        }
        guard Network.statistics.contains(name), let relation = relation() else {
          throw fail("expected a condition")
        }
        place += 1
        let bound = try readRational()
        // A number that is undefined meets no condition.
        conditions.append { network in
          network.statistic(name).map { relation.holds($0, bound) } ?? false
        }
      } while skip(.name("and"))
    }
    let kept = networks.filter { network in conditions.allSatisfy { $0(network) } }
    guard !kept.isEmpty else { throw fail("no network meets the condition") }
    return kept
  }

  /// The relation that stands here.
  private func relation() -> StatementText.Relation? {
    if case .symbol(let symbol) = here { StatementText.Relation.all[symbol] } else { nil }
  }

  private mutating func readInteger() throws(ReadingError) -> Int {
    let isNegative = skip(.symbol("-"))
    guard case .number(let value) = here, let whole = value.asInt,
      (0...StatementText.largestInteger).contains(whole)
    else { throw fail("expected a whole number") }
    place += 1
    return isNegative ? -whole : whole
  }

  mutating func readRational() throws(ReadingError) -> Rational {
    let meaning = Meaning(variables: [])
    guard let value = meaning.terms.value(try meaning.term(readTerm())) else {
      throw fail("the ends of an interval must be rational numbers")
    }
    return value
  }

  // MARK: Formulas

  /// Connectives from the weakest: `implies` (to the right), `or`, `and`.
  mutating func readFormula(_ strength: Int, _ depth: Int) throws(ReadingError)
    -> StatementText.Formula
  {
    guard depth < StatementText.deepest else { throw fail("formulas nest too deep") }
    if strength == 3 { return try readAtom(depth) }
    var left = try readFormula(strength + 1, depth)
    let word = ["implies", "or", "and"][strength]
    while skip(.name(word)) {
      let right = try readFormula(strength == 0 ? 0 : strength + 1, depth + 1)
      left =
        switch word {
        case "implies": .any([left.negated, right])
        case "or": .any([left, right])
        default: .all([left, right])
        }
    }
    return left
  }

  private mutating func readAtom(_ depth: Int) throws(ReadingError) -> StatementText.Formula {
    if skip(.name("not")) { return try readAtom(depth + 1).negated }
    // A parenthesis is around a formula, or else around a term.
    let start = place
    if skip(.symbol("(")), let formula = try? readFormula(0, depth + 1), skip(.symbol(")")) {
      return formula
    }
    place = start
    var left = try readTerm()
    var formula: StatementText.Formula?
    while let relation = relation() {
      place += 1
      let right = try readTerm()
      let comparison = StatementText.Formula.comparison(left, relation, right)
      formula = formula.map { .all([$0, comparison]) } ?? comparison
      left = right
    }
    guard let formula else { throw fail("expected a relation") }
    return formula
  }
}
