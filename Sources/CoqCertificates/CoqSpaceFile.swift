import CertificateVerification
import NetworkGraphs
import Statements

/// The text of a proof for Coq that goes through all networks of a space: one certificate for each, in the
/// order of Coq's own list of them. It is a cover, or, where some values of the variables are enough, a point.
struct CoqSpaceFile {
  let statement: CoqStatement
  let isProved: Bool
  /// Whether each network has a point.
  let hasPoints: Bool
  /// The formula, in which the bound network is called dag.
  let formula: CoqFormula
  /// The constant networks of the formula.
  let networks: [CoqNetwork]
  /// nil where nothing is asked of the real variables.
  let proofs: [CoqProof?]

  init(
    _ statement: CoqStatement, _ isProved: Bool, _ entries: [ElaboratedCertificate.Case]
  ) throws(CoqCertificateError) {
    guard let network = statement.network else {
      throw CoqCertificateError("no network is quantified")
    }
    hasPoints = statement.variables.contains { $0.kind != network.kind }
    var cases: [String: ElaboratedCertificate.Case] = [:]
    for entry in entries { cases[entry.values.first ?? ""] = entry }
    // What Coq's list leaves to the formula is in it too.
    let domain = network.domain.withoutNumbers.withoutNames
    var texts: [(name: String, isMember: Bool)] = []
    var read: (formula: CoqFormula, networks: [CoqNetwork])?
    for graph in domain.networks() {
      guard let text = graph.digitString else {
        throw CoqCertificateError("\(graph) is no network of digits")
      }
      texts.append((text, network.domain.meetsConditions(graph)))
      // Each is read, so that one that has no form, or is too large, is noticed.
      var reader = statement.reader(networks: [network.name: graph])
      do { read = (try statement.formula(&reader), reader.met) } catch {
        throw CoqCertificateError("\(error)")
      }
    }
    guard let read, read.networks.contains(where: \.isBound) else {
      throw CoqCertificateError("nothing is said of \(network.name)")
    }
    guard !read.formula.hasNamed else {
      throw CoqCertificateError("it is said of derivatives and of every network")
    }
    // Coq lists a complete space in the order of the digits.
    if case .complete = domain.space { texts.sort { $0.name < $1.name } }
    self.statement = statement
    self.isProved = isProved
    formula = read.formula.namingNetworks { network in
      network.isBound
        ? network.renamed(CoqReader.boundNetwork, variable: CoqReader.boundNetwork)
        : network
    }
    networks = read.networks.filter { !$0.isBound }
    var proofs: [CoqProof?] = []
    for (name, isMember) in texts {
      guard isMember, !statement.variables.isEmpty else {
        proofs.append(nil)
        continue
      }
      guard let entry = cases[name] else {
        throw CoqCertificateError("the certificate has no case for \(name)")
      }
      let proof = try CoqProof(entry, of: statement, formula, isProved)
      guard proof.pair(isPoint: hasPoints) != nil else {
        throw CoqCertificateError(
          "what is said of \(name) is not shown by \(hasPoints ? "a point" : "a cover")")
      }
      proofs.append(proof)
    }
    self.proofs = proofs
  }

  var text: String {
    let arithmetic = proofs.compactMap { $0 }.max { $0.arithmetic.bits < $1.arithmetic.bits }?
      .arithmetic
    let precision = (arithmetic ?? .standard(70)).precision
    let members = statement.listed
    let conditions = statement.conditions(members: members.map(\.name)).map(\.claim)
    let names = conditions.indices.map { "C\($0)" }
    var lines = [
      "(** \(CoqText.commented(statement.statement.source))", "",
      "    \(isProved ? "Proved" : "Refuted").  To check: coqc -R Proofs/Coq KernelCalculator FILE.v *)",
      "From Coq Require Import ZArith Reals List QArith.",
      "From KernelCalculator Require Import ArcCosine KernelOrders Network EffectiveDepth",
      "  TangentKernel Expression Certificate Spaces Boxes.", "Import ListNotations.", "",
    ]
    for network in networks + members {
      lines.append("Definition \(network.name) : network := \(network.syntax).")
    }
    lines += CoqText.wrapped(
      "Definition statement (dag : network) : formula := \(formula.syntax).")
    lines += CoqText.wrapped("Definition networks : list network := \(space).")
    lines += CoqText.wrapped("Definition ranges : domain := \(statement.ranges).")
    lines += evidence
    let check = "\(hasPoints ? "check_points" : "check_each") \(precision) \(isProved)"
    lines += ["", "Lemma accepted :"]
    lines += CoqText.wrapped(
      "  Boxes.\(CoqProof.coverModule).\(check) statement ranges networks evidence = true.")
    lines += ["Proof. vm_cast_no_check (eq_refl true). Qed.", "", "Local Open Scope R_scope."]
    let claim = statement.proposition(of: formula)
    let theorem =
      hasPoints
      ? isProved ? "witness_for_every" : "counterexample_for_every"
      : isProved ? "for_every" : "for_no"
    let sound =
      "Boxes.\(CoqProof.coverModule).\(theorem) \(precision) statement ranges networks evidence "
      + "accepted dag"
    if isProved {
      lines += CoqText.wrapped(
        "Theorem certified : forall dag : network, "
          + conditions.map { "\($0) -> " }.joined() + "(\(claim)).")
      lines += CoqText.wrapped(
        "Proof. intros dag \(names.joined(separator: " ")). refine (\(sound) _). \(membership) Qed."
      )
    } else {
      lines += CoqText.wrapped(
        "Theorem certified : ~ exists dag : network, "
          + conditions.map { "\($0) /\\ " }.joined() + "(\(claim)).")
      lines += CoqText.wrapped(
        "Proof. intros (dag & \((names + ["H"]).joined(separator: " & "))). "
          + "refine (\(sound) _ H). \(membership) Qed.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What establishes the formula for each network of the list, as definitions; networks often have the same, which is
  /// then defined once.
  private var evidence: [String] {
    let pairs = proofs.map { $0?.pair(isPoint: hasPoints) }
    // Any point of the domain, or cover, will do for the others.
    let other =
      (hasPoints ? pairs.lazy.compactMap { $0 }.first : nil) ?? "([], (Leaf 0 [Natural]))"
    let texts = pairs.map { $0 ?? other }
    let type = "list expr * \(hasPoints ? "list Q" : "cover")"
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    var (names, lines) = ([String: String](), [String]())
    for text in texts where text.count > Self.shortest && counts[text, default: 0] > 1 {
      guard names[text] == nil else { continue }
      let name = "shown_\(names.count + 1)"
      names[text] = name
      lines += CoqText.wrapped("Definition \(name) : \(type) := \(text).")
    }
    let all = texts.map { names[$0] ?? $0 }.joined(separator: "; ")
    return lines + CoqText.wrapped("Definition evidence : list (\(type)) := [\(all)].")
  }

  /// From how many characters on what several networks have has a name.
  private static let shortest = 20

  private var tests: String {
    let tests = statement.network?.domain.withoutNumbers.conditions.compactMap { condition in
      switch condition {
      case .connected: "is_connected"
      case .parameterised: "is_parameterised"
      case .comparison: nil
      }
    }
    return "[\((tests ?? []).joined(separator: "; "))]"
  }

  /// Coq's list of the networks.
  private var space: String {
    switch statement.network?.domain.space {
    case .complete(let space): "space \(space.nodes) \(tests)"
    case .nasBench201: "space 3 \(tests)"
    case .list, nil:
      "among [\(statement.listed.map(\.name).joined(separator: "; "))] \(tests)"
    }
  }

  /// That the network is in the list.
  private var membership: String {
    let lemma =
      switch statement.network?.domain.space {
      case .complete: "in_space"
      case .nasBench201: "in_nb201_space"
      case .list, nil: "in_among"
      }
    return "apply \(lemma); try assumption. repeat apply Forall_cons; try apply Forall_nil; "
      + "first [assumption|now apply connected_is]."
  }
}

extension NetworkDomain {
  /// The domain with the cells of NAS-Bench-201 as networks: these are all those with three nodes.
  var withoutNames: NetworkDomain {
    guard space == .nasBench201 else { return self }
    return NetworkDomain(space: .complete(CompleteSpace(nodes: 3)), conditions: conditions)
  }

  /// The domain with the conditions that are words; a number that is compared is to be defined.
  var withoutNumbers: NetworkDomain {
    var words: [Condition] = []
    for condition in conditions {
      let word: Condition? =
        switch condition {
        case .connected, .parameterised: condition
        case .comparison(.depth, _, _): .connected
        case .comparison(.width, _, _): .parameterised
        case .comparison: nil
        }
      if let word, !words.contains(word) { words.append(word) }
    }
    return NetworkDomain(space: space, conditions: words)
  }
}

extension CoqProof {
  /// Hints, and the point or the cover, as a pair; nil where this is no such proof.
  fileprivate func pair(isPoint: Bool) -> String? {
    let (hints, shown): ([CoqExpression], String)
    switch evidence {
    case .boxes(let cover, let own) where !isPoint: (hints, shown) = (own, cover.syntax)
    case .values(let point, let own) where isPoint: (hints, shown) = (own, point.coqPoint)
    default: return nil
    }
    return "([\(hints.map(\.syntax).joined(separator: "; "))], \(shown))"
  }
}

extension CoqProof.Arithmetic {
  /// Bits; 53 for the machine's.
  var bits: Int {
    if case .standard(let bits) = self { bits } else { 53 }
  }
}
