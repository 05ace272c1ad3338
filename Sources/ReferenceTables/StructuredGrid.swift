import ExactArithmetic
import IntervalArithmetic

/// Points of [−1, 1] where implementations change their minds: every scale around the places at which
/// a branch is likely to be.
///
/// The places are 0, the ends, all fractions k/d with d ≤ 16, ±10⁻ᵏ and ±(1 − 10⁻ᵏ), and, more densely,
/// 0, ±1/4, ±1/2, ±3/4, ±1 and ±√½. Around a place c stand the number nearest to it, its four neighbours
/// on each side, and c ± 2⁻ʲ and c ± 3·2⁻ʲ⁻¹ for every j (every third for the others) down to the spacing
/// of the format there. So a wrong branch on an interval of width 1e-12 that begins or ends at such a
/// place is met several times.
package enum StructuredGrid {
  /// The points in a format, ascending, each once; −0 stands before +0.
  package static func points(_ format: BinaryFormat) -> [UInt64] {
    var ordinals: Set<Int> = []
    let dense: Set<Rational> = [
      0, 1, -1, Rational(1, 2), Rational(-1, 2), Rational(1, 4), Rational(-1, 4), Rational(3, 4),
      Rational(-3, 4),
    ]
    for place in places { add(place, every: dense.contains(place) ? 1 : 3, format, to: &ordinals) }
    let one = format.ordinal(format.bits(1, rounding: .nearestEven))
    let inside = ordinals.filter { (-one...one).contains($0) }.sorted()
    return inside.flatMap { $0 == 0 ? [format.signBit, 0] : [format.bits(ordinal: $0)] }
  }

  /// Points around further places, as around those that are not the densest.
  package static func points(around places: [Rational], _ format: BinaryFormat) -> [UInt64] {
    var ordinals: Set<Int> = []
    for place in places { add(place, every: 3, format, to: &ordinals) }
    let one = format.ordinal(format.bits(1, rounding: .nearestEven))
    return ordinals.filter { (-one...one).contains($0) }.sorted().map { format.bits(ordinal: $0) }
  }

  private static let places: Set<Rational> = {
    var places: Set<Rational> = []
    for d in 1...16 {
      for k in -d...d { places.insert(Rational(Integer(k), Integer(d))) }
    }
    for k in 1...18 {
      let power = Rational(10).power(-k)
      places.formUnion([power, -power, 1 - power, power - 1])
    }
    // √½ to 20 digits: the nearest number of every format here.
    if let root = Rational("0.70710678118654752440") { places.formUnion([root, -root]) }
    return places
  }()

  private static func add(
    _ place: Rational, every step: Int, _ format: BinaryFormat, to ordinals: inout Set<Int>
  ) {
    let centre = format.ordinal(format.bits(place, rounding: .nearestEven))
    for offset in -4...4 { ordinals.insert(centre + offset) }
    // Offsets from the scale of the place itself, or of 1, down to the spacing there. Around 0 every
    // scale down to the smallest number is tried, coarsely.
    let finest = place.isZero ? -format.quantum : format.precision + 4 + exponentBelowOne(place)
    var j = 1
    while j <= finest {
      let unit = Rational(1).scaled(byPowerOfTwo: -j)
      for offset in [unit, -unit, unit * Rational(3, 2), unit * Rational(-3, 2)] {
        ordinals.insert(format.ordinal(format.bits(place + offset, rounding: .nearestEven)))
      }
      j += place.isZero && j > 64 ? 16 : step
    }
  }

  /// The k with 2^(−k) ≤ |place| < 2^(1−k), at least 0.
  private static func exponentBelowOne(_ place: Rational) -> Int {
    max(0, place.denominator.bitWidth - place.numerator.bitWidth)
  }
}
