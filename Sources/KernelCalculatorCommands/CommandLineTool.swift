import ArgumentParser
import ExactJSON

/// The command `kernelcalc`, for a process or for a program that calls it as a function.
package enum CommandLineTool {
  /// Runs the command on the process's own streams and ends the process with its exit code.
  ///
  /// `isHosted`: the process's executable is another program, which has loaded this one.
  package static func main(_ arguments: [String], isHosted: Bool = false) -> Never {
    let status = $isHosted.withValue(isHosted) { run(arguments) }
    Console.exit(status)
  }

  @TaskLocal static var isHosted = false

  /// What a command that was called as a function gave back.
  package struct Answer: Sendable {
    /// The exit code: 0 done, proved or passed; 1 refuted, failed or invalid; 2 bad input; 3 undecided.
    package let status: Int32
    /// What it would have printed on standard output.
    package let output: [UInt8]
    /// What it would have printed on standard error: messages, never progress.
    package let error: [UInt8]
  }

  /// Runs the command inside this process: `input` stands for standard input, and what is printed is
  /// handed back as it is for a program that is no terminal. `interrupt` stands for Ctrl-C.
  ///
  /// May be called from several threads at once. Files that the arguments name are read and written as
  /// usual; signals are left alone.
  package static func answer(
    _ arguments: [String], input: [UInt8] = [], interrupt: CallInterrupt = CallInterrupt()
  ) -> Answer {
    let capture = Console.Capture(input: input, interrupt: interrupt)
    let status = Console.$capture.withValue(capture) { run(arguments) }
    let (output, error) = capture.texts
    return Answer(status: status, output: output, error: error)
  }

  private static func run(_ arguments: [String]) -> Int32 {
    status(of: "kernelcalc", arguments: arguments) {
      try KernelCalc.checkCommandName(arguments)
      var command = try KernelCalc.command(Arguments.withValuesAfterTerminator(arguments))
      try command.run()
    }
  }

  /// Parses and runs a command, and prints help and failures as all commands do: on standard error
  /// after `name`, and on standard output as an object where JSON is asked for. Gives the exit code.
  package static func status(
    of name: String, arguments: [String], _ command: () throws -> Void
  ) -> Int32 {
    do {
      try command()
      return 0
    } catch let status as ExitCode {
      return status.rawValue
    } catch  where KernelCalc.exitCode(for: error) == .success {
      // Help and version.
      Console.write(KernelCalc.fullMessage(for: error) + "\n")
      return 0
    } catch {
      let failure = Failure(reporting: error, arguments: arguments)
      let isBatch = arguments.contains { $0 == "--batch" || $0.hasPrefix("--batch=") }
      if arguments.contains("--json") && !isBatch {
        Console.write(JSON.failure(failure).text() + "\n")
      }
      Console.warn("\(name): \(failure.description)\(failure.advice.map { "\n\($0)" } ?? "")")
      return failure.kind.rawValue
    }
  }
}
