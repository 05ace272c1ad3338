import CFastKernels

/// The part of a propagation that concerns diagonals: vectors of N numbers for each value of a plan,
/// and the error bounds, which rest on them.
///
/// Errors are in units of 2⁻⁵³, to first order: of a diagonal entry relative to it, of an entry ij
/// relative to √(d_i d_j). The article <doc:ErrorBounds> derives each rule.
struct PlanDiagonals {
  struct Value {
    var diagonal: [Double] = []
    /// Bounds the error of a diagonal entry.
    var diagonalError = 0.0
    /// Bounds the error of an entry off the diagonal.
    var error = 0.0
    /// √ of the diagonal, where an activation reads the value or it is one.
    var roots: [Double] = []
    /// 1/√ of the diagonal (0 for 0), where an activation reads the value and it is none.
    var inverses: [Double] = []
    /// Whether the value is kept as correlations.
    var isNormalised = false
    /// The mean M of a combination; empty where it is 0.
    var mean: [Double] = []
    /// Correlations of this value from 1 up to this count as 1.
    var limit = 1.0
  }

  private(set) var values: [Value] = []
  /// Whether no number left the range in which the bounds hold.
  private(set) var isInRange = true
  private let inputMeans: [Double]?
  private let count: Int

  /// Runs the plan on the diagonal of K⁽⁰⁾. Correlations beyond 1 by up to `tolerance`
  /// count as 1 in any case.
  init(plan: PropagationPlan, diagonal: [Double], means: [Double]?, tolerance: Double) {
    inputMeans = means
    count = diagonal.count
    values.reserveCapacity(plan.instructions.count)
    var needsRoots = Array(repeating: false, count: plan.instructions.count)
    for instruction in plan.instructions {
      if case .activate(let source) = instruction { needsRoots[source] = true }
    }
    for (index, instruction) in plan.instructions.enumerated() {
      var value: Value
      switch instruction {
      case .input: value = Value(diagonal: diagonal)
      case .activate(let source): value = activation(of: source)
      case .combine(let combination): value = combined(combination)
      }
      note(value.diagonal)
      if needsRoots[index] && !value.isNormalised {
        value.roots = value.diagonal.map { $0.squareRoot() }
        value.inverses = value.roots.map { $0 == 0 ? 0 : 1 / $0 }
        let possible = 2 * (value.error + value.diagonalError + 8) * 0x1p-53
        value.limit = 1 + max(tolerance, possible)
      }
      values.append(value)
    }
  }

  /// The bound for a value, for all second-order terms too; infinite where none is known.
  func bound(_ error: Double) -> Double {
    let first = error * 0x1p-53
    return isInRange && first < 0x1p-30 ? first * (1 + 0x1p-10) : .infinity
  }

  private mutating func note(_ diagonal: [Double]) {
    isInRange =
      isInRange && diagonal.allSatisfy { $0 == 0 || ($0 > 0x1p-400 && $0 < 0x1p400) }
  }

  /// κ₁ keeps the diagonal, has a slope of at most 1 and itself adds less than one rounding; a
  /// correlation that is not there yet has six roundings and the roots' errors.
  private func activation(of source: Int) -> Value {
    let from = values[source]
    return Value(
      diagonal: from.diagonal, diagonalError: from.diagonalError,
      error: from.isNormalised ? from.error + 1 : from.error + from.diagonalError + 7,
      roots: from.roots, isNormalised: true)
  }

  private func combined(_ combination: PropagationPlan.Combination) -> Value {
    if combination.terms.count == 1, combination.terms[0].weight == .one, combination.mean == nil {
      // A copy, but for a factor √(d_i d_j).
      let source = values[combination.terms[0].value]
      return Value(
        diagonal: source.diagonal, diagonalError: source.diagonalError,
        error: entryError(of: source) + (source.isNormalised ? 1 : 0))
    }
    var value = Value()
    var diagonal = Array(repeating: 0.0, count: count)
    var meanSize = diagonal
    var meanError = 0.0
    if let mean = combination.mean {
      (value.mean, meanSize, meanError) = evaluated(mean)
      if !value.mean.isEmpty { diagonal = value.mean.map { $0 * $0 } }
    }
    // The terms' diagonals in whole, and what is left of them without their centres, with M².
    var whole = Array(repeating: 0.0, count: count)
    var parts = meanSize
    var termError = 0.0
    var termDiagonalError = 0.0
    for term in combination.terms {
      let from = values[term.value]
      let weight = term.weight.value
      let centred = centredDiagonal(term)
      for i in 0..<count {
        whole[i].addProduct(weight, from.diagonal[i])
        diagonal[i].addProduct(weight, centred[i])
        parts[i].addProduct(weight, centred[i])
      }
      termError = max(termError, entryError(of: from) + term.weight.roundings)
      termDiagonalError = max(termDiagonalError, from.diagonalError + term.weight.roundings)
    }
    let terms = Double(combination.terms.count)
    if combination.mean == nil {
      value.error = termError + terms + 2
      value.diagonalError = termDiagonalError + terms + 2
    } else {
      // How large each is beside the sum: at most 1 where nothing cancels.
      let wholeRatio = largestRatio(whole, diagonal)
      let meanRatio = largestRatio(meanSize, diagonal)
      let both = wholeRatio + meanRatio
      let inherited = max(termDiagonalError, 2 * meanError)
      // The centres have the errors of the roots that they are made of, and six roundings.
      value.error =
        (termError + termDiagonalError + 6) * wholeRatio + 2 * meanError * meanRatio
        + (3 * terms + 2) * both
      value.diagonalError = inherited * largestRatio(parts, diagonal) + (terms + 6) * both
    }
    value.diagonal = diagonal
    return value
  }

  /// The largest quotient, where the divisor is not 0.
  private func largestRatio(_ parts: [Double], _ sums: [Double]) -> Double {
    var result = 0.0
    for i in 0..<count where sums[i] != 0 { result = max(result, parts[i] / sums[i]) }
    return result
  }

  /// The error of an entry with the factor √(d_i d_j), which has the roots' errors, two roundings of
  /// their own and two of products.
  private func entryError(of value: Value) -> Double {
    value.isNormalised ? value.error + value.diagonalError + 4 : value.error
  }

  /// The diagonal without the centre.
  private func centredDiagonal(_ term: PropagationPlan.Term) -> [Double] {
    let diagonal = values[term.value].diagonal
    switch term.centre {
    case nil: return diagonal
    case .activation: return diagonal.map { $0 * (1 - kernelcalc_inverse_pi) }
    case .input:
      guard let inputMeans else { return diagonal }
      return diagonal.indices.map { diagonal[$0].addingProduct(-inputMeans[$0], inputMeans[$0]) }
    }
  }

  /// The mean M, (Σ |terms|)², and the error of M relative to Σ |terms|. Empty where M = 0.
  private func evaluated(_ mean: PropagationPlan.Mean) -> ([Double], [Double], Double) {
    var sum = Array(repeating: 0.0, count: count)
    var sizes = sum
    var error = 0.0
    var terms = 0.0
    func add(_ weight: PlanWeight, _ vector: (Int) -> Double, _ vectorError: Double) {
      for i in 0..<count {
        let number = vector(i)
        sum[i].addProduct(weight.value, number)
        sizes[i] += (weight.value * number).magnitude
      }
      error = max(error, weight.roundings + vectorError)
      terms += 1
    }
    if let weight = mean.input, let inputMeans { add(weight, { inputMeans[$0] }, 0) }
    for (index, weight) in mean.terms {
      let roots = values[index].roots
      add(weight, { roots[$0] }, values[index].diagonalError / 2 + 1)
    }
    if terms == 0 { return ([], sizes, 0) }
    return (sum, sizes.map { $0 * $0 }, error + terms)
  }
}
