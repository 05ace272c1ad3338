import Foundation
import Testing
import _TestSupport

/// What makes a command pleasant: hints, completions, manual pages, colours where they belong.
@Suite("Finish") struct FinishTests {
  @Test(arguments: [
    (["analyze", "2_01", "--digts", "5"], "'--digits'"), (["derive", "--ordr", "3"], "'--order'"),
    (["--versoin"], "'--version'"), (["derive", "--order", "2", "--latx"], "'--latex'"),
    (["evaluate", "f(x)", "--as", "latx"], "'latex'"),
    (["graph", "2_01", "--format", "jsn"], "'json'"),
    (["analyze", "2_01", "--rule", "exat"], "'exact'"), (["help", "analize"], "'analyze'"),
    (["anlyze", "2_01"], "'analyze'"), (["prove", "--precsion", "64", "true"], "'--precision'"),
    (["analyze", "--rle=exact", "2_01"], "'--rule'"),
    (["evaluate", "acso(x)", "--at", "0"], "acos"),
  ])
  func nearestSpellingIsOffered(_ arguments: [String], _ expected: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    let message = try #require(run.error.split(separator: "\n").first)
    #expect(message.contains("did you mean"))
    #expect(message.contains(expected), "\(message)")
  }

  @Test(arguments: [
    ["analyze", "2_01", "--xyzzy"], ["analyze", "2_01", "--html", "/", "--digits", "x"],
    ["derive", "--order", "x"],
    ["graph", "2_01", "--format", "zzzzzz"],
  ])
  func nothingIsMadeUpWhereNothingIsNear(_ arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2)
    #expect(!run.error.contains("did you mean"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(_ shell: String) throws {
    let run = try CommandRun("--generate-completion-script", shell)
    #expect(run.status == 0)
    for word in ["analyze", "evaluate", "derive", "digits", "variance-only", "mathml"] {
      #expect(run.output.contains(word), "\(word)")
    }
    guard shell == "bash", let bash = ExternalTool("bash") else { return }
    try withTemporaryFolder { folder in
      try run.output.write(
        to: folder.appending(path: "completions"), atomically: true, encoding: .utf8)
      let check = try bash.run(["-n", "completions"], in: folder)
      #expect(check.status == 0, "\(check.output)")
    }
  }

  private static var package: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// `Scripts/install` with the built command: binary, manual pages with all letters, completions.
  @Test func installs() throws {
    try withTemporaryFolder { folder in
      let run = try CommandRun(
        shell: "KERNELCALC='\(CommandRun.binary)' '\(Self.package.path())/Scripts/install' "
          + "'\(folder.path())/prefix'")
      #expect(run.status == 0, "\(run.error)")
      let prefix = folder.appending(path: "prefix")
      let binary = ExternalTool(at: prefix.appending(path: "bin/kernelcalc"))
      #expect(try binary.run(["--version"], in: folder).output.hasPrefix("kernelcalc "))
      let pages = prefix.appending(path: "share/man/man1")
      let names = try FileManager.default.contentsOfDirectory(atPath: pages.path())
      for name in ["kernelcalc.1", "kernelcalc-analyze.1", "kernelcalc-check.1"] {
        #expect(names.contains(name))
      }
      for name in names {
        let text = try String(contentsOf: pages.appending(path: name), encoding: .utf8)
        for section in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"] {
          #expect(text.contains(section), "\(name): \(section)")
        }
        guard let groff = ExternalTool("groff") else { continue }
        let shown = try groff.run(
          ["-man", "-Kutf8", "-Tutf8", "-ww", pages.appending(path: name).path()], in: folder)
        #expect(shown.status == 0)
        #expect(!shown.output.contains("warning"), "\(shown.output.prefix(400))")
      }
      let analyze = try String(
        contentsOf: pages.appending(path: "kernelcalc-analyze.1"), encoding: .utf8)
      #expect(analyze.contains("correlation ρ"))
      #expect(analyze.contains("\\-\\-digits"))
    }
  }

  /// util-linux's script(1) gives a program a terminal.
  private static let script = ExternalTool("script").flatMap {
    $0.succeeds(["-qec", "true", "/dev/null"]) ? $0 : nil
  }

  @Test(.enabled(if: script != nil, "no util-linux script")) func coloursAreForTerminals() throws {
    let script = try #require(Self.script)
    try withTemporaryFolder { folder in
      func shown(_ environment: String) throws -> String {
        let command = "'\(CommandRun.binary)' analyze 2_21_112"
        let line = "stty cols 60; env -u NO_COLOR \(environment) \(command)"
        let run = try script.run(["-qec", line, "/dev/null"], in: folder)
        #expect(run.status == 0)
        return run.output
      }
      let colour = try shown("TERM=xterm")
      #expect(colour.contains("\u{1B}[1m"))
      // The width is the terminal's; what cannot be broken may stick out.
      let lines = colour.split(separator: "\r\n").map { $0.replacing(/\u{1B}\[[0-9]*m/, with: "") }
      #expect(lines.filter { $0.count > 60 }.count * 10 <= lines.count)
      #expect(lines.contains { $0.count > 45 })
      #expect(!(try shown("TERM=xterm NO_COLOR=1").contains("\u{1B}")))
      #expect(try shown("TERM=xterm NO_COLOR=").contains("\u{1B}[1m"))
      #expect(!(try shown("TERM=dumb").contains("\u{1B}")))
    }
  }
}
