import ExactArithmetic
import IntervalArithmetic
import ReferenceTables
import Testing

/// Tables made in tests.
enum TableFixture {
  static func table(
    _ source: String, _ grids: [String], type: String, rounding: Rounding = .nearestEven,
    input: BinaryFormat? = nil, exact: Bool = false, threads: Int = 2
  ) throws -> ReferenceTable {
    let type = try #require(NumberType(type))
    let points = try Grid.points(
      of: grids.map { try Grid($0) }, format: exact ? nil : input ?? type.format)
    return try #require(
      try ReferenceTable(
        of: [ReferenceFunction(source)], at: points,
        target: RoundingTarget(type: type, rounding: rounding),
        provenance: [("expression", source)], threads: threads))
  }

  static func rounding(_ name: some StringProtocol) throws -> Rounding {
    let roundings: [String: Rounding] = [
      "nearest": .nearestEven, "up": .up, "down": .down, "zero": .towardZero,
    ]
    return try #require(roundings[String(name)])
  }
}
