import CertificateChecking
import KernelVocabulary

/// How many networks were asked about, and how they fared.
package struct Counts: Sendable, Hashable {
  /// For how many networks the claim holds.
  package var holds: Int
  /// For how many it fails.
  package var fails: Int
  /// For how many neither was proved.
  package var undecided: Int
  /// The number of networks.
  package var checked: Int { holds + fails + undecided }

  /// Counts that are known already.
  package init(holds: Int = 0, fails: Int = 0, undecided: Int = 0) {
    self.holds = holds
    self.fails = fails
    self.undecided = undecided
  }

  /// What the counts say about "for every network".
  package var verdict: Verdict {
    fails > 0 ? .refuted : undecided > 0 ? .undecided : .proved
  }
}

/// A certificate under the name of its file.
package struct NamedCertificate: Sendable {
  /// What the certificate is called.
  package let name: String
  /// The certificate.
  package let certificate: Certificate
}

/// The answer to a question.
package struct Answer: Sendable {
  /// What was found.
  package var verdict: Verdict
  /// How the networks of a family fared.
  package var counts: Counts?
  /// The values that refute a "for all", as `dag = 1_12_002, rho = 0`.
  package var counterexample: String?
  /// Results worth saying, a line each.
  package var details: [String]
  /// Why the question is undecided.
  package var reason: String?
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
  package init(
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
