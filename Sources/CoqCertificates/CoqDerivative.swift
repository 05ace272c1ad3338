import ExactArithmetic

/// What a statement speaks of under a name: the file defines an expression for it, and shows that the two are
/// equal on the domain.
enum CoqNamed: Hashable {
  case derivative(CoqDerivative)
  case quantity(CoqPairQuantity)

  var name: String {
    switch self {
    case .derivative(let derivative): derivative.name
    case .quantity(let quantity): quantity.name
    }
  }

  /// It as a real number, in the theorem.
  var realNumber: String {
    switch self {
    case .derivative(let derivative): derivative.realNumber
    case .quantity(let quantity): quantity.realNumber
    }
  }

  /// Its expression, and that it is one.
  func lines(of statement: CoqStatement) -> [String] {
    switch self {
    case .derivative(let derivative): derivative.lines(of: statement)
    case .quantity(let quantity): quantity.lines(of: statement)
    }
  }

  /// With other expressions in it.
  func mapping(_ map: (CoqExpression) -> CoqExpression) -> CoqNamed {
    switch self {
    case .derivative(let d):
      .derivative(
        CoqDerivative(
          name: d.name, term: map(d.term), local: d.local, order: d.order, point: map(d.point)))
    case .quantity(let quantity): .quantity(quantity.with(inputs: quantity.inputs.map(map)))
    }
  }
}

/// A derivative that a statement speaks of, `d(term, x: a, n)`: in a theorem `Derive_n (fun t => term) n a`,
/// and what the Coq library's `Differentiation` makes of it, under a name, in what is checked.
struct CoqDerivative: Hashable {
  /// The name under which the file defines the expression for it.
  let name: String
  /// The term; its own variable is the local one of this number.
  let term: CoqExpression
  let local: Int
  let order: Int
  let point: CoqExpression

  /// The derivative as a real number.
  var realNumber: String {
    "(Derive_n (fun \(CoqExpression.name(ofLocal: local)) : R => \(term.realNumber)) \(order) "
      + "\(point.realNumber))"
  }

  /// The term as the library's `scope` takes it: its own variable is the first, 1 the second.
  private var scoped: String {
    term.replacing(
      variable: { .variable($0 + 2) }, local: { $0 == local ? .variable(0) : .local($0) }
    ).syntax
  }

  /// The definition of the expression, that it is the derivative, and that in the words of the theorem.
  func lines(of statement: CoqStatement) -> [String] {
    let precision = "(StdFloat.PtoP 70)"
    // Kernels of networks are written as expressions of the correlation first.
    let library = term.hasNetwork ? "Correlations" : "Differentiation"
    let written = term.hasNetwork ? "(Correlations.written \(precision) \(scoped))" : scoped
    let arguments = "\(precision) ranges \(point.syntax) \(order) \(scoped) \(name)"
    let names = statement.variables.indices.map { CoqExpression.name(ofVariable: $0) }
    let claim = "\(realNumber) = eval \(name) (values [\(names.joined(separator: "; "))])"
    return CoqText.wrapped(
      "Definition \(name) : expr := Eval vm_compute in Differentiation.derivative \(order) \(written) "
        + "\(point.syntax).")
      + CoqText.wrapped("Lemma \(name)_accepted : \(library).check \(arguments) = true.")
      + ["Proof. vm_cast_no_check (eq_refl true). Qed."]
      + CoqText.wrapped(
        "Lemma \(name)_is : (\(statement.everywhere(claim)))%R.")
      + CoqText.wrapped(
        "Proof. exact (\(library).everywhere \(arguments) \(name)_accepted). Qed.")
  }
}

extension CoqExpression {
  /// The expression with others in place of its variables, those of the statement and those of terms.
  func replacing(
    variable: (Int) -> CoqExpression = { .variable($0) },
    local: (Int) -> CoqExpression = { .local($0) }
  ) -> CoqExpression {
    replacing { part in
      switch part {
      case .variable(let index): variable(index)
      case .local(let number): local(number)
      default: nil
      }
    }
  }

  /// The expression with what `replacement` gives in place of its parts, the outermost first.
  func replacing(_ replacement: (CoqExpression) -> CoqExpression?) -> CoqExpression {
    func replaced(_ expression: CoqExpression) -> CoqExpression {
      expression.replacing(replacement)
    }
    if let new = replacement(self) { return new }
    switch self {
    case .variable, .local, .rational, .pi, .count, .natural: return self
    case .unary(let function, let a): return .unary(function, replaced(a))
    case .binary(let operation, let a, let b):
      return .binary(operation, replaced(a), replaced(b))
    case .kernel(let order, let a): return .kernel(order: order, replaced(a))
    case .power(let a, let exponent): return .power(replaced(a), exponent)
    case .network(let quantity, let network, let a):
      return .network(quantity, network, replaced(a))
    case .named(let named): return .named(named.mapping(replaced))
    case .sequence(let sequence): return .sequence(sequence.mapping(replaced))
    }
  }

  /// The derivatives and quantities with names in it, each once.
  var named: [CoqNamed] {
    switch self {
    case .variable, .local, .rational, .pi, .count, .natural, .sequence: []
    case .unary(_, let a), .kernel(_, let a), .power(let a, _), .network(_, _, let a): a.named
    case .binary(_, let a, let b): a.named + b.named
    case .named(let named): [named]
    }
  }

  /// How many operations it has.
  var size: Int {
    switch self {
    case .variable, .local, .rational, .pi, .count, .natural, .named: 1
    case .unary(_, let a), .kernel(_, let a), .power(let a, _), .network(_, _, let a): a.size + 1
    case .binary(_, let a, let b): a.size + b.size + 1
    case .sequence(.iterates(let a, _, let b)): a.size + b.size + 1
    case .sequence(let sequence): (sequence.source?.size ?? 0) + 1
    }
  }

  /// Whether the kernel of a network occurs.
  var hasNetwork: Bool { contains { if case .network = $0 { true } else { false } } }

  /// Whether the kernel of a network occurs for a correlation that is a term's own variable.
  var hasKernelOfLocal: Bool {
    contains { if case .network(_, _, let a) = $0 { a.hasLocal } else { false } }
  }

  /// Whether something occurs that changes with k, but for k itself.
  var hasSequence: Bool { contains { if case .sequence = $0 { true } else { false } } }

  /// Whether a part has a property.
  func contains(_ property: (CoqExpression) -> Bool) -> Bool {
    if property(self) { return true }
    switch self {
    case .variable, .local, .rational, .pi, .count, .natural, .named: return false
    case .unary(_, let a), .kernel(_, let a), .power(let a, _), .network(_, _, let a):
      return a.contains(property)
    case .binary(_, let a, let b), .sequence(.iterates(let a, _, let b)):
      return a.contains(property) || b.contains(property)
    case .sequence(let sequence): return sequence.source?.contains(property) ?? false
    }
  }

  /// Whether a variable of a term's own occurs.
  var hasLocal: Bool { contains { if case .local = $0 { true } else { false } } }
}

extension CoqExpression.NetworkQuantity {
  /// Whether it is an entry of a kernel, of which there are derivatives.
  var isEntry: Bool {
    switch self {
    case .kii, .kij: true
    case .lambda2, .tangent, .eq12: false
    }
  }
}

extension CoqFormula {
  /// What has names in it, each once, in the order of these.
  var named: [CoqNamed] {
    var all: [CoqNamed] = []
    for named in expressions.flatMap(\.named) where !all.contains(named) { all.append(named) }
    return all
  }
}
