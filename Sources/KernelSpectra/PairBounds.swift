import CLinearAlgebra
import ExactArithmetic
import IntervalArithmetic

/// The smallest eigenvalue of a 2×2 principal sub-matrix, over all pairs.
struct PairBounds {
  let problem: SpectrumProblem
  let gram: MultiprecisionGram

  /// An enclosure of the minimum, and a pair that attains it as far as this precision tells.
  func best() -> KernelSpectrum.PairValue {
    if let pair = problem.knownSingularPair {
      return .init(value: Interval(0, precision: gram.precision), pair: pair)
    }
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

  private func enclosure(_ i: Int, _ j: Int) -> Interval {
    PairBounds.smallest(entry(i, i), entry(j, j), entry(i, j))
  }

  /// The smaller eigenvalue (ab − c²)/((a + b)/2 + √(((a − b)/2)² + c²)) of one pair.
  static func smallest(_ a: Interval, _ b: Interval, _ c: Interval) -> Interval {
    let half = Rational(1, 2)
    let root = ((a - b).scaled(by: half).squared + c.squared).squareRoot
    return (a * b - c.squared) / ((a + b).scaled(by: half) + root)
  }

  private func entry(_ i: Int, _ j: Int) -> Interval {
    let radius = BigFloat(gram.radii[index(i, j)], precision: gram.precision, rounding: .up)
    return Interval(gram.entries[index(i, j)]) + Interval(lower: radius.negated, upper: radius)
  }
}

/// The same from a matrix in double precision, which leaves a few pairs to be enclosed more narrowly.
struct FloatPairBounds {
  let problem: SpectrumProblem
  let gram: FloatGram
  let digits: Int

  /// How many pairs are looked at more closely.
  private static let closest = 64

  func best() -> KernelSpectrum.PairValue {
    let scalar = MultiprecisionGram.scalarPrecision
    if let pair = problem.knownSingularPair {
      return .init(value: Interval(0, precision: scalar), pair: pair)
    }
    let leasts = (0..<gram.count - 1).map { leastPair($0) }
    let least = leasts.map(\.value).min() ?? 0
    let doubt = 0x1p-48 * gram.largestEntry + 4 * gram.largestError
    let limit = least + 2 * doubt
    var candidates: [(value: Double, pair: (Int, Int))] = []
    for row in leasts.indices where leasts[row].value <= limit {
      for column in row + 1..<gram.count {
        let half = 0.5 * (gram.diagonal[row] - gram.diagonal[column])
        let c = gram.entry(row, column)
        let value =
          0.5 * (gram.diagonal[row] + gram.diagonal[column]) - (half * half + c * c).squareRoot()
        if value <= limit { candidates.append((value, (row, column))) }
      }
    }
    candidates.sort { $0.value < $1.value }
    let closest = candidates.prefix(FloatPairBounds.closest)
    let values = closest.map { enclosure($0.pair) }
    guard let first = values.first, let firstPair = closest.first?.pair else {
      return .init(value: Interval.entire(precision: scalar), pair: (0, 1))
    }
    var (result, pair) = (first, firstPair)
    for (value, other) in zip(values, closest.map(\.pair)).dropFirst() {
      if value.upper < result.upper { pair = other }
      result = Interval(
        lower: min(value.lower, result.lower), upper: min(value.upper, result.upper))
    }
    if candidates.count > closest.count {
      let below = BigFloat(least - 2 * doubt, precision: scalar, rounding: .down)
      result = Interval(lower: min(result.lower, below), upper: result.upper)
    }
    return .init(value: result, pair: pair)
  }

  private func leastPair(_ row: Int) -> (value: Double, column: Int) {
    var index = 0
    let start = gram.entries + row * gram.stride + row + 1
    let value = gram.diagonal.withUnsafeBufferPointer { diagonal in
      guard let first = diagonal.baseAddress else { return Double.infinity }
      return kcl_least_pair(
        gram.diagonal[row], start, first + row + 1, gram.count - row - 1, &index)
    }
    return (value, row + 1 + index)
  }

  /// Evaluated again with rising precision.
  private func enclosure(_ pair: (Int, Int)) -> Interval {
    var result = Interval.entire(precision: MultiprecisionGram.scalarPrecision)
    for bits in [128, 256, 512, 1024] {
      let level = problem.evaluation.level(Precision(bits), rows: [pair.0, pair.1])
      let (a, b) = (
        problem.evaluation.entry(pair.0, pair.0, level),
        problem.evaluation.entry(pair.1, pair.1, level)
      )
      result = PairBounds.smallest(a, b, problem.evaluation.entry(pair.0, pair.1, level))
      if KernelSpectrum.isAccurate(result, digits: digits) { break }
    }
    return result.isBounded ? result : Interval.entire(precision: result.precision)
  }
}
