import ArcCosineKernels
import ExactArithmetic
import SymbolicExpressions
import Testing
import _TestSupport

/// Polynomials against moments by Stein's recursion, and against their Hermite series.
@Suite struct DualPolynomialTests {
  private func value(_ text: String) throws -> Expression {
    try TermReader(graph: ExpressionGraph(), library: .kernels).read(text).expression
  }

  /// E[u^i v^j] by Stein: E[u·u^{i−1}v^j] = (i−1)a·E[u^{i−2}v^j] + jc·E[u^{i−1}v^{j−1}].
  private func moments(
    _ most: Int, _ a: Rational, _ b: Rational, _ c: Rational
  ) -> [[Rational]] {
    var table = Array(repeating: Array(repeating: Rational(0), count: most + 1), count: most + 1)
    table[0][0] = 1
    for j in stride(from: 2, through: most, by: 2) {
      table[0][j] = Rational(j - 1) * b * table[0][j - 2]
    }
    for i in 1...max(most, 1) where i <= most {
      for j in 0...most {
        var moment: Rational = 0
        if i >= 2 { moment += Rational(i - 1) * a * table[i - 2][j] }
        if j >= 1 { moment += Rational(j) * c * table[i - 1][j - 1] }
        table[i][j] = moment
      }
    }
    return table
  }

  @Test func momentsAgree() throws {
    var generator = SplitMix64(seed: 16)
    var failures = Failures()
    for _ in 0..<scaledCount(40) {
      func number(_ range: ClosedRange<Int>) -> Rational {
        Rational(Integer(Int.random(in: range, using: &generator)), 7)
      }
      let coefficients = (0...Int.random(in: 0...9, using: &generator)).map { _ in number(-20...20)
      }
      let (a, b, r) = (number(0...20), number(0...20), number(-7...7))
      // c² ≤ ab where |c| ≤ min(a, b).
      let c = r * min(a, b)
      let table = moments(coefficients.count, a, b, c)
      func expectation(_ p: [Rational]) -> Rational {
        var sum: Rational = 0
        for i in p.indices { for j in p.indices { sum += p[i] * p[j] * table[i][j] } }
        return sum
      }
      let slope = coefficients.indices.dropFirst().map { Rational($0) * coefficients[$0] }
      let mean = coefficients.indices.reduce(Rational(0)) { $0 + coefficients[$1] * table[$1][0] }
      let name = "polynomial(\(coefficients.map(\.description).joined(separator: ", ")))"
      let found = try [
        "dual(\(name); \(a), \(b), \(c))", "dual_derivative(\(name); \(a), \(b), \(c))",
        "dual_mean(\(name); \(a))",
      ].map { try value($0).rationalValue }
      failures.check(
        found == [expectation(coefficients), expectation(slope), mean],
        "\(name) at \(a), \(b), \(c): \(found)")
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// He_n by Rodrigues' formula in the form He_{n+1} = u·He_n − He_n′, and E = cⁿ, E′ = n·cⁿ⁻¹ at unit
  /// variances.
  @Test(arguments: 0...12) func hermite(_ n: Int) throws {
    let graph = ExpressionGraph()
    let reader = TermReader(graph: graph, library: .kernels)
    let x = graph.variable("x")
    let kernel = try reader.read("dual(hermite(\(n)); 1, 1, x)").expression
    #expect(kernel == x.power(Rational(n)))
    let slope = try reader.read("dual_derivative(hermite(\(n)); 1, 1, x)").expression
    #expect(slope == (n == 0 ? graph.integer(0) : Rational(n) * x.power(Rational(n - 1))))
    let mean = try reader.read("dual_mean(hermite(\(n)); 1)").expression
    #expect(mean.rationalValue == (n == 0 ? 1 : 0))
    var polynomial: [Rational] = [1]
    for _ in 0..<n {
      var next = [0] + polynomial
      for k in polynomial.indices.dropFirst() { next[k - 1] -= Rational(k) * polynomial[k] }
      polynomial = next
    }
    // The same polynomial, not normalised.
    let list = polynomial.map(\.description).joined(separator: ", ")
    let plain = try reader.read("dual(polynomial(\(list)); 3, 2, x)").expression
    let normalised = try reader.read("dual(hermite(\(n)); 3, 2, x)").expression
    #expect(plain == Rational(Integer.factorial(UInt(n))) * normalised)
  }

  /// Σ_l r_l(a)·r_l(b)·ρ^l with r_l(q) = Σ_i c_{2i+l}(2i+l)!·q^{i+l/2}/(2^i·i!·√(l!)), the Hermite series.
  @Test func hermiteSeries() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<scaledCount(20) {
      let p = (0...Int.random(in: 0...8, using: &generator)).map { _ in
        Rational(Integer(Int.random(in: -9...9, using: &generator)), 4)
      }
      // Squares, so that √a and √b are rational.
      let (rootA, rootB) = (
        Rational(Integer(Int.random(in: 1...9, using: &generator)), 5),
        Rational(Integer(Int.random(in: 1...9, using: &generator)), 4)
      )
      let rho = Rational(Integer(Int.random(in: -8...8, using: &generator)), 8)
      func coefficient(_ l: Int, _ root: Rational) -> Rational {
        var sum: Rational = 0
        for i in 0... where 2 * i + l < p.count {
          let n = 2 * i + l
          let ways =
            Rational(Integer.factorial(UInt(n)))
            / Rational(Integer.factorial(UInt(i))) / Rational(2).power(i)
          sum += p[n] * ways * root.power(n)
          if n + 2 >= p.count { break }
        }
        return sum
      }
      var series: Rational = 0
      for l in p.indices {
        series +=
          coefficient(l, rootA) * coefficient(l, rootB) * rho.power(l)
          / Rational(Integer.factorial(UInt(l)))
      }
      let name = "polynomial(\(p.map(\.description).joined(separator: ", ")))"
      let (a, b) = (rootA * rootA, rootB * rootB)
      let found = try value("dual(\(name); \(a), \(b), \(rho * rootA * rootB))").rationalValue
      #expect(found == series, "\(name)")
    }
  }
}
