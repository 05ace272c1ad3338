/// One of a network's two kernels.
public enum Kernel: String, CaseIterable, Hashable, Sendable {
  /// K, the covariance of the outputs at initialisation.
  case nngp
  /// Θ, the neural tangent kernel with a trained linear read-out.
  case ntk
}

/// A place in the 2×2 matrix of a kernel at two inputs x_i, x_j.
public enum MatrixEntry: String, CaseIterable, Hashable, Sendable {
  /// ii.
  case diagonal
  /// jj: for inputs of unequal norm it differs from ii.
  case secondDiagonal = "second_diagonal"
  /// ij.
  case offdiagonal
}

/// A number that is reported of a network's kernels at two inputs.
public enum KernelQuantity: Hashable, Sendable {
  /// An entry of the 2×2 matrix.
  case entry(Kernel, MatrixEntry)
  /// λ₂, the smaller eigenvalue of the 2×2 matrix.
  case lambda2(Kernel)

  /// The one spelling of the quantity, which is also an identifier of C, Swift and Python:
  /// `nngp_diagonal`, `ntk_offdiagonal`, `lambda2` (of the NNGP kernel), `ntk_lambda2`.
  public var name: String {
    switch self {
    case .entry(let kernel, let entry): "\(kernel.rawValue)_\(entry.rawValue)"
    case .lambda2(.nngp): "lambda2"
    case .lambda2(.ntk): "ntk_lambda2"
    }
  }

  /// Reads ``name``.
  public init?(name: String) {
    guard let known = KernelQuantity.allCases.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  /// `K_ij`, `Θ_ii`, `λ₂`.
  public var symbol: String {
    switch self {
    case .entry(let kernel, let entry):
      (kernel == .nngp ? "K" : "Θ") + "_" + entry.index
    case .lambda2(let kernel): kernel == .nngp ? "λ₂" : "λ₂(Θ)"
    }
  }
}

extension KernelQuantity: CaseIterable {
  /// The entries of K, those of Θ, the eigenvalues.
  public static let allCases: [KernelQuantity] =
    Kernel.allCases.flatMap { kernel in
      MatrixEntry.allCases.map { .entry(kernel, $0) }
    } + Kernel.allCases.map { .lambda2($0) }
}

extension MatrixEntry {
  /// `ii`, `jj`, `ij`.
  public var index: String {
    switch self {
    case .diagonal: "ii"
    case .secondDiagonal: "jj"
    case .offdiagonal: "ij"
    }
  }
}
