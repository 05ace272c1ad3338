import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing

@testable import CoqCertificates

/// The expansion that the search sees, against the kernels composed by KernelComposition.
@Suite("Expansion of networks")
struct ExpansionTests {
  /// All networks with H = 2, and some with H = 3 and 4.
  static let networks: [String] = {
    let codes = ["0", "1", "2"]
    let small = codes.flatMap { a in codes.flatMap { b in codes.map { "\(a)_\(b)\($0)" } } }
    return small + [
      "2_02_002", "1_01_222", "2_21_112", "2_22_222", "1_11_111", "2_11_002", "0_12_211",
      "1_12_212_2112", "2_12_021_2222",
    ]
  }()

  @Test(arguments: networks, PropagationRule.allCases)
  func agreesWithComposition(_ text: String, _ rule: PropagationRule) throws {
    let graph = try NetworkGraph(parsing: text)
    let network = try #require(CoqNetwork(graph, name: "net"))
    let arithmetic = CheckerArithmetic(precision: Precision(100))
    for rho in [Rational(-1), Rational(-3, 7), Rational(0), Rational(5, 8), Rational(1)] {
      let kernels = try NetworkKernels(
        graph.removingUnreachableParts(),
        inputs: .unit(correlation: ExpressionGraph().rational(rho)), rule: rule)
      let expected: [(CoqExpression.NetworkQuantity, Expression)] = [
        (.kii(rule), kernels.nngp.ii), (.kij(rule), kernels.nngp.ij),
        (.lambda2(rule), kernels.smallestEigenvalue),
      ]
      for (quantity, expression) in expected {
        let expanded = CoqExpression.network(quantity, network, .variable(0)).expanded
        let enclosure = arithmetic.enclosure(
          expanded, Interval(rho, precision: Precision(100)))
        let value = Program([expression]).evaluate([], precision: Precision(160))[0]
        #expect(enclosure.overlaps(value), "\(quantity) at \(rho)")
        #expect(enclosure.width.double(rounding: .up) < 1e-12)
      }
    }
    // Kii − Kij is written without Kii, as the first part of λ₂ is.
    let entries = [CoqExpression.NetworkQuantity.kii(rule), .kij(rule), .lambda2(rule)]
      .map { CoqExpression.network($0, network, .variable(0)) }
    guard case .binary(.minimum, let gap, _) = entries[2].expanded else {
      Issue.record("λ₂ is not a minimum")
      return
    }
    #expect(CoqExpression.binary(.subtract, entries[0], entries[1]).expanded == gap)
    #expect(CoqExpression.binary(.subtract, entries[1], entries[0]).expanded != gap)
  }

  /// The recurrence of the orders against the kernels' own enclosures.
  @Test(arguments: 2...9) func ordersAreThoseOfTheKernels(_ order: Int) throws {
    let arithmetic = CheckerArithmetic(precision: Precision(100))
    let graph = ExpressionGraph()
    for rho in [Rational(-1), Rational(-3, 7), Rational(0), Rational(5, 8), Rational(1)] {
      let value = Program([graph.apply(.kappa(order), graph.rational(rho))]).evaluate(
        [], precision: Precision(160))[0]
      let enclosure = arithmetic.enclosure(
        .kernel(order: order, .variable(0)), Interval(rho, precision: Precision(100)))
      #expect(enclosure.overlaps(value), "\(order) at \(rho)")
      #expect(enclosure.width.double(rounding: .up) < 1e-12)
    }
  }

  @Test(arguments: networks) func depthsAreThoseOfThePaths(_ text: String) throws {
    let graph = try NetworkGraph(parsing: text)
    let network = try #require(CoqNetwork(graph, name: "net"))
    var counts = [Integer](repeating: 0, count: (network.depths.max() ?? -1) + 1)
    for depth in network.depths { counts[depth] += 1 }
    #expect(counts == graph.pathPolynomial.trimmed)
  }
}

extension [Integer] {
  /// Without the zeros at the end.
  fileprivate var trimmed: [Integer] {
    let rest = reversed().drop { $0.isZero }
    return rest.reversed()
  }
}
