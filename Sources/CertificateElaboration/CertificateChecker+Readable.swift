import CertificateVerification

extension CertificateChecker {
  /// Whether the checker reads a statement, all its terms included, for the first values of its variables.
  package static func reads(_ statement: String) -> Bool {
    (try? requireReadable(statement)) != nil
  }

  /// Fails with what the checker does not read of a statement.
  package static func requireReadable(_ statement: String) throws(ReadingError) {
    let text = try StatementText(statement)
    guard text.isSupported else {
      throw ReadingError("real variables do not stand together, or are quantified in two ways")
    }
    var choices: [String: ChosenValue] = [:]
    for quantifier in text.outer {
      choices[quantifier.name] = quantifier.domain.choices(choices).first
      if case .every(let first) = quantifier.domain { choices[quantifier.name] = .integer(first) }
    }
    // Where there is no first value nothing is said.
    if choices.count == text.outer.count {
      _ = try Problem(text, choices: choices, isNegated: false)
    }
  }
}
