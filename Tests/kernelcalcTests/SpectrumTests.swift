import ExactArithmetic
import Foundation
import Testing

@Suite("The command spectrum")
struct SpectrumTests {
  private func run(_ rows: String, _ arguments: String...) throws -> CommandRun {
    try CommandRun(
      ["spectrum"] + arguments + ["--inputs", "-"], input: Data(rows.utf8))
  }

  /// The ends of an enclosure.
  private func ends(_ object: JSONObject, _ key: String) throws -> (Rational, Rational) {
    let bounds = try object.object(key)
    return (
      try #require(Rational(bounds.string("lower"))), try #require(Rational(bounds.string("upper")))
    )
  }

  /// Two orthogonal unit inputs and one ReLU edge: K = ((1, 1/π), (1/π, 1)).
  @Test(arguments: [2, 6, 30]) func contract(digits: Int) throws {
    let run = try run("1,0\n0,1\n", "2", "--digits", "\(digits)", "--json")
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    #expect(try json.string("dag") == "2")
    #expect(try json.integer("n") == 2)
    #expect(try json.string("kernel") == "nngp")
    #expect(try json.string("rule") == "exact")
    #expect(try json.string("singular") == "excluded")
    let inverse = try #require(Rational("0.318309886183790671537767526745028724"))
    let doubt = Rational("1e-35").orZero
    for (key, truth) in [("lambda_min", 1 - inverse), ("lambda_max", 1 + inverse)] {
      let (lower, upper) = try ends(json, key)
      #expect(lower <= truth + doubt && truth - doubt <= upper, "\(key)")
      #expect(upper - lower <= Rational("1e\(1 - digits)").orZero * lower, "\(key)")
    }
    for key in ["best_2x2", "eq12"] {
      let object = try json.object(key)
      #expect(object.members["pair"] as? [Int] == [0, 1], "\(key)")
      let value = try #require(Rational(object.string("value")))
      let error = try #require(Rational(object.string("error")))
      #expect((value - (1 - inverse)).magnitude <= error + doubt, "\(key)")
    }
    let (least, most) = (1 - 1 / Double.pi, 1 + 1 / Double.pi)
    let eta = (2 - least / (2 * most)) / most
    let fraction = try json.string("step").split(separator: "/").map { try #require(Double($0)) }
    let step = fraction[0] / (fraction.count > 1 ? fraction[1] : 1)
    #expect(step <= eta && step > eta * (1 - 3 * pow(10, Double(1 - digits))) - 1e-11)
    let rate = try json.object("rate")
    let distance = try abs(#require(Double(rate.string("value"))) - (1 - step * least / 2))
    #expect(try distance <= #require(Double(rate.string("error"))) + 1e-14)
    // ln 1000 / -ln rate, upwards: not next to an integer at these digits.
    let steps = (log(1000) / -log(1 - step * least / 2)).rounded(.up)
    let found = try Double(json.integer("steps"))
    #expect(digits == 2 ? found >= steps && found <= steps + 2 : found == steps)
  }

  /// Rows that are not unit, one of them with fractions, and a header.
  @Test func rowsAsTheyAre() throws {
    let json = try run("a,b\n1,0\n2/2,1e0\n", "1", "--digits", "12", "--json").json()
    // ((1, 1), (1, 2)): (3 ∓ √5)/2.
    let (lower, upper) = try ends(json, "lambda_min")
    let golden = try #require(Rational("0.381966011250105151795413"))
    #expect(lower < golden && golden < upper)
    #expect(json.isNull("eq12"))
  }

  @Test func singularMatricesAreProvedSo() throws {
    let run = try run("1,2\n3,4\n1,2\n0.1,0.2\n", "2_21_112", "--json")
    #expect(run.status == 0)
    let json = try run.json()
    #expect(try json.string("singular") == "proved")
    let (lower, upper) = try ends(json, "lambda_min")
    #expect(lower.isZero && upper.isZero)
    for key in ["step", "rate", "steps"] { #expect(json.isNull(key), "\(key)") }
    let coincidences = try json.object("coincidences")
    #expect(coincidences.members["equal"] as? [[Int]] == [[0, 2]])
    #expect(coincidences.members["parallel"] as? [[Int]] == [[0, 2, 3]])
    #expect(try json.object("best_2x2").string("value") == "0")
    #expect(try json.object("nullity").integer("at_least") == 2)
    let text = try self.run("1,2\n3,4\n1,2\n", "2").output
    #expect(text.contains("singular, proved: rows 0, 2 are equal"))
  }

  /// Both arithmetics enclose the same numbers, and the output says which one was used.
  @Test(arguments: ["nngp", "ntk"]) func arithmetics(kernel: String) throws {
    let rows = "1,2\n3,4\n-1,5\n0.5,0.1\n"
    var found: [[(Rational, Rational)]] = []
    for (arithmetic, word) in [("float64", "double"), ("multiprecision", "MPFR")] {
      let json = try run(
        rows, "2_21_112", "--kernel", kernel, "--arithmetic", arithmetic, "--json"
      ).json()
      #expect(try json.string("method").contains(word))
      found.append([try ends(json, "lambda_min"), try ends(json, "lambda_max")])
    }
    for (a, b) in zip(found[0], found[1]) { #expect(a.0 <= b.1 && b.0 <= a.1) }
    let run = try run("1,0\n1,1e-9\n", "1", "--arithmetic", "float64")
    #expect(run.status == 3)
    #expect(run.error.contains("--arithmetic multiprecision"))
  }

  @Test func oneInput() throws {
    let json = try run("3,4\n", "2", "--json").json()
    #expect(json.isNull("best_2x2") && json.isNull("eq12"))
    #expect(try run("3,4\n", "2").output.contains("1 input of dimension 2"))
    let (lower, upper) = try ends(json, "lambda_min")
    #expect(lower <= 25 && upper >= 25)
  }

  /// With all eigenvalues, those above the null space that is known are seen to be positive.
  @Test func nullSpaces() throws {
    let rows = "3,4\n3,4\n6,8\n-3,-4\n1,1\n"
    let all = try run(rows, "2_21_112", "--all", "--json").json()
    let plain = try run(rows, "2_21_112", "--json").json()
    for (json, isExact) in [(all, true), (plain, false)] {
      let nullity = try json.object("nullity")
      #expect(try nullity.integer("at_least") == 2)
      #expect(nullity.members["exact"] as? Bool == isExact)
    }
    let zero = try run("0,0\n0,0\n", "2_21_112").output
    #expect(zero.contains("null space of dimension 2"))
  }

  @Test func badLabels() throws {
    let labels = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("1\n2\n".utf8).write(to: labels)
    defer { try? FileManager.default.removeItem(at: labels) }
    let run = try run("1,2\n3,4\n5,1\n", "2", "--labels", labels.path)
    #expect(run.status == 2 && run.error.contains("\(labels.path): 2 labels for 3 inputs"))
    let both = try self.run("1,2\n3,4\n5,1\n", "2", "--labels", "-")
    #expect(both.status == 2 && both.error.contains("--inputs and --labels cannot both be"))
  }

  @Test(arguments: [
    ("1,0\n1,nan\n", "line 2, field 2: 'nan' is no real number"),
    ("1,0\n1,inf\n", "line 2, field 2: 'inf' is no real number"),
    ("1,0\n1,2,3\n", "line 2: 3 fields"), ("1,0\n1,x\n", "line 2, field 2: 'x' is not a number"),
    ("1,0\n1,\n", "line 2, field 2: the field is empty"), ("", "no rows"), ("a,b\n", "no rows"),
  ])
  func badData(rows: String, message: String) throws {
    let run = try run(rows, "2")
    #expect(run.status == 2)
    #expect(run.error.contains(message), "\(run.error)")
    #expect(run.output.isEmpty)
    let json = try self.run(rows, "2", "--json")
    #expect(json.status == 2)
    #expect(try json.json().failure().contains(message))
  }

  @Test(arguments: [
    ["--digits", "0"], ["--digits", "1001"], ["--rule", "both"], ["--step", "3"], ["--step", "0"],
    ["--target", "1"], ["--target", "-1"], ["--precision", "2"], ["--kernel", "lap"],
    ["--arithmetic", "float32"],
  ])
  func badOptions(options: [String]) throws {
    let run = try CommandRun(
      ["spectrum", "2", "--inputs", "-"] + options, input: Data("1,0\n0,1\n".utf8))
    #expect(run.status == 2, "\(options): \(run.error)")
  }

  @Test func badRows() throws {
    let missing = try CommandRun(["spectrum", "2", "--inputs", "/nonexistent/x.csv"])
    #expect(missing.status == 2)
    #expect(missing.error.contains("/nonexistent/x.csv"))
    let zero = try run("1,0\n0,0\n", "2", "--normalize")
    #expect(zero.status == 2)
    #expect(zero.error.contains("row 1"))
  }
}
