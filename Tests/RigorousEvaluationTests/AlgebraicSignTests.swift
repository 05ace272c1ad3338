import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

@testable import RigorousEvaluation

@Suite struct AlgebraicSignTests {
  private static let precision = Precision(128)
  private static let square = Box(lower: [-1, -1], upper: [1, 1])

  private static func sign(_ text: String, on box: Box) throws -> KnownSign? {
    AlgebraicSign(try read(text), ["x", "y"])?.sign(on: box, precision: precision)
  }

  @Test func knownSigns() throws {
    let cases: [(text: String, sign: KnownSign)] = [
      ("f(x)^2 - f(x) + 1/4", .nonnegative), ("f(x) - f(x)^2 - 1/4", .nonpositive),
      ("f(x)^2 - f(x) + 1/3", .positive), ("f(x)^2 - f(x) + 1/5", .unknown),
      ("x^2 + x*y + y^2", .nonnegative), ("-x^2 + x*y - y^2", .nonpositive),
      ("x^2 + 3*x*y + y^2", .unknown), ("x^2 + x*y + y^2 + 1/100", .positive),
      ("(x^2-2)^2*(x^2+1)", .positive), ("(x^2-1/2)^2*(x-3)", .nonpositive),
      ("(3*x^2-1)^2/(x+2)", .nonnegative), ("(x^2-1/2)^2*(x-1/2)", .unknown),
      ("x^2 + x + y", .unknown), ("x^2 + y*x + 1/5", .unknown),
      ("x^2 + 7*x*y/4 + y^2", .nonnegative), ("(f(x) - f(x)^2 - 1/3)^2*(y+3)", .positive),
      ("(f(x) - f(x)^2 - 1/3)^3*(y+3)", .negative),
      ("(f(x)^2 - f(x) - 1)^2*(y+3)", .positive), ("cos(x)^4 - 2*cos(x)^2 + 1", .nonnegative),
    ]
    for (text, sign) in cases {
      #expect(try Self.sign(text, on: Self.square) == sign, "\(text)")
    }
  }

  /// An end of the generator's range on a root leaves the sign weak, one beside it does not.
  @Test func endsOnRoots() throws {
    let text = "(x-1/2)*(x^2-4)*(x-1/3)^2"
    func sign(_ low: Rational, _ high: Rational) throws -> KnownSign? {
      try Self.sign("(\(text))+0*y", on: Box(lower: [low, 0], upper: [high, 0]))
    }
    #expect(try sign(Rational(1, 2), 1) == .nonpositive)
    #expect(try sign(Rational(9, 16), 1) == .negative)
    #expect(try sign(0, Rational(1, 2)) == .nonnegative)
    #expect(try sign(0, Rational(1, 4)) == .positive)
    #expect(try sign(0, Rational(9, 16)) == .unknown)
  }

  /// Where nothing is to be had from algebra there is no sign to prepare.
  @Test func nothingToSay() throws {
    for text in ["x", "f(x)", "x + y", "2", "x*y", "exp(x) - y"] {
      #expect(AlgebraicSign(try read(text), ["x", "y"]) == nil, "\(text)")
    }
  }

  /// Where a divisor vanishes, so does the expression.
  @Test func divisors() throws {
    for (text, roots) in [
      ("(x^2-1/2)^2*(1+x^2)", ["sqrt(2)/2", "-sqrt(2)/2"]),
      ("x^4 - 5*x^2 + 6", ["sqrt(2)", "sqrt(3)"]),
      ("x^2 - 2*sqrt(2)*x + 2", ["sqrt(2)"]),
      ("(x^2-1/2)^2/(x^2-1/9)", ["sqrt(2)/2"]),
    ] {
      let graph = ExpressionGraph()
      let expression = try read(text, graph)
      let divisors = expression.divisions.map(\.divisor)
      for root in roots {
        let value = try read(root, graph)
        #expect(
          divisors.contains {
            $0.instance(["x": value])?.provenRational(expanding: true) == 0
          }, "\(text): \(root)")
        #expect(expression.instance(["x": value])?.provenRational(expanding: true) == 0)
      }
      for divisor in divisors {
        for step in -40...40 {
          let point = ["x": Rational(Integer(step), 12)]
          if divisor.instance(point)?.provenRational(expanding: true) == 0 {
            #expect(
              expression.instance(point)?.provenRational(expanding: true) == 0,
              "\(divisor) of \(text) at \(point)")
          }
        }
      }
    }
  }

  /// Random polynomials of sub-expressions, most with double roots: no claim is wrong anywhere.
  @Test(arguments: 0..<4) func randomSigns(_ block: Int) throws {
    var failures = Failures()
    var claimed = 0
    let count = scaledCount(120)
    for case_ in 0..<count {
      let graph = ExpressionGraph()
      var random = RandomExpression(
        graph, variables: ["x", "y"], seed: UInt64(95_000 + 1000 * block + case_))
      let generator = try read(
        ["x", "f(x)", "cos(x)*y", "kappa(0,x)"].randomElement(using: &random.generator) ?? "x",
        graph)
      var function = graph.rational(random.rational() + 1)
      for _ in 0..<2 {
        let factor: Expression
        switch Int.random(in: 0..<4, using: &random.generator) {
        case 0: factor = generator - random.rational() / 20
        case 1: factor = generator * generator - Rational(1, 2)
        case 2: factor = generator * generator + random.rational() * generator + random.rational()
        default:
          factor = generator * generator + generator * graph.variable("y") + random.rational()
        }
        function =
          function
          * factor.power(Rational(Integer(Int.random(in: 1...3, using: &random.generator))))
      }
      if case_ % 2 == 0 { function = function.multipliedOut() }
      guard let algebra = AlgebraicSign(function, ["x", "y"]) else { continue }
      let box = Box.random(variables: 2, &random.generator)
      let sign = algebra.sign(on: box, precision: Self.precision)
      if sign == .unknown { continue }
      claimed += 1
      let signs = SampledSigns(function, ["x", "y"])
      for _ in 0..<30 {
        let point = box.point(&random.generator)
        failures.check(
          signs.sign(at: point).map { sign.allows($0) } ?? true, "\(function) at \(point): \(sign)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claimed > count / 4)
  }
}

@Suite struct CertifiedSignTests {
  /// Constants close to 0, of either sign, and 0.
  @Test func knownSigns() throws {
    let cases: [(String, Int?)] = [
      ("pi - 355/113", -1), ("sqrt(2) - 1414213562/10^9", 1), ("sqrt(2)*sqrt(3) - sqrt(6)", 0),
      ("(1+sqrt(2))^2 - 3 - 2*sqrt(2)", 0), ("f(1) - 1", 0), ("f(-1)", 0),
      ("10^(-400) - 10^(-401)", 1),
      ("exp(1) - exp(1+10^(-300))", -1), ("-1/pi", -1),
    ]
    for (text, sign) in cases { #expect(try read(text).certifiedSign == sign, "\(text)") }
  }

  /// |x| is resolved where the sign is certified, and has the same value then.
  @Test func magnitudes() throws {
    let graph = ExpressionGraph()
    for (text, plain) in [
      ("|pi-4|", "4-pi"), ("|pi-3|", "pi-3"), ("|sqrt(2)-|1-sqrt(3)||", "sqrt(2)-sqrt(3)+1"),
      ("|1/3-pi/10|+|pi|", "1/3-pi/10+pi"),
    ] {
      let resolved = try read(text, graph).withMagnitudesResolved
      #expect((resolved - (try read(plain, graph))).provenRational(expanding: true) == 0, "\(text)")
    }
  }
}
