import ExactArithmetic
import IntervalArithmetic

extension Grid {
  /// The points, rounded to a format. Throws where it does not hold them.
  func bits(_ format: BinaryFormat) throws(GridError) -> PlacedPoints<UInt64> {
    let round: @Sendable (Rational) -> UInt64 = { format.bits($0, rounding: .nearestEven) }
    switch self {
    case .uniform(let a, let b, _):
      for end in [a, b] { try Grid.checkFinite(round(end), format) }
      let points = try exactPoints()
      return PlacedPoints(count: points.count) { round(points.point($0)) }
    case .chebyshev(let n):
      return PlacedPoints(count: n) { Grid.chebyshevZero(n - $0, of: n, format) }
    case .random(let n, let seed):
      return PlacedPoints(count: n) { place in
        var generator = SplitMix64(seed: seed, after: UInt64(Grid.wordsOfRandomPoint * place))
        return round(Grid.randomPoint(&generator, precision: format.precision))
      }
    case .all(let source):
      guard source.precision <= format.precision, source.quantum >= format.quantum else {
        throw GridError("not every \(source.name) number is a \(format.name) number")
      }
      let negative = (0..<source.infinity).reversed().map { $0 | source.signBit }
      let all = negative + Array(0..<source.infinity)
      if source == format { return PlacedPoints(all) }
      return PlacedPoints(
        all.map { bits in
          let isNegativeZero = bits == source.signBit
          return isNegativeZero ? format.signBit : source.rational(bits).map(round) ?? 0
        })
    case .nearEnds, .worstCases:
      let points = try exactPoints()
      let rounded = (0..<points.count).map { (points.point($0), round(points.point($0))) }
      return PlacedPoints(rounded.filter { format.rational($1) == $0 }.map(\.1))
    case .structured: return PlacedPoints(StructuredGrid.points(format))
    case .list(let values):
      let bits = values.map(round)
      for bits in bits { try Grid.checkFinite(bits, format) }
      return PlacedPoints(bits)
    }
  }

  private static func checkFinite(_ bits: UInt64, _ format: BinaryFormat) throws(GridError) {
    guard format.isFinite(bits) else {
      throw GridError("a point is too large for \(format.name): \(format.decimal(bits))")
    }
  }

  /// The points, exactly; zeros of `chebyshev` and random numbers are those of binary64.
  func exactPoints() throws(GridError) -> PlacedPoints<Rational> {
    switch self {
    case .uniform(let a, let b, let n):
      if n == 1 { return PlacedPoints([a]) }
      let step = (b - a) / Rational(n - 1)
      return PlacedPoints(count: n) { a + step * Rational($0) }
    case .nearEnds(let k):
      let steps = (1...k).map { Rational(1).scaled(byPowerOfTwo: -$0) }
      return PlacedPoints(steps.reversed().map { $0 - 1 } + steps.map { 1 - $0 })
    case .list(let values): return PlacedPoints(values)
    case .worstCases: return PlacedPoints(try WorstCases.inputs())
    case .chebyshev, .random, .all, .structured:
      let source: BinaryFormat = if case .all(let format) = self { format } else { .binary64 }
      let points = try bits(source)
      return PlacedPoints(count: points.count) { source.rational(points.point($0)) ?? 0 }
    }
  }

  /// cos((2k − 1)π/(2n)), correctly rounded.
  ///
  /// By Niven's theorem the cosine of a rational multiple of π between 0 and π is rational only at π/3, π/2 and
  /// 2π/3, where it is 1/2, 0 and −1/2; all others are told from every border of rounding by a finite precision.
  private static func chebyshevZero(_ k: Int, of n: Int, _ format: BinaryFormat) -> UInt64 {
    let turn = Rational(Integer(2 * k - 1), Integer(2 * n))
    for (angle, cosine) in [
      (Rational(1, 3), Rational(1, 2)), (Rational(1, 2), 0), (Rational(2, 3), Rational(-1, 2)),
    ] where turn == angle {
      return format.bits(cosine, rounding: .nearestEven)
    }
    let target = RoundingTarget(type: .binary(format), rounding: .nearestEven)
    for precision in Ziv(from: Precision(format.precision + 32)) {
      let cosine = Interval.pi(precision: precision).scaled(by: turn).cosine
      if case .bits(let result)? = target.rounded(cosine) { return result }
    }
    preconditionFailure("a cosine that is no border of rounding is told from all of them")
  }

  /// How many words of the generator a random point takes.
  private static let wordsOfRandomPoint = 3

  /// A random point of [−1, 1]. With three words of SplitMix64, the first of which chooses by its two
  /// highest bits: 0 a uniform point; 1, 2, 3 a point 1 − t, −1 + t, ±t with t = 2⁻ʲ(1 + u)/2, j uniform
  /// on 1…precision + 8 and u uniform on [0, 1), so that every distance from an end and from 0 is
  /// equally likely on a logarithmic scale.
  private static func randomPoint(_ generator: inout SplitMix64, precision: Int) -> Rational {
    let (choice, scale, word) = (generator.next(), generator.next(), generator.next())
    if choice >> 62 == 0 {
      let twice = Integer(word).shiftedLeft(1) - Integer.one.shiftedLeft(64)
      return Rational(twice).scaled(byPowerOfTwo: -64)
    }
    let bits = Int(scale % UInt64(precision + 8)) + 66
    let one = Integer.one.shiftedLeft(UInt(bits))
    let t = Integer.one.shiftedLeft(64) + Integer(word)
    let point =
      switch choice >> 62 {
      case 1: one - t
      case 2: t - one
      default: choice & 1 == 0 ? t : -t
      }
    return Rational(point).scaled(byPowerOfTwo: -bits)
  }
}
