import ExactArithmetic
import IntervalArithmetic
import ReferenceTables
import Testing

/// Tables made in tests.
enum TableFixture {
  static func table(
    _ source: String, _ grids: [String], type: String, rounding: Rounding = .nearestEven,
    input: BinaryFormat? = nil, exact: Bool = false, threads: Int = 2,
    store: any TableStore = MemoryStore()
  ) throws -> ReferenceTable {
    let type = try #require(NumberType(type))
    let points = try PointSequence(
      of: grids.map { try Grid($0) }, format: exact ? nil : input ?? type.format)
    return try #require(
      try ReferenceTable(
        of: [ReferenceFunction(source)], at: points,
        target: RoundingTarget(type: type, rounding: rounding),
        provenance: [("expression", source)], threads: threads, store: store))
  }

  static func rounding(_ name: some StringProtocol) throws -> Rounding {
    let roundings: [String: Rounding] = [
      "nearest": .nearestEven, "up": .up, "down": .down, "zero": .towardZero,
    ]
    return try #require(roundings[String(name)])
  }
}

extension ReferenceTable {
  /// The points and the values of the first column.
  func rows() throws -> [(x: Rational, value: RoundedValue)] {
    var all: [(x: Rational, value: RoundedValue)] = []
    try forEachBlock { block in
      let points = points(of: block, threads: 2)
      all += zip((0..<points.count).map(points.rational), block.values[0]).map { ($0, $1) }
    }
    return all
  }

  func texts() throws -> [String] { try rows().map { target.type.text($0.value) } }
  func exactTexts() throws -> [String] { try rows().map { target.type.exactText($0.value) } }

  func bytes(_ format: TableFormat, threads: Int = 2) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TableWriter(self, symbol: "table").write(format, threads: threads) { bytes += $0 }
    return bytes
  }
}
