import ExactArithmetic
import NetworkGraphs
import _TestSupport

/// Networks and inputs at random.
struct RandomCase {
  let network: NetworkGraph
  /// Two inputs of four coordinates, whose means (1/√4) Σ_k x_k are rational.
  let rows: [[Rational]]
  /// The correlation of two unit inputs.
  let correlation: Rational

  /// Whether every edge is a skip, linear or ReLU.
  var isPropagated: Bool {
    network.edges.allSatisfy { edge in
      switch edge.operation {
      case .skip: true
      case .parameterised(let layer):
        layer.activation == .relu || layer.activation == .identity
      }
    }
  }

  init(from generator: inout SplitMix64) throws {
    var network = try Self.network(from: &generator)
    while !network.isConnected { network = try Self.network(from: &generator) }
    self.network = network
    var rows: [[Rational]] = []
    for _ in 0..<2 {
      let row = (0..<4).map { _ in Rational(Int.random(in: -6...6, using: &generator)) / 2 }
      rows.append(row.allSatisfy(\.isZero) ? [1, 0, -2, 3] : row)
    }
    self.rows = rows
    correlation = Rational(Int.random(in: -63...63, using: &generator)) / 64
  }

  private static func network(from generator: inout SplitMix64) throws -> NetworkGraph {
    let count = Int.random(in: 2...6, using: &generator)
    var edges: [NetworkGraph.Edge] = []
    for target in 1..<count {
      for source in 0..<target {
        let operation: EdgeOperation
        switch Int.random(in: 0..<9, using: &generator) {
        case 0, 1: continue
        case 2: operation = .unitSkip
        case 3: operation = .skip(scale: Rational(Int.random(in: 1...4, using: &generator)) / 3)
        case 4: operation = .skip(scale: Rational(-1) / 2)
        case 5: operation = .parameterised(.identity, variance: Rational(2) / 5)
        case 6: operation = .parameterised(.relu, variance: Rational(7) / 3)
        case 7:
          operation =
            Bool.random(using: &generator)
            ? .relu : .parameterised(.arcCosine(order: 2), variance: 1)
        default: operation = .relu
        }
        edges.append(.init(source: source, target: target, operation: operation))
      }
    }
    return try NetworkGraph(
      nodeNames: (0..<count).map { "\($0)" }, input: 0, output: count - 1, edges: edges)
  }
}
