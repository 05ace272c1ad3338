import ExactJSON
import KernelCalculator

/// What is expected of a cell drawn from a supernet.
struct SupernetReport: Report {
  private let supernet: Supernet
  private let means: (depth: Rational?, width: Rational?)?

  /// The most edges for which the distribution of a drawn cell is computed.
  private static let mostEdges = 16

  /// The supernet that an argument describes: text, `@file`, or `-` for standard input.
  init(_ argument: String) throws {
    supernet = try Supernet(json: Files.argument(argument))
    means =
      supernet.edges.count <= SupernetReport.mostEdges && supernet.nodeCount <= 24
      ? supernet.meanDepthAndWidth() : nil
  }

  var json: JSON {
    [
      "schema": JSON.schema, "nodes": .integer(supernet.nodeCount),
      "sources": .integer(supernet.sources),
      "outputs": .array(supernet.outputs.map { .integer($0) }),
      "edges": .integer(supernet.edges.count),
      "effective_depth": .optional(supernet.effectiveDepth),
      "effective_width": .optional(supernet.effectiveWidth),
      "expected": .array(
        supernet.expectedPathsBySource.map {
          [
            "paths": .string("\($0.count)"),
            "parameterised_paths": .string("\($0.parameterisedCount)"),
            "parameterised_edges": .string("\($0.parameterisedEdges)"),
            "possible_paths": .string("\($0.possible)"),
          ]
        }),
      "mean_effective_depth": .optional(means?.depth),
      "mean_effective_width": .optional(means?.width),
    ]
  }

  var text: String {
    func number(_ value: Rational?) -> String {
      value.map { SpaceReport.number($0) } ?? "undefined"
    }
    var text = Console.bold("Supernet")
    text += "   \(supernet.nodeCount) nodes, \(supernet.edges.count) edges"
    text += supernet.sources > 1 ? ", \(supernet.sources) inputs\n\n" : "\n\n"
    text += "Depth and width that pruning compares, quotients of expectations\n"
    text += Console.paragraph("effective depth d̄ = ", number(supernet.effectiveDepth))
    text += Console.paragraph("effective width m̄ = ", number(supernet.effectiveWidth))
    for (source, paths) in supernet.expectedPathsBySource.enumerated() {
      text += supernet.sources > 1 ? "\nExpected from input \(source)\n" : "\nExpected\n"
      text += Console.paragraph("paths P = ", number(paths.count))
      text += Console.paragraph("paths with d_p > 0 = ", number(paths.parameterisedCount))
      text += Console.paragraph("Σ_p d_p = ", number(paths.parameterisedEdges))
    }
    if let means {
      text += "\nMean of a drawn cell's values, where they are defined\n"
      text += Console.paragraph("E[d̄] = ", number(means.depth))
      text += Console.paragraph("E[m̄] = ", number(means.width))
    }
    return text
  }
}
