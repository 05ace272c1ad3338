import KernelCalculator
import Synchronization

/// The terms of a batch that are compiled once for all lines that have them.
final class CompiledTerms: Sendable {
  private let known = Mutex<[String: ComposedKernels?]>([:])

  /// How many terms are kept; the rest is compiled anew each time.
  private static let most = 1000

  /// The term where it is a composition of kernels; nil where it is not, or is not a term at all.
  func composedKernels(_ source: String) -> ComposedKernels? {
    if let known = known.withLock({ $0[source] }) { return known }
    let read = try? TermReader(graph: ExpressionGraph(), library: .kernels).read(source)
    let composed = read.flatMap { ComposedKernels($0) }
    known.withLock { if $0.count < Self.most { $0[source] = composed } }
    return composed
  }
}
