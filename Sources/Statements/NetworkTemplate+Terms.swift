import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions

extension NetworkTemplate {
  /// The templates as functions of terms, `resnet(2*k, skip: 2)`, whose values are texts of networks.
  package static let functions: [String: Term.TextFunction] = Dictionary(
    uniqueKeysWithValues: allCases.map { template in
      (template.rawValue, { @Sendable arguments in template.text(arguments) })
    })

  private func text(
    _ arguments: [(label: String?, value: Rational)]
  ) -> Result<String, Term.TextFunctionError> {
    guard let length = arguments.first, length.label == nil else {
      return .failure(.init("expected \(form)"))
    }
    var words = ["\(length.value)"]
    for argument in arguments.dropFirst() {
      guard let label = argument.label else {
        return .failure(.init("expected \(form): parameters after k are given by name"))
      }
      words.append("\(label): \(argument.value)")
    }
    let text = "\(rawValue)(\(words.joined(separator: ", ")))"
    do throws(NetworkFormatError) {
      _ = try NetworkGraph(template: text)
      return .success(text)
    } catch {
      // Without the place, which is one in a text that nobody typed.
      return .failure(.init(error.problem + (error.expected.map { "; expected \($0)" } ?? "")))
    }
  }
}
