import ArcCosineKernels
import ArchitectureSpaces
import CertificateChecking
import CertificateElaboration
import CertificateVerification
import DataFiles
import ExactArithmetic
import ExactJSON
import LemmaFiles
import NetworkGraphs
import Statements
import SymbolicExpressions

/// A reader of something that a stranger may have written. Whatever the bytes are, it must give a value or
/// a located error: no trap, no endless loop, and what it writes of a value must read back as that value.
public enum FuzzedReader: String, CaseIterable, Sendable {
  case expression, statement, lemmas, network, json, supernet, csv, array, certificate, number
  /// The checker's own reading of statements beside the calculator's, and certificates of one line for the
  /// statement and for its negation, of which one at most may be accepted.
  case readings

  /// Reads `bytes`; traps where something that must hold does not.
  public func read(_ bytes: UnsafeRawBufferPointer) {
    if self == .array {
      _ = try? ExactTable(file: Array(bytes))
      return
    }
    guard let text = String(validating: bytes.bindMemory(to: UInt8.self), as: UTF8.self) else {
      return
    }
    switch self {
    case .expression: Self.readExpression(text)
    case .statement: Self.readStatement(text)
    case .lemmas: _ = try? LemmaFile(text)
    case .network: Self.readNetwork(text)
    case .json: _ = try? LocatedJSON.parse(text)
    case .supernet: _ = try? Supernet(json: text)
    case .csv: _ = try? ExactTable(csv: text)
    case .certificate: Self.readCertificate(text)
    case .number: Self.readNumber(text)
    case .readings: Self.compareReadings(text)
    case .array: break
    }
  }

  private static func readExpression(_ text: String) {
    let reader = TermReader(graph: ExpressionGraph(), library: .kernels)
    guard let read = try? reader.read(text) else { return }
    // Texts longer than any that is read are not promised to read back.
    guard let printed = read.expression.written(by: TextPrinter()),
      printed.utf8.count <= Lexer.largestSource
    else { return }
    let again = TermReader(
      graph: read.expression.graph, library: .kernels, variables: Set(read.expression.variables))
    do {
      let back = try again.read(printed).expression
      demand(back == read.expression, "\(printed) reads back otherwise")
    } catch { fatalError("\(printed) does not read back: \(error)") }
  }

  private static func readStatement(_ text: String) {
    guard let statement = try? Statement(text) else { return }
    do {
      let back = try Statement(statement.description)
      demand(back == statement, "\(statement) reads back as \(back)")
    } catch { fatalError("\(statement) does not read back: \(error)") }
  }

  private static func readNetwork(_ text: String) {
    guard let architecture = try? ArchitectureText(parsing: text) else { return }
    let network = architecture.network()
    // Larger ones take time, not other code.
    if network.edges.count > 2_000 { return }
    for format in ArchitectureFormat.allCases {
      guard let written = try? architecture.written(as: format), format != .dot else { continue }
      do {
        let back = try ArchitectureText(parsing: written).network()
        demand(
          back.pathPolynomial == network.pathPolynomial, "\(written) reads back otherwise")
      } catch { fatalError("\(written) does not read back: \(error)") }
    }
  }

  private static func readCertificate(_ text: String) {
    if let outline = try? Certificate(text) {
      demand((try? Certificate(outline.outline)) != nil, "\(outline.outline) does not read back")
    }
    _ = try? ElaboratedCertificate(text)
  }

  private static func readNumber(_ text: String) {
    // Numbers of many digits take time, not other code.
    guard let number = Rational(text), number.numerator.bitWidth < 20_000,
      number.denominator.bitWidth < 20_000
    else { return }
    demand(Rational(number.description) == number, "\(number) reads back otherwise")
  }

  /// What the checker reads as a statement, the calculator does, unless a term is undefined, which the
  /// checker finds out when it checks.
  private static func compareReadings(_ text: String) {
    guard CertificateChecker.reads(text) else { return }
    do { _ = try Statement(text) } catch {
      demand(
        "\(error)".contains("undefined"), "the checker alone reads \(text): \(error)")
    }
    func isAccepted(_ verdict: String) -> Bool {
      let statement = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { "statement: \($0)\n" }.joined()
      return ["natural 64", "derivative 64"].contains { line in
        let certificate =
          "kernelcalc certificate 2\n\(statement)verdict: \(verdict)\ncase\ncover\n\(line)\nend\n"
        return (try? CertificateChecker.check(certificate)) != nil
      }
    }
    demand(!(isAccepted("proved") && isAccepted("refuted")), "both verdicts are accepted: \(text)")
  }
}

/// Ends the process with a message where `condition` does not hold, in release builds too.
private func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
