import CertifiedDuals
import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Evaluates constant expressions to a requested number of significant digits.
///
/// Guarantee: a value that is returned is within its stated error. The working precision is raised
/// until the error is small enough, up to ``largestPrecision(digits:)``; past that the result is a
/// failure that carries the enclosure reached, never a guess.
public struct Evaluator: Sendable {
  /// How many significant digits are guaranteed.
  public let digits: Int

  /// The most digits that may be asked for.
  public static let largestDigits = 1_000_000

  /// - Precondition: 1 ≤ digits ≤ ``largestDigits``.
  public init(digits: Int) {
    precondition((1...Evaluator.largestDigits).contains(digits), "digits out of range")
    self.digits = digits
  }

  /// The precision at which evaluation gives up.
  public static func largestPrecision(digits: Int) -> Precision {
    Precision(4 * Precision.decimalDigits(digits).bits + (1 << 16))
  }

  /// Encloses constant expressions of one graph, all in one pass per precision.
  ///
  /// - Precondition: the expressions have no variables.
  public func decimals(_ expressions: [Expression]) throws(EvaluationFailure) -> [EnclosedDecimal] {
    var results: [EnclosedDecimal?] = Expression.provenRationals(expressions).map { value in
      value.map { EnclosedDecimal(exact: $0, digits: digits) }
    }
    var examined: Set<Int> = []
    try refine(expressions, while: { results.contains(where: { $0 == nil }) }) { index, value in
      if results[index] == nil { results[index] = EnclosedDecimal(value, digits: digits) }
      if results[index] == nil, value.sign == nil, examined.insert(index).inserted {
        // What looks like zero may be shown to be.
        let exact = expressions[index].provenRational(expanding: true)
        results[index] = exact.map { EnclosedDecimal(exact: $0, digits: digits) }
      }
      return results[index] != nil
    }
    return results.compactMap { $0 }
  }

  /// Encloses constant expressions of one graph, each by itself where one of them fails.
  ///
  /// - Precondition: the expressions have no variables.
  package func attempts(
    _ expressions: [Expression]
  ) -> [Result<EnclosedDecimal, EvaluationFailure>] {
    if let all = try? decimals(expressions) { return all.map { .success($0) } }
    return expressions.map { expression in
      Result { () throws(EvaluationFailure) in try decimal(expression) }
    }
  }

  /// One constant expression.
  public func decimal(_ expression: Expression) throws(EvaluationFailure) -> EnclosedDecimal {
    try decimals([expression])[0]
  }

  /// A typed expression at values of its variables, where it is certified to be defined (see
  /// ``checkDefined(_:at:)``); `reader` has read it.
  package func instance(
    of read: ReadExpression, at values: [String: Rational], reader: TermReader
  ) throws -> Expression {
    let read = read.hasActivations ? try reader.substituting(values).read(read.term) : read
    try checkDefined(read, at: values)
    return read.expression.substituting(values)
  }

  /// Certifies that a typed expression is defined at given values of its variables: every condition
  /// is proved to hold there, or a failure names the sub-term where it does not.
  public func checkDefined(
    _ read: ReadExpression, at values: [String: Rational]
  ) throws(EvaluationFailure) {
    var open: [(condition: DomainCondition, argument: Expression)] = []
    for condition in read.conditions {
      // What divides by 0 fails a condition that stands before this one, or else this one.
      guard let argument = condition.argument.instance(values) else {
        try checkBounds(open, of: read)
        throw undefined(read.term, condition)
      }
      guard let value = argument.rationalValue else {
        open.append((condition, argument))
        continue
      }
      if !condition.domain.contains(value) { throw undefined(read.term, condition) }
    }
    try checkBounds(open, of: read)
  }

  /// Certifies conditions on constants by enclosures.
  private func checkBounds(
    _ open: [(condition: DomainCondition, argument: Expression)], of read: ReadExpression
  ) throws(EvaluationFailure) {
    var failure: EvaluationFailure?
    do {
      try refine(open.map(\.argument), while: { failure == nil }) { index, value in
        let condition = open[index].condition
        if condition.domain.isKnownToExclude(value) {
          failure = undefined(read.term, condition)
        }
        return condition.domain.isKnownToContain(value)
      }
    } catch .precisionExhausted(let enclosure, let precision, let index) {
      let range = open[index].condition.range
      throw .undecidedDomain(
        read.term.error(
          "could not decide at \(precision) bits whether \(read.term.excerpt(range)) is defined: "
            + "its argument lies in \(enclosure)", range))
    }
    if let failure { throw failure }
  }

  private func undefined(_ term: Term, _ condition: DomainCondition) -> EvaluationFailure {
    .undefined(
      term.error(
        "\(term.excerpt(condition.range)) is undefined here: \(condition.requirement)",
        condition.range))
  }

  /// The one result of a program with one input.
  func decimal(of program: Program, at point: Rational) throws(EvaluationFailure) -> EnclosedDecimal
  {
    var result: EnclosedDecimal?
    try refine(program, at: [point], while: { result == nil }) { _, value in
      result = EnclosedDecimal(value, digits: digits)
      return result != nil
    }
    guard let result else { preconditionFailure("refining ends with a value or fails") }
    return result
  }

  /// The one result of a program without inputs; nil where there is none, or what looks like zero might be shown
  /// to be.
  func decimal(of program: Program) -> EnclosedDecimal? {
    var result: EnclosedDecimal?
    var isOpen = true
    try? refine(program, at: [], while: { isOpen }) { _, value in
      result = EnclosedDecimal(value, digits: digits)
      isOpen = result == nil && value.sign != nil
      return result != nil
    }
    return result
  }

  private func refine(
    _ expressions: [Expression], while isNeeded: () -> Bool,
    accept: (Int, Interval) -> Bool
  ) throws(EvaluationFailure) {
    if expressions.isEmpty || !isNeeded() { return }
    try refine(Program(expressions, inputs: []), at: [], while: isNeeded, accept: accept)
  }

  /// Evaluates at rising precision until `accept` has taken every value.
  private func refine(
    _ program: Program, at point: [Rational], while isNeeded: () -> Bool,
    accept: (Int, Interval) -> Bool
  ) throws(EvaluationFailure) {
    let target = Precision.decimalDigits(digits).bits + 8
    var precisions = Ziv(
      from: Precision(target + 32), through: Evaluator.largestPrecision(digits: digits))
    // An enclosure of an expectation that stays as wide as it was, or becomes wider, has met a budget.
    var earlier: (index: Int, precision: Int, value: Interval)?
    var obstacle: Program.Obstacle?
    while let precision = precisions.next() {
      let inputs = point.map { Interval($0, precision: precision) }
      let values = program.evaluate(inputs, precision: precision)
      var worst = Int.max
      var unmet: Int?
      for (index, value) in values.enumerated() where !accept(index, value) {
        if unmet == nil { unmet = index }
        worst = min(worst, value.relativeAccuracyBits)
      }
      guard let unmet, isNeeded() else { return }
      var isLast = precision >= precisions.limit
      var reached = values[unmet]
      if program.hasExpectations {
        if reached.isIndeterminate, let last = earlier, last.index == unmet {
          (isLast, reached) = (true, last.value)
        } else if reached.isIndeterminate {
          let last = obstacle
          obstacle = program.obstacle(inputs, precision: precision)
          if let obstacle, isLast || obstacle.failure == last?.failure {
            throw .noExpectation(call: obstacle.call, reason: obstacle.failure.description)
          }
        } else if reached.isBounded {
          if let last = earlier, last.index == unmet {
            if precision.bits < last.precision + 64 {
              // Expectations are asked for with a few sizes of precisions only.
            } else if reached.width.exponent >= last.value.width.exponent {
              (isLast, reached) = (true, last.value)
            } else {
              earlier = (unmet, precision.bits, reached)
            }
          } else {
            earlier = (unmet, precision.bits, reached)
          }
        }
      }
      if isLast {
        throw .precisionExhausted(
          enclosure: reached.shortDescription, precision: precision.bits, index: unmet)
      }
      // A deficit of k bits is made good by k more.
      if worst > 0 && worst < target { precisions.missing = target - worst + 16 }
    }
  }
}
