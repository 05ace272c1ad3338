import KernelCalculator

/// A failure that the command reports: what to say, and with which exit code.
package struct Failure: Error, CustomStringConvertible {
  package enum Kind: Int32 {
    /// A claim is refuted, a comparison fails, a certificate is invalid.
    case refuted = 1
    case badInput = 2
    /// Undecided, or out of budget.
    case undecided = 3
  }

  let kind: Kind
  /// One sentence, shortened in the middle where it quotes a long input.
  package let description: String
  /// How the command is used, for people.
  let advice: String?

  private static let longest = 1200

  package init(_ description: String, _ kind: Kind = .badInput, advice: String? = nil) {
    self.kind = kind
    self.advice = advice
    let isLong = description.utf8.count > 4 * Failure.longest
    self.description =
      isLong
      ? "\(description.prefix(Failure.longest)) … \(description.suffix(Failure.longest / 4))"
      : description
  }
}

extension Verdict {
  /// The exit code that says it.
  package var exitCode: Int32 {
    switch self {
    case .proved: 0
    case .refuted: Failure.Kind.refuted.rawValue
    case .undecided: Failure.Kind.undecided.rawValue
    }
  }
}
