import KernelCalculator

/// A spectrum as one self-contained XHTML page: no script, nothing from the network.
struct SpectrumPage {
  let report: SpectrumReport

  /// The whole page.
  var html: String {
    let title = "Spectrum of \(report.network.title)"
    let sections = [header, picture, table].filter { !$0.isEmpty }
    return Markup.page(
      title: title, content: sections.joined(separator: "\n"),
      footer:
        "Every printed interval contains the eigenvalue of the infinitely wide network's kernel "
        + "on the exact data.")
  }

  private var header: String {
    let kernel = report.problem.kernel == .nngp ? "NNGP kernel" : "NTK"
    let facts = [
      ("Inputs N", "\(report.spectrum.count)"),
      ("λ_min", report.shown(report.spectrum.smallest)),
      ("λ_max", report.shown(report.spectrum.largest)),
      (
        "Singular",
        report.spectrum.singular == .proved
          ? "yes, proved" : report.spectrum.singular == .excluded ? "no, proved" : "undecided"
      ),
    ].map { name, value in
      "<div><dt>\(name.escapedForMarkup)</dt><dd>\(value.escapedForMarkup)</dd></div>"
    }
    let lead =
      "\(kernel), \(report.problem.rule.rawValue) rule, on \(report.description)."
    return """
      <h1>Spectrum of <code>\(report.network.title.escapedForMarkup)</code></h1>
      <p class="lead">\(lead.escapedForMarkup)</p>
      <dl class="facts">\(facts.joined())</dl>
      """
  }

  private var picture: String {
    guard let values = report.all else {
      return "<p class=\"note\">--all draws all eigenvalues.</p>"
    }
    let picture = SpectrumPicture(values)
    guard let svg = picture.svg else { return "" }
    let missing =
      picture.zeroCount == 0
      ? "" : " Those that are 0, or not known to be positive, are left out: \(picture.zeroCount)."
    return """
      <section>
      <h2>All eigenvalues</h2>
      <figure><div class="scroll" tabindex="0" role="group">\(svg)</div><figcaption>The eigenvalues in \
      descending order, on a logarithmic scale; a bar shows how far an enclosure reaches where it is \
      wider than the dot.\(missing)</figcaption></figure>
      </section>
      """
  }

  private var table: String {
    let rows = report.facts.map { name, value in
      "<tr><th scope=\"row\">\(name.escapedForMarkup)</th><td class=\"value\">"
        + "\(value.escapedForMarkup)</td></tr>"
    }
    return """
      <section>
      <h2>What follows</h2>
      <div class="scroll" tabindex="0" role="group"><table><tbody>\(rows.joined(separator: "\n"))</tbody>\
      </table></div>
      </section>
      """
  }
}

/// Eigenvalues in descending order on a logarithmic scale, as SVG.
struct SpectrumPicture {
  private let values: [(lower: Double, upper: Double)]
  /// How many eigenvalues are not drawn, as they are not known to be positive.
  let zeroCount: Int

  private static let size = (width: 760.0, height: 380.0)
  private static let frame = (left: 64.0, right: 24.0, top: 16.0, bottom: 46.0)

  /// From enclosures in ascending order.
  init(_ enclosures: [Interval]) {
    values = enclosures.reversed().compactMap { value in
      guard value.lower.sign > 0 else { return nil }
      let ends = [value.lower, value.upper].map { end -> Double in
        let precision = Precision(64)
        let ten = BigFloat(10, precision: precision, rounding: .nearestEven)
          .log(precision: precision, rounding: .nearestEven)
        return end.log(precision: precision, rounding: .nearestEven)
          .divided(by: ten, precision: precision, rounding: .nearestEven)
          .double(rounding: .nearestEven)
      }
      return (ends[0], ends[1])
    }
    zeroCount = enclosures.count - values.count
  }

  /// The picture; nil where there is nothing to draw.
  var svg: String? {
    guard let least = values.map(\.lower).min(), let most = values.map(\.upper).max() else {
      return nil
    }
    let (bottom, top) = (least.rounded(.down), max(most.rounded(.up), least.rounded(.down) + 1))
    let frame = Self.frame
    let width = Self.size.width - frame.left - frame.right
    let height = Self.size.height - frame.top - frame.bottom
    let last = Double(max(1, values.count - 1))
    func x(_ place: Int) -> Double { frame.left + Double(place) / last * width }
    func y(_ value: Double) -> Double { frame.top + (top - value) / (top - bottom) * height }
    func text(_ content: String, _ place: (Double, Double), anchor: String) -> String {
      Markup.element(
        "text",
        [
          "class": "small", "x": Markup.number(place.0), "y": Markup.number(place.1),
          "text-anchor": anchor,
        ], content: content.escapedForMarkup)
    }
    func line(_ style: String, _ a: (Double, Double), _ b: (Double, Double)) -> String {
      let data =
        "M \(Markup.number(a.0)) \(Markup.number(a.1)) L \(Markup.number(b.0)) \(Markup.number(b.1))"
      return Markup.element("path", ["class": style, "d": data])
    }
    var content = Markup.element(
      "title", ["id": "spectrum-title"], content: "Eigenvalues in descending order")
    let step = max(1, Int(((top - bottom) / 8).rounded(.up)))
    for tick in Swift.stride(from: Int(bottom), through: Int(top), by: step) {
      content += line("grid", (x(0), y(Double(tick))), (frame.left + width, y(Double(tick))))
      content += text("1e\(tick)", (frame.left - 9, y(Double(tick)) + 4), anchor: "end")
    }
    content += line("axis", (frame.left, y(bottom)), (frame.left + width, y(bottom)))
    content += text("1", (x(0), y(bottom) + 20), anchor: "middle")
    content += text("\(values.count)", (x(values.count - 1), y(bottom) + 20), anchor: "middle")
    for (place, value) in values.enumerated() {
      if y(value.lower) - y(value.upper) > 3 {
        content += line("curve first", (x(place), y(value.lower)), (x(place), y(value.upper)))
      }
      content += Markup.element(
        "circle",
        [
          "class": "layer-head", "cx": Markup.number(x(place)),
          "cy": Markup.number(y((value.lower + value.upper) / 2)), "r": "2",
        ])
    }
    let box = "0 0 \(Markup.number(Self.size.width)) \(Markup.number(Self.size.height))"
    return Markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "role": "img",
        "aria-labelledby": "spectrum-title", "width": Markup.number(Self.size.width),
        "height": Markup.number(Self.size.height),
      ], content: content)
  }
}
