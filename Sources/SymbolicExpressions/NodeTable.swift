/// The distinct nodes of a graph, in the order in which they were made.
struct NodeTable {
  private(set) var nodes: [Node] = []
  private var hashes: [Int] = []
  /// Indices of nodes, each at the first free place from that of its hash on; `.max` where there is none.
  /// A power of two of places, at most half of them taken.
  private var places = [NodeID](repeating: .max, count: 64)

  /// The index of `node`, if it is here.
  func id(of node: Node) -> NodeID? {
    let id = places[place(of: node, hash: node.hashValue)]
    return id == .max ? nil : id
  }

  /// The index of `node`, which is the next one where it was not here.
  mutating func intern(_ node: Node) -> NodeID {
    let hash = node.hashValue
    let place = place(of: node, hash: hash)
    if places[place] != .max { return places[place] }
    let id = NodeID(nodes.count)
    places[place] = id
    nodes.append(node)
    hashes.append(hash)
    if 2 * nodes.count > places.count { spread() }
    return id
  }

  /// Where `node` is, or belongs.
  private func place(of node: Node, hash: Int) -> Int {
    var place = hash & (places.count - 1)
    while places[place] != .max {
      let id = Int(places[place])
      if hashes[id] == hash && nodes[id] == node { break }
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  /// Doubles the places.
  private mutating func spread() {
    let last = 2 * places.count - 1
    var places = [NodeID](repeating: .max, count: last + 1)
    for (id, hash) in hashes.enumerated() {
      var place = hash & last
      while places[place] != .max { place = (place + 1) & last }
      places[place] = NodeID(id)
    }
    self.places = places
  }
}
