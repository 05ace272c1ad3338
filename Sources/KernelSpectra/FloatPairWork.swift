import CFastKernels
import CLinearAlgebra

/// One thread's run of a ``FloatPairProgram`` over pieces of rows.
final class FloatPairWork {
  private let program: FloatPairProgram?
  private let rows: [FloatVector]
  private let scales: FloatVector
  private let length: Int
  private let memory: UnsafeMutablePointer<Double>
  private let scratch: kcl_piece

  /// What the errors of κ₀ and κ₁ are in units of 2⁻⁵³: 0.75 and 0.65 units in the last place
  /// (FastKernels' error bounds).
  private static let kappaUnits = [1.5, 1.3]

  init(
    program: FloatPairProgram?, rows: [FloatVector], scales: FloatVector, length: Int
  ) {
    self.program = program
    self.rows = rows
    self.scales = scales
    self.length = length
    memory = .allocate(capacity: 2 * length * ((program?.registerCount ?? 0) + 1))
    scratch = kcl_piece(value: memory, error: memory + length)
  }

  deinit { memory.deallocate() }

  private func register(_ index: Int) -> kcl_piece {
    let start = memory + 2 * length * (index + 1)
    return kcl_piece(value: start, error: start + length)
  }

  /// The kernel of an input with those of a piece, from ⟨y_i, y_j⟩ (``FloatInputs``), whose errors are at most
  /// `productError` times the norms of y_j. Valid until the next run.
  func run(
    row: Int, piece: Range<Int>, products: UnsafePointer<Double>, productError: Double,
    norms: [Double]
  ) -> kcl_piece {
    let count = piece.count
    guard let program else {
      kcl_piece_fill(scratch, .nan, .nan, count)
      return scratch
    }
    for (index, step) in program.steps.enumerated() {
      let result = register(program.registers[index])
      switch step {
      case .input:
        for k in 0..<count {
          scratch.value[k] = products[k]
          scratch.error[k] = productError * norms[piece.lowerBound + k] * (1 + 0x1p-50)
        }
        kcl_piece_multiply(scratch, scratch, scales.piece(from: piece.lowerBound), count)
        kcl_piece_fill(result, 0, 0, count)
        kcl_piece_accumulate(result, scratch, scales.value(row), scales.error(row), count)
      case .product(let a, let b):
        if let number = scalar(a, program, row) ?? scalar(b, program, row) {
          let other = scalar(a, program, row) == nil ? a : b
          kcl_piece_fill(result, 0, 0, count)
          kcl_piece_accumulate(
            result, self.piece(other, program, row, piece), number.value, number.error, count)
        } else {
          kcl_piece_multiply(
            result, self.piece(a, program, row, piece), self.piece(b, program, row, piece), count)
        }
      case .sum(let terms):
        kcl_piece_fill(result, 0, 0, count)
        for (weight, operand) in terms {
          let weight = program.constants[weight]
          kcl_piece_accumulate(
            result, self.piece(operand, program, row, piece), weight.value, weight.error, count)
        }
      case .kappa(let order, let argument):
        let argument = self.piece(argument, program, row, piece)
        kcl_piece_clamp(scratch.value, argument, count)
        let units = FloatPairWork.kappaUnits[order]
        if order == 0 {
          kernelcalc_kappa0_f64(scratch.value, result.value, count)
          kcl_piece_kappa_0(result, argument, units, count)
        } else {
          kernelcalc_kappa1_f64(scratch.value, result.value, count)
          kcl_piece_kappa_1(result, argument, units, count)
        }
      }
    }
    return self.piece(program.result, program, row, piece)
  }

  private func piece(
    _ operand: FloatPairProgram.Operand, _ program: FloatPairProgram, _ row: Int,
    _ columns: Range<Int>
  ) -> kcl_piece {
    switch operand {
    case .step(let index): return register(program.registers[index])
    case .column(let number): return rows[number].piece(from: columns.lowerBound)
    case .row, .constant:
      let number = scalar(operand, program, row) ?? FloatNumber(value: .nan, error: .nan)
      kcl_piece_fill(scratch, number.value, number.error, columns.count)
      return scratch
    }
  }

  /// The value of an operand that is one for all of the piece.
  private func scalar(
    _ operand: FloatPairProgram.Operand, _ program: FloatPairProgram, _ row: Int
  ) -> FloatNumber? {
    switch operand {
    case .row(let number):
      FloatNumber(value: rows[number].value(row), error: rows[number].error(row))
    case .constant(let number): program.constants[number]
    case .column, .step: nil
    }
  }
}
