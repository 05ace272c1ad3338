import CertificateChecking
import CertificateVerification
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A statement of a form that the Coq library's checkers can decide: at most one network is quantified,
/// and then real variables, all in one way.
package struct CoqStatement: Sendable {
  let statement: Statement
  /// The quantified network, if there is one.
  let network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
  /// The quantified real variables.
  let variables: [(kind: QuantifierKind, name: String, interval: RealInterval)]

  /// The most real variables.
  private static let mostVariables = 9

  /// Looks at the statement's form; the error says what has no counterpart in the Coq library, and
  /// where.
  package init(_ statement: Statement) throws(SyntaxError) {
    self.statement = statement
    var network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
    var variables: [(kind: QuantifierKind, name: String, interval: RealInterval)] = []
    for quantified in statement.prefix {
      switch quantified.domain {
      case .networks(let domain) where network == nil && variables.isEmpty:
        guard domain.hasCoqForm else {
          throw SyntaxError(
            "a Coq certificate knows complete(H) and lists of networks, and the conditions connected "
              + "and parameterised, not \(domain)", at: 0, in: statement.source)
        }
        network = (quantified.kind, quantified.name, domain)
      case .real(let interval)
      where variables.allSatisfy { $0.kind == quantified.kind }
        && variables.count < Self.mostVariables:
        variables.append((quantified.kind, quantified.name, interval))
      default:
        throw SyntaxError(
          "a Coq certificate speaks of at most one network and then of real variables, up to "
            + "\(Self.mostVariables), that are quantified in one way",
          at: 0, in: statement.source)
      }
    }
    self.network = network
    self.variables = variables
    var reader = reader(networks: someNetworks)
    _ = try reader.read(statement.formula)
  }

  /// What reads the statement's formula, the networks being these.
  func reader(networks: [String: NetworkGraph]) -> CoqReader {
    let correlations = variables.indices.filter {
      -1 <= variables[$0].interval.lower && variables[$0].interval.upper <= 1
    }
    return CoqReader(
      variables: variables.map(\.name), correlations: Set(correlations), networks: networks)
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
    var chosen: [String: NetworkGraph] = [:]
    let isProved = certificate.verdict == .proved
    if let network {
      guard (network.kind == .exists) == isProved else {
        guard let text = certificate.completed, let read = try? ElaboratedCertificate(text) else {
          throw CoqCertificateError(
            "the verdict is about every network of \(network.domain), and there is no certificate "
              + "of format 2")
        }
        return try CoqSpaceFile(self, isProved, read).text
      }
      let text = certificate.cases.first?.networks.first
      guard let graph = text.flatMap({ try? NetworkGraph(parsing: $0) }) else {
        throw CoqCertificateError("the deciding network is not known")
      }
      chosen[network.name] = graph
    }
    var reader = reader(networks: chosen)
    let formula: CoqFormula
    do { formula = try reader.read(statement.formula) } catch {
      throw CoqCertificateError("\(error)")
    }
    if let network, !reader.met.contains(where: \.isBound) {
      throw CoqCertificateError("nothing is said of \(network.name)")
    }
    let proof = try proof(of: formula, isProved, certificate)
    return CoqFile(
      statement: self, isProved: isProved, formula: formula, networks: reader.met, proof: proof
    ).text
  }

  /// First what the search for the older checker, of one variable, finds acceptable; then what the
  /// certificate itself says.
  private func proof(
    of formula: CoqFormula, _ isProved: Bool, _ certificate: Certificate
  ) throws(CoqCertificateError) -> CoqProof {
    let entry = certificate.completed.flatMap { try? ElaboratedCertificate($0).cases.first }
    if entry?.evidence.hasContactInside != true, let proof = search(formula, isProved, certificate)
    {
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
    _ formula: CoqFormula, _ isProved: Bool, _ certificate: Certificate
  ) -> CoqProof? {
    let expanded = formula.expanded
    guard let variable = variables.first else { return CoqProof(constant: expanded, isProved) }
    guard variables.count == 1, variable.interval.isWithinUnit else { return nil }
    if (variable.kind == .forall) == isProved {
      return CoqProof(covering: expanded, isProved, on: variable.interval)
    }
    guard case .point(let values, _)? = certificate.cases.first?.evidence, let point = values.first
    else { return nil }
    return CoqProof(at: point, expanded, isProved)
  }
}

extension NetworkDomain {
  /// Whether the Coq library has the space and the conditions.
  fileprivate var hasCoqForm: Bool {
    space != .nasBench201 && conditions.allSatisfy { $0 == .connected || $0 == .parameterised }
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
