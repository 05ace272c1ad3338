import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import Statements
import SymbolicExpressions

/// A place where an expression is 0, as the Coq library's `check_root` takes it.
struct CoqRoot {
  /// Two points of the domain, on the segment between which the expression changes its sign.
  let lower, upper: [Rational]
  let divisor: CoqExpression
  /// What the divisor is multiplied by to make differences of the formula.
  let cofactors: [CoqExpression]
}

/// What makes the Coq library's checker accept a formula, or its negation.
struct CoqProof {
  enum Evidence {
    case cover(CoqPlan)
    case point(Rational)
    case constant
    /// A cover for the checker of several variables, with hints: expressions that show signs.
    case boxes(CoqCover, hints: [CoqExpression])
    /// The same for what steps make of the formula: terms of the library's type `step`.
    case reduced(CoqCover, steps: [String], hints: [CoqExpression])
    /// Values of the variables, for the same checker.
    case values([Rational], hints: [CoqExpression])
    /// Two points between which an expression changes its sign, for the same checker, and factors with
    /// which it makes differences that are 0 where it is.
    case root(CoqRoot, hints: [CoqExpression])
    /// A root of several equations, all but one of which are solved for variables.
    case curve(CoqCurve)
  }

  /// One of the arithmetics that the checker is instantiated with.
  enum Arithmetic {
    /// The machine's floating-point numbers.
    case machine
    /// Integers only, with this many bits.
    case standard(Int)

    /// The module of the checker.
    var module: String {
      if case .machine = self { "Prim" } else { "Std" }
    }

    /// The precision, as the checker takes it.
    var precision: String {
      switch self {
      case .machine: "(ExactFloat.PtoP 53)"
      case .standard(let bits): "(StdFloat.PtoP \(bits))"
      }
    }
  }

  /// The module of the checker of several variables that looks at covers: each leaf with the machine's
  /// floating-point numbers, or else with integers of the precision given.
  static let coverModule = "Fast"

  let evidence: Evidence
  let arithmetic: Arithmetic
  /// Whether the formula is shown to hold, or to fail.
  let truth: Bool

  /// Bits of the search for a given number of the checker's: 8 or more are left for what the checker's
  /// functions are less sharp than correct rounding.
  private static let levels: [(search: Int, checker: Int, pieces: Int)] = [
    (45, 60, 4000), (104, 120, 100), (240, 256, 20),
  ]
  /// Beyond this many values of κ₁ and κ₀, 9 ms each with integers only, the machine's floating-point
  /// numbers are used.
  private static let mostStandardValues = 250

  /// A cover of the interval; nil where none is found.
  init?(covering formula: CoqFormula, _ truth: Bool, on interval: RealInterval) {
    for level in Self.levels {
      let arithmetic = CheckerArithmetic(precision: Precision(level.search))
      guard
        let plan = CoqPlan(formula, truth, on: interval, arithmetic, limit: level.pieces)
      else { continue }
      let values = formula.expressions.reduce(0) { $0 + $1.kernels } * 2 * (plan.cuts.count + 1)
      let isFirst = level.search == Self.levels[0].search
      self.arithmetic =
        isFirst && values > Self.mostStandardValues ? .machine : .standard(level.checker)
      self.truth = truth
      evidence = .cover(plan)
      return
    }
    return nil
  }

  /// One point; nil where the formula is not decided there as is asked.
  init?(at point: Rational, _ formula: CoqFormula, _ truth: Bool) {
    for level in Self.levels {
      let arithmetic = CheckerArithmetic(precision: Precision(level.search))
      if arithmetic.isAccepted(formula, truth, at: point) {
        self.arithmetic = .standard(level.checker)
        self.truth = truth
        evidence = .point(point)
        return
      }
    }
    return nil
  }

  /// What the case of a certificate of format 2 says, as the checker of several variables takes it.
  init(
    _ entry: ElaboratedCertificate.Case, of statement: CoqStatement, _ formula: CoqFormula,
    _ truth: Bool
  ) throws(CoqCertificateError) {
    func read(_ text: String) throws(CoqCertificateError) -> CoqExpression {
      var reader = statement.reader(networks: [:])
      reader.named = formula.named
      do { return try reader.read(TermParser.parse(text)) } catch {
        throw CoqCertificateError("the certificate's term '\(text)': \(error)")
      }
    }
    var reduction = try CoqReduction(entry.additions, of: formula, read)
    if truth, case .cover(let steps) = entry.evidence, steps.isOneDerivative {
      reduction.takeAffineVariables(of: formula, count: statement.variables.count)
    }
    var hints = reduction.hints
    let isLawful = !reduction.steps.isEmpty || formula.restsOnLaws(hints)
    if case .cover(let steps) = entry.evidence, steps.hasDiagonal {
      hints += formula.products.map(\.expanded).filter { !hints.contains($0) }
    }
    switch entry.evidence {
    case .cover(let steps):
      let maker = CoqCoverMaker(
        domain: statement.variables.map { ($0.interval.lower, $0.interval.upper) }, read: read,
        isLawful: isLawful)
      let cover = try maker.cover(steps)
      if reduction.steps.isEmpty {
        evidence = .boxes(cover, hints: hints)
      } else if truth {
        evidence = .reduced(cover, steps: reduction.steps, hints: hints)
      } else {
        throw CoqCertificateError("the certificate reduces the negation of the formula")
      }
    case .point(let values, _): evidence = .values(values, hints: hints)
    case .root(let lower, let upper, _, let divisors, let zeros):
      guard zip(lower, upper).count(where: { $0 != $1 }) == 1 else {
        guard let curve = CoqCurve(formula, truth, of: statement, from: lower, to: upper) else {
          throw CoqCertificateError(
            "the deciding point is a root of several equations, by Poincaré and Miranda's theorem, "
              + "and they are not solved for one variable after another")
        }
        evidence = .curve(curve)
        break
      }
      let divisor: CoqExpression
      if let text = divisors.first {
        divisor = try read(text)
      } else if let found = formula.differences.dropFirst(zeros[0].atom).first {
        divisor = found
      } else {
        throw CoqCertificateError("the certificate's root belongs to no comparison")
      }
      var cofactors = [CoqExpression.integer(1)]
      for text in zeros.flatMap(\.cofactors) {
        let cofactor = try read(text)
        if !cofactors.contains(cofactor) { cofactors.append(cofactor) }
      }
      evidence = .root(
        CoqRoot(lower: lower, upper: upper, divisor: divisor, cofactors: cofactors), hints: hints)
    }
    let precision = entry.evidence.largestPrecision
    // The recurrence of the kernels loses bits next to −1, more for each order.
    let least = formula.expressions.contains { $0.largestOrder > 7 } ? 180 : 70
    arithmetic = .standard(max(least, precision > 140 ? 270 : precision > 100 ? 140 : 70))
    self.truth = truth
  }

  /// A formula without a variable that is left to the checker of several variables.
  init(numbers truth: Bool) {
    evidence = .boxes(.leaf(bisections: 0, ways: [.natural, .lawful]), hints: [])
    arithmetic = .standard(70)
    self.truth = truth
  }

  /// A formula without a variable; nil where it is not decided as is asked.
  init?(constant formula: CoqFormula, _ truth: Bool) {
    guard let proof = CoqProof(at: 0, formula, truth) else { return nil }
    arithmetic = proof.arithmetic
    self.truth = truth
    evidence = .constant
  }
}

extension CoqExpression {
  /// The largest order of an arc-cosine kernel in it, from 2 on; 0 where there is none.
  fileprivate var largestOrder: Int {
    switch self {
    case .variable, .rational, .pi, .count, .local, .named, .natural, .sequence: 0
    case .unary(_, let a), .power(let a, _), .network(_, _, let a): a.largestOrder
    case .binary(_, let a, let b): max(a.largestOrder, b.largestOrder)
    case .kernel(let order, let a): max(order, a.largestOrder)
    }
  }

  /// The number of κ₁ and κ₀ in it.
  fileprivate var kernels: Int {
    switch self {
    case .variable, .rational, .pi, .count, .local, .named, .natural, .sequence: 0
    case .unary(let function, let a):
      a.kernels + (function == .kappa1 || function == .kappa0 ? 1 : 0)
    case .binary(let operation, let a, let b): a.kernels + b.kernels + (operation == .edge ? 1 : 0)
    case .kernel(let order, let a): a.kernels + order
    case .power(let a, _), .network(_, _, let a): a.kernels
    }
  }
}
