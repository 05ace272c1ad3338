import ExactArithmetic

/// A function of one argument that terms may apply.
enum Function: Hashable {
  case sin, cos, acos, asin, atan, exp, log, abs
  /// κ_n, the normalised arc-cosine kernel of order n.
  case kappa(Int)

  /// The largest order of κ_n that is read.
  static let largestOrder = 400
}

extension Function {
  /// What a derivative is a multiple of: a function, or a power of x, 1 − x² or 1 + x².
  enum Slope {
    case function(Function)
    case power(Base, Rational)
    enum Base: Int { case differenceOfSquares = -1, variable, sumOfSquares }
  }

  /// The derivative, a number (over π for κ₀) times a slope; nil for |x|. It is κ_n′ = n²/(2n − 1)·κ_{n−1}.
  var derivative: (factor: Rational, isOverPi: Bool, slope: Slope)? {
    let arc = Slope.power(.differenceOfSquares, Rational(-1, 2))
    return switch self {
    case .sin: (1, false, .function(.cos))
    case .cos: (-1, false, .function(.sin))
    case .exp: (1, false, .function(.exp))
    case .log: (1, false, .power(.variable, -1))
    case .atan: (1, false, .power(.sumOfSquares, -1))
    case .asin: (1, false, arc)
    case .acos: (-1, false, arc)
    case .kappa(0): (1, true, arc)
    case .kappa(let n): (Rational(n * n) / Rational(2 * n - 1), false, .function(.kappa(n - 1)))
    case .abs: nil
    }
  }
}

/// Real terms as a straight-line program: every operation's operands come before it, and equal operations
/// are one. What is an operation on numbers is carried out, and 0 and 1 are left out of sums and products; nothing
/// else is simplified here.
final class Terms {
  /// The place of a term in the program.
  typealias Index = Int

  /// One step of the program.
  enum Operation: Hashable {
    case number(Rational)
    case pi
    /// A quantified variable, by its place among them.
    case variable(Int)
    case sum(Index, Index)
    case product(Index, Index)
    /// A rational power: of a positive base where the exponent is no integer.
    case power(Index, Rational)
    case apply(Function, Index)
    /// A term that lies in [−1, 1] by Cauchy and Schwarz's inequality: K_ij/√(K_ii K_jj).
    case correlation(Index)
  }

  private(set) var operations: [Operation] = []
  private var places: [Operation: Index] = [:]

  subscript(index: Index) -> Operation { operations[index] }

  func add(_ operation: Operation) -> Index {
    if let known = places[operation] { return known }
    operations.append(operation)
    places[operation] = operations.count - 1
    return operations.count - 1
  }

  func number(_ value: Rational) -> Index { add(.number(value)) }

  func sum(_ a: Index, _ b: Index) -> Index {
    switch (value(a), value(b)) {
    case (let x?, let y?) where isShort(x) && isShort(y): number(x + y)
    case (0, _): b
    case (_, 0): a
    default: add(.sum(a, b))
    }
  }

  func product(_ a: Index, _ b: Index) -> Index {
    switch (value(a), value(b)) {
    case (let x?, let y?) where isShort(x) && isShort(y): number(x * y)
    case (0, _), (_, 0): number(0)
    case (1, _): b
    case (_, 1): a
    default: add(.product(a, b))
    }
  }

  func power(_ a: Index, _ exponent: Rational) -> Index {
    if exponent == 1 || value(a) == 1 { return a }
    guard let x = value(a), let whole = exponent.asInt, whole.magnitude <= 10_000,
      !x.isZero || whole > 0, isShort(x, times: max(1, Int(whole.magnitude)))
    else { return add(.power(a, exponent)) }
    return number(x.power(whole))
  }

  func negative(_ a: Index) -> Index { product(number(-1), a) }
  func difference(_ a: Index, _ b: Index) -> Index { sum(a, negative(b)) }
  func quotient(_ a: Index, _ b: Index) -> Index { product(a, power(b, -1)) }
  func apply(_ function: Function, _ a: Index) -> Index { add(.apply(function, a)) }
  func root(_ a: Index) -> Index { power(a, Rational(1, 2)) }
  /// √(ab) for a, b ≥ 0.
  func norm(_ a: Index, _ b: Index) -> Index { a == b ? a : root(product(a, b)) }

  /// The number that a step is, as every step is that is computed from numbers by +, · and whole powers alone.
  func value(_ index: Index) -> Rational? {
    if case .number(let value) = operations[index] { value } else { nil }
  }

  /// How long a number may become.
  private static let mostBits = 1 << 20

  private func isShort(_ x: Rational, times count: Int = 1) -> Bool {
    x.numerator.bitWidth + x.denominator.bitWidth <= Self.mostBits / count
  }

  /// The step that computes what another does with values in place of variables.
  func replacing(_ values: [Index: Index], in root: Index) -> Index {
    var copies = values
    for step in program(for: [root]) where copies[step] == nil {
      func copy(_ operand: Index) -> Index { copies[operand] ?? operand }
      copies[step] =
        switch operations[step] {
        case .number, .pi, .variable: step
        case .sum(let a, let b): sum(copy(a), copy(b))
        case .product(let a, let b): product(copy(a), copy(b))
        case .power(let a, let exponent): power(copy(a), exponent)
        case .apply(let function, let a): apply(function, copy(a))
        case .correlation(let a): add(.correlation(copy(a)))
        }
    }
    return copies[root] ?? root
  }

  /// The operands of a step.
  func operands(_ index: Index) -> [Index] {
    switch operations[index] {
    case .number, .pi, .variable: []
    case .sum(let a, let b), .product(let a, let b): [a, b]
    case .power(let a, _), .apply(_, let a), .correlation(let a): [a]
    }
  }

  /// All steps that the given ones rest on, and these, in order.
  func program(for roots: [Index]) -> [Index] {
    var needed = Set(roots)
    var open = roots
    while let next = open.popLast() {
      for operand in operands(next) where needed.insert(operand).inserted { open.append(operand) }
    }
    return needed.sorted()
  }
}

/// A condition under which a typed term is defined.
struct Condition: Hashable {
  let term: Terms.Index
  let sign: Sign
}

/// A relation of a number to 0.
enum Sign: Hashable {
  case positive, nonnegative, zero, nonzero

  /// Whether a number with the sign −1, 0 or 1 has the relation.
  func holds(_ sign: Int) -> Bool {
    switch self {
    case .positive: sign > 0
    case .nonnegative: sign >= 0
    case .zero: sign == 0
    case .nonzero: sign != 0
    }
  }
}

/// A formula without negations, over atoms that are numbered from left to right.
indirect enum Formula: Hashable {
  case constant(Bool)
  case atom(Int)
  case all([Formula])
  case any([Formula])

  /// The formula with what an atom follows from, besides the atom itself.
  func replacing(_ atom: Int, by other: Formula) -> Formula {
    switch self {
    case .constant: self
    case .atom(let own): own == atom ? .any([self, other]) : self
    case .all(let parts): .all(parts.map { $0.replacing(atom, by: other) })
    case .any(let parts): .any(parts.map { $0.replacing(atom, by: other) })
    }
  }

  /// The formula with another in place of an atom that it needs: itself, or one of the parts that it joins by *and*.
  func replacing(conjunct atom: Int, by other: Formula) -> Formula? {
    switch self {
    case .atom(atom): return other
    case .all(var parts):
      for (place, part) in parts.enumerated() {
        guard let new = part.replacing(conjunct: atom, by: other) else { continue }
        parts[place] = new
        return .all(parts)
      }
      return nil
    case .constant, .atom, .any: return nil
    }
  }

  /// Whether the formula follows from the atoms that are established.
  func follows(_ isEstablished: (Int) -> Bool) -> Bool {
    switch self {
    case .constant(let value): value
    case .atom(let atom): isEstablished(atom)
    case .all(let parts): parts.allSatisfy { $0.follows(isEstablished) }
    case .any(let parts): parts.contains { $0.follows(isEstablished) }
    }
  }
}
