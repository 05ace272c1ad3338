import ExactArithmetic

/// A symbolic expression: a node of an ``ExpressionGraph``.
///
/// Operators give canonical results: like terms are collected, exact constants folded. An expression
/// denotes a partial real function; canonical construction treats it as a formula (`x/x` is 1), so
/// where the text was typed by a person the parser keeps the conditions under which every
/// sub-expression is defined (``DomainCondition``).
public struct Expression {
  public let graph: ExpressionGraph
  public let id: NodeID

  /// The node `id` of `graph`.
  public init(graph: ExpressionGraph, id: NodeID) {
    self.graph = graph
    self.id = id
  }

  public var node: Node { graph[id] }

  /// The value where the expression is a rational number.
  public var rationalValue: Rational? {
    if case .rational(let value) = node { return value }
    return nil
  }

  public var isZero: Bool { rationalValue?.isZero ?? false }

  /// The names of the variables in the expression, sorted.
  public var variables: [String] {
    var names: Set<String> = []
    for id in graph.reachable(from: [id]) {
      if case .variable(let name) = graph[id] { names.insert(name) }
    }
    return names.sorted()
  }

  /// The same expression in `other`.
  public func moved(to other: ExpressionGraph) -> Expression {
    other === graph ? self : graph.rebuild(id, into: other) { _, _ in nil }
  }
}

extension Expression: Equatable {
  /// Whether two expressions of one graph have the same canonical form.
  ///
  /// True means equal values wherever both are defined; false decides nothing.
  public static func == (a: Expression, b: Expression) -> Bool {
    a.graph === b.graph && a.id == b.id
  }
}

extension Expression {
  public static func + (a: Expression, b: Expression) -> Expression {
    a.graph.sum([(1, a), (1, b.moved(to: a.graph))])
  }
  public static func - (a: Expression, b: Expression) -> Expression {
    a.graph.sum([(1, a), (-1, b.moved(to: a.graph))])
  }
  public static func * (a: Expression, b: Expression) -> Expression {
    a.graph.product([(a, 1), (b.moved(to: a.graph), 1)])
  }
  /// - Precondition: `b` is not the rational 0.
  public static func / (a: Expression, b: Expression) -> Expression {
    a.graph.product([(a, 1), (b.moved(to: a.graph), -1)])
  }
  public static prefix func - (a: Expression) -> Expression { a.graph.sum([(-1, a)]) }

  public static func + (a: Expression, b: Rational) -> Expression {
    a.graph.sum([(1, a)], constant: b)
  }
  public static func - (a: Expression, b: Rational) -> Expression { a + -b }
  public static func - (a: Rational, b: Expression) -> Expression {
    b.graph.sum([(-1, b)], constant: a)
  }
  public static func * (a: Rational, b: Expression) -> Expression { b.graph.sum([(a, b)]) }
  /// - Precondition: `b` is not 0.
  public static func / (a: Expression, b: Rational) -> Expression { (1 / b) * a }

  /// self^exponent; for a fractional exponent the non-negative root of a non-negative base.
  ///
  /// - Precondition: not the rational 0 to a negative exponent.
  public func power(_ exponent: Rational) -> Expression { graph.product([(self, exponent)]) }

  public var squareRoot: Expression { power(Rational(1, 2)) }
  public var reciprocal: Expression { power(-1) }

  public func applying(_ function: FunctionSymbol) -> Expression { graph.apply(function, self) }
  public var sine: Expression { applying(.sin) }
  public var cosine: Expression { applying(.cos) }
  public var arccosine: Expression { applying(.acos) }
  public var magnitude: Expression { applying(.abs) }
}
