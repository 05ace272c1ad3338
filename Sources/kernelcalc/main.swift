import ArgumentParser
import LocatedJSON

let arguments = Array(CommandLine.arguments.dropFirst())
let isBatch = arguments.contains { $0 == "--batch" || $0.hasPrefix("--batch=") }
do {
  try KernelCalc.checkCommandName(arguments)
  var command = try KernelCalc.parseAsRoot(Arguments.withValuesAfterTerminator(arguments))
  try command.run()
  Console.exit(0)
} catch  where KernelCalc.exitCode(for: error) == .success {
  // Help and version.
  Console.write(KernelCalc.fullMessage(for: error) + "\n")
  Console.exit(0)
} catch {
  let failure = Failure(reporting: error)
  if arguments.contains("--json") && !isBatch {
    Console.write(JSON.failure(failure.description).text() + "\n")
  }
  Console.warn("kernelcalc: \(failure.description)\(failure.advice.map { "\n\($0)" } ?? "")")
  Console.exit(failure.kind.rawValue)
}
