import ExactArithmetic
import Foundation
import Testing
import _TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `explore` and the pictures of `graph`; the explorer's script runs in a browser in the Python tests.
@Suite("Explorer and pictures") struct PictureTests {
  private struct ExplorerData: Decodable {
    struct Rule: Decodable {
      struct Kernel: Decodable { let diagonal, offdiagonal, lambda2: [String?] }
      let form: String
      let nngp, ntk: Kernel
      let order: [String]
    }
    struct Entry: Decodable {
      let digits, paths, depth: String
      let width: String?
      let eq12: [String?]
      let rules: [Rule]
    }
    let correlations: [String]
    let rules: [String]
    let classes: [Entry]
    let index: [Int]
  }

  private func data(nodes: Int) throws -> ExplorerData {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "explorer.html")
      let run = try CommandRun("explore", "--nodes", "\(nodes)", "--out", file.path())
      #expect(run.status == 0, "\(run.error)")
      let page = try String(contentsOf: file, encoding: .utf8)
      let start = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
      let end = try #require(
        page.range(of: "</script>", range: start.upperBound..<page.endIndex))
      return try JSONDecoder().decode(
        ExplorerData.self, from: Data(page[start.upperBound..<end.lowerBound].utf8))
    }
  }

  @Test("The explorer's numbers are those of analyze")
  func numbers() throws {
    let data = try data(nodes: 2)
    #expect(data.index.count == 27)
    #expect(data.classes.count == Set(data.index).subtracting([-1]).count)
    let place = try #require(data.correlations.firstIndex(of: "1/2"))
    for entry in data.classes {
      let run = try CommandRun("analyze", entry.digits, "--at", "1/2", "--json", "--digits", "20")
      let answer = try JSONObject(run.output)
      for (rule, values) in zip(data.rules, entry.rules) {
        for (kernel, shown) in [("nngp", values.nngp), ("ntk", values.ntk)] {
          for (name, list) in [("diagonal", shown.diagonal), ("offdiagonal", shown.offdiagonal)] {
            let path = "rules.\(rule).\(kernel).\(name)"
            let truth = try #require(Rational(try answer.object(path).string("value")))
            let value = try #require(list[place].flatMap { Rational($0) })
            #expect(
              (value - truth).magnitude <= truth.magnitude / 100_000,
              "\(entry.digits), \(rule), \(kernel), \(name)")
          }
        }
      }
    }
  }

  @Test("A space that is too large is refused, and nothing is written")
  func tooLarge() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "page.html").path()
      for nodes in ["0", "4", "-1"] {
        let run = try CommandRun("explore", "--nodes", nodes, "--out", file)
        #expect(run.status == 2)
        #expect(run.error.contains("from 1 to 3"))
        #expect(!FileManager.default.fileExists(atPath: file))
      }
    }
  }

  @Test("graph --format svg is XML, --format tikz draws every edge")
  func pictures() throws {
    let named =
      #"{"input": "a_1", "output": "b&<", "edges": [{"from": "a_1", "to": "b&<", "op": "skip", "scale": "1/2"}]}"#
    for network in ["2_21_112", named, "chain(3)"] {
      let svg = try CommandRun("graph", network, "--format", "svg")
      #expect(svg.status == 0)
      #expect(XMLParser(data: Data(svg.output.utf8)).parse())
      let tikz = try CommandRun("graph", network, "--format", "tikz")
      #expect(tikz.status == 0)
    }
    let tikz = try CommandRun("graph", "2_21_112", "--format", "tikz").output
    #expect(tikz.split(separator: "\n").filter { $0.contains("\\draw[") }.count == 6)
    #expect(try CommandRun("graph", named, "--format", "tikz").output.contains("{a\\_1}"))
    #expect(try CommandRun("graph", "chain(100)", "--format", "svg").status == 2)
  }
}
