import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Atlas {
  /// Puts the units of several atlases with equal parameters into one file.
  ///
  /// A new file appears when it is complete; one that is there must be an atlas of the same
  /// parameters, and each part is added to it in one transaction. A unit that several have must be
  /// the same in all.
  package static func merging(
    _ parts: [String], into path: String, calculator: String
  ) throws -> Atlas {
    let parameters = try parts.map { part in
      guard realPath(part) == nil || realPath(part) != realPath(path) else {
        throw AtlasError("\(part) is the file that it should be merged into")
      }
      return try reading(part).parameters
    }
    guard let first = parameters.first else { throw AtlasError("nothing to merge") }
    for (part, other) in zip(parts, parameters) where other != first {
      throw AtlasError("\(part): its parameters are not those of \(parts[0])")
    }
    let isNew = access(path, F_OK) != 0
    let target = isNew ? "\(path).\(getpid()).partial" : path
    defer { if isNew { unlink(target) } }
    let atlas = try building(target, first, calculator: calculator)
    for part in parts { try atlas.add(part) }
    if !isNew { return atlas }
    try atlas.queue.close()
    guard rename(target, path) == 0 else { throw AtlasError("\(path): cannot be created") }
    return try reading(path)
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Adds the units of the atlas at `part` that this one does not have.
  private func add(_ part: String) throws {
    try Atlas.reporting(part) {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "ATTACH DATABASE ? AS part", arguments: [part])
        try db.inTransaction(.immediate) {
          try checkCounts(db, part)
          try checkCommonUnits(db, part)
          try copyUnits(db)
          return .commit
        }
        try db.execute(sql: "DETACH DATABASE part")
      }
    }
  }

  /// Checks that every unit of the part has the classes that it counts.
  private func checkCounts(_ db: Database, _ part: String) throws {
    let size = parameters.unitSize
    let damaged = try Int.fetchOne(
      db,
      sql: """
        SELECT id FROM part.unit WHERE classes <> (
          SELECT count(*) FROM part.class
          WHERE class.id >= unit.id * \(size) AND class.id < (unit.id + 1) * \(size))
        """)
    if let damaged {
      throw AtlasError("\(part): unit \(damaged) does not have the classes that it counts")
    }
  }

  /// Checks that both have the same rows where both have a unit.
  private func checkCommonUnits(_ db: Database, _ part: String) throws {
    for (table, place) in AtlasSchema.classTables {
      let rows = { (schema: String) in
        """
        SELECT * FROM \(schema).\(table) WHERE \(place) / \(self.parameters.unitSize) IN
        (SELECT id FROM main.unit INTERSECT SELECT id FROM part.unit)
        """
      }
      for (one, other) in [("main", "part"), ("part", "main")] {
        let difference = "\(rows(one)) EXCEPT \(rows(other)) ORDER BY 1 LIMIT 1"
        if let place = try Int.fetchOne(db, sql: difference) {
          throw AtlasError(
            "\(part): unit \(place / parameters.unitSize) differs from the one that \(path) has, "
              + "in the table \(table)")
        }
      }
    }
  }

  private func copyUnits(_ db: Database) throws {
    for (table, place) in AtlasSchema.classTables {
      let columns = try db.columns(in: table, in: "main").map(\.name)
        .filter { $0 != AtlasSchema.generatedColumn }.joined(separator: ", ")
      try db.execute(
        sql: """
          INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM part.\(table)
          WHERE \(place) / \(parameters.unitSize) IN
          (SELECT id FROM part.unit EXCEPT SELECT id FROM main.unit)
          """)
    }
    try db.execute(sql: "INSERT OR IGNORE INTO main.provenance SELECT * FROM part.provenance")
    try db.execute(sql: "INSERT OR IGNORE INTO main.unit SELECT * FROM part.unit")
  }
}
