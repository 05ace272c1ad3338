extension NetworkGraph {
  /// The network as a picture in TikZ: the nodes in a row, parameterised edges in arcs above it, skips
  /// dashed below it. It needs the library `arrows.meta`.
  public var tikz: String {
    var lines = [
      "% Needs \\usetikzlibrary{arrows.meta}.",
      "\\begin{tikzpicture}[>={Stealth}, node/.style={circle, draw, minimum size=7mm, inner sep=1pt},",
      "  layer/.style={->, thick}, skip/.style={->, densely dashed}]",
    ]
    for (index, name) in nodeNames.enumerated() {
      lines.append("  \\node[node] (n\(index)) at (\(2 * index), 0) {\(name.escapedForTeX)};")
    }
    for edge in edges {
      let isNext = edge.target == edge.source + 1
      let kind = edge.operation.isParameterised ? "layer" : "skip"
      // A straight arrow for a layer to the next node; arcs rise with their span.
      let angle = min(15 + 12 * (edge.target - edge.source), 75)
      let bend =
        edge.operation.isParameterised
        ? (isNext ? "" : ", bend left=\(angle)") : ", bend right=\(angle)"
      let text = edge.operation.description
      let label =
        ["skip", "relu"].contains(text)
        ? "" : " node[midway, auto, font=\\scriptsize] {\(text.escapedForTeX)}"
      lines.append("  \\draw[\(kind)\(bend)] (n\(edge.source)) to\(label) (n\(edge.target));")
    }
    lines.append("\\end{tikzpicture}")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text for TeX: what has a meaning there is escaped.
  fileprivate var escapedForTeX: String {
    map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "{", "}", "_", "&", "%", "$", "#": "\\\(character)"
      case "^": "\\^{}"
      case "~": "\\~{}"
      case "×": "$\\times$"
      default: "\(character)"
      }
    }.joined()
  }
}
