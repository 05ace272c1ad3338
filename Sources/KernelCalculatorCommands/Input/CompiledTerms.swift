import KernelCalculator
import Synchronization

/// The terms of a batch that are compiled once for all lines that have them.
final class CompiledTerms: Sendable {
  /// A compiled term.
  enum Compiled: Sendable {
    case kernels(ComposedKernels)
    case form(CompiledForm)
    /// Evaluated from its text each time.
    case none

    /// Closed forms are looked for only if `hasForms`.
    fileprivate init(_ source: String, hasForms: Bool) {
      let reading: @Sendable () throws -> ReadExpression = {
        try TermReader(graph: ExpressionGraph(), library: .kernels).read(source)
      }
      if let composed = (try? reading()).flatMap({ ComposedKernels($0) }) {
        self = .kernels(composed)
      } else {
        self = (hasForms ? CompiledForm(reading) : nil).map { .form($0) } ?? .none
      }
    }

    /// The variable; nil where nothing is compiled.
    var variable: String? {
      switch self {
      case .kernels(let composed): composed.variable
      case .form(let form): form.variable
      case .none: nil
      }
    }

    /// The value and the closed form; nil where only the term's expression can give them.
    func value(
      at point: Rational, digits: Int
    ) throws -> (decimal: EnclosedDecimal, form: String)? {
      switch self {
      case .kernels(let composed): try composed.value(at: point, digits: digits)
      case .form(let form): form.value(at: point, digits: digits)
      case .none: nil
      }
    }
  }

  private enum Entry {
    /// Asked for so many times.
    case met(Int)
    case compiled(Compiled)
  }

  private let known = Mutex<[String: Entry]>([:])
  private let forms = Atomic(0)

  /// How many terms are kept; the rest is evaluated from its text each time.
  private static let most = 1000
  /// How many of them with closed forms, which take a few megabytes each.
  private static let mostForms = 100
  /// How many times a term has been asked for when it is compiled.
  private static let worthwhile = 3

  /// The term as it is compiled.
  func compiled(_ source: String) -> Compiled {
    let found = known.withLock { known -> Compiled? in
      guard case .met(let count)? = known[source] else {
        if case .compiled(let compiled)? = known[source] { return compiled }
        if known.count < Self.most { known[source] = .met(1) }
        return Compiled.none
      }
      if count >= Self.worthwhile { return nil }
      known[source] = .met(count + 1)
      return Compiled.none
    }
    if let found { return found }
    let hasForms = forms.load(ordering: .relaxed) < Self.mostForms
    let compiled = Compiled(source, hasForms: hasForms)
    if case .form = compiled { forms.add(1, ordering: .relaxed) }
    known.withLock { $0[source] = .compiled(compiled) }
    return compiled
  }
}
