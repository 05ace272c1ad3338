import CFastKernels
import Dispatch
import Synchronization

/// What is guaranteed of a propagated matrix K̂ beside the true K.
public struct PropagationError: Sendable, Hashable {
  /// |K̂_ij − K_ij| ≤ offDiagonal · √(K_ii K_jj) for i ≠ j; infinite where no bound is known.
  public let offDiagonal: Double
  /// |K̂_ii − K_ii| ≤ diagonal · K_ii.
  public let diagonal: Double
}

extension PropagationPlan {
  /// Replaces the `count`×`count` matrix K⁽⁰⁾ (by rows, without gaps) by the network's kernel.
  ///
  /// Only the diagonal and what lies to its right are read; the result is symmetric. `means` holds
  /// M⁽⁰⁾ and counts under the exact rule only; nil stands for centred inputs.
  ///
  /// Guarantee: where K⁽⁰⁾ is a kernel matrix (K_ij² ≤ K_ii K_jj, and K⁽⁰⁾ − M⁽⁰⁾M⁽⁰⁾ᵀ is one too),
  /// the result differs from the true one by no more than is returned, and has no NaN. The bound is
  /// infinite where the diagonal entry of an intermediate kernel is not 0 and beyond 2^±400. A
  /// correlation beyond ±1 by up to 2⁻⁴⁰, as rounding makes them, counts as ±1; one further out
  /// gives NaN, and so does a negative diagonal entry off the diagonal. The result does not depend
  /// on `threads`.
  ///
  /// - Precondition: `matrix` has count² elements, `means` has `count` where given.
  @discardableResult
  public func propagate(
    inPlace matrix: UnsafeMutableBufferPointer<Double>, count: Int, means: [Double]? = nil,
    threads: Int = 2
  ) -> PropagationError {
    run(matrix, count: count, means: means, threads: threads, tolerance: 0x1p-40, code: Code.best)
  }

  /// The same for a matrix of `Float`: computed in `Double`, so that rounding the result is nearly
  /// all of the error. Correlations beyond ±1 by up to 2⁻¹⁶ count as ±1. The bound holds while the
  /// diagonal of the result lies between 2⁻¹⁰⁰ and the largest `Float`.
  @discardableResult
  public func propagate(
    inPlace matrix: UnsafeMutableBufferPointer<Float>, count: Int, means: [Double]? = nil,
    threads: Int = 2
  ) -> PropagationError {
    let error = run(
      matrix, count: count, means: means, threads: threads, tolerance: 0x1p-16, code: Code.best)
    let rounding = 0x1p-24 * (1 + 0x1p-20)
    return PropagationError(
      offDiagonal: error.offDiagonal * (1 + rounding) + rounding,
      diagonal: error.diagonal * (1 + rounding) + rounding)
  }

  /// Propagates with the code of one kind of processor.
  func run<Element: BinaryFloatingPoint & Sendable>(
    _ matrix: UnsafeMutableBufferPointer<Element>, count: Int, means: [Double]?, threads: Int,
    tolerance: Double, code: kernelcalc_code
  ) -> PropagationError {
    precondition(matrix.count == count * count, "the matrix has count² elements")
    precondition(means.map { $0.count == count } ?? true, "one mean for each row")
    guard let start = matrix.baseAddress else {
      return PropagationError(offDiagonal: 0, diagonal: 0)
    }
    let norms = (0..<count).map { Double(start[$0 * (count + 1)]) }
    let rows = PlanRows(plan: self, diagonal: norms, means: means)
    let bounds = PlanBounds(plan: self, rows: rows, diagonal: norms)
    let execution = PlanExecution(
      plan: self, rows: rows,
      limits: pairs.indices.map { bounds.limit($0, tolerance: tolerance) },
      matrix: start, count: count, code: code)
    let largest = execution.run(threads: threads)
    let output = rows.values[diagonal]
    let met = PlanBounds(plan: self, rows: rows, diagonal: norms, largest: largest)
    return PropagationError(
      offDiagonal: met.offDiagonal(beside: output), diagonal: met.onDiagonal(output))
  }
}

/// One propagation of one matrix.
private struct PlanExecution<Element: BinaryFloatingPoint & Sendable>: @unchecked Sendable {
  // Sendable: threads write different rows of the matrix, and the code is constant.
  let plan: PropagationPlan
  let rows: PlanRows
  /// From which magnitude on an entry of each step is no rounded correlation of 1.
  let limits: [Double]
  let matrix: UnsafeMutablePointer<Element>
  let count: Int
  let code: kernelcalc_code
  /// What is done for each pair step; nil for one that is part of a later one.
  private let steps: [Step?]
  private let ones: [Double]
  /// Where each value is kept while it is needed.
  private let registers: [Int]
  private let registerCount: Int
  /// How many entries of a row are propagated at a time.
  private let pieceLength: Int

  init(
    plan: PropagationPlan, rows: PlanRows, limits: [Double], matrix: UnsafeMutablePointer<Element>,
    count: Int, code: kernelcalc_code
  ) {
    self.plan = plan
    self.rows = rows
    self.limits = limits
    self.matrix = matrix
    self.count = count
    self.code = code
    steps = PlanExecution.fused(plan.pairs)
    (registers, registerCount) = PlanExecution.allocated(steps)
    ones = Array(repeating: 1, count: count)
    // All registers together fit a first-level cache, or else at least the pieces are long
    // enough for the loops.
    pieceLength = min(512, max(64, 3072 / registerCount / 16 * 16))
  }

  /// One pass over a piece, or several.
  private enum Step {
    case plain(PropagationPlan.PairStep)
    /// κ₁ of a correlation that nothing else needs, with the step of the correlation.
    case relu(PropagationPlan.PairTerm, correlation: Int)

    var operands: [Int] {
      switch self {
      case .plain(let step): step.operands
      case .relu(let term, _): term.pair.map { [$0] } ?? []
      }
    }
  }

  private static func fused(_ steps: [PropagationPlan.PairStep]) -> [Step?] {
    var uses = Array(repeating: 0, count: steps.count)
    for step in steps { for operand in step.operands { uses[operand] += 1 } }
    var result: [Step?] = steps.map { .plain($0) }
    for (index, step) in steps.enumerated() {
      if case .kappa1(let source) = step, case .correlation(let term) = steps[source],
        uses[source] == 1
      {
        result[index] = .relu(term, correlation: source)
        result[source] = nil
      }
    }
    return result
  }

  /// A register for each value, free again after the value's last use.
  private static func allocated(_ steps: [Step?]) -> ([Int], Int) {
    var lastUse = Array(repeating: steps.count, count: steps.count)
    for (index, step) in steps.enumerated() {
      for operand in step?.operands ?? [] { lastUse[operand] = index }
    }
    var registers: [Int] = []
    var free: [Int] = []
    var used = 0
    for (index, step) in steps.enumerated() {
      guard let step else {
        registers.append(0)
        continue
      }
      // Taken before the operands' registers are free: no step writes what it reads.
      if let register = free.popLast() {
        registers.append(register)
      } else {
        registers.append(used)
        used += 1
      }
      for operand in Set(step.operands) where lastUse[operand] == index {
        free.append(registers[operand])
      }
    }
    return (registers, used)
  }

  /// Propagates, and returns the largest magnitude of each value that κ₀ is taken of, 0 for the others.
  func run(threads: Int) -> [Double] {
    let rowsAtOnce = 8
    let tile = 32
    let largest = Mutex(Array(repeating: 0.0, count: plan.pairs.count))
    parallel(threads, parts: (count + rowsAtOnce - 1) / rowsAtOnce) { nextPart in
      let scratch = UnsafeMutablePointer<Double>.allocate(capacity: registerCount * pieceLength)
      defer { scratch.deallocate() }
      var met = Array(repeating: 0.0, count: plan.pairs.count)
      while let part = nextPart() {
        for row in part * rowsAtOnce..<min(count, (part + 1) * rowsAtOnce) {
          propagate(row: row, scratch: scratch, largest: &met)
        }
      }
      largest.withLock { all in for k in all.indices { all[k] = max(all[k], met[k]) } }
    }
    parallel(threads, parts: (count + tile - 1) / tile) { nextPart in
      while let part = nextPart() {
        mirror(rows: part * tile..<min(count, (part + 1) * tile), tile: tile)
      }
    }
    return largest.withLock { $0 }
  }

  /// Calls `body`, which asks for parts until there are none, on several threads where there is enough
  /// to do.
  private func parallel(
    _ threads: Int, parts: Int, _ body: @Sendable (_ nextPart: () -> Int?) -> Void
  ) {
    let next = Atomic(0)
    let workers = count < 128 ? 1 : max(1, min(threads, parts))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      body {
        let part = next.add(1, ordering: .relaxed).oldValue
        return part < parts ? part : nil
      }
    }
  }

  /// Propagates row `row` from the diagonal on.
  private func propagate(
    row: Int, scratch: UnsafeMutablePointer<Double>, largest: inout [Double]
  ) {
    guard let result = registers.last else { return }
    let entries = matrix + row * count
    var first = row + 1
    while first < count {
      let piece = Piece(
        row: row, first: first, length: min(pieceLength, count - first), scratch: scratch)
      for index in steps.indices {
        switch steps[index] {
        case nil: break
        case .plain(let step): perform(step, at: index, piece, largest: &largest)
        case .relu(let term, let correlation):
          let target = register(index, piece)
          apply(code.relu, to: term, limit: limits[correlation], into: target, piece)
        }
      }
      let values = scratch + result * pieceLength
      for k in 0..<piece.length { entries[first + k] = Element(values[k]) }
      first += piece.length
    }
    entries[row] = Element(rows.values[plan.diagonal].values[row])
  }

  /// Some neighbouring entries of a row.
  private struct Piece {
    let row, first, length: Int
    let scratch: UnsafeMutablePointer<Double>
  }

  private func register(_ step: Int, _ piece: Piece) -> UnsafeMutablePointer<Double> {
    piece.scratch + registers[step] * pieceLength
  }

  private func perform(
    _ step: PropagationPlan.PairStep, at index: Int, _ piece: Piece, largest: inout [Double]
  ) {
    let target = register(index, piece)
    let length = piece.length
    switch step {
    case .kernel:
      let entries = matrix + piece.row * count + piece.first
      for k in 0..<length { target[k] = Double(entries[k]) }
    case .correlation(let term):
      apply(code.correlate, to: term, limit: limits[index], into: target, piece)
    case .kappa1(let source): code.kappa1_f64(register(source, piece), target, length)
    case .kappa0(let source):
      let correlations = register(source, piece)
      largest[source] = max(largest[source], code.largest(correlations, length))
      code.kappa0_f64(correlations, target, length)
    case .sum(let terms): sum(terms, into: target, piece)
    case .product(let a, let b):
      code.multiply(target, register(a, piece), register(b, piece), length)
    }
  }

  /// A function of a term that is known to be a correlation.
  private func apply(
    _ loop: (
      UnsafeMutablePointer<Double>, Double, UnsafePointer<Double>, UnsafePointer<Double>, Double,
      Int
    ) -> Void, to term: PropagationPlan.PairTerm, limit: Double,
    into target: UnsafeMutablePointer<Double>, _ piece: Piece
  ) {
    withColumn(term.column, from: piece) { column in
      let operand = term.pair.map { UnsafePointer(register($0, piece)) }
      // Without a matrix the factors of j are all there is.
      ones.withUnsafeBufferPointer { ones in
        guard let source = operand ?? ones.baseAddress else { return }
        loop(target, factor(of: term, piece.row), column, source, limit, piece.length)
      }
    }
  }

  /// Calls `body` with the address of w_j for the first j of the piece.
  private func withColumn(
    _ column: Int?, from piece: Piece, _ body: (UnsafePointer<Double>) -> Void
  ) {
    let values = column.map { rows.values[$0].values } ?? ones
    values.withUnsafeBufferPointer { if let start = $0.baseAddress { body(start + piece.first) } }
  }

  private func sum(
    _ terms: [PropagationPlan.PairTerm], into target: UnsafeMutablePointer<Double>, _ piece: Piece
  ) {
    var isEmpty = true
    for term in terms {
      let factor = factor(of: term, piece.row)
      // Inputs without a mean, mostly.
      if factor == 0 { continue }
      if let pair = term.pair, term.column != nil, isEmpty {
        withColumn(term.column, from: piece) {
          code.scale(target, factor, $0, register(pair, piece), piece.length)
        }
      } else {
        if isEmpty { target.update(repeating: 0, count: piece.length) }
        if let pair = term.pair, term.column == nil {
          code.accumulate(target, factor, register(pair, piece), piece.length)
        } else {
          withColumn(term.column, from: piece) { column in
            if let pair = term.pair {
              code.accumulate_scaled(
                target, factor, column, register(pair, piece), piece.length)
            } else {
              code.accumulate(target, factor, column, piece.length)
            }
          }
        }
      }
      isEmpty = false
    }
    if isEmpty { target.update(repeating: 0, count: piece.length) }
  }

  /// weight · v_i.
  private func factor(of term: PropagationPlan.PairTerm, _ row: Int) -> Double {
    term.row.map { term.weight.value * rows.values[$0].values[row] } ?? term.weight.value
  }

  /// Copies what is right of the diagonal to the columns `rows`, tile by tile.
  private func mirror(rows: Range<Int>, tile: Int) {
    var column = rows.lowerBound
    while column < count {
      let columns = column..<min(count, column + tile)
      for j in columns {
        for i in rows where i < j { matrix[j * count + i] = matrix[i * count + j] }
      }
      column += tile
    }
  }
}
