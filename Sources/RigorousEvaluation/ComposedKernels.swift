import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// A composition of arc-cosine kernels of one variable, such as κ₀(f(f(x))), compiled once for its values
/// at many rational points.
///
/// At a rational number such a composition is its own closed form, unless the innermost kernel has an
/// exact value there; so no expression is built for a point.
package struct ComposedKernels: Sendable {
  /// The variable.
  package let variable: String
  private let program: Program
  private let innermost: FunctionDefinition
  /// The domains in which the number has to lie for the typed term to be defined.
  private let domains: [Domain]
  /// What is printed before and after the number.
  private let printed: (before: String, after: String)

  /// Nil where the term is something else.
  package init?(_ read: ReadExpression) {
    let graph = read.expression.graph
    var id = read.expression.id
    var innermost: FunctionDefinition?
    while case .apply(.defined(let definition), let argument) = graph[id] {
      guard definition.arcCosineOrder != nil else { return nil }
      innermost = definition
      id = argument
    }
    guard let innermost, case .variable(let name) = graph[id],
      read.conditions.allSatisfy({ $0.argument.id == id })
    else { return nil }
    // The printed form, at a number without an exact value that nobody types.
    let example = Rational(Integer(-271_828_182), 314_159_265)
    let form = read.expression.substituting([name: example])
    guard let text = form.written(by: TextPrinter(), limit: Self.longestForm),
      let place = text.firstRange(of: "\(example)"),
      !text[place.upperBound...].contains("\(example)")
    else { return nil }
    printed = (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    variable = name
    self.innermost = innermost
    domains = read.conditions.map(\.domain)
    program = Program([read.expression], inputs: [name])
  }

  /// The most characters of a form that is written here.
  private static let longestForm = 1000

  /// The value to `digits` significant digits and the closed form; nil where the point is outside the
  /// domain or the closed form is another, for which the expression itself has to be looked at.
  package func value(
    at point: Rational, digits: Int
  ) throws(EvaluationFailure) -> (decimal: EnclosedDecimal, form: String)? {
    let application = ExpressionGraph().rational(point).applying(.defined(innermost))
    guard domains.allSatisfy({ $0.contains(point) }), case .apply = application.node else {
      return nil
    }
    let form = "\(printed.before)\(point)\(printed.after)"
    guard form.utf8.count <= Self.longestForm else { return nil }
    let decimal = try Evaluator(digits: digits).decimal(of: program, at: point)
    return (decimal, form)
  }
}
