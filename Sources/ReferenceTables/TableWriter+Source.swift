import IntervalArithmetic

/// Tables as source code.
extension TableWriter {
  /// A C array of rows, the point first. Sixteen-bit numbers are bit patterns, exact fractions and
  /// decimals are strings.
  var cSource: String {
    var text = header.map { "// \($0)\n" }.joined()
    text += "#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
    let types = cellTypes.map { type -> String in
      switch type {
      case .binary64: "double"
      case .binary32: "float"
      case .some: "uint16_t"
      case nil: "const char *"
      }
    }
    let names = ["x"] + table.columns.map(\.name)
    let members = zip(types, names).map { "\($0) \($1); " }.joined()
    text += "static const struct { \(members)} \(symbol)[] = {\n"
    for row in 0..<table.count {
      text += "  {" + rowCells(row, c).joined(separator: ", ") + "},  // \(decimals(row))\n"
    }
    return text + "};\nstatic const size_t \(symbol)_count = \(table.count);\n"
  }

  /// A Swift array of tuples, the point first.
  var swiftSource: String {
    var text = header.map { "// \($0)\n" }.joined() + "\n"
    let types = cellTypes.map { type -> String in
      switch type {
      case .binary64: "Double"
      case .binary32: "Float"
      case .some: "UInt16"
      case nil: "String"
      }
    }
    let members = zip(["x"] + table.columns.map(\.name), types).map { "\($0): \($1)" }
    text += "public let \(symbol): [(\(members.joined(separator: ", ")))] = [\n"
    for row in 0..<table.count {
      text += "  (" + rowCells(row, swift).joined(separator: ", ") + "),  // \(decimals(row))\n"
    }
    return text + "]\n"
  }

  /// A Python list of tuples, the point first: floats for binary numbers, fractions and decimals for
  /// the others.
  var pythonSource: String {
    var text = header.map { "# \($0)\n" }.joined()
    if cellTypes.contains(nil) {
      text += "from decimal import Decimal\nfrom fractions import Fraction\n\n"
    }
    text += "_hex = float.fromhex\n\n\(symbol) = [\n"
    for row in 0..<table.count {
      var cells = rowCells(row) { $0 == nil ? "Decimal(\"\($1)\")" : "_hex(\"\($1)\")" }
      if table.points.format == nil { cells[0] = "Fraction(\"\(table.points.exactText(row))\")" }
      text += "    (" + cells.joined(separator: ", ") + "),  # \(decimals(row))\n"
    }
    return text + "]\n"
  }

  /// The formats of a row's numbers; nil for those that are not binary.
  private var cellTypes: [BinaryFormat?] {
    [table.points.format] + table.columns.map { _ in table.target.type.format }
  }

  private func rowCells(_ row: Int, _ spell: (BinaryFormat?, String) -> String) -> [String] {
    let texts =
      [table.points.exactText(row)] + table.columns.map { table.exactText($0.values[row]) }
    return zip(cellTypes, texts).map(spell)
  }

  /// The decimals of a row, for people.
  private func decimals(_ row: Int) -> String {
    ([table.points.text(row)] + table.columns.map { table.text($0.values[row]) })
      .joined(separator: " ")
  }

  private func c(_ format: BinaryFormat?, _ text: String) -> String {
    guard let format else { return "\"\(text)\"" }
    if format.byteCount == 2 { return pattern(format, text) }
    switch text {
    case "inf": return "INFINITY"
    case "-inf": return "-INFINITY"
    default: return format == .binary32 ? text + "f" : text
    }
  }

  private func swift(_ format: BinaryFormat?, _ text: String) -> String {
    guard let format else { return "\"\(text)\"" }
    if format.byteCount == 2 { return pattern(format, text) }
    switch text {
    case "inf": return ".infinity"
    case "-inf": return "-.infinity"
    default: return text
    }
  }

  private func pattern(_ format: BinaryFormat, _ text: String) -> String {
    let digits = String(format.bits(text) ?? format.quietNaN, radix: 16)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
