import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// The values of a recursion's names, found by reading its forms one after the other.
func recursionValues(
  of kernels: NetworkKernels, with known: [String: Interval],
  precision: Precision = Precision(160)
) throws -> [String: Interval] {
  var values = known
  for step in kernels.recursion.steps {
    let graph = ExpressionGraph()
    let form = try TermReader(graph: graph, library: .kernels).read(
      kernels.recursion.form(of: step)
    ).expression
    let inputs = form.variables
    let arguments = try inputs.map { try #require(values[$0], "\($0) in \(step.name)") }
    #expect(
      known[step.name] == nil && (values[step.name] == nil || step.node == 0), "\(step.name)")
    values[step.name] =
      Program([form], inputs: inputs).evaluate(
        arguments, precision: precision)[0]
  }
  return values
}
