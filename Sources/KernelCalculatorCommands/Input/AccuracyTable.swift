import ArchitectureStudies
import DataFiles
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
      let fields: [String]
      do throws(CSVError) {
        fields = try AccuracyTable.numberFields(of: line.text, line: line.number)
      } catch {
        if onError == .skip {
          badRows += 1
          continue
        }
        throw Failure("\(file.name): \(error)")
      }
      if columns == nil {
        let names = try file.header.map { try AccuracyTable.numberFields(of: $0, line: 1) }
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
    try file.reportSkipped()
    if badRows > 0 {
      Console.warn("\(file.name): skipped \(badRows) lines whose numbers could not be read")
    }
    self.init(
      name: file.name, columns: columns, cells: cells, values: values,
      skipped: file.skippedCount + badRows)
  }

  /// The fields of a CSV line that follow the architecture.
  private static func numberFields(of text: String, line: Int) throws(CSVError) -> [String] {
    var reader = CSVReader(Array(text.utf8.drop { $0 == 32 || $0 == 9 })[...], line: line)
    return (try reader.next()?.fields.dropFirst() ?? []).map(\.trimmed)
  }
}
