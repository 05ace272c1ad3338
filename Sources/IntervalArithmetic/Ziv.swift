/// Ziv's strategy: evaluate at a modest precision, see whether the enclosure answers the question, and
/// where it does not, evaluate anew at a higher one (A. Ziv, ACM TOMS 17, 1991).
///
/// The sequence of the precisions to be tried: each is twice the one before, or exceeds it by
/// ``missing`` bits where the last enclosure told how many are missing; the last one is the limit.
///
///     for precision in Ziv(from: Precision(64), through: Precision(4096)) {
///       if let sign = f(precision).sign { return sign }
///     }
///     return nil  // the precision is exhausted: undecided, never a guess
package struct Ziv: Sequence, IteratorProtocol, Sendable {
  /// The precision at which one gives up.
  package let limit: Precision
  /// By how many bits the last precision fell short, where that is known; it is good for one step.
  package var missing: Int?
  private var last: Precision?
  private let first: Precision

  /// The precisions from `first` through `limit`; the limit alone where `first` exceeds it.
  package init(from first: Precision, through limit: Precision = .largest) {
    self.first = Swift.min(first, limit)
    self.limit = limit
  }

  /// The precision to be tried now; nil where the limit has been.
  package mutating func next() -> Precision? {
    guard let last else {
      last = first
      return first
    }
    if last >= limit { return nil }
    let more = missing ?? last.bits
    missing = nil
    let next = Precision(Swift.min(last.bits + Swift.max(more, 1), limit.bits))
    self.last = next
    return next
  }
}
