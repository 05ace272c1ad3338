import ExactArithmetic
import Foundation
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkAnalysis
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@Suite("Pair spectra")
struct PairSpectrumTests {
  private static func network(_ digits: String) throws -> NetworkGraph {
    try NetworkGraph(digitString: digits)
  }

  @Test(.enabled(if: ReferenceData.hasOracle("dags"), "\(ReferenceData.advice)"))
  func valuesOfOtherArithmeticLieInTheEnclosures() throws {
    let rows = try ReferenceData.rows("dags", as: ReferenceData.KernelRow.self)
    var failures = Failures()
    // All networks in one graph for each ρ, as a ranking has them.
    var points: [String: PairSpectra] = [:]
    for row in rows {
      let point =
        try points[row.rho]
        ?? PairSpectra(at: #require(Rational(row.rho).flatMap { Correlation($0) }))
      points[row.rho] = point
      let network = try Self.network(row.dag)
      func check(_ value: CertifiedQuantity?, _ printed: String, _ what: String) {
        let decimal = value.flatMap { $0.decimal(digits: 45) }
        failures.check(
          decimal.map { agrees($0, withPrinted: printed) } == true,
          "\(what) of \(row.dag) at \(row.rho): \(decimal.map { "\($0)" } ?? "none"), not \(printed)"
        )
      }
      check(point.eq12(of: network), row.eq12, "Eq. 12")
      for (rule, kernels) in [
        (PropagationRule.varianceOnly, row.varianceOnly), (.exact, row.exact),
      ] {
        let spectrum = try point.spectrum(of: network, rule: rule)
        check(spectrum.nngp.diagonal, kernels.diagonal, "K_ii")
        check(spectrum.nngp.offDiagonal, kernels.offdiagonal, "K_ij")
        check(spectrum.nngp.lambda2, kernels.lambda2x2, "λ₂")
        check(spectrum.ntk?.diagonal, kernels.ntkDiagonal, "Θ_ii")
        check(spectrum.ntk?.offDiagonal, kernels.ntkOffdiagonal, "Θ_ij")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(rows.count >= 50)
  }

  @Test("λ₂ and the ratio follow from the entries", arguments: ["-1/2", "0", "1/2", "99/100"])
  func derivedQuantities(rho: String) throws {
    let point = PairSpectra(at: try #require(Rational(rho).flatMap { Correlation($0) }))
    for digits in ["2_02_002", "1_01_222", "2_21_112", "1_11", "2_20_112_0202"] {
      for rule in PropagationRule.allCases {
        let spectrum = try point.spectrum(of: Self.network(digits), rule: rule)
        let ntk = try #require(spectrum.ntk)
        for matrix in [spectrum.nngp, ntk] {
          let magnitude = matrix.offDiagonal.enclosure.magnitude
          let diagonal = matrix.diagonal.enclosure
          #expect((diagonal - magnitude).overlaps(matrix.lambda2.enclosure))
          let ratio = try #require(matrix.conditionRatio)
          #expect(
            ((diagonal + magnitude) / (diagonal - magnitude)).overlaps(ratio.enclosure))
          #expect(matrix.lambda2.enclosure.relativeAccuracyBits >= 64)
          #expect(ratio.enclosure.relativeAccuracyBits >= 64)
        }
      }
    }
  }

  @Test("The paper's three networks rank as it says under its own rule")
  func ranking() throws {
    let point = try PairSpectra(at: #require(Correlation(Rational(1, 2))))
    let values = try ["2_02_002", "1_01_222", "2_21_112"].map {
      try point.spectrum(of: Self.network($0), rule: .varianceOnly).nngp
    }
    #expect(values[0].lambda2.compared(to: values[1].lambda2) == .below)
    #expect(values[2].lambda2.compared(to: values[1].lambda2) == .above)
    #expect(values[1].lambda2.isLess(than: values[2].lambda2) == .yes)
    #expect(values[2].lambda2.isLess(than: values[1].lambda2) == .no)
  }

  @Test("Equal closed forms are recognised, equal numbers of different forms at the point")
  func ties() throws {
    let point = try PairSpectra(at: #require(Correlation(Rational(1, 3))))
    let plain = try point.spectrum(of: Self.network("2_02"), rule: .varianceOnly).nngp
    // The same path drawn with a skip at its end, and two networks with their inner nodes exchanged.
    let longer = try point.spectrum(of: Self.network("2_02_001"), rule: .varianceOnly).nngp
    #expect(plain.lambda2.compared(to: longer.lambda2) == .equal)
    #expect(plain.lambda2.isLess(than: longer.lambda2) == .no)
    let first = try point.spectrum(of: Self.network("2_10_012"), rule: .exact).nngp
    let second = try point.spectrum(of: Self.network("1_20_021"), rule: .exact).nngp
    #expect(first.lambda2.form == second.lambda2.form)
    #expect(first.lambda2.compared(to: second.lambda2) == .equal)
    // K = 2ρ against K = ρ: the ratios are the same number.
    let one = try point.spectrum(of: Self.network("1"), rule: .varianceOnly).nngp
    let two = try point.spectrum(of: Self.network("1_11"), rule: .varianceOnly).nngp
    let ratios = try (#require(one.conditionRatio), #require(two.conditionRatio))
    #expect(ratios.0.compared(to: ratios.1) == .equal)
    #expect(one.lambda2.compared(to: two.lambda2) == .below)
    // f(1/2) = √3/(2π) + 1/3: two forms of one number, equal at the point alone.
    let half = try PairSpectra(at: #require(Correlation(Rational(1, 2))))
    let rho = half.graph.variable(PairSpectra.variable)
    let f = half.quantity(rho.kappa1)
    let closed = half.quantity(
      half.graph.integer(3).squareRoot / (2 * half.graph.pi) + Rational(1, 3))
    #expect(f.compared(to: closed) == .equal)
    #expect(f.compared(to: half.quantity(closed.form + Rational(2).power(-40))) == .below)
  }

  @Test("Zero is exact, and no ratio divides by it")
  func zeros() throws {
    let end = try PairSpectra(at: #require(Correlation(1)))
    for digits in ["2_02_002", "2_21_112", "1"] {
      for rule in [PropagationRule.varianceOnly, .exact] {
        let spectrum = try end.spectrum(of: Self.network(digits), rule: rule)
        #expect(spectrum.nngp.lambda2.sign == 0)
        #expect(spectrum.nngp.conditionRatio == nil)
      }
    }
    let origin = try PairSpectra(at: #require(Correlation(0)))
    let skip = try origin.spectrum(of: Self.network("1_11"), rule: .exact).nngp
    #expect(skip.offDiagonal.sign == 0)
    #expect(skip.lambda2.decimal(digits: 5)?.description == "4")
    let nothing = try origin.spectrum(of: Self.network("0"), rule: .exact).nngp
    #expect(nothing.lambda2.sign == 0)
    #expect(nothing.conditionRatio == nil)
  }

  @Test("Eq. 12 against λ₂: equal for DAG 3 under the paper's rule, below it under the exact one")
  func eq12() throws {
    let point = try PairSpectra(at: #require(Correlation(Rational(1, 2))))
    let network = try Self.network("2_21_112")
    let bound = try #require(point.eq12(of: network))
    let varianceOnly = try point.spectrum(of: network, rule: .varianceOnly).nngp.lambda2
    let exact = try point.spectrum(of: network, rule: .exact).nngp.lambda2
    #expect(bound.compared(to: varianceOnly) == .equal)
    #expect(bound.compared(to: exact) == .below)
    #expect(exact.isLess(than: bound) == .no)
  }

  @Test("Numbers closer than the working precision are told apart at a higher one")
  func closeNumbers() throws {
    let point = try PairSpectra(at: #require(Correlation(Rational(1, 2))), precision: Precision(64))
    let rho = point.graph.variable(PairSpectra.variable)
    let f = point.quantity(rho.kappa1.kappa1)
    let near = point.quantity(rho.kappa1.kappa1 + Rational(2).power(-300))
    #expect(f.compared(to: near) == .below)
    // sin² + cos² is not simplified, and no enclosure can tell it from 1.
    let x = rho.kappa1
    let hidden = point.quantity(x.sine.power(2) + x.cosine.power(2))
    let one = point.quantity(point.graph.integer(1))
    #expect(hidden.compared(to: one) == .undecided)
    #expect(hidden.isLess(than: one) == .unknown)
  }
}
