import ArchitectureAtlas
import ExactJSON
import KernelCalculatorCommands

/// The rows of a query, printed as they come: aligned text, or one JSON object.
final class ResultTable {
  private let asJSON: Bool
  private var waiting: [[String]] = []
  private var widths: [Int] = []
  private var hasRows = false

  /// The rows that decide how wide the columns of text are.
  private static let sample = 1000

  init(asJSON: Bool) { self.asJSON = asJSON }

  func begin(_ columns: [String]) {
    hasRows = false
    if asJSON {
      let names = JSON.array(columns.map { .string($0) })
      Console.write("{\"schema\":1,\"columns\":\(names.text()),\"rows\":[")
    } else {
      widths = []
      waiting = [columns]
    }
  }

  func add(_ row: [AtlasValue]) {
    if asJSON {
      Console.write((hasRows ? "," : "") + JSON.array(row.map(\.json)).text())
      hasRows = true
      return
    }
    let texts = row.map { $0 == .null ? "-" : $0.description }
    if widths.isEmpty {
      waiting.append(texts)
      if waiting.count > ResultTable.sample { flush() }
    } else {
      Console.write(line(texts))
    }
  }

  func end() {
    if asJSON { Console.write("]}\n") } else if widths.isEmpty { flush() }
  }

  private func flush() {
    widths = waiting[0].indices.map { column in waiting.reduce(0) { max($0, $1[column].count) } }
    for row in waiting { Console.write(line(row)) }
    waiting = []
  }

  private func line(_ texts: [String]) -> String {
    var line = ""
    for (text, width) in zip(texts, widths) {
      line += text + String(repeating: " ", count: max(0, width - text.count) + 2)
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}

extension AtlasValue {
  fileprivate var json: JSON {
    switch self {
    case .null: .null
    case .integer(let value): .integer(value)
    case .real(let value): .number("\(value)")
    case .text(let text): .string(text)
    }
  }
}
