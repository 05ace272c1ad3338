import ArchitectureStudies
import Testing
import _TestSupport

@Suite struct StatisticsTests {
  private func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-12 } ?? false }

  /// Small cases by hand.
  @Test func knownValues() {
    #expect(isClose(Statistics.pearson([1, 2, 3], [2, 4, 6]), 1))
    #expect(isClose(Statistics.pearson([1, 2, 3], [3, 2, 1]), -1))
    // Deviations (−1, 0, 1) and (−1, 1, 0): 1/√(2·2).
    #expect(isClose(Statistics.pearson([1, 2, 3], [1, 3, 2]), 0.5))
    #expect(Statistics.pearson([1, 1], [1, 2]) == nil)
    #expect(Statistics.pearson([1], [2]) == nil && Statistics.pearson([], []) == nil)
    #expect(Statistics.doubledRanks([10, 30, 20, 30]) == [2, 7, 4, 7])
    #expect(Statistics.doubledRanks([5, 5, 5]) == [4, 4, 4])
    #expect(Statistics.doubledRanks([]) == [])
    // Ranks (1, 3.5, 2, 3.5) and (1, 2, 3, 4): 3/√(4.5·5).
    let ranks = Statistics.doubledRanks([10, 30, 20, 30])
    #expect(
      isClose(Statistics.spearman(ranks: ranks, [2, 4, 6, 8]), 3 / (22.5).squareRoot()))
  }

  /// R is the correlation with the least-squares prediction: the residuals are orthogonal to the
  /// regressors, so that R² is one minus their share of the variance, here from the normal
  /// equations.
  @Test func multipleCorrelationIsThatOfLeastSquares() {
    for seed in 0..<50 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 4...30, using: &generator)
      func random() -> [Double] {
        (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
      }
      let (a, b, noise) = (random(), random(), random())
      let y = (0..<count).map { 2 * a[$0] - b[$0] + noise[$0] }
      let residual = leastSquaresResidual(y, a, b)
      let mean = y.reduce(0, +) / Double(count)
      let total = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let expected = (1 - residual / total).squareRoot()
      let computed = Statistics.multiple(y, on: a, b) ?? -1
      #expect(abs(computed - expected) < 1e-9, "seed \(seed)")
      #expect(isClose(Statistics.multiple(a, on: a, b), 1), "seed \(seed)")
    }
    let line: [Double] = [1, 2, 4]
    // Deviations (−4, −1, 5)/3 and (−1, 1, 0): 1/√(14/3 · 2).
    let single = 1 / (28.0 / 3).squareRoot()
    #expect(isClose(Statistics.multiple([1, 3, 2], on: line, line.map { 2 * $0 }), single))
    #expect(isClose(Statistics.multiple([1, 3, 2], on: [5, 5, 5], line), single))
    #expect(Statistics.multiple([1, 1, 1], on: line, [1, 0, 0]) == nil)
  }

  /// The smallest Σ (y − p − q·a − r·b)², by Gaussian elimination of the normal equations.
  private func leastSquaresResidual(_ y: [Double], _ a: [Double], _ b: [Double]) -> Double {
    let columns = [Array(repeating: 1, count: y.count), a, b]
    func dot(_ u: [Double], _ v: [Double]) -> Double { zip(u, v).reduce(0) { $0 + $1.0 * $1.1 } }
    var rows = columns.map { left in columns.map { dot(left, $0) } + [dot(left, y)] }
    for pivot in 0..<3 {
      for row in 0..<3 where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in 0..<4 { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    let solution = (0..<3).map { rows[$0][3] / rows[$0][$0] }
    return y.indices.reduce(0) { sum, index in
      let error = y[index] - (0..<3).reduce(0) { $0 + solution[$1] * columns[$1][index] }
      return sum + error * error
    }
  }
}
