import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import ProofSearch
import Statements
import Testing

/// What the replayer accepts and why it rejects, on certificates written by hand.
@Suite struct ReplayerTests {
  private func rejection(_ statement: String, _ verdict: String, _ lines: String...) -> String? {
    let text =
      ["kernelcalc certificate 1", "statement: \(statement)", "verdict: \(verdict)"] + lines
      + ["end"]
    do {
      try Replayer.check(Certificate(text.joined(separator: "\n") + "\n"))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func covers() {
    let statement = "forall x in [-1,1]: f(x) > -1/10"
    #expect(rejection(statement, "proved", "case", "cover n64") == nil)
    #expect(rejection(statement, "proved", "case", "cover 0@0 n64 n64") == nil)
    #expect(rejection(statement, "proved", "case", "cover 0@0 n64")?.contains("ends early") == true)
    #expect(
      rejection(statement, "proved", "case", "cover n64 n64")?.contains("after its end") == true)
    for cut in ["0@-1", "0@1", "0@2", "1@0", "99@0"] {
      #expect(
        rejection(statement, "proved", "case", "cover \(cut) n64 n64")?
          .contains("does not cut") == true)
    }
    #expect(rejection(statement, "refuted", "case", "cover n64")?.contains("point") == true)
    #expect(rejection(statement, "proved", "case", "point 64 0")?.contains("cover") == true)
    #expect(rejection("forall x in [-1,1]: f(x) > 0", "proved", "case", "cover n64") != nil)
  }

  /// A degenerate interval cannot be cut, and is covered as it is.
  @Test func degenerateIntervals() {
    let statement = "forall x in [1/2,1/2]: f(x) < 61/100"
    #expect(rejection(statement, "proved", "case", "cover n64") == nil)
    #expect(rejection(statement, "proved", "case", "cover 0@1/2 n64 n64") != nil)
    #expect(rejection(statement, "proved", "case", "cover u64:4") != nil)
    #expect(
      rejection("exists x in [1/2,1/2]: f(x) = 1/2", "proved", "case", "sign-change 64 1/2 1/2")
        != nil)
  }

  @Test func statementsWithoutVariables() {
    #expect(rejection("f(1/2) > 3/5", "proved", "case", "cover n64") == nil)
    #expect(rejection("f(1/2) > 3/5", "proved", "case", "point 64") == nil)
    #expect(rejection("f(1/2) > 7/10", "refuted", "case", "point 64") == nil)
    #expect(rejection("f(1/2) > 7/10", "proved", "case", "point 64") != nil)
    #expect(rejection("f(1/2) > 3/5", "proved", "case", "cover n2") != nil)
  }

  @Test func points() {
    let statement = "forall x in (-1,1): f(x) > 1/2"
    #expect(rejection(statement, "refuted", "case", "point 64 0") == nil)
    // An end that does not belong to the interval, a point outside, too many coordinates.
    for point in ["-1", "-2", "0 0", ""] {
      #expect(rejection(statement, "refuted", "case", "point 64 \(point)") != nil)
    }
    #expect(rejection(statement, "refuted", "case", "point 64 1/2") != nil)
    // Equality at a point is decided by canonical forms, not by enclosures.
    #expect(rejection("exists x in [-1,1]: f(x) = 1/pi", "proved", "case", "point 64 0") == nil)
    #expect(rejection("exists x in [-1,1]: f(x) = 1/3", "proved", "case", "point 64 0") != nil)
  }

  @Test func signChanges() {
    let root = "exists x in [-1,1]: f(x) = 1/2"
    #expect(rejection(root, "proved", "case", "sign-change 64 1/4 1/2") == nil)
    for ends in ["1/2 1/4", "0 1/4", "1/4 2", "-2 1/2", "1/4 1/2 1 1"] {
      #expect(rejection(root, "proved", "case", "sign-change 64 \(ends)") != nil)
    }
    // A pole: the sign changes, but the function is not continuous.
    #expect(
      rejection("exists x in [-1,1]: 1/x = 0", "proved", "case", "sign-change 64 -1/3 1/2") != nil)
    // A root is no counterexample to a strict inequality of the other sign.
    #expect(
      rejection("exists x in [-1,1]: f(x) > 2", "proved", "case", "sign-change 64 1/4 1/2")
        != nil)
    // x ≤ 0 is true at a change of sign, and so is "x ≠ 0" false.
    #expect(
      rejection(
        "exists x in [0,1]: x - 1/3 <= 0 and x > 1/4", "proved", "case", "sign-change 64 2/7 1/2")
        == nil)
    // Two equations may have their roots in different places.
    #expect(
      rejection(
        "exists x in [-1,1]: f(x) = 1/2 and x = 1/3", "proved", "case", "sign-change 64 1/4 1/2")
        != nil)
    // Only one coordinate may move.
    let two = "exists x in [-1,1], y in [-1,1]: f(x) + y = 1"
    #expect(rejection(two, "proved", "case", "sign-change 64 0 1/4 0 1") == nil)
    #expect(rejection(two, "proved", "case", "sign-change 64 0 1/4 1 1") != nil)
  }

  /// Terms must be defined on all of the domain, whatever the formula makes of them.
  @Test func definedness() {
    for formula in ["1/x > 1 or 1/x <= 1", "x > 0 implies 1/x > 0", "x/x = 1", "sqrt(x)^2 = x"] {
      let statement = "forall x in [-1,1]: \(formula)"
      for method in ["n64", "d64", "s64", "u64:4", "l64:4", "c64:0"] {
        #expect(rejection(statement, "proved", "case", "cover \(method)") != nil, "\(formula)")
        #expect(
          rejection(statement, "proved", "case", "cover 0@0 \(method) \(method)") != nil)
      }
      #expect(rejection(statement, "refuted", "case", "point 64 0") != nil)
    }
    #expect(rejection("forall x in (0,1]: 1/x > 0", "proved", "case", "cover l64:4") == nil)
    #expect(rejection("forall x in [0,1]: 1/x > 0", "proved", "case", "cover l64:4") != nil)
  }

  /// Expansions know the sign off the end; at the end itself it is the value that counts.
  @Test func expansionsAtClosedEnds() {
    let cover = "cover 0@0 d66 0@1/2 d68 0@3/4 d70 u102:6"
    #expect(rejection("forall x in [-1,1): f(x) > x", "proved", "case", cover) == nil)
    #expect(rejection("forall x in [-1,1]: f(x) > x", "proved", "case", cover) != nil)
    #expect(rejection("forall x in [-1,1]: f(x) >= x", "proved", "case", cover) == nil)
    #expect(
      rejection("forall x in [-1,1]: x != 1 implies f(x) > x", "proved", "case", cover) == nil)
    #expect(rejection("forall x in [-1,1]: x = 1 implies f(x) > x", "proved", "case", cover) != nil)
  }

  /// A kink is no place for a derivative.
  @Test func kinks() {
    for statement in [
      "forall x in [-1,1]: abs(x)*abs(x-1/2) > 0", "forall x in [-1,1]: sqrt(x^2) > 0",
      "forall x in [-1,1], y in [-1,1]: x != y implies sqrt((x-y)^2) < 0",
      "forall x in [-1,1], y in [-1,1]: sqrt((x-y)^2) <= x - y",
    ] {
      for method in ["n64", "d64", "x64", "k64", "s64", "c64:0", "c64:0:0"] {
        #expect(rejection(statement, "proved", "case", "cover \(method)") != nil, "\(statement)")
      }
    }
  }

  /// The methods for contact, on statements that are false by a little.
  @Test func contactMethodsRejectFalseStatements() {
    let wrong = [
      ("forall x in [-1,1], y in [-1,1]: f((x+y)/2) < (f(x)+f(y))/2", "x64"),
      ("forall x in [-1,1], y in [-1,1]: f((x+y)/2) >= (f(x)+f(y))/2", "x64"),
      ("forall x in [-1,1], y in [-1,1]: x < y implies (y-x)*f(x) > 0", "x64"),
      ("forall x in [-1,1], y in [-1,1]: x <= y implies f(x) < f(y)", "x64"),
      ("forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) > f(t*x+(1-t)*y)", "k64"),
      ("forall t in [0,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) <= f(t*x+(1-t)*y)", "k64"),
      ("forall t in [-1,1], x in [-1,1], y in [-1,1]: t*f(x)+(1-t)*f(y) >= f(t*x+(1-t)*y)", "k64"),
      ("forall x in [-1,1]: f(x)^2 - f(x) + 1/4 > 0", "s64"),
      ("forall x in [-1,1]: f(x)^2 - f(x) + 1/5 >= 0", "s64"),
      ("forall x in [-1,1]: x*(f(x)^2 - f(x) + 1/4) >= 0", "s64"),
      ("forall x in [-1,1]: x^2 - sqrt(2)*x + 1/2 > 0", "c64:√2/2"),
      ("forall x in [-1,1]: x^2 - sqrt(2)*x + 1/2 > 0", "c64:1/2"),
      ("forall x in [-1,1], y in [-1,1]: x^2 + 3*x*y + y^2 >= 0", "c64:0:0"),
    ]
    for (statement, method) in wrong {
      #expect(rejection(statement, "proved", "case", "cover \(method)") != nil, "\(statement)")
    }
  }

  @Test func networks() {
    let statement = "forall dag in {\"2\", \"1\"}, rho in [-1,1]: Kij(dag,rho,exact) >= rho"
    let (first, second) = ("case \"2\"", "case \"1\"")
    #expect(
      rejection(statement, "proved", first, "cover 0@0 d64 u96:4", second, "cover n64") == nil)
    #expect(
      rejection(statement, "proved", first, "cover 0@0 d64 u96:4")?.contains("no case") == true)
    #expect(
      rejection(
        statement, "proved", first, "cover 0@0 d64 u96:4", second, "cover n64", second, "cover n64")?
        .contains("two cases") == true)
    #expect(
      rejection(
        statement, "proved", first, "cover 0@0 d64 u96:4", second, "cover n64", "case \"0\"",
        "cover n64")?.contains("no network") == true)
    // For "some network" one case does, and it must be one of the domain.
    let some = "exists dag in {\"2\", \"1\"}, rho in [-1,1]: Kij(dag,rho,exact) = -1"
    #expect(rejection(some, "proved", second, "point 64 -1") == nil)
    #expect(rejection(some, "proved", first, "point 64 -1") != nil)
    #expect(rejection(some, "proved", "case \"1_01\"", "point 64 -1") != nil)
    #expect(rejection(some, "proved") != nil)
  }

  @Test func prefixes() {
    // Real variables quantified in two ways: no evidence is defined for that.
    for evidence in ["cover n64", "point 64 0 0"] {
      #expect(
        rejection("forall x in [0,1] : exists y in [0,1]: x = y", "proved", "case", evidence) != nil
      )
    }
  }
}
