import ExactArithmetic
import Foundation
import Testing
import _TestSupport

@Suite("Activations on the command line")
struct ActivationCommandTests {
  @Test func listAndForms() throws {
    let list = try CommandRun("activations", "--json")
    #expect(list.status == 0)
    let families = try #require(try list.jsonLines()[0].members["activations"] as? [[String: Any]])
    let names = families.compactMap { $0["name"] as? String }
    for name in ["relu", "erf", "gelu", "sin", "hermite", "tanh", "elu"] {
      #expect(names.contains(name))
    }
    let text = try CommandRun("activations")
    for name in names { #expect(text.output.contains("\n  \(name)")) }
  }

  /// The printed forms are terms that have the values of the functions.
  @Test(arguments: [
    "relu", "arc_cosine(2)", "erf", "probit", "gelu", "sin(6/5, 3/10)", "cos(1, 2)", "exp(-1/2)",
    "gaussian(-1)", "gabor(-1, 1, 1/2)", "abrelu(-1, 1/2)", "polynomial(1, 2, 3)", "hermite(4)",
    "rbf(2)",
  ])
  func formsAreReadBack(_ name: String) throws {
    let run = try CommandRun("activations", name, "--json")
    #expect(run.status == 0)
    let members = try run.jsonLines()[0].members
    let point = "a=2,b=3,c=-3/2"
    for (key, arguments) in [
      ("dual", "a, b, c"), ("dual_derivative", "a, b, c"), ("dual_mean", "a"),
    ] {
      let form = try #require(members[key] as? String)
      let difference = try CommandRun(
        "evaluate", "(\(form)) - \(key)(\(name); \(arguments))", "--at", point)
      #expect(difference.status == 0 && difference.output == "0\n", "\(name): \(form)")
    }
  }

  @Test(arguments: [
    ["evaluate", "dual(erf; 1, 1, 2)"], ["evaluate", "dual(gelo; 1, 1, 0)"],
    ["evaluate", "dual_derivative(sign; 1, 1, 0)"], ["activations", "sin(1)"],
    ["activations", "u +"], ["evaluate", "dual(erf; x, 1, 1)", "--at", "1/2"],
    ["prove", "forall x in [-1, 2]: dual(erf; 1, 1, x) <= 5"],
    ["prove", "forall a in [-1, 2]: dual_mean(gelu; a) <= 5"],
    ["prove", "forall x in [0, 1]: dual(sign; x, 1, x/2) <= 1"],
    ["prove", "forall x in [0, 1]: dual_derivative(arc_cosine(0); 1, 1, x) >= 0"],
  ])
  func badInputIsExitTwo(_ arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2, "\(arguments): \(run.output)")
    #expect(run.error.hasPrefix("kernelcalc: ") && run.output.isEmpty)
  }

  @Test(arguments: [
    ("forall rho in [-1, 1]: dual(erf; 1, 1, rho) <= abs(rho)", 0, "proved"),
    ("forall rho in [-1, 1]: dual(abrelu(-1, 1); 1, 1, rho) = f(rho) + f(-rho)", 0, "proved"),
    ("forall k in 0..6, x in [-1, 1]: dual(hermite(k); 1, 1, x) = x^k", 0, "proved"),
    ("forall a in [0, 1], r in [-1, 1]: dual(erf; a, 1, r*sqrt(a)) <= 1", 0, "proved"),
    ("exists q in (0, 2]: critical_bias(erf; q) = 1/20", 0, "proved"),
    ("forall x in [-1, 1]: dual(gelu; 1, 1, x) >= 0", 1, "refuted"),
  ])
  func statements(_ statement: String, _ status: Int32, _ verdict: String) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "certificate").path()
      let run = try CommandRun("prove", statement, "--certificate", path)
      #expect(run.status == status && run.output.hasPrefix(verdict), "\(run.output)\(run.error)")
      let check = try CommandRun("check", path)
      #expect(check.status == 0 && check.output.contains("valid"), "\(check.output)\(check.error)")
    }
  }

  @Test func batch() throws {
    let lines = [
      #"{"expression": "dual(erf; 1/2, 1/2, x)", "at": "1/2"}"#,
      #"{"expression": "dual(relu; x, 1, y)", "at": "x=0,y=0"}"#,
      #"{"expression": "dual(erf; 1, 1, x)", "at": "2"}"#,
      #"{"expression": "dual(polynomial(1/2, -1, 0, 1/3); 1, 1, 1/3)", "digits": 12}"#,
    ]
    let run = try CommandRun("evaluate", "--batch", "-", input: lines.joined(separator: "\n"))
    #expect(run.status == 2)
    let answers = try run.jsonLines().map(\.members)
    #expect(answers.count == 4)
    #expect(answers[0]["form"] as? String == "1/3")
    #expect(answers[1]["value"] as? String == "0")
    #expect(answers[2]["failure"] != nil)
    #expect(answers[3]["form"] as? String == "89/324")
  }

  /// The tangent kernel behind a layer whose slope jumps, at a variance that is no number: reference values by
  /// one-dimensional quadrature in another program.
  @Test func slopesThatJump() throws {
    let network = """
      {"nodes": ["x", "h", "y"], "input": "x", "output": "y", "edges": [
        {"from": "x", "to": "h", "op": "parameterised", "activation": "mish", "variance": 1, "bias_variance": "1/10"},
        {"from": "h", "to": "y", "op": "parameterised", "activation": "max(u-1/3,0)+tanh(u)", "variance": 1, "bias_variance": "1/10"}]}
      """
    let run = try CommandRun(
      "analyze", network, "--at", "1/3", "--digits", "10", "--rule", "exact")
    #expect(run.status == 0)
    #expect(run.output.contains("≈ 0.7127740686"))
    #expect(run.output.contains("≈ 2.146140596"))
  }

  /// E[σ(u)σ(v)] of σ(u) = u + sin u is e⁻¹·sinh ρ + ρ(1 + 2e^(−1/2)) at variance 1: what computes it passes, what
  /// forgets a term does not. Its values are of both signs and larger than 2.
  @Test func accuracyOfANetworkWithAFormula() throws {
    let points = [-1, -0.75, -0.001, 0, 0.25, 0.5, 0.999, 1]
    let grid = "list:" + points.map { "\($0)" }.joined(separator: ",")
    func regress(_ kernel: (Double) -> Double) throws -> CommandRun {
      try CommandRun(
        "regress", "--dag", "0-\"u+sin(u)\"(c=1)>1", "--entry", "Kij", "--rule", "exact",
        "--actual", "-",
        "--reference-grid", grid, "--max-ulp", "8",
        input: points.map { "\(kernel($0))" }.joined(separator: "\n"))
    }
    let right = try regress { exp(-1) * sinh($0) + $0 * (1 + 2 * exp(-0.5)) }
    #expect(right.status == 0, "\(right.output)")
    // Inputs of both signs that are larger than 2, with the search between them.
    let line = try CommandRun(
      "regress", "--function", "x", "--command", "cat", "--reference-grid", "list:-3,-2,2,3",
      "--max-ulp",
      "1")
    #expect(line.status == 0, "\(line.output)")
    let wrong = try regress { exp(-1) * sinh($0) + $0 }
    #expect(wrong.status == 1, "\(wrong.output)")
  }

  /// An expectation that is not enclosed is said to be none, and why, by every command.
  @Test(arguments: [
    (["evaluate", "dual(\"exp(u^2/3)\"; 1, 1, 1/2)"], "variances below 0.749"),
    (["analyze", "0-\"exp(u^2/3)\"(c=1)>1", "--at", "1/2"], "variances below 0.749"),
    (["table", "dual(\"exp(u^2/3)\"; 1, 1, rho)", "--grid", "list:0.5"], "has no enclosure"),
  ])
  func whatHasNoEnclosure(_ arguments: [String], _ words: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status != 0)
    #expect((run.output + run.error).contains(words), "\(run.output)\(run.error)")
  }

  /// Depth and width are those of the graph, whatever its edges are.
  @Test func networksWithFormulasAreFiltered() throws {
    let lines = [
      "0-\"tanh(u)+max(u-1/2,0)\"(w=6/5,b=1/10)>1 0-skip>2 1-skip>2 2:ln(1/20) 2-gelu(c=1)>3",
      "0-tanh>1 1-\"max(u-1,0)\"(b=1)>2 2-mish>3",
    ]
    let plain = ["0-2>1 0-1>2 1-1>2 2-2>3", "0-2>1 1-2>2 2-2>3"]
    for range in ["..2", "2..", "3..3"] {
      let runs = try [lines, plain].map {
        try CommandRun("filter", "-", "--depth", range, input: $0.joined(separator: "\n"))
      }
      #expect(runs.allSatisfy { $0.status == 0 })
      let kept = runs.map { $0.output.split(separator: "\n").map(String.init) }
      #expect(
        kept[0].map { lines.firstIndex(of: $0) } == kept[1].map { plain.firstIndex(of: $0) })
      #expect(kept[0].count == 1)
    }
  }
}
