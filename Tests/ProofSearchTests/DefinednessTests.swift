import KernelVocabulary
import Statements
import Testing

@testable import ProofSearch

/// A statement with a term that is undefined somewhere on its domain is neither true nor false.
@Suite struct DefinednessTests {
  /// Bad input, with the term and a point.
  @Test(arguments: [
    ("exists x in [-1,1]: 1/x = 1", "1/x is undefined at x = 0"),
    ("forall x in [-1,1]: 1/x < 2", "column 21: 1/x is undefined at x = 0"),
    ("exists x in [-2,2]: acos(x) = 0", "column 21: acos(x) is undefined at x = "),
    ("forall x in [0,1]: 1/x >= 1", "column 20: 1/x is undefined at x = 0"),
    ("forall x in [-1,1]: x != 0 implies 1/x^2 >= 1", "1/x^2 is undefined at x = 0"),
    ("forall x in [-1,1]: x/x = 1", "x/x is undefined at x = 0"),
    ("forall x in [-1,1]: 1/x - 1/x = 0", "1/x is undefined at x = 0"),
    ("forall x in [0,4]: 1/(x^2-2) < 9", "1/(x^2-2) is undefined at x between "),
    ("forall x in [-1,1], y in [0,1]: sqrt(x*y) >= 0", "sqrt(x*y) is undefined at x = "),
    ("forall x in [0,1]: log(x) < 1 or x = 0", "log(x) is undefined at x = 0"),
    ("forall x in [-1,1]: x > 0 implies log(x) <= x - 1", "log(x) is undefined at x = 0"),
    ("forall x in [0,0]: 1/x > 0", "1/x is undefined"),
    ("1/(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6))) > 0", "is undefined: division by zero"),
    ("forall rho in [0,2]: lambda2(\"2\", rho, exact) >= 0", "is undefined at rho = "),
    ("forall x in [0,1]: 1/(1/x) >= 0", "1/x is undefined at x = 0"),
  ]) func undefined(text: String, message: String) throws {
    let error = #expect(throws: (any Error).self) {
      try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    }
    #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
  }

  /// Defined on the whole domain: decided.
  @Test(arguments: [
    ("exists x in [1,2]: 1/x = 1", true), ("forall x in [1/4,1]: 1/x < 2", false),
    ("exists x in [-1,1]: acos(x) = 0", true), ("forall x in (0,1]: 1/x >= 1", true),
    ("forall x in [-1,1]: 1/(x^2+1/9) < 8", false), ("forall x in [1,3]: log(x) > 1", false),
    ("exists x in [0,1]: sqrt(x)/(1+x) = 2/5", true), ("1/(sqrt(2)-1) > 3", false),
    ("forall x in [2,4]: x != 3 implies 1/(x-1) < 1/2", false),
  ]) func defined(text: String, isTrue: Bool) throws {
    let result = try Prover(budget: Budget(seconds: 20)).decide(try Statement(text))
    #expect(result.verdict == (isTrue ? .proved : .refuted))
  }

  /// Where it cannot be decided whether a term is defined, nothing is.
  @Test func undecidedDefinedness() throws {
    let text = "exists x in [0,1]: 1/(4*atan(1/5)-atan(1/239)-pi/4+x) = 1"
    let result = try Prover(budget: Budget(seconds: 10)).decide(try Statement(text))
    #expect(result.reason?.contains("defined") == true)
  }
}
