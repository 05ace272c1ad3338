import ExactArithmetic

extension ActivationFormula {
  /// A part of the line between two breakpoints, with the function there: without |x|.
  package struct Piece: Hashable, Sendable {
    /// The ends; nil where there is none.
    package let lower, upper: Rational?
    /// The function between them, free of |x|.
    package let formula: ActivationFormula
  }

  /// The pieces of the line on which the function has no kink, from left to right; nil where an
  /// argument of |x| is not linear in u with rational coefficients on some piece.
  package var pieces: [Piece]? { pieces(from: nil, to: nil) }

  private func pieces(from lower: Rational?, to upper: Rational?) -> [Piece]? {
    guard let place = steps.firstIndex(where: \.isKinked) else {
      return [Piece(lower: lower, upper: upper, formula: self)]
    }
    guard case .apply(let function, let argument) = steps[place],
      let (slope, offset) = linearForm(argument)
    else { return nil }
    func resolved(_ sign: Int) -> ActivationFormula {
      replacing(place, by: function == .abs ? (argument, Rational(sign)) : (nil, Rational(sign)))
    }
    if slope.isZero {
      // |0| is 0; the sign of 0 has no value, and nobody asks for it on a whole interval.
      return resolved(offset.signum).pieces(from: lower, to: upper)
    }
    let kink = -offset / slope
    let sign = slope.signum
    if let upper, upper <= kink { return resolved(-sign).pieces(from: lower, to: upper) }
    if let lower, kink <= lower { return resolved(sign).pieces(from: lower, to: upper) }
    guard let left = resolved(-sign).pieces(from: lower, to: kink),
      let right = resolved(sign).pieces(from: kink, to: upper)
    else { return nil }
    return left + right
  }

  private func linearForm(_ step: Int) -> (slope: Rational, offset: Rational)? {
    var builder = ActivationBuilder()
    var places: [Int] = []
    for step in steps[...step] { places.append(builder.construct(step.mapOperands { places[$0] })) }
    return builder.linearForm(places[step])
  }

  /// The formula with step `place` replaced by a multiple of another step, or of 1.
  private func replacing(_ place: Int, by value: (step: Int?, factor: Rational)) -> Self {
    var builder = ActivationBuilder()
    var places: [Int] = []
    for (index, step) in steps.enumerated() {
      if index == place {
        let factor = builder.constant(value.factor)
        places.append(value.step.map { builder.multiply(factor, places[$0]) } ?? factor)
      } else {
        places.append(builder.construct(step.mapOperands { places[$0] }))
      }
    }
    return builder.formula(places[places.count - 1])
  }

  /// Whether the function is 0 but for finitely many places, as far as the formulas of the pieces show.
  package var isZeroOnEveryPiece: Bool {
    guard steps.contains(where: \.isKinked) else { return constantValue?.isZero ?? false }
    return pieces?.allSatisfy { $0.formula.constantValue?.isZero ?? false } ?? false
  }

  /// What the function is at 0, without kinks: on a piece that has 0 inside, or on one that ends there where
  /// the function is known to be continuous; else the formula as it is.
  package var aroundZero: ActivationFormula {
    let piece = pieces?.first { ($0.lower ?? 0).signum <= 0 && ($0.upper ?? 0).signum >= 0 }
    guard steps.contains(where: \.isKinked), let piece else { return self }
    let isInside = (piece.lower ?? -1).signum < 0 && (piece.upper ?? 1).signum > 0
    return isInside || isKnownContinuous ? piece.formula : self
  }

  /// Whether the function is continuous at every breakpoint, as far as this shows from the normal
  /// forms of the differences; a function without breakpoints is.
  package var isKnownContinuous: Bool {
    guard let pieces else { return false }
    let graph = ExpressionGraph()
    return zip(pieces, pieces.dropFirst()).allSatisfy { left, right in
      guard let kink = left.upper,
        let low = left.formula.expression(of: graph.rational(kink)),
        let high = right.formula.expression(of: graph.rational(kink))
      else { return false }
      return (low - high).provenRational(expanding: true) == 0
    }
  }
}
