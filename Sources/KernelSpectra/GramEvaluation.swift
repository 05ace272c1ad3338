import Dispatch
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Synchronization

/// Evaluates the entries of a kernel matrix in interval arithmetic.
///
/// Guarantee: each interval contains the entry.
struct GramEvaluation: Sendable {
  let inputs: KernelInputs
  let kernel: PairKernel
  let coincidences: RowCoincidences
  /// For each row the first that equals it; equal rows have equal entries.
  private let representatives: [Int]

  init(inputs: KernelInputs, kernel: PairKernel, coincidences: RowCoincidences) {
    self.inputs = inputs
    self.kernel = kernel
    self.coincidences = coincidences
    var representatives = Array(0..<inputs.count)
    for group in coincidences.equal {
      for row in group { representatives[row] = group[0] }
    }
    self.representatives = representatives
  }

  /// What a row's inputs are at one precision.
  struct PreparedRow: Sendable {
    /// The factor that makes the row of its integers.
    let factor: Interval
    let squaredNorm: Interval
    let mean: Interval
    /// The kernel's functions of one input here.
    let functions: [Interval]
  }

  /// Everything at one precision.
  struct Level: Sendable {
    let precision: Precision
    let rows: [PreparedRow]
  }

  /// Prepares evaluation with a working precision, of some rows or all.
  func level(_ precision: Precision, rows wanted: [Int]? = nil) -> Level {
    let zero = Interval(0, precision: precision)
    let dimension = Interval(inputs.dimension, precision: precision)
    let isWanted = wanted.map { Set($0.map { representatives[$0] }) }
    let nothing = PreparedRow(factor: zero, squaredNorm: zero, mean: zero, functions: [])
    let rows = inputs.rows.indices.map { index -> PreparedRow in
      if let isWanted, !isWanted.contains(index) { return nothing }
      let row = inputs.rows[index]
      let norm = Interval(Rational(row.squaredNorm), precision: precision)
      let factor =
        inputs.isNormalized
        ? Interval(1, precision: precision) / norm.squareRoot
        : Interval(row.factor, precision: precision)
      let mean =
        inputs.means == .zero
        ? zero
        : Interval(Rational(inputs.coordinateSum(index)), precision: precision) * factor
          / dimension.squareRoot
      let squaredNorm = Interval(inputs.squaredNorm(index), precision: precision)
      return PreparedRow(
        factor: factor, squaredNorm: squaredNorm, mean: mean,
        functions: kernel.rows.evaluate([squaredNorm, mean], precision: precision))
    }
    return Level(precision: precision, rows: rows)
  }

  /// An enclosure of the entry of rows i and j.
  func entry(_ i: Int, _ j: Int, _ level: Level) -> Interval {
    let (first, second) = (representatives[i], representatives[j])
    let (x, y) = (level.rows[first], level.rows[second])
    let areZero = (inputs.rows[first].isZero, inputs.rows[second].isZero)
    if areZero.0 || areZero.1 {
      guard let zero = kernel.zero else { return Interval(0, precision: level.precision) }
      let other = areZero.0 ? y : x
      let values = zero.evaluate([other.squaredNorm, other.mean], precision: level.precision)
      return areZero.0 && areZero.1 ? values[1] : values[0]
    }
    if first == second {
      return kernel.diagonal.evaluate([x.squaredNorm, x.mean], precision: level.precision)[0]
    }
    let product = Interval(Rational(inputs.product(first, second)), precision: level.precision)
    return kernel.pair.evaluate(
      [product * (x.factor * y.factor)] + x.functions + y.functions, precision: level.precision)[0]
  }
}

extension GramEvaluation {
  /// Why there is no kernel of two inputs.
  static func undefined(_ row: Int, _ column: Int) -> KernelInputError {
    KernelInputError(
      "the kernel of rows \(row) and \(column) (counted from 0) is not defined: a zero input, or "
        + "features that cancel, before an activation that needs a direction, or an activation that grows too "
        + "steeply for a variance as large")
  }
}

extension GramEvaluation {
  /// Throws where a diagonal entry is not known to exist, or is neither 0 nor within 2^±400: bounds of
  /// errors are doubles, also beside MPFR numbers.
  static func check(_ entry: Interval, ofRow row: Int) throws(KernelInputError) {
    guard entry.isBounded else { throw undefined(row, row) }
    if entry.isPoint && entry.lower.isZero { return }
    guard -400 < entry.upper.exponent, entry.upper.exponent < 400 else {
      throw KernelInputError(
        "the kernel of row \(row) (counted from 0) with itself is beyond 2^±400, where no error bounds "
          + "are kept; scale the inputs")
    }
  }
}

/// Shares rows of a triangle among threads.
enum RowShares {
  /// Calls `body` with every row below `count`, on up to `threads` threads, the last row first: in a
  /// lower triangle that is the longest. Stops handing out rows once `isCancelled`.
  static func forEach(
    below count: Int, threads: Int, isCancelled: @Sendable () -> Bool = { false },
    _ body: @Sendable (Int) -> Void
  ) {
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
      while !isCancelled() {
        let taken = next.add(1, ordering: .relaxed).oldValue
        if taken >= count { break }
        body(count - 1 - taken)
      }
      MultiprecisionRuntime.freeThreadCaches()
    }
  }
}

/// Rows of intervals that threads write, each its own.
final class RowResults: Sendable {
  private let rows: Mutex<[[Interval]]>

  init(count: Int) { rows = Mutex(Array(repeating: [], count: count)) }

  func set(_ place: Int, _ row: [Interval]) { rows.withLock { $0[place] = row } }
  subscript(place: Int) -> [Interval] { rows.withLock { $0[place] } }
}
