import ExactArithmetic
import KernelVocabulary
import NetworkGraphs

/// What exact arithmetic says about the null space of a kernel matrix.
///
/// K and Θ are Gram matrices of the network's features (of those and their gradients), so that they
/// are positive semi-definite, and v is in the null space where Σ v_i X(x_i) = 0. Hence:
///
/// * zero rows have X = 0 where activations keep 0 and there are no biases, and rows in one direction have proportional X where X is
///   homogeneous on rays, or such a function normalised (all of K, T and M are then proportional): each row
///   beyond the first of a direction gives one null vector;
/// * linear features (skips and linear edges only) have the null space of the data: N − rank;
/// * features with one layer of ReLUs: relu(u) = u/2 + |u|/2, where the part of |u| has a kernel that
///   is strictly positive definite on lines (all even Hermite coefficients from 2 on are positive), and
///   the part of u is linear. With rows t_i·r on each line r, v is a null vector where Σ t_i v_i = 0 on
///   each line and Σ v_i x_i = 0. So of the Σ (n_line − 1) dimensions that the first leaves, the
///   second takes away the rank of the lines that have rows in both directions. The tangent kernel
///   has the same null space: the jump of Σ v_i x_i 1[w·x_i > 0] across the plane w ⟂ r is
///   Σ_line |x_i| v_i, and its mean over w and −w is ½ Σ v_i x_i.
struct Singularity: Sendable {
  /// The dimension of the null space, as far as it is known: at least this.
  let nullity: Int
  /// Whether the null space has exactly that dimension.
  let isExact: Bool
  /// Why the matrix is singular, in a sentence; nil where `nullity` is 0.
  let reason: String?

  init(
    _ network: NetworkGraph, rule: PropagationRule, inputs: KernelInputs,
    coincidences: RowCoincidences
  ) {
    let structure = FeatureStructure(network, rule: rule)
    let count = inputs.count
    let zeros = coincidences.zeroRows.count
    switch structure.kind {
    case .zero:
      self.init(count, isExact: true, "the kernel is zero: no path leads to the output")
    case .linear:
      let rank = ExactRank.rank(of: inputs.rows.map(\.integers))
      self.init(
        count - rank, isExact: true,
        "the network is linear, and the \(count) inputs have rank \(rank)")
    case .oneLayer:
      let both = coincidences.lines.filter { !$0.opposite.isEmpty }
      let rank = ExactRank.rank(of: both.map { inputs.rows[$0.same[0]].integers })
      let doubled = coincidences.lines.reduce(0) { $0 + $1.same.count + $1.opposite.count - 1 }
      var reasons: [String] = []
      if let along = Singularity.reason(coincidences, zeros: zeros) { reasons.append(along) }
      if both.count > rank {
        reasons.append(
          "\(both.count) lines have inputs in both directions and rank \(rank), and the network has "
            + "one layer of ReLUs")
      }
      self.init(doubled - rank + zeros, isExact: true, reasons.joined(separator: "; "))
    case .general:
      let zeros = structure.isZeroAtZero ? coincidences.zeroRows : []
      if structure.isProportionalOnRays {
        let extra = coincidences.lines.reduce(0) {
          $0 + max(0, $1.same.count - 1) + max(0, $1.opposite.count - 1)
        }
        self.init(
          extra + zeros.count, isExact: false,
          Singularity.reason(coincidences, zeros: zeros.count))
      } else {
        // Only equal rows have proportional features.
        let groups = coincidences.equal.filter { zeros.isEmpty || $0 != coincidences.zeroRows }
        self.init(
          zeros.count + groups.reduce(0) { $0 + $1.count - 1 }, isExact: false,
          zeros.isEmpty
            ? groups.first.map { "rows \(Singularity.list($0)) are equal" }
            : "row \(zeros[0]) is zero")
      }
    }
  }

  private init(_ nullity: Int, isExact: Bool, _ reason: String?) {
    self.nullity = nullity
    self.isExact = isExact
    self.reason = nullity > 0 ? reason : nil
  }

  private static func reason(_ coincidences: RowCoincidences, zeros: Int) -> String? {
    if zeros > 0 { return "row \(coincidences.zeroRows[0]) is zero" }
    if let first = coincidences.equal.first { return "rows \(list(first)) are equal" }
    if let first = coincidences.parallel.first {
      return "rows \(list(first)) are positive multiples of each other"
    }
    return nil
  }

  private static func list(_ rows: [Int]) -> String {
    let shown = rows.prefix(6).map(String.init).joined(separator: ", ")
    return rows.count > 6 ? shown + ", …" : shown
  }
}
