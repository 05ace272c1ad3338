import ExactArithmetic
import SymbolicExpressions

extension Statement: CustomStringConvertible {
  /// The statement in canonical spelling; reading it gives an equal statement.
  public var description: String { Statement.text(prefix, formula) }

  static func text(_ prefix: [Quantified], _ formula: Formula) -> String {
    var text = ""
    for (index, quantified) in prefix.enumerated() {
      if index > 0, prefix[index - 1].kind == quantified.kind {
        text += ", "
      } else {
        text += (index > 0 ? ": " : "") + "\(quantified.kind.rawValue) "
      }
      text +=
        "\(quantified.name) \(quantified.domain.every == nil ? "in " : "")\(quantified.domain)"
    }
    return text + (prefix.isEmpty ? "" : ": ") + formula.description
  }
}

extension QuantifiedDomain: CustomStringConvertible {
  /// What is printed.
  package var description: String {
    switch self {
    case .real(let interval): interval.description
    case .networks(let domain): domain.description
    case .integers(let range): "\(range.lowerBound)..\(range.upperBound)"
    case .every(let every): ">= \(every.first)"
    case .edges(let network, let isAbsent): "\(isAbsent ? "absent" : "edges")(\(network))"
    }
  }
}

extension Formula: CustomStringConvertible {
  /// What is printed.
  package var description: String { text(inside: .implies) }

  /// How strongly a formula's outermost operation binds.
  private enum Binding: Int {
    case implies, implied, or, and, atom
  }

  private var binding: Binding {
    switch self {
    case .comparison, .not: .atom
    case .and: .and
    case .or: .or
    case .implies: .implies
    }
  }

  /// The text, in parentheses where the formula binds less than `required`.
  private func text(inside required: Binding) -> String {
    let text: String
    switch self {
    case .comparison(let left, let relation, let right):
      text = "\(left) \(relation.rawValue) \(right)"
    case .not(let inner):
      return "not (\(inner))"
    case .and(let parts):
      text = parts.map { $0.text(inside: .and) }.joined(separator: " and ")
    case .or(let parts):
      text = parts.map { $0.text(inside: .or) }.joined(separator: " or ")
    case .implies(let premise, let conclusion):
      text = premise.text(inside: .implied) + " implies " + conclusion.text(inside: .implies)
    }
    return binding.rawValue >= required.rawValue ? text : "(\(text))"
  }
}

extension Term: CustomStringConvertible {
  /// The term in canonical spelling; reading it gives an equal term.
  package var description: String {
    var text = ""
    var waiting: [Piece] = [.node(items.count - 1, .sum)]
    let children = childIndices
    while let piece = waiting.popLast() {
      switch piece {
      case .text(let piece): text += piece
      case .node(let index, let required):
        let operation = items[index].operation
        var pieces = operation.pieces(children[index])
        if operation.binding.rawValue < required.rawValue {
          pieces = [.text("(")] + pieces + [.text(")")]
        }
        waiting += pieces.reversed()
      }
    }
    return text
  }

  /// For each item the indices of the items that are its operands.
  private var childIndices: [[Int]] {
    var stack: [Int] = []
    return items.indices.map { index in
      let count = items[index].operation.operandCount
      let operands = Array(stack.suffix(count))
      stack.removeLast(count)
      stack.append(index)
      return operands
    }
  }
}

/// How strongly an operation binds, as `TermParser` reads it.
private enum TermBinding: Int {
  case sum, product, negation, power, atom
}

private enum Piece {
  case text(String)
  case node(Int, TermBinding)
}

extension Term.Operation {
  fileprivate var binding: TermBinding {
    switch self {
    case .number, .name, .text, .call, .iterate, .activation, .label, .squareRoot: .atom
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .negate: .negation
    case .power: .power
    }
  }

  fileprivate func pieces(_ operands: [Int]) -> [Piece] {
    func infix(_ symbol: String, left: TermBinding, right: TermBinding) -> [Piece] {
      [.node(operands[0], left), .text(symbol), .node(operands[1], right)]
    }
    switch self {
    case .number(let value): return [.text(value.numeral)]
    case .name(let name): return [.text(name)]
    case .text(let text): return [.text(text.quoted)]
    case .call(let name, _, let iterations):
      var pieces: [Piece] = [.text(iterations == 1 ? "\(name)(" : "\(name)^\(iterations)(")]
      let isRange = Term.rangeOperations.contains(name)
      let ofActivation = Term.activationFunctions[name] != nil
      for (place, operand) in operands.enumerated() {
        if place > 0 {
          let separator =
            switch place {
            case 1 where isRange: " = "
            case 2 where isRange: ".."
            case 1 where ofActivation: "; "
            default: ", "
            }
          pieces.append(.text(separator))
        }
        pieces.append(.node(operand, .sum))
      }
      return pieces + [.text(")")]
    case .iterate(let name):
      return [
        .text("\(name)^("), .node(operands[0], .sum), .text(")("), .node(operands[1], .sum),
        .text(")"),
      ]
    case .activation(let name, _):
      if operands.isEmpty { return [.text(name)] }
      let parameters = operands.flatMap { [.text(", "), .node($0, .sum)] as [Piece] }
      return [.text("\(name)(")] + parameters.dropFirst() + [.text(")")]
    case .label(let name): return [.text("\(name): "), .node(operands[0], .sum)]
    case .squareRoot: return [.text("sqrt("), .node(operands[0], .sum), .text(")")]
    case .negate: return [.text("-"), .node(operands[0], .power)]
    case .add: return infix(" + ", left: .sum, right: .product)
    case .subtract: return infix(" - ", left: .sum, right: .product)
    case .multiply: return infix("*", left: .product, right: .power)
    case .divide: return infix("/", left: .product, right: .power)
    case .power: return infix("^", left: .atom, right: .power)
    }
  }
}

extension Rational {
  /// The number as a decimal numeral, which its denominator must allow: `0.125`, `1e-30`.
  fileprivate var numeral: String {
    let twos = denominator.trailingZeroBitCount
    let odd = denominator.shiftedRight(UInt(twos))
    // 5^k has ⌊k·log₂5⌋ + 1 bits.
    let fives = Int((Double(odd.bitWidth - 1) / 2.321928094887362).rounded(.up))
    let places = max(twos, fives)
    let scaled = numerator * Integer(10).power(UInt(places))
    let digits = scaled.dividedExactly(by: denominator).description
    if places == 0, digits.utf8.count <= 40 { return digits }
    if places > 0, places <= 40 {
      let padding = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count))
      let padded = padding + digits
      return padded.dropLast(places) + "." + padded.suffix(places)
    }
    let significant = digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex)
    return "\(significant)e\(digits.utf8.count - significant.utf8.count - places)"
  }
}

extension String {
  /// The text between quotes, as `Lexer` reads it.
  var quoted: String {
    "\"" + map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}
