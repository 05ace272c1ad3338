import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// A formula over real variables made ready for evaluation: what it means for it to be certainly true
/// on a box. Search and replay both ask it; only the replayer's answers count.
public final class GroundProblem {
  public let variables: [String]
  public let domain: [RealInterval]
  public let formula: Proposition
  private let conditions: [Atom]
  private let atoms: [Atom]
  private let functions: [BoxFunction]
  private let diagonals: [DiagonalExpansion?]

  /// Prepares the formula, or its negation. The conditions under which the typed terms are defined
  /// must hold in either case.
  public init(_ ground: GroundFormula, negated: Bool) {
    variables = ground.variables.map(\.name)
    domain = ground.variables.map(\.interval)
    formula = negated ? ground.formula.negated : ground.formula
    conditions = ground.conditions.flatMap { $0.atoms }
    atoms = formula.atoms + conditions
    let names = variables
    functions = atoms.map { BoxFunction($0.expression, variables: names) }
    diagonals = atoms.map { DiagonalExpansion($0.expression, names) }
  }

  /// The closed box around the domain.
  public var box: Box { Box(lower: domain.map(\.lower), upper: domain.map(\.upper)) }

  /// The formula's atoms, without the conditions'.
  public var formulaAtoms: [Atom] { Array(atoms.dropLast(conditions.count)) }

  public func contains(_ point: [Rational]) -> Bool {
    point.count == domain.count && zip(point, domain).allSatisfy { $1.contains($0) }
  }

  /// Whether the formula is true on all of box ∩ domain, false on all of it, or neither is certain.
  public func truth(on box: Box, by method: Certificate.Method) -> Truth {
    if case .diagonal(let precision) = method { return diagonalTruth(on: box, precision) }
    return combined(atoms.indices.map { truth(of: $0, on: box, by: method) })
  }

  /// Whether the formula is true at a point of the domain, decided by enclosures and, where those
  /// cannot tell a value from 0, by canonical forms.
  public func truth(at point: [Rational], precision: Precision) -> Truth {
    let values = Dictionary(uniqueKeysWithValues: zip(variables, point))
    let box = Box(lower: point, upper: point)
    let truths = atoms.indices.map { index -> Truth in
      let atom = atoms[index]
      let truth = atom.relation.truth(
        functions[index].naturalEnclosure(on: box, precision: precision))
      if truth != .unknown { return truth }
      let exact = atom.expression.substituting(values).provenRational(expanding: true)
      return exact.map { Truth(atom.relation.holds(for: $0.signum)) } ?? .unknown
    }
    return combined(truths)
  }

  /// The enclosure of one of the formula's atoms on a box.
  public func enclosure(ofAtom index: Int, on box: Box, precision: Precision) -> Interval {
    functions[index].derivativeEnclosure(on: box, precision: precision)
  }

  /// A formula whose conditions are not all known to hold is neither true nor false.
  private func combined(_ truths: [Truth]) -> Truth {
    let count = atoms.count - conditions.count
    guard truths[count...].allSatisfy({ $0 == .yes }) else { return .unknown }
    var next = 0
    return formula.truth {
      next += 1
      return truths[next - 1]
    }
  }

  private func truth(of index: Int, on box: Box, by method: Certificate.Method) -> Truth {
    let function = functions[index]
    let relation = atoms[index].relation
    switch method {
    case .natural(let precision):
      return relation.truth(function.naturalEnclosure(on: box, precision: precision))
    case .derivative(let precision):
      return relation.truth(function.derivativeEnclosure(on: box, precision: precision))
    case .expansion(let precision, let terms, let fromUpper):
      let plain = relation.truth(function.derivativeEnclosure(on: box, precision: precision))
      if plain != .unknown { return plain }
      return expansionTruth(
        of: atoms[index], on: box, terms: terms, fromUpper: fromUpper, precision: precision)
    case .diagonal(let precision):
      return relation.truth(function.derivativeEnclosure(on: box, precision: precision))
    }
  }

  /// Whether the formula is true on a box of two variables x, y: separately where y < x, y = x and
  /// y > x, with the sign on either side known from the behaviour at the diagonal.
  private func diagonalTruth(on box: Box, _ precision: Precision) -> Truth {
    guard hasDiagonalInDomain else { return .unknown }
    let sides = [-1, 0, 1].filter { side -> Bool in
      switch side {
      case -1: box.lower[1] < box.upper[0]
      case 1: box.upper[1] > box.lower[0]
      default: box.lower[1] <= box.upper[0] && box.upper[1] >= box.lower[0]
      }
    }
    let regions = sides.map { side -> Truth in
      combined(
        atoms.indices.map { index -> Truth in
          let plain = truth(of: index, on: box, by: .diagonal(precision))
          guard plain == .unknown, let expansion = diagonals[index],
            !functions[index].naturalEnclosure(on: box, precision: precision).isIndeterminate
          else { return plain }
          let relation = atoms[index].relation
          if side == 0 { return Truth(relation.holds(for: 0)) }
          let quotient = expansion.quotient(on: box, precision: precision)
          return relation.truth(side < 0 && expansion.order == 1 ? -quotient : quotient)
        })
    }
    return regions.allSatisfy { $0 == .yes } ? .yes : .unknown
  }

  /// Whether some method other than subdivision may settle contact along a line.
  public var hasDiagonalContact: Bool { hasDiagonalInDomain && diagonals.contains { $0 != nil } }

  /// Whether both variables range over the same numbers, so that a point's neighbours towards the
  /// diagonal are in the domain with it.
  private var hasDiagonalInDomain: Bool {
    variables.count == 2 && domain[0].lower == domain[1].lower
      && domain[0].upper == domain[1].upper
  }

  /// ``truth(on:by:)`` for some point of the box: as there, but one equation that changes sign between
  /// the ends of the box (of one variable), and is defined and so continuous on it, counts as true.
  func rootTruth(on box: Box, _ precision: Precision) -> Truth {
    var truths = atoms.indices.map { truth(of: $0, on: box, by: .natural(precision)) }
    let equation = formulaAtoms.indices.first { index in
      guard formulaAtoms[index].relation == .zero, truths[index] == .unknown,
        !functions[index].naturalEnclosure(on: box, precision: precision).isIndeterminate
      else { return false }
      let signs = [box.lower, box.upper].map { end in
        functions[index].naturalEnclosure(on: Box(lower: end, upper: end), precision: precision)
          .sign
      }
      return signs[0].flatMap { low in signs[1].map { low * $0 } } == -1
    }
    if let equation { truths[equation] = .yes }
    return combined(truths)
  }

  private func expansionTruth(
    of atom: Atom, on box: Box, terms: Int, fromUpper: Bool, precision: Precision
  ) -> Truth {
    guard variables.count == 1, box.lower[0] < box.upper[0],
      let expansion = try? ContactExpansion(
        atom.expression, of: variables[0], lower: box.lower[0], upper: box.upper[0],
        fromUpper: fromUpper, terms: terms, precision: precision)
    else { return .unknown }
    let end = fromUpper ? box.upper[0] : box.lower[0]
    let inside = atom.relation.holds(for: expansion.sign)
    if expansion.order == 0 || !domain[0].contains(end) { return Truth(inside) }
    // A pole at an end that belongs to the domain leaves the function undefined there.
    if expansion.order < 0 { return .unknown }
    return inside == atom.relation.holds(for: 0) ? Truth(inside) : .unknown
  }
}

extension AtomRelation {
  /// Whether a number with this sign satisfies the relation.
  public func holds(for sign: Int) -> Bool {
    switch self {
    case .positive: sign > 0
    case .nonnegative: sign >= 0
    case .zero: sign == 0
    case .nonzero: sign != 0
    }
  }

  /// Whether all, none or some of the numbers in an interval satisfy the relation.
  func truth(_ value: Interval) -> Truth {
    if value.isIndeterminate { return .unknown }
    switch self {
    case .positive:
      return value.lower.sign > 0 ? .yes : value.upper.sign <= 0 ? .no : .unknown
    case .nonnegative:
      return value.lower.sign >= 0 ? .yes : value.upper.sign < 0 ? .no : .unknown
    case .zero:
      guard let sign = value.sign else { return .unknown }
      return Truth(sign == 0)
    case .nonzero:
      guard let sign = value.sign else { return .unknown }
      return Truth(sign != 0)
    }
  }
}

extension Proposition {
  /// The negation, again in negation normal form.
  public var negated: Proposition {
    switch self {
    case .constant(let value): .constant(!value)
    case .and(let parts): .or(parts.map(\.negated))
    case .or(let parts): .and(parts.map(\.negated))
    case .atom(let atom):
      switch atom.relation {
      case .positive: .atom(Atom(expression: -atom.expression, relation: .nonnegative))
      case .nonnegative: .atom(Atom(expression: -atom.expression, relation: .positive))
      case .zero: .atom(Atom(expression: atom.expression, relation: .nonzero))
      case .nonzero: .atom(Atom(expression: atom.expression, relation: .zero))
      }
    }
  }

  /// The atoms from left to right.
  var atoms: [Atom] {
    switch self {
    case .constant: []
    case .atom(let atom): [atom]
    case .and(let parts), .or(let parts): parts.flatMap(\.atoms)
    }
  }

  /// The truth value, given the atoms' from left to right (each is asked for once).
  func truth(_ atom: () -> Truth) -> Truth {
    switch self {
    case .constant(let value): Truth(value)
    case .atom: atom()
    case .and(let parts): parts.map { $0.truth(atom) }.reduce(.yes) { $0.and($1) }
    case .or(let parts): parts.map { $0.truth(atom) }.reduce(.no) { $0.or($1) }
    }
  }
}

extension DomainCondition {
  /// The condition as inequalities.
  var atoms: [Atom] {
    switch domain {
    case .real: []
    case .nonzero: [Atom(expression: argument, relation: .nonzero)]
    case .nonnegative: [Atom(expression: argument, relation: .nonnegative)]
    case .positive: [Atom(expression: argument, relation: .positive)]
    case .closed(let low, let high):
      [
        Atom(expression: argument - low, relation: .nonnegative),
        Atom(expression: high - argument, relation: .nonnegative),
      ]
    }
  }
}
