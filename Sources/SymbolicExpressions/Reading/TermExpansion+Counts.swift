import ExactArithmetic

// Numbers that say how often something is done, and those that change with a statement's k.
extension TermExpansion {
  /// A > 0 and B ≥ 0 where a sub-term is A·`every` + B; nil where it does not depend on that name.
  func count(
    _ root: Int, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> (each: Int, more: Int)? {
    guard let every, dependsOn(every, root) else { return nil }
    let value = try affine(root, integers, depth)
    guard let (each, more) = value.counts, each > 0, more >= 0 else {
      throw term.error(
        "where \(every) is every whole number, this has to be \(every), \(every) + 1, 2*\(every), "
          + "2*\(every) + 1, and so on", term.items[root].range)
    }
    return (each, more)
  }

  /// The same of an exponent, where A and B may be negative, of a base that does not depend on `every`; nil where
  /// this is no such power.
  func exponent(
    _ own: [Int], _ integers: [String: Int], _ depth: Int
  ) -> (each: Int, more: Int)? {
    guard let every, dependsOn(every, own[1]), !dependsOn(every, own[0]) else { return nil }
    return (try? affine(own[1], integers, depth))?.counts
  }

  private func dependsOn(_ name: String, _ root: Int) -> Bool {
    var open = [root]
    while let index = open.popLast() {
      if term.items[index].operation == .name(name) { return true }
      open += operands[index]
    }
    return false
  }

  func wholeNumber(
    _ root: Int, _ what: String, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Int {
    let value = try number(root, integers, depth)
    guard let integer = value.asInt else {
      throw term.error("\(what) is \(value), not a whole number", term.items[root].range)
    }
    return integer
  }

  /// The value of a sub-term without variables that is made of numbers by + − * / ^.
  func number(
    _ root: Int, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Rational {
    let value = try affine(root, integers, depth)
    guard value.slope.isZero else {
      throw term.error(
        "'\(every ?? "")' is not a number that is known here", term.items[root].range)
    }
    return value.start
  }

  /// The value of a sub-term that is made of numbers, and of `every` by + − * and division by numbers.
  private func affine(
    _ root: Int, _ integers: [String: Int], _ depth: Int
  ) throws(SyntaxError) -> Affine {
    let place = term.items[root].range
    guard depth < Term.deepestRange else { throw term.error("ranges nest too deep", place) }
    var part = self
    part.items = []
    try part.write(root, integers, depth: depth + 1)
    var stack: [Affine] = []
    for item in part.items {
      let values = Array(stack.suffix(item.operation.operandCount))
      stack.removeLast(values.count)
      if let every, item.operation == .name(every) {
        stack.append(Affine(slope: 1, start: 0))
        continue
      }
      guard let value = item.operation.affineValue(values) else {
        let subject = term.excerpt(item.range)
        throw term.error("'\(subject)' is not a number that is known here", item.range)
      }
      stack.append(value)
    }
    return stack[0]
  }
}

/// slope·k + start, k being every whole number.
private struct Affine {
  var slope: Rational
  var start: Rational

  /// The two as small whole numbers; nil where they are not, and where k does not occur.
  var counts: (each: Int, more: Int)? {
    guard let each = slope.asInt, let more = start.asInt, each != 0,
      max(each.magnitude, more.magnitude) <= Term.largestMultiple
    else { return nil }
    return (each, more)
  }
}

extension Term.Operation {
  /// The operation on numbers that may change with k; nil where the result is not of that kind.
  fileprivate func affineValue(_ values: [Affine]) -> Affine? {
    func changed(_ change: (Rational) -> Rational) -> Affine {
      Affine(slope: change(values[0].slope), start: change(values[0].start))
    }
    let isNumber = values.map(\.slope.isZero)
    switch self {
    case .number(let value): return Affine(slope: 0, start: value)
    case .negate: return changed { -$0 }
    case .add, .subtract:
      let sign: Rational = self == .add ? 1 : -1
      return Affine(
        slope: values[0].slope + sign * values[1].slope,
        start: values[0].start + sign * values[1].start)
    case .multiply where isNumber[1]: return changed { $0 * values[1].start }
    case .multiply where isNumber[0]: return Self.multiply.affineValue(values.reversed())
    case .divide where isNumber[1] && !values[1].start.isZero:
      return changed { $0 / values[1].start }
    case .power where isNumber == [true, true]:
      let base = values[0].start
      guard let exponent = values[1].start.asInt, abs(exponent) <= 64,
        !(base.isZero && exponent < 0)
      else { return nil }
      return Affine(slope: 0, start: base.power(exponent))
    default: return nil
    }
  }
}
