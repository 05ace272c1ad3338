import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation

/// The polynomials Σ c·g·q² with numbers c ≥ 0, products g of some that are known to be ≥ 0, and any
/// polynomials q: what is of this form is nowhere negative where these are not (the *preordering* that they
/// generate; Krivine and Stengle's theorem says how much is of this form).
///
/// All polynomials are in the same generators, written as coefficients by exponents.
struct Preordering {
  typealias Polynomial = [[Int]: Rational]

  /// A summand c·g·q².
  struct Summand {
    let coefficient: Rational
    /// Which of the constraints make g.
    let constraints: [Int]
    let root: Polynomial
  }

  /// A product of constraints, with the monomials that q may have.
  private struct Part {
    let constraints: [Int]
    let product: [(monomial: [Int], coefficient: Rational, value: Double)]
    let basis: [[Int]]
  }

  private let parts: [Part]
  /// Multiples of what is 0 everywhere.
  private let zeros: [Polynomial]
  private let rows: [[Int]: Int]

  /// More rows or columns are not worth while.
  private static let (mostRows, mostColumns) = (240, 9000)
  /// In how many rounds columns are added, and after how many without much gain no more are.
  private static let (mostRounds, patience) = (50, 6)
  /// Bits of a number in the exact solution.
  private static let longest = 2000

  /// Sums of degree ≤ `degree`, of products of at most `factors` constraints; if `homogeneous`, of that
  /// degree alone, the constraints being generators. nil where it would be long work.
  ///
  /// `relations` are polynomials that are 0: multiples of them are added, and do not show in the sum.
  ///
  /// `symmetries` are sets of generators that may turn their signs together: it is enough then that the q have
  /// monomials that turn alike.
  init?(
    generators: Int, constraints: [Polynomial], degree: Int, factors: Int, homogeneous: Bool,
    symmetries: [[Int]], relations: [Polynomial]
  ) {
    let zero = Array(repeating: 0, count: generators)
    func monomials(_ degree: Int) -> [[Int]] {
      Self.monomials(generators, upTo: degree).filter { !homogeneous || $0.reduce(0, +) == degree }
    }
    let all = monomials(degree)
    guard all.count <= Self.mostRows else { return nil }
    rows = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    let known = Set(all)
    var parts: [Part] = []
    var open: [(last: Int, chosen: [Int], product: Polynomial)] = [(-1, [], [zero: 1])]
    var columns = 0
    while let (last, chosen, product) = open.popLast() {
      let own = product.keys.map { $0.reduce(0, +) }.max() ?? 0
      guard own <= degree else { continue }
      if !homogeneous || (degree - own) % 2 == 0 {
        let blocks = Dictionary(grouping: monomials((degree - own) / 2)) { monomial in
          symmetries.map { turned in turned.reduce(0) { $0 + monomial[$1] } % 2 }
        }
        let terms = product.map { ($0, $1, $1.nearestDouble) }
        for (_, basis) in blocks.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
          columns += basis.count * basis.count
          parts.append(Part(constraints: chosen, product: terms, basis: basis))
        }
      }
      guard columns <= Self.mostColumns else { return nil }
      for next in constraints.indices where next > last && chosen.count < factors {
        open.append((next, chosen + [next], Self.product(product, constraints[next])))
      }
    }
    self.parts = parts
    zeros = relations.flatMap { relation in
      Self.monomials(generators, upTo: degree).map { Self.product(relation, [$0: 1]) }
        .filter { $0.keys.allSatisfy(known.contains) }
    }
  }

  static func product(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
    var result: Polynomial = [:]
    for (m, x) in a {
      for (n, y) in b { result[zip(m, n).map { $0 + $1 }, default: 0] += x * y }
    }
    return result.filter { !$0.value.isZero }
  }

  /// All monomials of at most this degree, those of lower degree first.
  private static func monomials(_ count: Int, upTo degree: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for _ in 0..<count {
      all = all.flatMap { start in (0...(degree - start.reduce(0, +))).map { start + [$0] } }
    }
    return all.sorted {
      let (a, b) = ($0.reduce(0, +), $1.reduce(0, +))
      return a < b || (a == b && $1.lexicographicallyPrecedes($0))
    }
  }

  // MARK: The search

  /// A polynomial as a sum of the form, found numerically and then made exact; nil where none is found with
  /// so many steps, of which those that are made are taken away.
  func representation(of goal: Polynomial, steps: inout Int) -> [Summand]? {
    var vector = Array(repeating: Rational(0), count: rows.count)
    for (monomial, coefficient) in goal {
      guard let row = rows[monomial] else { return nil }
      vector[row] = coefficient
    }
    let scale = vector.map { abs($0.nearestDouble) }.max() ?? 0
    guard scale > 0 else { return [] }
    var program = FeasibilityProgram(goal: vector.map { $0.nearestDouble / scale })
    var squares: [Square?] = []
    for zero in zeros {
      let column = zero.compactMap { monomial, value in
        rows[monomial].map { (row: $0, value: value.nearestDouble) }
      }
      program.add(column)
      program.add(column.map { ($0.row, -$0.value) })
      squares += [nil, nil]
    }
    var known: Set<[Rational]> = []
    func add(_ part: Int, _ root: [(place: Int, value: Rational)]) {
      let key = [Rational(part)] + root.flatMap { [Rational($0.place), $0.value] }
      guard known.insert(key).inserted else { return }
      program.add(column(part, root))
      squares.append(Square(part: part, root: root))
    }
    for part in parts.indices {
      let basis = parts[part].basis.indices
      for a in basis {
        add(part, [(a, 1)])
        for b in basis where b > a {
          add(part, [(a, 1), (b, -1)])
          add(part, [(a, 1), (b, 1)])
        }
      }
    }
    var residuals: [Double] = []
    var before = 0
    var smooth = Array(repeating: 0.0, count: rows.count)
    while residuals.count < Self.mostRounds {
      program.minimise(steps: min(1000, steps))
      steps -= program.steps - before
      before = program.steps
      residuals.append(program.residual)
      if Interruption.isDue { return nil }
      if program.residual < 1e-6, let exact = exact(program, squares, vector) { return exact }
      // Where little is gained there is little hope.
      let earlier = residuals.dropLast(Self.patience).last ?? .infinity
      if steps <= 0 || program.residual < 1e-9 || program.residual > 0.9 * earlier { return nil }
      let count = squares.count
      // Those of a vertex jump from one round to the next: their average, too.
      let multipliers = program.multipliers
      smooth = zip(smooth, multipliers).map { 0.7 * $0 + 0.3 * $1 }
      for part in parts.indices {
        for root in improvements(part, multipliers) + improvements(part, smooth) { add(part, root) }
      }
      if squares.count == count { return nil }
    }
    return nil
  }

  /// g·q², by the part and the coefficients of q.
  private struct Square {
    let part: Int
    let root: [(place: Int, value: Rational)]
  }

  /// The column of g·q².
  private func column(
    _ part: Int, _ root: [(place: Int, value: Rational)]
  ) -> FeasibilityProgram.Column {
    var sum: [Int: Double] = [:]
    for (a, x) in root {
      for (b, y) in root {
        let weight = x.nearestDouble * y.nearestDouble
        for (row, value) in shifted(part, a, b) {
          sum[row, default: 0] += weight * value.approximate
        }
      }
    }
    return sum.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The entries of g times two monomials of the part's basis.
  private func shifted(
    _ part: Int, _ a: Int, _ b: Int
  ) -> [(row: Int, value: (exact: Rational, approximate: Double))] {
    let (m, n) = (parts[part].basis[a], parts[part].basis[b])
    return parts[part].product.compactMap { monomial, coefficient, value in
      rows[monomial.indices.map { monomial[$0] + m[$0] + n[$0] }].map { ($0, (coefficient, value)) }
    }
  }

  /// Polynomials q with simple coefficients for which g·q² makes the residual smaller: rounded
  /// eigenvectors of the matrix of the multipliers.
  private func improvements(
    _ part: Int, _ multipliers: [Double]
  ) -> [[(place: Int, value: Rational)]] {
    let basis = parts[part].basis.indices
    let matrix = basis.map { a in
      basis.map { b in
        shifted(part, a, b).reduce(0.0) { $0 + $1.value.approximate * multipliers[$1.row] }
      }
    }
    var found: [[(place: Int, value: Rational)]] = []
    let eigenvectors = SymmetricMatrix(entries: matrix).eigenvectors
    for (value, vector) in eigenvectors.sorted(by: { $0.value > $1.value }).prefix(3)
    where value > 1e-7 {
      guard let largest = vector.max(by: { abs($0) < abs($1) }), largest != 0 else { continue }
      for tolerance in [0.26, 0.06, 0.01, 1e-3, 1e-5] {
        let rounded = vector.enumerated().compactMap { place, entry -> (Int, Rational)? in
          let (low, high) = (entry / largest - tolerance, entry / largest + tolerance)
          guard let a = Rational(exactly: low), let b = Rational(exactly: high) else { return nil }
          let simple = Rational.simplest(between: a, and: b)
          return simple.isZero ? nil : (place, simple)
        }
        let image = rounded.reduce(0.0) { sum, a in
          rounded.reduce(sum) {
            $0 + a.1.nearestDouble * $1.1.nearestDouble * matrix[a.0][$1.0]
          }
        }
        if image > 1e-7 { found.append(rounded.map { (place: $0.0, value: $0.1) }) }
      }
    }
    return found
  }

  // MARK: Exactly

  /// The representation with the squares of the program's basis, if there is one.
  private func exact(
    _ program: FeasibilityProgram, _ squares: [Square?], _ goal: [Rational]
  ) -> [Summand]? {
    let basis = program.basis.enumerated().compactMap { place, column in
      column.map { (column: $0, value: program.values[place]) }
    }
    for used in [basis.filter { $0.value > 1e-8 }, basis] {
      let columns = used.map { place, _ in
        squares[place].map { exactColumn($0) } ?? zeroColumn(place)
      }
      guard let solution = LinearSystem.solution(columns, goal, bits: Self.longest),
        solution.allSatisfy({ $0.signum >= 0 })
      else { continue }
      return zip(used, solution).compactMap { used, coefficient in
        guard let square = squares[used.column], !coefficient.isZero else { return nil }
        let part = parts[square.part]
        return Summand(
          coefficient: coefficient, constraints: part.constraints,
          root: Dictionary(uniqueKeysWithValues: square.root.map { (part.basis[$0], $1) }))
      }
    }
    return nil
  }

  /// The column of a multiple of a relation, which comes in twice, with either sign.
  private func zeroColumn(_ place: Int) -> [Rational] {
    var column = Array(repeating: Rational(0), count: rows.count)
    for (monomial, value) in zeros[place / 2] {
      if let row = rows[monomial] { column[row] = place % 2 == 0 ? value : -value }
    }
    return column
  }

  private func exactColumn(_ square: Square) -> [Rational] {
    var sum = Array(repeating: Rational(0), count: rows.count)
    for (a, x) in square.root {
      for (b, y) in square.root {
        for (row, value) in shifted(square.part, a, b) { sum[row] += x * y * value.exact }
      }
    }
    return sum
  }
}
