/// One of a network's two kernels.
public enum Kernel: String, CaseIterable, Hashable, Sendable {
  /// K, the covariance of the outputs at initialisation.
  case nngp
  /// Θ, the neural tangent kernel with a trained linear read-out.
  case ntk
}

/// A place in the 2×2 matrix of a kernel at two inputs x_i, x_j, by its key in JSON.
public enum MatrixEntry: String, CaseIterable, Hashable, Sendable {
  /// ii.
  case diagonal
  /// jj: for inputs of unequal norm it differs from ii.
  case secondDiagonal = "second_diagonal"
  /// ij.
  case offdiagonal
}

extension KernelQuantity {
  /// The kernel and the place in its matrix, where the quantity is an entry of one.
  public var matrixEntry: (kernel: Kernel, entry: MatrixEntry)? {
    switch self {
    case .kii: (.nngp, .diagonal)
    case .kjj: (.nngp, .secondDiagonal)
    case .kij: (.nngp, .offdiagonal)
    case .ntkii: (.ntk, .diagonal)
    case .ntkjj: (.ntk, .secondDiagonal)
    case .ntkij: (.ntk, .offdiagonal)
    case .mi, .mj, .cij, .fii, .fjj, .fij, .tii, .tjj, .tij, .aii, .ajj, .aij, .vii, .vjj, .vij,
      .lambda2:
      nil
    }
  }

  /// What is said of a network as a whole: the entries of both kernels at its output, and λ₂.
  public static let reported: [KernelQuantity] =
    allCases.filter { $0.matrixEntry != nil } + [.lambda2]
}
