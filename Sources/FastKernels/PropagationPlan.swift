/// A kernel of a network made ready for whole matrices K⁽⁰⁾ ↦ K⁽ᴴ⁾, or Θ⁽ᴴ⁾, in machine numbers.
///
/// Straight-line code in single assignment, in two parts: row steps are functions of one input and have
/// N values, pair steps are functions of two and stand for N×N matrices, of which propagation keeps one
/// short piece of a row at a time. A plan has machine numbers alone; KernelComposition makes it from a
/// network's recursion: `PropagationPlan(network, rule: .exact)`. It is immutable and may be used on
/// several threads at once.
public struct PropagationPlan: Sendable, Hashable {
  /// A function of one input.
  package enum RowStep: Sendable, Hashable {
    /// K⁽⁰⁾_ii.
    case squaredNorm
    /// M⁽⁰⁾_i.
    case mean
    /// A sum of monomials in earlier row steps.
    case sum([RowTerm])
  }

  /// weight · Π v^(halves/2), with 0 to a negative power being 0: a zero input has no direction, and
  /// everything that asks for one is multiplied by its norm.
  package struct RowTerm: Sendable, Hashable {
    package let weight: PlanNumber
    package let powers: [RowPower]

    /// A term; without powers it is a constant.
    package init(weight: PlanNumber, powers: [RowPower]) {
      self.weight = weight
      self.powers = powers
    }
  }

  /// v^(halves/2) of an earlier row step.
  package struct RowPower: Sendable, Hashable {
    package let row: Int
    package let halves: Int

    /// A power.
    package init(row: Int, halves: Int) {
      self.row = row
      self.halves = halves
    }
  }

  /// A function of two inputs.
  package enum PairStep: Sendable, Hashable {
    /// K⁽⁰⁾_ij.
    case kernel
    /// A term that is known to be a correlation.
    case correlation(PairTerm)
    /// κ₀ or κ₁ of an earlier pair step.
    case kappa0(Int)
    case kappa1(Int)
    /// A sum of terms.
    case sum([PairTerm])
    /// The product of two earlier pair steps.
    case product(Int, Int)
  }

  /// weight · v_i · w_j · p_ij; what is nil counts as 1.
  package struct PairTerm: Sendable, Hashable {
    package let weight: PlanNumber
    /// v and w, row steps.
    package let row: Int?
    package let column: Int?
    /// p, an earlier pair step.
    package let pair: Int?

    /// A term.
    package init(weight: PlanNumber, row: Int?, column: Int?, pair: Int?) {
      self.weight = weight
      self.row = row
      self.column = column
      self.pair = pair
    }
  }

  let rows: [RowStep]
  let pairs: [PairStep]
  /// The row step that is the diagonal of the result; the result itself is the last pair step.
  let diagonal: Int

  /// A plan of steps.
  ///
  /// - Precondition: there is a pair step, every step refers to earlier ones and to existing rows, and
  ///   weights are within 2^±400.
  package init(rows: [RowStep], pairs: [PairStep], diagonal: Int) {
    precondition(!pairs.isEmpty && rows.indices.contains(diagonal), "a plan has a result")
    for (index, step) in rows.enumerated() {
      guard case .sum(let terms) = step else { continue }
      for term in terms {
        precondition(term.weight.isInRange, "a weight out of range")
        precondition(term.powers.allSatisfy { (0..<index).contains($0.row) }, "a later row step")
      }
    }
    for (index, step) in pairs.enumerated() {
      precondition(step.operands.allSatisfy { (0..<index).contains($0) }, "a later pair step")
      for term in step.terms {
        precondition(term.weight.isInRange, "a weight out of range")
        precondition(
          [term.row, term.column].allSatisfy { $0.map(rows.indices.contains) ?? true },
          "no such row step")
      }
    }
    self.rows = rows
    self.pairs = pairs
    self.diagonal = diagonal
  }
}

extension PropagationPlan.PairStep {
  /// The sums' terms.
  var terms: [PropagationPlan.PairTerm] {
    switch self {
    case .correlation(let term): [term]
    case .sum(let terms): terms
    case .kernel, .kappa0, .kappa1, .product: []
    }
  }

  /// The pair steps that the step reads.
  var operands: [Int] {
    switch self {
    case .kernel: []
    case .kappa0(let source), .kappa1(let source): [source]
    case .correlation, .sum: terms.compactMap(\.pair)
    case .product(let a, let b): [a, b]
    }
  }
}

/// A real number as a plan has it.
package struct PlanNumber: Sendable, Hashable {
  /// The nearest `Double`.
  package let value: Double
  /// Whether it is the number itself.
  package let isExact: Bool

  /// A number by its nearest `Double`.
  package init(value: Double, isExact: Bool) {
    self.value = value
    self.isExact = isExact
  }

  static let one = PlanNumber(value: 1, isExact: true)

  /// Whether products of a few such numbers neither overflow nor underflow.
  package var isInRange: Bool { value.magnitude > 0x1p-400 && value.magnitude < 0x1p400 }

  /// Whether multiplication by it is exact.
  var isPowerOfTwo: Bool { value.magnitude.significand == 1 }
}

/// Why a network cannot be propagated, in a sentence.
public struct PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The message.
  public let description: String

  /// An error with this message.
  package init(_ description: String) { self.description = description }
}
