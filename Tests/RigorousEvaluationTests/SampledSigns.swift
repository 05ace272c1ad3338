import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// A term in the functions of the calculator.
func read(_ text: String, _ graph: ExpressionGraph = ExpressionGraph()) throws -> Expression {
  try TermReader(graph: graph, library: .kernels).read(text).expression
}

/// The sign of an expression at points, from enclosures at a precision that no algorithm under test
/// sees; nil where it cannot be told from 0.
struct SampledSigns {
  private let program: Program
  private let precision: Precision

  init(_ expression: Expression, _ variables: [String], bits: Int = 1200) {
    program = Program([expression], inputs: variables)
    precision = Precision(bits)
  }

  func value(at point: [Rational]) -> Interval {
    program.evaluate(
      point.map { Interval($0, precision: precision) }, precision: precision)[0]
  }

  func sign(at point: [Rational]) -> Int? {
    let value = value(at: point)
    return value.isIndeterminate ? nil : value.sign
  }
}

extension Box {
  /// A point of the box: a corner, one close to a corner, or any with small denominators.
  func point(_ generator: inout SplitMix64) -> [Rational] {
    lower.indices.map { index in
      let width = upper[index] - lower[index]
      let tiny = width.scaled(byPowerOfTwo: -Int.random(in: 1...200, using: &generator))
      return switch Int.random(in: 0..<8, using: &generator) {
      case 0: lower[index]
      case 1: upper[index]
      case 2: lower[index] + tiny
      case 3: upper[index] - tiny
      default:
        lower[index] + width * Rational(Integer(Int.random(in: 0...64, using: &generator)), 64)
      }
    }
  }

  /// A box in [−1, 1]ⁿ with ends of small denominators.
  static func random(variables: Int, _ generator: inout SplitMix64) -> Box {
    let sides = (0..<variables).map { _ in
      (0..<2).map { _ in
        Rational(Integer(Int.random(in: -12...12, using: &generator)), 12)
      }.sorted()
    }
    return Box(lower: sides.map { $0[0] }, upper: sides.map { $0[1] })
  }
}

extension KnownSign {
  /// Whether a number of this sign agrees with what is known.
  func allows(_ sign: Int) -> Bool {
    switch self {
    case .negative: sign < 0
    case .nonpositive: sign <= 0
    case .zero: sign == 0
    case .nonnegative: sign >= 0
    case .positive: sign > 0
    case .unknown: true
    }
  }
}
