import KernelCalculator

/// A network drawn as SVG: the nodes in a row, parameterised edges in arcs above it, skips below.
struct NetworkPicture {
  /// The picture as part of a page, or nil for a network that is too large to be one.
  let svg: String?

  /// The picture as a file of its own, with the look that pages give it, in light and dark.
  var file: String? {
    svg.map { picture in
      let end = picture.firstIndex(of: ">").map(picture.index(after:)) ?? picture.endIndex
      return picture[..<end] + "<style>\n\(Markup.style)\n</style>" + picture[end...] + "\n"
    }
  }

  private static let spacing = 130.0
  private static let radius = 19.0
  static let largest = (nodes: 24, edges: 160)

  init(_ network: NetworkGraph) {
    guard network.nodeCount <= Self.largest.nodes, network.edges.count <= Self.largest.edges else {
      svg = nil
      return
    }
    func height(_ edges: [NetworkGraph.Edge]) -> Double {
      edges.map { Self.rise(of: $0) }.max() ?? 0
    }
    let layers = network.edges.filter(\.operation.isParameterised)
    let skips = network.edges.filter { !$0.operation.isParameterised }
    let above = max(height(layers), Self.radius) + 26
    let below = max(height(skips), Self.radius) + 16
    let width = Self.spacing * Double(network.nodeCount - 1) + 4 * Self.radius
    var content = Markup.element("title", ["id": "picture-title"], content: "The network")
    let description =
      network.edges.map { edge in
        let names = network.nodeNames
        return "\(names[edge.source]) to \(names[edge.target]): \(edge.operation)"
      }.joined(separator: "; ")
    content += Markup.element("desc", ["id": "picture-text"], content: description.escapedForMarkup)
    content += Self.heads
    for edge in network.edges {
      content += Self.path(edge, y: above)
    }
    for (node, name) in network.nodeNames.enumerated() {
      let x = Markup.number(Self.x(node))
      content += Markup.element(
        "circle",
        ["class": "node", "cx": x, "cy": Markup.number(above), "r": Markup.number(Self.radius)])
      let short = name.count > 4 ? name.prefix(3) + "…" : Substring(name)
      content += Markup.element(
        "text", ["x": x, "y": Markup.number(above + 5), "text-anchor": "middle"],
        content: short.escapedForMarkup)
    }
    let height = above + below
    svg = Markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "aria-labelledby": "picture-title picture-text", "width": Markup.number(width),
        "height": Markup.number(height),
        "viewBox": "0 0 \(Markup.number(width)) \(Markup.number(height))",
      ], content: content)
  }

  private static func x(_ node: Int) -> Double { spacing * Double(node) + 2 * radius }

  /// How far an arc leaves the row of nodes.
  private static func rise(of edge: NetworkGraph.Edge) -> Double {
    let length = Double(edge.target - edge.source)
    return length == 1 ? (edge.operation.isParameterised ? 0 : 26) : 26 + 26 * length.squareRoot()
  }

  private static func path(_ edge: NetworkGraph.Edge, y: Double) -> String {
    let isLayer = edge.operation.isParameterised
    let rise = rise(of: edge)
    let up = isLayer ? -1.0 : 1.0
    let (from, to) = (x(edge.source), x(edge.target))
    let data: String
    if rise == 0 {
      data =
        "M \(Markup.number(from + radius)) \(Markup.number(y)) H \(Markup.number(to - radius - 8))"
    } else {
      // Leave and reach the circles at 45°; a cubic's height is three quarters of its controls'.
      let reach = radius * 0.7071
      let start = (from + reach, y + up * reach)
      let end = (to - reach - 5.5, y + up * (reach + 5.5))
      let control = y + up * (rise * 4 / 3 - reach / 3)
      let lean = min(40, (to - from) / 4)
      let points = [
        start, (start.0 + lean, control), (end.0 - lean, control), end,
      ].map { "\(Markup.number($0.0)) \(Markup.number($0.1))" }
      data = "M \(points[0]) C \(points[1]), \(points[2]), \(points[3])"
    }
    let kind = isLayer ? "layer" : "skip"
    return Markup.element(
      "path", ["class": "edge \(kind)", "d": data, "marker-end": "url(#\(kind)-head)"],
      content: Markup.element("title", [:], content: "\(edge.operation)".escapedForMarkup))
  }

  private static let heads: String = {
    let markers = ["layer", "skip"].map { kind in
      Markup.element(
        "marker",
        [
          "id": "\(kind)-head", "viewBox": "0 0 10 10", "refX": "2", "refY": "5",
          "markerWidth": "5", "markerHeight": "5", "orient": "auto",
        ], content: Markup.element("path", ["class": "\(kind)-head", "d": "M 0 0 L 10 5 L 0 10 z"]))
    }
    return Markup.element("defs", [:], content: markers.joined())
  }()
}
