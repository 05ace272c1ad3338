import ExactArithmetic
import Statements
import SymbolicExpressions

/// The text of a certificate for Coq.
struct CoqFile {
  let statement: CoqStatement
  let isProved: Bool
  let formula: CoqFormula
  let networks: [CoqNetwork]
  let proof: CoqProof

  var text: String {
    let header = statement.header(
      isProved, ofBoxes: isOfBoxes, machine: needsMachine, ofReductions: isReduced)
    return (header + body).joined(separator: "\n") + "\n"
  }

  /// Whether the machine's floating-point numbers are used.
  var needsMachine: Bool { if case .machine = proof.arithmetic { true } else { false } }

  /// Whether the formula is reduced to others.
  var isReduced: Bool { if case .reduced = proof.evidence { true } else { false } }

  /// What follows after the libraries that are needed.
  var body: [String] {
    var lines: [String] = []
    for network in networks + statement.listed {
      lines.append("Definition \(network.name) : network := \(network.syntax).")
    }
    let named = formula.namingNetworks(\.named).named
    if isOfBoxes || !named.isEmpty {
      lines += CoqText.wrapped("Definition ranges : domain := \(ranges).")
    }
    lines += named.flatMap { $0.lines(of: statement) }
    let checked = curve?.formula ?? formula
    lines += CoqText.wrapped("Definition statement : formula := \(checked.syntax).")
    lines += definitions
    lines += ["", "Lemma accepted :"] + CoqText.wrapped("  \(module).\(check) = true.")
    lines += ["Proof. vm_cast_no_check (eq_refl true). Qed.", "", "Local Open Scope R_scope."]
    return lines + theorems
  }

  // MARK: The check

  private var module: String {
    switch proof.evidence {
    case .boxes: "Boxes.\(CoqProof.coverModule)"
    case .reduced: "Reductions"
    case .values, .root, .curve: "Boxes.\(proof.arithmetic.module)"
    case .cover, .point, .constant: "Certificate.\(proof.arithmetic.module)"
    }
  }

  /// Whether the checker of several variables is used.
  private var isOfBoxes: Bool {
    switch proof.evidence {
    case .boxes, .values, .root, .curve, .reduced: true
    case .cover, .point, .constant: false
    }
  }

  private var root: CoqRoot? {
    if case .root(let root, _) = proof.evidence { root } else { curve?.root }
  }
  private var curve: CoqCurve? {
    if case .curve(let curve) = proof.evidence { curve } else { nil }
  }

  /// The intervals of the variables, or of the one that remains on a curve.
  private var ranges: String {
    guard let curve else { return statement.ranges }
    return "[\(statement.variables[curve.parameter].interval.coqSides)]"
  }
  private var truth: String { proof.truth ? "true" : "false" }

  /// The interval and what establishes the formula on it, as arguments.
  private var arguments: String {
    if root != nil { return " ranges hints lower upper divisor cofactors" }
    if isOfBoxes { return " ranges hints evidence" }
    guard let interval = statement.variables.first?.interval else { return "" }
    let ends = " \(interval.coqEnds.lower) \(interval.coqEnds.upper)"
    switch proof.evidence {
    case .cover: return ends + " pieces"
    case .point(let point): return ends + " \(point.coqArguments)"
    case .constant, .boxes, .values, .root, .curve, .reduced: return ""
    }
  }

  private var check: String {
    let name =
      switch proof.evidence {
      case .cover, .boxes, .reduced: "check"
      case .point, .values: "check_point"
      case .constant: "check_constant"
      case .root, .curve: "check_root"
      }
    if case .reduced = proof.evidence {
      return "\(name) \(proof.arithmetic.precision) ranges statement steps hints evidence"
    }
    return "\(name) \(proof.arithmetic.precision) \(truth) statement\(arguments)"
  }

  /// The theorem of the library that says what the check proves.
  private var sound: String {
    let name =
      switch (proof.evidence, proof.truth) {
      case (.cover, true), (.boxes, true), (.reduced, _): "for_all"
      case (.cover, false), (.boxes, false): "for_none"
      case (.point, true), (.values, true): "witness"
      case (.point, false), (.values, false): "counterexample"
      case (.root, true), (.curve, true): "witness_root"
      case (.root, false), (.curve, false): "counterexample_root"
      case (.constant, true): "holds_constant"
      case (.constant, false): "fails_constant"
      }
    if case .reduced = proof.evidence {
      return
        "\(module).\(name) \(proof.arithmetic.precision) ranges statement steps hints evidence accepted"
    }
    return "\(module).\(name) \(proof.arithmetic.precision) statement\(arguments) accepted"
  }

  /// What the check takes besides the statement.
  private var definitions: [String] {
    switch proof.evidence {
    case .cover(let plan): return definition(plan)
    case .point, .constant: return []
    case .reduced(let cover, let steps, let hints):
      return CoqText.wrapped("Definition steps : list step := [\(steps.joined(separator: "; "))].")
        + definitions(hints) + definition(cover)
    case .boxes(let cover, let hints): return definitions(hints) + definition(cover)
    case .values(let values, let hints):
      return definitions(hints)
        + CoqText.wrapped("Definition evidence : list Q := \(values.coqPoint).")
    case .root(let root, let hints): return definitions(hints) + definitions(root)
    case .curve(let curve): return definitions([]) + definitions(curve.root)
    }
  }

  private func definitions(_ root: CoqRoot) -> [String] {
    let cofactors = root.cofactors.map(\.syntax).joined(separator: "; ")
    return CoqText.wrapped("Definition lower : list Q := \(root.lower.coqPoint).")
      + CoqText.wrapped("Definition upper : list Q := \(root.upper.coqPoint).")
      + CoqText.wrapped("Definition divisor : expr := \(root.divisor.syntax).")
      + CoqText.wrapped("Definition cofactors : list expr := [\(cofactors)].")
  }

  /// Expressions that the certificate gives.
  private func definitions(_ hints: [CoqExpression]) -> [String] {
    CoqText.wrapped(
      "Definition hints : list expr := [\(hints.map(\.syntax).joined(separator: "; "))].")
  }

  private func definition(_ cover: CoqCover) -> [String] {
    cover.syntax.split(separator: "\n").enumerated().flatMap { index, line in
      CoqText.wrapped((index == 0 ? "Definition evidence : cover := " : "  ") + line)
    }.endingWithDot
  }

  private func definition(_ plan: CoqPlan) -> [String] {
    let denominator = plan.denominator
    func scaled(_ cut: Rational) -> String { (cut * Rational(denominator)).numerator.coq }
    func start(_ q: Integer?) -> String { q.map { "Some (1, \($0))" } ?? "None" }
    let cuts = plan.cuts.dropFirst().map(scaled).joined(separator: "; ")
    return ["(* Cut points times \(denominator), and v0 of the pieces next to -1 and 1. *)"]
      + CoqText.wrapped(
        "Definition pieces : plan := {| from_minus_one := \(start(plan.fromMinusOne)); "
          + "denominator := \(denominator); first := \(scaled(plan.cuts[0])); "
          + "cuts := [\(cuts)]; to_one := \(start(plan.toOne)) |}%Z.")
  }

  // MARK: The theorem

  /// From what the check proves to the theorem, where what has a name stands for what it is.
  private var proofOfClaim: String {
    let named = formula.named
    if named.isEmpty { return "exact (\(sound))." }
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let values = names.flatMap { [$0, "D\($0)"] }.joined(separator: " ")
    let pairs = names.map { "\($0) & D\($0) & " }.joined()
    let some = names.map { "exists \($0); split; [exact D\($0)|]. " }.joined()
    func rewriting(_ place: String) -> String {
      named.map { "rewrite ?(\($0.name)_is \(values))\(place). " }.joined()
    }
    switch (statement.variables.first?.kind, isProved) {
    case (.forall, true): return "intros \(values). \(rewriting(""))exact (\(sound) \(values))."
    case (.exists, true):
      return "destruct (\(sound)) as (\(pairs)H). \(some)\(rewriting(""))exact H."
    case (.forall, false):
      return "intros H. apply (\(sound)). intros \(values). specialize (H \(values)). "
        + "\(rewriting(" in H"))exact H."
    case (.exists, false):
      return "intros (\(pairs)H). \(rewriting(" in H"))apply (\(sound)). \(some)exact H."
    case (nil, true): return "\(rewriting(""))exact (\(sound))."
    case (nil, false): return "intros H. \(rewriting(" in H"))exact (\(sound) H)."
    }
  }

  private var theorems: [String] {
    if let curve {
      let interval = statement.variables[curve.parameter].interval
      let shown = CoqStatement.quantified(
        isProved ? .exists : .forall, [interval],
        isProved ? "(\(curve.formula.proposition))" : curve.formula.proposition)
      let claim = statement.proposition(of: formula)
      return CoqText.wrapped("Lemma on_curve : \(isProved ? shown : "~ (\(shown))").")
        + CoqText.wrapped("Proof. exact (\(sound)). Qed.")
        + CoqText.wrapped("Theorem certified : \(isProved ? claim : "~ (\(claim))").")
        + CoqText.wrapped("Proof. \(curve.proof(isProved, shown: "on_curve")) Qed.")
    }
    guard let network = statement.network else {
      let claim = statement.proposition(of: formula)
      return CoqText.wrapped("Theorem certified : \(isProved ? claim : "~ (\(claim))").")
        + CoqText.wrapped("Proof. \(proofOfClaim) Qed.")
    }
    let name = networks.first { $0.isBound }?.name ?? network.name
    let general = statement.proposition(of: formula)
    let special = statement.proposition(of: formula.namingNetworks(\.named))
    let conditions = statement.conditions(members: statement.listed.map(\.name))
    var lines = CoqText.wrapped("Lemma instance : \(isProved ? special : "~ (\(special))").")
    lines += CoqText.wrapped("Proof. \(proofOfClaim) Qed.")
    if isProved {
      let all = conditions.map { "\($0.claim) /\\ " }.joined()
      let proofs = conditions.map { "split; [\($0.tactic)|]. " }.joined()
      lines += CoqText.wrapped("Theorem certified : exists dag : network, \(all)(\(general)).")
      lines += CoqText.wrapped("Proof. exists \(name). \(proofs)exact instance. Qed.")
    } else {
      let all = conditions.map { "\($0.claim) -> " }.joined()
      let proofs = conditions.map { " ltac:(\($0.tactic))" }.joined()
      lines += CoqText.wrapped("Theorem certified : ~ forall dag : network, \(all)(\(general)).")
      lines += CoqText.wrapped("Proof. intros H. exact (instance (H \(name)\(proofs))). Qed.")
    }
    return lines
  }
}

extension [Rational] {
  /// A list of fractions.
  var coqPoint: String {
    "[\(map { "\($0.numerator.coq) # \($0.denominator)" }.joined(separator: "; "))]%Q"
  }
}

extension [String] {
  /// The lines, the last of them with a full stop.
  fileprivate var endingWithDot: [String] { dropLast() + [(last ?? "") + "."] }
}

extension CoqStatement {
  /// The statement and the verdict as a comment, and the libraries.
  func header(
    _ isProved: Bool, ofBoxes: Bool, machine: Bool, families: [CoqFamily] = [],
    ofReductions: Bool = false
  ) -> [String] {
    var lines = [
      "(** \(CoqText.commented(statement.source))", "",
      "    \(isProved ? "Proved" : "Refuted").  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)",
      "From Coq Require Import ZArith Reals List\(ofBoxes ? " QArith" : "")"
        + "\(every == nil ? "" : " Lra Lia").",
    ]
    if machine { lines.append("From KernelCalculator Require Import ExactFloat.") }
    if isOfDerivatives { lines.append("From Coquelicot Require Import Derive.") }
    let more =
      (ofBoxes ? " Boxes" : "") + (isOfDerivatives ? " Differentiation" : "")
      + (statement.formula.names(NetworkFunction.inputs) ? " Inputs" : "")
      + (ofReductions ? " Slopes Reductions" : "") + (every != nil ? " Induction" : "")
      + (families.isEmpty ? "" : " Chains")
      + (families.allSatisfy { $0.block == nil } ? "" : " Residual")
      + (families.allSatisfy { $0.scale == 1 } ? "" : " Scaled")
      + (network?.domain.space == .nasBench201 ? " Spaces" : "")
    return lines + [
      "From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth",
      "  TangentKernel Expression Certificate\(more).",
    ] + (isOfDerivatives && isOfNetworks ? ["From KernelCalculator Require Correlations."] : [])
      + ["Import ListNotations.", ""]
  }

  /// Whether kernels of networks are spoken of.
  private var isOfNetworks: Bool {
    NetworkFunction.allCases.contains { statement.formula.names($0.rawValue) }
  }

  /// Whether derivatives are spoken of.
  private var isOfDerivatives: Bool { statement.formula.names(Term.derivativeFunction) }

  /// The intervals of the variables, as a term of the library's type `domain`.
  var ranges: String {
    let sides = variables.map(\.interval.coqSides)
    return "[\(sides.joined(separator: "; "))]"
  }
}

extension RealInterval {
  /// The ends as a pair of terms of the library's type `bound`.
  var coqSides: String { "(\(coqEnds.lower), \(coqEnds.upper))" }

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
