import ArchitectureSpaces
import ExactArithmetic

/// What an atlas is made of: two atlases with equal parameters have equal rows.
public struct AtlasParameters: Sendable, Hashable {
  /// H of the space complete(H).
  public let nodes: Int
  /// The correlations ρ at which kernels are evaluated, ascending.
  public let correlations: [Rational]
  /// How many places of `ArchitectureSpaces/ClassRepresentatives` make one unit of work.
  public let unitSize: Int

  /// The version of the rows' meaning; it changes whenever equal parameters could give other rows.
  public static let schema = 1
  /// The correlations of an atlas where none are given: −1/2, 0, 1/2 and 9/10.
  public static let standardCorrelations = [
    Rational(-1, 2), 0, Rational(1, 2), Rational(9, 10),
  ]
  /// The unit size where none is given: a fraction of a second of work.
  public static let standardUnitSize = 729
  /// The largest H.
  public static let maximumNodes = 6

  /// Parameters, checked; equal correlations are taken once.
  public init(
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
  public var classes: ClassRepresentatives { ClassRepresentatives(nodes: nodes) }

  /// The number of units, which are numbered from 0.
  public var unitCount: Int { (classes.count - 1) / unitSize + 1 }

  /// The places that a unit works on.
  ///
  /// - Precondition: 0 ≤ `unit` < ``unitCount``.
  public func places(of unit: Int) -> Range<Int> {
    (unit * unitSize)..<min((unit + 1) * unitSize, classes.count)
  }
}

/// A part of the units of an atlas: those congruent to `index` − 1 modulo `count`.
public struct AtlasShard: Sendable, Hashable, CustomStringConvertible {
  /// From 1 to ``count``.
  public let index: Int
  /// The number of shards.
  public let count: Int

  /// The largest ``count``.
  public static let maximumCount = 1_000_000_000

  /// The whole as one shard.
  public static let whole = AtlasShard(unchecked: 1, of: 1)

  /// The shard `index` of `count`.
  public init(_ index: Int, of count: Int) throws(AtlasError) {
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
  public init(_ text: String) throws(AtlasError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else {
      throw AtlasError("a shard is written i/n, such as 1/4, not '\(text.prefix(40))'")
    }
    try self.init(index, of: count)
  }

  /// The units of the shard.
  public func units(of parameters: AtlasParameters) -> StrideTo<Int> {
    stride(from: index - 1, to: parameters.unitCount, by: count)
  }

  /// What is printed.
  public var description: String { "\(index)/\(count)" }
}

/// What is wrong with an atlas or with what was asked of it, in a sentence.
public struct AtlasError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message.
  public let description: String

  init(_ description: String) { self.description = description }
}
