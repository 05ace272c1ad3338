import Dispatch
import ExactArithmetic
import Synchronization

/// A budget that several threads draw from, and that can be cancelled.
public final class SharedBudget: Sendable {
  /// What may be spent in all.
  public let limit: Budget
  /// What is called at every step of the work, with the step's number; several threads call it.
  private let onStep: (@Sendable (Int) -> Void)?
  private let asked = Atomic(0)
  private let used = Atomic(0)
  private let evaluated = Atomic(0)
  private let cancelled = Atomic(false)
  /// Whether something else has cancelled it.
  private let isCancelled: @Sendable () -> Bool
  private let deadline: DispatchTime
  /// What this is a part of.
  private let whole: SharedBudget?

  /// Nothing spent yet of `limit`; the time runs from now.
  public convenience init(_ limit: Budget) { self.init(limit, isCancelled: { false }) }

  /// A part of a budget, what is spent of which is spent of the whole.
  private init(of whole: SharedBudget, boxes: Int) {
    var limit = whole.limit
    limit.boxes = min(boxes, limit.boxes)
    self.limit = limit
    onStep = whole.onStep
    isCancelled = { false }
    deadline = whole.deadline
    self.whole = whole
  }

  /// A part of what is left, of so many boxes.
  func part(boxes: Int) -> SharedBudget { SharedBudget(of: self, boxes: boxes) }

  /// The same; it is cancelled, too, when `isCancelled` says so, and `onStep` hears of every step of the work (see
  /// `isSpent()`). Several threads call both.
  package init(
    _ limit: Budget, onStep: (@Sendable (Int) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.limit = limit
    self.isCancelled = isCancelled
    self.onStep = onStep
    whole = nil
    deadline = .now() + limit.seconds
  }

  /// Boxes examined so far.
  public var boxes: Int { whole?.boxes ?? used.load(ordering: .relaxed) }

  /// How many times a formula has been evaluated by the searches that are finished.
  public var evaluations: Int { evaluated.load(ordering: .relaxed) }

  func note(evaluations: Int) {
    if let whole { return whole.note(evaluations: evaluations) }
    evaluated.add(evaluations, ordering: .relaxed)
  }

  /// Makes every search that draws from the budget stop soon.
  public func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// How many steps have been made: how often work has asked whether it is to go on.
  package var steps: Int { whole?.steps ?? asked.load(ordering: .relaxed) }

  /// Whether nothing is left: what all work asks that may take long, every few thousand operations at
  /// least, by way of `Interruption`.
  func isSpent() -> Bool {
    if let whole { return whole.isSpent() || spent != nil }
    let step = asked.add(1, ordering: .relaxed).newValue
    onStep?(step)
    return spent != nil
  }

  /// Does work that ends as soon as the budget is spent; `onStep` is called now and then.
  package func whileAffordable<Result>(
    _ work: () throws -> Result, onStep: @escaping @Sendable () -> Void = {}
  ) rethrows -> Result {
    let interruption = Interruption {
      onStep()
      return self.isSpent()
    }
    return try Interruption.$current.withValue(interruption) { try work() }
  }

  /// Takes one box; says why where there is none left.
  func take() -> String? {
    if let spent = whole?.take() { return spent }
    used.add(1, ordering: .relaxed)
    return spent
  }

  /// Why nothing is left, or nil.
  var spent: String? {
    if let spent = whole?.spent { return spent }
    if cancelled.load(ordering: .relaxed) || isCancelled() { return "interrupted" }
    if used.load(ordering: .relaxed) > limit.boxes {
      return "the budget of \(limit.boxes) boxes is spent"
    }
    if DispatchTime.now() > deadline {
      return "the budget of \(limit.seconds) seconds is spent"
    }
    return nil
  }
}
