/// What is known about a claim, by the word that is printed everywhere.
///
/// `undecided` is never success: nothing maps it to one of the others.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  case proved, refuted, undecided
}

/// How two real numbers compare, where that is certified.
public enum CertifiedOrder: String, CaseIterable, Hashable, Sendable {
  case below, equal, above
  /// The two could not be told apart: neither proved equal nor separated at the largest precision.
  case undecided

  /// The order of a and b from the sign of a − b; nil where that is not known.
  public init(sign: Int?) {
    self = sign.map { $0 < 0 ? .below : $0 == 0 ? .equal : .above } ?? .undecided
  }
}
