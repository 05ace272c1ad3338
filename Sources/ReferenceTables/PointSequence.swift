import ExactArithmetic
import IntervalArithmetic

/// The points of several grids, one after the other, made a part at a time: however many there are, only the
/// parts asked for take memory.
///
/// With a format every point is rounded to its nearest number (ties to even), once; points of
/// `near1` that the format does not hold are left out. Without one the points are the exact rational
/// numbers, except that the zeros of `chebyshev`, which are irrational, are rounded to binary64.
package struct PointSequence: Sendable {
  private enum Part: Sendable {
    /// A grid whose points are worked out from their places.
    case made(Grid)
    case bits([UInt64])
    case exact([Rational])
  }

  /// The format of the points; nil for exact numbers.
  package let format: BinaryFormat?
  /// Whether points at which a function is undefined are left out instead of being an error: so for
  /// grids of all numbers of a format.
  package let skipsUndefined: Bool
  /// How many points there are.
  package let count: Int
  private let parts: [(places: Range<Int>, part: Part)]

  /// The points of `grids`. Throws where a format does not hold them.
  package init(of grids: [Grid], format: BinaryFormat?) throws(GridError) {
    var parts: [(places: Range<Int>, part: Part)] = []
    var skipsUndefined = format != nil && !grids.isEmpty
    var count = 0
    for grid in grids {
      let part: Part
      let own: Int
      if let made = grid.countOfMade {
        try grid.checkEnds(format)
        (part, own) = (.made(grid), made)
      } else if let format {
        let bits = try grid.bits(format)
        (part, own) = (.bits(bits), bits.count)
      } else {
        let values = try grid.exactPoints()
        (part, own) = (.exact(values), values.count)
      }
      parts.append((count..<count + own, part))
      count += own
      if case .all = grid {} else { skipsUndefined = false }
    }
    self.format = format
    self.skipsUndefined = skipsUndefined
    self.count = count
    self.parts = parts
  }

  /// The points at some places.
  package func points(_ places: Range<Int>, threads: Int) -> GridPoints {
    let first = places.lowerBound
    func collected<Point: Sendable>(_ point: @Sendable (Part, Int) -> Point) -> [Point] {
      inPieces(of: places.count, threads: threads) { piece in
        parts.flatMap { own, part in
          own.clamped(to: first + piece.lowerBound..<first + piece.upperBound)
            .map { point(part, $0 - own.lowerBound) }
        }
      }.flatMap { $0 }
    }
    guard let format else {
      return GridPoints(
        exact: collected { part, place in
          switch part {
          case .made(let grid): grid.exactPoint(at: place)
          case .exact(let values): values[place]
          case .bits: preconditionFailure("exact points are listed exactly")
          }
        })
    }
    let bits = collected { part, place in
      switch part {
      case .made(let grid): grid.bits(at: place, format)
      case .bits(let bits): bits[place]
      case .exact: preconditionFailure("numbers of a format are listed as such")
      }
    }
    return GridPoints(bits, format: format, skipsUndefined: skipsUndefined)
  }
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
