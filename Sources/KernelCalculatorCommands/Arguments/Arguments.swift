/// Preparation of the command line before it is parsed.
enum Arguments {
  /// Moves values that start with a minus sign (`-f(1/2)`) behind a `--`, where the parser takes them
  /// as the values they are. Option values (`--at -1/2`) stay where they are.
  static func withValuesAfterTerminator(_ arguments: [String]) -> [String] {
    // What follows is another program's command line.
    if arguments.first == "atlas" { return arguments }
    var kept: [String] = []
    var moved: [String] = []
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return kept + ["--"] + moved + arguments[(index + 1)...] }
      let followsOption = index > 0 && takesValue(arguments[index - 1])
      if isValue(argument) && !followsOption {
        moved.append(argument)
      } else {
        kept.append(argument)
      }
    }
    return moved.isEmpty ? kept : kept + ["--"] + moved
  }

  private static func isValue(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), argument.count > 1, argument != "-h" else { return false }
    guard argument.hasPrefix("--") else { return true }
    // A long option's name is made of letters and hyphens; --3 and --f(1/2) are values.
    let name = argument.dropFirst(2).prefix { $0 != "=" }
    return !name.isEmpty && !name.allSatisfy { $0.isLetter || $0 == "-" }
  }

  /// The long options that take no value.
  private static let flags: Set<String> = [
    "--", "--all", "--ascending", "--center", "--classes", "--descending", "--frontier",
    "--general",
    "--groups", "--help", "--json", "--latex", "--list", "--multiplicity", "--no-search",
    "--normalize", "--readings", "--search", "--strict", "--summary", "--version", "--watch",
  ]

  private static func takesValue(_ argument: String) -> Bool {
    argument.hasPrefix("--") && !argument.contains("=")
      && !flags.contains(argument)
  }
}
