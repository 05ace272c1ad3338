import ExactArithmetic
import Foundation
import Testing

@Suite("The command table")
struct TableTests {
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").drop { $0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
  }

  @Test func provenanceAndValues() throws {
    let run = try CommandRun("table", "f(rho)", "--grid", "list:-1,0,1", "--rounding", "up")
    #expect(run.status == 0)
    for line in [
      "# expression: f(rho)", "# grid: list:-1,0,1", "# type: binary64", "# rounding: up",
      "# points: binary64, rounded to nearest",
    ] {
      #expect(run.lines.contains(line), "\(line)")
    }
    #expect(run.lines.contains { $0.hasPrefix("# checksum: sha256:") })
    let values = rows(run.output).map { $0[3] }
    // 1/π = 0.31830988618379067153… lies between these two numbers.
    #expect(values == ["0x0p0", "0x1.45f306dc9c883p-2", "0x1p0"])
    let down = try CommandRun("table", "f(rho)", "--grid", "list:0", "--rounding", "down")
    #expect(rows(down.output)[0][3] == "0x1.45f306dc9c882p-2")
  }

  @Test func entriesOfNetworks() throws {
    let run = try CommandRun(
      "table", "2_21_112", "--entry", "Kij,Kii", "--rule", "exact", "--grid",
      "list:1/2",
      "--type", "decimal:20")
    #expect(run.status == 0)
    #expect(run.lines.contains("# rule: exact"))
    let analysis = try CommandRun("analyze", "2_21_112", "--at", "1/2", "--digits", "30", "--json")
      .json()
    let row = rows(run.output)[0]
    for (cell, path) in zip(row.dropFirst(), ["offdiagonal", "diagonal"]) {
      let reference = try analysis.enclosed("rules.exact.nngp.\(path)")
      let value = try #require(Rational(cell))
      #expect((value - reference.value).magnitude <= Rational("1e-19") ?? 0)
    }
    let both = try CommandRun("table", "2_01", "--grid", "list:1/2")
    #expect(
      both.lines.contains {
        $0.contains(
          "Kij_variance_only_hex,Kij_exact,Kij_exact_hex")
      })
  }

  @Test func filesAppearWholeOrNotAtAll() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "t.npy").path()
    let good = try CommandRun(
      "table", "f(rho)", "--grid", "near1:9", "--format", "npy", "--out", path)
    #expect(good.status == 0 && good.output.contains("18 rows"))
    let first = try Data(contentsOf: URL(filePath: path))
    let provenance = try JSONObject(String(contentsOfFile: path + ".json", encoding: .utf8))
    #expect(try provenance.string("expression") == "f(rho)")
    // A table that cannot be decided leaves the old file as it was.
    let bad = try CommandRun(
      "table", "4*atan(1/5) - atan(1/239) - pi/4", "--grid", "list:1", "--format", "npy", "--out",
      path)
    #expect(bad.status == 3 && bad.output.isEmpty)
    #expect(bad.error.contains("at 1.0"))
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
    let again = try CommandRun(
      "table", "f(rho)", "--grid", "near1:9", "--format", "npy", "--out", path, "--threads", "7")
    #expect(again.status == 0)
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 2)
  }

  /// A large table that was killed, then interrupted, is continued by the same command, and only by it; what is
  /// behind the last whole block, zeros after a power failure, does no harm.
  @Test func largeTablesAreContinued() throws {
    let command = "kernelcalc table 'f(rho)' --grid random:120000:7 --type decimal:80 --out t.csv"
    let start = "cd \"$(mktemp -d)\"; set -m; \(command) & "
    // Until there is a block beyond what was there.
    let wait =
      "while (($(stat -c %s t.csv.partial 2>/dev/null || echo 0) <= size)); do sleep 0.05; done; "
    let run = try CommandRun(
      shell: start + "size=100; " + wait + "kill -9 $!; wait $! 2>/dev/null; ls t.csv; "
        + "head -c 100 /dev/zero >> t.csv.partial; \(command) & size=$(stat -c %s t.csv.partial); "
        + wait
        + "kill -INT $!; wait $!; echo \"exit $?\"; ls; "
        + "kernelcalc table 'f(rho)' --grid random:120000:8 --type decimal:80 --out t.csv; echo \"exit $?\"; "
        + "\(command); ls; sha256sum t.csv; \(command.dropLast(12)) | sha256sum")
    let lines = run.lines
    #expect(lines.filter { $0.hasPrefix("exit") } == ["exit 3", "exit 2"])
    #expect(
      run.error.contains("points are in t.csv.partial, from which the same command continues"))
    #expect(run.error.contains("t.csv.partial holds values of another table"))
    // After the interrupt there is the journal alone, at the end the table alone.
    #expect(lines.filter { $0.hasPrefix("t.csv") } == ["t.csv.partial", "t.csv"])
    let sums = lines.suffix(2).map { $0.prefix(64) }
    #expect(sums.count == 2 && sums[0] == sums[1])
  }

  @Test(
    arguments: [
      ["f(rho)"], ["f(rho)", "--grid", "unifrom:0:1:2"], ["f(rho)", "--grid", "list:2"],
      ["x + y", "--grid", "list:1"], ["f(rho)", "--grid", "list:1", "--type", "binary17"],
      ["f(rho)", "--grid", "list:1", "--type", "decimal:0"],
      ["f(rho)", "--grid", "list:1", "--format", "npy", "--type", "decimal:3"],
      ["f(rho)", "--grid", "@/nonexistent"], ["2_01", "--entry", "kjj", "--grid", "list:1"],
      ["2_01", "--entry", "lambda2,lambda2", "--grid", "list:1"],
      ["f(rho)", "--grid", "list:1", "--name", "a-b"],
      ["f(rho)", "--grid", "list:1", "--threads", "0"],
      ["f(rho)", "--grid", "binary16:all", "--type", "bfloat16"],
    ])
  func badInput(_ arguments: [String]) throws {
    let run = try CommandRun(["table"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.error.hasPrefix("kernelcalc: "))
  }
}
