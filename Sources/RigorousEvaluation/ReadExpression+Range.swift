import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

extension ReadExpression {
  /// The names of the variables, those included that canonical construction made cancel.
  package var variables: [String] {
    Set(conditions.flatMap(\.argument.variables) + expression.variables).sorted()
  }

  /// An interval that contains every value of an expression in one variable on `domain`.
  ///
  /// The domain is cut into `pieces`: the hull of the pieces' enclosures is much tighter than the
  /// enclosure on the whole. Fails, naming the sub-term and the piece, where the expression is not
  /// proved to be defined on all of the domain; indeterminate where nothing could be enclosed.
  ///
  /// - Precondition: the expression has exactly one variable, and `pieces` > 0.
  package func enclosure(
    on domain: ClosedRange<Rational>, pieces: Int = 256, precision: Precision
  ) throws(EvaluationFailure) -> Interval {
    precondition(variables.count == 1 && pieces > 0, "one variable, at least one piece")
    let program = Program(
      [expression] + conditions.map(\.argument), inputs: variables)
    let width = (domain.upperBound - domain.lowerBound) / Rational(pieces)
    var hull: Interval?
    for piece in 0..<(width.isZero ? 1 : pieces) {
      let low = domain.lowerBound + width * Rational(piece)
      let box = Interval(lower: low, upper: low + width, precision: precision)
      let values = program.evaluate([box], precision: precision)
      for (condition, argument) in zip(conditions, values.dropFirst())
      where !condition.domain.isKnownToContain(argument) {
        throw .undecidedDomain(
          term.error(
            "could not prove that \(term.excerpt(condition.range)) is defined on "
              + box.shortDescription, condition.range))
      }
      hull = hull.map { $0.hull(with: values[0]) } ?? values[0]
    }
    return hull ?? .indeterminate(precision: precision)
  }
}
