/// How a programming language writes double-precision operations.
protocol FloatingPointSyntax {
  /// What the names of variables and functions become.
  func name(_ name: String) -> String
  /// π in double precision.
  var pi: String { get }
  /// A finite number, an infinity or NaN.
  func constant(_ value: Double) -> String
  /// What calls a function that C's `math.h` has under this name, the absolute value under `abs`, or
  /// `within`, which keeps a value between two others.
  func function(_ name: String) -> String
  /// The statement that names a value.
  func definition(_ name: String, _ value: String) -> String
}

/// A program as source text: names for what is used more than once or would make an expression long,
/// and the result.
struct FloatingPointSource {
  /// The statements that define names, in order.
  private(set) var definitions: [String] = []
  /// The result's expression.
  private(set) var result = ""

  /// The most operations in one expression: long ones are hard to read, and Swift's type checker
  /// takes time that grows exponentially with them.
  private static let longestExpression = 6

  private struct Piece {
    /// How strongly the text binds: 1 a sum, 2 a product, 3 an atom.
    let binding: Int
    let text: String
    let operations: Int
  }

  init(_ program: FloatingPointProgram, _ syntax: some FloatingPointSyntax, prefix: String) {
    var uses = Array(repeating: 0, count: program.instructions.count)
    for instruction in program.instructions {
      for operand in instruction.operands { uses[operand] += 1 }
    }
    var pieces: [Piece] = []
    for (index, instruction) in program.instructions.enumerated() {
      var piece = Self.piece(instruction, of: program, operands: pieces, in: syntax)
      let isShared = uses[index] > 1 && piece.operations > 0
      let isLong = piece.operations >= Self.longestExpression
      if index != program.result && (isShared || isLong) {
        let name = "\(prefix)\(definitions.count + 1)"
        definitions.append(syntax.definition(name, piece.text))
        piece = Piece(binding: 3, text: name, operations: 0)
      }
      pieces.append(piece)
    }
    result = pieces[program.result].text
  }

  private static func piece(
    _ instruction: FloatingPointProgram.Instruction, of program: FloatingPointProgram,
    operands pieces: [Piece], in syntax: some FloatingPointSyntax
  ) -> Piece {
    // The left operand of an operator may bind as it does, the right one must bind more.
    func binary(_ sign: String, binding: Int, of a: Int, _ b: Int) -> Piece {
      let (left, right) = (pieces[a], pieces[b])
      let first = left.binding >= binding ? left.text : "(\(left.text))"
      let second = right.binding > binding ? right.text : "(\(right.text))"
      return Piece(
        binding: binding, text: "\(first) \(sign) \(second)",
        operations: left.operations + right.operations + 1)
    }
    func call(_ name: String, _ arguments: [Int], constants: [Double] = []) -> Piece {
      let texts = arguments.map { pieces[$0].text } + constants.map { syntax.constant($0) }
      return Piece(
        binding: 3, text: "\(name)(\(texts.joined(separator: ", ")))",
        operations: arguments.reduce(1) { $0 + pieces[$1].operations })
    }
    switch instruction {
    case .constant(let value):
      let text = syntax.constant(value)
      return Piece(binding: value < 0 ? 1 : 3, text: text, operations: 0)
    case .pi: return Piece(binding: 3, text: syntax.pi, operations: 0)
    case .input(let index):
      return Piece(binding: 3, text: syntax.name(program.inputs[index]), operations: 0)
    case .negated(let a):
      let inner = pieces[a]
      let text = inner.binding == 3 ? inner.text : "(\(inner.text))"
      return Piece(binding: 1, text: "-\(text)", operations: inner.operations)
    case .sum(let a, let b): return binary("+", binding: 1, of: a, b)
    case .difference(let a, let b): return binary("-", binding: 1, of: a, b)
    case .product(let a, let b): return binary("*", binding: 2, of: a, b)
    case .quotient(let a, let b): return binary("/", binding: 2, of: a, b)
    case .squareRoot(let a): return call(syntax.function("sqrt"), [a])
    case .power(let a, let b): return call(syntax.function("pow"), [a, b])
    case .elementary(let function, let a): return call(syntax.function(function.name), [a])
    case .call(let function, let a):
      return call(syntax.name(program.functions[function].definition.identifier), [a])
    case .clamped(let a, let low, let high):
      return call(syntax.function("within"), [a], constants: [low, high])
    }
  }
}

extension FloatingPointProgram {
  /// Whether the program or a function that it calls clamps a value.
  var clamps: Bool {
    instructions.contains { if case .clamped = $0 { true } else { false } }
      || functions.contains { $0.program.clamps }
  }

  /// Whether the program or a function that it calls uses erf or erfc.
  var usesErrorFunctions: Bool {
    instructions.contains { instruction in
      switch instruction {
      case .elementary(.erf, _), .elementary(.erfc, _): true
      default: false
      }
    } || functions.contains { $0.program.usesErrorFunctions }
  }
}
