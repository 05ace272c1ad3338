import ExactArithmetic

extension Term {
  /// The most operations that a term may have when its sums and products are written out.
  package static let largestExpansion = 1_000_000
  /// How deep sums and products may nest in each other's ranges.
  fileprivate static let deepestRange = 50

  /// The term with `integers` in place of the names that stand for them, sums and products written out,
  /// and iterations counted: `sum(j = 1..k, f^j(x))` with k = 2 is f(x) + f^2(x).
  ///
  /// An empty sum is 0, an empty product 1. Functions in `texts` are given all their arguments as
  /// rational numbers and give texts.
  ///
  /// Where `every` is a name, it stands for every whole number from one on, and stays: f^(k+2)(x) is f(f(·)) of
  /// a call of `f@k`, and `chain(k+2)` the text `chain@k2`.
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

/// Writes a term anew from its root.
private struct TermExpansion {
  let term: Term
  let texts: [String: Term.TextFunction]
  let every: String?
  var items: [Term.Item] = []
  /// For each item of the term the items that are its operands.
  private let operands: [[Int]]

  /// What is still to be written, the next thing last.
  private enum Task {
    case visit(Int, [String: Int])
    case item(Term.Item)
  }

  init(term: Term, texts: [String: Term.TextFunction], every: String?) {
    self.term = term
    self.texts = texts
    self.every = every
    var stack: [Int] = []
    operands = term.items.indices.map { index in
      let count = term.items[index].operation.operandCount
      let own = Array(stack.suffix(count))
      stack.removeLast(count)
      stack.append(index)
      return own
    }
  }

  /// Appends the expansion of the sub-term that ends with the item at `root`.
  ///
  /// Ranges nest on the machine's stack, to a limited depth; everything else does not.
  mutating func write(
    _ root: Int, _ integers: [String: Int], depth: Int
  ) throws(SyntaxError) {
    var tasks: [Task] = [.visit(root, integers)]
    while let task = tasks.popLast() {
      if items.count + tasks.count > Term.largestExpansion {
        throw term.error(
          "written out, this has more than \(Term.largestExpansion) operations",
          term.items[root].range)
      }
      switch task {
      case .item(let item): items.append(item)
      case .visit(let index, let integers):
        try visit(index, integers, &tasks, depth)
      }
    }
  }

  private mutating func visit(
    _ index: Int, _ integers: [String: Int], _ tasks: inout [Task], _ depth: Int
  ) throws(SyntaxError) {
    let item = term.items[index]
    let own = operands[index]
    func replacing(_ operation: Term.Operation) -> Term.Item {
      Term.Item(operation: operation, range: item.range)
    }
    switch item.operation {
    case .name(let name):
      let value = integers[name].map { Term.Operation.number(Rational($0)) }
      items.append(value.map(replacing) ?? item)
    case .call(let name, 4, 1) where Term.rangeOperations.contains(name):
      let isSum = name == "sum"
      let values = try range(own, integers, depth)
      guard case .name(let variable) = term.items[own[0]].operation else { return }
      guard let first = values.first else {
        return items.append(replacing(.number(isSum ? 0 : 1)))
      }
      // The last task is done first.
      for value in values.dropFirst().reversed() {
        tasks.append(.item(replacing(isSum ? .add : .multiply)))
        tasks.append(.visit(own[3], integers.merging([variable: value]) { $1 }))
      }
      tasks.append(.visit(own[3], integers.merging([variable: first]) { $1 }))
    case .iterate(let name):
      if let offset = try offset(own[0], integers, depth) {
        if offset > 0 {
          tasks.append(.item(replacing(.call(name, arguments: 1, iterations: offset))))
        }
        let every = Term.Operation.call(name + Term.everyMark, arguments: 1, iterations: 1)
        return tasks += [.item(replacing(every)), .visit(own[1], integers)]
      }
      let count = try wholeNumber(own[0], "the count of iterations", integers, depth)
      guard (0...TermParser.deepestNesting).contains(count) else {
        throw term.error(
          "an iterate needs a whole number from 0 to \(TermParser.deepestNesting), not \(count)",
          term.items[own[0]].range)
      }
      tasks.append(.item(replacing(.call(name, arguments: 1, iterations: count))))
      tasks.append(.visit(own[1], integers))
    case .call(Term.nodeFunction, 2, 1):
      tasks.append(.item(item))
      if case .text = term.items[own[1]].operation {
        tasks.append(.item(term.items[own[1]]))
      } else {
        let number = try wholeNumber(own[1], "the number of a node", integers, depth)
        let place = term.items[own[1]].range
        tasks.append(.item(Term.Item(operation: .text("\(number)"), range: place)))
      }
      tasks.append(.visit(own[0], integers))
    case .call(let name, 2...3, 1) where Term.localFunctions.contains(name):
      if name == Term.iterationFunction, own.count == 3 {
        var (operation, count) = (item.operation, 0)
        if let offset = try offset(own[2], integers, depth) {
          operation = .call(name + Term.everyMark, arguments: 3, iterations: 1)
          count = offset
        } else {
          count = try wholeNumber(own[2], "the count of iterations", integers, depth)
        }
        let place = term.items[own[2]].range
        tasks.append(.item(replacing(operation)))
        tasks.append(.item(Term.Item(operation: .number(Rational(count)), range: place)))
      } else {
        tasks.append(.item(item))
        tasks += own.dropFirst(2).map { .visit($0, integers) }
      }
      if case .label(let variable) = term.items[own[1]].operation {
        tasks.append(.item(term.items[own[1]]))
        tasks.append(.visit(operands[own[1]][0], integers))
        tasks.append(.visit(own[0], integers.filter { $0.key != variable }))
      } else {
        tasks += [.visit(own[1], integers), .visit(own[0], integers)]
      }
    case .call(let name, _, 1) where texts[name] != nil:
      items.append(replacing(.text(try text(name, item, own, integers, depth))))
    case .label(let name):
      throw term.error("'\(name):' names no argument here", item.range)
    default:
      tasks.append(.item(item))
      tasks += own.reversed().map { .visit($0, integers) }
    }
  }

  /// The values that the index of a sum or product takes.
  private func range(
    _ own: [Int], _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Range<Int> {
    let lower = try wholeNumber(own[1], "the lower end", integers, depth)
    let upper = try wholeNumber(own[2], "the upper end", integers, depth)
    guard abs(lower) <= Term.largestExpansion, abs(upper) <= Term.largestExpansion else {
      throw term.error("the range \(lower)..\(upper) is too long", term.items[own[1]].range)
    }
    return lower..<max(lower, upper + 1)
  }

  private func text(
    _ name: String, _ item: Term.Item, _ own: [Int], _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> String {
    if let first = own.first, let offset = try offset(first, integers, depth) {
      guard name == "chain", own.count == 1 else {
        throw term.error(
          "of networks with every number of nodes there are chains only, chain(k)", item.range)
      }
      return "chain\(Term.everyMark)\(offset)"
    }
    var arguments: [(label: String?, value: Rational)] = []
    for operand in own {
      if case .label(let label) = term.items[operand].operation {
        arguments.append((label, try number(operands[operand][0], integers, depth)))
      } else {
        arguments.append((nil, try number(operand, integers, depth)))
      }
    }
    switch texts[name]?(arguments) {
    case .success(let text)?: return text
    case .failure(let error)?: throw term.error(error.message, item.range)
    case nil: throw term.error("'\(name)' is not a function", item.range)
    }
  }

  /// j ≥ 0 where a sub-term is `every` + j; nil where it does not depend on that name.
  private func offset(
    _ root: Int, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Int? {
    guard let every, dependsOn(every, root) else { return nil }
    var values: [Rational] = []
    for value in 0...2 {
      values.append(try number(root, integers.merging([every: value]) { $1 }, depth))
    }
    guard values[1] - values[0] == 1, values[2] - values[1] == 1, let offset = values[0].asInt,
      offset >= 0
    else {
      throw term.error(
        "where \(every) is every whole number, this has to be \(every), \(every) + 1, and so on",
        term.items[root].range)
    }
    return offset
  }

  private func dependsOn(_ name: String, _ root: Int) -> Bool {
    var open = [root]
    while let index = open.popLast() {
      if term.items[index].operation == .name(name) { return true }
      open += operands[index]
    }
    return false
  }

  private func wholeNumber(
    _ root: Int, _ what: String, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Int {
    let value = try number(root, integers, depth)
    guard let integer = value.asInt else {
      throw term.error("\(what) is \(value), not a whole number", term.items[root].range)
    }
    return integer
  }

  /// The value of a sub-term without variables that is made of numbers by + − * / ^.
  private func number(
    _ root: Int, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Rational {
    let place = term.items[root].range
    guard depth < Term.deepestRange else { throw term.error("ranges nest too deep", place) }
    var part = self
    part.items = []
    try part.write(root, integers, depth: depth + 1)
    var stack: [Rational] = []
    for item in part.items {
      let values = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(values.count)
      guard let value = item.operation.rationalValue(values) else {
        let subject = term.excerpt(item.range)
        throw term.error("'\(subject)' is not a number that is known here", item.range)
      }
      stack.append(value)
    }
    return stack[0]
  }
}

extension Term.Operation {
  /// The operation on rational numbers; nil where it has no rational value or is none on numbers.
  fileprivate func rationalValue(_ values: [Rational]) -> Rational? {
    switch self {
    case .number(let value): return value
    case .negate: return -values[0]
    case .add: return values[0] + values[1]
    case .subtract: return values[0] - values[1]
    case .multiply: return values[0] * values[1]
    case .divide: return values[1].isZero ? nil : values[0] / values[1]
    case .power:
      guard let exponent = values[1].asInt, abs(exponent) <= 64,
        !(values[0].isZero && exponent < 0)
      else { return nil }
      return values[0].power(exponent)
    case .name, .text, .call, .iterate, .activation, .label, .squareRoot: return nil
    }
  }
}
