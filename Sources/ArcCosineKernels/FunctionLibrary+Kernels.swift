import ExactArithmetic
import SymbolicExpressions

extension FunctionLibrary {
  /// The elementary functions, `kappa(n, x)` (also written κ₂(x) or kappa2(x)), f = h = κ₁, and
  /// `dual(NAME; a, b, c)`, `dual_derivative(NAME; a, b, c)` and `dual_mean(NAME; a)`.
  public static let kernels: FunctionLibrary = {
    var library = FunctionLibrary.elementary
    library.add(
      "kappa",
      Family(
        parameters: 1, accepted: "an order from 0 to \(ArcCosineDerivation.largestOrder)",
        member: { parameters in
          (0...ArcCosineDerivation.largestOrder).contains(parameters[0])
            ? .kappa(parameters[0]) : nil
        }))
    for order in 0...99 { library.add("kappa\(order)", .kappa(order)) }
    library.add("f", .kappa(1))
    library.add("h", .kappa(1))
    library.addDuals()
    return library
  }()
}

extension FunctionLibrary {
  /// E[σ(u)σ(v)], E[σ′(u)σ′(v)] and E[σ(u)] for Gaussian u, v of variances a, b and covariance c.
  private mutating func addDuals() {
    add("dual") { reference, arguments in
      reference.dual.map { activation in
        let second = SecondMoments(arguments)
        return ActivationValue(conditions: second.conditions(activation.kernelNeedsVariance)) {
          let entry = activation.kernel(of: second.entries, variance: 1).ij
          return entry.inlined() ?? entry
        }
      }
    }
    add("dual_derivative") { reference, arguments in
      reference.dual.flatMap { activation in
        let second = SecondMoments(arguments)
        guard let kernel = activation.derivativeKernel(of: second.entries, variance: 1) else {
          return .failure(
            ActivationReference.Problem("\(reference) has no derivative that is a function"))
        }
        return .success(
          ActivationValue(conditions: second.conditions(activation.derivativeNeedsVariance)) {
            kernel.ij.inlined() ?? kernel.ij
          })
      }
    }
    add("dual_mean") { reference, arguments in
      reference.dual.map { activation in
        let variance = arguments[0]
        return ActivationValue(
          conditions: [
            SecondMoments.condition(variance, isPositive: activation.kernelNeedsVariance)
          ]
        ) {
          let mean = activation.mean(diagonal: variance, variance: 1)
          return mean.inlined() ?? mean
        }
      }
    }
  }
}

/// Variances a, b and a covariance c as they are typed.
private struct SecondMoments {
  let entries: KernelEntries

  init(_ arguments: [Expression]) {
    entries = KernelEntries(ii: arguments[0], jj: arguments[1], ij: arguments[2])
  }

  typealias Condition = (argument: Expression, domain: Domain, requirement: String)

  static func condition(_ variance: Expression, isPositive: Bool) -> Condition {
    isPositive
      ? (variance, .positive, "the variance is not positive")
      : (variance, .nonnegative, "the variance is negative")
  }

  /// That the matrix is positive semi-definite, as conditions that are easy to decide.
  func conditions(_ needsVariance: Bool) -> [Condition] {
    let (a, b, c) = (entries.ii, entries.jj, entries.ij)
    let graph = a.graph
    let message = "the covariance c has c² > ab"
    let variances =
      [Self.condition(a, isPositive: needsVariance)]
      + (a == b ? [] : [Self.condition(b, isPositive: needsVariance)])
    if let product = (a * b).squareRoot.rationalValue, product.signum >= 0, a.rationalValue != nil {
      return variances + [(c, .closed(-product, product), message)]
    }
    if a == b {
      // c = a is common, on the diagonal.
      return variances + [(a - c, .nonnegative, message), (a + c, .nonnegative, message)]
    }
    return variances + [(a * b - graph.product([(c, 2)]), .nonnegative, message)]
  }
}
