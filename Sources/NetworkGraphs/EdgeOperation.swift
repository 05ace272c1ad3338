import ExactArithmetic
import SymbolicExpressions

/// What an edge does to the feature vector X (of width m) of its source.
public enum EdgeOperation: Sendable, Hashable {
  /// scale · X, with a scale other than zero.
  case skip(scale: Rational)
  /// A random layer with an activation.
  case parameterised(Layer)

  /// The layer X ↦ √(c/m)·σ(√w·W X + √b·β), where W and β have independent N(0, 1) entries and σ is the
  /// activation.
  public struct Layer: Sendable, Hashable {
    /// σ.
    public let activation: ActivationReference
    /// c > 0, the variance of the output.
    public let variance: Rational
    /// w > 0, the variance of the weights.
    public let weightVariance: Rational
    /// b ≥ 0, the variance of the biases; 0 for a layer without.
    public let biasVariance: Rational

    /// A layer; with w = 1 and b = 0 it is √(c/m)·σ(W X).
    public init(
      _ activation: ActivationReference, variance: Rational = 2, weightVariance: Rational = 1,
      biasVariance: Rational = 0
    ) {
      self.activation = activation
      self.variance = variance
      self.weightVariance = weightVariance
      self.biasVariance = biasVariance
    }

    /// Whether pre-activations are W X alone: w = 1 and b = 0.
    public var hasPlainWeights: Bool { weightVariance == 1 && biasVariance.isZero }
  }

  /// The paper's code 1: X itself.
  public static let unitSkip = EdgeOperation.skip(scale: 1)
  /// The paper's code 2: ReLU with c = 2.
  public static let relu = EdgeOperation.parameterised(Layer(.relu))

  /// √(c/m)·σ(W X), with c the variance.
  public static func parameterised(
    _ activation: ActivationReference, variance: Rational
  ) -> EdgeOperation {
    .parameterised(Layer(activation, variance: variance))
  }

  /// Whether the edge carries weights; a path's d counts these edges.
  public var isParameterised: Bool {
    switch self {
    case .skip: false
    case .parameterised: true
    }
  }
}

extension EdgeOperation: CustomStringConvertible {
  /// `skip`, `skip × 1/2`, `relu`, `arc_cosine(2), c = 1`, `tanh, c = 1, w = 3/2, b = 1/10`.
  public var description: String {
    switch self {
    case .skip(let scale): scale == 1 ? "skip" : "skip × \(scale)"
    case .parameterised(let layer):
      ([layer.activation.description]
        + layer.settings.map { "\($0.number.letter) = \($0.value)" })
        .joined(separator: ", ")
    }
  }
}

extension EdgeOperation.Layer {
  /// One of a layer's numbers, by its key in JSON.
  enum Number: String, CaseIterable {
    case variance
    case weightVariance = "weight_variance"
    case biasVariance = "bias_variance"

    /// Its letter.
    var letter: String {
      switch self {
      case .variance: "c"
      case .weightVariance: "w"
      case .biasVariance: "b"
      }
    }

    /// What it is where nothing is said.
    var standard: Rational {
      switch self {
      case .variance: 2
      case .weightVariance: 1
      case .biasVariance: 0
      }
    }

    /// What is wrong with a value, or nil where nothing is.
    func problem(_ value: Rational) -> String? {
      switch self {
      case .variance:
        value.signum > 0 ? nil : "the variance is \(value); it must be positive"
      case .weightVariance:
        value.signum > 0 ? nil : "the weight variance is \(value); it must be positive"
      case .biasVariance:
        value.signum >= 0 ? nil : "the bias variance is \(value); it must not be negative"
      }
    }
  }

  /// A layer with these numbers, the others being the standard ones.
  init(_ activation: ActivationReference, _ numbers: [Number: Rational]) {
    func value(_ number: Number) -> Rational { numbers[number] ?? number.standard }
    self.init(
      activation, variance: value(.variance), weightVariance: value(.weightVariance),
      biasVariance: value(.biasVariance))
  }

  subscript(number: Number) -> Rational {
    switch number {
    case .variance: variance
    case .weightVariance: weightVariance
    case .biasVariance: biasVariance
    }
  }

  /// The numbers that are not the standard ones.
  var settings: [(number: Number, value: Rational)] {
    Number.allCases.filter { self[$0] != $0.standard }.map { ($0, self[$0]) }
  }
}

extension EdgeOperation {
  /// What is wrong with the operation's numbers, or nil where nothing is.
  var problem: String? {
    switch self {
    case .skip(let scale): EdgeOperation.problem(scale: scale)
    case .parameterised(let layer):
      Layer.Number.allCases.lazy.compactMap { $0.problem(layer[$0]) }.first
    }
  }

  static func problem(scale: Rational) -> String? {
    scale.isZero ? "the scale of the skip is zero; leave the edge out" : nil
  }
}
