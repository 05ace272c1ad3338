import CertificateVerification

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `kernelcalc-check FILE` and `kernelcalc-check -`: the checker alone. Exit code 0 valid, 1 not valid, 2 for
/// a file that cannot be read, or a certificate of another format.
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

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 1, let path = arguments.first, !path.hasPrefix("--") else {
  finish("usage: kernelcalc-check FILE   (- for standard input)", 2)
}
let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
guard descriptor >= 0, let bytes = contents(of: descriptor) else {
  finish("error: '\(path)' cannot be read", 2)
}
guard let text = String(validating: bytes, as: UTF8.self) else {
  finish("error: '\(path)' is not UTF-8", 2)
}
do {
  let checked = try CertificateChecker.check(text)
  finish(
    "\(checked.statement)\nvalid: the statement is \(checked.isProof ? "proved" : "refuted")", 0)
} catch  where ElaboratedCertificate.isOfAnotherFormat(text) {
  finish("error: \(error)", 2)
} catch {
  finish("not valid: \(error)", 1)
}
