import ExactArithmetic
import SourceText

/// Networks of any size by name; k is the number of nodes after the input.
///
/// * `chain(k)`: k parameterised edges in a row;
/// * `resnet(k, skip: s, scale: a)`: `chain(k)` with, around each whole block of s of its edges
///   (counted from the input), a skip of scale a; s is 2 and a is 1 where they are left out. Where s
///   does not divide k the last edges have no skip around them, and for s = 1 there would be two edges
///   between the same nodes, so s is at least 2;
/// * `dense(k)`: a parameterised edge from every node to every later one.
///
/// Parameterised edges are ReLU with c = 2, as in digit strings.
package enum NetworkTemplate: String, Sendable, CaseIterable {
  case chain
  case resnet
  case dense

  /// How a member is written, for messages.
  package var form: String {
    switch self {
    case .chain: "chain(k)"
    case .resnet: "resnet(k, skip: s, scale: a)"
    case .dense: "dense(k)"
    }
  }

  /// The member with `length` nodes after the input.
  ///
  /// - Precondition: `length` ≥ 1, `skip` ≥ 2, `scale` is not zero.
  package func member(length: Int, skip: Int = 2, scale: Rational = 1) -> NetworkGraph {
    precondition(length >= 1 && skip >= 2 && !scale.isZero, "a member's parameters")
    var edges: [NetworkGraph.Edge] = []
    for target in 1...length {
      switch self {
      case .chain:
        edges.append(.init(source: target - 1, target: target, operation: .relu))
      case .resnet:
        if target.isMultiple(of: skip) {
          edges.append(
            .init(source: target - skip, target: target, operation: .skip(scale: scale)))
        }
        edges.append(.init(source: target - 1, target: target, operation: .relu))
      case .dense:
        for source in 0..<target {
          edges.append(.init(source: source, target: target, operation: .relu))
        }
      }
    }
    return NetworkGraph(
      nodeNames: (0...length).map { "\($0)" }, input: 0, output: length, sortedEdges: edges)
  }
}

extension NetworkGraph {
  /// Reads a member of a ``NetworkTemplate``, such as `resnet(8, skip: 2, scale: 1/2)`.
  ///
  /// Throws a located error where there is no such family, a parameter is unknown, missing, given
  /// twice or out of its range, and where the network would have too many nodes or edges.
  public init(template text: String) throws(NetworkFormatError) {
    try checkLength(text)
    var cursor = TextCursor(text)
    cursor.skipSpaces()
    let start = cursor.offset
    let name = cursor.word { TextCursor.isLetter($0) || TextCursor.isDigit($0) || $0 == 95 }
    let all = NetworkTemplate.allCases.map(\.form).joined(separator: ", ")
    guard let family = NetworkTemplate(rawValue: name) else {
      throw cursor.failure("there is no network \"\(name.prefix(40))\"", expected: all, at: start)
    }
    cursor.skipSpaces()
    guard cursor.take("(") else { throw cursor.unexpected(expected: family.form) }
    let length = try cursor.wholeNumber(1..<NetworkGraph.maximumNodeCount, family)
    var skip: Int?
    var scale: Rational?
    while cursor.take(",") {
      cursor.skipSpaces()
      let start = cursor.offset
      let label = cursor.word(while: TextCursor.isLetter)
      guard family == .resnet, ["skip", "scale"].contains(label) else {
        throw cursor.failure(
          "\(family.rawValue) has no parameter \"\(label)\"", expected: family.form, at: start)
      }
      guard (label == "skip" ? skip == nil : scale == nil) else {
        throw cursor.failure("\(label) is given twice", expected: family.form, at: start)
      }
      cursor.skipSpaces()
      guard cursor.take(":") else { throw cursor.unexpected(expected: ": and a number") }
      if label == "skip" {
        skip = try cursor.wholeNumber(2..<NetworkGraph.maximumNodeCount, family)
      } else {
        scale = try cursor.scale()
      }
    }
    guard cursor.take(")") else { throw cursor.unexpected(expected: "\")\" or a parameter") }
    cursor.skipSpaces()
    guard cursor.next == nil else { throw cursor.unexpected(expected: "the end of the text") }
    if family == .dense, length * (length + 1) / 2 > NetworkGraph.maximumEdgeCount {
      throw cursor.failure(
        "dense(\(length)) has \(length * (length + 1) / 2) edges",
        expected: "at most \(NetworkGraph.maximumEdgeCount)", at: start)
    }
    self = family.member(length: length, skip: skip ?? 2, scale: scale ?? 1)
  }
}

extension TextCursor {
  fileprivate mutating func wholeNumber(
    _ range: Range<Int>, _ family: NetworkTemplate
  ) throws(NetworkFormatError) -> Int {
    skipSpaces()
    let start = offset
    let digits = word(while: TextCursor.isDigit)
    guard let number = Int(digits), range.contains(number) else {
      let problem =
        digits.isEmpty ? "a whole number is missing" : "\(digits.prefix(40)) is out of range"
      throw failure(
        problem,
        expected:
          "a whole number from \(range.lowerBound) to \(range.upperBound - 1) in \(family.form)",
        at: start)
    }
    skipSpaces()
    return number
  }

  fileprivate mutating func scale() throws(NetworkFormatError) -> Rational {
    skipSpaces()
    let start = offset
    let text = word { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
    let trimmed = String(text.prefix { $0 != " " })
    guard let number = Rational(trimmed), !number.isZero,
      text.dropFirst(trimmed.count).allSatisfy({ $0 == " " })
    else {
      throw failure(
        "the scale \"\(text.prefix(40))\" is no number other than 0",
        expected: "a number such as 2, 0.5 or 1/2", at: start)
    }
    return number
  }
}
