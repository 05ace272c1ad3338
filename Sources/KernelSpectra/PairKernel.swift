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
  /// The names of the input quantities in the order in which programs take them.
  static let pairInputs = ["Kii", "Kjj", "Kij", "Mi", "Mj"]
  static let diagonalInputs = ["Kii", "Mi"]

  /// K_ij of Kii, Kjj, Kij, Mi, Mj.
  let pair: Program
  /// K_ii of Kii, Mi. A program of its own, in which correlations are 1 and not only enclose it.
  let diagonal: Program

  init(
    _ network: NetworkGraph, rule: PropagationRule, kernel: Kernel
  ) throws(KernelInputError) {
    let graph = ExpressionGraph()
    let general = try PairKernel.entries(
      network, inputs: .symbolic(in: graph), rule: rule, kernel: kernel)
    pair = Program([general.ij], inputs: PairKernel.pairInputs)
    diagonal = Program(
      [try PairKernel.diagonalForm(network, in: ExpressionGraph(), rule: rule, kernel: kernel)],
      inputs: PairKernel.diagonalInputs)
  }

  /// The kernel of an input with itself.
  static func diagonalForm(
    _ network: NetworkGraph, in graph: ExpressionGraph, rule: PropagationRule,
    kernel: Kernel
  ) throws(KernelInputError) -> Expression {
    let (norm, mean) = (graph.variable("Kii"), graph.variable("Mi"))
    let same = InputPair(
      kernel: KernelEntries(ii: norm, jj: norm, ij: norm), means: (mean, mean))
    return try entries(network, inputs: same, rule: rule, kernel: kernel).ii
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
