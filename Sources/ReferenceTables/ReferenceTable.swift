import ExactArithmetic
import IntervalArithmetic

/// Correctly rounded values of functions at the points of a grid.
///
/// Guarantee: every value is the number of the table's type that rounding the exact value gives; a
/// table with a value about which that is not certain is not made.
///
/// Values are worked out, kept in a ``TableStore`` and read again in blocks of ``blockSize`` points, so that what a
/// table takes of memory is its store's.
package struct ReferenceTable {
  /// One function of a table.
  package struct Column: Sendable {
    /// What the values are called.
    package let name: String
    /// The function.
    package let source: String
  }

  /// How many points a block has; the last one has fewer.
  package static let blockSize = 1 << 14

  /// Lines of provenance, in their order.
  package let provenance: [(key: String, value: String)]
  /// The points, those included at which no function has a value.
  package let points: PointSequence
  /// The columns, at least one.
  package let columns: [Column]
  /// What the values are rounded to.
  package let target: RoundingTarget
  /// How many rows there are.
  package let count: Int
  /// The SHA-256 of the lines `point,value[,value…]`, exact texts, each with a line feed.
  package let checksum: String
  private let store: any TableStore

  /// Computes a table, or nil where `progress` stopped it. Throws ``ReferenceFailure`` where a value
  /// is undefined (unless the grid leaves such points out) or undecided, and what the store throws.
  ///
  /// The blocks that are in the store already, of the same functions, points and target, are taken as they are.
  package init?(
    of functions: [ReferenceFunction], at points: PointSequence, target: RoundingTarget,
    provenance: [(key: String, value: String)], threads: Int,
    store: any TableStore = MemoryStore(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    let evaluators = functions.map {
      ReferenceEvaluator(
        $0, largestPrecision: Precision((1 << 16) + 4 * target.type.significandBits))
    }
    let coding = BlockCoding(
      type: target.type, columns: functions.count, skipsUndefined: points.skipsUndefined)
    var hash = SHA256()
    var count = 0
    for (index, places) in Self.blocks(points.count).enumerated() {
      let before = places.lowerBound * functions.count
      guard progress(before) else { return nil }
      let there = points.points(places, threads: threads)
      let block: TableBlock
      if index < store.count {
        block = try Self.block(store.block(index), at: places, coding)
      } else {
        var values: [[RoundedValue?]] = []
        for evaluator in evaluators {
          let done = before + values.count * places.count
          guard
            let column = try evaluator.rounded(
              to: target, at: there, threads: threads, progress: { progress(done + $0) })
          else { return nil }
          values.append(column)
        }
        block = TableBlock(values, at: places, skipsUndefined: points.skipsUndefined)
        try store.append(coding.bytes(block))
      }
      let rows = Self.rows(block, at: there)
      for lines in rows.texts(threads: threads, { rows.exactLine($0, target.type) + "\n" }) {
        for line in lines { hash.update(line) }
      }
      count += rows.count
    }
    columns = functions.map { Column(name: $0.name, source: $0.source) }
    self.points = points
    self.target = target
    self.provenance = provenance
    self.count = count
    self.store = store
    checksum = "sha256:" + hash.finalized()
  }

  /// All values, block by block.
  package func forEachBlock(_ body: (TableBlock) throws -> Void) throws {
    let coding = BlockCoding(
      type: target.type, columns: columns.count, skipsUndefined: points.skipsUndefined)
    for (index, places) in Self.blocks(points.count).enumerated() {
      try body(Self.block(store.block(index), at: places, coding))
    }
  }

  /// The points at which a block has values.
  package func points(of block: TableBlock, threads: Int) -> GridPoints {
    rows(of: block, threads: threads).points
  }

  /// The rows of a block.
  func rows(of block: TableBlock, threads: Int) -> TableRows {
    Self.rows(block, at: points.points(block.places, threads: threads))
  }

  /// The formats of a row's numbers, the point's first; nil for those that are not binary.
  var cellFormats: [BinaryFormat?] { [points.format] + columns.map { _ in target.type.format } }

  private static func blocks(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: blockSize).map { $0..<min(count, $0 + blockSize) }
  }

  private static func block(
    _ bytes: [UInt8], at places: Range<Int>, _ coding: BlockCoding
  ) throws -> TableBlock {
    guard let block = coding.block(bytes, at: places) else {
      throw GridError("the values that were kept are not those of this table")
    }
    return block
  }

  private static func rows(_ block: TableBlock, at points: GridPoints) -> TableRows {
    TableRows(points: block.isKept.map(points.filtered) ?? points, values: block.values)
  }
}

extension ReferenceEvaluator {
  /// The correctly rounded values at `points`, nil at those that the grid leaves out; nil where `progress`
  /// stopped the work.
  fileprivate func rounded(
    to target: RoundingTarget, at points: GridPoints, threads: Int,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws(ReferenceFailure) -> [RoundedValue?]? {
    let answers = answers(
      at: points, startingWith: target.type.significandBits + 24, threads: threads,
      progress: progress,
      answer: { _, interval in target.rounded(interval) },
      exact: { _, value in target.rounded(value) })
    guard let answers else { return nil }
    var values: [RoundedValue?] = []
    values.reserveCapacity(points.count)
    for (index, answer) in answers.enumerated() {
      if case .decided(let value) = answer {
        values.append(value)
      } else if case .undefined = answer, points.skipsUndefined {
        values.append(nil)
      } else if let failure = failure(answer, at: points.text(index)) {
        throw failure
      }
    }
    return values
  }
}
