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
  private let written: [CoqFormula]
  /// The quantities in the order of their variables, without k.
  private let quantities: [CoqExpression]
  /// Where the first of them lie.
  private let intervals: [RealInterval]

  init(_ statement: CoqStatement, _ written: CoqFormula) throws(CoqCertificateError) {
    let claim = written.mapping(\.ofChains)
    guard let every = statement.every, let comparisons = claim.comparisons else {
      throw CoqCertificateError(
        "what is said of every whole number is no conjunction of comparisons")
    }
    guard
      claim.expressions.allSatisfy({ part in
        part.replacing { $0.isChainTangent ? .pi : nil }.isWithoutNetworks
      })
    else {
      throw CoqCertificateError(
        "of networks of every length the Coq library has Kii, Kij, lambda2, eq12, NTKii, NTKij, ntk_lambda2, "
          + "paths and depth of chain(k)")
    }
    self.statement = statement
    self.every = every
    self.claim = claim
    self.written = written.comparisons ?? []
    var (known, others) = ([(CoqExpression, RealInterval)](), [CoqExpression]())
    for quantity in Self.quantities(of: self.written) {
      if let interval = Self.interval(of: quantity, comparisons, statement, every.first) {
        known.append((quantity, interval))
      } else {
        others.append(quantity)
      }
    }
    quantities = known.map(\.0) + others
    intervals = known.map(\.1)
  }

  /// The quantities as they occur, each once.
  private static func quantities(of comparisons: [CoqFormula]) -> [CoqExpression] {
    var all: [CoqExpression] = []
    for expression in comparisons.flatMap(\.expressions) {
      for quantity in expression.iterates where !all.contains(quantity) { all.append(quantity) }
    }
    return all
  }

  /// Where a quantity is known to lie: as an iterate of κ₁, or because the statement says so.
  private static func interval(
    of quantity: CoqExpression, _ comparisons: [CoqFormula], _ statement: CoqStatement, _ first: Int
  ) -> RealInterval? {
    if case .iterates(.unary(.kappa1, .local), _, let start) = quantity {
      var interval: RealInterval?
      if case .variable(let index) = start { interval = statement.variables[index].interval }
      if let value = start.number { interval = RealInterval(lower: value, upper: value) }
      let lower = min(1, max(interval?.lower ?? -1, first > 0 ? 0 : -1))
      return RealInterval(
        lower: lower, upper: 1, includesUpper: interval?.contains(1) ?? true)
    }
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

  private func variable(_ quantity: CoqExpression) -> CoqExpression? {
    quantities.firstIndex(of: quantity).map {
      .variable(count + $0 + ($0 < intervals.count ? 0 : 1))
    }
  }

  /// An expression with variables in place of k and what changes with it.
  func inVariables(_ expression: CoqExpression) -> CoqExpression {
    expression.replacing { $0 == .natural ? .variable(place) : variable($0) }
  }

  /// The quantities for k + 1, with that for k itself.
  var next: [CoqExpression] {
    var all = quantities.map { quantity -> CoqExpression in
      if quantity.isChainTangent, case .network(_, _, let rho) = quantity,
        let now = variable(quantity), let kernel = variable(.kernelIterate(of: rho))
      {
        return .binary(
          .add, .unary(.kappa1, kernel), .binary(.multiply, .unary(.kappa0, kernel), now))
      }
      guard case .iterates(let map, let local, _) = quantity, let now = variable(quantity) else {
        return quantity
      }
      return map.replacing(local: { $0 == local ? now : .local($0) })
    }
    all.insert(.binary(.add, .variable(place), .integer(1)), at: intervals.count)
    return all
  }

  /// The quantities as functions of k and the real variables.
  var values: [String] {
    var all = quantities.map { quantity -> String in
      guard quantity.isChainTangent, case .network(_, _, let rho) = quantity else {
        return quantity.realNumber
      }
      return "(chain_tangent k \(rho.realNumber))"
    }
    all.insert(CoqExpression.natural.realNumber, at: intervals.count)
    return all
  }

  /// The intervals, as a term of the library's type `domain`.
  var ranges: String { "[\(intervals.map(\.coqSides).joined(separator: "; "))]" }

  /// Whether functions of chains are spoken of.
  var isOfChains: Bool {
    written.flatMap(\.expressions).contains { !$0.isWithoutNetworks }
  }

  /// Where iterates of κ₁ start: of these the library knows where they lie.
  var kernelStarts: [CoqExpression] {
    quantities.compactMap {
      if case .iterates(.unary(.kappa1, .local), _, let start) = $0 { start } else { nil }
    }
  }

  /// What the certificate's case for a comparison's step says: multipliers, hints and a cover.
  func step(
    _ entry: ElaboratedCertificate.Case, comparison: Int, of comparisons: [CoqFormula]
  ) throws(CoqCertificateError) -> String {
    // The certificate counts the quantities of this comparison first.
    let own = Self.quantities(of: [written[comparison]] + written)
    guard own.filter({ intervals(of: $0) }) == Array(quantities.prefix(intervals.count)) else {
      throw CoqCertificateError("the step's quantities are numbered in another order")
    }
    func read(_ text: String) throws(CoqCertificateError) -> CoqExpression {
      var reader = statement.reader()
      reader.quantities = own.compactMap { variable($0) }
      do { return inVariables(try reader.read(TermParser.parse(text))) } catch {
        throw CoqCertificateError("the certificate's term '\(text)': \(error)")
      }
    }
    guard case .cover(let steps) = entry.evidence else {
      throw CoqCertificateError("the step has no cover")
    }
    var goals = [String](repeating: "", count: comparisons[comparison].isEquation ? 2 : 1)
    for use in entry.premises where goals.indices.contains(use.goal) {
      guard use.kind == .multiple else {
        throw CoqCertificateError("a quantity's bound in its place has no form in the Coq library")
      }
      let pair = "(\(use.premise)%nat, \(try read(use.text).syntax))"
      goals[use.goal] += (goals[use.goal].isEmpty ? "" : "; ") + pair
    }
    let reduction = try CoqReduction(entry.additions, of: comparisons[comparison], read)
    guard reduction.steps.isEmpty else {
      throw CoqCertificateError("a step of the induction is reduced to other statements")
    }
    let hints = reduction.hints.map(\.syntax)
    let sides = statement.variables.map(\.interval) + intervals
    let maker = CoqCoverMaker(domain: sides.map { ($0.lower, $0.upper) }, read: read)
    let cover = try maker.cover(steps)
    return "([\(goals.map { "[\($0)]" }.joined(separator: "; "))], "
      + "[\(hints.joined(separator: "; "))], \(cover.syntax))"
  }

  private func intervals(of quantity: CoqExpression) -> Bool {
    (quantities.firstIndex(of: quantity) ?? intervals.count) < intervals.count
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

  /// Whether it is a comparison with =.
  fileprivate var isEquation: Bool {
    if case .comparison(_, .equal, _) = self { true } else { false }
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

extension CoqExpression {
  /// f^k(start).
  fileprivate static func kernelIterate(of start: CoqExpression) -> CoqExpression {
    .iterates(.unary(.kappa1, .local(0)), local: 0, of: start)
  }

  /// Θ_ij of chain(k), which is the same under every rule.
  fileprivate static func chainTangent(of rho: CoqExpression) -> CoqExpression {
    .network(.tangent(.offDiagonal, .exact), .everyChain, rho)
  }

  fileprivate var isChainTangent: Bool {
    if case .network(_, _, let rho) = self { self == .chainTangent(of: rho) } else { false }
  }

  /// Whether neither kernels nor numbers of networks occur.
  fileprivate var isWithoutNetworks: Bool { !hasNetwork && !hasChainCount }

  /// The expression with what functions of chain(k) are: f^k(ρ), Θ_ij and k itself (`Chains.v`).
  fileprivate var ofChains: CoqExpression {
    replacing { part in
      switch part {
      case .network(let quantity, .everyChain, let rho):
        let kernel = CoqExpression.kernelIterate(of: rho)
        let tangent = CoqExpression.chainTangent(of: rho)
        let diagonal = CoqExpression.binary(.add, .natural, .integer(1))
        switch quantity {
        case .kii: return .integer(1)
        case .kij: return kernel
        case .lambda2: return .binary(.subtract, .integer(1), .unary(.magnitude, kernel))
        case .tangent(.diagonal, _): return diagonal
        case .tangent(.offDiagonal, _): return tangent
        case .tangent(.smallest, _):
          return .binary(.subtract, diagonal, .unary(.magnitude, tangent))
        case .eq12: return .binary(.subtract, .integer(1), kernel)
        }
      case .count(.paths, .everyChain): return .integer(1)
      case .count(.depth, .everyChain): return .natural
      default: return nil
      }
    }
  }

  /// The iterates in it of which k says how many, and Θ_ij of chains, in their order.
  fileprivate var iterates: [CoqExpression] {
    switch self {
    case .network(_, .everyChain, let rho):
      rho.iterates + [.kernelIterate(of: rho), .chainTangent(of: rho)]
    case .variable, .local, .rational, .pi, .count, .natural, .named: []
    case .unary(_, let a), .kernel(_, let a), .power(let a, _), .network(_, _, let a): a.iterates
    case .binary(_, let a, let b): a.iterates + b.iterates
    case .iterates: [self]
    }
  }

  /// Whether a number of a network occurs.
  fileprivate var hasChainCount: Bool { contains { if case .count = $0 { true } else { false } } }
}
