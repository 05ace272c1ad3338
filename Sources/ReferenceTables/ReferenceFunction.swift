import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions

/// A function of one variable whose values serve as the truth.
package struct ReferenceFunction {
  /// What the values are called: the name of the table's column.
  package let name: String
  /// The function as it was asked for.
  package let source: String
  /// The closed form.
  package let expression: Expression
  /// Under which conditions the terms of `source` are defined.
  package let conditions: [DomainCondition]
  private let term: Term?

  /// A closed form that is defined wherever it is evaluated, such as a kernel's entry on [−1, 1].
  ///
  /// `domain` is the condition on the variable.
  package init(name: String, source: String, expression: Expression, domain: Domain) {
    self.name = name
    self.source = source
    self.expression = expression
    let rho = expression.graph.variable("rho")
    conditions = [DomainCondition(argument: rho, domain: domain, range: 0..<0)]
    term = nil
  }

  /// Reads an expression in one variable, of whatever name: one that looks like a misspelt function must
  /// be among `variables`. Throws where there are several.
  package init(_ source: String, variables: Set<String> = []) throws {
    let graph = ExpressionGraph()
    let read = try TermReader(graph: graph, library: .kernels, variables: variables).read(source)
    let names = Set(read.conditions.flatMap(\.argument.variables) + read.expression.variables)
    guard names.count <= 1 else {
      throw ReferenceFailure.severalVariables(names.sorted())
    }
    let rename: (Expression) -> Expression = { expression in
      names.first.map { expression.substituting([$0: graph.variable("rho")]) } ?? expression
    }
    name = "value"
    self.source = source
    expression = rename(read.expression)
    conditions = read.conditions.map {
      DomainCondition(
        argument: rename($0.argument), domain: $0.domain, range: $0.range,
        requirement: $0.requirement)
    }
    term = read.term
  }

  /// What is known about all values, where the function is a defined one of its variable alone: a
  /// closed interval that holds them.
  package var range: ClosedRange<Rational>? {
    guard case .apply(.defined(let definition), let argument) = expression.node,
      case .variable = expression.graph[argument]
    else { return nil }
    return definition.range
  }

  /// The sub-term whose condition is `index`, as it was typed.
  func excerpt(ofCondition index: Int) -> String {
    term.map { $0.excerpt(conditions[index].range) } ?? source
  }
}

/// Why there is no reference value.
package enum ReferenceFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The expression has more than one variable.
  case severalVariables([String])
  /// A sub-term is undefined at a point.
  case undefined(term: String, point: String, requirement: String)
  /// The value could not be decided at the largest precision.
  case undecided(function: String, point: String, enclosure: String, bits: Int)

  /// One sentence.
  package var description: String {
    switch self {
    case .severalVariables(let names):
      "the expression has the variables \(names.joined(separator: ", ")); a table has one"
    case .undefined(let term, let point, let requirement):
      "\(term) is undefined at \(point): \(requirement)"
    case .undecided(let function, let point, "indeterminate", let bits):
      "\(function) at \(point) has no enclosure at \(bits) bits; 'kernelcalc evaluate' says why"
    case .undecided(let function, let point, let enclosure, let bits):
      "\(function) at \(point) could not be rounded with certainty at \(bits) bits (a rational value "
        + "that is not recognised as one?); it lies in \(enclosure)"
    }
  }

  /// Whether the failure is a lack of precision, not bad input.
  package var isUndecided: Bool { if case .undecided = self { true } else { false } }
}
