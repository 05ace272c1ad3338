import ExactArithmetic
import SymbolicExpressions

/// σ(u) = e^{βu²}·sin φ(u) or e^{βu²}·cos φ(u) with φ(u) = ωu + γ and β < 0: a Gabor function.
///
/// With D = (1−2βa)(1−2βb) − 4β²c² ≥ 1, Δ = ab − c² and N± = a + b ± 2c − 4βΔ the Gaussian integrals of
/// e^{β(u²+v²)}·cos(ω(u ± v) + φ) are D^{−1/2}·e^{−ω²N±/(2D)}·cos φ: (A − 2βΔ)/D is the inverse of A⁻¹ − 2β for
/// the covariance A.
struct GaborActivation: ClosedDual {
  /// β and ω².
  private let rate, squaredFrequency: Rational
  private let phase: Rational
  /// Whether γ is π/2 more than the phase.
  private let isCosine: Bool

  var reference: String { "the Gaussian integral" }

  init(rate: Rational, frequency: Rational, phase: Rational, isCosine: Bool = false) {
    self.rate = rate
    self.isCosine = isCosine
    squaredFrequency = frequency * frequency
    self.phase = phase
  }

  private func sineOfPhase(_ graph: ExpressionGraph) -> Expression {
    isCosine ? graph.rational(phase).cosine : graph.rational(phase).sine
  }

  private struct Parts {
    let determinant: Expression
    /// N−/D and N+/D.
    let difference, sum: Expression
    /// e^{−ω²N−/(2D)} and cos 2γ·e^{−ω²N+/(2D)}.
    let differenceWave, sumWave: Expression
  }

  private func parts(_ a: Expression, _ b: Expression, _ c: Expression) -> Parts {
    let graph = a.graph
    let determinant = shiftedDeterminant(a, b, c, weight: -2 * rate)
    func exponent(_ sign: Rational) -> Expression {
      graph.sum([
        (1, a), (1, b), (2 * sign, c), (-4 * rate, a * b), (4 * rate, c * c),
      ]) / determinant
    }
    let (difference, sum) = (exponent(-1), exponent(1))
    func wave(_ exponent: Expression) -> Expression {
      (-squaredFrequency / 2 * exponent).applying(.exp)
    }
    let sine = sineOfPhase(graph)
    return Parts(
      determinant: determinant, difference: difference, sum: sum,
      differenceWave: wave(difference), sumWave: (1 - 2 * sine * sine) * wave(sum))
  }

  /// D^{−1/2}·(e^{−ω²N−/(2D)} − cos 2γ·e^{−ω²N+/(2D)})/2.
  func value(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let parts = parts(a, b, c)
    return (parts.differenceWave - parts.sumWave) * parts.determinant.power(Rational(-1, 2)) / 2
  }

  /// ∂/∂c of the value: D′ = −8β²c, N±′ = 8βc ± 2.
  func derivative(_ a: Expression, _ b: Expression, _ c: Expression) -> Expression {
    let parts = parts(a, b, c)
    let square = 4 * rate * rate * c
    func slope(_ quotient: Expression, _ sign: Rational) -> Expression {
      square - squaredFrequency * (4 * rate * c + square * quotient + sign)
    }
    return
      (slope(parts.difference, -1) * parts.differenceWave
      - slope(parts.sum, 1) * parts.sumWave) * parts.determinant.power(Rational(-3, 2)) / 2
  }

  /// sin γ·e^{−ω²a/(2(1−2βa))}·(1−2βa)^{−1/2}.
  func mean(_ a: Expression) -> Expression {
    let spread = 1 - 2 * rate * a
    return sineOfPhase(a.graph) * spread.power(Rational(-1, 2))
      * (-squaredFrequency / 2 * a / spread).applying(.exp)
  }
}
