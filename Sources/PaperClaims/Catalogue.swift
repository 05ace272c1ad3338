/// The claims of the paper (theory: §3–§5 and the appendix of arXiv 2205.05662), and the statements
/// that replace those that fail.
package enum Catalogue {
  /// Every claim, in the paper's order, then the statements that replace failed claims.
  package static let claims: [Claim] =
    edgeClaims + eigenvalueClaims + closedFormClaims + pathClaims + trainingClaims + spaceClaims
    + correctedClaims

  /// The claim with an identifier, or nil.
  package static func claim(_ id: String) -> Claim? { claims.first { $0.id == id } }
}

extension RowDecision {
  /// `617 of 662 connected DAGs with H = 3`
  var share: String {
    guard let counts else { return "no DAG" }
    return "\(counts.holds) of the \(counts.checked) connected DAGs with H = 3"
  }

  /// `45 of the 662 connected DAGs with H = 3`
  var failures: String {
    guard let counts else { return "no DAG" }
    return "\(counts.fails) of the \(counts.checked) connected DAGs with H = 3"
  }

  /// The values that refute, or a note that nothing did.
  func values(_ key: String = "") -> String {
    answer(key).counterexample ?? answer(key).details.first ?? "not found"
  }
}
