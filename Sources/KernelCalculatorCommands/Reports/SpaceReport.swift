import ExactJSON
import KernelCalculator

/// A space's depth and width as they are printed.
struct SpaceReport: Report {
  let title: String
  let summary: SpaceSummary
  /// The space, where it has a name.
  let name: SpaceName?
  /// The readings of the space that are compared with the paper, where there are several.
  let readings: [DARTSReading]
  /// For the space darts: that so many cells drawn at random have the printed values, with which
  /// probability.
  var sample: (draws: Int, probability: EnclosedDecimal)?
  /// How many lines of a file were passed over.
  let skipped: Int?

  // MARK: JSON

  var json: JSON {
    var members: [(key: String, value: JSON)] = [
      ("schema", JSON.schema), ("space", .string(title)), ("cells", .string("\(summary.cells)")),
    ]
    if let name, name.listedCount != summary.cells {
      members.append(("listed", .string("\(name.listedCount)")))
    }
    if let skipped { members.append(("skipped", .integer(skipped))) }
    members += [
      ("connected", .string("\(summary.connected)")),
      ("parameterised", .string("\(summary.parameterised)")),
      ("effective_depth", SpaceReport.json(summary.effectiveDepth)),
      ("effective_width", SpaceReport.json(summary.effectiveWidth)),
      ("frontier", .array(summary.frontier.map(SpaceReport.json))),
      ("printed", printedJSON),
    ]
    if !readings.isEmpty {
      members.append(("readings", .array(readings.map(SpaceReport.json))))
    }
    if let sample {
      let probability: JSON = [
        "draws": .integer(sample.draws), "reading": .string(DARTSRule.drawn.inputs.rawValue),
        "probability": .string(sample.probability.text),
        "error": .string(sample.probability.errorText),
      ]
      members.append(("sample", probability))
    }
    return .members(members)
  }

  static func json(_ extremes: Extremes?) -> JSON {
    guard let extremes else { return .null }
    return [
      "min": .string("\(extremes.minimum)"), "max": .string("\(extremes.maximum)"),
      "center": .string("\(extremes.center)"), "half_radius": .string("\(extremes.halfRadius)"),
    ]
  }

  static func json(_ point: SpaceSummary.Point) -> JSON {
    [
      "effective_depth": .string("\(point.depth)"), "effective_width": .string("\(point.width)"),
      "cells": .string("\(point.cells)"),
    ]
  }

  private static func json(_ reading: DARTSReading) -> JSON {
    [
      "inputs": .string(reading.rule.inputs.rawValue),
      "output": .string(reading.rule.output.rawValue), "none": .bool(reading.rule.allowsNone),
      "cells": .string("\(reading.summary.cells)"),
      "effective_depth": json(reading.summary.effectiveDepth),
      "effective_width": json(reading.summary.effectiveWidth),
      "agreements": .integer(reading.agreements),
      "agrees": .bool(reading.agreements == reading.comparison.count),
      "contains_printed_extremes": .bool(reading.mayBeSampled),
    ]
  }

  private var printedJSON: JSON {
    guard let printed = name?.printedValues else { return .null }
    let values = printed.comparison(with: summary)
    guard values.count == 4 else { return .null }
    func part(_ center: PrintedValues.Value, _ halfRadius: PrintedValues.Value) -> JSON {
      [
        "center": .string(center.printed), "half_radius": .string(halfRadius.printed),
        "center_agrees": .bool(center.agrees), "half_radius_agrees": .bool(halfRadius.agrees),
        "agrees": .bool(center.agrees && halfRadius.agrees),
      ]
    }
    return [
      "effective_depth": part(values[0], values[1]), "effective_width": part(values[2], values[3]),
      "agrees": .bool(values.allSatisfy(\.agrees)), "source": "arXiv 2205.05662, §5.3",
      "why": .string(why),
    ]
  }

  // MARK: Text

  var text: String {
    var text = Console.bold("Space \(title)") + "   \(summary.cells) cells"
    if let skipped, skipped > 0 { text += ", \(skipped) lines skipped" }
    text += "\n  \(summary.connected) connected: at least one path leads from input to output\n"
    text += "  \(summary.parameterised) with a parameterised path: the extremes are theirs\n"
    if let name, name.listedCount != summary.cells {
      text += Console.paragraph(
        "",
        "--list has \(name.listedCount) lines, each for the cells that differ only in which "
          + "convolution or which pooling an edge has")
    }
    guard let depth = summary.effectiveDepth, let width = summary.effectiveWidth else {
      return text + "\nNo cell has a parameterised path: depth and width have no extremes.\n"
    }
    text +=
      "\n"
      + SpaceReport.table([
        ["", "smallest", "largest", "centre", "half radius"],
        SpaceReport.row("effective depth d̄", depth), SpaceReport.row("effective width m̄", width),
      ])
    if let printed = name?.printedValues {
      text += Console.bold("\nThe paper's values (§5.3)") + "\n"
      let rows = printed.comparison(with: summary).map { value in
        [
          value.name, value.printed, SpaceReport.number(value.exact),
          value.agrees ? "agrees" : "differs",
        ]
      }
      text += SpaceReport.table([["", "printed", "exact", ""]] + rows)
      text += Console.paragraph("", why, indent: 0)
    }
    if !readings.isEmpty { text += readingsText }
    if let sample {
      text += Console.bold("\nA sample") + "\n"
      text += Console.paragraph(
        "",
        "Let \(sample.draws) cells be drawn at random: each of the four nodes draws two inputs with "
          + "replacement and two of the eight operations, none among them, and both edges count. All four "
          + "printed values are then those of the sample's extremes with the probability "
          + "\(sample.probability.text).")
    }
    text += frontierText
    return text
  }

  /// The frontier as a table.
  var frontierText: String {
    var text = Console.bold("\nFrontier") + "   cells that none exceeds in d̄ and m̄ at once\n"
    text += SpaceReport.table(
      [["d̄", "m̄", "cells"]]
        + summary.frontier.map {
          [SpaceReport.number($0.depth), SpaceReport.number($0.width), "\($0.cells)"]
        })
    return text
  }

  private var readingsText: String {
    var text = Console.bold("\nReadings of the space that were tried") + "\n"
    text += SpaceReport.table(
      [["inputs of a node", "output", "none", "d̄", "m̄", "agree"]]
        + readings.compactMap { reading in
          guard let depth = reading.summary.effectiveDepth,
            let width = reading.summary.effectiveWidth
          else { return nil }
          return [
            reading.rule.inputs.title, reading.rule.output.title,
            reading.rule.allowsNone ? "yes" : "no", "\(depth.minimum)…\(depth.maximum)",
            "\(width.minimum)…\(width.maximum)",
            "\(reading.agreements) of 4" + (reading.mayBeSampled ? " *" : ""),
          ]
        })
    return text + "  * the printed extremes, centre ± 2 half radii, lie within\n"
  }

  /// Why the printed values agree or differ.
  private var why: String {
    let convention =
      "centre = (max + min)/2, half radius = (max − min)/4 over the cells with a parameterised path; "
      + "P = 0 and d̄ = 0 leave depth or width undefined and do not count as 0"
    guard name == .darts else { return convention + "." }
    let assumed =
      ". The paper does not say which cells it took; here a node has two different inputs, the output "
      + "sums the four nodes, and none is no operation"
    if readings.isEmpty { return convention + assumed + " (--readings compares other readings)." }
    let exact = readings.filter { $0.agreements == $0.comparison.count }.count
    let sampled = readings.filter(\.mayBeSampled).count
    return convention + assumed
      + ". Of \(readings.count) readings \(exact == 0 ? "none" : "\(exact)") give the printed values; "
      + "the extremes of \(sampled == 0 ? "none" : "\(sampled)") contain the printed ones, so that a "
      + "sample of its cells may have had them."
  }

  private static func row(_ label: String, _ extremes: Extremes) -> [String] {
    [
      label, "\(extremes.minimum)", "\(extremes.maximum)", number(extremes.center),
      number(extremes.halfRadius),
    ]
  }

  /// `13/6 ≈ 2.1667`
  static func number(_ value: Rational) -> String {
    if value.isInteger { return "\(value)" }
    let decimal = EnclosedDecimal(exact: value, digits: 5)
    let relation = decimal.isExact ? "=" : "≈"
    return "\(PathText.short(value)) \(relation) \(decimal.text)"
  }

  /// Rows in columns, indented by two; lines longer than `width` are cut.
  static func table(_ rows: [[String]], width: Int = .max) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        line += cell
        if !isLast { line += String(repeating: " ", count: widths[column] - cell.count + 3) }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      if line.count > width { line = line.prefix(width - 1) + "…" }
      return line + "\n"
    }.joined()
  }
}

extension DARTSRule.Inputs {
  /// A short name for a table.
  fileprivate var title: String {
    switch self {
    case .differentPairs: "two, different"
    case .anyPairs: "any two"
    case .drawn: "two, drawn"
    case .lastWins: "any two, last wins"
    case .all: "all earlier"
    }
  }
}

extension DARTSRule.Output {
  /// A short name for a table.
  fileprivate var title: String {
    switch self {
    case .nodes: "nodes"
    case .lastNode: "last node"
    case .nodesAndSources: "nodes, inputs"
    }
  }
}
