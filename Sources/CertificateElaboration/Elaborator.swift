import CertificateChecking
import CertificateVerification
import ExactArithmetic
import IntervalArithmetic
import KernelVocabulary
import NetworkGraphs
import RigorousEvaluation
import Statements
import SymbolicExpressions
import Synchronization

/// Completes what a search has found to a certificate that carries its evidence.
///
/// The search says where the domain is cut and by which kind of argument each piece was settled; here each
/// piece gets a rule of the checker that settles it, with the numbers that the rule needs, the pieces being
/// cut further where no rule does. The checker is asked before anything is written down. (The model is
/// VIPR, whose `viprcomp` completes what `viprchk` checks.)
package struct Elaborator: Sendable {
  /// Why a certificate could not be completed.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
  }

  private let threads: Int
  /// The most leaves of one case, apart from a rule that settles all at once.
  private let mostLeaves: Int
  private let isCancelled: @Sendable () -> Bool

  package init(
    threads: Int = 1, mostLeaves: Int = 20_000,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = threads
    self.mostLeaves = mostLeaves
    self.isCancelled = isCancelled
  }

  /// The certificate of format 2 of what was found for a statement; if not `isTried`, covers have the search's own
  /// methods as rules, of which the checker has not been asked.
  package func elaborate(
    _ certificate: Certificate, of statement: Statement, isTried: Bool = true
  ) throws(Failure) -> ElaboratedCertificate {
    let texts: (StatementText, Statement)
    do { texts = (try StatementText(certificate.statement), statement) } catch {
      throw Failure("\(error)")
    }
    // What different texts may name, as cells of a benchmark with the same network, is one case.
    var known: Set<[String]> = []
    // What shows one of several cases with the same formula shows all.
    var open: [(values: [CaseValues], evidence: Certificate.Evidence)] = []
    for entry in certificate.cases {
      let values = try CaseValues(entry.networks, texts)
      guard known.insert(values.texts).inserted else { continue }
      if entry.repeatsFormula, !open.isEmpty {
        open[open.count - 1].values.append(values)
      } else {
        open.append(([values], entry.evidence))
      }
    }
    let groups = open
    let results = Mutex(
      [Result<[ElaboratedCertificate.Case], Failure>?](repeating: nil, count: groups.count))
    let next = Atomic(0)
    MultiprecisionRuntime.concurrently(min(threads, groups.count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= groups.count { break }
        let result = Result { () throws(Failure) in
          try elaborate(
            groups[index].values, groups[index].evidence, of: texts,
            certificate.verdict == .refuted, isTried: isTried)
        }
        results.withLock { $0[index] = result }
      }
    }
    var elaborated: [ElaboratedCertificate.Case] = []
    for result in results.withLock({ $0.compactMap { $0 } }) { elaborated += try result.get() }
    return ElaboratedCertificate(
      statement: certificate.statement, isProof: certificate.verdict == .proved, cases: elaborated)
  }

  /// The cases of several values with the same formula.
  private func elaborate(
    _ values: [CaseValues], _ evidence: Certificate.Evidence,
    of texts: (StatementText, Statement), _ isNegated: Bool, isTried: Bool
  ) throws(Failure) -> [ElaboratedCertificate.Case] {
    var reason: Failure?
    // Where the step of an induction is not shown as the search has shown it, there may be another way.
    for way in values[0].ways(texts.1) {
      do {
        let work = try CaseWork(texts, way, isNegated: isNegated, isCancelled, mostLeaves)
        let first = try work.complete(evidence, isTried: isTried)
        return values.map { other in
          var entry = first
          entry.values = other.texts
          return entry
        }
      } catch { reason = reason ?? (error as? Failure) ?? Failure("\(error)") }
    }
    throw reason ?? Failure("there is no way")
  }
}
