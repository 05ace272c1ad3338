import ExactArithmetic
import SymbolicExpressions

/// The functions whose term has a variable of its own, `d(term, x: a)` and `iterate(term, x: a, k)`, once
/// that variable has been given a name that nothing else has.
package enum LocalFunction {
  /// What is put behind the function's name; its arguments are then the term, the variable, the value in
  /// front of the label, and what follows.
  package static let mark = "@"

  /// The derivative by a variable of the statement, under a name that no variable has.
  static let derivative = "d@x"

  /// Whether a name is that of a variable which only a function's own term knows.
  static func isLocal(_ name: String) -> Bool { name.contains(mark) }

  /// Which of the local variables a name is that of; nil where it is none.
  package static func number(of name: String) -> Int? {
    name.split(separator: mark, omittingEmptySubsequences: false).dropFirst().last
      .flatMap { Int($0) }
  }
}

extension Term {
  /// How a derivative is written, for messages.
  static let derivativeForms =
    "(term, variable), (term, variable, order), (term, variable: point) or "
    + "(term, variable: point, order)"

  /// The variables that derivatives at a point and iterations bind.
  var localVariables: Set<String> {
    var names: Set<String> = []
    var stack: [Int] = []
    for (index, item) in items.enumerated() {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      stack.append(index)
      if item.operation.mayHaveLocal, case .label(let name) = items[operands[1]].operation {
        names.insert(name)
      }
    }
    return names
  }

  /// The term with a name of its own for each local variable, and calls of functions with
  /// ``LocalFunction/mark``; `count` is how many have been named before.
  package func namingLocalVariables(after count: inout Int) -> Term {
    if localVariables.isEmpty { return self }
    var result: [Item] = []
    /// For each value on the stack where its items begin.
    var stack: [Int] = []
    for item in items {
      let operands = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(operands.count)
      let first = operands.first ?? result.count
      defer { stack.append(first) }
      guard item.operation.mayHaveLocal, case .call(let name, let arguments, _) = item.operation
      else {
        result.append(item)
        continue
      }
      let labelPlace = (arguments == 3 ? operands[2] : result.count) - 1
      guard case .label(let variable) = result[labelPlace].operation else {
        result.append(item)
        continue
      }
      count += 1
      let local = Operation.name("\(variable)\(LocalFunction.mark)\(count)")
      let place = result[labelPlace].range
      result.remove(at: labelPlace)
      for index in operands[0]..<operands[1] where result[index].operation == .name(variable) {
        result[index] = Item(operation: local, range: result[index].range)
      }
      result.insert(Item(operation: local, range: place), at: operands[1])
      result.append(
        Item(
          operation: .call(
            name + LocalFunction.mark, arguments: arguments + 1, iterations: 1),
          range: item.range))
    }
    return Term(source: source, items: result)
  }
}

extension Term.Operation {
  /// Whether the second argument may name a variable of the first.
  fileprivate var mayHaveLocal: Bool {
    guard case .call(let name, 2...3, 1) = self else { return false }
    return Term.localFunctions.contains(name)
      || name == Term.iterationFunction + Term.everyMark
  }
}
