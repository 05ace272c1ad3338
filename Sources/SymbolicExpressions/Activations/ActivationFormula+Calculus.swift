import ExactArithmetic

extension ActivationFormula {
  /// The derivative σ′, where there is one: |x|′ is the sign of x, and a sign is constant.
  package var derivative: ActivationFormula {
    var builder = ActivationBuilder()
    var values: [Int] = []
    var slopes: [Int] = []
    for step in steps {
      let x = builder.construct(step.mapOperands { values[$0] })
      slopes.append(slope(of: step, at: x, values, slopes, &builder))
      values.append(x)
    }
    return builder.formula(slopes[slopes.count - 1])
  }

  private func slope(
    of step: Step, at value: Int, _ values: [Int], _ slopes: [Int], _ b: inout ActivationBuilder
  ) -> Int {
    switch step {
    case .variable: return b.constant(1)
    case .constant, .pi: return b.constant(0)
    case .add(let x, let y): return b.add(slopes[x], slopes[y])
    case .multiply(let x, let y):
      return b.add(b.multiply(slopes[x], values[y]), b.multiply(values[x], slopes[y]))
    case .divide(let x, let y):
      if let inner = exponentOfOnePlusExponential(y) {
        // (x/(1 + e^g))′ = x′/(1 + e^g) − (x/(1 + e^g))·g′/(1 + e^−g): no factor is large.
        let factor = b.multiply(logistic(of: values[inner], &b), slopes[inner])
        return b.subtract(b.divide(slopes[x], values[y]), b.multiply(value, factor))
      }
      // (x/y)′ = (x′ − (x/y)·y′)/y
      return b.divide(b.subtract(slopes[x], b.multiply(value, slopes[y])), values[y])
    case .power(let x, let n):
      let outer = b.multiply(b.constant(Rational(n)), b.power(values[x], n - 1))
      return b.multiply(outer, slopes[x])
    case .apply(let function, let x):
      if case .constant(let slope) = b.steps[slopes[x]], slope.isZero { return slopes[x] }
      if function == .log, let inner = exponentOfOnePlusExponential(x) {
        // log(1 + e^g)′ = g′/(1 + e^−g), in which an interval for g occurs once.
        return b.multiply(logistic(of: values[inner], &b), slopes[inner])
      }
      return b.multiply(outerSlope(of: function, at: values[x], value, &b), slopes[x])
    }
  }

  /// 1/(1 + e^−g).
  private func logistic(of g: Int, _ b: inout ActivationBuilder) -> Int {
    let one = b.constant(1)
    return b.divide(one, b.add(one, b.apply(.exp, b.negate(g))))
  }

  /// The step g where the step is 1 + e^g.
  package func exponentOfOnePlusExponential(_ step: Int) -> Int? {
    guard case .add(let first, let second) = steps[step] else { return nil }
    for (number, other) in [(first, second), (second, first)] {
      if case .constant(let value) = steps[number], value == 1,
        case .apply(.exp, let inner) = steps[other]
      {
        return inner
      }
    }
    return nil
  }

  private func outerSlope(
    of function: Function, at x: Int, _ value: Int, _ b: inout ActivationBuilder
  ) -> Int {
    let one = b.constant(1)
    switch function {
    case .exp: return value
    case .log: return b.divide(one, x)
    case .sin: return b.apply(.cos, x)
    case .cos: return b.negate(b.apply(.sin, x))
    case .tanh: return b.subtract(one, b.power(value, 2))
    case .atan: return b.divide(one, b.add(one, b.power(x, 2)))
    case .sqrt: return b.divide(b.constant(Rational(1, 2)), value)
    case .erf:
      let gaussian = b.apply(.exp, b.negate(b.power(x, 2)))
      return b.multiply(b.divide(b.constant(2), b.apply(.sqrt, b.pi())), gaussian)
    case .abs: return b.apply(.sign, x)
    case .sign: return b.constant(0)
    }
  }

  /// The `order`-th derivative.
  package func derivative(order: Int) -> ActivationFormula {
    (0..<order).reduce(self) { formula, _ in formula.derivative }
  }

  /// u ↦ σ(−u).
  package var reflected: ActivationFormula {
    var builder = ActivationBuilder()
    let u = builder.variable()
    let value = builder.run(self, on: builder.negate(u))
    return builder.formula(value)
  }

  /// The product of two functions of the same variable.
  package func multiplied(by other: ActivationFormula) -> ActivationFormula {
    var builder = ActivationBuilder()
    let u = builder.variable()
    let factors = (builder.run(self, on: u), builder.run(other, on: u))
    let value = builder.multiply(factors.0, factors.1)
    return builder.formula(value)
  }

  /// The variable itself.
  package static let identity = ActivationFormula(steps: [.variable])

  /// The value everywhere, where the formula is a rational number.
  package var constantValue: Rational? {
    if case .constant(let value)? = steps.last { value } else { nil }
  }

  /// Whether the variable does not occur.
  package var isConstant: Bool { !steps.contains(.variable) }

  /// How σ(−u) and σ(u) go together.
  package enum Parity: Sendable { case even, odd, none }

  /// The parity, where it shows from the parities of the parts or from the normal form of
  /// σ(u) ± σ(−u) as an expression.
  package var parity: Parity {
    let structural = structuralParity
    if structural != .none || steps.contains(where: \.isKinked) { return structural }
    let graph = ExpressionGraph()
    let u = graph.variable("u")
    guard let value = expression(of: u), let mirrored = expression(of: -u) else { return .none }
    if (value + mirrored).provenRational(expanding: true) == 0 { return .odd }
    return (value - mirrored).provenRational(expanding: true) == 0 ? .even : .none
  }

  private var structuralParity: Parity {
    var parities: [Parity] = []
    for step in steps {
      switch step {
      case .variable: parities.append(.odd)
      case .constant, .pi: parities.append(.even)
      case .add(let x, let y):
        parities.append(parities[x] == parities[y] ? parities[x] : .none)
      case .multiply(let x, let y), .divide(let x, let y):
        let pair = (parities[x], parities[y])
        if pair.0 == .none || pair.1 == .none {
          parities.append(.none)
        } else {
          parities.append(pair.0 == pair.1 ? .even : .odd)
        }
      case .power(let x, let n):
        parities.append(parities[x] == .odd && n.isMultiple(of: 2) ? .even : parities[x])
      case .apply(let function, let x):
        switch (parities[x], function) {
        case (.even, _), (.odd, .cos), (.odd, .abs): parities.append(.even)
        case (.odd, .sin), (.odd, .tanh), (.odd, .atan), (.odd, .erf), (.odd, .sign):
          parities.append(.odd)
        default: parities.append(.none)
        }
      }
    }
    return parities[parities.count - 1]
  }

  /// The formula as an expression in `u`, elementary functions alone; nil where that divides by the
  /// number 0.
  package func expression(of u: Expression) -> Expression? {
    let graph = u.graph
    var values: [Expression] = []
    for step in steps {
      switch step {
      case .variable: values.append(u)
      case .constant(let value): values.append(graph.rational(value))
      case .pi: values.append(graph.pi)
      case .add(let x, let y): values.append(values[x] + values[y])
      case .multiply(let x, let y): values.append(values[x] * values[y])
      case .divide(let x, let y):
        if values[y].isZero { return nil }
        values.append(values[x] / values[y])
      case .power(let x, let n):
        if values[x].isZero && n < 0 { return nil }
        values.append(values[x].power(Rational(n)))
      case .apply(let function, let x): values.append(function.expression(of: values[x]))
      }
    }
    return values.last
  }
}

extension ActivationFormula.Step {
  /// Whether the step is where a kink or a jump comes from.
  var isKinked: Bool {
    switch self {
    case .apply(.abs, _), .apply(.sign, _): true
    default: false
    }
  }
}

extension ActivationFormula.Function {
  fileprivate func expression(of x: Expression) -> Expression {
    switch self {
    case .exp: return x.applying(.exp)
    case .log: return x.applying(.log)
    case .sin: return x.sine
    case .cos: return x.cosine
    case .atan: return x.applying(.atan)
    case .erf: return x.applying(.erf)
    case .sqrt: return x.squareRoot
    case .abs: return x.magnitude
    case .sign: return x / x.magnitude
    case .tanh:
      // 1 − 2/(1 + e^(2x))
      return 1 - 2 * ((2 * x).applying(.exp) + 1).reciprocal
    }
  }
}
