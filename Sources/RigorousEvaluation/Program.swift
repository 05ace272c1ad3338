import CertifiedDuals
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Expressions compiled to a flat list of instructions, for evaluation with intervals.
///
/// Guarantee: for inputs that contain the variables' values, every result contains the value of its
/// expression, or is indeterminate. One forward pass, whatever the depth or sharing. A program is
/// immutable and may be run on several threads at once.
package struct Program: Sendable {
  struct WeightedSlot: Sendable {
    let weight: Rational
    let slot: Int
  }

  enum Instruction: Sendable {
    case rational(Rational)
    case pi
    case input(Int)
    case sum(constant: Rational, [WeightedSlot])
    case product([WeightedSlot])
    case elementary(FunctionSymbol, Int)
    case defined(DefinedFunction, Int)
    case expectation(GaussianDual, [Int])
  }

  /// The names of the inputs, in the order in which `evaluate(_:precision:)` takes them.
  package let inputs: [String]
  let instructions: [Instruction]
  let results: [Int]
  /// What is the same for all inputs, where there is more of it than numbers.
  private let constants: ProgramConstants?

  private init(
    inputs: [String], instructions: [Instruction], results: [Int], constants: ProgramConstants?
  ) {
    self.inputs = inputs
    self.instructions = instructions
    self.results = results
    self.constants = constants
  }

  /// The program with other instructions in some places.
  func replacing(_ others: [(place: Int, instruction: Instruction)]) -> Program {
    var instructions = instructions
    for (place, instruction) in others { instructions[place] = instruction }
    return Program(
      inputs: inputs, instructions: instructions, results: results, constants: constants)
  }

  /// The program, of which instructions in some places are going to be replaced.
  func varying(at places: [Int]) -> Program {
    Program(
      inputs: inputs, instructions: instructions, results: results,
      constants: ProgramConstants(instructions, varying: Set(places)))
  }

  /// Compiles expressions of one graph; their variables become the inputs, in the order of `inputs`
  /// where given (which must hold all of them), else sorted.
  package init(_ expressions: [Expression], inputs: [String]? = nil) {
    let names = inputs ?? Array(Set(expressions.flatMap(\.variables))).sorted()
    self.inputs = names
    guard let graph = expressions.first?.graph else {
      instructions = []
      results = []
      constants = nil
      return
    }
    var slots: [NodeID: Int] = [:]
    var definitions: [FunctionDefinition: DefinedFunction] = [:]
    var code: [Instruction] = []
    func slot(_ child: NodeID) -> Int {
      guard let slot = slots[child] else { preconditionFailure("child after its parent") }
      return slot
    }
    let iterates = Iterates(graph, results: expressions.map(\.id))
    for id in iterates.nodes {
      if case .quantity(let value) = graph[id] {
        slots[id] = slots[value]
        continue
      }
      if let iterate = iterates.last[id] {
        code.append(.defined(iterate.function, slot(iterate.argument)))
      } else {
        code.append(
          Program.instruction(
            for: graph[id], inputs: names, definitions: &definitions, slot: slot))
      }
      slots[id] = code.count - 1
    }
    instructions = code
    results = expressions.map { slots[$0.id] ?? 0 }
    constants = names.isEmpty ? nil : ProgramConstants(code, varying: [])
  }

  /// The instruction for one node, whose children's values are in the slots that `slot` names.
  static func instruction(
    for node: Node, inputs: [String], definitions: inout [FunctionDefinition: DefinedFunction],
    slot: (NodeID) -> Int
  ) -> Instruction {
    switch node {
    case .rational(let value): return .rational(value)
    case .pi: return .pi
    case .variable(let name):
      guard let index = inputs.firstIndex(of: name) else {
        preconditionFailure("variable \(name) is not among the inputs")
      }
      return .input(index)
    case .sum(let constant, let terms):
      return .sum(
        constant: constant,
        terms.map { WeightedSlot(weight: $0.coefficient, slot: slot($0.base)) })
    case .product(let factors):
      return .product(factors.map { WeightedSlot(weight: $0.exponent, slot: slot($0.base)) })
    case .apply(.defined(let definition), let argument):
      let function = definitions[definition] ?? DefinedFunction(definition)
      definitions[definition] = function
      return .defined(function, slot(argument))
    case .apply(let function, let argument):
      return .elementary(function, slot(argument))
    case .expectation(let dual, let arguments):
      return .expectation(dual, arguments.map(slot))
    case .quantity:
      preconditionFailure("a quantity is the value of its child, which has a slot already")
    }
  }

  /// Encloses every expression at the given inputs with working precision `precision`; says nothing of
  /// any where the work is interrupted.
  ///
  /// With `isDefined` what is enclosed are the values at the points at which everything is defined: arguments
  /// are cut to what a function takes.
  ///
  /// - Precondition: one interval for each of ``inputs``.
  package func evaluate(
    _ values: [Interval], precision: Precision, isDefined: Bool = false
  ) -> [Interval] {
    precondition(values.count == inputs.count, "one interval for each input")
    var slots: [Interval] = []
    slots.reserveCapacity(instructions.count)
    let known = isDefined ? nil : constants?.values(of: self, precision: precision)
    for instruction in instructions {
      if slots.count % 64 == 0 && Interruption.isDue {
        return results.map { _ in .indeterminate(precision: precision) }
      }
      if let value = known?[slots.count] {
        slots.append(value)
        continue
      }
      var value = Program.run(instruction, slots, values, precision)
      if isDefined && value.isIndeterminate {
        value = Program.cut(instruction, slots, precision) ?? value
      }
      slots.append(value)
    }
    return results.map { slots[$0] }
  }

  /// Whether there are Gaussian expectations without closed form among the instructions.
  var hasExpectations: Bool {
    instructions.contains { if case .expectation = $0 { true } else { false } }
  }

  /// An expectation that has no enclosure: how it is called, and why.
  struct Obstacle {
    let call: String
    let failure: DualFailure
  }

  /// The first expectation that has no enclosure.
  func obstacle(_ values: [Interval], precision: Precision) -> Obstacle? {
    var slots: [Interval] = []
    for instruction in instructions {
      if case .expectation(let dual, let places) = instruction {
        let arguments = places.map { slots[$0] }
        do throws(DualFailure) {
          _ = try dual.value(
            at: arguments, isDiagonal: Set(places).count == 1, precision: precision)
        } catch {
          if error == .interrupted { return nil }
          return Obstacle(call: dual.call(arguments.map(\.pointDescription)), failure: error)
        }
      }
      slots.append(Program.run(instruction, slots, values, precision))
    }
    return nil
  }

  /// The values of an instruction where its operands are such that it has one; nil where there may be none, or
  /// no bound is known.
  private static func cut(
    _ instruction: Instruction, _ slots: [Interval], _ precision: Precision
  ) -> Interval? {
    switch instruction {
    case .product(let factors):
      let powers = factors.map { slots[$0.slot].powers(of: $0.weight) }
      return powers.reduce(Interval(1, precision: precision)) { $0 * $1 }
    case .elementary(let function, let argument): return function.values(at: slots[argument])
    case .defined(let function, let argument):
      guard case .closed(let low, let high) = function.definition.domain else { return nil }
      let domain = Interval(lower: low, upper: high, precision: precision)
      return slots[argument].intersection(domain).map {
        function.enclosure(of: $0, precision: precision)
      }
    default: return nil
    }
  }

  static func run(
    _ instruction: Instruction, _ slots: [Interval], _ values: [Interval], _ precision: Precision
  ) -> Interval {
    switch instruction {
    case .rational(let value):
      return Interval(value, precision: precision)
    case .pi:
      return .pi(precision: precision)
    case .input(let index):
      // Functions work at their argument's precision, so that a short number must be made long.
      let value = values[index]
      return value.precision < precision ? value.rounded(to: precision) : value
    case .sum(let constant, let terms):
      var total = slots[terms[0].slot].weighted(by: terms[0].weight)
      for term in terms.dropFirst() {
        let value = slots[term.slot]
        if term.weight == 1 {
          total = total + value
        } else if term.weight == -1 {
          total = total - value
        } else {
          total = total + value.scaled(by: term.weight)
        }
      }
      return constant.isZero ? total : total.adding(constant)
    case .product(let factors):
      var product = slots[factors[0].slot].raised(to: factors[0].weight)
      for factor in factors.dropFirst() {
        let base = slots[factor.slot]
        product =
          factor.weight == -1 ? product / base : product * base.raised(to: factor.weight)
      }
      return product
    case .elementary(let function, let argument):
      return function.enclosure(of: slots[argument])
    case .defined(let function, let argument):
      return function.enclosure(of: slots[argument], precision: precision)
    case .expectation(let dual, let arguments):
      return dual.enclosure(
        of: arguments.map { slots[$0] }, isDiagonal: Set(arguments).count == 1, precision: precision
      )
    }
  }
}

extension Interval {
  /// The number itself, where it is one that is short.
  fileprivate var pointDescription: String {
    guard isPoint, let number = lower.exactRational.map(String.init(describing:)),
      number.count <= 12
    else { return shortDescription }
    return number
  }

  fileprivate func weighted(by weight: Rational) -> Interval {
    weight == 1 ? self : weight == -1 ? -self : scaled(by: weight)
  }

  fileprivate func raised(to exponent: Rational) -> Interval {
    if exponent == 1 { return self }
    if exponent == Rational(1, 2) { return squareRoot }
    if let integer = exponent.asInt { return power(integer) }
    return power(exponent)
  }
}

extension Interval {
  /// The powers of those members that have one; indeterminate where no bound is known.
  fileprivate func powers(of exponent: Rational) -> Interval {
    let all = raised(to: exponent)
    guard all.isIndeterminate, !isIndeterminate, upper.sign > 0,
      !(exponent.isInteger && lower.sign < 0)
    else { return all }
    let part = Interval(lower: .zero(precision: precision), upper: upper)
    if exponent.signum > 0 { return part.raised(to: exponent) }
    return Interval(
      lower: Interval(upper).raised(to: exponent).lower, upper: .infinity(precision: precision))
  }
}

extension FunctionSymbol {
  /// The values at those members of an interval that the function takes; nil where no bound is known.
  fileprivate func values(at x: Interval) -> Interval? {
    if x.isIndeterminate { return nil }
    switch self {
    case .acos, .asin:
      let unit = Interval(lower: -1, upper: 1, precision: x.precision)
      return x.intersection(unit).map { enclosure(of: $0) }
    case .log where x.upper.sign > 0:
      return -Interval(
        lower: (-Interval(x.upper).logarithm).lower, upper: .infinity(precision: x.precision))
    default: return nil
    }
  }

  /// The enclosure that the arithmetic gives.
  func enclosure(of x: Interval) -> Interval {
    switch self {
    case .sin: x.sine
    case .cos: x.cosine
    case .acos: x.arccosine
    case .asin: x.arcsine
    case .atan: x.arctangent
    case .exp: x.exponential
    case .log: x.logarithm
    case .abs: x.magnitude
    case .erf: x.errorFunction
    case .erfc: x.complementaryErrorFunction
    case .defined: .indeterminate(precision: x.precision)
    }
  }
}
