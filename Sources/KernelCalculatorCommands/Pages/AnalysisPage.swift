import KernelCalculator

/// A network's analysis as one self-contained XHTML page: no script, nothing from the network.
struct AnalysisPage {
  let report: AnalysisReport

  private var network: NetworkGraph { report.symbolic.network }

  /// The whole page.
  var html: String {
    let title = "Network \(report.argument.title)"
    let sections = [
      header, picture, paths, plots, comparison, forms, values, conclusion,
    ].filter { !$0.isEmpty }
    return Markup.page(
      title: title, content: sections.joined(separator: "\n"),
      footer: """
        Values and curves are computed with directed rounding: a printed value differs from the true \
        one by at most the printed error. Formulas need a font for mathematics (such as STIX Two \
        Math, Cambria Math or DejaVu Math TeX Gyre): without one some browsers leave root signs out.
        """)
  }

  private func section(_ title: String, _ content: String) -> String {
    "<section>\n<h2>\(title.escapedForMarkup)</h2>\n\(content)\n</section>"
  }

  private func scrolling(_ content: String) -> String {
    // Reachable by keyboard, so that it can be scrolled.
    "<div class=\"scroll\" tabindex=\"0\" role=\"group\">\(content)</div>"
  }

  private func note(_ text: String) -> String { "<p class=\"note\">\(text.escapedForMarkup)</p>" }

  // MARK: The network

  private var header: String {
    let statistics = report.symbolic.statistics
    let facts = [
      ("Paths P", PathText.short(statistics.count)),
      ("Effective depth d̄", statistics.effectiveDepth.map(PathText.short) ?? "undefined"),
      ("Effective width m̄", statistics.effectiveWidth.map(PathText.short) ?? "undefined"),
    ].map { name, value in
      "<div><dt>\(name.escapedForMarkup)</dt><dd>\(value.escapedForMarkup)</dd></div>"
    }
    var lead = "Infinite-width kernels on two inputs: \(report.inputs.description)"
    if let rho = report.rho { lead += " = \(PathText.short(rho))" }
    return """
      <h1>Network <code>\(report.argument.title.escapedForMarkup)</code></h1>
      <p class="lead">\(lead.escapedForMarkup).</p>
      <dl class="facts">\(facts.joined())</dl>
      """
  }

  private var picture: String {
    var content: String
    if let svg = NetworkPicture(network).svg {
      content =
        "<figure>\(scrolling(svg))<figcaption>Solid arcs above: parameterised edges (linear map and "
        + "activation). Dashed arcs below: skips.</figcaption></figure>"
    } else {
      content = note(
        "\(network.nodeCount) nodes and \(network.edges.count) edges are too many for a picture.")
    }
    if !network.hasLiteralOperations {
      content += note(
        "Kernels read convolutions as linear+ReLU edges and poolings as skips; they are not the "
          + "kernels of convolutions and poolings.")
    }
    return section("The network", content)
  }

  // MARK: Paths

  private var paths: String {
    let statistics = report.symbolic.statistics
    if statistics.count.isZero {
      return section(
        "Paths", note("No path leads from the input to the output: the kernels are 0."))
    }
    let listing = network.paths(limit: AnalysisReport.mostPaths)
    // What a path does to ρ is a matter of its depth for the paper's networks alone.
    func form(_ depth: Int) -> [String] { network.isOfThePaper ? [pathForm(depth)] : [] }
    let head = network.isOfThePaper ? ["acts on ρ as"] : []
    if listing.truncated {
      let rows = report.symbolic.pathPolynomial.enumerated().filter { !$0.element.isZero }.map {
        depth, count in
        ["\(depth)".escapedForMarkup, PathText.short(count).escapedForMarkup] + form(depth)
      }
      return section("Paths", table(["d", "how many"] + head, rows))
    }
    let rows = listing.paths.map { path in
      [
        (path.nodes.map { network.nodeNames[$0] }.joined(separator: " → ")).escapedForMarkup,
        "\(path.parameterisedEdges)",
      ] + form(path.parameterisedEdges)
    }
    return section("Paths", table(["path", "d"] + head, rows))
  }

  private func pathForm(_ depth: Int) -> String {
    if depth > 4 { return PathText.form(depth).escapedForMarkup }
    let rho = ExpressionGraph().variable("rho")
    let form = NetworkGraph.pathForm(depth: depth, correlation: rho)
    let content = form.written(by: MathMLPrinter()) ?? ""
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>\(content)</mrow></math>"
  }

  private func table(_ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.map { "<th scope=\"col\">\($0.escapedForMarkup)</th>" }.joined()
    let body = rows.map { row in "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>" }
    return scrolling(
      "<table><thead><tr>\(head)</tr></thead><tbody>\(body.joined(separator: "\n"))</tbody></table>"
    )
  }

  // MARK: Curves

  private var plots: String {
    if case .general = report.inputs.kind { return "" }
    guard let figures = CurveFigures(report.symbolic, mark: report.rho.map { $0.nearestDouble })
    else {
      return section("Over all correlations", note("The closed forms are too large to be plotted."))
    }
    return section("Over all correlations", figures.markup)
  }

  private var comparison: String {
    if report.overlays.isEmpty { return "" }
    guard let markup = CurveFigures.overlay(report) else {
      return section("Beside other networks", note("The closed forms are too large to be plotted."))
    }
    return section("Beside other networks", markup)
  }

  // MARK: Forms and values

  private func name(_ quantity: KernelQuantity) -> ExportName {
    let full = Exports.name(of: quantity, .exact).0
    return full.withoutMark
  }

  private var forms: String {
    let analysis = report.symbolic
    var content =
      "<p class=\"note\">κ₁ = f is one ReLU layer's map of correlations, κ₀ its derivative; K is the "
      + "NNGP kernel, Θ the NTK, λ₂ the smaller eigenvalue of the 2×2 NNGP matrix.</p>"
    if let eq12 = analysis.eq12 {
      content += "<h3>Eq. 12</h3>" + formula(ExportName("Eq. 12"), eq12)
    }
    for (rule, view) in zip(analysis.rules, report.views) {
      content += "<h3>\(AnalysisReport.title(rule.rule).escapedForMarkup)</h3>"
      if let recursion = view.recursion {
        content += self.recursion(rule, recursion)
      } else {
        for (quantity, form) in rule.quantities { content += formula(name(quantity), form) }
      }
      if rule.kernels.ntk == nil {
        content += note("Θ does not exist: an activation has no derivative kernel.")
      }
    }
    return section("Closed forms", content)
  }

  private func formula(_ name: ExportName, _ form: Expression) -> String {
    let closed = form.inlined(limit: .max) ?? form
    let document = ExpressionDocument(title: "", [.init(name, closed)])
    return scrolling(document.mathElement(document.entries[0]))
  }

  /// The most equations that a page shows.
  private static let mostEquations = 400

  private func recursion(
    _ rule: NetworkAnalysis.RuleForms, _ recursion: ReadableRecursion
  ) -> String {
    if recursion.steps.count > Self.mostEquations {
      return note("\(recursion.steps.count) equations, too many to be shown; --json prints them.")
    }
    return scrolling(
      Exports.document(of: rule, name: { name($0) }, recursion).text(in: .mathml))
  }

  private var values: String {
    guard let point = report.atPoint, let rho = report.rho else { return "" }
    var rows: [String] = []
    func addRow(_ name: ExportName, rule: String, value: EnclosedDecimal?) {
      guard let value else { return }
      rows.append(
        "<tr><th scope=\"row\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>"
          + "\(name.mathML)</mrow></math></th><td>\(rule.escapedForMarkup)</td>"
          + "<td class=\"value\">\(value.description.escapedForMarkup)</td></tr>")
    }
    addRow(ExportName("Eq. 12"), rule: "", value: point.values.eq12)
    for (index, rule) in point.forms.rules.enumerated() {
      for (quantity, _) in rule.quantities {
        addRow(name(quantity), rule: rule.rule.rawValue, value: point.values.rules[index][quantity])
      }
    }
    return section(
      "Values at ρ = \(PathText.short(rho))",
      scrolling(
        "<table><thead><tr><th scope=\"col\">quantity</th><th scope=\"col\">rule</th>"
          + "<th scope=\"col\">value ± error</th></tr></thead><tbody>"
          + rows.joined(separator: "\n") + "</tbody></table>"))
  }

  private var conclusion: String {
    let sentences = report.eq12Sentences
    if sentences.isEmpty { return "" }
    return section(
      "Eq. 12 against the true eigenvalue",
      sentences.map { "<p>\($0.escapedForMarkup)</p>" }.joined(separator: "\n"))
  }
}
