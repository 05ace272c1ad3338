import CertificateVerification

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `kernelcalc-check [--json] FILE` (`-` for standard input): the checker alone. Exit code 0 valid, 1 not valid, 2
/// for a file that cannot be read, or a certificate of another format. With `--json` the same members as `kernelcalc
/// check --json`.
func contents(of descriptor: Int32) -> [UInt8]? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0 { return nil }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

func finish(_ message: String, _ code: Int32) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(code == 2 ? STDERR_FILENO : STDOUT_FILENO, line, line.count)
  exit(code)
}

/// A string as JSON.
func quoted(_ text: String) -> String {
  let characters = text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "\"", "\\": "\\\(scalar)"
    case "\n": "\\n"
    case _ where scalar.value < 32:
      "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2)
        + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }
  return "\"" + characters.joined() + "\""
}

var arguments = Array(CommandLine.arguments.dropFirst())
let asJSON = arguments.first == "--json"
if asJSON { arguments.removeFirst() }
guard arguments.count == 1, let path = arguments.first, !path.hasPrefix("--") else {
  finish("usage: kernelcalc-check [--json] FILE   (- for standard input)", 2)
}
let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
guard descriptor >= 0, let bytes = contents(of: descriptor) else {
  finish("error: '\(path)' cannot be read", 2)
}
guard let text = String(validating: bytes, as: UTF8.self) else {
  finish("error: '\(path)' is not UTF-8", 2)
}
let certificate = try? ElaboratedCertificate(text)
let verdict = certificate.map { $0.isProof ? "proved" : "refuted" }

/// Prints what is found, and ends.
func report(_ evaluations: Int, _ reason: String?) -> Never {
  let code: Int32 = reason == nil ? 0 : 1
  if asJSON {
    let members = [
      "\"schema\": 1", "\"valid\": \(reason == nil)",
      "\"statement\": \(certificate.map { quoted($0.statement) } ?? "null")",
      "\"verdict\": \(verdict.map(quoted) ?? "null")",
      "\"reason\": \(reason.map(quoted) ?? "null")", "\"evaluations\": \(evaluations)",
    ]
    finish("{" + members.joined(separator: ", ") + "}", code)
  }
  if let reason { finish("not valid: \(reason)", code) }
  finish("\(certificate?.statement ?? "")\nvalid: the statement is \(verdict ?? "")", code)
}

do {
  report(try CertificateChecker.check(text).evaluations, nil)
} catch  where ElaboratedCertificate.isOfAnotherFormat(text) {
  finish("error: \(error)", 2)
} catch {
  report(0, "\(error)")
}
