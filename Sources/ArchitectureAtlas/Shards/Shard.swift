import ArchitectureSpaces
import DataFiles
import Dispatch
import IntervalArithmetic
import ReferenceTables
import Synchronization

/// One part of a columnar atlas: the rows of its classes in the order of their places, with what they are
/// rows of.
///
/// A shard is one file, a ZIP archive as NumPy's `.npz`: an array for each column and `manifest.json`. Equal
/// parameters give equal bytes.
package struct Shard: Sendable {
  package let manifest: ShardManifest
  package let rows: [ShardRow]
  /// The file's bytes.
  package let bytes: [UInt8]

  private static let manifestName = "manifest.json"

  /// Computes a shard on `threads` threads; nil where `isCancelled` asked to stop.
  ///
  /// `report` hears how many units are done, from any thread.
  package init?(
    _ shard: AtlasShard, of parameters: ShardParameters, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Atlas.Progress) -> Void = { _ in }
  ) throws {
    let units = Array(shard.units(of: parameters.atlas))
    let state = Mutex(
      (rows: [[ShardRow]](repeating: [], count: units.count), done: 0, error: (any Error)?.none))
    report(.init(done: 0, total: units.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, units.count))) { _ in
      defer { MultiprecisionRuntime.freeThreadCaches() }
      while !isCancelled(), state.withLock({ $0.error == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= units.count { break }
        do {
          let rows = try parameters.rows(of: units[index])
          let done = state.withLock { state in
            state.rows[index] = rows
            state.done += 1
            return state.done
          }
          report(.init(done: done, total: units.count))
        } catch {
          state.withLock { $0.error = $0.error ?? error }
        }
      }
    }
    let rows = try state.withLock { state -> [ShardRow]? in
      if let error = state.error { throw error }
      return state.done == units.count ? Array(state.rows.joined()) : nil
    }
    guard let rows else { return nil }
    self.init(shard, of: parameters, rows: rows)
  }

  /// A shard with these rows.
  package init(_ shard: AtlasShard, of parameters: ShardParameters, rows: [ShardRow]) {
    self.rows = rows
    let files = ShardColumns.files(rows, points: parameters.atlas.correlations.count)
    manifest = ShardManifest(
      parameters: parameters, shard: shard, classes: rows.count,
      labelled: rows.reduce(0) { $0 + Int($1.multiplicity) },
      first: rows.first.flatMap { parameters.digits(of: $0) },
      last: rows.last.flatMap { parameters.digits(of: $0) },
      checksums: Dictionary(
        uniqueKeysWithValues: files.map { ($0.name, SHA256.hexadecimal(of: $0.bytes)) }))
    var archive = StoredArchive()
    var bytes = archive.entry(Shard.manifestName, Array(manifest.text.utf8))
    for file in files { bytes += archive.entry(file.name + ".npy", file.bytes) }
    self.bytes = bytes + archive.end
  }

  /// Reads a shard's file and checks everything in it against its manifest.
  package init(reading bytes: [UInt8]) throws {
    self.bytes = bytes
    let archive: ArchiveReader
    do {
      archive = try ArchiveReader(bytes)
      manifest = try ShardManifest(archive.contents(named: Shard.manifestName))
      let manifest = manifest
      rows = try ShardColumns.rows(
        manifest.classes, points: manifest.parameters.atlas.correlations.count
      ) { name in
        let file = try archive.contents(named: name + ".npy")
        guard SHA256.hexadecimal(of: file) == manifest.checksums[name] else {
          throw AtlasError("its column \(name) does not have the checksum of its manifest")
        }
        return file
      }
    } catch let error as AtlasError {
      throw error
    } catch {
      throw AtlasError("no shard of an atlas, or a damaged one: \(error)")
    }
    try checkRows()
  }

  /// Checks that the rows are those of the shard, in order, and as many as the manifest counts.
  private func checkRows() throws {
    let atlas = manifest.parameters.atlas
    var (last, labelled) = (-1, 0)
    for row in rows {
      let place = Int(clamping: row.place)
      guard place > last, place < atlas.classes.count,
        place / atlas.unitSize % manifest.shard.count == manifest.shard.index - 1
      else { throw AtlasError("its row of place \(row.place) does not belong there") }
      last = place
      labelled += Int(clamping: row.multiplicity)
    }
    guard labelled == manifest.labelled,
      rows.first.flatMap({ manifest.parameters.digits(of: $0) }) == manifest.first,
      rows.last.flatMap({ manifest.parameters.digits(of: $0) }) == manifest.last
    else { throw AtlasError("its rows are not those that its manifest counts") }
  }
}

extension ShardParameters {
  /// The rows of one unit.
  func rows(of unit: Int) throws -> [ShardRow] {
    var computation = ShardComputation(self)
    var rows: [ShardRow] = []
    try atlas.classes.forEach(in: atlas.places(of: unit)) { representative in
      if computation.isLarge { computation = ShardComputation(self) }
      rows.append(try computation.row(representative))
    }
    return rows
  }

  /// The canonical digit string of a row's class; nil where its place is that of no class.
  package func digits(of row: ShardRow) -> String? {
    representative(of: row)?.network.digitString
  }

  func representative(of row: ShardRow) -> ClassRepresentatives.Representative? {
    guard let place = Int(exactly: row.place), place < atlas.classes.count else { return nil }
    var found: ClassRepresentatives.Representative?
    atlas.classes.forEach(in: place..<(place + 1)) { found = $0 }
    return found
  }
}
