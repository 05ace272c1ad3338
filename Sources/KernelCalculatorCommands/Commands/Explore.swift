import ArgumentParser
import KernelCalculator

struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "explore",
    abstract: "Write a page to explore every network of a space: pictures, sliders, an editor.",
    discussion: """
      Examples:
        kernelcalc explore --nodes 2 --out explorer.html
        kernelcalc explore --out explorer.html

      The page is one file that needs no network access. It shows every DAG of complete(H) by effective \
      depth and width, coloured by the smaller eigenvalue λ₂ of its kernel, for both rules and both \
      kernels at 22 correlations; clicking an edge of the network shown changes it; two networks are \
      compared. Every number in it was computed with an enclosure and is right to a relative error of \
      10⁻⁵; nothing is interpolated.
      """)

  @Option(name: .long, parsing: .unconditional, help: "H, from 1 to 3.")
  var nodes: Int = 3

  @Option(name: .long, help: "Where the page goes.")
  var out: String = "explorer.html"

  func run() throws {
    guard ExplorerData.sizes.contains(nodes) else {
      throw Failure(
        "--nodes is \(nodes); the page is made for H from \(ExplorerData.sizes.lowerBound) to "
          + "\(ExplorerData.sizes.upperBound) (H = 4 has 15,656 classes, see kernelcalc atlas)")
    }
    let meter = Progress()
    let data = try ExplorerData(nodes: nodes) { meter.show("\($0) classes") }
    meter.clear()
    try Files.write(ExplorerPage(data: data).html, to: out)
    Console.write("\(out): \(data.classCount) classes of \(data.networkCount) networks\n")
  }
}
