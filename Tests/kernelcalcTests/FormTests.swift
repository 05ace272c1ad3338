import ExactArithmetic
import NetworkGraphs
import Testing

/// Every closed form that is printed is read back by `evaluate` and has the printed value.
@Suite("Closed forms")
struct FormTests {
  private static let digits = 40

  /// The enclosed decimals with a form anywhere in an answer.
  private func forms(_ value: Any) -> [(form: String, value: Rational, error: Rational)] {
    guard let members = value as? [String: Any] else { return [] }
    if let form = members["form"] as? String, let value = members["value"] as? String,
      let error = members["error"] as? String, let number = Rational(value),
      let bound = Rational(error)
    {
      return [(form, number, bound)]
    }
    return members.values.flatMap(forms)
  }

  @Test(arguments: ["-1", "-1/2", "0", "3/5", "1"])
  func areReadBack(at rho: String) throws {
    // Every thirteenth network of H = 3, and some larger ones.
    let small = CompleteSpace(nodes: 3).enumerated().filter { $0.offset % 13 == 5 }
      .compactMap { $0.element.digitString }
    let dags = small + ["2_21_112_2222", "1_22_201_1212_22222", "2_11_121_2112_12212_212121"]
    let requests = dags.map { #"{"dag": "\#($0)", "at": "\#(rho)", "digits": \#(Self.digits)}"# }
    let analyses = try CommandRun(
      "analyze", "--batch", "-", input: requests.joined(separator: "\n"))
    #expect(analyses.status == 0)
    let printed = try analyses.jsonLines().flatMap { forms($0.members) }
    #expect(printed.count > 8 * dags.count)
    let questions = printed.map { #"{"expression": "\#($0.form)", "digits": \#(Self.digits)}"# }
    let answers = try CommandRun(
      "evaluate", "--batch", "-", input: questions.joined(separator: "\n"))
    #expect(answers.status == 0)
    for (expected, answer) in zip(printed, try answers.jsonLines()) {
      let value = try Enclosed(answer)
      #expect(
        (value.value - expected.value).magnitude <= value.error + expected.error,
        "\(expected.form)")
    }
  }

  /// The forms in ρ give at a point what the analysis at the point gives.
  @Test func inTheCorrelation() throws {
    for dag in ["2_21_112", "1_01_222", "2_02_002", "2_11_121_2112"] {
      let symbolic = try CommandRun("analyze", dag, "--json").json()
      let atPoint = try CommandRun("analyze", dag, "--at", "2/7", "--json").json()
      for path in ["nngp.diagonal", "nngp.offdiagonal", "ntk.offdiagonal", "lambda2"] {
        for rule in ["variance-only", "exact"] {
          let form = try symbolic.object("rules.\(rule).\(path)").string("form")
          let value = try Enclosed(CommandRun("evaluate", form, "--at", "2/7", "--json").json())
          let expected = try atPoint.enclosed("rules.\(rule).\(path)")
          #expect((value.value - expected.value).magnitude <= value.error + expected.error)
        }
      }
    }
  }

  /// The forms in K_ii, K_jj, K_ij, M_i, M_j agree with numbers put in from the start.
  @Test func ofArbitraryInputs() throws {
    let dag = "2_21_112"
    let general = try CommandRun("analyze", dag, "--general", "--json").json()
    let scaled = try CommandRun(
      "analyze", dag, "--norms", "1,4", "--means", "1/2,1/3", "--at", "1/5", "--json"
    ).json()
    // K_ij = ρ√(K_ii K_jj) = 2/5.
    let point = "Kii=1,Kjj=4,Kij=2/5,Mi=1/2,Mj=1/3"
    for rule in ["variance-only", "exact"] {
      for path in [
        "nngp.diagonal", "nngp.second_diagonal", "nngp.offdiagonal", "ntk.offdiagonal", "lambda2",
      ] {
        let object = try general.object("rules.\(rule).\(path)")
        let form = try object.string("form")
        let used = point.split(separator: ",").filter { form.contains($0.prefix { $0 != "=" }) }
        let value = try Enclosed(
          CommandRun("evaluate", form, "--at", used.joined(separator: ","), "--json").json())
        let expected = try scaled.enclosed("rules.\(rule).\(path)")
        #expect(
          (value.value - expected.value).magnitude <= value.error + expected.error,
          "\(rule) \(path)")
      }
    }
  }

  /// κ_n, roots, powers, quotients and signs in all the ways the printer writes them.
  @Test(arguments: [
    "-(1/2)*x^2 + x - 3", "(x + 1)^3/(2*x - 7)", "sqrt(x + 2)/sqrt(3)", "(x^2 + 1)^(-2/3)",
    "kappa(3, f(x))*kappa(0, x) - 2^(1/3)", "|x - 1/2|*exp(-x)", "acos(x)/pi - asin(x)^2",
    "kappa(12, x)^5", "-x", "-(-x)", "-f(-x)", "2^x", "atan(x/(1 + x^2))", "f^7(x) - f^2(x)",
    "cos(sin(x + pi/7))",
    "log(x + 3)*sqrt(12)", "1/(1/x + 1/(x + 1))", "(-x)^3", "-(x^(1/2) - 1)", "pi^2*x/6",
  ])
  func ofTypedExpressions(_ expression: String) throws {
    let first = try CommandRun("evaluate", expression, "--at", "2/9", "--json").json()
    let form = try first.string("form")
    let second = try CommandRun("evaluate", form, "--json").json()
    let (a, b) = (try Enclosed(first), try Enclosed(second))
    #expect((a.value - b.value).magnitude <= a.error + b.error, "\(form)")
    #expect(try second.string("form") == form, "the form of the form")
  }
}
