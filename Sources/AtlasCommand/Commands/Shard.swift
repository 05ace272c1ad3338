import ArchitectureAtlas
import ArgumentParser
import ExactJSON
import KernelCalculator
import KernelCalculatorCommands

struct ShardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard",
    abstract: "Make one file of a columnar atlas: NumPy arrays with a manifest.",
    discussion: """
      Examples:
        kernelcalc atlas shard --nodes 3 --shard 1/2 --out 1.npz
        kernelcalc atlas shard --nodes 3 --shard 2/2 --out 2.npz
        kernelcalc atlas shard --nodes 3 --shard 1/2 --at 9/10 --out nine.npz

      The file is a NumPy archive of columns, one row for each class, and by ρ: place (the \
      canonical digits as a number), multiplicity, path polynomial at 256, K_ij and λ₂ of the NNGP \
      kernel under both rules as integers in units of 10^-digits with an error in the same units, \
      a byte of verdicts. manifest.json in it says what it is, with the SHA-256 of each column.

      A shard appears complete or not at all, and is the same to the last byte wherever it is \
      made. Where it is there already, it is checked and left as it is; another file of that name \
      is left alone with exit code 2. An interrupted run writes nothing (exit code 3).

      Workflows/ of the source distribution runs all shards of a space by Snakemake or Slurm and \
      merges them into Parquet.
      """)

  @OptionGroup var space: SpaceOptions

  @Option(name: .long, help: "The file; its name ought to end with .npz.")
  var out: String

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Which part of the units to do (default: 1/1, all).", valueName: "i/n"))
  var shard: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The unit of numbers is 10^-digits, 1 to 15.", valueName: "count"))
  var digits: Int = ShardParameters.standardDigits

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "How many canonical forms a unit tries: a shard has every n-th unit.", valueName: "count"))
  var unit: Int = ShardParameters.standardUnitSize

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Threads (default: one a core).", valueName: "count"))
  var threads: Int?

  @OptionGroup var output: JSONFlag

  func run() throws {
    let parameters = try ShardParameters(
      atlas: AtlasParameters(
        nodes: space.nodes, correlations: space.correlations(), unitSize: unit),
      digits: digits, calculator: AtlasTool.calculator)
    let shard = try shard.map { try AtlasShard($0) } ?? .whole
    let threads = try BatchOptions.checked(threads)
    if let there = try existing(parameters, shard) {
      try report(there, isNew: false)
      return
    }
    let interrupted = Interrupt.flag()
    let meter = Progress()
    let made = try Shard(shard, of: parameters, threads: threads) {
      interrupted.isRaised
    } report: {
      meter.show($0.done, of: $0.total, "units")
    }
    meter.clear()
    guard let made else {
      throw Failure("interrupted; nothing was written, run the same command again", .undecided)
    }
    try Files.write(made.bytes, to: out)
    try report(made, isNew: true)
  }

  /// The shard that is there already.
  private func existing(_ parameters: ShardParameters, _ shard: AtlasShard) throws -> Shard? {
    guard Files.exists(out) else { return nil }
    let there: Shard
    do { there = try Shard(reading: Files.read(out, upTo: .max)) } catch {
      throw Failure("\(out): \(error); it is left as it is, remove it or choose another file")
    }
    guard there.manifest.parameters == parameters, there.manifest.shard == shard else {
      throw Failure(
        "\(out) is shard \(there.manifest.shard) of complete(\(there.manifest.parameters.atlas.nodes)) "
          + "made by \(there.manifest.parameters.calculator), of other parameters than these; it is "
          + "left as it is, choose another file")
    }
    return there
  }

  private func report(_ shard: Shard, isNew: Bool) throws {
    let manifest = shard.manifest
    let nodes = manifest.parameters.atlas.nodes
    if output.json {
      let report: JSON = [
        "schema": 1, "file": .string(out), "nodes": .integer(nodes),
        "shard": .string("\(manifest.shard)"), "classes": .integer(manifest.classes),
        "labelled_dags": .integer(manifest.labelled), "bytes": .integer(shard.bytes.count),
        "new": .bool(isNew),
      ]
      Console.write(report.text() + "\n")
    } else {
      Console.write(
        """
        \(out): shard \(manifest.shard) of complete(\(nodes))\(isNew ? "" : ", there already")
        \(manifest.classes) classes of \(manifest.labelled) labelled DAGs, \(shard.bytes.count) bytes

        """)
    }
  }
}

/// The space and the correlations of an atlas.
struct SpaceOptions: ParsableArguments {
  @Option(name: .long, parsing: .unconditional, help: "H of the space complete(H), 1 to 6.")
  var nodes: Int

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Correlations ρ in [-1, 1], separated by commas (default: -1/2,0,1/2,9/10).",
      valueName: "ρ,ρ,…"))
  var at: String?

  /// The numbers of `at`.
  func correlations() throws -> [Rational] {
    guard let at else { return AtlasParameters.standardCorrelations }
    return try at.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let number = part.replacing("−", with: "-").filter { !$0.isWhitespace }
      guard let value = Rational(number) else {
        throw Failure(
          "'\(part.prefix(40))' is not a number for ρ; write an integer, a fraction such as 9/10, "
            + "or a decimal")
      }
      return value
    }
  }
}
