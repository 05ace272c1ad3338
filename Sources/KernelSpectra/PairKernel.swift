import ArcCosineKernels
import ExactArithmetic
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions

/// A network's kernel as a function of two inputs: compiled once, evaluated for each pair.
struct PairKernel: Sendable {
  /// What depends on one input alone, of Kii and Mi.
  let rows: Program
  /// K_ij of Kij, the values of ``rows`` at x_i and those at x_j.
  let pair: Program
  /// K_ii of Kii, Mi.
  let diagonal: Program
  /// K(x, 0) and K(0, 0) of the input 0, of Kii and Mi of x; nil where nobody asks for it.
  let zero: Program?
  /// The same steps in double precision; nil for a network with other functions of a pair than κ₀ and κ₁.
  let floatProgram: FloatPairProgram?

  init(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel, hasZeroInput: Bool
  ) throws(KernelInputError) {
    let form = SeparatedEntry(
      try PairKernel.entries(
        network, inputs: .symbolic(in: ExpressionGraph()), rule: rule, kernel: kernel))
    // A program has at least one output.
    let forms = form.rows.isEmpty ? [form.pair.graph.integer(0)] : form.rows
    rows = Program(forms, inputs: ["Kii", "Mi"])
    let names = [SeparatedEntry.Side.i, .j].flatMap { side in
      forms.indices.map { SeparatedEntry.variable($0, side) }
    }
    pair = Program([form.pair], inputs: ["Kij"] + names)
    diagonal = Program([form.diagonal], inputs: ["Kii", "Mi"])
    floatProgram = FloatPairProgram(form)
    zero =
      hasZeroInput ? try PairKernel.kernelOfZero(network, rule: rule, kernel: kernel) : nil
  }

  /// Composed anew, with exact zeros: quotients by norms, which the kernel of two inputs may have, would be
  /// 0/0.
  private static func kernelOfZero(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel
  ) throws(KernelInputError) -> Program {
    let graph = ExpressionGraph()
    let nothing = graph.integer(0)
    let inputs = InputPair(
      kernel: KernelEntries(ii: graph.variable("Kii"), jj: nothing, ij: nothing),
      means: (graph.variable("Mi"), nothing))
    let entries = try PairKernel.entries(network, inputs: inputs, rule: rule, kernel: kernel)
    // Written out, so that what cancels is seen to.
    return Program([entries.ij, entries.jj].map { $0.inlined() ?? $0 }, inputs: ["Kii", "Mi"])
  }

  static func entries(
    _ network: NetworkGraph, inputs: InputPair, rule: PropagationRule, kernel: Kernel
  ) throws(KernelInputError) -> KernelEntries {
    let kernels: NetworkKernels
    do {
      kernels = try NetworkKernels(network, inputs: inputs, rule: rule)
    } catch {
      throw KernelInputError("\(error)")
    }
    switch kernel {
    case .nngp: return kernels.nngp
    case .ntk:
      guard let ntk = kernels.ntk else {
        throw KernelInputError("an activation of this network has no tangent kernel")
      }
      return ntk
    }
  }
}
