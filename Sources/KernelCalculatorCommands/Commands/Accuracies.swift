import ArchitectureStudies
import ArgumentParser
import ExactJSON
import KernelCalculator

struct Accuracies: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "accuracies",
    abstract: "What depth, width and eigenvalues say about measured accuracies.",
    discussion: """
      Examples:
        printf '%s\\n' arch,acc 2_02,90 1_01,70 2_22,93 | kernelcalc accuracies -
        printf '%s\\n' 2_02,90 1_01,70 2_22,93 | kernelcalc accuracies - --groups
        printf '%s\\n' 2_02,90 1_01,70 2_22,93 | kernelcalc accuracies - --html a.html

      The file is CSV: the first column an architecture in any form that convert reads, the others \
      numbers, larger meaning better; a header names them. Printed are what the filter keeps at \
      radius 1, 3/4, 1/2 and 1/4 (share, mean and best), the multiple correlation R of accuracy on \
      effective depth and width, the Spearman correlations of depth, width, the number of paths \
      and the eigenvalues of both kernels under both rules, and the accuracies grouped by \
      (d̄, m̄). --groups prints the groups alone, as CSV; --html draws them on the plane of depth and \
      width, coloured by accuracy, as Figure 5 of arXiv 2205.05662 does, on a page that needs no network.

      With --inputs the scores of the NNGP kernel matrix of data are correlated too (exact rule; see \
      kernelcalc compare), with --labels those that need labels.

      Ranks of architectures come from certified comparisons; means and correlations are computed \
      in floating point, without a guarantee.
      """)

  @Argument(help: "The CSV file; - for standard input.")
  var file: String

  @Option(name: .long, parsing: .unconditional, help: "The correlation ρ of the kernels' inputs.")
  var at = "1/2"

  @Option(
    name: .long, help: "The space whose centre and radius count (default: the file's).",
    completion: SpaceName.completion)
  var around: String?

  @Flag(name: .long, help: "Only the groups of equal depth and width, as CSV.")
  var groups = false

  @Option(
    name: .long, help: "Also write a page with a picture to this file.", completion: .file())
  var html: String?

  @OptionGroup var data: OptionalDataOptions
  @OptionGroup var labels: LabelsOption
  @OptionGroup var lines: ArchitectureLineOptions
  @OptionGroup var output: JSONFlag

  func run() throws { try lines.reading { try answer() } }

  private func answer() throws {
    let rho = try Correlation(argument: at)
    let space = try around.map { try SpaceName(argument: $0) }
    if let problem = space?.distributionProblem { throw Failure(problem) }
    let table = try AccuracyTable(file, onError: lines.onError)
    let meter = Progress()
    let inputs = try data.read()
    let quantities = inputs == nil ? [] : DataScores.quantities(withLabels: labels.labels != nil)
    let scores = try DataScores(
      inputs, labels: labels, quantities: quantities, rule: .exact, digits: 6)
    let study = try AccuracyStudy(
      table, at: rho, around: space,
      scores: quantities.map { QuantityName($0, of: .nngp, under: .exact) }, score: scores?.value
    ) { meter.show($0) }
    meter.clear()
    if let html { try Files.write(AccuracyPage(study: study).html, to: html) }
    let report = AccuracyReport(study: study)
    if output.json {
      Console.write(report.json.text() + "\n")
    } else {
      Console.write(groups ? report.groupsCSV : report.text)
    }
  }
}
