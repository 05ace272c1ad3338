import KernelVocabulary
import Statements
import Testing

@testable import LemmaFiles

@Suite struct LemmaFileTests {
  @Test func everythingIsRead() throws {
    let file = try LemmaFile(
      """
      # A paper's lemmas.
      source "A, 2022"
      rule exact
      let gap(x) = 3*(1 - f(x))
      let half = 1/2
      network res = resnet(4, skip: 2)
      network cell = "|nor_conv_3x3~0|"
      network named = {"input": "a", "output": "b",
        "edges": [{"from": "a", "to": "b", "op": "relu"}]}

      claim "one": forall rho in [-1, 1):
        # a comment between lines

        lambda2(res, rho) > gap(rho)/9
      source "B"
      claim "two" from "p. 4" expect undecided: gap(half) > 0
      refutes "three": Kii(cell, 0) = Kii(named, 0) + 1
      claim "four" refutes: 1 > 2
      """)
    #expect(file.lemmas.map(\.name) == ["one", "two", "three", "four"])
    #expect(file.lemmas.map(\.source) == ["A, 2022", "p. 4", "B", "B"])
    #expect(file.lemmas.map(\.expected) == [.proved, .undecided, .refuted, .refuted])
    #expect(file.lemmas.map(\.location.line) == [11, 16, 17, 18])
    #expect(
      file.lemmas[0].statement.source
        == "forall rho in [-1, 1): lambda2(\"resnet(4, skip: 2)\", rho, exact) > 3*(1 - f(rho))/9")
    #expect(file.lemmas[1].statement.source == "3*(1 - f(1/2)) > 0")
    // Each stands by itself.
    for lemma in file.lemmas {
      #expect(try Statement(lemma.statement.source) == lemma.statement)
    }
  }

  @Test func commentsAndCorrections() throws {
    let file = try LemmaFile(
      """
      # A paper, 2022.
      # Its lemmas.

      # About the source.
      source "A, 2022"
      # Too much.
      refutes "one": f(0) > 1
      let g(x) = f(x)
      # What is true,

      # for every k:
      claim "two" corrects "one": forall k >= 1, x in [0, 1]: f^k(x) <= 1
      claim "three": forall k >= 1, x in [0, 1): g^k(x) < 1
      """)
    #expect(file.introduction == "A paper, 2022.\nIts lemmas.")
    #expect(file.source == "A, 2022")
    #expect(
      file.lemmas.map(\.note)
        == ["About the source.\n\nToo much.", "What is true,\n\nfor every k:", ""])
    #expect(file.lemmas.map(\.corrects) == [nil, "one", nil])
    // A defined function is iterated as one that stands by itself.
    #expect(
      file.lemmas[2].statement.source == "forall k >= 1, x in [0, 1): iterate(f(x), x: x, k) < 1")
    let error = try #require(throws: LemmaFileError.self) {
      try LemmaFile("claim \"a\": 1 > 0\nclaim \"b\" corrects \"a\": 1 > 0")
    }
    #expect(error.description.contains("line 2, column 20: there is no claim \"a\" above"))
    #expect(try LemmaFile("claim \"a\": 1 > 0").introduction.isEmpty)
  }

  @Test(arguments: [
    ("claim \"a\": 1 > 0\n claim", 2, 2, "unexpected 'claim'"),
    ("  claim \"a\": 1 > 0", 1, 1, "continues nothing"),
    ("clam \"a\": 1 > 0", 1, 1, "'clam' begins no item; did you mean 'claim'?"),
    ("claim a: 1 > 0", 1, 7, "expected the name of the claim in quotes"),
    ("claim \"a\" 1 > 0", 1, 11, "expected ':' and the statement"),
    ("claim \"a\" expect true: 1 > 0", 1, 18, "'true' is no verdict"),
    ("claim \"a\" maybe: 1 > 0", 1, 11, "unexpected 'maybe'"),
    ("claim \"a\": 1 > 0\nclaim \"a\": 2 > 0", 2, 7, "already, at line 1"),
    ("claim \"a\":\n  forall x in [0,1]:\n    # no\n    f(y) > 0", 4, 7, "unknown name 'y'"),
    ("rule exactly", 1, 6, "'exactly' is no rule"),
    ("rule exact exact", 1, 12, "expected the end of the item"),
    ("let f(x) = x", 1, 5, "'f' has a meaning of its own"),
    ("let g(x) = y", 1, 12, "unknown name 'y'"),
    ("let g(x) = g(x)", 1, 12, "'g' is not a function"),
    ("let g(x) = 1 + kapa(0, x)", 1, 16, "'kapa' is not a function"),
    ("let g(x, x) = x", 1, 5, "cannot be a parameter"),
    ("let g(x) = x\nlet g(x) = x", 2, 5, "'g' is defined twice"),
    ("let g(x) = x +", 1, 15, "expected a term"),
    ("let g(x) x", 1, 10, "expected '='"),
    ("claim \"a\": g(1) > 0\nlet g(x) = x", 1, 12, "'g' is not a function"),
    ("network n = 3_3", 1, 13, "this is not a network"),
    ("network n =", 1, 12, "the text is empty"),
    ("network n = resnet(8, skp: 2)", 1, 13, "no parameter \"skp\""),
    ("source here", 1, 8, "in quotes"),
    ("claim \"a: 1 > 0", 1, 7, "quote is not closed"),
  ])
  func errorsAreLocated(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
    let error = try #require(throws: LemmaFileError.self) { try LemmaFile(text) }
    #expect(error.location.line == line && error.location.column == column, "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }
}
