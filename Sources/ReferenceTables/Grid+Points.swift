import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Points that are worked out one by one, from their places.
extension Grid {
  /// How many points a grid has whose points are worked out from their places; nil for the others, which are
  /// few.
  var countOfMade: Int? {
    switch self {
    case .uniform(_, _, let n), .chebyshev(let n), .random(let n, _): n
    case .nearEnds, .all, .list, .worstCases, .structured: nil
    }
  }

  /// Throws where an end of a uniform grid is too large for a format.
  func checkEnds(_ format: BinaryFormat?) throws(GridError) {
    guard let format, case .uniform(let a, let b, _) = self else { return }
    for end in [a, b] { try Grid.checkFinite(format.bits(end, rounding: .nearestEven), format) }
  }

  fileprivate static func checkFinite(_ bits: UInt64, _ format: BinaryFormat) throws(GridError) {
    guard format.isFinite(bits) else {
      throw GridError("a point is too large for \(format.name): \(format.decimal(bits))")
    }
  }

  /// The exact point at a place; a zero of `chebyshev` and a random number are those of binary64.
  func exactPoint(at place: Int) -> Rational {
    if case .uniform(let a, let b, let n) = self {
      return n == 1 ? a : a + (b - a) * Rational(Integer(place), Integer(n - 1))
    }
    return BinaryFormat.binary64.rational(bits(at: place, .binary64)) ?? 0
  }

  /// The point at a place, rounded to a format.
  func bits(at place: Int, _ format: BinaryFormat) -> UInt64 {
    switch self {
    case .chebyshev(let n): return Grid.chebyshevZero(n - place, of: n, format)
    case .random(_, let seed):
      var generator = SplitMix64(seed: seed, after: UInt64(Grid.wordsOfRandomPoint * place))
      let point = Grid.randomPoint(&generator, precision: format.precision)
      return format.bits(point, rounding: .nearestEven)
    default: return format.bits(exactPoint(at: place), rounding: .nearestEven)
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
  static let wordsOfRandomPoint = 3

  /// A random point of [−1, 1]. With three words of SplitMix64, the first of which chooses by its two
  /// highest bits: 0 a uniform point; 1, 2, 3 a point 1 − t, −1 + t, ±t with t = 2⁻ʲ(1 + u)/2, j uniform
  /// on 1…precision + 8 and u uniform on [0, 1), so that every distance from an end and from 0 is
  /// equally likely on a logarithmic scale.
  static func randomPoint(_ generator: inout SplitMix64, precision: Int) -> Rational {
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

/// Points that are listed at once.
extension Grid {
  /// All points, rounded to a format. Throws where it does not hold them.
  func bits(_ format: BinaryFormat) throws(GridError) -> [UInt64] {
    let round: (Rational) -> UInt64 = { format.bits($0, rounding: .nearestEven) }
    switch self {
    case .uniform, .chebyshev, .random: return (0..<(countOfMade ?? 0)).map { bits(at: $0, format) }
    case .all(let source):
      guard source.precision <= format.precision, source.quantum >= format.quantum else {
        throw GridError("not every \(source.name) number is a \(format.name) number")
      }
      let negative = (0..<source.infinity).reversed().map { $0 | source.signBit }
      let all = negative + Array(0..<source.infinity)
      if source == format { return all }
      return all.map { bits in
        let isNegativeZero = bits == source.signBit
        return isNegativeZero ? format.signBit : source.rational(bits).map(round) ?? 0
      }
    case .nearEnds, .worstCases:
      return try exactPoints().map { ($0, round($0)) }.filter { format.rational($1) == $0 }
        .map(\.1)
    case .structured: return StructuredGrid.points(format)
    case .list(let values):
      let bits = values.map(round)
      for bits in bits { try Grid.checkFinite(bits, format) }
      return bits
    }
  }

  /// All points, exactly.
  func exactPoints() throws(GridError) -> [Rational] {
    switch self {
    case .uniform, .chebyshev, .random: return (0..<(countOfMade ?? 0)).map(exactPoint)
    case .nearEnds(let k):
      let steps = (1...k).map { Rational(1).scaled(byPowerOfTwo: -$0) }
      return steps.reversed().map { $0 - 1 } + steps.map { 1 - $0 }
    case .list(let values): return values
    case .worstCases: return try WorstCases.inputs()
    case .all, .structured:
      let source: BinaryFormat = if case .all(let format) = self { format } else { .binary64 }
      return try bits(source).map { source.rational($0) ?? 0 }
    }
  }
}
