import CFixedPoint

extension Interval {
  /// An enclosure of the arc-cosine kernel κ_order, applied `iterations` times, at one number by
  /// fixed-point arithmetic on machine words (`CFixedPoint`, where its error bound is derived).
  ///
  /// Guarantee: the width is less than 2⁻⁷ units of the last place before the bounds are rounded
  /// outwards. Nil where that algorithm gives nothing: for orders other than 0 and 1, outside
  /// (−1, 1), for thousands of bits of precision (near −1 the values are small, and their bits are
  /// counted from the point), where a check of its own failed, and for the first fifty or so values
  /// of more than 500 bits, which do not pay for its tables.
  package static func arcCosineKernel(
    order: Int, at x: BigFloat, iterations: Int = 1, precision: Precision
  ) -> Interval? {
    guard (0...1).contains(order) else { return nil }
    var isKnown = false
    let (lower, upper) = BigFloat.pair(precision: precision) { lower, upper in
      x.withMPFR {
        isKnown = kfp_arc_cosine_kernel(lower, upper, $0, Int32(order), iterations) != 0
      }
    }
    return isKnown ? Interval(unchecked: lower, upper, precision) : nil
  }
}
