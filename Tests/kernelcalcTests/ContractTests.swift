import ExactArithmetic
import Testing

/// The JSON and the exit codes that other programs rely on.
@Suite("Contract")
struct ContractTests {
  @Test(
    arguments: [
      "pi", "f(1/2)", "1e-200*pi", "1e200/3", "1/3", "f^20(-999/1000)", "1 - f^8(1 - 1/10^60)",
      "sqrt(2)*sqrt(3)", "exp(-1000)", "-2/7",
    ], [1, 2, 15, 30, 400])
  func errorIsWithinTheDigits(_ expression: String, _ digits: Int) throws {
    let object = try CommandRun("evaluate", expression, "--digits", "\(digits)", "--json").json()
    #expect(try object.integer("schema") == 1)
    #expect(try object.string("expression") == expression)
    #expect(object.isNull("at"))
    #expect(try Enclosed(object).isGood(to: digits), "\(object.members)")
    // A much longer run must lie within the stated error.
    let longer = try CommandRun(
      "evaluate", expression, "--digits", "\(digits + 50)", "--json"
    ).json()
    let (short, long) = (try Enclosed(object), try Enclosed(longer))
    #expect((short.value - long.value).magnitude <= short.error + long.error)
  }

  @Test(arguments: ["0", "sin(pi)", "f(-1)", "acos(1)", "x - x", "1 - f(1)"])
  func exactZeros(_ expression: String) throws {
    let object = try CommandRun("evaluate", expression, "--at", "1", "--json").json()
    #expect(try object.string("value") == "0")
    #expect(try object.string("error") == "0")
  }

  @Test(arguments: [["--at", "-9/10"], ["--at=-9/10"], ["--at", "-0.9"], ["--at", "rho=-9/10"]])
  func negativePoints(_ at: [String]) throws {
    let object = try CommandRun(["evaluate", "f(rho)", "--json"] + at).json()
    #expect(try object.string("at") == "-9/10")
    let network = try CommandRun(["analyze", "2", "--json", "--at", "-9/10"]).json()
    #expect(try network.string("rho") == "-9/10")
    #expect(
      try network.enclosed("rules.exact.nngp.offdiagonal").value == Enclosed(object).value)
  }

  @Test(arguments: ["-f(1/2)", "--f(1/2)", "-1/2", "- 1/2"])
  func expressionsThatBeginWithAMinusSign(_ expression: String) throws {
    let bare = try CommandRun("evaluate", expression, "--digits", "12")
    let terminated = try CommandRun("evaluate", "--digits", "12", "--", expression)
    #expect(bare.status == 0)
    #expect(bare.output == terminated.output)
  }

  @Test func undecidedIsThree() throws {
    let run = try CommandRun("evaluate", "4*atan(1/5) - atan(1/239) - pi/4", "--json")
    #expect(run.status == 3)
    #expect(try run.json().failure().contains("e-"), "the enclosure reached")
  }

  @Test func analysis() throws {
    let object = try CommandRun(
      "analyze", "2_21_112", "--at", "1/2", "--digits", "50", "--json"
    ).json()
    #expect(try object.integer("schema") == 1)
    #expect(try object.string("dag") == "2_21_112")
    #expect(try object.string("rho") == "1/2")
    #expect(try object.object("paths").string("count") == "4")
    let polynomial = try object.object("paths.polynomial").members.mapValues { "\($0)" }
    #expect(polynomial == ["0": "1", "1": "1", "2": "2"])
    #expect(try object.string("effective_depth") == "5/4")
    #expect(try object.string("effective_width") == "12/5")
    #expect(try object.enclosed("eq12").isGood(to: 50))
    for rule in ["variance-only", "exact"] {
      for entry in [
        "nngp.diagonal", "nngp.offdiagonal", "ntk.diagonal", "ntk.offdiagonal", "lambda2",
      ] {
        #expect(try object.enclosed("rules.\(rule).\(entry)").isGood(to: 50))
      }
    }
    #expect(try object.object("rules.variance-only.nngp.diagonal").string("value") == "4")
    #expect(try object.object("rules.variance-only.nngp.diagonal").string("error") == "0")
  }

  @Test func rules() throws {
    for (arguments, expected) in [
      ([], ["exact", "variance-only"]), (["--rule", "both"], ["exact", "variance-only"]),
      (["--rule", "exact"], ["exact"]), (["--rule=variance-only"], ["variance-only"]),
    ] {
      let run = try CommandRun(["analyze", "2", "--json"] + arguments)
      #expect(try run.json().object("rules").members.keys.sorted() == expected)
    }
  }

  @Test func noPathIsAResult() throws {
    for dag in ["0", "0_00_000", "2_21_000", "0_02_002"] {
      let run = try CommandRun("analyze", dag, "--at", "1/2", "--json")
      #expect(run.status == 0)
      let object = try run.json()
      #expect(try object.object("paths").string("count") == "0")
      #expect(object.isNull("effective_depth"))
      #expect(object.isNull("effective_width"))
      for rule in ["variance-only", "exact"] {
        for entry in ["nngp.diagonal", "nngp.offdiagonal", "ntk.offdiagonal", "lambda2"] {
          #expect(try object.object("rules.\(rule).\(entry)").string("value") == "0")
        }
      }
      #expect(try CommandRun("analyze", dag).output.contains("No path leads"))
    }
  }

  @Test func skipsOnlyHaveDepthZero() throws {
    let object = try CommandRun("analyze", "1_01", "--json").json()
    #expect(try object.string("effective_depth") == "0")
    #expect(object.isNull("effective_width"))
  }

  @Test(arguments: ["2", "2_21_112", "1_11_111", "2_22_222", "1_02_120"], ["1", "-1"])
  func endPoints(_ dag: String, _ rho: String) throws {
    let object = try CommandRun("analyze", dag, "--at", rho, "--json").json()
    if rho == "1" {
      for path in ["eq12", "rules.exact.lambda2", "rules.variance-only.lambda2"] {
        #expect(try object.object(path).string("value") == "0", "\(path)")
        #expect(try object.object(path).string("error") == "0")
      }
    }
    for rule in ["variance-only", "exact"] {
      let diagonal = try object.enclosed("rules.\(rule).nngp.diagonal")
      let offDiagonal = try object.enclosed("rules.\(rule).nngp.offdiagonal")
      #expect(offDiagonal.value.magnitude <= diagonal.value + diagonal.error + offDiagonal.error)
      #expect(offDiagonal.isGood(to: 30) && diagonal.isGood(to: 30))
    }
  }

  @Test func formsWithoutAPoint() throws {
    let object = try CommandRun("analyze", "2_21_112", "--json").json()
    #expect(object.isNull("rho"))
    let eigenvalue = try object.object("rules.variance-only.lambda2")
    #expect(try eigenvalue.string("form") == "4 - |ρ + f(ρ) + 2f(f(ρ))|")
    #expect(eigenvalue.members["value"] == nil)
    #expect(try object.object("eq12").string("form") == "4 - ρ - f(ρ) - 2f(f(ρ))")
  }

  @Test func derivations() throws {
    let object = try CommandRun("derive", "--order", "2", "--json").json()
    #expect(try object.integer("schema") == 1)
    #expect(try object.integer("order") == 2)
    #expect((object.members["methods"] as? [String])?.count == 2)
    // The forms are read back: κ₂ from its own closed form, J₂/J₂(0) likewise.
    let direct = try CommandRun("evaluate", "kappa(2, 1/3)").lines.first
    let kappa = try object.string("kappa")
    #expect(try CommandRun("evaluate", kappa, "--at", "1/3").lines.first == direct)
    let angular = "(\(try object.string("J")))/(3*pi) + 0*theta"
    let substituted = angular.replacing("θ", with: "acos(1/3)").replacing("theta", with: "1")
    #expect(try CommandRun("evaluate", substituted).lines.first == direct)
  }

  @Test func standardOutputThatFails() throws {
    for redirection in [">/dev/full", ">&-"] {
      let run = try CommandRun(shell: "kernelcalc analyze 2_21_112 \(redirection)")
      #expect(run.status == 2)
      #expect(run.error.contains("standard output"))
    }
    // A reader that has seen enough ends the writer silently.
    let piped = try CommandRun(
      shell: "kernelcalc derive --order 150 | head -c 10; echo \" ${PIPESTATUS[0]}\"")
    #expect(piped.output.hasSuffix(" 141\n") || piped.output.hasSuffix(" 0\n"))
    #expect(piped.error.isEmpty)
  }
}

extension String {
  fileprivate func replacing(_ part: String, with replacement: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: replacement)
  }
}
