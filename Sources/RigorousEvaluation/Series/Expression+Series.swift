import ExactArithmetic
import SymbolicExpressions

extension Expression {
  /// The coefficients c_0…c_order of the Taylor series Σ c_k (x − point)^k in the variable `name`.
  ///
  /// Other variables count as constants. `sign` certifies signs of constants, which decide the form
  /// of a series under a root or in a divisor; where it gives nil the expansion fails, as it does
  /// where the function is not analytic at the point.
  package func taylorCoefficients(
    in name: String, at point: Expression, order: Int,
    sign: @escaping (Expression) -> Int? = { $0.structuralSign }
  ) throws(SeriesFailure) -> [Expression] {
    try coefficients(of: name, order: order, sign: sign) { expansion in
      let ring = expansion.ring
      return ring.point(ring.one.constant(point), end: expansion.end)
    }
  }

  /// The coefficients c_0…c_order of Σ c_k t^k after the variable `name` has been replaced by cos t,
  /// for t ≥ 0; order of contact and one-sided behaviour at ρ = 1 show in them.
  ///
  /// h(cos t) = 1 − t²/2 + t³/(3π) + …, whereas h itself is not analytic at 1. For failures see
  /// ``taylorCoefficients(in:at:order:sign:)``.
  package func angleExpansion(
    of name: String, order: Int,
    sign: @escaping (Expression) -> Int? = { $0.structuralSign }
  ) throws(SeriesFailure) -> [Expression] {
    try coefficients(of: name, order: order, sign: sign) { expansion in
      expansion.cosine
    }
  }

  private func coefficients(
    of name: String, order: Int, sign: @escaping (Expression) -> Int?,
    replacement: (SeriesExpansion<ExpandedForm>) -> PowerSeries<ExpandedForm>
  ) throws(SeriesFailure) -> [Expression] {
    let ring = SeriesRing(one: ExpandedForm.Ring(graph, sign: sign).one)
    // Divisions and roots lose terms: start with a few more, and go on until enough are left.
    var end = order + 2
    var failure = SeriesFailure.vanishing(below: end)
    for _ in 0..<4 {
      do throws(SeriesFailure) {
        let expansion = SeriesExpansion(ring: ring, end: end)
        let series = try expansion.expand(self, replacing: name, by: replacement(expansion))
        for power in min(series.valuation, 0)..<0 {
          // A negative power may still have a coefficient that is 0.
          guard let coefficient = series[power] else { break }
          guard let sign = coefficient.sign else {
            throw .undecidedSign(of: coefficient.description)
          }
          if sign != 0 { throw .pole }
        }
        if series.end > order { return (0...order).compactMap { series[$0]?.expression } }
        end += order + 1 - series.end
      } catch {
        guard case .vanishing = error else { throw error }
        failure = error
        end = 2 * end + 4
      }
    }
    throw failure
  }
}
