import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import Statements
import SymbolicExpressions

/// One comparison of an expression with 0, and what evaluation may know of the expression; each part is
/// prepared when it is first asked for.
final class PreparedAtom {
  let atom: Atom
  let function: BoxFunction
  private let variables: [String]
  private let domain: [RealInterval]

  var expression: Expression { atom.expression }
  var relation: AtomRelation { atom.relation }

  init(_ atom: Atom, _ variables: [String], _ domain: [RealInterval]) {
    self.atom = atom
    self.variables = variables
    self.domain = domain
    function = BoxFunction(atom.expression, variables: variables)
  }

  /// Whether the comparison holds on a box, by enclosures.
  func truth(on box: Box, derivatives: Bool, _ precision: Precision) -> Truth {
    relation.truth(
      derivatives
        ? function.derivativeEnclosure(on: box, precision: precision)
        : function.naturalEnclosure(on: box, precision: precision))
  }

  /// The same, or else by values that have the sign of the expression (nil where there are none).
  func truth(
    on box: Box, derivatives: Bool, _ precision: Precision, else values: () -> Interval?
  ) -> Truth {
    let truth = truth(on: box, derivatives: derivatives, precision)
    return truth == .unknown ? values().map(relation.truth) ?? .unknown : truth
  }

  /// Whether the comparison holds for a constant, by canonical forms alone.
  func exactTruth(_ constant: Expression?) -> Truth {
    let value = constant?.provenRational(expanding: true)
    return value.map { Truth(relation.holds(for: $0.signum)) } ?? .unknown
  }

  private func isDefined(on box: Box, _ precision: Precision) -> Bool {
    !function.naturalEnclosure(on: box, precision: precision).isIndeterminate
  }

  // MARK: Contact along lines

  private(set) lazy var segments: [SegmentForm] = variables.indices.compactMap { index in
    SegmentForm(
      expression, variables, index: index, ends: [domain[index].lower, domain[index].upper])
  }

  /// Bounds of the expression that follow from concavity or convexity.
  func segmentValues(_ box: Box, _ precision: Precision) -> Interval? {
    guard isDefined(on: box, precision) else { return nil }
    return segments.reduce(nil) { bounds, segment in
      let new = segment.enclosure(on: box, precision: precision)
      if new.isIndeterminate { return bounds }
      return bounds.flatMap { $0.intersection(new) } ?? new
    }
  }

  private var diagonalCache: [Int: [DiagonalExpansion]] = [:]

  /// The expansions at the diagonal of a pair of variables.
  func diagonals(_ pair: (Int, Int)) -> [DiagonalExpansion] {
    let key = pair.0 * variables.count + pair.1
    if let known = diagonalCache[key] { return known }
    let named = (first: pair.0, second: pair.1)
    let found = DiagonalExpansion.weights(in: expression, variables, pair: named).compactMap {
      DiagonalExpansion(expression, variables, pair: named, weight: $0)
    }
    diagonalCache[key] = found
    return found
  }

  /// Values with the sign of the expression below (side −1), on or above the diagonal.
  func diagonalValues(
    _ box: Box, _ pair: (Int, Int), side: Int, _ precision: Precision
  ) -> Interval? {
    let expansions = diagonals(pair)
    guard !expansions.isEmpty, isDefined(on: box, precision) else { return nil }
    if side == 0 { return Interval(0, precision: precision) }
    let values = expansions.map { $0.values(on: box, above: side > 0, precision: precision) }
    return values.first { relation.truth($0) != .unknown }
  }

  /// The exact coefficients of the expression's expansions.
  private(set) lazy var seriesConstants = SeriesConstants(expression.graph)

  // MARK: Algebra

  private(set) lazy var algebraicSign = AlgebraicSign(expression, variables)

  /// Values with the sign that algebra gives.
  func algebraicValues(_ box: Box, _ precision: Precision) -> Interval? {
    guard let algebraicSign, isDefined(on: box, precision) else { return nil }
    return algebraicSign.sign(on: box, precision: precision).enclosure(precision)
  }

  private lazy var divisors = ([expression] + (algebraicSign?.divisors ?? [])).map {
    BoxFunction($0, variables: variables, differentiating: false)
  }

  /// Whether the expression is 0 somewhere on a segment, by a change of sign of a divisor.
  func vanishes(on segment: Box, betweenSignsAt ends: [Box], _ precision: Precision) -> Bool {
    guard isDefined(on: segment, precision) else { return false }
    return divisors.contains { divisor in
      let signs = ends.map { divisor.naturalEnclosure(on: $0, precision: precision).sign ?? 0 }
      return signs[0] * signs[1] == -1
        && !divisor.naturalEnclosure(on: segment, precision: precision).isIndeterminate
    }
  }

  // MARK: Contact at points

  private var tangentCache: [[String]: TangentExpansion?] = [:]

  /// The sign of the expression around a point of contact, on a box apart from the point.
  func tangentSign(
    _ box: Box, at texts: [String], _ point: [Expression], _ precision: Precision
  ) -> Interval? {
    let expansion: TangentExpansion?
    if let known = tangentCache[texts] {
      expansion = known
    } else {
      expansion = TangentExpansion(expression, variables, at: point)
      tangentCache[texts] = .some(expansion)
    }
    guard let expansion else { return nil }
    let sign = expansion.sign(on: box, precision: precision)
    return sign == 0 ? nil : Interval(sign, precision: precision)
  }
}

extension GroundProblem {
  /// The constant that a text says, in the formula's graph.
  package func constant(_ text: String) -> Expression? {
    guard let graph = atoms.first?.expression.graph,
      let read = try? TermReader(graph: graph, library: .kernels).read(text),
      read.expression.variables.isEmpty
    else { return nil }
    return read.expression
  }
}
