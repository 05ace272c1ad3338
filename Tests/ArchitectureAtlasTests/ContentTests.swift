import ArchitectureAtlas
import ArchitectureSpaces
import ExactArithmetic
import Foundation
import GRDB
import NetworkGraphs
import Testing
import _TestSupport

/// The rows of an atlas against values that do not come from the code that made them.
@Suite struct ContentTests {
  /// An atlas made in the test's own process.
  private func atlas(
    _ nodes: Int, at correlations: [Rational] = AtlasParameters.standardCorrelations,
    shard: AtlasShard = .whole, in scratch: Scratch
  ) throws -> DatabaseQueue {
    let path = scratch.file("\(UUID()).sqlite")
    let parameters = try AtlasParameters(nodes: nodes, correlations: correlations)
    let atlas = try Atlas.building(path, parameters, calculator: "test")
    #expect(try atlas.build(shard, threads: 2).isComplete)
    return try DatabaseQueue(path: path)
  }

  @Test(arguments: 1...3)
  func everyLabelledNetworkIsCounted(nodes: Int) throws {
    let scratch = try Scratch()
    let queue = try atlas(nodes, at: [0], in: scratch)
    var labelled: [String: Int] = [:]
    for network in CompleteSpace(nodes: nodes) {
      labelled[try #require(network.canonicalForm?.digitString), default: 0] += 1
    }
    try queue.read { (db) throws -> Void in
      let rows = try Row.fetchAll(db, sql: "SELECT dag, multiplicity FROM class")
      #expect(rows.count == labelled.count)
      #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }) == labelled)
      let total = try Int.fetchOne(db, sql: "SELECT sum(multiplicity) FROM class")
      #expect(Integer(total ?? 0) == CompleteSpace(nodes: nodes).count)
    }
  }

  @Test func pathsAreThoseOfWalkingThem() throws {
    let scratch = try Scratch()
    var failures = Failures()
    // Of H = 4 one part.
    let queues = [
      try atlas(3, at: [0], in: scratch),
      try atlas(4, at: [0], shard: AtlasShard(48, of: 83), in: scratch),
    ]
    var count = 0
    for queue in queues {
      for row in try queue.read({ try Row.fetchAll($0, sql: "SELECT * FROM class") }) {
        let dag: String = row["dag"]
        let paths = ExplicitPaths(dag)
        count += 1
        failures.check(row["paths"] == paths.depths.count, "paths of \(dag)")
        failures.check(
          row["polynomial"] == paths.polynomial.map(String.init).joined(separator: ","),
          "polynomial of \(dag)")
        let sum = paths.depths.reduce(0, +)
        let depth = paths.depths.isEmpty ? nil : Rational(sum) / Rational(paths.depths.count)
        let width = sum == 0 ? nil : Rational(paths.depths.count { $0 > 0 }) / (depth ?? 1)
        for (name, value) in [("depth", depth), ("width", width)] {
          failures.check(row[name] == value.map { "\($0)" }, "\(name) of \(dag)")
          let real: Double? = row["\(name)_real"]
          failures.check((real == nil) == (value == nil), "\(name) of \(dag) as a number")
          if let real, let value, let numerator = Double("\(value.numerator)"),
            let denominator = Double("\(value.denominator)")
          {
            // One division of exact numbers is correctly rounded.
            let quotient: Double = numerator / denominator
            failures.check(real == quotient, "\(name) of \(dag) as a number")
          }
        }
        let digits = dag.filter { $0 != "_" }
        failures.check(row["edges"] == digits.count { $0 != "0" }, "edges of \(dag)")
        failures.check(
          row["nodes"] == dag.split(separator: "_").count + 1, "nodes of \(dag)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(count > 500)
  }

  /// Whether a printed number, right to its last digit but one, may lie between two others that
  /// are neighbours or equal.
  private func holds(_ lower: Double?, _ upper: Double?, _ printed: String) -> Bool {
    guard let lower, let upper, let low = Rational(exactly: lower),
      let high = Rational(exactly: upper), let value = Rational(printed)
    else { return false }
    let error = Rational(10).power(-35)
    return (lower == upper || lower.nextUp == upper) && low - error <= value
      && value <= high + error
  }

  @Test(.enabled(if: ReferenceData.hasOracle("dags"), "\(ReferenceData.advice)"))
  func kernelsAreThoseOfOtherArithmetic() throws {
    let scratch = try Scratch()
    let rows = try ReferenceData.rows("dags", as: ReferenceData.KernelRow.self).filter {
      $0.dag.split(separator: "_").count <= 3
    }
    let queue = try atlas(3, at: Set(rows.map(\.rho)).compactMap { Rational($0) }, in: scratch)
    var failures = Failures()
    try queue.read { (db) throws -> Void in
      for row in rows {
        let form = try NetworkGraph(digitString: row.dag).canonicalForm?.digitString
        for (rule, kernels) in [("variance-only", row.varianceOnly), ("exact", row.exact)] {
          for (kernel, values) in [
            (
              "nngp",
              [
                ("ii", kernels.diagonal), ("ij", kernels.offdiagonal),
                ("lambda2", kernels.lambda2x2), ("eq12", row.eq12),
              ]
            ),
            ("ntk", [("ii", kernels.ntkDiagonal), ("ij", kernels.ntkOffdiagonal)]),
          ] {
            let found = try Row.fetchOne(
              db, sql: "SELECT * FROM atlas WHERE dag = ? AND rho = ? AND rule = ? AND kernel = ?",
              arguments: [form, "\(Rational(row.rho) ?? 2)", rule, kernel])
            for (name, printed) in values {
              failures.check(
                holds(found?["\(name)_lower"], found?["\(name)_upper"], printed),
                "\(name) of \(row.dag) at \(row.rho), \(rule), \(kernel)")
            }
          }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(rows.count >= 30)
  }

  /// What is known without computing: chains have no cross terms, skips add coherently.
  @Test func knownRows() throws {
    let scratch = try Scratch()
    let queue = try atlas(3, in: scratch)
    try queue.read { (db) throws -> Void in
      func value<Value: DatabaseValueConvertible>(
        _ column: String, _ dag: String, _ condition: String
      ) throws -> Value? {
        try Value.fetchOne(
          db, sql: "SELECT \(column) FROM atlas WHERE dag = ? AND \(condition)", arguments: [dag])
      }
      for (dag, agree) in [("2_02_002", "proved"), ("2_21_112", "refuted"), ("1", "proved")] {
        #expect(try value("rules_agree", dag, "kernel = 'nngp'") == agree, "\(dag)")
        #expect(try value("rules_agree", dag, "kernel = 'ntk'") == agree, "\(dag)")
      }
      // h(0) = 1/π.
      let off: Double? = try value("ij_lower", "2", "rho = '0' AND kernel = 'nngp'")
      #expect(off == (1 / Double.pi).nextDown || off == 1 / Double.pi)
      // Four paths of skips: 4 without coherence, 16 with it; all of it times 1 − ρ for λ₂.
      let skips = "1_11_111"
      let at = "rho = '1/2' AND kernel = 'nngp'"
      #expect(try value("ii_lower", skips, "rule = 'exact' AND \(at)") == 16.0)
      #expect(try value("ii_upper", skips, "rule = 'variance-only' AND \(at)") == 4.0)
      #expect(try value("lambda2_lower", skips, "rule = 'exact' AND \(at)") == 8.0)
      #expect(try value("ratio_upper", skips, "rule = 'exact' AND \(at)") == 3.0)
      #expect(try value("quotient_lower", skips, "rule = 'exact' AND \(at)") == 4.0)
      // Eq. 12 for the paper's mixed network at 1/2: attained under its own rule, too low under the
      // exact one.
      let mixed = try #require(
        try NetworkGraph(digitString: "2_21_112").canonicalForm?.digitString)
      #expect(try value("eq12_relation", mixed, "rule = 'variance-only' AND \(at)") == "equal")
      #expect(try value("eq12_bound", mixed, "rule = 'variance-only' AND \(at)") == "proved")
      #expect(try value("eq12_relation", mixed, "rule = 'exact' AND \(at)") == "below")
      #expect(try value("eq12_bound", mixed, "rule = 'exact' AND \(at)") == "refuted")
      // No path: nothing to divide by.
      #expect(try value("ii_upper", "0", at) == 0.0)
      #expect(try value("ratio_upper", "0", at) == Double?.none)
      #expect(try value("quotient_upper", "0", at) == Double?.none)
    }
  }

  /// λ₂ at ρ = 1 is exactly zero, also where the diagonal is irrational.
  @Test func endPoints() throws {
    let scratch = try Scratch()
    let queue = try atlas(3, at: [-1, 1], in: scratch)
    try queue.read { (db) throws -> Void in
      func count(_ condition: String) throws -> Int? {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM atlas WHERE \(condition)")
      }
      #expect(try count("rho = '1' AND NOT (lambda2_lower = 0 AND lambda2_upper = 0)") == 0)
      #expect(try count("rho = '1' AND (ratio_lower NOT NULL OR quotient_lower NOT NULL)") == 0)
      #expect(try count("rho = '1' AND eq12_bound <> 'proved'") == 0)
      #expect(try count("rho = '-1' AND lambda2_upper > 0") ?? 0 > 100)
      #expect(try count("ij_lower > ij_upper OR lambda2_lower > lambda2_upper") == 0)
    }
  }
}
