import ExactArithmetic
import Statements

/// The text of a certificate for Coq.
struct CoqFile {
  let statement: CoqStatement
  let isProved: Bool
  let formula: CoqFormula
  let networks: [CoqNetwork]
  let proof: CoqProof

  /// Long lines are broken at spaces before this column.
  private static let columns = 95

  var text: String {
    var lines = [
      "(** \(commented(statement.statement.source))", "",
      "    \(isProved ? "Proved" : "Refuted").  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)",
      "From Coq Require Import ZArith Reals List\(isOfBoxes ? " QArith" : "").",
    ]
    if case .machine = proof.arithmetic {
      lines.append("From Interval Require Import Primitive_ops.")
    }
    lines += [
      "From KernelCalculator Require Import ArcCosine Network EffectiveDepth Expression Certificate"
        + (isOfBoxes ? " Boxes." : "."),
      "Import ListNotations.", "",
    ]
    for network in networks + statement.listed {
      lines.append("Definition \(network.name) : network := \(network.syntax).")
    }
    lines += wrapped("Definition statement : formula := \(formula.syntax).")
    lines += definitions
    lines += ["", "Lemma accepted :"] + wrapped("  \(module).\(check) = true.")
    lines += ["Proof. vm_cast_no_check (eq_refl true). Qed.", "", "Local Open Scope R_scope."]
    lines += theorems
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: The check

  private var module: String { (isOfBoxes ? "Boxes." : "") + proof.arithmetic.module }

  /// Whether the checker of several variables is used.
  private var isOfBoxes: Bool {
    switch proof.evidence {
    case .boxes, .values: true
    case .cover, .point, .constant: false
    }
  }
  private var truth: String { proof.truth ? "true" : "false" }

  /// The interval and what establishes the formula on it, as arguments.
  private var arguments: String {
    if isOfBoxes { return " ranges hints evidence" }
    guard let interval = statement.variables.first?.interval else { return "" }
    let ends = " \(interval.coqEnds.lower) \(interval.coqEnds.upper)"
    switch proof.evidence {
    case .cover: return ends + " pieces"
    case .point(let point): return ends + " \(point.coqArguments)"
    case .constant, .boxes, .values: return ""
    }
  }

  private var check: String {
    let name =
      switch proof.evidence {
      case .cover, .boxes: "check"
      case .point, .values: "check_point"
      case .constant: "check_constant"
      }
    return "\(name) \(proof.arithmetic.precision) \(truth) statement\(arguments)"
  }

  /// The theorem of the library that says what the check proves.
  private var sound: String {
    let name =
      switch (proof.evidence, proof.truth) {
      case (.cover, true), (.boxes, true): "for_all"
      case (.cover, false), (.boxes, false): "for_none"
      case (.point, true), (.values, true): "witness"
      case (.point, false), (.values, false): "counterexample"
      case (.constant, true): "holds_constant"
      case (.constant, false): "fails_constant"
      }
    return "\(module).\(name) \(proof.arithmetic.precision) statement\(arguments) accepted"
  }

  /// What the check takes besides the statement.
  private var definitions: [String] {
    switch proof.evidence {
    case .cover(let plan): return definition(plan)
    case .point, .constant: return []
    case .boxes(let cover, let hints):
      return definitions(hints)
        + cover.syntax.split(separator: "\n").enumerated().flatMap { index, line in
          wrapped((index == 0 ? "Definition evidence : cover := " : "  ") + line)
        }.endingWithDot
    case .values(let values, let hints):
      let fractions = values.map { "\($0.numerator.coq) # \($0.denominator)" }
      return definitions(hints)
        + wrapped("Definition evidence : list Q := [\(fractions.joined(separator: "; "))]%Q.")
    }
  }

  /// The domain of the variables, and expressions that the certificate gives.
  private func definitions(_ hints: [CoqExpression]) -> [String] {
    let sides = statement.variables.map {
      "(\($0.interval.coqEnds.lower), \($0.interval.coqEnds.upper))"
    }
    return wrapped("Definition ranges : domain := [\(sides.joined(separator: "; "))].")
      + wrapped(
        "Definition hints : list expr := [\(hints.map(\.syntax).joined(separator: "; "))].")
  }

  private func definition(_ plan: CoqPlan) -> [String] {
    let denominator = plan.denominator
    func scaled(_ cut: Rational) -> String { (cut * Rational(denominator)).numerator.coq }
    func start(_ q: Integer?) -> String { q.map { "Some (1, \($0))" } ?? "None" }
    let cuts = plan.cuts.dropFirst().map(scaled).joined(separator: "; ")
    return ["(* Cut points times \(denominator), and v0 of the pieces next to -1 and 1. *)"]
      + wrapped(
        "Definition pieces : plan := {| from_minus_one := \(start(plan.fromMinusOne)); "
          + "denominator := \(denominator); first := \(scaled(plan.cuts[0])); "
          + "cuts := [\(cuts)]; to_one := \(start(plan.toOne)) |}%Z.")
  }

  // MARK: The theorem

  private var theorems: [String] {
    guard let network = statement.network else {
      let claim = statement.proposition(of: formula)
      return wrapped("Theorem certified : \(isProved ? claim : "~ (\(claim))").")
        + wrapped("Proof. exact (\(sound)). Qed.")
    }
    let name = networks.first { $0.isBound }?.name ?? network.name
    let general = statement.proposition(of: formula)
    let special = statement.proposition(of: formula.namingNetworks { $0.named })
    let conditions = statement.conditions(members: statement.listed.map(\.name))
    var lines = wrapped("Lemma instance : \(isProved ? special : "~ (\(special))").")
    lines += wrapped("Proof. exact (\(sound)). Qed.")
    if isProved {
      let all = conditions.map { "\($0.claim) /\\ " }.joined()
      let proofs = conditions.map { "split; [\($0.tactic)|]. " }.joined()
      lines += wrapped("Theorem certified : exists dag : network, \(all)(\(general)).")
      lines += wrapped("Proof. exists \(name). \(proofs)exact instance. Qed.")
    } else {
      let all = conditions.map { "\($0.claim) -> " }.joined()
      let proofs = conditions.map { " ltac:(\($0.tactic))" }.joined()
      lines += wrapped("Theorem certified : ~ forall dag : network, \(all)(\(general)).")
      lines += wrapped("Proof. intros H. exact (instance (H \(name)\(proofs))). Qed.")
    }
    return lines
  }

  // MARK: Layout

  /// The statement's text inside a comment.
  private func commented(_ source: String) -> String {
    var text = ""
    for character in source.split(whereSeparator: \.isNewline).joined(separator: "\n    ") {
      if let last = text.last,
        (last == "(" && character == "*") || (last == "*" && character == ")")
      {
        text.append(" ")
      }
      text.append(character)
    }
    return text
  }

  /// The text, broken at spaces into lines that are not too long.
  private func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty && line.count + 1 + word.count > Self.columns {
        lines.append(line)
        line = "  " + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

extension [String] {
  /// The lines, the last of them with a full stop.
  fileprivate var endingWithDot: [String] { dropLast() + [(last ?? "") + "."] }
}

extension RealInterval {
  /// The ends as terms of the library's type `bound`.
  fileprivate var coqEnds: (lower: String, upper: String) {
    (
      "\(includesLower ? "(Closed" : "(Open") \(lower.coqArguments))",
      "\(includesUpper ? "(Closed" : "(Open") \(upper.coqArguments))"
    )
  }
}

extension Rational {
  /// Numerator and denominator as two arguments.
  fileprivate var coqArguments: String { "\(numerator.coq) \(denominator)" }
}
