import ExactArithmetic
import NetworkAnalysis
import Testing

@Suite struct InputMomentsTests {
  private func attained(_ moments: InputMoments, _ rho: Rational) throws -> Bool {
    switch moments.areAttained(at: try #require(Correlation(rho))) {
    case .yes: return true
    case .no: return false
    case .unknown:
      Issue.record("undecided at \(rho)")
      return false
    }
  }

  @Test func `equal inputs need equal means`() throws {
    let equal = InputMoments(
      squaredNorms: (2, 2), means: (Rational(1, 2), Rational(1, 2)))
    #expect(try attained(equal, 1), "the determinant is 0")
    let different = InputMoments(squaredNorms: (2, 2), means: (0, Rational(1, 2)))
    #expect(try !attained(different, 1))
    #expect(try attained(different, 0))
  }

  /// At the border (K_ii − M_i²)(K_jj − M_j²) = (ρ√(K_ii K_jj) − M_i M_j)²: ρ = √(1 − M²) for one mean M.
  @Test func `the border is decided exactly`() throws {
    let moments = InputMoments(squaredNorms: (1, 1), means: (Rational(3, 5), 0))
    #expect(try attained(moments, Rational(4, 5)))
    #expect(try !attained(moments, Rational(4, 5) + Rational(10).power(-60)))
    #expect(try attained(moments, Rational(4, 5) - Rational(10).power(-60)))
  }

  @Test func `a mean may not exceed the norm`() throws {
    let moments = InputMoments(squaredNorms: (1, 1), means: (Rational(3, 2), 0))
    #expect(!moments.areVariancesNonnegative)
    #expect(try !attained(moments, 0))
  }
}
