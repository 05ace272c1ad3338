import ArchitectureAtlas
import ArgumentParser
import ExactJSON
import KernelCalculator
import KernelCalculatorCommands

struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask an atlas: rankings, where the rules disagree, where Eq. 12 fails, SQL.",
    discussion: """
      Examples:
        kernelcalc atlas build --nodes 3 --out three.sqlite
        kernelcalc atlas query three.sqlite
        kernelcalc atlas query three.sqlite --rank lambda2 --rule exact --at 9/10
        kernelcalc atlas query three.sqlite --rank ratio --smallest --kernel ntk
        kernelcalc atlas query three.sqlite --disagreement --at -1/2
        kernelcalc atlas query three.sqlite --eq12 refuted --rule exact --at 1/2
        kernelcalc atlas query three.sqlite --sql 'SELECT dag FROM class LIMIT 9'

      Without an option: how many classes and labelled DAGs there are for each verdict.

      Real numbers are binary64: the nearest below and above the true value. Equal ranks stand for \
      values that are equal or closer than that. Disagreement is measured by λ₂ under the exact \
      rule over λ₂ under the variance-only rule, or its reciprocal, whichever is larger. Eq. 12 is \
      refuted where λ₂ is certified to lie above its value.

      --sql takes one query that reads. The view atlas has a row for each class, ρ, rule and kernel.
      """)

  @Argument(help: "The atlas.")
  var file: String

  @Option(name: .long, help: "Rank by lambda2 or by ratio, the largest first.")
  var rank: AtlasQuery.Quantity?

  @Flag(name: .long, help: "Rank with the smallest first.")
  var smallest = false

  @Flag(name: .long, help: "The DAGs on which λ₂ under the two rules differs most.")
  var disagreement = false

  @Option(
    name: .long, help: "The DAGs at which Eq. 12 as a bound is proved, refuted or undecided.")
  var eq12: Verdict?

  @Option(name: .long, help: "One SQL query.")
  var sql: String?

  @Option(name: .long, help: "Which kernel: nngp or ntk.")
  var kernel: Kernel = .nngp

  @Option(name: .long, help: "Which propagation rule: variance-only or exact.")
  var rule = RuleChoice.exact

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("One of the atlas's correlations (default: the largest).", valueName: "ρ"))
  var at: String?

  @Option(name: .long, parsing: .unconditional, help: "How many rows at most.")
  var limit: Int = 20

  @OptionGroup var output: JSONFlag

  func run() throws {
    let asked = [rank != nil, disagreement, eq12 != nil, sql != nil].count { $0 }
    guard asked <= 1 else {
      throw Failure("give one of --rank, --disagreement, --eq12 and --sql at a time")
    }
    guard limit >= 0 else { throw Failure("the limit must not be negative") }
    guard rule.rules.count == 1 else {
      throw Failure("an atlas is asked about one rule: variance-only or exact")
    }
    let atlas = try Atlas.reading(file)
    let table = ResultTable(asJSON: output.json)
    if let sql {
      try atlas.forEachRow(of: sql, columns: table.begin, row: table.add)
    } else if let query = try query(to: atlas) {
      try atlas.forEachRow(of: query, columns: table.begin, row: table.add)
    } else if output.json {
      throw Failure("with --json give one of --rank, --disagreement, --eq12 and --sql")
    } else {
      Console.write(Console.bold("Eq. 12 as an upper bound of λ₂\n"))
      try atlas.forEachRow(of: .eq12Summary, columns: table.begin, row: table.add)
      table.end()
      Console.write(Console.bold("\nDo the two rules give equal kernels?\n"))
      try atlas.forEachRow(of: .agreementSummary, columns: table.begin, row: table.add)
    }
    table.end()
  }

  private func query(to atlas: Atlas) throws -> AtlasQuery? {
    let rho = try correlation(of: atlas)
    if let rank {
      return .ranking(
        by: rank, of: kernel, rule: rule.rules[0], rho: rho, ascending: smallest, limit: limit)
    }
    if disagreement { return .disagreement(of: kernel, rho: rho, limit: limit) }
    return eq12.map { .eq12($0, rule: rule.rules[0], rho: rho, limit: limit) }
  }

  private func correlation(of atlas: Atlas) throws -> Rational {
    let known = atlas.parameters.correlations
    let largest = known[known.count - 1]
    guard let at else { return largest }
    guard let value = Rational(at.replacing("−", with: "-").filter { !$0.isWhitespace }) else {
      throw Failure("'\(at.prefix(40))' is not a number for ρ")
    }
    guard known.contains(value) else {
      throw Failure(
        "the atlas has no values at ρ = \(value); it has them at "
          + known.map { "\($0)" }.joined(separator: ", "))
    }
    return value
  }
}

extension AtlasQuery.Quantity: ExpressibleByArgument {}
extension Verdict: ExpressibleByArgument {}
