import Foundation

/// Kernels of a digit string in double precision, written from the definitions alone: shares nothing
/// with the package.
struct FloatingNetwork {
  enum Rule: CaseIterable { case varianceOnly, exact, withoutMeans }

  /// `codes[t − 1][s]` is the code of the edge s → t.
  let codes: [[Int]]

  init(_ text: String) {
    codes = text.split(separator: "_").map { $0.map { $0.wholeNumberValue ?? 0 } }
  }

  init(codes: [[Int]]) { self.codes = codes }

  var text: String { codes.map { $0.map(String.init).joined() }.joined(separator: "_") }

  /// Every labelled network on the nodes 0…H.
  static func all(nodes: Int) -> [FloatingNetwork] {
    let slots = nodes * (nodes + 1) / 2
    var count = 1
    for _ in 0..<slots { count *= 3 }
    return (0..<count).map { number in
      var rest = number
      var digits: [Int] = []
      for _ in 0..<slots {
        digits.insert(rest % 3, at: 0)
        rest /= 3
      }
      return FloatingNetwork(codes: Self.grouped(digits))
    }
  }

  static func random(
    nodes: Int, using generator: inout some RandomNumberGenerator
  ) -> FloatingNetwork {
    let digits = (0..<(nodes * (nodes + 1) / 2)).map { _ in
      Int.random(in: 0...2, using: &generator)
    }
    return FloatingNetwork(codes: grouped(digits))
  }

  private static func grouped(_ digits: [Int]) -> [[Int]] {
    var rest = digits[...]
    var groups: [[Int]] = []
    while !rest.isEmpty {
      groups.append(Array(rest.prefix(groups.count + 1)))
      rest = rest.dropFirst(groups.count)
    }
    return groups
  }

  /// d of every path from 0 to each node.
  var depths: [[Int]] {
    var depths: [[Int]] = [[0]]
    for group in codes {
      depths.append(
        group.enumerated().flatMap { source, code -> [Int] in
          code == 0 ? [] : depths[source].map { $0 + code - 1 }
        })
    }
    return depths
  }

  var isConnected: Bool { !depths[codes.count].isEmpty }
  var hasParameterisedPath: Bool { depths[codes.count].contains { $0 > 0 } }

  static func h(_ rho: Double) -> Double {
    let r = max(-1, min(1, rho))
    return ((1 - r * r).squareRoot() + r * (.pi - acos(r))) / .pi
  }

  /// P − Σ_p h^{d_p}(ρ).
  func eq12(_ rho: Double) -> Double {
    depths[codes.count].reduce(0) { sum, depth in
      sum + 1 - (0..<depth).reduce(rho) { value, _ in Self.h(value) }
    }
  }

  /// K⁽ᴴ⁾ for any Gram matrix of centred inputs.
  func kernel(_ gram: [[Double]], _ rule: Rule) -> [[Double]] {
    rule == .varianceOnly ? summed(gram) : combined(gram, hasMeans: rule == .exact)
  }

  private static func edge(_ k: [[Double]]) -> [[Double]] {
    k.indices.map { i in
      k.indices.map { j in
        let scale = (k[i][i] * k[j][j]).squareRoot()
        return i == j ? k[i][i] : scale * h(k[i][j] / scale)
      }
    }
  }

  private func summed(_ gram: [[Double]]) -> [[Double]] {
    let count = gram.count
    var kernels: [[[Double]]?] = [gram]
    for group in codes {
      var sum: [[Double]]?
      for (source, code) in group.enumerated() where code != 0 {
        guard let from = kernels[source] else { continue }
        let term = code == 2 ? Self.edge(from) : from
        var total = sum ?? Array(repeating: Array(repeating: 0, count: count), count: count)
        for i in 0..<count { for j in 0..<count { total[i][j] += term[i][j] } }
        sum = total
      }
      kernels.append(sum)
    }
    return kernels[codes.count] ?? []
  }

  private func combined(_ gram: [[Double]], hasMeans: Bool) -> [[Double]] {
    let count = gram.count
    var second = [gram]
    var means = [Array(repeating: 0.0, count: count)]
    var nodes: [[Int: Double]] = [[0: 1]]
    func kernel(_ atoms: [Int: Double]) -> [[Double]] {
      (0..<count).map { i in
        (0..<count).map { j in
          var sum = 0.0
          for (a, c) in atoms {
            for (b, d) in atoms {
              sum += c * d * (a == b ? second[a][i][j] : means[a][i] * means[b][j])
            }
          }
          return sum
        }
      }
    }
    for group in codes {
      var atoms: [Int: Double] = [:]
      for (source, code) in group.enumerated() where code != 0 && !nodes[source].isEmpty {
        if code == 1 {
          atoms.merge(nodes[source], uniquingKeysWith: +)
        } else {
          let from = kernel(nodes[source])
          atoms[second.count] = 1
          second.append(Self.edge(from))
          means.append((0..<count).map { hasMeans ? (from[$0][$0] / .pi).squareRoot() : 0 })
        }
      }
      nodes.append(atoms)
    }
    return kernel(nodes[codes.count])
  }

  /// K_ii and K_ij of two unit inputs.
  func pair(_ rho: Double, _ rule: Rule) -> (ii: Double, ij: Double) {
    let k = kernel([[1, rho], [rho, 1]], rule)
    return (k[0][0], k[0][1])
  }

  func lambda2(_ rho: Double, _ rule: Rule) -> Double {
    let (ii, ij) = pair(rho, rule)
    return ii - abs(ij)
  }

  /// Whether Remark 3.3 fails, by the structural condition that the catalogue proves: atoms as sets,
  /// a node affected if two parameterised atoms meet or an atom leaves an affected node.
  var meansMatter: Bool {
    var atoms: [Set<Int>] = [[0]]
    var sources = [0]
    var affected = [false]
    for group in codes {
      var own: Set<Int> = []
      for (source, code) in group.enumerated() where code != 0 && !atoms[source].isEmpty {
        if code == 1 {
          own.formUnion(atoms[source])
        } else {
          own.insert(sources.count)
          sources.append(source)
        }
      }
      let parameterised = own.subtracting([0])
      atoms.append(own)
      affected.append(
        parameterised.count >= 2 || parameterised.contains { affected[sources[$0]] })
    }
    let output = atoms[codes.count].subtracting([0])
    if output.contains(where: { affected[sources[$0]] }) { return true }
    return affected[codes.count] && pair(-1, .withoutMeans).ij < -1e-9
  }
}

/// Correlations in [−1, 1), not all of them dyadic.
let correlations: [Double] = (-8...7).map { Double($0) / 8 } + [-0.725, 0.333, 0.99]
