import ExactJSON
import KernelCalculator

/// The paper's Lemmas 3.1 and 3.3, Eq. 12 and Theorem 3.1 on data, for each of its DAGs and both rules.
struct DataVerdicts: Report {
  /// The paper's examples, with its names.
  static let networks = [
    ("DAG#1", "2_02_002"), ("DAG#2", "1_01_222"), ("DAG#3", "2_21_112"),
  ]

  struct Row {
    let name: String
    let dag: String
    let rule: PropagationRule
    let spectrum: KernelSpectrum
    let pathBound: PathBound?
    let forecast: TrainingForecast?

    /// Lemma 3.1: λ_min > 0.
    var isPositive: Verdict {
      switch spectrum.singular {
      case .excluded: .proved
      case .proved: .refuted
      case .undecided: .undecided
      }
    }

    /// Lemma 3.3: no 2×2 principal sub-matrix has a smaller eigenvalue.
    var isInterlaced: Verdict {
      guard let best = spectrum.bestPair else { return .proved }
      if spectrum.smallest.lower > best.value.upper { return .refuted }
      // For two inputs the matrix is the sub-matrix; a singular matrix has λ_min = 0.
      let isSame = spectrum.count == 2 || spectrum.singular == .proved
      return isSame || spectrum.smallest.upper <= best.value.lower ? .proved : .undecided
    }

    /// Eq. 12: λ_min ≤ the value; nil where the paper does not speak.
    var isBelowPathBound: Verdict? {
      guard let pathBound else { return nil }
      let (value, error) = (pathBound.value.value, pathBound.value.error)
      guard let below = spectrum.smallest.lower.compared(to: value + error),
        let above = spectrum.smallest.upper.compared(to: value - error)
      else { return .undecided }
      return below > 0 ? .refuted : above <= 0 ? .proved : .undecided
    }
  }

  let rows: [Row]
  let count: Int
  let data: String
  let digits: Int

  init(_ inputs: KernelInputs, data: String, digits: Int, threads: Int, meter: Progress) throws {
    count = inputs.count
    self.data = data
    self.digits = digits
    var rows: [Row] = []
    for rule in [PropagationRule.exact, .varianceOnly] {
      for (name, dag) in Self.networks {
        let problem = try SpectrumProblem(
          NetworkGraph(parsing: dag), rule: rule, kernel: .nngp, inputs: inputs)
        let spectrum = try problem.spectrum(
          SpectrumOptions(
            digits: digits, threads: threads,
            progress: { meter.show("\(name), \(rule.rawValue): \($0)") }
          ))
        rows.append(
          Row(
            name: name, dag: dag, rule: rule, spectrum: spectrum,
            pathBound: try problem.pathBound(digits: digits),
            forecast: try TrainingForecast(spectrum)))
      }
    }
    self.rows = rows
  }

  /// Whether every question is answered.
  var isDecided: Bool {
    rows.allSatisfy { row in
      ![row.isPositive, row.isInterlaced, row.isBelowPathBound ?? .proved].contains(.undecided)
    }
  }

  private func ends(_ interval: Interval) -> String {
    let (lower, upper) = interval.decimalEnds(digits: digits + 2)
    return lower == upper ? lower : "[\(lower), \(upper)]"
  }

  var text: String {
    var text = Console.bold("The paper on data") + "\n"
    text += "\(count) inputs, \(data)\n"
    for row in rows {
      text += "\n" + Console.bold("\(row.name) (\(row.dag)), \(row.rule.rawValue) rule") + "\n"
      text +=
        "  Lemma 3.1, λ_min > 0: \(row.isPositive.rawValue), λ_min ∈ \(ends(row.spectrum.smallest))\n"
      if let reason = row.spectrum.reason { text += Console.paragraph("", reason, indent: 4) }
      if let best = row.spectrum.bestPair {
        text +=
          "  Lemma 3.3, interlacing: \(row.isInterlaced.rawValue), the least 2×2 eigenvalue is that of "
        text += "inputs \(best.pair.0) and \(best.pair.1), \(ends(best.value))\n"
      }
      if let bound = row.pathBound, let verdict = row.isBelowPathBound {
        text +=
          "  Eq. 12, λ_min ≤ \(bound.value.text): \(verdict.rawValue), inputs \(bound.pair.0) and "
        text += "\(bound.pair.1)\n"
      } else {
        text += "  Eq. 12: not for these inputs, which are not unit, or one input\n"
      }
      if let forecast = row.forecast {
        text += "  Theorem 3.1: step \(forecast.step.decimal(digits: 6, rounding: .down)), rate ≤ "
        text += "\(forecast.rate.decimalEnds(digits: digits + 2).upper), "
        text += "\(forecast.steps) steps to \(forecast.target) of the squared error\n"
      } else {
        text += "  Theorem 3.1: no rate, as λ_min is not known to be positive\n"
      }
    }
    return text
  }

  var json: JSON {
    func bounds(_ interval: Interval) -> JSON {
      let (lower, upper) = interval.decimalEnds(digits: digits + 2)
      return ["lower": .string(lower), "upper": .string(upper)]
    }
    func pair(_ value: (Int, Int)) -> JSON { [.integer(value.0), .integer(value.1)] }
    return [
      "schema": JSON.schema, "n": .integer(count), "inputs": .string(data),
      "networks": .array(
        rows.map { row in
          [
            "name": .string(row.name), "dag": .string(row.dag), "rule": .string(row.rule.rawValue),
            "lambda_min": bounds(row.spectrum.smallest),
            "lambda_max": bounds(row.spectrum.largest),
            "lemma3.1": .string(row.isPositive.rawValue),
            "reason": row.spectrum.reason.map { .string($0) } ?? .null,
            "lemma3.3": .string(row.isInterlaced.rawValue),
            "best_2x2": row.spectrum.bestPair.map {
              ["value": bounds($0.value), "pair": pair($0.pair)]
            } ?? .null,
            "eq12": row.pathBound.map { bound in
              [
                "verdict": .string(row.isBelowPathBound?.rawValue ?? ""),
                "value": .string(bound.value.text), "error": .string(bound.value.errorText),
                "pair": pair(bound.pair),
              ]
            } ?? .null,
            "step": row.forecast.map { .string("\($0.step)") } ?? .null,
            "rate": row.forecast.map { bounds($0.rate) } ?? .null,
            "steps": row.forecast.map { .number("\($0.steps)") } ?? .null,
          ]
        }),
    ]
  }
}
