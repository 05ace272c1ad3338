/// The row steps of a plan, run: N numbers for each, with error bounds.
struct PlanRows {
  /// The values of a function of one input.
  struct Value {
    /// x̂.
    var values: [Double]
    /// σ ≥ |x̂|: the sum of the magnitudes of what x̂ is the sum of.
    var sizes: [Double]
    /// |x̂ − x| ≤ error·σ.
    var error: Double

    /// The error beside |x̂| itself.
    var relativeError: Double {
      error == 0 ? 0 : error * PlanRows.largestRatio(sizes, values)
    }
  }

  private(set) var values: [Value] = []
  /// Whether no number left the range in which the bounds hold.
  private(set) var isInRange = true
  private let count: Int
  private var powers: [PropagationPlan.RowPower: Value] = [:]

  /// Runs the row steps on the diagonal of K⁽⁰⁾ and M⁽⁰⁾; without means, M⁽⁰⁾ = 0.
  init(plan: PropagationPlan, diagonal: [Double], means: [Double]?) {
    count = diagonal.count
    values.reserveCapacity(plan.rows.count)
    for step in plan.rows {
      var value: Value
      switch step {
      case .squaredNorm: value = Value(values: diagonal, sizes: diagonal, error: 0)
      case .mean:
        let means = means ?? Array(repeating: 0, count: count)
        value = Value(values: means, sizes: means.map(\.magnitude), error: 0)
      case .sum(let terms): value = sum(terms)
      }
      note(value.values, within: 0x1p400)
      values.append(value)
    }
  }

  /// The largest quotient |part/whole|, where the part is not 0.
  static func largestRatio(_ parts: [Double], _ wholes: [Double]) -> Double {
    var result = 0.0
    for i in parts.indices where parts[i] != 0 {
      result = max(result, (parts[i] / wholes[i]).magnitude)
    }
    return result
  }

  private mutating func note(_ numbers: [Double], within limit: Double) {
    isInRange =
      isInRange
      && numbers.allSatisfy { $0 == 0 || ($0.magnitude > 1 / limit && $0.magnitude < limit) }
  }

  private mutating func sum(_ terms: [PropagationPlan.RowTerm]) -> Value {
    var total = Value(
      values: Array(repeating: 0, count: count), sizes: Array(repeating: 0, count: count), error: 0)
    for (index, term) in terms.enumerated() {
      let part = product(term)
      if index == 0 {
        total = part
        continue
      }
      for i in 0..<count {
        total.values[i] += part.values[i]
        total.sizes[i] += part.sizes[i]
      }
      total.error = max(total.error, part.error)
    }
    total.error = ErrorFactors.combined(
      total.error, ErrorFactors.roundings(max(0, terms.count - 1)))
    return total
  }

  private mutating func product(_ term: PropagationPlan.RowTerm) -> Value {
    let weight = term.weight
    guard let first = term.powers.first else {
      return Value(
        values: Array(repeating: weight.value, count: count),
        sizes: Array(repeating: weight.value.magnitude, count: count), error: weight.error)
    }
    var result = power(first)
    for factor in term.powers.dropFirst() {
      let next = power(factor)
      for i in 0..<count {
        result.values[i] *= next.values[i]
        result.sizes[i] *= next.sizes[i]
      }
      result.error = ErrorFactors.combined(result.error, next.error, ErrorFactors.rounding)
      note(result.values, within: 0x1p800)
    }
    if weight != .one {
      for i in 0..<count {
        result.values[i] *= weight.value
        result.sizes[i] *= weight.value.magnitude
      }
      result.error = ErrorFactors.combined(
        result.error, weight.error, weight.isPowerOfTwo ? 0 : ErrorFactors.rounding)
    }
    return result
  }

  /// v^(halves/2).
  private mutating func power(_ power: PropagationPlan.RowPower) -> Value {
    if power.halves == 2 { return values[power.row] }
    if let known = powers[power] { return known }
    var base = values[power.row]
    let isRoot = power.halves % 2 != 0
    if isRoot || power.halves < 0 {
      base.error = base.relativeError
      if isRoot {
        base.values = base.values.map { $0.squareRoot() }
        base.error = ErrorFactors.combined(ErrorFactors.root(base.error), ErrorFactors.rounding)
      }
      base.sizes = base.values.map(\.magnitude)
    }
    var result = base
    let exponent = (isRoot ? power.halves : power.halves / 2).magnitude
    for _ in 1..<exponent {
      for i in 0..<count {
        result.values[i] *= base.values[i]
        result.sizes[i] *= base.sizes[i]
      }
      result.error = ErrorFactors.combined(result.error, base.error, ErrorFactors.rounding)
      note(result.values, within: 0x1p800)
    }
    if power.halves < 0 {
      result.values = result.values.map { $0 == 0 ? 0 : 1 / $0 }
      result.sizes = result.values.map(\.magnitude)
      result.error = ErrorFactors.combined(
        ErrorFactors.reciprocal(result.error), ErrorFactors.rounding)
    }
    powers[power] = result
    return result
  }
}

extension PlanNumber {
  /// The error beside the number's own magnitude.
  var error: Double { isExact ? 0 : ErrorFactors.roundings(1) }
}
