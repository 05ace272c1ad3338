import ExactArithmetic

// Functions of networks.

extension Meaning {
  func network(_ value: Value) throws(ReadingError) -> Network {
    switch value {
    case .network(let network): return network
    case .quoted(let text):
      guard text.contains("(") else { return try Network(text) }
      let term = try TermText(text)
      guard case .binder(.template) = term.operations.last,
        case .network(let network)? = try self.value(term)
      else { throw ReadingError("'\(text)' is no network") }
      return network
    case .name(let name):
      if case .network(let network)? = values[name] { return network }
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2 { return try node(parts[1], of: .name(parts[0])) }
      throw ReadingError("'\(name)' is no network")
    case .term, .edge, .inputs, .everyMember: throw ReadingError("a network is needed")
    }
  }

  func node(_ name: String, of value: Value) throws(ReadingError) -> Network {
    let network = try network(value)
    guard let number = Int(name), name == "\(number)", let part = network.upTo(number) else {
      throw ReadingError("\(network.text) has no node '\(name)'")
    }
    return part
  }

  /// The value of a function of networks; nil where the name is that of no such function.
  func networkCall(
    _ name: String, _ operands: [Value]
  ) throws(ReadingError) -> Terms.Index? {
    let isKernel = Self.kernelFunctions.contains(name)
    guard isKernel || name == "eq12" || Network.statistics.contains(name) else { return nil }
    let counts = isKernel ? 3...3 : name == "eq12" ? 2...2 : name == "paths" ? 1...2 : 1...1
    guard counts.contains(operands.count) else {
      throw ReadingError("'\(name)' has a wrong number of arguments")
    }
    if case .everyMember(let family) = operands[0] {
      return try call(name, ofEvery: family, Array(operands.dropFirst()))
    }
    let network = try network(operands[0])
    if isKernel { return try kernel(name, of: network, operands[1], operands[2]) }
    if name == "eq12" {
      let rho = try index(operands[1])
      requireUnit(rho)
      guard network.edges(absent: false).allSatisfy({ $0.connection.scale == 1 }) else {
        throw ReadingError("'eq12' is for plain skips and ReLU edges")
      }
      let counts = network.pathCounts
      var (bound, iterate) = (
        terms.number(Rational(counts.reduce(Integer.zero) { $0 + $1 })), rho
      )
      for count in counts {
        bound = terms.difference(bound, terms.product(terms.number(Rational(count)), iterate))
        iterate = terms.apply(.kappa(1), iterate)
      }
      return bound
    }
    if operands.count == 2 {
      guard let d = terms.value(try index(operands[1]))?.asInt, d >= 0 else {
        throw ReadingError("'paths' counts edges by whole numbers")
      }
      let counts = network.pathCounts
      return terms.number(counts.indices.contains(d) ? Rational(counts[d]) : 0)
    }
    guard let value = network.statistic(name) else {
      throw ReadingError("'\(name)' is undefined for \(network.text)")
    }
    return terms.number(value)
  }

  /// A function of a network of every length, on unit inputs.
  private func call(
    _ name: String, ofEvery family: Induction.Family, _ operands: [Value]
  ) throws(ReadingError) -> Terms.Index {
    guard let induction else { throw ReadingError("there is no induction here") }
    let one = terms.number(1)
    func count(_ edges: Int) -> Terms.Index {
      terms.product(terms.number(Rational(edges)), induction.number)
    }
    func number(_ count: Terms.Index, _ more: Int) -> Terms.Index {
      terms.sum(count, terms.number(Rational(more)))
    }
    let isChain = family.block == nil
    if operands.isEmpty {
      let length = number(count(family.each), family.more)
      switch name {
      case "paths" where isChain: return one
      case "depth" where isChain: return length
      case "parameterised_count": return length
      case "edge_count":
        guard let block = family.block else { return length }
        let skips = number(count(family.each / block), family.more / block)
        return terms.sum(length, skips)
      default: throw ReadingError("'\(name)' is not known for every length")
      }
    }
    guard name == "eq12" ? isChain : operands.count == 2 else {
      throw ReadingError("'\(name)' needs a rule, or a chain")
    }
    let rho = try index(operands[0])
    requireUnit(rho)
    let rule = name == "eq12" ? .exact : try rule(operands[1], for: name)
    let node = try induction.output(of: family, for: rho, in: interval(of: rho), rule)
    let kernels = node.kernels(in: terms)
    switch name {
    case "eq12": return terms.difference(one, node.kernel)
    case "mean", "mean_j":
      return terms.product(node.mean, terms.power(node.inverse, Rational(-1, 2)))
    default: return terms.product(terms.power(node.inverse, -1), try value(name, of: kernels))
    }
  }

  private func rule(_ value: Value, for name: String) throws(ReadingError) -> Rule {
    guard case .name(let text) = value, let rule = Rule(rawValue: text) else {
      throw ReadingError("'\(name)' needs a rule")
    }
    return rule
  }

  private func kernel(
    _ name: String, of network: Network, _ inputs: Value, _ rule: Value
  ) throws(ReadingError) -> Terms.Index {
    let rule = try self.rule(rule, for: name)
    var means = [terms.number(0), terms.number(0)]
    let entries: [Terms.Index]
    if case .inputs(let numbers) = inputs {
      entries = Array(numbers.prefix(3))
      if numbers.count == 5 { means = Array(numbers.suffix(2)) }
      // Second moments (and means) that a pair of inputs can have, neither of which is 0.
      let central = zip(entries, NodeKernels.pairs).map { entry, pair in
        terms.difference(entry, terms.product(means[pair.0], means[pair.1]))
      }
      for square in entries.prefix(2) { require(square, .positive) }
      for variance in central.prefix(2) { require(variance, .nonnegative) }
      requireCovariance(central)
    } else {
      entries = [terms.number(1), terms.number(1), try index(inputs)]
      requireUnit(entries[2])
    }
    let input = NodeKernels(kernel: entries, tangent: entries, means: means)
    return try value(name, of: network.kernels(of: input, rule: rule, in: terms))
  }

  /// The value of one of the functions of kernels.
  private func value(
    _ name: String, of node: NodeKernels
  ) throws(ReadingError) -> Terms.Index {
    switch name {
    case "lambda2": try smallerEigenvalue(of: node.kernel)
    case "ntk_lambda2": try smallerEigenvalue(of: node.tangent)
    case "Kii": node.kernel[0]
    case "Kjj": node.kernel[1]
    case "NTKii": node.tangent[0]
    case "NTKjj": node.tangent[1]
    case "NTKij": node.tangent[2]
    case "mean": node.means[0]
    case "mean_j": node.means[1]
    default: node.kernel[2]
    }
  }

  private func smallerEigenvalue(of matrix: [Terms.Index]) throws(ReadingError) -> Terms.Index {
    matrix[0] == matrix[1]
      ? try formula("a - abs(c)", ["a": matrix[0], "c": matrix[2]])
      : try formula(
        "(a + b)/2 - sqrt(((a - b)/2)^2 + c^2)", ["a": matrix[0], "b": matrix[1], "c": matrix[2]])
  }
}
