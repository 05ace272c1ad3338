import Foundation
import Testing

/// Bad input to the commands on spaces: as everywhere, exit code 2, a message that says what and
/// where, nothing on standard output.
@Suite("Bad input to spaces")
struct SpaceBadInputTests {
  typealias Case = BadInputTests.Case

  static let cases: [Case] = [
    Case("space", message: "architectures are missing"),
    Case("space", "nasbench202", message: "did you mean 'nasbench201'"),
    Case("space", "complete(0)", message: "1 ≤ H ≤ 100"),
    Case("space", "complete(7)", message: "too large for statistics"),
    Case("space", "complete(7)", "--list", message: "too many to list"),
    Case("space", "complete(6)", "--classes", message: "too many cells"),
    Case("space", "darts", "--file", "-", message: "not both"),
    Case("space", "darts", "--list", "--summary", message: "give one of --summary, --list"),
    Case("space", "nasbench201", "--readings", message: "for the space darts"),
    Case("space", "nasbench201", "--unrank", "15625", message: "0 to 15624"),
    Case("space", "nasbench201", "--unrank", "-1", message: "'-1' is no rank"),
    Case("space", "nasbench201", "--rank", "2_21", message: "not a cell of nasbench201"),
    Case("space", "nasbench201", "--rank", "2_2", message: "group 2 has 1 digit"),
    Case("space", "nasbench201", "--sample", "-1", message: "negative"),
    Case("space", "nasbench201", "--list", "--format", "xml", message: "csv"),
    Case("space", "--file", "/no/such/file", message: "No such file"),
    Case("space", "--file", "/", message: "Is a directory"),
    Case("space", "--supernet", "{}", message: "has no \"edges\""),
    Case("space", "darts", "--supernet", "{}", message: "neither"),
    Case("space", "--file", "-", "--rank", "2", message: "needs a space by name"),
    Case("filter", message: "architectures are missing"),
    Case("filter", "--space", "darts", "--radius", "-1/2", message: "must not be negative"),
    Case("filter", "--space", "darts", "--radius", "half", message: "'half' is not a number"),
    Case("filter", "--space", "darts", "--depth", "1", message: "a range such as 1..2"),
    Case("filter", "--space", "darts", "--depth", "a..b", message: "a range such as 1..2"),
    Case("filter", "--space", "darts", "--width", "3..2", message: "3 is more than 2"),
    Case("filter", "--space", "darts", "--depth", "1..", "--radius", "1", message: "not both"),
    Case("filter", "-", "--around", "space", message: "spaces are"),
    Case("filter", "-", message: "there is no centre"),
    Case("filter", "2_21", message: "standard input"),
    Case("rank", message: "architectures are missing"),
    Case("rank", "--space", "complete(2)", "--at", "2", message: "[-1, 1]"),
    Case("rank", "--space", "complete(2)", "--rule", "both", message: "one rule"),
    Case("rank", "--space", "complete(2)", "--by", "size", message: "lambda2"),
    Case("rank", "--space", "complete(2)", "--digits", "0", message: "between 1 and 1000"),
    Case("rank", "--space", "complete(2)", "--top", "-2", message: "negative"),
    Case("rank", "--space", "complete(2)", "--ascending", "--descending", message: "not both"),
    Case("accuracies", message: "<file>"),
    Case("accuracies", "-", message: "there are no rows"),
    Case("accuracies", "/no/such/file", message: "No such file"),
    Case("accuracies", "-", "--at", "x", message: "'x' is not a number"),
    Case("accuracies", "-", "--around", "complete(9)", message: "too large"),
  ]

  @Test(arguments: cases)
  func isReported(_ bad: Case) throws {
    let run = try CommandRun(bad.arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty, "\(run.output.prefix(200))")
    #expect(run.error.hasPrefix("kernelcalc: "), "\(run.error)")
    #expect(run.error.contains(bad.message), "\(run.error)")
    #expect(!run.error.contains("Fatal"), "\(run.error)")
    let object = try CommandRun(bad.arguments + ["--json"]).json()
    #expect(try !object.failure().isEmpty)
  }

  @Test(arguments: [
    ("arch,acc\n2_21,90\n2_22\n", "line 3: 0 numbers follow the architecture; expected 1"),
    ("arch,acc\n2_21,90\n2_22,x\n", "line 3: 'x' is not a number"),
    ("2_21,90\n2_22,nan\n", "line 2: 'nan' is not a number"),
    ("2_21\n", "there are no accuracies"), ("arch,acc\n2_2,90\n", "line 2, column 4"),
    ("arch,acc\n", "there are no rows"),
    ("arch,acc\n2_21,\"9\"0\n", "line 2: something follows a closing quotation mark"),
    ("arch,acc\n2_21,9\n2_22,8\"\n", "line 3: a quotation mark inside a field"),
    ("arch,acc\n2_21,9\n\"2_22,8\n", "line 3, column 1: the quotation mark is never closed"),
  ])
  func badAccuraciesAreLocated(_ text: String, _ message: String) throws {
    let run = try CommandRun(["accuracies", "-"], input: Data(text.utf8))
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func badAccuraciesAreSkipped() throws {
    let run = try CommandRun(
      ["accuracies", "-", "--on-error", "skip", "--json"],
      input: Data("arch,acc\n2_21,90\n2_22\nbad(\n2_02,1\n".utf8))
    #expect(run.status == 0)
    #expect(try run.json().integer("architectures") == 2)
    #expect(try run.json().integer("skipped") == 2)
  }

  @Test(arguments: BadInputTests.garbage.indices)
  func tenMegabytesOfGarbage(_ index: Int) throws {
    let (name, bytes) = BadInputTests.garbage[index]
    let run = try CommandRun(["convert", "-", "--to", "json"], input: bytes)
    // Blank lines are no architectures: there is nothing to convert.
    #expect(run.status == (name == "lines" ? 0 : 2), "\(name): \(run.error.prefix(500))")
    #expect(run.output.isEmpty)
    #expect(run.error.utf8.count < 10_000, "the message quotes the whole input")
  }

  /// A word alone is no header that may be passed over.
  @Test func aFirstLineThatIsNoHeaderIsBadInput() throws {
    let run = try CommandRun(["convert", "-", "--to", "digits"], input: Data("word\n2\n".utf8))
    #expect(run.status == 2 && run.error.contains("line 1, column 1"))
    let header = try CommandRun(["convert", "-", "--to", "digits"], input: Data("cell\n2\n".utf8))
    #expect(header.output == "2\n")
  }
}
