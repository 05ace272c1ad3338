import ExactArithmetic
import NetworkGraphs

/// Path statistics, depth and width of cells given as text, at a fraction of a microsecond for a
/// NAS-Bench-201 cell: its six operations' classes select one of 729 results that were computed
/// beforehand. All other forms, and anything malformed, take the general path.
public struct CellEvaluator: Sendable {
  /// What is known of a cell's paths.
  public struct Result: Sendable {
    /// The numbers of paths.
    public let statistics: PathStatistics
    /// d̄, nil where P = 0.
    public let effectiveDepth: Rational?
    /// m̄, nil where P = 0 or d̄ = 0.
    public let effectiveWidth: Rational?

    /// Depth and width that follow from the statistics.
    public init(_ statistics: PathStatistics) {
      self.statistics = statistics
      effectiveDepth = statistics.effectiveDepth
      effectiveWidth = statistics.effectiveWidth
    }
  }

  /// The results of the networks of `complete(3)`, by rank.
  private let table: [Result]

  /// An evaluator; its table is computed once in a process.
  public init() { table = CellEvaluator.sharedTable }

  private static let sharedTable: [Result] = {
    var table: [Result] = []
    CompleteSpace(nodes: 3).forEachCell { table.append($0.result) }
    return table
  }()

  /// The result of a cell with four nodes whose edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3 have operations
  /// of these classes.
  ///
  /// - Precondition: there are six.
  func result(classes: [OperationClass]) -> Result {
    precondition(classes.count == 6, "CellEvaluator: six operations")
    return table[
      classes.reduce(0) { 3 * $0 + ($1 == .absent ? 0 : $1 == .skip ? 1 : 2) }]
  }

  /// The result of a cell in any form that `ArchitectureText` reads; of a genotype the normal
  /// cell's.
  ///
  /// Throws a located error for a malformed text.
  public func evaluate(_ text: String) throws(NetworkFormatError) -> Result {
    if let rank = text.utf8.withContiguousStorageIfAvailable({
      CellEvaluator.rank(UnsafeRawBufferPointer($0))
    }), let rank {
      return table[rank]
    }
    return try general(text)
  }

  /// The result of a cell in UTF-8; see ``evaluate(_:)-(String)``.
  public func evaluate(utf8 bytes: UnsafeRawBufferPointer) throws(NetworkFormatError) -> Result {
    if let rank = CellEvaluator.rank(bytes) { return table[rank] }
    return try general(String(decoding: bytes, as: UTF8.self))
  }

  private func general(_ text: String) throws(NetworkFormatError) -> Result {
    let architecture = try ArchitectureText(parsing: text)
    return Result(architecture.networks[0].network.pathStatistics)
  }

  /// The rank in `complete(3)` of a NAS-Bench-201 cell in its usual form; nil for any other text.
  private static func rank(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var rank = 0
    var offset = 0
    for (target, separator) in [(1, 0x2B), (2, 0x2B), (3, 0)] as [(Int, UInt8)] {
      for source in 0..<target {
        guard offset + 8 <= bytes.count, bytes[offset] == UInt8(ascii: "|") else { return nil }
        guard let (code, length) = operation(bytes, offset + 1) else { return nil }
        offset += 1 + length
        guard offset + 2 < bytes.count, bytes[offset] == UInt8(ascii: "~"),
          bytes[offset + 1] == UInt8(ascii: "0") + UInt8(source)
        else { return nil }
        offset += 2
        rank = 3 * rank + code
      }
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "|") else { return nil }
      offset += 1
      if separator != 0 {
        guard offset < bytes.count, bytes[offset] == separator else { return nil }
        offset += 1
      }
    }
    return offset == bytes.count ? rank : nil
  }

  /// Class and length of the operation's name at `offset`; at least seven bytes follow.
  private static func operation(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int
  ) -> (code: Int, length: Int)? {
    if bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self) == none { return (0, 4) }
    guard offset + 12 <= bytes.count else { return nil }
    let head = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let tail = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)
    for (code, name) in names where name.0 == head && name.1 == tail { return (code, 12) }
    return nil
  }

  private static let none = word(of: "none", 0..<4, as: UInt32.self)

  /// The names of twelve bytes with their classes, as words.
  private static let names: [(code: Int, (UInt64, UInt32))] = [
    (1, "skip_connect"), (2, "nor_conv_1x1"), (2, "nor_conv_3x3"), (1, "avg_pool_3x3"),
  ].map { ($0, (word(of: $1, 0..<8, as: UInt64.self), word(of: $1, 8..<12, as: UInt32.self))) }

  /// Some bytes of a name as they load into a word.
  private static func word<Word: FixedWidthInteger>(
    of name: String, _ bytes: Range<Int>, as type: Word.Type
  ) -> Word {
    Array(name.utf8)[bytes].reversed().reduce(Word.zero) { $0 << 8 | Word($1) }.littleEndian
  }
}

// Depth and width follow from the statistics.
extension CellEvaluator.Result: Hashable {
  /// Whether the statistics are equal.
  public static func == (a: Self, b: Self) -> Bool { a.statistics == b.statistics }

  /// Hashes the statistics.
  public func hash(into hasher: inout Hasher) { hasher.combine(statistics) }
}
