import CertificateChecking
import CertificateVerification
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A statement of a form that the Coq library's checkers can decide: whole numbers of ranges, or one network,
/// or neither, are quantified, and then real variables, all in one way.
package struct CoqStatement: Sendable {
  let statement: Statement
  /// The quantified whole numbers, all in one way.
  let integers: [(kind: QuantifierKind, name: String, range: ClosedRange<Int>)]
  /// The quantified network, if there is one.
  let network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
  /// The quantified real variables.
  let variables: [(kind: QuantifierKind, name: String, interval: RealInterval)]

  /// The most real variables, and values of the whole numbers.
  private static let (mostVariables, mostInstances) = (9, 100)

  /// Looks at the statement's form; the error says what has no counterpart in the Coq library, and
  /// where.
  package init(_ statement: Statement) throws(SyntaxError) {
    self.statement = statement
    var integers: [(kind: QuantifierKind, name: String, range: ClosedRange<Int>)] = []
    var network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
    var variables: [(kind: QuantifierKind, name: String, interval: RealInterval)] = []
    for quantified in statement.prefix {
      switch quantified.domain {
      case .integers(let range)
      where network == nil && variables.isEmpty
        && integers.allSatisfy { $0.kind == quantified.kind }:
        integers.append((quantified.kind, quantified.name, range))
      case .networks(let domain) where network == nil && variables.isEmpty && integers.isEmpty:
        guard domain.space != .nasBench201 else {
          throw SyntaxError(
            "a Coq certificate knows complete(H) and lists of networks, not \(domain)", at: 0,
            in: statement.source)
        }
        network = (quantified.kind, quantified.name, domain)
      case .real(let interval)
      where variables.allSatisfy { $0.kind == quantified.kind }
        && variables.count < Self.mostVariables:
        variables.append((quantified.kind, quantified.name, interval))
      default:
        throw SyntaxError(
          "a Coq certificate speaks of whole numbers or at most one network, and then of real "
            + "variables, up to \(Self.mostVariables), that are quantified in one way",
          at: 0, in: statement.source)
      }
    }
    self.integers = integers
    self.network = network
    self.variables = variables
    let count = integers.reduce(Integer(1)) { $0 * Integer($1.range.count) }
    guard count <= Integer(Self.mostInstances) else {
      throw SyntaxError(
        "a Coq certificate writes out up to \(Self.mostInstances) values of whole numbers, not \(count)",
        at: 0, in: statement.source)
    }
    for values in instances {
      var reader = reader(networks: someNetworks, integers: values)
      _ = try formula(&reader)
    }
  }

  /// The values of the whole numbers, in the order of the quantifiers; one without any where there are none.
  var instances: [[String: Int]] {
    var all: [[String: Int]] = [[:]]
    for (_, name, range) in integers {
      all = all.flatMap { values in range.map { values.merging([name: $0]) { $1 } } }
    }
    return all
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

  /// What reads the statement's formula, the networks and whole numbers being these.
  func reader(networks: [String: NetworkGraph], integers: [String: Int] = [:]) -> CoqReader {
    let correlations = variables.indices.filter {
      -1 <= variables[$0].interval.lower && variables[$0].interval.upper <= 1
    }
    return CoqReader(
      variables: variables.map(\.name), correlations: Set(correlations), networks: networks,
      integers: integers)
  }

  /// Some choice for the quantified network.
  var someNetworks: [String: NetworkGraph] {
    guard let network else { return [:] }
    for first in network.domain.networks() { return [network.name: first] }
    return [:]
  }

  /// A Coq file that proves what `certificate` proves: the statement, or its negation.
  ///
  /// The file is checked with `coqc -R Proofs/Coq KernelCalculator FILE.v`. What the search for it finds
  /// acceptable is likely to be accepted there, and only there is it decided.
  package func file(for certificate: Certificate) throws(CoqCertificateError) -> String {
    guard integers.isEmpty else { return try CoqInstancesFile(self, certificate).text }
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
      chosen[network.name] = graph
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
