import ExactArithmetic
import SourceText
import SymbolicExpressions

/// Edge lists, such as `0-2>1 1-2>2 0-1>2`: source, code of the operation, target, for each edge; the
/// nodes are numbered from the input, 0, to the output, the largest number that occurs.
///
/// Codes are the paper's: 0 absent, 1 (or `skip`) skip, 2 (or `relu`) parameterised (ReLU, c = 2). Other
/// operations are written out: `0-skip(1/2)>1`, `0-tanh(c=1,w=3/2,b=1/10)>1`, `0-sin(6/5,3/10,b=1/4)>1`,
/// `0-"u*tanh(u)"(c=1)>1`: an activation with its parameters, or an expression in quotes (double or
/// single), then the variances c of the output, w of the weights and b of the biases where they are not 2, 1
/// and 0. `1:ln(1/100)` among the edges says that node 1 is normalised with ε = 1/100. The order is
/// free; spaces separate edges.
extension NetworkGraph {
  /// Whether a text that begins with a digit is an edge list rather than a digit string.
  static func isEdgeList(_ text: String) -> Bool {
    var cursor = TextCursor(text)
    cursor.skipSpaces()
    return !cursor.word(while: TextCursor.isDigit).isEmpty
      && [UInt8(ascii: "-"), UInt8(ascii: ":")].contains(cursor.next)
  }

  /// Reads an edge list.
  ///
  /// Throws a located error where an edge is malformed, does not lead to a larger number, or joins the
  /// same nodes as an earlier one, a variance or an ε is out of range, a node is normalised twice or not
  /// the end of an edge, and where there are more than ``maximumNodeCount`` nodes or
  /// ``maximumEdgeCount`` edges. `activationProblem` may find fault with activations.
  public init(
    edgeList text: String,
    activationProblem: (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    try checkLength(text)
    var cursor = TextCursor(text)
    var edges: [Edge] = []
    var seen: Set<[Int]> = []
    var output = 0
    var normalizations: [Int: Rational] = [:]
    var places: [Int: Int] = [:]
    cursor.skipSpaces()
    repeat {
      let start = cursor.offset
      let source = try cursor.node("the number of the edge's source")
      if cursor.take(":") {
        guard normalizations[source] == nil else {
          throw cursor.failure("node \(source) is normalised twice", at: start)
        }
        normalizations[source] = try cursor.normalization()
        places[source] = start
        try cursor.spaces()
        continue
      }
      guard cursor.take("-") else { throw cursor.unexpected(expected: "- and the edge's code") }
      let operation = try cursor.operation(activationProblem)
      guard cursor.take(">") else { throw cursor.unexpected(expected: "> and the edge's target") }
      let target = try cursor.node("the number of the edge's target")
      guard source < target else {
        throw cursor.failure(
          "the edge \(source) → \(target) does not lead to a larger number",
          expected: "nodes in the order in which they are computed", at: start)
      }
      guard seen.insert([source, target]).inserted else {
        throw cursor.failure(
          "the edge \(source) → \(target) occurs twice", expected: "one edge between two nodes",
          at: start)
      }
      output = max(output, target)
      if let operation {
        edges.append(Edge(source: source, target: target, operation: operation))
      }
      guard seen.count <= NetworkGraph.maximumEdgeCount else {
        throw cursor.failure(
          "there are too many edges", expected: "at most \(NetworkGraph.maximumEdgeCount)",
          at: start)
      }
      try cursor.spaces()
    } while cursor.next != nil
    if let (node, place) = places.first(where: { $0.key > output || output == 0 }) {
      throw cursor.failure("no edge ends at the normalised node \(node)", at: place)
    }
    self.init(
      validNodeNames: (0...output).map { "\($0)" }, input: 0, output: output, edges: edges,
      normalizations: normalizations)
  }

  /// The network as an edge list, or nil where it has none: the input must come first and the output
  /// last, and every operation be meant literally. Node names are not kept.
  public var edgeList: String? {
    guard input == 0, output == nodeCount - 1 else { return nil }
    var words: [String] = []
    for edge in edges {
      guard edge.label == nil else { return nil }
      words.append("\(edge.source)-\(edge.operation.text)>\(edge.target)")
    }
    // Without an edge into it the output would not be seen.
    if edges.last?.target != output { words.append("0-0>\(output)") }
    words += normalizations.sorted { $0.key < $1.key }.map { "\($0.key):ln(\($0.value))" }
    return words.joined(separator: " ")
  }
}

extension TextCursor {
  fileprivate mutating func spaces() throws(NetworkFormatError) {
    if let byte = next, !isSpace(byte) {
      throw unexpected(expected: "a space between two edges")
    }
    skipSpaces()
  }

  fileprivate mutating func node(_ what: String) throws(NetworkFormatError) -> Int {
    let start = offset
    let digits = word(while: TextCursor.isDigit)
    guard !digits.isEmpty else { throw unexpected(expected: what) }
    guard let number = Int(digits), number < NetworkGraph.maximumNodeCount else {
      throw failure(
        "there is no node \(digits.prefix(40))",
        expected: "a number from 0 to \(NetworkGraph.maximumNodeCount - 1)", at: start)
    }
    return number
  }

  /// The ε of `ln(ε)`.
  fileprivate mutating func normalization() throws(NetworkFormatError) -> Rational {
    let start = offset
    let name = word(while: TextCursor.isLetter)
    guard name == "ln", next == UInt8(ascii: "(") else {
      throw failure(
        "a node has no property \"\(name.prefix(40))\"",
        expected: "ln(ε) for layer normalisation, such as ln(1/100)", at: start)
    }
    let values = try arguments()
    guard values.count == 1, let epsilon = Rational(values[0].text) else {
      throw failure(
        "ε of the normalisation is no number", expected: "ln(ε), such as ln(1/100)", at: start)
    }
    if let problem = NetworkGraph.problem(normalization: epsilon) {
      throw failure(problem, at: start)
    }
    return epsilon
  }
}
