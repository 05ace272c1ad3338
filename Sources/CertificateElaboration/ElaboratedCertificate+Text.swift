import CertificateVerification
import ExactArithmetic

extension ElaboratedCertificate {
  /// The certificate as text.
  package var text: String {
    var lines = [Self.header]
    lines += statement.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "statement: \($0)" }
    lines.append("verdict: \(isProof ? "proved" : "refuted")")
    for entry in cases {
      lines.append((["case"] + entry.values.map { "\"\($0)\"" }).joined(separator: " "))
      lines += entry.premises.map { "\($0.kind.rawValue) \($0.goal) \($0.premise) \($0.text)" }
      lines += entry.additions.flatMap { line in
        ["\(line.kind.rawValue) \(line.atom) \(line.text)"]
          + (line.denominator.map { ["denominator \($0)"] } ?? [])
      }
      lines += entry.evidence.lines
      if !entry.definedness.isEmpty { lines += ["defined"] + entry.definedness.map(\.text) }
    }
    return (lines + ["end"]).joined(separator: "\n") + "\n"
  }
}

extension ElaboratedCertificate.Evidence {
  fileprivate var lines: [String] {
    func words(_ values: [Rational]) -> String { values.map { " \($0)" }.joined() }
    switch self {
    case .cover(let steps): return ["cover"] + steps.map(\.text)
    case .point(let values, let precision): return ["point \(precision)" + words(values)]
    case .root(let lower, let upper, let precision, let divisors, let zeros):
      return ["root \(precision) \(zeros[0].atom)" + words(lower) + words(upper)]
        + divisors.map { "divisor 1 \($0)" }
        + zeros.enumerated().flatMap { place, zero in
          (place == 0 ? [] : ["zero \(zero.atom)"]) + zero.cofactors.map { "cofactor \($0)" }
        }
    }
  }
}

extension ElaboratedCertificate.Step {
  fileprivate var text: String {
    guard case .leaf(let leaf) = self else {
      guard case .split(let variable, let point) = self else { return "" }
      return "split \(variable) \(point)"
    }
    let (p, n) = (leaf.precision, leaf.count)
    return switch leaf.rule {
    case .natural: "natural \(p)"
    case .derivative: "derivative \(p)"
    case .end(let v, let isUpper, let isAngle):
      (isUpper ? "upper" : "lower") + (isAngle ? "-angle" : "") + " \(p) \(n)"
        + (v.map { " \($0)" } ?? "")
    case .point(let text): "point \(p) \(n) \(text)"
    case .diagonal(let i, let j, let weights):
      "diagonal \(p) \(n) \(i) \(j)" + weights.map { " \($0)" }.joined()
    case .segment(let i): "segment \(p) \(i)"
    case .ray(let point): "ray \(p) \(n)" + point.map { " \($0)" }.joined()
    }
  }
}
