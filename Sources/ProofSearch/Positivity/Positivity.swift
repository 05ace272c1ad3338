import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// Looks for ways to write what a formula compares with 0 as sums of products of squares and of what the
/// domain says is nowhere negative: 1/2·x·(y − z)² + … for x³ + y³ + z³ − 3xyz.
struct Positivity {
  let problem: GroundProblem

  /// More generators, or a larger degree, are long work.
  private static let (mostGenerators, largestDegree) = (6, 12)
  /// Steps of the simplex method for one expression.
  private static let mostSteps = 6000

  init(_ problem: GroundProblem) { self.problem = problem }

  /// What was found, for all comparisons with ≥ that are not plain; nothing where the whole formula is.
  var rewritings: [Certificate.Rewriting] {
    let box = problem.box
    let precision = Search.startingPrecision
    let atoms = problem.allAtoms.filter { $0.relation == .nonnegative }
    if atoms.isEmpty || box.lower == box.upper { return [] }
    let isPlain = problem.truth(on: box, by: .derivative(precision)) == .yes
    return atoms.compactMap { rewriting(of: $0.expression, isPlain: isPlain) }
  }

  private func enclosure(_ expression: Expression) -> Interval {
    BoxFunction(expression, variables: problem.variables, differentiating: false)
      .naturalEnclosure(on: problem.box, precision: Search.startingPrecision)
  }

  /// Another way to write an expression, if one is found that exhibits that it is nowhere negative. If
  /// `isPlain` only for polynomials, whose exact bounds the checker of certificates does not know, and where
  /// relations between functions matter.
  private func rewriting(of expression: Expression, isPlain: Bool) -> Certificate.Rewriting? {
    if let value = expression.provenRational(expanding: true), value.signum >= 0 {
      return Certificate.Rewriting("\(value)")
    }
    guard
      let quotient = GeneratorPolynomial(
        expression, isPositive: { enclosure($0).sign == 1 },
        isNonnegative: { [.positive, .nonnegative].contains(enclosure($0).knownSign) }),
      (2...(problem.variables.count == 1 ? 3 : Self.mostGenerators))
        .contains(quotient.generators.count),
      let names = names(of: quotient.generators)
    else { return nil }
    let ranges = quotient.generators.map { bounds(of: $0) }
    let goal = quotient.coefficients
    let degree = goal.keys.map { $0.reduce(0, +) }.max() ?? 0
    guard (1...Self.largestDegree).contains(degree),
      !isNegativeSomewhere(goal, ranges, quotient.relations)
    else { return nil }
    let isHomogeneous = goal.keys.allSatisfy { $0.reduce(0, +) == degree }
    // Variables, and roots of them.
    let simple = quotient.generators.indices.filter { place in
      switch quotient.generators[place].node {
      case .variable: return true
      case .product(let factors):
        guard factors.count == 1, case .variable = expression.graph[factors[0].base] else {
          return false
        }
        return true
      default: return false
      }
    }
    if isPlain && simple.count < names.count && quotient.relations.isEmpty { return nil }
    let attempts = Attempt.all(
      goal, degree, isHomogeneous, simple, ranges, names,
      relations: quotient.relations.map { relation in
        let power = names.indices.map { $0 == relation.generator ? relation.exponent : 0 }
        return relation.value.mapValues { -$0 }.merging([power: 1]) { $0 + $1 }
          .filter { !$0.value.isZero }
      })
    var steps = Self.mostSteps
    for attempt in attempts where steps > 0 {
      if Interruption.isDue { return nil }
      guard let sum = attempt.text(of: goal, names, steps: &steps) else { continue }
      // What is certainly positive is divided by; another denominator is handed over.
      let divisor = quotient.denominator.flatMap { Self.text($0) }
      if quotient.denominator != nil && divisor == nil { return nil }
      let below = [
        divisor, attempt.multiplier?.isPositive == true ? attempt.multiplierText(names) : nil,
      ]
      .compactMap { $0 }.map { "(\($0))" }.joined(separator: "*")
      let text = below.isEmpty ? sum : "(\(sum))/(\(below))"
      return Certificate.Rewriting(
        text,
        denominator: attempt.multiplier?.isPositive == false ? attempt.multiplierText(names) : nil)
    }
    return nil
  }

  /// The generators as texts to which powers may be put.
  private func names(of generators: [Expression]) -> [String]? {
    let texts = generators.map { generator -> String? in
      if case .variable(let name) = generator.node { return name }
      return Self.text(generator).map { "(\($0))" }
    }
    return texts.allSatisfy { $0 != nil } ? texts.compactMap { $0 } : nil
  }

  private static func text(_ expression: Expression) -> String? {
    expression.written(by: TextPrinter(), limit: 1000).map { String($0.filter { $0 != " " }) }
  }

  /// Bounds of a generator on the domain; nil where there is none.
  private func bounds(of generator: Expression) -> (lower: Rational?, upper: Rational?) {
    var (lower, upper): (Rational?, Rational?)
    if case .variable(let name) = generator.node,
      let place = problem.variables.firstIndex(of: name)
    {
      (lower, upper) = (problem.domain[place].lower, problem.domain[place].upper)
    } else {
      let values = enclosure(generator)
      (lower, upper) = (values.lower.exactRational, values.upper.exactRational)
    }
    // Dyadic numbers, of which machine numbers make no other ones.
    func outward(_ value: Rational, _ sign: Int) -> Rational {
      let scaled = (value * Rational(-sign)).scaled(byPowerOfTwo: 12)
      return Rational(scaled.floor).scaled(byPowerOfTwo: -12) * Rational(-sign)
    }
    return (lower.map { outward($0, -1) }, upper.map { outward($0, 1) })
  }

  /// The n-th root of a machine number, by Newton's method; not a number where there is none.
  private static func root(_ value: Double, _ n: Int) -> Double {
    if value <= 0 || !value.isFinite { return value == 0 ? 0 : .nan }
    if n == 2 { return value.squareRoot() }
    var root = max(1, value)
    for _ in 0..<200 {
      var power = 1.0
      for _ in 1..<n { power *= root }
      root -= (root - value / power) / Double(n)
    }
    return root
  }

  /// Whether the polynomial is negative at some point within the generators' bounds: then there is nothing
  /// to be found.
  private func isNegativeSomewhere(
    _ polynomial: Preordering.Polynomial, _ ranges: [(lower: Rational?, upper: Rational?)],
    _ relations: [GeneratorPolynomial.Relation]
  ) -> Bool {
    var random = SplitMix64(seed: 1)
    let sides = ranges.map { range in
      let low = range.lower?.nearestDouble ?? min(-10, (range.upper?.nearestDouble ?? 10) - 20)
      return (low, range.upper?.nearestDouble ?? max(10, low + 20))
    }
    func value(
      _ polynomial: Preordering.Polynomial, _ point: [Double]
    ) -> (sum: Double, size: Double) {
      var (sum, size) = (0.0, 0.0)
      for (exponents, coefficient) in polynomial {
        var term = coefficient.nearestDouble
        for (value, exponent) in zip(point, exponents) {
          for _ in 0..<exponent { term *= value }
        }
        sum += term
        size += abs(term)
      }
      return (sum, size)
    }
    for trial in 0..<400 {
      var point = sides.map { low, high -> Double in
        let part = Double(random.next() >> 11) * 0x1p-53
        // Some at the corners.
        let place = trial % 2 == 0 ? part : (part * 4).rounded() / 4
        return low + (high - low) * place
      }
      // Those that depend on others last, what these rest on first.
      for relation in relations.reversed() {
        let sign = relation.isRoot || random.next() % 2 == 0 ? 1.0 : -1
        let power = value(relation.value, point).sum
        point[relation.generator] = sign * Self.root(power, relation.exponent)
      }
      let (sum, size) = value(polynomial, point)
      if sum.isFinite, sum < -1e-9 * size { return true }
    }
    return false
  }
}

/// One attempt to write a polynomial, or its product with another, in a certain way.
private struct Attempt {
  /// What the polynomial is multiplied by.
  struct Multiplier {
    let polynomial: Preordering.Polynomial
    /// Whether it is certainly positive, or only not negative.
    let isPositive: Bool
  }

  /// Something that is known to be ≥ 0.
  struct Constraint {
    let polynomial: Preordering.Polynomial
    let text: String
  }

  let degree: Int
  let factors: Int
  let isHomogeneous: Bool
  let constraints: [Constraint]
  let count: Int
  let symmetries: [[Int]]
  let relations: [Preordering.Polynomial]
  let multiplier: Multiplier?

  static func all(
    _ goal: Preordering.Polynomial, _ degree: Int, _ isHomogeneous: Bool, _ simple: [Int],
    _ ranges: [(lower: Rational?, upper: Rational?)], _ names: [String],
    relations: [Preordering.Polynomial]
  ) -> [Attempt] {
    let count = names.count
    func generator(_ place: Int, _ power: Int = 1) -> [Int] {
      (0..<count).map { $0 == place ? power : 0 }
    }
    let one = Array(repeating: 0, count: count)
    var cone: [Constraint] = []
    var box: [Constraint] = []
    // The sets of generators that may turn their signs together.
    func symmetries(_ isFree: (Int) -> Bool) -> [[Int]] {
      (1..<(1 << count)).map { set in (0..<count).filter { set >> $0 & 1 == 1 } }
        .filter { set in
          set.allSatisfy(isFree)
            && (goal.keys + relations.flatMap(\.keys)).allSatisfy { monomial in
              set.reduce(0) { $0 + monomial[$1] } % 2 == 0
            }
        }
    }
    let turned = symmetries { place in
      ranges[place].upper.map { $0 == ranges[place].lower.map { -$0 } } ?? false
    }
    let turning = Set(turned.joined())
    for (place, range) in ranges.enumerated() {
      if turning.contains(place), let high = range.upper {
        box.append(
          Constraint(
            polynomial: [one: high * high, generator(place, 2): -1],
            text: "((\(high * high))-\(names[place])^2)"))
        continue
      }
      if let low = range.lower {
        if low.signum >= 0 {
          cone.append(Constraint(polynomial: [generator(place): 1], text: names[place]))
        }
        let difference = Preordering.Polynomial(
          uniqueKeysWithValues: [(generator(place), 1), (one, -low)].filter { !$0.1.isZero })
        box.append(
          Constraint(
            polynomial: difference, text: low.isZero ? names[place] : "(\(names[place])-(\(low)))"))
      }
      if let high = range.upper {
        let difference = Preordering.Polynomial(
          uniqueKeysWithValues: [(generator(place), -1), (one, high)].filter { !$0.1.isZero })
        box.append(Constraint(polynomial: difference, text: "((\(high))-\(names[place]))"))
      }
    }
    let squares = Preordering.Polynomial(
      uniqueKeysWithValues: simple.map { (generator($0, 2), Rational(1)) })
    let sum = Preordering.Polynomial(
      uniqueKeysWithValues: simple.map { (generator($0), Rational(1)) })
    func attempt(
      _ homogeneous: Bool, _ multiplier: Multiplier?, _ degree: Int, _ factors: Int
    ) -> Attempt {
      Attempt(
        degree: degree, factors: factors, isHomogeneous: homogeneous,
        constraints: homogeneous ? cone : box, count: count,
        symmetries: factors == 0 ? symmetries { _ in true } : turned, relations: relations,
        multiplier: multiplier)
    }
    var result: [Attempt] = []
    let even = degree + degree % 2
    let above = Multiplier(
      polynomial: squares.merging([one: 1]) { $0 + $1 }, isPositive: true)
    if isHomogeneous {
      result.append(attempt(true, nil, degree, 3))
    } else {
      result.append(attempt(false, nil, even, 0))
      result.append(attempt(false, above, even + 2, 0))
    }
    result.append(attempt(false, nil, degree, 1))
    if isHomogeneous && !simple.isEmpty {
      if simple.allSatisfy({ (ranges[$0].lower?.signum ?? -1) >= 0 }) {
        result.append(
          attempt(true, Multiplier(polynomial: sum, isPositive: false), degree + 1, 3))
      }
      result.append(
        attempt(true, Multiplier(polynomial: squares, isPositive: false), degree + 2, 3))
    }
    result.append(attempt(false, nil, even, 2))
    result.append(attempt(false, nil, even, 3))
    result.append(attempt(false, above, even + 2, 1))
    result.append(attempt(false, nil, even + 2, 2))
    result.append(attempt(false, nil, even + 2, 4))
    return result
  }

  func multiplierText(_ names: [String]) -> String? {
    multiplier.map { Self.text($0.polynomial, names) }
  }

  /// The sum as text, if one is found.
  func text(
    of goal: Preordering.Polynomial, _ names: [String], steps: inout Int
  ) -> String? {
    let product = multiplier.map { Preordering.product(goal, $0.polynomial) } ?? goal
    guard
      let preordering = Preordering(
        generators: count, constraints: constraints.map(\.polynomial), degree: degree,
        factors: factors, homogeneous: isHomogeneous, symmetries: symmetries,
        relations: relations),
      let summands = preordering.representation(of: product, steps: &steps)
    else { return nil }
    let texts = summands.map { summand -> String in
      let factors = summand.constraints.map { constraints[$0].text }
      // Of a square of a number only this is left.
      let number = summand.root.count == 1 ? summand.root[Array(repeating: 0, count: count)] : nil
      let coefficient = summand.coefficient * (number.map { $0 * $0 } ?? 1)
      let square = number == nil ? ["(\(Self.text(summand.root, names)))^2"] : []
      let rest = factors + square
      return (coefficient == 1 && !rest.isEmpty ? rest : ["\(coefficient)"] + rest)
        .joined(separator: "*")
    }
    return texts.isEmpty ? "0" : texts.sorted().joined(separator: "+")
  }

  private static func text(_ polynomial: Preordering.Polynomial, _ names: [String]) -> String {
    let terms = polynomial.sorted { $1.key.lexicographicallyPrecedes($0.key) }
    let texts = terms.enumerated().map { place, term -> String in
      let factors = zip(names, term.key).compactMap { name, exponent in
        exponent == 0 ? nil : exponent == 1 ? name : "\(name)^\(exponent)"
      }
      let size = term.value.magnitude
      let number = size == 1 && !factors.isEmpty ? [] : ["\(size)"]
      let sign = term.value.signum < 0 ? "-" : place == 0 ? "" : "+"
      return sign + (number + factors).joined(separator: "*")
    }
    return texts.isEmpty ? "0" : texts.joined()
  }
}
