import ArgumentParser
import ExactJSON
import KernelCalculator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "verify",
    abstract: "Decide every statement of a lemma file, and compare with what is expected.",
    discussion: """
      Examples:
        echo 'claim "a": f(0) > 1/4' >a.lemmas && kernelcalc verify a.lemmas
        echo 'refutes "b": f(0) > 1' | kernelcalc verify - --latex b.tex
        echo 'claim "c": f(1) = 1' | kernelcalc verify - --junit c.xml --json

      A lemma file has items that begin in the first column; indented lines continue them, # begins \
      a comment:

        source "Chen et al. 2022"       where the claims below come from
        rule exact                      the rule of kernels that name none
        let gap(x) = 3*(1 - f(x))       a definition, with parameters or without
        network res = resnet(8, skip: 2)
        network own = @own.json         a network in a file beside this one
        claim "Lemma 1": forall rho in [-1, 1): lambda2(res, rho) > gap(rho)/9
        claim "Lemma 2" from "p. 4" expect undecided: ...
        refutes "Lemma 3": ...
        claim "Lemma 3, as it should be" corrects "Lemma 3": ...

      Statements are those of prove. Verdicts are printed as they come. With --certificates DIR each \
      verdict's certificate is kept there, under the statement's checksum, and the next run replays \
      it instead of searching. --watch repeats the whole whenever the file changes.

      Exit code 0 when every claim has the verdict that the file expects (proved, unless it says \
      otherwise), 1 when one was decided otherwise, else 3 when one is undecided against expectation.
      """)

  @Argument(help: "The lemma file; - for standard input.", completion: .file())
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("Keep certificates there, and replay them.", valueName: "dir"))
  var certificates: String?

  @Option(name: .long, help: "Write the outcome as JUnit XML to this file.", completion: .file())
  var junit: String?

  @Option(name: .long, help: "Write a LaTeX table to this file.", completion: .file())
  var latex: String?

  @Option(name: .long, help: "Write a page to this file.", completion: .file())
  var html: String?

  @Option(name: .long, help: "Write a page in Markdown to this file.", completion: .file())
  var markdown: String?

  @Option(name: .long, help: "Give up on a claim after this many seconds.")
  var seconds: Double = 100

  @Option(name: .long, help: "Threads (default: one a core).")
  var threads: Int?

  @Flag(name: .long, help: "Verify anew whenever the file changes, until interrupted.")
  var watch = false

  @OptionGroup var output: JSONFlag

  func run() throws {
    guard seconds > 0 else { throw Failure("--seconds must be positive") }
    _ = try BatchOptions.checked(threads)
    let store = CertificateStore(directory: certificates)
    if watch {
      guard file != "-", !output.json else {
        throw Failure("--watch needs a file, and prints no JSON")
      }
      return try verifyEachChange(store)
    }
    throw ExitCode(try verify(try Files.text(file), store, Interrupt.flag()).exitCode)
  }

  /// Verifies the file whenever its text changes; ends with the process.
  private func verifyEachChange(_ store: CertificateStore) throws {
    var last: String?
    while true {
      let text = try Files.text(file)
      if text != last {
        last = text
        do { _ = try verify(text, store, InterruptFlag()) } catch {
          Console.warn("kernelcalc: \(error)")
        }
      }
      usleep(300_000)
    }
  }

  /// One pass over a text of the file.
  private func verify(
    _ text: String, _ store: CertificateStore, _ interruption: InterruptFlag
  ) throws -> VerificationReport {
    let lemmaFile: LemmaFile
    let name = file == "-" ? "standard input" : file
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) }
    let resolved = try FileReferences.resolved(text, from: folder)
    do { lemmaFile = try LemmaFile(resolved) } catch { throw Failure("\(name): \(error)") }
    let (lemmas, introduction) = (lemmaFile.lemmas, lemmaFile.introduction)
    // Nothing to verify is more likely a slip than a success.
    if lemmas.isEmpty { throw Failure("\(name): there is no claim in it") }
    let verification = Verification(
      seconds: seconds, threads: try BatchOptions.checked(threads), store: store,
      interruption: interruption)
    var report = VerificationReport(file: file, outcomes: [])
    for lemma in lemmas {
      let outcome = try verification.decide(lemma)
      report.outcomes.append(outcome)
      if !output.json { Console.write(report.line(outcome)) }
    }
    Console.write(output.json ? report.json.text() + "\n" : report.summary)
    if let junit { try Files.write(report.junit, to: junit) }
    if let latex { try Files.write(report.latex, to: latex) }
    if let html { try Files.write(report.page, to: html) }
    if let markdown {
      try Files.write(LemmaPage(report, introduction: introduction).text, to: markdown)
    }
    return report
  }
}
