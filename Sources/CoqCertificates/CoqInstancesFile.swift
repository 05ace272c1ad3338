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
    isProved = certificate.verdict == .proved
    let completed = certificate.text.flatMap { try? ElaboratedCertificate($0) }
    let isAboutAll = (statement.choosers.first?.kind == .forall) == isProved
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
    guard instances.contains(where: { $0.proof != nil }) else {
      throw CoqCertificateError("the deciding values are not known")
    }
    self.instances = instances
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
    let isConjunction = statement.choosers.first?.kind == .forall
    let claims = instances.map { instance in
      "("
        + statement.proposition(of: instance.formula.namingNetworks(\.writtenOut)) + ")"
    }
    let claim = claims.joined(separator: isConjunction ? " /\\ " : " \\/ ")
    lines += CoqText.wrapped("Theorem certified : \(isProved ? claim : "~ (\(claim))").")
    lines += CoqText.wrapped("Proof. \(tactic) Qed.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// From the cases to the theorem.
  private var tactic: String {
    let names = instances.indices.map { "case_\($0 + 1).certified" }
    let deciding = instances.firstIndex { $0.proof != nil } ?? 0
    let patterns = instances.indices.map { "H\($0 + 1)" }
    switch (statement.choosers.first?.kind == .forall, isProved) {
    case (true, true):
      return names.dropLast().map { "split; [exact \($0)|]. " }.joined()
        + "exact \(names[names.count - 1])."
    case (true, false):
      return "intros H. " + destructed(patterns, "&")
        + "exact (\(names[deciding]) H\(deciding + 1))."
    case (false, true):
      let isLast = deciding == names.count - 1
      return String(repeating: "right. ", count: deciding) + (isLast ? "" : "left. ")
        + "exact \(names[deciding])."
    case (false, false):
      return "intros H. "
        + names.dropLast().map { "destruct H as [H|H]; [exact (\($0) H)|]. " }.joined()
        + "exact (\(names[names.count - 1]) H)."
    }
  }

  private func destructed(_ patterns: [String], _ sign: String) -> String {
    patterns.count == 1
      ? "pose proof H as H1. " : "destruct H as (\(patterns.joined(separator: " \(sign) "))). "
  }
}
