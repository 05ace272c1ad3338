import ExactArithmetic
import SymbolicExpressions

/// σ(u) = √s·sin(√w·u + φ): sines, cosines and random Fourier features.
struct SinusoidActivation: ClosedDual {
  /// φ.
  private enum Phase {
    case angle(Rational)
    /// The angle and π/2 more.
    case cosine(Rational)
    /// π/4.
    case eighthTurn
  }

  /// s.
  private let squaredAmplitude: Rational
  /// w.
  private let squaredFrequency: Rational
  private let phase: Phase

  var reference: String { "the characteristic function of u ± v" }

  /// sin(βu + γ); the sign of β changes nothing.
  static func sine(frequency: Rational, phase: Rational) -> SinusoidActivation {
    SinusoidActivation(
      squaredAmplitude: 1, squaredFrequency: frequency * frequency, phase: .angle(phase))
  }

  /// cos(βu + γ).
  static func cosine(frequency: Rational, phase: Rational) -> SinusoidActivation {
    SinusoidActivation(
      squaredAmplitude: 1, squaredFrequency: frequency * frequency, phase: .cosine(phase))
  }

  /// √2·sin(√(2γ)·u + π/4), whose kernel is e^{−γ(a + b − 2c)}: the Gaussian kernel of inputs.
  static func gaussianKernel(rate: Rational) -> SinusoidActivation {
    SinusoidActivation(squaredAmplitude: 2, squaredFrequency: 2 * rate, phase: .eighthTurn)
  }

  private func sineOfPhase(_ graph: ExpressionGraph) -> Expression {
    switch phase {
    case .angle(let angle): graph.rational(angle).sine
    case .cosine(let angle): graph.rational(angle).cosine
    case .eighthTurn: graph.rational(Rational(1, 2)).squareRoot
    }
  }

  /// e^{w(c − (a+b)/2)} and cos 2φ·e^{−w(c + (a+b)/2)}, with cos 2φ as 1 − 2 sin²φ.
  private func waves(
    _ a: Expression, _ b: Expression, _ c: Expression
  ) -> (difference: Expression, sum: Expression) {
    let half = squaredFrequency / 2
    let graph = a.graph
    let difference = graph.sum([(squaredFrequency, c), (-half, a), (-half, b)])
    let sum = graph.sum([(-squaredFrequency, c), (-half, a), (-half, b)])
    let sine = sineOfPhase(graph)
    return (difference.applying(.exp), (1 - 2 * sine * sine) * sum.applying(.exp))
  }

  /// (s/2)(e^{w(c − (a+b)/2)} − cos 2φ·e^{−w(c + (a+b)/2)}).
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let waves = waves(a, b, c)
    return squaredAmplitude / 2 * (waves.difference - waves.sum)
  }

  /// (sw/2)(e^{w(c − (a+b)/2)} + cos 2φ·e^{−w(c + (a+b)/2)}).
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let waves = waves(a, b, c)
    return squaredAmplitude * squaredFrequency / 2 * (waves.difference + waves.sum)
  }

  /// √s·sin φ·e^{−wa/2}.
  func mean(_ a: Expression) -> Expression {
    let graph = a.graph
    return graph.rational(squaredAmplitude).squareRoot * sineOfPhase(graph)
      * (-squaredFrequency / 2 * a).applying(.exp)
  }
}
