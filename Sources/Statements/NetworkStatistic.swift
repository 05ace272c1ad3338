import ExactArithmetic
import NetworkGraphs

/// A number that belongs to a network, by its name in statements.
package enum NetworkStatistic: String, Sendable, CaseIterable {
  /// P, the number of paths from input to output.
  case paths
  /// d̄ and m̄ of the paper's Definition 4.1.
  case depth
  case width
  /// How many edges the network has, on paths or not.
  case edgeCount = "edge_count"
  /// How many of them are parameterised.
  case parameterisedCount = "parameterised_count"

  /// The number; nil where it is not defined (d̄ where P = 0, m̄ where d̄ = 0 too).
  package func value(of network: NetworkGraph) -> Rational? {
    switch self {
    case .paths: Rational(network.pathCount)
    case .depth: network.pathStatistics.effectiveDepth
    case .width: network.pathStatistics.effectiveWidth
    case .edgeCount: Rational(Integer(network.edges.count))
    case .parameterisedCount:
      Rational(Integer(network.edges.count { $0.operation.isParameterised }))
    }
  }
}
