import ExactArithmetic

/// What ``Expression/simplified`` gives for an expression at all rational numbers of one kind.
///
/// Found with the kind's representatives, where primes Q and R₁, … stand for q and r₁, …; that it holds for every number of the
/// kind follows from how little of the way to a closed form depends on its numbers. Call numbers with one of these as a factor
/// *dependent*. The pattern exists only where
///
/// 1. in all nodes of the graph, and in numerator and denominator of the normal form, every number is a monomial
///    c·Qⁱ·R₁ʲ⋯ or a quotient of two, all prime factors of every c are among the kind's primes, and no dependent number
///    is an exponent or under a fractional one;
/// 2. the argument of a function is free of dependent numbers, or is such a number itself and the function a kernel
///    that has no exact value there (`functions`: to be looked at for every number);
/// 3. no root, magnitude or sine has a dependent number in it;
/// 4. the denominator has one term, and the numerator without its content (`factored` looks for its
///    squares) is linear in a generator whose coefficient has one term, or has root monomials of which one has
///    a coefficient with one term.
///
/// The normal form is a quotient in lowest terms, however it is computed, and generators come about in the order of
/// the nodes. What is done with numbers after that, and by constructors of nodes, is to multiply and divide them, to
/// take common divisors, and to ask for signs and whether two of them are equal or one is 1. By 1 numbers of a kind
/// give the same answers: gcd(a·qⁱrʲ, b·qᵏrˡ) is gcd(a, b)·q^min(i, k)·r^min(j, l) since q and the r are coprime to each other
/// and to a and b, and two monomials are equal only as monomials. By 4 common divisors of polynomials are numbers and
/// monomials, and the numerator has no square factor but those. What remains are the lengths of texts, which
/// ``form(at:)`` compares.
package struct FormPattern: Sendable {
  /// A form that may be the shortest.
  private struct Candidate: Sendable {
    /// The text around and between the dependent numbers in it.
    var texts: [String] = [""]
    /// Which numbers stand between the texts.
    var numbers: [Int] = []
    /// How many characters are the same for all numbers.
    var fixedLength: Int { texts.reduce(0) { $0 + $1.count } }
  }

  private let candidates: [Candidate]
  /// The lengths of the candidates' own texts.
  private let fixedLengths: [Int]
  /// The dependent numbers in all of them.
  private let numbers: [NumberKind.Monomial]
  /// The primes that numbers are divided by, if the pattern is to hold.
  package let primes: Set<Integer>
  /// Kernels with the numbers at which they must not have an exact value.
  private let functions: [(function: FunctionDefinition, argument: NumberKind.Quotient)]

  /// The pattern of an expression with the representatives of a kind, in a graph in which all is as it is for any
  /// other number, with the candidates themselves; nil where there is none. The first `typed` nodes were
  /// there before representatives.
  package static func of(
    _ expression: Expression, typed: Int
  ) -> (pattern: FormPattern, candidates: [Expression])? {
    var numbers = DependentNumbers()
    // Before the work of simplifying, and then what came of it.
    guard numbers.addNodes(of: expression.graph, typed: typed),
      let found = expression.simplification, found.hasOneTermDivisors,
      numbers.addNodes(of: expression.graph, typed: typed), numbers.add(found)
    else { return nil }
    let written = found.candidates.written(in: expression.graph)
    var places: [NumberKind.Monomial: Int] = [:]
    let candidates = written.compactMap { Self.candidate($0.text, &places) }
    // Texts with the representatives are longer than with other numbers: none may be too long.
    guard !candidates.isEmpty, candidates.count == Set(found.candidates.map(\.id)).count else {
      return nil
    }
    let pattern = FormPattern(
      candidates: candidates, fixedLengths: candidates.map(\.fixedLength),
      numbers: places.sorted { $0.value < $1.value }.map(\.key), primes: numbers.primes,
      functions: numbers.functions)
    return (pattern, written.map(\.expression))
  }

  /// The prime factors of the numbers in a graph of what was typed, and of what tells numbers apart that are added to the
  /// variable; nil where it has something in it of which no pattern can be.
  package static func primes(
    of graph: ExpressionGraph, _ occurrences: VariableOccurrences
  ) -> Set<Integer>? {
    var numbers = DependentNumbers()
    guard numbers.addNodes(of: graph, typed: graph.count) else { return nil }
    let others = occurrences.differences.map { NumberKind.Quotient($0)?.primes }
    return others.contains(nil) ? nil : numbers.primes.union(others.flatMap { $0 ?? [] })
  }

  /// A text with its dependent numbers taken out.
  private static func candidate(
    _ text: String, _ places: inout [NumberKind.Monomial: Int]
  ) -> Candidate? {
    var candidate = Candidate()
    var rest = text.utf8[...]
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    while let first = rest.first {
      let run = isDigit(first) ? rest.prefix(while: isDigit) : rest.prefix { !isDigit($0) }
      rest = rest[run.endIndex...]
      if isDigit(first) {
        guard let value = Integer(Substring(run)), let number = NumberKind.Monomial(value) else {
          return nil
        }
        if number.isDependent {
          let place = places[number] ?? places.count
          places[number] = place
          candidate.numbers.append(place)
          candidate.texts.append("")
          continue
        }
      }
      candidate.texts[candidate.texts.count - 1] += Substring(run)
    }
    return candidate
  }

  /// The shortest form at a number of the kind, as the place among the candidates and its text; nil where a
  /// kernel has an exact value.
  package func form(at parts: NumberKind.Parts) -> (place: Int, text: String)? {
    let graph = ExpressionGraph()
    for (function, argument) in functions {
      let value = argument.value(at: parts)
      guard function.exactPoints[value] == nil,
        case .apply(.defined(function), _) =
          graph.apply(.defined(function), graph.rational(value)).node
      else { return nil }
    }
    let numerals = numbers.map { $0.value(at: parts).description }
    var best = (place: 0, length: Int.max)
    for (place, fixed) in fixedLengths.enumerated() {
      let length = candidates[place].numbers.reduce(fixed) { $0 + numerals[$1].utf8.count }
      if length < best.length { best = (place, length) }
    }
    let shortest = candidates[best.place]
    var text = shortest.texts[0]
    for (number, after) in zip(shortest.numbers, shortest.texts.dropFirst()) {
      text += numerals[number]
      text += after
    }
    return (best.place, text)
  }
}

extension Expression.Simplification {
  /// Condition 4 of ``FormPattern``; and the element is no constant, which has one form whatever comes.
  fileprivate var hasOneTermDivisors: Bool {
    let (field, element) = canonical
    guard !read.field.isConstant(read.element), element.denominator.terms.count == 1 else {
      return false
    }
    let parts = element.numerator.coefficients(ofMonomialsIn: {
      field.generators[$0].isAlgebraic
    }).values
    if parts.contains(where: { $0.terms.count == 1 }) { return true }
    guard parts.count == 1, let whole = parts.first else { return false }
    return whole.generators.contains { generator in
      whole.degree(in: generator) == 1
        && whole.terms.keys.count { $0[generator] == 1 } == 1
    }
  }
}

/// Conditions 1 to 3 of ``FormPattern``.
private struct DependentNumbers {
  var primes: Set<Integer> = []
  var functions: [(function: FunctionDefinition, argument: NumberKind.Quotient)] = []
  /// Whether a dependent number is in a node, by node.
  private var dependent: [Bool] = []

  /// Whether a number is dependent; nil where it is none that a pattern may have.
  private mutating func isDependent(_ value: Rational) -> Bool? {
    guard let quotient = NumberKind.Quotient(value), let factors = quotient.primes else {
      return nil
    }
    primes.formUnion(factors)
    return quotient.isDependent
  }

  /// False where a number is none that a pattern may have.
  mutating func add(_ found: Expression.Simplification) -> Bool {
    let element = found.canonical.element
    for part in [element.numerator, element.denominator] {
      guard part.terms.values.allSatisfy({ isDependent(Rational($0)) != nil }) else { return false }
    }
    return [found.read.field, found.canonical.field].allSatisfy { field in
      field.generators.allSatisfy { generator in
        let inner: Polynomial
        switch generator.kind {
        case .pi, .opaque: return true
        case .root(let radicand, _): inner = radicand
        case .magnitude(let of): inner = of
        case .sine(_, let square): inner = square
        }
        return inner.terms.values.allSatisfy { isDependent(Rational($0)) == false }
      }
    }
  }

  /// Goes on with a graph's nodes; false where one is none that a pattern may have.
  mutating func addNodes(of graph: ExpressionGraph, typed: Int) -> Bool {
    for id in NodeID(dependent.count)..<NodeID(graph.count) {
      guard let own = isDependent(id, in: graph), !(own && id < typed) else { return false }
      dependent.append(own)
    }
    return true
  }

  private mutating func isDependent(_ id: NodeID, in graph: ExpressionGraph) -> Bool? {
    func inner(_ id: NodeID) -> Bool { dependent[Int(id)] }
    switch graph[id] {
    case .rational(let value): return isDependent(value)
    case .pi, .variable: return false
    case .sum(let constant, let terms):
      var result = false
      for number in [constant] + terms.map(\.coefficient) {
        guard let own = isDependent(number) else { return nil }
        result = result || own
      }
      return result || terms.contains { inner($0.base) }
    case .product(let factors):
      let isPlain = factors.allSatisfy {
        isDependent($0.exponent) == false
          && (!inner($0.base) || ($0.exponent.isInteger && $0.exponent.signum > 0))
      }
      return isPlain ? factors.contains { inner($0.base) } : nil
    case .apply(let function, let argument):
      guard case .defined(let definition) = function else { return inner(argument) ? nil : false }
      if definition.isTransparent { return nil }
      if !inner(argument) { return false }
      guard case .rational(let value) = graph[argument],
        let quotient = NumberKind.Quotient(value)
      else { return nil }
      functions.append((definition, quotient))
      return false
    case .expectation, .quantity: return nil
    }
  }
}
