import ExactArithmetic
import SymbolicExpressions

extension ActivationFormula {
  /// The activation with closed duals that this formula is, where its normal form shows one: polynomials, two
  /// slopes, powers of max(0, u), the sign, sin, cos, erf and exp of what they may be of, Gabor functions,
  /// multiples of these with a constant added, Φ and GELU.
  var closedDual: (any DualActivation)? {
    if self == Self.normalDistribution { return ProbitActivation() }
    if Self.gelu.contains(self) { return GELUActivation() }
    guard let pieces else { return nil }
    if pieces.count == 1 { return smoothDual(pieces[0].formula) }
    guard pieces.count == 2, pieces[0].upper == 0,
      let left = pieces[0].formula.polynomial, let right = pieces[1].formula.polynomial
    else { return nil }
    switch (left, right) {
    case ([-1], [1]): return SignActivation()
    case ([], _) where right.last == 1 && right.dropLast().allSatisfy(\.isZero):
      let order = right.count - 1
      return order <= ArcCosineDerivation.largestOrder ? ArcCosineActivation(order: order) : nil
    default:
      guard let negative = slope(left), let positive = slope(right) else { return nil }
      return TwoSlopeActivation(negative: negative, positive: positive)
    }
  }

  /// α of the polynomial αu.
  private func slope(_ coefficients: [Rational]) -> Rational? {
    switch coefficients.count {
    case 0: 0
    case 2 where coefficients[0].isZero: coefficients[1]
    default: nil
    }
  }

  /// Φ(u), and u·Φ(u) as it may be written.
  private static let normalDistribution = try? ActivationFormula(parsing: "Phi(u)")
  private static let gelu = ["u*Phi(u)", "u*(1 + erf(u/sqrt(2)))/2", "u/2*(1 + erf(u/sqrt(2)))"]
    .map { try? ActivationFormula(parsing: $0) }

  private func smoothDual(_ formula: ActivationFormula) -> (any DualActivation)? {
    if let coefficients = formula.polynomial {
      if coefficients == [0, 1] { return IdentityActivation() }
      return PolynomialActivation(coefficients: coefficients.isEmpty ? [0] : coefficients)
    }
    // α·τ + γ.
    var (factor, offset) = (Rational(1), Rational(0))
    var last = formula.steps.count - 1
    let polynomials = ActivationFormula.polynomials(of: formula.steps)
    func constant(_ step: Int) -> Rational? {
      if case .constant(let value) = formula.steps[step] { value } else { nil }
    }
    search: while true {
      switch formula.steps[last] {
      case .add(let x, let y):
        guard let number = constant(x) ?? constant(y) else { return nil }
        offset += factor * number
        last = constant(x) == nil ? x : y
      case .multiply(let x, let y):
        guard let number = constant(x) else { break search }
        factor *= number
        last = y
      default: break search
      }
    }
    let isPlain = factor == 1 && offset.isZero
    if case .apply(.erf, let argument) = formula.steps[last], let inner = polynomials[argument],
      inner.count == 2, inner[0].isZero
    {
      if isPlain && inner[1] == 1 { return ErfActivation() }
      return AffineActivation(ErfActivation(), factor: factor, scale: inner[1], offset: offset)
    }
    guard let closed = wave(formula.steps, last, polynomials) else { return nil }
    return isPlain ? closed : AffineActivation(closed, factor: factor, offset: offset)
  }

  /// sin, cos or exp of a polynomial, or a product of such that is a Gabor function.
  private func wave(
    _ steps: [Step], _ last: Int, _ polynomials: [[Rational]?]
  ) -> (any ClosedDual)? {
    if case .multiply(let x, let y) = steps[last] {
      for (first, second) in [(x, y), (y, x)] {
        guard let envelope = wave(steps, first, polynomials) as? GaussianActivation,
          case .apply(let function, let argument) = steps[second],
          function == .sin || function == .cos,
          let inner = polynomials[argument], inner.count == 2
        else { continue }
        return GaborActivation(
          rate: envelope.rate, frequency: inner[1], phase: inner[0], isCosine: function == .cos)
      }
      return nil
    }
    guard case .apply(let function, let argument) = steps[last], let inner = polynomials[argument]
    else { return nil }
    let coefficient = { (k: Int) in k < inner.count ? inner[k] : 0 }
    switch (function, inner.count) {
    case (.sin, 2): return SinusoidActivation.sine(frequency: coefficient(1), phase: coefficient(0))
    case (.cos, 2):
      return SinusoidActivation.cosine(frequency: coefficient(1), phase: coefficient(0))
    case (.exp, 2) where coefficient(0).isZero: return ExponentialActivation(rate: coefficient(1))
    case (.exp, 3)
    where coefficient(0).isZero && coefficient(1).isZero && coefficient(2).signum < 0:
      return GaussianActivation(rate: coefficient(2))
    default: return nil
    }
  }

  /// The coefficients, the constant first and the last one not 0, where the formula is a polynomial with
  /// rational coefficients of an admitted degree.
  private var polynomial: [Rational]? { ActivationFormula.polynomials(of: steps).last ?? nil }

  /// The same of every step.
  private static func polynomials(of steps: [Step]) -> [[Rational]?] {
    var values: [[Rational]?] = []
    for step in steps {
      switch step {
      case .variable: values.append([0, 1])
      case .constant(let value): values.append(value.isZero ? [] : [value])
      case .add(let x, let y):
        values.append(values[x].flatMap { a in values[y].map { sum(a, $0) } })
      case .multiply(let x, let y):
        values.append(values[x].flatMap { a in values[y].flatMap { product(a, $0) } })
      case .power(let x, let n) where n > 0:
        // A constant's powers stay small only with the exponent.
        guard let base = values[x], n <= PolynomialActivation.largestDegree else {
          values.append(nil)
          continue
        }
        values.append((0..<n).reduce([1]) { power, _ in power.flatMap { product($0, base) } })
      case .pi, .divide, .power, .apply: values.append(nil)
      }
    }
    return values
  }

  private static func sum(_ a: [Rational], _ b: [Rational]) -> [Rational] {
    let count = max(a.count, b.count)
    return trimmed((0..<count).map { ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? b[$0] : 0) })
  }

  private static func product(_ a: [Rational], _ b: [Rational]) -> [Rational]? {
    if a.isEmpty || b.isEmpty { return [] }
    guard a.count + b.count - 2 <= PolynomialActivation.largestDegree else { return nil }
    var result = [Rational](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() { result[i + j] = result[i + j] + x * y }
    }
    return trimmed(result)
  }

  private static func trimmed(_ coefficients: [Rational]) -> [Rational] {
    Array(coefficients.prefix((coefficients.lastIndex { !$0.isZero } ?? -1) + 1))
  }
}
