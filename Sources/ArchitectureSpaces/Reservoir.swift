import ExactArithmetic

/// A uniform sample, without repetition, of a stream of unknown length; the same for the same seed.
package struct Reservoir<Element> {
  /// What was drawn so far, in the order of the stream.
  package var elements: [Element] { drawn.sorted { $0.place < $1.place }.map(\.element) }

  private let size: Int
  private var drawn: [(place: Int, element: Element)] = []
  private var count = 0
  private var generator: SplitMix64

  /// A sample of at most `size` elements.
  package init(size: Int, seed: UInt64) {
    self.size = size
    generator = SplitMix64(seed: seed)
  }

  /// Hands the stream's next element over.
  package mutating func add(_ element: Element) {
    count += 1
    if drawn.count < size {
      drawn.append((count, element))
    } else {
      let place = Int.random(in: 0..<count, using: &generator)
      if place < size { drawn[place] = (count, element) }
    }
  }
}
