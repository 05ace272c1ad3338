import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct KnownSignTests {
  private static let all: [KnownSign] = [
    .negative, .nonpositive, .zero, .nonnegative, .positive, .unknown,
  ]

  /// The signs that a number may have.
  private static func signs(_ known: KnownSign) -> Set<Int> {
    switch known {
    case .negative: [-1]
    case .nonpositive: [-1, 0]
    case .zero: [0]
    case .nonnegative: [0, 1]
    case .positive: [1]
    case .unknown: [-1, 0, 1]
    }
  }

  /// The least that says of a number that it has one of these signs.
  private static func known(_ signs: Set<Int>) -> KnownSign? {
    all.filter { signs.isSubset(of: Self.signs($0)) }.min {
      Self.signs($0).count < Self.signs($1).count
    }
  }

  /// Sums, products and opposites say all that follows from the operands' signs, and no more.
  @Test func arithmetic() {
    for a in Self.all {
      #expect(a.negated == Self.known(Set(Self.signs(a).map { -$0 })), "−\(a)")
      #expect(a.isAtLeastZero == Self.signs(a).isSubset(of: [0, 1]), "\(a)")
      for b in Self.all {
        var sums: Set<Int> = []
        var products: Set<Int> = []
        for x in Self.signs(a) {
          for y in Self.signs(b) {
            sums.formUnion(x * y < 0 ? [-1, 0, 1] : [(x + y).signum()])
            products.insert(x * y)
          }
        }
        #expect(a + b == Self.known(sums), "\(a) + \(b)")
        #expect(a * b == Self.known(products), "\(a) · \(b)")
      }
    }
  }

  /// Powers, where they are defined: of no negative number with a fraction, of 0 with no negative one.
  @Test func powers() {
    for a in Self.all {
      for exponent in [1, 2, 3, -1, -2, -3, Rational(1, 2), Rational(-1, 2), Rational(2, 3)] {
        let powers = Self.signs(a).compactMap { sign -> Int? in
          if sign < 0 && !exponent.isInteger || sign == 0 && exponent.signum < 0 { return nil }
          return exponent.isInteger && exponent.numerator.isOdd ? sign : sign * sign
        }
        // No power of the number is defined: anything may be said.
        if powers.isEmpty { continue }
        let found = Self.signs(a.raised(to: exponent))
        #expect(Set(powers).isSubset(of: found), "\(a)^\(exponent)")
        let best = Self.known(Set(powers)).map(Self.signs) ?? []
        // Of a number that may be negative no more is said of fractional powers than of its magnitude.
        if exponent.isInteger || Self.signs(a).isSubset(of: [0, 1]) {
          #expect(found == best || a == .unknown, "\(a)^\(exponent)")
        }
      }
    }
  }

  private static func read(_ text: String, _ graph: ExpressionGraph) throws -> Expression {
    try TermReader(graph: graph, library: .kernels).read(text).expression
  }

  /// What shows without evaluation.
  @Test func listedSigns() throws {
    let cases: [(text: String, sign: KnownSign)] = [
      ("pi", .positive), ("-2/pi", .negative), ("pi - 3", .unknown), ("x", .unknown),
      ("x^2", .nonnegative), ("-x^2", .nonpositive), ("x^2 + 1", .positive),
      ("-x^2 - pi", .negative),
      ("x^3", .unknown), ("1/x^2", .positive), ("|x|", .nonnegative), ("|x| + exp(x)", .positive),
      ("sqrt(x)", .nonnegative), ("1/sqrt(x)", .positive), ("exp(-x)", .positive),
      ("f(x)", .nonnegative), ("f(x) - 1", .unknown), ("-f(x)^2*x^2", .nonpositive),
      ("atan(x^2)", .nonnegative), ("asin(-x^2)", .nonpositive), ("acos(x)", .nonnegative),
      ("sin(x)", .unknown), ("log(1+x^2)", .unknown), ("x^2 - y^2", .unknown), ("x - x", .zero),
    ]
    for (text, sign) in cases {
      #expect(try Self.read(text, ExpressionGraph()).knownSign() == sign, "\(text)")
    }
  }

  /// With values inside their ranges functions are neither 0 nor 1.
  @Test func insideRanges() throws {
    let cases: [(text: String, sign: KnownSign)] = [
      ("f(x)", .positive), ("1 - f(x)", .positive), ("f(x) - 1", .negative),
      ("2 - f(x)", .positive), ("1/2 - f(x)", .unknown), ("f(x) - 1/2", .unknown),
      ("3 - 2*f(x) - f(x)^2", .unknown), ("1 + 2*f(x)", .positive), ("-3*f(x)", .negative),
      ("5/2 - 2*f(x) + x^2", .positive), ("2*f(x) - 2", .negative),
    ]
    for (text, sign) in cases {
      let graph = ExpressionGraph()
      let inside: Set = [try Self.read("f(x)", graph).id]
      #expect(try Self.read(text, graph).knownSign(inside: inside) == sign, "\(text)")
    }
    #expect(try Self.read("1 - f(x)", ExpressionGraph()).knownSign() == .unknown)
  }

  /// No claim about a random expression is wrong at any point; half of them are of expressions made to
  /// have a sign.
  @Test(arguments: 0..<4) func randomExpressions(_ block: Int) {
    var failures = Failures()
    var claimed = 0
    let precision = Precision(400)
    for case_ in 0..<scaledCount(500) {
      let graph = ExpressionGraph()
      var random = RandomExpression(
        graph, variables: ["x"], seed: UInt64(40_000 * (block + 1) + case_))
      var expression = random.expression(depth: 1 + case_ % 4)
      if case_ % 2 == 0 { expression = expression.power(2) * random.expression(depth: 2).magnitude }
      if case_ % 3 == 0 { expression = random.rational() - expression }
      let sign = expression.knownSign()
      if sign == .unknown { continue }
      claimed += 1
      let program = Program([expression], inputs: ["x"])
      for _ in 0..<20 {
        let point =
          random.rational()
          / [1, 7, 40, 1_000_000][Int.random(in: 0..<4, using: &random.generator)]
        let value = program.evaluate([Interval(point, precision: precision)], precision: precision)[
          0]
        guard !value.isIndeterminate, let actual = value.sign else { continue }
        failures.check(
          Self.signs(sign).contains(actual), "\(expression) at \(point): \(sign), value \(value)")
        failures.check(
          expression.structuralSign.map { $0 == actual } ?? true, "\(expression) at \(point)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(claimed > 100)
  }
}
