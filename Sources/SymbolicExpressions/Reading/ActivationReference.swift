import ExactArithmetic

/// An activation as it is written: a name with its parameters, or an expression in u. What kernel belongs
/// to it is decided elsewhere.
///
/// Text form: `relu`, `arc_cosine(2)`, in general `name` or `name(p, q, …)` with rational parameters, or
/// an expression such as `u*exp(-u^2)`, which is any text that is no name and whose only variable is u.
/// The form is canonical: the arc-cosine activation of order 1 *is* `relu`, and expressions have no
/// spaces.
public struct ActivationReference: Sendable, Hashable {
  /// The activation's name: a letter followed by letters, digits and underscores; empty for an
  /// activation that is given by its ``expression``.
  public let name: String
  /// The parameters, exactly as many as the activation takes.
  public let parameters: [Rational]
  /// σ(u) as an expression in the variable u, where the activation is given so.
  public let expression: String?

  /// max(0, u).
  public static let relu = ActivationReference(unchecked: "relu", [])
  /// u itself: a purely linear edge.
  public static let identity = ActivationReference(unchecked: "identity", [])

  /// max(0, u)ⁿ, the activation of the arc-cosine kernel of order n (Cho & Saul, 2009); order 0 is
  /// the step function and order 1 is ``relu``.
  ///
  /// - Precondition: `order` ≥ 0.
  public static func arcCosine(order: Int) -> ActivationReference {
    precondition(order >= 0, "ActivationReference: negative order")
    return order == 1 ? .relu : .init(unchecked: "arc_cosine", [Rational(order)])
  }

  /// An activation by name, or nil where ``problem(name:parameters:)`` finds fault with it.
  public init?(name: String, parameters: [Rational] = []) {
    guard ActivationReference.problem(name: name, parameters: parameters) == nil else {
      return nil
    }
    let reference = ActivationReference(unchecked: name, parameters)
    self = reference.arcCosineOrder == 1 ? .relu : reference
  }

  private init(unchecked name: String, _ parameters: [Rational], expression: String? = nil) {
    self.name = name
    self.parameters = parameters
    self.expression = expression
  }

  /// The order n where the activation is max(0, u)ⁿ (``relu`` included), otherwise nil.
  public var arcCosineOrder: Int? {
    switch name {
    case "relu": 1
    case "arc_cosine": parameters.first?.asInt
    default: nil
    }
  }

  /// What is wrong with a name and its parameters, or nil where nothing is.
  ///
  /// `relu` and `identity` take no parameter; `arc_cosine` takes its order, an integer ≥ 0. Of any
  /// other activation only the form of the name is checked.
  public static func problem(name: String, parameters: [Rational]) -> String? {
    guard isName(name) else {
      return "an activation's name is letters, digits and underscores, not \"\(name)\""
    }
    switch name {
    case "relu", "identity":
      return parameters.isEmpty ? nil : "the activation \(name) takes no parameter"
    case "arc_cosine":
      guard parameters.count == 1, let order = parameters[0].asInt else {
        return "the activation arc_cosine takes one parameter, its order, an integer"
      }
      return order >= 0 ? nil : "the order of arc_cosine is \(order); it must not be negative"
    default:
      return nil
    }
  }

  private static func isName(_ text: String) -> Bool {
    let isLetter = { (byte: UInt8) in 65...90 ~= byte || 97...122 ~= byte }
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { isLetter($0) || 48...57 ~= $0 || $0 == UInt8(ascii: "_") }
  }
}

extension ActivationReference: LosslessStringConvertible {
  /// The canonical text form; `ActivationReference(_:)` reads it back.
  public var description: String {
    if let expression { return expression }
    return parameters.isEmpty
      ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
  }

  /// The form within a term, `dual(NAME; a, b, c)`: expressions stand in quotes.
  package var termText: String { expression == nil ? description : "\"\(description)\"" }

  /// Reads the text form; nil where ``reading(_:)`` finds fault.
  public init?(_ description: String) {
    guard case .success(let reference) = ActivationReference.reading(description) else {
      return nil
    }
    self = reference
  }

  /// What is wrong with the text of an activation.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    package let description: String

    /// The problem that `description` states.
    package init(_ description: String) { self.description = description }
  }

  /// Reads the text form, a name first and otherwise an expression in u.
  package static func reading(_ text: String) -> Result<ActivationReference, Problem> {
    if let (name, parameters) = parts(of: text), isName(name), name != "u" {
      if let problem = problem(name: name, parameters: parameters) {
        return .failure(Problem(problem))
      }
      let reference = ActivationReference(unchecked: name, parameters)
      return .success(reference.arcCosineOrder == 1 ? .relu : reference)
    }
    return readingExpression(text)
  }

  /// Reads an expression whose only variable is u; which functions it may use is decided with its kernel.
  private static func readingExpression(_ text: String) -> Result<ActivationReference, Problem> {
    let excerpt = text.excerpt(0..<text.utf8.count)
    do {
      let term = try TermParser.parse(text)
      for item in term.items {
        switch item.operation {
        case .name(let name) where name != "u" && name != "pi":
          return .failure(
            Problem(
              "an activation is a name or an expression in u; \"\(excerpt)\" has \(name) in it"))
        case .text, .activation, .label, .iterate:
          return .failure(Problem("\"\(excerpt)\" is no expression in u"))
        default: continue
        }
      }
      guard term.items.contains(where: { $0.operation == .name("u") }) else {
        return .failure(
          Problem("an activation is a name or an expression in u; \"\(excerpt)\" is neither"))
      }
      let tokens = try Lexer.tokens(of: text)
      let bytes = Array(text.utf8)
      let spelled = tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }
      return .success(ActivationReference(unchecked: "", [], expression: spelled.joined()))
    } catch {
      return .failure(
        Problem("\"\(excerpt)\" is no activation, neither a name nor an expression in u: \(error)"))
    }
  }

  /// Takes `name(p, q)` with rational parameters apart; nil for anything else.
  private static func parts(of text: String) -> (name: String, parameters: [Rational])? {
    guard let opening = text.firstIndex(of: "(") else { return (text, []) }
    guard text.last == ")" else { return nil }
    let list = text[text.index(after: opening)...].dropLast()
    var parameters: [Rational] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      guard let parameter = Rational(String(trimmed)) else { return nil }
      parameters.append(parameter)
    }
    return (String(text[..<opening]), parameters)
  }
}
