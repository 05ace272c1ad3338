import ExactArithmetic
import NetworkGraphs

/// Networks collected up to equivalence (see `NetworkGraph.canonicalForm`), with numbers. Operations
/// count as what they are on a path: every convolution is a parameterised edge, every pooling a
/// skip.
public struct EquivalenceClasses: Sendable {
  /// Equivalent networks.
  public struct Class: Sendable, Hashable {
    /// Their canonical form.
    public let network: NetworkGraph
    /// The canonical form as text: a digit string, or JSON where there is none.
    public let text: String
    /// How many networks were added.
    public internal(set) var multiplicity: Integer
    /// Their path statistics.
    public let statistics: PathStatistics
  }

  /// The classes in the order in which their first network was added.
  public private(set) var classes: [Class] = []
  private var indices: [NetworkGraph: Int] = [:]

  /// No networks.
  public init() {}

  /// Adds a network `multiplicity` times.
  ///
  /// Returns its class's index in ``classes``, or nil, and adds nothing, where the network is too
  /// large for a canonical form.
  public mutating func add(_ network: NetworkGraph, multiplicity: Integer = .one) -> Int? {
    guard let form = network.withoutLabels.canonicalForm else { return nil }
    if let index = indices[form] {
      classes[index].multiplicity += multiplicity
      return index
    }
    indices[form] = classes.count
    classes.append(
      Class(
        network: form, text: form.digitString ?? form.json.text(), multiplicity: multiplicity,
        statistics: form.pathStatistics))
    return classes.count - 1
  }

}
