import ExactArithmetic
import SymbolicExpressions

/// The weight of a feature in a node's sum: a number, or, downstream of a normalised node, a function of
/// the input.
enum FeatureWeight: Equatable {
  case number(Rational)
  indirect case function(Function)

  /// A function of the input, by its values at the two inputs.
  struct Function: Equatable {
    let i: Expression
    let j: Expression
  }

  static var zero: FeatureWeight { .number(0) }
  static var one: FeatureWeight { .number(1) }

  /// Whether it is 0 whatever the inputs.
  var isZero: Bool {
    switch self {
    case .number(let value): value.isZero
    case .function(let function): function.i.isZero && function.j.isZero
    }
  }

  static func * (a: FeatureWeight, b: FeatureWeight) -> FeatureWeight {
    switch (a, b) {
    case (.number(let a), .number(let b)): .number(a * b)
    case (.number(let a), .function(let b)): .function(.init(i: a * b.i, j: a * b.j))
    case (.function(let a), .number(let b)): .function(.init(i: b * a.i, j: b * a.j))
    case (.function(let a), .function(let b)): .function(.init(i: a.i * b.i, j: a.j * b.j))
    }
  }

  static func + (a: FeatureWeight, b: FeatureWeight) -> FeatureWeight {
    switch (a, b) {
    case (.number(let a), .number(let b)): .number(a + b)
    case (.number(let a), .function(let b)), (.function(let b), .number(let a)):
      .function(.init(i: b.i + a, j: b.j + a))
    case (.function(let a), .function(let b)): .function(.init(i: a.i + b.i, j: a.j + b.j))
    }
  }
}

/// A node's features as a combination of atoms.
///
/// Weights that are numbers are kept apart: without normalised nodes there are no others, and large networks
/// have many.
struct Combination {
  private var numbers: [Int: Rational] = [:]
  /// The atoms whose weights are not numbers.
  private var functions: [Int: FeatureWeight] = [:]

  /// How many atoms there are.
  var count: Int { numbers.count + functions.count }

  /// Adds a weighted atom.
  mutating func add(_ weight: FeatureWeight, of atom: Int) {
    if case .number(let number) = weight, functions[atom] == nil {
      numbers[atom, default: 0] += number
    } else {
      functions[atom] = (self[atom] ?? .zero) + weight
      numbers[atom] = nil
    }
  }

  /// Adds a weighted combination.
  mutating func add(_ weight: FeatureWeight, of other: Combination) {
    if case .number(let factor) = weight, functions.isEmpty {
      for (atom, number) in other.numbers { numbers[atom, default: 0] += factor * number }
    } else {
      for (atom, number) in other.numbers { add(weight * .number(number), of: atom) }
    }
    for (atom, function) in other.functions { add(weight * function, of: atom) }
  }

  /// Without the atoms that have cancelled, in their order.
  var atoms: [(atom: Int, weight: FeatureWeight)] {
    (numbers.map { (atom: $0.key, weight: FeatureWeight.number($0.value)) }
      + functions.map { (atom: $0.key, weight: $0.value) })
      .filter { !$0.weight.isZero }.sorted { $0.atom < $1.atom }
  }

  /// Takes `whole` out where each of its atoms is there with its weight in `whole`, up to one factor, which
  /// is returned. A factor that is no number is seen where it is `expected`, or where `whole` has numbers.
  mutating func extract(_ whole: Combination, expected: Rational) -> FeatureWeight? {
    if let (atom, number) = whole.numbers.first, whole.functions.isEmpty, functions.isEmpty {
      guard let arriving = numbers[atom], !arriving.isZero else { return nil }
      let factor = arriving / number
      guard whole.numbers.allSatisfy({ numbers[$0.key] == factor * $0.value }) else { return nil }
      for atom in whole.numbers.keys { numbers[atom] = nil }
      return .number(factor)
    }
    var factor = FeatureWeight.number(expected)
    if let (atom, number) = whole.numbers.first(where: { !$0.value.isZero }),
      let arriving = self[atom]
    {
      factor = .number(1 / number) * arriving
    }
    let atoms = whole.atoms
    guard !factor.isZero, atoms.allSatisfy({ self[$0.atom] == factor * $0.weight }) else {
      return nil
    }
    for (atom, _) in atoms { (numbers[atom], functions[atom]) = (nil, nil) }
    return factor
  }

  private subscript(atom: Int) -> FeatureWeight? {
    functions[atom] ?? numbers[atom].map { .number($0) }
  }
}
