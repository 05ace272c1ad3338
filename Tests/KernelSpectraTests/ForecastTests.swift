import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelSpectra
import NetworkGraphs
import Testing
import _TestSupport

@Suite("The theorem's rate on data")
struct ForecastTests {
  private func spectrum(_ rows: String) throws -> KernelSpectrum {
    try problem("2_02", rows).spectrum(SpectrumOptions(digits: 12))
  }

  /// Follows gradient descent along each eigenvector in double precision.
  @Test(arguments: ["1,2 3,4 0,1", "1,0 0,1 1,1 -1,3", "1,0,0 0,2,0 0,0,3"])
  func stepsSuffice(rows: String) throws {
    let spectrum = try spectrum(rows)
    let forecast = try #require(try TrainingForecast(spectrum))
    let eta = forecast.step.double
    let least = spectrum.smallest.midpoint.double(rounding: .nearestEven)
    let most = spectrum.largest.midpoint.double(rounding: .nearestEven)
    let steps = Int(forecast.steps.description) ?? 0
    let attained = Int(forecast.envelopeSteps.description) ?? 0
    #expect(attained <= steps && attained > 0)
    for lambda in [least, most, (least + most) / 2] {
      var squared = 1.0
      for step in 1...steps {
        squared *= (1 - eta * lambda) * (1 - eta * lambda)
        let bound = Double(step) * (1 - eta * least / 2).logarithm
        #expect(squared <= exponential(bound) * (1 + 1e-9), "λ = \(lambda), step \(step)")
      }
      #expect(squared <= 1.0000001e-3)
    }
    // One step less does not suffice for the slowest mode.
    let worst = max((1 - eta * least).magnitude, (1 - eta * most).magnitude)
    #expect(exponential(2 * Double(attained - 1) * worst.logarithm) > 0.999999e-3)
  }

  /// At the largest step the bound touches the attained factor at λ_max, and beyond it is wrong.
  @Test func theLargestStepIsTheLargest() throws {
    let spectrum = try spectrum("1,2 3,4 0,1")
    let eta = TrainingForecast.largestStep(spectrum).double
    let least = spectrum.smallest.midpoint.double(rounding: .nearestEven)
    let most = spectrum.largest.midpoint.double(rounding: .nearestEven)
    func excess(_ eta: Double) -> Double {
      (1 - eta * most) * (1 - eta * most) - (1 - eta * least / 2)
    }
    #expect(excess(eta) <= 1e-9 && excess(eta) > -1e-6)
    #expect(excess(eta * 1.001) > 0)
    #expect(throws: KernelInputError.self) {
      try TrainingForecast(spectrum, step: Rational(exactly: eta * 1.001))
    }
    #expect(try TrainingForecast(spectrum, step: Rational(exactly: eta / 2)) != nil)
  }

  @Test func singularMatricesPromiseNothing() throws {
    #expect(try TrainingForecast(try spectrum("1,2 2,4")) == nil)
  }

  @Test func pathBoundIsAttainedByTheClosestPair() throws {
    let unit = try problem("2_21_112", "1,0 3,4 0,1 -3,4", normalizing: true)
    let bound = try #require(try unit.pathBound(digits: 20))
    #expect(bound.pair == (1, 2))
    // ρ = 4/5: P − ρ − f(ρ) − 2f(f(ρ)), by another program.
    let value = bound.value.value
    let expected = try #require(Rational("0.675112940800815"))
    #expect((value - expected).magnitude < (Rational("1e-14") ?? 0), "\(value)")
    #expect(try problem("2_21_112", "1,0 3,4").pathBound(digits: 5) == nil)
  }
}

extension Rational {
  fileprivate var double: Double {
    BigFloat(self, precision: Precision(64), rounding: .nearestEven).double(rounding: .nearestEven)
  }
}

extension Double {
  fileprivate var logarithm: Double {
    BigFloat(self, precision: Precision(64), rounding: .nearestEven)
      .log(precision: Precision(64), rounding: .nearestEven).double(rounding: .nearestEven)
  }
}

private func exponential(_ x: Double) -> Double {
  BigFloat(x, precision: Precision(64), rounding: .nearestEven)
    .exp(precision: Precision(64), rounding: .nearestEven).double(rounding: .nearestEven)
}
