import CertificateVerification
import ExactArithmetic

/// What the additions of a certificate's case say: hints, and steps that reduce the formula to others, as terms of
/// the Coq library's type `step`.
struct CoqReduction {
  /// Other ways to write expressions, and products, of whose factors Coq looks at the signs.
  private(set) var hints: [CoqExpression] = []
  private(set) var steps: [String] = []

  init(
    _ additions: [ElaboratedCertificate.Addition], of formula: CoqFormula,
    _ read: (String) throws(CoqCertificateError) -> CoqExpression
  ) throws(CoqCertificateError) {
    let differences = formula.orientedDifferences
    for addition in additions {
      switch addition.kind {
      case .form, .factors:
        let hint = try read(addition.text).expanded
        if !hints.contains(hint) { hints.append(hint) }
        guard let text = addition.denominator else { continue }
        let denominator = try read(text).expanded
        steps.append("Denominator \(addition.atom) \(hint.syntax) \(denominator.syntax)")
      case .rises: steps.append("Rises \(addition.atom) \(addition.text)")
      case .falls: steps.append("Falls \(addition.atom) \(addition.text)")
      case .put:
        let words = addition.text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let variable = Int(words[0]),
          differences.indices.contains(addition.atom)
        else {
          throw CoqCertificateError("the certificate puts a variable in place of a term ('put')")
        }
        let term = try read(words[1])
        let pattern = differences[addition.atom].replacing {
          $0 == term ? .variable(variable) : nil
        }
        guard pattern != differences[addition.atom] else {
          throw CoqCertificateError("the term for which a variable is put ('put') is not found")
        }
        steps.append("Put \(addition.atom) \(variable) \(term.syntax) \(pattern.syntax)")
      case .terms:
        let terms = try read(addition.text).terms
        for hint in terms.map(\.expanded) where !hints.contains(hint) { hints.append(hint) }
        let list = terms.map(\.syntax).joined(separator: "; ")
        steps.append("Terms \(addition.atom) [\(list)]")
      case .inverse:
        guard differences.indices.contains(addition.atom),
          let step = Self.inverse(
            try read(addition.text), in: differences[addition.atom], addition.atom)
        else {
          throw CoqCertificateError("the certificate compares a function's argument ('inverse')")
        }
        steps.append(step)
      }
    }
  }

  /// Adds steps for comparisons that are affine in a variable, with a slope in which others occur: where a
  /// certificate shows them by what they are at the ends of that variable's interval, it does not say so.
  mutating func takeAffineVariables(of formula: CoqFormula, count: Int) {
    guard steps.isEmpty, hints.isEmpty, count > 1, case .comparison(_, let relation, _) = formula,
      relation != .equal, relation != .notEqual,
      let difference = formula.differences.first?.expanded
    else { return }
    for variable in 0..<count {
      guard difference.degree(in: variable) == 1 else { continue }
      func with(_ value: Int) -> CoqExpression {
        difference.replacing(variable: { $0 == variable ? .integer(value) : .variable($0) })
      }
      guard with(1).hasVariables, difference.hasProduct(with: variable) else { continue }
      steps.append("Affine 0 \(variable)")
      return
    }
  }

  /// The step that compares the argument u of a function f in an expression c·(f(u) − r); `like` is another way to
  /// write f(u), times a number. The function is found in the expression by its kind and its size.
  private static func inverse(
    _ like: CoqExpression, in expression: CoqExpression, _ atom: Int
  ) -> String? {
    guard let (function, _) = like.invertible else { return nil }
    var candidates: [CoqExpression] = []
    _ = expression.contains { part in
      if part.invertible?.function == function { candidates.append(part) }
      return false
    }
    let nearest = candidates.min { abs($0.size - like.size) < abs($1.size - like.size) }
    guard let found = candidates.contains(like) ? like : nearest,
      let (_, argument) = found.invertible
    else { return nil }
    func with(_ value: Int) -> CoqExpression {
      expression.replacing { $0 == found ? .integer(value) : nil }
    }
    let factor = CoqExpression.binary(.subtract, with(1), with(0))
    let other = CoqExpression.unary(.negate, .binary(.divide, with(0), factor))
    return
      "Inverse \(atom) \(function) \(argument.syntax) \(other.syntax) \(factor.syntax)"
  }
}

extension CoqFormula {
  /// The differences that the comparisons say to be positive, not negative or 0, in their order.
  fileprivate var orientedDifferences: [CoqExpression] {
    switch self {
    case .comparison(let a, .less, let b), .comparison(let a, .lessOrEqual, let b):
      [.binary(.subtract, b, a)]
    case .and(let a, let b): a.orientedDifferences + b.orientedDifferences
    default: differences
    }
  }
}

extension CoqExpression {
  /// What is added.
  fileprivate var terms: [CoqExpression] {
    if case .binary(.add, let a, let b) = self { a.terms + b.terms } else { [self] }
  }

  /// The degree in a variable of what is a polynomial in it; nil where it is none, or may be of a higher degree than 1.
  fileprivate func degree(in variable: Int) -> Int? {
    switch self {
    case .variable(let index): return index == variable ? 1 : 0
    case .unary(.negate, let a): return a.degree(in: variable)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      guard let a = a.degree(in: variable), let b = b.degree(in: variable) else { return nil }
      return max(a, b)
    case .binary(.multiply, let a, let b):
      guard let a = a.degree(in: variable), let b = b.degree(in: variable), a + b < 2 else {
        return nil
      }
      return a + b
    case .binary(.divide, let a, let b):
      return b.contains { $0 == .variable(variable) } ? nil : a.degree(in: variable)
    default: return contains { $0 == .variable(variable) } ? nil : 0
    }
  }

  /// Whether a term that depends on the variable is multiplied by others that depend on other variables.
  fileprivate func hasProduct(with variable: Int) -> Bool {
    contains { part in
      guard case .binary(.multiply, let a, let b) = part else { return false }
      func isOwn(_ e: CoqExpression) -> Bool { e.contains { $0 == .variable(variable) } }
      func hasOther(_ e: CoqExpression) -> Bool {
        e.contains { if case .variable(let index) = $0 { index != variable } else { false } }
      }
      return isOwn(a) && hasOther(b) || isOwn(b) && hasOther(a)
    }
  }

  /// A function with an inverse that the library's `Reductions` knows, and its argument.
  fileprivate var invertible: (function: String, argument: CoqExpression)? {
    switch self {
    case .unary(.arccosine, let a): ("Arccosine", a)
    case .unary(.arctangent, let a): ("Arctangent", a)
    case .unary(.logarithm, let a): ("Logarithm", a)
    default: nil
    }
  }
}
