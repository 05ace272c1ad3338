import ExactArithmetic
import IntervalArithmetic

/// Numbers in order, where the order is certified.
///
/// Guarantee: every number of a level is less than every number of a later one, and the numbers of a
/// level are equal unless the level says that they could not be told apart.
public struct CertifiedRanking: Sendable, Hashable {
  /// Numbers that are not ranked before or after each other.
  public struct Level: Sendable, Hashable {
    /// The numbers' indices, ascending.
    public internal(set) var members: [Int]
    /// Whether the numbers are known to be equal; otherwise some could be neither separated nor
    /// proved equal at the largest precision.
    public internal(set) var isDecided: Bool
  }

  /// The levels, the smallest numbers first.
  public let levels: [Level]

  /// Ranks quantities at one point.
  ///
  /// - Precondition: they belong to the same evaluation.
  /// - Complexity: O(n log n), and comparisons between all those whose enclosures overlap.
  public init(_ quantities: [CertifiedQuantity]) {
    let indeterminate = quantities.indices.filter { quantities[$0].enclosure.isIndeterminate }
    let order = quantities.indices.filter { !quantities[$0].enclosure.isIndeterminate }
      .sorted { a, b in
        let (first, second) = (quantities[a].enclosure, quantities[b].enclosure)
        return first.lower != second.lower ? first.lower < second.lower : a < b
      }
    var levels: [Level] = []
    var cluster: [Int] = []
    var reach: BigFloat?
    for index in order {
      let enclosure = quantities[index].enclosure
      if let end = reach, end < enclosure.lower {
        levels += CertifiedRanking.levels(of: cluster, quantities)
        cluster = []
        reach = nil
      }
      cluster.append(index)
      reach = reach.map { $0 < enclosure.upper ? enclosure.upper : $0 } ?? enclosure.upper
    }
    levels += CertifiedRanking.levels(of: cluster, quantities)
    if !indeterminate.isEmpty {
      // Nothing is known of these, and so of no number's place among them.
      levels = [
        Level(
          members: (levels.flatMap(\.members) + indeterminate).sorted(),
          isDecided: quantities.count == 1)
      ]
    }
    self.levels = levels
  }

  /// Ranks numbers by enclosures that stay as they are: those that overlap share a level, which is decided
  /// only where they are one exact number.
  public init(enclosures: [Interval]) {
    let order = enclosures.indices.sorted { a, b in
      let (first, second) = (enclosures[a].lower, enclosures[b].lower)
      return first != second ? first < second : a < b
    }
    var levels: [Level] = []
    var reach: BigFloat?
    for index in order {
      let enclosure = enclosures[index]
      if let end = reach, let last = levels.indices.last, !(end < enclosure.lower) {
        let isSame = enclosure.isPoint && enclosures[levels[last].members[0]].isPoint
        levels[last].members.append(index)
        levels[last].isDecided = levels[last].isDecided && isSame && end == enclosure.lower
        reach = end < enclosure.upper ? enclosure.upper : end
      } else {
        levels.append(Level(members: [index], isDecided: true))
        reach = enclosure.upper
      }
    }
    self.levels = levels.map { Level(members: $0.members.sorted(), isDecided: $0.isDecided) }
  }

  /// Ranks exact numbers.
  public init(exact values: [Rational]) {
    var places: [Rational: [Int]] = [:]
    for (index, value) in values.enumerated() { places[value, default: []].append(index) }
    levels = places.sorted { $0.key < $1.key }.map { Level(members: $0.value, isDecided: true) }
  }

  /// The levels of numbers whose enclosures overlap.
  private static func levels(of cluster: [Int], _ quantities: [CertifiedQuantity]) -> [Level] {
    var levels: [Level] = []
    for index in cluster {
      var low = 0
      var tied: [Int] = []
      var isDecided = true
      for (place, level) in levels.enumerated() {
        // A level whose members are equal is represented by one; otherwise all are compared.
        let compared = level.isDecided ? Array(level.members.prefix(1)) : level.members
        for member in compared {
          switch quantities[index].compared(to: quantities[member]) {
          case .above: low = max(low, place + 1)
          case .below: break
          case .equal: tied.append(place)
          case .undecided:
            tied.append(place)
            isDecided = false
          }
        }
      }
      guard let first = tied.min(), let last = tied.max() else {
        levels.insert(Level(members: [index], isDecided: true), at: low)
        continue
      }
      // What lies between two levels that it cannot be told from cannot be told from it either.
      let range = min(first, low)...max(last, low - 1)
      let merged = levels[range]
      let wasDecided = merged.allSatisfy(\.isDecided) && merged.count == 1
      levels.replaceSubrange(
        range,
        with: [
          Level(
            members: (merged.flatMap(\.members) + [index]).sorted(),
            isDecided: wasDecided && isDecided)
        ])
    }
    return levels
  }

  /// Twice the rank of each number, counted from 1, the numbers of a level sharing the mean of their
  /// ranks.
  ///
  /// `weights[i]` says how often number i occurs.
  public func doubledRanks(weights: [Int]) -> [Int] {
    var ranks = Array(repeating: 0, count: weights.count)
    var before = 0
    for level in levels {
      let count = level.members.reduce(0) { $0 + weights[$1] }
      for member in level.members { ranks[member] = 2 * before + count + 1 }
      before += count
    }
    return ranks
  }
}
