/// The largest eigenvalue of a symmetric operator and its vector, approximately.
///
/// Nothing is guaranteed: what is found here is a suggestion that bounds are then proved for.
enum Lanczos {
  /// Krylov vectors, kept orthogonal, until the residual is below `tolerance` of the value.
  static func largest(
    size n: Int, steps: Int, tolerance: Double, apply: ([Double]) -> [Double]
  ) -> (value: Double, vector: [Double]) {
    var state: UInt64 = 0x5DEE_CE66
    var vector = (0..<n).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 0.5 + Double(state >> 33) * 0x1p-31
    }
    normalize(&vector)
    var basis: [[Double]] = []
    var diagonal: [Double] = []
    var offDiagonal: [Double] = []
    var best = (value: 0.0, coefficients: [1.0])
    for step in 0..<min(n, steps) {
      basis.append(vector)
      var image = apply(vector)
      guard image.allSatisfy(\.isFinite) else { break }
      diagonal.append(dot(image, vector))
      // Twice: rounding leaves as much of the basis after once as matters.
      for _ in 0..<2 {
        for known in basis { subtract(dot(image, known), times: known, from: &image) }
      }
      let beta = dot(image, image).squareRoot()
      let isChecked = step % 4 == 3 || step + 1 == min(n, steps) || beta == 0
      if isChecked {
        best = TridiagonalEigenvalue.largest(diagonal: diagonal, offDiagonal: offDiagonal)
        let last = best.coefficients.last ?? 0
        if (beta * last).magnitude <= tolerance * best.value.magnitude { break }
      }
      if beta <= 1e-300 { break }
      offDiagonal.append(beta)
      vector = image.map { $0 / beta }
    }
    var result = Array(repeating: 0.0, count: n)
    for (coefficient, known) in zip(best.coefficients, basis) {
      subtract(-coefficient, times: known, from: &result)
    }
    normalize(&result)
    return (best.value, result)
  }

  static func dot(_ x: [Double], _ y: [Double]) -> Double {
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        var sums = SIMD8<Double>.zero
        let whole = x.count / 8 * 8
        for k in stride(from: 0, to: whole, by: 8) {
          for lane in 0..<8 { sums[lane] += x[k + lane] * y[k + lane] }
        }
        return (whole..<x.count).reduce(sums.sum()) { $0 + x[$1] * y[$1] }
      }
    }
  }

  private static func subtract(_ factor: Double, times x: [Double], from y: inout [Double]) {
    y.withUnsafeMutableBufferPointer { y in
      x.withUnsafeBufferPointer { x in
        for k in 0..<y.count { y[k] -= factor * x[k] }
      }
    }
  }

  private static func normalize(_ x: inout [Double]) {
    let norm = dot(x, x).squareRoot()
    guard norm > 0 else { return }
    for k in x.indices { x[k] /= norm }
  }
}

/// The largest eigenvalue of a small symmetric tridiagonal matrix, and its vector.
enum TridiagonalEigenvalue {
  static func largest(
    diagonal: [Double], offDiagonal: [Double]
  ) -> (value: Double, coefficients: [Double]) {
    let n = diagonal.count
    if n == 1 { return (diagonal[0], [1]) }
    func neighbours(_ k: Int) -> Double {
      (k > 0 ? offDiagonal[k - 1].magnitude : 0) + (k < n - 1 ? offDiagonal[k].magnitude : 0)
    }
    // Gershgorin, then bisection with Sturm counts.
    var low = (0..<n).map { diagonal[$0] - neighbours($0) }.min() ?? 0
    var high = (0..<n).map { diagonal[$0] + neighbours($0) }.max() ?? 0
    func isAboveAll(_ x: Double) -> Bool {
      var pivot = diagonal[0] - x
      for k in 1..<n {
        if pivot >= 0 { return false }
        pivot = diagonal[k] - x - offDiagonal[k - 1] * offDiagonal[k - 1] / pivot
      }
      return pivot < 0
    }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if isAboveAll(middle) { high = middle } else { low = middle }
    }
    // Inverse iteration just above the eigenvalue, where elimination needs no pivoting.
    let shift = high + max(high.magnitude, 1e-300) * 0x1p-50
    var x = Array(repeating: 1.0, count: n)
    for _ in 0..<3 {
      var pivots = diagonal.map { $0 - shift }
      for k in 1..<n {
        let ratio = offDiagonal[k - 1] / pivots[k - 1]
        pivots[k] -= ratio * offDiagonal[k - 1]
        x[k] -= ratio * x[k - 1]
      }
      x[n - 1] /= pivots[n - 1]
      for k in stride(from: n - 2, through: 0, by: -1) {
        x[k] = (x[k] - offDiagonal[k] * x[k + 1]) / pivots[k]
      }
      let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      x = x.map { $0 / norm }
    }
    return (high, x)
  }
}
