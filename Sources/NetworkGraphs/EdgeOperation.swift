import ExactArithmetic
import SymbolicExpressions

/// What an edge does to the feature vector X (of width m) of its source.
public enum EdgeOperation: Sendable, Hashable {
  /// scale · X, with a scale other than zero.
  case skip(scale: Rational)
  /// √(c/m) · φ(W X), where W has independent N(0, 1) entries, φ is the activation and c > 0 the
  /// weight variance.
  case parameterised(ActivationReference, variance: Rational)

  /// The paper's code 1: X itself.
  public static let unitSkip = EdgeOperation.skip(scale: 1)
  /// The paper's code 2: ReLU with c = 2.
  public static let relu = EdgeOperation.parameterised(.relu, variance: 2)

  /// Whether the edge carries weights; a path's d counts these edges.
  public var isParameterised: Bool {
    switch self {
    case .skip: false
    case .parameterised: true
    }
  }
}

extension EdgeOperation: CustomStringConvertible {
  /// `skip`, `skip × 1/2`, `relu`, `arc_cosine(2), c = 1`.
  public var description: String {
    switch self {
    case .skip(let scale): scale == 1 ? "skip" : "skip × \(scale)"
    case .parameterised(let activation, let variance):
      variance == 2 ? "\(activation)" : "\(activation), c = \(variance)"
    }
  }
}
