import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Expressions as a list of double-precision operations in a fixed order: what the C and Swift
/// sources say, and what is run here to measure their error.
///
/// No guarantee on the results: they carry the rounding of every operation and the error of the
/// platform's mathematical functions. ``MeasuredError`` says how much that was.
package struct FloatingPointProgram: Sendable {
  /// One operation on the results of earlier ones, which are named by their indices.
  enum Instruction: Hashable, Sendable {
    case constant(Double)
    case pi
    case input(Int)
    case negated(Int)
    case sum(Int, Int)
    case difference(Int, Int)
    case product(Int, Int)
    case quotient(Int, Int)
    case squareRoot(Int)
    case power(Int, Int)
    case elementary(FunctionSymbol, Int)
    /// One of ``functions``.
    case call(Int, Int)
    /// The nearest number in an interval that is known to hold the true value; NaN stays NaN.
    case clamped(Int, low: Double, high: Double)
  }

  /// A defined function as a program of one input.
  struct Function: Sendable {
    let definition: FunctionDefinition
    let program: FloatingPointProgram
  }

  /// The names of the inputs in the order in which ``evaluate(_:)`` takes them.
  package let inputs: [String]
  /// The defined functions that are called.
  let functions: [Function]
  let instructions: [Instruction]
  let result: Int

  /// The operations for an expression; `inputs` holds all of its variables.
  ///
  /// Two forms that cancel are written without the cancellation: 1 − x² as (1 − x)(1 + x), and
  /// π − acos x as acos(−x). Where a value is known to lie in an interval (a correlation, a normalised
  /// kernel) rounding does not take it out of there.
  package init(_ expression: Expression, inputs: [String]) {
    self.inputs = inputs
    let definitions = expression.appliedDefinitions
    functions = definitions.map { definition in
      let graph = ExpressionGraph()
      let argument = graph.variable("x")
      var program = FloatingPointProgram(definition.definition(argument), inputs: ["x"])
      if let range = definition.range { program.clamp(to: range) }
      return Function(definition: definition, program: program)
    }
    var compiler = FloatingPointCompiler(
      graph: expression.graph, inputs: inputs, functions: definitions)
    result = compiler.compile(expression)
    instructions = compiler.instructions
  }

  private init(
    inputs: [String], functions: [Function], instructions: [Instruction], result: Int
  ) {
    self.inputs = inputs
    self.functions = functions
    self.instructions = instructions
    self.result = result
  }

  private mutating func clamp(to range: ClosedRange<Rational>) {
    let bounds = (low: range.lowerBound.nearestDouble, high: range.upperBound.nearestDouble)
    self = FloatingPointProgram(
      inputs: inputs, functions: functions,
      instructions: instructions + [.clamped(result, low: bounds.low, high: bounds.high)],
      result: instructions.count)
  }

  /// How many operations one evaluation takes, those of called functions included.
  package var operationCount: Int {
    instructions.reduce(0) { total, instruction in
      guard case .call(let function, _) = instruction else { return total + 1 }
      return total + functions[function].program.operationCount
    }
  }

  /// The result in double precision; NaN where an operation is not defined.
  ///
  /// - Precondition: one value for each of ``inputs``.
  package func evaluate(_ values: [Double]) -> Double {
    precondition(values.count == inputs.count, "one value for each input")
    var slots: [Double] = []
    slots.reserveCapacity(instructions.count)
    for instruction in instructions {
      slots.append(run(instruction, operands: slots, inputs: values))
    }
    return slots[result]
  }

  private func run(
    _ instruction: Instruction, operands slots: [Double], inputs values: [Double]
  ) -> Double {
    switch instruction {
    case .constant(let value): return value
    case .pi: return .pi
    case .input(let index): return values[index]
    case .negated(let a): return -slots[a]
    case .sum(let a, let b): return slots[a] + slots[b]
    case .difference(let a, let b): return slots[a] - slots[b]
    case .product(let a, let b): return slots[a] * slots[b]
    case .quotient(let a, let b): return slots[a] / slots[b]
    case .squareRoot(let a): return slots[a].squareRoot()
    case .power(let a, let b): return PlatformFunctions.power(slots[a], slots[b])
    case .elementary(let function, let a):
      return PlatformFunctions.value(of: function, at: slots[a])
    case .call(let function, let a): return functions[function].program.evaluate([slots[a]])
    case .clamped(let a, let low, let high):
      let value = slots[a]
      return value < low ? low : value > high ? high : value
    }
  }
}
