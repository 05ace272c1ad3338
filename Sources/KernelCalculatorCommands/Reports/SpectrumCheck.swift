import ArgumentParser
import ExactJSON
import KernelCalculator

/// What `check` says of a certificate of a smallest eigenvalue.
struct SpectrumCheck {
  private var statement: String?
  private var reason: String?

  init(_ text: String) {
    do {
      let certificate = try SpectrumCertificate(text)
      statement = certificate.statement
      if try !certificate.isReplayed(threads: BatchOptions.cores) {
        reason = "no factorisation proves it"
      }
    } catch {
      reason = "\(error)"
    }
  }

  /// Prints it; throws the exit code, 0 for a proof.
  func report(asJSON: Bool) throws {
    if asJSON {
      let object: JSON = [
        "schema": JSON.schema, "valid": .bool(reason == nil),
        "statement": statement.map { .string($0) } ?? .null,
        "verdict": statement == nil ? .null : "proved",
        "reason": reason.map { .string($0) } ?? .null,
      ]
      Console.write(object.text() + "\n")
    } else {
      if let statement { Console.write("\(statement)\n") }
      Console.write(reason.map { "not valid: \($0)\n" } ?? "valid: the statement is proved\n")
    }
    throw ExitCode(reason == nil ? 0 : Failure.Kind.refuted.rawValue)
  }
}
