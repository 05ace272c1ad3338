import AccuracyTesting
import IntervalArithmetic
import DataFiles
import KernelVocabulary
import ReferenceTables
import Testing

@Suite("Kernel matrices")
struct MatrixTests {
  private func report(
    _ rows: [[Double]], format: BinaryFormat = .binary64, isStrict: Bool = true
  ) throws -> MatrixReport {
    let elements = rows.flatMap { $0 }.map { format.bits("\($0)") ?? format.quietNaN }
    return try MatrixReport(
      NumPyArray(elements, shape: [rows.count, rows[0].count], format: format), name: "K",
      isStrict: isStrict)
  }

  @Test func definite() throws {
    let report = try report([[2, 1, 0], [1, 2, 1], [0, 1, 2]])
    #expect(report.verdict == .proved && report.definiteness?.verdict == .proved)
  }

  @Test func singularMatricesAreDecided() throws {
    #expect(try report([[1, 1], [1, 1]]).verdict == .proved)
    #expect(try report([[0, 0], [0, 0]]).verdict == .proved)
    #expect(try report([[1, 2, 3], [2, 4, 6], [3, 6, 9]]).verdict == .proved)
    #expect(try report([[0, 1], [1, 0]]).verdict == .refuted)
    #expect(try report([[0, 1], [1, 5]]).verdict == .refuted)
  }

  /// [[1, 1 − e], [1 − e, 1 − d]] has determinant 2e − d − e²: one number decides.
  @Test func theLastBitDecides() throws {
    let e = 0x1p-53
    #expect(try report([[1, 1 - e], [1 - e, 1 - e]]).verdict == .proved)
    #expect(try report([[1, 1 - e], [1 - e, 1 - 2 * e]]).verdict == .refuted)
    let failed = try report([[1, 1], [1, 1 - e]])
    #expect(failed.definiteness?.verdict == .refuted)
    #expect(failed.definiteness?.reason.isEmpty == false)
  }

  /// What rounding the entries of a semi-definite matrix takes is allowed, and no more: τ = u·tr K.
  @Test(arguments: [BinaryFormat.binary64, .binary32])
  func toleranceIsThatOfRounding(_ format: BinaryFormat) throws {
    let unit = Double(sign: .plus, exponent: -format.precision, significand: 1)
    // λ_min of [[1, 1 + e], [1 + e, 1]] is −e; the spacing above 1 is 2u.
    func matrix(_ e: Double) -> [[Double]] { [[1, 1 + e], [1 + e, 1]] }
    let tolerated = try report(matrix(2 * unit), format: format, isStrict: false)
    #expect(tolerated.verdict != .refuted && tolerated.tolerance == 2 * unit)
    #expect(try report(matrix(2 * unit), format: format).verdict == .refuted)
    let refused = try report(matrix(4 * unit), format: format, isStrict: false)
    #expect(refused.verdict == .refuted && refused.definiteness?.eigenvalueBound != nil)
    // A singular matrix with one number too small by one unit.
    let third = [[1.0, 0.5, 1], [0.5, 0.25, 0.5], [1, 0.5, 1 - 2 * unit]]
    #expect(try report(third, format: format).verdict == .refuted)
    #expect(try report(third, format: format, isStrict: false).verdict == .proved)
  }

  @Test func badEntries() throws {
    let report = try report([[1, .nan], [0.5, 1]])
    #expect(report.verdict == .refuted && report.nonfinite.count == 1)
    #expect(report.nonfinite.first?.row == 0 && report.nonfinite.first?.column == 1)
    let skewed = try self.report([[1, 0.5], [0.25, 1]])
    #expect(skewed.asymmetric.count == 1 && skewed.asymmetric.worst?.difference == 0.25)
    #expect(skewed.verdict == .refuted && skewed.definiteness?.verdict == .proved)
    #expect(throws: NumPyError.self) { try self.report([[1, 2]]) }
  }

  /// A Gram matrix of integer vectors, exact and of low rank, is semi-definite; with one entry of the
  /// diagonal less by one unit in the last place it is not.
  @Test(arguments: [8, 30])
  func gramMatricesOfIntegers(_ n: Int) throws {
    let vectors = (0..<n).map { i in (0..<4).map { k in (i * i * 7 + k * 13 + i * k) % 11 - 5 } }
    var rows = vectors.map { a in
      vectors.map { b in Double(zip(a, b).map { $0 * $1 }.reduce(0, +)) }
    }
    #expect(try report(rows).verdict == .proved)
    #expect(try report(rows, format: .binary32).verdict == .proved)
    rows[n - 1][n - 1] = rows[n - 1][n - 1].nextDown
    #expect(try report(rows).verdict == .refuted)
  }
}
