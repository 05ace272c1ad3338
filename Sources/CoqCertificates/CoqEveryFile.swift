import CertificateChecking
import CertificateVerification
import ExactArithmetic
import Statements

/// The text of a proof for Coq of a statement about every whole number k from one on: refuted by one of them,
/// or proved by induction.
struct CoqEveryFile {
  let statement: CoqStatement
  let text: String

  init(_ statement: CoqStatement, _ certificate: Certificate) throws(CoqCertificateError) {
    self.statement = statement
    var reader = statement.reader()
    let general: CoqFormula
    do { general = try statement.formula(&reader) } catch { throw CoqCertificateError("\(error)") }
    guard general.named.isEmpty else {
      throw CoqCertificateError("it is said of derivatives for every whole number")
    }
    let completed = certificate.text.flatMap { try? ElaboratedCertificate($0) }
    text =
      try
      (certificate.verdict == .refuted
      ? Self.refutation(statement, general, certificate, completed)
      : Self.induction(statement, general, completed)).joined(separator: "\n") + "\n"
  }

  private static func claim(_ statement: CoqStatement, _ general: CoqFormula) -> String {
    let first = statement.every.map { "(\($0.first) <= k)%nat" } ?? ""
    return "forall k : nat, \(first) -> \(statement.proposition(of: general))"
  }

  /// What is said of one k, and a file that shows it or its negation.
  private static func instance(
    _ statement: CoqStatement, _ general: CoqFormula, k: Int, comparison: Int?, isProved: Bool,
    _ found: Certificate.Case?, _ entry: ElaboratedCertificate.Case?
  ) throws(CoqCertificateError) -> CoqFile {
    var reader = statement.reader(k: k)
    var formula: CoqFormula
    if general.families.contains(where: { $0.scale != 1 }) {
      // One network whose skips have a scale has no form of its own.
      formula = try written(general, for: k)
    } else {
      do { formula = try statement.formula(&reader) } catch {
        throw CoqCertificateError("\(error)")
      }
    }
    if let comparison, let all = formula.comparisons { formula = all[comparison] }
    let proof = try statement.proof(of: formula, isProved, found, entry)
    return CoqFile(
      statement: statement, isProved: isProved, formula: formula, networks: reader.met,
      proof: proof)
  }

  private static func written(
    _ general: CoqFormula, for k: Int
  ) throws(CoqCertificateError) -> CoqFormula {
    guard general.expressions.allSatisfy({ $0.written(for: k) != nil }) else {
      throw CoqCertificateError(
        "of networks whose skips have a scale the Coq library has Kii, Kij and lambda2, variance-only"
      )
    }
    return general.mapping { $0.written(for: k) ?? $0 }
  }

  private static func refutation(
    _ statement: CoqStatement, _ general: CoqFormula, _ certificate: Certificate,
    _ completed: ElaboratedCertificate?
  ) throws(CoqCertificateError) -> [String] {
    guard let text = certificate.cases.first?.networks.first, let k = Int(text) else {
      throw CoqCertificateError("the deciding whole number is not known")
    }
    let file = try instance(
      statement, general, k: k, comparison: nil, isProved: false, certificate.cases.first,
      completed?.cases.first)
    let families = general.families
    let scales = Set(families.map(\.scale)).filter { $0 != 1 }.sorted()
    // Powers with the exponents 0 and 1 are not written as such of one k, if it is read with that number.
    let rewriting =
      scales.isEmpty
      ? "rewrite ?pow_1, ?pow_O in H. "
      : scales.map { "\(CoqFamily.tactic($0, "H")). " }.joined()
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let values = names.flatMap { [$0, "D\($0)"] }.joined(separator: " ")
    let intro = names.isEmpty ? "" : "intros \(values). "
    return statement.header(false, ofBoxes: true, machine: file.needsMachine, families: families)
      + ["Module case_1."] + file.body + ["End case_1.", "", "Local Open Scope R_scope."]
      + CoqText.wrapped("Theorem certified : ~ (\(claim(statement, general))).")
      + CoqText.wrapped(
        "Proof. intros H. apply case_1.certified. \(intro)"
          + "specialize (H \(k)%nat ltac:(repeat constructor) \(values)). \(rewriting)"
          + "exact H. Qed.")
  }

  // MARK: Induction

  private static func induction(
    _ statement: CoqStatement, _ general: CoqFormula, _ completed: ElaboratedCertificate?
  ) throws(CoqCertificateError) -> [String] {
    let induction = try CoqInduction(statement, general)
    guard let completed, let comparisons = general.comparisons else {
      throw CoqCertificateError("it is said of every whole number, in a certificate of format 1")
    }
    var (starts, steps) = ([CoqFile](), [String]())
    for index in comparisons.indices {
      func entry(_ kind: String) throws(CoqCertificateError) -> ElaboratedCertificate.Case {
        if let entry = completed.cases.first(where: { $0.values == ["\(kind)-\(index + 1)"] }) {
          return entry
        }
        throw CoqCertificateError("the certificate has no case \(kind)-\(index + 1)")
      }
      starts.append(
        try instance(
          statement, general, k: induction.every.first, comparison: index, isProved: true, nil,
          try entry("start")))
      steps.append(try induction.step(try entry("step"), comparison: index, of: comparisons))
    }
    var lines = statement.header(
      true, ofBoxes: true, machine: starts.contains { $0.needsMachine },
      families: induction.families)
    for (index, start) in starts.enumerated() {
      lines += ["Module start_\(index + 1)."] + start.body + ["End start_\(index + 1).", ""]
    }
    return lines + definitions(induction, steps) + proof(statement, general, induction, starts)
  }

  /// The arguments that the library's definitions take.
  private static func context(_ induction: CoqInduction) -> String {
    "ranges quantity_ranges next \(induction.place) \(induction.every.first) claim"
  }

  /// What looks at a step's cover, and that it is sound.
  private static let checker = "Boxes.\(CoqProof.coverModule).check (StdFloat.PtoP 140) true"
  private static let soundness =
    "Boxes.\(CoqProof.coverModule).check_correct (StdFloat.PtoP 140) true"

  private static func definitions(_ induction: CoqInduction, _ steps: [String]) -> [String] {
    let statement = induction.statement
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let bindings = names.enumerated().map { "let \($1) := values xs \($0)%nat in " }.joined()
    let next = induction.next.map(\.syntax).joined(separator: "; ")
    var lines = ["Local Open Scope R_scope."]
    lines += CoqText.wrapped("Definition ranges : domain := \(statement.ranges).")
    lines += CoqText.wrapped("Definition quantity_ranges : domain := \(induction.ranges).")
    lines += CoqText.wrapped("Definition next : list expr := [\(next)].")
    lines += CoqText.wrapped(
      "Definition claim : formula := \(induction.claim.mapping(induction.inVariables).syntax).")
    lines += CoqText.wrapped(
      "Definition quantities (k : nat) (xs : list R) : list R := \(bindings)"
        + "[\(induction.values.joined(separator: "; "))].")
    lines.append("Definition evidence : list (list use * list nat * list expr * cover) := [")
    for (index, step) in steps.enumerated() {
      let end = index == steps.count - 1 ? "]." : ";"
      lines += (step + end).split(separator: "\n").flatMap { CoqText.wrapped("  " + $0) }
    }
    lines += CoqText.wrapped(
      "Lemma accepted : check_steps \(context(induction)) (\(checker)) (comparisons claim) "
        + "evidence = true.")
    return lines + ["Proof. vm_cast_no_check (eq_refl true). Qed."]
  }

  /// The theorem, from what is known of the quantities.
  private static func proof(
    _ statement: CoqStatement, _ general: CoqFormula, _ induction: CoqInduction,
    _ startFiles: [CoqFile]
  ) -> [String] {
    let count = startFiles.count
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let cases =
      "destruct xs as \(names.reversed().reduce("[|]") { "[|\($1) \($0)]" }); try discriminate L."
    let shown = "(first <= k)%nat -> length xs = \(names.count)%nat -> inside ranges (values xs) ->"
      .replacing("first", with: "\(induction.every.first)")
    let facts =
      names.indices.map { "variable_fact I \($0)%nat. " }.joined() + "claim_facts D. "
      + induction.facts.map { "\($0). " }.joined()
    let variables = names.indices.map { " _ (I \($0)%nat _ _ eq_refl)" }.joined()
    // What is said of the first k speaks of a network of its own, which is one of a family, and of powers by their values.
    let (first, families) = (induction.every.first, induction.families)
    let starts = startFiles.enumerated().map { index, file in
      let networks = file.networks.compactMap { network in
        families.first { $0.codes(first) == network.codes }.map {
          "change start_\(index + 1).\(network.name) with \($0.name(of: first)) in S; "
        }
      }
      let rewriting = induction.rewriting(" in S").map { "\($0); " }.joined()
      return "pose proof (start_\(index + 1).certified\(variables)) as S; "
        + "\(networks.joined())\(rewriting)start_from S"
    }
    var lines = CoqText.wrapped(
      "Lemma next_is k xs : \(shown) map (fun e => eval e (state quantities k xs)) next = "
        + "quantities (S k) xs.")
    lines += CoqText.wrapped(
      "Proof. intros K L I. \(cases) unfold quantities, next. cbn [map]. rewrite natural_step. "
        + "reflexivity. Qed.")
    lines += CoqText.wrapped(
      "Lemma place_is k xs : length xs = \(names.count)%nat -> "
        + "state quantities k xs \(induction.place)%nat = IZR (Z.of_nat k).")
    lines += CoqText.wrapped("Proof. intros L. \(cases) reflexivity. Qed.")
    lines += CoqText.wrapped(
      "Lemma range_is k xs : \(shown) denote claim (state quantities k xs) -> "
        + "inside (box_domain ranges quantity_ranges) (state quantities k xs).")
    lines += CoqText.wrapped("Proof. intros K L I D. \(cases) \(facts)in_domain. Qed.")
    lines += CoqText.wrapped(
      "Lemma start_is xs : length xs = \(names.count)%nat -> inside ranges (values xs) -> "
        + "denote claim (state quantities \(induction.every.first) xs).")
    lines += CoqText.wrapped(
      "Proof. intros L I. \(cases) "
        + starts.dropLast().map { "split; [\($0)|]. " }.joined() + starts[count - 1] + ". Qed.")
    lines += CoqText.wrapped("Theorem certified : \(claim(statement, general)).")
    lines += CoqText.wrapped(
      "Proof. intros k K \(names.map { "\($0) D\($0)" }.joined(separator: " ")). "
        + "\(induction.rewriting().map { "\($0). " }.joined())"
        + "refine (by_induction \(context(induction)) quantities (fun _ _ => eq_refl) next_is place_is "
        + "range_is (\(checker)) (\(soundness)) evidence eq_refl accepted start_is k K "
        + "[\(names.joined(separator: "; "))] eq_refl _). in_domain. Qed.")
    return lines
  }
}
