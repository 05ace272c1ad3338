import ArcCosineKernels
import ExpressionExport
import Foundation
import SymbolicExpressions
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("MathML") struct MathMLTests {
  /// How many children each element of presentation MathML takes, where that is fixed.
  private static let arities = ["mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "math": 1]
  private static let tokens: Set = ["mi", "mn", "mo", "mtext"]

  /// Counts children, and keeps what is not allowed.
  private final class Checker: NSObject, XMLParserDelegate {
    var problems: [String] = []
    private var open: [(name: String, children: Int, text: String)] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if !open.isEmpty { open[open.count - 1].children += 1 }
      open.append((name, 0, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if !open.isEmpty { open[open.count - 1].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      let element = open.removeLast()
      if let wanted = MathMLTests.arities[name], element.children != wanted {
        problems.append("<\(name)> has \(element.children) children")
      }
      if MathMLTests.tokens.contains(name) != (element.children == 0) {
        problems.append("<\(name)> has \(element.children) children")
      }
      if MathMLTests.tokens.contains(name) == element.text.isEmpty {
        problems.append("<\(name)> holds '\(element.text)'")
      }
    }
  }

  @Test func isWellFormed() throws {
    let cases = try ExportCases(random: 60, seed: 3)
    for line in cases.document.text(in: .mathml).split(separator: "\n") {
      let parser = XMLParser(data: Data(line.utf8))
      let checker = Checker()
      parser.delegate = checker
      #expect(parser.parse(), "\(line)")
      #expect(checker.problems.isEmpty, "\(checker.problems) in \(line)")
    }
  }

  @Test(arguments: [
    ("x/2", "<mfrac><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"),
    ("1 - rho^2", "<mn>1</mn><mo>−</mo><msup><mrow><mi>ρ</mi></mrow><mn>2</mn></msup>"),
    ("2*sqrt(3)", "<mn>2</mn><mo>&#x2062;</mo><msqrt><mn>3</mn></msqrt>"),
    (
      "2*3^(1/3)",
      "<mn>2</mn><mo>·</mo><msup><mrow><mn>3</mn></mrow><mrow><mn>1</mn><mo>/</mo><mn>3</mn></mrow></msup>"
    ),
    (
      "(Kii + 1)*2*x",
      "<mn>2</mn><mo>&#x2062;</mo><mrow><mo stretchy=\"false\">(</mo><msub><mi>K</mi><mi>ii</mi></msub><mo>+</mo>"
        + "<mn>1</mn><mo stretchy=\"false\">)</mo></mrow><mo>&#x2062;</mo><mi>x</mi>"
    ),
  ])
  func notation(_ source: String, _ expected: String) throws {
    let graph = ExpressionGraph()
    let expression = try TermReader(graph: graph, library: .kernels).read(source).expression
    #expect(expression.written(by: MathMLPrinter()) == expected)
  }
}
