import Testing

/// Networks and expressions at which something careless would not come back.
@Suite("Large networks")
struct LargeNetworkTests {
  static func chain(_ depth: Int) -> String {
    (1...depth).map { String(repeating: "0", count: $0 - 1) + "2" }.joined(separator: "_")
  }

  static func complete(_ nodes: Int) -> String {
    (1...nodes).map { String(repeating: "2", count: $0) }.joined(separator: "_")
  }

  @Test func chainOfDepth1000() throws {
    let object = try CommandRun(
      ["analyze", "-", "--at", "1/2", "--json"], input: .init(Self.chain(1000).utf8)
    ).json()
    #expect(try object.string("effective_depth") == "1000")
    let kernel = try object.enclosed("rules.exact.nngp.offdiagonal")
    #expect(kernel.agrees(with: "0.999957043960187563664646429258", digits: 30))
    #expect(try object.object("rules.exact.ntk.diagonal").string("value") == "1001")
  }

  @Test func everyEdgeParameterised() throws {
    let dag = Self.complete(60)
    let run = try CommandRun(
      ["analyze", "-", "--at", "1/2", "--json"], input: .init(dag.utf8))
    let object = try run.json()
    #expect(try object.object("paths").string("count") == "576460752303423488")
    #expect(try object.string("effective_depth") == "61/2")
    #expect(try object.enclosed("rules.exact.lambda2").isGood(to: 30))
    #expect(run.output.utf8.count < 1_000_000)
    let forms = try CommandRun(["analyze", "-", "--json"], input: .init(dag.utf8))
    #expect(forms.status == 0)
    #expect(forms.output.utf8.count < 5_000_000)
    #expect(try forms.json().object("rules.exact.nngp.offdiagonal").isNull("form"))
    let steps = try forms.json().objects("rules.exact.recursion")
    #expect(steps.count >= 60 * 6)
  }

  @Test func pathsOfAHugeNetwork() throws {
    let run = try CommandRun(
      ["graph", "-", "--format", "paths", "--limit", "3"], input: .init(Self.complete(500).utf8))
    #expect(run.status == 0)
    #expect(run.lines.count == 4)
  }

  @Test(arguments: ["chain", "complete"]) func textStaysReadable(_ kind: String) throws {
    let dag = kind == "chain" ? Self.chain(1000) : Self.complete(60)
    let run = try CommandRun(["analyze", "-", "--at", "1/2"], input: .init(dag.utf8))
    #expect(run.status == 0)
    #expect(run.lines.count < 120)
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test func nestedCalls() throws {
    for depth in [1000, 20_000] {
      let nested =
        String(repeating: "f(", count: depth) + "0" + String(repeating: ")", count: depth)
      let run = try CommandRun(["evaluate", "-", "--digits", "12"], input: .init(nested.utf8))
      #expect(run.status == 0)
      let iterated = try CommandRun("evaluate", "f^\(depth)(0)", "--digits", "12")
      #expect(run.lines.first == iterated.lines.first)
    }
    let tooDeep = String(repeating: "f(", count: 20_001)
    let run = try CommandRun(["evaluate", "-"], input: .init(tooDeep.utf8))
    #expect(run.status == 2)
    #expect(run.error.contains("nested deeper than 20000"))
  }

  @Test func thousandIterationsToThousandDigits() throws {
    let run = try CommandRun("evaluate", "f^1000(1/2)", "--digits", "1000", "--json")
    let value = try Enclosed(run.json())
    #expect(value.isGood(to: 1000))
    let check = try CommandRun("evaluate", "f^1000(1/2)", "--digits", "1100", "--json")
    let longer = try Enclosed(check.json())
    #expect((value.value - longer.value).magnitude <= value.error + longer.error)
  }
}
