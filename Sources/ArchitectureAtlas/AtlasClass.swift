import ArchitectureSpaces
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkAnalysis
import NetworkGraphs
import SymbolicExpressions

/// One class of equivalent networks as the atlas holds it.
///
/// Guarantee: exact numbers are exact, and a real number lies between its two binary64 neighbours.
/// A row is a function of the class and the correlations alone.
struct AtlasClass: Sendable {
  /// The two rules, in the order in which they are compared.
  static let rules = PropagationRule.compared

  /// The class's place in `ClassRepresentatives`.
  let place: Int
  /// The canonical form.
  let network: NetworkGraph
  let multiplicity: Int
  let statistics: PathStatistics
  let polynomial: [Integer]
  /// Whether the rules give equal kernels for every ρ.
  let rulesAgree: (nngp: Verdict, ntk: Verdict)
  /// What holds at each correlation, in their order.
  let points: [Point]

  struct Point: Sendable {
    /// Eq. 12's value.
    let eq12: ClosedRange<Double>?
    /// λ₂ under the exact rule over λ₂ under the variance-only rule; nil where one of them is 0.
    let ruleQuotient: (nngp: ClosedRange<Double>?, ntk: ClosedRange<Double>?)
    /// One for each of ``AtlasClass/rules``.
    let kernels: [Kernels]
  }

  struct Kernels: Sendable {
    let rule: PropagationRule
    let nngp: Matrix
    let ntk: Matrix
    /// Where Eq. 12's value lies, seen from λ₂ of the NNGP kernel.
    let eq12: CertifiedOrder
  }

  struct Matrix: Sendable {
    let diagonal, offDiagonal, lambda2: ClosedRange<Double>?
    /// (K_ii + |K_ij|)/(K_ii − |K_ij|); nil where λ₂ is 0.
    let ratio: ClosedRange<Double>?

    init(_ matrix: PairMatrix) {
      diagonal = matrix.diagonal.binary64Neighbours
      offDiagonal = matrix.offDiagonal.binary64Neighbours
      lambda2 = matrix.lambda2.binary64Neighbours
      ratio = matrix.conditionRatio?.binary64Neighbours
    }
  }
}

extension AtlasClass {
  /// Derives and evaluates everything about one class; `spectra` has one point for each correlation,
  /// all on one graph.
  init(_ representative: ClassRepresentatives.Representative, _ spectra: [PairSpectra]) throws {
    place = representative.place
    network = representative.network
    multiplicity = representative.multiplicity
    statistics = network.pathStatistics
    polynomial = network.pathPolynomial

    let network = network
    let kernels = try AtlasClass.rules.map { try spectra[0].kernels(of: network, rule: $0) }
    let values = spectra.map { point in kernels.map { point.spectrum(of: $0) } }
    points = try zip(spectra, values).map { point, spectra in
      let eq12 = point.eq12(of: network)
      return Point(
        eq12: eq12?.binary64Neighbours,
        ruleQuotient: (
          AtlasClass.quotient(spectra.map(\.nngp), at: point),
          AtlasClass.quotient(spectra.compactMap(\.ntk), at: point)
        ),
        kernels: try spectra.map { spectrum in
          guard let ntk = spectrum.ntk else {
            throw AtlasError("\(network.digitString ?? ""): no tangent kernel")
          }
          return Kernels(
            rule: spectrum.rule, nngp: Matrix(spectrum.nngp), ntk: Matrix(ntk),
            eq12: eq12?.compared(to: spectrum.nngp.lambda2) ?? .undecided)
        })
    }
    rulesAgree = (
      AtlasClass.agreement(values.map { $0.map(\.nngp) }),
      AtlasClass.agreement(values.map { $0.compactMap(\.ntk) })
    )
  }

  private static func quotient(
    _ matrices: [PairMatrix], at point: PairSpectra
  ) -> ClosedRange<Double>? {
    let values = matrices.map(\.lambda2)
    guard values.count == 2, values.allSatisfy({ $0.sign == 1 }) else { return nil }
    return point.quantity(values[1].form / values[0].form).binary64Neighbours
  }

  /// Equal closed forms are equal for every ρ; different numbers at one ρ refute that.
  private static func agreement(_ points: [[PairMatrix]]) -> Verdict {
    let isIdentity = points.allSatisfy { matrices in
      matrices.allSatisfy { matrix in
        matrix.diagonal.form == matrices[0].diagonal.form
          && matrix.offDiagonal.form == matrices[0].offDiagonal.form
      }
    }
    if isIdentity { return .proved }
    let isDifferent = points.contains { matrices in
      let orders = [
        matrices[0].diagonal.compared(to: matrices[1].diagonal),
        matrices[0].offDiagonal.compared(to: matrices[1].offDiagonal),
      ]
      return orders.contains { $0 == .below || $0 == .above }
    }
    return isDifferent ? .refuted : .undecided
  }
}

extension AtlasParameters {
  /// The rows of one unit.
  func rows(of unit: Int) throws -> [AtlasClass] {
    // One graph for the points, so that the forms are derived once; a new one for each unit keeps
    // it small.
    let graph = ExpressionGraph()
    let spectra = correlations.compactMap { Correlation($0) }.map { PairSpectra(at: $0, in: graph) }
    var rows: [AtlasClass] = []
    try classes.forEach(in: places(of: unit)) { rows.append(try AtlasClass($0, spectra)) }
    return rows
  }
}
