import ExactArithmetic

/// A parsed but not yet interpreted term: its operations in postfix order.
///
/// Flat, so that depth costs neither stack nor time; each item knows the part of the source that it
/// and its operands came from.
package struct Term: Sendable {
  /// What an item does.
  package enum Operation: Hashable, Sendable {
    case number(Rational)
    case name(String)
    case text(String)
    /// A function applied to the last `arguments` values, `iterations` times (f^3(x)).
    case call(String, arguments: Int, iterations: Int)
    /// A function applied to one value as many times as the value before says: f^(k−1)(x).
    case iterate(String)
    /// An activation by its name, with the last values as its parameters: `sin(1, 0)` in
    /// `dual(sin(1, 0); a, b, c)`. One that is given by an expression is a text.
    case activation(String, parameters: Int)
    /// A value with a name in front: `skip: 2`.
    case label(String)
    case negate, add, subtract, multiply, divide, power, squareRoot
  }

  /// One operation with the text that it was read from.
  package struct Item: Sendable {
    /// What the item does.
    package let operation: Operation
    /// The UTF-8 offsets of the whole sub-term.
    package let range: Range<Int>

    /// An operation with its place.
    package init(operation: Operation, range: Range<Int>) {
      self.operation = operation
      self.range = range
    }
  }

  /// The text that was read.
  package let source: String
  /// The operations, operands first.
  package let items: [Item]

  /// `sum(j = a..b, …)` and `product(j = a..b, …)`: calls with j, a, b and what is summed as arguments.
  package static let rangeOperations: Set<String> = ["sum", "product"]

  /// `node(network, j)`: the network up to its node j.
  package static let nodeFunction = "node"

  /// `d(term, x)`, `d(term, x, n)`, and with x known to the term alone `d(term, x: a)`, `d(term, x: a, n)`.
  package static let derivativeFunction = "d"

  /// `iterate(term, x: a, k)`: a, put k times through x ↦ term.
  package static let iterationFunction = "iterate"

  /// `max(a, b, …)` and `min(a, b, …)`, which are read as (a + b ± |a − b|)/2.
  package static let extremeFunctions: Set<String> = ["max", "min"]

  /// base^(a·k + b) for a statement's k: `power@k(base, a, b)`.
  package static let powerFunction = "power"

  /// The largest a and b of a count a·k + b.
  package static let largestMultiple = 100

  /// Functions whose first argument may have a variable of its own, named by the label of the second.
  package static let localFunctions: Set<String> = [derivativeFunction, iterationFunction]

  /// What is put behind the name of a function that is applied as many times as a statement's k says, for
  /// every k, and the text of a network of that length.
  package static let everyMark = "@k"

  /// The functions of an activation and numbers, with how many numbers follow the activation:
  /// E[σ(u)σ(v)] and E[σ′(u)σ′(v)] for Gaussian u, v of variances a, b and covariance c, E[σ(u)], and the
  /// edge of chaos by the variance of its fixed point.
  package static let activationFunctions = [
    "dual": 3, "dual_derivative": 3, "dual_mean": 1, "critical_weight": 1, "critical_bias": 1,
  ]

  /// A term from its parts; operands must come before operations.
  package init(source: String, items: [Item]) {
    self.source = source
    self.items = items
  }

  /// The text of a sub-term as it was typed, shortened in the middle where it is long.
  package func excerpt(_ range: Range<Int>) -> String { source.excerpt(range) }

  /// An error at a range of the text.
  package func error(_ message: String, _ range: Range<Int>) -> SyntaxError {
    SyntaxError(message, at: range.lowerBound, in: source)
  }
}

extension Term.Operation {
  /// Whether it names an argument.
  var isLabel: Bool { if case .label = self { true } else { false } }

  /// How many values the operation takes from the stack.
  package var operandCount: Int {
    switch self {
    case .number, .name, .text: 0
    case .call(_, let arguments, _): arguments
    case .activation(_, let parameters): parameters
    case .label, .negate, .squareRoot: 1
    case .iterate, .add, .subtract, .multiply, .divide, .power: 2
    }
  }
}

extension Term: Hashable {
  /// Terms are equal when they are the same operations on the same names and numbers, wherever they
  /// stand and however they are spaced.
  package static func == (a: Term, b: Term) -> Bool {
    a.items.elementsEqual(b.items) { $0.operation == $1.operation }
  }

  /// Hashes what equality compares.
  package func hash(into hasher: inout Hasher) {
    for item in items { hasher.combine(item.operation) }
  }
}

extension String {
  /// The part at a range of UTF-8 offsets, shortened in the middle where it is long.
  package func excerpt(_ range: Range<Int>) -> String {
    let text = String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    return text.count <= 60 ? text : "\(text.prefix(40)) … \(text.suffix(15))"
  }
}
