import ExactJSON
import KernelCalculator

/// What became of a lemma.
struct LemmaOutcome {
  let lemma: Lemma
  var verdict = Verdict.undecided
  var certificate: CertificateStore.Entry?
  /// Why a verdict has no certificate.
  var gap: String?
  /// Why it is undecided.
  var reason: String?
  /// The counterexample, or witness, in words: `rho = -1`.
  var found: String?
  /// How many cases the certificate has, where it was found in this run.
  var cases: Int?
  /// Whether an earlier certificate was replayed.
  var isReplayed = false
  var seconds = 0.0

  init(lemma: Lemma) { self.lemma = lemma }

  var isAsExpected: Bool { verdict == lemma.expected }
}

/// The outcome of `verify`.
struct VerificationReport: Report {
  /// The file's name.
  let file: String
  var outcomes: [LemmaOutcome]

  /// 0 where all is as expected, 1 where something was decided otherwise, else 3.
  var exitCode: Int32 {
    let others = outcomes.filter { !$0.isAsExpected }
    if others.isEmpty { return 0 }
    let isDecided = others.contains { $0.verdict != .undecided }
    return isDecided ? Failure.Kind.refuted.rawValue : Failure.Kind.undecided.rawValue
  }

  var json: JSON {
    [
      "schema": JSON.schema,
      "claims": .array(
        outcomes.map { outcome in
          [
            "name": .string(outcome.lemma.name),
            "source": outcome.lemma.source.map { .string($0) } ?? .null,
            "statement": .string(outcome.lemma.statement.source),
            "verdict": .string(outcome.verdict.rawValue),
            "expected": .string(outcome.lemma.expected.rawValue),
            "certificate": outcome.certificate?.path.map { .string($0) } ?? .null,
            "checksum": outcome.certificate.map { .string($0.checksum) } ?? .null,
            "replayed": .bool(outcome.isReplayed),
            "reason": outcome.reason.map { .string($0) } ?? .null,
            "line": .integer(outcome.lemma.location.line),
            "seconds": .number(Self.decimal(outcome.seconds)),
          ]
        }),
      "passed": .bool(exitCode == 0),
    ]
  }

  var text: String { outcomes.map { line($0) }.joined() + summary }

  /// One outcome as it is printed when it is known.
  func line(_ outcome: LemmaOutcome) -> String {
    let mark = outcome.isAsExpected ? " " : "✗"
    let verdict = outcome.verdict.rawValue.padded(to: 9)
    var text =
      "\(mark) \(outcome.isAsExpected ? verdict : Console.bold(verdict))  \(outcome.lemma.name)"
    if !outcome.isAsExpected {
      text += "   expected: \(outcome.lemma.expected.rawValue) (\(file), \(outcome.lemma.location))"
    }
    if outcome.isReplayed {
      text += Console.dim("   replayed")
    } else if Console.isTerminal {
      // In a log or a transcript times would differ from run to run.
      text += Console.dim("   \(Self.decimal(outcome.seconds)) s")
    }
    text += "\n"
    if let reason = outcome.reason, !outcome.isAsExpected { text += Console.paragraph("", reason) }
    return text
  }

  /// The last lines.
  var summary: String {
    let passed = outcomes.filter(\.isAsExpected).count
    return "\(passed) of \(ProofReport.count(outcomes.count, "claim")) as expected\n"
  }

  /// Seconds with three decimals.
  static func decimal(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let rest = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
