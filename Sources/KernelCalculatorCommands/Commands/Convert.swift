import ArgumentParser
import ExactJSON
import KernelCalculator

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "convert",
    abstract: "Convert architectures, one a line, between text forms.",
    discussion: """
      Examples:
        echo 2_21_112 | kernelcalc convert - --to nasbench201
        echo '|nor_conv_3x3~0|' | kernelcalc convert - --to digits
        echo 2_01 | kernelcalc convert - --to dot
        kernelcalc space nasbench201 --sample 9 | kernelcalc convert - --to json
        kernelcalc space darts --sample 9 | kernelcalc convert - --to nasbench101

      Forms: digits (2_21_112), edges (0-2>1 0-2>2 1-1>2), family (chain(8), resnet(8, skip: 2, \
      scale: 1/2), dense(5); read only), nasbench201 (|op~0|+|op~0|op~1|+…), nasbench101 \
      ({"matrix": …, "ops": …}), darts (Genotype(normal=[…], …) or one cell's list of edges, as \
      Python prints them), json (named nodes), and dot, which is written only.

      Each line is recognised by itself unless --from says what it must be. An architecture may be \
      the first column of CSV. Paths with their numbers of parameterised edges are kept; operations \
      that the new form does not have become the nearest it has. Any number of lines is converted \
      in constant memory; results come in the order of the lines.
      """)

  @Argument(help: "A file with one architecture a line; - for standard input.")
  var file: String

  @Option(name: .long, help: "What every line must be; by default each is recognised.")
  var from: ArchitectureFormat?

  @Option(name: .long, help: "The form to write.")
  var to: ArchitectureFormat

  @Option(name: .long, help: "Which cell of a genotype is written in other forms.")
  var cell: GenotypePart = .normal

  @OptionGroup var lines: ArchitectureLineOptions

  @Flag(name: .long, help: "Print only a JSON object with the counts.")
  var json = false

  func run() throws { try lines.reading { try answer() } }

  private func answer() throws {
    if from == .dot { throw Failure("dot is written, not read") }
    if to == .family { throw Failure("families are read, not written: use edges or json") }
    let input = try ArchitectureFile(file, onError: lines.onError)
    var count = 0
    while let line = try input.next({ text throws(NetworkFormatError) in try converted(text) }) {
      count += 1
      if !json { Console.write(line.result + (line.result.hasSuffix("\n") ? "" : "\n")) }
    }
    try input.reportSkipped()
    if json {
      let counts: JSON = [
        "schema": JSON.schema, "to": .string(to.rawValue), "converted": .integer(count),
        "skipped": .integer(input.skippedCount),
      ]
      Console.write(counts.text() + "\n")
    }
  }

  private func converted(_ text: String) throws(NetworkFormatError) -> String {
    if let from, ArchitectureFormat(of: text) != from {
      throw NetworkFormatError(
        "this is not in the form \(from.rawValue)",
        location: SourceLocation(line: 1, column: 1))
    }
    let architecture = try ArchitectureText(parsing: text) { NetworkKernels.problem(with: $0) }
    return try architecture.written(as: to, part: cell)
  }
}
