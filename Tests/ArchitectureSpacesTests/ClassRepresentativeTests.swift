import ArchitectureSpaces
import ExactArithmetic
import NetworkGraphs
import Testing

@Suite struct ClassRepresentativeTests {
  private func all(_ space: ClassRepresentatives, pieces: Int = 1) -> [Int: [(String, Int)]] {
    var found: [Int: [(String, Int)]] = [:]
    for piece in 0..<pieces {
      let ends = (piece * space.count / pieces, (piece + 1) * space.count / pieces)
      space.forEach(in: ends.0..<ends.1) { entry in
        found[entry.place, default: []].append(
          (entry.network.digitString ?? "", entry.multiplicity))
      }
    }
    return found
  }

  /// Multiplicities by formula against those counted over every labelled network.
  @Test(arguments: 1...4)
  func classesAndMultiplicitiesAreThoseOfEnumeration(nodes: Int) {
    let space = ClassRepresentatives(nodes: nodes)
    let counted = IsomorphismClasses(nodes: nodes).classes
    let found = all(space).values.flatMap { $0 }
    #expect(found.count == counted.count)
    #expect(
      Dictionary(found) { a, _ in a }
        == Dictionary(uniqueKeysWithValues: counted.map { ($0.digitString, $0.multiplicity) }))
    #expect(found.reduce(0) { $0 + $1.1 } == space.labelledCount)
  }

  @Test func piecesGiveEveryClassOnceAtTheSamePlace() {
    let space = ClassRepresentatives(nodes: 3)
    let whole = all(space)
    #expect(space.count == 3 + 27 + 729)
    for pieces in [2, 7, 100] {
      let found = all(space, pieces: pieces)
      #expect(found.keys.sorted() == whole.keys.sorted())
      #expect(
        found.allSatisfy { $0.value.count == 1 && $0.value[0] == whole[$0.key]?[0] ?? ("", 0) })
    }
    // The place of a class is the rank of its canonical form, after all smaller spaces.
    #expect(whole[0]?[0].0 == "0")
    for (place, entries) in whole where place >= 30 {
      let network = CompleteSpace(nodes: 3).network(rank: Integer(place - 30))
      #expect(network?.digitString == entries[0].0)
    }
  }

  /// The networks without a path, counted along the paths instead of around them.
  @Test(arguments: 1...5)
  func networksWithoutAPath(nodes: Int) {
    var multiplicity: Int?
    ClassRepresentatives(nodes: nodes).forEach(in: 0..<1) { multiplicity = $0.multiplicity }
    let distribution = CompleteSpace(nodes: nodes).pathDistribution()
    #expect(
      multiplicity.map { Integer($0) } == distribution.cells { $0.count.isZero })
  }
}
