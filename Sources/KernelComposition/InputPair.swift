import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions

/// The kernel and the means of two inputs x_i, x_j at the input node.
public struct InputPair {
  /// K⁽⁰⁾: K_ii = ‖x_i‖², K_ij = ⟨x_i, x_j⟩.
  public let kernel: KernelEntries
  /// M⁽⁰⁾_i and M⁽⁰⁾_j, the coordinate means (1/√m) Σ_k x_k.
  public let means: (i: Expression, j: Expression)

  /// Inputs with this kernel and these means.
  public init(kernel: KernelEntries, means: (i: Expression, j: Expression)) {
    self.kernel = kernel
    self.means = means
  }

  /// Unit, centred inputs with correlation ρ: the paper's case.
  public static func unit(correlation rho: Expression) -> InputPair {
    let one = rho.graph.integer(1)
    let zero = rho.graph.integer(0)
    return InputPair(kernel: KernelEntries(ii: one, jj: one, ij: rho), means: (zero, zero))
  }

  /// Inputs of given squared norms and means with correlation ρ, so that K_ij = ρ√(K_ii K_jj).
  public static func scaled(
    correlation rho: Expression, squaredNorms: (Rational, Rational), means: (Rational, Rational)
  ) -> InputPair {
    let graph = rho.graph
    let ii = graph.rational(squaredNorms.0)
    let jj = graph.rational(squaredNorms.1)
    let half = Rational(1, 2)
    return InputPair(
      kernel: KernelEntries(ii: ii, jj: jj, ij: graph.product([(rho, 1), (ii, half), (jj, half)])),
      means: (graph.rational(means.0), graph.rational(means.1)))
  }

  /// Inputs with a variable for each entry: Kii, Kjj, Kij, Mi and Mj.
  public static func symbolic(in graph: ExpressionGraph) -> InputPair {
    InputPair(
      kernel: KernelEntries(
        ii: graph.variable("Kii"), jj: graph.variable("Kjj"), ij: graph.variable("Kij")),
      means: (graph.variable("Mi"), graph.variable("Mj")))
  }
}
