extension NetworkGraph {
  /// The network in Graphviz's DOT language: parameterised edges bold, skips dashed, each with its
  /// operation; input and output as boxes.
  public var dot: String {
    var lines = ["digraph network {", "  rankdir=LR;", "  node [shape=circle];"]
    for (node, name) in nodeNames.enumerated() {
      let shape = node == input || node == output ? ", shape=box" : ""
      let normalization = normalizations[node].map { "\nlayer normalisation, ε = \($0)" } ?? ""
      lines.append("  n\(node) [label=\(NetworkGraph.dotString(name + normalization))\(shape)];")
    }
    for edge in edges {
      let style = edge.operation.isParameterised ? "bold" : "dashed"
      let label = NetworkGraph.dotString(edge.label ?? edge.operation.description)
      lines.append("  n\(edge.source) -> n\(edge.target) [label=\(label), style=\(style)];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// A quoted DOT string: only quotes and backslashes need escapes; a line break becomes `\n`.
  private static func dotString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
