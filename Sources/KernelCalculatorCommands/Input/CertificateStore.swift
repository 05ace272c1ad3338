import CertificateVerification
import KernelCalculator
import Synchronization

/// Certificates by the checksums of their statements: in a directory where there is one, and in memory.
///
/// A certificate that was kept counts only after it has been replayed.
final class CertificateStore: Sendable {
  /// A certificate that proves its verdict.
  struct Entry: Sendable {
    let verdict: Verdict
    /// Where it is kept; nil in memory alone.
    let path: String?
    /// The SHA-256 checksum of its text.
    let checksum: String
  }

  private let directory: String?
  /// What has been replayed or found by this process, by statement.
  private let known = Mutex<[String: Entry]>([:])

  init(directory: String?) { self.directory = directory }

  /// The certificate of an earlier run, if there is one and it still proves what it says.
  func replayed(_ statement: Statement) -> Entry? {
    if let entry = known.withLock({ $0[statement.source] }) { return entry }
    guard let path = path(for: statement), Files.isRegular(path),
      let text = try? Files.text(path), let verdict = Self.verdict(text, statement.source)
    else { return nil }
    return remember(text, verdict, path, statement)
  }

  /// What a text shows of a statement, if it is a certificate for it that is accepted.
  private static func verdict(_ text: String, _ source: String) -> Verdict? {
    if let certificate = try? Certificate(text) {
      let isValid = certificate.statement == source && (try? Replayer.check(certificate)) != nil
      return isValid ? certificate.verdict : nil
    }
    guard let checked = try? CertificateChecker.check(text), checked.statement == source else {
      return nil
    }
    return checked.isProof ? .proved : .refuted
  }

  /// Keeps a certificate that has just been found and checked; nil where what was found has none.
  func keep(_ certificate: Certificate, for statement: Statement) throws -> Entry? {
    guard let text = certificate.text else { return nil }
    let path = path(for: statement)
    if let directory, let path {
      try Files.makeDirectory(directory)
      try Files.write(text, to: path)
    }
    return remember(text, certificate.verdict, path, statement)
  }

  private func remember(
    _ text: String, _ verdict: Verdict, _ path: String?, _ statement: Statement
  ) -> Entry {
    let entry = Entry(
      verdict: verdict, path: path, checksum: SHA256.hexadecimal(of: text.utf8))
    known.withLock { $0[statement.source] = entry }
    return entry
  }

  private func path(for statement: Statement) -> String? {
    directory.map {
      "\($0)/\(SHA256.hexadecimal(of: statement.source.utf8).prefix(16)).certificate"
    }
  }
}
