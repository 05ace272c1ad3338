import ArcCosineKernels
import ExactArithmetic
import NetworkGraphs
import SymbolicExpressions

extension NetworkGraph {
  /// f^{d}(ρ): what a path with d parameterised edges does to a correlation (the paper's §3.3).
  public static func pathForm(depth: Int, correlation rho: Expression) -> Expression {
    (0..<depth).reduce(rho) { inner, _ in inner.kappa1 }
  }

  /// The value of the paper's Eq. 12 for two unit inputs, P − Σ_p f^{d_p}(ρ).
  ///
  /// It depends on the path polynomial only, and speaks of ReLU edges with c = 2 and plain skips.
  public func eq12(correlation rho: Expression) -> Expression {
    Self.eq12(pathPolynomial: pathPolynomial, correlation: rho)
  }

  /// The same from the path polynomial.
  package static func eq12(pathPolynomial: [Integer], correlation rho: Expression) -> Expression {
    var summands: [(Rational, Expression)] = []
    var iterate = rho
    for count in pathPolynomial {
      if !count.isZero { summands.append((Rational(-count), iterate)) }
      iterate = iterate.kappa1
    }
    return rho.graph.sum(summands, constant: Rational(pathPolynomial.reduce(Integer.zero, +)))
  }

  /// Whether every edge is a plain skip or a ReLU edge with c = 2, and no node is normalised: the networks
  /// the paper speaks of.
  public var isOfThePaper: Bool {
    normalizations.isEmpty
      && edges.allSatisfy { $0.operation == .unitSkip || $0.operation == .relu }
  }
}
