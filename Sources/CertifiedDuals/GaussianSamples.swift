import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// The values of σ at the nodes of a composite Gauss–Legendre rule for u ~ N(0, q), with a proven bound
/// of what the rule and the cut at a finite U leave out.
///
/// Panels of the half-line u > 0 serve both sides: σ(−u) is taken at the same nodes. They end at the
/// kinks of σ, and are halved until an ellipse is found on which σ is proved analytic and the error is
/// within the tolerance; so a pole near the real line costs panels near it and nowhere else.
struct GaussianSamples: Sendable {
  /// The nodes, positive numbers.
  let positions: [BigFloat]
  /// weight·φ_q(u)·σ(u) and weight·φ_q(u)·σ(−u); one is empty where σ is even or odd.
  let right, left: [Interval]
  let parity: ActivationFormula.Parity
  /// The variance q.
  let variance: BigFloat
  /// How much E[σ(u)h_k(u/√q)], k ≤ ``largestIndex``, may differ from the rule's sum.
  let coefficientError: BigFloat
  /// The k up to which the error is bounded.
  let largestIndex: Int
  /// E[σ(u)²], enclosed.
  let secondMoment: Interval
  /// The bits asked for: errors are about 2^(−bits) times ``scale``.
  let bits: Int
  /// A power of two at least the order of √E[σ²].
  let scale: Int

  /// Some 1,200 digits.
  private static let largestBits = 4096
  /// How many panels there may be, and how often one may be halved.
  private static let largestPanelCount = 4096
  private static let deepestPanel = 40

  init(
    _ formula: ActivationFormula, variance: BigFloat, bits: Int, largestIndex: Int
  ) throws(DualFailure) {
    self.variance = variance
    self.bits = bits
    self.largestIndex = largestIndex
    parity = formula.parity
    // The nodes of a rule take time that grows like the cube of the digits.
    guard bits <= GaussianSamples.largestBits else { throw .budget }
    guard let pieces = formula.pieces, let mirrored = formula.reflected.pieces else {
      throw .singular(near: "?")
    }
    let size = try formula.momentBound(variance: Interval(variance))
    // √size, as a power of two.
    scale = size.isZero ? 0 : (size.exponent + 1) / 2

    let precision = QuadraturePanel.precision
    let q = Interval(variance).rounded(to: precision)
    let unit = GaussianTail.unit(of: variance)
    let tail = try GaussianTail(formula, variance: q, unit: unit)
    let cut = try tail.cut(coefficient: scale - bits - 4, moment: 2 * scale - bits - 4)

    let nodePrecision = Precision((bits + 160 + 63) / 64 * 64)
    let measure = QuadraturePanel.Measure(
      inverse: Interval(1, precision: precision) / q,
      slope: (Interval(largestIndex, precision: precision) / q).squareRoot,
      norm: (Interval.pi(precision: precision).scaled(by: 2) * q).squareRoot,
      nodeCount: bits * 36 / 100 + 8,
      // Nodes are below 2¹² units, and good to 20 bits less than their precision.
      displacement: BigFloat(unit, precision: precision, rounding: .up)
        .scaled(byPowerOfTwo: 40 - nodePrecision.bits, precision: precision, rounding: .up),
      coefficientTolerance: power(scale - bits - 8), momentTolerance: power(2 * scale - bits - 8))
    let sides = parity == .none ? [pieces, mirrored] : [pieces]
    let panels = try GaussianSamples.panels(to: cut.end, unit: unit, sides, measure)

    var coefficientError = Interval(cut.coefficient)
    var momentError = Interval(cut.moment)
    for panel in panels {
      // With an even or odd σ the panel stands for its mirror image, too.
      let count = Rational(parity == .none ? 1 : 2)
      let sides = Rational(panel.formulas.count)
      coefficientError =
        coefficientError + Interval(panel.coefficientError).scaled(by: count * sides)
      momentError = momentError + Interval(panel.momentError).scaled(by: count * sides)
    }

    var samples = SampleCollector(
      variance: variance, precision: nodePrecision, nodeCount: measure.nodeCount,
      displacement: measure.displacement)
    for panel in panels { try samples.add(panel) }
    positions = samples.positions
    right = samples.values[0]
    left = samples.values[1]
    let sum = samples.secondMoment.scaled(by: parity == .none ? 1 : 2)
    self.coefficientError = coefficientError.upper
    secondMoment = sum.widened(by: momentError.upper)
  }

  /// Panels from 0 to `end` on which the errors are within the tolerances.
  private static func panels(
    to end: Rational, unit: Rational, _ sides: [[ActivationFormula.Piece]],
    _ measure: QuadraturePanel.Measure
  ) throws(DualFailure) -> [QuadraturePanel] {
    var edges: Set<Rational> = [0, end]
    var edge: Rational = 0
    while edge < end {
      edges.insert(edge)
      edge = edge + 2 * unit
    }
    for piece in sides.joined() {
      for kink in [piece.lower, piece.upper] {
        if let kink = kink?.magnitude, kink < end { edges.insert(kink) }
      }
    }
    let sorted = edges.sorted()
    var pending =
      zip(sorted, sorted.dropFirst()).map { ($0, $1, 0) }.reversed() as [(Rational, Rational, Int)]
    var panels: [QuadraturePanel] = []
    while let (lower, upper, depth) = pending.popLast() {
      if Interruption.isDue { throw .interrupted }
      let formulas = sides.compactMap { pieces in
        pieces.first {
          ($0.lower.map { $0 <= lower } ?? true) && ($0.upper.map { upper <= $0 } ?? true)
        }?
        .formula
      }
      if let panel = QuadraturePanel(lower: lower, upper: upper, formulas: formulas, measure) {
        panels.append(panel)
        continue
      }
      let middle = (lower + upper) / 2
      guard depth < deepestPanel else { throw .singular(near: shortDecimal(middle)) }
      guard panels.count + pending.count < largestPanelCount else { throw .budget }
      pending.append((middle, upper, depth + 1))
      pending.append((lower, middle, depth + 1))
    }
    return panels
  }

  private static func shortDecimal(_ value: Rational) -> String {
    "±"
      + BigFloat(value, precision: Precision(53), rounding: .nearestEven)
      .decimal(digits: 3, rounding: .nearestEven)
  }
}

/// Values at the nodes of one panel after the other.
private struct SampleCollector {
  let variance: BigFloat
  let precision: Precision
  let displacement: BigFloat
  let rule: GaussLegendreRule
  /// −1/(2q) and 1/√(2πq).
  let exponent, factor: Interval
  var positions: [BigFloat] = []
  var values: [[Interval]] = [[], []]
  var secondMoment: Interval

  init(variance: BigFloat, precision: Precision, nodeCount: Int, displacement: BigFloat) {
    self.variance = variance
    self.precision = precision
    self.displacement = displacement
    rule = .rule(nodeCount, precision: precision)
    let q = Interval(variance).rounded(to: precision)
    exponent = Interval(Rational(-1, 2), precision: precision) / q
    factor =
      Interval(1, precision: precision)
      / (Interval.pi(precision: precision).scaled(by: 2) * q).squareRoot
    secondMoment = Interval(0, precision: precision)
  }

  mutating func add(_ panel: QuadraturePanel) throws(DualFailure) {
    let half = Interval((panel.upper - panel.lower) / 2, precision: precision)
    let centre = Interval((panel.upper + panel.lower) / 2, precision: precision)
    if Interruption.isDue { throw .interrupted }
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let place = centre + half * node
      precondition(
        place.radius <= displacement, "GaussianSamples: a node is not where it should be")
      let u = Interval(place.midpoint)
      positions.append(place.midpoint)
      let mass = weight * half * factor * (exponent * u.squared).exponential
      for (side, formula) in panel.formulas.enumerated() {
        let value = formula.value(at: u, precision: precision)
        guard value.isBounded else {
          throw .undefined(near: u.lower.decimal(digits: 3, rounding: .nearestEven))
        }
        values[side].append(mass * value)
        secondMoment = secondMoment + mass * value.squared
      }
    }
  }
}

extension Interval {
  /// The interval with `error` ≥ 0 on either side.
  func widened(by error: BigFloat) -> Interval {
    Interval(
      lower: lower.subtracting(error, precision: precision, rounding: .down),
      upper: upper.adding(error, precision: precision, rounding: .up))
  }
}
