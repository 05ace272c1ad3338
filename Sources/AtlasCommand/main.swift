import ArchitectureAtlas
import ArgumentParser
import LocatedJSON

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  var command = try AtlasTool.parseAsRoot(arguments)
  try command.run()
  Console.exit(0)
} catch  where AtlasTool.exitCode(for: error) == .success {
  // Help and version.
  Console.write(AtlasTool.fullMessage(for: error) + "\n")
  Console.exit(0)
} catch {
  let failure = Failure(reporting: error)
  if arguments.contains("--json") {
    let object: JSON = ["schema": 1, "failure": ["message": .string(failure.description)]]
    Console.write(object.text() + "\n")
  }
  Console.warn(
    "kernelcalc atlas: \(failure.description)\(failure.advice.map { "\n\($0)" } ?? "")")
  Console.exit(failure.kind.rawValue)
}

extension Failure {
  /// Any error as the command reports it.
  init(reporting error: any Error) {
    if let failure = error as? Failure {
      self = failure
    } else if AtlasTool.exitCode(for: error) == .validationFailure {
      // ArgumentParser's own: a message, and the usage on further lines.
      let lines = AtlasTool.fullMessage(for: error).split(separator: "\n").map(String.init)
      let usage = lines.drop { !$0.hasPrefix("Usage:") }.joined(separator: "\n")
      self.init(AtlasTool.message(for: error), advice: usage.isEmpty ? nil : usage)
    } else {
      self.init("\(error)")
    }
  }
}
