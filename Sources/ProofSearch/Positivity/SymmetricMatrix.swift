/// A symmetric matrix of machine numbers.
struct SymmetricMatrix {
  var entries: [[Double]]

  /// The eigenvalues with their eigenvectors, by Jacobi's method; nothing is guaranteed.
  var eigenvectors: [(value: Double, vector: [Double])] {
    let count = entries.count
    var matrix = entries
    var vectors = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    for _ in 0..<50 {
      var rest = 0.0
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) { rest += matrix[p][q] * matrix[p][q] }
      }
      if rest < 1e-24 { break }
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) where abs(matrix[p][q]) > 1e-15 {
          let theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<count {
            let (a, b) = (matrix[k][p], matrix[k][q])
            (matrix[k][p], matrix[k][q]) = (c * a - s * b, s * a + c * b)
          }
          for k in 0..<count {
            let (a, b) = (matrix[p][k], matrix[q][k])
            (matrix[p][k], matrix[q][k]) = (c * a - s * b, s * a + c * b)
            let (x, y) = (vectors[p][k], vectors[q][k])
            (vectors[p][k], vectors[q][k]) = (c * x - s * y, s * x + c * y)
          }
        }
      }
    }
    return (0..<count).map { (matrix[$0][$0], vectors[$0]) }
  }
}
