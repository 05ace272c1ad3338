import NetworkGraphs
import Statements
import SymbolicExpressions

extension CoqStatement {
  /// The statement as a proposition of Coq's, with its networks written out: what a theorem says if the
  /// statement is proved; its negation is what one says if it is refuted.
  ///
  /// The names are those of the Coq library: `lambda2 (exact_pair [[Param]] x)` for
  /// `lambda2("2", x, exact)`. The real variables are called x, y, …, the network dag.
  package var proposition: String {
    get throws(SyntaxError) {
      var claims: [String] = []
      for values in instances {
        var reader = reader(networks: someNetworks, choices: values)
        let formula = try formula(&reader).namingNetworks {
          $0.isBound ? $0 : $0.writtenOut
        }
        claims.append(proposition(of: formula))
      }
      let claim = claims.count == 1 ? claims[0] : cases.proposition(claims)
      if let every {
        return "forall k : nat, (\(every.first) <= k)%nat -> \(claim)"
      }
      guard let network else { return claim }
      let conditions = conditions(members: listed.map(\.syntax)).map(\.claim)
      return network.kind == .forall
        ? "forall dag : network, " + conditions.map { "\($0) -> " }.joined() + "(\(claim))"
        : "exists dag : network, " + conditions.map { "\($0) /\\ " }.joined() + "(\(claim))"
    }
  }

  /// What is said of the variables x, y, …, with the networks' names or variables.
  func proposition(of formula: CoqFormula) -> String {
    guard let kind = variables.first?.kind else { return formula.proposition }
    if kind == .forall { return everywhere(formula.proposition) }
    return quantified(kind, "(\(formula.proposition))")
  }

  /// That something holds for all values of the real variables.
  func everywhere(_ claim: String) -> String { quantified(.forall, claim) }

  private func quantified(_ kind: QuantifierKind, _ claim: String) -> String {
    Self.quantified(kind, variables.map(\.interval), claim)
  }

  /// That something is said of all, or of some, real numbers x, y, … of these intervals.
  static func quantified(
    _ kind: QuantifierKind, _ intervals: [RealInterval], _ claim: String
  ) -> String {
    var text = claim
    for (index, interval) in intervals.enumerated().reversed() {
      let name = CoqExpression.name(ofVariable: index)
      let domain =
        "\(interval.lower.coqNumber) \(interval.includesLower ? "<=" : "<") \(name) "
        + "\(interval.includesUpper ? "<=" : "<") \(interval.upper.coqNumber)"
      text =
        kind == .forall
        ? "forall \(name) : R, \(domain) -> \(text)"
        : "exists \(name) : R, \(domain) /\\ \(index == intervals.count - 1 ? text : "(\(text))")"
    }
    return text
  }

  /// The networks of a list that the statement quantifies over.
  var listed: [CoqNetwork] {
    guard case .list(let all)? = network?.domain.space else { return [] }
    return all.enumerated().compactMap { index, listed in
      CoqNetwork(listed.network, name: "member_\(index + 1)")
    }
  }

  /// What is asked of the quantified network, and how it is shown for one; `members` are the networks
  /// of a list, as terms.
  func conditions(members: [String]) -> [(claim: String, tactic: String)] {
    guard let domain = network?.domain else { return [] }
    var conditions: [(claim: String, tactic: String)] = []
    switch domain.space {
    case .complete(let space):
      conditions = [
        ("well_formed dag", "split; [discriminate|repeat split]"),
        ("length dag = \(space.nodes)%nat", "reflexivity"),
      ]
    case .nasBench201: conditions = [("In dag nb201", "apply in_nb201; repeat split; discriminate")]
    case .list:
      conditions = [
        (
          "In dag [\(members.joined(separator: "; "))]",
          "repeat (first [left; reflexivity|right])"
        )
      ]
    }
    return conditions
      + domain.withoutNumbers.conditions.compactMap { condition in
        switch condition {
        case .connected: ("connected dag", "vm_compute; repeat constructor")
        case .parameterised:
          ("existsb (Nat.ltb 0) (depths dag) = true", "vm_compute; reflexivity")
        case .comparison: nil
        }
      }
  }
}

extension CoqFormula {
  /// The formula with other names for its networks.
  func namingNetworks(_ name: (CoqNetwork) -> CoqNetwork) -> CoqFormula {
    switch self {
    case .comparison(let a, let relation, let b):
      .comparison(a.namingNetworks(name), relation, b.namingNetworks(name))
    case .and(let a, let b): .and(a.namingNetworks(name), b.namingNetworks(name))
    case .or(let a, let b): .or(a.namingNetworks(name), b.namingNetworks(name))
    case .implies(let a, let b): .implies(a.namingNetworks(name), b.namingNetworks(name))
    case .not(let a): .not(a.namingNetworks(name))
    }
  }
}

extension CoqExpression {
  fileprivate func namingNetworks(_ name: (CoqNetwork) -> CoqNetwork) -> CoqExpression {
    switch self {
    case .variable, .rational, .pi, .local, .natural: self
    case .named(.quantity(let quantity)):
      .named(.quantity(quantity.with(network: name(quantity.network))))
    case .named(let named): .named(named.mapping { $0.namingNetworks(name) })
    case .sequence(let sequence): .sequence(sequence.mapping { $0.namingNetworks(name) })
    case .unary(let function, let a): .unary(function, a.namingNetworks(name))
    case .binary(let operation, let a, let b):
      .binary(operation, a.namingNetworks(name), b.namingNetworks(name))
    case .kernel(let order, let a): .kernel(order: order, a.namingNetworks(name))
    case .power(let a, let exponent): .power(a.namingNetworks(name), exponent)
    case .network(let quantity, let network, let a):
      .network(quantity, name(network), a.namingNetworks(name))
    case .count(let number, let network): .count(number, name(network))
    }
  }
}
