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
    library.add("kappa", 0...ArcCosineDerivation.largestOrder) { .kappa($0) }
    library.add("f", .kappa(1))
    library.add("h", .kappa(1))
    library.addDuals()
    return library
  }()
}

extension FunctionLibrary {
  /// E[σ(u)σ(v)], E[σ′(u)σ′(v)] and E[σ(u)] for Gaussian u, v of variances a, b and covariance c, and the
  /// edge of chaos by the variance q of the fixed point.
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
        // Arguments for which the conditions fail may have no form: they are not asked for one here.
        let one = arguments[0].graph.integer(1)
        let unit = KernelEntries(ii: one, jj: one, ij: one - one)
        guard activation.derivativeKernel(of: unit, variance: 1) != nil else {
          return .failure(
            ActivationReference.Problem("\(reference) has no derivative that is a function"))
        }
        return .success(
          ActivationValue(conditions: second.conditions(activation.derivativeNeedsVariance)) {
            let kernel = activation.derivativeKernel(of: second.entries, variance: 1)
            guard let entry = kernel?.ij else { preconditionFailure("\(reference): no derivative") }
            return entry.inlined() ?? entry
          })
      }
    }
    add("critical_weight") { reference, arguments in
      SecondMoments.edgeOfChaos(reference, variance: arguments[0]) { _, slope in slope.reciprocal }
    }
    add("critical_bias") { reference, arguments in
      let variance = arguments[0]
      return SecondMoments.edgeOfChaos(reference, variance: variance) { square, slope in
        variance - square / slope
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

  /// A function of E[σ(u)²] and E[σ′(u)²] for u of the given variance q, by which the edge of chaos is
  /// known: with weight variance w and bias variance b, q = w·E[σ(u)²] + b is a fixed point and
  /// w·E[σ′(u)²] = 1 (Poole et al., 2016; Schoenholz et al., 2017).
  static func edgeOfChaos(
    _ reference: ActivationReference, variance: Expression,
    _ value: @escaping (_ square: Expression, _ slope: Expression) -> Expression
  ) -> Result<FunctionLibrary.ActivationValue, ActivationReference.Problem> {
    reference.dual.flatMap { activation in
      let entries = KernelEntries(ii: variance, jj: variance, ij: variance)
      let needsVariance = activation.kernelNeedsVariance || activation.derivativeNeedsVariance
      // A variance that is none has no form: what follows may divide by 0.
      if let number = variance.rationalValue,
        number.signum < 0 || (needsVariance && number.isZero)
      {
        let failing = condition(variance, isPositive: needsVariance)
        return .success(
          FunctionLibrary.ActivationValue(conditions: [failing]) { variance })
      }
      guard let derivative = activation.derivativeKernel(of: entries, variance: 1)?.ii else {
        return .failure(
          ActivationReference.Problem("\(reference) has no derivative that is a function"))
      }
      let slope = derivative.inlined() ?? derivative
      let square = activation.kernel(of: entries, variance: 1).ii
      return .success(
        FunctionLibrary.ActivationValue(
          conditions: [
            condition(variance, isPositive: needsVariance),
            (slope, .positive, "the activation is constant"),
          ]
        ) { value(square.inlined() ?? square, slope) })
    }
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
