import ExactArithmetic
import IntervalArithmetic

/// The points of a grid: numbers of one binary format, or exact rational numbers.
package struct GridPoints: Sendable {
  private enum Storage: Sendable {
    case bits(BinaryFormat, [UInt64])
    case exact([Rational])
  }

  private let storage: Storage
  /// Whether points at which a function is undefined are left out instead of being an error: so for
  /// grids of all numbers of a format.
  package let skipsUndefined: Bool

  /// Numbers of a binary format, by their bit patterns: finite ones.
  package init(_ bits: [UInt64], format: BinaryFormat, skipsUndefined: Bool = false) {
    storage = .bits(format, bits)
    self.skipsUndefined = skipsUndefined
  }

  /// Exact numbers.
  package init(exact: [Rational]) {
    storage = .exact(exact)
    skipsUndefined = false
  }

  /// How many points there are.
  package var count: Int {
    switch storage {
    case .bits(_, let bits): bits.count
    case .exact(let values): values.count
    }
  }

  /// The format of the points; nil for exact numbers.
  package var format: BinaryFormat? {
    if case .bits(let format, _) = storage { format } else { nil }
  }

  /// The bit patterns of the points; nil for exact numbers.
  package var bits: [UInt64]? { if case .bits(_, let bits) = storage { bits } else { nil } }

  /// The exact value of a point.
  package func rational(_ index: Int) -> Rational {
    switch storage {
    case .bits(let format, let bits): format.rational(bits[index]) ?? 0
    case .exact(let values): values[index]
    }
  }

  /// An enclosure of a point: the point itself where the precision holds it.
  func interval(_ index: Int, precision: Precision) -> Interval {
    switch storage {
    case .bits(let format, let bits): Interval(format.bigFloat(bits[index]))
    case .exact(let values): Interval(values[index], precision: precision)
    }
  }

  /// The decimal of a point: short and identifying for a binary number, the fraction for an exact one.
  package func text(_ index: Int) -> String {
    switch storage {
    case .bits(let format, let bits): format.decimal(bits[index])
    case .exact(let values): values[index].description
    }
  }

  /// The exact text of a point: a hexadecimal number, or the fraction.
  package func exactText(_ index: Int) -> String {
    switch storage {
    case .bits(let format, let bits): format.hexadecimal(bits[index])
    case .exact(let values): values[index].description
    }
  }

  /// The points at the positions where `kept` is true.
  func filtered(_ kept: [Bool]) -> GridPoints {
    switch storage {
    case .bits(let format, let bits):
      GridPoints(
        zip(bits, kept).filter(\.1).map(\.0), format: format, skipsUndefined: skipsUndefined)
    case .exact(let values): GridPoints(exact: zip(values, kept).filter(\.1).map(\.0))
    }
  }
}
