import ExactArithmetic

/// Writes a term anew from its root.
struct TermExpansion {
  let term: Term
  let texts: [String: Term.TextFunction]
  let every: String?
  var items: [Term.Item] = []
  /// For each item of the term the items that are its operands.
  let operands: [[Int]]

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
    if item.operation == .power, let (each, more) = exponent(own, integers, depth) {
      let call = Term.Operation.call(
        Term.powerFunction + Term.everyMark, arguments: 3, iterations: 1)
      let numbers = [more, each].map { replacing(.number(Rational($0))) }
      return tasks += ([replacing(call)] + numbers).map { .item($0) } + [.visit(own[0], integers)]
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
      if let (each, more) = try count(own[0], integers, depth) {
        if more > 0 {
          tasks.append(.item(replacing(.call(name, arguments: 1, iterations: more))))
        }
        let numbers = each == 1 ? [] : [Task.item(replacing(.number(Rational(each))))]
        let every = Term.Operation.call(
          name + Term.everyMark, arguments: 1 + numbers.count, iterations: 1)
        return tasks += [.item(replacing(every))] + numbers + [.visit(own[1], integers)]
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
      var each = 1
      if name == Term.iterationFunction, own.count == 3 {
        var (operation, count) = (item.operation, 0)
        if let (all, more) = try self.count(own[2], integers, depth) {
          operation = .call(name + Term.everyMark, arguments: 3, iterations: 1)
          (each, count) = (all, more)
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
        if each > 1 {
          let parts: [Term.Operation] = [
            item.operation, .number(Rational(each)), .label(variable), .name(variable),
          ]
          tasks += parts.map { .item(replacing($0)) }
        }
        tasks.append(.visit(own[0], integers.filter { $0.key != variable }))
      } else {
        tasks += [.visit(own[1], integers), .visit(own[0], integers)]
      }
    case .call(let name, _, 1) where texts[name] != nil:
      items.append(replacing(.text(try text(name, item, own, integers, depth))))
    case .label(let name):
      throw term.error("'\(name):' names no argument here", item.range)
    default:
      if case .call(let name, _, _) = item.operation, name.utf8.count >= 4,
        own.contains(where: { term.items[$0].operation.isLabel }),
        let nearest = nearestSpelling(to: name, among: texts.keys.sorted())
      {
        throw term.error(
          "'\(name)' takes no arguments by name; did you mean '\(nearest)'?", item.range)
      }
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
    let every = try own.first.flatMap { (first) throws(SyntaxError) in
      try count(first, integers, depth)
    }
    var arguments: [(label: String?, value: Rational)] = []
    if let every { arguments.append((nil, Rational(every.each + every.more))) }
    for operand in own.dropFirst(every == nil ? 0 : 1) {
      if case .label(let label) = term.items[operand].operation {
        arguments.append((label, try number(operands[operand][0], integers, depth)))
      } else {
        arguments.append((nil, try number(operand, integers, depth)))
      }
    }
    switch texts[name]?(arguments) {
    case .success(let text)?:
      guard let every else { return text }
      let words = arguments.dropFirst().map { " \($0.label ?? "") \($0.value)" }.joined()
      return "\(name)\(Term.everyMark)\(every.each) \(every.more)\(words)"
    case .failure(let error)?: throw term.error(error.message, item.range)
    case nil: throw term.error("'\(name)' is not a function", item.range)
    }
  }
}
