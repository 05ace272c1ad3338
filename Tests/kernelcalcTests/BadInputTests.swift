import Foundation
import Testing

/// Bad input: exit code 2, a message that says what and where, nothing on standard output, no crash.
@Suite("Bad input")
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    /// What the message must contain.
    let message: String
    var testDescription: String { String(arguments.joined(separator: " ").prefix(100)) }

    init(_ arguments: String..., message: String) {
      self.arguments = arguments
      self.message = message
    }
  }

  static let cases: [Case] = [
    // Expressions.
    Case("evaluate", "", message: "column 1"),
    Case("evaluate", "f(f(1/2)", message: "column 1: this bracket is not closed"),
    Case("evaluate", "f(1/2))", message: "column 7"),
    Case("evaluate", "1 +", message: "column 4"),
    Case("evaluate", "1 + * 2", message: "column 5"),
    Case("evaluate", "2 $ 3", message: "column 3: unexpected character '$'"),
    Case("evaluate", "sqt(2)", message: "did you mean 'sqrt'"),
    Case("evaluate", "f", message: "needs an argument"),
    Case("evaluate", "f(1, 2)", message: "takes 1 argument"),
    Case("evaluate", "kappa(1/2, 0)", message: "whole numbers"),
    Case("evaluate", "kappa(-1, 0)", message: "order"),
    Case("evaluate", "kappa(401, 0)", message: "order from 0 to 400"),
    Case("evaluate", "1/0", message: "1/0 is undefined"),
    Case("evaluate", "2 + acos(2)", message: "column 5: acos(2) is undefined"),
    Case("evaluate", "acos(x)", "--at", "2", message: "acos(x) is undefined"),
    Case("evaluate", "1/(x - x)", "--at", "1", message: "undefined"),
    Case("evaluate", "sqrt(-1)", message: "sqrt(-1) is undefined"),
    Case("evaluate", "log(0)", message: "log(0) is undefined"),
    Case("evaluate", "f(rho)", "--at", "1.0000001", message: "outside [-1, 1]"),
    Case("evaluate", "rho", message: "variable rho"),
    Case("evaluate", "x + y", "--at", "1", message: "name each value"),
    Case("evaluate", "x + y", "--at", "x=1", message: "variable y"),
    Case("evaluate", "x", "--at", "x=1,x=2", message: "two values for x"),
    Case("evaluate", "x", "--at", "1/0", message: "'1/0' is not a number"),
    Case("evaluate", "x", "--at", "one", message: "'one' is not a number"),
    Case("evaluate", "x", "--at", "", message: "not a number"),
    Case("evaluate", "x", "--at", "[1, 0]", message: "not an interval"),
    Case("evaluate", "x", "--at", "[1", message: "not an interval"),
    Case("evaluate", "1e99999999", message: "not a number"),
    Case("evaluate", "@/no/such/file", message: "No such file"),
    Case("evaluate", "@/", message: "Is a directory"),
    Case("evaluate", "-", message: "column 1"),
    Case("evaluate", "1", "--batch", "-", message: "not both"),
    Case("evaluate", message: "an expression is missing"),
    // Numbers of digits.
    Case("evaluate", "1", "--digits", "0", message: "between 1 and 1000000"),
    Case("evaluate", "1", "--digits", "-5", message: "between 1 and 1000000"),
    Case("evaluate", "1", "--digits", "1000001", message: "between 1 and 1000000"),
    Case("evaluate", "1", "--digits", "99999999999999999999", message: "invalid for '--digits"),
    Case("evaluate", "1", "--digits", "ten", message: "invalid for '--digits"),
    // Networks.
    Case("analyze", "", message: "empty"),
    Case("analyze", "   ", message: "empty"),
    Case("analyze", "3", message: "column 1, edge 0 → 1"),
    Case("analyze", "2_2", message: "group 2 has 1 digit"),
    Case("analyze", "2_222", message: "group 2 has more than 2 digits"),
    Case("analyze", "2__2", message: "group 2"),
    Case("analyze", "2_21_", message: "group 3"),
    Case("analyze", "2_2x", message: "\"x\""),
    Case("analyze", "cell", message: "there is no network \"cell\"; expected chain(k)"),
    Case("analyze", "#", message: "a network does not begin with \"#\""),
    Case("analyze", "|nor_conv_5x5~0|", message: "unknown operation \"nor_conv_5x5\""),
    Case("analyze", "|none~0|+|none~0|", message: "edge 1 → 2"),
    Case("analyze", "|none~1|", message: "not before node 1"),
    Case("analyze", "{", message: "line 1, column 2"),
    Case("analyze", "{}", message: "\"input\""),
    Case("analyze", #"{"input": "a", "output": "a", "edges": []}"#, message: "same node"),
    Case("analyze", json(#"{"from": "a", "to": "b", "op": "conv"}"#), message: "\"conv\""),
    Case("analyze", json(#"{"from": "a", "to": "b"}"#), message: "\"op\""),
    Case("analyze", json(#"{"from": "b", "to": "a", "op": "skip"}"#), message: "into the input"),
    Case(
      "analyze",
      json(#"{"from": "a", "to": "b", "op": "skip"}, {"from": "a", "to": "b", "op": "skip"}"#),
      message: "a → b occurs twice"),
    Case(
      "analyze",
      json(#"{"from": "b", "to": "c", "op": "skip"}, {"from": "c", "to": "b", "op": "skip"}"#),
      message: "b → c → b"),
    Case(
      "analyze", json(#"{"from": "a", "to": "b", "op": "skip", "scale": 0}"#), message: "scale"),
    Case(
      "analyze", json(#"{"from": "a", "to": "b", "op": "parameterised", "variance": "-1"}"#),
      message: "positive"),
    Case(
      "analyze", json(#"{"from": "a", "to": "b", "op": "parameterised", "activation": "swish"}"#),
      message: "swish"),
    Case("analyze", json(#"{"from": "a", "to": "b", "op": "skip", "sclae": 2}"#), message: "sclae"),
    Case("analyze", "@/no/such/file", message: "No such file"),
    Case("analyze", "2", "--batch", "-", message: "not both"),
    Case("analyze", message: "a network is missing"),
    // Inputs.
    Case("analyze", "2", "--at", "2", message: "[-1, 1]"),
    Case("analyze", "2", "--at", "-1.000001", message: "[-1, 1]"),
    Case("analyze", "2", "--at", "x", message: "'x' is not a number"),
    Case("analyze", "2", "--at", "1e9999999", message: "[-1, 1]"),
    Case("analyze", "2", "--norms", "1", message: "two numbers"),
    Case("analyze", "2", "--norms", "0,1", message: "positive"),
    Case("analyze", "2", "--norms", "-1,1", message: "positive"),
    Case("analyze", "2", "--means", "2,0", message: "M²"),
    Case("analyze", "2", "--norms", "1,1", "--means", "1,1", "--at", "1/3", message: "no inputs"),
    Case("analyze", "2", "--general", "--at", "1/2", message: "--general"),
    Case("analyze", "2", "--digits", "0", message: "between 1 and 1000000"),
    Case("analyze", "2", "--threads", "0", message: "threads"),
    Case("analyze", "2", "--threads", "-1", message: "threads"),
    Case("analyze", "2", "--rule", "precise", message: "variance-only"),
    Case("analyze", "--batch", "/no/such/file", message: "No such file"),
    // Orders and limits.
    Case("derive", message: "--order"),
    Case("derive", "--order", "-1", message: "between 0 and 400"),
    Case("derive", "--order", "401", message: "between 0 and 400"),
    Case("derive", "--order", "x", message: "--order"),
    Case("graph", "2", "--limit", "-1", message: "limit"),
    Case("graph", "2", "--format", "png", message: "dot"),
    Case(
      "graph", json(#"{"from": "a", "to": "b", "op": "skip", "scale": 2}"#), "--format", "digits",
      message: "no digit string"),
    // Usage.
    Case("anlyze", "2", message: "did you mean 'analyze'"),
    Case("2_21_112", message: "kernelcalc analyze 2_21_112"),
    Case("nonsense", message: "commands are"),
    Case("analyze", "2", "--frobnicate", message: "Unknown option '--frobnicate'"),
    Case("analyze", "2", "3", message: "Unexpected argument '3'"),
    Case("--frobnicate", message: "--frobnicate"),
  ]

  static func json(_ edges: String) -> String {
    #"{"input": "a", "output": "z", "edges": [\#(edges)]}"#
  }

  @Test(arguments: cases)
  func isReported(_ bad: Case) throws {
    let run = try CommandRun(bad.arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("kernelcalc: "), "\(run.error)")
    #expect(run.error.contains(bad.message), "\(run.error)")
    #expect(!run.error.contains("Fatal"), "\(run.error)")
  }

  @Test(arguments: cases)
  func isReportedAsJSON(_ bad: Case) throws {
    // A batch has its own failures, and for graph --json is a format.
    if bad.arguments.contains("--batch") || bad.arguments.first == "graph" { return }
    let run = try CommandRun(bad.arguments + ["--json"])
    #expect(run.status == 2)
    #expect(run.lines.count == 1)
    let object = try run.json()
    #expect(try object.integer("schema") == 1)
    let message = try object.failure()
    #expect(!message.isEmpty)
    #expect(!message.contains("Usage:"), "\(message)")
  }

  @Test func notUTF8() throws {
    let run = try CommandRun(["evaluate", "-"], input: Data([0x31, 0x0A, 0x2B, 0xFF, 0x32]))
    #expect(run.status == 2)
    #expect(run.error.contains("standard input: line 2, byte 2: not UTF-8"))
  }

  static let tenMegabytes = 10_000_000

  /// Ten megabytes of each, for every command that reads text.
  static let garbage: [(name: String, bytes: Data)] = [
    ("bytes", Data((0..<tenMegabytes).map { UInt8(truncatingIfNeeded: $0 &* 7919) })),
    ("brackets", Data(repeating: UInt8(ascii: "("), count: tenMegabytes)),
    ("square brackets", Data(repeating: UInt8(ascii: "["), count: tenMegabytes)),
    ("letters", Data(repeating: UInt8(ascii: "a"), count: tenMegabytes)),
    ("minus signs", Data(repeating: UInt8(ascii: "-"), count: tenMegabytes)),
    ("bars", Data(repeating: UInt8(ascii: "|"), count: tenMegabytes)),
    ("underscores", Data(repeating: UInt8(ascii: "_"), count: tenMegabytes)),
    ("lines", Data(repeating: 10, count: tenMegabytes)),
    ("nested JSON", Data(String(repeating: "{\"a\":", count: tenMegabytes / 5).utf8)),
  ]

  @Test(arguments: garbage.indices, ["evaluate", "analyze", "graph"])
  func tenMegabytesOfGarbage(_ index: Int, _ command: String) throws {
    let run = try CommandRun([command, "-"], input: Self.garbage[index].bytes)
    #expect(run.status == 2, "\(Self.garbage[index].name): \(run.error.prefix(500))")
    #expect(run.output.isEmpty)
    #expect(run.error.utf8.count < 10_000, "the message quotes the whole input")
  }

  /// A slip of the pen is no variable, unless somebody says that it is one.
  @Test(arguments: [
    (["evaluate", "kapa1", "--at", "1/2"], "unknown name 'kapa1'; did you mean 'kappa1'?"),
    (["evaluate", "sine + 1", "--at", "1/2"], "did you mean 'sin'?"),
    (["table", "kapa1", "--grid", "near1:2"], "did you mean 'kappa1'?"),
    (["regress", "--function", "kapa1", "--command", "cat"], "did you mean 'kappa1'?"),
  ])
  func misspeltFunctionsAreNoVariables(_ arguments: [String], _ message: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func declaredVariablesAreVariables() throws {
    #expect(try CommandRun("evaluate", "sine + 1", "--at", "sine=1/2").output.hasPrefix("1.5"))
    #expect(try CommandRun("evaluate", "theta + 1", "--at", "1/2").output.hasPrefix("1.5"))
    let table = ["table", "sine", "--grid", "near1:2", "--variable", "sine"]
    #expect(try CommandRun(table).status == 0)
  }
}
