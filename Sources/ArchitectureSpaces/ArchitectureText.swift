import NetworkGraphs

/// An architecture in any of the text forms that are read.
public enum ArchitectureText: Sendable, Hashable {
  /// A digit string, a NAS-Bench-201 cell, or a network in JSON.
  case network(NetworkGraph)
  /// A DARTS genotype.
  case genotype(Genotype)
  /// One cell of a DARTS genotype.
  case genotypeCell(GenotypeCell)
  /// A NAS-Bench-101 cell.
  case nasBench101(NASBench101Cell)

  /// Reads a text in whichever form it has; throws a located error.
  public init(parsing text: String) throws(NetworkFormatError) {
    let start = text.utf8.first { !isSpace($0) }
    let head = text.prefix(200)
    if start == UInt8(ascii: "[") {
      self = .genotypeCell(try GenotypeCell(text))
    } else if head.contains("Genotype(") || head.contains("normal'") || head.contains("normal\"") {
      self = .genotype(try Genotype(text))
    } else if start == UInt8(ascii: "{"),
      ["\"matrix\"", "\"ops\"", "\"module_"].contains(where: { head.contains($0) })
    {
      self = .nasBench101(try NASBench101Cell(text))
    } else {
      self = .network(try NetworkGraph(parsing: text))
    }
  }

  /// The networks with the architecture's paths: one, or two for a genotype, which are named
  /// `normal` and `reduce`.
  public var networks: [(name: String?, network: NetworkGraph)] {
    switch self {
    case .network(let network): [(nil, network)]
    case .genotype(let genotype):
      [("normal", genotype.normal.network()), ("reduce", genotype.reduce.network())]
    case .genotypeCell(let cell): [(nil, cell.network())]
    case .nasBench101(let cell): [(nil, cell.network)]
    }
  }
}
