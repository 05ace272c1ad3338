import ArchitectureAtlas
import ArgumentParser
import ExactJSON
import KernelCalculator
import KernelCalculatorCommands

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an atlas, go on with one, or make a part of one.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --out three.sqlite
        kernelcalc atlas build --nodes 3 --at -9/10,9/10 --out ends.sqlite
        kernelcalc atlas build --nodes 3 --shard 1/2 --out half.sqlite

      The work is cut into units, whose number depends on --nodes and --unit only. Shard i/n has \
      the units i, i + n, i + 2n, …; shards may be done in any order, by several processes, into \
      one file or into several that kernelcalc atlas merge puts together. The result does not \
      depend on how the work was done.

      The first interrupt finishes the units under way and ends with exit code 3.
      """)

  @OptionGroup var space: SpaceOptions

  @Option(name: .long, help: "The SQLite file; it is made, or gone on with where it exists.")
  var out: String

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Which part of the units to do (default: 1/1, all).", valueName: "i/n"))
  var shard: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "How many canonical forms a unit tries; an interrupt loses one a thread at most.",
      valueName: "count"))
  var unit: Int = AtlasParameters.standardUnitSize

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Threads (default: one a core).", valueName: "count"))
  var threads: Int?

  @OptionGroup var output: JSONFlag

  func run() throws {
    let parameters = try AtlasParameters(
      nodes: space.nodes, correlations: space.correlations(), unitSize: unit)
    let shard = try shard.map { try AtlasShard($0) } ?? .whole
    let threads = try BatchOptions.checked(threads)
    let atlas = try Atlas.building(out, parameters, calculator: AtlasTool.calculator)
    let interrupted = Interrupt.flag()
    let noted = InterruptFlag()
    let meter = Progress()
    let progress = try atlas.build(shard, threads: threads) {
      let isInterrupted = interrupted.isRaised
      if isInterrupted, noted.raise() { Console.note("\nfinishing the units under way …\n") }
      return isInterrupted
    } report: {
      meter.show($0.done, of: $0.total, "units")
    }
    meter.clear()
    guard progress.isComplete else {
      throw Failure(
        "interrupted with \(progress.done) of \(progress.total) units done; resume by running the "
          + "same command", .undecided)
    }
    try AtlasReport(atlas).print(asJSON: output.json)
  }
}
