import ExactArithmetic
import KernelVocabulary
import Statements
import SymbolicExpressions

/// What changes with k in a statement about every k, by the names of the Coq library's `Induction`, `Chains` and
/// `Residual`.
indirect enum CoqSequence: Hashable {
  /// What k applications of a map give: the map, in terms of a variable of its own, and the start.
  case iterates(CoqExpression, local: Int, of: CoqExpression)
  /// A power with the exponent k.
  case power(CoqExpression)
  /// Θ_ij of chain(k), which is the same under every rule.
  case chainTangent(CoqExpression)
  /// The mean over √K_ii and 1/K_ii behind k blocks of edges, under the exact rule.
  case residualMean(block: Int)
  case residualInverse(block: Int)
  /// K_ij/K_ii behind k blocks of edges.
  case residualCorrelation(PropagationRule, block: Int, CoqExpression)
  /// The same, variance-only, where skips have a scale.
  case scaledCorrelation(Rational, block: Int, CoqExpression)
  /// What certificates count among the quantities, though this statement does not speak of it.
  case unused(String, isBounded: Bool)

  /// f^(each·k)(start).
  static func kernel(_ each: Int = 1, of start: CoqExpression) -> CoqSequence {
    .iterates(CoqExpression.local(0).kappa1(each), local: 0, of: start)
  }

  /// How often κ₁ is applied each time, and to what first; nil for other sequences.
  var kernelSteps: (each: Int, start: CoqExpression)? {
    guard case .iterates(let map, let local, let start) = self else { return nil }
    var (inner, each) = (map, 0)
    while case .unary(.kappa1, let argument) = inner { (inner, each) = (argument, each + 1) }
    return inner == .local(local) && each > 0 ? (each, start) : nil
  }

  /// What it starts from, where that is an expression.
  var source: CoqExpression? {
    switch self {
    case .iterates(_, _, let start): start
    case .power(let base): base
    case .chainTangent(let rho), .residualCorrelation(_, _, let rho),
      .scaledCorrelation(_, _, let rho):
      rho
    case .residualMean, .residualInverse, .unused: nil
    }
  }

  /// The sequence of other expressions.
  func mapping(_ map: (CoqExpression) -> CoqExpression) -> CoqSequence {
    switch self {
    case .iterates(let body, let local, let start):
      .iterates(map(body), local: local, of: map(start))
    case .power(let base): .power(map(base))
    case .chainTangent(let rho): .chainTangent(map(rho))
    case .residualCorrelation(let rule, let block, let rho):
      .residualCorrelation(rule, block: block, map(rho))
    case .scaledCorrelation(let scale, let block, let rho):
      .scaledCorrelation(scale, block: block, map(rho))
    case .residualMean, .residualInverse, .unused: self
    }
  }

  // MARK: In Coq's words

  /// The real number for k, as theorems write it.
  var realNumber: String {
    switch self {
    case .iterates(let map, let local, let start):
      guard let (each, _) = kernelSteps else {
        return "(Nat.iter k (fun \(CoqExpression.name(ofLocal: local)) : R => \(map.realNumber)) "
          + "\(start.realNumber))"
      }
      return "(Nat.iter \(each == 1 ? "k" : "(\(each) * k)") kappa1 \(start.realNumber))"
    case .power(let base): return "(\(base.realNumber) ^ k)"
    case .chainTangent(let rho): return "(chain_tangent k \(rho.realNumber))"
    case .residualMean: return "(residual_mean k)"
    case .residualInverse: return "(residual_inverse k)"
    case .residualCorrelation(.exact, let block, let rho):
      return "(residual_correlation \(block) k \(rho.realNumber))"
    case .residualCorrelation(_, let block, let rho):
      return "(Nat.iter k (residual_map \(block)) \(rho.realNumber))"
    case .scaledCorrelation(let scale, let block, let rho):
      return "(Nat.iter k (scaled_map \(scale.coqNumber) \(block)) \(rho.realNumber))"
    case .unused: return "1"
    }
  }

  /// The same, such that the next one is what ``next(_:)`` says by computation.
  var value: String {
    guard let (each, start) = kernelSteps, each > 1 else { return realNumber }
    return "(Nat.iter k (fun t : R => Nat.iter \(each) kappa1 t) \(start.realNumber))"
  }

  /// The value for k + 1, given the variables that stand for sequences' values for k; nil where one is not known.
  func next(_ now: (CoqSequence) -> CoqExpression?) -> CoqExpression? {
    guard let own = now(self) else { return nil }
    /// The mean of the last edge, and what a block makes of K_ii.
    func block(_ block: Int) -> (mean: CoqExpression, cross: CoqExpression, growth: CoqExpression)?
    {
      now(.residualMean(block: block)).map { mean in
        let edge = CoqExpression.binary(.divide, .integer(1), .unary(.squareRoot, .pi))
        let cross = CoqExpression.binary(
          .multiply, .integer(2), .binary(.multiply, mean, edge))
        return (.binary(.add, mean, edge), cross, .binary(.add, .integer(2), cross))
      }
    }
    switch self {
    case .iterates(let map, let local, _):
      return map.replacing(local: { $0 == local ? own : .local($0) })
    case .power(let base): return .binary(.multiply, base, own)
    case .chainTangent(let rho):
      return now(.kernel(of: rho)).map {
        .binary(.add, .unary(.kappa1, $0), .binary(.multiply, .unary(.kappa0, $0), own))
      }
    case .residualMean(let number):
      return block(number).map { .binary(.divide, $0.mean, .unary(.squareRoot, $0.growth)) }
    case .residualInverse(let number): return block(number).map { .binary(.divide, own, $0.growth) }
    case .residualCorrelation(let rule, let number, _):
      let sum = CoqExpression.binary(.add, own, own.kappa1(number))
      if rule != .exact { return .binary(.divide, sum, .integer(2)) }
      return block(number).map { .binary(.divide, .binary(.add, sum, $0.cross), $0.growth) }
    case .scaledCorrelation(let scale, let number, _):
      let a = CoqExpression.rational(scale)
      let square = CoqExpression.binary(.multiply, a, a)
      return .binary(
        .divide, .binary(.add, .binary(.multiply, square, own), own.kappa1(number)),
        .binary(.add, square, .integer(1)))
    case .unused: return own
    }
  }

  /// The value for a number k, written out; nil where it needs other sequences' values.
  func value(for k: Int) -> CoqExpression? {
    switch self {
    case .power(let base):
      return k == 0 ? .integer(1) : .power(base, k)
    case .iterates, .scaledCorrelation, .residualCorrelation(.varianceOnly, _, _):
      var value = source
      for _ in 0..<k { value = value.flatMap { now in next { $0 == self ? now : nil } } }
      return value
    case .chainTangent, .residualMean, .residualInverse, .residualCorrelation, .unused: return nil
    }
  }

  // MARK: Where it lies

  /// Where it is known to lie from the first k on, whatever a statement says of it.
  func interval(
    from first: Int, where variables: (Int) -> RealInterval
  ) -> RealInterval? {
    func correlations(_ start: CoqExpression, atLeast least: Rational) -> RealInterval? {
      let interval = start.interval(where: variables)
      return RealInterval(
        lower: min(1, max(interval?.lower ?? -1, first > 0 ? least : -1)), upper: 1,
        includesUpper: interval?.contains(1) ?? true)
    }
    func shrunk(by m: Rational) -> RealInterval? {
      RealInterval(lower: 0, upper: m.power(Self.exponent(first)), includesLower: false)
    }
    switch self {
    case .iterates: return kernelSteps.flatMap { correlations($0.start, atLeast: 0) }
    case .power(let base):
      if let m = base.number { return m.signum > 0 && m < 1 ? shrunk(by: m) : nil }
      guard let interval = base.withoutPower.interval(where: variables), interval.lower >= 0,
        interval.upper <= 1
      else { return nil }
      return RealInterval(lower: 0, upper: 1)
    case .residualCorrelation(_, _, let rho): return correlations(rho, atLeast: Rational(-1, 2))
    case .scaledCorrelation(let scale, _, let rho):
      return correlations(rho, atLeast: Self.least(scale))
    case .residualMean: return RealInterval(lower: 0, upper: 1)
    case .residualInverse: return shrunk(by: Rational(1, 2))
    case .unused(_, let isBounded): return isBounded ? shrunk(by: 1) : nil
    case .chainTangent: return nil
    }
  }

  /// Below which the correlation behind a block with a skip of this scale is not.
  private static func least(_ scale: Rational) -> Rational {
    -(scale * scale) / (scale * scale + 1)
  }

  /// The largest exponent of which certificates say where powers lie.
  private static func exponent(_ first: Int) -> Int { max(0, min(first, 16)) }

  /// The library's tactic that says so.
  func fact(from first: Int) -> String? {
    let exponent = Self.exponent(first)
    switch self {
    case .iterates:
      return kernelSteps.map { each, start in
        let grows = each == 1 ? "kappa1_grows" : "(kappa1_power_grows \(each - 1))"
        return "iterate_fact k \(grows) \(start.realNumber)"
      }
    case .power(let base):
      let number = base.realNumber
      if base.number != nil { return "power_fact k \(number) \(exponent)%nat" }
      return "unit_power_fact k \(number)"
    case .residualCorrelation(.exact, let block, let rho):
      return "correlation_fact \(block)%nat k \(rho.realNumber)"
    case .residualCorrelation(_, let block, let rho):
      return "iterate_fact k (residual_map_grows \(block) ltac:(lia)) \(rho.realNumber)"
    case .scaledCorrelation(let scale, let block, let rho):
      let grows =
        "(scaled_map_grows \(Self.least(scale).coqNumber) \(scale.coqNumber) \(block) ltac:(lia) ltac:(lra))"
      return "iterate_fact k \(grows) \(rho.realNumber)"
    case .residualInverse: return "residual_fact k \(exponent)%nat"
    case .residualMean, .chainTangent, .unused: return nil
    }
  }
}

extension CoqExpression.NetworkQuantity {
  /// The rule by which it is found.
  var rule: PropagationRule? {
    switch self {
    case .kii(let rule), .kij(let rule), .lambda2(let rule), .tangent(_, let rule): rule
    case .eq12: nil
    }
  }
}

extension CoqExpression {
  /// κ₁ of it, several times.
  func kappa1(_ count: Int) -> CoqExpression {
    (0..<count).reduce(self) { inner, _ in .unary(.kappa1, inner) }
  }

  /// Where a variable or a number lies.
  func interval(where variables: (Int) -> RealInterval) -> RealInterval? {
    if case .variable(let index) = self { return variables(index) }
    return number.flatMap { RealInterval(lower: $0, upper: $0) }
  }

  /// The base of a power; itself otherwise.
  fileprivate var withoutPower: CoqExpression {
    if case .power(let base, _) = self { base } else { self }
  }

  /// The sequences of which a certificate knows when it reads the expression, as they occur.
  var sequences: [CoqSequence] {
    switch self {
    case .network(let quantity, let network, let rho):
      let own = network.family.map { $0.sequences(quantity.rule ?? .exact, on: rho) }
      return rho.sequences + (own ?? [])
    case .variable, .local, .rational, .pi, .count, .natural, .named: return []
    case .unary(_, let a), .kernel(_, let a), .power(let a, _): return a.sequences
    case .binary(_, let a, let b): return a.sequences + b.sequences
    case .sequence(.power(let base)): return [.power(base.shrinking)]
    case .sequence(let sequence): return [sequence]
    }
  }

  /// 1/m for a number m > 1; itself otherwise.
  private var shrinking: CoqExpression { number.map { $0 > 1 ? .rational(1 / $0) : self } ?? self }

  /// The expression with what functions of networks of every length are (`Chains.v`, `Residual.v`), and with powers that
  /// do not grow.
  var inSequences: CoqExpression {
    replacing { part in
      switch part {
      case .binary(
        .divide, .network(.kij(let rule), let network, let rho),
        .network(.kii(let other), let below, _)):
        guard let family = network.family, let block = family.block, rule != .exactWithoutMeans,
          (other, below) == (rule, network), family.scale == 1 || rule == .varianceOnly
        else { return nil }
        return .sequence(family.correlation(rule, block, rho))
      case .network(let quantity, let network, let rho):
        return network.family.flatMap { $0.value(of: quantity, on: rho) }
      case .count(let number, let network): return network.family.flatMap { $0.value(of: number) }
      case .sequence(.power(let base)) where base.shrinking != base:
        return .binary(.divide, .integer(1), .sequence(.power(base.shrinking)))
      default: return nil
      }
    }
  }

  /// The expression for a number k, without networks of every length; nil where that is not known.
  func written(for k: Int) -> CoqExpression? {
    var isKnown = true
    func value(_ part: CoqExpression) -> CoqExpression? {
      switch part {
      case .natural: return .integer(k)
      case .sequence(let sequence):
        let value = sequence.value(for: k)
        isKnown = isKnown && value != nil
        return value
      case .binary(.divide, .network, .network), .network, .count:
        let values = part.inSequences
        if values == part, case .binary = part { return nil }
        isKnown = isKnown && values != part
        return values == part ? nil : values.replacing(value)
      default: return nil
      }
    }
    let result = replacing(value)
    return isKnown ? result : nil
  }

  /// The powers with the exponent k that grow: the bases.
  var growingPowers: Set<CoqExpression> {
    var bases: Set<CoqExpression> = []
    _ = contains { part in
      if case .sequence(.power(let base)) = part, base.shrinking != base { bases.insert(base) }
      return false
    }
    return bases
  }
}
