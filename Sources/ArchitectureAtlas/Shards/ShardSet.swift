import ArchitectureSpaces
import ExactArithmetic
import KernelVocabulary
import NetworkAnalysis
import SymbolicExpressions

/// What is found in files that ought to be all shards of one columnar atlas, each once.
///
/// Files are read one after the other, and only what is needed of each is kept.
package struct ShardSet: Sendable {
  /// What is wrong, in a sentence each.
  package private(set) var findings: [String] = []
  /// What the shards are made of; nil before the first one.
  package private(set) var parameters: ShardParameters?
  /// Classes and labelled networks in the shards, each shard counted once.
  package private(set) var classes = 0
  package private(set) var labelled = 0
  /// Rows that were computed again.
  package private(set) var recomputed = 0
  /// The shards that are there, with their files.
  private var files: [Int: (path: String, checksums: [String: String])] = [:]
  private var count = 0
  /// Which program the shards must be of.
  private let calculator: String

  /// No files yet; shards of other programs or versions than `calculator` are foreign.
  package init(calculator: String) { self.calculator = calculator }

  /// The number of shards that are there.
  package var found: Int { files.count }
  /// The number of shards that there ought to be.
  package var expected: Int { count }

  /// Takes in a file, whose rows at the indices that `sample` names are computed again, and a unit as a whole.
  package mutating func add(
    _ path: String, _ bytes: [UInt8], sample: (_ rows: Int) -> [Int], unit: (_ units: Int) -> Int?
  ) {
    let shard: Shard
    do { shard = try Shard(reading: bytes) } catch {
      findings.append("\(path): \(error)")
      return
    }
    let manifest = shard.manifest
    guard manifest.parameters.calculator == calculator else {
      findings.append(
        "\(path): made by \(manifest.parameters.calculator), and this is \(calculator)")
      return
    }
    if parameters == nil {
      parameters = manifest.parameters
      count = manifest.shard.count
    }
    guard manifest.parameters == parameters, manifest.shard.count == count else {
      findings.append("\(path): its parameters are not those of the first shard")
      return
    }
    if let other = files[manifest.shard.index] {
      findings.append(
        "\(path): shard \(manifest.shard) is in \(other.path) too, "
          + (other.checksums == manifest.checksums ? "equal" : "and differs"))
      return
    }
    files[manifest.shard.index] = (path, manifest.checksums)
    classes += manifest.classes
    labelled += manifest.labelled
    do {
      try checkRows(shard, sample(shard.rows.count), path)
      try checkUnit(shard, unit, path)
    } catch {
      findings.append("\(path): \(error)")
    }
  }

  /// Says what is missing, once all files are there.
  package mutating func finish() {
    guard let parameters else { return }
    let missing = (1...max(1, count)).filter { files[$0] == nil }
    if !missing.isEmpty {
      let names = missing.prefix(20).map { "\($0)/\(count)" }.joined(separator: ", ")
      findings.append(
        "lost: \(names)" + (missing.count > 20 ? " and \(missing.count - 20) more" : ""))
    } else if labelled != parameters.atlas.classes.labelledCount {
      findings.append(
        "the classes have \(labelled) labelled DAGs in all, and the space has "
          + "\(parameters.atlas.classes.labelledCount)")
    }
  }

  /// Computes rows again, by closed forms and intervals of any precision.
  private mutating func checkRows(_ shard: Shard, _ indices: [Int], _ path: String) throws {
    guard !indices.isEmpty else { return }
    let parameters = shard.manifest.parameters
    let graph = ExpressionGraph()
    let spectra = parameters.atlas.correlations.compactMap { Correlation($0) }.map {
      PairSpectra(at: $0, in: graph)
    }
    for index in indices {
      let row = shard.rows[index]
      recomputed += 1
      guard let representative = parameters.representative(of: row) else {
        findings.append("\(path): row \(index): its place \(row.place) is that of no class")
        continue
      }
      let again = try AtlasClass(representative, spectra)
      if let difference = row.difference(from: again, digits: parameters.digits) {
        let dag = representative.network.digitString ?? ""
        findings.append("\(path): row \(index), \(dag): \(difference)")
      }
    }
  }

  /// Looks for the classes of one unit again.
  private mutating func checkUnit(
    _ shard: Shard, _ choose: (Int) -> Int?, _ path: String
  ) throws {
    let atlas = shard.manifest.parameters.atlas
    let units = Array(shard.manifest.shard.units(of: atlas))
    guard let chosen = choose(units.count), units.indices.contains(chosen) else { return }
    let places = atlas.places(of: units[chosen])
    var expected: [UInt64] = []
    atlas.classes.forEach(in: places) { expected.append(UInt64($0.place)) }
    let found = shard.rows.lazy.map(\.place).filter { places.contains(Int($0)) }
    if Array(found) != expected {
      findings.append("\(path): unit \(units[chosen]) does not have the classes of its places")
    }
  }
}

extension ShardRow {
  /// What differs from the row of an atlas in SQLite, or nil.
  fileprivate func difference(from other: AtlasClass, digits: Int) -> String? {
    if multiplicity != UInt64(other.multiplicity) { return "another multiplicity" }
    if polynomial != ShardRow.identifier(of: other.polynomial) { return "another path polynomial" }
    for (point, values) in zip(points, other.points) {
      for (kernel, exact) in zip(point.kernels, values.kernels) {
        for (name, number, range) in [
          ("K_ij", kernel.offDiagonal, exact.nngp.offDiagonal),
          ("λ₂", kernel.lambda2, exact.nngp.lambda2),
        ] where !(range.map { number.meets($0, digits: digits) } ?? false) {
          return "another \(name) under the \(exact.rule.rawValue) rule"
        }
      }
      if point.verdicts.eq12 != values.kernels.map(\.eq12) { return "another verdict on Eq. 12" }
      if point.verdicts.rulesAgree != other.rulesAgree.nngp {
        return "another verdict on whether the rules agree"
      }
    }
    return nil
  }
}
