import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// Places at which a formula's expressions are known to vanish, where subdivision alone never ends.
struct Contacts: Sendable {
  /// A point given by constant expressions, as texts, with its enclosure.
  struct Constant: Sendable {
    let texts: [String]
    let place: [Interval]

    func isInside(_ box: Box) -> Bool {
      let precision = Search.startingPrecision
      return zip(place, box.sides(precision)).allSatisfy { $1.contains($0) }
    }
  }

  /// For one variable: points where an atom is exactly 0, at which boxes are cut.
  private(set) var rationals: Set<Rational> = []
  /// Points at which an atom vanishes together with its first derivatives.
  private(set) var constants: [Constant] = []

  private static let mostConstants = 200
  /// How many nodes a sub-expression may have, written out, that says where a contact may be.
  private static let largestCandidate = 200

  init(of problem: GroundProblem) {
    if problem.variables.count == 1 {
      let (low, high) = (problem.domain[0].lower, problem.domain[0].upper)
      for likely in [low, high, 0, (low + high) / 2] { _ = note(likely, in: problem) }
    }
    findConstants(in: problem)
  }

  /// Remembers a number of the domain at which an atom of the formula is exactly 0, or
  /// divides by 0; says whether it is
  /// a new one.
  mutating func note(_ value: Rational, in problem: GroundProblem) -> Bool {
    let (interval, name) = (problem.domain[0], problem.variables[0])
    guard interval.lower <= value, value <= interval.upper, !rationals.contains(value),
      problem.atomsThatMayVanish(on: Box(lower: [value], upper: [value])).contains(where: { atom in
        // A quotient may have a limit where it is not defined.
        guard let there = atom.expression.instance([name: value]) else { return true }
        return there.provenRational(expanding: true) == 0
      })
    else { return false }
    rationals.insert(value)
    return true
  }

  // MARK: Constants

  private mutating func findConstants(in problem: GroundProblem) {
    let atoms = problem.allAtoms.map(\.expression)
    guard let graph = atoms.first?.graph, !problem.variables.isEmpty else { return }
    let isOneVariable = problem.variables.count == 1
    let sides = problem.variables.indices.map { index -> [Expression] in
      var values: [Expression] = []
      for value in atoms.flatMap({ Self.candidates(in: $0, for: problem.variables[index]) }) {
        if isOneVariable, let number = value.rationalValue {
          _ = note(number, in: problem)
        } else if !values.contains(value) {
          values.append(value)
        }
      }
      let ends = problem.box.sides(Search.startingPrecision)[index]
      // In several variables 0 is where tangent planes are most often taken.
      if !isOneVariable, !values.contains(graph.integer(0)) { values.append(graph.integer(0)) }
      return values.filter { ends.contains(Self.enclosure($0)) }
    }
    let points = CartesianProduct(sides)
    if points.count > Self.mostConstants { return }
    for point in points { note(point, in: problem) }
  }

  private mutating func note(_ point: [Expression], in problem: GroundProblem) {
    let place = point.map(Self.enclosure)
    let ends = place.map { ($0.lower.exactRational, $0.upper.exactRational) }
    let box = Box(lower: ends.compactMap(\.0), upper: ends.compactMap(\.1))
    guard box.lower.count == point.count, box.upper.count == point.count else { return }
    let isContact = problem.atomsThatMayVanish(on: box).contains {
      TangentExpansion($0.expression, problem.variables, at: point) != nil
    }
    let texts = point.compactMap(Self.text)
    guard isContact, texts.count == point.count else { return }
    constants.append(Constant(texts: texts, place: place))
  }

  /// Looks for a point of contact of the form √q, q·π or q/π with a simple rational q in a short box
  /// of one variable.
  mutating func noteRadical(in box: Box, of problem: GroundProblem) {
    guard let graph = problem.allAtoms.first?.expression.graph,
      (box.lower[0] * box.upper[0]).signum > 0
    else { return }
    let sign = Rational(box.lower[0].signum)
    // As positive numbers, and a little wider: the contact may be just outside.
    let ends = [box.lower[0] * sign, box.upper[0] * sign].sorted()
    let width = ends[1] - ends[0]
    let (low, high) = (ends[0] - width, ends[1] + width)
    let pi = Interval.pi(precision: Precision(256))
    guard low.signum > 0, let piLow = pi.lower.exactRational, let piHigh = pi.upper.exactRational
    else { return }
    let forms: [(low: Rational, high: Rational, constant: (Expression) -> Expression)] = [
      (low * low, high * high, { $0.squareRoot }),
      (low / piHigh, high / piLow, { $0 * graph.pi }),
      (low * piLow, high * piHigh, { $0 / graph.pi }),
    ]
    for form in forms {
      let q = Rational.simplest(between: form.low, and: form.high)
      guard q.numerator.bitWidth + q.denominator.bitWidth <= 32 else { continue }
      note([sign * form.constant(graph.rational(q))], in: problem)
    }
  }

  private static func enclosure(_ constant: Expression) -> Interval {
    Program([constant], inputs: []).evaluate([], precision: Precision(96))[0]
  }

  /// The constant as a certificate writes it: without spaces.
  private static func text(_ constant: Expression) -> String? {
    constant.written(by: TextPrinter(), limit: 1000).map { String($0.filter { $0 != " " }) }
  }

  /// Constants that the variable may be near: those that occur, and where linear and quadratic
  /// sub-expressions have their zeros and extremes.
  private static func candidates(in expression: Expression, for name: String) -> [Expression] {
    let graph = expression.graph
    let sizes = graph.treeSizes(from: [expression.id])
    var found: [Expression] = []
    for (id, size) in sizes.sorted(by: { $0.key < $1.key }) where size <= largestCandidate {
      let part = Expression(graph: graph, id: id)
      let variables = part.variables
      if variables.isEmpty {
        found += [part, -part]
        continue
      }
      guard variables == [name], case .sum = part.node else { continue }
      // a·x² + b·x + c: the zero of the derivative; b·x + c: the zero.
      let slope = part.derivative(name).multipliedOut()
      let line = slope.variables.isEmpty ? part : slope
      let lead = line.derivative(name).multipliedOut()
      guard lead.variables.isEmpty, let sign = lead.certifiedSign, sign != 0,
        let constant = line.instance([name: Rational(0)])
      else { continue }
      found.append((-constant / lead).multipliedOut())
    }
    return found
  }
}
