import ArchitectureAtlas
import ArgumentParser
import KernelCalculator
import KernelCalculatorCommands

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put parts of an atlas together.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --shard 1/2 --out one.sqlite
        kernelcalc atlas build --nodes 3 --shard 2/2 --out two.sqlite
        kernelcalc atlas merge whole.sqlite one.sqlite two.sqlite

      Adds the units of every part to OUT, which is made where it does not exist. The parts must \
      have the same parameters; units that several have must be the same in all. Merging a part \
      again changes nothing.
      """)

  @Argument(help: ArgumentHelp("The file that gets everything.", valueName: "out"))
  var out: String

  @Argument(help: ArgumentHelp("Files made by kernelcalc atlas build.", valueName: "in"))
  var parts: [String]

  @OptionGroup var output: JSONFlag

  func run() throws {
    let atlas = try Atlas.merging(parts, into: out, calculator: AtlasTool.calculator)
    try AtlasReport(atlas).print(asJSON: output.json)
  }
}

struct Dump: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print everything in an atlas in an order that depends on the content only.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --out three.sqlite
        kernelcalc atlas dump three.sqlite

      Two atlases with the same content give the same bytes, however they were built. A line for \
      each table, "# name" and its columns, then one for each row: fields separated by tabs, real \
      numbers with the digits that identify them, NULL as \\N.
      """)

  @Argument(help: "The atlas.")
  var file: String

  func run() throws {
    try Atlas.reading(file).dump { Console.write($0) }
  }
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is in an atlas and what is missing.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --shard 1/2 --out one.sqlite
        kernelcalc atlas status one.sqlite
      """)

  @Argument(help: "The atlas.")
  var file: String

  @OptionGroup var output: JSONFlag

  func run() throws {
    try AtlasReport(Atlas.reading(file)).print(asJSON: output.json)
  }
}
