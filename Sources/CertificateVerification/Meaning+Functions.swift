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
    if iterations == 1, let dual = dual(name, arguments) { return dual }
    if iterations == 1, arguments.count > 1, name == "max" || name == "min" {
      return arguments.dropFirst().reduce(arguments[0]) { extreme(name == "max", $0, $1) }
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

  /// (a + b ± |a − b|)/2.
  private func extreme(_ isLarger: Bool, _ a: Terms.Index, _ b: Terms.Index) -> Terms.Index {
    let distance = terms.apply(.abs, terms.difference(a, b))
    let twice = terms.sum(terms.sum(a, b), isLarger ? distance : terms.negative(distance))
    return terms.product(terms.number(Rational(1, 2)), twice)
  }

  /// Gaussian expectations of the activations that have short closed forms, for variances a, b > 0 and a covariance
  /// c with c² ≤ ab (see the article on the format).
  private func dual(_ name: String, _ numbers: [Terms.Index]) -> Terms.Index? {
    let half = Rational(1, 2)
    func number(_ value: Rational) -> Terms.Index { terms.number(value) }
    for variance in numbers.prefix(2) where name.contains(" ") { require(variance, .positive) }
    switch (name, numbers.count) {
    case ("dual_mean relu", 1):
      return terms.power(
        terms.quotient(numbers[0], terms.product(number(2), terms.add(.pi))), half)
    case ("dual_mean erf", 1): return number(0)
    case ("critical_weight relu", 1), ("critical_weight erf", 1), ("critical_bias relu", 1),
      ("critical_bias erf", 1):
      // w = 1/E[σ′(u)²], b = q − w·E[σ(u)²].
      let (q, activation) = (numbers[0], name.split(separator: " ")[1])
      guard let square = dual("dual_derivative \(activation)", [q, q, q]),
        let value = dual("dual \(activation)", [q, q, q])
      else { return nil }
      return name.hasPrefix("critical_weight")
        ? power(square, -1) : terms.difference(q, terms.product(value, power(square, -1)))
    case ("dual relu", 3), ("dual_derivative relu", 3), ("dual erf", 3), ("dual_derivative erf", 3):
      let (a, b, c) = (numbers[0], numbers[1], numbers[2])
      let determinant = terms.difference(terms.product(a, b), terms.product(c, c))
      require(determinant, .nonnegative)
      if name.hasSuffix("relu") {
        let norm = a == b ? a : terms.power(terms.product(a, b), half)
        let correlation = terms.add(.correlation(terms.quotient(c, norm)))
        return name == "dual relu"
          ? terms.product(
            terms.product(number(half), norm), terms.apply(.kappa(1), correlation))
          : terms.product(number(half), terms.apply(.kappa(0), correlation))
      }
      func shifted(_ a: Terms.Index) -> Terms.Index {
        terms.sum(number(1), terms.product(number(2), a))
      }
      let product = terms.product(shifted(a), shifted(b))
      let factor = terms.quotient(number(2), terms.add(.pi))
      if name == "dual erf" {
        let norm = a == b ? shifted(a) : terms.power(product, half)
        let correlation = terms.quotient(terms.product(number(2), c), norm)
        return terms.product(factor, terms.apply(.asin, terms.add(.correlation(correlation))))
      }
      let square = terms.product(number(4), terms.product(c, c))
      return terms.product(
        terms.product(number(2), factor),
        terms.power(terms.difference(product, square), -half))
    default: return nil
    }
  }
}
