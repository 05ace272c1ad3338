import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import Testing
import _TestSupport

@testable import KernelSpectra

@Suite("All eigenvalues and scores")
struct ScoreTests {
  @Test(arguments: ReferenceMatrix.all)
  func allEigenvalues(reference: ReferenceMatrix) throws {
    let problem = try reference.problem()
    for digits in [5, 25, 45] {
      let found = try problem.allEigenvalues(SpectrumOptions(digits: digits))
      #expect(found.count == reference.eigenvalues.count)
      for (interval, truth) in zip(found, reference.eigenvalues) {
        #expect(interval.contains(decimal: truth), "\(digits) digits: \(interval), \(truth)")
        if !interval.isPoint { #expect(KernelSpectrum.isAccurate(interval, digits: digits)) }
      }
    }
  }

  /// The second difference matrix, and one with clusters: two copies of it side by side.
  @Test(arguments: [1, 2, 12, 30], [1, 2])
  func knownEigenvalues(size: Int, copies: Int) throws {
    let width = (size + 1) * copies
    let rows = (0..<size * copies).map { row -> [Rational] in
      let (copy, i) = row.quotientAndRemainder(dividingBy: size)
      return (0..<width).map { column in
        let k = column - copy * (size + 1)
        return Rational(k == i ? 1 : k == i + 1 ? -1 : 0)
      }
    }
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(ExactTable(rows: rows)))
    let found = try problem.allEigenvalues(SpectrumOptions(digits: 12))
    let precision = Precision(200)
    for (place, interval) in found.enumerated() {
      let k = place / copies + 1
      let angle = Interval.pi(precision: precision).scaled(
        by: Rational(Integer(k), Integer(size + 1)))
      let truth = (Interval(1, precision: precision) - angle.cosine).scaled(by: 2)
      #expect(interval.overlaps(truth) && KernelSpectrum.isAccurate(interval, digits: 12))
    }
  }

  @Test func singularMatricesHaveZeros() throws {
    let found = try problem("1", "1,2 3,4 5,7 1/3,0").allEigenvalues(SpectrumOptions(digits: 8))
    #expect(found.prefix(2).allSatisfy { $0.isPoint && $0.lower.isZero })
    #expect(found.dropFirst(2).allSatisfy { KernelSpectrum.isAccurate($0, digits: 8) })
  }

  /// A matrix of which everything is known.
  @Test(arguments: [SpectrumArithmetic.float64, .multiprecision])
  func scoresOfAKnownMatrix(arithmetic: SpectrumArithmetic) throws {
    let problem = try problem("1", "1,1,0 1,0,-1")
    // Rows (1, 1, 0), (1, 0, -1): ((2, 1), (1, 2)), eigenvalues 1 and 3.
    let options = SpectrumOptions(digits: 8, arithmetic: arithmetic)
    let spectrum = try problem.spectrum(options)
    let labels = try KernelLabels(ExactTable(csv: "1\n2"), count: 2)
    let scores = try problem.scores(spectrum, labels: labels, options)
    func expect(_ value: Interval?, _ truth: Rational, _ name: String) throws {
      let value = try #require(value)
      let precision = Precision(200)
      #expect(value.overlaps(Interval(truth, precision: precision)), "\(name): \(value)")
      #expect(value.width.double(rounding: .up) < 1e-6, "\(name): \(value)")
    }
    try expect(scores.trace, 4, "trace")
    try expect(scores.mean, Rational(6, 4), "mean")
    try expect(scores.condition, 3, "condition")
    // K⁻¹ = ((2, -1), (-1, 2))/3: (2 - 4 + 8)/3.
    try expect(scores.complexity, 2, "complexity")
    let log3 = Interval(3, precision: Precision(200)).logarithm
    #expect(try #require(scores.logDeterminant).overlaps(log3))
    #expect(try #require(scores.logDeterminant).width.double(rounding: .up) < 1e-6)
    // yᵀKy = 2 + 4 + 8 = 14, ‖K‖ = √10, ‖yyᵀ‖ = 5.
    let truth =
      Interval(14, precision: Precision(200))
      / Interval(250, precision: Precision(200)).squareRoot
    #expect(try #require(scores.alignment).overlaps(truth))
  }

  /// Double precision and MPFR give overlapping enclosures, and the determinant is the product of all
  /// eigenvalues.
  @Test(arguments: ["2", "2_02", "2_21_112", "1_01_222"], Kernel.allCases)
  func scoresAgree(dag: String, kernel: Kernel) throws {
    let problem = try problem(
      dag, "1,2,3 3,4,-1 -1,5,2 0.5,0.1,7 2,-3,1 9,1,1", kernel: kernel)
    let labels = try KernelLabels(
      ExactTable(csv: "1,0\n0,1\n1,0\n1,0\n0,1\n0.5,1/3"), count: 6)
    var found: [KernelScores] = []
    for arithmetic in [SpectrumArithmetic.float64, .multiprecision] {
      let options = SpectrumOptions(digits: 9, arithmetic: arithmetic)
      found.append(try problem.scores(try problem.spectrum(options), labels: labels, options))
    }
    for score in [
      \KernelScores.condition, \.logDeterminant, \.complexity, \.alignment,
    ] {
      let (a, b) = (try #require(found[0][keyPath: score]), try #require(found[1][keyPath: score]))
      #expect(a.overlaps(b), "\(a) \(b)")
      #expect(a.width.double(rounding: .up) < 1e-4 * (1 + a.magnitude.upper.double(rounding: .up)))
    }
    #expect(found[0].trace.overlaps(found[1].trace) && found[0].mean.overlaps(found[1].mean))
    let all = try problem.allEigenvalues(SpectrumOptions(digits: 20))
    let zero = Interval(0, precision: Precision(100))
    #expect(all.reduce(zero) { $0 + $1 }.overlaps(found[1].trace))
    #expect(
      try #require(found[1].logDeterminant).overlaps(all.reduce(zero) { $0 + $1.logarithm }))
  }

  @Test func singularMatricesHaveNoComplexity() throws {
    let problem = try problem("2", "1,2 2,4 1,0")
    let labels = try KernelLabels(ExactTable(csv: "1\n2\n3"), count: 3)
    let options = SpectrumOptions()
    let scores = try problem.scores(try problem.spectrum(options), labels: labels, options)
    #expect(scores.complexity == nil && scores.logDeterminant == nil && scores.condition == nil)
    #expect(scores.alignment != nil)
    #expect(throws: KernelInputError.self) { try KernelLabels(ExactTable(csv: "1"), count: 3) }
  }

  @Test func equalKernelsAreRecognised() throws {
    let rows = "1,2 3,4"
    #expect(try problem("2_02", rows).hasSameKernel(as: problem("2_02", rows)))
    #expect(try problem("2_02", rows).hasSameKernel(as: problem("2_00_020", rows)))
    #expect(try !problem("2_02", rows).hasSameKernel(as: problem("2_22", rows)))
  }
}
