import ExactArithmetic

// Functions of numbers.

extension Meaning {
  func call(
    _ name: String, _ operands: [Value], _ iterations: Int
  ) throws(ReadingError) -> Terms.Index {
    if let network = try networkCall(name, operands) {
      guard iterations == 1 else { throw ReadingError("'\(name)' cannot be iterated") }
      return network
    }
    var arguments: [Terms.Index] = []
    for operand in operands { arguments.append(try index(operand)) }
    if iterations == 1, let dual = try dual(name, arguments) { return dual }
    if iterations == 1, arguments.count > 1, name == "max" || name == "min" {
      let sign = name == "max" ? "+" : "-"
      for next in arguments.dropFirst() {
        arguments[0] = try formula(
          "1/2*(a + b \(sign) abs(a - b))", ["a": arguments[0], "b": next])
      }
      return arguments[0]
    }
    var function = Self.functions[name] ?? Self.order(name).map { .kappa($0) }
    if name == "kappa", arguments.count == 2 {
      guard let order = terms.value(arguments[0])?.asInt,
        (0...Function.largestOrder).contains(order)
      else { throw ReadingError("'kappa' needs an order") }
      function = .kappa(order)
      arguments.removeFirst()
    }
    guard arguments.count == 1 else { throw ReadingError("'\(name)' takes one argument") }
    var argument = arguments[0]
    if name == "sqrt", iterations == 1 { return power(argument, Rational(1, 2)) }
    guard let function else { throw ReadingError("'\(name)' is not a function") }
    if iterations != 1 {
      guard case .kappa = function, iterations >= 0 else {
        throw ReadingError("'\(name)^\(iterations)' is ambiguous")
      }
    }
    for _ in 0..<iterations {
      switch function {
      case .acos, .asin, .kappa: requireUnit(argument)
      case .log: require(argument, .positive)
      case .sin, .cos, .atan, .exp, .abs: break
      }
      argument = terms.apply(function, argument)
    }
    return argument
  }

  /// The step of a text in names of steps; where it is defined is not asked.
  func formula(
    _ text: String, _ steps: [String: Terms.Index]
  ) throws(ReadingError) -> Terms.Index {
    let meaning = Meaning(variables: [], terms: terms)
    meaning.values = steps.mapValues { .term($0) }
    return try meaning.term(text)
  }

  /// Requires a covariance matrix, of which the variances are known not to be negative.
  func requireCovariance(_ matrix: [Terms.Index]) {
    let (diagonal, square) = (
      terms.product(matrix[0], matrix[1]), terms.product(matrix[2], matrix[2])
    )
    require(terms.difference(diagonal, square), .nonnegative)
  }

  private static let duals = [
    "dual relu": "n*f(r)/2", "dual_derivative relu": "kappa(0, r)/2",
    "dual erf": "2/pi*asin(r)",
    "dual_derivative erf": "4/pi/sqrt((1 + 2*a)*(1 + 2*b) - 4*c^2)",
  ]

  /// Gaussian expectations of the activations that have short closed forms, for variances a, b > 0 and a covariance
  /// c with c² ≤ ab (see the article on the format).
  private func dual(
    _ name: String, _ numbers: [Terms.Index]
  ) throws(ReadingError) -> Terms.Index? {
    for variance in numbers.prefix(2) where name.contains(" ") { require(variance, .positive) }
    switch (name, numbers.count) {
    case ("dual_mean relu", 1): return try formula("sqrt(a/(2*pi))", ["a": numbers[0]])
    case ("dual_mean erf", 1): return terms.number(0)
    case ("critical_weight relu", 1), ("critical_weight erf", 1), ("critical_bias relu", 1),
      ("critical_bias erf", 1):
      // w = 1/E[σ′(u)²], b = q − w·E[σ(u)²].
      let (q, activation) = (numbers[0], name.split(separator: " ")[1])
      guard let square = try dual("dual_derivative \(activation)", [q, q, q]),
        let value = try dual("dual \(activation)", [q, q, q])
      else { return nil }
      let text = name.hasPrefix("critical_weight") ? "1/s" : "q - v/s"
      return try formula(text, ["q": q, "v": value, "s": square])
    case (_, 3):
      guard let text = Self.duals[name] else { return nil }
      requireCovariance(numbers)
      let isRectifier = name.hasSuffix("relu")
      let (scale, shift) = (terms.number(isRectifier ? 1 : 2), terms.number(isRectifier ? 0 : 1))
      let moments = numbers.map { terms.product(scale, $0) }
      let norm = terms.norm(terms.sum(shift, moments[0]), terms.sum(shift, moments[1]))
      let correlation = terms.add(.correlation(terms.quotient(moments[2], norm)))
      return try formula(
        text, ["a": numbers[0], "b": numbers[1], "c": numbers[2], "n": norm, "r": correlation])
    default: return nil
    }
  }
}
