import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// What a search over real variables found for a formula that is to hold on its whole domain.
enum SearchResult {
  /// A cover that establishes the formula.
  case proved([Certificate.Step])
  /// A point of the domain at which the formula is certainly false.
  case refuted([Rational], Precision)
  case undecided(String)
}

/// Adaptive subdivision: tries to establish a formula on a box, to find a point where it fails, or to
/// settle contact of the two sides; splits the box otherwise.
struct Search {
  private let problem: GroundProblem
  private let budget: SharedBudget
  /// Points at which an atom is known to vanish exactly, inside or at the ends of the domain.
  private var contacts: Set<Rational> = []
  private var steps: [Certificate.Step] = []
  private var found: ([Rational], Precision)?
  private var failure: String?

  init(_ problem: GroundProblem, budget: SharedBudget) {
    self.problem = problem
    self.budget = budget
  }

  static let startingPrecision = Precision(64)
  /// Subdivision stops at boxes this many halvings below the domain.
  private static let deepest = 90

  mutating func run() -> SearchResult {
    if let point = simpleCounterexample() { return .refuted(point, Self.startingPrecision) }
    if problem.variables.isEmpty { return settleWithoutVariables() }
    if problem.variables.count == 1 {
      for end in [problem.domain[0].lower, problem.domain[0].upper] where vanishes(at: end) {
        contacts.insert(end)
      }
    }
    cover(problem.box, depth: 0)
    if let (point, precision) = found {
      let simpler = simplified(point, precision)
      return .refuted(simpler, precision)
    }
    if let failure { return .undecided(failure) }
    return .proved(steps)
  }

  private func settleWithoutVariables() -> SearchResult {
    let box = problem.box
    var precision = Self.startingPrecision
    while precision <= Precision(1 << 16) {
      switch problem.truth(on: box, by: .natural(precision)) {
      case .yes: return .proved([.leaf(.natural(precision))])
      case .no: return .refuted([], precision)
      case .unknown: precision = Precision(2 * precision.bits)
      }
    }
    return .undecided("could not be decided at \(precision.bits / 2) bits")
  }

  // MARK: Counterexamples

  /// The numbers that are tried first, simple ones before others.
  private static let candidates: [Rational] = {
    var all: [Rational] = []
    for denominator in [1, 2, 3, 4, 5, 10, 100, 1000] {
      for numerator in 0...denominator {
        let value = Rational(Integer(numerator), Integer(denominator))
        // Of hundredths and thousandths only the first and the last.
        let isInner = 1 < numerator && numerator < denominator - 1
        if denominator > 10 && isInner { continue }
        for signed in [value, -value] where !all.contains(signed) { all.append(signed) }
      }
    }
    return all
  }()

  /// A point made of simple numbers at which the formula fails.
  private func simpleCounterexample() -> [Rational]? {
    let sides = problem.domain.map { interval in
      var values = Self.candidates.filter { interval.contains($0) }
      if interval.lower < -1 || interval.upper > 1 {
        let middle = (interval.lower + interval.upper) / 2
        for value in [interval.lower, interval.upper, middle] + (2...10).map({ Rational($0) })
        where interval.contains(value) && !values.contains(value) { values.append(value) }
      }
      return values
    }
    switch sides.count {
    case 0: return nil
    case 1: return sides[0].lazy.map { [$0] }.first { isCounterexample($0) }
    default:
      // Few values a side where there are several variables.
      let few = sides.map { Array($0.prefix(sides.count == 2 ? 15 : 7)) }
      var points: [[Rational]] = [[]]
      for side in few { points = points.flatMap { point in side.map { point + [$0] } } }
      return points.prefix(2000).first { isCounterexample($0) }
    }
  }

  private func isCounterexample(_ point: [Rational]) -> Bool {
    problem.contains(point) && problem.truth(at: point, precision: Self.startingPrecision) == .no
  }

  /// A point with smaller denominators near a counterexample at which the formula fails too.
  private func simplified(_ point: [Rational], _ precision: Precision) -> [Rational] {
    var best = point
    for index in point.indices {
      var width = Rational(1, 4)
      for _ in 0..<64 {
        var candidate = best
        candidate[index] = Rational.simplest(
          between: point[index] - width, and: point[index] + width)
        if problem.contains(candidate), problem.truth(at: candidate, precision: precision) == .no {
          best = candidate
          break
        }
        width = width / 4
      }
    }
    return best
  }

  // MARK: Subdivision

  private var isFinished: Bool { found != nil || failure != nil }

  /// Covers `box`, appending to the steps in preorder.
  private mutating func cover(_ box: Box, depth: Int) {
    if isFinished { return }
    if let stop = budget.take() {
      failure = "\(stop); open: \(describe(box))"
      return
    }
    let precision = Precision(min(budget.limit.precision.bits, 64 + 2 * depth))
    if let method = method(on: box, precision, depth) {
      steps.append(.leaf(method))
      return
    }
    let middle = box.midpoint
    if problem.contains(middle), problem.truth(at: middle, precision: precision) == .no {
      found = (middle, precision)
      return
    }
    if depth >= Self.deepest {
      failure = "the box \(describe(box)) cannot be decided"
      return
    }
    let (variable, point) = cut(box, depth)
    steps.append(.split(variable: variable, at: point))
    let (below, above) = box.split(variable, at: point)
    cover(below, depth: depth + 1)
    cover(above, depth: depth + 1)
  }

  /// A method that establishes the formula on the box.
  private mutating func method(
    on box: Box, _ precision: Precision, _ depth: Int
  ) -> Certificate.Method? {
    func works(_ method: Certificate.Method) -> Bool { problem.truth(on: box, by: method) == .yes }
    if works(.natural(precision)) { return .natural(precision) }
    if works(.derivative(precision)) { return .derivative(precision) }
    if problem.hasDiagonalContact, works(.diagonal(precision)) { return .diagonal(precision) }
    guard problem.variables.count == 1, depth >= 1 else { return nil }
    for fromUpper in [true, false] {
      let end = fromUpper ? box.upper[0] : box.lower[0]
      guard contacts.contains(end) else { continue }
      // More terms pay only on short boxes.
      for terms in [4, 6, 8] where terms == 4 || depth >= terms - 4 {
        let expansion = Certificate.Method.expansion(
          Precision(precision.bits + 32), terms: terms, fromUpper: fromUpper)
        if works(expansion) { return expansion }
      }
    }
    return nil
  }

  /// Where to cut a box: at a point of contact inside it, or across its longest side.
  private mutating func cut(_ box: Box, _ depth: Int) -> (Int, Rational) {
    if problem.variables.count == 1 {
      let (low, high) = (box.lower[0], box.upper[0])
      if let contact = contacts.filter({ low < $0 && $0 < high }).min() { return (0, contact) }
      if depth >= 12 && depth % 4 == 0 {
        let width = high - low
        let guess = Rational.simplest(between: low - width, and: high + width)
        if !contacts.contains(guess), problem.domain[0].lower <= guess,
          guess <= problem.domain[0].upper, vanishes(at: guess)
        {
          contacts.insert(guess)
          if low < guess && guess < high { return (0, guess) }
        }
      }
    }
    var widest = 0
    for index in box.lower.indices
    where box.upper[index] - box.lower[index] > box.upper[widest] - box.lower[widest] {
      widest = index
    }
    return (widest, (box.lower[widest] + box.upper[widest]) / 2)
  }

  /// Whether an atom of the formula is exactly 0 at a number.
  private func vanishes(at value: Rational) -> Bool {
    let name = problem.variables[0]
    return problem.formulaAtoms.contains { atom in
      let there = atom.expression.substituting([name: value])
      return there.provenRational(expanding: true) == 0
    }
  }

  private func describe(_ box: Box) -> String {
    let names = problem.variables.enumerated().map { index, name in
      let side = Interval(
        lower: box.lower[index], upper: box.upper[index], precision: Precision(53))
      return "\(name) in \(side.shortDescription)"
    }
    let bounds = problem.formulaAtoms.indices.prefix(4).map { index in
      problem.enclosure(ofAtom: index, on: box, precision: Precision(128)).shortDescription
    }
    return "\(names.joined(separator: ", ")), where the difference of the sides lies in "
      + bounds.joined(separator: " / ")
  }
}
