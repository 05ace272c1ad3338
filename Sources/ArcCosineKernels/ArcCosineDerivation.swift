import ExactArithmetic
import SymbolicExpressions
import Synchronization

/// The angular function J_n of the arc-cosine kernel of order n, derived in two ways.
///
/// For jointly Gaussian u, v of unit variance and correlation cos θ,
/// `2·E[φ_n(u) φ_n(v)] = J_n(θ)/π` with φ_n(u) = max(0, u)ⁿ (Cho & Saul, 2009, Eqs. 1–4).
package struct ArcCosineDerivation: Sendable {
  /// A way of deriving J_n.
  package enum Method: String, CaseIterable, Sendable {
    /// J_{n+1} = (2n+1) cos θ · J_n − sin θ · J_n′ from J_0 = π − θ.
    case differentialRecurrence = "differential recurrence"
    /// J_n = n! ∫₀^{π−θ} (cos θ + cos u)ⁿ du.
    case gaussianIntegral = "exact integration of the Gaussian integral in polar coordinates"
  }

  /// n.
  package let order: Int
  /// J_n as a polynomial in sin θ, cos θ and π − θ.
  package let angular: AngularPolynomial

  /// The largest order that is derived on request.
  package static let largestOrder = 400

  /// The derivation of J_n by both methods, which must agree.
  ///
  /// - Precondition: 0 ≤ order ≤ ``largestOrder``, and the two derivations give the same polynomial
  ///   (a theorem; checked each time an order is first used).
  package init(order: Int) {
    precondition((0...Self.largestOrder).contains(order), "arc-cosine order out of range")
    self.order = order
    self.angular = Self.cache.withLock { known in
      if let angular = known[order] { return angular }
      let angular = Self.angular(order: order, by: .differentialRecurrence)
      precondition(
        angular == Self.angular(order: order, by: .gaussianIntegral),
        "the derivations of J_\(order) disagree")
      known[order] = angular
      return angular
    }
  }

  private static let cache = Mutex<[Int: AngularPolynomial]>([:])

  /// J_n as a polynomial in sin θ, cos θ and π − θ, by one method.
  package static func angular(order: Int, by method: Method) -> AngularPolynomial {
    switch method {
    case .differentialRecurrence: byRecurrence(order)
    case .gaussianIntegral: byIntegration(order)
    }
  }

  /// The definition J_n = (−1)ⁿ s^{2n+1} ((1/s) d/dθ)ⁿ [w/s] (Cho & Saul, Eq. 4), differentiated once
  /// more, is J_{n+1} = (2n+1) c J_n − s J_n′.
  private static func byRecurrence(_ order: Int) -> AngularPolynomial {
    var angular = AngularPolynomial.complement
    for n in 0..<order {
      angular =
        .constant(Rational(2 * n + 1)) * .cosine * angular - .sine * angular.derivative
    }
    return angular
  }

  /// In polar coordinates E[φ_n(u)φ_n(v)] = (2ⁿ n!/2π) ∫ cosⁿψ cosⁿ(ψ−θ) dψ over
  /// θ − π/2 ≤ ψ ≤ π/2. With 2 cos ψ cos(ψ−θ) = cos θ + cos(2ψ−θ) and u = 2ψ − θ the integrand is even
  /// in u on |u| ≤ w, so J_n = n! Σ_k C(n,k) cosⁿ⁻ᵏθ ∫₀^w cosᵏu du, and
  /// k ∫₀^w cosᵏ = cosᵏ⁻¹w sin w + (k−1) ∫₀^w cosᵏ⁻², with cos w = −cos θ and sin w = sin θ.
  private static func byIntegration(_ order: Int) -> AngularPolynomial {
    let minusCosine = AngularPolynomial.constant(-1) * .cosine
    var integrals: [AngularPolynomial] = [.complement, .sine]
    if order >= 2 {
      for k in 2...order {
        integrals.append(
          .constant(Rational(1) / Rational(k)) * minusCosine.power(k - 1) * .sine
            + .constant(Rational(k - 1) / Rational(k)) * integrals[k - 2])
      }
    }
    var sum = AngularPolynomial()
    for k in 0...order {
      let binomial = Rational(Integer.binomial(UInt(order), UInt(k)))
      sum = sum + .constant(binomial) * AngularPolynomial.cosine.power(order - k) * integrals[k]
    }
    return .constant(Rational(Integer.factorial(UInt(order)))) * sum
  }

  /// (2n−1)!! = J_n(0)/π.
  package var normalization: Rational { Rational(Integer.doubleFactorial(2 * order - 1)) }

  /// J_n of an angle.
  package func angularFunction(_ theta: Expression) -> Expression {
    angular.expression(
      sine: theta.sine, cosine: theta.cosine, complement: theta.graph.pi - theta)
  }

  /// κ_n(ρ) = J_n(arccos ρ)/J_n(0) in terms of √(1−ρ²) and arccos ρ.
  package func normalizedKernel(_ rho: Expression) -> Expression {
    let graph = rho.graph
    return angular.expression(
      sine: (1 - rho * rho).squareRoot, cosine: rho, complement: graph.pi - rho.arccosine)
      / (normalization * graph.pi)
  }

  /// κ_n(ρ) in terms of κ₀(ρ) = (π − arccos ρ)/π and κ₁(ρ) = √(1−ρ²)/π + ρ·κ₀(ρ).
  ///
  /// J_n is linear in sin θ and π − θ, each times a polynomial in cos θ: so these may be divided by π.
  func normalizedKernel(_ rho: Expression, kappa0: Expression, kappa1: Expression) -> Expression {
    angular.expression(sine: kappa1 - rho * kappa0, cosine: rho, complement: kappa0)
      / normalization
  }
}
