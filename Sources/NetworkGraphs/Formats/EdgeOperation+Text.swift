import ExactArithmetic
import SymbolicExpressions

/// Operations as edge lists write them: `skip(1/2)`, `tanh(c=1,w=3/2,b=1/10)`, `sin(6/5,3/10,c=1)`.
extension EdgeOperation {
  /// The text between an edge's `-` and `>`: the paper's code where there is one; otherwise a skip with its
  /// scale, or an activation with its parameters and with those of c, w and b that are not 2, 1 and 0.
  package var text: String {
    switch self {
    case .unitSkip: return "1"
    case .relu: return "2"
    case .skip(let scale): return "skip(\(scale))"
    case .parameterised(let layer):
      let activation = layer.activation
      let settings = layer.settings.map { "\($0.number.letter)=\($0.value)" }
      var (name, arguments) = ("\"\(activation)\"", settings)
      if activation.expression == nil {
        (name, arguments) = (
          activation.name, activation.parameters.map(\.description) + settings
        )
      }
      return name + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ",")))")
    }
  }
}

extension ActivationReference {
  /// Reads an activation's text form; `problem` may find fault with one of a correct form.
  static func read(
    _ text: String, problem: (ActivationReference) -> String?
  ) -> Result<ActivationReference, Problem> {
    reading(text).flatMap { activation in
      problem(activation).map { .failure(Problem($0)) } ?? .success(activation)
    }
  }

  /// The same of an activation taken apart.
  static func read(
    name: String, parameters: [Rational], problem: (ActivationReference) -> String?
  ) -> Result<ActivationReference, Problem> {
    if let message = self.problem(name: name, parameters: parameters) {
      return .failure(Problem(message))
    }
    guard let activation = ActivationReference(name: name, parameters: parameters) else {
      return .failure(Problem("the activation \(name) is malformed"))
    }
    return problem(activation).map { .failure(Problem($0)) } ?? .success(activation)
  }
}

extension TextCursor {
  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_")
  }

  /// The operation of an edge, nil for an absent one.
  mutating func operation(
    _ activationProblem: (ActivationReference) -> String?
  ) throws(NetworkFormatError) -> EdgeOperation? {
    let start = offset
    let quote = next
    if take("\"") || take("'") {
      let activation = word { $0 != quote }
      guard next == quote, take("\"") || take("'") else {
        throw failure("the activation has no closing quote", expected: "an expression in quotes")
      }
      return try layer(activation, at: start, activationProblem, parameters: false)
    }
    let name = word(while: TextCursor.isWord)
    switch name {
    case "0": return nil
    case "1": return .unitSkip
    case "2": return .relu
    case "skip": return try skip(at: start)
    default:
      guard let first = name.utf8.first, TextCursor.isLetter(first) else {
        throw failure(
          name.isEmpty ? "the edge has no code" : "unknown code \"\(name.prefix(40))\"",
          expected: "0 (absent), 1 or skip, 2 or relu, or an activation such as "
            + "tanh(c=1,w=3/2,b=1/10)",
          at: start)
      }
      return try layer(name, at: start, activationProblem, parameters: true)
    }
  }

  private mutating func skip(at start: Int) throws(NetworkFormatError) -> EdgeOperation {
    guard next == UInt8(ascii: "(") else { return .unitSkip }
    let values = try arguments()
    guard values.count == 1, let scale = Rational(values[0].text), !scale.isZero else {
      throw failure(
        "the scale of the skip is no number other than 0", expected: "skip or skip(1/2)", at: start)
    }
    return .skip(scale: scale)
  }

  /// What follows an activation's name, or an activation in quotes, which has no parameters.
  private mutating func layer(
    _ name: String, at start: Int, _ activationProblem: (ActivationReference) -> String?,
    parameters hasParameters: Bool
  ) throws(NetworkFormatError) -> EdgeOperation {
    var parameters: [String] = []
    var numbers: [EdgeOperation.Layer.Number: Rational] = [:]
    if next == UInt8(ascii: "(") {
      for (text, place) in try arguments() {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
          .map { $0.trimmingSpaces }
        if parts.count == 1 && hasParameters && numbers.isEmpty {
          parameters.append(parts[0])
          continue
        }
        guard parts.count == 2, let value = Rational(parts[1]),
          let number = EdgeOperation.Layer.Number.allCases.first(where: { $0.letter == parts[0] })
        else {
          throw failure(
            "\"\(text.prefix(40))\" is no setting of an edge",
            expected: "c=, w= or b= and a number, after the activation's parameters", at: place)
        }
        if let problem = number.problem(value) { throw failure(problem, at: place) }
        guard numbers.updateValue(value, forKey: number) == nil else {
          throw failure("\(number.letter) is given twice", at: place)
        }
      }
    }
    let text = name + (parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))")
    switch ActivationReference.read(text, problem: activationProblem) {
    case .success(let activation): return .parameterised(.init(activation, numbers))
    case .failure(let problem): throw failure(problem.description, at: start)
    }
  }

  /// What stands between parentheses, separated by commas, with the places.
  mutating func arguments() throws(NetworkFormatError) -> [(text: String, place: Int)] {
    guard take("(") else { throw unexpected(expected: "\"(\"") }
    var result: [(text: String, place: Int)] = []
    repeat {
      skipSpaces()
      let place = offset
      let text = word { ![UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "(")].contains($0) }
      result.append((text.trimmingSpaces, place))
    } while take(",")
    guard take(")") else { throw unexpected(expected: "\",\" or \")\"") }
    return result
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    let bytes = Array(utf8)
    let start = bytes.firstIndex { !isSpace($0) } ?? 0
    let end = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
