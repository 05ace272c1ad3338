import ArchitectureStudies
import KernelCalculator

/// A study of accuracies as one self-contained XHTML page: no script, nothing from the network.
struct AccuracyPage {
  let study: AccuracyStudy

  private var table: AccuracyTable { study.table }

  /// The whole page.
  var html: String {
    let figures = table.columns.indices.map { column in
      let picture = AccuracyPicture(study, column: column)
      return """
        <section>
        <h2>\(table.columns[column].escapedForMarkup)</h2>
        \(picture.figure)
        </section>
        """
    }
    return Markup.page(
      title: "Accuracies of \(table.name)",
      content: ([header] + figures + [groups]).joined(separator: "\n"),
      footer:
        "Depth and width are exact; means of accuracies are floating point, without a guarantee.")
  }

  private var header: String {
    let facts = [
      ("Architectures", "\(table.cells.count)"), ("Points", "\(study.groups.count)"),
      ("Passed over", "\(table.skipped)"),
    ].map { name, value in
      "<div><dt>\(name.escapedForMarkup)</dt><dd>\(value.escapedForMarkup)</dd></div>"
    }
    return """
      <h1>Accuracies of <code>\(table.name.escapedForMarkup)</code></h1>
      <p class="lead">Architectures on the plane of effective depth and width, by accuracy: Figure 5 of \
      arXiv 2205.05662.</p>
      <dl class="facts">\(facts.joined())</dl>
      """
  }

  private var groups: String {
    func cell(_ value: Rational?) -> String { value.map { "\($0)" } ?? "undefined" }
    let heads = ["d̄", "m̄", "architectures"] + table.columns.map { "mean \($0)" }
    let rows = study.groups.map { group in
      let means = table.columns.indices.map { column in
        study.measures(column, group.members).map { AccuracyPicture.short($0.mean) } ?? ""
      }
      return "<tr>"
        + ([cell(group.depth), cell(group.width), "\(group.members.count)"] + means)
        .map { "<td>\($0.escapedForMarkup)</td>" }.joined() + "</tr>"
    }
    let head = heads.map { "<th scope=\"col\">\($0.escapedForMarkup)</th>" }.joined()
    return """
      <section>
      <h2>The points</h2>
      <div class="scroll" tabindex="0" role="group"><table><thead><tr>\(head)</tr></thead>\
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      </section>
      """
  }
}

/// Groups of equal effective depth and width on the plane, as large as they are many and as dark as
/// their mean accuracy is high, as SVG.
struct AccuracyPicture {
  private struct Point {
    let depth: Double
    let width: Double
    let count: Int
    let mean: Double
  }

  private let points: [Point]
  /// How many architectures have no width and are not drawn.
  private let missing: Int
  private let name: String
  private let identifier: String

  private static let size = (width: 760.0, height: 460.0)
  private static let frame = (left: 64.0, right: 24.0, top: 22.0, bottom: 46.0)

  init(_ study: AccuracyStudy, column: Int) {
    let drawn = study.groups.compactMap { group -> Point? in
      guard let depth = group.depth, let width = group.width,
        let mean = study.measures(column, group.members)?.mean
      else { return nil }
      return Point(
        depth: depth.nearestDouble, width: width.nearestDouble, count: group.members.count,
        mean: mean)
    }
    // Small points in front of large ones.
    points = drawn.sorted { $0.count > $1.count }
    missing = study.table.cells.count - drawn.reduce(0) { $0 + $1.count }
    name = study.table.columns[column]
    identifier = "figure5-\(column)"
  }

  /// The figure with what its colours and sizes mean.
  var figure: String {
    guard let svg, let range else { return "<p class=\"note\">No architecture has a width.</p>" }
    let left = missing == 0 ? "" : " Without a width, and left out: \(missing)."
    let caption =
      "A point is all architectures of one effective depth and width, as large as they are many; from "
      + "light, mean \(Self.short(range.lowerBound)), to dark, mean \(Self.short(range.upperBound)).\(left)"
    return "<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\">\(svg)</div>"
      + "<figcaption>\(caption.escapedForMarkup)</figcaption></figure>"
  }

  private var range: ClosedRange<Double>? {
    guard let low = points.map(\.mean).min(), let high = points.map(\.mean).max() else {
      return nil
    }
    return low...high
  }

  private var svg: String? {
    guard let range, let depth = Axis(points.map(\.depth)), let width = Axis(points.map(\.width))
    else { return nil }
    let frame = Self.frame
    let right = Self.size.width - frame.right
    let bottom = Self.size.height - frame.bottom
    func x(_ value: Double) -> Double { frame.left + depth.share(value) * (right - frame.left) }
    func y(_ value: Double) -> Double { bottom - width.share(value) * (bottom - frame.top) }
    var content = Markup.element(
      "title", ["id": "\(identifier)-title"],
      content: "Effective depth and width, by mean \(name)".escapedForMarkup)
    for tick in depth.ticks {
      content += Self.line((x(tick), frame.top), (x(tick), bottom))
      content += Self.label(Plot.text(tick), (x(tick), bottom + 20), anchor: "middle")
    }
    for tick in width.ticks {
      content += Self.line((frame.left, y(tick)), (right, y(tick)))
      content += Self.label(Plot.text(tick), (frame.left - 9, y(tick) + 4), anchor: "end")
    }
    content += Self.label(
      "effective depth d̄", ((frame.left + right) / 2, Self.size.height - 6), anchor: "middle")
    content += Self.label("effective width m̄", (frame.left, frame.top - 8), anchor: "start")
    let most = Double(points.map(\.count).max() ?? 1)
    for point in points {
      let span = range.upperBound - range.lowerBound
      let share = span > 0 ? (point.mean - range.lowerBound) / span : 1
      let percent = Markup.number(100 * share)
      let radius = 4 + 12 * (Double(point.count) / most).squareRoot()
      let words =
        "d̄ = \(Plot.text(point.depth)), m̄ = \(Plot.text(point.width)): \(point.count) architectures, "
        + "mean \(Self.short(point.mean))"
      content += Markup.element(
        "circle",
        [
          "cx": Markup.number(x(point.depth)), "cy": Markup.number(y(point.width)),
          "r": Markup.number(radius), "stroke": "var(--muted)",
          "style": "fill: color-mix(in srgb, var(--high) \(percent)%, var(--low))",
        ], content: Markup.element("title", content: words.escapedForMarkup))
    }
    let box = "0 0 \(Markup.number(Self.size.width)) \(Markup.number(Self.size.height))"
    return Markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "role": "img",
        "aria-labelledby": "\(identifier)-title", "width": Markup.number(Self.size.width),
        "height": Markup.number(Self.size.height),
      ], content: content)
  }

  private struct Axis {
    let ticks: [Double]

    init?(_ values: [Double]) {
      guard let low = values.min(), let high = values.max() else { return nil }
      ticks = Plot.ticks(from: low, to: high)
      if ticks.count < 2 { return nil }
    }

    func share(_ value: Double) -> Double {
      (value - ticks[0]) / (ticks[ticks.count - 1] - ticks[0])
    }
  }

  private static func line(_ a: (Double, Double), _ b: (Double, Double)) -> String {
    let data =
      "M \(Markup.number(a.0)) \(Markup.number(a.1)) L \(Markup.number(b.0)) \(Markup.number(b.1))"
    return Markup.element("path", ["class": "grid", "d": data])
  }

  private static func label(
    _ text: String, _ place: (Double, Double), anchor: String
  ) -> String {
    Markup.element(
      "text",
      [
        "class": "small", "x": Markup.number(place.0), "y": Markup.number(place.1),
        "text-anchor": anchor,
      ], content: text.escapedForMarkup)
  }

  /// A mean with two decimals at most.
  static func short(_ value: Double) -> String { Markup.number(value) }
}
