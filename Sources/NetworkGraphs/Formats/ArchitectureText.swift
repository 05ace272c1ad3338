import ExactJSON
import SymbolicExpressions

/// An architecture in any of the text forms that are read.
package enum ArchitectureText: Sendable, Hashable {
  /// A digit string, an edge list, a family's member, a NAS-Bench-201 cell, or a network in JSON.
  case network(NetworkGraph)
  /// A DARTS genotype.
  case genotype(Genotype)
  /// One cell of a DARTS genotype.
  case genotypeCell(GenotypeCell)
  /// A NAS-Bench-101 cell.
  case nasBench101(NASBench101Cell)

  /// Reads a text in whichever form it has; throws a located error.
  ///
  /// `activationProblem` finds fault with activations of a network in JSON.
  package init(
    parsing text: String,
    activationProblem: @escaping (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    switch ArchitectureFormat(of: text) {
    case .darts where text.utf8.first(where: { !isSpace($0) }) == UInt8(ascii: "["):
      self = .genotypeCell(try GenotypeCell(text))
    case .darts: self = .genotype(try Genotype(text))
    case .nasBench101: self = .nasBench101(try NASBench101Cell(text))
    case .digits, .edges, .family, .nasBench201, .json, .dot:
      self = .network(try NetworkGraph(parsing: text, activationProblem: activationProblem))
    }
  }

  /// Reads a JSON object that is a network or a NAS-Bench-101 cell and may be part of a larger text.
  package init(
    json: LocatedJSON,
    activationProblem: @escaping (ActivationReference) -> String? = { _ in nil }
  ) throws(NetworkFormatError) {
    if ["matrix", "ops", "module_adjacency", "module_operations"].contains(where: {
      json[$0] != nil
    }) {
      self = .nasBench101(try NASBench101Cell(json: json))
    } else {
      self = .network(try NetworkGraph(json: json, activationProblem: activationProblem))
    }
  }

  /// The networks with the architecture's paths: one, or two for a genotype, which are named
  /// `normal` and `reduce`.
  package var networks: [(name: String?, network: NetworkGraph)] {
    switch self {
    case .network(let network): [(nil, network)]
    case .genotype(let genotype):
      [("normal", genotype.normal.network()), ("reduce", genotype.reduce.network())]
    case .genotypeCell(let cell): [(nil, cell.network())]
    case .nasBench101(let cell): [(nil, cell.network)]
    }
  }
}
