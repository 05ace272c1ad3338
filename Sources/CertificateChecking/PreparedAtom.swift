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
  private(set) lazy var function = BoxFunction(expression, variables: variables)
  private let variables: [String]
  private let domain: [RealInterval]

  var expression: Expression { atom.expression }
  var relation: AtomRelation { atom.relation }

  init(_ atom: Atom, _ variables: [String], _ domain: [RealInterval]) {
    self.atom = atom
    self.variables = variables
    self.domain = domain
  }

  /// Whether the comparison holds on a box, by enclosures.
  ///
  /// With `derivatives` also by the values where the expression is defined, as the formula's conditions say
  /// that it is: nobody asks for the truth of atoms without that of the conditions.
  func truth(on box: Box, derivatives: Bool, _ precision: Precision) -> Truth {
    guard derivatives else {
      return relation.truth(function.naturalEnclosure(on: box, precision: precision))
    }
    let values = function.derivativeEnclosure(on: box, precision: precision)
    return relation.truth(
      values.isIndeterminate
        ? function.enclosureWhereDefined(on: box, precision: precision) : values)
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

  // MARK: Algebra

  private(set) lazy var algebraicSign = AlgebraicSign(expression, variables)

  /// Values with the sign that algebra gives.
  func algebraicValues(_ box: Box, _ precision: Precision) -> Interval? {
    guard let algebraicSign, isDefined(on: box, precision) else { return nil }
    return algebraicSign.sign(on: box, precision: precision).enclosure(precision)
  }

  /// Divisors of the expression, this itself first, and what it is divided by each.
  private lazy var divisions = expression.divisions.map { division in
    let functions = [division.divisor, division.cofactor].map {
      BoxFunction($0, variables: variables, differentiating: false)
    }
    return (divisor: division.divisor, function: functions[0], cofactor: functions[1])
  }

  /// A divisor of the expression, or this itself, that is 0 somewhere on a segment as it changes its sign.
  func zero(on segment: Box, betweenSignsAt ends: [Box], _ precision: Precision) -> Expression? {
    guard isDefined(on: segment, precision) else { return nil }
    return divisions.first { _, function, cofactor in
      let signs = ends.map { function.naturalEnclosure(on: $0, precision: precision).sign ?? 0 }
      return signs[0] * signs[1] == -1
        && [function, cofactor].allSatisfy {
          !$0.naturalEnclosure(on: segment, precision: precision).isIndeterminate
        }
    }?.divisor
  }

  /// Whether the expression is 0 wherever another is, in a box.
  func vanishes(with zero: Expression, on box: Box, _ precision: Precision) -> Bool {
    isDefined(on: box, precision)
      && divisions.contains { divisor, _, cofactor in
        (divisor == zero || divisor == -zero)
          && !cofactor.naturalEnclosure(on: box, precision: precision).isIndeterminate
      }
  }

  // MARK: Rewriting

  /// Whether an expression is 0 on the domain, by normal forms or as a polynomial in roots of what is not
  /// negative there.
  private func isZero(_ difference: Expression) -> Bool {
    if difference.provenRational(expanding: true) == 0 { return true }
    let box = Box(lower: domain.map(\.lower), upper: domain.map(\.upper))
    func sign(_ part: Expression) -> KnownSign {
      BoxFunction(part, variables: variables, differentiating: false)
        .naturalEnclosure(on: box, precision: Precision(64)).knownSign
    }
    let polynomial = GeneratorPolynomial(
      difference, isPositive: { sign($0) == .positive },
      isNonnegative: { [.positive, .nonnegative].contains(sign($0)) })
    return polynomial?.coefficients.isEmpty ?? false
  }

  private var rewritings: [Certificate.Rewriting: [BoxFunction]?] = [:]

  /// Numerator and denominator of a way to write the expression; nil where it is none. A denominator must be
  /// a polynomial in the variables.
  private func functions(_ form: Certificate.Rewriting) -> [BoxFunction]? {
    if let known = rewritings[form] { return known }
    let reader = TermReader(graph: expression.graph, library: .kernels)
    var found: [BoxFunction]?
    if let text = (try? reader.read(form.text))?.expression,
      let divisor = (try? reader.read(form.denominator ?? "1"))?.expression,
      Set(text.variables + divisor.variables).isSubset(of: variables),
      form.denominator == nil || divisor.isNonzeroPolynomial,
      isZero(expression * divisor - text)
    {
      found = [text, divisor].map {
        BoxFunction($0, variables: variables, differentiating: false)
      }
    }
    rewritings[form] = .some(found)
    return found
  }

  /// Values that the expression has, as others write it; of a quotient of numbers ≥ 0 only that it is no
  /// less than 0, which it is where the denominator is 0 too: it is continuous, and they are no polynomial's
  /// zeros that fill a box.
  func rewrittenValues(
    _ forms: [Certificate.Rewriting], on box: Box, _ precision: Precision
  ) -> Interval? {
    for form in forms {
      guard let functions = functions(form) else { continue }
      let values = functions.map { $0.naturalEnclosure(on: box, precision: precision) }
      if form.denominator == nil, relation.truth(values[0]) != .unknown { return values[0] }
      if form.denominator != nil, isDefined(on: box, precision),
        zip(box.lower, box.upper).allSatisfy({ $0 < $1 }),
        values.allSatisfy({ AtomRelation.nonnegative.truth($0) == .yes })
      {
        return Interval(
          lower: .zero(precision: precision), upper: .infinity(precision: precision))
      }
    }
    return nil
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
