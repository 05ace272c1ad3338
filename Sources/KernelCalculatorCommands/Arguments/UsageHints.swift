import ArgumentParser
import KernelCalculator

/// What ArgumentParser says of a wrong command line, with the spelling that was probably meant.
struct UsageHints {
  /// The parser's message in one line.
  let message: String
  /// The usage line, as in `Usage: kernelcalc derive --order <order> [--json]`.
  let usage: String?

  /// `message` and `fullMessage` are the parser's; `arguments` what was typed.
  init(message: String, fullMessage: String, arguments: [String]) {
    let lines = fullMessage.split(separator: "\n").map(String.init)
    let usage = lines.drop { !$0.hasPrefix("Usage:") }.joined(separator: "\n")
    self.usage = usage.isEmpty ? nil : usage
    self.message =
      Self.unknownOption(arguments, usage: usage) ?? Self.unknownValue(message)
      ?? message.replacing(/^Unknown option ('.*')\. Did you mean/) {
        "unknown option \($0.output.1); did you mean"
      }
  }

  /// A misspelt option is the reason also where the parser complains of what it then misses.
  private static func unknownOption(_ arguments: [String], usage: String) -> String? {
    // The usage of a command with many options does not list them.
    guard !usage.contains("[<options>]") else { return nil }
    let names =
      usage.matches(of: /--[a-z][a-z-]*/).map { String($0.output) } + ["--help", "--version"]
    let typed = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
      .map { String($0.prefix { $0 != "=" }) }.filter { name in
        name.count > 3 && name.dropFirst(2).allSatisfy { $0.isLetter || $0 == "-" }
      }
    for name in typed where !names.contains(name) && !name.hasPrefix("--generate") {
      guard let nearest = nearestSpelling(to: name, among: names) else { continue }
      return "unknown option '\(name)'; did you mean '\(nearest)'?"
    }
    return nil
  }

  /// "The value 'latx' is invalid for '--as <notation>'. Please provide one of …"
  private static func unknownValue(_ message: String) -> String? {
    let pattern = /The value '(.*)' is invalid for '(--[a-z-]+)[^']*'\. Please provide one of(.*)/
    guard let match = message.dotMatching(pattern) else { return nil }
    let quoted = match.rest.matches(of: /'([^']+)'/).map { String($0.output.1) }
    let listed = match.rest.split(separator: "\n").filter { $0.hasPrefix("  - ") }
      .map { String($0.dropFirst(4)) }
    let choices = quoted.isEmpty ? listed : quoted
    guard !choices.isEmpty else { return nil }
    let meant =
      match.option == "--type"
      ? NumberType.meant(by: match.value) : nearestSpelling(to: match.value, among: choices)
    let hint = meant.map { "did you mean '\($0)'? " }
    return "'\(match.value.prefix(40))' is not a value of \(match.option); \(hint ?? "")"
      + "(\(choices.joined(separator: ", ")))"
  }
}

extension String {
  /// The three captures of a pattern whose last one runs over line breaks.
  fileprivate func dotMatching(
    _ pattern: Regex<(Substring, Substring, Substring, Substring)>
  ) -> (value: String, option: String, rest: String)? {
    guard let match = firstMatch(of: pattern.dotMatchesNewlines()) else { return nil }
    return (String(match.output.1), String(match.output.2), String(match.output.3))
  }
}
