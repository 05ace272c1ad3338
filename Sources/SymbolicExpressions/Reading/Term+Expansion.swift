import ExactArithmetic

extension Term {
  /// The most operations that a term may have when its sums and products are written out.
  package static let largestExpansion = 1_000_000
  /// How deep sums and products may nest in each other's ranges.
  static let deepestRange = 50

  /// The term with `integers` in place of the names that stand for them, sums and products written out,
  /// and iterations counted: `sum(j = 1..k, f^j(x))` with k = 2 is f(x) + f^2(x).
  ///
  /// An empty sum is 0, an empty product 1. Functions in `texts` are given all their arguments as
  /// rational numbers and give texts.
  ///
  /// Where `every` is a name, it stands for every whole number from one on, and stays (see ``Term/everyMark``):
  /// f^(k+2)(x) is f(f(·)) of a call `f@k(x)`, f^(2*k)(x) a call `f@k(x, 2)`, an iterate by 2·k one by k of what two of
  /// its maps make, 2^(3*k+1) a call `power@k(2, 3, 1)`; and `chain(2*k+1)` the text `chain@k2 1`.
  ///
  /// Throws a located error where the end of a range or a count is not a whole number, and where the
  /// result would have more than ``largestExpansion`` operations.
  package func expanded(
    integers: [String: Int] = [:], texts: [String: TextFunction] = [:], every: String? = nil
  ) throws(SyntaxError) -> Term {
    let isPlain = items.allSatisfy { item in
      switch item.operation {
      case .iterate, .label: false
      case .name(let name): integers[name] == nil && name != every
      case .call(let name, _, _):
        !Term.rangeOperations.contains(name) && texts[name] == nil && integers[name] == nil
          && name != Term.nodeFunction && name != every && name != Term.iterationFunction
      default: true
      }
    }
    if isPlain { return self }
    let term = iterating(integerNames.union(integers.keys).union(every.map { [$0] } ?? []))
    var expansion = TermExpansion(term: term, texts: texts, every: every)
    try expansion.write(term.items.count - 1, integers, depth: 0)
    return Term(source: source, items: expansion.items)
  }

  /// The indices of the term's sums and products.
  package var integerNames: Set<String> {
    var stack: [Int] = []
    var names: Set<String> = []
    for (index, item) in items.enumerated() {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(index)
      if case .call(let name, 4, 1) = item.operation, Term.rangeOperations.contains(name),
        case .name(let variable) = items[operands[0]].operation
      {
        names.insert(variable)
      }
    }
    return names
  }

  /// The term with f^k(x), which is parsed as f to the power k(x), as an iterate where k is one of
  /// `counts`; f^k(x)^2, parsed as f to the power k(x)^2, is the square of the iterate.
  package func iterating(_ counts: Set<String>) -> Term {
    if counts.isEmpty { return self }
    var result: [Item] = []
    result.reserveCapacity(items.count)
    /// For each value on the stack the index of its last item in `result`, and of its first.
    var stack: [(first: Int, last: Int)] = []
    /// For a power in `result` the last item of its base.
    var bases: [Int: Int] = [:]
    for item in items {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      let first = operands.first?.first ?? result.count
      if case .power = item.operation {
        if let call = Term.iteration(operands, in: result, bases, counts) {
          let base = result[first]
          guard case .name(let function) = base.operation,
            case .call(let count, _, _) = result[call].operation
          else { continue }
          result[first] = Item(operation: .name(count), range: base.range)
          result[call] = Item(
            operation: .iterate(function),
            range: base.range.lowerBound..<result[call].range.upperBound)
          stack.append((first, result.count - 1))
          continue
        }
        bases[result.count] = operands[0].last
      }
      result.append(item)
      stack.append((first, result.count - 1))
    }
    return Term(source: source, items: result)
  }

  /// Where the call k(x) stands that is the exponent of a name, or the base of that exponent.
  private static func iteration(
    _ operands: [(first: Int, last: Int)], in items: [Item], _ bases: [Int: Int],
    _ counts: Set<String>
  ) -> Int? {
    guard operands[0].first == operands[0].last, case .name = items[operands[0].last].operation
    else { return nil }
    var root = operands[1].last
    while let base = bases[root] { root = base }
    guard case .call(let name, 1, 1) = items[root].operation, counts.contains(name) else {
      return nil
    }
    return root
  }

  /// A function of numbers, by position or label, that gives a text, or says what is wrong.
  package typealias TextFunction =
    @Sendable (_ arguments: [(label: String?, value: Rational)]) ->
    Result<String, TextFunctionError>

  /// Why a ``TextFunction`` has no value.
  package struct TextFunctionError: Error {
    /// What is wrong, in a sentence.
    package let message: String

    /// The error with this message.
    package init(_ message: String) { self.message = message }
  }
}
