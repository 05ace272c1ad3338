import IntervalArithmetic
import Synchronization

/// Some rows of a table, one after the other.
struct TableRows: Sendable {
  /// The points.
  let points: GridPoints
  /// The values of each column, one for each point.
  let values: [[RoundedValue]]

  /// How many rows there are.
  var count: Int { points.count }

  /// `point,value[,value…]` of a row, exact texts.
  func exactLine(_ row: Int, _ type: NumberType) -> String {
    values.reduce(points.exactText(row)) { $0 + "," + type.exactText($1[row]) }
  }

  /// What `text` makes of each row, in order and in pieces, on several threads.
  func texts(threads: Int, _ text: @Sendable (Int) -> String) -> [[String]] {
    inPieces(of: count, threads: threads) { $0.map(text) }
  }
}

/// What `results` makes of ranges of up to `size` numbers below `count`, in order, on several threads.
func inPieces<Result: Sendable>(
  of count: Int, size: Int = 1024, threads: Int, _ results: @Sendable (Range<Int>) -> [Result]
) -> [[Result]] {
  let starts = Array(stride(from: 0, to: count, by: size))
  let pieces = Mutex([[Result]](repeating: [], count: starts.count))
  let next = Atomic(0)
  MultiprecisionRuntime.concurrently(max(1, min(threads, starts.count))) {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      if piece >= starts.count { break }
      let own = results(starts[piece]..<min(count, starts[piece] + size))
      pieces.withLock { $0[piece] = own }
    }
  }
  return pieces.withLock { $0 }
}
