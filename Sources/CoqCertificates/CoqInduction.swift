import CertificateVerification
import ExactArithmetic
import Statements
import SymbolicExpressions

/// What a statement about every k says, as the library's `Induction` takes it: the real variables, then the
/// quantities that change with k and are known to lie in intervals, then k, then the other quantities.
struct CoqInduction {
  let statement: CoqStatement
  /// The name of k and its first value.
  let every: (name: String, first: Int)
  let claim: CoqFormula
  /// The comparisons as they are written, with functions of chains.
  let written: [CoqFormula]
  /// The sequences that are quantities, in the order of their variables, without k.
  let quantities: [CoqSequence]
  /// Where the first of them lie.
  let intervals: [RealInterval]

  init(_ statement: CoqStatement, _ written: CoqFormula) throws(CoqCertificateError) {
    let claim = written.mapping(\.inSequences)
    guard let every = statement.every, let comparisons = claim.comparisons else {
      throw CoqCertificateError(
        "what is said of every whole number is no conjunction of comparisons")
    }
    guard claim.expressions.allSatisfy(\.isWithoutNetworks) else {
      throw CoqCertificateError(
        "of networks of every length the Coq library has Kii, Kij, lambda2, eq12, NTKii, NTKij, ntk_lambda2, "
          + "paths and depth of chains, and Kii, Kij, lambda2, NTKii (variance-only) and numbers of edges of "
          + "residual chains")
    }
    self.statement = statement
    self.every = every
    self.claim = claim
    self.written = written.comparisons ?? []
    families = written.families
    var (known, others) = ([(CoqSequence, RealInterval)](), [CoqSequence]())
    for quantity in Self.quantities(of: self.written) {
      if let interval = Self.interval(of: quantity, comparisons, statement, every.first) {
        known.append((quantity, interval))
      } else if case .unused = quantity {
      } else {
        others.append(quantity)
      }
    }
    quantities = known.map(\.0) + others
    intervals = known.map(\.1)
  }

  /// The sequences as they occur, each once.
  static func quantities(of comparisons: [CoqFormula]) -> [CoqSequence] {
    var all: [CoqSequence] = []
    for expression in comparisons.flatMap(\.expressions) {
      for quantity in expression.sequences where !all.contains(quantity) { all.append(quantity) }
    }
    return all
  }

  /// Where a quantity is known to lie: by what it is, or because the statement says so.
  private static func interval(
    of sequence: CoqSequence, _ comparisons: [CoqFormula], _ statement: CoqStatement, _ first: Int
  ) -> RealInterval? {
    let variables = statement.variables
    if let interval = sequence.interval(from: first, where: { variables[$0].interval }) {
      return interval
    }
    let quantity = CoqExpression.sequence(sequence)
    var lower: (value: Rational, isIncluded: Bool)?
    var upper: (value: Rational, isIncluded: Bool)?
    for comparison in comparisons {
      guard case .comparison(let a, let relation, let b) = comparison else { continue }
      switch (relation, a, b) {
      case (.less, _, quantity), (.lessOrEqual, _, quantity):
        if let value = a.number { lower = lower ?? (value, relation == .lessOrEqual) }
      case (.greater, quantity, _), (.greaterOrEqual, quantity, _):
        if let value = b.number { lower = lower ?? (value, relation == .greaterOrEqual) }
      case (.less, quantity, _), (.lessOrEqual, quantity, _):
        if let value = b.number { upper = upper ?? (value, relation == .lessOrEqual) }
      case (.less, .unary(.magnitude, quantity), _),
        (.lessOrEqual, .unary(.magnitude, quantity), _):
        if let value = b.number {
          lower = lower ?? (-value, relation == .lessOrEqual)
          upper = upper ?? (value, relation == .lessOrEqual)
        }
      default: break
      }
    }
    guard let lower, let upper, lower.value < upper.value else { return nil }
    return RealInterval(
      lower: lower.value, upper: upper.value, includesLower: lower.isIncluded,
      includesUpper: upper.isIncluded)
  }

  // MARK: In the library's terms

  private var count: Int { statement.variables.count }
  /// The variable that stands for k.
  var place: Int { count + intervals.count }

  func variable(_ quantity: CoqSequence) -> CoqExpression? {
    quantities.firstIndex(of: quantity).map {
      .variable(count + $0 + ($0 < intervals.count ? 0 : 1))
    }
  }

  /// An expression with variables in place of k and what changes with it.
  func inVariables(_ expression: CoqExpression) -> CoqExpression {
    expression.replacing { part in
      if part == .natural { return .variable(place) }
      if case .sequence(let sequence) = part { return variable(sequence) }
      return nil
    }
  }

  /// The quantities for k + 1, with that for k itself.
  var next: [CoqExpression] {
    var all = quantities.map { $0.next(variable) ?? .sequence($0) }
    all.insert(.binary(.add, .variable(place), .integer(1)), at: intervals.count)
    return all
  }

  /// The quantities as functions of k and the real variables.
  var values: [String] {
    var all = quantities.map(\.value)
    all.insert(CoqExpression.natural.realNumber, at: intervals.count)
    return all
  }

  /// The intervals, as a term of the library's type `domain`.
  var ranges: String { "[\(intervals.map(\.coqSides).joined(separator: "; "))]" }

  /// The networks of every length that are spoken of.
  let families: [CoqFamily]

  /// Tactics that rewrite what a statement says into sequences, behind " in S" in a hypothesis S.
  func rewriting(_ place: String = "") -> [String] {
    let suffix = place.isEmpty ? "" : "_in S"
    var tactics: [String] = []
    if families.contains(where: { $0.block == nil }) { tactics.append("chain_values\(suffix)") }
    tactics += Set(families.map(\.scale)).filter { $0 != 1 }.sorted().map {
      CoqFamily.tactic($0, place.isEmpty ? nil : "S")
    }
    if families.contains(where: { $0.block != nil }) { tactics.append("residual_values\(suffix)") }
    if quantities.contains(where: { ($0.kernelSteps?.each ?? 1) > 1 }) {
      tactics.append("rewrite ?iter_multiple\(place)")
    }
    let powers = Set(written.flatMap(\.expressions).flatMap(\.growingPowers)).compactMap(\.number)
    for base in powers.sorted() {
      let (b, c) = (base.coqNumber, (1 / base).coqNumber)
      tactics.append("rewrite ?(power_inverse \(b) \(c) k)\(place) by lra")
    }
    return tactics
  }

  /// Tactics that say where the quantities lie.
  var facts: [String] {
    quantities.prefix(intervals.count).compactMap { $0.fact(from: every.first) }
  }
}

extension CoqFormula {
  /// The comparisons of which the formula is the conjunction; nil where it is more than that.
  var comparisons: [CoqFormula]? {
    switch self {
    case .comparison(_, .notEqual, _): nil
    case .comparison: [self]
    case .and(let a, let b): a.comparisons.flatMap { a in b.comparisons.map { a + $0 } }
    case .or, .implies, .not: nil
    }
  }

  /// The formula with other expressions.
  func mapping(_ map: (CoqExpression) -> CoqExpression) -> CoqFormula {
    switch self {
    case .comparison(let a, let relation, let b): .comparison(map(a), relation, map(b))
    case .and(let a, let b): .and(a.mapping(map), b.mapping(map))
    case .or(let a, let b): .or(a.mapping(map), b.mapping(map))
    case .implies(let a, let b): .implies(a.mapping(map), b.mapping(map))
    case .not(let a): .not(a.mapping(map))
    }
  }
}

extension CoqFormula {
  /// The networks of every length in it, each once.
  var families: [CoqFamily] {
    var all: [CoqFamily] = []
    for expression in expressions {
      _ = expression.contains { part in
        switch part {
        case .network(_, let network, _), .count(_, let network):
          if let family = network.family, !all.contains(family) { all.append(family) }
        default: break
        }
        return false
      }
    }
    return all
  }
}

extension CoqExpression {
  /// Whether neither kernels nor numbers of networks occur.
  fileprivate var isWithoutNetworks: Bool {
    !contains {
      switch $0 {
      case .network, .count: true
      default: false
      }
    }
  }
}
