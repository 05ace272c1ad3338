import CertificateChecking
import CertificateVerification
import Statements

/// The text of a proof for Coq of a statement with variables that have finitely many values, whole numbers,
/// networks, edges: a proof for each of their values, or for one that decides, in a module of its own, and
/// what follows from them.
struct CoqInstancesFile {
  let statement: CoqStatement
  let isProved: Bool
  /// The values, and the proof of what is said of them where one is needed.
  let instances: [(formula: CoqFormula, networks: [CoqNetwork], proof: CoqProof?)]

  init(_ statement: CoqStatement, _ certificate: Certificate) throws(CoqCertificateError) {
    self.statement = statement
    let isProved = certificate.verdict == .proved
    self.isProved = isProved
    let completed = certificate.text.flatMap { try? ElaboratedCertificate($0) }
    let isAboutAll = statement.choosers.allSatisfy { ($0.kind == .forall) == isProved }
    var instances: [(formula: CoqFormula, networks: [CoqNetwork], proof: CoqProof?)] = []
    for values in statement.instances {
      let names = statement.choosers.compactMap { values[$0.name]?.text }
      let found = certificate.cases.first { $0.networks == names }
      let entry = completed?.cases.first { $0.values == names }
      var reader = statement.reader(choices: values)
      let formula: CoqFormula
      do { formula = try statement.formula(&reader) } catch {
        throw CoqCertificateError("\(error)")
      }
      var proof: CoqProof?
      if isAboutAll || found != nil || entry != nil {
        proof = try statement.proof(of: formula, isProved, found, entry)
      }
      instances.append((formula, reader.met, proof))
    }
    self.instances = instances
    guard statement.cases.isShown(isProved, by: known) else {
      throw CoqCertificateError("the deciding values are not known")
    }
  }

  var text: String {
    let files = instances.map { instance in
      instance.proof.map {
        CoqFile(
          statement: statement, isProved: isProved, formula: instance.formula,
          networks: instance.networks, proof: $0)
      }
    }
    var lines = statement.header(
      isProved, ofBoxes: true,
      machine: files.contains { $0?.needsMachine == true },
      ofReductions: files.contains { $0?.isReduced == true })
    for (index, file) in files.enumerated() {
      guard let file else { continue }
      lines += ["Module case_\(index + 1)."] + file.body + ["End case_\(index + 1).", ""]
    }
    lines.append("Local Open Scope R_scope.")
    let claims = instances.map { instance in
      statement.proposition(of: instance.formula.namingNetworks(\.writtenOut))
    }
    let claim = statement.cases.proposition(claims)
    lines += CoqText.wrapped("Theorem certified : \(isProved ? claim : "~ (\(claim))").")
    lines += CoqText.wrapped("Proof. \(tactic) Qed.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// From the cases to the theorem.
  private var tactic: String {
    let known = known
    return isProved
      ? statement.cases.proof(by: known)
      : "intros H. " + statement.cases.refutation(of: "H", by: known)
  }

  /// The cases that have a proof.
  private var known: Set<Int> { Set(instances.indices.filter { instances[$0].proof != nil }) }
}
