import ExactArithmetic

extension ExpressionGraph {
  /// `function(argument)` in canonical form: values with a closed form are folded.
  public func apply(_ function: FunctionSymbol, _ argument: Expression) -> Expression {
    exactValue(of: function, at: argument) ?? reflected(function, argument)
      ?? expression(.apply(function, argument.id))
  }

  /// The value at an argument that is written with a minus sign, from the function's symmetry.
  private func reflected(_ function: FunctionSymbol, _ x: Expression) -> Expression? {
    guard splitCoefficient(x.id).coefficient.signum < 0 else { return nil }
    switch function {
    case .sin, .asin, .atan, .erf: return -apply(function, -x)
    case .cos: return apply(.cos, -x)
    case .acos: return pi - apply(.acos, -x)
    default: return nil
    }
  }

  private func exactValue(of function: FunctionSymbol, at x: Expression) -> Expression? {
    switch function {
    case .sin:
      if case .apply(.acos, let inner) = x.node { return sineOfArccosine(inner) }
      return rationalMultipleOfPi(x).flatMap { exactSine(ofTurnHalves: $0) }
    case .cos:
      if case .apply(.acos, let inner) = x.node { return Expression(graph: self, id: inner) }
      return rationalMultipleOfPi(x).flatMap { exactSine(ofTurnHalves: $0 + Rational(1, 2)) }
    case .acos:
      return exactArccosine(x).map { $0 * pi }
    case .asin:
      return exactArccosine(x).map { (Rational(1, 2) - $0) * pi }
    case .atan, .erf:
      return x.isZero ? x : nil
    case .exp, .erfc:
      return x.isZero ? integer(1) : nil
    case .log:
      return x.rationalValue == 1 ? integer(0) : nil
    case .abs:
      return exactMagnitude(x)
    case .defined(let definition):
      return definition.exactValue(x)
    }
  }

  private func sineOfArccosine(_ cosine: NodeID) -> Expression {
    let c = Expression(graph: self, id: cosine)
    return (1 - c * c).squareRoot
  }

  private func exactMagnitude(_ x: Expression) -> Expression? {
    let (coefficient, rest) = splitCoefficient(x.id)
    guard let rest else { return rational(coefficient.magnitude) }
    if isKnownNonnegative(rest) {
      return coefficient.magnitude * Expression(graph: self, id: rest)
    }
    if case .apply(.abs, _) = self[rest] {
      return coefficient.magnitude * Expression(graph: self, id: rest)
    }
    if coefficient == 1 { return nil }
    return coefficient.magnitude * Expression(graph: self, id: rest).magnitude
  }

  /// x/π where that is a rational number.
  private func rationalMultipleOfPi(_ x: Expression) -> Rational? {
    let (coefficient, rest) = splitCoefficient(x.id)
    guard let rest else { return coefficient.isZero ? 0 : nil }
    return self[rest] == .pi ? coefficient : nil
  }

  /// sin(πq) where 12q or 8q is an integer of the kind that √2 and √3 express.
  private func exactSine(ofTurnHalves q: Rational) -> Expression? {
    // Reduce to [0, 2), then by symmetry to [0, 1/2].
    let period = Rational((q / 2).floor) * 2
    var angle = q - period
    var sign = 1
    if angle >= 1 { (angle, sign) = (angle - 1, -1) }
    if angle > Rational(1, 2) { angle = 1 - angle }
    guard let value = exactSines.first(where: { $0.angle == angle })?.squared else { return nil }
    return Rational(sign) * rational(value).squareRoot
  }

  /// acos(x)/π for the x whose arc cosine is a multiple of π/6 or π/4.
  ///
  /// Public because a function of acos has a closed form exactly there.
  public func exactArccosine(_ x: Expression) -> Rational? {
    let square = x * x
    guard let value = square.rationalValue,
      let angle = exactSines.first(where: { $0.squared == value })?.angle
    else { return nil }
    let (coefficient, _) = splitCoefficient(x.id)
    return coefficient.signum < 0 ? Rational(1, 2) + angle : Rational(1, 2) - angle
  }
}

/// Angles in units of π with the squares of their sines.
private let exactSines: [(angle: Rational, squared: Rational)] = [
  (0, 0), (Rational(1, 6), Rational(1, 4)), (Rational(1, 4), Rational(1, 2)),
  (Rational(1, 3), Rational(3, 4)), (Rational(1, 2), 1),
]
