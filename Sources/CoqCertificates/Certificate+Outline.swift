import CertificateChecking
import CertificateVerification
import ExactArithmetic
import IntervalArithmetic

extension Certificate {
  /// What a certificate of format 2 is about, and by which points it shows it; covers are left empty.
  ///
  /// A proof for Coq takes the covers from the text itself, which is kept.
  package init(outlineOf text: String) throws(ReadingError) {
    let read = try ElaboratedCertificate(text)
    let cases = read.cases.map { entry -> Case in
      let evidence: Evidence =
        switch entry.evidence {
        case .cover: .cover([])
        case .point(let values, let precision): .point(values, Precision(precision))
        case .root(let lower, let upper, let precision, _, _):
          .signChange(lower: lower, upper: upper, Precision(precision))
        }
      return Case(networks: entry.values, evidence: evidence)
    }
    self.init(
      statement: read.statement, verdict: read.isProof ? .proved : .refuted, cases: cases)
    self.text = text
  }
}
