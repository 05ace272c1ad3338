import Testing

@Suite("Help")
struct HelpTests {
  /// The commands that the help lists.
  private static func commands() throws -> [String] {
    let help = try CommandRun("--help").output
    let listed = help.components(after: "SUBCOMMANDS:").prefix { !$0.contains("See 'kernelcalc") }
    return listed.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test func everyCommandIsListedAndHasHelp() throws {
    let commands = try Self.commands()
    for name in ["analyze", "evaluate", "derive", "graph"] {
      #expect(commands.contains(name))
    }
    for name in commands {
      let help = try CommandRun(name, "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("USAGE: kernelcalc \(name)"))
      #expect(help.output.contains("Example"))
    }
  }

  /// Every line of help that begins with `kernelcalc` or ends in a pipe to it works when pasted.
  @Test func examplesWork() throws {
    var examples: Set<String> = []
    for arguments in [["--help"]] + (try Self.commands().map { [$0, "--help"] }) {
      for line in try CommandRun(arguments).lines where line.hasPrefix("  ") {
        let text = String(line.drop { $0 == " " })
        if text.hasPrefix("kernelcalc ") || text.contains("| kernelcalc ") {
          examples.insert(text)
        }
      }
    }
    #expect(examples.count >= 14)
    for example in examples.sorted() {
      let run = try CommandRun(shell: "cd \"$(mktemp -d)\" && \(example)")
      #expect(run.status == 0, "\(example)\n\(run.error)")
      #expect(!run.output.isEmpty, "\(example)")
    }
  }

  @Test func versionNamesTheLibraries() throws {
    let run = try CommandRun("--version")
    #expect(run.status == 0)
    #expect(
      run.output.wholeMatch(of: /kernelcalc \d+\.\d+\.\d+ \(GMP [\d.]+, MPFR [\d.p-]+\)\n/) != nil)
  }

  @Test func helpFitsATerminal() throws {
    for arguments in [["--help"]] + (try Self.commands().map { [$0, "--help"] }) {
      for line in try CommandRun(arguments).lines where !line.hasPrefix("USAGE:") {
        #expect(line.count <= 80, "\(arguments): \(line)")
      }
    }
  }
}

extension String {
  /// The lines after the one that is `line`.
  fileprivate func components(after line: String) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .drop { $0 != line }.dropFirst().map { $0 }
  }
}
