import ExactArithmetic
import SymbolicExpressions
import Testing

@Suite struct ActivationReferenceTests {
  @Test(arguments: [
    ("relu", "relu"), ("arc_cosine(1)", "relu"), ("arc_cosine(0)", "arc_cosine(0)"),
    ("arc_cosine( 2 )", "arc_cosine(2)"), ("identity", "identity"), ("tanh", "tanh"),
    ("abrelu(-1,0.5)", "abrelu(-1, 1/2)"), ("u", "u"), ("tanh(u)", "tanh(u)"),
    (" u * exp( -u^2 )", "u*exp(-u^2)"), ("sin(2u) + 1", "sin(2u)+1"), ("|u|·√2", "|u|·√2"),
  ])
  func formsAreCanonical(_ text: String, _ canonical: String) throws {
    let activation = try #require(ActivationReference(text))
    #expect(activation.description == canonical)
    #expect(ActivationReference(canonical) == activation)
  }

  @Test(arguments: [
    "", "arc_cosine", "arc_cosine(-1)", "arc_cosine(1/2)", "arc_cosine(1, 2)", "relu(1)",
    "identity(0)", "2relu", "re lu", "relu()", "f(", "f)", "f(1", "f(x)", "f(1)2", "é", "u +",
    "u*v", "1 + pi", "dual(\"u\"; 1, 1, u)", "dual(erf; 1, 1, u)",
  ])
  func malformedFormsAreRefused(_ text: String) {
    #expect(ActivationReference(text) == nil)
  }

  @Test func ordersAreKnown() {
    #expect(ActivationReference.relu.arcCosineOrder == 1)
    #expect(ActivationReference.arcCosine(order: 4).arcCosineOrder == 4)
    #expect(ActivationReference.identity.arcCosineOrder == nil)
    #expect(ActivationReference.arcCosine(order: 1) == .relu)
  }
}
