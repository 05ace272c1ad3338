import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing

/// One expression in every notation.
private struct Printed: Sendable, CustomTestStringConvertible {
  let source: String
  let text: String
  let latex: String
  var testDescription: String { source }

  init(_ source: String, _ text: String, _ latex: String) {
    self.source = source
    self.text = text
    self.latex = latex
  }
}

@Suite struct PrinterTests {
  fileprivate static let golden: [Printed] = [
    Printed("f(1/2)", "√3/(2π) + 1/3", #"\frac{\sqrt{3}}{2 \pi} + \frac{1}{3}"#),
    Printed("f(f(rho))", "f(f(ρ))", #"\kappa_{1}\left(\kappa_{1}\left(\rho\right)\right)"#),
    // A sum in a sum in a product in a sum, whose number is written into the innermost.
    Printed(
      "2 - 2*((4*sqrt(5)+15*atan(2*sqrt(5)/5))/(15*pi) + 1/2)/((26*sqrt(5)+75*atan(2*sqrt(5)/5))/(150*pi)+1/4)",
      "2 - ((160√5 + 600atan(2√5/5))/π + 300)/((52√5 + 150atan(2√5/5))/π + 75)",
      #"2 - \frac{\frac{160 \sqrt{5} + 600 \arctan\left(\frac{2 \sqrt{5}}{5}\right)}{\pi} + 300}{\frac{52 \sqrt{5} + 150 \arctan\left(\frac{2 \sqrt{5}}{5}\right)}{\pi} + 75}"#
    ),
    Printed("kappa(12, rho)", "κ₁₂(ρ)", #"\kappa_{12}\left(\rho\right)"#),
    Printed("-5/7", "-5/7", #"-\frac{5}{7}"#),
    Printed("2*x/3", "2x/3", #"\frac{2 x}{3}"#),
    Printed("-x/2", "-x/2", #"-\frac{x}{2}"#),
    Printed("1-x", "1 - x", "1 - x"),
    Printed("-x-1", "-x - 1", "-x - 1"),
    Printed("x^(-2)", "1/x^2", #"\frac{1}{x^{2}}"#),
    Printed("x^(1/2)", "√(x)", #"\sqrt{x}"#),
    Printed("x^(2/3)", "x^(2/3)", "x^{2/3}"),
    Printed("x^10", "x^10", "x^{10}"),
    Printed("(x+1)^2", "(x + 1)^2", #"\left(x + 1\right)^{2}"#),
    Printed("1/(x+1)", "1/(x + 1)", #"\frac{1}{x + 1}"#),
    Printed("x/(2*y*pi)", "x/(2y·π)", #"\frac{x}{2 y \pi}"#),
    Printed("|x-1|", "|x - 1|", #"\left|x - 1\right|"#),
    Printed("sin(x)^2", "sin(x)^2", #"\sin\left(x\right)^{2}"#),
    Printed("exp(-x)", "exp(-x)", #"\exp\left(-x\right)"#),
    Printed("acos(rho)/pi", "acos(ρ)/π", #"\frac{\arccos\left(\rho\right)}{\pi}"#),
    Printed("2*3^(1/3)", "2·3^(1/3)", #"2 \cdot 3^{1/3}"#),
    Printed("2*sqrt(2)", "2√2", #"2 \sqrt{2}"#),
    Printed("10*(x+1)*y", "10(x + 1)·y", #"10 \left(x + 1\right) y"#),
    Printed("theta*tau", "θ·tau", #"\theta \tau"#),
    Printed("alpha_1", "alpha_1", #"\mathit{alpha\_1}"#),
    Printed("1/x^(1/2)", "1/√(x)", #"\frac{1}{\sqrt{x}}"#),
    Printed(
      "((x+1)^2+1)^(-3/2)", "1/((x + 1)^2 + 1)^(3/2)",
      #"\frac{1}{\left(\left(x + 1\right)^{2} + 1\right)^{3/2}}"#),
    Printed(
      "sqrt(1-rho^2)/pi + rho*(pi-acos(rho))/pi", "ρ·(π - acos(ρ))/π + √(1 - ρ^2)/π",
      #"\frac{\rho \left(\pi - \arccos\left(\rho\right)\right)}{\pi} "#
        + #"+ \frac{\sqrt{1 - \rho^{2}}}{\pi}"#),
  ]

  @Test(arguments: golden) fileprivate func notations(_ printed: Printed) throws {
    let graph = ExpressionGraph()
    let expression = try TermReader(graph: graph, library: .kernels).read(printed.source).expression
    #expect(expression.written(by: TextPrinter()) == printed.text)
    #expect(expression.written(by: LaTeXPrinter()) == printed.latex)
  }

  /// Repeated parts get names, each defined with earlier ones only; trees too large give nil.
  @Test func repeatedPartsAreNamed() throws {
    let graph = ExpressionGraph()
    var expression = graph.variable("x")
    for _ in 0..<30 { expression = expression.sine * (expression.sine + 1).cosine }
    #expect(expression.written(by: TextPrinter()) == nil)
    let printed = expression.writtenWithNames(by: TextPrinter())
    #expect(printed.definitions.map(\.name) == (1...printed.definitions.count).map { "k\($0)" })
    #expect(printed.definitions.allSatisfy { $0.text.count < 100 })
    #expect(printed.definitions.count == 29)
    for (index, definition) in printed.definitions.enumerated() {
      for later in index...printed.definitions.count {
        #expect(!definition.text.contains("(k\(later + 1))"))
      }
    }
    let latex = expression.writtenWithNames(by: LaTeXPrinter()) { "\($0)_{\($1)}" }
    #expect(latex.definitions.first?.name == "k_{1}")
  }

  /// An assertion about a value is not printed.
  @Test func correlationsAreTransparent() throws {
    let graph = ExpressionGraph()
    let ratio = graph.variable("a") / graph.variable("b")
    let asserted = ratio.applying(.defined(.correlation))
    #expect(asserted != ratio)
    #expect(asserted.written(by: TextPrinter()) == "a/b")
    #expect((2 * asserted.kappa1).written(by: TextPrinter()) == "2f(a/b)")
    #expect(asserted.withoutAssertions == ratio)
    #expect(asserted.power(2).written(by: TextPrinter()) == "(a/b)^2")
  }
}
