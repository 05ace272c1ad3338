/// Correlation coefficients in floating point: statistics of measured numbers, without a guarantee.
package enum Statistics {
  /// Pearson's correlation of paired numbers; nil for fewer than two pairs or where one side is
  /// constant.
  package static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    let (xx, xy, yy) = (
      covariance(x, x), covariance(x, y), covariance(y, y)
    )
    guard x.count >= 2, xx > 0, yy > 0 else { return nil }
    return min(1, max(-1, xy / (xx.squareRoot() * yy.squareRoot())))
  }

  /// Spearman's rank correlation, from ranks in which ties share the mean of their ranks (or any
  /// multiple of these): Pearson's of the ranks.
  package static func spearman(ranks x: [Int], _ y: [Int]) -> Double? {
    pearson(x.map(Double.init), y.map(Double.init))
  }

  /// The multiple correlation R of `y` on two regressors: Pearson's correlation of `y` with its
  /// least-squares prediction by `a`, `b` and a constant. Nil where `y` or both regressors are
  /// constant; where one is constant or the two are collinear, the other alone predicts.
  package static func multiple(_ y: [Double], on a: [Double], _ b: [Double]) -> Double? {
    let ya = pearson(y, a)
    let yb = pearson(y, b)
    guard let ya, let yb else { return (ya ?? yb).map { abs($0) } }
    guard let ab = pearson(a, b) else { return nil }
    let rest = 1 - ab * ab
    if rest < 1e-12 { return abs(ya) }
    let square = (ya * ya + yb * yb - 2 * ya * yb * ab) / rest
    return min(1, max(0, square)).squareRoot()
  }

  /// Twice the rank of each number, counted from 1 for the smallest; equal numbers share the mean
  /// of their ranks.
  package static func doubledRanks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = start + end + 1 }
      start = end
    }
    return ranks
  }

  private static func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (mean(x), mean(y))
    return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  }

  private static func mean(_ x: [Double]) -> Double {
    x.isEmpty ? 0 : x.reduce(0, +) / Double(x.count)
  }
}
