import ArgumentParser
import CertificateVerification
import ExactJSON
import KernelCalculator

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "check",
    abstract: "Check a certificate.",
    discussion: """
      Examples:
        kernelcalc prove 'f(0) = 1/pi' --certificate c && kernelcalc check c
        kernelcalc prove 'f(1) = 1' --certificate d && kernelcalc check d --json
        kernelcalc prove 'f(0) < 1' --certificate e && kernelcalc check e --coq e.v

      The checker reads the statement anew and verifies every piece of the proof, without any search; \
      it shares nothing with the prover but exact and interval arithmetic. kernelcalc-check is the \
      same checker alone. What it does not read or accept (networks in JSON, activations other than \
      ReLU and erf, some inductions) has certificates of format 1, which the prover's own replayer \
      evaluates; the output says which of the two did. For a certificate of \
      spectrum the matrix is factored anew. Exit code 0 valid, 1 not valid, 2 a file that \
      cannot be read, or a certificate of another format.
      """)

  @Argument(help: "The certificate's file; - for standard input.", completion: .file())
  var file: String

  @Option(name: .long, help: "Write a proof to this file that coqc checks (see Proofs/Coq).")
  var coq: String?

  @OptionGroup var output: JSONFlag

  func run() throws {
    let text = try Files.text(file)
    let outline = try? Certificate(text)
    if let coq, SpectrumCertificate.isBeginning(of: text) || outline != nil {
      throw Failure("--coq \(coq): only certificates of format 2 have a proof for Coq")
    }
    if SpectrumCertificate.isBeginning(of: text) {
      return try SpectrumCheck(text).report(asJSON: output.json)
    }
    var evaluations = 0
    if let outline {
      let reason = Self.failure { evaluations = try Replayer.check(outline) }
      try report(
        outline.statement, outline.verdict, reason, evaluations, by: "the replayer of format 1")
    }
    var certificate: ElaboratedCertificate?
    let reason = Self.failure {
      let read = try ElaboratedCertificate(text)
      certificate = read
      evaluations = try CertificateChecker.check(read)
    }
    if let reason, ElaboratedCertificate.isOfAnotherFormat(text) { throw Failure(reason) }
    if let coq, reason == nil { try Files.write(try Self.proof(of: text), to: coq) }
    try report(
      certificate?.statement, certificate.map { $0.isProof ? .proved : .refuted }, reason,
      evaluations, by: "the checker")
  }

  /// The proof for Coq of what a valid certificate proves, made from the certificate alone.
  private static func proof(of text: String) throws -> String {
    let certificate = try Certificate(outlineOf: text)
    let statement = try CoqStatement(Statement(certificate.statement))
    do { return try statement.file(for: certificate) } catch {
      throw Failure("the certificate is valid, but there is no proof for Coq: \(error)", .undecided)
    }
  }

  private static func failure(_ check: () throws -> Void) -> String? {
    do { try check() } catch { return "\(error)" }
    return nil
  }

  private func report(
    _ statement: String?, _ verdict: Verdict?, _ reason: String?, _ evaluations: Int,
    by checker: String
  ) throws -> Never {
    if output.json {
      let object: JSON = [
        "schema": JSON.schema, "valid": .bool(reason == nil),
        "statement": statement.map { .string($0) } ?? .null,
        "verdict": verdict.map { .string($0.rawValue) } ?? .null,
        "checker": .string(checker),
        "reason": reason.map { .string($0) } ?? .null, "evaluations": .integer(evaluations),
      ]
      Console.write(object.text() + "\n")
    } else {
      if let statement { Console.write("\(statement)\n") }
      Console.write(
        reason.map { "not valid: \($0)\n" }
          ?? "valid: the statement is \(verdict?.rawValue ?? "") "
          + "(\(checker), \(ProofReport.count(evaluations, "evaluation")))\n")
    }
    throw ExitCode(reason == nil ? 0 : Failure.Kind.refuted.rawValue)
  }
}
