import Dispatch
import ExactArithmetic
import GRDB
import IntervalArithmetic
import Synchronization

extension Atlas {
  /// How far the units of a shard are.
  package struct Progress: Sendable, Hashable {
    /// Units in the file, and units of the shard.
    package var done: Int
    /// How many there are in all.
    package let total: Int

    /// Whether all are done.
    package var isComplete: Bool { done == total }
  }

  /// Computes the units of `shard` that the file does not have, on `threads` threads.
  ///
  /// Between units `isCancelled` is asked whether to stop; the units under way are finished first.
  /// `report` hears of every unit, from any thread. Returns how far the shard is.
  package func build(
    _ shard: AtlasShard, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> Progress {
    let total = shard.units(of: parameters).underestimatedCount
    let finished = try Atlas.reporting(path) { try queue.read { try Atlas.finishedUnits($0) } }
    let missing = shard.units(of: parameters).filter { !finished.contains($0) }
    let state = Mutex(
      (progress: Progress(done: total - missing.count, total: total), error: (any Error)?.none))
    report(state.withLock { $0.progress })
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, missing.count))) { _ in
      defer { MultiprecisionRuntime.freeThreadCaches() }
      while !isCancelled(), state.withLock({ $0.error == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= missing.count { break }
        do {
          try add(missing[index], try parameters.rows(of: missing[index]))
          report(
            state.withLock {
              $0.progress.done += 1
              return $0.progress
            })
        } catch {
          state.withLock { $0.error = $0.error ?? error }
        }
      }
    }
    return try state.withLock { state in
      if let error = state.error { throw error }
      return state.progress
    }
  }

  static func finishedUnits(_ db: Database) throws -> Set<Int> {
    Set(try Int.fetchAll(db, sql: "SELECT id FROM unit"))
  }

  /// Writes a unit and the fact that it is there, unless another process was faster.
  private func add(_ unit: Int, _ rows: [AtlasClass]) throws {
    try Atlas.reporting(path) {
      try queue.inTransaction(.immediate) { db in
        let isThere = try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM unit WHERE id = ?)", arguments: [unit])
        if isThere != true {
          let writer = try RowWriter(db)
          for row in rows { try writer.write(row) }
          try db.execute(sql: "INSERT INTO unit VALUES (?, ?)", arguments: [unit, rows.count])
        }
        return .commit
      }
    }
  }
}

/// The statements that write rows.
private struct RowWriter {
  private let classes, spectra, eq12, quotients: Statement

  init(_ db: Database) throws {
    func insert(_ table: String, _ count: Int) throws -> Statement {
      let marks = Array(repeating: "?", count: count).joined(separator: ", ")
      return try db.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    }
    classes = try insert("class", 13)
    spectra = try insert("spectrum", 12)
    eq12 = try insert("eq12", 6)
    quotients = try insert("quotient", 5)
  }

  func write(_ row: AtlasClass) throws {
    let (depth, width) = (row.statistics.effectiveDepth, row.statistics.effectiveWidth)
    try classes.execute(arguments: [
      row.place, row.network.digitString, row.multiplicity, row.network.nodeCount,
      row.network.edges.count, row.statistics.count.asInt,
      row.polynomial.map { "\($0)" }.joined(separator: ","), depth.map { "\($0)" },
      depth.map { Self.nearest($0) }, width.map { "\($0)" },
      width.map { Self.nearest($0) }, row.rulesAgree.nngp.rawValue,
      row.rulesAgree.ntk.rawValue,
    ])
    for (point, values) in row.points.enumerated() {
      for kernels in values.kernels {
        for (name, matrix) in [("nngp", kernels.nngp), ("ntk", kernels.ntk)] {
          try spectra.execute(
            arguments: [row.place, point, kernels.rule.rawValue, name]
              + ends(matrix.diagonal) + ends(matrix.offDiagonal) + ends(matrix.lambda2)
              + ends(matrix.ratio))
        }
        try eq12.execute(
          arguments: [row.place, point, kernels.rule.rawValue] + ends(values.eq12)
            + [kernels.eq12.rawValue])
      }
      for (name, value) in [
        ("nngp", values.ruleQuotient.nngp), ("ntk", values.ruleQuotient.ntk),
      ] where value != nil {
        try quotients.execute(arguments: [row.place, point, name] + ends(value))
      }
    }
  }

  /// The binary64 number next to an exact one.
  private static func nearest(_ value: Rational) -> Double {
    BigFloat(value, precision: Precision(53), rounding: .nearestEven).double(rounding: .nearestEven)
  }

  private func ends(_ value: ClosedRange<Double>?) -> StatementArguments {
    [value?.lowerBound, value?.upperBound]
  }
}
