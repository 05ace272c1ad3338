import ExactArithmetic
import FastKernels
import IntervalArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

/// Propagated matrices beside enclosures of the closed forms.
@Suite struct PropagationTruthTests {
  /// The networks' own kernels, for two inputs.
  private struct Reference {
    let program: Program

    init(_ network: NetworkGraph, _ rule: PropagationRule, _ kernel: Kernel) throws {
      let graph = ExpressionGraph()
      let kernels = try NetworkKernels(network, inputs: .symbolic(in: graph), rule: rule)
      let entries = try #require(kernel == .nngp ? kernels.nngp : kernels.ntk)
      program = Program(
        [entries.ii, entries.jj, entries.ij], inputs: ["Kii", "Kjj", "Kij", "Mi", "Mj"])
    }

    /// K_ii, K_jj and K_ij.
    func values(_ inputs: [Double]) -> [Interval] {
      let precision = Precision(160)
      return program.evaluate(
        inputs.map {
          Interval(BigFloat($0, precision: precision, rounding: .nearestEven))
        }, precision: precision)
    }
  }

  /// Inputs whose 2×2 kernels are exactly representable, correlations of ±1 among them.
  private struct Inputs {
    var matrix: [Double]
    var means: [Double]
    let count: Int

    init(count: Int, withMeans: Bool, generator: inout SplitMix64) {
      self.count = count
      matrix = Array(repeating: 0, count: count * count)
      means = Array(repeating: 0, count: count)
      let sizes = [1, 1, 1, 2, 0.5, 0.75, 1.25]
      let roots: [Double] = (0..<count).map { _ in sizes.randomElement(using: &generator) ?? 1 }
      for i in 0..<count {
        if withMeans { means[i] = [0, 0.5, -0.25, 1].randomElement(using: &generator) ?? 0 }
        for j in i..<count {
          var correlation = i == j ? 1 : Double.random(in: -1...1, using: &generator)
          let shift = Int.random(in: 1...40, using: &generator)
          switch i == j ? 9 : Int.random(in: 0..<8, using: &generator) {
          case 0: correlation = 1
          case 1: correlation = -1
          case 2: correlation = 1 - Double(sign: .plus, exponent: -shift, significand: 1)
          case 3: correlation = -1 + Double(sign: .plus, exponent: -shift, significand: 1)
          case 4: correlation = 0
          default: correlation = Double(Float(correlation))
          }
          // Few enough bits for every product and sum to be exact.
          let centred: Double = correlation * roots[i] * roots[j]
          matrix[i * count + j] = centred + means[i] * means[j]
        }
      }
    }
  }

  private func check(
    _ network: NetworkGraph, _ rule: PropagationRule, _ inputs: Inputs, _ failures: inout Failures
  ) throws {
    for kernel in Kernel.allCases { try check(network, rule, kernel, inputs, &failures) }
  }

  private func check(
    _ network: NetworkGraph, _ rule: PropagationRule, _ kernel: Kernel, _ inputs: Inputs,
    _ failures: inout Failures
  ) throws {
    let plan = try PropagationPlan(network, rule: rule, kernel: kernel)
    let reference = try Reference(network, rule, kernel)
    let count = inputs.count
    var result = inputs.matrix
    let error = result.withUnsafeMutableBufferPointer {
      plan.propagate(inPlace: $0, count: count, means: inputs.means)
    }
    // κ₀ has the slope of a root at ±1, where some of the inputs' correlations are.
    let largest = kernel == .nngp ? 1e-12 : 1e-6
    failures.check(
      error.offDiagonal < largest && error.diagonal < 1e-12, "\(rule) \(kernel): \(error)")
    let precision = Precision(160)
    func bound(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
    }
    for i in 0..<count {
      for j in i + 1..<count {
        let truth = reference.values([
          inputs.matrix[i * count + i], inputs.matrix[j * count + j],
          inputs.matrix[i * count + j], inputs.means[i], inputs.means[j],
        ])
        let allowed = [
          truth[0] * bound(error.diagonal), truth[1] * bound(error.diagonal),
          (truth[0] * truth[1]).squareRoot * bound(error.offDiagonal),
        ]
        let entries = [result[i * count + i], result[j * count + j], result[i * count + j]]
        for k in 0..<3 {
          let difference = (truth[k] - bound(entries[k])).magnitude
          failures.check(
            difference.isLessOrEqual(to: allowed[k]) == .yes,
            "\(rule) \(kernel) (\(i), \(j)) \(k): \(entries[k]), \(truth[k]); \(difference) > \(allowed[k])"
          )
        }
        failures.check(result[j * count + i] == entries[2], "not symmetric")
      }
    }
  }

  @Test(arguments: PropagationRule.allCases)
  func `random networks of the paper's edges`(rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 51)
    var failures = Failures()
    var done = 0
    while done < scaledCount(25) {
      let groups = (1...Int.random(in: 1...5, using: &generator)).map { target in
        (0..<target).map { _ in
          String([0, 1, 2, 2].randomElement(using: &generator) ?? 2)
        }.joined()
      }
      let network = try NetworkGraph(parsing: groups.joined(separator: "_"))
      guard network.isConnected else { continue }
      done += 1
      let inputs = Inputs(
        count: 6, withMeans: done % 2 == 0, generator: &generator)
      try check(network, rule, inputs, &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: PropagationRule.allCases)
  func `random networks with scales, variances and linear edges`(rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 52)
    var failures = Failures()
    let numbers: [Rational] = [1, 2, 3, quotient(1, 2), quotient(1, 3), quotient(7, 5)]
    var done = 0
    while done < scaledCount(25) {
      let nodes = Int.random(in: 2...5, using: &generator)
      var edges: [NetworkGraph.Edge] = []
      for target in 1..<nodes {
        for source in 0..<target {
          let number = numbers.randomElement(using: &generator) ?? 1
          let operation: EdgeOperation
          switch Int.random(in: 0..<5, using: &generator) {
          case 0: continue
          case 1: operation = .skip(scale: number)
          case 2: operation = .parameterised(.identity, variance: number)
          default: operation = .parameterised(.relu, variance: number)
          }
          edges.append(.init(source: source, target: target, operation: operation))
        }
      }
      let network = try NetworkGraph(
        nodeNames: (0..<nodes).map { "\($0)" }, input: 0, output: nodes - 1, edges: edges)
      guard network.isConnected else { continue }
      done += 1
      let inputs = Inputs(
        count: 6, withMeans: done % 2 == 0, generator: &generator)
      try check(network, rule, inputs, &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: PropagationRule.allCases)
  func `random networks with biases and normalised nodes`(rule: PropagationRule) throws {
    var generator = SplitMix64(seed: 56)
    var failures = Failures()
    let numbers: [Rational] = [1, 2, quotient(1, 3), quotient(7, 5)]
    var done = 0
    while done < scaledCount(40) {
      let nodes = Int.random(in: 2...5, using: &generator)
      var edges: [NetworkGraph.Edge] = []
      var normalizations: [Int: Rational] = [:]
      for target in 1..<nodes {
        for source in 0..<target {
          func number() -> Rational { numbers.randomElement(using: &generator) ?? 1 }
          let operation: EdgeOperation
          switch Int.random(in: 0..<5, using: &generator) {
          case 0: continue
          case 1: operation = .skip(scale: number())
          case let k:
            operation = .parameterised(
              .init(
                k == 2 ? .identity : .relu, variance: number(), weightVariance: number(),
                biasVariance: k == 3 ? 0 : number()))
          }
          edges.append(.init(source: source, target: target, operation: operation))
        }
        if Int.random(in: 0..<3, using: &generator) == 0 {
          normalizations[target] = quotient(1, 50)
        }
      }
      let network = try NetworkGraph(
        nodeNames: (0..<nodes).map { "\($0)" }, input: 0, output: nodes - 1, edges: edges,
        normalizations: normalizations)
      guard network.isConnected else { continue }
      done += 1
      let inputs = Inputs(count: 6, withMeans: done % 2 == 0, generator: &generator)
      try check(network, rule, inputs, &failures)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test(arguments: PropagationRule.allCases) func `a chain of 16 layers`(rule: PropagationRule)
    throws
  {
    var generator = SplitMix64(seed: 53)
    var failures = Failures()
    let inputs = Inputs(count: 10, withMeans: false, generator: &generator)
    let digits = (1...16).map { String(repeating: "0", count: $0 - 1) + "2" }
    let network = try NetworkGraph(parsing: digits.joined(separator: "_"))
    try check(network, rule, inputs, &failures)
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Bounds under the exact rule must not grow by a factor with each block.
  @Test(arguments: PropagationRule.allCases) func `a residual network of 12 blocks`(
    rule: PropagationRule
  ) throws {
    var generator = SplitMix64(seed: 55)
    var failures = Failures()
    let inputs = Inputs(count: 6, withMeans: true, generator: &generator)
    // Node 2k + 1 is the ReLU branch of block k and node 2k + 2 its sum with the skip.
    var groups: [String] = []
    for node in 1...24 {
      var digits = Array(repeating: "0", count: node)
      if node % 2 == 1 {
        digits[node - 1] = "2"
      } else {
        digits[node - 1] = "1"
        digits[node - 2] = "1"
      }
      groups.append(digits.joined())
    }
    let network = try NetworkGraph(parsing: groups.joined(separator: "_"))
    try check(network, rule, inputs, &failures)
    #expect(failures.isEmpty, "\(failures)")
  }

  /// Skips of different signs make the diagonal smaller than its terms, and the bound larger.
  @Test func `signed skips under the exact rule`() throws {
    var generator = SplitMix64(seed: 54)
    var failures = Failures()
    let network = try NetworkGraph(
      nodeNames: ["0", "1", "2", "3"], input: 0, output: 3,
      edges: [
        .init(source: 0, target: 1, operation: .relu),
        .init(source: 0, target: 2, operation: .relu),
        .init(source: 1, target: 3, operation: .skip(scale: quotient(-9, 10))),
        .init(source: 2, target: 3, operation: .unitSkip),
      ])
    let inputs = Inputs(count: 8, withMeans: true, generator: &generator)
    try check(network, .exact, inputs, &failures)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `what has no fast kernel is refused and named`() throws {
    func message(_ network: NetworkGraph) -> String {
      do { _ = try PropagationPlan(network, rule: .exact) } catch { return "\(error)" }
      return ""
    }
    func single(_ operation: EdgeOperation, label: String? = nil) throws -> NetworkGraph {
      try NetworkGraph(
        nodeNames: ["in", "out"], input: 0, output: 1,
        edges: [.init(source: 0, target: 1, operation: operation, label: label)])
    }
    let step = ActivationReference.arcCosine(order: 0)
    #expect(
      message(try single(.parameterised(step, variance: 2))).contains(
        "in → out: arc_cosine(0) is not propagated"))
    #expect(message(try single(.relu, label: "nor_conv_3x3")).contains("'nor_conv_3x3'"))
    let huge = Rational(10).power(400)
    #expect(message(try single(.skip(scale: huge))).contains("2^±400"))
    #expect(message(try single(.relu)) == "")
  }

  private func quotient(_ a: Int, _ b: Int) -> Rational { Rational(Integer(a), Integer(b)) }
}
