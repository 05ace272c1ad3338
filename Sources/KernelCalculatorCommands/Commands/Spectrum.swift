import ArgumentParser
import KernelCalculator

struct Spectrum: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "spectrum",
    abstract: "Certified eigenvalues of a network's kernel on data.",
    discussion: """
      Examples:
        printf '%s\\n' 1,0 1,1 0,2 | kernelcalc spectrum 2_21_112 --inputs -
        printf '%s\\n' 1,0 3,4 | kernelcalc spectrum 2_02 --inputs - --normalize
        printf '%s\\n' 1,0 0,1 | kernelcalc spectrum 2_22 --inputs - --kernel ntk --json
        printf '%s\\n' 1,0 0,1 | kernelcalc spectrum 2_22 --inputs - --html a.html

      Encloses λ_min and λ_max of the N×N kernel matrix K_ij of the rows x_i of a data file, read as \
      the exact numbers they are, with K⁽⁰⁾_ij = ⟨x_i, x_j⟩; and says what follows: the step, rate \
      and number of steps of the paper's Theorem 3.1 beside what kernel gradient descent attains, \
      the best 2×2 bound of Lemma 3.3 and, for unit inputs, the value of Eq. 12. Rows are counted \
      from 0.

      Lower bounds are factorisations whose rounding errors are bounded beforehand, upper bounds \
      Rayleigh quotients: in double precision where that suffices for the digits asked for, else in \
      MPFR arithmetic, which takes minutes from 1,000 inputs on (--arithmetic chooses one); equal, \
      parallel, opposite and dependent rows are found exactly, and a \
      matrix that they make singular is proved to be. A header line in CSV is optional, numbers are \
      decimals or fractions.

      Printed too are scores by which networks are judged without training: trace, mean of the \
      entries, log det, with --labels yᵀK⁻¹y and the alignment ⟨K, yyᵀ⟩/(‖K‖‖yyᵀ‖). --all encloses \
      all eigenvalues: for 2,000 inputs in seconds, and in minutes for 1,000 where double \
      precision does not suffice.

      Exit code 3 where an eigenvalue could not be enclosed to the digits asked for.
      """)

  @Argument(help: "The network: text, @FILE, or a cell of a space.")
  var dag: String

  @OptionGroup var data: DataOptions
  @OptionGroup var matrix: KernelMatrixOptions

  @Option(
    name: .long, parsing: .unconditional, help: "Significant digits of the eigenvalues (1 to 1000)."
  )
  var digits = 6

  @Option(
    name: .long, parsing: .unconditional,
    help: "The step η of gradient descent (default: the largest the rate permits).")
  var step: String?

  @Option(
    name: .long, parsing: .unconditional, help: "What is to be left of the squared error.")
  var target = "1/1000"

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The largest working precision.", valueName: "bits"))
  var precision: Int?

  @Option(
    name: .long,
    help: "float64, multiprecision, or automatic: double precision where it suffices.")
  var arithmetic: SpectrumArithmetic = .automatic

  @Flag(name: .long, help: "Enclose all eigenvalues.")
  var all = false

  @OptionGroup var labels: LabelsOption

  @Option(
    name: .long, help: ArgumentHelp("Also write a page with a picture.", valueName: "file"),
    completion: .file())
  var html: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also write a certificate of the lower bound of λ_min, for kernelcalc check.",
      valueName: "file"),
    completion: .file())
  var certificate: String?

  @OptionGroup var cell: GenotypeOption
  @OptionGroup var output: JSONFlag

  /// Up to how many inputs a page shows all eigenvalues without being asked to, and up to how many
  /// of them MPFR may take over for that.
  private static let mostDrawn = (quickly: 3_000, slowly: 200)

  func run() throws {
    guard (1...1000).contains(digits) else {
      throw Failure("digits must be between 1 and 1000, not \(digits)")
    }
    if let precision, !(53...1_000_000).contains(precision) {
      throw Failure("the precision must be between 53 and 1000000 bits, not \(precision)")
    }
    let rule = try matrix.checkedRule()
    let threads = try BatchOptions.checked(matrix.threads)
    let share = try Point.rational(target.trimmed, for: "the target")
    guard share.signum > 0, share < 1 else {
      throw Failure("the target must be between 0 and 1, not \(target.prefix(40))")
    }
    let chosenStep = try step.map { try Point.rational($0.trimmed, for: "η") }
    let network = try NetworkArgument(dag, cell: cell.cell)
    let inputs = try data.read()
    let labels = try labels.read(count: inputs.count, inputs: data.inputs)
    let problem = try SpectrumProblem(
      network.network, rule: rule, kernel: matrix.kernel, inputs: inputs)
    let meter = Progress()
    let options = SpectrumOptions(
      digits: digits, arithmetic: arithmetic, threads: threads, largestPrecision: precision,
      progress: { meter.show($0) })
    let (spectrum, scores, eigenvalues) = try problem.findings(
      options, labels: labels, all: optionsForAll(options, count: problem.count))
    meter.clear()
    let report = SpectrumReport(
      network: network, problem: problem, spectrum: spectrum, scores: scores,
      all: eigenvalues, listsAll: all, digits: digits,
      data: data.description,
      forecast: try TrainingForecast(spectrum, step: chosenStep, target: share),
      pathBound: try problem.pathBound(digits: digits))
    if let certificate { try write(certificate, problem, spectrum, network) }
    if let html { try Files.write(SpectrumPage(report: report).html, to: html) }
    output.write(report)
    if !spectrum.isAccurate {
      throw Failure(
        spectrum.arithmetic == .float64
          ? "\(digits) digits were not reached in double precision; --arithmetic multiprecision has more"
          : "\(digits) digits were not reached; --precision raises the limit of the working precision",
        .undecided)
    }
    if all, let eigenvalues {
      let open = eigenvalues.filter { !KernelSpectrum.isAccurate($0, digits: digits) }.count
      if open > 0 {
        throw Failure(
          "\(open) of \(eigenvalues.count) eigenvalues are not known to \(digits) digits"
            + (arithmetic == .multiprecision
              ? "; --precision raises the limit of the working precision"
              : "; --arithmetic multiprecision, or a larger --precision, has more"),
          .undecided)
      }
    }
  }
}

extension Spectrum {
  /// How all eigenvalues are enclosed, where they are asked for or a page is to show them.
  private func optionsForAll(_ options: SpectrumOptions, count: Int) -> SpectrumOptions? {
    if all { return options }
    guard html != nil, count <= Spectrum.mostDrawn.quickly else { return nil }
    var options = options
    if count > Spectrum.mostDrawn.slowly { options.arithmetic = .float64 }
    return options
  }

  /// Writes a certificate of a number a little below the lower bound, which has then been replayed.
  private func write(
    _ path: String, _ problem: SpectrumProblem, _ spectrum: KernelSpectrum,
    _ network: NetworkArgument
  ) throws {
    guard spectrum.smallest.lower.sign > 0,
      let lower = Rational(spectrum.smallest.lower.decimal(digits: 4, rounding: .down))
    else { throw Failure("λ_min is not known to be positive: there is nothing to certify") }
    // Room for what the factorisation of the replay leaves uncertain.
    let bound = lower * Rational(999, 1000)
    let made = try SpectrumCertificate(problem, network: network.text, above: bound)
    guard try made.isReplayed(threads: BatchOptions.checked(matrix.threads)) else {
      throw Failure(
        "λ_min > \(bound) could not be replayed, and no certificate was written", .undecided)
    }
    try Files.write(made.text, to: path)
  }
}

extension SpectrumArithmetic: ExpressibleByArgument {}
