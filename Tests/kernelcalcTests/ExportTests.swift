import Testing
import _TestSupport

/// The option `--as` of the commands.
@Suite("Exports") struct ExportTests {
  private static let notations = [
    "text", "latex", "mathml", "sympy", "wolfram", "c", "swift", "numpy", "jax", "coq",
  ]
  private static let commands: [[String]] = [
    ["analyze", "2_21_112"], ["analyze", "2_21_112", "--at", "1/2"], ["derive", "--order", "3"],
    ["evaluate", "f(x)*y - |x|"], ["evaluate", "f(x)", "--at", "1/3"],
    ["graph", "2_21_112", "--format", "paths"], ["analyze", "2_01", "--general"],
  ]

  @Test(arguments: commands) func everyCommandWritesEveryNotation(_ command: [String]) throws {
    var outputs: Set<String> = []
    for notation in Self.notations {
      let run = try CommandRun(command + ["--as", notation])
      #expect(run.status == 0, "\(run.error)")
      #expect(run.error.isEmpty)
      #expect(run.output.hasSuffix("\n"))
      outputs.insert(run.output)
    }
    #expect(outputs.count == Self.notations.count)
  }

  @Test func latexIsAsBefore() throws {
    let short = try CommandRun("derive", "--order", "3", "--latex").output
    #expect(try CommandRun("derive", "--order", "3", "--as", "latex").output == short)
    #expect(short.hasPrefix(#"J_{3}(\theta) = "#))
    #expect(short.contains(#"\kappa_{3}'(\rho) = \frac{9 \kappa_{2}\left(\rho\right)}{5}"#))
  }

  /// Text is read back and has the value of the original.
  @Test func textIsReadBack() throws {
    let text = try CommandRun("evaluate", "f(x)/(1 - x/3)", "--as", "text").output
    let form = try #require(text.split(separator: "=").last).trimmingPrefix(" ")
    let again = try CommandRun("evaluate", String(form), "--at", "1/7", "--json").json()
    let first = try CommandRun("evaluate", "f(x)/(1 - x/3)", "--at", "1/7", "--json").json()
    #expect(try again.string("value") == first.string("value"))
  }

  @Test func rulesAreNamed() throws {
    let c = try CommandRun("analyze", "2_21_112", "--as", "c").output
    #expect(c.contains("double K_ij_variance_only(double rho)"))
    #expect(c.contains("double K_ij_exact(double rho)"))
    #expect(c.contains(" ULP"))
  }

  @Test(arguments: [
    ["analyze", "2_21_112", "--as", "c", "--json"],
    ["derive", "--order", "2", "--as", "c", "--json"],
    ["evaluate", "f(x)", "--as", "c", "--json"], ["graph", "2_21_112", "--as", "c"],
    ["graph", "2_21_112", "--as", "c", "--format", "dot"],
    ["derive", "--order", "2", "--latex", "--as", "c"], ["evaluate", "f(x)", "--as", "latx"],
    ["evaluate", "1/0", "--as", "c"], ["evaluate", "f(x)", "--at", "3", "--as", "c"],
    ["analyze", "--batch", "-", "--as", "c"], ["evaluate", "--batch", "-", "--as", "c"],
  ])
  func contradictionsAreBadInput(_ arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 2, "\(run.output)")
    #expect(!run.error.isEmpty)
  }
}
