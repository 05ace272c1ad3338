import IntervalArithmetic

/// Proposes where to look for errors larger than those found: around the worst inputs, and where the
/// error jumps between neighbours.
///
/// Both ends of a jump are the edges of a branch; sections of the gap between them narrow it down
/// sixteenfold a round, to neighbouring numbers of the format. The worst inputs have their neighbours
/// tried at distances of 1, 2, 4, … and the gaps on both sides divided.
struct WorstCaseSearch {
  let format: BinaryFormat

  /// How many of the worst inputs, and of the largest jumps, are pursued in one round.
  static let width = 24
  /// The change of the error, in ULP, that counts as a jump.
  static let jump = 4.0

  /// New inputs to try, in order; none where nothing is left.
  ///
  /// - Precondition: `samples` are in the order of their inputs.
  func proposal(_ samples: [Sample]) -> [UInt64] {
    guard let first = samples.first, let last = samples.last else { return [] }
    let ordinals = samples.map { format.ordinal($0.input) }
    let known = Set(ordinals)
    let range = format.ordinal(first.input)...format.ordinal(last.input)
    var proposed: Set<Int> = []
    func propose(_ ordinal: Int) {
      if range.contains(ordinal) && !known.contains(ordinal) { proposed.insert(ordinal) }
    }
    func divide(_ low: Int, _ high: Int) {
      let gap = low.ordinalDistance(to: high)
      for part in 1..<16 as Range<UInt> {
        propose(Int(bitPattern: UInt(bitPattern: low) &+ (gap / 16 * part + gap % 16 * part / 16)))
      }
    }
    for index in worst(samples, ordinals) {
      var distance = 1
      for _ in 0..<22 {
        propose(ordinals[index] - distance)
        propose(ordinals[index] + distance)
        distance *= 2
      }
      if index > 0 { divide(ordinals[index - 1], ordinals[index]) }
      if index + 1 < ordinals.count { divide(ordinals[index], ordinals[index + 1]) }
    }
    for index in jumps(samples, ordinals) { divide(ordinals[index], ordinals[index + 1]) }
    return proposed.sorted().map { format.bits(ordinal: $0) }
  }

  /// The worst samples, at most one of each 64 neighbouring numbers.
  private func worst(_ samples: [Sample], _ ordinals: [Int]) -> [Int] {
    var chosen: [Int] = []
    for index in samples.indices.sorted(by: { samples[$0].badness > samples[$1].badness }).prefix(
      500)
    {
      if chosen.allSatisfy({ ordinals[$0].ordinalDistance(to: ordinals[index]) > 64 }) {
        chosen.append(index)
      }
      if chosen.count == WorstCaseSearch.width { break }
    }
    return chosen
  }

  /// The neighbours, by the first's index, between which the error jumps most.
  private func jumps(_ samples: [Sample], _ ordinals: [Int]) -> [Int] {
    func height(_ sample: Sample) -> Double {
      sample.discrepancy.isNonfinite ? 1e305 : sample.discrepancy.signedULP
    }
    var jumps: [(index: Int, size: Double)] = []
    for index in samples.indices.dropLast()
    where ordinals[index].ordinalDistance(to: ordinals[index + 1]) > 1 {
      let size = (height(samples[index]) - height(samples[index + 1])).magnitude
      if size > WorstCaseSearch.jump { jumps.append((index, size)) }
    }
    return jumps.sorted { $0.size > $1.size }.prefix(WorstCaseSearch.width).map(\.index)
  }
}

extension Int {
  /// |a − b| of two ordinals, which an integer with a sign does not hold where these are of numbers like −2 and 2.
  func ordinalDistance(to other: Int) -> UInt {
    UInt(bitPattern: self < other ? other &- self : self &- other)
  }
}
