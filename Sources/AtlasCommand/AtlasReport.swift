import ArchitectureAtlas
import ExactJSON
import KernelCalculator
import KernelCalculatorCommands

/// What is in an atlas, as it is printed.
struct AtlasReport {
  private let atlas: Atlas
  private let contents: Atlas.Contents

  init(_ atlas: Atlas) throws {
    self.atlas = atlas
    contents = try atlas.contents()
  }

  private var isComplete: Bool { contents.units == atlas.parameters.unitCount }

  func print(asJSON: Bool) throws {
    Console.write(asJSON ? json.text() + "\n" : text)
  }

  private var correlations: [String] { atlas.parameters.correlations.map { "\($0)" } }

  private var json: JSON {
    [
      "schema": 1, "file": .string(atlas.path), "nodes": .integer(atlas.parameters.nodes),
      "correlations": .array(correlations.map { .string($0) }),
      "units": [
        "done": .integer(contents.units), "of": .integer(atlas.parameters.unitCount),
        "size": .integer(atlas.parameters.unitSize),
      ],
      "classes": .integer(contents.classes), "labelled_dags": .integer(contents.labelled),
      "labelled_dags_of_space": .integer(atlas.parameters.classes.labelledCount),
      "complete": .bool(isComplete),
    ]
  }

  private var text: String {
    let parameters = atlas.parameters
    return """
      \(atlas.path): complete(\(parameters.nodes)) at ρ = \(correlations.joined(separator: ", "))
      \(contents.classes) classes of \(contents.labelled) labelled DAGs \
      (of \(parameters.classes.labelledCount))
      \(contents.units) of \(parameters.unitCount) units of \(parameters.unitSize)\
      \(isComplete ? ": complete" : "")

      """
  }
}
