import ExactJSON
import KernelCalculator

/// How cells are listed.
enum ListFormat: String, CaseIterable {
  /// `cell,paths,effective_depth,effective_width`, fractions; empty where undefined.
  case csv
  /// The cells alone, one a line.
  case cells
  /// One JSON object with the rows as an array.
  case json
}

/// Writes cells as they come.
struct CellTable {
  let format: ListFormat
  let withMultiplicity: Bool
  private var stream: JSONArrayStream
  private var isFirst = true
  /// The ends of CSV lines by result: there are few.
  private var tails: [CellEvaluator.Result: String] = [:]

  /// A table whose JSON object begins with `head`; nothing is written before the first cell is there.
  init(
    _ format: ListFormat, withMultiplicity: Bool = false, head: [(key: String, value: JSON)]
  ) {
    self.format = format
    self.withMultiplicity = withMultiplicity
    stream = JSONArrayStream(JSON.Object(head), array: "list")
  }

  /// Writes what comes before the first cell.
  private mutating func begin() {
    guard isFirst else { return }
    isFirst = false
    switch format {
    case .csv:
      Console.write(
        "cell,paths,effective_depth,effective_width\(withMultiplicity ? ",multiplicity" : "")\n")
    case .cells: break
    case .json: Console.write(stream.beginning)
    }
  }

  mutating func add(_ cell: SpaceCell) {
    begin()
    switch format {
    case .csv:
      let tail = tails[cell.result] ?? CellTable.tail(cell.result)
      tails[cell.result] = tail
      Console.write(CellTable.field(cell.text))
      Console.write(tail)
      Console.write(withMultiplicity ? ",\(cell.multiplicity)\n" : "\n")
    case .cells:
      Console.write(cell.text)
      Console.write("\n")
    case .json:
      Console.write(stream.element(CellTable.json(cell, withMultiplicity)))
    }
  }

  /// Writes what comes after the last cell.
  mutating func end() {
    begin()
    if format == .json { Console.write(stream.end) }
  }

  private static func tail(_ result: CellEvaluator.Result) -> String {
    let (depth, width) = (result.effectiveDepth, result.effectiveWidth)
    return ",\(result.statistics.count),\(depth.map { "\($0)" } ?? "")"
      + ",\(width.map { "\($0)" } ?? "")"
  }

  private static func json(_ cell: SpaceCell, _ withMultiplicity: Bool) -> JSON {
    .members(
      [
        ("cell", .string(cell.text)), ("paths", .string("\(cell.result.statistics.count)")),
        ("effective_depth", .optional(cell.result.effectiveDepth)),
        ("effective_width", .optional(cell.result.effectiveWidth)),
      ] + (withMultiplicity ? [("multiplicity", .string("\(cell.multiplicity)"))] : []))
  }

  /// A CSV field: in quotes where it has commas or quotes.
  static func field(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      !bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 10 || $0 == 13 }
    }
    if isPlain { return text }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(parts.joined(separator: "\"\""))\""
  }
}
