import ExactArithmetic
import KernelVocabulary
import Statements
import SymbolicExpressions

/// Networks of a family, each·k + more edges long, with a skip around every block of them, if any.
struct CoqFamily: Hashable {
  let each, more: Int
  let block: Int?
  /// The scale of all skips.
  let scale: Rational

  /// Reads a text such as `resnet@k2 0 skip 2` (see `Term.expanded`); nil where the library does not have the family.
  init?(_ text: String) {
    let parts = text.split(separator: Term.everyMark, maxSplits: 1).map(String.init)
    let words = parts.count == 2 ? parts[1].split(separator: " ").map(String.init) : []
    guard words.count >= 2, let each = Int(words[0]), let more = Int(words[1]) else { return nil }
    func value(_ label: String) -> String? {
      words.firstIndex(of: label).map { words[$0 + 1] }
    }
    switch parts[0] {
    case "chain": (block, scale) = (nil, 1)
    case "resnet":
      guard let block = Int(value("skip") ?? "2"), let scale = Rational(value("scale") ?? "1"),
        scale.signum > 0, block >= 2, each == block, more == 0
      else { return nil }
      (self.block, self.scale) = (block, scale)
    default: return nil
    }
    (self.each, self.more) = (each, more)
  }

  /// The network for every k, as Coq writes it.
  var name: String { name(of: "k") }
  /// The network for one k.
  func name(of k: Int) -> String { name(of: "\(k)") }

  private func name(of k: String) -> String {
    if let block { return "(residual \(block) \(k))" }
    let length = (each == 1 ? k : "\(each) * \(k)") + (more == 0 ? "" : " + \(more)")
    return length == k ? "(chain \(k))" : "(chain (\(length)))"
  }

  /// The tactic that rewrites kernels of networks whose skips have this scale, in a hypothesis or in the goal.
  static func tactic(_ scale: Rational, _ hypothesis: String?) -> String {
    let arguments = "\(scale.coqNumber) \((1 / (1 + scale * scale)).coqNumber)"
    return hypothesis.map { "scaled_values_in \(arguments) \($0)" } ?? "scaled_values \(arguments)"
  }

  /// The codes of the network for one k.
  func codes(_ k: Int) -> [[CoqNetwork.Code]] {
    (0..<(each * k + more)).map { node in
      var row = [CoqNetwork.Code](repeating: .zero, count: node) + [.parameterised]
      if let block, (node + 1).isMultiple(of: block) { row[node + 1 - block] = .skip }
      return row
    }
  }

  /// The sequences that certificates know when they speak of the network, in their order.
  func sequences(_ rule: PropagationRule, on rho: CoqExpression) -> [CoqSequence] {
    let others = "\(name) \(rule) \(rho.realNumber)"
    let tangent = CoqSequence.unused("tangent kernel of \(others)", isBounded: false)
    guard let block else {
      return [.kernel(each, of: rho), each == 1 ? .chainTangent(rho) : tangent]
    }
    let correlation = correlation(rule, block, rho)
    if rule != .exact { return [.power(.rational(shrinking)), correlation, tangent] }
    return [
      .residualMean(block: block), .residualInverse(block: block), correlation, tangent,
      .unused("1/Θ_ii of \(others)", isBounded: true),
    ]
  }

  /// K_ij/K_ii.
  func correlation(_ rule: PropagationRule, _ block: Int, _ rho: CoqExpression) -> CoqSequence {
    scale == 1
      ? .residualCorrelation(rule, block: block, rho)
      : .scaledCorrelation(scale, block: block, rho)
  }

  /// 1/(1 + a²), by which a block multiplies 1/K_ii under the variance-only rule, if its skip has the scale a.
  var shrinking: Rational { 1 / (1 + scale * scale) }

  /// What a function of the network is in terms of sequences; nil where the library does not say so.
  func value(
    of quantity: CoqExpression.NetworkQuantity, on rho: CoqExpression
  ) -> CoqExpression? {
    func sequence(_ sequence: CoqSequence) -> CoqExpression { .sequence(sequence) }
    guard more == 0 else { return nil }
    guard let block else {
      let kernel = sequence(.kernel(each, of: rho))
      let diagonal = CoqExpression.binary(.add, .natural, .integer(1))
      switch quantity {
      case .kii: return .integer(1)
      case .kij: return kernel
      case .lambda2: return .binary(.subtract, .integer(1), .unary(.magnitude, kernel))
      case .eq12: return .binary(.subtract, .integer(1), kernel)
      case .tangent where each > 1: return nil
      case .tangent(.diagonal, _): return diagonal
      case .tangent(.offDiagonal, _): return sequence(.chainTangent(rho))
      case .tangent(.smallest, _):
        return .binary(.subtract, diagonal, .unary(.magnitude, sequence(.chainTangent(rho))))
      }
    }
    guard let rule = quantity.rule, rule != .exactWithoutMeans,
      scale == 1 || rule == .varianceOnly
    else { return nil }
    let inverse = sequence(
      rule == .exact ? .residualInverse(block: block) : .power(.rational(shrinking)))
    func over(_ value: CoqExpression) -> CoqExpression { .binary(.divide, value, inverse) }
    let correlation = sequence(correlation(rule, block, rho))
    switch quantity {
    case .kii: return over(.integer(1))
    case .kij: return over(correlation)
    case .lambda2: return over(.binary(.subtract, .integer(1), .unary(.magnitude, correlation)))
    case .tangent(.diagonal, .varianceOnly) where scale == 1:
      let half = CoqExpression.binary(.divide, .integer(block), .integer(2))
      return over(.binary(.add, .integer(1), .binary(.multiply, half, .natural)))
    case .tangent, .eq12: return nil
    }
  }

  /// The same for its numbers.
  func value(of number: CoqExpression.NetworkNumber) -> CoqExpression? {
    func multiple(_ count: Int) -> CoqExpression {
      .binary(.multiply, .integer(count), .natural)
    }
    switch number {
    case .paths where block == nil: return .integer(1)
    case .depth where block == nil && more == 0: return each == 1 ? .natural : multiple(each)
    case .edges: return block.map { multiple($0 + 1) }
    case .parameterised: return block.map(multiple)
    default: return nil
    }
  }
}
