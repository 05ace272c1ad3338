import Foundation
import Testing

/// `prove` and `check`: their JSON, their exit codes and their files.
@Suite("Prove")
struct ProveTests {
  /// A path in a new empty directory.
  private func file(_ name: String = "proof.cert") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name).path()
  }

  @Test func proved() throws {
    let statement = "forall x in [-1,1]: f(x) >= x"
    let path = try file()
    let run = try CommandRun("prove", statement, "--json", "--certificate", path)
    #expect(run.status == 0)
    let object = try run.json()
    #expect(try object.integer("schema") == 1)
    #expect(try object.string("statement") == statement)
    #expect(try object.string("verdict") == "proved")
    #expect(try object.string("certificate") == path)
    #expect(try object.integer("boxes") > 0)
    #expect(try object.integer("precision") >= 64)
    let evaluations = try object.object("evaluations")
    #expect(try evaluations.integer("replay") < evaluations.integer("search"))
    for absent in ["counterexample", "witness", "reason"] {
      #expect(object.members[absent] == nil)
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\nstatement: \(statement)\n"))

    let check = try CommandRun("check", path, "--json")
    #expect(check.status == 0)
    let report = try check.json()
    #expect(report.members["valid"] as? Bool == true)
    #expect(try report.string("statement") == statement)
    #expect(try report.string("verdict") == "proved")
    #expect(report.isNull("reason"))
    #expect(try report.integer("evaluations") == evaluations.integer("replay"))
    #expect(try CommandRun("check", "-", input: text).status == 0)
    #expect(try CommandRun("check", path).output.contains("valid: the statement is proved"))
  }

  @Test func refuted() throws {
    let run = try CommandRun("prove", "forall x in [-1,1], y in [-1,1]: f(x)*f(y) < 1", "--json")
    #expect(run.status == 1)
    let object = try run.json()
    #expect(try object.string("verdict") == "refuted")
    #expect(try object.object("counterexample").string("x") == "1")
    #expect(try object.object("counterexample").string("y") == "1")
    #expect(object.members["witness"] == nil && object.isNull("certificate"))
    let some = try CommandRun("prove", "exists x in [-1,1]: f(x) > 1", "--json")
    #expect(some.status == 1)
    #expect(try some.json().members["counterexample"] == nil)
  }

  /// The chaotic phase of erf with w = 4 and b = 1/20: the fixed points found by iteration in machine numbers.
  @Test func fixedPointsOfVariancesAndCorrelationsAreWitnesses() throws {
    let run = try CommandRun(
      "prove",
      "exists q in [1/2, 10], x in [1/100, 95/100]: 4*dual(erf; q, q, q) + 1/20 = q and "
        + "4*dual(erf; q, q, q*x) + 1/20 = q*x", "--json")
    for (name, iterated) in [("q", 2.578178107594037), ("x", 0.11308865725154048)] {
      let ends = try #require(
        try run.json().object("witness.\(name)").members["in"] as? [String], "no interval")
      let numbers = ends.map { end in
        let parts = end.split(separator: "/").compactMap { Double($0) }
        return parts[0] / (parts.count > 1 ? parts[1] : 1)
      }
      #expect(numbers[0] < iterated && iterated < numbers[1] && numbers[1] - numbers[0] < 1e-5)
    }
  }

  @Test func witnesses() throws {
    let exact = try CommandRun("prove", "exists x in [-1,1]: f(x) = 1/pi", "--json")
    #expect(exact.status == 0)
    #expect(try exact.json().object("witness").string("x") == "0")
    // An irrational one is enclosed.
    let run = try CommandRun("prove", "exists x in [-1,1]: f(x) = 1/2", "--json")
    #expect(run.status == 0)
    let ends = try #require(
      try run.json().object("witness.x").members["in"] as? [String], "no interval")
    #expect(ends.count == 2)
    // The network comes with the numbers.
    let network = try CommandRun(
      "prove", "exists dag in complete(2) where connected: depth(dag) = 2", "--json")
    #expect(try network.json().object("witness").string("dag") == "2_02")
    let pair = try CommandRun(
      "prove", "forall dag in {\"2\", \"1\"}, rho in [-1,1]: Kij(dag,rho,exact) >= 0", "--json")
    #expect(pair.status == 1)
    #expect(try pair.json().object("counterexample").string("dag") == "1")
    let text = try CommandRun("prove", "forall x in [-1,1]: f(x)^2 - f(x) + 1/4 > 0")
    #expect(text.status == 1)
    #expect(text.output.contains("counterexample x = a number in ["))
    // f(x) = 1/2, and in decimal.
    #expect(text.output.contains(/\] \(0\.3\d+ ± \de-\d+\)/))
  }

  @Test func undecided() throws {
    let path = try file()
    try "kept".write(toFile: path, atomically: true, encoding: .utf8)
    let statement = "forall t in [4,6]: f(cos(t)) = (-sin(t) + (t-pi)*cos(t))/pi"
    let run = try CommandRun("prove", statement, "--json", "--certificate", path)
    #expect(run.status == 3)
    let object = try run.json()
    #expect(try object.string("verdict") == "undecided")
    #expect(try object.string("reason").contains("canonical forms"))
    #expect(object.isNull("certificate"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
    // Budgets.
    let few = try CommandRun(
      "prove", "forall x in [-1,1]: f(x)^2 - x/2 > 0.080131793746", "--boxes", "5", "--json")
    #expect(few.status == 3)
    #expect(try few.json().string("reason").contains("budget of 5 boxes"))
    let none = try CommandRun(
      "prove", "forall x in [-1,1]: f(x)^2 - x/2 > 0.080131793746", "--seconds", "1e-9")
    #expect(none.status == 3)
  }

  @Test func sources() throws {
    let path = try file("statement.txt")
    try "forall x in [-1,1]:\n  f(x) >= x\n".write(toFile: path, atomically: true, encoding: .utf8)
    let run = try CommandRun("prove", "@\(path)", "--json")
    #expect(run.status == 0)
    #expect(try run.json().string("statement") == "forall x in [-1,1]:\n  f(x) >= x")
    #expect(try CommandRun("prove", "-", input: "f(1) = 1\n").status == 0)
  }

  /// A certificate replaces the file, which is whole before and after; nothing else is left.
  @Test func files() throws {
    let path = try file()
    try String(repeating: "old\n", count: 1000).write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try CommandRun("prove", "f(1) = 1", "--certificate", path).status == 0)
    #expect(try CommandRun("check", path).status == 0)
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["proof.cert"])
    let bad = try CommandRun("prove", "f(1) = 1", "--certificate", folder + "/none/proof.cert")
    #expect(bad.status == 2)
    #expect(bad.error.contains("none/proof.cert"))
  }

  @Test(arguments: [
    "forall x in [1,-1]: f(x) > 0", "forall x in [1,1): f(x) > 0", "forall x in [0,1]: f(y) > 0",
    "forall x in [0,1]: g(x) > 0", "f(2) > 0", "forall x in [0,1]:", "",
    "forall x in [0,1]: lambda2(\"3_3\", x, exact) > 0", "@/nonexistent",
  ]) func badInput(statement: String) throws {
    let run = try CommandRun("prove", statement, "--json")
    #expect(run.status == 2)
    #expect(try !run.json().failure().isEmpty)
  }

  @Test(arguments: [
    ["--boxes", "0"], ["--precision", "1"], ["--seconds", "-1"], ["--seconds", "nan"],
    ["--threads", "0"],
  ]) func badBudgets(options: [String]) throws {
    #expect(try CommandRun(["prove", "f(1) = 1"] + options).status == 2)
  }

  @Test func invalidCertificates() throws {
    let path = try file()
    #expect(
      try CommandRun("prove", "forall x in [-1,1]: f(x) >= x", "--certificate", path).status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let flipped = try CommandRun("check", "-", "--json", input: text.replacing(">=", with: ">"))
    #expect(flipped.status == 1)
    let object = try flipped.json()
    #expect(object.members["valid"] as? Bool == false)
    #expect(try object.string("statement") == "forall x in [-1,1]: f(x) > x")
    #expect(try object.string("reason").contains("does not show"))
    let garbage = try CommandRun("check", "-", "--json", input: "not a certificate\n")
    #expect(garbage.status == 1)
    #expect(try garbage.json().string("reason").contains("line 1"))
    #expect(try garbage.json().isNull("statement"))
    #expect(try CommandRun("check", path + ".none").status == 2)
    let old = text.replacing("kernelcalc certificate 2", with: "kernelcalc certificate 1")
    let run = try CommandRun("check", "-", "--json", input: old)
    #expect(run.status == 2)
    #expect(try run.json().failure().contains("another format"))
  }

  /// An interrupt ends the search as undecided, with the file untouched.
  @Test func interrupt() throws {
    let path = try file()
    // 56,578 networks, one after the other.
    let search =
      "kernelcalc prove 'forall dag in complete(4) where connected, rho in [-1,1): "
      + "Kii(dag, rho, variance-only) - Kij(dag, rho, variance-only) >= eq12(dag, rho)' "
      + "--certificate \(path) --json"
    let run = try CommandRun(
      shell: "set -m; \(search) & sleep 1; kill -INT $!; wait $!; echo \"exit $?\"")
    #expect(run.output.contains("\"verdict\":\"undecided\""), "\(run.output)")
    #expect(run.output.contains("interrupted"))
    #expect(run.output.contains("exit 3"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
