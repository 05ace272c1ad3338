import CLinearAlgebra
import IntervalArithmetic
import RigorousEvaluation
import Synchronization

/// Evaluates the entries of a kernel matrix in double precision with error bounds.
///
/// Steps run over pieces of a row (``FloatPairProgram``). Entries whose bound is poor, near-parallel
/// inputs under κ₀ and everything undefined among them, and all entries where there is no such program, are
/// evaluated again in interval arithmetic.
struct FloatGramEvaluation: Sendable {
  let problem: SpectrumProblem
  let diagonal: [FloatNumber]
  private let inputs: FloatInputs
  private let program: FloatPairProgram?
  /// Levels of interval arithmetic, each for what the one before leaves too wide.
  private let levels: [GramEvaluation.Level]
  /// Functions of one input, by rows of the matrix.
  private let rowNumbers: [FloatVector]
  /// What makes ⟨y_i, y_j⟩ the inner product of the inputs.
  private let scales: FloatVector
  /// √K_ii.
  private let sizes: [Double]

  /// What is known of all entries.
  struct Sums {
    /// At least Σ_j e_ij.
    var rows: [Double]
    var largest = 0.0
    var largestRelative = 0.0
    var largestEntry = 0.0
    var isNonnegative = true

    init(count: Int) { rows = Array(repeating: 0, count: count) }
  }

  private static let pieceLength = 256
  private static let rowsAtOnce = 4

  init(_ problem: SpectrumProblem) throws(KernelInputError) {
    self.problem = problem
    let evaluation = problem.evaluation
    let levels = [80, 160, 320].map { evaluation.level(Precision($0)) }
    self.levels = levels
    program = evaluation.kernel.floatProgram
    inputs = FloatInputs(problem.inputs, levels[0])
    var diagonal: [FloatNumber] = []
    for row in 0..<problem.count {
      let entry = evaluation.entry(row, row, levels[0])
      try GramEvaluation.check(entry, ofRow: row)
      diagonal.append(FloatNumber(entry))
    }
    self.diagonal = diagonal
    sizes = diagonal.map { ($0.value + $0.error).squareRoot() }
    scales = FloatVector(inputs.scales.map(FloatNumber.init))
    let functions = levels[0].rows.map { $0.functions.map(FloatNumber.init) }
    rowNumbers = (functions.first ?? []).indices.map { function in
      FloatVector(functions.map { $0[function] })
    }
  }
}

extension FloatGramEvaluation {
  /// Evaluates everything right of the diagonal.
  func fill(
    _ entries: UnsafeMutablePointer<Double>, stride: Int, errors: FloatErrors?, threads: Int,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) throws(KernelInputError) -> Sums {
    let count = problem.count
    let total = Mutex(Sums(count: count))
    let bad = Mutex<(Int, Int)?>(nil)
    let groups = (count + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    let workers = max(1, min(threads, groups))
    let next = Atomic(0)
    nonisolated(unsafe) let matrix = entries
    RowShares.forEach(below: workers, threads: workers) { _ in
      let work = FloatPairWork(
        program: program, rows: rowNumbers, scales: scales, length: Self.pieceLength)
      let dots = UnsafeMutablePointer<Double>.allocate(
        capacity: Self.rowsAtOnce * Self.pieceLength)
      defer { dots.deallocate() }
      var sums = Sums(count: count)
      while bad.withLock({ $0 == nil }) {
        let group = next.add(1, ordering: .relaxed).oldValue
        if group >= groups { break }
        let rows = group * Self.rowsAtOnce..<min(count, (group + 1) * Self.rowsAtOnce)
        var first = rows.lowerBound
        while first < count {
          let piece = first..<min(count, first + Self.pieceLength)
          inputs.products(rows: rows, columns: piece, into: dots, stride: Self.pieceLength)
          for row in rows where row + 1 < piece.upperBound {
            let result = work.run(
              row: row, piece: piece,
              products: dots + (row - rows.lowerBound) * Self.pieceLength,
              productError: inputs.productError * inputs.norms[row], norms: inputs.norms)
            let problem = accept(
              result, row: row, piece: piece, into: matrix + row * stride, errors, &sums)
            if let problem { bad.withLock { $0 = problem } }
          }
          first = piece.upperBound
        }
        progress(rows.upperBound, count)
      }
      for row in 0..<count { sums.rows[row] *= 1 + 0x1p-30 }
      total.withLock { $0.add(sums) }
    }
    if let (row, column) = bad.withLock({ $0 }) { throw GramEvaluation.undefined(row, column) }
    var result = total.withLock { $0 }
    for (row, number) in diagonal.enumerated() {
      result.rows[row] = (result.rows[row] + number.error) * (1 + 0x1p-30)
      result.largest = max(result.largest, number.error)
      if number.value > 0 {
        result.largestRelative = max(
          result.largestRelative, number.error / number.value * (1 + 0x1p-30))
      }
      errors?.set(row, row, number.error)
    }
    return result
  }

  /// Stores a piece of a row; poor entries are evaluated again. Returns a pair without a value.
  private func accept(
    _ piece: kcl_piece, row: Int, piece columns: Range<Int>,
    into target: UnsafeMutablePointer<Double>, _ errors: FloatErrors?, _ sums: inout Sums
  ) -> (Int, Int)? {
    var rowSum = 0.0
    for column in max(row + 1, columns.lowerBound)..<columns.upperBound {
      let place = column - columns.lowerBound
      let size = sizes[row] * sizes[column]
      var (value, error) = (piece.value[place], piece.error[place])
      if !(error <= 0x1p-42 * size) {
        let better = refined(row, column, size)
        guard better.error.isFinite else { return (row, column) }
        if !(error <= better.error) { (value, error) = (better.value, better.error) }
      }
      target[column] = value
      errors?.set(row, column, error)
      rowSum += error
      sums.rows[column] += error
      sums.largest = max(sums.largest, error)
      if size > 0 { sums.largestRelative = max(sums.largestRelative, error / size * (1 + 0x1p-30)) }
      sums.largestEntry = max(sums.largestEntry, value.magnitude)
      if value < 0 { sums.isNonnegative = false }
    }
    sums.rows[row] += rowSum
    return nil
  }

  private func refined(_ row: Int, _ column: Int, _ size: Double) -> FloatNumber {
    var result = FloatNumber(.indeterminate(precision: RoundingConstants.double))
    for level in levels {
      result = FloatNumber(problem.evaluation.entry(row, column, level))
      if result.error <= 0x1p-50 * size { break }
    }
    return result
  }
}

extension FloatGramEvaluation.Sums {
  mutating func add(_ other: Self) {
    for row in rows.indices { rows[row] = (rows[row] + other.rows[row]) * (1 + 0x1p-50) }
    largest = max(largest, other.largest)
    largestRelative = max(largestRelative, other.largestRelative)
    largestEntry = max(largestEntry, other.largestEntry)
    isNonnegative = isNonnegative && other.isNonnegative
  }
}

/// Numbers with error bounds, one a row of the matrix.
final class FloatVector: @unchecked Sendable {
  // Sendable: written in the initialiser alone.
  private let count: Int
  private let numbers: UnsafeMutablePointer<Double>

  init(_ values: [FloatNumber]) {
    count = values.count
    numbers = .allocate(capacity: max(1, 2 * values.count))
    for (index, number) in values.enumerated() {
      numbers[index] = number.value
      numbers[count + index] = number.error
    }
  }

  deinit { numbers.deallocate() }

  func value(_ index: Int) -> Double { numbers[index] }
  func error(_ index: Int) -> Double { numbers[count + index] }
  /// The numbers from one on.
  func piece(from first: Int) -> kcl_piece {
    kcl_piece(value: numbers + first, error: numbers + count + first)
  }
}
