import IntervalArithmetic
import SourceText

/// Test cases in the XML that continuous integration systems read (JUnit's).
package struct JUnitReport {
  /// The name of the suite.
  package let suite: String
  private var cases: [(name: String, failure: String?)] = []

  /// A suite without test cases.
  package init(suite: String) { self.suite = suite }

  /// Adds a test case; `failure` says what is wrong where it failed.
  package mutating func add(_ name: String, failure: String?) { cases.append((name, failure)) }

  /// The document.
  package var xml: String {
    let failures = cases.filter { $0.failure != nil }.count
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    text +=
      "  <testsuite name=\"\(suite.escapedForMarkup)\" tests=\"\(cases.count)\" failures=\"\(failures)\">\n"
    for (name, failure) in cases {
      text +=
        "    <testcase classname=\"\(suite.escapedForMarkup)\" name=\"\(name.escapedForMarkup)\""
      if let failure {
        text += ">\n      <failure message=\"\(failure.escapedForMarkup)\"/>\n    </testcase>\n"
      } else {
        text += "/>\n"
      }
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }
}

extension RegressionReport {
  /// The report as a suite of test cases: the limit in each region, and each kind of finding.
  package var junit: JUnitReport {
    var report = JUnitReport(suite: "kernelcalc regress \(function) \(format.name)")
    for (region, summary) in regions {
      let worst = summary.worst.map { ", worst input \(format.hexadecimal($0.input))" } ?? ""
      let isOver = summary.exceeding > 0
      report.add(
        "error \(region.rawValue)",
        failure: isOver
          ? "\(summary.exceeding) of \(summary.compared) results over the limit, at most "
            + "\(RegressionReport.bound(summary.maxULP)) ULP\(worst)"
          : nil)
    }
    let first = nonfinite.first.map { ", first at \(format.hexadecimal($0.input))" } ?? ""
    report.add(
      "finite", failure: total.nonfinite > 0 ? "\(total.nonfinite) NaN or infinite\(first)" : nil)
    report.add("no crash", failure: crashes.first?.failure.description)
    if isStrict {
      report.add("range", failure: outOfRange.count > 0 ? "\(outOfRange.count) results" : nil)
      report.add("order", failure: reversals.count > 0 ? "\(reversals.count) reversals" : nil)
    }
    return report
  }
}
