import ExactArithmetic
import Testing
import _TestSupport

@Suite("Reference values of other arithmetic")
struct ReferenceTests {
  /// The answers of `kernelcalc command --batch -` to requests of string and integer members.
  private func answers(
    _ command: String, _ requests: [[(String, String)]], digits: Int
  ) throws -> [JSONObject] {
    let lines = requests.map { members in
      "{" + members.map { "\"\($0)\":\"\($1)\"," }.joined() + "\"digits\":\(digits)}"
    }
    let run = try CommandRun(command, "--batch", "-", input: lines.joined(separator: "\n"))
    #expect(run.status == 0, "\(run.error)")
    let answers = try run.jsonLines()
    try #require(answers.count == requests.count)
    return answers
  }

  private func checkDigits(_ answer: JSONObject, _ reference: String, _ digits: Int) throws {
    let value = try Enclosed(answer)
    #expect(value.agrees(with: reference, digits: digits), "\(answer.members)")
    #expect(value.isGood(to: digits))
  }

  @Test func arcCosineKernelsTo300Digits() throws {
    let rows = try ReferenceFiles.values().rows("arc_cosine")
    let answers = try answers(
      "evaluate",
      rows.map {
        [("expression", "kappa(\(try $0.integer("n")),rho)"), ("at", try $0.string("rho"))]
      },
      digits: 300)
    for (row, answer) in zip(rows, answers) {
      try checkDigits(answer, row.string("kappa"), 300)
    }
  }

  @Test func iteratesTo300Digits() throws {
    let rows = try ReferenceFiles.values().rows("iterates")
    let answers = try answers(
      "evaluate",
      rows.map { row in
        let k = try row.integer("k")
        let nested = String(repeating: "f(", count: k) + "rho" + String(repeating: ")", count: k)
        return [("expression", nested), ("at", try row.string("rho"))]
      }, digits: 300)
    for (row, answer) in zip(rows, answers) {
      try checkDigits(answer, row.string("value"), 300)
    }
  }

  @Test func networksTo300Digits() throws {
    let rows = try ReferenceFiles.values().rows("dags")
    let answers = try answers(
      "analyze", rows.map { [("dag", try $0.string("dag")), ("at", try $0.string("rho"))] },
      digits: 300)
    for (row, answer) in zip(rows, answers) {
      #expect(try answer.object("paths").string("count") == row.string("paths"))
      try checkDigits(answer.object("eq12"), row.string("eq12"), 300)
      for rule in ["variance-only", "exact"] {
        try checkRule(
          answer.object("rules.\(rule)"), row.object(rule), lambda2: "lambda2", digits: 300)
      }
    }
  }

  private func checkRule(
    _ answer: JSONObject, _ row: JSONObject, lambda2: String, digits: Int
  ) throws {
    let names = [
      ("nngp.diagonal", "diagonal"), ("nngp.offdiagonal", "offdiagonal"),
      ("ntk.diagonal", "ntk_diagonal"), ("ntk.offdiagonal", "ntk_offdiagonal"),
      ("lambda2", lambda2),
    ]
    for (path, key) in names where row.members[key] != nil {
      try checkDigits(answer.object(path), row.string(key), digits)
    }
  }

  // MARK: Files that are not part of the package

  @Test(
    .enabled(
      if: ReferenceData.hasOracle("arc_cosine", "iterates", "dags"), "\(ReferenceData.advice)"))
  func oracleOfArcCosineKernels() throws {
    let rows = try ReferenceFiles.oracle("arc_cosine")
    let answers = try answers(
      "evaluate",
      rows.map {
        [("expression", "kappa(\(try $0.integer("n")),rho)"), ("at", try $0.string("rho"))]
      },
      digits: 60)
    for (row, answer) in zip(rows, answers) {
      try checkDigits(answer, row.string("kappa"), 60)
    }
  }

  @Test(
    .enabled(
      if: ReferenceData.hasOracle("arc_cosine", "iterates", "dags"), "\(ReferenceData.advice)"))
  func oracleOfIterates() throws {
    let rows = try ReferenceFiles.oracle("iterates")
    let answers = try answers(
      "evaluate",
      rows.map { [("expression", "f^\(try $0.integer("k"))(rho)"), ("at", try $0.string("rho"))] },
      digits: 100)
    for (row, answer) in zip(rows, answers) {
      try checkDigits(answer, row.string("value"), 100)
    }
  }

  @Test(
    .enabled(
      if: ReferenceData.hasOracle("arc_cosine", "iterates", "dags"), "\(ReferenceData.advice)"))
  func oracleOfNetworks() throws {
    let rows = try ReferenceFiles.oracle("dags")
    let answers = try answers(
      "analyze", rows.map { [("dag", try $0.string("dag")), ("at", try $0.string("rho"))] },
      digits: 40)
    for (row, answer) in zip(rows, answers) {
      #expect(try answer.object("paths").string("count") == "\(row.integer("paths"))")
      let expected = try row.object("path_polynomial").members.mapValues { "\($0)" }
      let polynomial = try answer.object("paths.polynomial").members.mapValues { "\($0)" }
      #expect(polynomial == expected)
      for key in ["effective_depth", "effective_width"] {
        // The oracle writes "None" where the command says null.
        let written = answer.isNull(key) ? "None" : try answer.string(key)
        #expect(try written == row.string(key))
      }
      try checkDigits(answer.object("eq12"), row.string("eq12"), 40)
      for (rule, name) in [("variance-only", "variance_only"), ("exact", "exact")] {
        try checkRule(
          answer.object("rules.\(rule)"), row.object(name), lambda2: "lambda2x2", digits: 40)
      }
    }
  }
}
