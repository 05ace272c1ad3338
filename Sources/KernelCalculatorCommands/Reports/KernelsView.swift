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
  /// The closed forms whose lengths have decided.
  private let closedTexts: [NodeID: PrintedExpression]

  /// Closed forms up to this many characters are preferred to a recursion.
  private static let shortForms = 220
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
    var closedTexts: [NodeID: PrintedExpression] = [:]
    switch choice {
    case .recursion?: isRecursion = true
    case .closed?: isRecursion = false
    case nil:
      for form in forms {
        guard let inlined = form.inlined(limit: Self.longestRecursion) else { break }
        closedTexts[form.id] = Self.closedText(inlined)
      }
      let closed = forms.map { closedTexts[$0.id]?.length }
      isRecursion =
        closed.contains(nil) || closed.reduce(0) { $0 + ($1 ?? 0) } > max(length, Self.shortForms)
    }
    self.closedTexts = closedTexts
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
    return closedTexts[form.id] ?? Self.closedText(form.inlined(limit: .max) ?? form)
  }

  static func closedText(_ form: Expression) -> PrintedExpression {
    form.simplified.writtenWithNames(by: TextPrinter())
  }
}

extension PrintedExpression {
  /// The characters of the text and of its definitions.
  fileprivate var length: Int { definitions.reduce(text.count) { $0 + $1.text.count } }
}
