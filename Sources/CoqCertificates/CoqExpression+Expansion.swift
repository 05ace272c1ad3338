import ExactArithmetic
import KernelComposition
import KernelVocabulary

/// The expansion of kernels of networks into elementary expressions, step by step as `expand` of the
/// Coq library makes it (where it is proved correct): the search for a proof has to see the expressions
/// that the checker will see.
extension CoqExpression {
  /// The expression without functions of networks (but for tangent kernels, which the search leaves to
  /// Coq), powers and arccosines.
  var expanded: CoqExpression {
    switch self {
    case .variable, .rational, .pi, .local, .named, .natural, .sequence: return self
    case .unary(.arccosine, let a):
      return .binary(
        .multiply, .pi, .binary(.subtract, .integer(1), .unary(.kappa0, a.expanded)))
    case .unary(.arcsine, let a):
      return .binary(
        .multiply, .pi,
        .binary(.subtract, .unary(.kappa0, a.expanded), .rational(Rational(1, 2))))
    case .unary(let function, let a): return .unary(function, a.expanded)
    case .binary(
      .subtract, .network(.kii(let rule), let network, let rho), let other)
    where other == .network(.kij(rule), network, rho):
      // Kii − Kij without Kii.
      return NetworkForm(network, rule, rho.expanded).difference
    case .binary(let operation, let a, let b):
      return .binary(operation, a.expanded, b.expanded)
    case .kernel(let order, let a): return .kernel(order: order, a.expanded)
    case .power(let a, let exponent): return Self.power(of: a.expanded, exponent)
    case .count(let number, let network): return .rational(network.value(of: number))
    case .network(let quantity, let network, let correlation):
      let rho = correlation.expanded
      switch quantity {
      case .kii(let rule): return NetworkForm(network, rule, rho).diagonal
      case .kij(let rule):
        let form = NetworkForm(network, rule, rho)
        return .binary(.subtract, form.diagonal, form.difference)
      case .lambda2(let rule):
        let form = NetworkForm(network, rule, rho)
        let other = CoqExpression.binary(.multiply, .integer(2), form.diagonal)
        return .binary(
          .minimum, form.difference, .binary(.subtract, other, form.difference))
      case .tangent: return .network(quantity, network, rho)
      case .eq12:
        return Self.sum(
          network.depths.map { depth in
            let form = (0..<depth).reduce(rho) { inner, _ in .unary(.kappa1, inner) }
            return .binary(.subtract, .integer(1), form)
          })
      }
    }
  }

  private static func power(of base: CoqExpression, _ exponent: Int) -> CoqExpression {
    if exponent <= 1 { return base }
    let square = CoqExpression.unary(.square, power(of: base, exponent / 2))
    return exponent.isMultiple(of: 2) ? square : .binary(.multiply, base, square)
  }

  private var isZero: Bool { self == .integer(0) }

  /// The sum, without what is 0.
  fileprivate static func plus(_ a: CoqExpression, _ b: CoqExpression) -> CoqExpression {
    a.isZero ? b : b.isZero ? a : .binary(.add, a, b)
  }

  /// The product, 0 where a factor is.
  fileprivate static func times(_ a: CoqExpression, _ b: CoqExpression) -> CoqExpression {
    a.isZero || b.isZero ? .integer(0) : .binary(.multiply, a, b)
  }

  fileprivate static func sum(_ terms: [CoqExpression]) -> CoqExpression {
    terms.reversed().reduce(.integer(0)) { plus($1, $0) }
  }

  /// K_ii − K_ij behind a parameterised edge, given both before it.
  fileprivate static func edge(
    _ diagonal: CoqExpression, _ difference: CoqExpression
  ) -> CoqExpression {
    diagonal.isZero ? .integer(0) : .binary(.edge, diagonal, difference)
  }
}

/// K_ii and K_ii − K_ij at a network's output.
private struct NetworkForm {
  let diagonal: CoqExpression
  let difference: CoqExpression

  /// What is known of an atom of the exact rule.
  private struct Atom {
    let origin: [Int]
    let diagonal: CoqExpression
    let difference: CoqExpression
    let mean: CoqExpression
  }

  init(_ network: CoqNetwork, _ rule: PropagationRule, _ rho: CoqExpression) {
    let input = CoqExpression.binary(.subtract, .integer(1), rho)
    guard rule != .varianceOnly else {
      let nothing = (paths: 0, difference: CoqExpression.integer(0))
      let output = network.output(
        of: (paths: 1, difference: input), none: nothing,
        adding: { ($0.paths + $1.paths, CoqExpression.plus($0.difference, $1.difference)) },
        edge: { _, _, code, source in
          switch code {
          case .zero: return nothing
          case .skip: return source
          case .parameterised:
            return (
              source.paths, CoqExpression.edge(.integer(source.paths), source.difference)
            )
          }
        })
      diagonal = .integer(output.paths)
      difference = output.difference
      return
    }
    let start = Atom(
      origin: [0, 0], diagonal: .integer(1), difference: input, mean: .integer(0))
    let output = network.output(of: [start], none: [], adding: +) { source, target, code, atoms in
      switch code {
      case .zero: return []
      case .skip: return atoms
      case .parameterised:
        guard !atoms.isEmpty else { return [] }
        let diagonal = Self.diagonal(atoms)
        let mean =
          rule == .exact
          ? CoqExpression.unary(.squareRoot, .binary(.divide, diagonal, .pi)) : .integer(0)
        return [
          Atom(
            origin: [source, target], diagonal: diagonal,
            difference: CoqExpression.edge(diagonal, Self.difference(atoms)),
            mean: mean)
        ]
      }
    }
    diagonal = Self.diagonal(output)
    difference = Self.difference(output)
  }

  private static func diagonal(_ atoms: [Atom]) -> CoqExpression {
    CoqExpression.sum(
      atoms.map { a in
        CoqExpression.sum(
          atoms.map { b in
            a.origin == b.origin ? a.diagonal : CoqExpression.times(a.mean, b.mean)
          })
      })
  }

  private static func difference(_ atoms: [Atom]) -> CoqExpression {
    CoqExpression.sum(
      atoms.map { a in
        CoqExpression.sum(
          atoms.map { b in a.origin == b.origin ? a.difference : .integer(0) })
      })
  }
}
