import ExactArithmetic
import IntervalArithmetic
import RigorousEvaluation
import SymbolicExpressions

/// The largest error that a double-precision program was seen to have on a grid of points.
///
/// Guarantee: at every compared point the error of the result computed on this machine is at most
/// what is stated; each is a distance to a rigorous enclosure of the true value, rounded upwards.
/// It is a measurement: it says nothing of other points, and the C library has a part in it.
package struct MeasuredError: Sendable {
  /// How many points the grid has.
  package let gridSize: Int
  /// How many of them were compared: those at which the expression has a value that is known to lie
  /// in a narrow enclosure.
  package private(set) var points = 0
  /// At how many of them the program gave no finite number.
  package private(set) var notFinite = 0
  /// The largest error in units in the last place of the true value, over the points where that is not
  /// zero, and the values of the inputs there.
  package private(set) var ulps: (error: BigFloat, at: [Double])?
  /// The largest absolute error.
  package private(set) var absolute = BigFloat(0, precision: Precision(53), rounding: .up)

  /// The grid on which an input is varied: low + (high − low)·k/1024 for k = 0…1024.
  package static func range(of input: String) -> (low: Double, high: Double) {
    input == "theta" ? (0, 3) : (-1, 1)
  }

  /// The most operations, over all points, that one measurement takes.
  private static let largestEffort = 60_000

  /// Measures `program` against enclosures of `expression`'s values.
  ///
  /// One input runs over a grid of 1,025 points (of fewer, where the program is long); several run over
  /// as many points of a lattice. Points where the expression is undefined are left out.
  package init(_ program: FloatingPointProgram, of expression: Expression) {
    let exact = Program([expression], inputs: program.inputs)
    var steps = 1024
    while steps > 16 && steps * program.operationCount > Self.largestEffort { steps /= 2 }
    gridSize = program.inputs.isEmpty ? 1 : steps + 1
    for index in 0..<gridSize {
      let values = program.inputs.enumerated().map { position, input in
        let (low, high) = Self.range(of: input)
        // Steps that share no factor with the number of points spread the inputs over the square.
        let step = index * Self.strides[position % Self.strides.count] % (steps + 1)
        return low + (high - low) * (Double(step) / Double(steps))
      }
      if let truth = Self.enclosure(exact, values) {
        add(program.evaluate(values), beside: truth, at: values)
      }
    }
  }

  private static let strides = [1, 379, 811, 617, 293]

  /// The true value to well beyond double precision; nil where it is undefined or could not be had.
  private static func enclosure(_ program: Program, _ values: [Double]) -> Interval? {
    for precision in Ziv(from: Precision(128), through: Precision(4096)) {
      let inputs = values.map {
        Interval(BigFloat($0, precision: precision, rounding: .nearestEven))
      }
      let value = program.evaluate(inputs, precision: precision)[0]
      if value.isIndeterminate { continue }
      if value.relativeAccuracyBits >= 80 || (value.isPoint && value.lower.isZero) { return value }
    }
    return nil
  }

  private mutating func add(_ computed: Double, beside truth: Interval, at values: [Double]) {
    points += 1
    guard computed.isFinite else {
      notFinite += 1
      return
    }
    let point = Interval(BigFloat(computed, precision: truth.precision, rounding: .nearestEven))
    let error = (point - truth).magnitude.upper
    absolute = max(absolute, error)
    let unit = truth.midpoint.double(rounding: .nearestEven).ulp
    guard !truth.midpoint.isZero, unit.isFinite else { return }
    let scale = Interval(BigFloat(unit, precision: truth.precision, rounding: .nearestEven))
    let relative = (Interval(error) / scale).upper
    if ulps.map({ relative > $0.error }) ?? true { ulps = (relative, values) }
  }
}

extension MeasuredError {
  /// The measurement in words, without line breaks; `inputs` are the names of the program's inputs.
  package func description(inputs: [String]) -> String {
    guard points > 0 else { return "Error not measured: no point of the grid is in the domain." }
    let ofGrid = points == gridSize ? "\(points)" : "\(points) of \(gridSize)"
    let place: String
    switch inputs.count {
    case 0: place = "an enclosure of the true value"
    case 1:
      let (low, high) = Self.range(of: inputs[0])
      place =
        "enclosures of the true value at \(ofGrid) equidistant points \(inputs[0]) in "
        + "[\(Self.text(low)), \(Self.text(high))]"
    default:
      place =
        "enclosures of the true value at \(ofGrid) lattice points of [-1, 1]^\(inputs.count)"
    }
    var text = "Measured against \(place): "
    if notFinite > 0 { text += "no finite result at \(notFinite) of them; " }
    if let ulps {
      text += "error at most \(ulps.error.decimal(digits: 2, rounding: .up)) ULP"
      if !inputs.isEmpty {
        let point = zip(inputs, ulps.at).map { "\($0) = \(Self.text($1))" }
        text += " (worst at \(point.joined(separator: ", ")))"
      }
      text += ", "
    }
    return text + "absolute error at most \(absolute.decimal(digits: 2, rounding: .up))."
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e6 ? "\(Int(value))" : "\(value)"
  }
}
