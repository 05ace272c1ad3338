import ExactArithmetic
import ExactJSON

/// What a set of shards is made of: with equal parameters, and the same version of the program, a shard is
/// the same to the last byte wherever it is made.
package struct ShardParameters: Sendable, Hashable {
  /// The space, the correlations and the units, as for an atlas in SQLite.
  package let atlas: AtlasParameters
  /// Numbers are multiples of 10^−digits.
  package let digits: Int
  /// The program and its version.
  package let calculator: String

  /// The version of the form of shards.
  package static let schema = 1
  package static let standardDigits = 15
  /// A unit of shards, large enough for neighbouring classes to share much of their work.
  package static let standardUnitSize = 6561

  /// Parameters, checked.
  package init(
    atlas: AtlasParameters, digits: Int = standardDigits, calculator: String
  ) throws(AtlasError) {
    guard 1...15 ~= digits else {
      throw AtlasError("digits must be between 1 and 15, not \(digits)")
    }
    self.atlas = atlas
    self.digits = digits
    self.calculator = calculator
  }

  /// The members of a manifest that say what the set is.
  var members: [(key: String, value: JSON)] {
    [
      ("calculator", .string(calculator)), ("nodes", .integer(atlas.nodes)),
      ("correlations", .array(atlas.correlations.map { .string("\($0)") })),
      ("rules", .array(AtlasClass.rules.map { .string($0.rawValue) })),
      ("digits", .integer(digits)), ("unit_size", .integer(atlas.unitSize)),
    ]
  }
}

/// The file `manifest.json` of a shard.
package struct ShardManifest: Sendable, Hashable {
  package let parameters: ShardParameters
  package let shard: AtlasShard
  /// How many classes there are, and labelled networks in them.
  package let classes, labelled: Int
  /// The digit strings of the first and the last class; nil where there is none.
  package let first, last: String?
  /// The SHA-256 of each column's array as a file, by the column's name.
  package let checksums: [String: String]

  /// The text, which depends on nothing but the shard.
  var text: String {
    let names = ShardColumns.names
    let members: [(key: String, value: JSON)] =
      [("schema", .integer(ShardParameters.schema)), ("kind", "atlas shard")]
      + parameters.members + [
        ("shard", .string("\(shard)")), ("classes", .integer(classes)),
        ("labelled_dags", .integer(labelled)), ("first", first.map { .string($0) } ?? .null),
        ("last", last.map { .string($0) } ?? .null),
        (
          "sha256",
          .members(names.map { (key: $0, value: JSON.string(checksums[$0] ?? "")) })
        ),
      ]
    return JSON.members(members).text(pretty: true) + "\n"
  }

  init(
    parameters: ShardParameters, shard: AtlasShard, classes: Int, labelled: Int, first: String?,
    last: String?, checksums: [String: String]
  ) {
    self.parameters = parameters
    self.shard = shard
    self.classes = classes
    self.labelled = labelled
    self.first = first
    self.last = last
    self.checksums = checksums
  }

  /// Reads the text of a manifest.
  init(_ bytes: [UInt8]) throws {
    let damaged = AtlasError("its manifest is damaged")
    guard let json = try? LocatedJSON.parse(utf8: bytes).plain, case .object(let object) = json
    else {
      throw damaged
    }
    func text(_ key: String) throws -> String {
      guard case .string(let text)? = object[key] else { throw damaged }
      return text
    }
    func integer(_ key: String) throws -> Int {
      guard case .number(let text)? = object[key], let value = Int(text) else { throw damaged }
      return value
    }
    guard try text("kind") == "atlas shard" else { throw damaged }
    let schema = try integer("schema")
    guard schema == ShardParameters.schema else {
      throw AtlasError(
        "a shard of schema \(schema), which this program, of schema \(ShardParameters.schema), "
          + "does not read")
    }
    guard case .array(let numbers)? = object["correlations"],
      case .object(let sums)? = object["sha256"]
    else { throw damaged }
    let correlations = try numbers.map { number in
      guard case .string(let text) = number, let value = Rational(text) else { throw damaged }
      return value
    }
    parameters = try ShardParameters(
      atlas: AtlasParameters(
        nodes: integer("nodes"), correlations: correlations, unitSize: integer("unit_size")),
      digits: integer("digits"), calculator: text("calculator"))
    shard = try AtlasShard(text("shard"))
    classes = try integer("classes")
    labelled = try integer("labelled_dags")
    first = try? text("first")
    last = try? text("last")
    var checksums: [String: String] = [:]
    for name in ShardColumns.names {
      guard case .string(let sum)? = sums[name] else { throw damaged }
      checksums[name] = sum
    }
    self.checksums = checksums
    // Whatever else the text says is none of the program's.
    guard Array(self.text.utf8) == bytes else { throw damaged }
  }
}
