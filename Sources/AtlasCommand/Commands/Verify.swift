import ArchitectureAtlas
import ArgumentParser
import ExactArithmetic
import ExactJSON
import KernelCalculator
import KernelCalculatorCommands

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the shards of a columnar atlas, and compute a sample of them again.",
    discussion: """
      Examples:
        kernelcalc atlas shard --nodes 3 --shard 1/2 --out 1.npz
        kernelcalc atlas shard --nodes 3 --shard 2/2 --out 2.npz
        kernelcalc atlas verify 1.npz 2.npz
        kernelcalc atlas verify --sample 1000 1.npz 2.npz

      Every checksum and every count is checked. Found are shards that are lost, there twice, of \
      another version of the program, of other parameters or damaged. Of each file one unit's \
      classes are looked for again and a random sample of rows is computed again, by closed forms \
      and intervals of any precision instead of machine numbers.

      Exit codes: 0 all is there, once, and right; 1 something is wrong, as the output says.
      """)

  @Argument(help: "The files, or folders: all files in them whose names end with .npz.")
  var files: [String]

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("How many rows of each file to compute again.", valueName: "count"))
  var sample: Int = 10

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Where random choices begin, for the same ones again (default: at random).",
      valueName: "number"))
  var seed: UInt64?

  @OptionGroup var output: JSONFlag

  func run() throws {
    guard sample >= 0 else { throw Failure("the sample must not be negative") }
    let seed = seed ?? .random(in: 0...UInt64(UInt32.max))
    var random = SplitMix64(seed: seed)
    var set = ShardSet(calculator: AtlasTool.calculator)
    let meter = Progress()
    let files = try files.flatMap { try Files.names(in: $0, ending: ".npz") ?? [$0] }
    guard !files.isEmpty else { throw Failure("there are no shards there") }
    for (index, path) in files.enumerated() {
      meter.show(index, of: files.count, "files")
      set.add(path, try Files.read(path, upTo: .max)) { rows in
        sample >= rows
          ? Array(0..<rows) : (0..<sample).map { _ in Int.random(in: 0..<rows, using: &random) }
      } unit: { units in
        units == 0 ? nil : Int.random(in: 0..<units, using: &random)
      }
    }
    meter.clear()
    set.finish()
    Console.write(output.json ? json(set, seed).text() + "\n" : text(set, seed))
    if !set.findings.isEmpty { throw ExitCode(1) }
  }

  private func json(_ set: ShardSet, _ seed: UInt64) -> JSON {
    [
      "schema": 1, "shards": .integer(set.found), "of": .integer(set.expected),
      "classes": .integer(set.classes), "labelled_dags": .integer(set.labelled),
      "recomputed": .integer(set.recomputed), "seed": .number("\(seed)"),
      "findings": .array(set.findings.map { .string($0) }),
    ]
  }

  private func text(_ set: ShardSet, _ seed: UInt64) -> String {
    var text = """
      \(set.found) of \(set.expected) shards: \(set.classes) classes of \(set.labelled) labelled DAGs
      \(set.recomputed) rows computed again (--seed \(seed)): \
      \(set.findings.isEmpty ? "nothing is wrong" : "wrong is")

      """
    for finding in set.findings { text += finding + "\n" }
    return text
  }
}
