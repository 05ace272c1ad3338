import CertificateChecking
import CertificateVerification
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A statement of a form that the Coq library's checkers can decide: variables with finitely many values, or
/// every whole number, or neither, and then real variables that are quantified in one way.
package struct CoqStatement: Sendable {
  let statement: Statement
  /// The variables with finitely many values that are written out.
  let choosers: [Quantified]
  /// The network that is quantified over in Coq, if it is the only such variable.
  let network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
  /// The whole number that is quantified over in Coq: its name and the first.
  let every: (name: String, first: Int)?
  /// The quantified real variables.
  let variables: [(kind: QuantifierKind, name: String, interval: RealInterval)]
  /// The values of the variables with finitely many; one without any where there are none.
  let instances: [[String: Choice]]
  /// For all of them, or for some, as the variables are quantified.
  let cases: CoqCases

  /// The most real variables.
  private static let mostVariables = 9

  /// Looks at the statement's form; the error says what has no counterpart in the Coq library, and
  /// where.
  package init(_ statement: Statement) throws(SyntaxError) {
    self.statement = statement
    var choosers: [Quantified] = []
    var variables: [(kind: QuantifierKind, name: String, interval: RealInterval)] = []
    for quantified in statement.prefix {
      if case .real(let interval) = quantified.domain,
        variables.allSatisfy({ $0.kind == quantified.kind }),
        variables.count < Self.mostVariables
      {
        variables.append((quantified.kind, quantified.name, interval))
      } else if quantified.domain.isFinite, variables.isEmpty,
        choosers.allSatisfy({ $0.domain.every == nil }),
        choosers.isEmpty || quantified.domain.every == nil
      {
        choosers.append(quantified)
      } else {
        throw SyntaxError(
          "a Coq certificate speaks of variables with finitely many values, or of every whole number, and "
            + "then of real variables, up to \(Self.mostVariables), that are quantified in one way",
          at: 0, in: statement.source)
      }
    }
    self.variables = variables
    switch choosers.count == 1 ? choosers[0].domain : nil {
    case .networks(let domain)?:
      (network, every) = ((choosers[0].kind, choosers[0].name, domain), nil)
      choosers = []
    case .every(let numbers)?:
      (network, every) = (nil, (choosers[0].name, numbers.first))
      choosers = []
    default: (network, every) = (nil, nil)
    }
    self.choosers = choosers
    var instances: [[String: Choice]] = []
    cases = try CoqCases(of: choosers, listing: &instances, in: statement)
    self.instances = instances
    for values in instances {
      var reader = reader(networks: someNetworks, choices: values)
      _ = try formula(&reader)
    }
  }

  /// The statement's formula. Numbers that a network is to have are conditions of it: what they imply, or,
  /// where some network is asked for, parts of it.
  func formula(_ reader: inout CoqReader) throws(SyntaxError) -> CoqFormula {
    var result = try reader.read(statement.formula)
    guard let network else { return result }
    for condition in network.domain.conditions.reversed() {
      guard case .comparison(let statistic, let relation, let bound) = condition else { continue }
      let number = try reader.read(TermParser.parse("\(statistic.rawValue)(\(network.name))"))
      let met = CoqFormula.comparison(number, relation, .rational(bound))
      result = network.kind == .forall ? .implies(met, result) : .and(met, result)
    }
    return result
  }

  /// What reads the statement's formula, with these networks for the one that is quantified in Coq, these
  /// values of the variables that are written out, and k for every whole number, or a value of it.
  func reader(
    networks: [String: NetworkGraph] = [:], choices: [String: Choice] = [:], k: Int? = nil
  ) -> CoqReader {
    let correlations = variables.indices.filter {
      -1 <= variables[$0].interval.lower && variables[$0].interval.upper <= 1
    }
    var networks = networks
    var integers: [String: Int] = [:]
    var edges: [String: NetworkGraph.Edge] = [:]
    for (name, choice) in choices {
      switch choice {
      case .network(let value): networks[name] = value
      case .integer(let value): integers[name] = value
      case .edge(let value): edges[name] = value
      case .start, .step: break
      }
    }
    if let every, let k { integers[every.name] = k }
    return CoqReader(
      variables: variables.map(\.name), correlations: Set(correlations), networks: networks,
      integers: integers, edges: edges, every: k == nil ? every?.name : nil,
      isFixed: network == nil)
  }

  /// Some choice for the quantified network.
  var someNetworks: [String: NetworkGraph] {
    guard let network else { return [:] }
    for first in network.domain.withoutNames.networks() { return [network.name: first] }
    return [:]
  }

  /// A Coq file that proves what `certificate` proves: the statement, or its negation.
  ///
  /// The file is checked with `coqc -R Proofs/Coq KernelCalculator FILE.v`. What the search for it finds
  /// acceptable is likely to be accepted there, and only there is it decided.
  package func file(for certificate: Certificate) throws(CoqCertificateError) -> String {
    guard choosers.isEmpty else { return try CoqInstancesFile(self, certificate).text }
    if every != nil { return try CoqEveryFile(self, certificate).text }
    var chosen: [String: NetworkGraph] = [:]
    let isProved = certificate.verdict == .proved
    if let network {
      guard (network.kind == .exists) == isProved else {
        let read = certificate.text.flatMap { try? ElaboratedCertificate($0) }
        guard read != nil || variables.isEmpty else {
          throw CoqCertificateError(
            "the verdict is about every network of \(network.domain), and there is no certificate "
              + "of format 2")
        }
        return try CoqSpaceFile(self, isProved, read?.cases ?? []).text
      }
      let text = certificate.cases.first?.networks.first
      guard let graph = text.flatMap({ try? NetworkGraph(parsing: $0) }) else {
        throw CoqCertificateError("the deciding network is not known")
      }
      chosen[network.name] = graph.withoutLabels
    }
    var reader = reader(networks: chosen)
    let formula: CoqFormula
    do { formula = try self.formula(&reader) } catch { throw CoqCertificateError("\(error)") }
    if let network, !reader.met.contains(where: \.isBound) {
      throw CoqCertificateError("nothing is said of \(network.name)")
    }
    let proof = try proof(
      of: formula, isProved, certificate.cases.first,
      certificate.text.flatMap { try? ElaboratedCertificate($0).cases.first })
    return CoqFile(
      statement: self, isProved: isProved, formula: formula, networks: reader.met, proof: proof
    ).text
  }

  /// First what the search for the older checker, of one variable, finds acceptable; then what the
  /// certificate itself says.
  func proof(
    of formula: CoqFormula, _ isProved: Bool, _ found: Certificate.Case?,
    _ entry: ElaboratedCertificate.Case?
  ) throws(CoqCertificateError) -> CoqProof {
    if entry?.evidence.hasContactInside != true, let proof = search(formula, isProved, found) {
      return proof
    }
    guard let entry else {
      throw CoqCertificateError(
        "the checker of the Coq library for one variable does not decide it, and there is no "
          + "certificate of format 2")
    }
    return try CoqProof(entry, of: self, formula, isProved)
  }

  /// A proof for the checker of one variable; nil where the search for one has no success.
  private func search(
    _ formula: CoqFormula, _ isProved: Bool, _ found: Certificate.Case?
  ) -> CoqProof? {
    let expanded = formula.expanded
    if formula.hasNamed && !variables.isEmpty { return nil }
    if expanded.expressions.contains(where: \.hasTangent) {
      return variables.isEmpty ? CoqProof(numbers: isProved) : nil
    }
    guard let variable = variables.first else { return CoqProof(constant: expanded, isProved) }
    guard variables.count == 1, variable.interval.isWithinUnit else { return nil }
    if (variable.kind == .forall) == isProved {
      return CoqProof(covering: expanded, isProved, on: variable.interval)
    }
    guard case .point(let values, _)? = found?.evidence, let point = values.first
    else { return nil }
    return CoqProof(at: point, expanded, isProved)
  }
}

extension RealInterval {
  /// Whether it is a part of [−1, 1].
  var isWithinUnit: Bool { -1 <= lower && upper <= 1 }
}

/// Why there is no Coq file for a decided statement.
package struct CoqCertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message.
  package let description: String

  init(_ description: String) { self.description = description }
}
