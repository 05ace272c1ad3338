import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import RigorousEvaluation
import SymbolicExpressions

/// The squared norms K_ii, K_jj > 0 and the means M_i, M_j of two inputs.
package struct InputMoments: Sendable {
  package let squaredNorms: (i: Rational, j: Rational)
  package let means: (i: Rational, j: Rational)

  /// - Precondition: the squared norms are positive.
  package init(squaredNorms: (Rational, Rational), means: (Rational, Rational)) {
    self.squaredNorms = squaredNorms
    self.means = means
  }

  /// Whether each input by itself can have its mean: K_ii ≥ M_i².
  package var areVariancesNonnegative: Bool {
    squaredNorms.i >= means.i * means.i && squaredNorms.j >= means.j * means.j
  }

  /// Whether there are inputs with these moments and correlation ρ: K − MMᵀ, the covariance of the
  /// coordinates, is positive semi-definite. By a certified sign of its determinant
  /// (K_ii − M_i²)(K_jj − M_j²) − (ρ√(K_ii K_jj) − M_i M_j)².
  package func areAttained(at correlation: Correlation) -> Truth {
    guard areVariancesNonnegative else { return .no }
    let graph = ExpressionGraph()
    let cross =
      correlation.value * graph.rational(squaredNorms.i * squaredNorms.j).squareRoot
      - means.i * means.j
    let variances =
      (squaredNorms.i - means.i * means.i) * (squaredNorms.j - means.j * means.j)
    guard let sign = (variances - cross * cross).multipliedOut().certifiedSign else {
      return .unknown
    }
    return sign < 0 ? .no : .yes
  }

  /// The inputs with correlation `rho`.
  package func pair(_ rho: Expression) -> InputPair {
    .scaled(
      correlation: rho, squaredNorms: (squaredNorms.i, squaredNorms.j), means: (means.i, means.j))
  }
}
