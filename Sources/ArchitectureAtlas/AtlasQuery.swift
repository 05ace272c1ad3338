import ExactArithmetic
import GRDB
import KernelVocabulary

/// The common questions to an atlas, as SQL on its view `atlas`.
package struct AtlasQuery: Sendable {
  /// The SQL, with a mark for each argument.
  package let sql: String
  /// The arguments, texts and numbers.
  let arguments: [any DatabaseValueConvertible & Sendable]

  /// What networks can be ranked by.
  package enum Quantity: String, Sendable, CaseIterable {
    /// The smaller eigenvalue K_ii − |K_ij| of the 2×2 kernel matrix.
    case lambda2
    /// The ratio of the eigenvalues, (K_ii + |K_ij|)/(K_ii − |K_ij|).
    case ratio
  }

  /// Classes in the order of a quantity at ρ. Equal ranks: equal, or closer than binary64 tells.
  package static func ranking(
    by quantity: Quantity, of kernel: Kernel, rule: PropagationRule, rho: Rational, ascending: Bool,
    limit: Int
  ) -> AtlasQuery {
    let name = quantity.rawValue
    let order = ascending ? "ASC" : "DESC"
    return AtlasQuery(
      sql: """
        SELECT rank() OVER (ORDER BY \(name)_lower \(order)) AS rank, dag, paths, depth, width,
          \(name)_lower, \(name)_upper
        FROM atlas
        WHERE kernel = ? AND rule = ? AND rho = ? AND \(name)_lower IS NOT NULL
        ORDER BY \(name)_lower \(order), length(dag), dag LIMIT ?
        """,
      arguments: [kernel.rawValue, rule.rawValue, "\(rho)", limit])
  }

  /// Classes for which λ₂ under the two rules differs most, by the larger of their quotients.
  package static func disagreement(of kernel: Kernel, rho: Rational, limit: Int) -> AtlasQuery {
    AtlasQuery(
      sql: """
        SELECT dag, paths, depth, width, quotient_lower AS exact_over_variance_only_lower,
          quotient_upper AS exact_over_variance_only_upper
        FROM atlas
        WHERE kernel = ? AND rule = 'exact' AND rho = ? AND quotient_lower IS NOT NULL
        ORDER BY max(quotient_lower, 1 / quotient_upper) DESC, length(dag), dag LIMIT ?
        """,
      arguments: [kernel.rawValue, "\(rho)", limit])
  }

  /// Classes at which Eq. 12 as an upper bound of λ₂ has the given verdict at ρ, those first that
  /// lie furthest below λ₂ in proportion.
  package static func eq12(
    _ verdict: Verdict, rule: PropagationRule, rho: Rational, limit: Int
  ) -> AtlasQuery {
    AtlasQuery(
      sql: """
        SELECT dag, paths, depth, width, eq12_lower, eq12_upper, lambda2_lower, lambda2_upper
        FROM atlas
        WHERE kernel = 'nngp' AND eq12_bound = ? AND rule = ? AND rho = ?
        ORDER BY eq12_upper / lambda2_lower, length(dag), dag LIMIT ?
        """,
      arguments: [verdict.rawValue, rule.rawValue, "\(rho)", limit])
  }

  /// How many classes and labelled networks there are for each verdict on Eq. 12, by rule and ρ.
  package static let eq12Summary = AtlasQuery(
    sql: """
      SELECT rule, rho, bound AS eq12_bound, count(*) AS classes,
        sum(multiplicity) AS labelled_dags
      FROM eq12 JOIN class ON class.id = eq12.class JOIN point ON point.id = eq12.point
      GROUP BY rule, point.id, bound ORDER BY rule DESC, point.id, bound
      """, arguments: [])

  /// How many classes and labelled networks there are for each verdict on whether the rules agree.
  package static let agreementSummary = AtlasQuery(
    sql: """
      SELECT nngp_rules_agree, ntk_rules_agree, count(*) AS classes,
        sum(multiplicity) AS labelled_dags
      FROM class GROUP BY 1, 2 ORDER BY 1, 2
      """, arguments: [])
}

extension Atlas {
  /// The rows of one of the common questions.
  package func forEachRow(
    of query: AtlasQuery, columns: ([String]) throws -> Void, row: ([AtlasValue]) throws -> Void
  ) throws {
    try forEachRow(of: query.sql, query.arguments, columns: columns, row: row)
  }

  /// What is in the file.
  package struct Contents: Sendable, Hashable {
    /// Units, classes and labelled networks in the file.
    package let units, classes, labelled: Int
  }

  /// Counts what is in the file.
  package func contents() throws -> Contents {
    try Atlas.reporting(path) {
      try queue.read { db in
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        return Contents(
          units: try count("SELECT count(*) FROM unit"),
          classes: try count("SELECT count(*) FROM class"),
          labelled: try count("SELECT sum(multiplicity) FROM class"))
      }
    }
  }
}
