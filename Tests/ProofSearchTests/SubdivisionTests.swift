import CertificateChecking
import Statements
import Synchronization
import Testing

@testable import ProofSearch

/// When a subdivision asks for other ways, and that it does not depend on threads.
@Suite struct SubdivisionTests {
  private func decide(
    _ text: String, threads: Int = 1
  ) throws -> (decision: GroundDecision, timesOtherAsked: Int) {
    let statement = try Statement(text)
    let asked = Atomic(0)
    let decision = try GroundDecision.decide(
      { try statement.ground([:]) }, budget: SharedBudget(Prover().budget), threads: threads
    ) {
      asked.add(1, ordering: .relaxed)
      return false
    }
    return (decision, asked.load(ordering: .relaxed))
  }

  /// Sides apart by little need some hundred boxes and nothing else.
  @Test func boxesAreTriedBeforeOtherWays() throws {
    let found = try decide("forall x in [-1,1], y in [-1,1]: f(x)^2 + f(y)^2 - (x+y)/2 > 0.1602")
    guard case .holds(.cover(let steps)) = found.decision else {
      Issue.record("not decided")
      return
    }
    #expect(found.timesOtherAsked == 0)
    #expect(steps.count > 32)
  }

  @Test func pointsAreFoundBeforeOtherWays() throws {
    let found = try decide("forall x in [-1,1], y in [-1,1]: f(x)^2 + f(y)^2 - (x+y)/2 > 0.1603")
    guard case .fails = found.decision else {
      Issue.record("not refuted")
      return
    }
    #expect(found.timesOtherAsked == 0)
  }

  /// Sides that meet need something else, which is asked for once.
  @Test func contactNeedsOtherWays() throws {
    #expect(try decide("forall x in [0,1], y in [0,1]: f(x*y) >= f(x)*f(y)").timesOtherAsked == 1)
  }

  @Test(arguments: [
    "forall x in [-1,1], y in [-1,1]: f(x)^2 + f(y)^2 - (x+y)/2 > 0.1602",
    "forall x in [-1,1], y in [-1,1]: f(x)^2 + f(y)^2 - (x+y)/2 > 0.16028",
    "forall x in [-1,1], y in [-1,1]: abs(f(x)-f(y)) <= 0.99*abs(x-y)",
  ])
  func threadsDoNotChangeWhatIsFound(_ text: String) throws {
    #expect("\(try decide(text).decision)" == "\(try decide(text, threads: 2).decision)")
  }
}
