import ArchitectureStudies
import ExactJSON
import KernelCalculator

/// A study of accuracies as it is printed.
struct AccuracyReport {
  let study: AccuracyStudy

  private var table: AccuracyTable { study.table }

  // MARK: CSV

  /// The groups as CSV.
  var groupsCSV: String {
    var text = "effective_depth,effective_width,cells"
    for name in table.columns {
      text += ",\(CellTable.field("mean \(name)")),\(CellTable.field("best \(name)"))"
    }
    text += "\n"
    for group in study.groups {
      text += "\(group.depth.map { "\($0)" } ?? ""),\(group.width.map { "\($0)" } ?? "")"
      text += ",\(group.members.count)"
      for column in table.columns.indices {
        let measures = study.measures(column, group.members)
        text += ",\(measures.map { "\($0.mean)" } ?? ""),\(measures.map { "\($0.best)" } ?? "")"
      }
      text += "\n"
    }
    return text
  }

  // MARK: JSON

  var json: JSON {
    [
      "schema": JSON.schema, "file": .string(table.name),
      "architectures": .integer(table.cells.count), "skipped": .integer(table.skipped),
      "at": .string("\(study.rho)"),
      "statistics":
        "floating point, without a guarantee; the ranks of architectures are certified",
      "literal": .bool(study.areLiteral),
      "columns": .array(
        table.columns.indices.map { column in
          [
            "name": .string(table.columns[column]),
            "multiple_correlation": .statistic(study.multiple[column]),
            "multiple_correlation_over": .integer(study.multipleCount),
            "spearman": .array(study.correlations.map { spearman($0, column) }),
            "filter": .array(study.kept.map { kept($0, column) }),
          ]
        }),
      "groups": .array(study.groups.map(group)),
    ]
  }

  private func spearman(_ correlation: AccuracyStudy.RankCorrelation, _ column: Int) -> JSON {
    let name = correlation.name
    let isOfKernel = name.quantity.isOfKernel
    return [
      "quantity": .string(name.quantity.rawValue),
      "kernel": isOfKernel ? .string(name.kernel.rawValue) : .null,
      "rule": isOfKernel ? .string(name.rule.rawValue) : .null,
      "value": .statistic(correlation.coefficients[column]), "over": .integer(correlation.count),
      "undecided": .integer(correlation.undecided),
    ]
  }

  private func kept(_ kept: AccuracyStudy.Kept, _ column: Int) -> JSON {
    let measures = study.measures(column, kept.members)
    return [
      "radius": .optional(kept.radius), "kept": .integer(kept.members.count),
      "share": .string("\(share(kept))"), "mean": .statistic(measures?.mean),
      "best": .statistic(measures?.best),
    ]
  }

  private func group(_ group: AccuracyStudy.Group) -> JSON {
    let measures = table.columns.indices.map { study.measures($0, group.members) }
    return [
      "effective_depth": .optional(group.depth), "effective_width": .optional(group.width),
      "cells": .integer(group.members.count),
      "mean": .array(measures.map { .statistic($0?.mean) }),
      "best": .array(measures.map { .statistic($0?.best) }),
    ]
  }

  private func share(_ kept: AccuracyStudy.Kept) -> Rational {
    Rational(Integer(kept.members.count), Integer(table.cells.count))
  }

  // MARK: Text

  var text: String {
    var text = Console.bold("\(table.name)") + "   \(table.cells.count) architectures\n"
    text += Console.paragraph(
      "",
      "Means and correlations are floating point, without a guarantee; the order of architectures "
        + "that rank correlations use is certified.", indent: 0)
    text += Console.bold("\nWhat the filter keeps") + "   share R of the radius around the centre\n"
    text += section { column in
      [["R", "kept", "share", "mean", "best"]]
        + study.kept.map { kept in
          let measures = study.measures(column, kept.members)
          return [
            kept.radius.map { "\($0)" } ?? "all", "\(kept.members.count)",
            fixed(100 * share(kept).nearestDouble, 1) + " %",
            measures.map { fixed($0.mean, 2) } ?? "", measures.map { fixed($0.best, 2) } ?? "",
          ]
        }
    }
    text += Console.bold("\nMultiple correlation R of accuracy on (d̄, m̄)") + "\n"
    text += SpaceReport.table(
      table.columns.indices.map { column in
        [
          table.columns[column], study.multiple[column].map { fixed($0, 4) } ?? "undefined",
          "over \(study.multipleCount)",
        ]
      })
    text += Console.bold("\nSpearman correlations with accuracy")
    text += "   kernels at ρ = \(study.rho)\n"
    text += SpaceReport.table(
      [["", "over"] + table.columns]
        + study.correlations.map { correlation in
          [
            correlation.name.title,
            "\(correlation.count)"
              + (correlation.undecided > 0 ? " (\(correlation.undecided) undecided)" : ""),
          ] + correlation.coefficients.map { $0.map { fixed($0, 4) } ?? "undefined" }
        })
    if !study.areLiteral { text += Console.paragraph("", CertifiedClasses.note, indent: 0) }
    text += Console.bold("\nGroups of equal depth and width") + "   mean and best accuracy\n"
    text += SpaceReport.table(
      [["d̄", "m̄", "cells"] + table.columns]
        + study.groups.map { group in
          [
            group.depth.map { "\($0)" } ?? "-", group.width.map { "\($0)" } ?? "-",
            "\(group.members.count)",
          ]
            + table.columns.indices.map { column in
              study.measures(column, group.members).map {
                "\(fixed($0.mean, 2)) \(fixed($0.best, 2))"
              } ?? ""
            }
        })
    return text
  }

  /// A table for each column.
  private func section(_ rows: (Int) -> [[String]]) -> String {
    table.columns.indices.map { column in
      (table.columns.count > 1 ? "  \(table.columns[column])\n" : "")
        + SpaceReport.table(rows(column))
    }.joined()
  }

  /// A number with `places` decimals.
  private func fixed(_ value: Double, _ places: Int) -> String {
    guard let exact = Rational(exactly: value) else { return "\(value)" }
    let scale = Rational(10).power(places)
    let rounded = (exact.magnitude * scale + Rational(1, 2)).floor
    let digits = rounded.text()
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let isNegative = exact.signum < 0 && !rounded.isZero
    return "\(isNegative ? "-" : "")\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}

extension JSON {
  /// A floating-point statistic.
  static func statistic(_ value: Double?) -> JSON { value.map { .number("\($0)") } ?? .null }
}
