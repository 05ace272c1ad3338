import Foundation
import KernelCalculatorCommands
import Testing

/// What options that name a file to be written do to what is there.
@Suite struct OutputFileTests {
  /// Runs a line of shell in an empty folder.
  private func run(_ line: String) throws -> CommandRun {
    try CommandRun(shell: "cd $(mktemp -d) && trap 'rm -rf $PWD' EXIT && \(line)")
  }

  private static let prove = "kernelcalc prove 'f(1) = 1' --certificate"

  @Test func `a symbolic link stays and its target is written, whether there is one or not`() throws
  {
    for setUp in ["mkdir d && echo old > d/t && ln -s d/t l", "mkdir d && ln -s d/t l"] {
      let run = try run(
        "\(setUp) && \(Self.prove) l && test -L l && kernelcalc check d/t && ls d | wc -l")
      #expect(run.status == 0, "\(run.error)")
      #expect(run.output.contains("valid: the statement is proved"))
      #expect(run.output.hasSuffix("1\n"), "nothing is left beside it")
    }
    let loop = try run("ln -s a b && ln -s b a && \(Self.prove) a")
    #expect(loop.status == 2 && loop.error.contains("a: cannot write"))
  }

  @Test func `a pipe gets the bytes and stays`() throws {
    let run = try run(
      "mkfifo p && (cat p > copy & \(Self.prove) p && wait) && test -p p && kernelcalc check copy")
    #expect(run.status == 0 && run.output.contains("valid:"), "\(run.error)")
  }

  @Test func `a device is written in place, and its errors are reported`() throws {
    let full = try run("\(Self.prove) /dev/full; echo $?; test -c /dev/full && echo a device")
    #expect(full.output == "2\na device\n")
    #expect(full.error.contains("/dev/full: cannot write: No space left on device"))
    let null = try run("\(Self.prove) /dev/null && test -c /dev/null && echo a device")
    #expect(null.output.hasSuffix("a device\n"))
  }

  @Test func `standard output as a file is written once, in order`() throws {
    for end in ["| cat", "> out && cat out"] {
      let run = try run("\(Self.prove) /dev/stdout \(end)")
      #expect(run.output.hasPrefix("kernelcalc certificate"), "\(run.output)")
      #expect(run.output.contains("end\nproved"), "\(run.output)")
    }
  }

  @Test func `what nobody may write is refused and left as it is`() throws {
    let run = try run("echo old > c && chmod 444 c && \(Self.prove) c; echo $? && cat c && ls")
    #expect(run.output == "2\nold\nc\n")
    #expect(run.error.contains("c: cannot write: Permission denied"))
  }

  @Test func `permissions are kept`() throws {
    let run = try run("echo old > c && chmod 640 c && \(Self.prove) c && stat -c %a c")
    #expect(run.output.hasSuffix("640\n"))
  }

  /// A program that calls the command as a function has a standard input of its own.
  @Test(arguments: [["space", "--file", "-", "--list"], ["rank", "-"]])
  func `a call as a function reads what it was given`(arguments: [String]) {
    let given = CommandLineTool.answer(arguments, input: Array("2_21_112\n1_01_222\n".utf8))
    let output = String(decoding: given.output, as: UTF8.self)
    #expect(given.status == 0, "\(String(decoding: given.error, as: UTF8.self))")
    #expect(output.contains("2_21_112"), "\(output)")
  }

  @Test func `filter as a function counts the lines it was given`() {
    let given = CommandLineTool.answer(["filter", "-"], input: Array("2_21_112\n1_01\n".utf8))
    #expect(given.status == 0)
    #expect(String(decoding: given.error, as: UTF8.self).contains("of 2"))
  }
}
