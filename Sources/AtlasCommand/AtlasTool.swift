import ArchitectureAtlas
import ArgumentParser
import KernelCalculator
import KernelCalculatorCommands

/// The root of the command, which `kernelcalc atlas` runs.
struct AtlasTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernelcalc atlas",
    abstract: "Every network of a complete space, with its certified 2×2 kernels.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --out three.sqlite
        kernelcalc atlas shard --nodes 3 --shard 1/2 --out 1.npz

      build makes an SQLite file, up to H = 5; shard makes files of columns that Parquet is merged \
      of, for any H and any number of machines.

      One row for each class of equivalent networks of complete(H): canonical digit string, number \
      of labelled networks, path polynomial, effective depth and width as fractions; kernels, \
      eigenvalue λ₂ and condition ratio at several ρ under both propagation rules; whether the \
      rules agree; whether Eq. 12 bounds λ₂. H = 4 has 15657 classes and takes seconds.

      Real numbers are pairs of binary64 numbers, the nearest ones below and above the true value.

      A build that ends early, however it ends, goes on where it was when the same command is run \
      again. Parts of the work (--shard) can be done anywhere and merged.

      Exit codes: 0 done; 2 bad input; 3 interrupted, resume by running the same command.
      """,
    version: Version.text,
    subcommands: [
      Build.self, Merge.self, Query.self, Dump.self, Status.self, ShardCommand.self, Verify.self,
    ])

  /// The program and its version as an atlas records them.
  static let calculator = "kernelcalc \(Version.number)"
}
