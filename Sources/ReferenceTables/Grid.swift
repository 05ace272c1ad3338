import ExactArithmetic
import IntervalArithmetic
import SymbolicExpressions

/// Where a table has its entries.
package enum Grid: Hashable, Sendable {
  /// `uniform:a:b:n`: the n points a + (b − a)·k/(n − 1).
  case uniform(Rational, Rational, Int)
  /// `chebyshev:n`: the zeros cos((2k − 1)π/(2n)) of the Chebyshev polynomial T_n, ascending.
  case chebyshev(Int)
  /// `near1:k`: −1 + 2⁻ʲ for j = k, …, 1, then 1 − 2⁻ʲ for j = 1, …, k.
  case nearEnds(Int)
  /// `random:n:seed`: n points of the distribution that `randomPoint` describes.
  case random(Int, seed: UInt64)
  /// `binary16:all` and the like: all finite numbers of a format, −0 before +0, in their order.
  case all(BinaryFormat)
  /// `list:x,y,…`, or the lines of a file.
  case list([Rational])
  /// `worst-cases`: inputs at which κ₁ or κ₀ comes near a border of rounding in binary64.
  case worstCases
  /// `structured`: the points that ``StructuredGrid`` describes.
  case structured

  /// The most points that a grid has.
  package static let largestCount = 100_000_000

  /// The spellings that ``init(_:)`` reads.
  package static let spellings =
    "uniform:a:b:n, chebyshev:n, near1:k, random:n:seed, binary16:all, bfloat16:all, list:x,y,…, "
    + "worst-cases, structured, @FILE"

  /// What other programs call the grids.
  private static let aliases = [
    "linspace": "uniform", "linear": "uniform", "arange": "uniform", "range": "uniform",
    "logspace": "near1", "geomspace": "near1", "rand": "random", "points": "list",
    "float16": "binary16", "half": "binary16",
  ]

  /// The spelling that was probably meant by one that begins with `name`.
  private static func meant(by name: String) -> String? {
    let known = spellings.split(separator: ", ").map(String.init)
    func word(_ spelling: String) -> String { String(spelling.prefix { $0 != ":" }) }
    let nearest = aliases[name.lowercased()] ?? nearestSpelling(to: name, among: known.map(word))
    return nearest.flatMap { nearest in known.first { word($0) == nearest } }
  }

  /// Reads one of ``spellings``, `@FILE` excepted.
  package init(_ text: String) throws(GridError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts[0] {
    case "uniform" where parts.count == 4:
      let (a, b) = (try Grid.number(parts[1]), try Grid.number(parts[2]))
      let n = try Grid.count(parts[3])
      guard a < b || (a == b && n == 1) else { throw GridError("\(text): \(a) is not below \(b)") }
      self = .uniform(a, b, n)
    case "chebyshev" where parts.count == 2: self = .chebyshev(try Grid.count(parts[1]))
    case "near1" where parts.count == 2:
      let k = try Grid.count(parts[1])
      guard k <= 10_000 else { throw GridError("\(text): at most 10000 steps") }
      self = .nearEnds(k)
    case "random" where parts.count == 3:
      guard let seed = UInt64(parts[2]) else {
        throw GridError("'\(parts[2])' is not a seed: a whole number from 0 to 2^64 - 1")
      }
      self = .random(try Grid.count(parts[1]), seed: seed)
    case "list" where parts.count == 2:
      var values: [Rational] = []
      for item in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        values.append(try Grid.number(String(item)))
      }
      self = .list(values)
    case "worst-cases" where parts.count == 1: self = .worstCases
    case "structured" where parts.count == 1: self = .structured
    default:
      if parts.count == 2, parts[1] == "all", let format = BinaryFormat(parts[0]),
        format.byteCount == 2
      {
        self = .all(format)
        return
      }
      let meant = Grid.meant(by: parts[0]).map { "did you mean \($0)? grids" } ?? "grids"
      throw GridError("'\(text.prefix(60))' is no grid; \(meant) are \(Grid.spellings)")
    }
  }

  /// Reads the points in a file's text: one number a line; `#` begins a comment, and further words on
  /// a line are comment too. `name` is what errors call the file.
  package init(lines text: String, of name: String) throws(GridError) {
    var values: [Rational] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = line.prefix { $0 != "#" }
      guard let word = content.split(whereSeparator: { $0.isWhitespace || $0 == "," }).first else {
        continue
      }
      guard let value = Rational(String(word)) else {
        throw GridError("\(name): line \(index + 1): '\(word.prefix(60))' is not a number")
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw GridError("\(name): no points") }
    self = .list(values)
  }

  private static func number(_ text: String) throws(GridError) -> Rational {
    guard let value = Rational(text.filter { $0 != " " }) else {
      throw GridError("'\(text.prefix(60))' is not a number")
    }
    return value
  }

  private static func count(_ text: String) throws(GridError) -> Int {
    guard let count = Int(text), (1...largestCount).contains(count) else {
      throw GridError("'\(text.prefix(60))' is not a number of points from 1 to \(largestCount)")
    }
    return count
  }
}

/// A grid that cannot be read or made.
package struct GridError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  package let description: String

  init(_ description: String) { self.description = description }
}
