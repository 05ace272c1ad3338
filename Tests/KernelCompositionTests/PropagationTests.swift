import CFastKernels
import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import Testing
import _TestSupport

@testable import FastKernels

@Suite struct PropagationTests {
  /// Unit inputs with random correlations.
  private func matrix(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count * count).map { index in
      index % (count + 1) == 0 ? 1 : Double.random(in: -1...1, using: &generator)
    }
  }

  private func network(_ edges: [(Int, Int, EdgeOperation)]) throws -> NetworkGraph {
    let last = edges.map(\.1).max() ?? 0
    return try NetworkGraph(
      nodeNames: (0...last).map { "\($0)" }, input: 0, output: last,
      edges: edges.map { NetworkGraph.Edge(source: $0.0, target: $0.1, operation: $0.2) })
  }

  private func chain(depth: Int) throws -> NetworkGraph {
    try network((0..<depth).map { ($0, $0 + 1, .relu) })
  }

  private var sample: NetworkGraph {
    get throws {
      try network([
        (0, 1, .relu), (0, 2, .skip(scale: Rational(1, 2))),
        (1, 2, .parameterised(.relu, variance: 1)),
        (0, 3, .parameterised(.identity, variance: 3)), (1, 3, .skip(scale: -1)), (2, 3, .relu),
      ])
    }
  }

  private func propagated(
    _ network: NetworkGraph, _ rule: PropagationRule, _ matrix: [Double],
    kernel: Kernel = .nngp, means: [Double]? = nil, threads: Int = 1
  ) throws -> ([Double], PropagationError) {
    let plan = try PropagationPlan(network, rule: rule, kernel: kernel)
    var result = matrix
    let count = Int(Double(matrix.count).squareRoot())
    let error = result.withUnsafeMutableBufferPointer {
      plan.propagate(inPlace: $0, count: count, means: means, threads: threads)
    }
    return (result, error)
  }

  @Test func `one layer is κ₁ and keeps the diagonal`() throws {
    let start = matrix(37, seed: 1)
    let (result, error) = try propagated(chain(depth: 1), .varianceOnly, start)
    for i in 0..<37 {
      #expect(result[i * 38] == 1)
      for j in 0..<37 where j > i {
        #expect(result[i * 37 + j] == FastKernel.kappa1(start[i * 37 + j]))
        #expect(result[j * 37 + i] == result[i * 37 + j])
      }
    }
    #expect(error.diagonal == 0 && error.offDiagonal > 0 && error.offDiagonal < 0x1p-49)
  }

  @Test(arguments: PropagationRule.compared)
  func `threads, pieces and the lower triangle make no difference`(rule: PropagationRule) throws {
    let count = 601
    let start = matrix(count, seed: 2)
    var other = start
    for i in 0..<count { for j in 0..<i { other[i * count + j] = .nan } }
    let (one, _) = try propagated(sample, rule, start)
    let (two, _) = try propagated(sample, rule, other, threads: 2)
    #expect(one == two)
    #expect(one.allSatisfy { $0.isFinite })
    let small = [start[0], start[1], start[count], start[count + 1]]
    let (corner, _) = try propagated(sample, rule, small)
    #expect(corner == [one[0], one[1], one[count], one[count + 1]])
  }

  @Test(arguments: PropagationRule.compared) func `portable code gives the same bits`(
    rule: PropagationRule
  )
    throws
  {
    let plan = try PropagationPlan(sample, rule: rule)
    var one = matrix(90, seed: 3)
    var two = one
    let tolerance = 0x1p-40
    let first = one.withUnsafeMutableBufferPointer {
      plan.run($0, count: 90, means: nil, threads: 2, tolerance: tolerance, code: Code.best)
    }
    let second = two.withUnsafeMutableBufferPointer {
      plan.run(
        $0, count: 90, means: nil, threads: 1, tolerance: tolerance,
        code: kernelcalc_portable_code)
    }
    #expect(one == two && first == second)
  }

  @Test(arguments: PropagationRule.compared) func `floats are the doubles, rounded`(
    rule: PropagationRule
  ) throws {
    let plan = try PropagationPlan(sample, rule: rule)
    var singles = matrix(50, seed: 4).map(Float.init)
    let (doubles, exact) = try propagated(sample, rule, singles.map(Double.init))
    let error = singles.withUnsafeMutableBufferPointer { plan.propagate(inPlace: $0, count: 50) }
    #expect(singles == doubles.map(Float.init))
    #expect(error.offDiagonal > exact.offDiagonal && error.offDiagonal < 0x1p-23)
  }

  @Test func `rounded correlations of 1 count as 1 and impossible ones are NaN`() throws {
    let chain = try self.chain(depth: 3)
    let (near, _) = try propagated(chain, .exact, [1, 1 + 0x1p-45, 0, 1])
    #expect(near == [1, 1, 1, 1])
    let (far, _) = try propagated(chain, .exact, [1, 1.5, 0, 1])
    #expect(far[1].isNaN && far[2].isNaN && far[0] == 1 && far[3] == 1)
    let (negative, error) = try propagated(chain, .varianceOnly, [-1, 0.5, 0, 1])
    #expect(negative[1].isNaN && error.offDiagonal == .infinity)
  }

  @Test func `zero inputs have zero kernels`() throws {
    for rule in PropagationRule.compared {
      let (result, error) = try propagated(sample, rule, [0, 0, 0, 0, 1, 0.25, 0, 0.25, 1])
      #expect(result.prefix(3).allSatisfy { $0 == 0 } && result[4] > 0 && error.offDiagonal < 1)
    }
  }

  @Test func `empty and single matrices`() throws {
    let (empty, _) = try propagated(sample, .exact, [])
    #expect(empty.isEmpty)
    let (single, _) = try propagated(chain(depth: 2), .exact, [3])
    #expect((single[0] - 3).magnitude < 1e-14)
  }

  @Test func `a deep chain has a finite bound and one too deep to matter has none`() throws {
    let (deep, error) = try propagated(chain(depth: 4000), .varianceOnly, [1, -1, 0, 1])
    #expect(deep[1] > 0.99 && deep[1] < 1 && error.offDiagonal < 1e-11)
    let (_, lost) = try propagated(chain(depth: 400), .exact, [0x1p-500, 0, 0, 1])
    #expect(lost.offDiagonal == .infinity)
  }

  @Test func `impossible networks are refused with a reason`() throws {
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return ""
    }
    let cancels = try network([
      (0, 1, .unitSkip), (0, 2, .skip(scale: -1)), (1, 2, .unitSkip),
    ])
    #expect(message { _ = try PropagationPlan(cancels, rule: .exact) }.contains("cancel"))
    #expect(message { _ = try PropagationPlan(cancels, rule: .varianceOnly) } == "")
    let unconnected = try NetworkGraph(parsing: "0")
    let huge = try network([
      (0, 1, .skip(scale: Rational(2).power(300))), (1, 2, .skip(scale: Rational(2).power(300))),
    ])
    for rule in PropagationRule.allCases {
      #expect(message { _ = try PropagationPlan(unconnected, rule: rule) }.contains("no path"))
      #expect(message { _ = try PropagationPlan(huge, rule: rule) }.contains("2^±400"))
    }
  }
}
