import ExactArithmetic
import SymbolicExpressions

/// The entries of a symmetric 2×2 kernel matrix at inputs i and j.
public struct KernelEntries {
  /// K_ii.
  public var ii: Expression
  /// K_jj.
  public var jj: Expression
  /// K_ij.
  public var ij: Expression

  /// The matrix [[ii, ij], [ij, jj]].
  public init(ii: Expression, jj: Expression, ij: Expression) {
    self.ii = ii
    self.jj = jj
    self.ij = ij
  }

  /// The matrix of the images of the entries.
  public func map(_ transform: (Expression) -> Expression) -> KernelEntries {
    KernelEntries(ii: transform(ii), jj: transform(jj), ij: transform(ij))
  }

  /// The entrywise combination of two matrices.
  public func combined(
    with other: KernelEntries, _ operation: (Expression, Expression) -> Expression
  ) -> KernelEntries {
    KernelEntries(
      ii: operation(ii, other.ii), jj: operation(jj, other.jj), ij: operation(ij, other.ij))
  }

  /// K_ij/√(K_ii K_jj), which Cauchy–Schwarz puts in [−1, 1]; 0 where a diagonal entry is 0.
  public var correlation: Expression {
    if ii.isZero || jj.isZero { return ij.graph.integer(0) }
    return ij.graph.product([(ij, 1)] + norms(to: -1))
      .applying(.defined(.correlation)).keptWhole
  }

  /// √(K_ii K_jj)^exponent, as factors of a product.
  func norms(to exponent: Rational) -> [(Expression, Rational)] {
    // One factor where it is one: roots of large numbers are searched for squares.
    ii == jj ? [(ii, exponent)] : [(ii, exponent / 2), (jj, exponent / 2)]
  }
}

/// What an infinitely wide parameterised edge X ↦ √(c/m)·σ(WX) does to kernels, for one activation σ.
///
/// With u, v jointly Gaussian of covariance K (2×2). A further activation is one more type that conforms
/// to this protocol, and one entry of ``ActivationFamily/all``.
package protocol DualActivation: Sendable {
  /// The paper or derivation that the formulas come from.
  var reference: String { get }
  /// c·E[σ(u)σ(v)] for each pair of inputs.
  func kernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries
  /// √c·E[σ(u)] for u of variance `diagonal`: the mean of a coordinate of the edge's output, in the
  /// normalisation M = (1/√m) Σ_k X_k.
  func mean(diagonal: Expression, variance: Rational) -> Expression
  /// c·E[σ′(u)σ′(v)] for each pair of inputs, or nil where the neural tangent kernel does not exist.
  func derivativeKernel(of inputs: KernelEntries, variance: Rational) -> KernelEntries?
  /// Whether the kernel of an input of variance 0 is undefined, σ having no value at 0 that it tends to.
  var kernelNeedsVariance: Bool { get }
  /// Whether the derivative kernel is, σ′ having none.
  var derivativeNeedsVariance: Bool { get }
}

extension DualActivation {
  package var kernelNeedsVariance: Bool { false }
  package var derivativeNeedsVariance: Bool { false }
}
