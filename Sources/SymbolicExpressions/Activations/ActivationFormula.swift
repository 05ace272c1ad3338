import ExactArithmetic

/// A function σ of one real variable u, written with arithmetic and elementary functions: a
/// straight-line program, which any kind of number can run.
///
/// What has a kink is written with |x| alone: max(x, y) is (x + y + |x − y|)/2. Programs are
/// hash-consed and constants folded, so that equal formulas are mostly equal programs; they belong to
/// no graph and cross threads.
package struct ActivationFormula: Hashable, Sendable {
  /// One step; operands are earlier steps.
  package enum Step: Hashable, Sendable {
    /// The variable u.
    case variable
    case constant(Rational)
    case pi
    case add(Int, Int)
    case multiply(Int, Int)
    case divide(Int, Int)
    /// x^n for an n other than 0 and 1.
    case power(Int, Int)
    case apply(Function, Int)
  }

  /// A function of one argument.
  package enum Function: String, Hashable, Sendable {
    case exp, log, sin, cos, tanh, atan, sqrt, erf
    /// |x|.
    case abs
    /// The derivative of |x|: −1, 1, and nothing at 0.
    case sign
  }

  /// The steps, operands first; the value is that of the last one.
  package let steps: [Step]

  init(steps: [Step]) { self.steps = steps }
}

/// Makes programs: each step once, constants folded.
struct ActivationBuilder {
  private(set) var steps: [ActivationFormula.Step] = []
  private var index: [ActivationFormula.Step: Int] = [:]

  /// The program that ends with `step`, without what it does not need.
  func formula(_ step: Int) -> ActivationFormula {
    var needed: Set<Int> = [step]
    for index in stride(from: step, through: 0, by: -1) where needed.contains(index) {
      needed.formUnion(steps[index].operands)
    }
    var places: [Int: Int] = [:]
    var kept: [ActivationFormula.Step] = []
    for index in needed.sorted() {
      kept.append(steps[index].mapOperands { places[$0] ?? 0 })
      places[index] = kept.count - 1
    }
    return ActivationFormula(steps: kept)
  }

  /// Runs `formula` on the value of step `u`.
  mutating func run(_ formula: ActivationFormula, on u: Int) -> Int {
    var places: [Int] = []
    for step in formula.steps {
      places.append(step == .variable ? u : construct(step.mapOperands { places[$0] }))
    }
    return places[places.count - 1]
  }

  /// The step, simplified.
  mutating func construct(_ step: ActivationFormula.Step) -> Int {
    switch step {
    case .variable, .pi, .constant: intern(step)
    case .add(let x, let y): add(x, y)
    case .multiply(let x, let y): multiply(x, y)
    case .divide(let x, let y): divide(x, y)
    case .power(let x, let n): power(x, n)
    case .apply(let function, let x): apply(function, x)
    }
  }

  mutating func variable() -> Int { intern(.variable) }
  mutating func constant(_ value: Rational) -> Int { intern(.constant(value)) }
  mutating func pi() -> Int { intern(.pi) }
  mutating func negate(_ x: Int) -> Int { multiply(constant(-1), x) }
  mutating func subtract(_ x: Int, _ y: Int) -> Int { add(x, negate(y)) }

  mutating func add(_ x: Int, _ y: Int) -> Int {
    if let a = linearForm(x), let b = linearForm(y) {
      return linear(slope: a.slope + b.slope, offset: a.offset + b.offset)
    }
    if isZero(x) { return y }
    return isZero(y) ? x : intern(.add(min(x, y), max(x, y)))
  }

  mutating func multiply(_ x: Int, _ y: Int) -> Int {
    guard let factor = value(x) else {
      if value(y) != nil { return multiply(y, x) }
      return x == y ? power(x, 2) : intern(.multiply(min(x, y), max(x, y)))
    }
    if let b = linearForm(y) { return linear(slope: factor * b.slope, offset: factor * b.offset) }
    if factor.isZero || factor == 1 { return factor.isZero ? x : y }
    // Constants in front of a product are multiplied.
    if case .multiply(let first, let second) = steps[y], let inner = value(first) {
      return multiply(constant(inner * factor), second)
    }
    return intern(.multiply(x, y))
  }

  /// The slope and the offset of a step that is a linear function of u with rational coefficients.
  func linearForm(_ step: Int) -> (slope: Rational, offset: Rational)? {
    switch steps[step] {
    case .variable: return (1, 0)
    case .constant(let value): return (0, value)
    case .multiply(let x, let y):
      guard let factor = value(x), steps[y] == .variable else { return nil }
      return (factor, 0)
    case .add(let x, let y):
      guard let offset = value(x) ?? value(y),
        let part = linearForm(value(x) == nil ? x : y), part.offset.isZero
      else { return nil }
      return (part.slope, offset)
    default: return nil
    }
  }

  /// slope·u + offset, written in one way.
  private mutating func linear(slope: Rational, offset: Rational) -> Int {
    if slope.isZero { return constant(offset) }
    let u = variable()
    let multiple = slope == 1 ? u : intern(.multiply(constant(slope), u))
    if offset.isZero { return multiple }
    let shift = constant(offset)
    return intern(.add(min(shift, multiple), max(shift, multiple)))
  }

  mutating func divide(_ x: Int, _ y: Int) -> Int {
    if let divisor = value(y), !divisor.isZero { return multiply(constant(1 / divisor), x) }
    return intern(.divide(x, y))
  }

  mutating func power(_ x: Int, _ exponent: Int) -> Int {
    if exponent == 0 { return constant(1) }
    if exponent == 1 { return x }
    if let base = value(x), exponent.magnitude <= 64, !base.isZero || exponent > 0 {
      let power = (0..<Int(exponent.magnitude)).reduce(Rational(1)) { product, _ in product * base }
      return constant(exponent > 0 ? power : 1 / power)
    }
    return intern(.power(x, exponent))
  }

  mutating func apply(_ function: ActivationFormula.Function, _ x: Int) -> Int {
    if let value = value(x) {
      switch function {
      case .abs: return constant(value.magnitude)
      case .sign where !value.isZero: return constant(Rational(value.signum))
      case .exp where value.isZero, .cos where value.isZero: return constant(1)
      case .sin where value.isZero, .tanh where value.isZero, .atan where value.isZero,
        .sqrt where value.isZero, .erf where value.isZero, .log where value == 1:
        return constant(0)
      case .sqrt where value == 1: return x
      default: break
      }
    }
    return intern(.apply(function, x))
  }

  private func value(_ step: Int) -> Rational? {
    if case .constant(let value) = steps[step] { value } else { nil }
  }

  private func isZero(_ step: Int) -> Bool { value(step)?.isZero ?? false }

  private mutating func intern(_ step: ActivationFormula.Step) -> Int {
    if let known = index[step] { return known }
    steps.append(step)
    index[step] = steps.count - 1
    return steps.count - 1
  }
}

extension ActivationFormula.Step {
  /// The steps whose values this one uses.
  package var operands: [Int] {
    switch self {
    case .variable, .constant, .pi: []
    case .add(let x, let y), .multiply(let x, let y), .divide(let x, let y): [x, y]
    case .power(let x, _), .apply(_, let x): [x]
    }
  }

  func mapOperands(_ image: (Int) -> Int) -> Self {
    switch self {
    case .variable, .constant, .pi: self
    case .add(let x, let y): .add(image(x), image(y))
    case .multiply(let x, let y): .multiply(image(x), image(y))
    case .divide(let x, let y): .divide(image(x), image(y))
    case .power(let x, let n): .power(image(x), n)
    case .apply(let function, let x): .apply(function, image(x))
    }
  }
}
