import ExactArithmetic
import Foundation
import IntervalArithmetic
import ReferenceTables
import Testing
import _TestSupport

@Suite("Correct rounding")
struct CorrectRoundingTests {
  /// Rows of a file made by mpmath, grouped by what one table holds.
  private static func golden() throws -> [[String]: [(x: String, value: String)]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/correctly-rounded.csv")
    var groups: [[String]: [(x: String, value: String)]] = [:]
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where line.hasPrefix("\"") {
      let end = try #require(line.dropFirst().firstIndex(of: "\""))
      let function = String(line[line.index(after: line.startIndex)..<end])
      let cells = line[line.index(end, offsetBy: 2)...].split(separator: ",").map(String.init)
      groups[[function, cells[0], cells[1]], default: []].append((cells[2], cells[3]))
    }
    return groups
  }

  @Test func agreesWithOtherArithmetic() throws {
    let groups = try Self.golden()
    #expect(groups.count == 8 * 4 * 4)
    var failures = Failures()
    var rows = 0
    for (key, expected) in groups {
      let table = try TableFixture.table(
        key[0], ["list:" + expected.map(\.x).joined(separator: ",")], type: key[1],
        rounding: TableFixture.rounding(key[2]))
      #expect(table.count == expected.count)
      for ((x, value), found) in zip(expected, try table.exactTexts()) {
        failures.check(found == value, "\(key) at \(x): \(found), not \(value)")
        rows += 1
      }
    }
    #expect(rows > 2500)
    #expect(failures.isEmpty, "\(failures)")
  }

  /// κ₁ by the half-angle, with ρ = cos θ: sin(θ/2) = √((1 − ρ)/2), to 300 bits.
  private static func kappa1(_ x: BigFloat) -> BigFloat {
    let p = Precision(300)
    let one = BigFloat(1, precision: p, rounding: .nearestEven)
    let s = one.subtracting(x, precision: p, rounding: .nearestEven)
      .squareRoot(precision: p, rounding: .nearestEven)
    let c = one.adding(x, precision: p, rounding: .nearestEven)
      .squareRoot(precision: p, rounding: .nearestEven)
    // π − θ = 2·atan2(√(1 + ρ), √(1 − ρ)), without cancellation near −1.
    let rest = BigFloat.atan2(c, s, precision: p, rounding: .nearestEven)
      .scaled(byPowerOfTwo: 1, precision: p, rounding: .nearestEven)
    return s.multiplied(by: c, precision: p, rounding: .nearestEven)
      .adding(
        x.multiplied(by: rest, precision: p, rounding: .nearestEven), precision: p,
        rounding: .nearestEven
      )
      .divided(
        by: .pi(precision: p, rounding: .nearestEven), precision: p, rounding: .nearestEven)
  }

  /// Whether a result is the right one, by the definition of the rounding: neighbours are those of
  /// Swift's types, and the middle of two is exact in binary64.
  private static func isRight<T: BinaryFloatingPoint>(
    _ result: T, _ truth: BigFloat, _ rounding: Rounding
  ) -> Bool {
    func exact(_ value: Double) -> BigFloat {
      BigFloat(value, precision: Precision(53), rounding: .nearestEven)
    }
    let (below, here, above) = (Double(result.nextDown), Double(result), Double(result.nextUp))
    switch rounding {
    case .up: return exact(below) < truth && truth <= exact(here)
    case .down, .towardZero: return exact(here) <= truth && truth < exact(above)
    default:
      return exact((below + here) / 2) < truth && truth < exact((here + above) / 2)
    }
  }

  /// Every binary16 number in the domain, to three types.
  @Test(arguments: ["binary16", "bfloat16", "binary32"])
  func allHalfPrecisionInputs(_ type: String) throws {
    var failures = Failures()
    for rounding in [Rounding.nearestEven, .up, .down] {
      let table = try TableFixture.table(
        "f(rho)", rounding == .nearestEven ? ["binary16:all"] : ["uniform:-1:1:3001"],
        type: type, rounding: rounding, input: type == "bfloat16" ? .binary32 : nil)
      if rounding == .nearestEven { #expect(table.count == 2 * 0x3C01) }
      for (x, value) in try table.rows() {
        guard case .bits(let bits) = value else { continue }
        // κ₁(±1) are numbers of every type, and the only rational values.
        if x == 1 || x == -1 {
          failures.check(table.target.type.text(value) == (x == 1 ? "1.0" : "0.0"), "at \(x)")
          continue
        }
        let truth = Self.kappa1(BigFloat(x, precision: Precision(300), rounding: .nearestEven))
        let right =
          switch type {
          case "binary16": Self.isRight(Float16(bitPattern: UInt16(bits)), truth, rounding)
          case "binary32":
            Self.isRight(Float(bitPattern: UInt32(bits)), truth, rounding)
          default: Self.isRight(BFloat16(bits), truth, rounding)
          }
        failures.check(right, "\(type) \(rounding) at \(x)")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  private static func isRight(_ result: BFloat16, _ truth: BigFloat, _ rounding: Rounding) -> Bool {
    let values = [-1, 0, 1].map { Double(Float(bitPattern: UInt32(result.bits + $0) << 16)) }
    func exact(_ value: Double) -> BigFloat {
      BigFloat(value, precision: Precision(53), rounding: .nearestEven)
    }
    switch rounding {
    case .up: return exact(values[0]) < truth && truth <= exact(values[1])
    case .down: return exact(values[1]) <= truth && truth < exact(values[2])
    default:
      return exact((values[0] + values[1]) / 2) < truth
        && truth < exact((values[1] + values[2]) / 2)
    }
  }

  /// A positive bfloat16 number: the upper half of a `Float`.
  private struct BFloat16 {
    let bits: Int
    init(_ bits: UInt64) { self.bits = Int(bits) }
  }

  /// The kept worst cases are as hard as the file says: at 53 + 20 bits the rounding is still open.
  @Test func worstCasesAreHard() throws {
    let values = try Grid.points(of: [.worstCases], format: .binary64)
    #expect(values.count >= 40)
    let precision = Precision(53 + 19)
    let names = WorstCases.text.split(separator: "\n").filter {
      $0.hasPrefix("0x") || $0.hasPrefix("-")
    }
    #expect(names.count == values.count)
    for (row, line) in names.enumerated() where line.contains("kappa_1") {
      let truth = Self.kappa1(
        BigFloat(values.rational(row), precision: Precision(300), rounding: .nearestEven))
      // Rounded to 72 bits the value is a number or the middle of two: its last 18 bits are zeros.
      let short = truth.rounded(to: precision, rounding: .nearestEven)
      let middle = short.rounded(to: Precision(54), rounding: .nearestEven)
      #expect(short == middle, "\(line)")
    }
  }

  @Test func exactValuesAndTies() throws {
    let tie = try TableFixture.table(
      "1 + x", ["list:0x1p-53,0x3p-53,-0x1p-54,0x1p-60"], type: "binary64")
    #expect(
      try tie.exactTexts()
        == ["0x1p0", "0x1.0000000000002p0", "0x1p0", "0x1p0"])
    let up = try TableFixture.table(
      "1 + x", ["list:0x1p-53,0,0x1p-60"], type: "binary64", rounding: .up)
    #expect(
      try up.exactTexts()
        == ["0x1.0000000000001p0", "0x1p0", "0x1.0000000000001p0"])
    // Rational values that interval arithmetic alone cannot see: κ₀(1/2) = 2/3, κ₂'s closed form.
    for rounding in [Rounding.up, .down, .nearestEven] {
      let half = try TableFixture.table(
        "3*kappa(0, x)", ["list:1/2,-1/2,0"], type: "binary64", rounding: rounding)
      #expect(try half.texts() == ["2.0", "1.0", "1.5"])
    }
    let zero = try TableFixture.table("x - x", ["list:1"], type: "binary64", rounding: .down)
    #expect(try zero.exactTexts() == ["0x0p0"])
  }

  @Test func decimals() throws {
    let table = try TableFixture.table(
      "f(x)", ["list:-1,0,1/3,1"], type: "decimal:25", exact: true)
    #expect(
      try table.texts() == [
        "0", "0.3183098861837906715377675", "0.5028299213754995997947812",
        "1.000000000000000000000000",
      ])
    let up = try TableFixture.table(
      "x", ["list:1/8"], type: "decimal:2", rounding: .up, exact: true)
    let even = try TableFixture.table("x", ["list:1/8,3/8"], type: "decimal:2", exact: true)
    #expect(try up.texts() == ["0.13"])
    #expect(try even.texts() == ["0.12", "0.38"])
  }

  @Test func undecidedAndUndefinedAreErrors() throws {
    #expect {
      // Machin's formula for π/4, which is not recognised.
      try TableFixture.table(
        "4*atan(1/5) - atan(1/239) - pi/4", ["list:1/2"], type: "binary32")
    } throws: { ($0 as? ReferenceFailure)?.isUndecided == true }
    #expect {
      try TableFixture.table("acos(x)", ["list:1/2,3/2"], type: "binary32")
    } throws: { error in
      guard case .undefined(let term, let point, _)? = error as? ReferenceFailure else {
        return false
      }
      return term == "acos(x)" && point == "1.5"
    }
    #expect(throws: ReferenceFailure.severalVariables(["x", "y"])) {
      try ReferenceFunction("x + y")
    }
    // A grid of all numbers leaves out those at which the function is undefined.
    let roots = try TableFixture.table("sqrt(x)", ["bfloat16:all"], type: "bfloat16")
    #expect(roots.count == 0x7F80 + 1)
  }
}
