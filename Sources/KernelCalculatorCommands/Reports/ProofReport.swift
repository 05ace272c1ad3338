import ExactJSON
import KernelCalculator

/// The outcome of `prove` as it is printed.
struct ProofReport: Report {
  let statement: Statement
  let result: ProofResult
  /// Where the certificate was written, if it was.
  let path: String?
  /// Where the proof for Coq was written, if it was.
  let coqPath: String?

  private var deciding: [(name: String, value: JSON)] {
    result.certificate?.deciding(statement) ?? []
  }

  private var isWitness: Bool { result.verdict == .proved }

  var json: JSON {
    var members: [(key: String, value: JSON)] = [
      ("schema", JSON.schema), ("statement", .string(statement.source)),
      ("verdict", .string(result.verdict.rawValue)),
    ]
    if !deciding.isEmpty {
      let values = JSON.members(deciding.map { (key: $0.name, value: $0.value) })
      members.append((isWitness ? "witness" : "counterexample", values))
    }
    if let reason = result.reason { members.append(("reason", .string(reason))) }
    if let gap = result.certificate?.gap { members.append(("format_1_because", .string(gap))) }
    members += [
      ("boxes", .integer(result.boxes)),
      ("precision", .integer(result.certificate?.extent.precision ?? 0)),
      (
        "evaluations",
        [
          "search": .integer(result.evaluations.search),
          "replay": .integer(result.evaluations.replay),
        ]
      ),
      ("certificate", result.certificate?.text.flatMap { _ in path }.map { .string($0) } ?? .null),
      ("coq", result.certificate.flatMap { _ in coqPath }.map { .string($0) } ?? .null),
    ]
    return .members(members)
  }

  var text: String {
    var text = Console.bold(result.verdict.rawValue)
    if !deciding.isEmpty {
      let values = deciding.map { "\($0.name) = \(Self.plain($0.value))" }
      text += "  \(isWitness ? "witness" : "counterexample") \(values.joined(separator: ", "))"
    }
    text += "\n"
    if let reason = result.reason { text += Console.paragraph("", reason) }
    if let certificate = result.certificate {
      let extent = certificate.extent
      let cases = certificate.cases.count
      text += Console.paragraph(
        "",
        "\(Self.count(result.boxes, "box", plural: "boxes")) and "
          + "\(Self.count(result.evaluations.search, "evaluation")) searched; replayed: "
          + "\(Self.count(cases, "case")), \(Self.count(extent.pieces, "piece")), "
          + "\(Self.count(result.evaluations.replay, "evaluation")), \(extent.precision) bits")
      if let gap = certificate.gap {
        text += Console.paragraph("", "certificate of format 1, replayed by evaluation: \(gap)")
      }
      if let path, certificate.text != nil { text += "  certificate: \(path)\n" }
      if let coqPath {
        let isModule = Self.isModule(coqPath)
        let name = isModule ? "" : " under a name of letters, digits and _"
        text += "  Coq: \(coqPath), which Coq is to check\(name):\n"
        text += "  coqc -R Proofs/Coq KernelCalculator \(isModule ? coqPath : "NAME.v")\n"
        text += "  where Proofs/Coq is this project's, once made: make -C Proofs/Coq\n"
      }
    } else {
      text += Console.dim("  \(Self.count(result.boxes, "box", plural: "boxes")) searched") + "\n"
    }
    return text
  }

  /// Whether Coq takes a file of that name.
  private static func isModule(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasSuffix(".v"), let first = name.first, first.isLetter || first == "_" else {
      return false
    }
    return name.dropLast(2).allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" }
  }

  /// `1 box`, `2 boxes`.
  static func count(_ count: Int, _ one: String, plural many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// An interval by its ends in decimal, for reading: ` (0.618034 ± 1e-6)`.
  private static func decimal(_ ends: [JSON]) -> String {
    let values = ends.compactMap { Rational(plain($0)) }
    guard values.count == 2 else { return "" }
    let interval = Interval(lower: values[0], upper: values[1], precision: Precision(128))
    let decimal = EnclosedDecimal(of: interval, digits: 6)
    return " (\(decimal.text) ± \(decimal.errorText))"
  }

  private static func plain(_ value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .object(let object):
      if case .array(let ends)? = object["in"] {
        "a number in [\(ends.map { plain($0) }.joined(separator: ", "))]\(decimal(ends))"
      } else {
        value.text()
      }
    default: value.text()
    }
  }
}

extension Certificate {
  /// The values that decide an existential: the counterexample of a refuted "for all", the witness of
  /// a proved "exists"; networks and real variables by name.
  func deciding(_ statement: Statement) -> [(name: String, value: JSON)] {
    guard cases.count == 1 else { return [] }
    let only = cases[0]
    let networks = zip(statement.finiteVariables, only.networks).map {
      ($0.name, JSON.string($1))
    }
    let reals = statement.prefix.filter { !$0.domain.isFinite }.map(\.name)
    switch only.evidence {
    case .cover:
      // All real values: the deciding network alone.
      let isOneOfMany = statement.finiteVariables.contains {
        ($0.kind == .exists) == (verdict == .proved)
      }
      return isOneOfMany ? networks : []
    case .point(let values, _):
      return networks + zip(reals, values).map { ($0, .string("\($1)")) }
    case .signChange(let lower, let upper, _), .solution(let lower, let upper, _, _):
      return networks
        + reals.indices.map { index in
          let (low, high) = (lower[index], upper[index])
          let value: JSON =
            low == high ? .string("\(low)") : ["in": [.string("\(low)"), .string("\(high)")]]
          return (reals[index], value)
        }
    }
  }
}
