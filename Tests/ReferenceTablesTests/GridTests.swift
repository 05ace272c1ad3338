import ExactArithmetic
import Foundation
import IntervalArithmetic
import ReferenceTables
import Testing

@Suite("Grids")
struct GridTests {
  private func values(_ text: String, _ format: BinaryFormat? = .binary64) throws -> [Rational] {
    let points = try Grid.points(of: [Grid(text)], format: format)
    return (0..<points.count).map(points.rational)
  }

  @Test func uniform() throws {
    #expect(try values("uniform:-1:1:5") == [-1, Rational(-1, 2), 0, Rational(1, 2), 1])
    #expect(try values("uniform:0:1:4", nil) == [0, Rational(1, 3), Rational(2, 3), 1])
    #expect(try values("uniform:1/4:1/4:1") == [Rational(1, 4)])
  }

  @Test func nearEnds() throws {
    let ends = try values("near1:60")
    // 1 − 2⁻⁵³ is a number of binary64, 1 − 2⁻⁵⁴ is not; on the other side likewise.
    #expect(ends.count == 2 * 53)
    #expect(ends.first == Rational(exactly: (-1.0).nextUp))
    #expect(ends.last == Rational(exactly: (1.0).nextDown))
    #expect(ends == ends.sorted())
    #expect(try values("near1:60", nil).count == 120)
  }

  /// Against Foundation's cosine, which is good to an ULP or so.
  @Test func chebyshev() throws {
    let nodes = try values("chebyshev:7")
    #expect(nodes.count == 7 && nodes[3].isZero)
    for (index, node) in nodes.enumerated() {
      let angle = (2 * Double(7 - index) - 1) * Double.pi / 14
      let expected = try #require(Rational(exactly: cos(angle)))
      #expect((node - expected).magnitude < Rational(1, 1_000_000_000_000_000))
    }
    #expect(try values("chebyshev:3", .binary32)[1] == 0)
  }

  @Test func randomPointsAreReproducible() throws {
    let first = try values("random:2000:5")
    #expect(try values("random:2000:5") == first)
    #expect(try values("random:2000:6") != first)
    #expect(first.allSatisfy { (-1...1).contains($0) })
    let tiny = Rational(1, 1_000_000_000)
    for corner in [Rational(-1), 0, 1] {
      let near = first.filter { ($0 - corner).magnitude < tiny && $0 != corner }
      #expect(near.count > 100, "\(corner)")
    }
    // A few points are enough to pin the generator and the distribution.
    #expect(
      try Grid.points(of: [Grid("random:3:1")], format: .binary64).bits?.count == 3)
  }

  /// Parts of a sequence are parts of the whole, over the borders of its grids and of threads' pieces.
  @Test(arguments: [BinaryFormat?.none, .binary32])
  func partsAreThoseOfTheWhole(_ format: BinaryFormat?) throws {
    let grids = ["near1:9", "random:3000:5", "uniform:-1:1:7", "list:1/3,1", "chebyshev:5"]
    let sequence = try PointSequence(of: grids.map { try Grid($0) }, format: format)
    let whole = try grids.flatMap { try values($0, format) }
    #expect(sequence.count == whole.count)
    for range in [0..<whole.count, 0..<1, 15..<25, 2990..<3030, 3019..<3025, 7..<7, 100..<2500] {
      let points = sequence.points(range, threads: 3)
      #expect((0..<points.count).map(points.rational) == Array(whole[range]), "\(range)")
    }
  }

  @Test func everyNumberOfAFormat() throws {
    let points = try Grid.points(of: [Grid("binary16:all")], format: .binary16)
    #expect(points.count == 2 * 0x7C00)
    let ordered = try #require(points.bits).map { Float16(bitPattern: UInt16($0)) }
    #expect(ordered.first == -Float16.greatestFiniteMagnitude)
    #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 <= $1 })
    let zeros = ordered.filter { $0 == 0 }
    #expect(zeros.map(\.sign) == [.minus, .plus])
    // In a wider format they are the same numbers; a narrower one does not hold them.
    let wide = try Grid.points(of: [Grid("binary16:all")], format: .binary64)
    #expect(try #require(wide.bits).map { Double(bitPattern: $0) } == ordered.map(Double.init))
    #expect(throws: GridError.self) {
      try Grid.points(of: [Grid("binary16:all")], format: .bfloat16)
    }
  }

  /// A branch on an interval of width 1e-12 beside a likely threshold is met more than once.
  @Test(arguments: ["0", "1/2", "-1/2", "7/10", "1/3", "-3/16", "99/100", "0.999999", "1e-3"])
  func structuredGridIsDenseAtThresholds(_ text: String) throws {
    let place = try #require(Rational(text))
    let width = try #require(Rational("1e-12"))
    let inputs = try values("structured")
    #expect(inputs.filter { $0 > place && $0 < place + width }.count >= 3)
    #expect(inputs.filter { $0 < place && $0 > place - width }.count >= 3)
    #expect(inputs.first == -1 && inputs.last == 1)
    #expect(inputs.contains(1 - Rational(1).scaled(byPowerOfTwo: -53)))
  }

  @Test func files() throws {
    let text = "# comment\n0.5 trailing words\n\n-0x1.8p-1,7  # why\n1/3\n"
    #expect(
      try Grid(lines: text, of: "f") == .list([Rational(1, 2), Rational(-3, 4), Rational(1, 3)]))
    #expect {
      try Grid(lines: "1\nx\n", of: "f")
    } throws: { "\($0)" == "f: line 2: 'x' is not a number" }
    #expect(throws: GridError.self) { try Grid(lines: "# nothing\n", of: "f") }
  }

  @Test(
    arguments: [
      "", "uniform", "uniform:1:0:5", "uniform:0:1:0", "uniform:a:1:5", "chebyshev:-1",
      "random:5", "random:5:-1", "near1:x", "binary32:all", "list:", "list:1,,2", "unifrom:0:1:2",
      "uniform:0:1:1000000000000",
    ])
  func malformed(_ text: String) {
    #expect(throws: GridError.self) { try Grid(text) }
  }
}
