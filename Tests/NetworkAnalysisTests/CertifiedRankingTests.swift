import ExactArithmetic
import IntervalArithmetic
import NetworkAnalysis
import NetworkGraphs
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct CertifiedRankingTests {
  /// Values of random rationals, many of them equal, in random forms.
  @Test func rankingsOfRationalsAreTheirOrder() throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let spectra = try PairSpectra(at: #require(Correlation(Rational(1, 3))))
      let rho = spectra.graph.variable(PairSpectra.variable)
      let values = (0..<30).map { _ in
        Rational(Integer(Int.random(in: -6...6, using: &generator)), 9)
      }
      let forms = values.map { value in
        Bool.random(using: &generator)
          ? spectra.graph.rational(value) : 3 * value * rho
      }
      let ranking = CertifiedRanking(forms.map { spectra.quantity($0) })
      #expect(ranking == CertifiedRanking(exact: values), "seed \(seed)")
      let sorted = Set(values).sorted()
      #expect(ranking.levels.map { values[$0.members[0]] } == sorted, "seed \(seed)")
      #expect(
        ranking.levels.allSatisfy { level in
          level.isDecided && Set(level.members.map { values[$0] }).count == 1
        }, "seed \(seed)")
    }
  }

  @Test func precisionIsRaisedWhereEnclosuresOverlap() throws {
    let spectra = try PairSpectra(
      at: #require(Correlation(Rational(1, 2))), precision: Precision(64))
    let rho = spectra.graph.variable(PairSpectra.variable)
    // κ₁-free irrationals that differ by 10⁻¹⁰⁰ and 10⁻²⁰⁰.
    let root = (rho + 1).squareRoot
    let tiny = Rational(10).power(-100)
    let forms = [root + tiny, root, root + tiny * tiny, root - tiny]
    let ranking = CertifiedRanking(forms.map { spectra.quantity($0) })
    #expect(ranking.levels.map(\.members) == [[3], [1], [2], [0]])
    #expect(ranking.levels.allSatisfy { $0.isDecided })
  }

  /// Equal numbers whose forms do not show it share a rank that is called undecided.
  @Test func equalityThatIsNotProvedIsNotClaimed() throws {
    let spectra = try PairSpectra(at: #require(Correlation(Rational(1, 2))))
    let rho = spectra.graph.variable(PairSpectra.variable)
    // Machin's formula for π/4, plus 1 − π/4, and two numbers on either side.
    let tangents = [5, 239].map { spectra.graph.rational(Rational(1, $0)).applying(.atan) }
    let one = 4 * tangents[0] - tangents[1] - spectra.graph.pi / 4 + 1
    let forms = [spectra.graph.integer(1), one, rho, spectra.graph.integer(2)]
    let ranking = CertifiedRanking(forms.map { spectra.quantity($0) })
    #expect(ranking.levels.map(\.members) == [[2], [0, 1], [3]])
    #expect(ranking.levels.map(\.isDecided) == [true, false, true])
    #expect(ranking.doubledRanks(weights: [1, 1, 1, 1]) == [5, 5, 2, 8])
  }

  @Test func ranksShareTheirMean() {
    let ranking = CertifiedRanking(exact: [3, 1, 3, 2])
    #expect(ranking.levels.map(\.members) == [[1], [3], [0, 2]])
    #expect(ranking.doubledRanks(weights: [1, 1, 1, 1]) == [7, 2, 7, 4])
    // As if the list were 3 3 1 3 2 2 2.
    #expect(ranking.doubledRanks(weights: [2, 1, 1, 3]) == [12, 2, 12, 6])
    #expect(CertifiedRanking(exact: []).levels.isEmpty)
    #expect(CertifiedRanking([]).levels.isEmpty)
  }
}
