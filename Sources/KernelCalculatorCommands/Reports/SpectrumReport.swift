import ExactJSON
import KernelCalculator

/// The spectrum of a kernel matrix as it is printed.
struct SpectrumReport: Report {
  let network: NetworkArgument
  let problem: SpectrumProblem
  let spectrum: KernelSpectrum
  let scores: KernelScores
  /// All eigenvalues in ascending order, where they were computed.
  let all: [Interval]?
  /// Whether they are to be listed.
  let listsAll: Bool
  let digits: Int
  let data: String
  let forecast: TrainingForecast?
  let pathBound: PathBound?

  /// The data in words.
  var description: String {
    "\(spectrum.count) input\(spectrum.count == 1 ? "" : "s") of dimension \(problem.inputs.dimension), "
      + data
  }

  /// Whether the null space has the dimension that is known, be it that the next eigenvalue is positive.
  private var nullityIsExact: Bool {
    let next = all.flatMap { spectrum.nullity < $0.count ? $0[spectrum.nullity] : nil }
    return spectrum.nullityIsExact || (next.map { $0.lower.sign > 0 } ?? false)
  }

  /// Ends of enclosures are printed with a few digits more than are asked for.
  private func ends(_ interval: Interval) -> (lower: String, upper: String) {
    interval.decimalEnds(digits: digits + 3)
  }

  /// A number with its error, to as many digits as are known.
  private func decimal(_ interval: Interval) -> EnclosedDecimal? {
    stride(from: digits, to: 0, by: -1).lazy.compactMap { EnclosedDecimal(interval, digits: $0) }
      .first
  }

  var json: JSON {
    func bounds(_ interval: Interval) -> JSON {
      let (lower, upper) = ends(interval)
      return ["lower": .string(lower), "upper": .string(upper)]
    }
    func enclosed(_ interval: Interval) -> JSON {
      decimal(interval).map { .enclosed($0, form: nil) } ?? bounds(interval)
    }
    func pair(_ value: (Int, Int)) -> JSON { [.integer(value.0), .integer(value.1)] }
    var object = JSON.Object([
      ("schema", JSON.schema), ("dag", .string(network.text)),
      ("n", .integer(spectrum.count)), ("kernel", .string(problem.kernel.rawValue)),
      ("rule", .string(problem.rule.rawValue)), ("inputs", .string(data)),
      ("lambda_min", bounds(spectrum.smallest)), ("lambda_max", bounds(spectrum.largest)),
      ("singular", .string(spectrum.singular.rawValue)),
      ("reason", spectrum.reason.map { .string($0) } ?? .null),
      (
        "nullity",
        ["at_least": .integer(spectrum.nullity), "exact": .bool(nullityIsExact)]
      ),
      (
        "best_2x2",
        spectrum.bestPair.map { best in
          var value = JSON.Object([])
          if let decimal = decimal(best.value) {
            value.append("value", .string(decimal.text))
            value.append("error", .string(decimal.errorText))
          } else {
            value.append("value", .string(ends(best.value).upper))
            value.append("error", .null)
          }
          value.append("pair", pair(best.pair))
          return .object(value)
        } ?? .null
      ),
      (
        "eq12",
        pathBound.map { bound in
          [
            "value": .string(bound.value.text), "error": .string(bound.value.errorText),
            "pair": pair(bound.pair),
          ]
        } ?? .null
      ),
      ("step", forecast.map { .string("\($0.step)") } ?? .null),
      ("rate", forecast.map { enclosed($0.rate) } ?? .null),
      ("steps", forecast.map { .number("\($0.steps)") } ?? .null),
      ("envelope", forecast.map { enclosed($0.envelope) } ?? .null),
      ("envelope_steps", forecast.map { .number("\($0.envelopeSteps)") } ?? .null),
      ("target", .string("\(forecast?.target ?? TrainingForecast.standardTarget)")),
      ("trace", bounds(scores.trace)), ("mean", bounds(scores.mean)),
      ("condition", scores.condition.map(bounds) ?? .null),
      ("log_determinant", scores.logDeterminant.map(bounds) ?? .null),
      ("complexity", scores.complexity.map(bounds) ?? .null),
      ("alignment", scores.alignment.map(bounds) ?? .null),
      ("coincidences", coincidencesJSON), ("method", .string(spectrum.method)),
    ])
    if listsAll, let all { object.append("eigenvalues", .array(all.map(bounds))) }
    if !spectrum.isAccurate { object.append("accurate", false) }
    return .object(object)
  }

  private var coincidencesJSON: JSON {
    func list(_ rows: [Int]) -> JSON { .array(rows.map { .integer($0) }) }
    let found = problem.coincidences
    return [
      "zero": list(found.zeroRows), "equal": .array(found.equal.map(list)),
      "parallel": .array(found.parallel.map(list)),
      "antiparallel": .array(
        found.antiparallel.map { .array([list($0.rows), list($0.opposite)]) }),
    ]
  }

  var text: String {
    let name = problem.kernel == .nngp ? "NNGP kernel" : "NTK"
    var text = Console.bold("\(network.title), \(name), \(problem.rule.rawValue) rule") + "\n"
    text += description + "\n"
    text += coincidencesText + "\n"
    text += line("λ_min", spectrum.smallest) + line("λ_max", spectrum.largest)
    switch spectrum.singular {
    case .proved:
      let size = "\(nullityIsExact ? "" : "at least ")\(spectrum.nullity)"
      text += Console.paragraph(
        "", "singular, proved: \(spectrum.reason ?? ""); null space of dimension \(size)")
    case .excluded: text += "  not singular, proved\n"
    case .undecided: text += "  singular or not: undecided\n"
    }
    if let best = spectrum.bestPair {
      let value = decimal(best.value).map { "≈ \($0)" } ?? "≤ \(ends(best.value).upper)"
      text += "\nBest 2×2 bound (Lemma 3.3)\n  λ_min ≤ λ_min of inputs \(best.pair.0) and "
      text += "\(best.pair.1) \(value)\n"
    }
    if let bound = pathBound {
      text += "\nEq. 12's value\n  P - Σ_p f^{d_p}(ρ) ≈ \(bound.value), inputs \(bound.pair.0) and "
      text += "\(bound.pair.1)\n"
      text += Console.paragraph("", verdictOnPathBound(bound), indent: 2)
    }
    text += "\nScores\n"
    text += scoreFacts.map { "  \($0.name) \($0.value)\n" }.joined()
    if listsAll, let all {
      text += "\nAll eigenvalues\n"
      text += all.enumerated().map { "  λ_\($0.offset + 1) \(relation($0.element))\n" }.joined()
    }
    return text + "\n" + forecastText + Console.paragraph("", "By " + spectrum.method, indent: 0)
  }

  /// Whether the data contradict Eq. 12.
  private func verdictOnPathBound(_ bound: PathBound) -> String {
    let (value, error) = (bound.value.value, bound.value.error)
    guard let below = spectrum.smallest.lower.compared(to: value + error),
      let above = spectrum.smallest.upper.compared(to: value - error)
    else { return "" }
    if problem.kernel != .nngp { return "" }
    if below > 0 {
      return "λ_min lies above it: on these data it is not the upper bound it is said to be"
    }
    return above <= 0 ? "an upper bound of λ_min on these data" : "too near to λ_min to tell"
  }

  private func line(_ name: String, _ interval: Interval) -> String {
    "  \(name) \(relation(interval))\n"
  }

  private func relation(_ interval: Interval) -> String {
    (interval.isPoint ? "= " : "∈ ") + shown(interval)
  }

  /// An enclosure in text: a number or the two ends.
  func shown(_ interval: Interval) -> String {
    let (lower, upper) = ends(interval)
    return lower == upper ? lower : "[\(lower), \(upper)]"
  }

  /// The scores in words.
  private var scoreFacts: [(name: String, value: String)] {
    let scores: [(String, Interval?)] = [
      ("trace", scores.trace), ("mean of the entries", scores.mean),
      ("condition number", scores.condition), ("log det", scores.logDeterminant),
      ("yᵀK⁻¹y", scores.complexity), ("alignment with the labels", scores.alignment),
    ]
    return scores.compactMap { name, value in value.map { (name, relation($0)) } }
  }

  /// What a page lists.
  var facts: [(name: String, value: String)] {
    var facts = scoreFacts
    if let best = spectrum.bestPair {
      facts.append(
        ("best 2×2 bound (Lemma 3.3), inputs \(best.pair.0) and \(best.pair.1)", shown(best.value)))
    }
    if let pathBound {
      facts.append(
        (
          "Eq. 12's value, inputs \(pathBound.pair.0) and \(pathBound.pair.1)",
          "\(pathBound.value)"
        ))
    }
    if let forecast {
      facts += [
        ("step η", "\(forecast.step.decimal(digits: max(digits, 6), rounding: .down))"),
        ("rate 1 - ηλ_min/2 (Theorem 3.1)", shown(forecast.rate)),
        ("steps to \(forecast.target) of the squared error", "\(forecast.steps)"),
        ("steps that kernel gradient descent takes", "\(forecast.envelopeSteps)"),
      ]
    }
    return facts
  }

  private var coincidencesText: String {
    let found = problem.coincidences
    func list(_ rows: [Int]) -> String {
      rows.prefix(8).map(String.init).joined(separator: ", ") + (rows.count > 8 ? ", …" : "")
    }
    var lines: [String] = []
    if !found.zeroRows.isEmpty { lines.append("zero rows: \(list(found.zeroRows))") }
    lines += found.equal.prefix(8).map { "equal rows: \(list($0))" }
    lines += found.parallel.prefix(8).map { "positive multiples of each other: rows \(list($0))" }
    lines += found.antiparallel.prefix(8).map {
      "opposite directions: rows \(list($0.rows)) and \(list($0.opposite))"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var forecastText: String {
    guard let forecast else {
      return "No rate: λ_min is 0 or not known to be positive.\n"
    }
    let envelope = decimal(forecast.envelope).map(\.text) ?? ""
    return
      "Training with step η = \(forecast.step.decimal(digits: max(digits, 6), rounding: .down)) "
      + "(Theorem 3.1; squared error to \(forecast.target))\n"
      + "  rate 1 - ηλ_min/2 ≈ \(decimal(forecast.rate).map(\.description) ?? "?"), "
      + "\(forecast.steps) steps\n"
      + "  attained by kernel gradient descent: \(envelope), \(forecast.envelopeSteps) steps\n"
  }
}
