import ArcCosineKernels
import ArchitectureSpaces
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkAnalysis
import NetworkGraphs
import SymbolicExpressions

/// The rows of a shard's classes.
///
/// Values are enclosed in machine numbers; where these do not decide a comparison, closed forms and MPFR
/// intervals of growing precision do, as for an atlas in SQLite. All classes share one graph, in which
/// their common parts are evaluated once.
final class ShardComputation {
  private let graph = ExpressionGraph()
  private let spectra: [PairSpectra]
  private let evaluation: FloatEvaluation
  private let digits: Int
  /// One for each rule.
  private var families: [KernelFamily]
  private let closedForms: ClosedForms
  private var eq12: [UInt64: Expression] = [:]
  /// How many rows needed more than machine numbers.
  private(set) var refinedCount = 0

  init(_ parameters: ShardParameters) {
    digits = parameters.digits
    let correlations = parameters.atlas.correlations
    let graph = graph
    spectra = correlations.compactMap { Correlation($0) }.map { PairSpectra(at: $0, in: graph) }
    evaluation = FloatEvaluation(graph, at: correlations)
    closedForms = ClosedForms(graph)
    families = AtlasClass.rules.map {
      KernelFamily(inputs: .unit(correlation: graph.variable(PairSpectra.variable)), rule: $0)
    }
  }

  /// Whether a new graph had better be begun.
  var isLarge: Bool { graph.count > 100_000 }

  func row(_ representative: ClassRepresentatives.Representative) throws -> ShardRow {
    let network = representative.network
    let path = network.pathPolynomial
    guard let polynomial = ShardRow.identifier(of: path) else {
      throw AtlasError("\(network.digitString ?? ""): too many paths for a shard")
    }
    let rho = graph.variable(PairSpectra.variable)
    let eq12 =
      self.eq12[polynomial] ?? NetworkGraph.eq12(pathPolynomial: path, correlation: rho)
    self.eq12[polynomial] = eq12
    let values = ClassValues(
      kernels: try families.indices.map { try families[$0].kernel(of: network) },
      eq12: eq12, spectra: spectra, evaluation: evaluation, dissolving: closedForms)
    let agree = values.rulesAgree
    let points = try spectra.indices.map { point in
      ShardRow.Point(
        kernels: try AtlasClass.rules.indices.map { rule in
          ShardRow.Kernel(
            offDiagonal: try values.scaled(.offDiagonal, rule, point, digits),
            lambda2: try values.scaled(.lambda2, rule, point, digits))
        },
        verdicts: ShardRow.Verdicts(
          eq12: AtlasClass.rules.indices.map { values.eq12Order(rule: $0, point: point) },
          rules: values.rulesOrder(point: point), rulesAgree: agree))
    }
    if values.isRefined { refinedCount += 1 }
    return ShardRow(
      place: UInt64(representative.place), multiplicity: UInt64(representative.multiplicity),
      polynomial: polynomial, points: points)
  }
}

/// The values of one class, in machine numbers first and exactly where they are asked for.
private final class ClassValues {
  /// By rule.
  private let kernels: [KernelEntries]
  private let eq12: Expression
  private let spectra: [PairSpectra]
  private let dissolving: ClosedForms
  private let eq12Floats: [FloatInterval]
  /// By rule, then by point.
  private let floats: [[Floats]]
  /// By rule.
  private lazy var closedForms = kernels.map { (ii: dissolving[$0.ii], ij: dissolving[$0.ij]) }
  /// K_ii − K_ij in closed form by rule: λ₂ where K_ij ≥ 0.
  private lazy var differences = closedForms.map { $0.ii - $0.ij }
  /// By point, then by rule.
  private var matrices: [Int: [PairMatrix]] = [:]
  private(set) var isRefined = false

  struct Floats {
    let diagonal, offDiagonal, lambda2: FloatInterval
  }

  init(
    kernels: [KernelEntries], eq12: Expression, spectra: [PairSpectra],
    evaluation: FloatEvaluation, dissolving: ClosedForms
  ) {
    self.dissolving = dissolving
    self.kernels = kernels
    self.eq12 = eq12
    self.spectra = spectra
    eq12Floats = Array(evaluation.values(of: eq12))
    floats = kernels.map { entries in
      zip(evaluation.values(of: entries.ii), evaluation.values(of: entries.ij)).map { ii, ij in
        Floats(diagonal: ii, offDiagonal: ij, lambda2: ii - ij.magnitude)
      }
    }
  }

  private func matrices(at point: Int) -> [PairMatrix] {
    isRefined = true
    if let known = matrices[point] { return known }
    let made = kernels.map { spectra[point].matrix($0) }
    matrices[point] = made
    return made
  }

  func scaled(
    _ quantity: Quantity, _ rule: Int, _ point: Int, _ digits: Int
  ) throws -> ScaledNumber {
    let interval =
      quantity == .lambda2 ? floats[rule][point].lambda2 : floats[rule][point].offDiagonal
    if let number = ScaledNumber(interval, digits: digits) { return number }
    let matrix = matrices(at: point)[rule]
    let exact = quantity == .lambda2 ? matrix.lambda2 : matrix.offDiagonal
    guard let number = ScaledNumber(exact.enclosure, digits: digits) else {
      throw AtlasError("a kernel is too large for \(digits) digits in 64 bits")
    }
    return number
  }

  enum Quantity { case offDiagonal, lambda2 }

  /// The order of two numbers that machine numbers separate.
  private static func order(_ a: FloatInterval, _ b: FloatInterval) -> CertifiedOrder? {
    a.upper < b.lower ? .below : a.lower > b.upper ? .above : nil
  }

  /// Where Eq. 12's value lies, seen from λ₂.
  func eq12Order(rule: Int, point: Int) -> CertifiedOrder {
    let values = floats[rule][point]
    if let order = ClassValues.order(eq12Floats[point], values.lambda2) { return order }
    if values.offDiagonal.lower >= 0, differences[rule] == eq12 { return .equal }
    let lambda2 = matrices(at: point)[rule].lambda2
    return spectra[point].quantity(eq12).compared(to: lambda2)
  }

  /// Where λ₂ under the variance-only rule lies, seen from that under the exact one.
  func rulesOrder(point: Int) -> CertifiedOrder {
    let (first, second) = (floats[0][point].lambda2, floats[1][point].lambda2)
    if let order = ClassValues.order(first, second) { return order }
    if rulesAgree == .proved { return .equal }
    if floats.allSatisfy({ $0[point].offDiagonal.lower >= 0 }), differences[0] == differences[1] {
      return .equal
    }
    let matrices = matrices(at: point)
    return matrices[0].lambda2.compared(to: matrices[1].lambda2)
  }

  /// Whether the kernels under both rules are equal for every ρ: `proved` by equal closed forms, `refuted`
  /// by different values at a point.
  private(set) lazy var rulesAgree: Verdict = {
    if kernels[0].ii == kernels[1].ii && kernels[0].ij == kernels[1].ij { return .proved }
    let isSeparated = zip(floats[0], floats[1]).contains { a, b in
      ClassValues.order(a.diagonal, b.diagonal) != nil
        || ClassValues.order(a.offDiagonal, b.offDiagonal) != nil
    }
    if isSeparated { return .refuted }
    let forms = closedForms
    if forms[0].ii == forms[1].ii && forms[0].ij == forms[1].ij { return .proved }
    let isDifferent = spectra.indices.contains { point in
      let matrices = matrices(at: point)
      return [
        matrices[0].diagonal.compared(to: matrices[1].diagonal),
        matrices[0].offDiagonal.compared(to: matrices[1].offDiagonal),
      ].contains { $0 == .below || $0 == .above }
    }
    return isDifferent ? .refuted : .undecided
  }()
}

/// Closed forms of recursions: quantities dissolved, each part once for all expressions of the graph.
private final class ClosedForms {
  private let graph: ExpressionGraph
  private var forms: [NodeID: Expression] = [:]

  init(_ graph: ExpressionGraph) { self.graph = graph }

  /// The closed form; recursion is as deep as the expression.
  subscript(expression: Expression) -> Expression {
    if let known = forms[expression.id] { return known }
    let node = graph[expression.id]
    let form: Expression
    if case .quantity(let value) = node {
      form = self[Expression(graph: graph, id: value)]
    } else {
      let children = node.children.map { (id: $0, form: self[Expression(graph: graph, id: $0)]) }
      form =
        children.allSatisfy { $0.form.id == $0.id }
        ? expression
        : graph.construct(node) { self[Expression(graph: graph, id: $0)] }
    }
    forms[expression.id] = form
    return form
  }
}
