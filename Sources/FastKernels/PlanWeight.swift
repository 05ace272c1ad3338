/// A weight computed in floating point, with its error.
struct PlanWeight: Sendable, Hashable {
  let value: Double
  /// The relative error is at most this many times 2⁻⁵³, to first order; 0 where it is exact.
  let roundings: Double

  static let one = PlanWeight(value: 1, roundings: 0)

  static func * (a: PlanWeight, b: PlanWeight) -> PlanWeight {
    let product = a.value * b.value
    let isExact = (-product).addingProduct(a.value, b.value) == 0
    return PlanWeight(value: product, roundings: a.roundings + b.roundings + (isExact ? 0 : 1))
  }

  static func + (a: PlanWeight, b: PlanWeight) -> PlanWeight {
    let sum = a.value + b.value
    let large = max(a.value.magnitude, b.value.magnitude)
    let small = min(a.value.magnitude, b.value.magnitude)
    let isExact =
      a.value.sign == b.value.sign
      ? (large + small) - large == small : large - (large - small) == small
    let own = isExact ? 0.0 : 1
    if a.roundings == 0 && b.roundings == 0 { return PlanWeight(value: sum, roundings: own) }
    let error = a.value.magnitude * a.roundings + b.value.magnitude * b.roundings
    return PlanWeight(value: sum, roundings: error / sum.magnitude + own)
  }

  /// √|a|.
  var root: PlanWeight {
    PlanWeight(value: value.magnitude.squareRoot(), roundings: roundings / 2 + 1)
  }

  /// Whether the number that the weight stands for is 0.
  var isExactlyZero: Bool { value == 0 && roundings == 0 }

  /// Whether products of a few weights neither overflow nor underflow.
  var isInRange: Bool { value.magnitude > 0x1p-400 && value.magnitude < 0x1p400 }
}
