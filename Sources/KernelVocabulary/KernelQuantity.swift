/// A quantity that a network's kernels give a value for: an entry of a kernel matrix at a pair of inputs
/// x_i, x_j, a mean, or a number that follows from them.
///
/// The raw value is its one spelling in the calculator's own syntax and in JSON (`Kij`, `NTKii`,
/// `lambda2`); the matrix kernels are keyed `nngp` and `ntk`, their entries `diagonal` and
/// `offdiagonal`, by the command's JSON.
public enum KernelQuantity: String, CaseIterable, Hashable, Sendable {
  /// The NNGP kernel's entries K_ii, K_jj, K_ij.
  case kii = "Kii"
  case kjj = "Kjj"
  case kij = "Kij"
  /// The coordinate means M_i = (1/√m) Σ_k X_k(x_i) and M_j.
  case mi = "Mi"
  case mj = "Mj"
  /// The correlation C_ij = K_ij/√(K_ii K_jj), or of A where pre-activations have another covariance.
  case cij = "Cij"
  /// The entries of a layer's covariance of pre-activations A = wK + b, where it is not K itself.
  case aii = "Aii"
  case ajj = "Ajj"
  case aij = "Aij"
  /// The covariance V = K − MMᵀ of a node's features before they are normalised.
  case vii = "Vii"
  case vjj = "Vjj"
  case vij = "Vij"
  /// The values of the dual activation of the edges that leave a node: for ReLU F_ij = f(C_ij).
  case fii = "Fii"
  case fjj = "Fjj"
  case fij = "Fij"
  /// The entries of the tangent part T, where the tangent kernel is Θ = K + T.
  case tii = "Tii"
  case tjj = "Tjj"
  case tij = "Tij"
  /// The neural tangent kernel's entries Θ_ii, Θ_jj, Θ_ij.
  case ntkii = "NTKii"
  case ntkjj = "NTKjj"
  case ntkij = "NTKij"
  /// λ₂, the smaller eigenvalue of the 2×2 matrix K; K_ii − |K_ij| for equal diagonals.
  case lambda2 = "lambda2"
}
