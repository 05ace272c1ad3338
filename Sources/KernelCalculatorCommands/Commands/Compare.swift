import ArgumentParser
import ExactJSON
import KernelCalculator

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "compare",
    abstract: "Compare networks on the same data, with certainty.",
    discussion: """
      Examples:
        printf '%s\\n' 1,0 1,1 0,2 | kernelcalc compare 2_02_002 2_21_112 --inputs -
        printf '%s\\n' 1,0 3,4 | kernelcalc compare 2 2_02 2_22 --inputs - --json

      Encloses a score of each network's kernel matrix and says of each pair which is certainly \
      faster: whose enclosures are apart. Others are equal, where the kernels are the same function \
      of two inputs, or not separated at the working precision, which --digits raises.

      lambda-min decides the rate 1 - ηλ_min/2 of the paper's Theorem 3.1 where all networks take \
      one step η, condition (λ_max/λ_min) where each takes the largest step that the rate permits. \
      trace, mean, log-determinant and, with --labels, complexity (yᵀK⁻¹y) and alignment are scores \
      of other papers; of complexity and condition the smaller is the better.

      Exit code 3 where two networks are neither separated nor equal.
      """)

  @Argument(help: "Networks: text, @FILE, or cells of a space.")
  var dags: [String]

  @OptionGroup var data: DataOptions
  @OptionGroup var matrix: KernelMatrixOptions
  @OptionGroup var labels: LabelsOption

  @Option(name: .long, help: "By which score.")
  var by: SpectrumScore = .smallest

  @Option(name: .long, parsing: .unconditional, help: "Significant digits (1 to 1000).")
  var digits = 6

  @OptionGroup var cell: GenotypeOption
  @OptionGroup var output: JSONFlag

  func run() throws {
    guard dags.count > 1 else { throw Failure("give two networks or more") }
    guard (1...1000).contains(digits) else {
      throw Failure("digits must be between 1 and 1000, not \(digits)")
    }
    let rule = try matrix.checkedRule()
    let threads = try BatchOptions.checked(matrix.threads)
    let inputs = try data.read()
    let labels = try labels.read(count: inputs.count, for: by, inputs: data.inputs)
    let meter = Progress()
    var entries: [ComparisonReport.Entry] = []
    for dag in dags {
      let network = try NetworkArgument(dag, cell: cell.cell)
      let problem = try SpectrumProblem(
        network.network, rule: rule, kernel: matrix.kernel, inputs: inputs)
      let spectrum = try problem.spectrum(
        SpectrumOptions(
          digits: digits, threads: threads,
          progress: { meter.show("\(network.title): \($0)") }))
      let options = SpectrumOptions(digits: digits, threads: threads)
      let scores = !by.needsScores ? nil : try problem.scores(spectrum, labels: labels, options)
      entries.append(
        ComparisonReport.Entry(
          network: network, problem: problem, spectrum: spectrum,
          score: by.value(spectrum, scores), forecast: try TrainingForecast(spectrum)))
    }
    meter.clear()
    let report = ComparisonReport(
      entries: entries, by: by, digits: digits, data: data.description, rule: rule,
      kernel: matrix.kernel)
    output.write(report)
    let open = report.pairs.filter { $0.verdict == .notSeparated }
    if let first = open.first {
      throw Failure(
        "\(open.count) pairs are not separated, the first \(report.entries[first.first].network.title)"
          + " and \(report.entries[first.second].network.title)", .undecided)
    }
  }
}

/// Labels of the inputs.
struct LabelsOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The inputs' labels, one a row: numbers, or vectors such as classes as unit vectors.",
      valueName: "file"),
    completion: .file())
  var labels: String?

  /// The labels; fails where a score needs some and there are none.
  func read(
    count: Int, for score: SpectrumScore? = nil, inputs: String? = nil
  ) throws -> KernelLabels? {
    if labels == "-" && inputs == "-" {
      throw Failure("--inputs and --labels cannot both be standard input")
    }
    if let score, score.needsLabels, labels == nil {
      throw Failure("\(score.rawValue) needs --labels")
    }
    return try labels.map { file in
      let table = try DataOptions.table(file)
      do { return try KernelLabels(table, count: count) } catch {
        throw Failure("\(file): \(error)")
      }
    }
  }
}

extension SpectrumScore: ExpressibleByArgument {}

/// Networks compared on data, the best first.
struct ComparisonReport: Report {
  struct Entry {
    let network: NetworkArgument
    let problem: SpectrumProblem
    let spectrum: KernelSpectrum
    /// Nil where it is not known to exist.
    let score: Interval?
    let forecast: TrainingForecast?
  }

  enum PairVerdict: String { case faster, slower, equal, notSeparated = "not separated" }

  struct Pair {
    /// Indices of entries.
    let first: Int
    let second: Int
    /// What the first is beside the second.
    let verdict: PairVerdict
  }

  let entries: [Entry]
  let by: SpectrumScore
  let digits: Int
  let data: String
  let rule: PropagationRule
  let kernel: Kernel
  let pairs: [Pair]

  init(
    entries: [Entry], by: SpectrumScore, digits: Int, data: String, rule: PropagationRule,
    kernel: Kernel
  ) {
    let sorted = entries.enumerated().sorted { a, b in
      guard let first = a.element.score, let second = b.element.score else {
        return (a.element.score == nil ? 1 : 0, a.offset) < (
          b.element.score == nil ? 1 : 0, b.offset
        )
      }
      if first.midpoint == second.midpoint { return a.offset < b.offset }
      return (first.midpoint < second.midpoint) != by.largestFirst
    }.map(\.element)
    self.entries = sorted
    (self.by, self.digits, self.data, self.rule, self.kernel) = (by, digits, data, rule, kernel)
    var pairs: [Pair] = []
    for first in sorted.indices {
      for second in (first + 1)..<max(sorted.count, first + 1) {
        pairs.append(
          Pair(
            first: first, second: second,
            verdict: Self.verdict(sorted[first], sorted[second], by)))
      }
    }
    self.pairs = pairs
  }

  private static func verdict(_ a: Entry, _ b: Entry, _ by: SpectrumScore) -> PairVerdict {
    if let x = a.score, let y = b.score {
      if x.upper < y.lower { return by.largestFirst ? .slower : .faster }
      if y.upper < x.lower { return by.largestFirst ? .faster : .slower }
      if x.isPoint && y.isPoint { return .equal }
    }
    return a.problem.hasSameKernel(as: b.problem) ? .equal : .notSeparated
  }

  private func ends(_ interval: Interval?) -> String {
    guard let interval else { return "undefined" }
    let (lower, upper) = interval.decimalEnds(digits: digits + 3)
    return lower == upper ? lower : "[\(lower), \(upper)]"
  }

  var text: String {
    let name = kernel == .nngp ? "NNGP kernel" : "NTK"
    let count = entries.first?.problem.count ?? 0
    var text = Console.bold("\(name), \(rule.rawValue) rule, by \(by.rawValue)") + "\n"
    text += "\(count) inputs, \(data)\n\n"
    let rows = entries.map { entry in
      [
        entry.network.title, ends(entry.score),
        entry.forecast.map { "\($0.steps)" } ?? "none",
      ]
    }
    text += SpaceReport.table(
      [["network", by.rawValue, "steps at its largest step"]] + rows, width: Console.width)
    text += "\n"
    for pair in pairs {
      let (a, b) = (entries[pair.first].network.title, entries[pair.second].network.title)
      switch pair.verdict {
      case .faster: text += "  \(a) is certainly faster than \(b)\n"
      case .slower: text += "  \(a) is certainly slower than \(b)\n"
      case .equal: text += "  \(a) and \(b) are equal\n"
      case .notSeparated: text += "  \(a) and \(b) are not separated\n"
      }
    }
    return text
  }

  var json: JSON {
    [
      "schema": JSON.schema, "n": .integer(entries.first?.problem.count ?? 0),
      "kernel": .string(kernel.rawValue), "rule": .string(rule.rawValue),
      "inputs": .string(data), "by": .string(by.rawValue),
      "networks": .array(
        entries.map { entry in
          let score: JSON =
            entry.score.map {
              let (lower, upper) = $0.decimalEnds(digits: digits + 3)
              return ["lower": .string(lower), "upper": .string(upper)]
            } ?? .null
          return [
            "dag": .string(entry.network.text), "score": score,
            "step": entry.forecast.map { .string("\($0.step)") } ?? .null,
            "steps": entry.forecast.map { .number("\($0.steps)") } ?? .null,
          ]
        }),
      "pairs": .array(
        pairs.map { pair in
          [
            "first": .string(entries[pair.first].network.text),
            "second": .string(entries[pair.second].network.text),
            "verdict": .string(pair.verdict.rawValue),
          ]
        }),
    ]
  }
}
