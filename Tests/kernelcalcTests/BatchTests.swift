import Foundation
import Testing

@Suite("Batch")
struct BatchTests {
  @Test func badLinesKeepTheirPlace() throws {
    let lines = [
      #"{"expression": "f(1/2)"}"#,
      "nonsense",
      "",
      #"{"expression": "f(x)", "at": null}"#,
      #"{"expression": "f(x)", "at": "1/2", "digits": 5}"#,
      #"{"expression": "1/0"}"#,
      #"{"expression": 1}"#,
      #"{"expression": "1", "digits": 0}"#,
      #"{"expression": "1", "digits": "9"}"#,
      #"{"expresion": "1"}"#,
      #"{"expression": "1", "at": 0.5}"#,
      #"["expression"]"#,
      #"{"expression": "x^2", "at": "-9/10"}"#,
    ]
    let good = [0, 4, 12]
    let run = try CommandRun("evaluate", "--batch", "-", input: lines.joined(separator: "\n"))
    #expect(run.status == 2)
    let answers = try run.jsonLines()
    try #require(answers.count == lines.count)
    for (index, answer) in answers.enumerated() {
      #expect(try answer.integer("schema") == 1)
      if good.contains(index) {
        #expect(answer.members["failure"] == nil)
      } else {
        #expect(try answer.object("failure").integer("line") == index + 1)
        #expect(try answer.object("failure").integer("exit_code") == 2)
        #expect(!(try answer.failure().isEmpty))
      }
    }
    #expect(answers[0].isNull("at"))
    #expect(try answers[0].string("form") == "√3/(2π) + 1/3")
    #expect(try answers[4].string("value") == "0.60900")
    #expect(try answers[9].failure().contains("did you mean \"expression\""))
    #expect(try answers[12].string("value") == "0.81")
  }

  /// Norms and means of a line are those of the options.
  @Test func inputsOfANetworkInABatch() throws {
    let inputs = [
      ("4,1/2", "0,1/3"), ("1,1", "1/2,-1/2"), ("0,1", "0,0"), ("1,1", "2,0"), ("1", "0,0"),
    ]
    let lines = inputs.map {
      #"{"dag": "2_21_112", "at": "1/3", "norms": "\#($0)", "means": "\#($1)", "digits": 20}"#
    }
    let answers = try CommandRun("analyze", "--batch", "-", input: lines.joined(separator: "\n"))
      .jsonLines()
    try #require(answers.count == inputs.count)
    for (input, answer) in zip(inputs, answers) {
      let single = try CommandRun(
        "analyze", "2_21_112", "--at", "1/3", "--norms", input.0, "--means", input.1, "--digits",
        "20", "--json")
      if single.status == 0 {
        for rule in ["variance-only", "exact"] {
          let values = try [answer, single.json()].map { analysis in
            let kernels = try analysis.object("rules").object(rule)
            let (nngp, ntk) = try (kernels.object("nngp"), kernels.object("ntk"))
            return try [nngp, ntk].flatMap { kernel in
              try ["diagonal", "offdiagonal"].map { try kernel.object($0).string("value") }
            } + [kernels.object("lambda2").string("value")]
          }
          #expect(values[0] == values[1] && Set(values[0]).count > 3)
        }
      } else {
        #expect(try answer.failure() == single.json().failure())
      }
    }
    #expect(answers.map { $0.members["failure"] == nil } == [true, true, false, false, false])
  }

  /// A batch keeps compiled terms; its answers and failures are those of single runs.
  @Test(arguments: [
    "f^64(x)", "kappa0(f(rho))", " f(f(x)) - f(x)", "f(x) + 0*y", "x + f(x) + 2*f(f(x))",
    "x/3*kappa(0, x) + sqrt(2 + 2/pi)*f(x)",
  ])
  func aBatchAnswersAsSingleRunsDo(_ term: String) throws {
    let points = [
      "1/3", "-0.999", "x=2/7", "1/2", "1", "-1", "0", "3/2", "y=1", "x=1/3,y=2", "z", "5/7",
      "0.77", "x=5/11", "7/13", "-7/13", "-5/7", "5/7", "5", "-5/11", "5/17",
    ]
    let lines = points.map { #"{"expression": "\#(term)", "at": "\#($0)", "digits": 25}"# }
    let answers = try CommandRun("evaluate", "--batch", "-", input: lines.joined(separator: "\n"))
      .jsonLines()
    try #require(answers.count == points.count)
    for (point, answer) in zip(points, answers) {
      let single = try CommandRun("evaluate", term, "--at", point, "--digits", "25", "--json")
      if single.status == 0 {
        for key in ["value", "error", "form", "at", "expression"] {
          #expect(try answer.string(key) == single.json().string(key), "\(term) at \(point)")
        }
      } else {
        #expect(try answer.failure() == single.json().failure(), "\(term) at \(point)")
      }
    }
  }

  @Test func undecidedLinesGiveThree() throws {
    let run = try CommandRun(
      "evaluate", "--batch", "-",
      input: #"{"expression": "4*atan(1/5) - atan(1/239) - pi/4"}"# + "\n")
    #expect(run.status == 3)
    #expect(try run.json().failure().contains("["))
  }

  @Test(arguments: [1, 2, 7]) func orderIsKept(threads: Int) throws {
    let count = 500
    let input = (0..<count).map { #"{"expression": "\#($0) + 0*f(1/3)", "digits": 9}"# }
      .joined(separator: "\r\n")
    let run = try CommandRun(
      "evaluate", "--batch", "-", "--threads", "\(threads)", "--json", input: input)
    #expect(run.status == 0)
    #expect(try run.jsonLines().map { try $0.string("value") } == (0..<count).map { "\($0)" })
  }

  @Test func networksInJSON() throws {
    let lines = [
      #"{"dag": {"input": "x", "output": "y", "edges": [{"from": "x", "to": "y", "op": "skip"}]}}"#,
      #"{"dag": {"input": "x", "output": "y", "edges": [{"from": "x", "to": "y", "op": "ski"}]}}"#,
      #"{"dag": "0_00", "at": "1/2"}"#,
      #"{"dag": "2", "at": "3/2"}"#,
    ]
    let run = try CommandRun("analyze", "--batch", "-", input: lines.joined(separator: "\n"))
    #expect(run.status == 2)
    let answers = try run.jsonLines()
    try #require(answers.count == 4)
    #expect(try answers[0].object("rules.exact.nngp.offdiagonal").string("form") == "ρ")
    // The place is the one in the line, not in some rewritten text.
    let message = try answers[1].failure()
    #expect(message.hasPrefix("column 80, ") || message.hasPrefix("column 80: "), "\(message)")
    #expect(answers[2].isNull("effective_depth"))
    #expect(try answers[3].failure().contains("[-1, 1]"))
  }

  @Test func fileThatIsMissing() throws {
    for arguments in [["--batch", "/no/such"], ["--batch=/no/such"]] {
      let run = try CommandRun(["analyze"] + arguments + ["--json"])
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
    }
  }

  /// A program that asks one question at a time gets each answer before it asks the next.
  @Test func answersArriveOneByOne() throws {
    let run = try CommandRun(
      shell: """
        coproc kernelcalc evaluate --batch -
        for n in 1 2 3; do
          echo "{\\"expression\\": \\"$n\\"}" >&"${COPROC[1]}"
          IFS= read -r -t 60 answer <&"${COPROC[0]}" || exit 9
          echo "$answer"
        done
        """)
    #expect(run.status == 0)
    #expect(try run.jsonLines().map { try $0.string("value") } == ["1", "2", "3"])
  }

  @Test func longestLines() throws {
    let nested = String(repeating: "f(", count: 1000) + "1/2" + String(repeating: ")", count: 1000)
    let deep = String(repeating: "[", count: 1_000_000)
    let input = #"{"expression": "\#(nested)", "digits": 20}"# + "\n\(deep)\n"
    let run = try CommandRun("evaluate", "--batch", "-", input: input)
    #expect(run.status == 2)
    let answers = try run.jsonLines()
    try #require(answers.count == 2)
    #expect(try answers[0].string("value") == "0.99995704396018756366")
    #expect(try answers[1].object("failure").integer("line") == 2)
  }
}
