import ExactJSON
import KernelCalculator

/// What the explorer's page shows: every class of equivalent networks of complete(H) with its kernels on
/// unit, centred inputs at some correlations.
struct ExplorerData {
  /// The H for which a page is made.
  static let sizes = 1...3

  /// The significant digits of values: each differs from the true one by at most 10^(1−digits)·|value|; the page says 10⁻⁵.
  static let digits = 6

  /// ρ = −1, −9/10, …, 9/10, 99/100, 1.
  static let correlations: [Rational] =
    (-10...9).map { Rational($0) / 10 } + [Rational(99, 100), 1]

  /// H.
  let nodes: Int
  /// How many classes have a path, and how many networks the space has.
  let classCount, networkCount: Int
  /// The whole, as the page's script reads it.
  let json: JSON

  /// Evaluates everything; `progress` hears of the classes that are done.
  init(nodes: Int, progress: (Int) -> Void) throws {
    let classes = ClassRepresentatives(nodes: nodes)
    let graph = ExpressionGraph()
    let points = Self.correlations.compactMap { Correlation($0) }
      .map { PairSpectra(at: $0, in: graph) }
    var entries: [JSON] = []
    var places: [String: Int] = [:]
    try classes.forEach(in: 0..<classes.count) { representative in
      let network = representative.network
      guard network.isConnected, let digits = network.digitString else { return }
      places[digits] = entries.count
      entries.append(try Self.entry(of: network, digits, at: points))
      progress(entries.count)
    }
    let index = try Self.labelled(nodes: nodes).map { network -> JSON in
      // A network without a path is in no class of the list.
      .integer(network.canonicalForm?.digitString.flatMap { places[$0] } ?? -1)
    }
    self.nodes = nodes
    classCount = entries.count
    networkCount = index.count
    json = [
      "nodes": .integer(nodes),
      "digits": .integer(Self.digits),
      "correlations": .array(Self.correlations.map { .string("\($0)") }),
      "rules": .array(PropagationRule.compared.map { .string($0.rawValue) }),
      "classes": .array(entries),
      "index": .array(index),
    ]
  }

  /// Every network of the space in the order of its digits.
  private static func labelled(nodes: Int) throws -> [NetworkGraph] {
    var texts = [""]
    for target in 1...nodes {
      for source in 0..<target {
        let separator = target > 1 && source == 0 ? "_" : ""
        texts = texts.flatMap { text in (0...2).map { "\(text)\(separator)\($0)" } }
      }
    }
    return try texts.map { try NetworkGraph(digitString: $0) }
  }

  private static func entry(
    of network: NetworkGraph, _ digits: String, at points: [PairSpectra]
  ) throws -> JSON {
    let statistics = network.pathStatistics
    func fraction(_ value: Rational?) -> JSON { value.map { .string("\($0)") } ?? .null }
    let analysis = try NetworkAnalysis(
      network, correlation: points[0].graph.variable(PairSpectra.variable),
      rules: PropagationRule.compared
    )
    return [
      "digits": .string(digits),
      "paths": .string("\(statistics.count)"),
      "depth": fraction(statistics.effectiveDepth),
      "width": fraction(statistics.effectiveWidth),
      "eq12": .array(points.map { number($0.eq12(of: network)) }),
      "rules": .array(
        analysis.rules.map { rule in
          let spectra = points.map { $0.spectrum(of: rule.kernels) }
          return [
            "form": .string(equations(rule)),
            "nngp": kernel(spectra.map(\.nngp)),
            "ntk": kernel(spectra.compactMap(\.ntk)),
            // Where Eq. 12's value lies, seen from λ₂.
            "order": .array(
              zip(points, spectra).map { point, spectrum in
                let order = point.eq12(of: network)?.compared(to: spectrum.nngp.lambda2)
                return .string((order ?? .undecided).rawValue)
              }),
          ]
        }),
    ]
  }

  /// The recursion or the closed forms, whichever is shorter, a line each.
  private static func equations(_ rule: NetworkAnalysis.RuleForms) -> String {
    let view = KernelsView(rule, choice: nil)
    return view.stepsText
      + rule.quantities.filter { $0.name != .lambda2 }.compactMap { quantity, form in
        view.text(of: form).map { printed in
          Console.paragraph("\(QuantitySymbol(atOutput: quantity).text) = ", printed.text)
            + printed.definitions.map { "    \($0.name) = \($0.text)\n" }.joined()
        }
      }.joined()
  }

  private static func kernel(_ matrices: [PairMatrix]) -> JSON {
    [
      "diagonal": .array(matrices.map { number($0.diagonal) }),
      "offdiagonal": .array(matrices.map { number($0.offDiagonal) }),
      "lambda2": .array(matrices.map { number($0.lambda2) }),
    ]
  }

  /// A value as a decimal; null where it cannot be told from zero.
  private static func number(_ quantity: CertifiedQuantity?) -> JSON {
    quantity?.decimal(digits: digits).map { .string($0.text) } ?? .null
  }
}
