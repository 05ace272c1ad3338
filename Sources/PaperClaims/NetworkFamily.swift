import ArchitectureSpaces
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A statement about one network at a time, `F(dag)`, which is decided for each network of a space:
/// it holds for some and fails for others, and there are two certificates.
package struct NetworkFamily: Sendable {
  /// A structural condition that is known to be necessary and sufficient, by a proof.
  package struct Condition: Sendable {
    /// What the condition is called.
    package let name: String
    let holds: @Sendable (NetworkGraph) -> Bool
  }

  /// The real variable with its interval, `rho in [-1,1)`, or nil where there is none.
  let real: String?
  /// What is said, of `dag` and of the real variable.
  let formula: String
  /// A condition that must hold for exactly the networks for which the statement does.
  let condition: Condition?

  init(_ formula: String, for real: String? = nil, exactlyWhen condition: Condition? = nil) {
    self.real = real
    self.formula = formula
    self.condition = condition
  }

  /// The connected networks with H = 3.
  var space: String { NetworkFamily.space(nodes: 3) }

  static func space(nodes: Int) -> String { "complete(\(nodes)) where connected" }

  /// The networks of a space.
  static func networks(nodes: Int) -> [NetworkGraph] {
    CompleteSpace(nodes: nodes).filter(\.isConnected)
  }

  /// `forall dag in SPACE, rho in [-1,1): F`.
  func statement(over space: String) -> String {
    "forall dag in \(space)\(real.map { ", \($0)" } ?? ""): \(formula)"
  }

  /// `forall dag in SPACE: exists rho in [-1,1): not (F)`: that the statement fails for each network.
  func failure(over space: String) -> String {
    "forall dag in \(space): \(real.map { "exists \($0): " } ?? "")not (\(formula))"
  }

  /// Networks by their texts, as a space: `{"2_02", "1_01"}`.
  static func list(_ networks: [String]) -> String {
    "{" + networks.map { "\"\($0)\"" }.joined(separator: ", ") + "}"
  }

  /// Networks for which the statement is the same formula in the real variable.
  struct Group {
    var networks: [NetworkGraph]
  }

  /// The networks in groups, by the first of each group.
  ///
  /// Two networks share a group only if they are equivalent, or the statement about them, with the kernels
  /// composed, is the same: what holds for one then holds for the other. One of a group is decided; where
  /// certificates are kept, the evidence is checked for the others.
  func groups(_ networks: [NetworkGraph]) throws -> [Group] {
    let statement = try Statement(self.statement(over: NetworkFamily.list(["1"])))
    let graph = ExpressionGraph()
    var (classes, contents): ([NetworkGraph: Int], [GroundFormula.Content: Int]) = ([:], [:])
    var groups: [Group] = []
    for network in networks {
      let form = network.canonicalForm ?? network
      if let place = classes[form] {
        groups[place].networks.append(network)
        continue
      }
      let content = try statement.ground(["dag": .network(network)], in: graph).content
      let place = contents[content] ?? groups.count
      if place == groups.count { groups.append(Group(networks: [])) }
      groups[place].networks.append(network)
      (classes[form], contents[content]) = (place, place)
    }
    return groups
  }
}
