import Testing

@testable import ProofSearch

@Suite struct CartesianProductTests {
  @Test func `the last side varies fastest`() {
    let product = CartesianProduct([[1, 2], [3], [4, 5]])
    #expect(Array(product) == [[1, 3, 4], [1, 3, 5], [2, 3, 4], [2, 3, 5]])
    #expect(product.count == 4)
  }

  @Test func `without sides there is one choice, with an empty one none`() {
    #expect(Array(CartesianProduct<Int>([])) == [[]] && CartesianProduct<Int>([]).count == 1)
    #expect(Array(CartesianProduct([[1], []])).isEmpty && CartesianProduct([[1], []]).count == 0)
  }

  @Test func `a product that has no count does not trap`() {
    let huge = CartesianProduct(Array(repeating: [0, 1], count: 70))
    #expect(huge.count == .max)
    #expect(Array(huge.prefix(2)).map { $0.last } == [0, 1])
  }
}
