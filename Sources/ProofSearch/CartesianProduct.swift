/// All ways to choose one element of each side, the last side varying fastest: in no memory but that of
/// the sides.
struct CartesianProduct<Element>: Sequence {
  let sides: [[Element]]

  init(_ sides: [[Element]]) { self.sides = sides }

  /// How many there are; `Int.max` where that is no `Int`.
  var count: Int {
    sides.reduce(1) { total, side in
      let (product, isOver) = total.multipliedReportingOverflow(by: side.count)
      return isOver ? .max : product
    }
  }

  func makeIterator() -> AnyIterator<[Element]> {
    var places: [Int]? = sides.contains(where: \.isEmpty) ? nil : sides.map { _ in 0 }
    return AnyIterator {
      guard var next = places else { return nil }
      let chosen = zip(sides, next).map { $0[$1] }
      // Counting with as many digits as there are sides.
      if let place = sides.indices.last(where: { next[$0] + 1 < sides[$0].count }) {
        next[place] += 1
        for later in sides.indices where later > place { next[later] = 0 }
        places = next
      } else {
        places = nil
      }
      return chosen
    }
  }
}
