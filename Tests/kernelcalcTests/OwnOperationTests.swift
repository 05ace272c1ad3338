import Foundation
import Testing
import _TestSupport

/// Operations of one's own with a declared class, and networks in files within statements.
@Suite("Operations and networks of one's own")
struct OwnOperationTests {
  private let lines = Data("|mb-3~0|+|drop~0|blur~1|\n|mb-3~0|+|mb-3~0|mb-3~1|\n".utf8)
  private let known = Data(
    """
    |nor_conv_3x3~0|+|none~0|skip_connect~1|
    |nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|

    """.utf8)
  private let classes = "mb-3=parameterised, blur=skip,drop=zero"

  /// Whatever the operations are called, what is counted is their class.
  @Test(arguments: [
    ["space", "--file", "-", "--json"], ["filter", "-", "--radius", "1", "--json"],
    ["rank", "-", "--json"], ["convert", "-", "--to", "digits"],
    ["space", "--file", "-", "--classes"],
  ])
  func namesDoNotMatter(_ arguments: [String]) throws {
    let own = try CommandRun(arguments + ["--operations", classes], input: lines)
    let usual = try CommandRun(arguments, input: known)
    #expect(own.status == 0, "\(own.error)")
    func anonymous(_ text: String) -> String { text.replacing(/"cells?":.*/, with: "") }
    #expect(anonymous(own.output) == anonymous(usual.output))
    let undeclared = try CommandRun(arguments, input: lines)
    #expect(undeclared.status == 2 && undeclared.error.contains("unknown operation \"mb-3\""))
  }

  @Test func genotypesAndFiles() throws {
    let cell = "[('mb-3', 0), ('blur', 1), ('mb-3', 0), ('drop', 2)]\n"
    let usual = "[('sep_conv_3x3', 0), ('skip_connect', 1), ('sep_conv_3x3', 0), ('none', 2)]\n"
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "operations.txt")
      try "# ours\nmb-3 = parameterised\nblur=skip\ndrop=zero\n"
        .write(to: file, atomically: true, encoding: .utf8)
      let arguments = ["space", "--file", "-", "--list"]
      let own = try CommandRun(
        arguments + ["--operations", "@" + file.path()], input: Data(cell.utf8))
      let other = try CommandRun(arguments, input: Data(usual.utf8))
      #expect(own.status == 0 && other.status == 0, "\(own.error)\(other.error)")
      func numbers(_ run: CommandRun) -> String {
        run.lines.last.map { String($0.drop { $0 != "]" }) } ?? ""
      }
      #expect(numbers(own) == numbers(other) && !numbers(own).isEmpty)
    }
  }

  @Test(arguments: [
    ("mb", "declares no operation"), ("mb=conv", "classes are zero, skip, parameterised"),
    ("mb=parametrised", "did you mean 'parameterised'?"), ("none=skip", "of the class zero"),
    ("a=skip,a=zero", "two classes"), ("", "declares nothing"), ("a b=skip", "no name"),
  ])
  func badDeclarations(_ classes: String, _ message: String) throws {
    let run = try CommandRun(["filter", "-", "--operations", classes], input: lines)
    #expect(run.status == 2 && run.error.contains(message), "\(run.error)")
  }

  @Test func supernetsDeclareClasses() throws {
    func json(_ names: [String], _ classes: String) -> String {
      let operations = names.map { "\"\($0)\"" }.joined(separator: ", ")
      return #"{\#(classes)"edges": [{"from": 0, "to": 1, "operations": [\#(operations)]}, "#
        + #"{"from": 0, "to": 2, "skip": 1}, {"from": 1, "to": 2, "parameterised": "1/2"}]}"#
    }
    let own = try CommandRun(
      "space", "--json", "--supernet",
      json(
        ["mb", "blur", "drop"],
        #""classes": {"mb": "parameterised", "blur": "skip", "drop": "zero"}, "#))
    let usual = try CommandRun(
      "space", "--json", "--supernet", json(["nor_conv_3x3", "skip_connect", "none"], ""))
    #expect(own.status == 0 && own.output == usual.output, "\(own.error)")
    let wrong = try CommandRun(
      "space", "--supernet", json(["mb"], #""classes": {"mb": "skipp"}, "#))
    #expect(wrong.status == 2 && wrong.error.contains("did you mean 'skip'?"), "\(wrong.error)")
  }

  /// The counts of lines and of cells are both said where they differ.
  @Test func filterSaysLinesAndCells() throws {
    let darts = try CommandRun("filter", "--space", "darts", "--depth", "2..")
    #expect(darts.status == 0)
    let said = try #require(darts.error.firstMatch(of: /kept (\d+) of (\d+) cells.*in (\d+) lines/))
    #expect(Int(said.output.3) == darts.lines.count)
    let json = try CommandRun("filter", "--space", "darts", "--depth", "2..", "--json").json()
    #expect(try json.string("kept") == String(said.output.1))
    #expect(try json.string("read") == String(said.output.2))
    let bench = try CommandRun("filter", "--space", "nasbench201", "--depth", "1..2")
    #expect(bench.error.contains("of 15625 cells") && !bench.error.contains("lines"))
  }

  // MARK: Files within statements

  @Test func statementsNameFiles() throws {
    try withTemporaryFolder { folder in
      let network =
        #"{"input": "a", "output": "z", "edges": [{"from": "a", "to": "z", "op": "relu"}]}"#
      let path = folder.appending(path: "own.json").path()
      try network.write(toFile: path, atomically: true, encoding: .utf8)
      for name in ["@\(path)", "\"@\(path)\""] {
        let statement = "forall rho in [-1, 1]: lambda2(\(name), rho, exact) = 1 - f(rho)"
        let run = try CommandRun("prove", statement, "--json")
        #expect(run.status == 0, "\(run.error)")
        // What is proved speaks for itself.
        #expect(try run.json().string("statement").contains("\"2\""))
        #expect(try CommandRun("prove", statement.replacing("1 - f", with: "2 - f")).status == 1)
      }
      let lemmas = folder.appending(path: "own.lemmas").path()
      // Beside the lemma file; @ in comments and in other texts is none.
      try """
      # mail@example.org, @nothing
      source "a@b"
      network own = @own.json
      claim "a": lambda2(own, 0, exact) = 1 - 1/pi
      refutes "b": lambda2("@own.json", 0, exact) = 1

      """.write(toFile: lemmas, atomically: true, encoding: .utf8)
      let run = try CommandRun("verify", lemmas)
      #expect(run.status == 0 && run.output.contains("2 of 2 claims"), "\(run.output)\(run.error)")
    }
    let absent = try CommandRun("prove", "lambda2(@no/such.json, 0, exact) > 0")
    #expect(absent.status == 2 && absent.error.contains("no/such.json"))
    let empty = try CommandRun("prove", "lambda2(@, 0, exact) > 0")
    #expect(empty.status == 2 && empty.error.contains("needs the name of a file"))
  }
}
