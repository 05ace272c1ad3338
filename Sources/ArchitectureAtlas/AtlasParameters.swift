import ArchitectureSpaces
import ExactArithmetic

/// What an atlas is made of: two atlases with equal parameters have equal rows.
package struct AtlasParameters: Sendable, Hashable {
  /// H of the space complete(H).
  package let nodes: Int
  /// The correlations ρ at which kernels are evaluated, ascending.
  package let correlations: [Rational]
  /// How many places of `ArchitectureSpaces/ClassRepresentatives` make one unit of work.
  package let unitSize: Int

  /// The version of the rows' meaning; it changes whenever equal parameters could give other rows.
  package static let schema = 1
  /// The correlations of an atlas where none are given: −1/2, 0, 1/2 and 9/10.
  package static let standardCorrelations = [
    Rational(-1, 2), 0, Rational(1, 2), Rational(9, 10),
  ]
  /// The unit size where none is given: a fraction of a second of work.
  package static let standardUnitSize = 729
  /// The largest H.
  package static let maximumNodes = 6

  /// Parameters, checked; equal correlations are taken once.
  package init(
    nodes: Int, correlations: [Rational] = standardCorrelations,
    unitSize: Int = standardUnitSize
  ) throws(AtlasError) {
    guard 1...AtlasParameters.maximumNodes ~= nodes else {
      throw AtlasError("nodes must be between 1 and \(AtlasParameters.maximumNodes), not \(nodes)")
    }
    guard !correlations.isEmpty else { throw AtlasError("an atlas needs a correlation ρ at least") }
    if let value = correlations.first(where: { !(-1...1).contains($0) }) {
      throw AtlasError("ρ must be in [-1, 1], not \(value)")
    }
    guard unitSize >= 1 else { throw AtlasError("a unit must have a place at least") }
    self.nodes = nodes
    self.correlations = Set(correlations).sorted()
    self.unitSize = unitSize
  }

  /// The classes of the space.
  package var classes: ClassRepresentatives { ClassRepresentatives(nodes: nodes) }

  /// The number of units, which are numbered from 0.
  package var unitCount: Int { (classes.count - 1) / unitSize + 1 }

  /// The places that a unit works on.
  ///
  /// - Precondition: 0 ≤ `unit` < ``unitCount``.
  package func places(of unit: Int) -> Range<Int> {
    (unit * unitSize)..<min((unit + 1) * unitSize, classes.count)
  }
}

/// A part of the units of an atlas: those congruent to `index` − 1 modulo `count`.
package struct AtlasShard: Sendable, Hashable, CustomStringConvertible {
  /// From 1 to ``count``.
  package let index: Int
  /// The number of shards.
  package let count: Int

  /// The largest ``count``.
  package static let maximumCount = 1_000_000_000

  /// The whole as one shard.
  package static let whole = AtlasShard(unchecked: 1, of: 1)

  /// The shard `index` of `count`.
  package init(_ index: Int, of count: Int) throws(AtlasError) {
    guard 1...AtlasShard.maximumCount ~= count, 1...count ~= index else {
      throw AtlasError(
        "shards are numbered 1/n to n/n, with n up to \(AtlasShard.maximumCount), so that "
          + "\(index)/\(count) is none")
    }
    self.init(unchecked: index, of: count)
  }

  private init(unchecked index: Int, of count: Int) {
    self.index = index
    self.count = count
  }

  /// Reads `i/n`.
  package init(_ text: String) throws(AtlasError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else {
      throw AtlasError("a shard is written i/n, such as 1/4, not '\(text.prefix(40))'")
    }
    try self.init(index, of: count)
  }

  /// The units of the shard.
  package func units(of parameters: AtlasParameters) -> StrideTo<Int> {
    stride(from: index - 1, to: parameters.unitCount, by: count)
  }

  /// What is printed.
  package var description: String { "\(index)/\(count)" }
}

/// What is wrong with an atlas or with what was asked of it, in a sentence.
package struct AtlasError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message.
  package let description: String

  init(_ description: String) { self.description = description }
}
