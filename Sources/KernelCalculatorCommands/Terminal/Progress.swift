import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line of progress on standard error, if that is a terminal.
package final class Progress: Sendable {
  private let isShown = Console.capture == nil && isatty(2) == 1
  private let last = Mutex(DispatchTime.now())
  /// When work of known size was first reported, and how much was done then.
  private let beginning = Mutex<(time: DispatchTime, done: Int)?>(nil)

  package init() {}

  /// Shows how much of a work is done, and how long the rest will take if it goes on as since the first report.
  package func show(_ done: Int, of total: Int, _ what: String) {
    guard isShown else { return }
    let now = DispatchTime.now()
    let first = beginning.withLock { beginning in
      if beginning == nil { beginning = (now, done) }
      return beginning ?? (now, done)
    }
    let seconds = Double(now.uptimeNanoseconds - first.time.uptimeNanoseconds) / 1e9
    var text = "\(done) of \(total) \(what)"
    if seconds >= 2, done > first.done {
      text += ", " + Progress.duration(seconds * Double(total - done) / Double(done - first.done))
    }
    show(text)
  }

  /// `about 40 s left`, `about 12 min left`, `about 3.5 h left`.
  static func duration(_ seconds: Double) -> String {
    let (amount, unit) =
      switch seconds {
      case ..<100: ("\(Int(seconds.rounded(.up)))", "s")
      case ..<6000: ("\(Int((seconds / 60).rounded()))", "min")
      default: ("\((seconds / 360).rounded() / 10)", "h")
      }
    return "about \(amount) \(unit) left"
  }

  /// Shows `text` in place of what was shown before, at most five times a second.
  package func show(_ text: String) {
    guard isShown else { return }
    last.withLock { last in
      guard DispatchTime.now() > last + 0.2 else { return }
      last = .now()
      Console.note("\r\u{1B}[K\(text)")
    }
  }

  package func clear() {
    if isShown { Console.note("\r\u{1B}[K") }
  }
}

/// Interrupts from the keyboard: the first raises flags, a second one ends the process. A command that a program
/// calls as a function leaves signals to the program, which interrupts it by ``CallInterrupt``.
package enum Interrupt {
  fileprivate static let hasCome = Atomic(false)

  /// A flag that the first interrupt raises.
  package static func flag() -> InterruptFlag {
    let flag = InterruptFlag()
    if let capture = Console.capture {
      capture.interrupt.onRaise { flag.raise() }
      return flag
    }
    // It is made here, not in the handler, which may do little.
    _ = hasCome.load(ordering: .relaxed)
    signal(SIGINT) { _ in
      Interrupt.hasCome.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    // A process that a thread of Dispatch started has all signals blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    return flag
  }
}

/// A flag that an interrupt raises, and others may: see ``Interrupt/flag()``.
package final class InterruptFlag: Sendable {
  private let state = Atomic(false)

  package init() {}

  /// Raises the flag; says whether this has not been done before.
  @discardableResult
  package func raise() -> Bool { !state.exchange(true, ordering: .relaxed) }

  /// Whether the flag or the keyboard's is raised.
  package var isRaised: Bool {
    state.load(ordering: .relaxed) || Interrupt.hasCome.load(ordering: .relaxed)
  }
}

/// Interrupts a command that a program calls as a function, from any thread, as the keyboard would.
package final class CallInterrupt: Sendable {
  private let state = Mutex<(isRaised: Bool, actions: [@Sendable () -> Void])>((false, []))

  package init() {}

  /// Makes the command end soon, where it can be interrupted; the others run to their end.
  package func raise() {
    let actions = state.withLock { state in
      state.isRaised = true
      return state.actions
    }
    for action in actions { action() }
  }

  /// `action` is done when the interrupt comes, at once where it has come.
  func onRaise(_ action: @escaping @Sendable () -> Void) {
    let isRaised = state.withLock { state in
      state.actions.append(action)
      return state.isRaised
    }
    if isRaised { action() }
  }
}
