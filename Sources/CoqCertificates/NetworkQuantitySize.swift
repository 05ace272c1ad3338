/// How large the expanded kernels of a network are, found without expanding them.
struct NetworkQuantitySize {
  /// An upper bound for the number of operations in K_ii and K_ii − K_ij under any rule.
  let operations: Double

  /// Expressions with more operations are not written: the search for a proof takes seconds for such. (Coq, which
  /// shares what is alike, does not notice.)
  private static let largest = 1_000_000.0

  var isWritable: Bool { operations <= Self.largest }

  private struct Atom {
    let origin: [Int]
    let diagonal: Double
    let difference: Double
  }

  init(_ network: CoqNetwork) {
    let start = Atom(origin: [0, 0], diagonal: 1, difference: 3)
    let atoms = network.output(of: [start], none: [], adding: +) { source, target, code, atoms in
      switch code {
      case .zero: return []
      case .skip: return atoms
      case .parameterised:
        guard !atoms.isEmpty else { return [] }
        let size = Self.total(atoms)
        // The source's K_ii stands once before κ₁ and once in it.
        return [
          Atom(
            origin: [source, target], diagonal: size.diagonal,
            difference: size.difference + 2 * size.diagonal + 8)
        ]
      }
    }
    let size = Self.total(atoms)
    operations = size.diagonal + size.difference
  }

  /// The sizes of the double sums over a node's atoms.
  private static func total(_ atoms: [Atom]) -> (diagonal: Double, difference: Double) {
    var (diagonal, difference) = (0.0, 0.0)
    for a in atoms {
      for b in atoms {
        let isSame = a.origin == b.origin
        diagonal += isSame ? a.diagonal + 1 : a.diagonal + b.diagonal + 8
        if isSame { difference += a.difference + 1 }
      }
    }
    return (diagonal, difference)
  }
}
