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
  /// Replaces the `count`×`count` matrix K⁽⁰⁾ (by rows, without gaps) by K⁽ᴴ⁾.
  ///
  /// Only the diagonal and what lies to its right are read; the result is symmetric. `means` holds
  /// M⁽⁰⁾ and counts under the exact rule only; nil stands for centred inputs.
  ///
  /// Guarantee: where K⁽⁰⁾ is a kernel matrix (K_ij² ≤ K_ii K_jj, and K⁽⁰⁾ − M⁽⁰⁾M⁽⁰⁾ᵀ is one too),
  /// the result differs from the true one by no more than is returned, and has no NaN. The bound is
  /// infinite where a diagonal entry of an intermediate kernel is beyond 2^±400 or not a number. A
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
    run(matrix, count, means, threads, tolerance: 0x1p-40, code: Code.best)
  }

  /// The same for a matrix of `Float`: computed in `Double`, so that rounding the result is nearly
  /// all of the error. Correlations beyond ±1 by up to 2⁻¹⁶ count as ±1. The bound holds while the
  /// diagonal of the result lies between 2⁻¹⁰⁰ and the largest `Float`.
  @discardableResult
  public func propagate(
    inPlace matrix: UnsafeMutableBufferPointer<Float>, count: Int, means: [Double]? = nil,
    threads: Int = 2
  ) -> PropagationError {
    let error = run(matrix, count, means, threads, tolerance: 0x1p-16, code: Code.best)
    let rounding = 0x1p-24 * (1 + 0x1p-20)
    return PropagationError(
      offDiagonal: error.offDiagonal * (1 + rounding) + rounding,
      diagonal: error.diagonal * (1 + rounding) + rounding)
  }

  /// Propagates with the code of one kind of processor.
  func run<Element: BinaryFloatingPoint & Sendable>(
    _ matrix: UnsafeMutableBufferPointer<Element>, _ count: Int, _ means: [Double]?,
    _ threads: Int, tolerance: Double, code: kernelcalc_code
  ) -> PropagationError {
    precondition(matrix.count == count * count, "the matrix has count² elements")
    precondition(means.map { $0.count == count } ?? true, "one mean for each row")
    guard let start = matrix.baseAddress else {
      return PropagationError(offDiagonal: 0, diagonal: 0)
    }
    let means = rule == .exact ? means : nil
    let diagonals = PlanDiagonals(
      plan: self, diagonal: (0..<count).map { Double(start[$0 * (count + 1)]) }, means: means,
      tolerance: tolerance)
    let execution = PlanExecution(
      plan: self, diagonals: diagonals, means: means, matrix: start, count: count, code: code)
    execution.run(threads: threads)
    guard let output = diagonals.values.last else {
      return PropagationError(offDiagonal: .infinity, diagonal: .infinity)
    }
    return PropagationError(
      offDiagonal: diagonals.bound(output.error), diagonal: diagonals.bound(output.diagonalError))
  }
}

/// One propagation of one matrix.
private struct PlanExecution<Element: BinaryFloatingPoint & Sendable>: @unchecked Sendable {
  // Sendable: threads write different rows of the matrix, and the code is constant.
  let plan: PropagationPlan
  let diagonals: PlanDiagonals
  let means: [Double]?
  let matrix: UnsafeMutablePointer<Element>
  let count: Int
  let code: kernelcalc_code
  /// Where each value is kept while it is needed.
  private let registers: [Int]
  private let registerCount: Int
  /// How many entries of a row are propagated at a time.
  private let pieceLength: Int

  init(
    plan: PropagationPlan, diagonals: PlanDiagonals, means: [Double]?,
    matrix: UnsafeMutablePointer<Element>, count: Int, code: kernelcalc_code
  ) {
    self.plan = plan
    self.diagonals = diagonals
    self.means = means
    self.matrix = matrix
    self.count = count
    self.code = code
    (registers, registerCount) = PlanExecution.allocated(plan.instructions)
    // All registers together fit a first-level cache, or else at least the pieces are long
    // enough for the loops.
    pieceLength = min(512, max(64, 3072 / registerCount / 16 * 16))
  }

  /// A register for each value, free again after the value's last use.
  private static func allocated(_ instructions: [PropagationPlan.Instruction]) -> ([Int], Int) {
    var lastUse = Array(repeating: instructions.count, count: instructions.count)
    for (index, instruction) in instructions.enumerated() {
      for operand in instruction.operands { lastUse[operand] = index }
    }
    var registers: [Int] = []
    var free: [Int] = []
    var used = 0
    for (index, instruction) in instructions.enumerated() {
      // Taken before the operands' registers are free: no instruction writes what it reads.
      if let register = free.popLast() {
        registers.append(register)
      } else {
        registers.append(used)
        used += 1
      }
      for operand in Set(instruction.operands) where lastUse[operand] == index {
        free.append(registers[operand])
      }
    }
    return (registers, used)
  }

  func run(threads: Int) {
    let rowsAtOnce = 8
    let tile = 32
    parallel(threads, (count + rowsAtOnce - 1) / rowsAtOnce) { part, scratch in
      for row in part * rowsAtOnce..<min(count, (part + 1) * rowsAtOnce) {
        propagate(row: row, scratch)
      }
    }
    parallel(threads, (count + tile - 1) / tile) { part, _ in
      mirror(rows: part * tile..<min(count, (part + 1) * tile), tile: tile)
    }
  }

  /// Calls `body` with each part, on several threads where there is enough to do.
  private func parallel(
    _ threads: Int, _ parts: Int, _ body: @Sendable (Int, UnsafeMutablePointer<Double>) -> Void
  ) {
    let next = Atomic(0)
    let workers = count < 128 ? 1 : max(1, min(threads, parts))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let scratch = UnsafeMutablePointer<Double>.allocate(capacity: registerCount * pieceLength)
      defer { scratch.deallocate() }
      while true {
        let part = next.add(1, ordering: .relaxed).oldValue
        if part >= parts { return }
        body(part, scratch)
      }
    }
  }

  /// Propagates row `row` from the diagonal on.
  private func propagate(row: Int, _ scratch: UnsafeMutablePointer<Double>) {
    guard let output = diagonals.values.last?.diagonal, let result = registers.last else { return }
    let entries = matrix + row * count
    var first = row + 1
    while first < count {
      let length = min(pieceLength, count - first)
      for index in plan.instructions.indices {
        perform(index, row: row, first: first, length: length, scratch: scratch)
      }
      let values = scratch + result * pieceLength
      for k in 0..<length { entries[first + k] = Element(values[k]) }
      first += length
    }
    entries[row] = Element(output[row])
  }

  private func perform(
    _ index: Int, row: Int, first: Int, length: Int, scratch: UnsafeMutablePointer<Double>
  ) {
    let target = scratch + registers[index] * pieceLength
    switch plan.instructions[index] {
    case .input:
      let entries = matrix + row * count + first
      for k in 0..<length { target[k] = Double(entries[k]) }
    case .activate(let source):
      let value = diagonals.values[source]
      let operand = scratch + registers[source] * pieceLength
      if value.isNormalised {
        code.kappa1_f64(operand, target, length)
      } else {
        value.inverses.withPiece(from: first) { inverses in
          code.relu(target, operand, value.inverses[row], inverses, value.limit, length)
        }
      }
    case .combine(let combination):
      target.update(repeating: 0, count: length)
      let mean = diagonals.values[index].mean
      if !mean.isEmpty {
        mean.withPiece(from: first) { code.accumulate(target, mean[row], $0, length) }
      }
      for term in combination.terms {
        let operand = scratch + registers[term.value] * pieceLength
        add(term, operand, to: target, row, first, length)
        remove(term.centre, term.weight.value, from: target, row, first, length)
      }
    }
  }

  private func add(
    _ term: PropagationPlan.Term, _ operand: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>, _ row: Int, _ first: Int, _ length: Int
  ) {
    let value = diagonals.values[term.value]
    let weight = term.weight.value
    if value.isNormalised {
      value.roots.withPiece(from: first) { roots in
        code.accumulate_scaled(target, weight * value.roots[row], roots, operand, length)
      }
    } else {
      code.accumulate(target, weight, operand, length)
    }
  }

  private func remove(
    _ centre: PropagationPlan.Term.Centre?, _ weight: Double,
    from target: UnsafeMutablePointer<Double>, _ row: Int, _ first: Int, _ length: Int
  ) {
    switch centre {
    case nil: break
    case .input:
      guard let means else { return }
      means.withPiece(from: first) { code.accumulate(target, -weight * means[row], $0, length) }
    case .activation(let source):
      let roots = diagonals.values[source].roots
      let factor = -weight * kernelcalc_inverse_pi * roots[row]
      roots.withPiece(from: first) { code.accumulate(target, factor, $0, length) }
    }
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

extension [Double] {
  /// Calls `body` with the address of element `first`.
  fileprivate func withPiece(from first: Int, _ body: (UnsafePointer<Double>) -> Void) {
    withUnsafeBufferPointer { if let start = $0.baseAddress { body(start + first) } }
  }
}
