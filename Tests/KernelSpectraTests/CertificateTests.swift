import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelSpectra
import KernelVocabulary
import NetworkGraphs
import Testing
import _TestSupport

@Suite("Certificates of eigenvalues, and matrices with known ones")
struct SpectrumCertificateTests {
  private let rows = "1,2,3 3,4,-1 -1,5,2 0.5,0.1,7"

  @Test(arguments: ["2", "2_21_112", "1_01_222"], Kernel.allCases)
  func certificatesAreReplayed(dag: String, kernel: Kernel) throws {
    let problem = try problem(dag, rows, kernel: kernel)
    let spectrum = try problem.spectrum(SpectrumOptions(digits: 6))
    let (lower, upper) = spectrum.smallest.decimalEnds(digits: 9)
    let bound = try #require(Rational(lower)) * Rational(999, 1000)
    let certificate = try SpectrumCertificate(problem, network: dag, above: bound)
    let again = try SpectrumCertificate(certificate.text)
    #expect(again.text == certificate.text && again.statement == certificate.statement)
    #expect(try again.isReplayed(threads: 1))
    // Above the eigenvalue it is no proof.
    let wrong = certificate.text.replacing("above \(bound)", with: "above \(upper)")
    #expect(try !SpectrumCertificate(wrong).isReplayed(threads: 1))
    // Other data, another network: what is replayed is what the text says.
    let other = certificate.text.replacing("network \(dag)", with: "network 1_11")
    #expect(try !SpectrumCertificate(other).isReplayed(threads: 1))
  }

  @Test func smallEigenvaluesNeedMultiprecision() throws {
    let problem = try problem("1", "1,0 1,1e-9")
    let certificate = try SpectrumCertificate(
      problem, network: "1", above: try #require(Rational("4e-19")))
    #expect(try certificate.isReplayed(threads: 1))
    let wrong = try SpectrumCertificate(
      problem, network: "1", above: try #require(Rational("6e-19")))
    #expect(try !wrong.isReplayed(threads: 1))
  }

  @Test func damagedTextsAreRefused() throws {
    let good = try SpectrumCertificate(
      problem("2", rows), network: "2", above: Rational(1, 100)
    ).text
    let lines = good.split(separator: "\n").map(String.init)
    for line in lines.indices {
      var fewer = lines
      fewer.remove(at: line)
      #expect(throws: KernelInputError.self, "without line \(line + 1)") {
        try SpectrumCertificate(fewer.joined(separator: "\n"))
      }
      var broken = lines
      broken[line] = "x" + broken[line]
      #expect(throws: KernelInputError.self, "line \(line + 1)") {
        try SpectrumCertificate(broken.joined(separator: "\n"))
      }
    }
    #expect(throws: KernelInputError.self) {
      try SpectrumCertificate(problem("2", rows), network: "2_02", above: 1)
    }
  }

  /// Rows Q·diag(s) with Q a Hadamard matrix: integers, and the eigenvalues n·s_k² are known.
  @Test(arguments: [2, 8, 64], [SpectrumArithmetic.float64, .multiprecision])
  func integerMatricesWithKnownEigenvalues(size: Int, arithmetic: SpectrumArithmetic) throws {
    var random = SplitMix64(seed: UInt64(size))
    let scales = (0..<size).map { _ in Int(random.next() % 900) + 1 }
    let rows = (0..<size).map { i in
      (0..<size).map { j in Rational((i & j).nonzeroBitCount % 2 == 0 ? scales[j] : -scales[j]) }
    }
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(ExactTable(rows: rows)))
    let truth = scales.map { size * $0 * $0 }.sorted()
    let spectrum = try problem.spectrum(SpectrumOptions(digits: 6, arithmetic: arithmetic))
    func contains(_ interval: Interval, _ value: Int) -> Bool {
      (interval.lower.compared(to: Rational(value)) ?? 1) <= 0
        && (interval.upper.compared(to: Rational(value)) ?? -1) >= 0
    }
    #expect(spectrum.isAccurate)
    #expect(contains(spectrum.smallest, truth[0]))
    #expect(contains(spectrum.largest, truth[size - 1]))
    if size <= 8 {
      let all = try problem.allEigenvalues(SpectrumOptions(digits: 15))
      for (interval, value) in zip(all, truth) { #expect(contains(interval, value)) }
    }
  }
}
