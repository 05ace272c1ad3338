import Statements
import Synchronization
import Testing

@testable import ProofSearch

/// Work ends soon after it has been cancelled, wherever it is at that time. Time is counted in steps: how
/// often the work asks whether it is to go on.
@Suite struct InterruptionTests {
  /// Statements whose work is of different kinds: expansions of long recursions, normal forms, subdivision,
  /// many cases, points, definedness, and what none of these decides.
  static let statements = [
    "forall rho in [-1,1): lambda2(resnet(10), rho, exact) > lambda2(chain(10), rho, exact)",
    "forall k in 2..4, rho in [-1,1): lambda2(resnet(2*k), rho, exact) > lambda2(chain(2*k), rho, exact)",
    "forall dag in complete(2) where connected, rho in [-1,1): lambda2(dag, rho, exact) <= eq12(dag, rho)",
    "forall x in [-1,1], y in [-1,1]: f((x+y)/2) <= (f(x)+f(y))/2",
    "forall x in [-1,1]: (f(x)-2/7)^2 > 9e-20",
    "forall x in [0,1]: 1/(f(x) - x/2) > 1",
    "exists x in [-1,1]: f(f(x)) = 2/3",
    "forall x in [0,1], y in [0,1], z in [0,1]: x^3 + y^3 + z^3 >= 3*x*y*z",
  ]

  /// A budget that is cancelled at its n-th step.
  private static func cancelled(at last: Int) -> SharedBudget {
    let own = Mutex<SharedBudget?>(nil)
    let budget = SharedBudget(Budget()) { step in
      if step == last { own.withLock { $0?.cancel() } }
    }
    own.withLock { $0 = budget }
    return budget
  }

  @Test(arguments: statements) func endsSoonAfter(text: String) throws {
    let statement = try Statement(text)
    var last = 1
    var interrupted = 0
    while true {
      let budget = Self.cancelled(at: last)
      let result = try Prover(threads: 1).decide(statement, spending: budget)
      if budget.steps < last { break }
      // What is found at the very end stands.
      if result.verdict == .undecided { interrupted += 1 }
      #expect(
        budget.steps - last <= 200, "\(text): \(budget.steps - last) steps after step \(last)")
      // Long work is looked at in ever longer distances.
      last *= 4
      if last > 5000 { break }
    }
    #expect(interrupted >= 3)
  }

  /// Several threads end too, and every case of several.
  @Test func endsOnAllThreads() throws {
    let statement = try Statement(
      "forall dag in complete(3) where connected, rho in [-1,1): lambda2(dag, rho, exact) <= paths(dag)"
    )
    for last in [1, 10, 100, 1000] {
      let budget = Self.cancelled(at: last)
      let result = try Prover(threads: 3).decide(statement, spending: budget)
      if budget.steps < last { break }
      #expect(result.verdict == .undecided)
      #expect(budget.steps - last <= 300)
    }
  }
}
