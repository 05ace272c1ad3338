import IntervalArithmetic

/// Tables as source code.
extension TableWriter {
  /// A C array of rows, the point first. Sixteen-bit numbers are bit patterns, exact fractions and
  /// decimals are strings.
  var cSource: Layout {
    var text = header.map { "// \($0)\n" }.joined()
    text += "#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
    let cells = Cells(table)
    let types = cells.formats.map { type -> String in
      switch type {
      case .binary64: "double"
      case .binary32: "float"
      case .some: "uint16_t"
      case nil: "const char *"
      }
    }
    let members = zip(types, names).map { "\($0) \($1); " }.joined()
    text += "static const struct { \(members)} \(symbol)[] = {\n"
    return Layout(
      beginning: text,
      row: { rows, row in
        "  {" + cells.texts(rows, row, Cells.c).joined(separator: ", ")
          + "},  // \(cells.decimals(rows, row))\n"
      },
      end: "};\nstatic const size_t \(symbol)_count = \(table.count);\n")
  }

  /// A Swift array of tuples, the point first.
  var swiftSource: Layout {
    var text = header.map { "// \($0)\n" }.joined() + "\n"
    let cells = Cells(table)
    let types = cells.formats.map { type -> String in
      switch type {
      case .binary64: "Double"
      case .binary32: "Float"
      case .some: "UInt16"
      case nil: "String"
      }
    }
    let members = zip(names, types).map { "\($0): \($1)" }
    text += "public let \(symbol): [(\(members.joined(separator: ", ")))] = [\n"
    return Layout(
      beginning: text,
      row: { rows, row in
        "  (" + cells.texts(rows, row, Cells.swift).joined(separator: ", ")
          + "),  // \(cells.decimals(rows, row))\n"
      },
      end: "]\n")
  }

  /// A Python list of tuples, the point first: floats for binary numbers, fractions and decimals for
  /// the others.
  var pythonSource: Layout {
    var text = header.map { "# \($0)\n" }.joined()
    let cells = Cells(table)
    if cells.formats.contains(nil) {
      text += "from decimal import Decimal\nfrom fractions import Fraction\n\n"
    }
    text += "_hex = float.fromhex\n\n\(symbol) = [\n"
    return Layout(
      beginning: text,
      row: { rows, row in
        var texts = cells.texts(rows, row) { $0 == nil ? "Decimal(\"\($1)\")" : "_hex(\"\($1)\")" }
        if rows.points.format == nil { texts[0] = "Fraction(\"\(rows.points.exactText(row))\")" }
        return "    (" + texts.joined(separator: ", ") + "),  # \(cells.decimals(rows, row))\n"
      },
      end: "]\n")
  }

  private var names: [String] { ["x"] + table.columns.map(\.name) }
}

/// The numbers of rows as source code spells them.
private struct Cells: Sendable {
  /// The formats of a row's numbers; nil for those that are not binary.
  let formats: [BinaryFormat?]
  private let type: NumberType

  init(_ table: ReferenceTable) {
    formats = table.cellFormats
    type = table.target.type
  }

  func texts(
    _ rows: TableRows, _ row: Int, _ spell: (BinaryFormat?, String) -> String
  ) -> [String] {
    let texts = [rows.points.exactText(row)] + rows.values.map { type.exactText($0[row]) }
    return zip(formats, texts).map(spell)
  }

  /// The decimals of a row, for people.
  func decimals(_ rows: TableRows, _ row: Int) -> String {
    ([rows.points.text(row)] + rows.values.map { type.text($0[row]) }).joined(separator: " ")
  }

  static func c(_ format: BinaryFormat?, _ text: String) -> String {
    guard let format else { return "\"\(text)\"" }
    if format.byteCount == 2 { return pattern(format, text) }
    switch text {
    case "inf": return "INFINITY"
    case "-inf": return "-INFINITY"
    default: return format == .binary32 ? text + "f" : text
    }
  }

  static func swift(_ format: BinaryFormat?, _ text: String) -> String {
    guard let format else { return "\"\(text)\"" }
    if format.byteCount == 2 { return pattern(format, text) }
    switch text {
    case "inf": return ".infinity"
    case "-inf": return "-.infinity"
    default: return text
    }
  }

  private static func pattern(_ format: BinaryFormat, _ text: String) -> String {
    let digits = String(format.bits(text) ?? format.quietNaN, radix: 16)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
