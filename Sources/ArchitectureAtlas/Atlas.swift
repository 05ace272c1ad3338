import ExactArithmetic
import GRDB
import IntervalArithmetic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An atlas of a complete space: an SQLite file with one row for each class of equivalent networks.
///
/// Guarantee: a unit of work is in the file as a whole or not at all, whenever the process ends; the
/// transaction that writes its rows also records that they are there. Several processes may build
/// one file. Rows depend on the parameters only, not on the order in which units were finished.
package final class Atlas: Sendable {
  /// The file.
  package let path: String
  /// What the atlas was made of.
  package let parameters: AtlasParameters
  let queue: DatabaseQueue

  private init(_ queue: DatabaseQueue, path: String, parameters: AtlasParameters) {
    self.queue = queue
    self.path = path
    self.parameters = parameters
  }

  /// Opens an atlas to add units to it; where there is no file, or an empty one, makes it.
  ///
  /// `calculator` names the program and its version for the file's table of provenance. Throws where
  /// the file is something else or an atlas of other parameters; it is then left as it is.
  package static func building(
    _ path: String, _ parameters: AtlasParameters, calculator: String
  ) throws -> Atlas {
    try reporting(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
      try queue.inTransaction(.immediate) { db in
        if try isEmpty(db) {
          try AtlasSchema.create(db)
          for (name, value) in parameters.texts {
            try db.execute(sql: "INSERT INTO parameter VALUES (?, ?)", arguments: [name, value])
          }
          for (index, value) in parameters.correlations.enumerated() {
            try db.execute(
              sql: "INSERT INTO point VALUES (?, ?)", arguments: [index, "\(value)"])
          }
        } else {
          try compare(parameters, with: try storedTexts(db, path), path)
        }
        let provenance = [
          ("calculator", calculator), ("GMP", MultiprecisionRuntime.gmp),
          ("MPFR", MultiprecisionRuntime.mpfr),
        ]
        for (name, value) in provenance {
          try db.execute(
            sql: "INSERT OR IGNORE INTO provenance VALUES (?, ?)", arguments: [name, value])
        }
        return .commit
      }
      return Atlas(queue, path: path, parameters: parameters)
    }
  }

  /// Opens an atlas to read it.
  package static func reading(_ path: String) throws -> Atlas {
    guard access(path, F_OK) == 0 else { throw AtlasError("\(path): no such file") }
    return try reporting(path) {
      do {
        return try opened(path)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
        // A process ended while it wrote. The first to open the file for writing undoes that.
        let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
        _ = try queue.read { try isEmpty($0) }
        try queue.close()
        return try opened(path)
      }
    }
  }

  private static func opened(_ path: String) throws -> Atlas {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
    let stored = try queue.read { try storedTexts($0, path) }
    return Atlas(queue, path: path, parameters: try AtlasParameters(stored, path))
  }

  private static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(60)
    return configuration
  }

  /// Runs `body` and says of which file SQLite complains.
  static func reporting<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_NOTADB: throw notAnAtlas(path)
      case .SQLITE_CANTOPEN: throw AtlasError("\(path): cannot be opened or created")
      default:
        throw AtlasError("\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
      }
    }
  }

  private static func notAnAtlas(_ path: String) -> AtlasError {
    AtlasError("\(path) is no atlas; it is left as it is, choose another file")
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      && Int32.fetchOne(db, sql: "PRAGMA application_id") == 0
  }

  /// The parameters as they are stored.
  private static func storedTexts(_ db: Database, _ path: String) throws -> [String: String] {
    guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == AtlasSchema.applicationID else {
      throw notAnAtlas(path)
    }
    let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard schema == AtlasParameters.schema else {
      throw AtlasError(
        "\(path): an atlas of schema \(schema), which this program, of schema "
          + "\(AtlasParameters.schema), does not read")
    }
    let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM parameter")
    return Dictionary(rows.map { ($0["name"], $0["value"]) }) { a, _ in a }
  }

  private static func compare(
    _ parameters: AtlasParameters, with stored: [String: String], _ path: String
  ) throws {
    for (name, value) in parameters.texts where stored[name] != value {
      throw AtlasError(
        "\(path): an atlas with other parameters, \(name) \(stored[name] ?? "none") and not "
          + "\(value); give the same ones or another file")
    }
  }
}

extension AtlasParameters {
  /// The parameters by their names in the file.
  var texts: [(name: String, value: String)] {
    [
      ("nodes", "\(nodes)"), ("correlations", correlations.map { "\($0)" }.joined(separator: ",")),
      ("unit size", "\(unitSize)"),
    ]
  }

  /// The parameters of a file.
  fileprivate init(_ texts: [String: String], _ path: String) throws {
    let correlations = (texts["correlations"] ?? "").split(separator: ",").map {
      Rational(String($0))
    }
    guard let nodes = texts["nodes"].flatMap({ Int($0) }),
      let unitSize = texts["unit size"].flatMap({ Int($0) }), !correlations.contains(nil)
    else { throw AtlasError("\(path): the table of parameters is damaged") }
    try self.init(nodes: nodes, correlations: correlations.compactMap(\.self), unitSize: unitSize)
  }
}
