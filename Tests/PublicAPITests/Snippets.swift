import CertificateVerification
import FastKernels
import KernelCalculator
import Testing

/// The examples of the documentation, from a module that is outside the package's access: they see what
/// a user's program sees. `DocumentationTests` checks that each stands here word for word.
@Suite struct Snippets {
  @Test func `README and KernelCalculator`() throws {
    let network = try NetworkGraph(parsing: "2_21_112")
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      network, inputs: .unit(correlation: graph.variable("rho")), rule: .exact)
    let form = kernels.nngp.ij  // in ρ and the entries of earlier nodes
    let value = try Evaluator(digits: 50).decimal(form.substituting(["rho": Rational(1, 2)]))
    print(value)  // value ± error

    #expect(value.text.hasPrefix("4.67") || value.value > 4)
    #expect(value.error <= value.value.magnitude * Rational(10).power(-49))
  }

  @Test func `KernelCalculator: deciding a statement`() throws {
    let statement = try Statement("forall rho in [-1,1): f(rho) > rho")
    let result = try Prover().decide(statement)
    if let certificate = result.certificate?.text {
      let checked = try CertificateChecker.check(certificate)
      print("\(result.verdict.rawValue), checked by \(checked.evaluations) evaluations")
    }

    #expect(result.verdict == .proved && result.reason == nil)
  }

  @Test func `KernelSpectra`() throws {
    let table = try ExactTable(csv: "1,0\n3,4\n0,1\n")
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "2_21_112"), rule: .exact, kernel: .nngp,
      inputs: KernelInputs(table, normalizing: true))
    let spectrum = try problem.spectrum(SpectrumOptions(digits: 8))
    print(spectrum.smallest, spectrum.largest, spectrum.singular)
    if let forecast = try TrainingForecast(spectrum) {
      print("\(forecast.steps) steps to \(forecast.target) of the squared error")
    }

    #expect(spectrum.isAccurate && spectrum.singular == .excluded)
    #expect(try problem.matrix(threads: 1) { _, _ in }.largestError < 1e-12)
  }

  @Test func `ArchitectureSpaces`() throws {
    let summary = SpaceName.nasBench201.space.summary()
    print(summary.effectiveDepth?.center ?? 0)  // 13/8
    var kept = 0
    if let filter = ArchitectureFilter(summary, radius: Rational(1, 2)) {
      SpaceName.nasBench201.forEachCell { cell in
        if filter.keeps(cell.result.statistics) { kept += 1 }
      }
    }

    #expect(summary.effectiveDepth?.center == Rational(13, 8))
    #expect(0 < kept && kept < 15_625)
  }

  @Test func `FastKernels`() throws {
    let nearZero = FastKernel.kappa1(-1 + 0x1p-40)  // within 0.65 units in the last place
    var values = [-0.5, 0.25, 1]
    values.withUnsafeMutableBufferPointer { FastKernel.applyKappa1(inPlace: $0, threads: 2) }

    let plan = try PropagationPlan(NetworkGraph(parsing: "2_21_112"), rule: .exact)
    var matrix = [1, 0.5, 0.5, 1]
    let error = matrix.withUnsafeMutableBufferPointer {
      plan.propagate(inPlace: $0, count: 2)
    }
    // |K̂_ij − K_ij| ≤ error.offDiagonal · √(K_ii K_jj)

    #expect(nearZero > 0 && values[2] == 1 && matrix[1] > 2 && error.offDiagonal < 1e-12)
  }

  @Test func `IntervalArithmetic`() {
    let third = BigFloat(Rational(1, 3), precision: Precision(64), rounding: .down)
    let sum = third.adding(third, precision: Precision(64), rounding: .up)

    #expect(sum.exactRational.map { $0 < Rational(2, 3) } == true)
  }

  @Test func `CertificateVerification`() throws {
    let result = try Prover().decide(Statement("forall x in [-1, 1]: f(x) >= x"))
    let text = try #require(result.certificate?.text)

    let checked = try CertificateChecker.check(text)
    print(checked.statement, checked.isProof ? "is proved" : "is refuted")

    #expect(checked.isProof)
  }
}
