import ArcCosineKernels
import ExactArithmetic
import ExpressionExport
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import _TestSupport

/// Expressions in x and y that the executable notations are tested on: typed ones, kernels of
/// networks, and random ones.
struct ExportCases {
  /// Sources with every kind of node, shared parts and awkward numbers.
  static let typed = [
    "x", "-x", "3", "-2/3", "pi", "x/3 - 1/7", "1 - x^2", "pi - acos(x)", "2*(pi - acos(y))/3",
    "f(x)", "kappa(0, x)", "kappa(3, x) - kappa(5, y)", "f(f(x))*f(f(x)) + sqrt(f(f(x)))",
    "(x + 2)^3/(y - 5)^2", "(x^2 + 1)^(1/3)", "(x + 3)^(5/2)", "2^(1/3)*3^(2/3)*x", "|x - y|/2",
    "exp(-x)*sin(y) - cos(x)^4", "log(x + 2)/atan(y + 3)", "asin(x)*acos(y)",
    "1/(1 + x^2) - x/(1 + x^2)", "123456789012345678901234567890*x/7",
    "x*(y - (x - (y - (x - 1))))", "-(x - 1)/(-y - 2)", "x - (y - x^2)", "(-x)^3 - (-(x*y))^2",
  ]

  let graph = ExpressionGraph()
  private(set) var expressions: [Expression] = []

  /// What has erf in it, which Coq's library and NumPy alone do not have.
  static let withErrorFunctions = ["erf(x - 2*y)", "x*erfc(3*y)^2 - Phi(x)"]

  init(
    random: Int, depth: Int = 3, seed: UInt64 = 20_240_607, hasErrorFunctions: Bool = true
  ) throws {
    for source in Self.typed + (hasErrorFunctions ? Self.withErrorFunctions : []) {
      expressions.append(try TermReader(graph: graph, library: .kernels).read(source).expression)
    }
    for (dag, rule) in [
      ("2_21_112", PropagationRule.exact), ("2_22_222", .exact), ("1_21_122", .varianceOnly),
    ] {
      let kernels = try NetworkKernels(
        NetworkGraph(parsing: dag), inputs: .unit(correlation: graph.variable("x")), rule: rule)
      expressions += [kernels.nngp.ij, kernels.smallestEigenvalue]
      if let ntk = kernels.ntk { expressions.append(ntk.ij) }
    }
    var generator = RandomExpression(graph, variables: ["x", "y"], seed: seed)
    for _ in 0..<random { expressions.append(generator.expression(depth: depth)) }
  }

  /// Exact points of [−1, 1]², the corners among them.
  static let points: [[Double]] =
    [[-1, 1], [1, -1], [0, 0.5]]
    + {
      var generator = SplitMix64(seed: 7)
      return (0..<5).map { _ in
        (0..<2).map { _ in Double(Int.random(in: -4096...4096, using: &generator)) / 4096 }
      }
    }()

  /// The expressions as functions e_0, e_1, …
  var document: ExpressionDocument {
    ExpressionDocument(
      title: "Test cases",
      expressions.enumerated().map { .init(ExportName("e", "\($0.offset)"), $0.element) })
  }

  /// The point's values for an expression's variables, in their order.
  static func values(_ point: [Double], for expression: Expression) -> [Double] {
    expression.variables.map { $0 == "x" ? point[0] : point[1] }
  }

  /// An enclosure of the value at a point; nil where the expression is undefined.
  static func enclosure(_ expression: Expression, at point: [Double]) -> Interval? {
    let precision = Precision(400)
    let inputs = values(point, for: expression).map {
      Interval(BigFloat($0, precision: precision, rounding: .nearestEven))
    }
    let value = Program([expression], inputs: expression.variables)
      .evaluate(inputs, precision: precision)[0]
    return value.isIndeterminate ? nil : value
  }
}
