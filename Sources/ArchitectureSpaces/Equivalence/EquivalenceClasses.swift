import ExactArithmetic
import NetworkGraphs

/// Networks collected up to equivalence (see `NetworkGraph.canonicalForm`), with numbers. Operations
/// count as what they are on a path: every convolution is a parameterised edge, every pooling a
/// skip.
package struct EquivalenceClasses: Sendable {
  /// Equivalent networks.
  package struct Class: Sendable, Hashable {
    /// Their canonical form.
    package let network: NetworkGraph
    /// The canonical form as text: a digit string, or JSON where there is none.
    package let text: String
    /// How many networks were added.
    package internal(set) var multiplicity: Integer
    /// Their path statistics.
    package let statistics: PathStatistics
  }

  /// The classes in the order in which their first network was added.
  package private(set) var classes: [Class] = []
  private var indices: [NetworkGraph: Int] = [:]

  /// No networks.
  package init() {}

  /// Adds a network `multiplicity` times.
  ///
  /// Returns its class's index in ``classes``, or nil, and adds nothing, where the network is too
  /// large for a canonical form.
  package mutating func add(_ network: NetworkGraph, multiplicity: Integer = .one) -> Int? {
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
