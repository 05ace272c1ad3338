import ArgumentParser
import KernelCalculator

struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    subcommand: "table",
    abstract: "Correctly rounded reference values as CSV, JSON, NumPy or source.",
    discussion: """
      Examples:
        kernelcalc table 'f(rho)' --grid near1:8
        kernelcalc table 'kappa(0, x)' --grid uniform:-1:1:5 --type decimal:30
        kernelcalc table 2_21_112 --entry Kij,lambda2 --grid chebyshev:9
        kernelcalc table 'f(rho)' --grid binary16:all --type binary16 --format npz --out f16.npz
        kernelcalc table 'f(rho)' --grid random:9:1 --format c --name kappa1

      Every value is the number of the --type that rounding the exact value gives, in every \
      direction of --rounding: the precision is raised until no doubt is left, and where doubt \
      stays the entry is named, nothing is written, and the exit code is 3. Subnormal numbers, \
      overflow to infinity and signed zeros are those of IEEE 754; an exact zero is +0.

      Types: binary16, bfloat16, binary32, binary64, decimal:N (N significant digits).

      Grids (--grid may be repeated):
        uniform:a:b:n     n points from a to b
        chebyshev:n       the zeros of the Chebyshev polynomial T_n
        near1:k           -1 + 2^-j and 1 - 2^-j for j up to k
        random:n:seed     uniform, or at distances from -1, 0, 1 of random scale
        binary16:all      all numbers of the format (also bfloat16:all) where the
                          function is defined
        list:x,y,…        numbers, also fractions and hexadecimal
        worst-cases       inputs where rounding κ₁ and κ₀ to binary64 is hardest
        structured        all scales around the places where branches are likely
        @FILE             the first number of each line; # begins a comment

      Points are numbers of the type --input names, each rounded once to nearest; by default that \
      is --type. exact keeps them as the rational numbers they are, the default for decimals.

      The checksum is the SHA-256 of the lines point,value[,value…] in hexadecimal (exact \
      fractions, decimals), whatever the format: for CSV with one column that is \
      grep -v '^#' FILE | tail -n +2 | cut -d, -f2,4 | sha256sum. A NumPy array (.npy) written to \
      FILE has its provenance in FILE.json.

      A table of many points is made with little memory: its values are kept in FILE.partial beside \
      --out FILE until it is written. After an interrupt, a kill or a power failure the same \
      command continues from there.
      """)

  @Argument(help: "An expression in one variable, or a network; @FILE reads it from a file.")
  var source: String

  @Option(name: .long, help: "A name that is a variable, though it looks like a function's.")
  var variable: String?

  @Option(name: .long, parsing: .unconditionalSingleValue, help: "Where; may be repeated.")
  var grid: [String] = []

  @Option(name: .long, help: "csv, json, jsonl, npy, npz, c, swift or python.")
  var format: TableFormat = .csv

  @Option(name: .long, help: "What values are rounded to.")
  var type: NumberType = .binary(.binary64)

  @Option(name: .long, help: "What points are rounded to: a binary type, or exact.")
  var input: String?

  @Option(name: .long, help: "nearest (ties to even), up, down or zero.")
  var rounding: RoundingChoice = .nearest

  @Option(name: .long, help: "For networks: variance-only, exact or both.")
  var rule: RuleChoice = .both

  @Option(
    name: .long,
    help: ArgumentHelp(
      "For networks: Kij, Kii, Kjj, NTKij, NTKii, NTKjj, lambda2, separated by commas.",
      valueName: "quantities"))
  var entry: String?

  @Option(name: .long, help: "What source code calls the table.")
  var name = "table"

  @Option(name: .long, help: "Write to this file, which appears complete or not at all.")
  var out: String?

  @Option(name: .long, parsing: .unconditional, help: "Threads (default: one a core).")
  var threads: Int?

  func run() throws {
    let threads = try BatchOptions.checked(threads)
    guard !grid.isEmpty else {
      throw Failure("a --grid is missing; grids are \(Grid.spellings)")
    }
    guard Table.isIdentifier(name) else {
      throw Failure("'\(name.prefix(40))' is no name for a table: letters, digits and _ only")
    }
    if format.isBinary && out == nil && Console.isTerminal {
      throw Failure("--format \(format.rawValue) is not for a terminal: give --out FILE")
    }
    let argument = try function()
    let inputs = try inputFormat()
    let grids = try grid.map { try Grid(argument: $0) }
    let points = try PointSequence(of: grids, format: inputs)
    guard points.count > 0 else { throw Failure("the grid has no points of the input type") }
    try format.check(
      points: inputs, type: type, columns: argument.functions.count, rows: points.count)
    let provenance = provenance(argument, inputs)
    let journal = try journal(of: provenance, grids, points.count)
    let isInterrupted = Interrupt.flag()
    do {
      guard
        let table = try computed(
          argument, at: points, provenance, threads, journal ?? MemoryStore(), isInterrupted)
      else { throw Failure("interrupted; nothing was written", .undecided) }
      try write(table, threads, isInterrupted)
      journal?.remove()
    } catch {
      guard let journal else { throw error }
      if journal.count == 0 || error is ReferenceFailure { journal.remove() }
      // Interrupts and what the system refuses pass; other errors would come again.
      guard journal.count > 0, let failure = error as? Failure else { throw error }
      let kept = min(points.count, journal.count * ReferenceTable.blockSize)
      throw Failure(
        "\(failure); the values at \(kept) of \(points.count) points are in \(journal.path), from which the "
          + "same command continues", failure.kind)
    }
  }

  /// The file beside the table that keeps the values of a large one; nil for a small one, and where there is no
  /// place beside it.
  private func journal(
    of provenance: [(key: String, value: String)], _ grids: [Grid], _ count: Int
  ) throws -> TableJournal? {
    guard let out, count > ReferenceTable.blockSize, try Files.isReplaceable(out) else {
      return nil
    }
    var request = provenance.map { "\($0.key): \($0.value)\n" }.joined()
    for case .list(let values) in grids {
      request += values.map { "\($0)\n" }.joined()
    }
    return try TableJournal(out + ".partial", of: request)
  }

  private func computed(
    _ argument: FunctionArgument, at points: PointSequence,
    _ provenance: [(key: String, value: String)], _ threads: Int, _ store: any TableStore,
    _ isInterrupted: InterruptFlag
  ) throws -> ReferenceTable? {
    let meter = Progress()
    defer { meter.clear() }
    let total = points.count * argument.functions.count
    return try ReferenceTable(
      of: argument.functions, at: points,
      target: RoundingTarget(type: type, rounding: rounding.rounding),
      provenance: provenance, threads: threads, store: store
    ) { done in
      meter.show(done, of: total, "values")
      return !isInterrupted.isRaised
    }
  }

  private func write(
    _ table: ReferenceTable, _ threads: Int, _ isInterrupted: InterruptFlag
  ) throws {
    let writer = TableWriter(table, symbol: name)
    let meter = Progress()
    defer { meter.clear() }
    var written = 0
    func write(to next: ([UInt8]) throws -> Void) throws {
      try writer.write(format, threads: threads) { bytes in
        if isInterrupted.isRaised { throw Failure("interrupted", .undecided) }
        try next(bytes)
        written += bytes.count
        // Not between the rows.
        if out != nil { meter.show("\(written >> 20) MB written") }
      }
    }
    guard let out else { return try write { Console.write($0) } }
    try Files.write(to: out) { try write(to: $0) }
    if format == .npy { try Files.write(writer.provenanceText, to: out + ".json") }
    meter.clear()
    Console.write("\(table.count) rows in \(out), \(table.checksum)\n")
  }

  private func function() throws -> FunctionArgument {
    let text = try Files.argument(source).trimmed
    if entry != nil || FunctionArgument.isNetwork(text) {
      return try FunctionArgument(
        network: text,
        quantities: FunctionArgument.quantities(entry ?? KernelQuantity.kij.rawValue),
        rules: rule.rules)
    }
    return try FunctionArgument(expression: text, variable: variable)
  }

  private func inputFormat() throws -> BinaryFormat? {
    guard let input else { return type.format }
    if input == "exact" { return nil }
    guard let format = BinaryFormat(input) else {
      throw Failure(
        "'\(input.prefix(40))' is no type of points; "
          + NumberType.hint(for: input, decimals: false) + " (or exact)")
    }
    return format
  }

  private func provenance(
    _ argument: FunctionArgument, _ inputs: BinaryFormat?
  ) -> [(key: String, value: String)] {
    var lines: [(key: String, value: String)] = [("generator", "kernelcalc \(Version.number)")]
    if let rules = argument.rules {
      lines.append(("network", argument.source))
      lines.append(("inputs", "unit and centred, correlation x"))
      lines.append(("rule", rules.map(\.rawValue).joined(separator: ", ")))
    } else {
      lines.append(("expression", argument.source))
    }
    lines += argument.functions.map { ("column \($0.name)", $0.source) }
    lines += [
      ("grid", grid.joined(separator: " ")),
      ("points", inputs.map { "\($0.name), rounded to nearest" } ?? "exact"),
      ("type", type.description), ("rounding", rounding.rawValue),
      ("method", "interval evaluation at rising precision until the rounding is certain"),
    ]
    return lines
  }

  private static func isIdentifier(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == 95
    } && text.utf8.first.map { !(48...57).contains($0) } ?? false
  }
}

extension TableFormat: ExpressibleByArgument {}
