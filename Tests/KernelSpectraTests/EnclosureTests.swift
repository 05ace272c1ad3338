import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelSpectra
import NetworkGraphs
import Testing
import _TestSupport

@Suite("Enclosures of eigenvalues")
struct EnclosureTests {
  @Test func thereAreReferences() { #expect(ReferenceMatrix.all.count > 30) }

  @Test(arguments: ReferenceMatrix.all)
  func containTheTruth(reference: ReferenceMatrix) throws {
    for digits in [4, 12, 30] {
      let spectrum = try reference.problem().spectrum(SpectrumOptions(digits: digits))
      #expect(spectrum.isAccurate)
      let (least, most) = (reference.eigenvalues[0], reference.eigenvalues.last ?? "")
      #expect(spectrum.smallest.contains(decimal: least), "\(digits) digits: \(spectrum.smallest)")
      #expect(spectrum.largest.contains(decimal: most), "\(digits) digits: \(spectrum.largest)")
      if spectrum.singular == .proved {
        #expect((Rational(least) ?? 1).magnitude < (Rational("1e-30") ?? 0))
      } else {
        #expect(spectrum.singular == .excluded)
      }
      for interval in [spectrum.smallest, spectrum.largest] {
        let (lower, upper) = interval.decimalEnds(digits: digits + 3)
        let (a, b) = (try #require(Rational(lower)), try #require(Rational(upper)))
        #expect(b - a <= Rational(10).power(1 - digits) * a, "\(lower), \(upper)")
      }
      let best = try #require(spectrum.bestPair)
      #expect(best.value.upper >= spectrum.smallest.lower, "Lemma 3.3")
    }
  }

  /// Hilbert's matrices as Gram matrices of exact rows: λ_min falls like (1 + √2)^−4n.
  @Test(arguments: [
    (3, "0.002687340355773529"), (6, "1.082799484565549e-7"), (10, "1.093153819379666e-13"),
    (20, "7.777377397e-29"),
  ])
  func hilbertMatrices(size: Int, least: String) throws {
    // H = L D Lᵀ with each entry of D a sum of rational squares, a column for each.
    var matrix = (0..<size).map { i in (0..<size).map { j in Rational(1, Integer(i + j + 1)) } }
    var rows = Array(repeating: [Rational](), count: size)
    for k in 0..<size {
      let pivot = matrix[k][k]
      // pivot = n/d = nd/d²: nd is a sum of squares of integers.
      let squares = Self.squares(pivot.numerator * pivot.denominator)
      for i in 0..<size {
        let ratio = i < k ? 0 : matrix[i][k] / pivot
        rows[i] += squares.map { ratio * Rational($0, pivot.denominator) }
      }
      for i in k + 1..<max(size, k + 1) {
        let ratio = matrix[i][k] / pivot
        for j in k..<size { matrix[i][j] -= ratio * matrix[k][j] }
      }
    }
    let inputs = try KernelInputs(ExactTable(rows: rows))
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp, inputs: inputs)
    let spectrum = try problem.spectrum(SpectrumOptions(digits: 8))
    #expect(spectrum.isAccurate && spectrum.singular == .excluded)
    let expected = try #require(Rational(least))
    let doubt = expected * (Rational("1e-6") ?? 0)
    #expect((spectrum.smallest.lower.compared(to: expected + doubt) ?? 1) <= 0)
    #expect((spectrum.smallest.upper.compared(to: expected - doubt) ?? -1) >= 0)
  }

  /// Roots of squares that sum to n: each takes off about half of the digits.
  private static func squares(_ n: Integer) -> [Integer] {
    var rest = n
    var parts: [Integer] = []
    while !rest.isZero {
      var (low, high) = (Integer.zero, rest + .one)
      while low + .one < high {
        let middle = (low + high).flooredDivision(by: 2).quotient
        if middle * middle <= rest { low = middle } else { high = middle }
      }
      parts.append(low)
      rest -= low * low
    }
    while parts.count < 12 { parts.append(.zero) }
    return parts
  }

  /// The second difference matrix of size n has the eigenvalues 2 − 2cos(kπ/(n + 1)).
  @Test(arguments: [4, 9, 30])
  func integerMatrixWithKnownEigenvalues(size: Int) throws {
    // Row i is e_i − e_{i+1}: products 2, −1, 0.
    let rows = (0..<size).map { i in (0...size).map { Rational($0 == i ? 1 : $0 == i + 1 ? -1 : 0) }
    }
    let inputs = try KernelInputs(ExactTable(rows: rows))
    let spectrum = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp, inputs: inputs
    ).spectrum(SpectrumOptions(digits: 20))
    let precision = Precision(200)
    func eigenvalue(_ k: Int) -> Interval {
      let angle = Interval.pi(precision: precision).scaled(
        by: Rational(Integer(k), Integer(size + 1)))
      return (Interval(1, precision: precision) - angle.cosine).scaled(by: 2)
    }
    #expect(spectrum.isAccurate)
    #expect(spectrum.smallest.overlaps(eigenvalue(1)))
    #expect(spectrum.largest.overlaps(eigenvalue(size)))
  }

  @Test func digitsImages() throws {
    let text = try String(contentsOf: ReferenceMatrix.url("digits-100.csv"), encoding: .utf8)
    let table = try ExactTable(csv: text)
    #expect(table.rows.count == 100 && table.columnCount == 64)
    let first = try SpectrumProblem(
      NetworkGraph(parsing: "2_02"), rule: .exact, kernel: .nngp,
      inputs: KernelInputs(ExactTable(rows: Array(table.rows.prefix(30))), normalizing: true))
    let narrow = try first.spectrum(SpectrumOptions(digits: 25))
    let wide = try first.spectrum(SpectrumOptions(digits: 5))
    #expect(narrow.smallest.overlaps(wide.smallest) && narrow.largest.overlaps(wide.largest))
    #expect(narrow.singular == .excluded)
  }
}
