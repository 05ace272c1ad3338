import CFastKernels

/// The part of a propagation that concerns diagonals: vectors of N numbers for each value of a plan,
/// and the error bounds, which rest on them.
///
/// Errors are in units of 2⁻⁵³, relative to √(r_i r_j), where the reference r of a value is the
/// diagonal that it would have with its mean; see the article <doc:ErrorBounds>.
struct PlanDiagonals {
  struct Value {
    /// The diagonal of the value.
    var diagonal: [Double] = []
    /// What errors are relative to.
    var reference: [Double] = []
    /// Bounds the error of a diagonal entry.
    var diagonalError = 0.0
    /// Bounds the error of an entry off the diagonal.
    var error = 0.0
    /// √ of the diagonal and the reciprocal (0 for 0), where an activation or a mean reads it.
    var roots: [Double] = []
    var inverses: [Double] = []
    /// The mean M of a combination.
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
      if case .activate(let source, _) = instruction { needsRoots[source] = true }
    }
    for (index, instruction) in plan.instructions.enumerated() {
      var value: Value
      switch instruction {
      case .input(let centred): value = input(diagonal, centred: centred)
      case .activate(let source, let centred): value = activation(of: source, centred: centred)
      case .combine(let combination): value = combined(combination)
      }
      note(value.reference)
      if needsRoots[index] {
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

  private mutating func note(_ reference: [Double]) {
    isInRange =
      isInRange && reference.allSatisfy { $0 == 0 || ($0 > 0x1p-400 && $0 < 0x1p400) }
  }

  private func input(_ diagonal: [Double], centred: Bool) -> Value {
    guard centred, let means = inputMeans else {
      return Value(diagonal: diagonal, reference: diagonal)
    }
    let rest = diagonal.indices.map { diagonal[$0].addingProduct(-means[$0], means[$0]) }
    // One rounding, of a number between 0 and the reference.
    return Value(diagonal: rest, reference: diagonal, diagonalError: 1, error: 1)
  }

  private func activation(of source: Int, centred: Bool) -> Value {
    let from = values[source]
    let factor = centred ? 1 - kernelcalc_inverse_pi : 1
    return Value(
      diagonal: centred ? from.diagonal.map { $0 * factor } : from.diagonal,
      reference: from.diagonal, diagonalError: from.diagonalError + (centred ? 3 : 0),
      error: from.error + 2 * from.diagonalError + 13)
  }

  private func combined(_ combination: PropagationPlan.Combination) -> Value {
    var value = Value()
    var diagonal = Array(repeating: 0.0, count: count)
    var weighted = diagonal
    var meanSquare = diagonal
    var meanError = 0.0
    if let mean = combination.mean {
      (value.mean, meanSquare, meanError) = evaluated(mean)
      if !value.mean.isEmpty { diagonal = value.mean.map { $0 * $0 } }
    }
    var inherited = 0.0
    var inheritedDiagonal = 0.0
    for (index, weight) in combination.terms {
      let term = values[index]
      for i in 0..<count {
        diagonal[i].addProduct(weight.value, term.diagonal[i])
        weighted[i].addProduct(weight.value, term.reference[i])
      }
      inherited = max(inherited, term.error + weight.roundings)
      inheritedDiagonal = max(inheritedDiagonal, term.diagonalError + weight.roundings)
    }
    // How much larger the terms are than their sum.
    var ratio = 0.0
    var meanRatio = 0.0
    for i in 0..<count where diagonal[i] != 0 {
      ratio = max(ratio, weighted[i] / diagonal[i])
      meanRatio = max(meanRatio, (weighted[i] + meanSquare[i]) / diagonal[i])
    }
    let own = (Double(combination.terms.count) + 2 + 2 * meanError) * meanRatio
    value.error = inherited * ratio + own
    value.diagonalError = inheritedDiagonal * ratio + own
    value.diagonal = diagonal
    value.reference = diagonal
    return value
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
