import ExactArithmetic

extension NetworkGraph {
  /// How many paths from input to output have d parameterised edges, at index d; empty where there
  /// is no path, otherwise the last entry is not zero.
  ///
  /// One topological pass: with A_s(x) = Σ x^{d_p} over the paths p from the input to s,
  /// A_t = Σ_skips A_s + x · Σ_parameterised A_s. A polynomial is held as its value at x = 2ᵇ, with
  /// b wide enough for P: no coefficient at a node on a path to the output exceeds P, so that none
  /// carries into the next, and adding two polynomials is adding two integers.
  public var pathPolynomial: [Integer] {
    let width = UInt(pathCount.bitWidth)
    guard width > 0 else { return [] }
    let leads = leadsToOutput
    var lastUse = Array(0..<nodeCount)
    for edge in edges where leads[edge.target] { lastUse[edge.source] = edge.target }
    var releases = Array(repeating: [Int](), count: nodeCount)
    for node in 0..<nodeCount { releases[lastUse[node]].append(node) }

    var packed = Array(repeating: Integer.zero, count: nodeCount)
    packed[input] = .one
    for node in 0..<nodeCount where node != input && leads[node] {
      var (skips, parameterised) = (Integer.zero, Integer.zero)
      for edge in incomingEdges(node) {
        if edge.operation.isParameterised {
          parameterised += packed[edge.source]
        } else {
          skips += packed[edge.source]
        }
      }
      packed[node] = skips + parameterised.shiftedLeft(width)
      for finished in releases[node] where finished != output { packed[finished] = .zero }
    }

    var rest = packed[output]
    var coefficients: [Integer] = []
    while !rest.isZero {
      let higher = rest.shiftedRight(width)
      coefficients.append(rest - higher.shiftedLeft(width))
      rest = higher
    }
    return coefficients
  }
}
