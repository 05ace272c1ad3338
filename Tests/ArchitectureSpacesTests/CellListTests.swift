import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import Testing
import _TestSupport

@Suite struct CellListTests {
  /// The definition, path by path, beside a result; nil where they agree.
  private func disagreement(_ paths: ExplicitPaths, _ result: CellEvaluator.Result) -> String? {
    let depth = paths.depth.map { Rational(Integer($0.0), Integer($0.1)) }
    let width = paths.width.map { Rational(Integer($0.0), Integer($0.1)) }
    let isSame =
      result.statistics.count == Integer(paths.depths.count) && result.effectiveDepth == depth
      && result.effectiveWidth == width
    return isSame
      ? nil : "\(result), but \(depth.map(\.description) ?? "-") \(width.map(\.description) ?? "-")"
  }

  /// The codes of a NAS-Bench-201 cell's edges, read without the package.
  private func codes(_ text: String) -> [[Int]] {
    text.split(separator: "+").map { group in
      group.split(separator: "|").map { item in
        item.hasPrefix("none") ? 0 : item.contains("conv_") ? 2 : 1
      }
    }
  }

  @Test func everyNASBench201CellHasTheDefinitionsDepthAndWidth() {
    var failures = Failures()
    var count = 0
    let evaluator = CellEvaluator()
    SpaceName.nasBench201.forEachCell { cell in
      let paths = ExplicitPaths(codes: codes(cell.text))
      let problem = disagreement(paths, cell.result)
      failures.check(problem == nil, "\(cell.text): \(problem ?? "")")
      let read = try? evaluator.evaluate(cell.text)
      failures.check(read == cell.result, "\(cell.text) as text")
      failures.check(cell.multiplicity == .one, "\(cell.text): multiplicity")
      count += 1
    }
    #expect(count == 15_625)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func listsAreInTheOrderOfRanks() throws {
    let space = NASBench201Space()
    var rank = Integer.zero
    space.forEachCell { cell in
      #expect(space.text(rank: rank) == cell.text)
      rank += .one
    }
    #expect(rank == space.count)
  }

  @Test(arguments: 1...4)
  func completeListsAreTheNetworksByRank(nodes: Int) throws {
    var networks = CompleteSpace(nodes: nodes).makeIterator()
    var failures = Failures()
    SpaceName.complete(nodes: nodes).forEachCell { cell in
      failures.check(networks.next()?.digitString == cell.text, cell.text)
      let problem = disagreement(ExplicitPaths(cell.text), cell.result)
      failures.check(problem == nil, "\(cell.text): \(problem ?? "")")
    }
    let next = networks.next()
    #expect(next == nil)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func dartsIsListedWithMultiplicities() throws {
    let space = DARTSSpace()
    var listed = PathDistribution()
    var texts: Set<String> = []
    var failures = Failures()
    SpaceName.darts.forEachCell { cell in
      listed.add(cell.result.statistics, count: cell.multiplicity)
      let isNew = texts.insert(cell.text).inserted
      failures.check(isNew, "\(cell.text) twice")
      if texts.count % 500 == 1 {
        let read = try? GenotypeCell(cell.text)
        failures.check(read.flatMap { space.rank(of: $0) } != nil, "\(cell.text) has no rank")
      }
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(Integer(texts.count) == SpaceName.darts.listedCount && texts.count == 46_080)
    #expect(listed == space.pathDistribution())
    #expect(listed.cells == space.count)
  }

  @Test(arguments: [
    ("nasbench201", "nasbench201"), ("NAS-Bench-201", "nasbench201"), ("DARTS", "darts"),
    ("complete(4)", "complete(4)"), ("Complete( 12 )", "complete(12)"), ("complete(0)", nil),
    ("complete(101)", nil), ("complete(-1)", nil), ("complete()", nil), ("complete(2", nil),
    ("nasbench", nil), ("", nil),
  ])
  func namesAreRead(_ text: String, _ expected: String?) {
    #expect(SpaceName(text)?.description == expected)
  }

  @Test func ranksAreInverse() throws {
    for name in [SpaceName.nasBench201, .darts, .complete(nodes: 4), .complete(nodes: 30)] {
      for rank in name.space.sample(40, seed: 9) {
        let text = try #require(name.space.text(rank: rank))
        #expect(try name.rank(of: ArchitectureText(parsing: text)) == rank, "\(name) \(rank)")
      }
    }
    #expect(try SpaceName.nasBench201.rank(of: ArchitectureText(parsing: "2_21_112")) == nil)
    #expect(try SpaceName.complete(nodes: 3).rank(of: ArchitectureText(parsing: "2_21")) == nil)
  }

  /// Six elements of twelve: each is drawn about equally often, none twice.
  @Test func reservoirsAreUniform() {
    var counts = Array(repeating: 0, count: 12)
    for seed in 0..<2_000 as Range<UInt64> {
      var reservoir = Reservoir<Int>(size: 6, seed: seed)
      for element in 0..<12 { reservoir.add(element) }
      let drawn = reservoir.elements
      #expect(drawn.count == 6 && drawn == Set(drawn).sorted(), "seed \(seed)")
      for element in drawn { counts[element] += 1 }
    }
    // Six standard deviations of a binomial with 2,000 draws are at most 135.
    #expect(counts.allSatisfy { abs($0 - 1_000) < 135 }, "\(counts)")
    var short = Reservoir<Int>(size: 5, seed: 1)
    short.add(7)
    #expect(short.elements == [7])
    var none = Reservoir<Int>(size: 0, seed: 1)
    none.add(7)
    #expect(none.elements.isEmpty)
  }

  @Test func classesOfTheBenchmarkAreThoseOfCompleteThree() throws {
    var collected = EquivalenceClasses()
    var members = 0
    try SpaceName.nasBench201.forEachCell { (cell: SpaceCell) throws in
      members += 1
      if members % 5 == 0 {
        let network = try NetworkGraph(nasBench201: cell.text)
        let added = collected.add(network, multiplicity: 2)
        let index = try #require(added)
        #expect(collected.classes[index].statistics == cell.result.statistics)
      }
    }
    let known = IsomorphismClasses(nodes: 3).classes.map(\.digitString)
    #expect(Set(collected.classes.map(\.text)).isSubset(of: known))
    #expect(collected.classes.reduce(Integer.zero) { $0 + $1.multiplicity } == 6_250)
  }

  @Test func networksTooLargeForAClassAreRefused() throws {
    var collected = EquivalenceClasses()
    let chain = (1...20).map { String(repeating: "0", count: $0 - 1) + "2" }
      .joined(separator: "_")
    let index = collected.add(try NetworkGraph(parsing: chain))
    #expect(index == nil && collected.classes.isEmpty)
    let scaled = try NetworkGraph(
      nodeNames: ["a", "b"], input: 0, output: 1,
      edges: [.init(source: 0, target: 1, operation: .skip(scale: 3))])
    let first = collected.add(scaled)
    #expect(first == 0)
    #expect(try NetworkGraph(parsing: collected.classes[0].text) == scaled.canonicalForm)
  }
}
