import ExactArithmetic
import Foundation
import Testing

@Suite("The command gram")
struct GramTests {
  private func run(_ rows: String, _ arguments: String...) throws -> CommandRun {
    try CommandRun(["gram"] + arguments + ["--inputs", "-"], input: Data(rows.utf8))
  }

  /// Two orthogonal unit inputs and one ReLU edge: 1/π off the diagonal.
  @Test func enclosures() throws {
    let run = try run("1,0\n0,1\n-1,0\n", "2", "--digits", "30")
    #expect(run.status == 0, "\(run.error)")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(lines[0] == ["i", "j", "value", "error"])
    #expect(lines.dropFirst().map { $0[0] + $0[1] } == ["00", "01", "02", "11", "12", "22"])
    let inverse = try #require(Rational("0.318309886183790671537767526745028724"))
    for (line, truth) in zip(lines.dropFirst(), [1, inverse, 0, 1, inverse, 1]) {
      let (value, error) = (Rational(line[2]).orZero, Rational(line[3]).orZero)
      #expect((value - truth).magnitude <= error + Rational("1e-35").orZero, "\(line)")
      #expect(error <= Rational("1e-29").orZero, "\(line)")
    }
    let json = try self.run("1,0\n0,1\n", "2", "--json").json()
    #expect((json.members["entries"] as? [Any])?.count == 3)
  }

  /// A layer without closed form with a bias: its matrix has the expectations that `evaluate` gives.
  @Test func generalLayers() throws {
    let network = """
      {"nodes": ["x", "y"], "input": "x", "output": "y", "edges": [{"from": "x", "to": "y", "op": "parameterised",
        "activation": "mish", "variance": 1, "bias_variance": "1/10"}]}
      """
    let run = try run("1,0\n0.6,0.8\n", network, "--digits", "12")
    #expect(run.status == 0, "\(run.error)")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    for (line, covariance) in zip(lines.dropFirst(), ["11/10", "7/10", "11/10"]) {
      let term = "dual(mish; 11/10, 11/10, \(covariance))"
      let value = try CommandRun("evaluate", term, "--digits", "20", "--json").json()
      let difference =
        try #require(Rational(value.string("value"))) - (try #require(Rational(line[2])))
      #expect(difference.magnitude <= Rational(line[3]).orZero + Rational("1e-19").orZero)
    }
    #expect(lines.count == 4)
  }

  @Test func arrays() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "K.npy").path
    let run = try run("1,0\n0,1\n3,4\n", "2", "--out", path, "--json")
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    #expect(try json.integer("n") == 3)
    #expect(try #require(Double(json.string("largest_error"))) < 1e-13)
    let matrix = try Data(contentsOf: URL(filePath: path))
    let errors = try Data(contentsOf: URL(filePath: folder.path + "/K.error.npy"))
    #expect(matrix.count == 128 + 9 * 8 && errors.count == 128 + 9 * 4)
    func entry(_ i: Int, _ j: Int) -> Double {
      matrix.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: 128 + 8 * (3 * i + j), as: Double.self)
      }
    }
    func error(_ i: Int, _ j: Int) -> Float {
      errors.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: 128 + 4 * (3 * i + j), as: Float.self)
      }
    }
    #expect(abs(entry(0, 1) - 1 / Double.pi) <= Double(error(0, 1)) + 1e-16)
    #expect(entry(0, 1) == entry(1, 0) && entry(0, 2) == entry(2, 0))
    #expect(entry(2, 2) == 25 && entry(0, 0) == 1)
    #expect(error(0, 1) > 0 && error(0, 1) < 1e-15 && error(1, 0) == error(0, 1))
  }

  @Test(arguments: [
    ["--digits", "0"], ["--digits", "1001"], ["--out", "K.csv"],
    ["--out", "K.npy", "--digits", "5"],
    ["--rule", "both"], ["--out", "/nonexistent/K.npy"],
  ])
  func badOptions(options: [String]) throws {
    let run = try CommandRun(
      ["gram", "2", "--inputs", "-"] + options, input: Data("1,0\n0,1\n".utf8))
    #expect(run.status == 2, "\(options): \(run.error)")
    #expect(!run.error.isEmpty)
  }
}
