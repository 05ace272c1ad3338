import ArgumentParser
import ExactJSON
import KernelCalculator

struct Graph: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "graph",
    abstract: "Draw a network or convert it: text, SVG, TikZ, DOT, JSON, paths, digits.",
    discussion: """
      Examples:
        kernelcalc graph 2_21_112
        kernelcalc graph 2_21_112 --format svg
        kernelcalc graph 2_21_112 --format dot
        kernelcalc graph 2_21_112 --format json
        kernelcalc graph 2_22_222 --format paths --limit 3
        kernelcalc graph 2_21_112 --format paths --as wolfram

      Many networks at once, and more forms: kernelcalc convert.

      Edges other than the paper's, √(c/m)·σ(√w·W X + √b·β), name their activation and the variances c, \
      w, b where they are not 2, 1, 0; skips have a scale, and a node may be normalised with ε:
        kernelcalc graph '0-relu(w=3/2,b=1/10)>1 0-skip(1/2)>2 1-2>2 1:ln(1/100)'

      The JSON form has named nodes; an edge may state its activation ("relu", "identity", \
      {"arc_cosine": 2}), the variances c, w and b and, for a skip, its scale:

        {"nodes": ["x", {"name": "h", "normalize": "1/100"}, "y"],
         "input": "x", "output": "y", "edges": [
          {"from": "x", "to": "h", "op": "parameterised", "activation": "relu",
           "variance": "2", "weight_variance": "3/2", "bias_variance": "1/10"},
          {"from": "h", "to": "y", "op": "skip", "scale": "1/2"}]}
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, svg, dot, tikz, json, paths, digits, nasbench201
  }

  @Argument(help: "The network; @FILE reads it from a file, - from standard input.")
  var dag: String

  @Option(name: .long, help: "What to print.")
  var format: Format = .text

  @Option(name: .long, parsing: .unconditional, help: "How many paths to list at most.")
  var limit: Int = 100

  @OptionGroup var genotype: GenotypeOption
  @OptionGroup var export: ExportOption

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  func run() throws {
    guard limit >= 0 else { throw Failure("the limit must not be negative") }
    guard export.notation == nil || (format == .paths && !json) else {
      throw Failure("--as writes paths: add --format paths")
    }
    let argument = try NetworkArgument(dag, cell: genotype.cell)
    let network = argument.network
    switch json ? .json : format {
    case .text: Console.write("\(TextDrawing(network))")
    case .dot: Console.write(network.dot)
    case .tikz: Console.write(network.tikz)
    case .svg:
      guard let picture = NetworkPicture(network).file else {
        throw Failure(
          "the network is too large for a picture, which has at most "
            + "\(NetworkPicture.largest.nodes) nodes and \(NetworkPicture.largest.edges) edges; "
            + "--format dot has no such limit")
      }
      Console.write(picture)
    case .json: Console.write(network.json.text(pretty: !json) + "\n")
    case .paths:
      let listing = network.paths(limit: limit)
      if let notation = export.notation {
        guard network.isOfThePaper else {
          throw Failure(
            "what a path does to a correlation depends on its depth alone only in networks of plain "
              + "skips and ReLU edges with c = 2, without biases and normalised nodes")
        }
        let document = Exports.document(of: listing.paths, in: network, title: argument.title)
        return Console.write(document.text(in: notation))
      }
      for path in listing.paths { Console.write(PathText.line(path, in: network) + "\n") }
      if listing.truncated {
        Console.write("… of \(network.pathCount) paths; raise --limit for more\n")
      }
    case .digits:
      guard let digits = network.digitString else {
        throw Failure(
          "this network has no digit string: those have plain skips and ReLU edges with variance 2 "
            + "only, and the last node as the output; kernelcalc convert drops names of operations")
      }
      Console.write(digits + "\n")
    case .nasbench201:
      guard let cell = network.nasBench201 else {
        throw Failure(
          "this network is no NAS-Bench-201 cell: those are made of "
            + NetworkGraph.nasBench201Operations.joined(separator: ", ")
            + "; kernelcalc convert writes the nearest one")
      }
      Console.write(cell + "\n")
    }
  }
}
