import ExactArithmetic
import Statements

/// A root of several equations on a curve: all but one are solved for variables, one after the other, so that
/// one variable remains, and an equation in it that has a root where its sides' difference changes its sign.
///
/// In a file the formula on the curve, with the domains of the variables that were solved for, is a statement
/// about one real number, and the theorem follows from it by putting the curve's coordinates.
struct CoqCurve {
  /// The variable that remains.
  let parameter: Int
  /// All variables as expressions of the one that remains, which is variable 0 there.
  let coordinates: [CoqExpression]
  /// What is said of the point with these coordinates: that the other variables are in their domains, and the
  /// formula; or that the former implies the latter.
  let formula: CoqFormula
  /// The root of the equation that remains.
  let root: CoqRoot

  /// The curve for what `formula` says, or, where it is refuted, its negation; nil where the equations cannot be
  /// solved in this way.
  init?(
    _ formula: CoqFormula, _ truth: Bool, of statement: CoqStatement, from lower: [Rational],
    to upper: [Rational]
  ) {
    let count = statement.variables.count
    guard !formula.hasNamed, !formula.expressions.contains(where: \.hasNetwork) else { return nil }
    var equations = formula.equations(truth)
    var values: [Int: CoqExpression] = [:]
    while values.count < count - 1 {
      var found: (place: Int, variable: Int, value: CoqExpression)?
      for (place, equation) in equations.enumerated() where found == nil {
        for variable in 0..<count where values[variable] == nil && found == nil {
          equation.solved(for: variable).map { found = (place, variable, $0) }
        }
      }
      guard let found else { return nil }
      func put(_ expression: CoqExpression) -> CoqExpression {
        expression.replacing(variable: { $0 == found.variable ? found.value : .variable($0) })
      }
      equations.remove(at: found.place)
      equations = equations.map { CoqEquation(a: put($0.a), b: put($0.b)) }
      values = values.mapValues(put)
      values[found.variable] = found.value
    }
    guard let parameter = (0..<count).first(where: { values[$0] == nil }),
      equations.count == 1
    else { return nil }
    func onCurve(_ expression: CoqExpression) -> CoqExpression {
      expression.replacing(variable: { $0 == parameter ? .variable(0) : .variable($0) })
    }
    let coordinates = (0..<count).map { onCurve(values[$0] ?? .variable(parameter)) }
    let domains = values.keys.sorted().map {
      statement.variables[$0].interval.contains(coordinates[$0])
    }
    self.formula = domains.reversed().reduce(
      formula.mapping { $0.replacing(variable: { coordinates[$0] }) }
    ) { truth ? .and($1, $0) : .implies($1, $0) }
    self.parameter = parameter
    self.coordinates = coordinates
    root = CoqRoot(
      lower: [lower[parameter]], upper: [upper[parameter]],
      divisor: onCurve(.binary(.subtract, equations[0].a, equations[0].b)),
      cofactors: [.integer(1), .integer(0)])
  }

  /// From what is shown of one variable, under the name `shown`, to the theorem about all.
  func proof(_ isProved: Bool, shown: String) -> String {
    let point = coordinates.indices
    func domain(_ index: Int) -> String { index == parameter ? "D" : "D\(index)" }
    let solved = point.filter { $0 != parameter }.map(domain)
    if isProved {
      return "destruct \(shown) as (x & D & \(solved.joined(separator: " & ")) & H). "
        + point.map { "exists \(coordinates[$0].realNumber). split; [exact \(domain($0))|]. " }
        .joined() + "exact H."
    }
    let arguments = point.map { "\(coordinates[$0].realNumber) \(domain($0))" }
    return "intros H. apply \(shown). intros x D \(solved.joined(separator: " ")). "
      + "exact (H \(arguments.joined(separator: " ")))."
  }
}

/// Two expressions that are to be equal.
struct CoqEquation {
  let a, b: CoqExpression

  /// What a variable is where they are equal, in terms of the others; nil where they are not seen to say it.
  func solved(for variable: Int) -> CoqExpression? {
    func isFree(_ expression: CoqExpression) -> Bool {
      !expression.contains { $0 == .variable(variable) }
    }
    if a == .variable(variable), isFree(b) { return b }
    if b == .variable(variable), isFree(a) { return a }
    let difference = CoqExpression.binary(.subtract, a, b)
    guard let slope = difference.slope(in: variable), !slope.isZero else { return nil }
    let rest = difference.replacing(variable: { $0 == variable ? .integer(0) : .variable($0) })
    return .binary(.divide, rest, .rational(-slope))
  }
}

extension CoqExpression {
  /// The factor of a variable in what is the sum of a multiple of it, by a number, and of what does not depend on
  /// it; nil where it is not seen to be such.
  fileprivate func slope(in variable: Int) -> Rational? {
    switch self {
    case .variable(variable): return 1
    case .unary(.negate, let a): return a.slope(in: variable).map { -$0 }
    case .binary(let operation, let a, let b):
      guard
        let (p, q) = a.slope(in: variable).flatMap({ p in b.slope(in: variable).map { (p, $0) } })
      else { return nil }
      if p.isZero && q.isZero { return 0 }
      switch operation {
      case .add: return p + q
      case .subtract: return p - q
      case .multiply: return a.number.map { $0 * q } ?? b.number.map { $0 * p }
      case .divide: return b.number.flatMap { $0.isZero ? nil : p / $0 }
      case .minimum, .edge: return nil
      }
    default: return contains { $0 == .variable(variable) } ? nil : 0
    }
  }
}

extension CoqFormula {
  /// The equations that hold where the formula does, or its negation.
  fileprivate func equations(_ truth: Bool) -> [CoqEquation] {
    switch self {
    case .comparison(let a, let relation, let b):
      relation == (truth ? .equal : .notEqual) ? [CoqEquation(a: a, b: b)] : []
    case .and(let a, let b): truth ? a.equations(true) + b.equations(true) : []
    case .or(let a, let b): truth ? [] : a.equations(false) + b.equations(false)
    case .implies(let a, let b): truth ? [] : a.equations(true) + b.equations(false)
    case .not(let a): a.equations(!truth)
    }
  }
}

extension RealInterval {
  /// That a number is in it.
  fileprivate func contains(_ value: CoqExpression) -> CoqFormula {
    .and(
      .comparison(.rational(lower), includesLower ? .lessOrEqual : .less, value),
      .comparison(value, includesUpper ? .lessOrEqual : .less, .rational(upper)))
  }
}
