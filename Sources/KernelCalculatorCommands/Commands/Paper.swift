import ArgumentParser
import ExactJSON
import KernelCalculator

struct Paper: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "paper",
    abstract: "Decide every claim of the paper, and say what each verdict rests on.",
    discussion: """
      Examples:
        kernelcalc paper --claim sec3.3-ranking
        kernelcalc paper --claim lem3.2-mean --claim eq9-dag2 --json
        printf '%s\\n' 1,0 3,4 2,1 | kernelcalc paper --inputs - --normalize

      The claims are those of arXiv 2205.05662, one row for each propagation rule where the rule \
      matters; `any` where it does not. Without --claim all are decided, in some seconds. Evidence: \
      a theorem in Coq, a replayed certificate or an exact computation; the weakest that a row needs.

      --nodes 4 also decides eq12-upper-bound, rules-diagonal and rem3.3-mean-irrelevant for each \
      connected DAG with H = 4, in a minute. --write DIR writes what the directory Proofs holds: \
      Statements, Certificates, Coq/Claims.v and README.md. It also verifies the lemma files in \
      DIR/Lemmas, the statements of other papers, and writes a page for each beside it.

      --inputs FILE decides Lemmas 3.1 and 3.3 and Eq. 12 for the kernel matrices of the paper's \
      three DAGs on data, under both rules, with the rate and steps of Theorem 3.1.

      Exit code 0 when every claim was decided, 3 otherwise.
      """)

  @Option(
    name: .long, help: ArgumentHelp("Decide this claim only; may be repeated.", valueName: "id"),
    completion: .list(Catalogue.claims.map(\.id)))
  var claim: [String] = []

  @Option(name: .long, help: "Count over the connected DAGs with H = 3, or 3 and 4.")
  var nodes: Int = 3

  @Option(name: .long, help: ArgumentHelp("Write the catalogue's files there.", valueName: "dir"))
  var write: String?

  @OptionGroup var data: OptionalDataOptions

  @Option(name: .long, help: "Threads (default: one a core).")
  var threads: Int?

  @OptionGroup var output: JSONFlag

  func run() throws {
    if let inputs = try data.read() { return try decide(on: inputs) }
    let claims = try chosenClaims()
    guard (3...4).contains(nodes) else { throw Failure("--nodes must be 3 or 4, not \(nodes)") }
    let threads = try BatchOptions.checked(threads)
    if write != nil, !claim.isEmpty {
      throw Failure("--write writes the whole catalogue; leave out --claim")
    }
    let meter = Progress()
    let interrupt = nodes > 3 ? Interrupt.flag() : InterruptFlag()
    let decider = PaperDecider(
      threads: threads, nodes: nodes, progress: { meter.show($0) },
      isCancelled: { interrupt.isRaised })
    let rows = try decider.decide(claims)
    meter.clear()
    if let write {
      try Paper.checkIsFit(rows)
      let pages = try LemmaPages(in: write, threads: threads)
      var texts = try CatalogueFiles(rows, papers: pages.papers).texts()
      texts.merge(pages.texts) { $1 }
      try Paper.store(texts, in: write)
    }
    let report = PaperReport(rows: rows, isDetailed: !claim.isEmpty)
    output.write(report)
    throw ExitCode(rows.allSatisfy(\.isDecided) ? 0 : Failure.Kind.undecided.rawValue)
  }

  /// What the paper says of data.
  private func decide(on inputs: KernelInputs) throws {
    guard claim.isEmpty, write == nil else {
      throw Failure("--inputs looks at data; leave out --claim and --write")
    }
    let meter = Progress()
    let verdicts = try DataVerdicts(
      inputs, data: data.treatment.description, digits: 6,
      threads: try BatchOptions.checked(threads), meter: meter)
    meter.clear()
    output.write(verdicts)
    if !verdicts.isDecided { throw ExitCode(Failure.Kind.undecided.rawValue) }
  }

  /// The claims asked for, in the catalogue's order.
  private func chosenClaims() throws -> [Claim] {
    if claim.isEmpty { return Catalogue.claims }
    let known = Catalogue.claims.map(\.id)
    for id in claim where !known.contains(id) {
      let hint = nearestSpelling(to: id, among: known).map { "; did you mean '\($0)'?" }
      throw Failure(
        "unknown claim '\(id.prefix(40))'\(hint ?? "; claims are \(known.joined(separator: ", "))")"
      )
    }
    return Catalogue.claims.filter { claim.contains($0.id) }
  }

  /// What is not decided is not written.
  private static func checkIsFit(_ rows: [RowDecision]) throws {
    guard let open = rows.first(where: { !$0.isDecided }) else { return }
    throw Failure(
      "\(open.claim.id) is undecided, nothing was written: \(open.reason ?? "")", .undecided)
  }

  /// Writes the files, each by an atomic rename.
  private static func store(_ texts: [String: String], in directory: String) throws {
    for folder in ["", "/Statements", "/Certificates", "/Coq"] {
      try Files.makeDirectory(directory + folder)
    }
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      try Files.write(text, to: "\(directory)/\(path)")
    }
  }
}
