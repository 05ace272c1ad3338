import CLinearAlgebra
import DataFiles
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import Testing
import _TestSupport

@testable import KernelSpectra

@Suite("Double precision with proven bounds")
struct FloatTests {
  private static let ops = ["0", "1", "2"]

  /// A random network in the paper's digits.
  private static func network(_ random: inout SplitMix64, nodes: Int) -> String {
    (1...nodes).map { node in
      (0..<node).map { _ in ops[Int(random.next() % 3)] }.joined()
    }.joined(separator: "_")
  }

  /// Rows of small integers, or of doubles with all their bits; some nearly parallel, equal or opposite.
  private static func inputs(
    _ random: inout SplitMix64, count: Int, dimension: Int, small: Bool
  ) throws -> ExactTable {
    var rows = try (0..<count).map { _ in
      try (0..<dimension).map { _ -> Rational in
        if small { return Rational(Int(random.next() % 19) - 9) }
        let value = Double(random.next() >> 11) * 0x1p-53 * (random.next() % 2 == 0 ? 1 : -3)
        return try unwrapped(Rational(exactly: value))
      }
    }
    if count > 4 {
      rows[1] = rows[0]
      rows[1][0] += Rational(1, 1_000_000_000_000)
      rows[2] = rows[3].map { -$0 }
      rows[4] = rows[3].map { $0 * Rational(2, 3) }
    }
    return ExactTable(rows: rows)
  }

  @Test func entriesAreWithinTheirBounds() throws {
    var random = SplitMix64(seed: 12)
    var checked = 0
    for round in 0..<60 {
      let dag = Self.network(&random, nodes: 1 + round % 4)
      let table = try Self.inputs(&random, count: 9, dimension: 4, small: round % 2 == 0)
      let rule: PropagationRule = round % 3 == 0 ? .varianceOnly : .exact
      for kernel in Kernel.allCases {
        let problem = try SpectrumProblem(
          try NetworkGraph(parsing: dag), rule: rule, kernel: kernel,
          inputs: try KernelInputs(
            table, normalizing: round % 5 == 0, means: round % 7 == 0 ? .data : .zero))
        if problem.isZero { continue }
        #expect(problem.evaluation.kernel.floatProgram != nil, "\(dag)")
        let gram = try FloatGram(problem, threads: 2, keepingErrors: true) { _, _ in }
        let errors = try unwrapped(gram.errors)
        let level = problem.evaluation.level(Precision(300))
        for i in 0..<9 {
          for j in i..<9 {
            let truth = problem.evaluation.entry(i, j, level)
            let distance =
              (truth
              - Interval(
                BigFloat(
                  gram.entry(i, j), precision: Precision(64), rounding: .nearestEven))).magnitude
            let bound = BigFloat(Double(errors[i, j]), precision: Precision(64), rounding: .up)
            #expect(distance.lower <= bound, "\(dag) \(rule) \(kernel) \(i) \(j)")
            let size = (gram.diagonal[i] * gram.diagonal[j]).squareRoot()
            #expect(Double(errors[i, j]) <= 0x1p-42 * size, "\(dag) \(i) \(j)")
            checked += 1
          }
        }
      }
    }
    #expect(checked > 3_000)
  }

  /// Networks whose kernels are no sums and products of κ₀ and κ₁.
  @Test func otherActivations() throws {
    let network = try NetworkGraph(
      nodeNames: ["x", "y"], input: 0, output: 1,
      edges: [
        .init(source: 0, target: 1, operation: .parameterised(.arcCosine(order: 2), variance: 2))
      ])
    var random = SplitMix64(seed: 5)
    let inputs = try KernelInputs(
      try Self.inputs(&random, count: 7, dimension: 3, small: false))
    let problem = try SpectrumProblem(network, rule: .exact, kernel: .nngp, inputs: inputs)
    #expect(problem.evaluation.kernel.floatProgram == nil)
    try expectOverlap(problem)
  }

  /// Biases, normalised nodes and other closed forms: double precision where there is a program for it.
  @Test(
    arguments: [
      "0-relu(w=3/2,b=1/10)>1 1-2>2", "0-2>1 1-1>2 2-1>3 2-relu(b=1)>4 1-1>4 3-1>4 2:ln(1/20)",
      "0-erf(c=1,w=2,b=1/4)>1 1-gelu>2 1-1>3 2-1>3 1:ln(1/100)",
      "0-identity(b=1)>1 1-relu>2 2:ln(1)",
    ], Kernel.allCases)
  func generalEdges(dag: String, kernel: Kernel) throws {
    var random = SplitMix64(seed: 16)
    let inputs = try KernelInputs(try Self.inputs(&random, count: 7, dimension: 3, small: false))
    for rule in PropagationRule.allCases {
      let problem = try SpectrumProblem(
        NetworkGraph(parsing: dag), rule: rule, kernel: kernel, inputs: inputs)
      #expect((problem.evaluation.kernel.floatProgram == nil) == dag.contains("erf"))
      try expectOverlap(problem, dag)
    }
  }

  private func expectOverlap(_ problem: SpectrumProblem, _ name: String = "") throws {
    let fast = try problem.spectrum(SpectrumOptions(digits: 6, arithmetic: .float64))
    let slow = try problem.spectrum(SpectrumOptions(digits: 12, arithmetic: .multiprecision))
    #expect(fast.smallest.overlaps(slow.smallest), "\(name)")
    #expect(fast.largest.overlaps(slow.largest), "\(name)")
    if let a = fast.bestPair, let b = slow.bestPair {
      #expect(a.value.overlaps(b.value), "\(name): \(a.value) \(b.value)")
    }
  }

  @Test func spectraAgreeWithMultiprecision() throws {
    var random = SplitMix64(seed: 77)
    for round in 0..<40 {
      let dag = Self.network(&random, nodes: 1 + round % 4)
      let table = try Self.inputs(
        &random, count: 2 + round % 12, dimension: 1 + round % 6, small: round % 2 == 0)
      let problem = try SpectrumProblem(
        try NetworkGraph(parsing: dag), rule: round % 3 == 0 ? .varianceOnly : .exact,
        kernel: round % 2 == 0 ? .nngp : .ntk, inputs: try KernelInputs(table))
      try expectOverlap(problem, "round \(round): \(dag)")
    }
  }

  @Test(arguments: ReferenceMatrix.all)
  func containTheTruth(reference: ReferenceMatrix) throws {
    let spectrum = try reference.problem().spectrum(
      SpectrumOptions(digits: 6, arithmetic: .float64))
    #expect(spectrum.smallest.contains(decimal: reference.eigenvalues[0]))
    #expect(spectrum.largest.contains(decimal: reference.eigenvalues.last ?? ""))
  }

  /// Matrices of several blocks with the eigenvalues 2 − 2cos(kπ/(n + 1)).
  @Test(arguments: [1, 2, 47, 48, 49, 97, 300])
  func severalBlocks(size: Int) throws {
    let rows = (0..<size).map { i in (0...size).map { Rational($0 == i ? 1 : $0 == i + 1 ? -1 : 0) }
    }
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(ExactTable(rows: rows)))
    let spectrum = try problem.spectrum(SpectrumOptions(digits: 6, arithmetic: .float64))
    let precision = Precision(200)
    func eigenvalue(_ k: Int) -> Interval {
      let angle = Interval.pi(precision: precision).scaled(
        by: Rational(Integer(k), Integer(size + 1)))
      return (Interval(1, precision: precision) - angle.cosine).scaled(by: 2)
    }
    #expect(spectrum.isAccurate)
    #expect(spectrum.smallest.overlaps(eigenvalue(1)))
    #expect(spectrum.largest.overlaps(eigenvalue(size)))
  }

  /// The derivation of the factor's bound, entry by entry: |A − L Lᵀ| ≤ γ_m Σ |l_ik||l_jk|, in exact
  /// arithmetic.
  @Test(arguments: [30, 110])
  func factorsAreWithinTheirBound(size: Int) throws {
    var random = SplitMix64(seed: UInt64(size))
    let table = ExactTable(
      rows: (0..<size).map { _ in
        (0..<size / 2).map { _ in Rational(Int(random.next() % 201) - 100) }
      })
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "2_21_112"), rule: .exact, kernel: .nngp,
      inputs: try KernelInputs(table, normalizing: true))
    let gram = try FloatGram(problem, threads: 2) { _, _ in }
    let shift = 0.001
    #expect(FloatFactor(gram, shift: shift, threads: 2) != nil)
    let precision = Precision(160)
    func exact(_ value: Double) -> Interval {
      Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
    }
    let gamma = RoundingConstants.gamma(FloatFactor.roundings(size), RoundingConstants.double)
    for i in 0..<size {
      for j in 0...i {
        var sum = Interval(0, precision: precision)
        var magnitudes = sum
        for k in 0...j {
          let product =
            exact(gram.entries[i * gram.stride + k]) * exact(gram.entries[j * gram.stride + k])
          sum = sum + product
          magnitudes = magnitudes + product.magnitude
        }
        let entry = i == j ? gram.diagonal[i] - shift : gram.entry(i, j)
        let error = (exact(entry) - sum).magnitude
        #expect(error.lower <= (gamma * magnitudes).upper, "\(i), \(j)")
      }
    }
    // The matrix itself is still there.
    #expect(gram.entry(2, 3) == gram.entry(3, 2) && gram.diagonal[5] > 0)
  }

  /// A matrix that is not positive definite is never said to be, however small its negative eigenvalue.
  @Test func noFalseProofs() throws {
    for size in [5, 60, 130] {
      var random = SplitMix64(seed: UInt64(size))
      let table = ExactTable(
        rows: (0..<size).map { _ in (0..<3).map { _ in Rational(Int(random.next() % 21) - 10) } })
      // Skips alone: rank 3, λ_min = 0.
      let problem = try SpectrumProblem(
        NetworkGraph(parsing: "1"), rule: .exact, kernel: .nngp, inputs: try KernelInputs(table))
      let gram = try FloatGram(problem, threads: 1) { _, _ in }
      for shift in [-1e-9, -1e-12, -1e-14, 0, 1e-14] {
        guard let factor = FloatFactor(gram, shift: shift, threads: 1) else { continue }
        let bound = Interval(BigFloat(shift, precision: Precision(64), rounding: .down))
        #expect((bound - factor.backwardError - gram.errorNorm).lower.sign < 0)
      }
    }
  }

  @Test func quotientsAndSums() throws {
    var random = SplitMix64(seed: 3)
    func number() -> Double {
      Double(
        sign: random.next() % 2 == 0 ? .plus : .minus,
        exponent: Int(random.next() % 60) - 30,
        significand: 1 + Double(random.next() >> 12) * 0x1p-52)
    }
    for count in [0, 1, 3, 4, 5, 64, 333] {
      let x = (0..<count).map { _ in number() }
      var y = (0..<count).map { _ in number() }
      // Cancelling.
      if count > 4 { y[3] = -x[2] * y[2] / x[3] }
      var sum = [0.0, 0.0]
      kcl_dot_twice(x, y, count, &sum)
      let precision = Precision(1_000)
      func exact(_ value: Double) -> Interval {
        Interval(BigFloat(value, precision: precision, rounding: .nearestEven))
      }
      var truth = exact(0)
      var magnitudes = exact(0)
      for k in 0..<count {
        truth = truth + exact(x[k]) * exact(y[k])
        magnitudes = magnitudes + (exact(x[k]) * exact(y[k])).magnitude
      }
      let error = (truth - exact(sum[0]) - exact(sum[1])).magnitude
      let bound = magnitudes * exact(Double((count + 8) * (count + 8)) * 0x1p-105)
      #expect(error.lower <= bound.upper, "\(count)")
    }
  }

  @Test func automaticFallsBack() throws {
    // λ_min of two inputs 1e-12 apart is 1e-24 or so for skips.
    let near = try problem("1", "1,0 1,1e-12")
    let double = try near.spectrum(SpectrumOptions(digits: 6, arithmetic: .float64))
    #expect(!double.isAccurate && double.singular == .undecided)
    #expect(double.smallest.lower.isZero)
    let automatic = try near.spectrum(SpectrumOptions(digits: 6))
    #expect(automatic.isAccurate && automatic.method.contains("MPFR"))
    let far = try problem("2_02", "1,0 3,4 5,1").spectrum(SpectrumOptions(digits: 6))
    #expect(far.isAccurate && far.method.contains("double"))
  }

  /// Where error bounds, which are doubles, would overflow or vanish, one is told to scale.
  @Test(arguments: [SpectrumArithmetic.float64, .multiprecision, .automatic])
  func range(arithmetic: SpectrumArithmetic) throws {
    for rows in ["1e200,0 1e200,1e199", "1e-200,0 1e-200,1e-201"] {
      let problem = try problem("2_02", rows)
      let error = try #require(throws: KernelInputError.self) {
        try problem.spectrum(SpectrumOptions(arithmetic: arithmetic))
      }
      #expect(error.description.contains("scale the inputs"))
    }
    for rows in ["1e50,0 1e50,1e49", "1e-50,0 1e-50,1e-51"] {
      let spectrum = try problem("2_02", rows).spectrum(SpectrumOptions(arithmetic: arithmetic))
      #expect(spectrum.isAccurate && spectrum.singular == .excluded)
    }
    let zero = try problem("2", "0,0 0,0").spectrum(SpectrumOptions(arithmetic: arithmetic))
    #expect(zero.largest.isPoint && zero.largest.lower.isZero && zero.singular == .proved)
  }

  /// The result does not depend on how many threads there are.
  @Test func threads() throws {
    var random = SplitMix64(seed: 9)
    let table = try Self.inputs(&random, count: 60, dimension: 5, small: false)
    let problem = try SpectrumProblem(
      NetworkGraph(parsing: "2_21_112"), rule: .exact, kernel: .ntk,
      inputs: try KernelInputs(table))
    let one = try FloatGram(problem, threads: 1) { _, _ in }
    let four = try FloatGram(problem, threads: 4) { _, _ in }
    for i in 0..<60 {
      for j in 0..<60 { #expect(one.entry(i, j) == four.entry(i, j)) }
    }
  }
}
