import ExactArithmetic

// Terms with variables of their own: sums, products, iterates, derivatives and families.

extension Meaning {
  func value(_ binder: TermText.Binder) throws(ReadingError) -> Value {
    switch binder {
    case .range(let isSum, let name, let from, let to, let body):
      let (first, last) = (try whole(from), try whole(to))
      let outer = values[name]
      defer { values[name] = outer }
      var result = terms.number(isSum ? 0 : 1)
      for value in stride(from: first, through: last, by: 1) {
        choose(.integer(value), for: name)
        let part = try term(body)
        result = isSum ? terms.sum(result, part) : terms.product(result, part)
      }
      return .term(result)
    case .iterate(let body, let name, let start, let count):
      var value = try term(start)
      let count = try self.count(count)
      guard count.number >= 0 else { throw ReadingError("'iterate' needs a count") }
      let map = try Abstraction(of: body, name, in: self) { body, _ in body }
      if let induction, count.each > 0 {
        // Where it is defined for k must be known for k + 1.
        let key = [map.root, map.variable, value, terms.number(Rational(count.each))]
        value = try induction.quantity(key, of: [map.root, value], in: nil) { now in
          (0..<count.each).reduce(now) { old, _ in self.apply(map, to: old, now: true) }
        }
      }
      for _ in 0..<count.number { value = apply(map, to: value) }
      return .term(value)
    case .derivative(let body, let name, let point, let order):
      let order = try order.map(whole) ?? 1
      guard (0...40).contains(order) else { throw ReadingError("'d' needs an order up to 40") }
      func derivative(_ root: Terms.Index, by variable: Terms.Index) -> Terms.Index {
        (0..<order).reduce(root) { value, _ in self.derivative(of: value, by: variable) }
      }
      // d(term, x) is d(term, x: x); within an interval every point can be approached.
      let value: Terms.Index
      var isApproached = true
      if let point {
        value = try term(point)
      } else {
        guard let variable = variable(name) else {
          throw ReadingError("'d' differentiates by a real variable")
        }
        value = variable
        isApproached = interval(of: variable).map { $0.lower == $0.upper } ?? true
      }
      let map = try Abstraction(of: body, name, in: self, isApproached: isApproached, derivative)
      return .term(apply(map, to: value))
    case .template(let family, let length, let parameters):
      let (each, length) = try self.count(length)
      let skip = try parameters["skip"].map(whole) ?? 2
      let scale = try parameters["scale"].map { (text) throws(ReadingError) in
        terms.value(try term(text)) ?? 0
      }
      guard skip >= 2, scale ?? 1 > 0, family == "resnet" || parameters.isEmpty,
        parameters.keys.allSatisfy({ ["skip", "scale"].contains($0) })
      else { throw ReadingError("'\(family)' has other parameters") }
      if each > 0 {
        guard induction?.first ?? 0 >= 1, family != "dense", family == "chain" || each % skip == 0
        else { throw ReadingError("'\(family)' is not known for every length") }
        return .everyMember(
          Induction.Family(
            each: each, more: length, block: family == "chain" ? nil : skip, scale: scale ?? 1))
      }
      guard (1...Network.largest).contains(length) else { throw ReadingError("no such length") }
      return .network(Network(family: family, length: length, skip: skip, scale: scale ?? 1))
    }
  }

  /// A term with a variable of its own, and where it is defined.
  struct Abstraction {
    /// Behind those of the statement.
    static let firstVariable = 1_000_000
    let variable, root: Terms.Index
    let conditions: [Condition]
    let approaches: [[(value: Terms.Index, slope: Terms.Index)]]

    /// What `change` makes of a term; if it is approached, it must be defined near its points, too, from one side.
    init(
      of body: TermText, _ name: String, in meaning: Meaning, isApproached: Bool = false,
      _ change: (Terms.Index, Terms.Index) -> Terms.Index
    ) throws(ReadingError) {
      let (outerValue, outerConditions) = (meaning.values[name], meaning.conditions)
      let outerApproaches = meaning.approaches
      meaning.values[name] = nil
      meaning.variables.append(name)
      meaning.conditions = []
      meaning.approaches = []
      let own = meaning.terms.add(.variable(Self.firstVariable + meaning.variables.count))
      variable = own
      defer {
        meaning.variables.removeLast()
        meaning.values[name] = outerValue
        meaning.conditions = outerConditions
        meaning.approaches = outerApproaches
      }
      root = change(try meaning.term(body), own)
      if isApproached {
        let constant = meaning.terms.number(0)
        let sides = meaning.conditions.filter { $0.sign == .nonnegative }
          .map { (value: $0.term, slope: meaning.derivative(of: $0.term, by: own)) }
          .filter { $0.slope != constant }
        meaning.approaches.append(sides)
      }
      conditions = meaning.conditions
      approaches = meaning.approaches
    }
  }

  /// The value of a term with a variable of its own, where that has a value.
  private func apply(
    _ map: Abstraction, to value: Terms.Index, now: Bool = false
  ) -> Terms.Index {
    func put(_ step: Terms.Index) -> Terms.Index {
      terms.replacing([map.variable: value], in: step)
    }
    for condition in map.conditions {
      let own = Condition(term: put(condition.term), sign: condition.sign)
      if now { conditionsNow.append(own) } else { require(own.term, own.sign) }
    }
    approaches += map.approaches.map { $0.map { (put($0.value), put($0.slope)) } }
    return put(map.root)
  }

  /// The derivative of a step by a variable, by the rules; what these divide by or take roots of becomes a
  /// condition. At an end of a function's domain it is the derivative from within.
  func derivative(of root: Terms.Index, by variable: Terms.Index) -> Terms.Index {
    var slopes = [variable: terms.number(1)]
    let zero = terms.number(0)
    for step in terms.program(for: [root]) where step != variable {
      func slope(_ operand: Terms.Index) -> Terms.Index { slopes[operand] ?? zero }
      slopes[step] =
        switch terms[step] {
        case .number, .pi, .variable: zero
        case .sum(let a, let b): terms.sum(slope(a), slope(b))
        case .product(let a, let b):
          terms.sum(terms.product(b, slope(a)), terms.product(a, slope(b)))
        case .correlation(let a): slope(a)
        case .power(let a, let exponent):
          slope(a) == zero || exponent.isZero
            ? zero
            : terms.product(
              terms.product(terms.number(exponent), power(a, exponent - 1)), slope(a))
        case .apply(let function, let a):
          slope(a) == zero
            ? zero : terms.product(derivative(of: function, at: a, value: step), slope(a))
        }
    }
    return slopes[root] ?? zero
  }

  private func derivative(
    of function: Function, at a: Terms.Index, value: Terms.Index
  ) -> Terms.Index {
    guard let (factor, isOverPi, slope) = function.derivative else {
      return terms.product(a, power(value, -1))
    }
    let plain: Terms.Index
    switch slope {
    case .function(let other): plain = terms.apply(other, a)
    case .power(.variable, let exponent): plain = power(a, exponent)
    case .power(let base, let exponent):
      let square = terms.product(terms.number(Rational(base.rawValue)), terms.power(a, 2))
      plain = power(terms.sum(terms.number(1), square), exponent)
    }
    let value = isOverPi ? terms.quotient(plain, terms.add(.pi)) : plain
    return terms.product(terms.number(factor), value)
  }
}
