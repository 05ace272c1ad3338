import ExactArithmetic

/// A symbolic expression: a node of an ``ExpressionGraph``.
///
/// Operators give canonical results: like terms are collected, exact constants folded. An expression
/// denotes a partial real function; canonical construction treats it as a formula (`x/x` is 1), so
/// where the text was typed by a person the parser keeps the conditions under which every
/// sub-expression is defined (``DomainCondition``).
public struct Expression {
  /// The graph that holds the expression.
  public let graph: ExpressionGraph
  /// The index of the expression's node.
  package let id: NodeID

  /// The node `id` of `graph`.
  package init(graph: ExpressionGraph, id: NodeID) {
    self.graph = graph
    self.id = id
  }

  /// The expression's outermost operation.
  package var node: Node { graph[id] }

  /// The value where the expression is a rational number.
  public var rationalValue: Rational? {
    if case .rational(let value) = node { return value }
    return nil
  }

  /// Whether the canonical form is the number 0; false decides nothing.
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
  /// The sum.
  public static func + (a: Expression, b: Expression) -> Expression {
    a.graph.sum([(1, a), (1, b.moved(to: a.graph))])
  }
  /// The difference.
  public static func - (a: Expression, b: Expression) -> Expression {
    a.graph.sum([(1, a), (-1, b.moved(to: a.graph))])
  }
  /// The product.
  public static func * (a: Expression, b: Expression) -> Expression {
    a.graph.product([(a, 1), (b.moved(to: a.graph), 1)])
  }
  /// - Precondition: `b` is not the rational 0.
  public static func / (a: Expression, b: Expression) -> Expression {
    a.graph.product([(a, 1), (b.moved(to: a.graph), -1)])
  }
  /// The negative.
  public static prefix func - (a: Expression) -> Expression { a.graph.sum([(-1, a)]) }

  /// The sum.
  public static func + (a: Expression, b: Rational) -> Expression {
    a.graph.sum([(1, a)], constant: b)
  }
  /// The difference.
  public static func - (a: Expression, b: Rational) -> Expression { a + -b }
  /// The difference.
  public static func - (a: Rational, b: Expression) -> Expression {
    b.graph.sum([(-1, b)], constant: a)
  }
  /// The product.
  public static func * (a: Rational, b: Expression) -> Expression { b.graph.sum([(a, b)]) }
  /// - Precondition: `b` is not 0.
  public static func / (a: Expression, b: Rational) -> Expression { (1 / b) * a }

  /// self^exponent; for a fractional exponent the non-negative root of a non-negative base.
  ///
  /// - Precondition: not the rational 0 to a negative exponent.
  public func power(_ exponent: Rational) -> Expression { graph.product([(self, exponent)]) }

  /// The non-negative square root.
  public var squareRoot: Expression { power(Rational(1, 2)) }
  /// 1 over the expression, which is not the rational 0.
  public var reciprocal: Expression { power(-1) }

  /// The value of a function at the expression.
  public func applying(_ function: FunctionSymbol) -> Expression { graph.apply(function, self) }
  /// sin of the expression.
  public var sine: Expression { applying(.sin) }
  /// cos of the expression.
  public var cosine: Expression { applying(.cos) }
  /// arccos of the expression.
  public var arccosine: Expression { applying(.acos) }
  /// The absolute value.
  public var magnitude: Expression { applying(.abs) }
}
