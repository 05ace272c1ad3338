import ExactArithmetic
import Foundation
import NetworkGraphs
import Testing
import _TestSupport

/// `space`: what it prints of named spaces, of files and of supernets.
@Suite("Space")
struct SpaceTests {
  @Test func nasBench201Summary() throws {
    let object = try CommandRun("space", "nasbench201", "--summary", "--json").json()
    #expect(try object.integer("schema") == 1)
    #expect(try object.string("cells") == "15625")
    #expect(try object.string("connected") == "15284")
    let depth = try object.object("effective_depth").members as? [String: String]
    #expect(depth == ["min": "1/4", "max": "3", "center": "13/8", "half_radius": "11/16"])
    let width = try object.object("effective_width").members as? [String: String]
    #expect(width == ["min": "1/3", "max": "4", "center": "13/6", "half_radius": "11/12"])
    let printed = try object.object("printed")
    #expect(printed.members["agrees"] as? Bool == true)
    #expect(try printed.object("effective_depth").string("center") == "1.6")
    #expect(try printed.object("effective_width").string("half_radius") == "0.9")
    #expect(try CommandRun("space", "nasbench201", "--json").json().members.count > 5)
  }

  @Test func dartsDiffersFromThePaper() throws {
    let object = try CommandRun("space", "darts", "--summary", "--json").json()
    #expect(try object.string("cells") == "1037664180")
    #expect(try object.object("printed").members["agrees"] as? Bool == false)
    #expect(try object.object("printed").string("why").contains("two different inputs"))
    let text = try CommandRun("space", "darts").output
    #expect(text.contains("differs") && text.contains("--readings"))
  }

  @Test func spacesWithoutPrintedValues() throws {
    let object = try CommandRun("space", "complete(3)", "--summary", "--json").json()
    #expect(try object.string("cells") == "729")
    #expect(object.isNull("printed"))
    let frontier = try #require(object.members["frontier"] as? [[String: String]])
    #expect(frontier.map { $0["cells"] } == ["3", "5", "5", "3", "1", "1", "2", "1"])
    let only = try CommandRun("space", "complete(3)", "--frontier", "--json").json()
    #expect(only.members["frontier"] as? [[String: String]] == frontier)
  }

  /// The list against the definition, path by path.
  @Test func listsAreCSV() throws {
    let lines = try CommandRun("space", "complete(3)", "--list", "--format", "csv").lines
    #expect(lines.first == "cell,paths,effective_depth,effective_width")
    #expect(lines.count == 730)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let paths = ExplicitPaths(fields[0])
      func text(_ fraction: (Int, Int)?) -> String {
        fraction.map { "\(Rational(Integer($0.0), Integer($0.1)))" } ?? ""
      }
      #expect(
        fields.dropFirst() == ["\(paths.depths.count)", text(paths.depth), text(paths.width)],
        "\(line)")
    }
  }

  @Test func listsAreReadBack() throws {
    let summary = try CommandRun("space", "nasbench201", "--json").json()
    let piped = try CommandRun(
      shell: "kernelcalc space nasbench201 --list | kernelcalc space --file - --json"
    ).json()
    for key in ["cells", "connected", "parameterised"] {
      #expect(try piped.string(key) == summary.string(key))
    }
    for key in ["effective_depth", "effective_width"] {
      #expect(
        try piped.object(key).members as? [String: String]
          == summary.object(key).members as? [String: String])
    }
    #expect(piped.isNull("printed"))
    // Cells with commas are quoted.
    let darts = try CommandRun(
      shell: "kernelcalc space darts --sample 20 | kernelcalc space --file - --list"
    )
    #expect(try darts.output == CommandRun("space", "darts", "--sample", "20").output)
    #expect(darts.lines.count == 21)
  }

  @Test func listsAsJSON() throws {
    let object = try CommandRun("space", "complete(2)", "--list", "--json").json()
    let list = try #require(object.members["list"] as? [[String: Any]])
    #expect(list.count == 27)
    #expect(list[26]["cell"] as? String == "2_22")
    #expect(list[26]["effective_depth"] as? String == "3/2")
    #expect(list[0]["effective_depth"] is NSNull)
  }

  @Test func multiplicitiesAddUp() throws {
    let run = try CommandRun("space", "complete(2)", "--list", "--multiplicity")
    #expect(run.lines.first?.hasSuffix(",multiplicity") == true)
    let classes = try CommandRun("space", "complete(3)", "--classes")
    #expect(classes.lines.first == "class,multiplicity,paths,effective_depth,effective_width")
    let counts = classes.lines.dropFirst().compactMap {
      Int($0.split(separator: ",", omittingEmptySubsequences: false)[1])
    }
    #expect(counts.reduce(0, +) == 729)
    let object = try CommandRun("space", "complete(3)", "--classes", "--json").json()
    #expect(try object.integer("classes") == counts.count)
    // Classes of a file are those of its cells.
    let piped = try CommandRun(
      shell: "kernelcalc space 'complete(3)' --list | kernelcalc space --file - --classes")
    #expect(piped.output == classes.output)
  }

  @Test func ranksAndSamples() throws {
    let cell = try CommandRun("space", "nasbench201", "--unrank", "123").lines[0]
    #expect(try CommandRun("space", "nasbench201", "--rank", cell).output == "123\n")
    let object = try CommandRun("space", "complete(30)", "--unrank", "5", "--json").json()
    #expect(try object.string("rank") == "5")
    #expect(
      try CommandRun("space", "complete(30)", "--rank", object.string("cell")).output == "5\n")
    func sample(_ seed: String) throws -> String {
      try CommandRun("space", "darts", "--sample", "5", "--seed", seed).output
    }
    #expect(try sample("7") == sample("7"))
    #expect(try sample("7") != sample("8"))
    let cells = try CommandRun(
      "space", "darts", "--sample", "5", "--seed", "7", "--format", "cells")
    #expect(cells.lines.count == 5)
    let reservoir = try CommandRun(
      ["space", "--file", "-", "--sample", "3"], input: Data("2\n1\n2_21\n2_22\n0\n".utf8))
    #expect(reservoir.lines.count == 4)
  }

  @Test func badLinesStopOrAreSkipped() throws {
    let input = Data("2_21\n\n2_2\n1_11\nx(\n".utf8)
    let stopped = try CommandRun(["space", "--file", "-"], input: input)
    #expect(stopped.status == 2 && stopped.output.isEmpty)
    #expect(stopped.error.contains("standard input: line 3, column 4, node 2"))
    let skipped = try CommandRun(
      ["space", "--file", "-", "--on-error", "skip", "--json"], input: input)
    #expect(skipped.status == 0)
    #expect(try skipped.json().integer("skipped") == 2)
    #expect(try skipped.json().string("cells") == "2")
    #expect(skipped.error.contains("skipped 2 of 5 lines"))
    #expect(skipped.error.contains("line 3, column 4"))
  }

  @Test func supernets() throws {
    let text =
      #"{"edges": [{"from": 0, "to": 1, "skip": "1/3", "parameterised": "2/3"}, "#
      + #"{"from": 1, "to": 2, "operations": ["none", "skip_connect"]}, "#
      + #"{"from": 0, "to": 2, "operations": {"nor_conv_3x3": 1}}]}"#
    let object = try CommandRun("space", "--supernet", text, "--json").json()
    // E[P] = 1/2 + 1, E[Σ d] = 1/3 + 1.
    #expect(try object.string("effective_depth") == "8/9")
    let expected = try #require((object.members["expected"] as? [[String: String]])?.first)
    #expect(expected["paths"] == "3/2" && expected["parameterised_edges"] == "4/3")
    // With probability 1/2 one path of depth 1, with 1/6 a skip besides it, with 1/3 another.
    #expect(try object.string("mean_effective_depth") == "11/12")
    #expect(try CommandRun("space", "--supernet", text).output.contains("8/9"))
    let bad = try CommandRun("space", "--supernet", #"{"nodes": 2, "edges": [}"#)
    #expect(bad.status == 2 && bad.error.contains("column 24"))
  }
}
