import DataFiles

/// The columns of a shard as NumPy arrays: of one row a class, or, by ρ, of one line for each correlation.
enum ShardColumns {
  /// A column whose elements are integers.
  private struct Column: Sendable {
    let name: String
    let bytes: Int
    let isSigned: Bool
    /// Whether there is a value for each correlation.
    let isByPoint: Bool
    let value: @Sendable (ShardRow, Int) -> UInt64
  }

  /// The names, in the order of the file.
  static let names = columns.map(\.name)

  private static let columns: [Column] =
    [
      Column(name: "place", bytes: 8, isSigned: false, isByPoint: false) { row, _ in row.place },
      Column(name: "multiplicity", bytes: 8, isSigned: false, isByPoint: false) { row, _ in
        row.multiplicity
      },
      Column(name: "polynomial", bytes: 8, isSigned: false, isByPoint: false) { row, _ in
        row.polynomial
      },
    ] + quantity("ij", \.offDiagonal) + quantity("lambda2", \.lambda2) + [
      Column(name: "verdicts", bytes: 1, isSigned: false, isByPoint: true) { row, point in
        UInt64(row.points[point].verdicts.byte)
      }
    ]

  private static let suffixes = ["variance_only", "exact"]

  private static func quantity(
    _ name: String, _ number: @escaping @Sendable (ShardRow.Kernel) -> ScaledNumber
  ) -> [Column] {
    suffixes.enumerated().flatMap { rule, suffix in
      [
        Column(name: "\(name)_\(suffix)", bytes: 8, isSigned: true, isByPoint: true) { row, point in
          UInt64(bitPattern: number(row.points[point].kernels[rule]).value)
        },
        Column(name: "\(name)_\(suffix)_error", bytes: 2, isSigned: false, isByPoint: true) {
          row, point in UInt64(number(row.points[point].kernels[rule]).error)
        },
      ]
    }
  }

  /// The columns of some rows, each as the bytes of an `.npy` file.
  static func files(_ rows: [ShardRow], points: Int) -> [(name: String, bytes: [UInt8])] {
    columns.map { column in
      let type = NumPyArray.ElementType.integer(
        byteCount: column.bytes, isSigned: column.isSigned)
      let elements =
        column.isByPoint
        ? (0..<points).flatMap { point in rows.map { column.value($0, point) } }
        : rows.map { column.value($0, 0) }
      let shape = column.isByPoint ? [points, rows.count] : [rows.count]
      return (column.name, NumPyArray(elements, shape: shape, type: type).bytes)
    }
  }

  /// The rows of columns; throws where an array is missing, damaged or of another shape or type.
  static func rows(
    _ count: Int, points: Int, _ file: (String) throws -> [UInt8]
  ) throws -> [ShardRow] {
    var arrays: [String: [UInt64]] = [:]
    for column in columns {
      let array = try NumPyArray(reading: file(column.name)[...])
      let shape = column.isByPoint ? [points, count] : [count]
      guard array.shape == shape,
        array.type == .integer(byteCount: column.bytes, isSigned: column.isSigned)
      else { throw AtlasError("its column \(column.name) has another shape or type") }
      arrays[column.name] = array.elements
    }
    func element(_ name: String, _ index: Int) -> UInt64 { arrays[name]?[index] ?? 0 }
    return try (0..<count).map { index in
      let points = try (0..<points).map { point in
        let place = point * count + index
        func number(_ name: String) -> ScaledNumber {
          ScaledNumber(
            value: Int64(bitPattern: element(name, place)),
            error: UInt16(element(name + "_error", place)))
        }
        guard let verdicts = ShardRow.Verdicts(byte: UInt8(element("verdicts", place))) else {
          throw AtlasError("its column verdicts has a byte that stands for nothing")
        }
        return ShardRow.Point(
          kernels: suffixes.map {
            ShardRow.Kernel(offDiagonal: number("ij_\($0)"), lambda2: number("lambda2_\($0)"))
          }, verdicts: verdicts)
      }
      return ShardRow(
        place: element("place", index), multiplicity: element("multiplicity", index),
        polynomial: element("polynomial", index), points: points)
    }
  }
}
