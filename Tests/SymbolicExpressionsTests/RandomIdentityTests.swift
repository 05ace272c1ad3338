import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// A number made from ℚ and π by arithmetic and square roots, as it was put together.
private indirect enum Tree {
  case number(Rational)
  case pi
  case sum(Tree, Tree)
  case difference(Tree, Tree)
  case product(Tree, Tree)
  case quotient(Tree, Tree)
  case squareRoot(Tree)

  /// The value, by interval arithmetic on the tree itself.
  func interval(_ precision: Precision) -> Interval {
    switch self {
    case .number(let value): Interval(value, precision: precision)
    case .pi: .pi(precision: precision)
    case .sum(let a, let b): a.interval(precision) + b.interval(precision)
    case .difference(let a, let b): a.interval(precision) - b.interval(precision)
    case .product(let a, let b): a.interval(precision) * b.interval(precision)
    case .quotient(let a, let b): a.interval(precision) / b.interval(precision)
    case .squareRoot(let a): a.interval(precision).squareRoot
    }
  }

  func expression(_ graph: ExpressionGraph) -> Expression {
    switch self {
    case .number(let value): graph.rational(value)
    case .pi: graph.pi
    case .sum(let a, let b): a.expression(graph) + b.expression(graph)
    case .difference(let a, let b): a.expression(graph) - b.expression(graph)
    case .product(let a, let b): a.expression(graph) * b.expression(graph)
    case .quotient(let a, let b): a.expression(graph) / b.expression(graph)
    case .squareRoot(let a): a.expression(graph).squareRoot
    }
  }

  /// The sign, where the value is certainly not 0 and every part is certainly defined.
  var sign: Int? { interval(Precision(256)).sign.flatMap { $0 == 0 ? nil : $0 } }
}

@Suite struct RandomIdentityTests {
  private static func leaf(_ generator: inout SplitMix64) -> Tree {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: .pi
    case 1: .squareRoot(.number(2))
    case 2: .squareRoot(.number(3))
    case 3: .squareRoot(.sum(.pi, .number(1)))
    default:
      .number(
        Rational(
          Integer(Int.random(in: -9...9, using: &generator)),
          Integer(Int.random(in: 1...5, using: &generator))))
    }
  }

  /// A number other than 0.
  private static func tree(_ depth: Int, _ generator: inout SplitMix64) -> Tree {
    while true {
      let candidate = any(depth, &generator)
      if candidate.sign != nil { return candidate }
    }
  }

  private static func any(_ depth: Int, _ generator: inout SplitMix64) -> Tree {
    if depth == 0 { return leaf(&generator) }
    let a = tree(depth - 1, &generator)
    let b = tree(Int.random(in: 0..<depth, using: &generator), &generator)
    return switch Int.random(in: 0..<9, using: &generator) {
    case 0...2: .sum(a, b)
    case 3, 4: .difference(a, b)
    case 5, 6: .product(a, b)
    case 7: .quotient(a, b)
    default: depth == 1 && a.sign == 1 ? .squareRoot(a) : .sum(a, b)
    }
  }

  /// What is simplified keeps its value.
  @Test func valuesAreKept() throws {
    var generator = SplitMix64(seed: 41)
    var failures = Failures()
    for _ in 0..<scaledCount(600) {
      let tree = Self.tree(3, &generator)
      let truth = tree.interval(Precision(256))
      let simple = tree.expression(ExpressionGraph()).simplified
      let decimal = try Evaluator(digits: 30).decimal(simple)
      let found = Interval(
        lower: decimal.value - decimal.error, upper: decimal.value + decimal.error,
        precision: Precision(256))
      failures.check(truth.overlaps(found), "\(tree): \(truth), not \(decimal)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Two ways to write a number are recognised as equal; with something added they are not.
  @Test func identitiesBothWays() throws {
    var generator = SplitMix64(seed: 42)
    var failures = Failures()
    for index in 0..<scaledCount(600) {
      let (a, b) = (Self.tree(1, &generator), Self.tree(1, &generator))
      let c = Self.tree(1, &generator)
      let pair: (Tree, Tree)
      switch index % 6 {
      case 0:
        pair = (.product(.sum(a, b), c), .sum(.product(a, c), .product(b, c)))
      case 1:
        pair = (
          .product(.difference(a, b), .sum(a, b)), .difference(.product(a, a), .product(b, b))
        )
      case 2: pair = (.sum(.quotient(a, b), .quotient(c, b)), .quotient(.sum(a, c), b))
      case 3:
        let size = b.sign == 1 ? b : .difference(.number(0), b)
        pair = (
          .squareRoot(.product(.number(2), .product(b, b))), .product(.squareRoot(.number(2)), size)
        )
      case 4:
        guard Tree.difference(.product(b, b), .product(c, c)).sign != nil else { continue }
        pair = (
          .quotient(a, .difference(b, c)),
          .quotient(.product(a, .sum(b, c)), .difference(.product(b, b), .product(c, c)))
        )
      default: pair = (.quotient(.product(a, b), .product(b, c)), .quotient(a, c))
      }
      let graph = ExpressionGraph()
      let zero = pair.0.expression(graph) - pair.1.expression(graph)
      failures.check(
        zero.provenRational(expanding: true) == 0,
        "not seen: \(zero.written(by: TextPrinter()) ?? "")")
      let exponent = Int.random(in: 1...40, using: &generator)
      let extra = Rational(10).power(-exponent)
      failures.check(
        (zero + extra).provenRational(expanding: true) == extra,
        "not told apart: \(zero.written(by: TextPrinter()) ?? "")")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// A number that is said to be rational is.
  @Test func unrelatedNumbers() throws {
    var generator = SplitMix64(seed: 43)
    var failures = Failures()
    for _ in 0..<scaledCount(600) {
      let tree = Tree.difference(Self.tree(2, &generator), Self.tree(2, &generator))
      guard let value = tree.expression(ExpressionGraph()).provenRational(expanding: true)
      else { continue }
      failures.check(tree.interval(Precision(256)).contains(value), "\(tree) is not \(value)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
