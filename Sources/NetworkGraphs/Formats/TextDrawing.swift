import ExactArithmetic

/// A network drawn as text, at most 80 columns wide.
///
/// Small networks become a triangle: every node stands at the end of its row, its outgoing edges
/// leave downwards, and a mark where a node's row crosses an earlier node's column is an edge:
///
///     0
///     ●──▶ 1
///     ●────○──▶ 2
///     ○────○────●──▶ 3
///
/// Larger networks become a list with one line for each node and the nodes that lead into it.
package struct TextDrawing: Sendable, CustomStringConvertible {
  /// The lines of the drawing, the legend last.
  package let lines: [String]

  /// How many columns a line may have.
  package static let width = 80

  /// A drawing of `network` in at most about `maximumLines` lines.
  package init(_ network: NetworkGraph, maximumLines: Int = 60) {
    var legend = Legend()
    let names = network.nodeNames.enumerated().map { node, name in
      TextDrawing.shortened(name)
        + (network.normalizations[node].map { " " + legend.normalization($0) } ?? "")
    }
    var lines: [String] = []
    if let step = TextDrawing.step(names, maximumLines) {
      for node in names.indices {
        lines.append(TextDrawing.row(node, in: network, step: step, names: names, legend: &legend))
      }
    } else {
      let nameWidth = min(names.map(\.count).max() ?? 0, 12)
      for node in names.indices.prefix(maximumLines) {
        lines.append(
          TextDrawing.entry(node, in: network, nameWidth: nameWidth, names: names, legend: &legend))
      }
      if names.count > maximumLines { lines.append("… and \(names.count - maximumLines) more") }
    }
    self.lines = lines + legend.lines
  }

  /// The lines, each with a line break at its end.
  package var description: String { lines.map { $0 + "\n" }.joined() }

  /// How far apart the triangle's columns are, or nil where it would not fit.
  private static func step(_ names: [String], _ maximumLines: Int) -> Int? {
    guard names.count <= maximumLines else { return nil }
    return [5, 3].first { step in
      names.enumerated().allSatisfy { step * $0.offset + $0.element.count <= width }
    }
  }

  private static func row(
    _ node: Int, in network: NetworkGraph, step: Int, names: [String], legend: inout Legend
  ) -> String {
    var line = ""
    var marks: [Int: Character] = [:]
    for edge in network.incomingEdges(node) { marks[edge.source] = legend.mark(edge) }
    let first = marks.keys.min() ?? node
    for column in 0..<node {
      let continues = network.edges.contains { $0.source == column && $0.target > node }
      let isInside = column > first
      line.append(marks[column] ?? (continues ? "│" : isInside ? "─" : " "))
      let isLast = column == node - 1
      let filler: Character = column >= first ? "─" : " "
      if isLast && column >= first {
        line += step == 5 ? "──▶ " : "─▶"
      } else {
        line += String(repeating: filler, count: step - 1)
      }
    }
    return line + names[node]
  }

  private static func entry(
    _ node: Int, in network: NetworkGraph, nameWidth: Int, names: [String],
    legend: inout Legend
  ) -> String {
    let padding = String(repeating: " ", count: max(nameWidth - names[node].count, 0))
    let incoming = network.incomingEdges(node)
    if incoming.isEmpty { return names[node] }
    var line = names[node] + padding + " ◀"
    for (index, edge) in incoming.enumerated() {
      let item = " \(legend.mark(edge)) \(names[edge.source])"
      let rest = " … (\(incoming.count) in all)"
      if line.count + item.count + 1 + rest.count > width {
        return line + rest
      }
      line += item + (index + 1 < incoming.count ? "," : "")
    }
    return line
  }

  private static func shortened(_ name: String) -> String {
    let printable = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.properties.generalCategory == .control ? "·" : $0 }))
    return printable.count <= 24 ? printable : printable.prefix(23) + "…"
  }
}

/// The marks of the operations that occur, in order of appearance.
private struct Legend {
  private var entries: [(mark: Character, meaning: String)] = []

  mutating func mark(_ edge: NetworkGraph.Edge) -> Character {
    let meaning: String
    var usual: Character?
    switch (edge.label, edge.operation) {
    case (let label?, let operation):
      meaning = "\(label) (counts as \(operation.isParameterised ? "parameterised" : "skip"))"
    case (nil, .relu):
      (usual, meaning) = ("●", "parameterised (ReLU, c = 2)")
    case (nil, .unitSkip):
      (usual, meaning) = ("○", "skip")
    case (nil, .parameterised(let layer)):
      let others = layer.settings.filter { $0.number != .variance }
        .map { ", \($0.number.letter) = \($0.value)" }.joined()
      meaning = "parameterised (\(layer.activation), c = \(layer.variance)\(others))"
    case (nil, .skip(let scale)):
      meaning = "skip × \(scale)"
    }
    return self.mark(usual, for: meaning)
  }

  /// What stands behind a normalised node's name.
  mutating func normalization(_ epsilon: Rational) -> String {
    let meaning = "layer normalisation, ε = \(epsilon)"
    return "⟨\(mark(nil, for: meaning))⟩"
  }

  private mutating func mark(_ usual: Character?, for meaning: String) -> Character {
    if let entry = entries.first(where: { $0.meaning == meaning }) { return entry.mark }
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let used = entries.filter { $0.mark != "●" && $0.mark != "○" }.count
    let mark = usual ?? (used < letters.count ? letters[used] : "?")
    if mark != "?" { entries.append((mark, meaning)) }
    return mark
  }

  /// As many entries a line as fit.
  var lines: [String] {
    var lines: [String] = []
    for entry in entries {
      let text = "\(entry.mark) \(entry.meaning)"
      if let last = lines.last, last.count + 3 + text.count <= TextDrawing.width {
        lines[lines.count - 1] = last + "   " + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }
}
