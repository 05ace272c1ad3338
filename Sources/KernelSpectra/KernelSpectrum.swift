import ExactArithmetic
import IntervalArithmetic

/// The extreme eigenvalues of a network's kernel matrix on data.
///
/// Guarantee: the eigenvalues of the true kernel matrix, that of the infinitely wide network on the
/// exact data, lie in ``smallest`` and ``largest``. ``singular`` is *proved* by exact arithmetic or
/// *excluded* by a positive lower bound, never guessed.
public struct KernelSpectrum: Sendable {
  /// Whether the matrix is singular.
  public enum Singular: String, Sendable {
    case proved, excluded, undecided
  }

  /// A pair of inputs with a number.
  public struct PairValue: Sendable {
    /// The number.
    public let value: Interval
    /// Indices of the inputs, counted from 0.
    public let pair: (Int, Int)
  }

  /// The number of inputs.
  public let count: Int
  /// An enclosure of λ_min; [0, 0] where the matrix is proved to be singular.
  public let smallest: Interval
  /// An enclosure of λ_max.
  public let largest: Interval
  /// Whether the matrix is singular.
  public let singular: Singular
  /// Why it is, where that is proved.
  public let reason: String?
  /// The dimension of the null space: at least this, exactly where `nullityIsExact`.
  public let nullity: Int
  /// Whether ``nullity`` is the dimension and not only a lower bound.
  public let nullityIsExact: Bool
  /// The smallest eigenvalue of a 2×2 principal sub-matrix (the paper's Lemma 3.3), an upper bound of
  /// λ_min; nil for a single input.
  public let bestPair: PairValue?
  /// Whether both enclosures are as narrow as was asked for.
  public let isAccurate: Bool
  /// In which arithmetic the bounds were found.
  public let arithmetic: SpectrumArithmetic
  /// How the bounds were found.
  public let method: String
}

extension KernelSpectrum {
  /// Whether an enclosure has `digits` significant digits: upper − lower ≤ 10^(1 − digits)·|lower|, with
  /// something left for rounding the ends to decimals; or is a single number.
  package static func isAccurate(_ interval: Interval, digits: Int) -> Bool {
    if interval.isPoint { return true }
    guard interval.lower.sign > 0 else { return false }
    let precision = Precision(interval.precision.bits + 32)
    let unit = Interval(Rational(10).power(1 - digits) * Rational(7, 8), precision: precision)
    return interval.width <= (unit * Interval(interval.lower)).lower
  }

  /// Whether each of the enclosures has that many digits.
  package static func areAccurate(_ intervals: [Interval], digits: Int) -> Bool {
    intervals.allSatisfy { isAccurate($0, digits: digits) }
  }
}
