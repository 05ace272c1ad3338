import ExactArithmetic
import SymbolicExpressions

/// An expression written so that its sign shows: as a product of powers, or as a square and a rest.
package struct ExhibitedSign {
  /// The whole.
  package let expression: Expression
  /// D and E with the expression = Dᵖ·E, where it is such a product.
  package let divisor: Expression?
  package let cofactor: Expression?
  package let power: Int
}

/// An expression as Dᵐ·E.
package struct Division {
  /// D.
  package let divisor: Expression
  /// m, a whole number > 0.
  package let power: Int
  /// E.
  package let cofactor: Expression
}

extension Expression {
  /// Ways to write the expression as Dᵐ·E: itself, by its factors, and by those of a polynomial in one
  /// sub-expression.
  package var divisions: [Division] {
    [Division(divisor: self, power: 1, cofactor: graph.integer(1))] + properDivisions(depth: 3)
  }

  private func properDivisions(depth: Int) -> [Division] {
    if depth == 0 { return [] }
    if let (coefficient, base) = multiple {
      let own = Division(divisor: base, power: 1, cofactor: graph.rational(coefficient))
      return [own]
        + base.properDivisions(depth: depth).map {
          Division(divisor: $0.divisor, power: $0.power, cofactor: coefficient * $0.cofactor)
        }
    }
    if case .product(let factors) = node {
      return factors.filter { $0.exponent >= 1 }.flatMap { factor -> [Division] in
        let base = Expression(graph: graph, id: factor.base)
        guard let whole = factor.exponent.floor.asInt, !base.variables.isEmpty else { return [] }
        let rest = self / base.power(Rational(whole))
        return [Division(divisor: base, power: whole, cofactor: rest)]
          + base.properDivisions(depth: depth - 1).map {
            Division(
              divisor: $0.divisor, power: $0.power * whole,
              cofactor: $0.cofactor.power(Rational(whole)) * rest)
          }
      }
    }
    return exhibited.compactMap { form in
      guard let divisor = form.divisor, let cofactor = form.cofactor else { return nil }
      return Division(divisor: divisor, power: form.power, cofactor: cofactor)
    } + multipleRoots
  }

  /// D with its square dividing a polynomial in one sub-expression whose coefficients are constants, not all
  /// of them rational: the polynomial's greatest common divisor with its derivative.
  private var multipleRoots: [Division] {
    let flat = multipliedOut()
    let generators = flat.generators
    guard generators.count == 1, let powers = generators[0].powers(in: flat), powers.count >= 3,
      powers.allSatisfy(\.variables.isEmpty), powers.contains(where: { $0.rationalValue == nil })
    else { return [] }
    let polynomial = ConstantPolynomial(powers)
    guard let common = polynomial.greatestCommonDivisor(polynomial.derivative), common.degree > 0,
      let cofactor = polynomial.divided(by: common)?.quotient
    else { return [] }
    let g = generators[0].expression
    return [Division(divisor: common.value(at: g), power: 1, cofactor: cofactor.value(at: g))]
  }

  /// Whether the expression is a polynomial with rational coefficients in powers > 0 of its variables, and
  /// not 0.
  package var isNonzeroPolynomial: Bool {
    let terms = multipliedOut().terms.filter { !$0.0.isZero }
    return !terms.isEmpty
      && terms.flatMap(\.1.factors).allSatisfy { factor in
        switch graph[factor.base] {
        case .variable: factor.exponent.signum > 0
        case .rational(let value): value == 1
        default: false
        }
      }
  }

  /// Ways to write the expression that exhibit a sign: the powers of the square-free factors of a
  /// polynomial in one sub-expression, or completed squares.
  package var exhibited: [ExhibitedSign] {
    guard case .sum = node else { return [] }
    var result: [ExhibitedSign] = []
    let flat = multipliedOut()
    for generator in flat.generatorsAndPowers {
      guard let powers = generator.powers(in: flat), powers.count >= 3 else { continue }
      let g = generator.expression
      if let low = powers.firstIndex(where: { !$0.isZero }), low > 0 {
        // gᵐ·(…).
        let cofactor = graph.sum(
          powers[low...].enumerated().map { (1, $1 * g.power(Rational($0))) })
        result.append(
          ExhibitedSign(
            expression: g.power(Rational(low)) * cofactor, divisor: g, cofactor: cofactor,
            power: low))
      }
      let rationals = powers.compactMap(\.rationalValue)
      if rationals.count == powers.count {
        result += RationalPolynomial(rationals).exhibited(in: g)
      }
      guard powers.count == 3 else { continue }
      // a·g² + b·g + c = (2a·g + b)²/(4a) + (c − b²/(4a)).
      let (a, b) = (powers[2], powers[1])
      let rest = (powers[0] - b * b / (4 * a)).multipliedOut()
      let root = 2 * (a * g) + b
      let cofactor = (4 * a).power(-1)
      if rest.provenRational(expanding: true) == 0 {
        result.append(
          ExhibitedSign(
            expression: root.power(2) * cofactor, divisor: root, cofactor: cofactor, power: 2))
      } else {
        for inner in [rest] + rest.exhibited.map(\.expression) {
          result.append(
            ExhibitedSign(
              expression: root.power(2) * cofactor + inner, divisor: nil, cofactor: nil, power: 1))
        }
      }
    }
    return result
  }
}

extension RationalPolynomial {
  /// The polynomial in g as a product of powers of its square-free factors.
  fileprivate func exhibited(in g: Expression) -> [ExhibitedSign] {
    let factors = squareFreeFactors
    guard factors.dropFirst().contains(where: { $0.degree > 0 }), let lead = coefficients.last
    else {
      return []
    }
    func value(_ factor: RationalPolynomial) -> Expression {
      factor.coefficients.reversed().reduce(g.graph.integer(0)) { $0 * g + $1 }
    }
    func product(without skipped: Int?) -> Expression {
      factors.indices.filter { $0 != skipped && factors[$0].degree > 0 }
        .reduce(g.graph.rational(lead)) { $0 * value(factors[$1]).power(Rational($1 + 1)) }
    }
    return factors.indices.filter { factors[$0].degree > 0 }.map { place in
      ExhibitedSign(
        expression: product(without: nil), divisor: value(factors[place]),
        cofactor: product(without: place), power: place + 1)
    }
  }
}
