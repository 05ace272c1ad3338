import ExactArithmetic
import KernelComposition
import KernelVocabulary
import NetworkGraphs
import SymbolicExpressions
import Testing
import _TestSupport

@Suite struct KernelFamilyTests {
  /// Every network of complete(3), and some of complete(5), neighbours and others, have the expressions of
  /// `NetworkKernels`.
  @Test(arguments: PropagationRule.allCases)
  func kernelsAreThoseOfNetworks(rule: PropagationRule) throws {
    let graph = ExpressionGraph()
    let inputs = InputPair.unit(correlation: graph.variable("rho"))
    var family = KernelFamily(inputs: inputs, rule: rule)
    var failures = Failures()
    func check(_ digits: String) throws {
      let network = try NetworkGraph(digitString: digits)
      let found = try family.kernel(of: network)
      let expected = try NetworkKernels(network, inputs: inputs, rule: rule).nngp
      failures.check(
        found.ii == expected.ii && found.jj == expected.jj && found.ij == expected.ij, digits)
    }
    func digits(_ rank: Int, rows: Int) -> String {
      var (rest, groups) = (rank, [String]())
      for row in 1...rows {
        var group = ""
        for _ in 0..<row {
          group += "\(rest % 3)"
          rest /= 3
        }
        groups.append(group)
      }
      return groups.joined(separator: "_")
    }
    for rank in 0..<729 { try check(digits(rank, rows: 3)) }
    var random = SplitMix64(seed: 21)
    for _ in 0..<20 {
      // Blocks of equal beginnings: the last row is the most significant part of the rank.
      let beginning = Int.random(in: 0..<59_049, using: &random)
      for _ in 0..<5 {
        try check(digits(beginning + 59_049 * Int.random(in: 0..<243, using: &random), rows: 5))
      }
      try check(digits(Int.random(in: 0..<59_049, using: &random), rows: 4))
    }
    #expect(failures.isEmpty, "\(failures)")
  }
}
