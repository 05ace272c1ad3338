import ExactArithmetic
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Networks on data: compare, rank, accuracies, paper")
struct CompareTests {
  private static let rows = "1,0,2\n3,4,1\n-1,2,2\n0,1,5\n"

  private func run(_ arguments: [String], _ rows: String = rows) throws -> CommandRun {
    try CommandRun(arguments + ["--inputs", "-"], input: Data(rows.utf8))
  }

  @Test func theCertainlyFasterComesFirst() throws {
    let run = try run(["compare", "2_02_002", "2_21_112", "1_01_222"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("is certainly faster than"))
    let json = try self.run(["compare", "2_02_002", "2_21_112", "1_01_222", "--json"]).json()
    let networks = try #require(json.members["networks"] as? [[String: Any]])
    let lower = try networks.map { network in
      let score = try #require(network["score"] as? [String: String])
      return Rational(score["lower"] ?? "").orZero
    }
    #expect(lower == lower.sorted(by: >) && lower.count == 3)
    let pairs = try #require(json.members["pairs"] as? [[String: String]])
    #expect(pairs.count == 3 && pairs.allSatisfy { $0["verdict"] == "faster" })
  }

  /// One network twice, and networks whose kernels no precision separates because they are one function.
  @Test func equalNetworks() throws {
    let run = try run(["compare", "2_02", "2_02"])
    #expect(run.status == 0)
    #expect(run.output.contains("2_02 and 2_02 are equal"))
  }

  @Test func digitsSeparate() throws {
    let networks = [
      "resnet(2, skip: 2, scale: 1/2)", "resnet(2, skip: 2, scale: 500000001/1000000000)",
    ]
    let few = try run(["compare"] + networks)
    #expect(few.status == 3, "\(few.error)")
    #expect(few.output.contains("are not separated"))
    let many = try run(["compare"] + networks + ["--digits", "20"])
    #expect(many.status == 0 && many.output.contains("certainly faster"), "\(many.error)")
  }

  @Test(arguments: ["condition", "trace", "mean", "log-determinant", "complexity", "alignment"])
  func everyScore(score: String) throws {
    let labels = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("1\n-1\n1\n0.5\n".utf8).write(to: labels)
    defer { try? FileManager.default.removeItem(at: labels) }
    let run = try run(["compare", "2_02", "2_21_112", "--by", score, "--labels", labels.path])
    #expect(run.status == 0, "\(score): \(run.error)")
    #expect(run.output.contains("certainly"))
    let ranked = try self.run(
      ["rank", "--space", "complete(1)", "--by", score, "--labels", labels.path, "--json"])
    // Both networks keep the trace, which no enclosures separate.
    #expect(ranked.status == (score == "trace" ? 3 : 0), "\(score): \(ranked.error)")
    let spectrum = try self.run(["spectrum", "2_02", "--labels", labels.path, "--json"]).json()
    #expect(try !spectrum.object("complexity").string("lower").isEmpty)
    #expect(try !spectrum.object("alignment").string("upper").isEmpty)
  }

  @Test func allEigenvaluesAndThePage() throws {
    let page = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".html")
    defer { try? FileManager.default.removeItem(at: page) }
    let run = try run(["spectrum", "2_21_112", "--all", "--html", page.path, "--json"])
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    let values = try #require(json.members["eigenvalues"] as? [[String: String]])
    #expect(values.count == 4)
    let least = try json.object("lambda_min")
    #expect(Rational(values[0]["lower"] ?? "").orZero <= Rational(try least.string("upper")).orZero)
    #expect(Rational(values[0]["upper"] ?? "").orZero >= Rational(try least.string("lower")).orZero)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(html.contains("All eigenvalues") && html.components(separatedBy: "<circle").count == 5)
    #expect(XMLParser(data: Data(html.utf8)).parse())
  }

  /// Where λ_min and λ_max have the digits and an eigenvalue between them does not, that is said.
  @Test func eigenvaluesWithoutTheDigits() throws {
    let size = 40
    let rows = (0..<size).map { i in
      (0..<size).map { i != $0 ? "0" : i == 0 ? "100" : "1" }.joined(separator: ",")
    }.joined(separator: "\n")
    let arguments = ["spectrum", "1", "--digits", "10", "--arithmetic", "float64"]
    #expect(try run(arguments, rows).status == 0)
    let all = try run(arguments + ["--all"], rows)
    #expect(all.status == 3 && all.error.contains("of 40 eigenvalues are not known to 10 digits"))
    #expect(all.output.contains("λ_40"))
    let automatic = try run(["spectrum", "1", "--digits", "10", "--all"], rows)
    #expect(automatic.status == 0, "\(automatic.error)")
  }

  @Test func certificates() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try run(["spectrum", "2_21_112", "--certificate", path])
    #expect(run.status == 0, "\(run.error)")
    let check = try CommandRun(["check", path])
    #expect(check.status == 0 && check.output.contains("valid: the statement is proved"))
    #expect(try CommandRun(["check", path, "--json"]).json().string("verdict") == "proved")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let forged = text.split(separator: "\n").map { $0.hasPrefix("above") ? "above 1000" : $0 }
    let wrong = try CommandRun(["check", "-"], input: Data(forged.joined(separator: "\n").utf8))
    #expect(wrong.status == 1 && wrong.output.contains("not valid"))
    let damaged = try CommandRun(
      ["check", "-"], input: Data(text.replacing("kernel nngp", with: "kernel x").utf8))
    #expect(damaged.status == 1 && damaged.output.contains("line 4"))
    let singular = try self.run(["spectrum", "2", "--certificate", path], "1,2\n1,2\n")
    #expect(singular.status == 2)
  }

  @Test func rankAndAccuracies() throws {
    let ranked = try run(["rank", "--space", "complete(2)", "--by", "lambda-min"])
    #expect([0, 3].contains(ranked.status), "\(ranked.error)")
    #expect(ranked.output.contains("λ_min on the data"))
    let data = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".csv")
    try Data(Self.rows.utf8).write(to: data)
    defer { try? FileManager.default.removeItem(at: data) }
    let study = try CommandRun(
      ["accuracies", "-", "--inputs", data.path, "--json"],
      input: Data("arch,acc\n2_02,90\n1_01,70\n2_22,93\n2_21,80\n".utf8))
    #expect(study.status == 0, "\(study.error)")
    #expect(study.output.contains("\"quantity\":\"log-determinant\""))
    #expect(!study.output.contains("\"quantity\":\"complexity\""))
    for bad in [
      ["rank", "--space", "complete(1)", "--by", "lambda-min"],
      ["rank", "--space", "complete(1)", "--inputs", data.path],
      ["rank", "--space", "complete(1)", "--by", "alignment", "--inputs", data.path],
      ["paper", "--normalize"], ["paper", "--inputs", data.path, "--claim", "lem3.2-mean"],
      ["compare", "2", "--inputs", data.path],
      ["compare", "2", "2_02", "--inputs", data.path, "--by", "complexity"],
    ] {
      let run = try CommandRun(bad)
      #expect(run.status == 2, "\(bad): \(run.output)")
    }
  }

  @Test func paperOnData() throws {
    let run = try run(["paper", "--normalize", "--json"])
    #expect(run.status == 0, "\(run.error)")
    let rows = try #require(try run.json().members["networks"] as? [[String: Any]])
    #expect(rows.count == 6)
    #expect(rows.allSatisfy { $0["lemma3.1"] as? String == "proved" })
    #expect(rows.allSatisfy { $0["lemma3.3"] as? String == "proved" })
    // Equal rows: a singular matrix, and no rate.
    let singular = try self.run(["paper", "--json"], "1,2\n1,2\n3,1\n").json()
    let found = try #require(singular.members["networks"] as? [[String: Any]])
    #expect(found.allSatisfy { $0["lemma3.1"] as? String == "refuted" })
    #expect(found.allSatisfy { $0["steps"] is NSNull && $0["eq12"] is NSNull })
    // Opposite inputs break Eq. 12 under the exact rule or hold it; either way it is decided.
    let opposite = try self.run(["paper", "--normalize"], "1,0\n-1,0\n")
    #expect(opposite.output.contains("Eq. 12, λ_min ≤"))
  }
}
