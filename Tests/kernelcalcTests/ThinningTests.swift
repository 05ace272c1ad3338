import ExactArithmetic
import Foundation
import NetworkGraphs
import Testing
import _TestSupport

/// `filter`, `rank`, `accuracies` and `convert`.
@Suite("Thinning a space")
struct ThinningTests {
  /// Depth and width of a digit string, by its paths.
  private func depthAndWidth(_ text: String) -> (Rational, Rational)? {
    let paths = ExplicitPaths(text)
    guard let depth = paths.depth, let width = paths.width else { return nil }
    return (
      Rational(Integer(depth.0), Integer(depth.1)), Rational(Integer(width.0), Integer(width.1))
    )
  }

  @Test func filterKeepsTheMiddle() throws {
    let all = try CommandRun("space", "complete(3)", "--list", "--format", "cells").lines
    let defined = all.compactMap { depthAndWidth($0) }
    let depths = defined.map(\.0)
    let widths = defined.map(\.1)
    for (text, radius) in [("1", Rational(1)), ("3/4", Rational(3, 4)), ("1/4", Rational(1, 4))] {
      func isNear(_ value: Rational, _ values: [Rational]) -> Bool {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        return (value - (low + high) / 2).magnitude <= radius * (high - low) / 2
      }
      let expected = all.filter { cell in
        depthAndWidth(cell).map { isNear($0.0, depths) && isNear($0.1, widths) } ?? false
      }
      let run = try CommandRun("filter", "--space", "complete(3)", "--radius", text)
      #expect(run.lines == expected)
      #expect(run.error.contains("kept \(expected.count) of 729"))
      // The same from a pipe, whose own extremes give the centre, and as counts.
      let piped = try CommandRun(
        ["filter", "-", "--radius", text], input: Data(all.joined(separator: "\n").utf8))
      #expect(piped.lines == expected)
      let counts = try CommandRun("filter", "--space", "complete(3)", "--radius", text, "--json")
      #expect(try counts.json().string("kept") == "\(expected.count)")
      #expect(try counts.json().string("read") == "729")
    }
  }

  @Test func filterTakesRangesAndKeepsLinesAsTheyCame() throws {
    let input = Data("arch,acc\n2_21_112,90\n1_01,50\n2_02_002 ,1\nbad\n".utf8)
    let run = try CommandRun(
      ["filter", "-", "--depth", "0..2", "--on-error", "skip"], input: input)
    #expect(run.output == "arch,acc\n2_21_112,90\n1_01,50\n")
    #expect(run.error.contains("skipped 1 of 5 lines") && run.error.contains("kept 2 of 3"))
    let both = try CommandRun(
      ["filter", "-", "--depth=..2", "--width", "12/5..12/5", "--json", "--on-error", "skip"],
      input: input)
    #expect(try both.json().string("kept") == "1")
    #expect(try both.json().object("effective_depth").isNull("from"))
    let around = try CommandRun(
      ["filter", "-", "--around", "nasbench201"], input: Data("2_21_112\n2_02_002\n".utf8))
    #expect(around.output == "2_21_112\n")
  }

  @Test func filterOfDARTSCounts() throws {
    let object = try CommandRun("filter", "--space", "darts", "--radius", "1", "--json").json()
    #expect(try object.string("read") == "1037664180")
    #expect(
      try object.string("kept")
        == CommandRun("space", "darts", "--json").json()
        .string("parameterised"))
  }

  /// The ranking of λ₂ against `analyze`, which evaluates each network by itself.
  @Test(arguments: ["variance-only", "exact"])
  func ranksFollowTheEigenvalues(rule: String) throws {
    let object = try CommandRun(
      "rank", "--space", "complete(2)", "--rule", rule, "--at", "-1/3", "--json"
    ).json()
    let ranks = try #require(object.members["ranks"] as? [[String: Any]])
    var before = 0
    var previous: Rational?
    for level in ranks {
      let cells = try #require(level["cells"] as? [String])
      #expect(level["rank"] as? String == "\(before + 1)")
      #expect(level["count"] as? String == "\(cells.count)")
      before += cells.count
      var values: Set<Rational> = []
      for cell in cells {
        let analysis = try CommandRun(
          "analyze", cell, "--at", "-1/3", "--rule", rule, "--json"
        ).json()
        values.insert(try analysis.enclosed("rules.\(rule).lambda2").value)
      }
      #expect(values.count == 1, "\(cells)")
      let value = try #require(values.first)
      if let previous { #expect(value < previous) }
      previous = value
    }
    #expect(before == 27)
    #expect(try object.integer("undecided") == 0)
  }

  @Test func ranksOfOtherQuantities() throws {
    let depth = try CommandRun(
      ["rank", "-", "--by", "depth", "--ascending", "--format", "csv"],
      input: Data("2_02\n2_22\n0\n1\n2\n2_12\n".utf8))
    #expect(
      depth.lines == [
        "cell,rank,value,error", "1,1,0,0", "2,2,1,0", "2_12,2,1,0", "2_22,4,1.5,0", "2_02,5,2,0",
      ])
    let ratio = try CommandRun(
      ["rank", "-", "--by", "ratio", "--kernel", "ntk", "--at", "1/2", "--json"],
      input: Data("1\n2\n2_02\n0\n".utf8)
    ).json()
    #expect(try ratio.string("architectures") == "4" && ratio.string("ranked") == "3")
    let cells = (ratio.members["ranks"] as? [[String: Any]])?.map { $0["cells"] as? [String] }
    #expect(cells == [["2_02"], ["2"], ["1"]])
    // At ρ = 1 every λ₂ is 0, and no ratio exists.
    let one = try CommandRun("rank", "--space", "complete(2)", "--at", "1", "--json").json()
    #expect((one.members["ranks"] as? [Any])?.count == 1)
    let none = try CommandRun(
      "rank", "--space", "complete(2)", "--at", "1", "--by", "ratio", "--json"
    ).json()
    #expect(try none.string("ranked") == "0")
  }

  private static let measured =
    "arch,acc,other\n2_02,90,1\n1_01,70,2\n2_22,93.5,3\n0,10,4\n2_21,91,5\n1_22,90,6\n"

  @Test func accuraciesOfASmallTable() throws {
    let object = try CommandRun(
      ["accuracies", "-", "--json"], input: Data(Self.measured.utf8)
    ).json()
    #expect(try object.integer("architectures") == 6)
    let columns = try #require(object.members["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String } == ["acc", "other"])
    // d̄ = 2, 0, 3/2, 1, 1 with ranks 5, 1, 4, 2.5, 2.5 against 90, 70, 93.5, 91, 90 with ranks 2.5,
    // 1, 5, 4, 2.5: the deviations' products add up to 4.75, their squares to 9.5 and 9.5.
    let spearman = try #require(columns[0]["spearman"] as? [[String: Any]])
    let depth = try #require(spearman.first { $0["quantity"] as? String == "depth" })
    #expect(depth["over"] as? Int == 5)
    let value = try #require((depth["value"] as? NSNumber)?.doubleValue)
    #expect(abs(value - 0.5) < 1e-12, "\(value)")
    #expect(spearman.count == 11)
    #expect(spearman.allSatisfy { $0["undecided"] as? Int == 0 })
    let kept = try #require(columns[0]["filter"] as? [[String: Any]])
    #expect(kept.map { $0["kept"] as? Int } == [6, 4, 1, 1, 1])
    #expect(kept[4]["mean"] as? Double == 93.5 && kept[1]["mean"] as? Double == 91.125)
    #expect(kept[1]["share"] as? String == "2/3")
    let groups = try #require(object.members["groups"] as? [[String: Any]])
    #expect(groups.compactMap { $0["cells"] as? Int }.reduce(0, +) == 6)
    #expect(groups[0]["effective_depth"] is NSNull)
  }

  @Test func groupsAreCSV() throws {
    let run = try CommandRun(
      ["accuracies", "-", "--groups"], input: Data(Self.measured.utf8))
    #expect(
      run.lines.first
        == "effective_depth,effective_width,cells,mean acc,best acc,mean other,best other")
    #expect(run.lines.contains("2,1/2,1,90.0,90.0,1.0,1.0"))
    #expect(run.lines[1] == ",,1,10.0,10.0,4.0,4.0")
  }

  @Test(
    .enabled(if: ReferenceData.url("data/nasbench201.csv") != nil, "\(ReferenceData.advice)"))
  func accuraciesOfTheBenchmark() throws {
    let path = try #require(ReferenceData.url("data/nasbench201.csv")).path()
    let object = try CommandRun("accuracies", path, "--json").json()
    #expect(try object.integer("architectures") == 15_625)
    let columns = try #require(object.members["columns"] as? [[String: Any]])
    let best = columns.compactMap { column in
      ((column["filter"] as? [[String: Any]])?.first?["best"] as? NSNumber)?.doubleValue
    }
    #expect(best.map { ($0 * 1e4).rounded() } == [943_733, 735_133, 473_111])
    let kept = (columns[0]["filter"] as? [[String: Any]])?.compactMap { $0["kept"] as? Int }
    #expect(kept == [15_625, 13_642, 9_762, 6_256, 1_376])
    for column in columns {
      let r = (column["multiple_correlation"] as? NSNumber)?.doubleValue ?? 0
      #expect(r > 0.4 && r < 0.6)
    }
  }

  @Test func conversions() throws {
    func converted(_ text: String, _ arguments: String...) throws -> String {
      try CommandRun(["convert", "-"] + arguments, input: Data(text.utf8)).output
    }
    #expect(try converted("2_21\n1_01,9\n", "--to", "digits") == "2_21\n1_01\n")
    let cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|\n"
    #expect(try converted("2_21\n", "--to", "nasbench201") == cell)
    #expect(try converted(cell, "--to", "digits") == "2_21\n")
    #expect(try converted("2\n1", "--to", "dot").split(separator: "digraph").count == 2)
    let json = try converted(cell, "--to", "json")
    #expect(json.split(separator: "\n").count == 1)
    #expect(try converted(json, "--to", "nasbench201") == cell)
    let counts = try CommandRun(
      ["convert", "-", "--to", "digits", "--json", "--on-error", "skip"],
      input: Data("2\nx(\n".utf8))
    #expect(try counts.json().integer("converted") == 1)
    #expect(try counts.json().integer("skipped") == 1)
    let strict = try CommandRun(
      ["convert", "-", "--from", "digits", "--to", "json"], input: Data(("2\n" + cell).utf8))
    #expect(strict.status == 2 && strict.error.contains("line 2, column 1"))
    #expect(strict.output.split(separator: "\n").count == 1, "what came before is written")
  }

  @Test func genotypesAndVertexCellsAreNetworks() throws {
    let genotype =
      "Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1)], normal_concat=[2], "
      + "reduce=[('none', 0), ('skip_connect', 1)], reduce_concat=[2])"
    let expected = [
      ("normal", "2", ["0": "1", "1": "1"]), ("reduce", "1", ["0": "1"]),
    ]
    for (cell, paths, polynomial) in expected {
      let object = try CommandRun("analyze", genotype, "--cell", cell, "--json").json()
      #expect(try object.object("paths").string("count") == paths)
      #expect(
        try object.object("paths.polynomial").members as? [String: String] == polynomial)
    }
    #expect(try CommandRun("analyze", genotype).output.contains("read as one and the same"))
    let vertices =
      #"{"matrix": [[0,1,1],[0,0,1],[0,0,0]], "ops": ["input", "conv3x3-bn-relu", "output"]}"#
    let paths = try CommandRun("graph", vertices, "--format", "paths")
    #expect(paths.lines.count == 2)
    let batch = try CommandRun(
      ["analyze", "--batch", "-"], input: Data("{\"dag\": \(vertices)}\n".utf8)
    ).jsonLines()
    #expect(try batch[0].object("paths").string("count") == "2")
  }
}
