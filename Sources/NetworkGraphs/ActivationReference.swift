import ExactArithmetic

/// The name of a parameterised edge's activation, with its parameters: what the graph knows of a
/// dual activation. Which kernel belongs to it is decided where kernels are composed.
///
/// Text form: `relu`, `identity`, `arc_cosine(2)`, in general `name` or `name(p, q, …)` with
/// rational parameters. The form is canonical: the arc-cosine activation of order 1 *is* `relu`.
public struct ActivationReference: Sendable, Hashable {
  /// The activation's name: a letter followed by letters, digits and underscores.
  public let name: String
  /// The parameters, exactly as many as the activation takes.
  public let parameters: [Rational]

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

  private init(unchecked name: String, _ parameters: [Rational]) {
    self.name = name
    self.parameters = parameters
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
    parameters.isEmpty
      ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
  }

  /// Reads the text form; nil where it is malformed or ``problem(name:parameters:)`` finds fault.
  public init?(_ description: String) {
    guard case .success(let (name, parameters)) = ActivationReference.parts(of: description) else {
      return nil
    }
    self.init(name: name, parameters: parameters)
  }

  struct Malformed: Error {}

  /// Takes `name(p, q)` apart.
  static func parts(of text: String) -> Result<(String, [Rational]), Malformed> {
    guard let opening = text.firstIndex(of: "(") else { return .success((text, [])) }
    guard text.last == ")" else { return .failure(Malformed()) }
    let list = text[text.index(after: opening)...].dropLast()
    var parameters: [Rational] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      guard let parameter = Rational(String(trimmed)) else { return .failure(Malformed()) }
      parameters.append(parameter)
    }
    return .success((String(text[..<opening]), parameters))
  }
}
