import ArchitectureSpaces
import DataFiles
import ExactArithmetic
import Foundation
import Testing
import _TestSupport

@testable import ArchitectureAtlas

/// Shards of a columnar atlas: what is in them, and what is noticed when something happens to them.
@Suite struct ShardTests {
  private static let program = "kernelcalc 0.0.0 of a test"

  private func parameters(
    _ nodes: Int, at correlations: [Rational] = AtlasParameters.standardCorrelations,
    unit: Int = 32, digits: Int = 15
  ) throws -> ShardParameters {
    try ShardParameters(
      atlas: AtlasParameters(nodes: nodes, correlations: correlations, unitSize: unit),
      digits: digits, calculator: Self.program)
  }

  private func shard(
    _ index: Int, of count: Int, _ parameters: ShardParameters, threads: Int = 2
  ) throws -> Shard {
    try #require(try Shard(AtlasShard(index, of: count), of: parameters, threads: threads))
  }

  /// What a set of files is found to be, every row computed again.
  private func findings(_ files: [(String, [UInt8])], program: String = program) -> ShardSet {
    var set = ShardSet(calculator: program)
    for (name, bytes) in files {
      set.add(name, bytes, sample: { Array(0..<$0) }, unit: { $0 > 0 ? 0 : nil })
    }
    set.finish()
    return set
  }

  /// Every row of H = 3, and some of H = 4, is what the atlas in SQLite would have.
  @Test(arguments: [(3, 1, [15]), (3, 1, [1, 4]), (4, 40, [15])])
  func rowsAreThoseOfClosedForms(nodes: Int, count: Int, digits: [Int]) throws {
    for digits in digits {
      let parameters = try parameters(
        nodes, at: [-1, Rational(-1, 2), 0, Rational(1, 2), Rational(9, 10), 1], unit: 729,
        digits: digits)
      let shard = try shard(count == 1 ? 1 : 29, of: count, parameters)
      let set = findings([("one", shard.bytes)])
      #expect(set.recomputed == shard.rows.count && shard.rows.count > 200)
      #expect(set.findings.filter { !$0.hasPrefix("lost") }.isEmpty, "\(set.findings.prefix(3))")
      #expect(try Shard(reading: shard.bytes).rows == shard.rows)
    }
  }

  @Test func everyLabelledNetworkIsCountedOnce() throws {
    let parameters = try parameters(3, at: [0])
    let files = try (1...7).map { ("\($0)", try shard($0, of: 7, parameters).bytes) }
    let set = findings(files.reversed())
    #expect(set.findings.isEmpty, "\(set.findings)")
    #expect(set.classes == 261 && set.labelled == 729)
    #expect(set.found == 7 && set.expected == 7 && set.parameters == parameters)
  }

  /// Threads, and what was computed before, make no difference to a byte.
  @Test func equalParametersGiveEqualBytes() throws {
    let parameters = try parameters(3)
    let one = try shard(2, of: 3, parameters, threads: 1)
    #expect(try shard(2, of: 3, parameters, threads: 4).bytes == one.bytes)
    #expect(Int64(one.rows[0].points[0].kernels[0].lambda2.error) < 100)
  }

  @Test func whatIsWrongIsFound() throws {
    let parameters = try parameters(3, at: [Rational(1, 2)])
    let shards = try (1...3).map { try shard($0, of: 3, parameters) }
    let files = shards.enumerated().map { ("\($0 + 1)", $1.bytes) }
    func expect(_ files: [(String, [UInt8])], _ words: String...) {
      let found = findings(files).findings
      for word in words { #expect(found.contains { $0.contains(word) }, "\(word): \(found)") }
      #expect(found.count <= words.count, "\(found)")
    }
    #expect(findings(files).findings.isEmpty)
    expect([files[0], files[2]], "lost: 2/3")
    expect([files[2]], "lost: 1/3, 2/3")
    expect(files + [("copy", files[1].1)], "copy: shard 2/3 is in 2 too, equal")
    // Of another version, and so not counted.
    let foreign = findings(files, program: "kernelcalc 9.9.9")
    #expect(foreign.findings.count == 3 && foreign.classes == 0)
    #expect(foreign.findings[0].contains("made by \(Self.program), and this is kernelcalc 9.9.9"))
    // Of other parameters.
    let other = try shard(2, of: 3, self.parameters(3, at: [Rational(1, 3)]))
    expect([files[0], ("other", other.bytes), files[2]], "other: its parameters", "lost: 2/3")
    let half = try shard(2, of: 2, parameters)
    expect(files + [("half", half.bytes)], "half: its parameters")
    // Cut off, empty, no archive at all.
    for bytes in [Array(files[1].1.dropLast(100)), [], Array("a text".utf8)] {
      expect([files[0], ("2", bytes), files[2]], "2: no shard of an atlas", "lost: 2/3")
    }
  }

  /// Whichever byte is changed: it is noticed.
  @Test func changedBytesAreNoticed() throws {
    let bytes = try shard(1, of: 2, parameters(2, at: [0])).bytes
    var random = SplitMix64(seed: 20)
    var failures = Failures()
    // The archive's directory repeats what the entries say of themselves: changes of what nobody reads
    // make no other rows.
    let rows = try Shard(reading: bytes).rows
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8.random(in: 1...255, using: &random)
      guard let read = try? Shard(reading: changed) else { continue }
      failures.check(read.rows == rows && read.manifest.shard.index == 1, "byte \(index)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Wrong rows whose checksums are right: what a wrong machine or program would write.
  @Test func wrongRowsAreNoticed() throws {
    let parameters = try parameters(3, at: [Rational(1, 2)])
    let good = try shard(1, of: 1, parameters)
    func changed(_ change: (ShardRow) -> ShardRow) throws -> [String] {
      var rows = good.rows
      rows[100] = change(rows[100])
      let bad = Shard(try AtlasShard(1, of: 1), of: parameters, rows: rows)
      return findings([("bad", bad.bytes)]).findings
    }
    func kernel(_ row: ShardRow, lambda2: Int64) -> ShardRow {
      let old = row.points[0]
      let number = ScaledNumber(
        value: old.kernels[0].lambda2.value + lambda2, error: old.kernels[0].lambda2.error)
      let kernels = [
        ShardRow.Kernel(offDiagonal: old.kernels[0].offDiagonal, lambda2: number), old.kernels[1],
      ]
      return ShardRow(
        place: row.place, multiplicity: row.multiplicity, polynomial: row.polynomial,
        points: [.init(kernels: kernels, verdicts: old.verdicts)])
    }
    #expect(try changed { $0 }.isEmpty)
    let value = try changed { kernel($0, lambda2: 100) }
    #expect(value.count == 1 && value[0].contains("another λ₂ under the variance-only rule"))
    let verdict = try changed { row in
      var byte = row.points[0].verdicts.byte
      byte ^= 1
      guard let verdicts = ShardRow.Verdicts(byte: byte) else { return row }
      return ShardRow(
        place: row.place, multiplicity: row.multiplicity, polynomial: row.polynomial,
        points: [.init(kernels: row.points[0].kernels, verdicts: verdicts)])
    }
    #expect(verdict.count == 1 && verdict[0].contains("another verdict on Eq. 12"))
    let count = try changed {
      ShardRow(
        place: $0.place, multiplicity: $0.multiplicity + 1, polynomial: $0.polynomial,
        points: $0.points)
    }
    #expect(count.contains { $0.contains("another multiplicity") })
    #expect(count.contains { $0.contains("730 labelled DAGs in all, and the space has 729") })
    // A class left out.
    let fewer = Shard(try AtlasShard(1, of: 1), of: parameters, rows: Array(good.rows.dropFirst(3)))
    let missing = findings([("fewer", fewer.bytes)]).findings
    #expect(missing.contains { $0.contains("unit 0 does not have the classes of its places") })
    #expect(missing.contains { $0.contains("labelled DAGs in all") })
    // A row of another shard.
    let stray = Shard(try AtlasShard(2, of: 3), of: parameters, rows: good.rows)
    #expect(findings([("stray", stray.bytes)]).findings[0].contains("does not belong there"))
  }

  @Test func verdictsAreBytes() {
    var known = 0
    for byte in UInt8.min...(.max) {
      guard let verdicts = ShardRow.Verdicts(byte: byte) else {
        #expect(byte >> 6 == 2)
        continue
      }
      known += 1
      #expect(verdicts.byte == byte)
    }
    #expect(known == 192)
  }
}
