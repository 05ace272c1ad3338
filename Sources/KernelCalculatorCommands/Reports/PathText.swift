import KernelCalculator

/// How paths are written.
enum PathText {
  /// The nodes, d_p and, of a network of the paper's, the closed form; the middle of a long path is left
  /// out where `width` is given.
  static func line(
    _ path: NetworkGraph.Path, in network: NetworkGraph, width: Int? = nil
  ) -> String {
    let names = path.nodes.map { network.nodeNames[$0] }
    let depth = path.parameterisedEdges
    let end = "  d = \(depth)" + (network.isOfThePaper ? "  \(form(depth))" : "")
    let whole = names.joined(separator: " → ") + end
    guard let width, whole.count > width, names.count > 6 else { return whole }
    return (names.prefix(3) + ["…"] + names.suffix(2)).joined(separator: " → ") + end
  }

  /// f^d(ρ), written out while it is short.
  static func form(_ depth: Int) -> String {
    switch depth {
    case 0: "ρ"
    case 1...4:
      String(repeating: "f(", count: depth) + "ρ" + String(repeating: ")", count: depth)
    default: "f^\(depth)(ρ)"
    }
  }

  /// How many paths there are of each depth, as a sum of closed forms; the middle of a long one is
  /// left out.
  static func sum(_ polynomial: [Integer]) -> String {
    var terms = polynomial.enumerated().filter { !$0.element.isZero }.map { depth, count in
      (count == 1 ? "" : short(count) + "·") + form(depth)
    }
    if terms.count > 24 { terms.replaceSubrange(16..<(terms.count - 4), with: ["…"]) }
    return terms.joined(separator: " + ")
  }

  /// A number in full up to 40 digits, else its beginning and its length.
  static func short(_ number: Integer) -> String {
    let text = number.text()
    return text.count <= 40 ? text : "\(text.prefix(20))… (\(text.count) digits)"
  }

  /// A fraction, with an approximation where it is long.
  static func short(_ number: Rational) -> String {
    let text = "\(number)"
    return text.count <= 40 ? text : "≈ \(EnclosedDecimal(exact: number, digits: 15).text)"
  }
}
