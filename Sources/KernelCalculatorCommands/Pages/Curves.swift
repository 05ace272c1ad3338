import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Closed forms in ρ at many points of [−1, 1], each enclosed more narrowly than a line is wide.
struct Curves {
  let abscissas: [Double]
  /// For each form its values; nil where no narrow enclosure was found.
  let values: [[Double?]]

  /// The most operations that are spent.
  private static let largestEffort = 400_000
  private static let precision = Precision(96)

  /// Nil where the forms are too large.
  ///
  /// `steps` is how many there are at most; with it, forms that would be computed at fewer are too large.
  init?(_ forms: [Expression], steps wanted: Int? = nil) {
    let program = Program(forms, inputs: ["rho"])
    let size = max(1, Set(forms.flatMap { $0.graph.reachable(from: [$0.id]) }).count)
    let steps = min(wanted ?? 240, Self.largestEffort / size)
    guard steps >= wanted ?? 40 else { return nil }
    // Equal steps of the angle, as the curves bend most at the ends.
    abscissas = (0...steps).map { step in
      step == 0 ? -1 : step == steps ? 1 : -cos(Double.pi * Double(step) / Double(steps))
    }
    var columns = Array(repeating: [Double?](), count: forms.count)
    for rho in abscissas {
      let point = Interval(BigFloat(rho, precision: Self.precision, rounding: .nearestEven))
      let enclosures = program.evaluate([point], precision: Self.precision)
      for (index, enclosure) in enclosures.enumerated() {
        columns[index].append(Self.narrow(enclosure))
      }
    }
    values = columns
  }

  /// The middle of an interval that is narrower than 10⁻⁶ of its magnitude or of 1.
  private static func narrow(_ enclosure: Interval) -> Double? {
    guard !enclosure.isIndeterminate, enclosure.isBounded else { return nil }
    let middle = enclosure.midpoint.double(rounding: .nearestEven)
    let radius = enclosure.radius.double(rounding: .up)
    return middle.isFinite && radius <= 1e-6 * max(1, middle.magnitude) ? middle : nil
  }
}
