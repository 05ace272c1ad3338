import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// What a search over real variables found for a formula that is to hold on its whole domain.
enum SearchResult: Sendable {
  /// A cover that establishes the formula.
  case proved([Certificate.Step])
  /// A point of the domain at which the formula is certainly false.
  case refuted([Rational], Precision)
  case undecided(String)
}

/// Adaptive subdivision of one box: tries to establish a formula on it, to find a point where it
/// fails, or to settle contact of the two sides; splits the box otherwise.
struct Search {
  let problem: GroundProblem
  let budget: SharedBudget
  /// Points of contact: see ``Contacts``. Found when they are first needed: often all is settled before.
  private(set) lazy var contacts = known ?? Contacts(of: problem)
  private let known: Contacts?
  /// Other ways to write what the formula compares.
  private let rewritings: [Certificate.Rewriting]
  private var steps: [Certificate.Step] = []
  private var found: ([Rational], Precision)?
  private var failure: String?
  /// How many boxes are still examined, after one could not be decided, for the sake of a
  /// counterexample.
  private var rest = 150

  init(
    _ problem: GroundProblem, budget: SharedBudget, contacts: Contacts? = nil,
    rewritings: [Certificate.Rewriting] = []
  ) {
    known = contacts
    self.rewritings = rewritings
    self.problem = problem
    self.budget = budget
  }

  static let startingPrecision = Precision(64)
  /// Subdivision stops at boxes this many halvings below the domain, or at larger ones where it is
  /// known already that the formula will not be established.
  private static let deepest = (before: 90, after: 40)

  mutating func run(on box: Box, depth: Int) -> SearchResult {
    cover(box, depth: depth)
    if let (point, precision) = found { return .refuted(point, precision) }
    if let failure { return .undecided(failure) }
    return .proved(steps)
  }

  private var isFinished: Bool { found != nil || (failure != nil && rest <= 0) }

  /// Covers `box`, appending to the steps in preorder.
  private mutating func cover(_ box: Box, depth: Int) {
    if isFinished { return }
    if let stop = budget.take() {
      failure = failure ?? "\(stop); open: \(problem.describe(box))"
      rest = 0
      return
    }
    if failure != nil { rest -= 1 }
    let precision = precision(depth)
    if let method = method(on: box, precision, depth) {
      steps.append(.leaf(method))
      return
    }
    let middle = box.midpoint
    if problem.contains(middle), problem.truth(at: middle, precision: precision) == .no {
      found = (middle, precision)
      return
    }
    if depth >= (failure == nil ? Self.deepest.before : Self.deepest.after) {
      failure = failure ?? "cannot be decided: \(problem.describe(box))"
      return
    }
    let (variable, point) = cut(box, depth)
    steps.append(.split(variable: variable, at: point))
    let (below, above) = box.split(variable, at: point)
    cover(below, depth: depth + 1)
    cover(above, depth: depth + 1)
  }

  private func precision(_ depth: Int) -> Precision {
    Precision(min(budget.limit.precision.bits, 64 + 2 * depth))
  }

  /// One step of subdivision: a method for the box, or where to cut it.
  mutating func step(on box: Box, depth: Int) -> Certificate.Step {
    if let method = method(on: box, precision(depth), depth) { return .leaf(method) }
    let (variable, point) = cut(box, depth)
    return .split(variable: variable, at: point)
  }

  /// A method that establishes the formula on the box.
  private mutating func method(
    on box: Box, _ precision: Precision, _ depth: Int
  ) -> Certificate.Method? {
    let problem = problem
    func works(_ method: Certificate.Method) -> Bool { problem.truth(on: box, by: method) == .yes }
    if works(.natural(precision)) { return .natural(precision) }
    if works(.derivative(precision)) { return .derivative(precision) }
    if problem.hasAlgebraicSign, works(.algebraic(precision)) { return .algebraic(precision) }
    if !rewritings.isEmpty, works(.rewritten(precision, rewritings)) {
      return .rewritten(precision, rewritings)
    }
    if problem.hasDiagonalContact, works(.diagonal(precision)) { return .diagonal(precision) }
    if problem.variables.count > 1, problem.hasSegmentForm, works(.segment(precision)) {
      return .segment(precision)
    }
    if depth == 0 { return nil }
    for point in contacts.constants where point.isInside(box) {
      let method = Certificate.Method.tangent(precision, at: point.texts)
      if works(method) { return method }
    }
    // On wide boxes an expansion is long work that seldom tells more than cuts.
    guard problem.variables.count == 1, depth >= 3 else { return nil }
    for fromUpper in [true, false] {
      let end = fromUpper ? box.upper[0] : box.lower[0]
      guard contacts.rationals.contains(end) else { continue }
      // More terms pay only on short boxes; many, for contact of high order, are tried now and then. In the
      // angle every kernel has a term of the third order.
      let few = end == (fromUpper ? 1 : -1) ? [6, 8] : [4, 6, 8]
      let many = [16: 12, 20: 18, 24: 26][depth].map { [$0] } ?? []
      for terms in few + many where depth >= terms - 4 {
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
      let inside = contacts.rationals.filter { low < $0 && $0 < high }
      if let contact = inside.min() { return (0, contact) }
      if depth >= 12 && depth % 4 == 0 {
        let width = high - low
        let guess = Rational.simplest(between: low - width, and: high + width)
        if contacts.note(guess, in: problem), low < guess && guess < high { return (0, guess) }
        if depth >= 40 && depth % 16 == 8 { contacts.noteRadical(in: box, of: problem) }
      }
    }
    var widest = 0
    for index in box.lower.indices
    where box.upper[index] - box.lower[index] > box.upper[widest] - box.lower[widest] {
      widest = index
    }
    return (widest, (box.lower[widest] + box.upper[widest]) / 2)
  }
}

extension GroundProblem {
  /// A box in words, with the bounds of what the formula compares with 0: one evaluation, which is made
  /// although the work may have been ended.
  func describe(_ box: Box) -> String {
    Interruption.$current.withValue(nil) { description(of: box) }
  }

  private func description(of box: Box) -> String {
    let names = variables.enumerated().map { index, name in
      let side = Interval(
        lower: box.lower[index], upper: box.upper[index], precision: Precision(53))
      return "\(name) in \(side.shortDescription)"
    }
    let place = names.joined(separator: ", ")
    let precision = Precision(128)
    if !isDefined(on: box, precision: precision) {
      return "\(place), where it is not certain that every term is defined"
    }
    let bounds = formulaAtoms.indices.prefix(4).map {
      enclosure(ofAtom: $0, on: box, precision: precision).shortDescription
    }
    return "\(place), where the difference of the sides lies in "
      + bounds.joined(separator: " / ")
  }
}
