import SymbolicExpressions
import Testing
import _TestSupport

@testable import Statements

@Suite("Texts that no person would write")
struct RobustnessTests {
  private func nested(_ open: String, _ count: Int, _ inner: String, _ close: String) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }

  @Test("Parentheses nest 10,000 deep", arguments: [1, 1000, 10_000])
  func parentheses(depth: Int) throws {
    let plain = try Statement("1 < 2")
    #expect(try Statement(nested("(", depth, "1 < 2", ")")) == plain)
    #expect(try Statement(nested("(", depth, "1", ")") + " < 2") == plain)
    #expect(try Statement("(" + nested("(", depth, "1", ")") + " < 2)") == plain)
  }

  @Test("Calls nest 1,000 deep and print what reads back")
  func calls() throws {
    let statement = try Statement(
      "forall x in [-1, 1]: " + nested("f(", 1000, "x", ")") + " >= x")
    #expect(try Statement(statement.description) == statement)
    let ground = try statement.ground()
    guard case .atom = ground.formula else {
      Issue.record("expected one comparison")
      return
    }
  }

  @Test("Past the stated limits there is an error")
  func limits() throws {
    let deepest = Formula.deepest
    _ = try Statement(nested("not ", deepest - 1, "1 < 2", ""))
    _ = try Statement(nested("1 < 2 implies ", deepest - 1, "1 < 2", "")).ground()
    for source in [
      nested("not ", deepest, "1 < 2", ""),
      nested("not ", 100_000, "1 < 2", ""),
      nested("1 < 2 implies ", 100_000, "1 < 2", ""),
      nested("(1 < 2 or 2 < 3 and ", 10_000, "1 < 2", ")"),
    ] {
      let error = try #require(throws: SyntaxError.self) { try Statement(source) }
      #expect(error.message == "formulas nest deeper than \(deepest) levels")
    }
    let error = try #require(throws: SyntaxError.self) {
      try Statement(nested("(", 100_000, "1", ")") + " < 2")
    }
    #expect(error.message.contains("nested deeper"))
  }

  @Test("Long conjunctions and chains")
  func wide() throws {
    let count = 20_000
    let conjunction = try Statement(
      Array(repeating: "1 < 2", count: count).joined(separator: " and "))
    guard case .and(let parts) = conjunction.formula else {
      Issue.record("expected a conjunction")
      return
    }
    #expect(parts.count == count)
    let chain = try Statement(Array(repeating: "1", count: count + 1).joined(separator: " <= "))
    guard case .and(let links) = chain.formula else {
      Issue.record("expected a conjunction")
      return
    }
    #expect(links.count == count)
  }

  @Test("Unclosed brackets in great numbers", arguments: ["(", "f(", "|", "-", "((1<", "not("])
  func unclosed(open: String) {
    #expect(throws: SyntaxError.self) { try Statement(String(repeating: open, count: 50_000)) }
  }

  static let words = [
    "forall", "exists", "in", "where", "and", "or", "not", "implies", "complete", "connected",
    "parameterised", "x", "dag", "rho", "f", "kappa", "lambda2", "depth", "exact",
    "variance-only", "pi", "sqrt", "(", ")", "[", "]", "{", "}", ",", ":", "<", "<=", "=", "!=",
    ">", "+", "-", "*", "/", "^", "|", "√", "∀", "∈", "1", "0", "1e9", "0.5", "\"2_02\"", "\"",
    "\\", "é", "²", "\n", "\u{0}", "😀",
  ]

  @Test("Garbage gives an error or a statement", arguments: UInt64(0)..<4)
  func garbage(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...12, using: &random)
      var text = Bool.random(using: &random) ? "forall x in [0,1], dag in complete(1): " : ""
      for _ in 0..<count {
        text += Self.words.randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { text += " " }
      }
      if let statement = try? Statement(text) {
        #expect((try? Statement(statement.description)) == statement, "seed \(seed): \(text)")
      }
    }
  }

  @Test("A statement with one character changed gives an error or a statement")
  func mutations() {
    let seed: UInt64 = 5
    var random = SplitMix64(seed: seed)
    let source =
      "forall dag in complete(3) where connected, rho in [-1,1): not (lambda2(dag, rho, exact) "
      + "<= eq12(dag, rho)) or |rho| < f(rho)^2 implies K(\"2_02\", rho/2, variance-only) != 0"
    let alphabet = Array("()[]{}<>=!+-*/^|,:.\"\\ 0123abcdefx_√∀")
    for _ in 0..<2000 {
      var text = Array(source)
      let place = Int.random(in: text.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: text.remove(at: place)
      case 1: text[place] = alphabet.randomElement(using: &random) ?? " "
      default: text.insert(alphabet.randomElement(using: &random) ?? " ", at: place)
      }
      if let statement = try? Statement(String(text)) {
        #expect(
          (try? Statement(statement.description)) == statement, "seed \(seed): \(String(text))")
      }
    }
  }
}
