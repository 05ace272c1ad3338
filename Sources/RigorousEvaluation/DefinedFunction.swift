import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Synchronization

/// A defined function, or an iterate of it, made ready for evaluation: everything it does follows from
/// the data of its `FunctionDefinition`.
final class DefinedFunction: Sendable {
  let definition: FunctionDefinition
  /// How many times the function is applied.
  let iterations: Int
  /// The definition compiled, once it has been needed, and what gives the value from those of κ₀ and κ₁.
  private let compiled = Mutex<(definition: Program?, combination: Program?)>((nil, nil))

  /// - Precondition: `iterations` is 1, or larger where `definition.isIterable`.
  init(_ definition: FunctionDefinition, iterations: Int = 1) {
    precondition(iterations == 1 || (iterations > 1 && definition.isIterable))
    self.definition = definition
    self.iterations = iterations
  }

  private var program: Program {
    compiled.withLock { compiled in
      if let program = compiled.definition { return program }
      let graph = ExpressionGraph()
      let program = Program([definition.definition(graph.variable("x"))], inputs: ["x"])
      compiled.definition = program
      return program
    }
  }

  private var combination: Program? {
    guard let combination = definition.arcCosineCombination else { return nil }
    return compiled.withLock { compiled in
      if let program = compiled.combination { return program }
      let names = ["x", "kappa0", "kappa1"]
      let inputs = names.map { [graph = ExpressionGraph()] in graph.variable($0) }
      let program = Program([combination(inputs[0], inputs[1], inputs[2])], inputs: names)
      compiled.combination = program
      return program
    }
  }

  /// An interval that contains the function's values on `x`; indeterminate where `x` is not known to
  /// lie in the domain.
  func enclosure(of x: Interval, precision: Precision) -> Interval {
    guard !x.isIndeterminate, definition.domain.isKnownToContain(x) else {
      return .indeterminate(precision: precision)
    }
    let values = definition.isTransparent ? x : untrimmed(x, precision)
    guard let range = definition.range else { return values }
    if let low = values.lower.compared(to: range.lowerBound), low > 0,
      let high = values.upper.compared(to: range.upperBound), high < 0,
      values.precision >= precision
    {
      return values
    }
    let bounds = Interval(lower: range.lowerBound, upper: range.upperBound, precision: precision)
    // Disjoint from the range means that the argument was not what the definition is about.
    return values.intersection(bounds) ?? .indeterminate(precision: precision)
  }

  private func untrimmed(_ x: Interval, _ precision: Precision) -> Interval {
    if definition.monotonicity == .none {
      return program.evaluate([x], precision: precision)[0]
    }
    if x.isPoint { return value(at: x.lower, precision) }
    if let narrow = bySlope(x, precision) { return narrow }
    let ends = [value(at: x.lower, precision), value(at: x.upper, precision)]
    let (first, last) =
      definition.monotonicity == .increasing ? (ends[0], ends[1]) : (ends[1], ends[0])
    return Interval(lower: first.lower, upper: last.upper)
  }

  /// For a narrow interval: one value, widened by a bound of the slope times the radius.
  private func bySlope(_ x: Interval, _ precision: Precision) -> Interval? {
    guard x.isBounded else { return nil }
    let midpoint = x.midpoint
    let radius = x.largestDistance(to: midpoint)
    let spread: BigFloat
    if let constant = definition.lipschitzConstant {
      spread = constant == 1 ? radius : Interval(radius).scaled(by: constant).upper
    } else if definition.arcCosineOrder == 0, precision >= Self.slopePrecision {
      // κ₀′ = 1/(π√(1 − x²)).
      let short = Precision(64)
      let root = (-x.rounded(to: short).power(2)).adding(1).squareRoot
      let product = Interval(radius).rounded(to: short) / (Interval.pi(precision: short) * root)
      guard product.isBounded else { return nil }
      spread = product.upper
    } else {
      return nil
    }
    let middle = value(at: midpoint, precision)
    guard !middle.isIndeterminate else { return nil }
    if !spread.isZero {
      // Zero has no exponent to be narrow beside.
      guard !middle.lower.isZero,
        spread.exponent < middle.lower.exponent - precision.bits / 2
      else { return nil }
    }
    return Interval(
      lower: middle.lower.subtracting(spread, precision: precision, rounding: .down),
      upper: middle.upper.adding(spread, precision: precision, rounding: .up))
  }

  /// From here on a value of κ₀ takes longer than its slope.
  private static let slopePrecision = Precision(512)

  /// The value at one number with full relative accuracy.
  private func value(at x: BigFloat, _ precision: Precision) -> Interval {
    if iterations == 1 {
      for (argument, value) in definition.exactPoints where x.compared(to: argument) == 0 {
        return Interval(value, precision: precision)
      }
    }
    if let order = definition.arcCosineOrder,
      let value = Interval.arcCosineKernel(
        order: order, at: x, iterations: iterations, precision: precision)
    {
      return value
    }
    if iterations == 1 {
      return accurate(precision) { [program] working in
        combined(at: x, working) ?? program.evaluate([Interval(x)], precision: working)[0]
      }
    }
    let once = DefinedFunction(definition)
    return (0..<iterations).reduce(Interval(x).rounded(to: precision)) { value, _ in
      once.enclosure(of: value, precision: precision)
    }
  }

  /// The value from the definition.
  func valueByDefinition(at x: BigFloat, _ precision: Precision) -> Interval {
    accurate(precision) { [point = Interval(x), program] working in
      program.evaluate([point], precision: working)[0]
    }
  }

  /// The value from those of κ₀ and κ₁ by fixed-point arithmetic; nil where it has none of them.
  private func combined(at x: BigFloat, _ precision: Precision) -> Interval? {
    guard let combination,
      let kappa0 = Interval.arcCosineKernel(order: 0, at: x, precision: precision),
      let kappa1 = Interval.arcCosineKernel(order: 1, at: x, precision: precision)
    else { return nil }
    return combination.evaluate([Interval(x), kappa0, kappa1], precision: precision)[0]
  }

  /// A value to full relative accuracy: the working precision is raised until cancellation no longer shows.
  private func accurate(_ precision: Precision, _ value: (Precision) -> Interval) -> Interval {
    let wanted = precision.bits + 2
    var result = Interval.indeterminate(precision: precision)
    var precisions = Ziv(
      from: Precision(precision.bits + 24), through: DefinedFunction.largestPrecision)
    while let working = precisions.next() {
      result = value(working)
      let accuracy = result.relativeAccuracyBits
      if accuracy >= wanted { break }
      if accuracy > 0 { precisions.missing = wanted - accuracy + 8 }
    }
    return result.rounded(to: precision)
  }

  /// Where the search for relative accuracy stops; the enclosure is then merely wide.
  private static let largestPrecision = Precision(1 << 22)
}

extension FunctionDefinition {
  /// Whether iterates may be evaluated as one function: the function maps its domain into it, increases,
  /// and has the Lipschitz constant 1; so then do its iterates.
  var isIterable: Bool { arcCosineOrder == 1 && lipschitzConstant == 1 }
}

extension Domain {
  /// Whether every member of `x` is certainly in the domain.
  package func isKnownToContain(_ x: Interval) -> Bool {
    switch self {
    case .real: return !x.isIndeterminate
    case .nonzero: return (x.sign ?? 0) != 0
    case .nonnegative: return x.lower.sign >= 0 && !x.isIndeterminate
    case .positive: return x.sign == 1
    case .closed(let low, let high):
      guard let below = x.lower.compared(to: low), let above = x.upper.compared(to: high) else {
        return false
      }
      return below >= 0 && above <= 0
    }
  }

  /// Whether every member of `x` is certainly outside the domain.
  package func isKnownToExclude(_ x: Interval) -> Bool {
    if x.isIndeterminate { return false }
    switch self {
    case .real: return false
    case .nonzero: return x.sign == 0
    case .nonnegative: return x.sign == -1
    case .positive: return x.upper.sign <= 0
    case .closed(let low, let high):
      guard let below = x.upper.compared(to: low), let above = x.lower.compared(to: high) else {
        return false
      }
      return below < 0 || above > 0
    }
  }
}
