import CertificateChecking
import CertificateVerification
import Statements

/// The text of a proof for Coq of a statement about every whole number k from one on: refuted by one of them.
struct CoqEveryFile {
  let statement: CoqStatement
  /// What is said of k, and of the deciding number.
  private let general: CoqFormula
  private let instance: (k: Int, file: CoqFile)

  init(_ statement: CoqStatement, _ certificate: Certificate) throws(CoqCertificateError) {
    self.statement = statement
    guard certificate.verdict == .refuted else {
      throw CoqCertificateError("it is said of every whole number")
    }
    guard let text = certificate.cases.first?.networks.first, let k = Int(text) else {
      throw CoqCertificateError("the deciding whole number is not known")
    }
    var (reader, special) = (statement.reader(), statement.reader(k: k))
    let formula: CoqFormula
    do {
      general = try statement.formula(&reader)
      formula = try statement.formula(&special)
    } catch { throw CoqCertificateError("\(error)") }
    guard general.derivatives.isEmpty else {
      throw CoqCertificateError("it is said of derivatives for every whole number")
    }
    let entry = certificate.text.flatMap { try? ElaboratedCertificate($0).cases.first }
    let proof = try statement.proof(of: formula, false, certificate.cases.first, entry)
    instance = (
      k,
      CoqFile(
        statement: statement, isProved: false, formula: formula, networks: special.met, proof: proof
      )
    )
  }

  var text: String {
    let every = statement.every.map { "(\($0.first) <= k)%nat" } ?? ""
    var lines = statement.header(false, ofBoxes: true, machine: instance.file.needsMachine)
    lines += ["Module case_1."] + instance.file.body + ["End case_1.", ""]
    lines.append("Local Open Scope R_scope.")
    lines += CoqText.wrapped(
      "Theorem certified : ~ (forall k : nat, \(every) -> \(statement.proposition(of: general))).")
    lines.append(
      "Proof. intros H. exact (case_1.certified (H \(instance.k)%nat ltac:(repeat constructor))). Qed."
    )
    return lines.joined(separator: "\n") + "\n"
  }
}
