import ExactJSON
import KernelCalculator

/// A space's classes of equivalent DAGs.
struct ClassTable {
  /// A class with the number of its cells.
  struct Row {
    let text: String
    let multiplicity: Integer
    let statistics: PathStatistics
  }

  let title: String
  /// By length of their text, then text.
  let rows: [Row]

  init(_ source: ArchitectureSource) throws {
    title = source.title
    let meter = Progress()
    defer { meter.clear() }
    if case .space(.complete(let nodes)) = source {
      guard nodes <= 5 else {
        throw Failure(
          "complete(\(nodes)) has too many cells to sort into classes; up to complete(5)")
      }
      let complete = IsomorphismClasses(nodes: nodes) { thousandths in
        meter.show("\(thousandths / 10) %")
      }
      rows = complete.classes.map {
        Row(
          text: $0.digitString, multiplicity: Integer($0.multiplicity), statistics: $0.statistics)
      }
      return
    }
    var collected = EquivalenceClasses()
    var count = 0
    try source.forEachCell { cell in
      count += 1
      if count % 256 == 0 { meter.show("\(count) cells") }
      let architecture = try ArchitectureText(parsing: cell.text)
      guard collected.add(architecture.network(), multiplicity: cell.multiplicity) != nil else {
        throw Failure(
          "cell \(count): more than \(NetworkGraph.maximumCanonicalNodeCount) nodes lie on paths, "
            + "too many for a canonical form")
      }
    }
    try source.reportSkipped()
    rows = collected.classes.map {
      Row(text: $0.text, multiplicity: $0.multiplicity, statistics: $0.statistics)
    }.sorted { ($0.text.utf8.count, $0.text) < ($1.text.utf8.count, $1.text) }
  }

  func write(asJSON: Bool) {
    if asJSON {
      let json: JSON = [
        "schema": JSON.schema, "space": .string(title),
        "cells": .string("\(rows.reduce(Integer.zero) { $0 + $1.multiplicity })"),
        "classes": .integer(rows.count),
        "list": .array(
          rows.map {
            [
              "class": .string($0.text), "multiplicity": .string("\($0.multiplicity)"),
              "paths": .string("\($0.statistics.count)"),
              "effective_depth": .optional($0.statistics.effectiveDepth),
              "effective_width": .optional($0.statistics.effectiveWidth),
            ]
          }),
      ]
      Console.write(json.text() + "\n")
      return
    }
    Console.write("class,multiplicity,paths,effective_depth,effective_width\n")
    for row in rows {
      let (depth, width) = (row.statistics.effectiveDepth, row.statistics.effectiveWidth)
      Console.write(
        "\(CellTable.field(row.text)),\(row.multiplicity),\(row.statistics.count),"
          + "\(depth.map { "\($0)" } ?? ""),\(width.map { "\($0)" } ?? "")\n")
    }
  }
}
