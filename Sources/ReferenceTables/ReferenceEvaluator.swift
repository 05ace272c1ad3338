import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions
import Synchronization

/// Decides questions about the values of a function at many points, such as what they round to.
///
/// Every value is enclosed at rising precision until the question is answered. Whether that ends:
/// rounding is decided by a finite precision for every value that is not itself a border of rounding
/// (a representable number or, for rounding to nearest, the middle of two). Borders are rational.
/// Where interval arithmetic reaches such a value exactly (a point), it is rounded as the exact number
/// it is, ties included; where it does not, the closed form at the point is simplified, and a rational
/// result is rounded exactly. For κ₁ nothing else can happen: at an algebraic ρ ∈ (−1, 1) the value is
/// transcendental (π·κ₁(ρ) − ρ·π + ρ·arccos ρ = √(1−ρ²) is a non-zero algebraic number, and by
/// Baker's theorem no linear combination of logarithms of algebraic numbers with algebraic
/// coefficients is one), and κ₁(±1) is exact. κ₀(ρ) = 1 − arccos(ρ)/π is rational at rational ρ only
/// for ρ = 0, ±1/2, ±1 (Niven), which simplification knows. For other functions no theorem is at
/// hand: at ``largestPrecision`` the question counts as undecided, never as answered.
package struct ReferenceEvaluator {
  /// The answer at one point.
  package enum Answer<Result: Sendable>: Sendable {
    /// Decided.
    case decided(Result)
    /// The function is certainly undefined there: the index of the condition that fails.
    case undefined(Int)
    /// Not decided; the enclosure reached.
    case undecided(Interval)
  }

  /// The function asked about.
  package let function: ReferenceFunction
  /// Where the precision stops rising.
  package let largestPrecision: Precision
  private let compiled: CompiledFunction

  /// An evaluator for `function` that gives up above `largestPrecision`.
  package init(_ function: ReferenceFunction, largestPrecision: Precision = Precision(1 << 16)) {
    self.function = function
    self.largestPrecision = largestPrecision
    compiled = CompiledFunction(function)
  }

  /// Answers a question at every point, on `threads` threads; the answers do not depend on how many.
  ///
  /// - Parameters:
  ///   - points: where the function is evaluated.
  ///   - bits: the precision to begin with.
  ///   - threads: how many points are worked on at once, at least 1.
  ///   - progress: told now and then how many points are done; false stops.
  ///   - answer: the answer for a point's index and an enclosure of its value; nil asks for a
  ///     narrower one. An exact value may come as a point.
  ///   - exact: the answer for a value known to be that rational number.
  /// - Returns: an answer for each point; nil where `progress` stopped the work.
  package func answers<Result: Sendable>(
    at points: GridPoints, startingWith bits: Int, threads: Int,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true },
    answer: @escaping @Sendable (Int, Interval) -> Result?,
    exact: (Int, Rational) -> Result
  ) -> [Answer<Result>]? {
    guard
      var answers: [Answer<Result>] = firstAnswers(
        at: points, startingWith: bits, threads: threads, progress: progress, answer: answer)
    else { return nil }
    for (index, first) in answers.enumerated() {
      guard case .undecided = first else { continue }
      answers[index] = stubborn(
        index, at: points, startingWith: bits << CompiledFunction.rounds, answer: answer,
        exact: exact)
    }
    return answers
  }

  private func firstAnswers<Result: Sendable>(
    at points: GridPoints, startingWith bits: Int, threads: Int,
    progress: @escaping @Sendable (Int) -> Bool,
    answer: @escaping @Sendable (Int, Interval) -> Result?
  ) -> [Answer<Result>]? {
    let done = Atomic(0)
    let isStopped = Atomic(false)
    let compiled = compiled
    let pieces = inPieces(of: points.count, size: 256, threads: threads) { range in
      if isStopped.load(ordering: .relaxed) { return [Answer<Result>]() }
      let part = range.map { index in
        compiled.answer(at: points, index, startingWith: bits) { answer(index, $0) }
      }
      let total = done.add(range.count, ordering: .relaxed).newValue
      if !progress(total) { isStopped.store(true, ordering: .relaxed) }
      return part
    }
    return isStopped.load(ordering: .relaxed) ? nil : pieces.flatMap { $0 }
  }

  /// A point at which the first precisions did not suffice: simplification, then all precisions.
  private func stubborn<Result: Sendable>(
    _ index: Int, at points: GridPoints, startingWith bits: Int,
    answer: (Int, Interval) -> Result?, exact: (Int, Rational) -> Result
  ) -> Answer<Result> {
    let point = points.rational(index)
    if isDefined(at: point, bits),
      let value = function.expression.substituting(["rho": point]).provenRational(expanding: true)
    {
      return .decided(exact(index, value))
    }
    var last = Interval.indeterminate(precision: largestPrecision)
    for precision in Ziv(from: Precision(bits), through: largestPrecision) {
      switch compiled.enclosure(at: points.interval(index, precision: precision), precision) {
      case .undefined(let condition): return .undefined(condition)
      case .value(let value):
        if let result = answer(index, value) { return .decided(result) }
        last = value
      case .open(let value): last = value
      }
    }
    return .undecided(last)
  }

  private func isDefined(at point: Rational, _ bits: Int) -> Bool {
    let precision = min(Precision(bits), largestPrecision)
    if case .value = compiled.enclosure(at: Interval(point, precision: precision), precision) {
      return true
    }
    return function.conditions.allSatisfy { condition in
      let argument = condition.argument.substituting(["rho": point])
      return argument.provenRational(expanding: true).map { condition.domain.contains($0) } ?? false
    }
  }

  /// Whether the function is certainly undefined at each point.
  package func isUndefined(at points: GridPoints) -> [Bool] {
    (0..<points.count).map { compiled.isUndefined(at: points, $0) }
  }

  /// The failure that an answer other than `decided` stands for.
  package func failure<Result>(_ answer: Answer<Result>, at point: String) -> ReferenceFailure? {
    switch answer {
    case .decided: nil
    case .undefined(let index):
      .undefined(
        term: function.excerpt(ofCondition: index), point: point,
        requirement: function.conditions[index].requirement)
    case .undecided(let interval):
      .undecided(
        function: function.source, point: point, enclosure: interval.shortDescription,
        bits: largestPrecision.bits)
    }
  }
}

/// A function ready for evaluation on several threads.
private struct CompiledFunction: Sendable {
  enum Enclosure {
    case value(Interval)
    /// Whether the function is defined is open.
    case open(Interval)
    case undefined(Int)
  }

  /// How many precisions are tried before simplification, each twice the one before.
  static let rounds = 3

  private let program: Program
  private let conditions: Program
  private let domains: [Domain]

  init(_ function: ReferenceFunction) {
    program = Program(
      [function.expression] + function.conditions.map(\.argument), inputs: ["rho"])
    conditions = Program(function.conditions.map(\.argument), inputs: ["rho"])
    domains = function.conditions.map(\.domain)
  }

  func isUndefined(at points: GridPoints, _ index: Int) -> Bool {
    let precision = Precision(128)
    let values = conditions.evaluate(
      [points.interval(index, precision: precision)], precision: precision)
    return zip(domains, values).contains { $0.isKnownToExclude($1) }
  }

  func enclosure(at point: Interval, _ precision: Precision) -> Enclosure {
    let values = program.evaluate([point], precision: precision)
    for (index, domain) in domains.enumerated() {
      if domain.isKnownToExclude(values[index + 1]) { return .undefined(index) }
    }
    for (index, domain) in domains.enumerated() {
      if !domain.isKnownToContain(values[index + 1]) { return .open(values[0]) }
    }
    return .value(values[0])
  }

  func answer<Result>(
    at points: GridPoints, _ index: Int, startingWith bits: Int, _ answer: (Interval) -> Result?
  ) -> ReferenceEvaluator.Answer<Result> {
    var last = Interval.indeterminate(precision: Precision(2))
    let limit = Precision(bits << (CompiledFunction.rounds - 1))
    for precision in Ziv(from: Precision(bits), through: limit) {
      switch enclosure(at: points.interval(index, precision: precision), precision) {
      case .undefined(let condition): return .undefined(condition)
      case .value(let value):
        if let result = answer(value) { return .decided(result) }
        last = value
      case .open(let value): last = value
      }
    }
    return .undecided(last)
  }
}
