/// How the kernels of the edges that meet at a node combine.
///
/// The raw values are the words of the command line, of JSON and of the statement language.
public enum PropagationRule: String, CaseIterable, Hashable, Sendable {
  /// The paper's rule: K⁽ᵗ⁾ = Σ_s op(K⁽ˢ⁾), nothing else.
  case varianceOnly = "variance-only"
  /// What the infinite-width limit gives: means of different parameterised edges multiply, and one
  /// feature that arrives along several skip paths adds coherently.
  case exact
  /// The exact rule with every mean set to 0 (coherence kept), which the paper's Remark 3.3 says is no
  /// different.
  case exactWithoutMeans = "exact-without-means"

  /// The two rules that are reported side by side: what the paper states, and what is true.
  public static let compared: [PropagationRule] = [.varianceOnly, .exact]
}
