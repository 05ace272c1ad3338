import Foundation
import Testing
import _TestSupport

/// A slip of the pen never makes a check pass.
@Suite("No false green")
struct FalseGreenTests {
  private let few = ["--reference-grid", "list:0,1/2", "--no-search"]

  /// Without a limit nothing is passed: errors are measured.
  @Test func withoutALimitErrorsAreMeasured() throws {
    let wrong = ["regress", "--function", "kappa1", "--command", "cat"] + few
    let measured = try CommandRun(wrong)
    #expect(measured.status == 0)
    #expect(measured.output.hasPrefix("kappa1(x), binary64: measured\n"))
    #expect(!measured.output.contains("passed"))
    let json = try CommandRun(wrong + ["--json"]).json()
    #expect(try json.string("outcome") == "measured")
    #expect(json.isNull("passed"))
    let failed = try CommandRun(wrong + ["--max-ulp", "4"])
    #expect(failed.status == 1 && failed.output.contains("binary64: FAILED"))
    let right = ["regress", "--function", "x", "--command", "cat", "--max-ulp", "0"] + few
    #expect(try CommandRun(right).output.hasPrefix("x, binary64: passed\n"))
    #expect(try CommandRun(right + ["--json"]).json().string("outcome") == "passed")
  }

  /// An implementation that is right nowhere was probably called wrongly.
  @Test func resultsThatAreAllNaNFailWithAHint() throws {
    let arguments =
      ["regress", "--function", "kappa1", "--command", "sed 's/.*/nan/'"] + few
    let run = try CommandRun(arguments)
    #expect(run.status == 1)
    #expect(
      run.output.contains("Every result is NaN or infinite. Has the function another signature"))
    #expect(try CommandRun(arguments + ["--json"]).json().string("hint").contains("signature"))
    let one = try CommandRun(
      ["regress", "--function", "kappa1", "--command", "sed '1s/.*/nan/'"] + few)
    #expect(one.status == 1 && !one.output.contains("Every result"))
  }

  /// The defaults are those that help states.
  @Test func defaultsAreAsHelpStates() throws {
    let help = try CommandRun("regress", "--help").output
    #expect(help.contains("both; default: exact"))
    let run = ["regress", "--dag", "2_01", "--command", "cat", "--json"] + few
    let byDefault = try CommandRun(run)
    #expect(try byDefault.output == CommandRun(run + ["--rule", "exact"]).output)
    for entry in ["Kij", "NTKij", "lambda2"] { #expect(help.contains(entry)) }
    for command in ["prove", "verify", "paper"] {
      let lines = try CommandRun(command, "--help").lines.filter { $0.hasPrefix("  --threads") }
      #expect(lines.allSatisfy { $0.contains("(default: one a core)") })
    }
  }

  /// What was misspelt, and what the message says.
  static let slips: [([String], String)] = [
    (
      ["regress", "--function", "x", "--command", "cat", "--type", "float32"],
      "did you mean 'binary32'?"
    ),
    (
      ["regress", "--function", "x", "--command", "cat", "--type", "half"],
      "did you mean 'binary16'?"
    ),
    (["table", "f(x)", "--grid", "near1:2", "--type", "float64"], "did you mean 'binary64'?"),
    (["table", "f(x)", "--grid", "near1:2", "--type", "float16"], "did you mean 'binary16'?"),
    (["table", "f(x)", "--grid", "near1:2", "--input", "double"], "did you mean 'binary64'?"),
    (["table", "f(x)", "--grid", "linspace:0:1:5"], "did you mean uniform:a:b:n?"),
    (["table", "f(x)", "--grid", "unifrom:0:1:5"], "did you mean uniform:a:b:n?"),
    (["table", "f(x)", "--grid", "logspace:0:1:5"], "did you mean near1:k?"),
    (["regress", "--function", "F", "--command", "cat"], "'F' is no function"),
    (["regress", "--function", "lamda2", "--command", "cat"], "'lamda2' is no function"),
    (["table", "lamda2", "--grid", "near1:2"], "--variable lamda2"),
    (["evaluate", "lamda2", "--at", "1/2"], "--at lamda2=1/2"),
    (["evaluate", "Pi", "--at", "1/2"], "did you mean 'pi'?"),
    (["evaluate", "Kappa1", "--at", "1/2"], "did you mean 'kappa1'?"),
    (["evaluate", "critcal_weight", "--at", "1/2"], "did you mean 'critical_weight'?"),
    (["evaluate", "dual(gellu; 1, 1/2, 1)"], "did you mean 'gelu'?"),
    (["analyze", "0-rleu>1"], "did you mean 'relu'?"),
    (["analyze", "resnet(8, skp: 2)"], "resnet has no parameter \"skp\""),
    (["analyze", "2_01", "--rule", "exat"], "did you mean 'exact'?"),
    (["space", "nasbench202"], "did you mean 'nasbench201'?"),
    (["space", "complet(3)"], "did you mean 'complete(3)'?"),
    (["filter", "--space", "dart"], "did you mean 'darts'?"),
    (["rank", "--space", "nasbench201", "--by", "lamda2"], "did you mean 'lambda2'?"),
    (["paper", "--claim", "zzz"], "claims are "),
    (["prove", "forall rho in [-1, 1]: kapa1(rho) >= 0"], "did you mean 'kappa1'?"),
    (["prove", "forall rho in [-1, 1]: lambda2(2_21_112, rho, exact) >= 0"], "stands in quotes"),
    (["prove", "lambda2(chian(3), 1/2, exact) >= 0"], "did you mean 'chain'?"),
    (["prove", "lambda2(zzz(3), 1/2, exact) >= 0"], "functions are "),
    (["prove", "f(0) > 0", "--rule", "exat"], "did you mean 'exact'?"),
    (["space", "--supernet", #"{"edge": []}"#], "unknown key \"edge\""),
    (
      ["space", "--supernet", #"{"edges": [{"from": 0, "to": 1, "skp": 1}]}"#],
      "unknown key \"skp\""
    ),
    (
      [
        "space", "--supernet",
        #"{"edges": [{"from": 0, "to": 1, "operations": ["nor_conv_5x5"]}]}"#,
      ],
      "did you mean \"nor_conv_1x1\"?"
    ),
  ]

  @Test(arguments: slips)
  func slipsAreBadInput(_ arguments: [String], _ message: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test(arguments: [
    ("claim \"a\" expct refuted: f(0) > 1\n", "unexpected 'expct'"),
    ("claim \"a\" expect refutd: f(0) > 1\n", "verdicts are proved, refuted and undecided"),
    ("claims \"a\": f(0) > 0\n", "did you mean 'claim'?"),
    ("rule exat\nclaim \"a\": f(0) > 0\n", "the rules are variance-only, exact"),
    ("let gap(x) = 1 - f(x)\nclaim \"a\": gpa(0) >= 0\n", "did you mean 'gap'?"),
    ("let f(x) = 1\nclaim \"a\": f(0) = 1\n", "has a meaning of its own"),
    ("claim \"a\": f(0) > 0\nclaim \"a\": f(0) > 0\n", "there is a claim \"a\" already"),
    ("network n = @absent.json\nclaim \"a\": f(0) > 0\n", "absent.json"),
    ("# claim \"a\": f(0) > 0\n", "there is no claim in it"),
  ])
  func slipsInLemmaFiles(_ text: String, _ message: String) throws {
    let run = try CommandRun("verify", "-", input: text)
    #expect(run.status == 2 && run.error.contains(message), "\(run.error)")
  }

  @Test(arguments: [
    ("analyze", #"{"dag": "2_01", "At": "1/2"}"#, "did you mean"),
    ("analyze", #"{"dag": "2_01", "at": "1/2", "rule": "exact"}"#, "unknown key"),
    ("evaluate", #"{"expression": "kapa1", "at": "1/2"}"#, "did you mean 'kappa1'?"),
    ("evaluate", #"{"expression": "f(x)", "at": "1/2", "digit": 5}"#, "unknown key"),
  ])
  func slipsInBatches(_ command: String, _ line: String, _ message: String) throws {
    let run = try CommandRun(command, "--batch", "-", input: line + "\n")
    #expect(run.status == 2)
    #expect(try run.json().failure().contains(message), "\(run.output)")
  }

  /// Lines that are passed over are no success where none is left.
  @Test(arguments: [
    ["convert", "-", "--to", "digits"], ["rank", "-"], ["space", "--file", "-"],
    ["space", "--file", "-", "--list"], ["filter", "-", "--depth", "1..2"],
  ])
  func nothingButBadLines(_ arguments: [String]) throws {
    let run = try CommandRun(
      arguments + ["--on-error", "skip"], input: Data("2_0\nfoo\n".utf8))
    #expect(run.status == 2)
    #expect(
      run.error.contains("none of the 2 lines could be read; the first: line 1"), "\(run.error)")
    let some = try CommandRun(
      arguments + ["--on-error", "skip"], input: Data("2_02\nfoo\n".utf8))
    #expect(some.status == 0, "\(some.error)")
  }

  // MARK: Kernel matrices

  private func withMatrix(
    _ change: (inout [Double]) -> Void = { _ in }, type: String = "<f8",
    _ body: (String, String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let inputs = folder.appending(path: "x.csv").path()
      try "1,0\n1/3,1\n-1,1/7\n".write(toFile: inputs, atomically: true, encoding: .utf8)
      let run = try CommandRun(
        "gram", "2_21_112", "--inputs", inputs, "--digits", "30", "--json")
      var entries = Array(repeating: 0.0, count: 9)
      for entry in try run.json().objects("entries") {
        let (i, j) = (try entry.integer("i"), try entry.integer("j"))
        let value = try #require(Double(entry.string("value")))
        entries[3 * i + j] = value
        entries[3 * j + i] = value
      }
      change(&entries)
      let file = folder.appending(path: "K.npy").path()
      var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (3, 3), }"
      header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
      var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8))
      for entry in entries {
        if type == "<f4" {
          withUnsafeBytes(of: Float(entry).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        } else {
          withUnsafeBytes(of: entry.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      }
      try bytes.write(to: URL(filePath: file))
      try body(file, inputs)
    }
  }

  @Test(arguments: ["<f8", "<f4"])
  func entriesOfMatricesAreComparedWithTheTruth(_ type: String) throws {
    try withMatrix(type: type) { file, inputs in
      let arguments = ["regress", "--matrix", file, "--dag", "2_21_112", "--inputs", inputs]
      let run = try CommandRun(arguments + ["--max-ulp", "1/2", "--json"])
      #expect(run.status == 0, "\(run.output)\(run.error)")
      let report = try run.json()
      #expect(try report.integer("compared") == 9 && report.string("outcome") == "passed")
      // Half a unit of binary32, from decimals that were rounded to binary64 first.
      let measured = try CommandRun(arguments)
      #expect(measured.status == 0 && measured.output.contains("3 × 3: measured"))
      // Another network, rule or kernel is another matrix.
      for other in [["--rule", "variance-only"], ["--kernel", "ntk"], ["--normalize"]] {
        #expect(try CommandRun(arguments + other + ["--max-ulp", "1"]).status == 1, "\(other)")
      }
    }
  }

  @Test func aWrongEntryIsFound() throws {
    try withMatrix({
      $0[1] = $0[1].nextUp.nextUp; $0[3] = $0[1]
    }) { file, inputs in
      let matrix = ["regress", "--matrix", file]
      // By itself the matrix is a kernel's.
      #expect(try CommandRun(matrix).status == 0)
      let truth = ["--dag", "2_21_112", "--inputs", inputs]
      let run = try CommandRun(matrix + truth + ["--max-ulp", "1"])
      #expect(run.status == 1)
      #expect(run.output.contains("over 1 ULP: 2") && run.output.contains("worst at (0, 1)"))
      #expect(try CommandRun(matrix + truth + ["--max-ulp", "5/2"]).status == 0)
    }
  }

  @Test func optionsOfMatricesBelongTogether() throws {
    try withMatrix { file, inputs in
      for (arguments, message) in [
        (["--dag", "2_01"], "give both, or neither"),
        (["--inputs", inputs], "give both, or neither"),
        (["--max-ulp", "1"], "needs the truth"),
        (["--type", "float32"], "did you mean 'binary32'?"),
        (["--function", "x"], "stands alone"),
      ] {
        let run = try CommandRun(["regress", "--matrix", file] + arguments)
        #expect(run.status == 2 && run.error.contains(message), "\(run.error)")
      }
      let lone = ["regress", "--function", "x", "--command", "cat", "--inputs", inputs]
      #expect(try CommandRun(lone).status == 2)
    }
  }
}
