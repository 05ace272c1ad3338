import ExactArithmetic
import ExactJSON
import IntervalArithmetic
import KernelVocabulary

/// Why a text is not a certificate.
package struct CertificateFormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  package let message: String
  /// 1-based.
  package let line: Int

  /// What is printed.
  package var description: String { "line \(line): \(message)" }
}

extension Certificate {
  /// The first line; the number is the format's version.
  static let header = "kernelcalc certificate 1"

  /// What a search found, as UTF-8 text of format 1.
  package var outline: String {
    var lines = [Certificate.header]
    lines += statement.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "statement: \($0)" }
    lines.append("verdict: \(verdict.rawValue)")
    for entry in cases {
      let networks = entry.networks.map { JSON.string($0).text() }.joined(separator: " ")
      lines.append(networks.isEmpty ? "case" : "case \(networks)")
      lines.append(entry.evidence.text)
    }
    lines.append("end")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads a certificate of format 1; every line must have its place.
  package init(_ text: String) throws(CertificateFormatError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var number = 0
    func fail(_ message: String) -> CertificateFormatError {
      CertificateFormatError(message: message, line: number + 1)
    }
    func next() -> String? { number < lines.count ? lines[number] : nil }

    guard next() == Certificate.header else {
      throw fail("a certificate begins with '\(Certificate.header)'")
    }
    number += 1
    var statement: [Substring] = []
    while let line = next(), line.hasPrefix("statement: ") {
      statement.append(line.dropFirst("statement: ".count))
      number += 1
    }
    guard !statement.isEmpty else { throw fail("expected 'statement: …'") }
    guard let line = next(), line.hasPrefix("verdict: "),
      let verdict = Verdict(rawValue: String(line.dropFirst("verdict: ".count))),
      verdict != .undecided
    else { throw fail("expected 'verdict: proved' or 'verdict: refuted'") }
    number += 1
    var cases: [Case] = []
    while let line = next(), line != "end" {
      guard line == "case" || line.hasPrefix("case "), let networks = Self.networks(in: line) else {
        throw fail("expected 'case', with the networks as JSON strings, or 'end'")
      }
      number += 1
      guard let line = next(), let evidence = Evidence(line) else {
        throw fail("expected 'cover …', 'point …' or 'sign-change …'")
      }
      number += 1
      cases.append(Case(networks: networks, evidence: evidence))
    }
    guard next() == "end" else { throw fail("expected 'end'") }
    number += 1
    guard next() == nil else { throw fail("nothing may follow 'end'") }
    self.init(
      statement: statement.joined(separator: "\n"), verdict: verdict, cases: cases)
  }

  private static func networks(in line: String) -> [String]? {
    let rest = line.dropFirst("case".count)
    if rest.isEmpty { return [] }
    // "…" "…": a JSON array but for its brackets and commas.
    let array =
      "["
      + rest.dropFirst().split(separator: "\" \"", omittingEmptySubsequences: false)
      .joined(separator: "\", \"") + "]"
    guard let parsed = try? LocatedJSON.parse(array), case .array(let items) = parsed.value else {
      return nil
    }
    let texts = items.compactMap { try? $0.string("network") }
    return texts.count == items.count && !texts.isEmpty ? texts : nil
  }
}

extension Certificate.Evidence {
  var text: String {
    let words: [String] =
      switch self {
      case .cover(let steps): ["cover"] + steps.map(\.text)
      case .point(let values, let precision):
        ["point", "\(precision.bits)"] + values.map(\.description)
      case .signChange(let lower, let upper, let precision):
        ["sign-change", "\(precision.bits)"] + (lower + upper).map(\.description)
      case .solution(let lower, let upper, let matrix, let precision):
        ["solution", "\(precision.bits)", "\(lower.count)"]
          + (lower + upper + matrix).map(\.description)
      }
    return words.joined(separator: " ")
  }

  init?(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    switch words[0] {
    case "cover":
      let steps = words.dropFirst().compactMap { Certificate.Step($0) }
      guard steps.count == words.count - 1, !steps.isEmpty else { return nil }
      self = .cover(steps)
    case "point":
      let values = words.dropFirst(2).compactMap { Rational($0) }
      guard words.count >= 2, let precision = Precision(text: words[1]),
        values.count == words.count - 2
      else { return nil }
      self = .point(values, precision)
    case "sign-change":
      let values = words.dropFirst(2).compactMap { Rational($0) }
      guard words.count >= 4, words.count % 2 == 0, let precision = Precision(text: words[1]),
        values.count == words.count - 2
      else { return nil }
      let half = values.count / 2
      self = .signChange(
        lower: Array(values[..<half]), upper: Array(values[half...]), precision)
    case "solution":
      let values = words.dropFirst(3).compactMap { Rational($0) }
      guard words.count >= 3, let precision = Precision(text: words[1]), let count = Int(words[2]),
        values.count == words.count - 3, 0 < count, 2 * count <= values.count
      else { return nil }
      self = .solution(
        lower: Array(values[..<count]), upper: Array(values[count..<(2 * count)]),
        matrix: Array(values[(2 * count)...]), precision)
    default:
      return nil
    }
  }
}

extension Certificate.Step {
  /// `0@1/2` cuts variable 0 at 1/2; `n64`, `d64`, `u64:6`, `l64:6`, `x64`, `k64`, `s64`,
  /// `c64:√2/2` and `w64:(x-y)^2:` are methods.
  var text: String {
    switch self {
    case .split(let variable, let point): "\(variable)@\(point)"
    case .leaf(.natural(let precision)): "n\(precision.bits)"
    case .leaf(.derivative(let precision)): "d\(precision.bits)"
    case .leaf(.expansion(let precision, let terms, let fromUpper)):
      "\(fromUpper ? "u" : "l")\(precision.bits):\(terms)"
    case .leaf(.diagonal(let precision)): "x\(precision.bits)"
    case .leaf(.segment(let precision)): "k\(precision.bits)"
    case .leaf(.algebraic(let precision)): "s\(precision.bits)"
    case .leaf(.tangent(let precision, let point)):
      "c\(precision.bits):" + point.joined(separator: ":")
    case .leaf(.rewritten(let precision, let forms)):
      "w\(precision.bits)" + forms.map { ":\($0.text):\($0.denominator ?? "")" }.joined()
    }
  }

  init?(_ text: String) {
    if let at = text.firstIndex(of: "@") {
      guard let variable = Int(text[..<at]), (0...99).contains(variable),
        let point = Rational(String(text[text.index(after: at)...]))
      else { return nil }
      self = .split(variable: variable, at: point)
      return
    }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let kind = text.first, let first = parts.first, let precision = Precision(text: first)
    else { return nil }
    switch (kind, parts.count) {
    case ("n", 1): self = .leaf(.natural(precision))
    case ("d", 1): self = .leaf(.derivative(precision))
    case ("x", 1): self = .leaf(.diagonal(precision))
    case ("k", 1): self = .leaf(.segment(precision))
    case ("s", 1): self = .leaf(.algebraic(precision))
    case ("c", 2...): self = .leaf(.tangent(precision, at: parts.dropFirst().map(String.init)))
    case ("w", 3...) where parts.count % 2 == 1:
      let forms = stride(from: 1, to: parts.count, by: 2).map { place in
        Certificate.Rewriting(
          String(parts[place]),
          denominator: parts[place + 1].isEmpty ? nil : String(parts[place + 1]))
      }
      self = .leaf(.rewritten(precision, forms))
    case ("u", 2), ("l", 2):
      guard let terms = Int(parts[1]), (1...64).contains(terms) else { return nil }
      self = .leaf(.expansion(precision, terms: terms, fromUpper: kind == "u"))
    default: return nil
    }
  }
}

extension Precision {
  /// A precision that a certificate may ask for.
  fileprivate init?(text: some StringProtocol) {
    guard let bits = Int(text), (2...(1 << 20)).contains(bits) else { return nil }
    self.init(bits)
  }
}
