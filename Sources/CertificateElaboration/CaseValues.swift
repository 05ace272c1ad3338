import CertificateVerification
import NetworkGraphs
import Statements

/// The values of the variables in front of the real ones in one case, as the search has them and as the checker has
/// them.
struct CaseValues: Sendable {
  private(set) var searched: [String: Choice] = [:]
  private(set) var chosen: [String: ChosenValue] = [:]
  /// The checker's texts.
  private(set) var texts: [String] = []

  /// The values that the search names by texts.
  init(
    _ names: [String], _ statements: (StatementText, Statement)
  ) throws(Elaborator.Failure) {
    let quantifiers = zip(statements.0.outer, statements.1.finiteVariables)
    for (name, (own, other)) in zip(names, quantifiers) {
      guard let value = Self.value(name, other.domain, searched),
        let choice = Self.choice(value, own.domain, chosen)
      else { throw Elaborator.Failure("'\(name)' is no value of \(own.name)") }
      searched[other.name] = value
      chosen[own.name] = choice
      texts.append(choice.text)
    }
  }

  private static func value(
    _ name: String, _ domain: QuantifiedDomain, _ known: [String: Choice]
  ) -> Choice? {
    switch domain {
    case .networks: return (try? NetworkGraph(parsing: name)).map { .network($0) }
    case .integers: return Int(name).map { .integer($0) }
    case .every:
      let words = name.split { $0 == " " || $0 == "." }
      guard (2...3).contains(words.count), let number = Int(words[1]),
        let way = words.count == 2 ? 0 : Int(words[2])
      else { return Int(name).map { .integer($0) } }
      // step 2.1: the step for the second comparison, by the way with the number 1.
      return words[0] == "start" ? .start(number - 1) : .step(number - 1, way: way)
    default: return domain.choices(known).first { $0.text == name }
    }
  }

  private static func choice(
    _ value: Choice, _ domain: StatementText.Domain,
    _ known: [String: ChosenValue]
  ) -> ChosenValue? {
    switch value {
    case .integer(let number): return .integer(number)
    case .network(let network):
      return (try? Network(network.digitString ?? network.digits)).map { .network($0) }
    case .edge(let edge):
      return domain.choices(known).first { choice in
        guard case .edge(let own) = choice else { return false }
        return (own.source, own.target, own.isParameterised)
          == (edge.source, edge.target, edge.operation.isParameterised)
      }
    case .start(let claim): return .start(claim)
    case .step(let claim, _): return .step(claim)
    }
  }

  /// The same case, and of a step by the other ways to show it.
  func ways(_ statement: Statement) -> [CaseValues] {
    guard
      let (name, part) = searched.first(where: { if case .step = $0.value { true } else { false } })
    else { return [self] }
    let others = (0..<statement.inductionWays(part, searched)).map(part.by).filter { $0 != part }
    return [self]
      + others.map { other in
        var values = self
        values.searched[name] = other
        return values
      }
  }

  /// Whether this is where an induction starts.
  var isStart: Bool {
    chosen.values.contains { if case .start = $0 { true } else { false } }
  }

  /// The step of an induction that this is a case of, with the name of its number.
  var step: (name: String, claim: Int)? {
    for (name, choice) in chosen {
      if case .step(let claim) = choice { return (name, claim) }
    }
    return nil
  }
}

extension NetworkGraph {
  /// The digits of a network whose skips and parameterised edges have names, as a benchmark's cells.
  fileprivate var digits: String {
    (1..<nodeCount).map { target in
      (0..<target).map { source in
        let edge = edges.first { $0.source == source && $0.target == target }
        return edge.map { $0.operation.isParameterised ? "2" : "1" } ?? "0"
      }.joined()
    }.joined(separator: "_")
  }
}
