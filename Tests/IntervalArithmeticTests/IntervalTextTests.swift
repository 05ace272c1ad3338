import ExactArithmetic
import Testing
import _TestSupport

@testable import IntervalArithmetic

@Suite struct IntervalTextTests {
  @Test(arguments: [
    ("0.1", "1/10", "1/10"), ("-13/8", "-13/8", "-13/8"), ("[0.1, 0.2]", "1/10", "1/5"),
    (" [ -1/3 ,2 ] ", "-1/3", "2"), ("0.25 ± 1e-3", "0.249", "0.251"),
    ("0.25+/-0.25", "0", "0.5"), ("0x1.8p-3", "3/16", "3/16"), ("[0x1p2, 0x1p+3]", "4", "8"),
    ("1 ± 0", "1", "1"), ("[3, 3]", "3", "3"), ("-0.5 ± 1e-30", "-0.5", "-0.5"),
  ])
  func reading(_ text: String, _ lower: String, _ upper: String) throws {
    let low = try #require(Rational(lower))
    let high = try #require(Rational(upper))
    for precision in [Precision(2), Precision(24), Precision(111)] {
      let x = try #require(Interval(text, precision: precision))
      #expect(x.contains(low) && x.contains(high), "\(x)")
      if low == high && !text.contains("±") {
        #expect(x.upper <= x.lower.nextUp)
      }
      #expect(x.precision == precision)
    }
  }

  @Test func readingInfinities() throws {
    let p = Precision(30)
    let half = try #require(Interval("[1/2, inf]", precision: p))
    #expect(half.upper.isInfinite && !half.isBounded && half.contains(Rational("1e99") ?? 0))
    #expect(try #require(Interval("[-inf, +inf]", precision: p)).contains(Rational(0)))
  }

  @Test(arguments: [
    "", " ", "[", "[]", "[1]", "[1,2", "1,2]", "[1,2,3]", "[2,1]", "[,]", "[1,]", "[,1]", "±",
    "1 ±", "± 1", "1 ± -1", "1 ± 2 ± 3", "inf", "[inf, inf]", "[-inf, -inf]", "[inf, -inf]", "nan",
    "[nan, 1]", "0.1.2", "1/0", "0x", "0x1p", "1e", "1e99999999999", "--1", "[1 2]", "1 2",
    "[1,2]]", "[[1,2]", "٣", "1e10000000000000000000000", "[0x1g, 2]", "0xp1", "1_000",
    "indeterminate", "inf ± 1", "1 ± inf", "[1/0, 2]", "+-1", "0x+1", "0x-1p3",
  ])
  func badText(_ text: String) {
    #expect(Interval(text, precision: Precision(53)) == nil)
  }

  /// What is printed contains what was printed, and is at most a unit wider at each end.
  @Test func printing() {
    var generator = Generator(seed: 0x5EED_0030)
    var failures = Failures()
    for index in 0..<scaledCount(3000) {
      let x = generator.interval(.moderate)
      // Exponents that no Rational reads.
      if [x.lower, x.upper].contains(where: { $0.isFinite && $0.affordableRational == nil }) {
        continue
      }
      lazy var place = "seed \(generator.seed), case \(index): \(x)"
      guard let read = Interval(x.description, precision: Precision(x.precision.bits + 40)) else {
        failures.check(false, "unreadable: " + place)
        continue
      }
      failures.check(read.contains(x), place)
      if x.isBounded, let middle = Interval(x.midpointDescription, precision: read.precision) {
        failures.check(middle.contains(x), place + " " + x.midpointDescription)
      } else {
        failures.check(!x.isBounded, place + " " + x.midpointDescription)
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func examples() throws {
    let p = Precision(64)
    func text(_ input: String) throws -> String {
      try #require(Interval(input, precision: p)).description
    }
    #expect(try text("1/2") == "[0.5, 0.5]")
    #expect(try text("[-1, inf]") == "[-1, inf]")
    #expect(try text("0.1") == "[0.09999999999999999999, 0.1000000000000000001]")
    #expect(try text("[-0.1, 1e27]") == "[-0.1000000000000000001, 1e27]")
    #expect(try text("[1e-20, 1e21]") == "[9.999999999999999999e-21, 1e21]")
    #expect(Interval.entire(precision: p).description == "[-inf, inf]")
    let pi = Interval.pi(precision: p)
    #expect(pi.midpointDescription.hasPrefix("3.14159265358979323"))
    #expect(pi.midpointDescription.contains(" ± "))
    #expect(try #require(Interval("[1, 3]", precision: p)).midpointDescription == "2.0 ± 1")
    #expect(try #require(Interval("[-1, 1]", precision: p)).midpointDescription == "0 ± 1")
    #expect(try #require(Interval("3/8", precision: p)).midpointDescription == "0.375 ± 0")
    #expect(try #require(Interval("[0, inf]", precision: p)).midpointDescription == "[0, inf]")
  }
}
