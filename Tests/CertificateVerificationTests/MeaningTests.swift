import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@testable import CertificateVerification

/// What the checker reads and computes on its own, against the calculator, which shares no code with it.
@Suite struct MeaningTests {
  private static let precision = Precision(96)

  /// The value of a term of one variable at a point.
  private func value(_ text: String, at x: Rational) throws -> Interval {
    let scanner = try Scanner(text)
    var place = 0
    let term = try TermText(scanner, &place)
    let meaning = Meaning(variables: ["x"], networks: [:])
    let step = try meaning.term(term)
    let sides = [Interval(x, precision: Self.precision)]
    return Evaluation(
      meaning.terms, meaning.terms.program(for: [step]), on: sides, Self.precision
    ).values[step]
  }

  @Test(arguments: [
    "f(x)", "kappa(0, x)", "kappa(2,x)", "kappa(7, x)", "κ₃(x)", "h(f(x))", "f^3(x)", "-x^2",
    "2x^2",
    "x^-2", "2^x^2", "√2·x", "3√2", "|x| + |x - 1|", "2π·x", "x/2/3", "1 - x - 1", "-(x+1)^3",
    "exp(x) - log(2 + x)", "acos(x)*asin(x)", "sin(cos(x))", "atan(x)", "sqrt(1-x^2)", "x²",
    "(x+1)^(1/3)",
    "1.5e-3*x", "2(x+1)", "abs(x)^3", "√x²", "x^(1/2)^2", "+x - -x", "ln(2+x)",
  ]) func termsMeanWhatTheCalculatorSays(_ text: String) throws {
    for x in [Rational(1, 3), Rational(-2, 7), Rational(99, 100), 0, 1] {
      let own = try value(text, at: x)
      let read = try TermReader(graph: ExpressionGraph(), library: .kernels).read(text)
      let other = Program([read.expression], inputs: ["x"])
        .evaluate([Interval(x, precision: Self.precision)], precision: Self.precision)[0]
      if other.isIndeterminate || own.isIndeterminate { continue }
      #expect(own.overlaps(other), "\(text) at \(x): \(own) and \(other)")
      #expect(own.width.isZero || own.relativeAccuracyBits > 40 || own.contains(0))
    }
  }

  /// Every network with H = 3, every rule, every quantity.
  @Test func kernelsAreTheCalculators() throws {
    var failures = Failures()
    for network in Network.complete(3) {
      let graph = try NetworkGraph(digitString: network.text)
      for rule in ["variance-only", "exact", "exact-without-means"] {
        let rho = Rational(-3, 10)
        let expressions = ExpressionGraph()
        let kernels = try NetworkKernels(
          graph.removingUnreachableParts(),
          inputs: .unit(correlation: expressions.rational(rho)),
          rule: try #require(PropagationRule(rawValue: rule)))
        let ntk = try #require(kernels.ntk)
        let wanted = [
          ("Kii", kernels.nngp.ii), ("Kij", kernels.nngp.ij),
          ("lambda2", kernels.smallestEigenvalue),
          ("NTKii", ntk.ii), ("NTKij", ntk.ij),
        ]
        for (name, expression) in wanted {
          let own = try value("\(name)(\"\(network.text)\", x, \(rule))", at: rho)
          let other = Program([expression], inputs: []).evaluate([], precision: Self.precision)[0]
          failures.check(
            own.overlaps(other) && (own.relativeAccuracyBits > 60 || own.contains(0)),
            "\(name) of \(network.text), \(rule): \(own), \(other)")
        }
      }
      let statistics = graph.pathStatistics
      let counts = network.pathCounts
      failures.check(counts.reduce(0) { $0 + $1 } == statistics.count, network.text)
      failures.check(
        counts.dropFirst().reduce(0) { $0 + $1 } == statistics.parameterisedCount, network.text)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: 0...8) func kernelEnclosures(_ order: Int) {
    for (low, high) in [(-1, 1), (-1, -1), (1, 1), (0, 1)] {
      let x = Interval(lower: Rational(low), upper: Rational(high), precision: Self.precision)
      let values = x.applying(Function.kappa(order))
      #expect(high < 1 ? values.contains(0) : values.contains(1))
    }
    for k in 1...20 {
      let x = Rational(-1) + Rational(1, Integer(2).power(UInt(2 * k)))
      let own = Interval(x, precision: Self.precision).applying(Function.kappa(order))
      let graph = ExpressionGraph()
      let other = Program([graph.rational(x).applying(.defined(.kappa(order)))], inputs: [])
        .evaluate([], precision: Self.precision)[0]
      #expect(own.overlaps(other) && own.relativeAccuracyBits > 80)
    }
  }

  /// Identities that hold, and near misses that do not.
  @Test func identities() throws {
    func isZero(_ text: String) throws -> Bool {
      let scanner = try Scanner(text)
      var place = 0
      let meaning = Meaning(variables: ["x", "y"], networks: [:])
      let step = try meaning.term(try TermText(scanner, &place))
      let ring = Ring()
      let p = try #require(ring.polynomial(of: step, in: meaning.terms))
      return ring.isZero(p, expanding: true)
    }
    for text in [
      "(x+y)^2 - x^2 - 2*x*y - y^2", "sqrt(8) - 2*sqrt(2)", "sqrt(2)*sqrt(3) - sqrt(6)",
      "1/(1+x) - (1-x)/(1-x^2)", "f(x) - f(-x) - x", "acos(-x) + acos(x) - pi",
      "asin(x) + acos(x) - pi/2", "f(1/2) - sqrt(3)/(2*pi) - 1/3", "abs(x)^2 - x^2",
      "abs(-x) - abs(x)",
      "sin(-x) + sin(x)", "sqrt(1+x^2)^2 - 1 - x^2", "sqrt(pi)*sqrt(pi) - pi", "f(1) - 1", "f(-1)",
      "kappa(2,0) - 1/6", "1/(2+2*x) - 1/2/(1+x)",
      "sin(2*x) - 2*sin(x)*cos(x)", "cos(2*x) + 2*sin(x)^2 - 1", "cos(3*x) - 4*cos(x)^3 + 3*cos(x)",
      "sin(x-y) - sin(x)*cos(y) + cos(x)*sin(y)", "sin(x+pi/2) - cos(x)", "cos(acos(x)) - x",
      "cos(asin(x)) - sqrt(1-x^2)", "sin(-acos(x)) + sqrt(1-x^2)", "cos(2*acos(x)) - 2*x^2 + 1",
      "exp(x-2*y) - exp(x)/exp(y)^2", "sqrt(x^2) - abs(x)", "(x^2*y^4)^(1/4) - sqrt(abs(x))*abs(y)",
    ] { #expect(try isZero(text), "\(text)") }
    for text in [
      "sqrt(x^2) - x", "sqrt(x^2) + x", "abs(x) - x", "f(x) - f(-x) + x",
      "sqrt(2)*sqrt(3) - sqrt(5)",
      "acos(x) - acos(-x)", "(x^3)^(1/3) - x", "1/(1+x) - 1/(1-x)", "cos(x) + cos(-x)",
      "f(1/2) - 1/3",
      "exp(x) - 1", "log(x)", "kappa(2,x) - f(x)^2", "1e-50",
      "sin(2*x) - sin(x)*cos(x)", "cos(2*x) - 1 + sin(x)^2", "cos(x+y) - cos(x)*cos(y)", "acos(cos(x)) - x",
      "sin(acos(x)) + sqrt(1-x^2)", "exp(x+y) - exp(x) - exp(y)", "sqrt(x^2*y) - x*sqrt(y)",
    ] { #expect(try !isZero(text), "\(text)") }
  }
}
