import CertificateChecking
import KernelVocabulary

/// How many networks were asked about, and how they fared.
public struct Counts: Sendable, Hashable {
  /// For how many networks the claim holds.
  public var holds: Int
  /// For how many it fails.
  public var fails: Int
  /// For how many neither was proved.
  public var undecided: Int
  /// The number of networks.
  public var checked: Int { holds + fails + undecided }

  /// Counts that are known already.
  public init(holds: Int = 0, fails: Int = 0, undecided: Int = 0) {
    self.holds = holds
    self.fails = fails
    self.undecided = undecided
  }

  /// What the counts say about "for every network".
  public var verdict: Verdict {
    fails > 0 ? .refuted : undecided > 0 ? .undecided : .proved
  }
}

/// A certificate under the name of its file.
public struct NamedCertificate: Sendable {
  /// What the certificate is called.
  public let name: String
  /// The certificate.
  public let certificate: Certificate
}

/// The answer to a question.
public struct Answer: Sendable {
  /// What was found.
  public var verdict: Verdict
  /// How the networks of a family fared.
  public var counts: Counts?
  /// The values that refute a "for all", as `dag = 1_12_002, rho = 0`.
  public var counterexample: String?
  /// Results worth saying, a line each.
  public var details: [String]
  /// Why the question is undecided.
  public var reason: String?
  /// What proves the answer, without the files' names.
  var certificates: [(part: CertifiedPart, certificate: Certificate)] = []

  /// What a certificate is about: a statement as a whole, or the networks of a family for which it
  /// holds, or those for which it fails.
  enum CertifiedPart {
    case whole, holding, failing

    /// The end of the certificate's file name.
    var suffix: String {
      switch self {
      case .whole: ".cert"
      case .holding: ".holds.cert"
      case .failing: ".fails.cert"
      }
    }
  }

  /// An answer with its evidence.
  public init(
    _ verdict: Verdict, counts: Counts? = nil, counterexample: String? = nil,
    details: [String] = [], reason: String? = nil
  ) {
    self.verdict = verdict
    self.counts = counts
    self.counterexample = counterexample
    self.details = details
    self.reason = reason
  }
}
