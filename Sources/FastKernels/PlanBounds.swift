/// Error bounds of the pair steps of a plan.
///
/// Of each matrix P two vectors a, b are known with |P̂_ij| ≤ a_i·b_j and |P̂_ij − P_ij| ≤ e·a_i·b_j:
/// rounding errors are bounded without a look at the N² entries. The article <doc:ErrorBounds> derives
/// each rule.
struct PlanBounds {
  /// What is known of a matrix.
  struct Value {
    /// a.
    var row: [Double]
    /// b.
    var column: [Double]
    /// e.
    var error: Double
  }

  private(set) var values: [Value] = []
  private(set) var isInRange: Bool
  private let rows: PlanRows
  private let ones: [Double]

  /// The bounds of all pair steps.
  ///
  /// `largest` holds the largest magnitude of each correlation that was met off the diagonal, where that
  /// is known already: κ₀ is the less accurate the closer it comes to 1.
  init(plan: PropagationPlan, rows: PlanRows, diagonal: [Double], largest: [Double]? = nil) {
    self.rows = rows
    isInRange = rows.isInRange
    ones = Array(repeating: 1, count: diagonal.count)
    values.reserveCapacity(plan.pairs.count)
    for step in plan.pairs {
      switch step {
      case .kernel:
        let roots = diagonal.map { $0.squareRoot() }
        values.append(Value(row: roots, column: roots, error: 0))
      case .correlation(let term):
        // Put back to [−1, 1] an entry comes no further from the true one.
        let value = self.value(of: term)
        values.append(correlation(value.error * largestEntry(value)))
      case .kappa1(let source):
        // 1-Lipschitz; its own error is below 2⁻⁵³, as its values are in [0, 1].
        values.append(correlation(entryError(source) + ErrorFactors.rounding))
      case .kappa0(let source):
        let change = ErrorFactors.kappa0(entryError(source), largest: largest?[source] ?? 1)
        values.append(correlation(change + ErrorFactors.rounding))
      case .sum(let terms): values.append(sum(terms))
      case .product(let a, let b):
        let (a, b) = (values[a], values[b])
        values.append(
          Value(
            row: zip(a.row, b.row).map(*), column: zip(a.column, b.column).map(*),
            error: ErrorFactors.combined(a.error, b.error, ErrorFactors.rounding)))
      }
    }
  }

  /// The error of the result's entries off the diagonal, beside √(d_i d_j) of the true diagonal; infinite
  /// where none is known.
  func offDiagonal(beside diagonal: PlanRows.Value) -> Double {
    guard let result = values.last else { return .infinity }
    let roots = diagonal.values.map { $0.squareRoot() }
    let ratio =
      PlanRows.largestRatio(result.row, roots) * PlanRows.largestRatio(result.column, roots)
    return enlarged(
      result.error * ratio * (1 + ErrorFactors.reciprocal(diagonal.relativeError)))
  }

  /// The error of the result's diagonal entries beside themselves; infinite where none is known.
  func onDiagonal(_ diagonal: PlanRows.Value) -> Double {
    enlarged(ErrorFactors.reciprocal(diagonal.relativeError))
  }

  /// From which magnitude on an entry of a correlation is no rounded 1.
  func limit(_ step: Int, tolerance: Double) -> Double {
    1 + max(tolerance, 2 * values[step].error)
  }

  /// A bound with room for the roundings of its own evaluation, which are fewer than 2³⁰.
  private func enlarged(_ error: Double) -> Double {
    isInRange && error < 0.5 ? error * (1 + 0x1p-20) : .infinity
  }

  /// A matrix of correlations, or of values of κ.
  private func correlation(_ error: Double) -> Value {
    Value(row: ones, column: ones, error: error)
  }

  private func largestEntry(_ value: Value) -> Double {
    (value.row.max() ?? 0) * (value.column.max() ?? 0)
  }

  /// The error of an entry as such.
  private func entryError(_ step: Int) -> Double { values[step].error * largestEntry(values[step]) }

  /// Σ_k a_ki b_kj ≤ √(Σ_k a_ki²)·√(Σ_k b_kj²), Cauchy–Schwarz.
  private mutating func sum(_ terms: [PropagationPlan.PairTerm]) -> Value {
    if terms.count == 1 { return value(of: terms[0]) }
    var total = Value(row: ones.map { _ in 0 }, column: ones.map { _ in 0 }, error: 0)
    for term in terms {
      let part = value(of: term)
      for i in ones.indices {
        total.row[i].addProduct(part.row[i], part.row[i])
        total.column[i].addProduct(part.column[i], part.column[i])
      }
      total.error = max(total.error, part.error)
    }
    total.row = total.row.map { $0.squareRoot() }
    total.column = total.column.map { $0.squareRoot() }
    total.error = ErrorFactors.combined(total.error, ErrorFactors.roundings(terms.count))
    return total
  }

  /// Three products, and one rounding's worth for what underflows: |w| is split evenly.
  private mutating func value(of term: PropagationPlan.PairTerm) -> Value {
    var value = term.pair.map { values[$0] } ?? Value(row: ones, column: ones, error: 0)
    value.error = ErrorFactors.combined(
      value.error, term.weight.error, ErrorFactors.roundings(term.isPlain ? 0 : 4))
    let root = term.weight.value.magnitude.squareRoot()
    value.row = multiplied(value.row, by: term.row, and: root, error: &value.error)
    value.column = multiplied(value.column, by: term.column, and: root, error: &value.error)
    return value
  }

  private mutating func multiplied(
    _ sizes: [Double], by row: Int?, and root: Double, error: inout Double
  ) -> [Double] {
    var result = sizes
    if let row {
      let factor = rows.values[row]
      error = ErrorFactors.combined(error, factor.error)
      for i in result.indices { result[i] *= factor.sizes[i] }
      note(factor.values, within: 0x1p250)
    }
    if root != 1 { for i in result.indices { result[i] *= root } }
    note(result, within: 0x1p400)
    return result
  }

  private mutating func note(_ numbers: [Double], within limit: Double) {
    isInRange =
      isInRange
      && numbers.allSatisfy { $0 == 0 || ($0.magnitude > 1 / limit && $0.magnitude < limit) }
  }
}

extension PropagationPlan.PairTerm {
  /// Whether the term is an earlier value as it is.
  var isPlain: Bool { weight == .one && row == nil && column == nil }
}
