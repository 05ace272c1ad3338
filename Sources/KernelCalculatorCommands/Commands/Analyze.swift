import ArgumentParser
import ExactJSON
import KernelCalculator

struct Analyze: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "analyze",
    abstract: "Paths, closed forms, kernels and bounds of one network.",
    discussion: """
      Examples:
        kernelcalc analyze 2_21_112 --at 1/2 --digits 50
        kernelcalc analyze 2_02_002 --rule exact
        kernelcalc analyze 2_21_112 --at 1/3 --norms 1,2 --means 1/2,1/3
        kernelcalc analyze 2_01 --general
        kernelcalc analyze 2_21_112 --form recursion
        kernelcalc analyze 2_21_112 --rule exact --as numpy
        kernelcalc analyze 2_21_112 --at 1/2 --html report.html
        kernelcalc analyze 2_02_002 --html page.html --overlay 2_21_112
        echo '{"dag": "2_21_112", "at": "-1/2"}' | kernelcalc analyze --batch -

      A line of --batch has the keys dag, at, digits, norms and means, what the options take as strings.

      Inputs are unit and centred with correlation ρ unless --norms and --means say otherwise: \
      --norms gives the squared norms K_ii,K_jj at the input, --means the coordinate means \
      M_i,M_j = (1/√m) Σ_k x_k; K_ij is then ρ√(K_ii K_jj). Without --at the closed forms alone are \
      printed; --general prints them in K_ii, K_jj, K_ij, M_i, M_j of arbitrary inputs; --as prints \
      them for a program to read: SymPy, Wolfram and Coq exactly, C, Swift, NumPy and JAX in double \
      precision with the error that each function was measured to have. --html writes a page that needs no network: \
      the DAG, the closed forms, and K_ij, dK_ij/dρ, λ₂, Eq. 12 and the NTK as curves over ρ; \
      --overlay lays other networks' curves over K_ij, λ₂ and the NTK, under the exact rule unless \
      --rule is another.

      Rules: variance-only adds the kernels of the edges that meet at a node, as arXiv 2205.05662 \
      does; exact is the true infinite-width limit, with the means of parameterised edges and the \
      coherence of skip paths.

      Kernels are written as a recursion, node by node, or as closed forms in ρ, whichever is shorter; \
      --form recursion and --form closed choose. K₂ is K_ij of node 2, q₂ its K_ii, C₂ its correlation, \
      m₂ its mean, F₂ the map of the edges that leave it, T₂ and Θ₂ its tangent part and NTK.

      λ₂ is the smaller eigenvalue of the 2×2 NNGP matrix, Θ the NTK; f = κ₁ is one ReLU layer's map \
      of correlations, κ₀ its derivative. A printed value differs from the true one by at most the \
      printed error.
      """)

  @Argument(help: "The network; @FILE reads it from a file, - from standard input.")
  var dag: String?

  @Option(name: .long, parsing: .unconditional, help: "The inputs' correlation ρ in [-1, 1].")
  var at: String?

  @Option(name: .long, help: "Which propagation rule: variance-only, exact or both.")
  var rule: RuleChoice = .both

  @Option(name: .long, help: "Write the kernels as a recursion or closed; by default the shorter.")
  var form: FormChoice?

  @Option(name: .long, parsing: .unconditional, help: "Squared norms K_ii,K_jj of the inputs.")
  var norms: String?

  @Option(name: .long, parsing: .unconditional, help: "Means M_i,M_j of the inputs.")
  var means: String?

  @Flag(name: .long, help: "Closed forms for arbitrary inputs.")
  var general = false

  @Option(
    name: .long, help: "Also write a page with pictures to this file.", completion: .file())
  var html: String?

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "For --html: another network whose curves are shown too; may be repeated.", valueName: "dag"))
  var overlay: [String] = []

  @OptionGroup var genotype: GenotypeOption
  @OptionGroup var digits: DigitsOption
  @OptionGroup var batch: BatchOptions
  @OptionGroup var export: ExportOption
  @OptionGroup var output: JSONFlag

  func run() throws {
    let threads = try batch.checkedThreads()
    if let path = batch.batch {
      guard dag == nil else { throw Failure("give a network or --batch, not both") }
      guard export.notation == nil, html == nil, overlay.isEmpty else {
        throw Failure("--as, --html and --overlay have no meaning with --batch")
      }
      return try Batch.run(path, threads: threads) { line in
        let members = try line.request(["dag", "at", "digits", "norms", "means"])
        guard let dag = members["dag"] else { throw line.error("\"dag\" is missing") }
        let point = try PointRequest(members)
        let rho = try point.at.first.map(Self.correlation)
        return try AnalysisReport(
          NetworkArgument(dag),
          inputs: AnalysisInputs(
            norms: members["norms"]?.string("norms"), means: members["means"]?.string("means"),
            general: false, rho: rho),
          rho: rho, rules: RuleChoice.both.rules, evaluator: Evaluator(digits: point.digits)
        ).json
      }
    }
    guard let dag else { throw Failure("a network is missing; see kernelcalc analyze --help") }
    let digits = try digits.checked()
    let rho = try at.map(Self.correlation)
    guard overlay.isEmpty || (html != nil && !general) else {
      throw Failure("--overlay is for the curves of --html")
    }
    guard overlay.count <= CurveFigures.mostOverlays else {
      throw Failure("at most \(CurveFigures.mostOverlays) networks can be laid over one")
    }
    let report = try AnalysisReport(
      NetworkArgument(dag, cell: genotype.cell),
      inputs: AnalysisInputs(norms: norms, means: means, general: general, rho: rho), rho: rho,
      rules: rule.rules, evaluator: Evaluator(digits: digits), form: form,
      overlays: overlay.map { try NetworkArgument($0, cell: genotype.cell) })
    if let html { try Files.write(AnalysisPage(report: report).html, to: html) }
    if let notation = export.notation {
      guard !output.json else { throw Failure("give --as or --json, not both") }
      let forms = report.atPoint?.forms ?? report.symbolic
      let document = Exports.document(
        of: forms, title: report.argument.title,
        views: report.atPoint == nil ? report.views : [])
      return Console.write(try document.checkedText(in: notation))
    }
    output.write(report)
    if let missing = report.missing {
      Console.warn(missing)
      throw ExitCode(Failure.Kind.undecided.rawValue)
    }
  }

  private static func correlation(_ text: String) throws -> Rational {
    try Correlation(argument: text).value
  }
}

/// The pair of inputs that `--norms`, `--means` and `--general` describe.
struct AnalysisInputs: Sendable {
  enum Kind: Sendable {
    case unit
    case scaled(InputMoments)
    case general
  }
  let kind: Kind

  init(norms: String?, means: String?, general: Bool, rho: Rational?) throws {
    if general {
      guard norms == nil, means == nil, rho == nil else {
        throw Failure("--general takes neither --norms, --means nor --at")
      }
      kind = .general
      return
    }
    if norms == nil && means == nil {
      kind = .unit
      return
    }
    let q = try Self.pair(norms, name: "--norms") ?? (1, 1)
    let m = try Self.pair(means, name: "--means") ?? (0, 0)
    guard q.0.signum > 0, q.1.signum > 0 else { throw Failure("squared norms must be positive") }
    let moments = InputMoments(squaredNorms: q, means: m)
    guard moments.areVariancesNonnegative else {
      throw Failure("a mean M needs a squared norm of at least M²: K_ii − M_i² is negative")
    }
    switch rho.flatMap({ Correlation($0) }).map(moments.areAttained) {
    case .no?:
      throw Failure("no inputs have these norms, means and correlation: K − MMᵀ is not ⪰ 0")
    case .unknown?:
      throw Failure("could not decide whether K − MMᵀ is positive semi-definite", .undecided)
    case .yes?, nil: kind = .scaled(moments)
    }
  }

  private static func pair(_ text: String?, name: String) throws -> (Rational, Rational)? {
    guard let text else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Failure("\(name) takes two numbers, as in \(name) 1,2") }
    return (
      try Point.rational(String(parts[0]).trimmed, for: name),
      try Point.rational(String(parts[1]).trimmed, for: name)
    )
  }

  /// The inputs with correlation `rho`.
  func pair(_ rho: Expression) -> InputPair {
    switch kind {
    case .unit: .unit(correlation: rho)
    case .scaled(let moments): moments.pair(rho)
    case .general: .symbolic(in: rho.graph)
    }
  }

  var isUnit: Bool { if case .unit = kind { true } else { false } }

  var description: String {
    switch kind {
    case .unit: "unit and centred, correlation ρ"
    case .scaled(let moments):
      "K_ii = \(moments.squaredNorms.i), K_jj = \(moments.squaredNorms.j), M_i = \(moments.means.i), "
        + "M_j = \(moments.means.j), correlation ρ"
    case .general: "any, with entries K_ii, K_jj, K_ij and means M_i, M_j"
    }
  }
}
