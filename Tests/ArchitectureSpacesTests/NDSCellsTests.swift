import ExactJSON
import NetworkGraphs
import Testing

@testable import ArchitectureSpaces

/// Files of Network Design Spaces.
@Suite struct NDSCellsTests {
  private static let genotype = """
    {"normal": [["sep_conv_3x3", 0], ["skip_connect", 0], ["none", 0], ["none", 2],
      ["max_pool_3x3", 1], ["dil_conv_5x5", 2], ["none", 0], ["skip_connect", 1]],
     "normal_concat": [2, 3, 4, 5],
     "reduce": [["none", 0], ["none", 1], ["none", 0], ["none", 1], ["none", 0], ["none", 1],
      ["none", 0], ["sep_conv_5x5", 1]], "reduce_concat": [2, 3, 4, 5]}
    """

  @Test(arguments: [
    genotype, "[\(genotype)]", "[{\"net\": {\"genotype\": \(genotype)}, \"test_ep_top1\": [1, 2]}]",
    "{\"top\": [{\"net\": {\"genotype\": \(genotype)}}], \"mid\": []}",
  ])
  func formsOfAFile(_ text: String) throws {
    let normal = try NDSCells(text)
    #expect(normal.cells.count == 1)
    // Depths of paths: 1 and 0 to node 0, 0, 2 and 1 to node 2, 0 to node 3.
    let statistics = try #require(normal.pathDistribution().counts.keys.first)
    #expect(statistics.count == 6)
    #expect(statistics.parameterisedCount == 3)
    #expect(statistics.parameterisedEdges == 4)
    let lastWins = try #require(normal.pathDistribution(duplicates: .lastWins).counts.keys.first)
    #expect(lastWins.count == 4 && lastWins.parameterisedEdges == 1)
    let reduce = try NDSCells(text, part: .reduce)
    #expect(try #require(reduce.pathDistribution().counts.keys.first).count == 1)
  }

  @Test(arguments: [
    ("{\"top\": 1}", "an array"), ("[{\"net\": {}}]", "there is no net.genotype here"),
    ("[", "line 1"),
    ("[{\"genotype\": {\"normal\": []}}]", "genotype"),
  ])
  func refused(_ text: String, _ message: String) throws {
    let error = try #require(throws: JSONError.self) { try NDSCells(text) }
    #expect(error.description.contains(message), "\(error)")
  }
}
