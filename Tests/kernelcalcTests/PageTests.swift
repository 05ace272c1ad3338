import ExactArithmetic
import Foundation
import Testing
import _TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The page that `analyze --html` writes.
@Suite("HTML page") struct PageTests {
  /// The elements of a page with their attributes, in document order.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { elements.append((name, attributes)) }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func page(_ arguments: String...) throws -> (source: String, reader: Reader) {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "page.html")
      let run = try CommandRun(["analyze"] + arguments + ["--html", file.path()])
      #expect(run.status == 0, "\(run.error)")
      #expect(!run.output.isEmpty)
      let source = try String(contentsOf: file, encoding: .utf8)
      let parser = XMLParser(data: Data(source.utf8))
      let reader = Reader()
      parser.delegate = reader
      #expect(parser.parse(), "not well-formed: \(parser.parserError.map { "\($0)" } ?? "")")
      return (source, reader)
    }
  }

  private static let networks: [[String]] = [
    ["2_21_112", "--at", "1/2"], ["2_02_002"], ["0_00_000", "--at", "1/3"],
    ["2_22_222_2222_22222", "--at", "-1", "--digits", "300"], ["1_01_001", "--rule", "exact"],
    ["2_21_112", "--norms", "1,2", "--means", "1/2,1/3", "--at", "1/3"], ["2_01", "--general"],
    [
      #"{"input": "<a>&", "output": "\"b\"", "edges": [{"from": "<a>&", "to": "\"b\"", "op": "skip"}]}"#
    ],
    ["|nor_conv_3x3~0|+|none~0|avg_pool_3x3~1|", "--at", "1/2"],
  ]

  @Test(arguments: networks)
  func isWellFormedAndSelfContained(_ arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".html")
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try CommandRun(["analyze"] + arguments + ["--html", folder.path()])
    #expect(run.status == 0, "\(run.error)")
    let source = try String(contentsOf: folder, encoding: .utf8)
    let parser = XMLParser(data: Data(source.utf8))
    let reader = Reader()
    parser.delegate = reader
    #expect(parser.parse())
    // Names of vocabularies are the only addresses.
    for address in source.matches(of: /[a-z]+:\/\/[^"\s<]+/) {
      #expect(
        [
          "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML",
          "http://www.w3.org/2000/svg",
        ]
        .contains(String(address.output)))
    }
    for element in reader.elements {
      #expect(!["script", "link", "img", "iframe", "object"].contains(element.name))
      #expect(element.attributes["src"] == nil && element.attributes["href"] == nil)
    }
    let identifiers = reader.elements.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count, "an id occurs twice")
    for picture in reader.elements where picture.attributes["role"] == "img" {
      let labels = try #require(picture.attributes["aria-labelledby"]).split(separator: " ")
      #expect(labels.allSatisfy { identifiers.contains(String($0)) })
    }
  }

  @Test func showsWhatAnalyzeSays() throws {
    let (source, reader) = try page("2_21_112", "--at", "1/2", "--digits", "40")
    let json = try CommandRun("analyze", "2_21_112", "--at", "1/2", "--digits", "40", "--json")
      .json()
    for rule in ["variance-only", "exact"] {
      for path in ["nngp.diagonal", "nngp.offdiagonal", "ntk.offdiagonal", "lambda2"] {
        let value = try json.object("rules.\(rule).\(path)")
        #expect(reader.text.contains(try value.string("value")))
      }
    }
    #expect(reader.text.contains("0 → 1 → 2 → 3"))
    #expect(source.contains("prefers-color-scheme: dark"))
    #expect(
      reader.elements.filter { $0.name == "svg" && $0.attributes["role"] == "img" }.count == 5)
    #expect(reader.elements.filter { $0.name == "circle" }.count == 4)
    #expect(
      reader.elements.filter { $0.attributes["class"]?.hasPrefix("edge") ?? false }.count == 6)
  }

  /// Curves are drawn where `evaluate` says the values are.
  @Test func curvesAreTrue() throws {
    let (_, reader) = try page("2_21_112")
    let curves = reader.elements.filter {
      $0.name == "path" && ($0.attributes["class"]?.hasPrefix("curve") ?? false)
        && ($0.attributes["d"]?.count ?? 0) > 100
    }
    #expect(curves.count == 9)
    let forms = try CommandRun("analyze", "2_21_112", "--json").json()
    let sources = [
      try forms.object("rules.variance-only.nngp.offdiagonal").string("form"),
      try forms.object("rules.exact.nngp.offdiagonal").string("form"),
      try forms.object("rules.variance-only.lambda2").string("form"),
      try forms.object("rules.exact.lambda2").string("form"),
      try forms.object("eq12").string("form"),
      try forms.object("rules.variance-only.ntk.offdiagonal").string("form"),
      try forms.object("rules.exact.ntk.offdiagonal").string("form"),
    ]
    // One scale for the first two curves and one for the others, from what the first of each shows.
    for group in [[0, 1], [2, 3, 4], [5, 6]] {
      var scale: (slope: Double, shift: Double)?
      for index in group {
        let data = try #require(curves[index].attributes["d"])
        let numbers = data.split { " ML".contains($0) }.compactMap { Double($0) }
        let points = stride(from: 0, to: numbers.count - 1, by: 2).map {
          (x: numbers[$0], y: numbers[$0 + 1])
        }
        let (first, last) = (try #require(points.first), try #require(points.last))
        let middle = points[points.count / 2]
        #expect(abs(middle.x - (first.x + last.x) / 2) < 1)
        let values = try ["-1", "0", "999999/1000000"].map { rho in
          try #require(
            Double(
              try CommandRun("evaluate", sources[index], "--at", rho, "--json").json().string(
                "value")))
        }
        let own = (last.y - first.y) / (values[2] - values[0])
        let slope = scale?.slope ?? own
        let shift = scale?.shift ?? first.y - slope * values[0]
        scale = (slope, shift)
        for (point, value) in zip([first, middle, last], values) {
          #expect(abs(slope * value + shift - point.y) < 1, "\(sources[index])")
        }
      }
    }
  }

  /// The derivative of one ReLU layer's κ₁ is κ₀, whose curve goes from 0 to 1 through 1/2.
  @Test func derivativesAreDrawn() throws {
    let (source, reader) = try page("2", "--rule", "exact")
    #expect(source.contains("derivative-title"))
    let data = try #require(
      reader.elements.last {
        $0.name == "path" && ($0.attributes["d"]?.count ?? 0) > 100
      }?.attributes["d"])
    let numbers = data.split { " ML".contains($0) }.compactMap { Double($0) }
    let ordinates = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
    let (first, last) = (try #require(ordinates.first), try #require(ordinates.last))
    #expect(first > last && abs(ordinates[ordinates.count / 2] - (first + last) / 2) < 1)
    // κ₀(−1/√2) = 1/4 at a quarter of the points, whose angles are in equal steps.
    #expect(abs(ordinates[ordinates.count / 4] - (3 * first + last) / 4) < 1.5)
  }

  @Test func networksAreLaidOverEachOther() throws {
    let (source, reader) = try page("2_02_002", "--overlay", "2_21_112", "--overlay", "chain(5)")
    for name in ["overlay-kernel", "overlay-eigenvalue", "overlay-tangent"] {
      #expect(source.contains("\(name)-title"))
    }
    for name in ["2_02_002", "2_21_112", "chain(5)"] { #expect(reader.text.contains(name)) }
    // f(f(f(ρ))) of the first is the exact rule's own curve, on the scale of the others.
    #expect(reader.elements.filter { $0.attributes["class"] == "curve third" }.count >= 6)
    for arguments in [
      ["2_01", "--overlay", "2"], ["2_01", "--overlay", "2_0", "--html", "/dev/null"],
      ["2_01", "--html", "/dev/null"] + (0..<6).flatMap { _ in ["--overlay", "2"] },
    ] {
      #expect(try CommandRun(["analyze"] + arguments).status == 2)
    }
  }

  /// The paper's Figure 5: a point for each pair of depth and width, where the axes say, as dark as its
  /// mean accuracy is high.
  @Test func accuraciesAreDrawn() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "page.html")
      let rows = "cell,a<b,other\n2_02,90,1\n2_01,80,2\n2_02,92,3\n2_22_222,70,4\n0_00,5,5\n"
      let run = try CommandRun(
        ["accuracies", "-", "--html", file.path()], input: Data(rows.utf8))
      #expect(run.status == 0 && !run.output.isEmpty, "\(run.error)")
      let parser = XMLParser(data: try Data(contentsOf: file))
      let reader = Reader()
      parser.delegate = reader
      #expect(parser.parse())
      let circles = reader.elements.filter { $0.name == "circle" }
      // Three points in each of two figures: the cell without a path has no width.
      #expect(circles.count == 6)
      let styles = circles.prefix(3).map { $0.attributes["style"] ?? "" }
      // Means 91, 80 and 70: from light to dark. The largest point is first.
      #expect(styles[0].contains("100%"))
      #expect(styles.contains { $0.contains("var(--high) 0%") })
      #expect(styles.contains { $0.contains("47.62%") })
      #expect(reader.text.contains("mean 91") && reader.text.contains("left out: 1"))
      #expect(reader.text.contains("a<b"))
    }
  }

  @Test func completionsKnowSpacesAndClaims() throws {
    let script = try CommandRun("--generate-completion-script", "bash").output
    for word in ["'complete(3)'", "'eq12-jensen'"] {
      #expect(script.contains(String(word.dropFirst().dropLast())), "\(word)")
    }
  }

  @Test func appearsWholeOrNotAtAll() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "absent/page.html").path()
      let run = try CommandRun("analyze", "2_21_112", "--html", file)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.error.contains("absent/page.html"))
      let wrong = try CommandRun(
        "analyze", "2_21_1x2", "--html", folder.appending(path: "b.html").path())
      #expect(wrong.status == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
    }
  }
}
