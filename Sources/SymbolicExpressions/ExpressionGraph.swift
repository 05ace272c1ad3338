import ExactArithmetic

/// The index of a node in its graph; children always have smaller indices than their parents.
package typealias NodeID = UInt32

/// One node of an expression graph.
///
/// Every node is in canonical form (see the constructors on ``ExpressionGraph``): two nodes of one
/// graph are equal exactly when their indices are.
package enum Node: Hashable, Sendable {
  case rational(Rational)
  case pi
  case variable(String)
  /// `constant + Σ coefficient · base`: at least one term, bases distinct and in index order, no base
  /// itself a rational or a sum.
  case sum(constant: Rational, terms: [Term])
  /// `Π base^exponent`: bases distinct and in index order, no base itself a product, no exponent 0.
  /// A rational base is an integer above 1 with an exponent strictly between 0 and 1.
  case product([Factor])
  case apply(FunctionSymbol, NodeID)
  /// A Gaussian expectation without closed form at its arguments a, b, c, or a.
  case expectation(GaussianDual, [NodeID])
  /// The value of another node, kept whole: constructors neither look into it nor merge it with
  /// anything but itself. What is composed step by step, each step of a bounded size, stays a program
  /// of that many steps; ``Expression/inlined(limit:)`` dissolves it. Its child is a sum, a
  /// product or an application.
  case quantity(NodeID)

  /// One summand of a sum.
  package struct Term: Hashable, Sendable {
    /// The rational number in front, not 0.
    package let coefficient: Rational
    /// The node that is multiplied or raised.
    package let base: NodeID

    package init(coefficient: Rational, base: NodeID) {
      self.coefficient = coefficient
      self.base = base
    }
  }

  /// One factor of a product.
  package struct Factor: Hashable, Sendable {
    /// The node that is multiplied or raised.
    package let base: NodeID
    /// The exponent, not 0.
    package let exponent: Rational
  }

  /// The nodes that this one is built from, in order.
  package var children: [NodeID] {
    var children: [NodeID] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Calls `body` with the nodes that this one is built from, in order.
  @inline(__always)
  package func forEachChild(_ body: (NodeID) -> Void) {
    switch self {
    case .rational, .pi, .variable: break
    case .sum(_, let terms): for term in terms { body(term.base) }
    case .product(let factors): for factor in factors { body(factor.base) }
    case .apply(_, let argument), .quantity(let argument): body(argument)
    case .expectation(_, let arguments): arguments.forEach(body)
    }
  }
}

/// An arena of hash-consed expression nodes.
///
/// Sub-expressions are shared: building the same expression twice gives the same node, comparing is
/// an integer comparison, and every algorithm is one forward pass over an array, whatever the depth.
/// A graph belongs to one thread; what is evaluated on several is compiled from it first.
public final class ExpressionGraph {
  private var table = NodeTable()
  /// Which nodes are known to be ≥ 0, found when they are made: no recursion later.
  private var nonnegative: [Bool] = []
  /// How many times nodes have been looked for under others, and when each was last found.
  private var traversal = 0
  private var reached: [Int] = []
  /// What has been found of nodes' values (see ``Expression/provenRational(expanding:)``).
  var provenValues: [ProvenValueKey: Rational?] = [:]

  /// A node with what is known of the signs of variables.
  struct ProvenValueKey: Hashable {
    let id: NodeID
    let signs: [String: KnownSign]
  }

  /// A graph without nodes.
  public init() {}

  /// The number of distinct nodes built so far.
  public var count: Int { table.nodes.count }

  /// The node with index `id`.
  package subscript(id: NodeID) -> Node { table.nodes[Int(id)] }

  /// The one node of this graph equal to `node`, which the caller has brought to canonical form.
  func intern(_ node: Node) -> NodeID {
    let id = table.intern(node)
    if id == nonnegative.count { nonnegative.append(isKnownNonnegative(node)) }
    return id
  }

  /// Whether a node is known to be ≥ 0 wherever it is defined.
  func isKnownNonnegative(_ id: NodeID) -> Bool { nonnegative[Int(id)] }

  /// The index of `node` where this graph holds it.
  package func id(of node: Node) -> NodeID? { table.id(of: node) }

  func expression(_ node: Node) -> Expression { Expression(graph: self, id: intern(node)) }

  // MARK: Leaves

  /// A rational number.
  public func rational(_ value: Rational) -> Expression { expression(.rational(value)) }
  /// A whole number.
  public func integer(_ value: Int) -> Expression { rational(Rational(value)) }
  /// The number π.
  public var pi: Expression { expression(.pi) }
  /// The variable of this name.
  public func variable(_ name: String) -> Expression { expression(.variable(name)) }

  // MARK: Traversal

  /// The indices of all nodes that `roots` are built from, themselves included, children first.
  package func reachable(from roots: [NodeID]) -> [NodeID] {
    let nodes = table.nodes
    traversal += 1
    let traversal = traversal
    // Taken out, so that it is the only reference.
    var reached: [Int] = []
    swap(&reached, &self.reached)
    defer { self.reached = reached }
    reached.append(contentsOf: repeatElement(0, count: nodes.count - reached.count))
    var found: [NodeID] = []
    func reach(_ id: NodeID) {
      guard reached[Int(id)] != traversal else { return }
      reached[Int(id)] = traversal
      found.append(id)
    }
    roots.forEach(reach)
    var place = 0
    while place < found.count {
      nodes[Int(found[place])].forEachChild(reach)
      place += 1
    }
    // Children have smaller indices than their parents.
    return found.sorted()
  }

  /// Rebuilds `root` bottom-up: `transform` gets every node it is built from with the images of the
  /// node's children, and gives the node's own image.
  func rebuild(
    _ root: NodeID, into target: ExpressionGraph,
    _ transform: (Node, _ image: (NodeID) -> Expression) -> Expression?
  ) -> Expression {
    rebuild([root], into: target, transform)[0]
  }

  /// The same for several roots, whose common parts are rebuilt once.
  func rebuild(
    _ roots: [NodeID], into target: ExpressionGraph,
    _ transform: (Node, _ image: (NodeID) -> Expression) -> Expression?
  ) -> [Expression] {
    var images: [NodeID: Expression] = [:]
    for id in reachable(from: roots) {
      let node = self[id]
      let image: (NodeID) -> Expression = { child in
        guard let image = images[child] else { preconditionFailure("child after its parent") }
        return image
      }
      images[id] = transform(node, image) ?? target.construct(node, image)
    }
    return roots.map { root in
      guard let result = images[root] else { preconditionFailure("root not reachable") }
      return result
    }
  }

  /// The canonical node of the same kind as `node` on other children.
  package func construct(_ node: Node, _ image: (NodeID) -> Expression) -> Expression {
    switch node {
    case .rational, .pi, .variable:
      return expression(node)
    case .sum(let constant, let terms):
      return sum(terms.map { ($0.coefficient, image($0.base)) }, constant: constant)
    case .product(let factors):
      return product(factors.map { (image($0.base), $0.exponent) })
    case .apply(let function, let argument):
      return apply(function, image(argument))
    case .expectation(let dual, let arguments):
      return expectation(dual, arguments.map(image))
    case .quantity(let value):
      return image(value).keptWhole
    }
  }
}
