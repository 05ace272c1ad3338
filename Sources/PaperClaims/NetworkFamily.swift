import NetworkGraphs
import Statements

/// A statement about one network at a time, `F(dag)`, which is decided for each network of a space:
/// it holds for some and fails for others, and there are two certificates.
public struct NetworkFamily: Sendable {
  /// A structural condition that is known to be necessary and sufficient, by a proof.
  public struct Condition: Sendable {
    /// What the condition is called.
    public let name: String
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
}
