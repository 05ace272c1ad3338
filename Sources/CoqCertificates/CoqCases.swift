import Statements
import SymbolicExpressions

/// What is said of variables with finitely many values, written out: something of one choice of their values,
/// by its place among all, or all of some such, or one of them.
indirect enum CoqCases {
  case one(Int)
  case several(QuantifierKind, [CoqCases])

  /// The most choices that are written out.
  private static let most = 200

  /// The cases of the variables; adds the choices of their values to `all`, in order.
  init(
    of variables: [Quantified], listing all: inout [[String: Choice]], in statement: Statement
  ) throws(SyntaxError) {
    self = try Self.cases(variables[...], [:], &all, statement)
    if isEmpty { throw Self.nothing(statement) }
  }

  private static func cases(
    _ variables: ArraySlice<Quantified>, _ values: [String: Choice],
    _ all: inout [[String: Choice]], _ statement: Statement
  ) throws(SyntaxError) -> CoqCases {
    guard let variable = variables.first else {
      guard all.count < most else {
        throw SyntaxError(
          "a Coq certificate writes out up to \(most) values of whole numbers, networks and edges",
          at: 0, in: statement.source)
      }
      all.append(values)
      return .one(all.count - 1)
    }
    var members: [CoqCases] = []
    for choice in variable.domain.choices(values) {
      let next = try cases(
        variables.dropFirst(), values.merging([variable.name: choice]) { $1 }, &all, statement)
      // Variables that are quantified in one way are taken together.
      if case .several(variable.kind, let inner) = next {
        members += inner
      } else if next.isEmpty {
        throw nothing(statement)
      } else {
        members.append(next)
      }
    }
    return .several(variable.kind, members)
  }

  private static func nothing(_ statement: Statement) -> SyntaxError {
    SyntaxError("nothing is said in this statement", at: 0, in: statement.source)
  }

  private var isEmpty: Bool {
    if case .several(_, let members) = self { members.isEmpty } else { false }
  }

  /// The proposition, given that of each choice.
  func proposition(_ claims: [String]) -> String {
    switch self {
    case .one(let place): claims[place]
    case .several(let kind, let members):
      members.map { "(\($0.proposition(claims)))" }
        .joined(separator: kind == .forall ? " /\\ " : " \\/ ")
    }
  }

  /// Whether it is known, or refuted, where that is of these choices.
  func isShown(_ isProved: Bool, by known: Set<Int>) -> Bool {
    switch self {
    case .one(let place): known.contains(place)
    case .several(let kind, let members):
      (kind == .forall) == isProved
        ? members.allSatisfy { $0.isShown(isProved, by: known) }
        : members.contains { $0.isShown(isProved, by: known) }
    }
  }

  /// Proves it from theorems about choices.
  func proof(by known: Set<Int>) -> String {
    switch self {
    case .one(let place): return "exact \(Self.theorem(place))."
    case .several(.forall, let members):
      let proofs = members.map { $0.proof(by: known) }
      return zip(members, proofs).dropLast().map { member, proof in
        member.isOne ? "split; [\(proof.dropLast())|]. " : "split. { \(proof) } "
      }.joined() + (proofs.last ?? "")
    case .several(.exists, let members):
      let deciding = members.firstIndex { $0.isShown(true, by: known) } ?? 0
      return String(repeating: "right. ", count: deciding)
        + (deciding == members.count - 1 ? "" : "left. ") + members[deciding].proof(by: known)
    }
  }

  /// Refutes it, a hypothesis of this name, by theorems about choices.
  func refutation(of name: String, by known: Set<Int>) -> String {
    switch self {
    case .one(let place): return "exact (\(Self.theorem(place)) \(name))."
    case .several(.forall, let members):
      let deciding = members.firstIndex { $0.isShown(false, by: known) } ?? 0
      let names = members.indices.map { "\(name)\($0 + 1)" }
      let taken =
        names.count == 1
        ? "pose proof \(name) as \(names[0]). "
        : "destruct \(name) as (\(names.joined(separator: " & "))). "
      return taken + members[deciding].refutation(of: names[deciding], by: known)
    case .several(.exists, let members):
      let proofs = members.map { $0.refutation(of: name, by: known) }
      let split = "destruct \(name) as [\(name)|\(name)]"
      return zip(members, proofs).dropLast().map { member, proof in
        member.isOne ? "\(split); [\(proof.dropLast())|]. " : "\(split). { \(proof) } "
      }.joined() + (proofs.last ?? "")
    }
  }

  private var isOne: Bool { if case .one = self { true } else { false } }

  private static func theorem(_ place: Int) -> String { "case_\(place + 1).certified" }
}
