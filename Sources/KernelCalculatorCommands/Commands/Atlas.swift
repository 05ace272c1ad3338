import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Hands over to `kernelcalc-atlas`, a program of its own so that nobody who does without it has to
/// fetch or build what it keeps its rows with.
struct Atlas: ParsableCommand {
  static let program = "kernelcalc-atlas"
  static let recipe =
    "KERNELCALCULATOR_ATLAS=1 swift build -c release --product kernelcalc-atlas"

  static let configuration = CommandConfiguration(
    subcommand: "atlas",
    abstract: "Every network of a complete space, with certified kernels, in SQLite.",
    discussion: """
      Examples are in the help of its parts, kernelcalc atlas build --help and so on.

      The command runs the program kernelcalc-atlas, which it looks for beside itself and on the \
      PATH. Where that is not there yet, this builds it (SQLite has to be installed with its \
      header: libsqlite3-dev on Debian and Ubuntu):

        KERNELCALCULATOR_ATLAS=1 swift build -c release \\
          --product kernelcalc-atlas
      """)

  @Argument(parsing: .captureForPassthrough, help: "What is handed over.")
  var arguments: [String] = []

  func run() throws {
    if Console.capture != nil {
      // The program takes the place of the process, which is not the command's own here.
      throw Failure("atlas is a command for the command line; run kernelcalc atlas")
    }
    for path in Atlas.candidates() where access(path, X_OK) == 0 {
      var argv = ([path] + arguments).map { strdup($0) }
      argv.append(nil)
      execv(path, argv)
      // Only a failure returns.
      argv.forEach { free($0) }
      throw Files.systemFailure(path, "cannot run")
    }
    if ["--help", "-h", "help"].contains(arguments.first) {
      Console.write(KernelCalc.helpMessage(for: Atlas.self) + "\n")
      return
    }
    throw Failure(
      "atlas needs the program \(Atlas.program), which is neither beside this one nor on the PATH",
      advice: "Build it with: \(Atlas.recipe)")
  }

  /// Where the program may be: beside this one, as it was called or as links lead to it, then on the
  /// PATH.
  private static func candidates() -> [String] {
    var folders: [String] = []
    let own = CommandLine.arguments[0]
    if let slash = own.lastIndex(of: "/") {
      folders.append(String(own[..<slash]))
      if let resolved = realpath(own, nil) {
        let target = String(cString: resolved)
        free(resolved)
        folders.append(target.lastIndex(of: "/").map { String(target[..<$0]) } ?? ".")
      }
    }
    if let path = getenv("PATH") {
      let listed = String(cString: path).split(separator: ":", omittingEmptySubsequences: false)
      folders += listed.map { $0.isEmpty ? "." : String($0) }
    }
    return folders.map { "\($0)/\(program)" }
  }
}
