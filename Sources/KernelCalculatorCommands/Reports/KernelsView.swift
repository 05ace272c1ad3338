import ArgumentParser
import KernelCalculator

/// How kernels are written: node by node, or as closed forms in the inputs' correlation.
enum FormChoice: String, CaseIterable, ExpressibleByArgument {
  case recursion, closed
}

/// One rule's kernels as they are written: the shorter of recursion and closed forms, unless a choice is
/// made.
struct KernelsView {
  /// The steps that are written by names; nil where closed forms are written.
  let recursion: ReadableRecursion?
  /// Whether the steps are too many to be printed without being asked for.
  private let isLong: Bool
  /// Equations before the output's own.
  private let steps: [(symbol: String, text: String)]

  /// Closed forms up to this many characters are preferred to a recursion.
  private static let shortForms = 240
  /// The most characters of a recursion that are printed unasked.
  private static let longestRecursion = 4_000

  init(_ rule: NetworkAnalysis.RuleForms, choice: FormChoice?) {
    let forms = rule.quantities.filter { $0.name != .lambda2 }.map(\.form)
    let readable = ReadableRecursion(rule.kernels.recursion, for: forms)
    let steps = readable.steps.map { (symbol: $0.symbol.text, text: $0.text) }
    let length = (steps.map(\.text) + forms.map { readable.text(readable.form($0)) }).reduce(0) {
      $0 + Console.columns($1)
    }
    let isRecursion: Bool
    switch choice {
    case .recursion?: isRecursion = true
    case .closed?: isRecursion = false
    case nil:
      var closed: Int? = 0
      for form in forms {
        let size = form.inlined(limit: Self.longestRecursion).map { Self.closedText($0).length }
        closed = closed.flatMap { total in size.map { total + $0 } }
      }
      isRecursion = closed.map { $0 > max(length, Self.shortForms) } ?? true
    }
    recursion = isRecursion ? readable : nil
    isLong = isRecursion && choice == nil && length > Self.longestRecursion
    self.steps = isRecursion ? steps : []
  }

  /// The equations of the nodes, before those of the output.
  var stepsText: String {
    if isLong {
      return "  (\(steps.count) equations; --form recursion or --json prints them)\n"
    }
    return steps.map { Console.paragraph("\($0.symbol) = ", $0.text) }.joined()
  }

  /// An entry at the output; nil where it is too long to be printed unasked.
  func text(of form: Expression) -> PrintedExpression? {
    if isLong { return nil }
    if let recursion {
      return PrintedExpression(definitions: [], text: recursion.text(recursion.form(form)))
    }
    return Self.closedText(form.inlined(limit: .max) ?? form)
  }

  static func closedText(_ form: Expression) -> PrintedExpression {
    form.writtenWithNames(by: TextPrinter())
  }
}

extension PrintedExpression {
  /// The characters of the text and of its definitions.
  fileprivate var length: Int { definitions.reduce(text.count) { $0 + $1.text.count } }
}
