import CertificateVerification
import ExactArithmetic
import Testing
import _TestSupport

/// Nothing is both proved and refuted: random statements, random leaves, random points.
@Suite struct ContradictionTests {
  /// A random statement of one or two real variables, with a leaf for its domain and points of it.
  private struct Sample {
    let statement: String
    let leaf: String
    let points: [[Rational]]

    init(_ random: inout SplitMix64) {
      let names = Bool.random(using: &random) ? ["x"] : ["x", "y"]
      let sides = names.map { _ in Self.pick(Self.sides, &random) }
      let domain = zip(names, sides).map { "\($0) in [\($1.0),\($1.1)]" }.joined(separator: ", ")
      let term = Self.term(names, depth: Int.random(in: 1...2, using: &random), &random)
      let relation = Self.pick(["<=", ">=", "<", ">"], &random)
      let other = Self.pick(["0", "1", "0*\(names[0])", Self.line(names, &random)], &random)
      statement = "forall \(domain): \(term) \(relation) \(other)"
      let count = Int.random(in: 1...8, using: &random)
      let variable = Int.random(in: 0..<names.count, using: &random)
      let end = Self.pick(["upper", "lower", "upper-angle", "lower-angle"], &random)
      let middle = sides.map { ($0.0 + $0.1) / 2 }
      let place = sides.map { Self.pick([$0.0, $0.1, ($0.0 + $0.1) / 2], &random) }
      let weight = Self.pick(["0", "1/3", "1/2", "1"], &random)
      let one = [
        "natural 64", "derivative 64", "\(end) 96 \(count)", "point 96 \(count) \(place[0])",
      ]
      let two = [
        "derivative 64", "\(end) 96 \(count) \(variable)", "segment 96 \(variable)",
        "diagonal 96 \(count) \(variable) \(1 - variable) \(weight)",
        "ray 96 \(count) \(place.map(\.description).joined(separator: " "))",
        "ray 96 \(count) \(middle.map(\.description).joined(separator: " "))",
      ]
      leaf = Self.pick(names.count == 1 ? one : two, &random)
      points = (0..<24).map { _ in
        sides.map { side in
          let part = Rational(Integer(Int.random(in: 0...16, using: &random)), 16)
          return side.0 + part * (side.1 - side.0)
        }
      }
    }

    private static let sides: [(Rational, Rational)] = [
      (0, 1), (0, Rational(1, 2)), (-1, 1), (Rational(1, 2), 1), (-1, 0), (0, 2),
    ]

    private static func pick<T>(_ list: [T], _ random: inout SplitMix64) -> T {
      list[Int.random(in: list.indices, using: &random)]
    }

    private static func line(_ names: [String], _ random: inout SplitMix64) -> String {
      let name = Self.pick(names, &random)
      let lines = [name, "(\(name)-1/2)", "(1-\(name))", "(\(name)-\(names[0]))", "(\(name)+1)"]
      return Self.pick(lines, &random)
    }

    private static func term(
      _ names: [String], depth: Int, _ random: inout SplitMix64
    ) -> String {
      if depth == 0 { return line(names, &random) }
      let a = term(names, depth: depth - 1, &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0: return "(\(a)*\(term(names, depth: depth - 1, &random)))"
      case 1: return "(\(a)+\(term(names, depth: depth - 1, &random)))"
      case 2: return "(\(a)-\(term(names, depth: depth - 1, &random)))"
      case 3...5:
        let exponents = ["1/2", "3/2", "5/2", "3/4", "5/4", "7/2"]
        let power = Self.pick(["2", "4"], &random)
        return "((\(a))^\(power))^(\(Self.pick(exponents, &random)))"
      case 6: return "abs(\(a))"
      case 7: return "(\(a))^\(Self.pick(["2", "3"], &random))"
      case 8: return "exp(\(a))"
      default:
        let function = Self.pick(["f", "kappa0", "acos", "asin", "sin", "atan"], &random)
        return "\(function)(\(Self.pick(names, &random)))"
      }
    }
  }

  private static func accepts(_ text: String) -> Bool {
    (try? CertificateChecker.check(text)) != nil
  }

  @Test(arguments: 0..<8) func nothingIsProvedAndRefuted(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var proved = 0
    for _ in 0..<scaledCount(60) {
      let sample = Sample(&random)
      let head = "kernelcalc certificate 2\nstatement: \(sample.statement)\n"
      guard Self.accepts("\(head)verdict: proved\ncase\ncover\n\(sample.leaf)\nend\n") else {
        continue
      }
      proved += 1
      for point in sample.points {
        let place = point.map(\.description).joined(separator: " ")
        let isRefuted = Self.accepts("\(head)verdict: refuted\ncase\npoint 64 \(place)\nend\n")
        #expect(!isRefuted, "\(sample.statement): '\(sample.leaf)' and \(place)")
      }
    }
    #expect(proved > 0)
  }
}
