import CertificateChecking
import ExactArithmetic
import IntervalArithmetic
import Statements
import Testing
import _TestSupport

@testable import ProofSearch

@Suite struct RootSearchTests {
  private static func search(_ text: String) throws -> RootSearch {
    RootSearch(problem: GroundProblem(try Statement(text).ground(), negated: false))
  }

  /// Irrational roots are enclosed by a short segment, on whose ends the polynomial has opposite signs.
  @Test(arguments: [
    ("exists x in [0,2]: x^2 = 2", [-2, 0, 1]),
    ("exists x in [-1,1]: x^3 + x = 1/3", [-1, 3, 0, 3]),
    ("exists x in [0,1]: x^5 - x^2 + 1/9 = 0", [1, 0, -9, 0, 0, 9]),
  ]) func irrationalRoots(_ text: String, _ coefficients: [Int]) throws {
    func value(_ x: Rational) -> Rational {
      coefficients.reversed().reduce(0) { $0 * x + Rational($1) }
    }
    guard case .signChange(let lower, let upper, _)? = try Self.search(text).root() else {
      Issue.record("no sign change")
      return
    }
    #expect(lower[0] < upper[0] && upper[0] - lower[0] < Rational(1, 1_000_000_000))
    #expect(value(lower[0]).signum * value(upper[0]).signum < 0)
  }

  /// Rational roots that the search passes over are found exactly.
  @Test(arguments: [
    ("exists x in [-1,1]: 4*x = 1", Rational(1, 4)), ("exists x in [0,1]: x = 0", Rational(0)),
    ("exists x in (0,1]: x = 1", Rational(1)), ("exists x in [-1,1]: f(x) = 1", Rational(1)),
    ("exists x in [-1,1]: (8*x-3)^2 = 0", Rational(3, 8)),
  ]) func rationalRoots(_ text: String, _ root: Rational) throws {
    guard case .point(let point, _)? = try Self.search(text).root() else {
      Issue.record("no point")
      return
    }
    #expect(point == [root])
  }

  /// No root, a root at an end that does not belong to the interval, a change of sign at a pole or a
  /// jump, a root where another condition fails.
  @Test(arguments: [
    "exists x in [-1,1]: x^2 + 1 = 0", "exists x in (0,1]: x = 0", "exists x in [0,1): f(x) = 1",
    "exists x in [0,1]: 1/(x-1/3) = 0", "exists x in [0,1]: (x-1/3)/|x-1/3| = 0",
    "exists x in [0,2]: x^2 = 2 and x > 3/2", "exists x in [0,2]: x^2 = 2 and sqrt(x-3/2) >= 0",
    "exists x in [0,1]: (x-1/3)*(1+1/(3*x-1)^2) = 0",
  ]) func noRoot(_ text: String) throws {
    let found = try Self.search(text).root()
    #expect(found == nil, "\(String(describing: found))")
  }

  /// The rest of a formula is true close to the root alone: within 1/32 of it, or 2⁻³⁰.
  @Test(arguments: [
    "exists x in [-1,1]: f(f(x)) = 1/2 and x > 0",
    "exists x in [0,2]: x^2 = 2 and 14142135/10000000 < x and x < 14142136/10000000",
    "exists x in [0,2]: (x^2 - 2)*x = 0 and |x - 7/5| < 1/60",
  ]) func narrowRoots(_ text: String) throws {
    guard case .signChange(let lower, let upper, _)? = try Self.search(text).root() else {
      Issue.record("no sign change")
      return
    }
    #expect(upper[0] - lower[0] < Rational(1, 1_000_000_000))
  }

  /// In two variables one moves and the other stays.
  @Test func twoVariables() throws {
    let text = "exists x in [-1,1], y in [-1,1]: x^2 + y^3 = 2/3"
    guard case .signChange(let lower, let upper, _)? = try Self.search(text).root() else {
      Issue.record("no sign change")
      return
    }
    let signs = [lower, upper].map {
      ($0[0].power(2) + $0[1].power(3) - Rational(2, 3)).signum
    }
    #expect(signs[0] * signs[1] < 0)
    #expect(zip(lower, upper).filter { $0 != $1 }.count == 1)
  }

  @Test func equations() throws {
    #expect(try Self.search("exists x in [0,1]: x = 1/2").hasEquation)
    #expect(try !Self.search("exists x in [0,1]: x < 1/2").hasEquation)
  }

  /// Random cubics with a known root in the middle of nowhere: found where it is the only one.
  @Test func randomCubics() throws {
    var generator = SplitMix64(seed: 77)
    var failures = Failures()
    for _ in 0..<scaledCount(25) {
      let root = Rational(
        Integer(Int.random(in: -990...990, using: &generator)), Integer(1009))
      let extra = Rational(Integer(Int.random(in: 1...20, using: &generator)), 7)
      let text = "exists x in [-1,1]: (x - (\(root)))*(x^2 + \(extra)) = 0"
      let found = try Self.search(text).root()
      switch found {
      case .point(let point, _): failures.check(point == [root], "\(text): \(point)")
      case .signChange(let lower, let upper, _):
        failures.check(
          lower[0] < root && root < upper[0] && upper[0] - lower[0] < Rational(1, 1_000_000),
          "\(text): \(lower), \(upper)")
      default: failures.check(false, "\(text): nothing found")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
