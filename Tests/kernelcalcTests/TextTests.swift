import ExactArithmetic
import Testing

/// What people read.
@Suite("Text output")
struct TextTests {
  static let runs: [[String]] = [
    ["analyze", "2_21_112", "--at", "1/2"], ["analyze", "2_21_112"],
    ["analyze", "1_01_222", "--at", "-1"], ["analyze", "0_00_000", "--at", "1/2"],
    ["analyze", "2_21_112_2222_21212", "--at", "1/3"], ["analyze", "2_21_112", "--general"],
    ["analyze", "2_21_112", "--norms", "1,2", "--means", "1/2,1/3", "--at", "1/3"],
    ["analyze", "|nor_conv_3x3~0|+|none~0|avg_pool_3x3~1|", "--at", "1/2"],
    ["derive", "--order", "7"], ["derive", "--order", "0"], ["graph", "2_21_112"],
    ["space", "nasbench201"], ["space", "darts"], ["space", "complete(3)", "--frontier"],
    ["space", "--supernet", "{\"edges\": [{\"from\": 0, \"to\": 1, \"skip\": 0.5}]}"],
    ["rank", "--space", "nasbench201", "--by", "width", "--top", "3"],
    ["rank", "--space", "complete(3)", "--top", "9"],
    ["evaluate", "f(f(rho))", "--at", "1/3"], ["evaluate", "f(x)", "--at", "[0, 1/10]"],
  ]

  @Test(arguments: runs) func fitsEightyColumnsWithoutColours(_ arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 0)
    #expect(run.error.isEmpty)
    #expect(!run.output.contains("\u{1B}"), "colours belong on a terminal")
    #expect(!run.output.contains("nan"))
    for line in run.lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test func comparesEq12InASentence() throws {
    let text = try CommandRun("analyze", "2_21_112", "--at", "1/2").output
    #expect(
      text.contains(
        "Under the variance-only rule at ρ = 1/2, Eq. 12's value equals the true 2×2\neigenvalue λ₂."
      ))
    #expect(
      text.contains("Under the exact rule at ρ = 1/2, Eq. 12's value lies below the true 2×2"))
    let skips = try CommandRun("analyze", "1_01_001", "--at", "-1/2").output
    #expect(skips.contains("lies above the true 2×2"))
  }

  @Test func exactValuesAreNotCalledApproximate() throws {
    let text = try CommandRun("analyze", "1_01_001", "--at", "-1/2").output
    #expect(text.contains("= -0.5"))
    #expect(!text.contains("≈"))
  }

  @Test func graphFormats() throws {
    let json = try CommandRun("graph", "2_21_112", "--format", "json").output
    #expect(try CommandRun("graph", json, "--format", "digits").output == "2_21_112\n")
    #expect(try CommandRun("graph", json, "--format", "dot").output.hasPrefix("digraph"))
    let cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|"
    #expect(try CommandRun("graph", cell, "--format", "nasbench201").output == cell + "\n")
    let paths = try CommandRun("graph", "2_21_112", "--format", "paths")
    #expect(paths.lines.count == 4)
    #expect(paths.lines.contains("0 → 3  d = 0  ρ"))
  }

  @Test func intervalsContainTheirPoints() throws {
    let run = try CommandRun("evaluate", "f(x)", "--at", "[0.1, 0.2]", "--json")
    let bounds = try #require(try run.json().members["enclosure"] as? [String])
    try #require(bounds.count == 2)
    let low = try #require(Rational(bounds[0]))
    let high = try #require(Rational(bounds[1]))
    for point in ["0.1", "0.15", "0.2"] {
      let value = try Enclosed(CommandRun("evaluate", "f(x)", "--at", point, "--json").json())
      #expect(low <= value.value + value.error)
      #expect(value.value - value.error <= high)
    }
  }
}
