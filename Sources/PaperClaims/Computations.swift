import ArcCosineKernels
import ArchitectureSpaces
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions

/// The exact computations that answer questions about claims.
enum Computations {
  // MARK: One parameterised edge

  /// Derives the kernel of a ReLU edge from its Gaussian integral in two ways, and compares what they
  /// give with h and with the second moment.
  @Sendable static func reluKernel() -> Answer {
    let ways = ArcCosineDerivation.Method.allCases.map {
      ArcCosineDerivation.angular(order: 1, by: $0)
    }
    let graph = ExpressionGraph()
    let rho = graph.variable("rho")
    let derived = ArcCosineDerivation(order: 1).normalizedKernel(rho)
    let printed =
      ((1 - rho * rho).squareRoot + rho * (graph.pi - rho.arccosine)) / graph.pi
    let agrees = ways.allSatisfy { $0 == ways[0] } && derived == printed
    return Answer(
      agrees ? .proved : .refuted,
      details: ["derived: κ₁(ρ) = \(derived.text), by \(ways.count) derivations"])
  }

  /// The diagonal of a parameterised edge's kernel for inputs of any norm, in closed form.
  @Sendable static func reluDiagonal() throws -> Answer {
    let graph = ExpressionGraph()
    let edge = try NetworkGraph(parsing: "2")
    let isKept = try [PropagationRule.varianceOnly, .exact].allSatisfy { rule in
      let kernels = try NetworkKernels(edge, inputs: .symbolic(in: graph), rule: rule)
      return kernels.nngp.ii == graph.variable("Kii") && kernels.nngp.jj == graph.variable("Kjj")
    }
    return Answer(isKept ? .proved : .refuted, details: ["f(K)_ii = Kii in closed form"])
  }

  /// The mean of a parameterised edge's output for K_ii = 1, derived, against √c/2.
  @Sendable static func reluMean() throws -> Answer {
    let graph = ExpressionGraph()
    let kernels = try NetworkKernels(
      NetworkGraph(parsing: "2"), inputs: .unit(correlation: graph.variable("rho")), rule: .exact)
    let printed = graph.integer(2).squareRoot / 2
    return Answer(
      kernels.means.i == printed ? .proved : .refuted,
      counterexample: "K_ii = 1: the mean is \(kernels.means.i.text), not \(printed.text)")
  }

  // MARK: Lemma 3.1

  /// Three unit vectors of the plane, no two parallel, and which connected networks with H = 3 give
  /// them a singular kernel for the plain reason that K⁽ᴴ⁾ is a multiple of K⁽⁰⁾.
  @Sendable static func singularSkips(_ rule: PropagationRule) throws -> Answer {
    let vectors: [[Rational]] = [[1, 0], [0, 1], [Rational(3, 5), Rational(4, 5)]]
    let combination: [Rational] = [3, 4, -5]
    let products = vectors.map { a in vectors.map { b in a[0] * b[0] + a[1] * b[1] } }
    let isSingular = products.allSatisfy { row in
      zip(row, combination).reduce(Rational(0)) { $0 + $1.0 * $1.1 }.isZero
    }
    let areUnit = products.indices.allSatisfy { products[$0][$0] == 1 }
    let areApart = products.indices.allSatisfy { i in
      products.indices.allSatisfy { i == $0 || products[i][$0].magnitude < 1 }
    }
    guard isSingular, areUnit, areApart else { return Answer(.undecided) }
    var counts = Counts()
    var simplest: NetworkGraph?
    for network in NetworkFamily.networks(nodes: 3) {
      if network.pathStatistics.parameterisedCount.signum > 0 {
        counts.holds += 1
        continue
      }
      let graph = ExpressionGraph()
      let rho = graph.variable("rho")
      let kernel = try NetworkKernels(
        network.removingUnreachableParts(), inputs: .unit(correlation: rho), rule: rule
      ).nngp
      guard kernel.ii.rationalValue.map({ $0.signum > 0 }) == true, kernel.ij == kernel.ii * rho
      else {
        counts.undecided += 1
        continue
      }
      counts.fails += 1
      if network.edges.count < simplest?.edges.count ?? .max { simplest = network }
    }
    return Answer(
      counts.verdict, counts: counts,
      counterexample: simplest.map {
        "dag = \($0.digitString ?? ""), inputs (1, 0), (0, 1), (3/5, 4/5): K v = 0 for v = (3, 4, -5)"
      })
  }

  // MARK: Depth against width

  /// The extremes and the frontier of complete(3).
  @Sendable static func frontier() -> Answer {
    let summary = CompleteSpace(nodes: 3).summary()
    guard let depth = summary.effectiveDepth, let width = summary.effectiveWidth else {
      return Answer(.undecided)
    }
    let isAttained = summary.frontier.contains {
      $0.depth == depth.maximum && $0.width == width.maximum
    }
    let points = summary.frontier.map { "(\($0.depth), \($0.width))" }.joined(separator: ", ")
    return Answer(
      isAttained ? .refuted : .proved,
      details: [
        "largest d̄ = \(depth.maximum), largest m̄ = \(width.maximum), "
          + "centres (\(depth.center), \(width.center))",
        "frontier (d̄, m̄): \(points)",
      ])
  }
}

extension Expression {
  /// The closed form in the calculator's own syntax.
  fileprivate var text: String { written(by: TextPrinter()) ?? "" }
}
