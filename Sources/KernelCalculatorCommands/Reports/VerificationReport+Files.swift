import KernelCalculator

extension VerificationReport {
  /// The outcome as JUnit XML, a test case for each claim: what was decided against expectation is a
  /// failure, what is undecided against it an error.
  var junit: String {
    let failures = outcomes.filter { !$0.isAsExpected && $0.verdict != .undecided }.count
    let errors = outcomes.filter { !$0.isAsExpected && $0.verdict == .undecided }.count
    let total = Self.decimal(outcomes.reduce(0) { $0 + $1.seconds })
    let cases = outcomes.map { outcome in
      var content = ""
      if !outcome.isAsExpected {
        let message =
          "\(outcome.verdict.rawValue), expected \(outcome.lemma.expected.rawValue)"
        let details = [outcome.lemma.statement.source, outcome.reason].compactMap { $0 }
        content = Markup.element(
          outcome.verdict == .undecided ? "error" : "failure", ["message": message],
          content: details.joined(separator: "\n").escapedForMarkup)
      }
      return Markup.element(
        "testcase",
        [
          "name": outcome.lemma.name, "classname": file,
          "line": "\(outcome.lemma.location.line)", "time": Self.decimal(outcome.seconds),
        ], content: content)
    }
    let suite = Markup.element(
      "testsuite",
      [
        "name": file, "tests": "\(outcomes.count)", "failures": "\(failures)",
        "errors": "\(errors)", "time": total,
      ], content: "\n" + cases.joined(separator: "\n") + "\n")
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(suite)\n"
  }

  /// A LaTeX table: name, statement, verdict, the first digits of the certificate's checksum.
  var latex: String {
    let rows = outcomes.map { outcome in
      let checksum = outcome.certificate.map { "\\texttt{\($0.checksum.prefix(12))}" } ?? "--"
      return
        "\(outcome.lemma.name.escapedForLaTeX) & \\texttt{\(outcome.lemma.statement.source.escapedForLaTeX)}"
        + " & \(outcome.verdict.rawValue) & \(checksum) \\\\"
    }
    return """
      % Written by kernelcalc verify; needs the package longtable.
      \\begin{longtable}{@{}p{0.18\\linewidth}p{0.5\\linewidth}ll@{}}
      Claim & Statement & Verdict & Certificate (SHA-256) \\\\ \\hline
      \(rows.joined(separator: "\n"))
      \\end{longtable}

      """
  }

  /// A self-contained page.
  var page: String {
    let header = ["Claim", "Statement", "Verdict", "Expected", "Certificate"]
      .map { Markup.element("th", ["scope": "col"], content: $0) }.joined()
    let rows = outcomes.map { outcome in
      let checksum = outcome.certificate.map { String($0.checksum.prefix(12)) } ?? "–"
      let name = [outcome.lemma.name, outcome.lemma.source].compactMap { $0 }
        .joined(separator: ", ")
      let cells = [
        name.escapedForMarkup,
        Markup.element("code", [:], content: outcome.lemma.statement.source.escapedForMarkup),
        outcome.isAsExpected
          ? outcome.verdict.rawValue
          : Markup.element("strong", [:], content: outcome.verdict.rawValue),
        outcome.lemma.expected.rawValue, Markup.element("code", [:], content: checksum),
      ]
      return Markup.element(
        "tr", [:], content: cells.map { Markup.element("td", [:], content: $0) }.joined())
    }
    let content = """
      <h1>\(file.escapedForMarkup)</h1>
      <p>\(summary.escapedForMarkup)</p>
      <div class="scroll" tabindex="0" role="group"><table>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """
    return Markup.page(
      title: file, content: content,
      footer: "Each verdict rests on a certificate that was replayed; its checksum is SHA-256.")
  }
}

extension String {
  /// The text with LaTeX's special characters written out.
  fileprivate var escapedForLaTeX: String {
    var result = ""
    for character in self {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "^": result += "\\textasciicircum{}"
      case "~": result += "\\textasciitilde{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
