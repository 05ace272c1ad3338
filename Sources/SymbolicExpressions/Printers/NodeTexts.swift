/// The texts of expressions of one graph, written out in full; what several of them are made of is written once.
final class NodeTexts<Printer: ExpressionPrinter> {
  private let graph: ExpressionGraph
  private let printer: Printer
  private var written: [NodeID: WrittenExpression] = [:]
  /// As trees.
  private var sizes: [NodeID: Int] = [:]

  init(_ graph: ExpressionGraph, printer: Printer) {
    self.graph = graph
    self.printer = printer
  }

  /// The text of a node, or nil where it has more than `limit` nodes.
  func text(of id: NodeID, limit: Int) -> String? {
    guard size(of: id) <= limit else { return nil }
    let child: (NodeID) -> WrittenExpression = { [self] in
      written[$0] ?? WrittenExpression("", .atom)
    }
    for node in missing(under: id, { written[$0] != nil }) {
      written[node] =
        graph.isTransparent(node)
        ? child(graph[node].children[0]) : printer.write(graph[node], in: graph, child)
    }
    return written[id]?.text
  }

  private func size(of id: NodeID) -> Int {
    for node in missing(under: id, { sizes[$0] != nil }) {
      sizes[node] = graph[node].children.reduce(1) { total, child in
        let (sum, overflow) = total.addingReportingOverflow(sizes[child] ?? 1)
        return overflow ? Int.max : sum
      }
    }
    return sizes[id] ?? 1
  }

  /// The nodes under and with one that are not known yet, children first.
  private func missing(under id: NodeID, _ isKnown: (NodeID) -> Bool) -> [NodeID] {
    if isKnown(id) { return [] }
    var seen: Set<NodeID> = [id]
    var pending = [id]
    while let next = pending.popLast() {
      for child in graph[next].children where !isKnown(child) && seen.insert(child).inserted {
        pending.append(child)
      }
    }
    // Children have smaller indices than their parents.
    return seen.sorted()
  }
}
