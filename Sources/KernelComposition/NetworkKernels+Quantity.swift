import ArcCosineKernels
import KernelVocabulary
import SymbolicExpressions

extension NetworkKernels {
  /// The closed form of a quantity; nil where it belongs to a tangent kernel that does not exist.
  public func form(of quantity: KernelQuantity) -> Expression? {
    switch quantity {
    case .entry(let kernel, let entry): self[kernel]?[entry]
    case .lambda2(let kernel): self[kernel].map { Self.smallestEigenvalue(of: $0) }
    }
  }

  /// A kernel's entries; nil for a tangent kernel that does not exist.
  public subscript(kernel: Kernel) -> KernelEntries? { kernel == .nngp ? nngp : ntk }
}

extension KernelEntries {
  /// The entry at a place of the matrix.
  public subscript(entry: MatrixEntry) -> Expression {
    switch entry {
    case .diagonal: ii
    case .secondDiagonal: jj
    case .offdiagonal: ij
    }
  }
}
