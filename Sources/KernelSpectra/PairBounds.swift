import CLinearAlgebra
import CMultiprecision
import ExactArithmetic
import IntervalArithmetic

/// The smallest eigenvalue of a 2×2 principal sub-matrix, over all pairs.
struct PairBounds {
  let problem: SpectrumProblem
  let gram: MultiprecisionGram

  /// An enclosure of the minimum, and a pair that attains it as far as this precision tells.
  func best() -> KernelSpectrum.PairValue {
    let count = gram.count
    let entries = (0..<gram.entries.count).map(gram.entries.double)
    func estimate(_ i: Int, _ j: Int) -> Double {
      let (a, b) = (entries[index(i, i)], entries[index(j, j)])
      let c = entries[index(i, j)]
      let half = (a - b) / 2
      return (a + b) / 2 - (half * half + c * c).squareRoot()
    }
    var least = (value: Double.infinity, i: 1, j: 0)
    var size = 0.0
    for i in 0..<count {
      size = max(size, entries[index(i, i)])
      for j in 0..<i {
        if problem.isKnownSingular(i, j) {
          return .init(value: Interval(0, precision: gram.precision), pair: (j, i))
        }
        let value = estimate(i, j)
        if value < least.value { least = (value, i, j) }
      }
    }
    // The estimates are off by a few roundings of numbers of this size, and by the radii.
    let doubt = 0x1p-48 * size + 4 * (gram.radii.max() ?? 0)
    var result = enclosure(least.i, least.j)
    var pair = (least.j, least.i)
    for i in 0..<count {
      for j in 0..<i where estimate(i, j) <= least.value + 2 * doubt && (i, j) != (least.i, least.j)
      {
        let value = enclosure(i, j)
        if value.upper < result.upper { pair = (j, i) }
        result = Interval(
          lower: min(value.lower, result.lower), upper: min(value.upper, result.upper))
      }
    }
    return .init(value: result, pair: pair)
  }

  private func index(_ i: Int, _ j: Int) -> Int { MultiprecisionGram.start(i) + j }

  /// The smaller eigenvalue (ab − c²)/((a + b)/2 + √(((a − b)/2)² + c²)) of one pair.
  private func enclosure(_ i: Int, _ j: Int) -> Interval {
    let (a, b, c) = (entry(i, i), entry(j, j), entry(i, j))
    let half = Rational(1, 2)
    let root = ((a - b).scaled(by: half).squared + c.squared).squareRoot
    return (a * b - c.squared) / ((a + b).scaled(by: half) + root)
  }

  private func entry(_ i: Int, _ j: Int) -> Interval {
    let radius = BigFloat(gram.radii[index(i, j)], precision: gram.precision, rounding: .up)
    return Interval(gram.entries[index(i, j)]) + Interval(lower: radius.negated, upper: radius)
  }
}
