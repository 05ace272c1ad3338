import ArchitectureSpaces
import ExactArithmetic
import IntervalArithmetic

/// The extremes of effective depth and width over cells drawn at random from a distribution, independently and with
/// replacement; cells without a parameterised path are drawn like others, and left out of the extremes.
package struct SampleExtremes: Sendable {
  /// How many cells are drawn.
  package let draws: Int
  /// The values that occur, in increasing order.
  private let depths: [Rational]
  private let widths: [Rational]
  /// How many cells lie below depth number i and width number j.
  private let below: [[Integer]]
  private let ignored: Integer
  private let total: Integer

  /// The extremes over `draws` cells of a distribution.
  package init(_ distribution: PathDistribution, draws: Int) {
    self.draws = draws
    var points: [[Rational]: Integer] = [:]
    var ignored = Integer.zero
    for (statistics, count) in distribution.counts {
      if let depth = statistics.effectiveDepth, let width = statistics.effectiveWidth {
        points[[depth, width]] = (points[[depth, width]] ?? .zero) + count
      } else {
        ignored += count
      }
    }
    self.ignored = ignored
    total = distribution.cells
    let depths = Set(points.keys.map { $0[0] }).sorted()
    let widths = Set(points.keys.map { $0[1] }).sorted()
    let columns = Dictionary(uniqueKeysWithValues: zip(widths, widths.indices))
    var rows = Array(
      repeating: Array(repeating: Integer.zero, count: widths.count), count: depths.count)
    let places = Dictionary(uniqueKeysWithValues: zip(depths, depths.indices))
    for (point, count) in points {
      guard let row = places[point[0]], let column = columns[point[1]] else { continue }
      rows[row][column] += count
    }
    var below = [Array(repeating: Integer.zero, count: widths.count + 1)]
    for row in rows {
      var next = [Integer.zero]
      var sum = Integer.zero
      for (column, count) in row.enumerated() {
        sum += count
        next.append(below[below.count - 1][column + 1] + sum)
      }
      below.append(next)
    }
    (self.depths, self.widths, self.below) = (depths, widths, below)
  }

  /// The probability that the smallest and largest depth satisfy one condition, and those of width another.
  ///
  /// By inclusion and exclusion: that all cells lie in a box has the probability (mass of the box)ⁿ.
  package func probability(
    precision: Precision, depth isDepth: (Extremes) -> Bool, width isWidth: (Extremes) -> Bool
  ) -> Interval {
    let depthRanges = Self.ranges(depths, isDepth)
    let widthRanges = Self.ranges(widths, isWidth)
    // The boxes that count, with how often: mostly they cancel.
    var weights: [Integer: Int] = [:]
    for (low, high, sign) in depthRanges {
      for (left, right, other) in widthRanges {
        weights[mass(low, high, left, right), default: 0] += sign * other
      }
    }
    var sum = Interval(0, precision: precision)
    for (mass, weight) in weights.sorted(by: { $0.key < $1.key }) where weight != 0 {
      let share = Interval(Rational(mass + ignored, total), precision: precision)
      sum = sum + Interval(weight, precision: precision) * share.power(draws)
    }
    return sum
  }

  /// How many cells lie in the box of depths low ..< high and widths left ..< right.
  private func mass(_ low: Int, _ high: Int, _ left: Int, _ right: Int) -> Integer {
    guard low < high, left < right else { return .zero }
    return below[high][right] - below[low][right] - below[high][left] + below[low][left]
  }

  /// The ranges of values whose probabilities, with signs, add up to that of extremes that satisfy a
  /// condition.
  private static func ranges(
    _ values: [Rational], _ condition: (Extremes) -> Bool
  ) -> [(low: Int, high: Int, sign: Int)] {
    var signs: [[Int]: Int] = [:]
    for first in values.indices {
      for last in first..<values.count
      where condition(Extremes(minimum: values[first], maximum: values[last])) {
        for (low, high, sign) in [
          (first, last + 1, 1), (first + 1, last + 1, -1), (first, last, -1), (first + 1, last, 1),
        ] {
          // Ranges without a value are all one.
          let key = low < high ? [low, high] : [0, 0]
          signs[key, default: 0] += sign
        }
      }
    }
    return signs.filter { $0.value != 0 }.map { ($0.key[0], $0.key[1], $0.value) }
  }
}

extension PrintedValues {
  /// The probability that the extremes over cells drawn at random agree with the printed values in their digits.
  package func probability(of extremes: SampleExtremes, precision: Precision) -> Interval {
    func condition(_ center: String, _ halfRadius: String) -> (Extremes) -> Bool {
      guard let center = PrintedDecimal(center), let halfRadius = PrintedDecimal(halfRadius) else {
        return { _ in false }
      }
      return { center.isRounded($0.center) && halfRadius.isRounded($0.halfRadius) }
    }
    return extremes.probability(
      precision: precision, depth: condition(depthCenter, depthHalfRadius),
      width: condition(widthCenter, widthHalfRadius))
  }
}
