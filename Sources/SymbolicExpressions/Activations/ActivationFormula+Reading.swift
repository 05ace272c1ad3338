import ExactArithmetic

extension ActivationFormula {
  /// The activations that have a formula and no closed dual, by name.
  package static let named: [String: ActivationFormula] = {
    let texts = [
      "tanh": "tanh(u)", "sigmoid": "1/(1+exp(-u))", "softplus": "log(1+exp(u))",
      "silu": "u/(1+exp(-u))", "mish": "u*tanh(log(1+exp(u)))",
      "elu": "max(u,0)+exp(min(u,0))-1",
    ]
    return texts.mapValues { text in
      guard let formula = try? ActivationFormula(parsing: text) else {
        preconditionFailure("a built-in formula does not parse: \(text)")
      }
      return formula
    }
  }()

  /// Reads a formula in u: numbers, π, + − * / ^, |…|, and the functions exp, log, sin, cos, tan, sinh,
  /// cosh, tanh, atan, erf, erfc, Phi, sqrt, abs, sign, max, min, relu, sigmoid, softplus, silu, mish and elu.
  ///
  /// What |…|, max, min and relu compare must be linear in u with rational coefficients, so that the
  /// kinks are at rational numbers.
  package init(parsing text: String) throws(SyntaxError) {
    try self.init(TermParser.parse(text))
  }

  /// Reads a parsed term; see ``init(parsing:)``.
  package init(_ term: Term) throws(SyntaxError) {
    var reader = ActivationReader(term: term)
    for item in term.items { try reader.apply(item) }
    guard let value = reader.stack.last, reader.stack.count == 1 else {
      throw term.error("this is not a formula", 0..<term.source.utf8.count)
    }
    self = reader.builder.formula(value)
    guard pieces != nil else {
      throw term.error(
        "what |…|, max, min and sign compare must be linear in u with rational coefficients",
        reader.kink ?? 0..<term.source.utf8.count)
    }
  }
}

/// The stack machine that turns a postfix term into a program.
private struct ActivationReader {
  let term: Term
  var builder = ActivationBuilder()
  var stack: [Int] = []
  /// Where a kink was written, for the message where it is not a rational number.
  var kink: Range<Int>?

  init(term: Term) { self.term = term }

  private mutating func pop(_ range: Range<Int>) throws(SyntaxError) -> Int {
    guard let value = stack.popLast() else { throw term.error("a value is missing here", range) }
    return value
  }

  mutating func apply(_ item: Term.Item) throws(SyntaxError) {
    let range = item.range
    switch item.operation {
    case .number(let value): stack.append(builder.constant(value))
    case .name("u"): stack.append(builder.variable())
    case .name("pi"): stack.append(builder.pi())
    case .name(let name):
      throw term.error("unknown name '\(name)': an activation is a formula in u", range)
    case .negate: stack.append(builder.negate(try pop(range)))
    case .squareRoot: stack.append(builder.apply(.sqrt, try pop(range)))
    case .add, .subtract, .multiply, .divide, .power:
      let right = try pop(range)
      let left = try pop(range)
      stack.append(try combine(item.operation, left, right, range))
    case .call(let name, let arguments, 1):
      let values = Array(stack.suffix(arguments))
      stack.removeLast(values.count)
      stack.append(try call(name, values, range))
    case .call(let name, _, _):
      throw term.error("write \(name)(…)^n for a power of \(name)", range)
    case .text, .activation, .iterate, .label:
      throw term.error("\(term.excerpt(range)) has no meaning in an activation", range)
    }
  }

  private mutating func combine(
    _ operation: Term.Operation, _ left: Int, _ right: Int, _ range: Range<Int>
  ) throws(SyntaxError) -> Int {
    switch operation {
    case .add: return builder.add(left, right)
    case .subtract: return builder.subtract(left, right)
    case .multiply: return builder.multiply(left, right)
    case .divide:
      try refuseZero(right, range)
      return builder.divide(left, right)
    default:
      if case .constant(let exponent) = builder.steps[right], let n = exponent.asInt {
        if n < 0 { try refuseZero(left, range) }
        guard n.magnitude <= 10_000 else { throw term.error("the exponent is too large", range) }
        return builder.power(left, n)
      }
      let logarithm = builder.apply(.log, left)
      return builder.apply(.exp, builder.multiply(right, logarithm))
    }
  }

  private func refuseZero(_ divisor: Int, _ range: Range<Int>) throws(SyntaxError) {
    if case .constant(let value) = builder.steps[divisor], value.isZero {
      throw term.error("\(term.excerpt(range)) divides by zero", range)
    }
  }

  private mutating func call(
    _ name: String, _ values: [Int], _ range: Range<Int>
  ) throws(SyntaxError) -> Int {
    if name == "max" || name == "min" {
      guard values.count == 2 else { throw term.error("'\(name)' takes 2 arguments", range) }
      return extreme(values[0], values[1], sign: name == "max" ? 1 : -1, range)
    }
    guard values.count == 1 else {
      throw term.error("'\(name)' takes 1 argument, not \(values.count)", range)
    }
    let x = values[0]
    let one = builder.constant(1)
    switch name {
    case "abs", "sign":
      kink = range
      return builder.apply(name == "abs" ? .abs : .sign, x)
    case "relu": return extreme(x, builder.constant(0), sign: 1, range)
    case "exp", "log", "sin", "cos", "tanh", "atan", "sqrt", "erf":
      guard let function = ActivationFormula.Function(rawValue: name) else { break }
      return builder.apply(function, x)
    case "ln": return builder.apply(.log, x)
    case "arctan": return builder.apply(.atan, x)
    case "erfc": return builder.subtract(one, builder.apply(.erf, x))
    case "Phi":
      let scaled = builder.divide(x, builder.apply(.sqrt, builder.constant(2)))
      let sum = builder.add(one, builder.apply(.erf, scaled))
      return builder.multiply(builder.constant(Rational(1, 2)), sum)
    case "tan": return builder.divide(builder.apply(.sin, x), builder.apply(.cos, x))
    case "sinh", "cosh":
      let (rise, fall) = (builder.apply(.exp, x), builder.apply(.exp, builder.negate(x)))
      let sum = name == "cosh" ? builder.add(rise, fall) : builder.subtract(rise, fall)
      return builder.multiply(builder.constant(Rational(1, 2)), sum)
    case "sigmoid", "silu":
      let divisor = builder.add(one, builder.apply(.exp, builder.negate(x)))
      return builder.divide(name == "silu" ? x : one, divisor)
    case "softplus", "mish":
      let softplus = builder.apply(.log, builder.add(one, builder.apply(.exp, x)))
      return name == "softplus" ? softplus : builder.multiply(x, builder.apply(.tanh, softplus))
    case "elu":
      let zero = builder.constant(0)
      let above = extreme(x, zero, sign: 1, range)
      let below = builder.apply(.exp, extreme(x, zero, sign: -1, range))
      return builder.add(above, builder.subtract(below, one))
    default: break
    }
    throw term.error("'\(name)' is not a function that an activation may use", range)
  }

  /// max(x, y) for the sign 1, min(x, y) for −1: (x + y ± |x − y|)/2.
  private mutating func extreme(_ x: Int, _ y: Int, sign: Int, _ range: Range<Int>) -> Int {
    kink = range
    let distance = builder.apply(.abs, builder.subtract(x, y))
    let sum = builder.add(
      builder.add(x, y), builder.multiply(builder.constant(Rational(sign)), distance))
    return builder.multiply(builder.constant(Rational(1, 2)), sum)
  }
}
