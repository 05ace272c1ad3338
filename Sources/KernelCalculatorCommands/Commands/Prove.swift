import ArgumentParser
import ExactJSON
import KernelCalculator

struct Prove: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "prove",
    abstract: "Decide a statement: proved, refuted with a counterexample, or undecided.",
    discussion: """
      Examples:
        kernelcalc prove 'forall rho in [-1,1): 1 - f^3(rho) < 3*(1 - f(rho))'
        kernelcalc prove 'forall x in [-1,1], y in [-1,1]: x < y implies f(x) < f(y)'
        kernelcalc prove 'exists x in [-1,1]: f(x) = 1/2' --json
        kernelcalc prove 'f(1/2) = sqrt(3)/(2*pi) + 1/3' --certificate half.cert
        kernelcalc prove 'forall k in 1..9, rho in [-1,1): f^k(rho) < f^(k+1)(rho)'
        kernelcalc prove --rule exact 'forall x in [0,1): lambda2(chain(3), x) > 0'
        kernelcalc prove 'forall x in [-1,1]: d(f(x), x) = kappa(0,x)'
        kernelcalc prove 'forall k >= 1, rho in [-1,1): f^k(rho) > rho'

      Statements quantify over networks (forall dag in complete(3) where connected and paths >= 2; \
      nasbench201), their edges (e in edges(dag), absent(dag)), whole numbers (k in 1..12; k >= 1 for \
      every k, by induction) and then over real variables in intervals with open or closed ends; \
      relations are < <= = != >= >, combined with and, or, implies, not. Besides expressions there \
      are lambda2, Kii, Kij, Kjj, NTKii, NTKij, NTKjj, ntk_lambda2, mean and mean_j, each of (dag, \
      rho, rule) or (dag, inputs(a, b, c), rule); eq12(dag, rho), paths(dag), paths(dag, d), \
      depth(dag), width(dag), edge_count(dag), parameterised_count(dag); sum(j = 1..k, ...), \
      product(j = 1..k, ...), f^k(x), iterate(term, x: a, k); derivatives d(term, x), d(term, x, n), \
      d(term, x: a); dag - e, dag + e, dag.2 for the network up to node 2. A constant network is \
      quoted, lambda2("2_21_112", rho, exact), or chain(k), resnet(k, skip: 2), dense(k). Rules: \
      exact, variance-only, exact-without-means; --rule sets the one that may be left out. Terms \
      must be defined on the whole of the intervals.

      A verdict is given only after the certificate for it has been accepted: by the checker \
      (format 2), or where it does not read the statement or accept what was found, by evaluation \
      once more (format 1), and the report says why. Exit code 0 proved, 1 refuted, 3 undecided.
      """)

  @Argument(help: "The statement; @FILE reads it from a file, - from standard input.")
  var statement: String

  @Option(name: .long, help: "The rule of kernels for which the statement names none.")
  var rule: PropagationRule?

  @Option(name: .long, help: "Write the certificate to this file.", completion: .file())
  var certificate: String?

  @Option(name: .long, help: "Write a proof to this file that coqc checks (see Proofs/Coq).")
  var coq: String?

  @Option(name: .long, help: "Give up after this many seconds.")
  var seconds: Double = 100

  @Option(name: .long, help: "Give up after this many boxes.")
  var boxes: Int = 2_000_000

  @Option(name: .long, help: "The largest working precision in bits.")
  var precision: Int = 512

  @Option(name: .long, help: "Threads (default: one a core).")
  var threads: Int?

  @OptionGroup var output: JSONFlag

  func run() throws {
    guard seconds > 0, boxes > 0, (64...1_000_000).contains(precision) else {
      throw Failure("budgets must be positive, and the precision between 64 and 1000000")
    }
    let threads = try BatchOptions.checked(threads)
    let source = try FileReferences.resolved(Files.argument(statement).trimmed)
    var definitions = Definitions()
    definitions.rule = rule
    let parsed = try Statement(source, definitions: definitions)
    let forCoq = try coq.map { _ in try CoqStatement(parsed) }
    let budget = Budget(boxes: boxes, precision: Precision(precision), seconds: seconds)
    let interrupt = Interrupt.flag()
    let spending = SharedBudget(budget, isCancelled: { interrupt.isRaised })
    let meter = Progress()
    let prover = Prover(budget: budget, threads: threads) { cases, boxes in
      meter.show("\(cases) networks, \(boxes) boxes")
    }
    let result = try prover.decide(parsed, spending: spending)
    meter.clear()
    if let proof = result.certificate {
      // Both texts are made before either is written.
      let coqText = try forCoq.map { try text(of: proof, for: $0) }
      if let certificate, let text = proof.text { try Files.write(text, to: certificate) }
      if let coq, let coqText { try Files.write(coqText, to: coq) }
    }
    let report = ProofReport(
      statement: parsed, result: result, path: certificate, coqPath: coq)
    output.write(report)
    throw ExitCode(result.verdict.exitCode)
  }

  /// The proof for Coq of what `certificate` proves.
  private func text(of certificate: Certificate, for statement: CoqStatement) throws -> String {
    do { return try statement.file(for: certificate) } catch {
      throw Failure(
        "the statement is \(certificate.verdict.rawValue), but there is no proof for Coq: \(error)",
        .undecided)
    }
  }
}
