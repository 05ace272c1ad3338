import ExactArithmetic

/// A way of writing expressions: one type and one file a notation.
package protocol ExpressionPrinter {
  /// Writes one node whose children are written already.
  func write(_ node: Node, in graph: ExpressionGraph, _ child: (NodeID) -> WrittenExpression)
    -> WrittenExpression
}

/// A piece of written text with how strongly its outermost operation binds.
package struct WrittenExpression: Sendable {
  /// How strongly operations bind, from weak to strong.
  package enum Binding: Int, Comparable, Sendable {
    case sum, product, power, atom
    /// Whether `a` binds less.
    package static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }
  /// The text, without parentheses around it.
  package let text: String
  /// How strongly the outermost operation binds.
  package let binding: Binding
  /// Whether the text is a name that stands for the expression, which is then not taken apart.
  package let isName: Bool

  /// Whether the text begins with a numeral, to which another to the left must not be joined. Told by
  /// the notations that need it.
  package let beginsWithNumber: Bool

  /// Which function is applied outermost, how many times over, and the text of the argument: for
  /// notations that write iterates. Nil for everything else.
  package let iterate: (function: FunctionSymbol, count: Int, argument: String)?

  /// A piece of text.
  package init(
    _ text: String, _ binding: Binding, isName: Bool = false, beginsWithNumber: Bool = false
  ) {
    self.init(
      text, binding, isName: isName, beginsWithNumber: beginsWithNumber, iterate: nil)
  }

  package init(
    _ text: String, _ binding: Binding, isName: Bool = false, beginsWithNumber: Bool = false,
    iterate: (function: FunctionSymbol, count: Int, argument: String)?
  ) {
    self.text = text
    self.binding = binding
    self.isName = isName
    self.beginsWithNumber = beginsWithNumber
    self.iterate = iterate
  }

  /// The text, in parentheses where it binds less than `binding`.
  package func text(atLeast binding: Binding, open: String = "(", close: String = ")") -> String {
    self.binding >= binding ? text : open + text + close
  }
}

/// An expression written with its repeated parts named.
package struct PrintedExpression: Sendable {
  /// Names with what they stand for, each using only earlier names.
  package let definitions: [(name: String, text: String)]
  /// What the expression is in terms of the names.
  package let text: String

  /// A written expression.
  package init(definitions: [(name: String, text: String)], text: String) {
    self.definitions = definitions
    self.text = text
  }
}

extension Expression {
  /// The number of nodes of the expression written out as a tree (saturating at `Int.max`).
  public var treeSize: Int { graph.treeSizes(from: [id])[id] ?? 1 }

  /// The expression written out in full, or nil where that would take more than `limit` nodes.
  package func written(by printer: some ExpressionPrinter, limit: Int = 20_000) -> String? {
    guard treeSize <= limit else { return nil }
    return print(with: printer, naming: [:]).text
  }

  /// The expression with every larger part that occurs more than once given a name `\(prefix)1`, …, and
  /// the parts `given` written by the names that they have.
  package func writtenWithNames(
    by printer: some ExpressionPrinter, prefix: String = "k", naming given: [NodeID: String] = [:],
    symbol: (String, Int) -> String = { "\($0)\($1)" }
  ) -> PrintedExpression {
    let order = graph.reachable(from: [id])
    let uses = graph.useCounts(in: order)
    let sizes = graph.treeSizes(from: [id])
    var names = given
    names[id] = nil
    var count = 0
    for node in order where node != id && names[node] == nil && uses[node, default: 0] > 1 {
      if sizes[node, default: 1] > 3 && !graph.isAssertion(node) {
        count += 1
        names[node] = symbol(prefix, count)
      }
    }
    return print(with: printer, naming: names)
  }

  /// The expression with parts that have a name written as that name, what lies below them not at all.
  package func written(
    by printer: some ExpressionPrinter, naming names: [NodeID: String]
  ) -> String {
    self.written(by: printer) { names[$0] }
  }

  /// The same with names that `name` gives; the expression itself is not asked about.
  package func written(
    by printer: some ExpressionPrinter, naming name: (NodeID) -> String?
  ) -> String {
    var written: [NodeID: WrittenExpression] = [:]
    let child: (NodeID) -> WrittenExpression = { written[$0] ?? WrittenExpression("", .atom) }
    for node in nodes(downTo: { name($0) != nil }) {
      if node != id, let name = name(node) {
        written[node] = WrittenExpression(name, .atom, isName: true)
      } else if graph.isTransparent(node) {
        written[node] = child(graph[node].children[0])
      } else {
        written[node] = printer.write(graph[node], in: graph, child)
      }
    }
    return child(id).text
  }

  private func print(
    with printer: some ExpressionPrinter, naming names: [NodeID: String]
  ) -> PrintedExpression {
    var written: [NodeID: WrittenExpression] = [:]
    var definitions: [(String, String)] = []
    func text(of node: NodeID) -> WrittenExpression {
      graph.isTransparent(node)
        ? child(graph[node].children[0]) : printer.write(graph[node], in: graph, child)
    }
    // What a printer looks at from further above than texts are kept for is written again, and kept.
    func child(_ node: NodeID) -> WrittenExpression {
      if let known = written[node] { return known }
      let text = names[node].map { WrittenExpression($0, .atom, isName: true) } ?? text(of: node)
      written[node] = text
      return text
    }
    let order = graph.reachable(from: [id])
    // A text is dropped once no printer is likely to look at it any more: deep expressions would otherwise take
    // memory of the order of the square of their depth. A printer looks through a product below a sum, at
    // a sum among its factors, and at the factors of that one's terms.
    let levels = 4
    var unfinished = Array(repeating: graph.useCounts(in: order), count: levels)
    func finish(_ node: NodeID, level: Int) {
      unfinished[level][node, default: 0] -= 1
      guard unfinished[level][node] == 0 else { return }
      if level + 1 == levels {
        written[node] = nil
      } else {
        for part in graph[node].children { finish(part, level: level + 1) }
      }
    }
    for node in order {
      let text = text(of: node)
      if let name = names[node] {
        definitions.append((name, text.text))
        written[node] = WrittenExpression(name, .atom, isName: true)
      } else {
        written[node] = text
      }
      for part in graph[node].children { finish(part, level: 0) }
    }
    return PrintedExpression(definitions: definitions, text: child(id).text)
  }
}

extension ExpressionGraph {
  /// How often each node occurs as a child of the nodes in `order`.
  package func useCounts(in order: [NodeID]) -> [NodeID: Int] {
    var counts: [NodeID: Int] = [:]
    for node in order { for child in self[node].children { counts[child, default: 0] += 1 } }
    return counts
  }

  /// Whether the node has its child's value and is written as that: a quantity or an assertion.
  func isTransparent(_ id: NodeID) -> Bool {
    if case .quantity = self[id] { return true }
    return isAssertion(id)
  }

  /// Whether the node is a function that only states a property of its argument.
  func isAssertion(_ id: NodeID) -> Bool {
    if case .apply(.defined(let definition), _) = self[id] { return definition.isTransparent }
    return false
  }
}

/// One summand of a sum, taken apart for writing: sign, numerator and denominator.
package struct PrintableTerm {
  /// Whether a minus sign stands in front.
  package let isNegative: Bool
  /// The coefficient's numerator, without its sign.
  package let numerator: Integer
  /// The coefficient's denominator.
  package let denominator: Integer
  /// Factors with positive exponents, and those of the denominator with their exponents negated.
  package let upper: [Node.Factor]
  /// The factors of the denominator, with positive exponents.
  package let lower: [Node.Factor]

  private init(
    isNegative: Bool, numerator: Integer, denominator: Integer, upper: [Node.Factor],
    lower: [Node.Factor]
  ) {
    self.isNegative = isNegative
    self.numerator = numerator
    self.denominator = denominator
    self.upper = upper
    self.lower = lower
  }

  /// `coefficient · base`, where no base stands for 1.
  package init(
    _ coefficient: Rational, _ base: NodeID?, in graph: ExpressionGraph,
    isName: (NodeID) -> Bool = { _ in false }
  ) {
    isNegative = coefficient.signum < 0
    numerator = coefficient.numerator.magnitude
    denominator = coefficient.denominator
    var factors: [Node.Factor] = []
    if let base {
      if case .product(let inner) = graph[base], !isName(base) {
        factors = inner
      } else {
        factors = [Node.Factor(base: base, exponent: 1)]
      }
    }
    upper = factors.filter { $0.exponent.signum > 0 }
    lower = factors.filter { $0.exponent.signum < 0 }
      .map { Node.Factor(base: $0.base, exponent: -$0.exponent) }
  }

  /// The whole number that divides all the terms and whose writing in front of their sum saves a
  /// multiplication; nil where there is none.
  package static func commonNumber(of terms: [PrintableTerm]) -> Integer? {
    guard terms.count > 1, terms.allSatisfy({ $0.denominator == .one }) else { return nil }
    let number = terms.reduce(Integer.zero) { Integer.gcd($0, $1.numerator) }
    let saved = terms.count { $0.numerator == number && !$0.upper.isEmpty }
    return number > .one && saved > 1 ? number : nil
  }

  /// The term with its coefficient divided by a number that divides it.
  package func divided(by number: Integer) -> PrintableTerm {
    PrintableTerm(
      isNegative: isNegative, numerator: numerator.dividedExactly(by: number),
      denominator: denominator,
      upper: upper, lower: lower)
  }

  /// The summands of a sum in the order in which they are written: a positive one first, if any.
  package static func terms(
    constant: Rational, _ terms: [Node.Term], in graph: ExpressionGraph,
    isName: (NodeID) -> Bool
  ) -> [PrintableTerm] {
    var result = terms.map { PrintableTerm($0.coefficient, $0.base, in: graph, isName: isName) }
    if !constant.isZero {
      let number = PrintableTerm(constant, nil, in: graph)
      result.insert(number, at: constant.signum > 0 && result[0].isNegative ? 0 : result.count)
    }
    if result[0].isNegative, let first = result.firstIndex(where: { !$0.isNegative }) {
      result.insert(result.remove(at: first), at: 0)
    }
    return result
  }
}

extension ExpressionGraph {
  /// `treeSize`, the number of nodes written out as a tree, of every node that `roots` are built from.
  package func treeSizes(from roots: [NodeID]) -> [NodeID: Int] {
    var sizes: [NodeID: Int] = [:]
    for id in reachable(from: roots) {
      sizes[id] = self[id].children.reduce(1) { total, child in
        let (sum, overflow) = total.addingReportingOverflow(sizes[child] ?? 1)
        return overflow ? Int.max : sum
      }
    }
    return sizes
  }
}
