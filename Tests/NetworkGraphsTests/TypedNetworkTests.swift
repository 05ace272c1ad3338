import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

/// Edge lists and families, against digit strings written by hand.
@Suite struct TypedNetworkTests {
  @Test(arguments: [
    ("0-2>1 0-1>2 1-2>2", "2_12"), ("0-relu>1 1-skip>2 0-0>2", "2_01"), ("0-0>2", "0_00"),
    ("1-2>2\n 0-2>1 ", "2_02"), ("chain(1)", "2"), (" chain( 3 ) ", "2_02_002"),
    ("resnet(1)", "2"), ("resnet(2)", "2_12"), ("resnet(5)", "2_12_002_0012_00002"),
    ("resnet(4, skip: 3)", "2_02_102_0002"), ("resnet(4, scale: 1, skip: 2)", "2_12_002_0012"),
    ("dense(3)", "2_22_222"),
  ])
  func aNetworkIs(_ text: String, _ digits: String) throws {
    let network = try NetworkGraph(parsing: text)
    #expect(network.digitString == digits)
    #expect(network == (try NetworkGraph(digitString: digits)))
  }

  @Test func aScaleIsThatOfTheSkips() throws {
    let network = try NetworkGraph(parsing: "resnet(4, skip: 2, scale: 1/2)")
    #expect(network.edges.filter { $0.operation == .skip(scale: Rational(1, 2)) }.count == 2)
    #expect(network.edges.filter { $0.operation == .relu }.count == 4)
    #expect(network.edgeList == nil && network.digitString == nil)
  }

  @Test func everySmallNetworkHasAnEdgeList() throws {
    var failures = Failures()
    for network in CompleteSpace(nodes: 3) {
      let text = try #require(network.edgeList)
      failures.check(try NetworkGraph(parsing: text) == network, text)
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func reluIsAnOperationInJSON() throws {
    let text = #"""
      {"input": "a", "output": "b", "edges": [{"from": "a", "to": "b", "op": "relu", "variance": 1}]}
      """#
    let edge = try #require(try NetworkGraph(parsing: text).edges.first)
    #expect(edge.operation == .parameterised(.relu, variance: 1))
  }
}
