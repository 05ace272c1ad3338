import ArgumentParser
import KernelCalculator

/// The root of the command.
struct KernelCalc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernelcalc",
    abstract: "Exact infinite-width kernels of network DAGs.",
    discussion: """
      Examples:
        kernelcalc analyze 2_21_112 --at 1/2 --digits 50
        kernelcalc evaluate 'f(f(f(rho)))' --at 999/1000 --digits 100
        kernelcalc derive --order 3
        kernelcalc graph 2_21_112 --format dot
        kernelcalc table 'f(rho)' --grid near1:5
        kernelcalc space nasbench201

      Derives the NNGP and NTK kernels of a network given as a DAG in closed form, and evaluates \
      them to any number of guaranteed digits.

      Networks: the digit string of arXiv 2205.05662 (2_21_112: one group for each node after the \
      input; digit i of group t is the edge i → t; 0 zero, 1 skip, 2 linear+ReLU), an edge list \
      (0-2>1 0-2>2 1-1>2: source-code>target; other edges and normalised nodes: kernelcalc help \
      graph), chain(8), resnet(8, skip: 2, scale: 1/2), dense(5), a \
      NAS-Bench-201 cell, a NAS-Bench-101 cell, a DARTS genotype, or a JSON object; @FILE reads one \
      from a file, - from standard input.

      Expressions: rho, f = κ₁, kappa(n, x), sqrt, acos, asin, atan, sin, cos, exp, log, abs, \
      erf, erfc, Phi, pi, + - * / ^; f^3(x) is f(f(f(x))); dual(gelu; a, b, c) and other functions of activations, see \
      kernelcalc activations --help. Numbers are exact: 0.1 is 1/10.

      Exit codes: 0 done, proved or passed; 1 refuted, failed or invalid; 2 bad input; 3 undecided \
      or out of budget.
      """,
    version: Version.text,
    subcommands: [
      Analyze.self,
      Evaluate.self,
      Derive.self,
      Activations.self,
      Graph.self,
      Explore.self,
      Space.self,
      Filter.self,
      Rank.self,
      Accuracies.self,
      Convert.self,
      Prove.self,
      Check.self,
      Verify.self,
      Paper.self,
      Spectrum.self,
      Gram.self,
      Compare.self,
      Table.self,
      Regress.self,
      Atlas.self,
      CallLibrary.self,
    ])

  /// The command that `arguments` ask for.
  ///
  /// A subcommand reads its arguments as a root of its own, which takes half as long. What it does not take as
  /// its own — help, completions, wrong arguments — is the real root's, with its messages.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let subcommand = configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    if let subcommand, let command = try? subcommand.parseAsRoot(Array(arguments.dropFirst())),
      type(of: command) == subcommand
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// Fails with a suggestion where the first argument names no command.
  static func checkCommandName(_ arguments: [String]) throws {
    // The subject of "help analyze" is a command's name too.
    let isHelp = arguments.first == "help" && arguments.count > 1
    guard let name = isHelp ? arguments[1] : arguments.first, !name.hasPrefix("-") else { return }
    let shown = configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
    let names = shown.compactMap(\.commandName) + ["help"]
    let isHidden = name == CallLibrary.configuration.commandName
    if names.contains(name) || isHidden { return }
    let hint: String
    if !isHelp, (try? NetworkGraph(parsing: name)) != nil {
      hint = "for a network write: kernelcalc analyze \(name)"
    } else if let nearest = nearestSpelling(to: name, among: names) {
      hint = "did you mean '\(nearest)'?"
    } else {
      hint = "commands are \(names.joined(separator: ", "))"
    }
    throw Failure("unknown command '\(name)'; \(hint)")
  }
}

extension CommandConfiguration {
  /// The configuration of a subcommand of kernelcalc, which may be parsed alone: see ``KernelCalc/command(_:)``.
  init(
    subcommand name: String, abstract: String, discussion: String, shouldDisplay: Bool = true
  ) {
    self.init(
      commandName: name, _superCommandName: "kernelcalc", abstract: abstract,
      discussion: discussion, shouldDisplay: shouldDisplay)
  }
}
