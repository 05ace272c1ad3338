import ExactArithmetic
import Foundation
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import SymbolicExpressions
import Testing
import _TestSupport

@testable import Statements

/// The kernels of a digit-string network in floating point, from theory alone: the formal
/// combinations of atoms of the exact rule, or sums of kernels.
private struct FloatingKernels {
  var ii = 0.0
  var ij = 0.0
  var ntkii = 0.0
  var ntkij = 0.0

  static func kappa0(_ c: Double) -> Double { (.pi - acos(c)) / .pi }
  static func kappa1(_ c: Double) -> Double {
    ((1 - c * c).squareRoot() + c * (.pi - acos(c))) / .pi
  }

  private struct Atom {
    var ii, ij, mean, ntkii, ntkij: Double
  }

  /// - Parameter means: 1 for the exact rule, 0 without means; nil for the variance-only rule.
  init(_ digits: String, _ rho: Double, means: Double?) {
    var atoms = [Atom(ii: 1, ij: rho, mean: 0, ntkii: 0, ntkij: 0)]
    var nodes: [[Int: Double]] = [[0: 1]]
    func state(_ node: [Int: Double]) -> FloatingKernels {
      var state = FloatingKernels(zero: ())
      for (a, c) in node {
        let weight = means == nil ? c : c * c
        state.ntkii += weight * atoms[a].ntkii
        state.ntkij += weight * atoms[a].ntkij
        state.ii += weight * atoms[a].ii
        state.ij += weight * atoms[a].ij
        for (b, d) in node where a != b {
          state.ii += c * d * atoms[a].mean * atoms[b].mean
          state.ij += c * d * atoms[a].mean * atoms[b].mean
        }
      }
      return state
    }
    for group in digits.split(separator: "_") {
      var node: [Int: Double] = [:]
      for (source, digit) in group.enumerated() where digit != "0" && !nodes[source].isEmpty {
        if digit == "1" {
          node.merge(nodes[source]) { $0 + $1 }
          continue
        }
        let k = state(nodes[source])
        let c = min(1, max(-1, k.ij / k.ii))
        let slope = FloatingKernels.kappa0(c)
        node[atoms.count] = 1
        atoms.append(
          Atom(
            ii: k.ii, ij: k.ii * FloatingKernels.kappa1(c),
            mean: (means ?? 0) * (k.ii / .pi).squareRoot(), ntkii: k.ii + k.ntkii,
            ntkij: slope * (k.ij + k.ntkij)))
      }
      nodes.append(node)
    }
    self = state(nodes[nodes.count - 1])
    ntkii += ii
    ntkij += ij
  }

  private init(zero: Void) {}
}

@Suite("Functions of networks, against a floating-point computation of their definitions")
struct NetworkFunctionTests {
  static let rules: [(name: String, means: Double?)] = [
    ("variance-only", nil), ("exact", 1), ("exact-without-means", 0),
  ]

  /// The value of `term` for a network and ρ.
  private func enclosure(
    _ term: String, _ network: NetworkGraph, _ rho: Rational
  ) throws -> Interval {
    // The comparison's expression is the term's where z is 0.
    let statement = try Statement(
      "forall dag in complete(3), rho in [-1, 1], z in [0, 1]: \(term) > z")
    let ground = try statement.ground(["dag": .network(network)])
    let precision = Precision(128)
    // A linear absolute value has become a choice, and the value is the extreme over it.
    func value(_ part: Proposition) -> Interval {
      switch part {
      case .atom(let atom):
        Program([atom.expression.substituting(["rho": rho, "z": 0])], inputs: [])
          .evaluate([], precision: precision)[0]
      case .and(let parts): parts.map(value).reduce(value(parts[0]), Interval.minimum)
      case .or(let parts): parts.map(value).reduce(value(parts[0]), Interval.maximum)
      case .constant: .indeterminate(precision: precision)
      }
    }
    return value(ground.formula)
  }

  @Test("Kernel entries and eigenvalues of random networks", arguments: UInt64(0)..<3)
  func kernels(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let space = CompleteSpace(nodes: 3)
    for _ in 0..<12 {
      let rank = Int.random(in: 0..<729, using: &random)
      let network = try #require(space.network(rank: Integer(rank)))
      let digits = try #require(network.digitString)
      let rho = Rational(Int.random(in: -99...99, using: &random)) / 100
      let rhoValue = Double(rho.numerator.asInt ?? 0) / Double(rho.denominator.asInt ?? 1)
      for (rule, means) in Self.rules {
        let expected = FloatingKernels(digits, rhoValue, means: means)
        let references = [
          ("lambda2", expected.ii - abs(expected.ij)), ("Kii", expected.ii),
          ("Kij", expected.ij), ("K", expected.ij), ("NTKii", expected.ntkii),
          ("NTKij", expected.ntkij),
        ]
        for (name, reference) in references {
          let value = try enclosure("\(name)(dag, rho, \(rule))", network, rho)
          #expect(
            near(value, reference),
            "seed \(seed): \(name), \(digits), \(rule), ρ = \(rho): \(value)")
        }
      }
      let polynomial = network.pathPolynomial
      var iterate = rhoValue
      var eq12 = 0.0
      for count in polynomial {
        eq12 += Double(count.asInt ?? 0) * (1 - iterate)
        iterate = FloatingKernels.kappa1(iterate)
      }
      let value = try enclosure("eq12(dag, rho)", network, rho)
      #expect(near(value, eq12), "seed \(seed): eq12, \(digits), ρ = \(rho): \(value)")
    }
  }

  /// Whether the enclosure meets the floating-point value widened by its rounding error.
  private func near(_ value: Interval, _ reference: Double) -> Bool {
    guard let low = Rational(exactly: reference - 1e-12),
      let high = Rational(exactly: reference + 1e-12)
    else { return false }
    return value.overlaps(Interval(lower: low, upper: high, precision: Precision(128)))
  }

  @Test("One grounding composes each kernel once")
  func sharesKernels() throws {
    let network = try NetworkGraph(digitString: "2_21_112")
    func size(_ formula: String) throws -> Int {
      try Statement("forall dag in complete(3), rho in [-1, 1]: \(formula)")
        .ground(["dag": .network(network)]).graph.count
    }
    let one = try size("K(dag, rho, exact) < 9")
    let several = try size(
      "K(dag, rho, exact) < 9 and Kij(dag, rho, exact) < 9 and 9 > K(dag, rho, exact)")
    // A comparison more is a node or two; a composition would be dozens.
    #expect(several <= one + 3)
  }
}
