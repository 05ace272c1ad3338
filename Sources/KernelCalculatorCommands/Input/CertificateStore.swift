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
      let text = try? Files.text(path), let certificate = try? Certificate(text),
      certificate.statement == statement.source, (try? Replayer.check(certificate)) != nil
    else { return nil }
    return remember(text, certificate, path, statement)
  }

  /// Keeps a certificate that has just been found and replayed.
  func keep(_ certificate: Certificate, for statement: Statement) throws -> Entry {
    let path = path(for: statement)
    if let directory, let path {
      try Files.makeDirectory(directory)
      try Files.write(certificate.text, to: path)
    }
    return remember(certificate.text, certificate, path, statement)
  }

  private func remember(
    _ text: String, _ certificate: Certificate, _ path: String?, _ statement: Statement
  ) -> Entry {
    let entry = Entry(
      verdict: certificate.verdict, path: path, checksum: SHA256.hexadecimal(of: text.utf8))
    known.withLock { $0[statement.source] = entry }
    return entry
  }

  private func path(for statement: Statement) -> String? {
    directory.map {
      "\($0)/\(SHA256.hexadecimal(of: statement.source.utf8).prefix(16)).certificate"
    }
  }
}
