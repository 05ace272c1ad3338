import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// A formula over real variables made ready for evaluation: what it means for it to be certainly true
/// on a box, by each method.
///
/// A search asks it too, but nothing that a search finds is believed: the replayer asks again, on a
/// problem of its own. It holds no state but what it prepares of the formula, and a count.
package final class GroundProblem {
  /// The names of the real variables.
  package let variables: [String]
  /// For each variable the interval over which it is quantified.
  package let domain: [RealInterval]
  /// What is stated of the variables.
  package let formula: Proposition
  /// The formula's atoms, then those that say that its terms are defined.
  let atoms: [PreparedAtom]
  private let formulaAtomCount: Int
  /// How many times the formula has been evaluated, on boxes, segments or at points.
  package private(set) var evaluations = 0

  /// Prepares the formula, or its negation. The conditions under which the typed terms are defined
  /// must hold in either case.
  package init(_ ground: GroundFormula, negated: Bool) {
    variables = ground.variables.map(\.name)
    domain = ground.variables.map(\.interval)
    formula = negated ? ground.formula.negated : ground.formula
    let (names, intervals) = (variables, domain)
    formulaAtomCount = formula.atoms.count
    atoms = (formula.atoms + ground.conditions.flatMap { $0.atoms }).map {
      PreparedAtom($0, names, intervals)
    }
  }

  /// The closed box around the domain.
  package var box: Box { Box(lower: domain.map(\.lower), upper: domain.map(\.upper)) }

  /// The formula's atoms, without the conditions'.
  package var formulaAtoms: [Atom] { atoms.prefix(formulaAtomCount).map(\.atom) }

  /// The formula's atoms, then those that say that its terms are defined.
  package var allAtoms: [Atom] { atoms.map(\.atom) }

  /// Whether a point belongs to the domain.
  package func contains(_ point: [Rational]) -> Bool {
    point.count == domain.count && zip(point, domain).allSatisfy { $1.contains($0) }
  }

  /// The enclosure of one of the formula's atoms on a box.
  package func enclosure(ofAtom index: Int, on box: Box, precision: Precision) -> Interval {
    atoms[index].function.derivativeEnclosure(on: box, precision: precision)
  }

  /// The atoms whose expressions are not certainly different from 0 on a box.
  package func atomsThatMayVanish(on box: Box) -> [Atom] {
    atoms.filter { atom in
      let values = atom.function.naturalEnclosure(on: box, precision: Precision(96))
      return values.isIndeterminate || (values.sign ?? 0) == 0
    }.map(\.atom)
  }

  /// Whether everything typed is certainly defined on a box.
  package func isDefined(on box: Box, precision: Precision) -> Bool {
    atoms.dropFirst(formulaAtomCount).allSatisfy {
      $0.truth(on: box, derivatives: true, precision) == .yes
    }
  }

  /// The formula's truth, given the atoms'. A formula whose conditions are not all known to hold is
  /// neither true nor false.
  private func combined(_ truth: (PreparedAtom) -> Truth) -> Truth {
    let conditions = atoms.dropFirst(formulaAtomCount)
    guard conditions.allSatisfy({ truth($0) == .yes }) else { return .unknown }
    var rest = atoms.makeIterator()
    return formula.truth { rest.next().map(truth) ?? .unknown }
  }

  /// The exact coefficients of the expressions' expansions.
  private lazy var seriesConstants = SeriesConstants(atoms[0].expression.graph)

  // MARK: Points

  /// Whether the formula is true at a point of the domain, decided by enclosures and, where those
  /// cannot tell a value from 0, by canonical forms.
  package func truth(at point: [Rational], precision: Precision) -> Truth {
    if Interruption.isDue { return .unknown }
    evaluations += 1
    let values = Dictionary(uniqueKeysWithValues: zip(variables, point))
    let box = Box(lower: point, upper: point)
    return combined { atom in
      let truth = atom.truth(on: box, derivatives: false, precision)
      return truth == .unknown ? atom.exactTruth(atom.expression.instance(values)) : truth
    }
  }

  /// Whether the formula is true somewhere on the segment between two points of the domain that
  /// differ in one variable, because one of its expressions is 0 there: one that is continuous on the
  /// segment and has opposite signs at its ends. All else that the formula needs must be true on the
  /// whole segment.
  package func hasRoot(from lower: [Rational], to upper: [Rational], _ precision: Precision) -> Bool
  {
    guard contains(lower), contains(upper), zip(lower, upper).allSatisfy({ $0 <= $1 }),
      zip(lower, upper).filter({ $0 < $1 }).count == 1, !Interruption.isDue
    else { return false }
    evaluations += 1
    let box = Box(lower: lower, upper: upper)
    let ends = [Box(lower: lower, upper: lower), Box(lower: upper, upper: upper)]
    // Only one atom may use a root: two might have theirs in different places.
    return atoms.prefix(formulaAtomCount).contains { vanishing in
      guard vanishing.relation.holds(for: 0),
        let zero = vanishing.zero(on: box, betweenSignsAt: ends, precision)
      else { return false }
      return combined { atom in
        atom === vanishing
          || (atom.relation.holds(for: 0) && atom.vanishes(with: zero, on: box, precision))
          ? .yes : atom.truth(on: box, derivatives: true, precision)
      } == .yes
    }
  }

  /// The equations of the formula.
  package var equations: [Expression] {
    atoms.prefix(formulaAtomCount).filter { $0.relation == .zero }.map(\.expression)
  }

  /// Whether the formula is true somewhere in a box of the domain because its equations, as many as variables
  /// move, have a common solution there, by Poincaré and Miranda's theorem: multiplied by a regular matrix, the
  /// i-th is ≤ 0 where the i-th of these variables is at its lower end, and ≥ 0 where it is at its upper end. All
  /// else that the formula needs must be true on the whole box.
  package func hasSolution(
    from lower: [Rational], to upper: [Rational], _ matrix: [Rational], _ precision: Precision
  ) -> Bool {
    let equations = equations
    let count = equations.count
    guard contains(lower), contains(upper), zip(lower, upper).allSatisfy({ $0 <= $1 }), count > 0,
      matrix.count == count * count, !Interruption.isDue
    else { return false }
    let moving = lower.indices.filter { lower[$0] < upper[$0] }
    let rows = (0..<count).map { Array(matrix[(count * $0)..<(count * ($0 + 1))]) }
    guard moving.count == count, LinearSystem.isRegular(rows) else { return false }
    evaluations += 1
    let box = Box(lower: lower, upper: upper)
    let isBetween = zip(moving, rows).allSatisfy { variable, row in
      let sum = zip(row, equations).map { $0 * $1 }
      let function = BoxFunction(
        sum.dropFirst().reduce(sum[0]) { $0 + $1 }, variables: variables)
      var (below, above) = (box, box)
      below.upper[variable] = lower[variable]
      above.lower[variable] = upper[variable]
      let low = function.derivativeEnclosure(on: below, precision: precision)
      let high = function.derivativeEnclosure(on: above, precision: precision)
      return !function.naturalEnclosure(on: box, precision: precision).isIndeterminate
        && AtomRelation.nonnegative.truth(-low) == .yes
        && AtomRelation.nonnegative.truth(high) == .yes
    }
    guard isBetween else { return false }
    return combined { atom in
      atom.relation == .zero && equations.contains(atom.expression)
        ? .yes : atom.truth(on: box, derivatives: true, precision)
    } == .yes
  }

  /// The variable that occurs, if there is one alone.
  package private(set) lazy var onlyVariable: Int? = {
    let names = Set(atoms.flatMap { $0.expression.variables })
    return names.count == 1 ? variables.firstIndex { names.contains($0) } : nil
  }()

  // MARK: Boxes

  /// Whether the formula is true on all of box ∩ domain, false on all of it, or neither is certain.
  package func truth(on box: Box, by method: Certificate.Method) -> Truth {
    if Interruption.isDue { return .unknown }
    evaluations += 1
    return switch method {
    case .natural(let precision):
      combined { $0.truth(on: box, derivatives: false, precision) }
    case .derivative(let precision):
      combined { $0.truth(on: box, derivatives: true, precision) }
    case .algebraic(let precision):
      combined { atom in
        atom.truth(on: box, derivatives: true, precision) { atom.algebraicValues(box, precision) }
      }
    case .segment(let precision):
      combined { atom in
        atom.truth(on: box, derivatives: true, precision) { atom.segmentValues(box, precision) }
      }
    case .diagonal(let precision):
      diagonalTruth(on: box, precision)
    case .expansion(let precision, let terms, let fromUpper):
      expansionTruth(on: box, terms: terms, fromUpper: fromUpper, precision)
    case .tangent(let precision, let point):
      tangentTruth(on: box, at: point, precision)
    case .rewritten(let precision, let forms):
      combined { atom in
        atom.truth(on: box, derivatives: true, precision) {
          atom.rewrittenValues(forms, on: box, precision)
        }
      }
    }
  }

  /// Truth on a box of two variables x, y among others: separately where y < x, y = x and y > x, with
  /// the sign on either side known from the behaviour at the diagonal.
  private func diagonalTruth(on box: Box, _ precision: Precision) -> Truth {
    let isTrue = diagonalPairs.contains { pair in
      let (i, j) = pair
      let regions = [-1, 0, 1].filter { side -> Bool in
        switch side {
        case -1: box.lower[j] < box.upper[i]
        case 1: box.upper[j] > box.lower[i]
        default: box.lower[j] <= box.upper[i] && box.upper[j] >= box.lower[i]
        }
      }
      return regions.allSatisfy { side in
        combined { atom in
          atom.truth(on: box, derivatives: true, precision) {
            atom.diagonalValues(box, pair, side: side, precision)
          }
        } == .yes
      }
    }
    return isTrue ? .yes : .unknown
  }

  /// The pairs of variables that range over the same numbers, so that the way from a point to the
  /// diagonal is in the domain with it.
  private var diagonalPairs: [(Int, Int)] {
    domain.indices.flatMap { j in (0..<j).map { ($0, j) } }
      .filter { domain[$0].lower == domain[$1].lower && domain[$0].upper == domain[$1].upper }
  }

  /// Whether an atom vanishes on a diagonal.
  package var hasDiagonalContact: Bool {
    diagonalPairs.contains { pair in atoms.contains { !$0.diagonals(pair).isEmpty } }
  }

  /// Whether some atom's sign may follow by algebra.
  package var hasAlgebraicSign: Bool { atoms.contains { $0.algebraicSign != nil } }

  /// Whether an atom vanishes at an end of a variable's interval.
  package var hasSegmentForm: Bool { atoms.contains { !$0.segments.isEmpty } }

  /// Truth on a box of one variable: at the end that is expanded from, and elsewhere.
  private func expansionTruth(
    on box: Box, terms: Int, fromUpper: Bool, _ precision: Precision
  ) -> Truth {
    guard let v = onlyVariable, box.lower[v] < box.upper[v] else { return .unknown }
    var end = box.lower
    if fromUpper { end[v] = box.upper[v] }
    // Where the others are does not matter.
    if domain[v].contains(end[v]) {
      let isTrue = combined { atom in
        let point = Box(lower: end, upper: end)
        let truth = atom.truth(on: point, derivatives: false, precision)
        return truth == .unknown
          ? atom.exactTruth(atom.expression.instance([variables[v]: end[v]])) : truth
      }
      if isTrue != .yes { return .unknown }
    }
    var expansions: ContactExpansions?
    return combined { atom in
      atom.truth(on: box, derivatives: true, precision) {
        if expansions == nil {
          expansions = try? ContactExpansions(
            in: variables[v], lower: box.lower[v], upper: box.upper[v], fromUpper: fromUpper,
            terms: terms, precision: precision, constants: seriesConstants)
        }
        return (try? expansions?.contact(of: atom.expression)).map {
          Interval($0.sign, precision: precision)
        }
      }
    }
  }

  /// Truth on a box that contains a point given by constant expressions: at the point, and elsewhere.
  private func tangentTruth(
    on box: Box, at texts: [String], _ precision: Precision
  ) -> Truth {
    let point = texts.compactMap { constant($0) }
    guard point.count == variables.count, !point.isEmpty else { return .unknown }
    let values = Dictionary(uniqueKeysWithValues: zip(variables, point))
    let atPoint = combined { atom in
      let truth = atom.truth(on: box, derivatives: true, precision)
      return truth == .unknown ? atom.exactTruth(atom.expression.instance(values)) : truth
    }
    guard atPoint == .yes else { return .unknown }
    return combined { atom in
      atom.truth(on: box, derivatives: true, precision) {
        atom.tangentSign(box, at: texts, point, precision)
      }
    }
  }
}
