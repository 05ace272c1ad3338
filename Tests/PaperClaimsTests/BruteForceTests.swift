import Foundation
import NetworkGraphs
import Testing
import _TestSupport

@testable import PaperClaims

/// The verdicts on each DAG against double precision over a grid of correlations. A difference counts
/// as a failure from 1e-7 on and as none up to 1e-11; none may lie in between.
@Suite("Each DAG in double precision")
struct BruteForceTests {
  static let networks = FloatingNetwork.all(nodes: 3).filter(\.isConnected)

  /// The networks for which `excess` is positive at some correlation.
  static func failing(
    among networks: [FloatingNetwork] = networks,
    _ excess: (FloatingNetwork, Double) -> Double
  ) -> Set<String> {
    var failing: Set<String> = []
    for network in networks {
      let most = correlations.map { excess(network, $0) }.max() ?? 0
      #expect(most > 1e-7 || most < 1e-11, "\(network.text): \(most) tells nothing")
      if most > 1e-7 { failing.insert(network.text) }
    }
    return failing
  }

  /// The networks that the committed certificate of failures of a claim lists, and those of the
  /// certificate of successes.
  static func listed(_ stem: String) throws -> (holds: Set<String>, fails: Set<String>) {
    func networks(_ kind: String) throws -> Set<String> {
      let url = CommittedProofs.folder.appending(path: "Certificates/\(stem).\(kind).cert")
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
      let statement = try #require(text.split(separator: "\n").first { $0.hasPrefix("statement:") })
      let listed = statement.matches(of: /"([012_]+)"/).map { String($0.output.1) }
      #expect(Set(listed).count == listed.count)
      return Set(listed)
    }
    return (try networks("holds"), try networks("fails"))
  }

  private func compare(_ stem: String, _ failing: Set<String>) throws {
    let (holds, fails) = try Self.listed(stem)
    #expect(fails == failing)
    #expect(holds == Set(Self.networks.map(\.text)).subtracting(failing))
  }

  @Test func thereAre662ConnectedNetworks() {
    #expect(Self.networks.count == 662)
  }

  @Test func eq12UpperBound() throws {
    try compare(
      "eq12-upper-bound.variance-only",
      Self.failing { $0.lambda2($1, .varianceOnly) - $0.eq12($1) })
    try compare("eq12-upper-bound.exact", Self.failing { $0.lambda2($1, .exact) - $0.eq12($1) })
  }

  @Test func diagonal() throws {
    func failing(_ rule: FloatingNetwork.Rule) -> Set<String> {
      Self.failing { network, rho in
        abs(network.pair(rho, rule).ii - Double(network.depths[3].count))
      }
    }
    try compare("rules-diagonal.variance-only", failing(.varianceOnly))
    try compare("rules-diagonal.exact", failing(.exact))
  }

  @Test func means() throws {
    let failing = Self.failing {
      abs($0.lambda2($1, .exact) - $0.lambda2($1, .withoutMeans))
    }
    try compare("rem3.3-mean-irrelevant.exact", failing)
    // The structural condition of the catalogue's proof.
    #expect(failing == Set(Self.networks.filter(\.meansMatter).map(\.text)))
  }

  @Test func jensenAndItsEquality() throws {
    func gap(_ network: FloatingNetwork, _ rho: Double) -> Double {
      let (ii, ij) = network.pair(rho, .varianceOnly)
      return ii - ij
    }
    try compare("eq12-jensen.variance-only.h3", Self.failing { $0.eq12($1) - gap($0, $1) })
    try compare(
      "eq12-equal-depth.variance-only.equality-h3",
      Self.failing { abs($0.eq12($1) - gap($0, $1)) })
  }

  /// 121 connected networks have skips only.
  @Test func networksWithoutParameterisedPath() throws {
    let answer = try Computations.singularSkips(.exact)
    let skips = Self.networks.filter { !$0.hasParameterisedPath }.count
    #expect(answer.counts == Counts(holds: Self.networks.count - skips, fails: skips))
  }

  /// The structural conditions decide networks of any size: here of five to seven nodes.
  @Test func structureOfLargerNetworks() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix64(seed: seed)
    var failures = Failures()
    var outcomes: [String: Int] = [:]
    for _ in 0..<scaledCount(400) {
      let network = FloatingNetwork.random(
        nodes: Int.random(in: 3...6, using: &generator), using: &generator)
      guard network.isConnected else { continue }
      let structure = NetworkStructure(try NetworkGraph(parsing: network.text))
      func most(_ excess: (Double) -> Double) -> Double {
        [-1, -0.5, 0, 0.3, 0.7].map(excess).max() ?? 0
      }
      let scale = network.pair(0, .exact).ii
      let conditions: [(String, Bool, Double)] = [
        (
          "balanced", structure.isBalanced,
          most { network.lambda2($0, .varianceOnly) - network.eq12($0) }
        ),
        (
          "exactly balanced", structure.isExactlyBalanced,
          most { network.lambda2($0, .exact) - network.eq12($0) }
        ),
        (
          "plain", structure.keepsDiagonal,
          abs(scale - Double(network.depths[network.codes.count].count))
        ),
      ]
      for (name, holds, excess) in conditions {
        outcomes["\(name) \(holds)", default: 0] += 1
        failures.check(
          holds ? excess < 1e-11 * scale : excess > 1e-9 * scale,
          "\(network.text), \(name): \(holds), but \(excess)")
      }
      for rho in [-1, -0.5, 0, 0.3, 0.7] {
        let tiny = 1e-12 * scale
        let gaps = FloatingNetwork.Rule.allCases.map {
          let (ii, ij) = network.pair(rho, $0)
          return ii - ij
        }
        failures.check(
          gaps.allSatisfy { $0 >= network.eq12(rho) - tiny },
          "\(network.text) at \(rho): K_ii − K_ij lies below Eq. 12")
        failures.check(
          network.lambda2(rho, .exact) >= network.lambda2(rho, .withoutMeans) - tiny,
          "\(network.text) at \(rho): means decrease λ₂")
        failures.check(
          network.pair(rho, .exact).ii >= Double(network.depths[network.codes.count].count) - tiny,
          "\(network.text): K_ii < P")
      }
    }
    #expect(failures.isEmpty, "seed \(seed): \(failures)")
    #expect(outcomes.count == 6, "seed \(seed): \(outcomes)")
  }

  // MARK: Lemma 3.1

  /// The smallest pivot of a symmetric elimination, relative to the diagonal.
  private func smallestPivot(_ matrix: [[Double]]) -> Double {
    var m = matrix
    var smallest = Double.infinity
    for k in m.indices {
      smallest = min(smallest, m[k][k] / matrix[k][k])
      for i in m.indices.dropFirst(k + 1) {
        let factor = m[i][k] / m[k][k]
        for j in m.indices { m[i][j] -= factor * m[k][j] }
      }
    }
    return smallest
  }

  /// Five vectors of the plane, no two parallel: their Gram matrix has rank 2.
  @Test func parameterisedPathsMakeKernelsDefinite() {
    let angles = [0.1, 0.7, 1.4, 2.0, 2.9]
    let gram = angles.map { a in angles.map { b in cos(a - b) } }
    var failures = Failures()
    for network in Self.networks {
      for rule in FloatingNetwork.Rule.allCases {
        let pivot = smallestPivot(network.kernel(gram, rule))
        failures.check(
          network.hasParameterisedPath ? pivot > 1e-9 : abs(pivot) < 1e-12,
          "\(network.text), \(rule): \(pivot)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// ±(1, 0), ±(0, 1), ±(3/5, 4/5) and the edge `2`.
  @Test func antiparallelInputsCanBeSingular() {
    let plane = [[1, 0], [0, 1], [0.6, 0.8]]
    let inputs = plane + plane.map { $0.map { -$0 } }
    let gram = inputs.map { a in inputs.map { b in a[0] * b[0] + a[1] * b[1] } }
    let v = [3.0, 4, -5, -3, -4, 5]
    for rule in FloatingNetwork.Rule.allCases {
      let kernel = FloatingNetwork("2").kernel(gram, rule)
      for row in kernel {
        #expect(abs(zip(row, v).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-14)
      }
    }
  }
}
