import ExactArithmetic
import IntervalArithmetic

/// The points of several grids, one after the other, made a part at a time: however many there are, only the
/// parts asked for take memory.
///
/// With a format every point is rounded to its nearest number (ties to even), once; points of
/// `near1` that the format does not hold are left out. Without one the points are the exact rational
/// numbers, except that the zeros of `chebyshev`, which are irrational, are rounded to binary64.
package struct PointSequence: Sendable {
  private enum Storage: Sendable {
    case bits(BinaryFormat, [PlacedPoints<UInt64>])
    case exact([PlacedPoints<Rational>])
  }

  private let storage: Storage
  /// Whether points at which a function is undefined are left out instead of being an error: so for
  /// grids of all numbers of a format.
  package let skipsUndefined: Bool
  /// How many points there are.
  package let count: Int

  /// The format of the points; nil for exact numbers.
  package var format: BinaryFormat? {
    if case .bits(let format, _) = storage { format } else { nil }
  }

  /// The points of `grids`. Throws where a format does not hold them.
  package init(of grids: [Grid], format: BinaryFormat?) throws(GridError) {
    if let format {
      var parts: [PlacedPoints<UInt64>] = []
      for grid in grids { parts.append(try grid.bits(format)) }
      storage = .bits(format, parts)
      count = parts.reduce(0) { $0 + $1.count }
      skipsUndefined =
        !grids.isEmpty && grids.allSatisfy { if case .all = $0 { true } else { false } }
    } else {
      var parts: [PlacedPoints<Rational>] = []
      for grid in grids { parts.append(try grid.exactPoints()) }
      storage = .exact(parts)
      count = parts.reduce(0) { $0 + $1.count }
      skipsUndefined = false
    }
  }

  /// The points at some places.
  package func points(_ places: Range<Int>, threads: Int) -> GridPoints {
    switch storage {
    case .bits(let format, let parts):
      GridPoints(
        Self.points(of: parts, places, threads), format: format, skipsUndefined: skipsUndefined)
    case .exact(let parts): GridPoints(exact: Self.points(of: parts, places, threads))
    }
  }

  private static func points<Point>(
    of parts: [PlacedPoints<Point>], _ places: Range<Int>, _ threads: Int
  ) -> [Point] {
    inPieces(of: places.count, threads: threads) { piece in
      let wanted = places.lowerBound + piece.lowerBound..<places.lowerBound + piece.upperBound
      var (start, points) = (0, [Point]())
      for part in parts {
        points += (start..<start + part.count).clamped(to: wanted).map { part.point($0 - start) }
        start += part.count
      }
      return points
    }.flatMap { $0 }
  }
}

/// Points by their places: listed, or worked out when they are asked for.
struct PlacedPoints<Point: Sendable>: Sendable {
  let count: Int
  let point: @Sendable (Int) -> Point

  init(count: Int, _ point: @escaping @Sendable (Int) -> Point) {
    self.count = count
    self.point = point
  }

  init(_ points: [Point]) { self.init(count: points.count) { points[$0] } }
}

extension Grid {
  /// All points of several grids at once: see ``PointSequence``.
  package static func points(
    of grids: [Grid], format: BinaryFormat?
  ) throws(GridError) -> GridPoints {
    let sequence = try PointSequence(of: grids, format: format)
    return sequence.points(0..<sequence.count, threads: 1)
  }
}
