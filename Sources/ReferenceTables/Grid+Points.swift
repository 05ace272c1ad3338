import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

extension Grid {
  /// The points of several grids, one after the other.
  ///
  /// With a format every point is rounded to its nearest number (ties to even), once; points of
  /// `near1` that the format does not hold are left out. Without one the points are the exact rational
  /// numbers, except that the zeros of `chebyshev`, which are irrational, are rounded to binary64.
  package static func points(
    of grids: [Grid], format: BinaryFormat?
  ) throws(GridError) -> GridPoints {
    guard let format else {
      var values: [Rational] = []
      for grid in grids { values += try grid.exactPoints() }
      return GridPoints(exact: values)
    }
    var bits: [UInt64] = []
    var skipsUndefined = !grids.isEmpty
    for grid in grids {
      bits += try grid.bits(format)
      if case .all = grid {} else { skipsUndefined = false }
    }
    return GridPoints(bits, format: format, skipsUndefined: skipsUndefined)
  }

  private func bits(_ format: BinaryFormat) throws(GridError) -> [UInt64] {
    let round: (Rational) -> UInt64 = { format.bits($0, rounding: .nearestEven) }
    switch self {
    case .chebyshev(let n): return Grid.chebyshevZeros(n, format)
    case .random(let n, let seed):
      var generator = SplitMix64(seed: seed)
      return (0..<n).map { _ in round(Grid.randomPoint(&generator, precision: format.precision)) }
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
    case .nearEnds:
      return try exactPoints().map { ($0, round($0)) }.filter { format.rational($1) == $0 }
        .map(\.1)
    case .worstCases:
      return try exactPoints().map { ($0, round($0)) }.filter { format.rational($1) == $0 }
        .map(\.1)
    case .structured: return StructuredGrid.points(format)
    case .uniform, .list:
      let bits = try exactPoints().map(round)
      if let infinite = bits.first(where: { !format.isFinite($0) }) {
        throw GridError("a point is too large for \(format.name): \(format.decimal(infinite))")
      }
      return bits
    }
  }

  private func exactPoints() throws(GridError) -> [Rational] {
    switch self {
    case .uniform(let a, let b, let n):
      if n == 1 { return [a] }
      let step = (b - a) / Rational(n - 1)
      return (0..<n).map { a + step * Rational($0) }
    case .nearEnds(let k):
      let steps = (1...k).map { Rational(1).scaled(byPowerOfTwo: -$0) }
      return steps.reversed().map { $0 - 1 } + steps.map { 1 - $0 }
    case .list(let values): return values
    case .worstCases: return try WorstCases.inputs()
    case .chebyshev, .random, .all, .structured:
      let source: BinaryFormat = if case .all(let format) = self { format } else { .binary64 }
      return try bits(source).map { source.rational($0) ?? 0 }
    }
  }

  /// cos((2k − 1)π/(2n)) for k = n, …, 1, each correctly rounded.
  ///
  /// By Niven's theorem the cosine is rational at these angles only where it is 0 or ±1/2, which the
  /// closed form shows; all others are told from every border of rounding by a finite precision.
  private static func chebyshevZeros(_ n: Int, _ format: BinaryFormat) -> [UInt64] {
    let target = RoundingTarget(type: .binary(format), rounding: .nearestEven)
    let graph = ExpressionGraph()
    return (1...n).reversed().map { k in
      let turn = Rational(Integer(2 * k - 1), Integer(2 * n))
      if let exact = (turn * graph.pi).cosine.rationalValue {
        return format.bits(exact, rounding: .nearestEven)
      }
      for precision in Ziv(from: Precision(format.precision + 32)) {
        let cosine = Interval.pi(precision: precision).scaled(by: turn).cosine
        if case .bits(let result)? = target.rounded(cosine) { return result }
      }
      preconditionFailure("a cosine that is no border of rounding is told from all of them")
    }
  }

  /// A random point of [−1, 1]. With three words of SplitMix64, the first of which chooses by its two
  /// highest bits: 0 a uniform point; 1, 2, 3 a point 1 − t, −1 + t, ±t with t = 2⁻ʲ(1 + u)/2, j uniform
  /// on 1…precision + 8 and u uniform on [0, 1), so that every distance from an end and from 0 is
  /// equally likely on a logarithmic scale.
  static func randomPoint(_ generator: inout SplitMix64, precision: Int) -> Rational {
    let (choice, scale, word) = (generator.next(), generator.next(), generator.next())
    let unit = Rational(Integer(word)).scaled(byPowerOfTwo: -64)
    let j = Int(scale % UInt64(precision + 8)) + 1
    let t = (1 + unit).scaled(byPowerOfTwo: -j - 1)
    switch choice >> 62 {
    case 0: return unit * 2 - 1
    case 1: return 1 - t
    case 2: return t - 1
    default: return choice & 1 == 0 ? t : -t
    }
  }
}
