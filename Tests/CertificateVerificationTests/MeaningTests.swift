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
    let meaning = Meaning(variables: ["x"])
    let step = try meaning.term(text)
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
    "1.5e-3*x", "2(x+1)", "abs(x)^3", "√x²", "x^(1/2)^2", "+x - -x", "ln(2+x)", "max(x, 1/4)",
    "min(x, -x, 1/3)",
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

  /// Terms with variables of their own, and Gaussian expectations, against what they are.
  @Test(arguments: [
    ("sum(j = 1..4, j*x^j)", "x + 2*x^2 + 3*x^3 + 4*x^4"), ("sum(j = 3..2, x)", "0"),
    ("product(j = 1..3, x + j)", "(x+1)*(x+2)*(x+3)"), ("product(j = 1..0, x)", "1"),
    ("sum(i = 1..2, product(j = i..3, x - i*j))", "(x-1)*(x-2)*(x-3) + (x-4)*(x-6)"),
    ("iterate(f(t), t: x, 3)", "f(f(f(x)))"), ("iterate(x*t, t: 1, 4)", "x^4"),
    ("iterate(t + 1, t: x, 0)", "x"), ("sum(k = 2..3, f^k(x))", "f^2(x) + f^3(x)"),
    ("sum(k = 2..3, f^(k-1)(x))", "f(x) + f^2(x)"), ("sum(k = 1..2, x^(k)*2)", "2x + 2x^2"),
    ("d(x^4 - 2*x^3, x, 3)", "24x - 12"), ("d(f(t), t: x)", "kappa(0, x)"),
    ("d(kappa(2, t), t: x)", "4/3*f(x)"), ("d(t^x, t: 2)", "x*2^(x-1)"),
    ("d(sin(t)*cos(t), t: x)", "cos(x)^2 - sin(x)^2"),
    ("d(exp(t^2), t: x, 2)", "(2 + 4x^2)*exp(x^2)"),
    ("d(log(2 + t)/(3 + t), t: x)", "1/((2+x)*(3+x)) - log(2+x)/(3+x)^2"),
    ("d(atan(t), t: x)", "1/(1+x^2)"), ("d(acos(t/2), t: x)", "-1/sqrt(4-x^2)"),
    ("d(asin(t/2), t: x)", "1/sqrt(4-x^2)"), ("d(abs(t - 3), t: x)", "-1"),
    ("d(kappa(0, t/2), t: x)", "1/(pi*sqrt(4-x^2))"), ("d(sqrt(2 + t), t: x)", "1/(2*sqrt(2+x))"),
    ("d(d(t^3, t)*t, t: x)", "9*x^2"), ("d(f(f(t)), t: x)", "kappa(0, f(x))*kappa(0, x)"),
    ("d(Kij(chain(3), t, exact), t: x)", "kappa0(f^2(x))*kappa0(f(x))*kappa0(x)"),
    ("dual(relu; 1, 4, 2x)", "f(x)"), ("dual_derivative(relu; 1, 4, 2x)", "kappa(0, x)/2"),
    ("dual_mean(relu; 4)", "2/sqrt(2*pi)"), ("dual(erf; 1, 2, x)", "2/pi*asin(2x/sqrt(15))"),
    ("dual_derivative(erf; 1, 2, x)", "4/(pi*sqrt(15 - 4x^2))"),
    ("critical_weight(relu; 3)", "2"), ("critical_bias(relu; 3)", "0"),
    ("critical_weight(erf; 1)", "pi*sqrt(5)/4"),
    ("paths(dense(4), 2) + 0x", "3"), ("depth(resnet(4)) + 0x", "2"),
    ("width(node(dense(3), \"2\")) + 0x", "4/3"),
  ]) func formsMeanWhatTheyAre(_ text: String, _ other: String) throws {
    for x in [Rational(1, 3), Rational(-2, 7), Rational(9, 10)] {
      let (own, expected) = (try value(text, at: x), try value(other, at: x))
      #expect(own.overlaps(expected), "\(text) at \(x): \(own) and \(expected)")
      #expect(own.width.isZero || own.relativeAccuracyBits > 40 || own.contains(0))
    }
  }

  /// Families and nodes of networks, and unequal inputs with means, under every rule.
  @Test(arguments: [
    ("chain(3)", "chain(3)"), ("resnet(4, skip: 2, scale: 1/2)", "resnet(4, skip: 2, scale: 1/2)"),
    ("resnet(5, skip: 3)", "resnet(5, skip: 3)"), ("dense(3)", "dense(3)"),
    ("\"dense(2)\"", "2_22"), ("\"1_12_120\"", "1_12_120"), ("node(\"1_12_120\", 2)", "1_12"),
  ]) func generalKernelsAreTheCalculators(_ term: String, _ text: String) throws {
    let graph = try NetworkGraph(parsing: text)
    let numbers: [Rational] = [2, Rational(3, 2), Rational(-1, 3), Rational(1, 2), Rational(-1, 4)]
    for rule in PropagationRule.allCases {
      let expressions = ExpressionGraph()
      let all = numbers.map { expressions.rational($0) }
      let inputs = InputPair(
        kernel: KernelEntries(ii: all[0], jj: all[1], ij: all[2]), means: (all[3], all[4]))
      let kernels = try NetworkKernels(
        graph.removingUnreachableParts(), inputs: inputs, rule: rule)
      let ntk = try #require(kernels.ntk)
      let wanted = [
        ("Kii", kernels.nngp.ii), ("Kjj", kernels.nngp.jj), ("Kij", kernels.nngp.ij),
        ("NTKii", ntk.ii), ("NTKjj", ntk.jj), ("NTKij", ntk.ij),
        ("lambda2", kernels.smallestEigenvalue), ("ntk_lambda2", ntk.smallestEigenvalue),
        ("mean", kernels.means.i), ("mean_j", kernels.means.j),
      ]
      let arguments = numbers.map { "\($0)" }.joined(separator: ", ")
      for (name, expression) in wanted {
        let own = try value("\(name)(\(term), inputs(\(arguments)), \(rule.rawValue))", at: 0)
        let other = Program([expression], inputs: []).evaluate([], precision: Self.precision)[0]
        #expect(
          own.overlaps(other) && (own.relativeAccuracyBits > 60 || own.contains(0)),
          "\(name) of \(text), \(rule): \(own), \(other)")
      }
    }
  }

  /// Identities that hold, and near misses that do not.
  @Test func identities() throws {
    func isZero(_ text: String) throws -> Bool {
      let meaning = Meaning(variables: ["x", "y"])
      let step = try meaning.term(text)
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
      "sin(2*x) - sin(x)*cos(x)", "cos(2*x) - 1 + sin(x)^2", "cos(x+y) - cos(x)*cos(y)",
      "acos(cos(x)) - x",
      "sin(acos(x)) + sqrt(1-x^2)", "exp(x+y) - exp(x) - exp(y)", "sqrt(x^2*y) - x*sqrt(y)",
    ] { #expect(try !isZero(text), "\(text)") }
  }
}
