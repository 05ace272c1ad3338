import CertificateChecking
import ExactArithmetic
import KernelVocabulary
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A statement of a form that the Coq library's checker can decide: at most one network and at most one
/// real variable are quantified, the network first, and the variable ranges over a part of [−1, 1].
package struct CoqStatement: Sendable {
  let statement: Statement
  /// The quantified network, if there is one.
  let network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
  /// The quantified real variable, if there is one.
  let variable: (kind: QuantifierKind, name: String, interval: RealInterval)?

  /// Looks at the statement's form; the error says what has no counterpart in the Coq library, and
  /// where.
  package init(_ statement: Statement) throws(SyntaxError) {
    self.statement = statement
    var network: (kind: QuantifierKind, name: String, domain: NetworkDomain)?
    var variable: (kind: QuantifierKind, name: String, interval: RealInterval)?
    for quantified in statement.prefix {
      switch quantified.domain {
      case .networks(let domain) where network == nil && variable == nil:
        network = (quantified.kind, quantified.name, domain)
      case .real(let interval) where variable == nil:
        guard -1 <= interval.lower, interval.upper <= 1 else {
          throw SyntaxError(
            "a Coq certificate needs \(quantified.name) in a part of [-1, 1], not in \(interval)",
            at: 0, in: statement.source)
        }
        variable = (quantified.kind, quantified.name, interval)
      default:
        throw SyntaxError(
          "a Coq certificate speaks of at most one network and one real variable, the network first",
          at: 0, in: statement.source)
      }
    }
    self.network = network
    self.variable = variable
    var reader = CoqReader(variable: variable?.name, networks: someNetworks)
    _ = try reader.read(statement.formula)
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
        throw CoqCertificateError(
          "the verdict is about every network of \(network.domain); a Coq certificate can only name "
            + "one that decides")
      }
      let text = certificate.cases.first?.networks.first
      guard let graph = text.flatMap({ try? NetworkGraph(parsing: $0) }) else {
        throw CoqCertificateError("the deciding network is not known")
      }
      chosen[network.name] = graph
    }
    var reader = CoqReader(variable: variable?.name, networks: chosen)
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

  private func proof(
    of formula: CoqFormula, _ isProved: Bool, _ certificate: Certificate
  ) throws(CoqCertificateError) -> CoqProof {
    let expanded = formula.expanded
    guard let variable else {
      if let proof = CoqProof(constant: expanded, isProved) { return proof }
      throw CoqCertificateError("the checker of the Coq library does not decide the constants")
    }
    let proof: CoqProof?
    if (variable.kind == .forall) == isProved {
      proof = CoqProof(covering: expanded, isProved, on: variable.interval)
    } else if case .point(let values, _)? = certificate.cases.first?.evidence,
      let point = values.first
    {
      proof = CoqProof(at: point, expanded, isProved)
    } else {
      throw CoqCertificateError("the deciding point is not a fraction")
    }
    if let proof { return proof }
    throw CoqCertificateError(
      "the checker of the Coq library does not decide it: sides that meet inside the interval, or at "
        + "-1 or 1 beyond order (1 - x)^(3/2), are out of its reach")
  }
}

/// Why there is no Coq file for a decided statement.
package struct CoqCertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message.
  package let description: String

  init(_ description: String) { self.description = description }
}
