import ExactJSON
import IntervalArithmetic

extension RegressionReport {
  /// "0x1.8p-1 (0.75)".
  private func text(_ bits: UInt64) -> String {
    let hexadecimal = format.hexadecimal(bits)
    let decimal = format.decimal(bits)
    return hexadecimal == decimal ? decimal : "\(hexadecimal) (\(decimal))"
  }

  /// An upper bound of an error, to four digits.
  static func bound(_ value: Double) -> String { short(value, digits: 4, .up) }

  private static func signed(_ value: Double) -> String { short(value, digits: 3, .nearestEven) }

  /// A few digits, scientific from 10⁷ on.
  private static func short(_ value: Double, digits: Int, _ rounding: Rounding) -> String {
    if value == 0 { return "0" }
    // What is kept for everything larger.
    if value == .greatestFiniteMagnitude { return "over 1.7e308" }
    let exact = BigFloat(value, precision: Precision(53), rounding: .nearestEven)
    let text = exact.decimal(digits: digits, rounding: rounding)
    guard value.magnitude >= 1e7, !text.contains("e") else { return text }
    let (sign, whole) = value < 0 ? ("-", text.dropFirst()) : ("", text[...])
    let places = whole.prefix { $0 != "." }.count
    return "\(sign)\(whole.prefix(1)).\(whole.dropFirst().prefix(digits - 1))e\(places - 1)"
  }

  /// The report for people.
  package var text: String {
    var lines = ["\(function), \(format.name): \(outcome.title)"]
    if limit == nil { lines.append("No limit was given (--max-ulp): errors of no size fail.") }
    if hasNoResult { lines.append(RegressionReport.signatureHint) }
    lines.append("")
    for crash in crashes {
      lines.append("The implementation failed: \(crash.failure)")
      lines.append(
        crash.input.map { "  at the single input \(text($0))" } ?? "  on a batch of inputs")
      lines.append("")
    }
    lines += regionTable
    lines.append("")
    if !worst.isEmpty { lines.append("Worst inputs") }
    for sample in worst {
      lines.append("  x        = \(text(sample.input))")
      lines.append("  expected = \(text(sample.discrepancy.expected))")
      let error =
        sample.discrepancy.isNonfinite
        ? "" : "   \(RegressionReport.bound(sample.discrepancy.ulp)) ULP"
      lines.append("  actual   = \(text(sample.actual))\(error)")
    }
    lines.append("")
    lines += findings
    lines += ["", "Tried"] + tried.map { "  \(padded("\($0.inputs)", 9))  \($0.what)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is more likely than an implementation that is right nowhere.
  private static let signatureHint =
    "Every result is NaN or infinite. Has the function another signature than the one that is called "
    + "(void NAME(const double *x, double *y, size_t n), float for binary32), is --type another than "
    + "its own, or does the command not read its input?"

  private var regionTable: [String] {
    let titles = ["region", "compared", "max ULP", "mean ULP", "bias", "max abs", "max rel"]
    let all = regions.map { ($0.region.rawValue, $0.summary) } + [("all", total)]
    let rows =
      [titles]
      + all.map { name, summary in
        [
          name, "\(summary.compared)", RegressionReport.bound(summary.maxULP),
          RegressionReport.bound(summary.meanULP), RegressionReport.signed(summary.bias),
          RegressionReport.bound(summary.maxAbsolute),
          summary.missedZeros > 0 ? "inf" : RegressionReport.bound(summary.maxRelative),
        ]
      }
    let widths = titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[0] + gap : gap + row[column]
      }.joined(separator: "  ")
    }
  }

  private var findings: [String] {
    var lines: [String] = []
    if let limit { lines.append("Over \(limit) ULP: \(total.exceeding) of \(total.compared)") }
    lines.append("NaN or infinite: \(total.nonfinite)")
    lines += nonfinite.prefix(3).map { "  at \(text($0.input)): \(format.decimal($0.actual))" }
    lines.append("Outside the range of the function: \(outOfRange.count)")
    if let sample = outOfRange.first {
      lines.append("  at \(text(sample.input)): \(text(sample.actual))")
    }
    lines.append("Order of neighbours reversed: \(reversals.count)")
    if let reversal = reversals.first {
      for sample in [reversal.first, reversal.second] {
        lines.append("  at \(text(sample.input)): \(text(sample.actual))")
      }
    }
    return lines
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension RegressionReport {
  static func number(_ value: Double) -> JSON {
    // What is kept for everything larger: no reader of doubles could hold a bound.
    if value == .greatestFiniteMagnitude { return .null }
    // Seventeen digits rounded up: still an upper bound.
    let exact = BigFloat(value, precision: Precision(53), rounding: .nearestEven)
    return .number(value == 0 ? "0" : exact.decimal(digits: 17, rounding: .up))
  }

  private func object(_ sample: Sample) -> [(key: String, value: JSON)] {
    [
      ("input", .string(format.hexadecimal(sample.input))),
      ("expected", .string(format.hexadecimal(sample.discrepancy.expected))),
      ("actual", .string(format.hexadecimal(sample.actual))),
      ("input_decimal", .string(format.decimal(sample.input))),
      (
        "ulp",
        sample.discrepancy.isNonfinite ? .null : RegressionReport.number(sample.discrepancy.ulp)
      ),
    ]
  }

  private func object(_ summary: ErrorSummary) -> [(key: String, value: JSON)] {
    [
      ("compared", .integer(summary.compared)),
      ("max_ulp", RegressionReport.number(summary.maxULP)),
      ("mean_ulp", RegressionReport.number(summary.meanULP)),
      ("bias_ulp", RegressionReport.number(summary.bias)),
      ("max_absolute", RegressionReport.number(summary.maxAbsolute)),
      (
        "max_relative",
        summary.missedZeros > 0 ? .null : RegressionReport.number(summary.maxRelative)
      ),
      ("worst", summary.worst.map { .members(object($0)) } ?? .null),
      ("nonfinite", .integer(summary.nonfinite)),
      ("over_limit", .integer(summary.exceeding)),
    ]
  }

  /// The report for programs. The bounds are JSON numbers: `max_ulp` and `mean_ulp` are upper bounds, null beyond the doubles.
  package var json: JSON {
    var members: [(key: String, value: JSON)] = [
      ("schema", .integer(1)), ("function", .string(function)), ("type", .string(format.name)),
      ("limit", limit.map { .string("\($0)") } ?? .null),
    ]
    members += object(total)
    members += [
      ("passed", limit == nil && passed ? .null : .bool(passed)),
      ("outcome", .string(outcome.rawValue)),
      ("hint", hasNoResult ? .string(RegressionReport.signatureHint) : .null),
      ("worst_inputs", .array(worst.map { .members(object($0)) })),
      ("nonfinite_inputs", .array(nonfinite.map { .members(object($0)) })),
      ("out_of_range", .integer(outOfRange.count)),
      ("out_of_range_first", outOfRange.first.map { .members(object($0)) } ?? .null),
      ("reversals", .integer(reversals.count)),
      (
        "reversal_first",
        reversals.first.map { .array([.members(object($0.first)), .members(object($0.second))]) }
          ?? .null
      ),
      (
        "crashes",
        .array(
          crashes.map { crash in
            [
              "message": .string(crash.failure.description),
              "input": crash.input.map { .string(format.hexadecimal($0)) } ?? .null,
            ]
          })
      ),
      (
        "regions",
        .array(
          regions.map { .members([("region", .string($0.region.rawValue))] + object($0.summary)) })
      ),
      ("tried", .array(tried.map { ["what": .string($0.what), "inputs": .integer($0.inputs)] })),
    ]
    return .members(members)
  }
}
