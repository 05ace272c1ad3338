/// Proofs in words, shared by several rows of the catalogue, to be read: what they prove is proved in
/// Coq, and no row rests on them.
enum Proofs {
  /// Lemma 3.1 for ReLU and a path with d_p > 0.
  static let positivity = """
    h(ρ) = 1/π + ρ/2 + Σ_{n ≥ 1} b_n ρ²ⁿ on [−1, 1] with every b_n > 0: the even part of πh is \
    √(1 − ρ²) + ρ arcsin ρ, whose derivative arcsin ρ has positive coefficients at all odd powers; \
    the series converges at ρ = ±1 because its terms are positive and its sums bounded by h(1).

    (1) Let K be positive semi-definite with positive diagonal and correlations C. Entrywise powers \
    of C are positive semi-definite (Schur), hence so are f(K)_ij = √(K_ii K_jj)·h(C_ij) and \
    f(K)_ij − √(K_ii K_jj)/π. If moreover |C_ij| < 1 for i ≠ j, both are positive definite: for large \
    n the matrix with entries C_ij²ⁿ is strictly diagonally dominant, and it occurs with a positive \
    coefficient.

    (2) Variance-only rule. By induction every node with a path from the input has a positive \
    semi-definite K with |C_ij| < 1: at the input by hypothesis; along a parameterised edge because \
    0 ≤ h(C) < 1 for −1 ≤ C < 1; at a sum because |Σ K_ij| < Σ √(K_ii K_jj) ≤ √(Σ K_ii Σ K_jj). So \
    every parameterised edge makes a positive definite matrix by (1), later edges and sums with \
    positive semi-definite matrices keep it so, and K⁽ᴴ⁾ is positive definite.

    (3) Exact rule. Let Q_a and μ_a be the second moments and the means of the atoms, M⁽⁰⁾ any means \
    of the inputs with K⁽⁰⁾ − M⁽⁰⁾M⁽⁰⁾ᵀ positive semi-definite. Then \
    K⁽ᵗ⁾ = Σ c_a² (Q_a − μ_a μ_aᵀ) + (Σ c_a μ_a)(Σ c_a μ_a)ᵀ with all c_a > 0. For a parameterised \
    edge from s, (μ μᵀ)_ij = √(K_ii K_jj)/π is the constant term of the series, so that by (1) \
    Q − μμᵀ is positive semi-definite, and positive definite where |C⁽ˢ⁾_ij| < 1. By induction every \
    node with a path from the input has |C_ij| < 1: either it combines a parameterised atom, and \
    K⁽ᵗ⁾ is positive definite, or it is c·φ_0 and K⁽ᵗ⁾ = c²K⁽⁰⁾. The last parameterised edge of a path \
    with d_p > 0 is followed by skips, so that the output combines its atom, and K⁽ᴴ⁾ is positive \
    definite.

    Antiparallel inputs. h(ρ) − h(−ρ) = ρ. For inputs x_1, x_2, x_3, −x_1, −x_2, −x_3 of unit norm \
    with Σ a_k x_k = 0, a ≠ 0, and the single edge `2`, the vector v = (a, −a) has \
    (f(K)v)_i = Σ_k a_k (h(ρ_ik) − h(−ρ_ik)) = ⟨x_i, Σ_k a_k x_k⟩ = 0.
    """

  /// The diagonal under either rule.
  static let diagonal = """
    Unit, centred inputs; P_t is the number of paths to node t. Variance-only rule: along every \
    edge the diagonal is kept, at every node it is summed, and so are the numbers of paths: \
    K⁽ᵗ⁾_ii = P_t.

    Exact rule: K⁽ᵗ⁾_ii = Σ c_a² k_a + Σ_{a ≠ b} c_a c_b m_a m_b, where an atom of an edge from s has \
    k_a = K⁽ˢ⁾_ii and m_a = √(K⁽ˢ⁾_ii/π) > 0, and the input atom k = 1, m = 0; and \
    P_t = Σ c_a P_a with P_a = P_s. By induction k_a ≥ P_a, so that \
    K⁽ᵗ⁾_ii ≥ Σ c_a² P_a ≥ P_t. Equality holds if and only if all c_a are 1, at most one atom is \
    parameterised (two would have a positive product of means), and k_a = P_a for each atom, which is \
    the same condition at its source.
    """

  /// Eq. 12 is a lower bound of K_ii − K_ij, and when it is attained.
  static let pathBound = """
    Unit, centred inputs with correlation ρ < 1. At node t let a = K_ii, g = K_ii − K_ij, \
    e = P_t − Σ_p h^{d_p}(ρ) over the paths to t. A parameterised edge maps (a, g) to \
    (a, G(a, g)) with G(a, g) = a(1 − h(1 − g/a)). G increases strictly with g because h does, and, \
    for g > 0, strictly with a: its derivative is h(1) − h(C) − h′(C)(1 − C) with C = 1 − g/a, which is \
    positive as h is strictly convex.

    Jensen: e/P_t is 1 minus the mean of the numbers h^{d_p}(ρ), so that \
    G(P_t, e) = P_t(1 − h(mean)) ≥ P_t − Σ_p h^{d_p + 1}(ρ), with equality if and only if all d_p are \
    equal, as h is strictly convex and its iterates at ρ < 1 increase strictly.

    Variance-only rule: a = P_t; at a sum both g and e are summed. By induction g ≥ e at every node: \
    behind a parameterised edge g = G(P_s, g_s) ≥ G(P_s, e_s) ≥ e. Equality at the output holds if and \
    only if every parameterised edge on a path to the output leaves a node whose paths have one d: \
    the network is *balanced*.

    Exact rule: a ≥ P_t (rules-diagonal). The cross terms of K_ii and K_ij are the same, since \
    K_ii = K_jj, so that g = Σ c_a² g_a, while e = Σ c_a e_a. By induction g ≥ e: for an atom \
    g_a = G(a_s, g_s) ≥ G(P_s, e_s) ≥ e_a, and c² ≥ c. Equality holds if and only if at the output all \
    c_a are 1 and for each atom a_s = P_s, g_s = e_s, and the paths to s have one d: the network is \
    *exactly balanced*. The same holds with every mean set to 0.

    Consequences. λ₂ = min(K_ii − K_ij, K_ii + K_ij). If K_ii − K_ij equals Eq. 12 for all ρ, then \
    λ₂ ≤ Eq. 12 for all ρ, and, by interlacing, λ_min ≤ Eq. 12 for every N. Otherwise K_ii − K_ij is \
    larger for every ρ < 1, and for ρ in [0, 1), where K_ij ≥ 0, it is λ₂: Eq. 12 is not an upper \
    bound. So Eq. 12 is an upper bound exactly for the networks that attain it.
    """

  /// Means never decrease λ₂.
  static let means = """
    Unit, centred inputs; a prime marks the exact rule with every mean set to 0. With F(a, b) = \
    a·h(b/a) and G(a, g) = a(1 − h(1 − g/a)), a parameterised edge maps K_ij to F(K_ii, K_ij) and \
    K_ii − K_ij to G(K_ii, K_ii − K_ij). F increases with b (h does) and with a (its derivative is \
    h(C) − C h′(C) = √(1 − C²)/π ≥ 0); G increases with both (see the proof of eq12-jensen).

    By induction over the nodes K_ii ≥ K′_ii, K_ij ≥ K′_ij and K_ii − K_ij ≥ K′_ii − K′_ij: the \
    coefficients c_a are the same, cross terms are ≥ 0 and are the same in K_ii and K_ij. Hence also \
    K_ii + K_ij ≥ K′_ii + K′_ij, and λ₂ = min(K_ii − K_ij, K_ii + K_ij) ≥ λ₂′.

    Call a node *affected* if it combines two parameterised atoms, or an atom whose edge leaves an \
    affected node; these are the nodes with K_ii > K′_ii. For ρ < 1, K_ii − K_ij is strictly larger at \
    the output if and only if it combines an atom whose edge leaves an affected node (G increases \
    strictly with a). If it does, λ₂ > λ₂′ on [0, 1), where K_ij and K′_ij are ≥ 0. If it does not, the \
    K_ii − K_ij agree, and λ₂ and λ₂′ differ somewhere if and only if the output is affected and \
    K′_ij < 0 at ρ = −1 (K′_ij increases with ρ). These are exactly the DAGs for which Remark 3.3 fails.
    """

  /// Kernel gradient descent.
  static let rate = """
    Gradient descent on ½‖y − X‖² with kernel K multiplies the error by I − ηK at each step. Along an \
    eigenvector with eigenvalue λ, ‖·‖² is multiplied by (1 − ηλ)². For 0 < η ≤ 1/λ_max and \
    x = ηλ_min ≤ z = ηλ ≤ 1: (1 − z)² ≤ 1 − z ≤ 1 − x ≤ 1 − x/2, hence the printed rate, even without \
    the factor ½. Conversely the rate holds for all errors and k if and only if \
    (1 − z)² ≤ 1 − x/2 for z = ηλ_min and z = ηλ_max ((1 − z)² is convex): for z = x this is \
    x(x − 3/2) ≤ 0, and for z = ηλ_max it is ηλ_max ≤ 1 + √(1 − ηλ_min/2) (the other side, \
    ηλ_max ≥ 1 − √(1 − ηλ_min/2), follows from λ_max ≥ λ_min and x ≤ 3/2).
    """

  /// Depth asymptotics.
  static let depth = """
    Put e_k = 1 − h^k(ρ), e_0 = 1 − ρ in (0, 2], y_k = 1/√e_k, u = √2/(3π). For 0 ≤ e ≤ 2 \
    1 − e + 2u e^{3/2} ≤ h(1 − e) ≤ 1 − e + 2u e^{3/2}(1 + e/4), from which \
    y_k + u ≤ y_{k+1} ≤ y_k + u + 1/(4 y_k). The left inequality gives y_k ≥ y_0 + ku, and with it the \
    right one, summed, y_k ≤ y_0 + ku + (√e_0 + ln(1 + ku√e_0)/u)/4: \
    1/(4y_0) is the first term, and 1/(4 y_j) ≤ 1/(4(y_0 + ju)) is bounded by an integral. Since \
    1/u² = 9π²/2 and y_k = ku + O(log k), e_k·2k²/(9π²) → 1.
    """
}
