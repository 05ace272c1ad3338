/// Curves over ρ ∈ [−1, 1] as SVG.
struct Plot {
  /// One curve: the points at which it is known, nil where it is not.
  struct Curve {
    let name: String
    let values: [Double?]
  }

  let title: String
  let abscissas: [Double]
  let curves: [Curve]
  /// A value of ρ to mark.
  let mark: Double?
  /// Makes the names of elements unique.
  let identifier: String

  /// The most curves that one picture has.
  static var mostCurves: Int { styles.count }

  private static let size = (width: 760.0, height: 380.0)
  private static let frame = (left: 64.0, right: 24.0, top: 16.0, bottom: 46.0)
  private static let styles = ["first", "second", "third", "fourth", "fifth", "sixth"]

  /// The picture, or nil where nothing is known of the curves.
  var svg: String? {
    let known = curves.flatMap { $0.values.compactMap(\.self) }
    guard let low = known.min(), let high = known.max() else { return nil }
    let ticks = Self.ticks(from: low, to: high)
    guard let bottom = ticks.first, let top = ticks.last, bottom < top else { return nil }
    let frame = Self.frame
    let width = Self.size.width - frame.left - frame.right
    let height = Self.size.height - frame.top - frame.bottom
    func x(_ rho: Double) -> Double { frame.left + (rho + 1) / 2 * width }
    func y(_ value: Double) -> Double { frame.top + (top - value) / (top - bottom) * height }

    var content = Markup.element(
      "title", ["id": "\(identifier)-title"], content: title.escapedForMarkup)
    for tick in ticks {
      content += line("grid", from: (x(-1), y(tick)), to: (x(1), y(tick)))
      content += label(Self.text(tick), at: (frame.left - 9, y(tick) + 4), anchor: "end")
    }
    for rho in [-1, -0.5, 0, 0.5, 1] {
      content += line("axis", from: (x(rho), y(bottom)), to: (x(rho), y(bottom) + 5))
      content += label(Self.text(rho), at: (x(rho), y(bottom) + 20), anchor: "middle")
    }
    content += line("axis", from: (x(-1), y(bottom)), to: (x(1), y(bottom)))
    content += label("ρ", at: (x(0), Self.size.height - 6), anchor: "middle")
    if let mark { content += line("here", from: (x(mark), y(top)), to: (x(mark), y(bottom))) }
    for (curve, style) in zip(curves, Self.styles) {
      content += Markup.element(
        "path",
        ["class": "curve \(style)", "d": path(of: curve.values, x: x, y: y)],
        content: Markup.element("title", [:], content: curve.name.escapedForMarkup))
    }
    let box = "0 0 \(Markup.number(Self.size.width)) \(Markup.number(Self.size.height))"
    return Markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "aria-labelledby": "\(identifier)-title", "width": Markup.number(Self.size.width),
        "height": Markup.number(Self.size.height), "viewBox": box,
      ], content: content)
  }

  /// What the curves are: a piece of each line with its name.
  var legend: String {
    zip(curves, Self.styles).map { curve, style in
      let sample = Markup.element(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "width": "34", "height": "10",
          "style": "display:inline", "aria-hidden": "true",
        ], content: Markup.element("path", ["class": "curve \(style)", "d": "M 1 5 H 33"]))
      return "<span style=\"white-space:nowrap\">\(sample) \(curve.name.escapedForMarkup)</span>"
    }.joined(separator: " &#xA0; ")
  }

  private func path(
    of values: [Double?], x: (Double) -> Double, y: (Double) -> Double
  ) -> String {
    var path = ""
    var isDown = false
    for (rho, value) in zip(abscissas, values) {
      guard let value else {
        isDown = false
        continue
      }
      path += "\(isDown ? "L" : "M") \(Markup.number(x(rho))) \(Markup.number(y(value))) "
      isDown = true
    }
    return path
  }

  private func line(_ style: String, from a: (Double, Double), to b: (Double, Double)) -> String {
    let data =
      "M \(Markup.number(a.0)) \(Markup.number(a.1)) L \(Markup.number(b.0)) \(Markup.number(b.1))"
    return Markup.element("path", ["class": style, "d": data])
  }

  private func label(_ text: String, at place: (Double, Double), anchor: String) -> String {
    Markup.element(
      "text",
      [
        "class": "small", "x": Markup.number(place.0), "y": Markup.number(place.1),
        "text-anchor": anchor,
      ], content: text.escapedForMarkup)
  }

  /// A figure with the picture, its title and its legend; empty where nothing is known of the curves.
  var figure: String {
    svg.map { svg in
      "<figure><h3>\(title.escapedForMarkup)</h3><div class=\"scroll\" tabindex=\"0\" role=\"group\">"
        + "\(svg)</div><figcaption>\(legend)</figcaption></figure>"
    } ?? ""
  }

  /// Round numbers that cover an interval: four to eight of them.
  static func ticks(from low: Double, to high: Double) -> [Double] {
    guard low.isFinite, high.isFinite else { return [] }
    let span = max(high - low, max(low.magnitude, high.magnitude) * 1e-9, 1e-300)
    var unit = 1.0
    while unit * 10 <= span { unit *= 10 }
    while unit > span { unit /= 10 }
    let step = [0.2, 0.5, 1, 2].map { $0 * unit }.first { span / $0 <= 6 } ?? 2 * unit
    let first = Int((low / step).rounded(.down))
    let last = max(Int((high / step).rounded(.up)), first + 1)
    return (first...last).map { Double($0) * step }
  }

  static func text(_ value: Double) -> String {
    let text = value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : short(value)
    return text.replacing("-", with: "−")
  }

  /// A tick's number without the traces of binary fractions.
  private static func short(_ value: Double) -> String {
    for decimals in 1...12 {
      let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
      let rounded = (value * scale).rounded() / scale
      if (rounded - value).magnitude <= value.magnitude * 1e-9 { return "\(rounded)" }
    }
    return "\(value)"
  }
}
