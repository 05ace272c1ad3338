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

  /// 1/weight of a number; nil for a function.
  var inverse: FeatureWeight? {
    if case .number(let value) = self, !value.isZero { return .number(1 / value) }
    return nil
  }

  static func * (a: FeatureWeight, b: FeatureWeight) -> FeatureWeight {
    switch (a, b) {
    case (.number(let a), .number(let b)): .number(a * b)
    case (.number(let a), .function(let b)): .function(.init(i: a * b.i, j: a * b.j))
    case (.function(let a), .number(let b)): .function(.init(i: b * a.i, j: b * a.j))
    case (.function(let a), .function(let b)): .function(.init(i: a.i * b.i, j: a.j * b.j))
    }
  }

  static func * (a: Rational, b: FeatureWeight) -> FeatureWeight { .number(a) * b }

  static func += (a: inout FeatureWeight, b: FeatureWeight) {
    switch (a, b) {
    case (.number(let x), .number(let y)): a = .number(x + y)
    case (.number(let x), .function(let y)), (.function(let y), .number(let x)):
      a = .function(.init(i: y.i + x, j: y.j + x))
    case (.function(let x), .function(let y)): a = .function(.init(i: x.i + y.i, j: x.j + y.j))
    }
  }
}
