import ArchitectureStudies
import KernelCalculator

extension AccuracyTable {
  /// Reads a file; "-" is standard input. Without a header the columns are numbered.
  init(_ path: String, onError: ArchitectureLines.ErrorPolicy) throws {
    let file = try ArchitectureFile(path, onError: onError)
    var cells: [SpaceCell] = []
    var columns: [String]?
    var values: [[Double]] = []
    var badRows = 0
    while let line = try file.next() {
      let fields = AccuracyTable.fields(line.text).dropFirst().map { $0.trimmed }
      if columns == nil {
        let names = file.header.map { AccuracyTable.fields($0).dropFirst().map(\.trimmed) }
        columns = names ?? fields.indices.map { "column \($0 + 2)" }
        values = Array(repeating: [], count: columns?.count ?? 0)
        if values.isEmpty {
          throw Failure(
            "\(file.name): there are no accuracies; every line is an architecture and numbers, "
              + "separated by commas")
        }
      }
      let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
      guard numbers.count == values.count, fields.count == values.count else {
        if onError == .skip {
          badRows += 1
          continue
        }
        let bad = fields.first { Double($0)?.isFinite != true }
        throw Failure(
          "\(file.name): line \(line.number): "
            + (fields.count == values.count
              ? "'\(bad?.prefix(40) ?? "")' is not a number"
              : "\(fields.count) numbers follow the architecture; expected \(values.count)"))
      }
      cells.append(line.cell)
      for (column, number) in numbers.enumerated() { values[column].append(number) }
    }
    guard let columns, !cells.isEmpty else { throw Failure("\(file.name): there are no rows") }
    file.reportSkipped()
    if badRows > 0 {
      Console.warn("\(file.name): skipped \(badRows) lines whose numbers could not be read")
    }
    self.init(
      name: file.name, columns: columns, cells: cells, values: values,
      skipped: file.skippedCount + badRows)
  }

  /// The fields of a CSV line: the first may be quoted.
  private static func fields(_ line: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return fields + [field]
  }
}
